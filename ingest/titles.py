"""The title of a document, in its own words where it has any."""

from __future__ import annotations

import re
from calendar import month_name
from itertools import pairwise

from ingest.casing import sentence_case
from ingest.dating import date_chains
from ingest.documents import Dated, Kind, Line, Reading
from ingest.subjects import full_name, is_council_name

_LONGEST = 180
_HEAD_LENGTH = 900
_SUBJECT = re.compile(
    r"^[\s*#]*(?:subject matter / title of decision|subject|title(?: of decision)?|report title"
    r"|eqia title)(?:[*\s]*:[*\s]*|[ \t*]*\n\s*)"
    r"(?P<title>[^\n]*(?:\n(?![\s*]*[A-Z][\w ]{0,30}[*]*:)[^\n]+){0,4})",
    re.IGNORECASE | re.MULTILINE,
)
_WRAPPED = 42
_LONG_LINE = 60
_FURNITURE = re.compile(
    r"[\s*#_]*(?:page \d+(?: of \d+)?|p ?a ?g ?e \d+ ?\| ?\d+|\d{1,4}|official|from:?|published"
    r"|last updated|guidance"
    r"|this page is intentionally left blank|agenda item(?: no)?\.? ?\d*|item no\.? ?\d*"
    r"|(?:direct dial|e-?mail|ask for|telephone|date|dear)\b.*|.*@.*)[\s*#_]*",
    re.IGNORECASE,
)
_INSPECTION_END = re.compile(
    r"^[\s*#]*(?:inspection dates?|review date|\d\.? )", re.IGNORECASE | re.MULTILINE
)
_INSPECTION = re.compile(
    r"(?:re-?)?inspection\b|joint\b|focused visit|monitoring visit", re.IGNORECASE
)
_MEETING = re.compile(
    r"^[\s*#]*meeting[*\s]*:[*\s]*(?P<body>[^\n]{4,80})"
    r"|^[ \t*#]*(?P<line>[^\n.:,\d–]{3,60} (?:committee|panel|board))\b"
    r"(?!\s*[:(])(?=[ \t*]*(?:[-–,]|\n|\d))",
    re.IGNORECASE | re.MULTILINE,
)
_FULL_MEETING = re.compile(
    r"^[ \t*#]*(?P<line>(?:[A-Z][^\n.:,\d–]{0,50} )?"
    r"(?:cabinet|(?:county|city|borough|full)\s+council))\b"
    r"(?!\s*[:(])(?=[ \t*]*(?:[-–]|\n|\d))",
    re.IGNORECASE | re.MULTILINE,
)
_TELLING_LINES = 4
_TELLING: dict[Kind, re.Pattern[str]] = {
    "improvement_plan": re.compile(r"\bimprovement (?:action )?plan\b", re.IGNORECASE),
    "scorecard": re.compile(r"\bscore ?card\b", re.IGNORECASE),
    "bulletin": re.compile(r"\bbulletin\b", re.IGNORECASE),
}
_LABELS: dict[Kind, str] = {
    "improvement_notice": "Improvement Notice",
    "inspection_report": "Inspection report",
    "improvement_plan": "Improvement plan",
    "bulletin": "Bulletin",
    "committee_report": "Committee paper",
    "agenda": "Agenda",
    "thresholds_guidance": "Thresholds guidance",
    "statutory_guidance": "Statutory guidance",
    "legislation": "Legislation",
    "scorecard": "Scorecard",
    "minutes": "Minutes",
    "other": "Document",
}


def title_of(
    reading: Reading,
    kind: Kind,
    councils: tuple[str, ...],
    issued: Dated | None = None,
    given: str = "",
) -> str:
    """A short title: the printed one, or what the document is and whose.

    ``given`` is the name that a pack's agenda has for a part of it.
    """
    text = reading.text
    if kind == "improvement_notice":
        return _named(text, kind, councils, " to ")
    if kind == "inspection_report":
        return _inspection_title(text) or _named(text, kind, councils, ", ")
    if kind == "bulletin" and re.match(r"[\s#*]*dear\b", text, re.IGNORECASE):
        return _named(text, kind, councils, ", ")
    if kind in {"agenda", "minutes"}:
        return _meeting_title(text, kind, councils, issued)
    title = _own_title(reading, kind, given) or _named(text, kind, councils, ", ")
    return _short(sentence_case(title.rstrip(" :"), text))


def _own_title(reading: Reading, kind: Kind, given: str) -> str:
    """The printed title: a subject line, the agenda's, what tells the kind, the largest type."""
    text = reading.text
    subject = _SUBJECT.search(text[:3000])
    if subject is not None and len(_clean(subject["title"])) > 5:
        return _unwrapped(subject["title"])
    if given and not is_council_name(given):
        return given
    largest = _largest(reading)
    if is_council_name(largest):
        largest = ""
    return _telling_line(text, kind) or largest or _first_lines(text)


def _meeting_title(text: str, kind: Kind, councils: tuple[str, ...], issued: Dated | None) -> str:
    """ "Agenda: Children's Committee, 31 May 2012"."""
    found = _MEETING.search(text[:_HEAD_LENGTH]) or _FULL_MEETING.search(text[:_HEAD_LENGTH])
    body = _clean(found.groupdict().get("body") or found["line"]) if found else ""
    if not body:
        return _named(text, kind, councils, ", ")
    body = body.title().replace("’S", "’s").replace("'S", "'s") if body.isupper() else body
    day = _day(_date_beside(text, found) or issued)
    return f"{_LABELS[kind]}: {body}{', ' + day if day else ''}"


def _date_beside(text: str, found: re.Match[str] | None) -> Dated | None:
    """The date that stands on the meeting's own line: the meeting's, not the letter's."""
    if found is None:
        return None
    end = text.find("\n", found.end())
    chain = next(date_chains(text, found.end(), end if end >= 0 else len(text)), None)
    if chain is None or chain.dates[0].iso is None:
        return None
    return Dated(chain.dates[0].iso, chain.dates[0].precision, "stated")


def _day(issued: Dated | None) -> str:
    if issued is None or issued.precision != "day":
        return ""
    year, month, day = issued.iso.split("-")
    return f"{int(day)} {month_name[int(month)]} {year}"


def missing_title(text: str) -> str:
    """What a web page in a report's place says of itself."""
    match = re.search(r"\b(?:report|page|document|file) (?:was )?not found\b", text, re.IGNORECASE)
    return match.group() if match else "Page not found"


def _unwrapped(printed: str) -> str:
    """The first line, and those after it as long as the line before is full."""
    lines = [_clean(line) for line in printed.splitlines()]
    title = lines[0]
    for before, line in pairwise(lines):
        if len(before) < _WRAPPED:
            break
        title = f"{title} {line}"
    return title


def _named(text: str, kind: Kind, councils: tuple[str, ...], link: str) -> str:
    label = _LABELS[kind]
    return f"{label}{link}{full_name(text, councils[0])}" if councils else label


def _inspection_title(text: str) -> str:
    end = _INSPECTION_END.search(text, 5, 900)
    lines = _lines(text[: end.start()] if end else text[:200])
    if not lines or len(lines) > 12:
        return ""
    starts = [place for place, line in enumerate(lines) if _INSPECTION.match(line)]
    if not starts:
        return _short(" ".join(lines))
    body, what = " ".join(lines[: starts[0]]), lines[starts[-1] :]
    return _short(f"{body}: {' '.join(what)}" if body and len(starts) == 1 else " ".join(what))


def _largest(reading: Reading) -> str:
    """The lines of the first page in its largest type, where that is more than the rest's."""
    first = [line for line in reading.lines[:60] if line.page in {None, reading.pages[0].number}]
    sized = [line for line in first if line.size > 0 and not _is_furniture(reading, line)]
    if not sized:
        return ""
    most = max(line.size for line in sized)
    usual = sorted(line.size for line in sized)[len(sized) // 2]
    if most < usual * 1.15:
        return ""
    big = [line for line in sized if line.size >= most * 0.93]
    return _clean("\n".join(line.span.cut(reading.text) for line in big[:6]))


def _is_furniture(reading: Reading, line: Line) -> bool:
    return _FURNITURE.fullmatch(line.span.cut(reading.text)) is not None


def _first_lines(text: str) -> str:
    """The first heading that is no letterhead, with the lines that it runs on to."""
    blocks = [lines for block in re.split(r"\n\s*\n", text[:1500]) if (lines := _lines(block))]
    for place, block in enumerate(blocks):
        lines = block
        while lines and _is_letterhead(lines[0]) and (len(lines) > 1 or place + 1 < len(blocks)):
            lines = lines[1:]
        if lines:
            return _run_on(lines)
    return ""


def _run_on(lines: list[str]) -> str:
    title = lines[0]
    for line in lines[1:3]:
        if len(title) > _LONG_LINE or len(line) > _LONG_LINE or title.endswith((".", ":")):
            break
        title = f"{title} {line}"
    return title


def _telling_line(text: str, kind: Kind) -> str:
    """The first of the first lines that says what kind of document this is."""
    words = _TELLING.get(kind)
    lines = _lines(text[:600])[:_TELLING_LINES]
    return next((line for line in lines if words and words.search(line)), "")


def _is_letterhead(line: str) -> bool:
    """A line that only says whose paper it is and for which meeting."""
    if is_council_name(line):
        return True
    dated = next(date_chains(line), None)
    return (
        dated is not None
        and re.search(r"committee|cabinet|council|panel|board", line, re.I) is not None
    )


def _lines(text: str) -> list[str]:
    cleaned = (_clean(line) for line in text.splitlines() if not _FURNITURE.fullmatch(line))
    return [line for line in cleaned if line]


def _clean(words: str) -> str:
    words = re.sub(r"<[^>]{1,20}>|[*#_]{1,6}(?=\s|\w|$)|[*_]{2}", "", words)
    words = re.sub(r"[\ufffe\u00ad]\s*", "-", words)
    words = re.sub(r"(?<=[a-z])\d{1,2}(?=\s|$)", "", words)
    return " ".join(words.split())


def _short(title: str) -> str:
    if len(title) <= _LONGEST:
        return title
    return title[:_LONGEST].rsplit(" ", 1)[0] + " …"
