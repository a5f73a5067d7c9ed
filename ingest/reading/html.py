"""Web pages: headings, paragraphs, lists and tables of the main part, without navigation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import lxml.etree
import lxml.html

from ingest.documents import Reading
from ingest.reading.detecting import HTML
from ingest.reading.failing import ReadingError
from ingest.reading.manuscript import Looks, Manuscript
from ingest.reading.plain import decode

Element = Any  # lxml's elements have no types

_DROPPED = frozenset((
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "head",
    "nav", "aside", "form", "button", "select", "input", "textarea", "dialog", "canvas", "audio",
    "video", "map", "menu",
))  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "legend", "li", "main", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_HEADING = re.compile(r"h([1-6])$")
_FURNITURE = frozenset(("banner", "navigation", "complementary", "contentinfo", "search"))
_MARKED = re.compile(
    r"(^|[\s_-])(nav|navbar|navigation|breadcrumbs?|menu|cookies?|cookie-banner|skip-link|sidebar|"
    r"site-header|site-footer|share|social)($|[\s_-])",
    re.I,
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([A-Za-z0-9_-]{1,40})""", re.I)
_MOST_BYTES = 50_000_000
_MOST_FIELDS_A_ROW = 200


def read(name: str, data: bytes) -> Reading:
    """Read a web page; raises ReadingError when nothing is written on it."""
    if len(data) > _MOST_BYTES:
        raise ReadingError(f"{name} is too large for a web page. Save it as PDF and add that.")
    root = parsed(name, _decoded(data))
    title = " ".join((root.findtext(".//title") or "").split())
    manuscript = Manuscript()
    manuscript.begin_page()
    write(manuscript, root)
    reading = manuscript.reading(HTML, properties={"title": title} if title else {})
    if not reading.text.strip():
        raise ReadingError(
            f"{name} is a web page with no text of its own. Open it in a browser, save it as PDF "
            "and add that."
        )
    return reading


def parsed(name: str, markup: str) -> Element:
    """The page's tree; raises ReadingError when there is none."""
    try:
        return lxml.html.document_fromstring(markup.encode("utf-8"), parser=_parser())
    except (lxml.etree.LxmlError, ValueError) as error:
        raise ReadingError(
            f"{name} looks like a web page, but nothing can be read in it. Save it again."
        ) from error


def write(manuscript: Manuscript, root: Element) -> None:
    """Write the main part of a page's tree."""
    body = root.find("body")
    main = _main(root)
    if main is None:
        main = root if body is None else body
    _Writer(manuscript).element(main)


def _parser() -> lxml.html.HTMLParser:
    return lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)


def _decoded(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # a page that lies about itself is read as plain text would be
    return decode(data)[0]


def _main(root: Element) -> Element:
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = root.findall(path)
        if len(found) == 1 and len(found[0].text_content().split()) > 20:
            return found[0]
    return None


class _Writer:
    """Walks the tree; words gather until a block ends, and then they are a line."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._words: list[str] = []
        self._bold = [0, 0]  # letters in bold, letters in all
        self._style = ""
        self._mark = ""
        self._counts: dict[Element, int] = {}

    def element(self, node: Element, *, depth: int = 0, bold: bool = False) -> None:
        """Write an element and what is in it; deeper than any real page is left out."""
        tag = node.tag if isinstance(node.tag, str) else ""
        if not tag or depth > 200 or tag in _DROPPED or _is_furniture(node, tag):
            return
        if tag == "table" and _is_data(node):
            self._break()
            self._table(node)
            return
        if tag == "br":
            self._break()
            return
        styled = self._open(node, tag)
        bold = bold or tag in ("b", "strong", "th") or _HEADING.match(tag) is not None
        self._gather(node.text, bold)
        for child in node:
            self.element(child, depth=depth + 1, bold=bold)
            self._gather(child.tail, bold)
        if tag in _BLOCKS:
            self._break()
            self._style = styled

    def _open(self, node: Element, tag: str) -> str:
        """Begin a block; gives the style to go back to."""
        before = self._style
        if tag not in _BLOCKS:
            return before
        self._break()
        heading = _HEADING.match(tag)
        if heading:
            self._style = f"heading {heading[1]}"
        elif tag == "li":
            self._style, self._mark = self._item(node)
        elif tag in ("caption", "figcaption"):
            self._style = "caption"
        return before

    def _item(self, node: Element) -> tuple[str, str]:
        """The style of a list's item and the mark that a browser prints before it."""
        level = max(1, sum(above.tag in ("ul", "ol") for above in node.iterancestors()))
        parent = node.getparent()
        if parent is None or parent.tag != "ol":
            return f"list bullet {level}", "• "
        start = parent.get("start", "1")
        number = self._counts.get(parent, int(start) if start.isdecimal() else 1)
        self._counts[parent] = number + 1
        kind = parent.get("type", "1")
        shown = chr(ord(kind) + number - 1) if kind in ("a", "A") and number <= 26 else str(number)
        return f"list number {level}", f"{shown}. "

    def _gather(self, text: str | None, bold: bool) -> None:
        if not text:
            return
        self._words.append(text)
        letters = len("".join(text.split()))
        self._bold[1] += letters
        self._bold[0] += letters if bold else 0

    def _break(self) -> None:
        text = " ".join("".join(self._words).split())
        if text:
            bold = 2 * self._bold[0] > self._bold[1]
            self._manuscript.line(self._mark + text, Looks(bold=bold, style=self._style))
            self._mark = ""
        self._words, self._bold = [], [0, 0]

    def _table(self, table: Element) -> None:
        caption = table.find("caption")
        if caption is not None:
            self.element(caption)
        rows = [list(_fields(row)) for row in _rows(table)]
        width = max(len(row) for row in rows)
        heads = 0
        for row in _rows(table):
            if row.find("td") is not None:
                break
            heads += 1
        self._manuscript.table(
            [row + [[]] * (width - len(row)) for row in rows], header_rows=heads or 1
        )


def _is_furniture(node: Element, tag: str) -> bool:
    if node.get("role") in _FURNITURE or node.get("aria-hidden") == "true":
        return True
    if node.get("hidden") is not None:
        return True
    if tag in ("header", "footer"):
        return not any(above.tag in ("article", "main") for above in node.iterancestors())
    marked = f"{node.get('class') or ''} {node.get('id') or ''}"
    return tag in ("div", "ul", "ol", "section", "p") and bool(_MARKED.search(marked))


def _is_data(table: Element) -> bool:
    """A table for layout holds tables or has one column; its text is then ordinary text."""
    if table.find(".//table") is not None:
        return False
    return any(sum(1 for _ in _fields(row)) > 1 for row in _rows(table))


def _rows(table: Element) -> Iterator[Element]:
    yield from table.iter("tr")


def _fields(row: Element) -> Iterator[list[tuple[str, Looks]]]:
    """The row's cells as lines; a cell that spans columns leaves the next ones empty."""
    count = 0
    for cell in row.iterchildren("td", "th"):
        inside = Manuscript()
        _Writer(inside).element(cell, bold=cell.tag == "th")
        yield inside.written()
        span = cell.get("colspan", "1")
        extra = int(span) - 1 if span.isdigit() and len(span) < 4 else 0
        count += 1 + extra
        if count > _MOST_FIELDS_A_ROW:
            return
        for _ in range(extra):
            yield []
