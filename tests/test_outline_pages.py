"""Printed pages: headings by type, paragraphs by space, lists and paragraphs over page ends."""

from __future__ import annotations

from ingest.outline import outline
from tests.drawn import Drawing, find, said, told


def test_headings_are_told_by_size_and_weight_and_nest_by_them() -> None:
    """Largest and boldest first; sizes that hardly differ are one."""
    sheet = Drawing()
    sheet.line("Kelder Borough Council", size=26)
    sheet.line("Inspection of children's services", size=16, bold=True, gap=10)
    sheet.paragraph(
        "The service has come a long way in two years, and inspectors found that", "it is well led."
    )
    sheet.line("What needs to improve", bold=True, gap=16)
    sheet.line("• The quality of plans.", gap=14)
    reading = sheet.reading()
    clauses = outline(reading)
    assert [(said(reading, c), c.level) for c in clauses if c.kind == "heading"] == [
        ("Kelder Borough Council", 1),
        ("Inspection of children's services", 2),
        ("What needs to improve", 3),
    ]
    assert find(reading, clauses, "The quality").parent == find(reading, clauses, "What needs").id


def test_a_whole_sentence_that_binds_is_no_heading_however_large() -> None:
    """A rule in bold is a rule; what grade was given may stand over a section as a sentence."""
    sheet = Drawing()
    sheet.line("Continuum of need", size=26)
    sheet.line(
        "This paper should be read with the procedures of Kelder.", size=16, bold=True, gap=10
    )
    sheet.paragraph("The levels of need are told in the tables below, each with", "examples.")
    sheet.line("The leadership of services for children is good.", size=16, bold=True, gap=16)
    sheet.paragraph("Leaders know their services well and ask the right questions", "of them.")
    reading = sheet.reading()
    clauses = outline(reading)
    assert find(reading, clauses, "This paper should").kind == "paragraph"
    assert find(reading, clauses, "The leadership").kind == "heading"


def test_a_list_over_a_page_end_is_complete_and_each_point_whole() -> None:
    """The page number, and a running head, stand in the midst of the third point."""
    sheet = Drawing()
    for page, word in enumerate(("First", "Second", "Third")):
        sheet.line("Improvement report of Kelder", at=806, size=9)
        if page == 0:
            sheet.line("What needs to improve", size=14, bold=True)
        sheet.line(f"• {word} point, which runs to the end of its line,", gap=14, right=520)
        sheet.line("then goes on.", left=87)
        sheet.line(f"• {word} torn point, which is followed by the", gap=14, right=520)
        sheet.line(str(page + 1), at=30, left=510, size=20)
        sheet.turn()
        sheet.line("Improvement report of Kelder", at=806, size=9)
        sheet.line(f"rest of its {word.lower()} words.", left=87)
        sheet.line(str(page + 2), at=30, left=510, size=20)
        sheet.turn()
    reading = sheet.reading()
    points = told(reading, outline(reading), "point")
    assert len(points) == 6
    assert points[1].endswith("followed by the / rest of its first words.")
    assert not any("Improvement report" in point for point in points)


def test_paragraphs_part_at_wider_spaces_and_join_over_pages() -> None:
    """No blank lines are in the text: only the page tells."""
    sheet = Drawing()
    sheet.paragraph(
        "One paragraph is set here over two lines, so that its leading can be", "known."
    )
    sheet.paragraph(
        "Another one follows at a wider distance, is unfinished at the end of", "this page and"
    )
    sheet.turn()
    sheet.paragraph("goes on here to its end.")
    reading = sheet.reading()
    assert told(reading, outline(reading), "paragraph") == [
        "One paragraph is set here over two lines, so that its leading can be known.",
        "Another one follows at a wider distance, is unfinished at the end of this page and "
        "goes on here to its end.",
    ]


def test_bullets_further_in_are_sub_points_of_the_bullet_above() -> None:
    """The dash stands 45 points further in than the square."""
    sheet = Drawing()
    sheet.line("■ Of the children in care:", gap=14)
    sheet.line("- 40 live with relatives", left=117, gap=6)
    sheet.line("- 12 live far away", left=117, gap=6)
    sheet.line("■ Few go missing.", gap=6)
    reading = sheet.reading()
    clauses = outline(reading)
    assert [(said(reading, c)[:8], c.level) for c in clauses] == [
        ("Of the c", 1), ("40 live ", 2), ("12 live ", 2), ("Few go m", 1),
    ]  # fmt: skip
    assert clauses[1].lead_in == clauses[2].lead_in == clauses[0].id


def test_small_type_at_the_foot_is_footnotes_by_their_numbers() -> None:
    """Two notes of two lines; the paragraph above them goes on with the next page."""
    sheet = Drawing()
    sheet.paragraph(
        "The duty applies to each school that is named in the order, and to the", "college when"
    )
    sheet.line("1 The order was made in 2031 and has", size=9, gap=40)
    sheet.line("been changed since.", size=9)
    sheet.line("2 See the college's own rules.", size=9)
    sheet.turn()
    sheet.paragraph("it takes pupils of that age.")
    reading = sheet.reading()
    clauses = outline(reading)
    notes = [(c.label, said(reading, c)) for c in clauses if c.kind == "footnote"]
    assert notes == [
        ("1", "The order was made in 2031 and has been changed since."),
        ("2", "See the college's own rules."),
    ]
    assert told(reading, clauses, "paragraph")[0].endswith(
        "college when / it takes pupils of that age."
    )


def test_pieces_of_one_printed_line_are_one_line() -> None:
    """A raised figure comes from the page as a line of its own between two others."""
    sheet = Drawing()
    sheet.line("Eleven live in special schools,", right=258, gap=14)
    sheet.line("3", left=259, size=8, at=sheet.at + 4, right=263)
    sheet.line("all out of the area.", left=266, at=sheet.at - 4)
    reading = sheet.reading()
    assert told(reading, outline(reading), "paragraph") == [
        "Eleven live in special schools, 3 all out of the area."
    ]


def test_a_box_round_running_text_is_no_table() -> None:
    """A frame of one cell holds a summary; its words are paragraphs."""
    sheet = Drawing()
    words = "The council is asked to adopt the plan for the years to come, as set out below. " * 4
    sheet.table((words.strip(),))
    reading = sheet.reading()
    assert [clause.kind for clause in outline(reading)] == ["paragraph"]


def test_a_contents_list_heads_nothing_that_follows() -> None:
    """The chapters are not below the heading "Contents"."""
    sheet = Drawing()
    sheet.line("Contents", size=20)
    sheet.line("The local authority 3", gap=10)
    sheet.line("What the children who met with inspectors said about their lives and their", gap=10)
    sheet.line("homes 9")
    sheet.turn()
    sheet.line("The local authority", size=16)
    sheet.paragraph(
        "It is a large county, and has been one for some time, with many schools", "in it."
    )
    reading = sheet.reading()
    clauses = outline(reading)
    chapter = [c for c in clauses if said(reading, c) == "The local authority"]
    assert [(c.kind, c.parent) for c in chapter] == [("heading", None)]
    entries = [said(reading, c) for c in clauses if c.page == 1 and c.kind == "paragraph"]
    assert entries[1].endswith("lives and their homes 9")
