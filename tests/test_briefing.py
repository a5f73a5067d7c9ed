"""The briefing says what the papers hold by the meeting, line by line with its source."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from assistant.briefing.blocks import Block, Paragraph, Picture, Points, Said, Section, Table
from assistant.briefing.docx import docx_bytes
from assistant.briefing.pack import Briefing, BriefingError, briefing, meeting_day
from assistant.briefing.pdf import heading_pages, pdf_bytes
from assistant.linking.kept import trace
from assistant.registers.confirmations import Confirmations
from ingest.corpus import Corpus
from tests.command_line import CommandLine
from tests.corpora import fill, write
from tests.fakes import BagOfWords
from tests.traced import MEETING, NOTICE, PAPERS, REPORT, traced, traced_home

TODAY = dt.date(2020, 1, 2)


@cache
def _brief(meeting: str = MEETING) -> Briefing:
    return briefing(traced(), "Fernshire", meeting, today=TODAY)


def _of(tmp_path: Path, papers: dict[str, str], meeting: str = MEETING) -> Briefing:
    fill(tmp_path / "home", write(tmp_path / "papers", papers))
    with Corpus.open(tmp_path / "home", BagOfWords()) as corpus:
        return briefing(corpus, "Fernshire", meeting, today=TODAY)


def _section(made: Briefing, begins: str) -> Section:
    every = [part for whole in made.sections for part in (whole, *whole.sections)]
    return next(each for each in every if each.title.startswith(begins))


def _lines(blocks: tuple[Block, ...]) -> Iterator[Said]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.said
        elif isinstance(block, Points):
            yield from block.items
        elif isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row)


def _every_line(made: Briefing) -> list[Said]:
    blocks = list(made.opening)
    for whole in made.sections:
        for part in (whole, *whole.sections):
            blocks.extend(part.blocks)
    return list(_lines(tuple(blocks)))


def _text(blocks: tuple[Block, ...]) -> str:
    return "\n".join(f"{each.text} {each.note}" for each in _lines(blocks))


def test_every_quotation_stands_at_its_place() -> None:
    """Each citation is cut from its document, and every quoted line has one."""
    cited = 0
    for said in _every_line(_brief()):
        for citation in said.citations:
            text = traced().document(citation.document.id).text
            assert text[citation.start : citation.end] == citation.quote != ""
            cited += 1
        if said.text.startswith("“") and not said.text.startswith(("“within", "“–”")):
            assert said.citations, said.text
    assert cited > 40


def test_the_duties_are_those_of_the_notice_with_holder_and_date() -> None:
    """One row each, the deadline worked out, the outcome of failure below."""
    text = _text(_section(_brief(), "What the council must do").blocks)
    assert "holds 5 requirements: Council 4" in text
    assert "Recruiting an advocate" in text and "30 September 2019" in text
    assert "If it does not comply: “The Secretary of State" in text


def test_what_was_due_is_told_apart_from_what_will_be() -> None:
    """Before the meeting with what is reported, after it without; no date without its rule."""
    before = _text(_section(_brief(), "Due before").blocks)
    after = _text(_section(_brief(), "Due on the day").blocks)
    assert "30 September 2019" in before and "nothing found" in before
    assert "Chronologies have been brought up to date" in before
    assert "corresponding date, counted from the notice of 31 August 2019" in before
    assert "29 February 2020" in after and "31 March 2020" in after
    assert "2020" not in before.replace("16 January 2020", "")


def test_a_day_on_the_meeting_is_not_passed() -> None:
    """Due that day is due, the day after it is overdue."""
    on_day = briefing(traced(), "Fernshire", "2019-11-30")
    assert "30 November 2019" in _text(_section(on_day, "Due on the day").blocks)
    day_after = briefing(traced(), "Fernshire", "2019-12-01")
    assert "30 November 2019" in _text(_section(day_after, "Due before").blocks)


def test_targets_stand_beside_the_figures_that_papers_report() -> None:
    """With baseline, date and basis, and the figure reported last."""
    section = _section(_brief(), "Targets")
    text = _text(section.blocks)
    assert "41%" in text and "60% by March 2020 (in-month figure)" in text
    assert "47% of return interviews" in text


def test_a_later_paper_is_named_and_not_used() -> None:
    """The report of July 2020 says the same words better, and is not known in January."""
    made = _brief()
    used = {traced().document(id_).source for id_ in made.sources}
    assert "fernshire-report-2020.txt" not in used
    assert "27 July 2020" in _text(_section(made, "Sources").blocks)
    assert "Good" not in _text(_section(made, "How inspectors judged").blocks)
    assert "1 later paper not used" in _text(made.opening)


def test_judgements_are_set_side_by_side_once_there_are_two() -> None:
    """Each in its report's own words."""
    section = _section(briefing(traced(), "Fernshire", "2020-09-01"), "How inspectors judged")
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    assert table.heads[1:] == ("March 2019 (ILACS)", "June 2020 (ILACS)")
    overall = next(row for row in table.rows if row[0].text == "Overall effectiveness")
    assert [cell.text for cell in overall[1:]] == ["Inadequate", "Good"]


def test_the_trace_shows_partners_and_what_has_none() -> None:
    """The plan's action by its id, progress quoted, "none found" for the water pipes."""
    table = next(
        block
        for block in _section(_brief(), "What the inspection report").blocks
        if isinstance(block, Table)
    )
    rows = {row[0].text: row for row in table.rows}
    matched = next(row for words, row in rows.items() if "foster carers" in words)
    assert matched[1].text.startswith("IP2.1: “Match foster carers")
    assert matched[2].text == "none found"
    pipes = next(row for words, row in rows.items() if "water pipes" in words)
    assert [cell.text for cell in pipes[1:]] == ["none found", "none found"]
    assert "IP2.1" in _text(_section(_brief(), "Plan actions on which").blocks)


def test_what_two_reports_ask_for_is_set_side_by_side() -> None:
    """The second report asks for the same again, and the first's wishes stand beside it."""
    made = briefing(traced(), "Fernshire", "2020-09-01")
    twice = _section(made, "Asked for in the last report and in the one before")
    assert "water pipes" in _text(twice.blocks)
    assert "Why is it asked for again" in _text(_section(made, "Questions").blocks)
    beside = _section(made, "What the report before (29 April 2019) asked for")
    (table,) = [block for block in beside.blocks if isinstance(block, Table)]
    assert len(table.rows) == 4


def test_two_papers_that_differ_are_both_shown() -> None:
    """52% and 47% for the same October; which is right is not said."""
    text = _text(_section(_brief(), "Where papers differ").blocks)
    assert "52% of return interviews" in text and "47% of return interviews" in text


def test_questions_rest_on_cited_gaps() -> None:
    """The overdue strategy, the matching without progress, the pipes nobody plans for."""
    section = _section(_brief(), "Questions")
    asked = [each for each in _lines(section.blocks) if each.text.endswith("?")]
    assert all(each.citations for each in asked) and len(asked) >= 5
    text = _text(section.blocks)
    assert "The notice set 30 September 2019" in text
    assert "water pipes" in text and "What is being done?" in text
    assert "foster carers" in text and "How far has it come?" in text


def test_a_rejected_link_is_not_in_the_briefing(tmp_path: Path) -> None:
    """And a confirmed one says by whom."""
    kept = Confirmations(tmp_path)
    for link in trace(traced(), "Fernshire").links:
        if link.stage == "recommendation->action":
            sibling = "foster" in link.source.words
            kept.keep(link.stamp, link.id, "rejected" if sibling else "confirmed", "Ada Lane")
    made = briefing(traced(), "Fernshire", MEETING, said=kept.all())
    text = _text(_section(made, "What the inspection report").blocks)
    assert "IP2.1" not in text and "confirmed by Ada Lane" in text


def test_a_rejected_deadline_is_not_due(tmp_path: Path) -> None:
    """The duty stays; its date is no longer counted on."""
    kept = Confirmations(tmp_path)
    strategy = next(
        row for row in trace(traced(), "Fernshire").rows if "recruitment strategy" in row.words
    )
    kept.keep(strategy.deadline_stamp, strategy.id, "rejected", "Ada Lane")
    made = briefing(traced(), "Fernshire", MEETING, said=kept.all())
    assert "recruitment strategy" not in _text(_section(made, "Due before").blocks)
    assert "recruitment strategy" in _text(made.sections[0].blocks)


def test_pictures_say_in_words_what_they_show() -> None:
    """A timeline with every date, a chart with every count."""
    pictures = [
        block
        for whole in _brief().sections
        for part in (whole, *whole.sections)
        for block in part.blocks
        if isinstance(block, Picture)
    ]
    told = " ".join(picture.alt for picture in pictures)
    assert "31 August 2019: Improvement notice" in told
    assert "Recommendations: 2 progress reported" in told


def test_a_council_without_a_notice_gets_what_its_report_asks_for(tmp_path: Path) -> None:
    """And every section says what the papers do not hold."""
    made = _of(tmp_path, {"report.txt": REPORT})
    assert "No improvement notice is among the papers held" in _text(made.sections[0].blocks)
    text = "\n".join(_text(part.blocks) for part in made.sections)
    for words in (
        "set no date",
        "No paper held sets a figure",
        "Only one inspection",
        "None was found",
    ):
        assert words in text, words


def test_a_notice_of_years_ago_is_not_taken_for_one_in_force(tmp_path: Path) -> None:
    """Inspected since, the council is not told of dates that passed long ago."""
    report = REPORT.replace("2019", "2026")
    made = _of(tmp_path, {"notice.txt": NOTICE, "report.txt": report}, "2026-09-10")
    first = _text(made.sections[0].blocks)
    assert "An older improvement notice (31 August 2019)" in first
    assert "water pipes" in first and "Recruiting an advocate" not in first
    assert "set no date" in _text(_section(made, "What is due").blocks)


def test_a_notice_without_a_date_has_no_date_worked_out(tmp_path: Path) -> None:
    """The deadline stands with the reason why it has none."""
    made = _of(tmp_path, {"notice.txt": NOTICE.replace("Date: 31 August 2019", "Date:")})
    text = _text(_section(made, "Recurring, or without").blocks)
    assert "Within one month" in text and "bears no full date to count from" in text


def test_an_undated_paper_that_knows_of_later_years_is_not_used(tmp_path: Path) -> None:
    """It cannot have been on the table."""
    late = "Fernshire County Council\n\nPractice bulletin to staff\n\nIn 2023 all were read.\n"
    made = _of(tmp_path, {"report.txt": REPORT, "bulletin.txt": late})
    assert "bulletin" in _text(_section(made, "Sources").blocks).lower()
    assert "1 later paper not used" in _text(made.opening)


@pytest.mark.parametrize("words", ["2020-01-16", "16 January 2020", " 16/01/2020 "])
def test_a_day_is_read_as_people_write_it(words: str) -> None:
    """Day before month."""
    assert meeting_day(words) == MEETING


@pytest.mark.parametrize("words", ["2020-02-30", "next Tuesday", "2020-01", ""])
def test_what_is_no_day_is_refused(words: str) -> None:
    """In words that say how to write one."""
    with pytest.raises(BriefingError, match="2013-01-10"):
        meeting_day(words)


def test_the_word_file_has_headings_contents_and_tables_that_repeat_their_heads() -> None:
    """Real styles, a contents field with its entries, alternative text, the language."""
    document = Document(io.BytesIO(docx_bytes(_brief(), heading_pages(_brief()))))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings[0] == "1. What the council must do, and by whom"
    assert headings[-1].endswith("Sources") and len(headings) == 8
    contents = [p for p in document.paragraphs if p.style and p.style.name.startswith("TOC")]
    assert len(contents) >= 8 and any(
        "TOC" in (each.text or "") for each in document.element.iter(qn("w:instrText"))
    )
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    pictures = list(document.element.iter(qn("wp:docPr")))
    assert pictures and all(len(each.get("descr")) > 40 for each in pictures)
    assert document.core_properties.language == "en-GB"


def test_the_pdf_has_bookmarks_page_numbers_and_a_language() -> None:
    """What it says is text, not a picture of text."""
    data = pdf_bytes(_brief())
    assert b"/Lang" in data
    with pypdfium2.PdfDocument(data) as pdf:
        titles = [mark.get_title() for mark in pdf.get_toc()]
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    assert "1. What the council must do, and by whom" in titles
    assert f"Page 1 of {len(pages)}" in pages[0]
    assert "Recruiting an advocate" in "".join(pages)
    assert 2 <= len(pages) <= 8


def test_what_a_paper_says_is_never_markup(tmp_path: Path) -> None:
    """Tags and entities in a paper stand as they are printed."""
    sly = NOTICE.replace("an advocate for", "an <b>advocate</b> & <img src='x'> <para> for")
    made = _of(tmp_path, {"notice.txt": sly})
    with pypdfium2.PdfDocument(pdf_bytes(made)) as pdf:
        text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert "<img src='x'>" in text.replace("\r\n", " ")
    assert docx_bytes(made)[:2] == b"PK"


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_command_writes_the_file(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the form of its name."""
    run = CommandLine(traced_home(), capsys)
    target = tmp_path / f"pack.{form}"
    said = run("brief", "--council", "fernshire", "--meeting", MEETING, "-o", target)
    assert said.code == 0, said.err
    assert target.read_bytes()[:4] in (b"PK\x03\x04", b"%PDF")


@pytest.mark.parametrize(
    ("council", "meeting", "name", "words"),
    [
        ("Fernshire", "soon", "pack.docx", "no date of a meeting"),
        ("Narnia", MEETING, "pack.docx", "No council is known"),
        ("Kent", MEETING, "pack.docx", "holds no document of Kent"),
        ("Kelder", MEETING, "pack.docx", "the earliest is of 27 November 2023"),
        ("Fernshire", MEETING, "pack.odt", ".docx or .pdf"),
        ("Fernshire", MEETING, "no/such/folder/pack.docx", "could not be written"),
    ],
)
def test_what_cannot_be_made_is_said_in_clear_words(
    council: str, meeting: str, name: str, words: str,
    tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """No file is left, and the exit code is that of wrong use."""
    run = CommandLine(traced_home(), capsys)
    said = run("brief", "--council", council, "--meeting", meeting, "-o", tmp_path / name)
    assert said.code == 2 and words in said.err
    assert list(tmp_path.iterdir()) == []


def test_the_papers_are_the_invented_ones() -> None:
    """The briefing of a council cites nobody else's papers."""
    sources = {traced().document(id_).source for id_ in _brief().sources}
    assert sources <= set(PAPERS) and "kelder-2023.txt" not in sources
