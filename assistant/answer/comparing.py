"""Comparison: the question asked of each side apart, so that none answers for another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.bearing import borne
from assistant.answer.composing import excerpt_line, says_the_same
from assistant.answer.deciding import decide
from assistant.answer.drafts import Draft, unanswered
from assistant.answer.printed_lists import whole_lines
from assistant.answer.quoting import Line
from assistant.answers import Status
from assistant.evidence.facts import STATED, Excerpt, excerpts
from assistant.evidence.library import Library
from assistant.evidence.passages import Evidence, missing_concepts, pairs
from assistant.question.nouns import Question
from assistant.question.scoping import Scoped, years_of
from assistant.question.vocabulary import fold
from assistant.question.wants import typed
from ingest.corpus import Entry

# Chosen on the development questions (docs/evaluation.md).
SIDE_WORDS = {2: 45, 3: 40}  # of each side of a comparison, by how many sides;
FEWEST_WORDS = 40  # ... and of more
MORE_WORDS = 12  # that a side may have for a second excerpt,
SECOND = 0.85  # ... which scores this share of the first,
SECONDS = 6  # ... among so many
SIDES_FROM = 0.15  # confidence from which a side is shown
MENTIONED = 0.7  # share of the heaviest concept's weight from which one must be mentioned
MOST_SIDES = 8  # councils that one question may go through
# When the documents of another council answer about as well as the best: at this share of its
# score; or at this share, while covering this much of the question and of what the best does.
NEAR = 0.93
NEAR_COVERING, FULL, NEARLY = 0.6, 0.75, 0.88
# A council's document goes before a national one that covers this much less of the question.
FULLER, NEAR_COVERING_NATIONAL = 0.1, 0.85

_KINDS_COMPARED = frozenset(
    {
        "improvement_notice",
        "bulletin",
        "inspection_report",
        "improvement_plan",
        "thresholds_guidance",
        "scorecard",
    }
)
_CHANGE = re.compile(r"\b(?:chang\w+|differ\w*|new|updat\w+|amend\w+|revis\w+)\b", re.I)
_APART = re.compile(
    r"\b(?:both|either|compar\w+|differ\w*|same|than|versus|vs|between|which)\b", re.I
)
_MENTION = re.compile(r"\b(?:refer|refers|mention|mentions|cite|cites|name|names)\b", re.I)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: its name, what is asked of it and what was found for that.

    ``held``: whether any of its documents may be searched at all.
    """

    name: str
    question: Question
    found: Sequence[Evidence]
    held: bool = True


def compared(question: Question, asked: Sequence[Side], library: Library) -> Draft:
    """A line for each side, those that say nothing last; partial when there are any."""
    words = SIDE_WORDS.get(len(asked), FEWEST_WORDS)
    lines: list[Line] = []
    silent: list[Line] = []
    confidence: list[float] = []
    every = [excerpts(side.question, side.found, library, words) for side in asked]
    for side, ranked in zip(asked, _changed(question, every), strict=True):
        decision = decide(side.question, ranked)
        confidence.append(decision.confidence)
        if decision.confidence >= SIDES_FROM and _speaks(side.question, ranked[0]):
            lines.extend(_side_lines(side.question, ranked, words, library))
        else:
            why = "the documents do not say" if side.held else "no document of it may be searched"
            silent.append(Line(f"{side.name}: {why}.", (), "said"))
    if not lines:
        return unanswered("The documents do not say.")
    status: Status = "partial" if silent else "answered"
    return Draft(borne((*lines, *silent), library), status=status, confidence=min(confidence))


def _changed(question: Question, every: Sequence[list[Excerpt]]) -> list[list[Excerpt]]:
    """Where a change is asked for: without what both sides say word for word, if more is left."""
    if len(every) != 2 or not _CHANGE.search(question.text):
        return list(every)
    said = [{fold(each.span_words) for each in ranked} for ranked in every]
    kept = [[e for e in ranked if fold(e.span_words) not in said[0] & said[1]] for ranked in every]
    return kept if all(kept) else list(every)


def _side_lines(
    question: Question, ranked: Sequence[Excerpt], words: int, library: Library
) -> tuple[Line, ...]:
    """The best excerpt of a side; a short one brings the next that says something else."""
    lines = whole_lines(question, ranked[0], library, words)
    told = typed(question) and ranked[0].near  # what is asked for stands before the colon
    if len(lines) == 1 and _leads_on(ranked[0]) and not told:
        ranked = [each for each in ranked if not _leads_on(each)] or ranked
        lines = whole_lines(question, ranked[0], library, words)
    if len(lines) > 1 or lines[0].role != "quote":
        return lines
    left = words + MORE_WORDS - len(ranked[0].span_words.split())
    for other in ranked[1:SECONDS]:
        fits = len(other.span_words.split()) <= left and other.clause.kind != "row"
        good = other.score >= SECOND * ranked[0].score and other.held >= ranked[0].held
        if fits and good and not _leads_on(other) and not says_the_same(other, ranked[0]):
            more = excerpt_line(question, other, library, words)
            return (replace(lines[0], quotations=(*lines[0].quotations, *more.quotations)),)
    return lines


def _leads_on(excerpt: Excerpt) -> bool:
    """Whether it breaks off where it would say something."""
    return excerpt.span_words.rstrip().endswith(":")


def _speaks(question: Question, excerpt: Excerpt) -> bool:
    """Whether a side says what is asked: for "which of them mention X", X must stand there."""
    if not _MENTION.search(question.text):
        return True
    told = [
        c for c in question.concepts if not _MENTION.match(c.surface) and not c.surface.isdigit()
    ]
    heaviest = max((concept.weight for concept in told), default=0.0)
    absent = missing_concepts(told, excerpt.clause_words)
    return all(concept.weight < MENTIONED * heaviest for concept in absent)


def sides(question: Question, scoped: Scoped) -> list[tuple[str, Scoped]]:
    """The sides that a question compares: councils, else years, else kinds of document.

    Empty when it names no two of any of them.
    """
    own = [entry for entry in scoped.documents if entry.id not in scoped.topical]
    return (
        _everywhere(question, scoped, own)
        or _councils(question, scoped, own)
        or _titled(question, scoped, own)
        or _years(question, scoped, own)
        or _kinds(question, scoped, own)
    )


def _everywhere(question: Question, scoped: Scoped, own: list[Entry]) -> list[tuple[str, Scoped]]:
    """ "each of the notices": every council that has a document of the kind named."""
    if not question.everywhere or not question.kinds:
        return []
    of_kind = [entry for entry in own if entry.kind in question.kinds[:1]]
    names = sorted({name for entry in of_kind for name in entry.councils})
    if not 1 < len(names) <= MOST_SIDES:
        return []
    return [(name, _part(scoped, [e for e in of_kind if name in e.councils])) for name in names]


def _councils(question: Question, scoped: Scoped, own: list[Entry]) -> list[tuple[str, Scoped]]:
    if len(question.councils) < 2 or _joint(question, own):
        return []
    return [(name, _of_council(name, scoped, own)) for name in question.councils]


def _joint(question: Question, own: list[Entry]) -> bool:
    """Whether two councils are named as one, as papers of theirs do ("the Kelder and Fernshire
    joint committee"), or the second only as what the first has to do with."""
    if len(question.councils) != 2 or _APART.search(question.text):
        return False
    one, other = (re.escape(name) for name in question.councils)
    of, to = r"(?:['’]?s)?(?: [\w-]+){1,4}", r"(?:with|from|by)"
    related = rf"\b(?:{one}{of} {to} {other}|{other}{of} {to} {one})\b"
    if re.search(related, question.text, re.I):
        return True
    named = re.compile(rf"\b{one} (?:and|&) {other}\b|\b{other} (?:and|&) {one}\b", re.I)
    return bool(named.search(question.text)) and any(named.search(e.title) for e in own)


def _of_council(name: str, scoped: Scoped, own: list[Entry]) -> Scoped:
    """One council's documents, and others' that name it: of these only its own table rows serve."""
    mine = [entry for entry in own if name in entry.councils]
    others = [e for e in scoped.documents if name not in e.councils and name in e.mentions]
    part = _part(scoped, [*mine, *others])
    scope = replace(part.scope, councils=(name,))
    return replace(part, scope=scope, topical=frozenset(entry.id for entry in others))


def _titled(question: Question, scoped: Scoped, own: list[Entry]) -> list[tuple[str, Scoped]]:
    """One council's documents beside a document named by its title."""
    titled = [entry for entry in own if entry.id in question.titled]
    if not titled or not question.councils:
        return []
    council = question.councils[0]
    mine = [entry for entry in own if council in entry.councils]
    return [(council, _part(scoped, mine)), (titled[0].title, _part(scoped, titled))]


def _years(question: Question, scoped: Scoped, own: list[Entry]) -> list[tuple[str, Scoped]]:
    if len(question.years) < 2 or question.intent != "compare":
        return []
    years = [
        (str(year), _part(scoped, [e for e in own if year in years_of(e)]))
        for year in question.years
    ]
    return years if sum(1 for _, part in years if part.documents) > 1 else []


def _kinds(question: Question, scoped: Scoped, own: list[Entry]) -> list[tuple[str, Scoped]]:
    kinds = [kind for kind in question.kinds if kind in _KINDS_COMPARED]
    if len(kinds) < 2:
        return []
    parts = [
        (kind.replace("_", " "), _part(scoped, [e for e in own if e.kind == kind]))
        for kind in kinds
    ]
    return [part for part in parts if part[1].documents]


def _part(scoped: Scoped, documents: list[Entry]) -> Scoped:
    names = tuple(sorted({name for entry in documents for name in entry.councils}))
    scope = replace(scoped.scope, councils=names or scoped.scope.councils)
    return Scoped(tuple(documents), scope, scoped.priors)


def council_groups(question: Question, ranked: Sequence[Excerpt]) -> list[list[Excerpt]]:
    """With no council named: the excerpts of each set of councils that answers about as well.

    National documents answer alone when they are best, unless a council's covers more of the
    question; the best group comes first.
    """
    groups: dict[tuple[str, ...], list[Excerpt]] = {}
    for excerpt in ranked:
        groups.setdefault(tuple(excerpt.evidence.entry.councils), []).append(excerpt)
    best = ranked[0]
    near = []
    if not best.evidence.entry.councils:
        least = best.covered + FULLER
        fuller = [
            each
            for each in ranked
            if each.evidence.entry.councils and each.covered >= least and each.held >= best.held
        ]
        if not fuller or fuller[0].score < NEAR_COVERING_NATIONAL * best.score:
            return [groups[()]]
        best = fuller[0]
    for key, group in groups.items():
        good = [
            e for e in group if _as_good(question, e, best) and _names_things(question, e, best)
        ]
        if key and good:
            near.append([good[0], *(excerpt for excerpt in group if excerpt is not good[0])])
    return sorted(near, key=lambda group: -group[0].score)


def _names_things(question: Question, excerpt: Excerpt, best: Excerpt) -> bool:
    """It has the question's words side by side where the best one has: "improvement board"."""
    asked = pairs(question.plain)
    shared = [asked & pairs(each.clause_words) for each in (excerpt, best)]
    return bool(shared[0]) or not shared[1]


def _as_good(question: Question, excerpt: Excerpt, best: Excerpt) -> bool:
    """It scores nearly as well, or holds nearly all of the question as the best one does."""
    if excerpt.held < best.held or (excerpt.near < STATED <= best.near):
        return False
    kinds = (excerpt.evidence.entry.kind, best.evidence.entry.kind)
    if not question.about_inspection and kinds[0] == "inspection_report" != kinds[1]:
        return excerpt.score >= best.score  # what was found somewhere is no rule of practice there
    if excerpt.score >= NEAR * best.score:
        return True
    return (
        excerpt.covered >= FULL
        and excerpt.covered >= NEARLY * best.covered
        and excerpt.score >= NEAR_COVERING * best.score
    )
