"""Series in one sentence ("induction, training and mentoring"), and members that it marks."""

from __future__ import annotations

import re

from ingest.documents import Span
from ingest.modality import opens_with_verb

_LEAD = re.compile(
    r"\b(?:includ(?:e|es|ing)(?:\s+in\s+its\s+membership|\s+within\s+its\s+membership)?|of"
    r"|from|able\s+to|arrangements\s+for(?:\s+the)?"
    r"|with|between|to\s+agree|outlining|setting\s+out|sets?\s+out|identify|identifies"
    r"|cover(?:s|ing)?|on|both|can|(?:that|which)\s+(?:is|are)"
    r"|how\s+(?:it|they|the\s+\w+)\s+(?:will|should))\s+",
    re.I,
)
_SERIES = re.compile(
    r"(?P<first>[^,;:.]{2,140}),\s+(?P<middle>(?:[^,;:.]{2,110},"
    r"\s+)*?)(?P<before>[^,;:.]{2,110}?),?\s+(?:and|or)\s+(?P<last>[^;:]{2,160})"
)
_STOP = re.compile(
    r"\s+(?:for|to|with\s+a\s+view|so\s+that|that|which|and\s+(?:ensur|to|that|a\s"
    r"|the\s+outcomes|meets)|in\s+(?:relation|order|line)|"
    r"by|through|at\s+(?:each|every|its))\b|[,.;:]|\s+in\s+relation",
    re.I,
)
_NOT_A_MEMBER = re.compile(
    r"^(?:which|that|who|whom|if|as|where|when|in\s+particular|such\s+as|taking|and)\b"
    r"|\b(?:is|are|was|were|will|must|should|may|might|could|has|have|we)\b",
    re.I,
)
_LONGEST = 10  # words of a member of a series


def series_in(words: str) -> list[Span]:
    """Three members or more, the first begun by the last word that can lead a list (the first
    that tells of contents, such as "include")."""
    for match in _SERIES.finditer(words):
        parts = [Span(*match.span("first"))]
        parts += _split(words, Span(match.start("middle"), match.end("before")))
        parts.append(_last_member(words, match))
        while len(parts) > 2 and _is_clause(parts[1].cut(words)):
            parts.pop(0)  # what stood before is another clause of the sentence
        start = _led(parts[0].cut(words))
        if start is None:
            continue
        parts[0] = Span(parts[0].start + start, parts[0].end)
        if len(parts) >= 3 and all(_is_member(part.cut(words)) for part in parts):
            return parts
    return []


def _is_clause(part: str) -> bool:
    return len(part.split()) > 3 and opens_with_verb(part)


def _last_member(words: str, match: re.Match[str]) -> Span:
    last = match["last"]
    stops = (stop for stop in _STOP.finditer(last) if _stops(last, stop))
    stop = None if _ASKS.match(last) else next(stops, None)
    end = stop.start() if stop else len(last.rstrip(" ."))
    return Span(match.start("last"), match.start("last") + end)


def _stops(last: str, stop: re.Match[str]) -> bool:
    """Whether a member ends there: "to" goes on with it in "access to records"."""
    return stop.group().strip().lower() != "to" or opens_with_verb(last[stop.start() :])


def _led(first: str) -> int | None:
    """Where the first member begins in the words before the first comma."""
    leads = list(_LEAD.finditer(first))
    if not leads:
        return None
    telling = [lead for lead in leads if lead.group().lower().startswith(_TELLING)]
    begins = (telling or leads)[-1].end()
    of_whom = _OF_WHOM.match(first, begins)
    return of_whom.end() if of_whom else begins


_ASKS = re.compile(r"(?:what|how|whether|who|when|where)\b", re.I)
_OF_WHOM = re.compile(
    r"(?:(?:senior|suitable|named)\s+)?(?:representatives?|members|staff|officers|people)\s+(?:of|from)\s+",
    re.I,
)
_TELLING = (
    "includ",
    "outlin",
    "setting out",
    "set out",
    "sets out",
    "identif",
    "cover",
    "that is",
    "that are",
    "which is",
    "which are",
    "how ",
)


_COUNTED = re.compile(  # "three, six and twelve months after" are times of one thing
    r"(?:\w+\s+)?(?:one|two|three|four|six|nine|twelve|eighteen)(?:\s+(?:weeks?|months?|years?)\b.*)?$",
    re.I,
)


def _split(words: str, span: Span) -> list[Span]:
    parts, place = [], span.start
    for comma in re.finditer(r",\s+", span.cut(words)):
        parts.append(Span(place, span.start + comma.start()))
        place = span.start + comma.end()
    return [*parts, Span(place, span.end)] if place < span.end else parts


def _is_member(part: str) -> bool:
    if _ASKS.match(part):
        return True
    if not part[:1].isalpha() or _COUNTED.match(part):
        return False
    return len(part.split()) <= _LONGEST and not _NOT_A_MEMBER.search(part)


_MARK = re.compile(
    r"(?:(?<=[:;,])|(?<=[:;,]\sand)|(?<=[:;,]\sor))\s*\(?(?:[ivx]{1,4}|[a-h])\)\s+", re.I
)


def marked_in(words: str) -> list[Span]:
    """Members that the sentence itself marks: ": i) ...; ii) ...; and iii) ..."."""
    marks = list(_MARK.finditer(words))
    if len(marks) < 2:
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(words)]
    parts = (words[mark.end() : end] for mark, end in zip(marks, ends, strict=True))
    bare = (re.sub(r"[;,]?\s*(?:(?<=[;,]\s)(?:and|or))?\s*[.;,]?\s*$", "", part) for part in parts)
    return [
        Span(mark.end(), mark.end() + len(part)) for mark, part in zip(marks, bare, strict=True)
    ]
