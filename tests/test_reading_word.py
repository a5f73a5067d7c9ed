"""Word documents: styles, the numbers that Word prints, tables, and what is not printed."""

from __future__ import annotations

from typing import Any

import docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from ingest.documents import Reading
from ingest.reading import read
from tests.inked import numbered_word, word
from tests.soundness import assert_sound, cells, styled


def _read(document: Any) -> Reading:
    reading = read("a.docx", word(document))
    assert_sound(reading)
    return reading


def test_paragraphs_keep_their_order_and_their_style() -> None:
    """Headings by level, lists by kind and level, with what Word prints before them."""
    reading = read(
        "a.docx",
        numbered_word(
            ("Harbour rules", "Title"),
            ("Lamps", "Heading 1"),
            ("The keeper must:", "Normal"),
            ("trim the lamps", "List Number"),
            ("fill them", "List Number"),
            ("Bells", "Heading 2"),
            ("ring at noon", "List Bullet"),
        ),
    )
    assert styled(reading) == [
        ("title", "Harbour rules"),
        ("heading 1", "Lamps"),
        ("", "The keeper must:"),
        ("list number 1", "1. trim the lamps"),
        ("list number 1", "2. fill them"),
        ("heading 2", "Bells"),
        ("list bullet 1", "• ring at noon"),
    ]


_NUMBERING = f"""<w:numbering {nsdecls("w")}>
<w:abstractNum w:abstractNumId="90">
 <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%2)"/></w:lvl>
 <w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%3"/></w:lvl>
</w:abstractNum>
<w:num w:numId="91"><w:abstractNumId w:val="90"/></w:num>
<w:num w:numId="92"><w:abstractNumId w:val="90"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def test_numbers_are_counted_as_word_counts_them() -> None:
    """Starts, levels that restart, formats, and lists that begin anew."""
    document = docx.Document()
    part = document.part.numbering_part.element
    for element in parse_xml(_NUMBERING):
        part.append(element)
    for text, list_id, level in (
        ("a", 91, 0), ("b", 91, 1), ("c", 91, 1), ("d", 91, 0), ("e", 91, 1), ("f", 91, 2),
        ("g", 92, 0), ("h", 0, 0),
    ):  # fmt: skip
        _number(document.add_paragraph(text), list_id, level)
    words = [text for _, text in styled(_read(document))]
    assert words == ["3. a", "(i) b", "(ii) c", "4. d", "(i) e", "4.1 f", "1. g", "h"]


def _number(paragraph: Any, list_id: int, level: int) -> None:
    settings = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    settings.get_or_add_ilvl().val = level
    settings.get_or_add_numId().val = list_id


def test_a_table_is_read_cell_by_cell_in_its_place() -> None:
    """Cells that span leave the next ones empty; ones that continue are empty."""
    document = docx.Document()
    document.add_paragraph("Before")
    table = document.add_table(rows=3, cols=3)
    for row, words in enumerate(
        (("Duties", "", "When"), ("Lamp", "Trim", "Daily"), ("", "Fill", ""))
    ):
        for column, text in enumerate(words):
            table.cell(row, column).text = text
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 2).add_paragraph("at dusk")
    document.add_paragraph("After")
    reading = _read(document)
    assert cells(reading) == [
        ["Duties", "", "When"],
        ["Lamp", "Trim", "Daily at dusk"],
        ["", "Fill", ""],
    ]
    assert reading.text.startswith("Before\nDuties\t\tWhen\n")
    assert reading.text.endswith("\nAfter\n")


def test_a_table_of_one_cell_is_a_box_of_text() -> None:
    """No grid is made of it."""
    document = docx.Document()
    document.add_table(rows=1, cols=1).cell(0, 0).text = "Boxed words"
    reading = _read(document)
    assert (reading.grids, reading.text) == ((), "Boxed words\n")


def test_what_is_not_printed_is_not_read() -> None:
    """Deleted text, hidden text and field codes; inserted text is printed."""
    document = docx.Document()
    paragraph = document.add_paragraph("kept ")
    for tag, inner, words in (("w:ins", "w:t", "put in"), ("w:del", "w:delText", "struck out")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    hidden = paragraph.add_run("unseen")
    hidden.font.hidden = True
    code = paragraph.add_run()._r
    code.append(OxmlElement("w:instrText"))
    code[-1].text = "PAGE"
    assert _read(document).text == "kept put in\n"


def test_text_in_content_controls_is_read() -> None:
    """Word wraps tables of contents and form fields in them."""
    document = docx.Document()
    inside = document.add_paragraph("Inside")._p
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    inside.addprevious(control)
    control.append(content)
    content.append(inside)
    document.add_paragraph("Outside")
    assert _read(document).text == "Inside\nOutside\n"


def test_weight_and_size_come_from_the_run_or_its_style() -> None:
    """As printed."""
    document = docx.Document()
    document.add_paragraph("plain")
    document.add_paragraph().add_run("heavy").bold = True
    plain, heavy = _read(document).lines
    assert (plain.bold, heavy.bold) == (False, True)
    assert plain.size == heavy.size > 0


def test_breaks_and_tabs_within_a_paragraph_are_kept() -> None:
    """A break makes a line, a no-break hyphen a hyphen."""
    document = docx.Document()
    run = document.add_paragraph("one\ttwo").add_run()
    run.add_break()
    run.add_text("three")
    run._r.append(OxmlElement("w:noBreakHyphen"))
    run.add_text("four")
    assert _read(document).text == "one\ttwo\nthree-four\n"


def test_footnotes_stand_after_the_text() -> None:
    """Numbered, in a style of their own; the separators are no notes."""
    document = docx.Document()
    document.add_paragraph("Body")
    notes = f"""<w:footnotes {nsdecls("w")}>
    <w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote>
    <w:footnote w:id="1"><w:p><w:r><w:t>As kept since 2012.</w:t></w:r></w:p></w:footnote>
    </w:footnotes>"""
    _attach(document, notes.encode())
    assert styled(_read(document)) == [("", "Body"), ("footnote", "1 As kept since 2012.")]


def _attach(document: Any, xml: bytes) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml, document.part.package)
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    document.part.relate_to(part, relation)


def test_a_text_box_follows_the_paragraph_it_hangs_on() -> None:
    """Once, though Word stores it twice for older versions."""
    document = docx.Document()
    paragraph = document.add_paragraph("Anchor")
    box = f"""<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
    <mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent>
    <w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent></mc:Choice>
    <mc:Fallback><w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>
    </mc:Fallback></mc:AlternateContent></w:r>"""
    paragraph._p.append(parse_xml(box))
    assert paragraph._p.find(qn("w:r")) is not None
    assert _read(document).text == "Anchor\nIn the box\n"
