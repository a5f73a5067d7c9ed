"""Links that follow from two others: what answers the same recommendation answers each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from assistant.answer.quoting import display
from assistant.linking.link import Link
from assistant.linking.surety import OLDER, Stage, in_time
from assistant.registers.filed import Filed

FOLLOWS = 0.95  # of both links' confidence together
SURE_ENOUGH = 0.5  # each of the two must be
_WORDS = 6  # of the recommendation in the reason
# Two links from one recommendation, and the one that follows between their far ends.
_RULES: tuple[tuple[Stage, Stage, Stage], ...] = (
    ("recommendation->action", "recommendation->progress", "action->progress"),
    ("recommendation->measure", "recommendation->action", "measure->action"),
    ("recommendation->measure", "recommendation->progress", "measure->progress"),
)


def chained(links: Sequence[Link], named: Mapping[str, int], least: float) -> Iterator[Link]:
    """The links that follow, where none is proposed yet; ``named`` as for ``in_time``."""
    by_source: dict[tuple[str, Stage], list[Link]] = defaultdict(list)
    for link in links:
        if link.confidence >= SURE_ENOUGH:
            by_source[link.source.id, link.stage].append(link)
    known = {link.id for link in links}
    for first_stage, second_stage, stage in _RULES:
        for (source, each), firsts in list(by_source.items()):
            if each != first_stage:
                continue
            for first in firsts:
                for second in by_source.get((source, second_stage), ()):
                    made = _following(first, second, stage, named)
                    if made is not None and made.confidence >= least and made.id not in known:
                        known.add(made.id)
                        yield made


def _following(first: Link, second: Link, stage: Stage, named: Mapping[str, int]) -> Link | None:
    if not isinstance(first.target, Filed):
        return None
    share, remark = in_time(first.target.entry, second.target.entry, named)
    if share == 0.0 and stage == "measure->action":
        share, remark = OLDER, "the plan is older than the notice"
    confidence = round(FOLLOWS * share * first.confidence * second.confidence, 2)
    words = " ".join(display(first.source.requirement.quote.text).split()[:_WORDS])
    because = f"both answer the recommendation “{words} …”"
    if remark:
        because = f"{because}; {remark}"
    return Link(stage, first.target, second.target, confidence, because)
