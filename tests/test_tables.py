"""Tables: heads, rows, sections, torn rows; and nothing guessed."""

from __future__ import annotations

from ingest.documents import Clause, Reading
from ingest.navigation import Structure
from ingest.outline import outline
from tests.drawn import Drawing, find, said, told
from tests.paper import paper

AREAS = (
    "Area\tActive cases as at 31.03.31\tJan 2031\tFeb 2031\n"
    "Aldermoor\t85\t7\t6\nKelder Bridge\t21\t0\t2\nMarrowby\t122\t9\t11\n"
)


def _cells(reading: Reading, row: Clause) -> list[tuple[str, str]]:
    return [(cell.head, cell.span.cut(reading.text)) for cell in row.cells]


def _rows(clauses: tuple[Clause, ...]) -> list[Clause]:
    return [clause for clause in clauses if clause.kind == "row"]


def test_tabbed_lines_are_rows_whose_cells_know_their_heads() -> None:
    """One figure is found by its row and its column."""
    reading = paper(f"Cases by area\n\n{AREAS}")
    row = find(reading, outline(reading), "Marrowby")
    assert _cells(reading, row) == [
        ("Area", "Marrowby"),
        ("Active cases as at 31.03.31", "122"),
        ("Jan 2031", "9"),
        ("Feb 2031", "11"),
    ]


def test_heads_of_two_rows_are_read_from_the_top_down() -> None:
    """The upper row spans what the lower one divides."""
    reading = paper("\tOpen\tOpened by month\nArea\tnow\tJan 2031\tFeb 2031\nKelder\t8\t1\t2\n")
    row = find(reading, outline(reading), "Kelder")
    assert [cell.head for cell in row.cells] == [
        "Area",
        "Open now",
        "Opened by month Jan 2031",
        "Feb 2031",
    ]


def test_keys_with_values_have_no_heads() -> None:
    """The first row of a form is a row like the others."""
    reading = paper("Meeting:\tScrutiny Committee\nPlace:\tTown Hall\nDate:\t3 May 2031\n")
    clauses = outline(reading)
    assert len(_rows(clauses)) == 3
    assert {cell.head for row in _rows(clauses) for cell in row.cells} == {""}


def test_a_title_over_a_table_is_its_caption() -> None:
    """The table hangs on it."""
    reading = paper(f"Some words come first.\n\nCases by area\n\n{AREAS}")
    clauses = outline(reading)
    table = next(clause for clause in clauses if clause.kind == "table")
    assert table.parent == find(reading, clauses, "Cases by area").id


def test_a_row_of_one_cell_heads_the_rows_below_it() -> None:
    """Two sections hold rows of the same name."""
    reading = paper(
        "Judgement\tGrade\nSafeguarding services\nX\n".replace("X\n", "")
        + "Overall effectiveness of the service\tinadequate\n"
        "Services for looked after children\t\nOverall effectiveness of the service\tadequate\n"
    )
    clauses = outline(reading)
    section = find(reading, clauses, "Services for looked after")
    below = [clause for clause in _rows(clauses) if clause.parent == section.id]
    assert [said(reading, clause) for clause in below] == [
        "Overall effectiveness of the service adequate"
    ]


def test_the_end_of_a_word_torn_from_its_cell_goes_back_to_the_row() -> None:
    """As a second cell under the same head: the two are never joined by guessing."""
    reading = paper(
        "School\tTown\tOpened\nHill Academy\tAldermoor\tMay 2031\n"
        "Lake School\tKelderbri\tJune 2031\n\tdge\t\n"
    )
    row = find(reading, outline(reading), "Lake School")
    assert ("Town", "dge") in _cells(reading, row)


def test_a_table_goes_on_over_a_page_with_its_heads_said_again() -> None:
    """The repeated heads are the table's, not a row."""
    sheet = Drawing()
    sheet.table(("Area", "Open", "Closed"), ("Aldermoor", "12", "3"))
    sheet.line("1", at=30, left=290)
    sheet.turn()
    sheet.table(("Area", "Open", "Closed"), ("Marrowby", "15", "4"))
    sheet.line("2", at=30, left=290)
    reading = sheet.reading()
    clauses = outline(reading)
    assert [clause.kind for clause in clauses] == ["table", "row", "row"]
    row = find(reading, clauses, "Marrowby")
    assert (row.page, _cells(reading, row)[1]) == (2, ("Open", "15"))


def test_heads_printed_above_a_frame_are_its_heads() -> None:
    """The words over the columns stand outside the ruled lines."""
    sheet = Drawing()
    sheet.line("Level 1: Universal\tLevel 2: Early help\tLevel 3: Complex", bold=True)
    sheet.table(("Goes to school", "Often late", "Rarely there"), header_rows=0)
    reading = sheet.reading()
    row = find(reading, outline(reading), "Goes to school")
    assert _cells(reading, row)[1] == ("Level 2: Early help", "Often late")


def test_columns_of_figures_without_a_frame_are_rows() -> None:
    """Three lines or more whose last column is figures."""
    sheet = Drawing()
    for words in ("Age\tCount\tShare", "18\t40\t12.1%", "19\t47\t14.2%", "20\t49\t14.9%"):
        sheet.line(words)
    reading = sheet.reading()
    row = find(reading, outline(reading), "19")
    assert _cells(reading, row) == [("Age", "19"), ("Count", "47"), ("Share", "14.2%")]


def test_a_markdown_table_is_rows() -> None:
    """The line of dashes is a mark."""
    reading = paper(
        "| Stage | Who acts | Time limit |\n|---|---|---|\n| 1 | The two workers | One day |\n"
    )
    clauses = outline(reading)
    assert told(reading, clauses, "table") == ["Stage | Who acts | Time limit"]
    assert _cells(reading, _rows(clauses)[0])[2] == ("Time limit", "One day")


def test_a_list_that_introduces_a_table_is_its_lead_in() -> None:
    """ "The terms are defined below:" belongs to the rows."""
    reading = paper(f"The cases in each area are these:\n\n{AREAS}")
    clauses = outline(reading)
    table = next(clause for clause in clauses if clause.kind == "table")
    assert table.lead_in == find(reading, clauses, "The cases in each").id


def test_numbered_heads_said_again_within_a_table_begin_a_section_each() -> None:
    """In one cell or a cell each, with the section's name before or above them."""
    sheet = Drawing()
    sheet.table(
        ("HEALTH Level 1 Level 2 Level 3", "", ""),
        ("Sees a dentist", "Misses one visit", "Misses every visit"),
        ("SCHOOL", "", ""),
        ("Level 1", "Level 2", "Level 3"),
        ("Is there", "Is often late", "Is hardly there"),
        header_rows=0,
    )
    reading = sheet.reading()
    clauses = outline(reading)
    assert told(reading, clauses, "caption") == ["HEALTH", "SCHOOL"]
    health, school = (find(reading, clauses, start) for start in ("Sees", "Is there"))
    assert _cells(reading, health)[2] == ("Level 3", "Misses every visit")
    assert _cells(reading, school)[1] == ("Level 2", "Is often late")
    assert Structure(clauses, reading.text).place(school.id) == "SCHOOL, row Is there"


def test_a_sentence_that_names_a_level_is_no_head() -> None:
    """A row that says more than heads and a title stays a row."""
    said = "At this level, which is level 2 of the guidance, a lead practitioner is named."
    reading = paper(f"Need\tHelp\nMore\t{said}\nLess\tNone at all is given by anyone here\n")
    assert len(_rows(outline(reading))) == 2


def test_heads_longer_than_what_they_head_are_told_by_the_dates_below_them() -> None:
    """Words without a figure over a column that has one in every row."""
    reading = paper(
        "Provider\tWard of the provider\tContract end date\nSeaview\tEast\tMay 2031\n"
        "Hillside\tWest\tJune 2032\n"
    )
    row = find(reading, outline(reading), "Hillside")
    assert _cells(reading, row)[2] == ("Contract end date", "June 2032")


def test_a_head_with_a_colon_is_a_head_when_the_rows_have_none() -> None:
    """A form repeats its colons; a head does not."""
    said = "The plan for talking with families is written and agreed by all"
    reading = paper(
        f"Action:\tMilestones: (T1, T2)\n{said}\tDone by May\n{said} twice\tT2 in June\n"
    )
    row = find(reading, outline(reading), f"{said} twice")
    assert _cells(reading, row)[0][0] == "Action:"
