"""The members of the lists that stand inside one sentence of a duty, and its joined clauses.

"a programme of induction, training and mentoring" has three items; "ensuring that plans are
reviewed and that outcomes are recorded" has two. Rules over words; what does not plainly join
is left whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.documents import Span
from ingest.series import marked_in, series_in

_ENSURED = re.compile(
    r"\bensur(?:e|ing)\s+(?:that\s+)?(?:there\s+is\s+)?(?P<body>[^,;:]{20,500}?)"
    r"(?P<by>,\s+in\s+particular\s+(?:by\s+)?(?P<how>[^,;.]{6,120}))?\s*[.;:]?$",
    re.I,
)
_ENSURED_SERIES = re.compile(  # a series stands in the first, so only "and that" joins the second
    r"^\W*ensur(?:e|ing)\s+that\s+(?P<one>(?!.*\bensur|.*\bthe\s+following\b)[^;:]{20,400}?),?\s+and\s+that\s+"
    r"(?P<two>[^,;:]{10,300}?)\s*[.;:]?$",
    re.I,
)
_AND = re.compile(r"\s+(?:-\s+)?and\s+(?P<that>that\s+)?", re.I)
_ENSURING_TOO = re.compile(
    r"^(?!\W*ensur).*?(?:\bthat\s+(?P<one>(?:sets?\s+out|describes?|explains?|states?)\s+[^;:]{8,200}?)"
    r",?\s+)?\band\s+ensuring\s+(?:that\s+)?(?P<two>[^;:]{10,260}?)[.;:]?$",
    re.I,
)
_MEETS = re.compile(
    r"\b(?:and|they)\s+(?P<one>meets?\s+[^;,]{8,150}?)(?=\s+and\s+include|[.;]?$)", re.I
)
_BE_AND_BE = re.compile(
    r"\b(?:should|must|shall|will)\s+(?:also\s+)?be\s+(?P<one>[^;]{5,220}?),?\s+and\s+(?:should"
    r"|must|shall|will)\s+(?:also\s+)?(?:be\s+)?"
    r"(?P<two>[^;.]{5,120})",
    re.I,
)
_BE_AND = re.compile(  # "should be agreed by the Board and shared with the Department"
    r"\b(?:should|must|shall|will)\s+(?:also\s+)?be\s+(?P<one>\w+(?:\s\w+)?\s+[^,;.]{5,90}?)\s+and\s+"
    r"(?P<two>\w+ed\s+(?:by|with|to|in|within|at|on)\s[^,;.]{3,90})(?=[.;]?\s*$)",
    re.I,
)
_FINITE = re.compile(r"\b(?:is|are|has|have|provides?|confirms?)\b", re.I)
_COMPLETE = re.compile(r"(?:ed|out|place|\))\s*$|\s-\s*$", re.I)
_CONTENT = re.compile(
    r"\b(?:outlining|setting\s+out|sets?\s+out(?!\s+(?:by|in)\b)|aware\s+of|identify|(?:must"
    r"|should|to"
    r"|will)\s+include)\s+(?P<one>[^,;:.]{3,140}?(?:,\s+the\s+[^,]{5,80})?),?\s+and"
    r"\s+(?P<two>[^;:.]{3,140}?)"
    r"(?=\s+and\s+ensuring\b|,\s+in\s|\s+which\s+will\b|[.;:]|$)",
    re.I,
)
_CLOSED_SERIES = re.compile(  # "roles, duties and powers | and the bodies that they sit on"
    r"^(?P<one>[^,]+(?:,[^,]+?)+?\s+and\s+[^,]+?)\s+and\s+(?P<two>the\s+[^,]+)$", re.I
)
_INCLUDES = re.compile(
    r"\b(?:this|these|it|reports?)\s+(?:\w+\s+)?includ(?:es?|ing)\s+(?P<one>[^,;:.]{6,160})[.;:]?$"
    r"|(?<=\w),?\s+including\s+(?P<two>[^,;:.]{6,160}?)"
    r"(?=[.;:]?$|\s+to\s+(?:improve|ensure|support|help|enable|make)\b)",
    re.I,
)
_THOSE = re.compile(
    r"\b(?P<one>[a-z]+s\s+(?:identified|contained|set\s+out|made"
    r"|highlighted)\s+in\s+[^,;:]{5,90}?)\s+and\s+(?P<two>those\s+[^,;:.]{5,90}?)(?=[,.;:]|$)",
    re.I,
)
_WHICH = re.compile(r"\b(?:which|who)\s+(?:we\s+expect\s+)?(?:will|shall|must|should)\b", re.I)
_JOINED_VERB = re.compile(
    r"\s+and\s+(?=(?:include|meet|have|report|review|provide|consider|make|agree|monitor)\b)"
    r"|\s+and\s+(?=which\b)",
    re.I,
)
_VERB = re.compile(
    r"(?:which\s+)?(?:we\s+expect\s+)?(?:will\s+(?:continue\s+to\s+)?|shall\s+(?=meet|include))?",
    re.I,
)
_REVIEWS = re.compile(
    r"\b(?P<one>(?:an?|the)\s+(?:\w+\s+){0,2}?reviews?\b[^,;]{8,120}?)\s*(?:,|\band"
    r"|\bwith)\s+(?P<two>(?:an?\s+)?(?:further|final)\s+reviews?\s+[^,;.]{6,110}?)"
    r"(?=\s+which\b|\s+with\s+a\s+final|[,.;]|$)",
    re.I,
)
_SUBJECTS = re.compile(
    r"^\W*(?P<one>the\s+[^,;]{6,80}?)\s+and\s+(?P<two>the\s+[^,;]{6,90}?)\s+(?:should|must"
    r"|shall)\s+be\b",
    re.I,
)


_CHARACTER = re.compile(
    r"\b(?P<one>(?:informed\s+by|based\s+(?:up)?on|linked\s+to|aligned\s+(?:to|with)|underpinned\s+by"
    r"|supported\s+by|consistent\s+with)\s+[^,;:.–]{6,120}?)(?=\s[-–]\s|[,;:.]|\s+and\s+(?:is\s+)?"
    r"(?:informed|based|linked|aligned|underpinned|supported|consistent|includ)|$)"
    r"|,?\s+and\s+(?:which\s+)?includ(?:es|ing)\s+(?P<two>[^,;:.]{6,120})",
    re.I,
)


def contents_in(words: str) -> list[Span]:
    """What a sentence says a thing is to include: for papers whose lists are set as points, where
    a series in a sentence is seldom a list of things to do."""
    marked = marked_in(words)
    if marked:
        return marked
    spans = series_in(words)
    lead = _LEAD_WORD.search(words[: spans[0].start]) if spans else None
    return spans if lead is not None else []


_LEAD_WORD = re.compile(
    r"\b(?:must|should|shall|will|to)\s+(?:\w+\s+)?(?:include|cover|contain|comprise|set\s+out)\s+$",
    re.I,
)


def items_in(words: str, *, told: bool = False) -> list[Span]:
    """The items of one sentence, in its order; none overlap.

    ``told`` is true of a sentence that is itself an item and tells more of its duty: what its
    subject "should be ... and ..." stays one.
    """
    found: list[Span] = []
    for reader in _READERS[: -len(_OF_SUBJECT)] if told else _READERS:
        for span in reader(words):
            if all(span.end <= other.start or span.start >= other.end for other in found):
                found.append(span)
    if sum(bool(_ONLY_DATE.search(span.cut(words))) for span in found) > 1:
        return []  # the days of one thing are no list of things
    return sorted(found) if len(found) > 1 or _INCLUDES.search(words) else []


_ONLY_DATE = re.compile(
    r"^(?:the\s+)?(?:(?:end|start)\s+of\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:january|february|march|april"
    r"|may|june|july|august|september|october|november|december)(?:\s+(?:19|20)\d\d)?\W*$",
    re.I,
)


def _named(match: re.Match[str] | None) -> list[Span]:
    if match is None:
        return []
    names = [name for name in ("one", "two") if match.groupdict().get(name)]
    return [Span(*match.span(name)) for name in names]


def _ensured(words: str) -> list[Span]:
    """Two clauses with verbs of their own under one "ensure"."""
    match = _ENSURED.search(words)
    if match is None or "ensuring" in match["body"]:
        return []
    body = match["body"]
    cuts = [
        cut
        for cut in _AND.finditer(body)
        if _FINITE.search(body[cut.end() :])
        and (_FINITE.search(body[: cut.start()]) or body.startswith("sufficient"))
    ]
    if not cuts:
        return []
    at = _best_cut(body, cuts)
    if at is None:
        return []
    start = match.start("body")
    spans = [Span(start, start + at.start()), Span(start + at.end(), match.end("body"))]
    return [*spans, Span(*match.span("how"))] if match["how"] else spans


def _best_cut(body: str, cuts: list[re.Match[str]]) -> re.Match[str] | None:
    """Where the second clause begins: after "and that", where the first has plainly ended, else
    where the second comes to its verb soon."""
    for cut in cuts:
        if cut["that"]:
            return cut
    for cut in cuts:
        if _COMPLETE.search(body[: cut.start()]) or "-" in cut.group():
            return cut
    for cut in cuts:
        verb = _FINITE.search(body, cut.end())
        subject = body[cut.end() : verb.start()] if verb else ""
        if 0 < len(subject.split()) <= _SOON and not re.search(r"\b(?:which|that|who)\b", subject):
            return cut
    return None


_SOON = 8


def _character(words: str) -> list[Span]:
    """What a thing is to be, in phrases that each say one thing of it: "a plan informed by the
    review, based on need and including costs"."""
    said = [found for match in _CHARACTER.finditer(words) for found in _named(match)]
    return said if len(said) > 1 else []


def _content(words: str) -> list[Span]:
    match = _CONTENT.search(words)
    found = _named(match)
    if not found or any(len(one.cut(words).split()) > 24 for one in found):
        return []
    closed = _CLOSED_SERIES.match(found[-1].cut(words))
    if closed is None:
        return found
    last = found.pop()
    split = [Span(*closed.span("one")), Span(*closed.span("two"))]
    return [*found, *(Span(last.start + one.start, last.start + one.end) for one in split)]


def _verbs(words: str) -> list[Span]:
    """ "which will meet monthly and include partners": each verb with what belongs to it."""
    opened = _WHICH.search(words)
    if opened is None:
        return []
    parts, place = [], opened.start()
    for cut in _JOINED_VERB.finditer(words, opened.end()):
        parts.append(Span(place, cut.start()))
        place = cut.end()
    if not parts:
        return []
    parts.append(Span(place, len(words.rstrip(" .;"))))
    return [Span(part.start + _skipped(part.cut(words)), part.end) for part in parts]


def _skipped(words: str) -> int:
    match = _VERB.match(words)
    return match.end() if match else 0


_OF_SUBJECT: tuple[Callable[[str], list[Span]], ...] = (
    lambda words: _named(_BE_AND.search(words)),
)
_READERS: tuple[Callable[[str], list[Span]], ...] = (
    marked_in,
    lambda words: _named(_REVIEWS.search(words)),
    _verbs,
    lambda words: _named(_SUBJECTS.search(words)),
    lambda words: _named(_THOSE.search(words)),
    lambda words: _named(_ENSURING_TOO.search(words)),
    lambda words: _named(_MEETS.search(words)),
    _ensured,
    lambda words: _named(_ENSURED_SERIES.search(words)),
    _character,
    series_in,
    _content,
    lambda words: _named(_BE_AND_BE.search(words)),
    lambda words: _named(_INCLUDES.search(words)),
    *_OF_SUBJECT,
)
