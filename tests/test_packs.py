"""Packs are cut where their papers begin."""

from __future__ import annotations

from itertools import pairwise

from ingest.packs import Part, part_reading, split
from tests.paper import pages, paper

_BLANK = "This page is intentionally left blank"
_LONG = "Children were seen, and their plans were read with care by those who know them. " * 4

_AGENDA = """Fernshire County Council

AGENDA

Meeting: Care Committee
Date: Thursday 3 May 2012

1. Apologies

2. Homes for children
(Pages 1 - 3)

3. Inspection of services (Pages 4 - 8)

4 Work programme (Pages 9 - 10)
"""


def test_a_single_report_with_appendices_is_not_a_pack() -> None:
    """Titles of appendices inside a report do not split it."""
    assert split(paper(f"Homes\n\nAppendices\n\nAppendix 1 Money\n\nAppendix 1\n{_LONG}")) == ()
    assert split(pages(f"Homes\n{_LONG}", f"Appendix A\n{_LONG}")) == ()
    assert split(paper("")) == ()


def test_an_agenda_without_its_papers_is_not_a_pack() -> None:
    """The agenda's page references alone give no parts."""
    assert split(pages(_AGENDA, _BLANK)) == ()


def test_pages_are_cut_by_the_agendas_numbers_and_the_papers_heads() -> None:
    """An item's first page, a paper after a blank page, and an appendix begin a part."""
    reading = pages(
        _AGENDA,
        _BLANK,
        f"From: Ann Oak\nTo: Care Committee\nSubject: Homes\n{_LONG}\nPage 1",
        f"{_LONG}\nPage 2",
        f"Appendix A: The homes\n{_LONG}\nPage 3",
        f"Inspection\n{_LONG}\nPage 4",
        _BLANK,
        f"A letter about it\n{_LONG}\nPage 6",
        f"{_LONG}\nPage 7",
        f"{_LONG}\nPage 8",
        f"What comes next\n{_LONG}\nPage 9",
    )
    parts = split(reading)
    cut = [part_reading(reading, part) for part in parts]
    assert [part.number for part in parts] == [1, 2, 3, 4, 5, 6]
    assert [[page.number for page in one.pages] for one in cut] == [
        [1, 2],
        [3, 4],
        [5],
        [6, 7],
        [8, 9, 10],
        [11],
    ]
    assert [part.title for part in parts] == [
        "Agenda",
        "Homes for children",
        "Appendix A: The homes",
        "Inspection of services",
        "A letter about it",
        "Work programme",
    ]


def test_an_appendix_whose_head_stands_on_every_page_is_one_part() -> None:
    """Running heads do not cut it again."""
    reading = pages(
        _AGENDA,
        _BLANK,
        f"Homes\n{_LONG}\nPage 1",
        f"APPENDIX F: MONEY\n{_LONG}\nPage 2",
        f"APPENDIX F: MONEY\n{_LONG}\nPage 3",
    )
    assert len(split(reading)) == 3


def test_a_transcript_is_cut_at_the_heads_and_endings_of_its_papers() -> None:
    """Reports by letterhead, a paper after a blank page, appendices by the closing list."""
    head = "Fernshire County Council\n\nCare Committee 3rd May 2012\n\n"
    text = (
        f"{_AGENDA}\nPage 2\n\n{_BLANK}\n\n"
        f"{head}Homes for children\n\nPurpose of Report\n\n1. {_LONG}\n\n"
        f"Report author: Ann Oak\n\nAppendices\n\n- 1 A plan for homes.\n- 2 Money\n\n"
        f"Where we begin\n\n{_LONG}\n\n{_BLANK}\n\n"
        f"Inspection of services\nFernshire\n\nInspection dates: 5 – 16 March 2012\n\n{_LONG}\n\n"
        f"{head}Task groups\n\n{_LONG}\n\nReport author: Ann Oak\n\n"
        f"Item\tWhen\nHomes\tJuly\n{_LONG}\n\nPage 10\n\n{_BLANK}\n"
    )
    parts = split(paper(text))
    assert [part.title for part in parts] == [
        "Agenda",
        "Homes for children",
        "A plan for homes",
        "Inspection of services",
        "Task groups",
        "Work programme",
    ]
    assert all(left.span.end == right.span.start for left, right in pairwise(parts))


def test_a_part_keeps_its_words_lines_and_page_numbers() -> None:
    """Offsets are shifted; nothing outside the part is left in it."""
    reading = pages(f"First\n{_LONG}", f"Second\n{_LONG}", f"Third\n{_LONG}")
    second = Part(2, "Second", reading.pages[1].span)
    cut = part_reading(reading, second)
    assert cut.text == second.span.cut(reading.text)
    assert [page.number for page in cut.pages] == [2]
    assert [line.span.cut(cut.text) for line in cut.lines] == ["Second", _LONG]
    assert {line.page for line in cut.lines} == {2}


def test_a_part_is_not_named_by_its_letterhead() -> None:
    """The council's name says whose paper it is; the line after it says what it is."""
    reading = pages(
        _AGENDA,
        _BLANK,
        f"Subject: Homes\n{_LONG}\nPage 1",
        _BLANK,
        f"Kelder Borough Council\nA note on homes\n{_LONG}\nPage 3",
        f"Inspection\n{_LONG}\nPage 4",
    )
    assert [part.title for part in split(reading)][2] == "A note on homes"
