"""Links from what was recommended to what came of it, proposed within one council.

recommendation -> notice measure -> plan action -> progress reported. Each proposal says
why (``because``) and how sure it is. Time runs one way: what answers a report or a notice
is not older than it, and progress is not older than what it is progress on. A plan that
is older than a notice may cover a measure all the same; then the link says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.linking.chaining import chained
from assistant.linking.likeness import Alike, Likeness, Rarity, Worded
from assistant.linking.link import Link
from assistant.linking.partners import best_partners, cites, only_asked, printed_id
from assistant.linking.progress import Reported
from assistant.linking.subjects import BODIES, subjects
from assistant.linking.surety import (
    OLDER,
    SUREST,
    Stage,
    after_years,
    because,
    in_time,
    likely,
    start,
    sure,
)
from assistant.registers.filed import Filed
from ingest.corpus import Entry
from ingest.documents import Passage
from ingest.encoder import Floats

# What a committee is asked to take note of is no duty that something could come of.
_ONLY_NOTED = re.compile(
    r"\b(?:asked|invited|requested|recommended)\s+to:?\s+(?:note|receive)\b|^\W*(?:to\s+)?note\b",
    re.I,
)
_IMPROVING = ("inspection_report", "improvement_notice", "improvement_plan")
LEAST = 0.4  # confidence of a proposal that is shown
BESIDE = 0.2  # of a report that is shown beside the links, and linked to nothing
LEAST_EVIDENCE = 3.0  # below which a pair is not looked at


@dataclass(frozen=True, slots=True)
class Wordings:
    """How rows and reports become words to compare: without the council's own name."""

    council: str
    vectors: Callable[[str, str, int], Floats | None]

    def of_row(self, row: Filed) -> Worded:
        requirement = row.requirement
        start = requirement.quote.span.start
        vector = self.vectors(row.entry.id, requirement.clause_id, start)
        # Its items speak of many things; a board's duty is the board's, whatever its words say.
        about = subjects(requirement.quote.text) | (subjects(requirement.duty_holder) & BODIES)
        return Worded(self._plain(row.words), requirement.topic, vector, about)

    def of_report(self, report: Reported) -> Worded:
        vector = self.vectors(report.entry.id, report.clause.id, report.span.start)
        words = " ".join((*report.beside, report.words))
        about = subjects(words) | (subjects(report.topic) & BODIES)
        return Worded(self._plain(words), report.topic, vector, about)

    def of_passage(self, passage: Passage) -> Worded:
        vector = self.vectors(passage.document_id, passage.clause_id, passage.span.start)
        return Worded(self._plain(passage.words), "", vector, subjects(passage.words))

    def _plain(self, words: str) -> str:
        return re.sub(rf"\b{re.escape(self.council)}(?:['’]s)?\b", " ", words, flags=re.I)


@dataclass(frozen=True, slots=True)
class Proposed:
    """The links within one council, by stage and in reading order of what they start from.

    ``beside`` are reports that are like some row, but not enough for a link, the likest first.
    """

    links: tuple[Link, ...]
    beside: tuple[Reported, ...]


def propose(
    rows: Sequence[Filed],
    reports: Sequence[Reported],
    wordings: Wordings,
    rarity: Rarity,
    named: Mapping[str, int],
) -> Proposed:
    """Compare what can answer what, and keep each row's best partners.

    ``named`` is the last year that each undated paper names, by its id.
    """
    kinds: dict[str, list[Filed]] = defaultdict(list)
    for row in rows:
        if not _ONLY_NOTED.search(row.requirement.quote.text):
            kinds[row.requirement.kind].append(row)
    recommended, measures = kinds["recommendation"], kinds["notice_measure"]
    actions = kinds["plan_action"]
    look = _Look(wordings, rarity, named)
    found = [
        *look.rows("recommendation->measure", recommended, measures),
        *look.rows("measure->action", measures, actions),
        *look.rows("recommendation->action", recommended, actions),
        *look.reports("action->progress", actions, reports),
        *look.reports("measure->progress", measures, reports),
        *look.reports("recommendation->progress", recommended, reports),
    ]
    found.extend(chained(found, named, LEAST))
    order = {row.id: place for place, row in enumerate(rows)}
    stages = {stage: place for place, stage in enumerate(Stage.__args__)}  # type: ignore[attr-defined]
    found.sort(key=lambda e: (stages[e.stage], order[e.source.id], -e.confidence))
    linked = {id(link.target) for link in found}
    near = sorted(look.nearest.items(), key=lambda each: -each[1])
    beside = (reports[place] for place, sure in near if sure >= BESIDE)
    return Proposed(tuple(found), tuple(each for each in beside if id(each) not in linked))


class _Look:
    """Compares two lists and keeps each row's best partners."""

    def __init__(self, wordings: Wordings, rarity: Rarity, named: Mapping[str, int]) -> None:
        self._wordings, self._rarity, self._named = wordings, rarity, named
        self._in_time: dict[tuple[str, str], bool] = {}
        self._reports: dict[int, Worded] = {}
        self.nearest: dict[int, float] = {}  # by the report's place: how like the likest row

    def rows(self, stage: Stage, ones: Sequence[Filed], others: Sequence[Filed]) -> list[Link]:
        near = Likeness(
            self._rarity,
            [self._wordings.of_row(one) for one in ones],
            [self._wordings.of_row(other) for other in others],
        ).pairs(LEAST_EVIDENCE, lambda i, j: self._may(stage, ones[i].entry, others[j].entry))
        return best_partners(
            link
            for i, j, alike in near
            if (link := self._row_link(stage, ones[i], others[j], alike)) is not None
        )

    def reports(
        self, stage: Stage, ones: Sequence[Filed], reports: Sequence[Reported]
    ) -> list[Link]:
        papers = {each.entry.id: each.entry for each in reports}
        before = {one.entry.id: one.entry for one in ones}.values()
        late = {id_ for id_, e in papers.items() if any(self._may(stage, b, e) for b in before)}
        places = [place for place, each in enumerate(reports) if each.entry.id in late]
        found = [reports[place] for place in places]
        near = Likeness(
            self._rarity,
            [self._wordings.of_row(one) for one in ones],
            [self._worded(reports, place) for place in places],
        ).pairs(LEAST_EVIDENCE, lambda i, j: self._may(stage, ones[i].entry, found[j].entry))
        for i, j, alike in near:
            if (
                ones[i].entry.kind in _IMPROVING
                and not found[j].finding
                and in_time(ones[i].entry, found[j].entry, self._named)[0]
            ):
                self.nearest[places[j]] = max(likely(alike), self.nearest.get(places[j], 0.0))
        return best_partners(
            link
            for i, j, alike in near
            if (link := self._progress_link(stage, ones[i], found[j], alike)) is not None
        )

    def _worded(self, reports: Sequence[Reported], place: int) -> Worded:
        """A report as words: the same at every stage."""
        known = self._reports.get(place)
        if known is None:
            known = self._reports[place] = self._wordings.of_report(reports[place])
        return known

    def _may(self, stage: Stage, one: Entry, other: Entry) -> bool:
        """Whether time lets the second paper answer the first at all; a paper may report on
        itself, and an older plan cover a measure."""
        key = (one.id, other.id)
        known = self._in_time.get(key)
        if known is None:
            known = self._in_time[key] = in_time(one, other, self._named)[0] > 0.0
        return known or one.id == other.id or stage == "measure->action"

    def _row_link(self, stage: Stage, one: Filed, other: Filed, alike: Alike) -> Link | None:
        """Two rows as a link, None where time or likeness speaks against it."""
        if one.entry.id == other.entry.id:
            return None
        share, remark = in_time(one.entry, other.entry, self._named)
        if share == 0.0 and stage == "measure->action":
            share, remark = OLDER, "the plan is older than the notice"
        printed = printed_id(one, other)
        confidence = share * sure(alike, bool(printed), start(stage, other.entry))
        if confidence < LEAST:
            return None
        return Link(
            stage, one, other, min(SUREST, round(confidence, 2)), because(alike, printed, remark)
        )

    def _progress_link(
        self, stage: Stage, one: Filed, report: Reported, alike: Alike
    ) -> Link | None:
        if one.entry.id == report.entry.id:
            if one.requirement.clause_id == report.clause.id and report.beside:
                return Link(stage, one, report, 0.95, "the same row of the plan says it")
            return None
        if only_asked(one, report):
            return None
        share, remark = in_time(one.entry, report.entry, self._named)
        late, ago = after_years(one.entry, report.entry)
        share, remark = share * late, ago or remark
        label = one.requirement.label.strip(" .:()")
        printed = f"names {label}" if cites(report.words, label) else ""
        confidence = share * sure(alike, bool(printed), start(stage, report.entry))
        if confidence < LEAST:
            return None
        return Link(
            stage, one, report, min(SUREST, round(confidence, 2)), because(alike, printed, remark)
        )
