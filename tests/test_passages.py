"""What is searched: one passage a clause, cut at sentence ends, with its place in front."""

from __future__ import annotations

from ingest.cleaning import search_copy
from ingest.documents import Passage, Reading
from ingest.outline import outline
from ingest.passages import passages
from tests.drawn import Drawing, document
from tests.paper import paper
from tests.test_outline import NOTICE


def _passages(reading: Reading) -> tuple[Passage, ...]:
    return passages(document(reading, outline(reading)))


def test_a_point_carries_its_headings_and_lead_in_in_front() -> None:
    """A search for whom the duty binds finds a point that says only three words."""
    found = {passage.words: passage.prefix for passage in _passages(paper(NOTICE))}
    prefix = found["An account of risk"]
    for words in ("improvement notice", "Kelder", "Practice With Families", "the Council",
                  "must show better outcomes by:", "Ensuring that all plans"):  # fmt: skip
        assert words in prefix
    assert len(prefix.split()) <= 80


def test_every_clause_with_words_has_a_passage_headings_over_words_none() -> None:
    """Neighbours are never merged: a citation is at its clause."""
    reading = paper(NOTICE)
    clauses = outline(reading)
    searched = [passage.clause_id for passage in _passages(reading)]
    assert searched == [clause.id for clause in clauses if clause.kind != "heading"]


def test_a_heading_over_nothing_is_searched_itself() -> None:
    """Otherwise its words would be nowhere."""
    reading = paper("Plan\n\nWords of it.\n\nNever Begun\n\nEnded\n\nMore words of it.\n")
    assert "Never Begun" in [passage.words for passage in _passages(reading)] or any(
        "Never Begun" in passage.prefix for passage in _passages(reading)
    )


def test_a_long_paragraph_is_cut_at_sentence_ends_into_even_pieces() -> None:
    """Each keeps the clause's id, and its span is its own words."""
    said = [
        f"Sentence {n} says something about the work of the board in some ten words."
        for n in range(30)
    ]
    reading = paper(" ".join(said))
    found = _passages(reading)
    assert len({passage.clause_id for passage in found}) == 1
    assert len({passage.id for passage in found}) == len(found) > 3
    for passage in found:
        assert passage.span.cut(reading.text).endswith(".")
        assert 60 <= len(passage.words.split()) <= 130
    assert " ".join(passage.span.cut(reading.text) for passage in found) == " ".join(said)


def test_a_row_is_its_cells_with_their_heads() -> None:
    """The figure, its row and its column are in one passage; the caption is in front."""
    reading = paper(
        "Some words.\n\nCases by area\n\nArea\tOpen in March\tShut\nKelder\t21\t3\nMarrowby\t4\t5\n"
    )
    row = next(p for p in _passages(reading) if "Kelder" in p.words)
    assert row.words == "Area: Kelder Open in March: 21 Shut: 3"
    assert "Cases by area" in row.prefix


def test_a_long_row_is_cut_by_cell_and_bullet_each_with_its_head_in_front() -> None:
    """A matrix of levels: each statement is found with its level."""
    cell = "\n".join(f"• Sign {n} that a family may need help from a service now" for n in range(9))
    sheet = Drawing()
    sheet.table(("Level 1", "Level 2"), (cell, cell.replace("Sign", "Mark")), ("Short", "Short"))
    reading = sheet.reading()
    found = [p for p in _passages(reading) if "Mark 3" in p.words]
    assert len(found) == 1
    assert found[0].prefix.endswith("Level 2")
    assert "•" not in found[0].words


def test_a_contents_list_is_not_searched() -> None:
    """It names every topic of the document and says nothing of any."""
    reading = paper(
        "Contents\n\n1. Introduction ............ 3\n\n2. Help ............ 4\n\n"
        "Introduction\n\nThe plan says what will be done.\n"
    )
    assert [passage.words for passage in _passages(reading)] == ["The plan says what will be done."]


def test_rows_under_a_row_say_which() -> None:
    """The first column is empty: the row goes on with the one above."""
    reading = paper("Goal\tBy May\tBy June\nChildren are safe\tPlans are read\tPlans are used\n"
                    "\tAudits are made\tAudits are read\n")  # fmt: skip
    found = next(p for p in _passages(reading) if "Audits are made" in p.words)
    assert "Children are safe" in found.prefix


def test_the_search_copy_folds_what_a_searcher_would_not_type() -> None:
    """Ligatures, quotation marks, entities, Markdown, bullets, raised figures, broken words."""
    assert (
        search_copy("• The **ﬁrst** ‘plan’ &amp; review² –\nwell")
        == "The first 'plan' & review - well"
    )
    assert search_copy("assess-\nment of multi-\nagency work") == "assessment of multi-agency work"
    assert search_copy("<u>See</u> [the page](http://example.org) 5 * 3 = a_b") == (
        "See the page 5 * 3 = a_b"
    )


def test_passages_are_the_same_each_time() -> None:
    """Ids are derived, so unchanged text is never embedded again."""
    assert _passages(paper(NOTICE)) == _passages(paper(NOTICE))
