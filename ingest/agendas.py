"""What an agenda says of its pack: the items and the pages at which their papers stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.documents import Reading

_FRONT_LENGTH = 20_000
_HEAD_LENGTH = 3000
_IS_AGENDA = re.compile(r"\ba ?g ?e ?n ?d ?a\b|\benclosed are\b", re.IGNORECASE)
_ENCLOSED = re.compile(r"\bdear (?:member|councillor)s?\b|\benclosed are\b", re.IGNORECASE)
_PAGES = re.compile(
    r"\(\s*Pages?\W*(?:</u>)?\s*(?P<first>\d{1,4})\s*(?:[-–]\s*(?P<last>\d{1,4}))?\s*\)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\W*(?P<number>\d{1,2})[a-z]?\b\W+", re.MULTILINE)
_LABEL = re.compile(r"^\W*Page (?P<number>\d{1,4})\W*$", re.MULTILINE)
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of business with its papers' pages, as the agenda prints them."""

    number: int
    title: str
    first: int
    last: int


def is_agenda(text: str) -> bool:
    """Whether the text begins with an agenda, or a letter that encloses items of one."""
    return _IS_AGENDA.search(text[:_HEAD_LENGTH]) is not None and (
        _ENCLOSED.search(text[:_HEAD_LENGTH]) is not None
        or _PAGES.search(text[:_FRONT_LENGTH]) is not None
    )


def agenda_items(text: str) -> tuple[AgendaItem, ...]:
    """The items for which an agenda at the front of the text gives pages; () if there is none."""
    if not is_agenda(text):
        return ()
    items: list[AgendaItem] = []
    place = 0
    for pages in _PAGES.finditer(text[:_FRONT_LENGTH]):
        before = text[max(place, pages.start() - _LONGEST_TITLE) : pages.start()]
        numbers = list(_NUMBER.finditer(before))
        place = pages.end()
        if not numbers:
            continue
        first, last = int(pages["first"]), int(pages["last"] or pages["first"])
        if items and first <= items[-1].last:
            continue
        title = _plain(before[numbers[-1].end() :])
        items.append(AgendaItem(int(numbers[-1]["number"]), title, first, last))
    return tuple(items)


def agenda_end(text: str) -> int:
    """Where the last page reference of the agenda ends."""
    ends = [pages.end() for pages in _PAGES.finditer(text[:_FRONT_LENGTH])]
    return ends[-1] if ends else 0


def page_labels(reading: Reading) -> dict[int, int]:
    """Printed page number -> place of the page in ``reading.pages``.

    Pages whose own label was lost are filled in where the labels around them agree.
    """
    labels: dict[int, int] = {}
    shifts: list[int] = []
    for place, page in enumerate(reading.pages):
        found = _LABEL.findall(page.span.cut(reading.text))
        if found:
            labels.setdefault(int(found[-1]), place)
            shifts.append(place - int(found[-1]))
    if shifts and len(set(shifts)) == 1:
        for place in range(len(reading.pages)):
            labels.setdefault(place - shifts[0], place)
    return {number: place for number, place in labels.items() if number > 0}


def _plain(words: str) -> str:
    return " ".join(re.sub(r"<[^>]{1,10}>|[*_#]+", "", words).split()).strip(" -–:")
