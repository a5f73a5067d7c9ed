"""An agenda pack is many documents: where each of them begins, and how to cut it out.

Pages lead where there are pages: the agenda says at which of them an item's papers start,
and an inserted blank page or a paper's head at the top of a page starts the next. In a
transcript without pages the heads of the papers themselves are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.agendas import AgendaItem, agenda_end, agenda_items, is_agenda, page_labels
from ingest.dating import date_chains
from ingest.documents import Clause, Grid, Line, Page, Reading, Span
from ingest.subjects import is_council_name

_SHORTEST = 150
_BLANK = re.compile(r"this page is intentionally (?:left )?blank\.?", re.IGNORECASE)
_PAGE_LINE = re.compile(
    r"^\W*(?:Page \d{1,4}|Agenda Item \d{1,2})\W*$", re.IGNORECASE | re.MULTILINE
)
_MEETING = re.compile(
    r"\b(?:committee|cabinet|council|board|panel|forum|commission)\b", re.IGNORECASE
)
_APPENDIX = re.compile(
    r"\W*(?:appendix|annex|schedule)\s+(?P<mark>[A-Z\d]{1,2})\b(?![\w)])", re.IGNORECASE
)
_PAPER_HEAD = re.compile(
    r"\W*(?:(?:from|by|to)\s*:|dear\b|budget amendment form|eqia submission|agenda item \d+"
    r"|(?:.{0,60}[-–]\s*)?(?:proposed )?record of decision\b)",
    re.IGNORECASE,
)
_INSPECTION = re.compile(
    r"^[ \t#*]*(?:re-?)?inspection of [^\n]{5,120}\n(?:[^\n]*\n){0,7}?[ \t#*]*inspection dates?\b",
    re.IGNORECASE | re.MULTILINE,
)
_ITEM_LABEL = re.compile(r"^\W*Agenda Item (?P<number>\d{1,2})\W*$", re.IGNORECASE | re.MULTILINE)
_APPENDIX_LIST = re.compile(
    r"^[\s*#]*(?:list of )?appendices[*\s]*:?[*\s]*$", re.IGNORECASE | re.MULTILINE
)
_AUTHOR = re.compile(r"^[\s*#]*report authors?\b[^\n]*\n", re.IGNORECASE | re.MULTILINE)
_LISTED = re.compile(
    r"\s*(?:[-•*–]\s*)?(?:(?i:appendix|annex)\s*(?P<named>[A-Z\d])[\s.:)–-]*|(?P<mark>[A-Z]|\d{1,2})[\s.:)–-]+)"
    r"(?P<title>\S[^\n]{3,160})"
)
_NAME_FIELD = re.compile(r"^(?:[A-Z]\w+\s+)?Name:[ \t]*(?P<name>[^\n\t]{5,100})", re.MULTILINE)
_NEXT_LISTED = re.compile(r"\s+(?:appendix|annex)\s+[A-Z\d]\b", re.IGNORECASE)
_CLOSING = re.compile(
    r"\s*(?:background papers|unpublished|date of report|consult|appendices|contact)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a pack: its place (from 1), title and span in the pack's text."""

    number: int
    title: str
    span: Span


@dataclass(frozen=True, slots=True, order=True)
class _Start:
    offset: int
    title: str = ""


def split(reading: Reading, clauses: tuple[Clause, ...] = ()) -> tuple[Part, ...]:
    """The documents of a pack, the agenda first, in order; () for a single document."""
    items = agenda_items(reading.text)
    if not items and not is_agenda(reading.text):
        return ()
    labels = page_labels(reading) if len(reading.pages) > 1 else {}
    found = _page_starts(reading, items, labels) if labels else _line_starts(reading.text, items)
    starts = _merged(reading.text, found)
    if len(starts) < 2:
        return ()
    ends = [start.offset for start in starts[1:]] + [len(reading.text)]
    return tuple(
        Part(number, _part_title(reading.text, start, end, number), Span(start.offset, end))
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    )


def part_reading(reading: Reading, part: Part) -> Reading:
    """The part as a reading of its own; its pages keep the numbers that they have in the pack."""
    return replace(
        reading,
        text=part.span.cut(reading.text),
        pages=tuple(_cut_pages(reading.pages, part.span)),
        lines=tuple(_cut_lines(reading.lines, part.span)),
        grids=tuple(_cut_grids(reading.grids, part.span)),
        properties={},
        warnings=(),
        raised=tuple(_cut_spans(reading.raised, part.span)),
    )


def _page_starts(
    reading: Reading, items: tuple[AgendaItem, ...], labels: dict[int, int]
) -> Iterator[_Start]:
    """Starts at page tops: an item's first page, after a blank page, or a paper's head."""
    yield _Start(0)
    titles = {labels[item.first]: item.title for item in items if item.first in labels}
    if not titles and not _ITEM_LABEL.search(reading.text):
        return
    after_blank, appendix = False, ""
    for place in range(min(titles, default=labels.get(1, 1)), len(reading.pages)):
        page = reading.pages[place]
        words = _PAGE_LINE.sub("", page.span.cut(reading.text)).strip()
        blank = _BLANK.fullmatch(words) is not None or not words
        mark = _APPENDIX.match(words)
        this = mark["mark"].upper() if mark else ""
        new_appendix = bool(this) and this != appendix
        if not blank and (
            place in titles or after_blank or new_appendix or _PAPER_HEAD.match(words)
        ):
            yield _Start(page.span.start, titles.get(place, ""))
            appendix = this
        after_blank = blank


def _line_starts(text: str, items: tuple[AgendaItem, ...]) -> Iterator[_Start]:
    """Starts in a transcript: after a blank page, at papers' heads and after their endings."""
    yield _Start(0)
    begin = agenda_end(text)
    for blank in _BLANK.finditer(text, begin):
        yield _Start(_next_words(text, blank.end()))
    for label in _ITEM_LABEL.finditer(text, begin):
        title = next((item.title for item in items if item.number == int(label["number"])), "")
        yield _Start(_line_start(text, label), title)
    for report in _INSPECTION.finditer(text, begin):
        yield _Start(_line_start(text, report))
    heads = list(_meeting_heads(text, begin))
    yield from heads
    yield from _after_appendix_lists(text, begin)
    yield from _unheaded_items(text, items, heads)


def _line_start(text: str, match: re.Match[str]) -> int:
    return _next_words(text, match.start())


def _next_words(text: str, place: int) -> int:
    found = re.compile(r"\S").search(text, place)
    return found.start() if found else len(text)


def _meeting_heads(text: str, begin: int) -> Iterator[_Start]:
    """ "Fernshire Council / Children's Committee 31st May 2012 / Title": a report's head."""
    lines = [match for match in re.finditer(r"[^\n]*\S[^\n]*", text) if match.start() >= begin]
    for place, line in enumerate(lines[:-2]):
        if not is_council_name(line.group()):
            continue
        meeting = lines[place + 1].group()
        if len(meeting) < 90 and _MEETING.search(meeting) and _ends_in_date(meeting):
            title = lines[place + 2].group().strip(" *#")
            if title.endswith(":") and place + 3 < len(lines):
                title = f"{title} {lines[place + 3].group().strip(' *#')}"
            yield _Start(line.start() + len(line.group()) - len(line.group().lstrip()), title)


def _ends_in_date(line: str) -> bool:
    chain = next(date_chains(line), None)
    return chain is not None and not line[chain.span.end :].strip(" *#.\t\r")


def _after_appendix_lists(text: str, begin: int) -> Iterator[_Start]:
    """What follows a report's closing list of appendices is the first of them."""
    for head in _APPENDIX_LIST.finditer(text, begin):
        first = ""
        for line in re.compile(r"[^\n]*\S[^\n]*").finditer(text, head.end()):
            listed = _LISTED.match(line.group())
            if listed is None or (not first and (listed["named"] or listed["mark"]) not in "1A"):
                if first and not _BLANK.match(line.group().strip()):
                    yield _Start(_next_words(text, line.start()), first)
                break
            first = first or _NEXT_LISTED.split(listed["title"])[0].strip(" .*")


def _unheaded_items(
    text: str, items: tuple[AgendaItem, ...], heads: list[_Start]
) -> Iterator[_Start]:
    """The last item, when its paper has no head: it follows the last report's author line."""
    if not items or not heads or _alike(items[-1].title, heads[-1].title):
        return
    authors = list(_AUTHOR.finditer(text, heads[-1].offset))
    if authors:
        start = _next_words(text, authors[-1].end())
        if start < len(text) and not _CLOSING.match(text, start):
            yield _Start(start, items[-1].title)


def _alike(left: str, right: str) -> bool:
    """Whether two titles share most of the shorter one's longer words."""
    words = [set(re.findall(r"[a-z]{4,}", title.lower())) for title in (left, right)]
    fewest = min(len(words[0]), len(words[1]))
    return fewest > 0 and len(words[0] & words[1]) >= 0.6 * fewest


def _merged(text: str, found: Iterator[_Start]) -> list[_Start]:
    """Starts in order, one a place; a scrap too short to be a document joins the one before."""
    by_offset: dict[int, _Start] = {}
    for start in found:
        known = by_offset.get(start.offset)
        if start.offset < len(text) and (known is None or not known.title):
            by_offset[start.offset] = start
    kept: list[_Start] = []
    for start in sorted(by_offset.values()):
        if kept and len(_bare(text[kept[-1].offset : start.offset])) < _SHORTEST:
            last = kept.pop()
            start = replace(last, title=last.title or start.title) if last.offset else start
            if not kept and start.offset:
                kept.append(_Start(0))
        kept.append(start)
    while len(kept) > 1 and len(_bare(text[kept[-1].offset :])) < _SHORTEST:
        kept.pop()
    return kept


def _bare(words: str) -> str:
    return _PAGE_LINE.sub("", _BLANK.sub("", words)).strip()


def _part_title(text: str, start: _Start, end: int, number: int) -> str:
    if number == 1:
        return "Agenda"
    if start.title:
        return start.title
    for line in text[start.offset : min(end, start.offset + 1500)].splitlines():
        bare = re.sub(r"<[^>]{1,10}>|[*#_]+", "", _PAGE_LINE.sub("", line)).strip()
        if bare and not _BLANK.fullmatch(bare) and not is_council_name(bare):
            return _form_title(text, start.offset, bare)[:160]
    return f"Part {number}"


def _form_title(text: str, start: int, head: str) -> str:
    """A form's head says which form it is; its "Name:" field says what it is about."""
    named = _NAME_FIELD.search(text, start, start + 250)
    return f"{head}: {' '.join(named['name'].split())}" if named else head


def _within(span: Span, outer: Span) -> Span | None:
    start, end = max(span.start, outer.start), min(span.end, outer.end)
    return Span(start - outer.start, end - outer.start) if start < end else None


def _cut_spans(spans: tuple[Span, ...], outer: Span) -> Iterator[Span]:
    cut = (_within(span, outer) for span in spans)
    return (span for span in cut if span is not None)


def _cut_pages(pages: tuple[Page, ...], outer: Span) -> Iterator[Page]:
    for page in pages:
        span = _within(page.span, outer)
        if span is not None:
            yield replace(page, span=span)


def _cut_lines(lines: tuple[Line, ...], outer: Span) -> Iterator[Line]:
    for line in lines:
        span = _within(line.span, outer)
        if span is not None:
            yield replace(line, span=span)


def _cut_grids(grids: tuple[Grid, ...], outer: Span) -> Iterator[Grid]:
    for grid in grids:
        rows = tuple(
            tuple(_within(cell, outer) if cell is not None else None for cell in row)
            for row in grid.rows
        )
        if any(cell is not None for row in rows for cell in row):
            yield replace(grid, rows=rows)
