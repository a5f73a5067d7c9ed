"""Raised figures of footnotes: drawn in the text, left out of dates, titles, grades and search."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from ingest import preparing
from ingest.cleaning import lowered
from ingest.documents import Reading, Span
from ingest.packs import Part, part_reading
from ingest.preparing import Prepared, prepare
from tests.paper import pages, paper

_MARK = re.compile(r"\^(\d+)")
_GUIDE = """Guide to lanterns^2

Published: March 2014^10

Lanterns must be lit by dusk^11. They are put out at dawn.
"""


def _raised(reading: Reading, printed: str) -> Reading:
    """``reading`` of ``printed`` without its carets, and the figures behind them raised."""
    spans = []
    for carets, found in enumerate(_MARK.finditer(printed)):
        start = found.start() - carets
        spans.append(Span(start, start + len(found[1])))
    return replace(reading, raised=tuple(spans))


def _paper(printed: str) -> Reading:
    return _raised(paper(printed.replace("^", "")), printed)


def _prepared(monkeypatch: pytest.MonkeyPatch, reading: Reading) -> Prepared:
    monkeypatch.setattr(preparing, "read", lambda name, data, *, ocr: reading)
    return prepare("guide.txt", b"", {})[0]


def test_a_date_is_read_without_the_note_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The text stays as it is drawn; the note is told apart in the document too."""
    document = _prepared(monkeypatch, _paper(_GUIDE)).document
    assert "March 201410" in document.text
    assert document.description.issued is not None
    assert document.description.issued.iso == "2014-03"
    assert document.description.title == "Guide to lanterns"
    assert [span.cut(document.text) for span in document.raised] == ["2", "10", "11"]


def test_the_search_copy_leaves_the_note_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quotation would cut it as it stands."""
    prepared = _prepared(monkeypatch, _paper(_GUIDE))
    found = next(one for one in prepared.passages if "dusk" in one.words)
    assert "dusk11" in found.span.cut(prepared.document.text)
    assert found.words.startswith("Lanterns must be lit by dusk")
    assert not any("11" in one.words or "2014 10" in one.prefix for one in prepared.passages)


def test_a_grade_is_read_without_the_note_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its place in the text is still its own."""
    report = _paper(
        "Inspection of Fernshire local authority children's services\n"
        "Inspection dates: 4 to 8 March 2024^1\n"
        "Judgement\tGrade\nThe impact of leaders on practice\tGood^2\n"
        "Overall effectiveness\tGood^3\n"
    )
    document = _prepared(monkeypatch, report).document
    assert document.description.inspected == ("2024-03-04", "2024-03-08")
    assert [(one.topic, one.grade) for one in document.judgements] == [
        ("leaders", "Good"),
        ("overall", "Good"),
    ]
    assert document.judgements[1].span.cut(document.text) == "Overall effectiveness\tGood"


def test_a_part_keeps_its_own_raised_figures_where_they_stand() -> None:
    """Those of other parts are not its; one at the cut is not lost."""
    printed = ("Agenda^1 of May", "Report^2 of June^3", "Note^4")
    reading = _raised(pages(*(each.replace("^", "") for each in printed)), "\n".join(printed))
    start = reading.text.index("Report")
    part = part_reading(reading, Part(2, "Report", Span(start, reading.text.index("Note"))))
    assert [span.cut(part.text) for span in part.raised] == ["2", "3"]
    assert part.raised[0].start == len("Report")


def test_lowering_moves_nothing() -> None:
    """Every other character keeps its offset, however the spans lie."""
    assert lowered("March 201410.", (Span(10, 12),)) == "March 2014  ."
    assert lowered("a12b", (Span(1, 2), Span(2, 3))) == "a  b"
    assert lowered("a12b", (Span(1, 3), Span(2, 3))) == "a  b"
    assert lowered("plain", ()) == "plain"
