"""Pages, styles and fields of a Word document, which python-docx has few words for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as DocxParagraph
from docx.text.run import Run

from assistant.briefing.marks import legible
from assistant.briefing.pack import Briefing

_FONT = "Arial"
WIDTH = 17.6  # cm between the margins
_MARGIN = 1.7
_BODY, CELL, _SMALL = Pt(10), Pt(8), Pt(7)
_BLUE, _GREY = RGBColor(0x1F, 0x4E, 0x79), RGBColor(0x50, 0x59, 0x62)


def set_up(document: DocxDocument, briefing: Briefing) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(_MARGIN)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.6)
    _styles(document)
    properties = document.core_properties
    properties.title = f"{briefing.title}: {briefing.subtitle}"
    properties.subject = briefing.subtitle
    properties.author = "Notice Assistant"
    properties.language = "en-GB"
    _header_and_footer(document, briefing)


def _styles(document: DocxDocument) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _font(normal, _BODY)
    normal.paragraph_format.space_after = Pt(5)
    for name, size, before, after in (
        ("Title", 20, 0, 2), ("Subtitle", 12, 0, 8), ("Heading 1", 14, 12, 4),
        ("Heading 2", 11, 8, 3), ("Caption", 9, 4, 3),
    ):  # fmt: skip
        style = styles[name]
        _font(style, Pt(size))
        style.font.color.rgb = _BLUE
        style.font.bold, style.font.italic = name not in ("Subtitle", "Caption"), False
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.keep_with_next = name.startswith("Heading")
    _unlined(styles["Title"])
    for name in ("Title", "Subtitle"):
        for spacing in styles[name].element.get_or_add_rPr().findall(qn("w:spacing")):
            spacing.getparent().remove(spacing)  # letters set apart
    for name, points, below in (
        ("Note", 8.5, 5), ("Numbered", 10, 4), ("After table", 4, 2), ("Cell", 8, 0),
        ("TOC 1", 9.5, 1), ("TOC 2", 8.5, 0),
    ):  # fmt: skip
        made = styles.add_style(name, 1)
        made.base_style = normal
        _font(made, Pt(points))
        made.paragraph_format.space_after = Pt(below)
    styles["Note"].font.color.rgb = _GREY
    styles["List Bullet"].paragraph_format.space_after = Pt(3)
    numbered_style = styles["Numbered"].paragraph_format
    numbered_style.left_indent, numbered_style.first_line_indent = Cm(0.8), Cm(-0.8)
    numbered_style.tab_stops.add_tab_stop(Cm(0.8))
    for level in (1, 2):
        contents = styles[f"TOC {level}"].paragraph_format
        contents.left_indent = Cm(0.6 * (level - 1))
        contents.tab_stops.add_tab_stop(Cm(WIDTH), 2, 1)  # right, dotted


def _font(style: object, size: Pt) -> None:
    style.font.name, style.font.size = _FONT, size  # type: ignore[attr-defined]
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()  # type: ignore[attr-defined]
    for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(attribute), _FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)


def _unlined(style: object) -> None:
    """The title without the line that Word draws below it."""
    properties = style.element.get_or_add_pPr()  # type: ignore[attr-defined]
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _header_and_footer(document: DocxDocument, briefing: Briefing) -> None:
    section = document.sections[0]
    header = section.header.paragraphs[0]
    grey(header.add_run(legible(f"{briefing.title} – {briefing.subtitle}")))
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    grey(footer.add_run("Page "))
    for instruction, between in ((" PAGE ", " of "), (" NUMPAGES ", "")):
        for made in field(instruction, "1"):
            run = footer.add_run()
            grey(run)
            run._r.append(made)
        if between:
            grey(footer.add_run(between))


def element(name: str, attributes: Mapping[str, str]) -> BaseOxmlElement:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key), value)
    return made


def field(instruction: str, shown: str, *, dirty: bool = False) -> Iterator[BaseOxmlElement]:
    begin = {"w:fldCharType": "begin"} | ({"w:dirty": "true"} if dirty else {})
    yield element("w:fldChar", begin)
    words = OxmlElement("w:instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = instruction
    yield words
    yield element("w:fldChar", {"w:fldCharType": "separate"})
    result = OxmlElement("w:t")
    result.text = shown
    yield result
    yield element("w:fldChar", {"w:fldCharType": "end"})


def page_field(name: str, shown: str) -> Iterator[BaseOxmlElement]:
    return field(f" PAGEREF {name} \\h ", shown, dirty=True)


def field_start(paragraph: DocxParagraph, instruction: str) -> None:
    for made in list(field(instruction, ""))[:3]:
        paragraph.add_run()._r.append(made)


def linked_run(paragraph: DocxParagraph, link: BaseOxmlElement, words: str) -> Run:
    run = paragraph.add_run(words)
    link.append(run._r)
    return run


def bookmark_name(title: str) -> str:
    """A name that Word takes: letters, figures and low lines, 40 characters at most."""
    kept = "".join(c if c.isalnum() and c.isascii() else "_" for c in title)
    return f"_b_{kept}"[:40]


def grey(run: Run) -> None:
    run.font.size, run.font.color.rgb = _SMALL, _GREY
