"""Which councils a text or a question names, and where.

Running text is read strictly: capital letters, no surnames, no streets. A question is
read kindly: any case, abbreviations, county towns, slips of the pen; but one council is
never turned into another, and an ordinary word ("reading", "bury") is a council only
where the words beside it say so.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from ingest.documents import Span
from ingest.gazetteer import Council, Found, Gazetteer, Name, Word, fold, gazetteer, key_of, words
from ingest.spelling import misspelt

__all__ = ["Council", "council", "councils", "find_councils", "find_councils_in_question"]

_SMALL = frozenset({"and", "of", "upon", "on", "with", "the", "under", "in", "for", "by"})
_GAP = re.compile(r"[\s\-‐‑–.]{0,4}\Z")
_COMMA_GAP = re.compile(r"[\s\-‐‑–.,]{0,4}\Z")
_PREFIXES = (
    ("london", "borough", "of"),
    ("royal", "borough", "of"),
    ("metropolitan", "borough", "of"),
    ("borough", "of"),
    ("city", "of"),
    ("county", "of"),
)
_SUFFIX = frozenset({"city", "borough", "county", "metropolitan", "district", "unitary", "mbc"})
_BODY = frozenset({"council", "authority", "corporation"})
_POSTCODE = re.compile(r"[\s,]{1,3}[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;•\n\-–]|\*\*|#)\s*\Z")
_CAPITAL = re.compile(r"(?<![\w’'])([A-Z][\w’']*)(?=[\s\-‐‑–.,]{0,4}(&|[\w’']+)?)")
_REACH = 120
_YEAR = re.compile(r"(?:19|20)\d\d")


def councils() -> tuple[Council, ...]:
    """Every council of the gazetteer, by name."""
    return gazetteer().councils


def council(name: str) -> Council | None:
    """The council of that name: short, full, or a sure alias, in any case."""
    found = gazetteer().names.get(key_of(name))
    if found is None or found.weak or len(found.councils) != 1:
        return None
    return found.councils[0]


def find_councils(text: str) -> list[tuple[Council, Span]]:
    """The councils that running text names, in order; the span covers the whole name.

    A body of several councils (a shared children's trust) gives each of them the same span.
    """
    return [
        (one, Span(start + span.start, start + span.end))
        for start, near in _neighbourhoods(text)
        for one, span in _find(near)
    ]


def _neighbourhoods(text: str) -> Iterator[tuple[int, str]]:
    """The stretches of whole lines in which a name could stand: most of a text holds none."""
    start = end = 0
    for match in _CAPITAL.finditer(text):
        if not _may_begin(fold(match[1]), fold(match[2] or "")):
            continue
        if match.start() > end:
            if end:
                yield start, text[start:end]
            start = max(text.rfind("\n", 0, max(0, match.start() - _REACH)) + 1, end)
        end = text.find("\n", match.end() + _REACH)
        end = end if end >= 0 else len(text)
    if end:
        yield start, text[start:end]


def _may_begin(first: str, second: str) -> bool:
    """Whether a name begins with these words; a possessive may close a name of one."""
    seconds = gazetteer().seconds.get(first) or gazetteer().seconds.get(first[:-1])
    return seconds is not None and ("" in seconds or second in seconds or second[:-1] in seconds)


def _find(text: str) -> list[tuple[Council, Span]]:
    sequence = list(words(text))
    return [
        (one, _span(sequence, found))
        for found in _exact(text, sequence, any_case=False)
        if _stands_in_text(text, sequence, found)
        for one in found.name.councils
    ]


def find_councils_in_question(text: str) -> list[tuple[Council, Span]]:
    """The councils that a question names, in order, however it spells them."""
    sequence = list(words(text))
    exact = list(_exact(text, sequence, any_case=True))
    slips = list(misspelt(sequence, exact))
    covered = {place for found in slips for place in range(found.first, found.last + 1)}
    kept = [found for found in exact if found.first not in covered]
    sure = [
        found
        for found in kept
        if found.name.councils and _means_council(text, sequence, found, kept + slips)
    ]
    return [
        (one, _span(sequence, found))
        for found in sorted(sure + slips, key=lambda found: found.first)
        for one in found.name.councils
    ]


def _exact(text: str, sequence: list[Word], *, any_case: bool) -> Iterator[Found]:
    """Names at their longest, from left to right, never overlapping."""
    known = gazetteer()
    place = 0
    while place < len(sequence):
        found = _longest_at(text, sequence, place, known, any_case)
        if found is None:
            place += 1
            continue
        yield found
        place = found.last + 1


def _longest_at(
    text: str, sequence: list[Word], place: int, known: Gazetteer, any_case: bool
) -> Found | None:
    first = sequence[place]
    reach = max((known.longest.get(form, 0) for form in _forms(first, any_case)), default=0)
    for count in range(min(reach, len(sequence) - place), 0, -1):
        run = sequence[place : place + count]
        head = tuple(word.folded for word in run[:-1])
        for form in _forms(run[-1], any_case):
            name = known.names.get((*head, form))
            if name is None or not _joined(text, run, name):
                continue
            if any_case or _capitals(run, name):
                return Found(place, place + count - 1, name)
    return None


def _forms(word: Word, any_case: bool) -> list[str]:
    """The word, without its possessive, and in questions without a careless plural s."""
    forms = [word.folded]
    if word.bare != word.folded:
        forms.append(word.bare)
    elif any_case and len(word.folded) > 5 and word.folded.endswith("s"):
        forms.append(word.folded[:-1])
    return forms


def _joined(text: str, run: list[Word], name: Name) -> bool:
    gap = _COMMA_GAP if "," in name.printed else _GAP
    return all(
        gap.match(text[left.end : right.start]) is not None
        for left, right in itertools.pairwise(run)
    )


def _capitals(run: list[Word], name: Name) -> bool:
    if name.printed.isupper():
        return all(word.printed.isupper() or word.printed == "&" for word in run)
    return all(word.printed[0].isupper() or word.folded in _SMALL for word in run)


def _stands_in_text(text: str, sequence: list[Word], found: Found) -> bool:
    if found.name.weak or not found.name.councils:
        return False
    first, last = sequence[found.first], sequence[found.last]
    if _has_suffix(sequence, found) or _has_prefix(sequence, found):
        return True
    following = _next(sequence, found.last, text)
    if first.folded in gazetteer().parliament and found.first == found.last:
        return following is not None and following.folded in gazetteer().cues["place_after"]
    if (
        following is not None
        and following.folded in gazetteer().cues["street"]
        and following.printed[0].isupper()
    ):
        return False
    if _POSTCODE.match(text, last.end) or _is_surname(text, sequence, found):
        return False
    if first.folded in gazetteer().ordinary and found.first == found.last:
        return _ordinary_stands(text, first)
    return True


def _ordinary_stands(text: str, word: Word) -> bool:
    """An ordinary word with a capital: not merely because it begins a sentence."""
    if not _SENTENCE_START.search(text[: word.start]) or word.bare != word.folded:
        return True
    line_start = text.rfind("\n", 0, word.start) + 1
    line_end = text.find("\n", word.end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    return line.strip(" *#\t\r.,") == word.printed


def _is_surname(text: str, sequence: list[Word], found: Found) -> bool:
    if found.first == 0 or found.first != found.last:
        return False
    before = sequence[found.first - 1]
    gap = text[before.end : sequence[found.first].start]
    if before.folded in gazetteer().cues["titles"]:
        return gap.strip(" .") == ""
    known = gazetteer().given_names
    return gap == " " and before.printed in known


def _means_council(text: str, sequence: list[Word], found: Found, others: list[Found]) -> bool:
    """Whether a name in a question is the council; sure names always are."""
    word = sequence[found.first]
    ordinary = found.first == found.last and (
        word.folded in gazetteer().ordinary or word.bare in gazetteer().ordinary
    )
    if _is_surname(text, sequence, found):
        return False
    if not ordinary and not found.name.weak:
        return True
    following = _next(sequence, found.last, text)
    if found.name.weak and _has_suffix(sequence, found):
        return False
    if ordinary and following is not None and _is_lesson(sequence, found, following):
        return False
    if ordinary and _has_suffix(sequence, found):
        return True
    capital = word.printed[0].isupper() and found.first > 0 and not text.isupper()
    return capital or _place_beside(text, sequence, found, others)


def _is_lesson(sequence: list[Word], found: Found, following: Word) -> bool:
    """ "reading skills", "reading and writing", "bury the": the word, not the place."""
    if following.folded == "and" and found.last + 2 < len(sequence):
        return sequence[found.last + 2].folded in {"writing", "maths", "mathematics", "spelling"}
    return following.folded in gazetteer().cues["lesson_after"]


def _place_beside(text: str, sequence: list[Word], found: Found, others: list[Found]) -> bool:
    word = sequence[found.last]
    if word.bare != word.folded:
        return True
    following = _next(sequence, found.last, text)
    if following is not None:
        if following.folded in gazetteer().cues["place_after"] or _YEAR.fullmatch(following.folded):
            return True
        if following.folded in {"and", "or", "vs", "versus", "with"}:
            return any(other.first == found.last + 2 for other in others)
    if found.first == 0:
        return False
    before = sequence[found.first - 1].folded
    if before in {"and", "or"} or text[sequence[found.first - 1].end : word.start].strip() == ",":
        reach = {found.first - 1, found.first - 2}
        return any(other.last in reach for other in others if other is not found)
    return before in gazetteer().cues["place_before"] or _YEAR.fullmatch(before) is not None


def _next(sequence: list[Word], place: int, text: str) -> Word | None:
    if place + 1 >= len(sequence):
        return None
    gap = text[sequence[place].end : sequence[place + 1].start]
    return sequence[place + 1] if gap.strip(" \n\t'’") == "" else None


def _has_suffix(sequence: list[Word], found: Found) -> bool:
    return _suffix_end(sequence, found.last) > found.last


def _suffix_end(sequence: list[Word], last: int) -> int:
    """The place of the last word of "Metropolitan Borough Council" and the like."""
    if sequence[last].bare != sequence[last].folded:
        return last
    place = last
    while place + 1 < len(sequence) and place - last < 4:
        word = sequence[place + 1]
        if word.folded not in _SUFFIX and word.bare not in _BODY:
            break
        place += 1
        if word.bare in _BODY:
            break
    return place


def _has_prefix(sequence: list[Word], found: Found) -> bool:
    return _prefix_start(sequence, found.first) < found.first


def _prefix_start(sequence: list[Word], first: int) -> int:
    for prefix in _PREFIXES:
        start = first - len(prefix)
        if start >= 0 and tuple(word.folded for word in sequence[start:first]) == prefix:
            return start
    return first


def _span(sequence: list[Word], found: Found) -> Span:
    first = _prefix_start(sequence, found.first)
    last = _suffix_end(sequence, found.last)
    return Span(sequence[first].start, sequence[last].bare_end)
