"""What was found -> a draft: several parts, a list, facts, a question back, or no answer."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.bearing import borne
from assistant.answer.comparing import SIDE_WORDS, council_groups
from assistant.answer.composing import fact_lines, fact_words
from assistant.answer.deciding import Decision, decide
from assistant.answer.drafts import Draft
from assistant.answer.printed_lists import list_lines, lists_lines, whole_lines
from assistant.answer.quoting import Line, label
from assistant.answer.reckoning import deadline_line
from assistant.evidence.contents import told_leads
from assistant.evidence.duties_asked import found_only
from assistant.evidence.facts import Excerpt, excerpt, excerpts
from assistant.evidence.joining import about_name, part_excerpts
from assistant.evidence.library import Library
from assistant.evidence.lists import SHORT_LIST, answering_lists, lead_words, listing_under
from assistant.evidence.passages import Evidence
from assistant.question.nouns import Question
from assistant.question.scoping import Scoped

# Chosen on the development questions (docs/evaluation.md).
LISTS_FROM = 0.2  # confidence from which an answer of several parts is looked for
MOST_GROUPS = 3  # councils answered side by side; more are a question back
MOST_OPTIONS = 8  # councils offered in a question back
# Kinds of paper that every council may have, so that an answer from one is that one's alone.
_EVERY_COUNCILS = frozenset(
    {"improvement_notice", "inspection_report", "thresholds_guidance", "improvement_plan"}
)
NEXT, CLOSE = 4, 0.8  # excerpts looked at where the best is barred, of this share of its score
NEAREST = 3  # excerpts shown where there is no answer


def answered(
    question: Question,
    parts: Sequence[Question],
    scoped: Scoped,
    found: Sequence[Evidence],
    library: Library,
) -> Draft:
    """The answer to a question from what was found for it, or why there is none.

    ``parts`` are the questions that it joins, none when it is a single one.
    """
    ranked = excerpts(question, found, library, fact_words(question))
    decision = decide(question, ranked)
    if decision.of_another:
        ranked, decision = _next_best(question, ranked, decision)
    if ranked and decision.confidence > LISTS_FROM and not decision.barred:
        lines = (
            _contents(question, scoped, found, library)
            or _several(question, parts, found, library)
            or _lists(question, found, ranked, decision, library)
        )
        if lines:
            reckoned = deadline_line(question, ranked[0], library)
            lines = (*lines, reckoned) if reckoned else lines
            opening = _whose(question, scoped, lines)
            return Draft(borne(lines, library), opening, confidence=decision.confidence)
    if not decision.answers:
        return _not_said(question, ranked, decision)
    groups = _groups(question, scoped, ranked, found, library)
    if len(groups) == 1 and groups[0][0] is not ranked[0]:
        decision = decide(question, groups[0])  # it goes before the one that was judged
        if not decision.answers:
            return _not_said(question, groups[0], decision)
    if len(groups) > MOST_GROUPS:
        return _which_council(question, groups)
    if len(groups) > 1:
        words = SIDE_WORDS[len(groups)]
        best = (excerpt(question, each[0].evidence, library, words) for each in groups)
        lines = tuple(line for each in best for line in whole_lines(question, each, library))
    else:
        lines = fact_lines(question, groups[0], library)
    opening = _whose(question, scoped, lines)
    return Draft(borne(lines, library), opening, confidence=decision.confidence)


def _next_best(
    question: Question, ranked: list[Excerpt], barred: Decision
) -> tuple[list[Excerpt], Decision]:
    """Where the best excerpt is on another body or thing: one right behind it that answers."""
    for at in range(1, min(NEXT, len(ranked))):
        if ranked[at].score < CLOSE * ranked[0].score:
            break
        decision = decide(question, ranked[at:])
        if decision.answers:
            return ranked[at:], decision
    return ranked, barred


def _groups(
    question: Question,
    scoped: Scoped,
    ranked: list[Excerpt],
    found: Sequence[Evidence],
    library: Library,
) -> list[list[Excerpt]]:
    """The excerpts of each council that answers; with none named, of all that was found.

    The best passages may crowd out what another council's paper says in as many words.
    """
    if len(scoped.scope.councils) == 1:
        return [ranked]
    wide = excerpts(question, found, library, fact_words(question), len(found))
    best = ranked[0]
    others = (e for e in wide if e.evidence.passage.id != best.evidence.passage.id)
    return council_groups(question, [best, *others])


def _whose(question: Question, scoped: Scoped, lines: Sequence[Line]) -> str:
    """Says whose paper answers, where no council is named and others have such a paper too."""
    if question.councils or scoped.scope.councils:
        return ""
    entries = {entry.id: entry for entry in scoped.documents}
    used = [entries[each.document_id] for line in lines for each in line.quotations]
    named = {entry.councils for entry in used}
    if len(named) != 1 or not used[0].councils or used[0].kind not in _EVERY_COUNCILS:
        return ""
    own = used[0]
    others = (e for e in scoped.documents if e.kind == own.kind and e.councils != own.councils)
    if next(others, None) is None:
        return ""
    return f"You named no council; this is from {' and '.join(own.councils)}."


def _several(
    question: Question, parts: Sequence[Question], found: Sequence[Evidence], library: Library
) -> tuple[Line, ...]:
    """A line for each clause on one name, or for each part of a joined question."""
    shown = about_name(question, found, library)
    if len(shown) < 2:
        shown = part_excerpts(question, parts, found, library)
        # Parts that different councils answer make no answer together.
        if len({each.evidence.entry.councils for each in shown}) != 1:
            return ()
    if len(shown) < 2:
        return ()
    return tuple(line for each in shown for line in whole_lines(question, each, library))


def _contents(
    question: Question, scoped: Scoped, found: Sequence[Evidence], library: Library
) -> tuple[Line, ...]:
    """With no council named: each notice's list of what the subject must hold, and one other's.

    A notice makes duties for its own council alone, and says them in the middle of others.
    """
    if question.councils:
        return ()
    notices = [entry for entry in scoped.documents if entry.kind == "improvement_notice"]
    made = [
        listing_under(question, entry, clause, library)
        for entry, clause in told_leads(question, notices, library)
    ]
    own = [each for each in made if each is not None]
    if not own or len({each.entry.councils for each in own}) > MOST_GROUPS:
        return ()
    others = [each.entry for each in found if not each.entry.councils]
    leads = told_leads(question, dict.fromkeys(others), library)
    beside = (listing_under(question, entry, clause, library) for entry, clause in leads)
    national = next((each for each in beside if each and each.size <= SHORT_LIST), None)
    given = [*own, national] if national else own
    return tuple(line for each in given for line in list_lines(question, each, library))


def _lists(
    question: Question,
    found: Sequence[Evidence],
    ranked: Sequence[Excerpt],
    decision: Decision,
    library: Library,
) -> tuple[Line, ...]:
    if "council" in question.wants and not ranked[0].held:
        return ()  # which council it is, is told by no list of anything else
    listed = [
        each
        for each in answering_lists(question, found, ranked[0], library, sure=decision.answers)
        if not found_only(question, each.entry.kind, *lead_words(each, library))
    ]
    return lists_lines(question, listed, ranked, library) if listed else ()


def _not_said(question: Question, ranked: Sequence[Excerpt], decision: Decision) -> Draft:
    """That the documents do not say, with the nearest of what they do say."""
    where = " and ".join(question.councils)
    said = f"The documents{f' on {where}' if where else ''} do not say."
    if ranked:
        said += f" The nearest passage is in {label(ranked[0].evidence.entry)}."
    return Draft(
        status="not_found",
        said=said,
        confidence=decision.confidence,
        reasons=decision.reasons,
        nearest=tuple(ranked[:NEAREST]),
    )


def _which_council(question: Question, groups: Sequence[Sequence[Excerpt]]) -> Draft:
    """Several councils could be meant: offers the same question for each."""
    found = [group[0].evidence.entry.councils for group in groups]
    names = [councils[0] for councils in found if councils]
    asked = question.text.rstrip(" ?")
    return Draft(
        status="clarify",
        said=(
            f"Which council do you mean? The documents of {len(names)} councils could answer that."
        ),
        options=tuple(f"{asked} in {name}?" for name in names[:MOST_OPTIONS]),
    )
