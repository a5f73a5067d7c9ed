"""Lists whose bullets were lost: what are their items."""

from __future__ import annotations

from ingest.documents import Reading
from ingest.outline import outline
from tests.drawn import Drawing, find, said

_LEAD_IN = "A lamp of the harbour can fail in one of four ways:"


def _points(reading: Reading) -> list[tuple[str, str]]:
    """Each point and what leads it in."""
    clauses = outline(reading)
    words = {clause.id: said(reading, clause) for clause in clauses}
    return [
        (words[clause.id], words.get(clause.lead_in or "", ""))
        for clause in clauses
        if clause.kind == "point"
    ]


def test_terms_set_in_under_a_colon_are_its_points_though_a_note_and_a_page_end_come_between() -> (
    None
):
    """The third ends in "and", and the fourth goes on over the note and the page."""
    sheet = Drawing()
    sheet.paragraph("1. It is known how it may come to be dark along the quay.", gap=16)
    sheet.paragraph(_LEAD_IN, gap=16)
    for word, rest in (("wick", "is burnt."), ("oil", "is spilt."), ("glass", "is cracked, and")):
        sheet.line(f"{word}: the lamp is dark and cold, for example because its", left=108, gap=24)
        sheet.line(f"{word} {rest}", left=108)
    sheet.line("keeper: the lamp is dark and cold since nobody has been to", left=108, gap=24)
    sheet.line("1 A note upon lamps, which is set in small type.", size=8, at=60)
    sheet.turn()
    sheet.line("see to it. If this happens, ring the bell.", left=108)
    sheet.paragraph("2. The bell must be rung each morning too.", gap=24)
    points = _points(sheet.reading())
    assert [words.split(":")[0] for words, _ in points] == ["wick", "oil", "glass", "keeper"]
    assert {lead_in for _, lead_in in points} == {_LEAD_IN}
    assert points[3][0].endswith("see to it. If this happens, ring the bell.")


def test_lines_set_in_without_stops_are_points_each() -> None:
    """They start in lower case, so that each might have gone on from the last."""
    sheet = Drawing()
    sheet.paragraph("The keeper is paid. The keeper must:")
    for item in ("light the lamps", "fill them with the oil that the guild of", "sweep the quay"):
        sheet.line(item, left=90, gap=24)
        if item.endswith("of"):
            sheet.line("chandlers sends", left=90)
    sheet.paragraph("All of this is done before dawn.", gap=24)
    points = _points(sheet.reading())
    assert [words for words, _ in points] == [
        "light the lamps",
        "fill them with the oil that the guild of chandlers sends",
        "sweep the quay",
    ]
    assert {lead_in for _, lead_in in points} == {"The keeper is paid. The keeper must:"}


def test_figures_set_in_under_a_bullet_that_ends_in_a_colon_are_its_sub_points() -> None:
    """The next bullet is a point beside it again."""
    sheet = Drawing()
    sheet.line("The lamps of Kelder", size=14, bold=True)
    sheet.line("• Of the 30 lamps on the quay:", gap=20)
    sheet.line("12 are lit with oil", left=108, gap=24)
    sheet.line("18 are lit with gas", left=108, gap=24)
    sheet.line("• None is lit with wax.", gap=24)
    reading = sheet.reading()
    clauses = outline(reading)
    above = find(reading, clauses, "Of the 30")
    assert [find(reading, clauses, start).parent for start in ("12 are", "18 are")] == [
        above.id
    ] * 2
    assert find(reading, clauses, "12 are").level == 2
    assert find(reading, clauses, "None is").level == 1


def test_terms_as_far_left_as_their_lead_in_are_points_if_there_are_three() -> None:
    """A paragraph after them, without a term of its own, ends the list."""
    sheet = Drawing()
    sheet.paragraph("There are three levels at which the harbour is kept alight:", gap=24)
    for level in (1, 2, 3):
        sheet.paragraph(f"Level {level}: so many lamps are lit that boats come home.", gap=24)
    sheet.paragraph("No level is better than another where the moon is full.", gap=24)
    points = _points(sheet.reading())
    assert [words[:7] for words, _ in points] == ["Level 1", "Level 2", "Level 3"]


def test_a_quotation_set_in_is_no_list() -> None:
    """Nor are the lines of an address, nor a title over what follows."""
    sheet = Drawing()
    sheet.paragraph("The charter says of lamps:")
    sheet.line("“No lamp may be put out before the day has begun.", left=108, gap=24)
    sheet.line("“No boat may be let out before its lamp is lit.”", left=108, gap=24)
    sheet.paragraph("Write for a copy of the charter to:", gap=24)
    sheet.line("The keeper of the quay at Kelder", left=108, gap=24)
    sheet.line("www.quay.kelder.example", left=108, gap=24)
    sheet.paragraph("It was made by the guild of chandlers, who keep it to this day, so:", gap=24)
    sheet.line("PART 1", left=108, gap=24)
    sheet.line("General", left=108, gap=24)
    assert _points(sheet.reading()) == []
