"""``python -m eval registers``: the register of requirements against rows made by hand.

Two sets: the rows of real notices, where these are at hand, and ``datasets/obliging``, invented
papers of many layouts with their rows (``gold.jsonl``). A row is found when four fifths of its
words' span and of the gold's overlap; each gold row and each found row counts once. What is
compared of a pair: holder, verb, kind, lead-in (where the gold has one), dates.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from ingest.documents import Requirement
from ingest.errors import NoticesError
from ingest.flattening import folded
from ingest.preparing import prepare
from ingest.requirements import find_requirements

OBLIGING = Path(__file__).parent / "datasets/obliging/gold.jsonl"
OVERLAP = 0.8
ALIKE = 0.85  # of two items' words, from which they are the same item


class NoGoldError(NoticesError):
    """The rows made by hand are not there."""

    status = 400


@dataclass(frozen=True, slots=True)
class Marks:
    """Counts over all documents: what was to be found, what was, and what of it was right.

    ``kinds`` has the rows by hand, those found and those the same, by kind of row.
    """

    gold: int
    found: int
    paired: int
    right: Mapping[str, int]
    items_gold: int
    items_found: int
    items_alike: int
    kinds: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)

    @property
    def figures(self) -> dict[str, float]:
        """Each measure, 0 to 1."""
        shares = {name: _share(count, self.paired) for name, count in self.right.items()}
        return {
            "recall": _share(self.paired, self.gold),
            "precision": _share(self.paired, self.found),
            **shares,
            "item recall": _share(self.items_alike, self.items_gold),
            "item precision": _share(self.items_alike, self.items_found),
        }


def measure_registers(words: Sequence[str]) -> int:
    """Score the rows of each set's documents, and print each measure, of all and by kind.

    Raises:
        NoGoldError: ``--shared`` is given, and its rows are not there.
    """
    parser = argparse.ArgumentParser(prog="python -m eval registers")
    parser.add_argument("--shared", type=Path)
    named: Path | None = parser.parse_args(words).shared
    shared = named or Path("../shared")
    gold_file = shared / "eval/registers/requirements-dev.jsonl"
    if named is not None and not gold_file.is_file():
        raise NoGoldError(f"There are no rows to compare with in {gold_file}. Name --shared DIR.")
    console = Console()
    _show(console, "Invented papers of many layouts", marked(rows_in(OBLIGING), OBLIGING.parent))
    if gold_file.is_file():
        real = marked(rows_in(gold_file), shared / "documents/seeds")
        _show(console, "Real notices", real)
    return 0


def rows_in(path: Path) -> list[dict[str, Any]]:
    """The rows of a gold file, one JSON object a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def _show(console: Console, title: str, marks: Marks) -> None:
    table = Table("measure", "value", title=title, title_justify="left")
    for name, value in marks.figures.items():
        table.add_row(name, f"{value:.3f}")
    console.print(table)
    kinds = Table("kind", "by hand", "found", "the same", "recall", "precision")
    for kind, (gold, found, paired) in marks.kinds.items():
        recall, precision = _share(paired, gold), _share(paired, found)
        kinds.add_row(kind, *map(str, (gold, found, paired)), f"{recall:.3f}", f"{precision:.3f}")
    console.print(kinds)
    console.print(f"{marks.gold} rows by hand, {marks.found} found, {marks.paired} the same")


def marked(gold: Sequence[dict[str, Any]], folder: Path) -> Marks:
    """The counts over the documents of the gold, found in ``folder`` by their number."""
    names = ("holder", "modality", "kind", "lead-in", "dates")
    right: Counter[str] = Counter(dict.fromkeys(names, 0))
    totals: Counter[str] = Counter()
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for number in sorted({row["doc"] for row in gold}):
        (path,) = folder.glob(f"{number}_*")
        document = prepare(path.name, path.read_bytes(), {})[0].document
        rows = find_requirements(document)
        wanted = [row for row in gold if row["doc"] == number]
        totals.update(gold=len(wanted), found=len(rows))
        spare = Counter(row.kind for row in rows)
        for one, row in _pairs(wanted, rows, _plain(document.text)):
            totals["paired"] += 1
            right.update(_right(one, row))
            totals["items_gold"] += len(one["items"])
            totals["items_found"] += len(row.items)
            totals["items_alike"] += _alike(one["items"], [item.text for item in row.items])
            kinds[one["kind"]].update(found=1, paired=1)
            spare[row.kind] -= 1
        for one in wanted:
            kinds[one["kind"]]["gold"] += 1
        for kind, count in spare.items():
            kinds[kind]["found"] += count
    return Marks(
        totals["gold"], totals["found"], totals["paired"], right,
        totals["items_gold"], totals["items_found"], totals["items_alike"],
        {kind: (c["gold"], c["found"], c["paired"]) for kind, c in kinds.items() if c.total()},
    )  # fmt: skip


def _pairs(
    wanted: Sequence[dict[str, Any]], rows: Sequence[Requirement], text: str
) -> Iterator[tuple[dict[str, Any], Requirement]]:
    free = list(rows)
    for one in wanted:
        scored = [(_overlap(text, one["quote"], row.quote.text), row) for row in free]
        best, row = max(scored, key=lambda each: each[0], default=(0.0, None))
        if row is not None and best >= OVERLAP:
            free.remove(row)
            yield one, row


def _overlap(text: str, one: str, other: str) -> float:
    """The smaller of the shares that two quotations' spans have in common."""
    first, second = _plain(one), _plain(other)
    start, begin = text.find(first), text.find(second)
    if min(start, begin) < 0:
        return 0.0
    common = min(start + len(first), begin + len(second)) - max(start, begin)
    return max(0, common) / max(len(first), len(second))


def _right(one: Mapping[str, Any], row: Requirement) -> dict[str, int]:
    lead = row.lead_in.text if row.lead_in else ""
    deadline = one["deadline"]
    same_dates = sorted(deadline["dates"]) == sorted(row.deadline.dates)
    same_kind = row.deadline.kind in (deadline["kind"], *deadline.get("kind_also", ()))
    return {
        "holder": row.duty_holder in (one["duty_holder"], *one["duty_holder_also"]),
        "modality": row.modality in (one["modality"], *one["modality_also"]),
        "kind": row.kind in (one["kind"], *one.get("kind_also", ())),
        "lead-in": "lead_in" not in one or _led(one["lead_in"] or "") == _led(lead),
        "dates": same_dates and same_kind,
    }


def _led(words: str) -> str:
    """A lead-in without the colon that ends it."""
    return _plain(words).rstrip(" :")


def _alike(gold: Sequence[str], found: Sequence[str]) -> int:
    plain = [_plain(item).rstrip(".;") for item in found]
    return sum(
        any(
            SequenceMatcher(None, _plain(item).rstrip(".;"), each).ratio() > ALIKE for each in plain
        )
        for item in gold
    )


def _plain(words: str) -> str:
    """White space, quotation marks and Markdown stars folded."""
    return folded(re.sub(r"\*", "", words))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
