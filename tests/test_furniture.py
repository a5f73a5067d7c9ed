"""What stands on the page for the page's sake is in no clause."""

from __future__ import annotations

import pytest

from ingest.furniture import is_contents_entry, is_contents_title
from ingest.outline import outline
from tests.drawn import Drawing, told
from tests.paper import paper


@pytest.mark.parametrize(
    "line",
    ["Page 128", "This page is intentionally left blank",
     "Agenda Item 9", "page 3 of 12", "**Page 4**", "-----------", "Minute Item 12"],
)  # fmt: skip
def test_a_line_of_furniture_is_in_no_clause(line: str) -> None:
    """By itself between two paragraphs."""
    reading = paper(f"The plan was agreed.\n\n{line}\n\nIt was reviewed.\n")
    assert told(reading, outline(reading), "paragraph") == [
        "The plan was agreed.",
        "It was reviewed.",
    ]


def test_a_page_number_run_into_a_line_is_cut_from_its_end() -> None:
    """The point ends before it."""
    reading = paper("The plan has two aims:\n\n- Data are shared Page 21\n\n- Visits are made\n")
    assert told(reading, outline(reading), "point") == ["Data are shared", "Visits are made"]


def test_a_page_that_a_sentence_speaks_of_stays_in_it() -> None:
    """ "See page 5" is a reference."""
    reading = paper("The figures are set out on Page 21\n\nThe rest is on page 30 of the plan.\n")
    assert told(reading, outline(reading), "paragraph", "heading")[0].endswith("on Page 21")


def test_running_feet_of_a_text_are_known_by_their_return() -> None:
    """Words beside the page number change nothing."""
    pages = "".join(
        f"Paragraph {n} says something of its own.\n\nPage {n} of 3   Plan for Kelder\n\n"
        for n in (1, 2, 3)
    )
    reading = paper(pages)
    assert not any(
        "Plan for Kelder" in said for said in told(reading, outline(reading), "paragraph")
    )


def test_a_number_at_the_foot_of_a_single_page_is_its_number() -> None:
    """It need not come back to be known."""
    sheet = Drawing()
    sheet.paragraph("The only paragraph of the only page of this paper, which is a short", "one.")
    sheet.line("1", at=30, left=290)
    reading = sheet.reading()
    assert len(outline(reading)) == 1


def test_words_at_a_page_top_that_do_not_return_are_kept() -> None:
    """The first line of a page's body may stand as high as a running head."""
    sheet = Drawing()
    sheet.line("The body of this page begins very high up, and is only said once.", at=800)
    reading = sheet.reading()
    assert len(outline(reading)) == 1


def test_contents_entries_and_titles_are_told() -> None:
    """Dots that lead to a number; the heading over them."""
    assert is_contents_entry("1. Introduction ................ 3")
    assert is_contents_entry("Recording . . . . . . 14")
    assert not is_contents_entry("He said ... nothing more in 2012")
    assert is_contents_title("Table of contents")
    assert not is_contents_title("Contents of the file")
