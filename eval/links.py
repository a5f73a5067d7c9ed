"""Links and duties against rows made by hand: spans of documents, without their words.

``datasets/links.jsonl``: one line a link, {"id", "council", "stage", "from", "to"}, each end
{"doc", "start", "end"}. ``datasets/duties.jsonl``: recommendations and plan actions, {"id",
"kind", "council", "label", "doc", "start", "end"}, and {"area": kind, "doc", "start", "end"} where
all of a kind are listed. ``doc`` is a path under the documents' folder; offsets count in the
text of the whole file, also where a row stands in a part of a pack. Every link between the
documents named is there, as far as one reader saw who also read what was proposed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from rich.table import Table

from assistant.linking.kept import trace
from assistant.linking.progress import Reported
from assistant.registers.filed import Filed, filed
from ingest.corpus import Corpus
from ingest.documents import Span

DATASETS = Path(__file__).parent / "datasets"
LEAST_OVERLAP = 0.5  # of the shorter span: then two spans are the same end of a link
LEAST_DUTY = 0.8  # of the gold's span, for a duty


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a file's whole text; ``doc`` is the file's name."""

    doc: str
    start: int
    end: int

    def shared(self, other: Place) -> int:
        """How many characters both hold."""
        if self.doc != other.doc:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def same(self, other: Place) -> bool:
        """Whether they are the same end of a link."""
        shorter = min(self.end - self.start, other.end - other.start)
        return self.shared(other) >= LEAST_OVERLAP * max(1, shorter)


@dataclass(frozen=True, slots=True)
class Pair:
    """One link: its stage and both ends."""

    stage: str
    source: Place
    target: Place

    def same(self, other: Pair) -> bool:
        """Whether it is the same link."""
        return (
            self.stage == other.stage
            and self.source.same(other.source)
            and self.target.same(other.target)
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were proposed, how many of these are right, how many there are and were found."""

    name: str
    proposed: int
    right: int
    gold: int
    found: int

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 1.0


def table(tallies: Sequence[Tally]) -> Table:
    """The tallies as the terminal shows them."""
    made = Table(title="Against rows made by hand", title_justify="left")
    for head in ("what", "proposed", "right", "precision", "in the gold", "found", "recall"):
        made.add_column(head)
    for each in tallies:
        figures = (each.proposed, each.right, f"{each.precision:.2f}")
        made.add_row(
            each.name, *map(str, figures), str(each.gold), str(each.found), f"{each.recall:.2f}"
        )
    return made


def score_links(corpus: Corpus, gold: Path = DATASETS / "links.jsonl") -> list[Tally]:
    """Precision and recall of the links proposed, by stage and of all ("all" last)."""
    lines = _lines(gold)
    wanted = [Pair(e["stage"], _place(e["from"]), _place(e["to"])) for e in lines]
    docs = {place.doc for pair in wanted for place in (pair.source, pair.target)}
    councils = sorted({e["council"] for e in lines})
    proposed = [
        pair
        for council in councils
        for pair in _proposed(corpus, council)
        if pair.source.doc in docs and pair.target.doc in docs
    ]
    stages = list(dict.fromkeys(pair.stage for pair in wanted))
    tallies = [_tally(s, _of(s, proposed), _of(s, wanted)) for s in stages]
    return [*tallies, _tally("all", proposed, wanted)]


def score_duties(corpus: Corpus, gold: Path = DATASETS / "duties.jsonl") -> list[Tally]:
    """Recall and precision of recommendations and plan actions in the areas of the gold."""
    lines = _lines(gold)
    wanted = [(e["kind"], _place(e)) for e in lines if "kind" in e]
    areas = [(e["area"], _place(e)) for e in lines if "area" in e]
    starts = _starts(corpus)
    rows = [
        (row.requirement.kind, _row_place(row, starts, row.requirement.quote.span))
        for row in filed(corpus)
    ]
    tallies = []
    for kind in dict.fromkeys(kind for kind, _ in wanted):
        gold_places = [place for each, place in wanted if each == kind]
        within = [area for each, area in areas if each == kind]
        made = [p for each, p in rows if each == kind and any(a.shared(p) for a in within)]
        held = [p for p in gold_places if any(_covers(q, p) for q in made)]
        right = [q for q in made if any(_covers(q, p) or p.same(q) for p in gold_places)]
        tallies.append(Tally(kind, len(made), len(right), len(gold_places), len(held)))
    return tallies


def _covers(made: Place, gold: Place) -> bool:
    return gold.shared(made) >= LEAST_DUTY * (gold.end - gold.start)


def _tally(name: str, proposed: Sequence[Pair], wanted: Sequence[Pair]) -> Tally:
    right = [pair for pair in proposed if any(pair.same(other) for other in wanted)]
    found = [pair for pair in wanted if any(pair.same(other) for other in proposed)]
    return Tally(name, len(proposed), len(right), len(wanted), len(found))


def _of(stage: str, pairs: Iterable[Pair]) -> list[Pair]:
    return [pair for pair in pairs if pair.stage == stage]


def _proposed(corpus: Corpus, council: str) -> list[Pair]:
    starts = _starts(corpus)
    found = []
    for link in trace(corpus, council).links:
        target = link.target
        span = target.requirement.quote.span if isinstance(target, Filed) else target.span
        source = _row_place(link.source, starts, link.source.requirement.quote.span)
        found.append(Pair(link.stage, source, _row_place(target, starts, span)))
    return found


def _row_place(row: Filed | Reported, starts: dict[str, int], span: Span) -> Place:
    start = starts.get(row.entry.id, 0)
    name = PurePosixPath(row.entry.source).name
    return Place(name, span.start + start, span.end + start)


def _starts(corpus: Corpus) -> dict[str, int]:
    """Where each part of a pack begins in its file's text."""
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    parts = [entry for entry in corpus.documents() if entry.part_of]
    for entry in sorted(parts, key=lambda e: (e.part_of or "", e.part_number or 0)):
        whole = corpus.document(entry.part_of or "").text
        text = corpus.document(entry.id).text
        found = whole.find(text, ends.get(entry.part_of or "", 0))
        starts[entry.id] = max(0, found)
        ends[entry.part_of or ""] = max(0, found) + len(text)
    return starts


def _place(end: dict[str, Any]) -> Place:
    return Place(PurePosixPath(end["doc"]).name, end["start"], end["end"])


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
