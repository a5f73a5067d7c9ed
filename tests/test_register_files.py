"""The register as files: a calendar that can be imported, spreadsheets that run nothing."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from assistant.registers.files import MEDIA_TYPES, judgements_file, requirements_file
from assistant.registers.rows import RequirementRow, judgements, requirements
from ingest.corpus import Corpus
from tests.corpora import fill, write
from tests.fakes import BagOfWords
from tests.requirement_papers import NOTICE, REPORT

_HOSTILE = """Kelder Borough Council

Report to the Scrutiny Committee, 11 July 2024

Recommendations

1. The Committee is asked to:

(a) =HYPERLINK("https://evil.example","agree") the plan by 30 September 2024;

(b) @SUM(A1:A9) note the costs.
"""
_SERVICE = "https://notices.example"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """A notice, a report and a paper whose words would be formulas."""
    folder: Path = tmp_path_factory.mktemp("files")
    papers = {"notice.txt": NOTICE, "report.txt": REPORT, "hostile.txt": _HOSTILE}
    fill(folder / "home", write(folder / "papers", papers))
    with Corpus.open(folder / "home", BagOfWords()) as opened:
        yield opened


def _events(rows: list[RequirementRow]) -> list[dict[str, object]]:
    calendar = Calendar.from_ical(requirements_file("ics", rows, _SERVICE))
    return [dict(event) for event in calendar.walk("VEVENT")]


def test_a_calendar_has_one_all_day_event_for_each_date(corpus: Corpus) -> None:
    """A month is an event from its first day to its last; what has no date is in no calendar."""
    rows = requirements(corpus, council="Fernshire")
    events = _events(rows)
    assert len(events) == sum(len(row.requirement.deadline.dates) for row in rows) > 4
    starts = {event["DTSTART"].dt: event["DTEND"].dt for event in events}  # type: ignore[attr-defined]
    assert starts[dt.date(2019, 9, 30)] == dt.date(2019, 10, 1)
    assert starts[dt.date(2020, 3, 1)] == dt.date(2020, 4, 1)


def test_an_event_keeps_its_id_and_reminds_before_the_day(corpus: Corpus) -> None:
    """Imported twice, a calendar has each event once; a row's dates are different events."""
    rows = requirements(corpus, council="Fernshire")
    made = requirements_file("ics", rows, _SERVICE)
    assert made == requirements_file("ics", rows, _SERVICE)
    ids = [str(event["UID"]) for event in _events(rows)]
    assert len(set(ids)) == len(ids)
    alarms = Calendar.from_ical(made).walk("VALARM")
    assert len(alarms) == len(ids)
    assert all(alarm["TRIGGER"].dt < dt.timedelta(0) for alarm in alarms)


def test_an_event_says_who_by_which_rule_and_where_it_stands(corpus: Corpus) -> None:
    """Its link opens the clause."""
    (event,) = _events(requirements(corpus, due_before="2019-12-31"))
    assert "Who: Council (must)" in str(event["DESCRIPTION"])
    assert "Rule: Corresponding date" in str(event["DESCRIPTION"])
    assert str(event["URL"]).startswith(f"{_SERVICE}/documents/")


def test_what_recurs_from_a_date_on_has_a_rule_of_recurrence(tmp_path: Path) -> None:
    """ "within three months ..., and every two months from then on"."""
    text = NOTICE.replace(
        "The Chair should provide a first report to the Minister, followed by progress reports "
        "every four months.",
        "The Chair must report to the Minister within three months of the date of this notice, "
        "and every two months from then on.",
    )
    fill(tmp_path / "home", write(tmp_path / "papers", {"notice.txt": text}))
    with Corpus.open(tmp_path / "home", BagOfWords()) as opened:
        made = requirements_file("ics", requirements(opened, topic="Chair must report"))
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert (event["RRULE"]["FREQ"], event["RRULE"]["INTERVAL"]) == (["MONTHLY"], [2])


def test_no_cell_of_a_csv_can_become_a_formula(corpus: Corpus) -> None:
    """Words that begin like one are set behind an apostrophe."""
    made = requirements_file("csv", requirements(corpus, council="Kelder"), _SERVICE).decode()
    lines = list(csv.DictReader(io.StringIO(made)))
    quotes = [line["quote"] for line in lines if line["source"] == "hostile.txt"]
    assert len(quotes) == 2
    assert all(quote.startswith(("'=", "'@")) for quote in quotes)
    assert not [cell for line in lines for cell in line.values() if cell.startswith(tuple("=+-@"))]


def test_a_worksheet_holds_text_and_links_alone(corpus: Corpus) -> None:
    """A link opens the source viewer; nothing else can be followed or run."""
    rows = requirements(corpus)
    book = load_workbook(io.BytesIO(requirements_file("xlsx", rows, _SERVICE)))
    sheet = book.active
    heads = [cell.value for cell in sheet[1]]
    assert sheet.max_row == len(rows) + 1
    for line in sheet.iter_rows(min_row=2):
        for head, cell in zip(heads, line, strict=True):
            assert cell.data_type != "f"
            assert (cell.hyperlink is not None) == (head == "link")
    assert str(sheet.cell(2, heads.index("link") + 1).value).startswith(_SERVICE)


def test_json_counts_its_rows_and_cites_each(corpus: Corpus) -> None:
    """The contract's shape: every row an id and a citation that holds its words."""
    rows = requirements(corpus)
    made = json.loads(requirements_file("json", rows))
    assert made["count"] == len(made["requirements"]) == len(rows)
    for each in made["requirements"]:
        assert each["id"]
        assert each["citation"]["quote"].startswith(each["quote"][:20])
        assert set(each["deadline"]) == {"text", "kind", "date", "dates", "rule"}


def test_judgements_have_the_same_forms(corpus: Corpus) -> None:
    """JSON, CSV and XLSX, with a link each."""
    rows = judgements(corpus)
    assert json.loads(judgements_file("json", rows))["count"] == len(rows) == 2
    assert _SERVICE in judgements_file("csv", rows, _SERVICE).decode()
    assert judgements_file("xlsx", rows, _SERVICE)[:2] == b"PK"
    assert set(MEDIA_TYPES) == {"json", "csv", "xlsx", "ics"}
