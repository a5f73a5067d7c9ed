"""Finding one's way: ancestors, lead-ins, printed places, sentences."""

from __future__ import annotations

import pytest

from ingest.documents import Span
from ingest.navigation import Structure, ordinal, sentences
from ingest.outline import outline
from tests.drawn import find
from tests.paper import paper
from tests.test_outline import NOTICE


def _structure(text: str) -> tuple[Structure, dict[str, str]]:
    reading = paper(text)
    structure = Structure(outline(reading), reading.text)
    return structure, {structure.words(clause): clause.id for clause in structure.clauses}


def test_a_place_reads_as_a_person_would_say_it() -> None:
    """Heading, point, item; bracketed numbers as printed."""
    structure, ids = _structure(NOTICE)
    assert structure.place(ids["An account of risk"]) == "Practice With Families, 2nd point, item 2"
    assert structure.place(ids["Training every team manager in the reading of risk;"]) == (
        "Staff And Skills, 1st point"
    )
    assert structure.place(ids["hold on to the gains made; and"]).endswith(
        "set out below, point (i)"
    )
    assert structure.place(ids["Practice With Families"]) == "Practice With Families"


def test_numbered_paragraphs_are_named_by_their_numbers_alone() -> None:
    """A report's paragraph 12 is 12 under whatever heading."""
    body = "The committee heard at length about the plan and what it had brought about so far. " * 2
    structure, _ = _structure(f"Background\n\n11. {body}\n\n12. {body}\n\nEnd\n\nLast words.")
    assert structure.place("c3") == "paragraph 12"


def test_rows_are_named_by_their_first_cell_or_their_first_two() -> None:
    """A bare row number says too little."""
    structure, _ = _structure(
        "Area\tOpen\tShut\nMarrowby\t1\t2\nKelder\t3\t4\n\nSchools:\n\n"
        "No\tName\tTown\n1\tHill Academy\tKelder\n2\tLake School\tKelder\n"
    )
    places = [structure.place(c.id) for c in structure.clauses if c.kind == "row"]
    assert places[0] == "row Marrowby"
    assert places[-1].endswith("row 2, Lake School")


def test_lead_ins_are_given_from_the_top_down() -> None:
    """A sub-point needs the point above, and the lead-in over the heading."""
    structure, ids = _structure(NOTICE)
    leads = [structure.words(clause) for clause in structure.lead_ins(ids["An account of risk"])]
    assert [words.split(",")[0] for words in leads] == [
        "For item (ii) the Council",
        "Ensuring that all plans include the following",
    ]


def test_headings_children_and_siblings_are_found() -> None:
    """Look-ups of every kind, about one list."""
    structure, ids = _structure(NOTICE)
    item = ids["An account of risk"]
    path = [structure.words(clause) for clause in structure.heading_path(item)]
    assert path[-1] == "Practice With Families"
    above = structure.clause(item).parent
    assert above is not None
    assert [clause.id for clause in structure.siblings(item)] == [
        clause.id for clause in structure.children(above)
    ]
    heading = ids["Practice With Families"]
    assert [clause.id for clause in structure.descendants(heading)][-1] == ids["Dates of review"]
    lead = structure.clause(ids["Training every team manager in the reading of risk;"]).lead_in
    assert lead is not None
    assert len(structure.completions(lead)) == 4
    assert structure.ancestors(heading)[0].kind == "heading"
    assert structure.index(structure.clauses[3].id) == 3


def test_a_row_knows_its_table() -> None:
    """A paragraph has none."""
    structure, _ = _structure("Words of some kind.\n\nArea\tOpen\tShut\nKelder\t3\t4\n")
    row = next(clause for clause in structure.clauses if clause.kind == "row")
    table = structure.table(row.id)
    assert table is not None
    assert table.kind == "table"
    assert structure.table("c1") is None


def test_a_cut_shows_in_the_words_of_a_clause() -> None:
    """Two spans are never run together silently."""
    structure, _ = _structure(
        "It includes analysis\n\n²http://www.example.org/f\n\nof late actions.\n"
    )
    assert structure.words(structure.clauses[0]) == "It includes analysis [...] of late actions."


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Cllr. Tate spoke. Mr. Orde replied.", 2),
        ("It rose by 3.5 per cent. It fell later.", 2),
        ("Notices, e.g. Kelder's, are public. So are plans, i.e. Fernshire's.", 2),
        ("The meeting began at 2 p.m. and ended at 5 p.m. Tea was served.", 2),
        ("See No. 12 and para. 4 of it.", 1),
        ("Dated 27.ix of the year.", 1),
        ("Who decides? The Board! It meets “often.” Then it reports.", 4),
        ("J. K. Orde signed it.", 1),
        ("They met at St. Anne's. (It was full.) Nobody left.", 3),
        ("one only", 1),
    ],
)
def test_sentences_end_where_a_reader_would_say(text: str, count: int) -> None:
    """Abbreviations, initials, decimals and hours end nothing."""
    found = sentences(text, Span(0, len(text)))
    assert len(found) == count, [span.cut(text) for span in found]


def test_sentences_cover_their_span_and_nothing_else() -> None:
    """Offsets are the document's; white space between is left out."""
    text = "Before. One is here.  Two is there. After."
    found = sentences(text, Span(8, 35))
    assert [span.cut(text) for span in found] == ["One is here.", "Two is there."]


def test_ordinals_are_english() -> None:
    """Eleventh to thirteenth are the odd ones."""
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 102)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd",
    ]  # fmt: skip


def test_an_unknown_clause_is_an_error() -> None:
    """Nothing is made up for an id that is not there."""
    reading = paper("Words.")
    structure = Structure(outline(reading), reading.text)
    with pytest.raises(KeyError):
        structure.clause("c99")
    assert find(reading, structure.clauses, "Words").id == "c1"
