"""Word documents: paragraphs with their styles and printed numbers, and tables cell by cell."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from ingest.documents import Reading
from ingest.reading.archives import open_archive
from ingest.reading.characters import printed
from ingest.reading.detecting import DOCX
from ingest.reading.failing import ReadingError
from ingest.reading.manuscript import Looks, Manuscript
from ingest.reading.numbering import Numbering
from ingest.reading.styles import Styles

Element = Any  # lxml's elements have no types

_DELETED = frozenset(map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:rPr", "w:pPr")))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_P, _TABLE, _ROW, _FIELD = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_TEXT_BOX, _RUN = qn("w:txbxContent"), qn("w:r")
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
_PROPERTIES = ("title", "author", "subject", "created")
_REPEATED = f"{qn('w:trPr')}/{qn('w:tblHeader')}"  # a row printed again on each page
_MOST_COLUMNS = 200


def read(name: str, data: bytes) -> Reading:
    """Read a Word document, which has no fixed pages; raises ReadingError when it is damaged."""
    open_archive(name, data).close()
    try:
        document = docx.Document(io.BytesIO(data))
        manuscript = Manuscript()
        manuscript.begin_page()
        _Writer(manuscript, Styles(document), Numbering(document)).body(document.element.body)
        _notes(manuscript, document)
        reading = manuscript.reading(DOCX, properties=dict(_properties(document)))
    except ReadingError:
        raise
    except Exception as error:  # python-docx and lxml raise many kinds on broken parts
        raise ReadingError(
            f"{name} is a damaged Word document. Open it in Word, save it again (or as PDF) and "
            "add it once more."
        ) from error
    if not reading.text.strip():
        raise ReadingError(f"{name} is a Word document with no text in it.")
    return reading


class _Writer:
    def __init__(self, manuscript: Manuscript, styles: Styles, numbering: Numbering) -> None:
        self._manuscript = manuscript
        self._styles = styles
        self._numbering = numbering

    def body(self, element: Element) -> None:
        for block in _blocks(element):
            if block.tag == _P:
                self._paragraph(block)
            else:
                self._table(block)

    def _paragraph(self, paragraph: Element) -> None:
        for text, looks in self._lines(paragraph):
            self._manuscript.line(text, looks)
        for box in _text_boxes(paragraph):
            self.body(box)

    def _lines(self, paragraph: Element) -> Iterator[tuple[str, Looks]]:
        """The paragraph's lines, its printed number in front; none when it is blank."""
        runs = [(text, run) for text, run in _runs(paragraph) if text]
        text = "".join(text for text, _ in runs)
        style = self._styles.of(paragraph)
        mark = self._numbering.mark(style.numbered) if style.numbered else None
        if not text.strip():
            return
        bold = sum(len(text) for text, run in runs if self._styles.is_bold(run, style))
        looks = Looks(
            self._styles.size(runs[0][1], style),
            2 * bold > len(text),
            style=mark.style(style.word) if mark else style.word,
        )
        text = mark.text + text.lstrip() if mark else text
        for line in text.split("\n"):
            if line.strip():
                yield line.strip(), looks

    def _table(self, table: Element) -> None:
        rows = list(table.iterchildren(_ROW))
        grid = [list(self._row(row)) for row in rows]
        filled = [row for row in grid if any(row)]
        if not filled:
            return
        width = max(len(row) for row in filled)
        if width == 1:
            for row in filled:
                for text, looks in row[0]:
                    self._manuscript.line(text, looks)
            return
        heads = sum(
            1 for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        )
        self._manuscript.table(
            [row + [[]] * (width - len(row)) for row in filled], header_rows=heads or 1
        )

    def _row(self, row: Element) -> Iterator[list[tuple[str, Looks]]]:
        """A cell that spans columns leaves the next ones empty; one that continues is empty."""
        for count, field in enumerate(_inside(row, _FIELD)):
            if count > _MOST_COLUMNS:
                return
            properties = field.find(qn("w:tcPr"))
            merge = None if properties is None else properties.find(qn("w:vMerge"))
            continued = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
            yield [] if continued else self._field(field)
            for _ in range(1, _width(properties)):
                yield []

    def _field(self, field: Element) -> list[tuple[str, Looks]]:
        inside = Manuscript()
        for block in _blocks(field):
            if block.tag == _P:
                for text, looks in self._lines(block):
                    inside.line(text, looks)
            else:
                for row in block.iter(_ROW):
                    for inner in self._row(row):
                        for text, looks in inner:
                            inside.line(text, looks)
        return inside.written()


def _width(properties: Element) -> int:
    span = None if properties is None else properties.find(qn("w:gridSpan"))
    told = "1" if span is None else span.get(qn("w:val"), "1")
    return min(_MOST_COLUMNS, int(told)) if told.isdigit() else 1


def _blocks(element: Element) -> Iterator[Element]:
    """Paragraphs and tables in order, through content controls and tracked changes."""
    for child in element.iterchildren():
        if child.tag in (_P, _TABLE):
            yield child
        elif child.tag not in _DELETED and child.tag != _FALLBACK:
            yield from _blocks(child)


def _inside(element: Element, tag: str) -> Iterator[Element]:
    for child in element.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag not in _DELETED:
            yield from _inside(child, tag)


def _runs(element: Element) -> Iterator[tuple[str, Element]]:
    """The text of each printed run: no deletions, field codes, text boxes or hidden text."""
    for child in element.iterchildren():
        if child.tag == _RUN:
            if child.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is None:
                yield "".join(_run_text(child)), child
        elif child.tag not in _DELETED and child.tag not in (_TEXT_BOX, _FALLBACK):
            yield from _runs(child)


def _run_text(run: Element) -> Iterator[str]:
    for child in run.iterchildren():
        if child.tag == qn("w:t"):
            yield printed(child.text or "")
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag == qn("w:sym"):
            code = child.get(qn("w:char"), "")
            yield printed(chr(int(code, 16))) if re.fullmatch("[0-9A-Fa-f]{2,4}", code) else ""


def _text_boxes(paragraph: Element) -> Iterator[Element]:
    for box in paragraph.iter(_TEXT_BOX):
        if not any(above.tag in (_FALLBACK, _TEXT_BOX) for above in box.iterancestors()):
            yield box


def _notes(manuscript: Manuscript, document: Element) -> None:
    """Footnotes, numbered, after the text; Word keeps them in a part of their own."""
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(("/footnotes", "/endnotes")):
            continue
        root = parse_xml(relation.target_part.blob)
        number = 0
        for note in root.iterchildren():
            if note.get(qn("w:type")) in (
                "separator",
                "continuationSeparator",
                "continuationNotice",
            ):
                continue
            number += 1
            words = " ".join(_note_lines(note)).split()
            if words:
                manuscript.line(f"{number} {' '.join(words)}", Looks(style="footnote"))


def _note_lines(note: Element) -> Iterator[str]:
    for paragraph in note.iter(_P):
        yield "".join(text for text, _ in _runs(paragraph))


def _properties(document: Element) -> Iterator[tuple[str, str]]:
    core = document.core_properties
    for key in _PROPERTIES:
        value = getattr(core, key)
        if value:
            yield key, value.isoformat() if key == "created" else str(value).strip()
