"""Marks: bullets inside a line, and signs that are bullets only where they open one."""

from __future__ import annotations

from ingest.documents import Reading
from ingest.outline import outline
from tests.drawn import Drawing, said
from tests.paper import paper


def _points(reading: Reading) -> list[str]:
    return [said(reading, clause) for clause in outline(reading) if clause.kind == "point"]


def test_a_bullet_inside_a_line_opens_the_next_point_of_its_list() -> None:
    """Its words begin after it, and go on in the line below."""
    sheet = Drawing()
    sheet.paragraph("Keepers err in many ways, including:")
    sheet.line("• Haste - the lamp is lit before it is filled.", gap=16)
    sheet.line("• Sloth - the lamp is lit long after the sun has gone down and", gap=16, right=520)
    sheet.line("the boats are out. • Thrift - the lamp is filled with water, which is", left=108)
    sheet.line("cheaper than oil.", left=108)
    reading = sheet.reading()
    clauses = outline(reading)
    points = [clause for clause in clauses if clause.kind == "point"]
    assert [said(reading, point) for point in points] == [
        "Haste - the lamp is lit before it is filled.",
        "Sloth - the lamp is lit long after the sun has gone down and the boats are out.",
        "Thrift - the lamp is filled with water, which is cheaper than oil.",
    ]
    assert {(point.level, point.lead_in) for point in points} == {(1, clauses[0].id)}


def test_a_dot_between_words_of_no_list_opens_nothing() -> None:
    """A sign that opened no line, or stands before a small letter, is part of its sentence."""
    words = "Oil • Gas • Wax are sold at the harbour. So are wicks • by the yard."
    assert _points(paper(f"{words}\n\nMore of it.\n")) == []
    reading = paper("Sold:\n\n• Oil, or gas • if there is any, for lamps\n• Wax\n")
    assert _points(reading)[1:] == ["Wax"]


def test_dashes_boxes_and_section_signs_that_open_lines_are_bullets() -> None:
    """Each as long as it opens a list; a letter may have a stop and a bracket."""
    for sign in ("− ", "─ ", "–", "☑ ", "§ "):
        text = f"Lamps are lit by:\n\n{sign}oil of the whale\n{sign}gas from the works\n"
        points = _points(paper(text))
        assert points == ["oil of the whale", "gas from the works"], sign
    reading = paper("The Council agrees to:\n\na.) Light the lamps.\nb.) Put them out.\n")
    labels = [clause.label for clause in outline(reading) if clause.kind == "point"]
    assert labels == ["a.)", "b.)"]


def test_a_lettered_list_goes_on_after_one_that_stood_under_its_point() -> None:
    """ "(i)" and "(ii)" hang on "(b) ...:"; "(c)" is the next of the list above them."""
    reading = paper(
        "The Council must:\n\n(a) light the lamps;\n(b) let these see the books:\n(i) the keeper,\n"
        "(ii) the mate;\n(c) pay the keeper; and\n(d) mend the lens.\n"
    )
    points = [clause for clause in outline(reading) if clause.kind == "point"]
    assert [(point.label, point.level) for point in points] == [
        ("(a)", 1), ("(b)", 1), ("(i)", 2), ("(ii)", 2), ("(c)", 1), ("(d)", 1)
    ]  # fmt: skip
