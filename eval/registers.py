"""The rows of a notice's register against rows made by hand.

One line a row: {"id", "doc", "kind", "duty_holder", "duty_holder_also", "modality",
"modality_also", "quote", "items", "lead_in", "deadline": {"kind", "date", "dates"}}, and more
that is not scored. ``doc`` begins the name of its file; ``quote``, ``items`` and ``lead_in`` are
its words, white space, quotation marks and stars aside. A document named has all its rows there.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from assistant.filed import Filed, filed
from eval.links import Tally
from ingest.corpus import Corpus
from ingest.documents import Requirement, Wording
from ingest.flattening import folded

LEAST = 0.8  # of the longer of two spans, for them to be the same row or item

Gold = dict[str, Any]
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Page:
    """The words of one document as rows made by hand are compared with them."""

    words: str

    def place(self, said: str, after: int = 0) -> Stretch:
        """Where words stand, at ``after`` or later if they do, else anywhere; (-1, -1) nowhere."""
        plain = compared(said)
        start = self.words.find(plain, after)
        start = start if start >= 0 else self.words.find(plain)
        return (start, start + len(plain)) if start >= 0 else (-1, -1)

    def stretches(self, wording: Wording, text: str) -> list[Stretch]:
        """Where a row's spans stand; page furniture between them is no part of it."""
        found, after = [], len(compared(text[: wording.span.start]))
        for span in wording.spans:
            found.append(self.place(span.cut(text), max(0, after - 1)))
            after = found[-1][1]
        return found


@dataclass(frozen=True, slots=True)
class Match:
    """A row made by hand and the row found for it; None where none was."""

    gold: Gold
    row: Requirement | None


def compared(words: str) -> str:
    """Words without what conversion makes of them."""
    return folded(words.replace("*", " "))


def score_requirements(corpus: Corpus, gold: Path) -> list[Tally]:
    """Rows by kind and in all, then what each row found says: holder, verb, lead-in, items,
    deadlines, and the dates that are in no row made by hand ("proposed" less "right")."""
    wanted: dict[str, list[Gold]] = defaultdict(list)
    for line in gold.read_text("utf-8").splitlines():
        if line.strip():
            each = json.loads(line)
            wanted[each["doc"]].append(each)
    rows = filed(corpus)
    matches: list[Match] = []
    extra: list[Requirement] = []
    for doc, lines in wanted.items():
        mine = [row for row in rows if PurePosixPath(row.entry.source).name.startswith(doc)]
        made, left = _matched(corpus, mine, lines)
        matches += made
        extra += left
    return [*_by_kind(matches, extra), *_facts(matches, extra)]


def _matched(
    corpus: Corpus, rows: Sequence[Filed], lines: Sequence[Gold]
) -> tuple[list[Match], list[Requirement]]:
    texts = {row.entry.id: corpus.document(row.entry.id).text for row in rows}
    pages = {id_: Page(compared(text)) for id_, text in texts.items()}
    left = list(rows)
    made = []
    for each in lines:
        best: tuple[float, Filed] | None = None
        for row in left:
            page, text = pages[row.entry.id], texts[row.entry.id]
            place = page.place(each["quote"])
            shared = likeness([place], page.stretches(row.requirement.quote, text))
            if shared >= LEAST and (best is None or shared > best[0]):
                best = (shared, row)
        if best is not None:
            left.remove(best[1])
        made.append(Match(each, best[1].requirement if best else None))
    return made, [row.requirement for row in left]


def likeness(one: Iterable[Stretch], other: Iterable[Stretch]) -> float:
    """What two sets of stretches share, of the longer of both."""
    first = {place for start, end in one for place in range(start, end)}
    second = {place for start, end in other for place in range(start, end)}
    longer = max(len(first), len(second))
    return len(first & second) / longer if longer else 0.0


def _by_kind(matches: Sequence[Match], extra: Sequence[Requirement]) -> list[Tally]:
    """Whether a row is found, by the gold's kind; what is in no row made by hand by its own."""
    kinds = list(dict.fromkeys([m.gold["kind"] for m in matches] + [row.kind for row in extra]))
    made = []
    for kind in kinds:
        mine = [match for match in matches if match.gold["kind"] == kind]
        found = sum(match.row is not None for match in mine)
        more = sum(row.kind == kind for row in extra)
        made.append(Tally(kind, found + more, found, len(mine), found))
    found = sum(match.row is not None for match in matches)
    return [*made, Tally("all rows", found + len(extra), found, len(matches), found)]


def _facts(matches: Sequence[Match], extra: Sequence[Requirement]) -> list[Tally]:
    found = [(match.gold, match.row) for match in matches if match.row is not None]

    def tally(name: str, right: Callable[[Gold, Requirement], bool]) -> Tally:
        held = sum(right(gold, row) for gold, row in found)
        return Tally(name, len(found), held, len(found), held)

    return [
        tally("kind", lambda gold, row: row.kind == gold["kind"]),
        tally("duty-holder", lambda gold, row: row.duty_holder in _either(gold, "duty_holder")),
        tally("modality", lambda gold, row: row.modality in _either(gold, "modality")),
        tally("lead-in", lambda gold, row: _said(row.lead_in) == compared(gold["lead_in"] or "")),
        tally("kind of deadline", lambda gold, row: row.deadline.kind == gold["deadline"]["kind"]),
        _dates(found, extra),
        _items(found),
    ]


def _either(gold: Gold, name: str) -> list[str]:
    return [gold[name], *gold.get(f"{name}_also", ())]


def _said(wording: Wording | None) -> str:
    return compared(wording.text) if wording else ""


def _dates(found: Sequence[tuple[Gold, Requirement]], extra: Sequence[Requirement]) -> Tally:
    proposed = right = wanted = 0
    for gold, row in found:
        dates = set(gold["deadline"]["dates"])
        proposed += len(set(row.deadline.dates))
        wanted += len(dates)
        right += len(dates & set(row.deadline.dates))
    proposed += sum(len(set(row.deadline.dates)) for row in extra)
    return Tally("dates", proposed, right, wanted, right)


def _items(found: Sequence[tuple[Gold, Requirement]]) -> Tally:
    proposed = right = wanted = held = 0
    for gold, row in found:
        ours = [_bare(item.text) for item in row.items]
        theirs = [_bare(item) for item in gold["items"]]
        proposed, wanted = proposed + len(ours), wanted + len(theirs)
        right += sum(any(_same(one, other) for other in theirs) for one in ours)
        held += sum(any(_same(one, other) for other in ours) for one in theirs)
    return Tally("items", proposed, right, wanted, held)


def _bare(words: str) -> str:
    return re.sub(r"^\W+|\W+$", "", compared(words))


def _same(one: str, other: str) -> bool:
    """Whether the one stands in the other and is most of it."""
    shorter, longer = sorted((one, other), key=len)
    return shorter in longer and len(shorter) >= LEAST * len(longer)
