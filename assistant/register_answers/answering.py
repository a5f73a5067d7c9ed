"""Answers from the register of requirements: complete, counted, each row cited.

Rows stand under the document that they are of. Where a council has a notice, its rows are
listed and those of its other papers counted, each with its citations; a document that the
question names is the one that is listed. Councils that are compared stand one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.drafts import Draft
from assistant.answer.quoting import Line, label
from assistant.evidence.library import Library
from assistant.question.nouns import Question
from assistant.question.scoping import Scoped
from assistant.register_answers.asked import BY_WHEN, Asked, asked_of, topic_of
from assistant.register_answers.committees import committee_told
from assistant.register_answers.councils import councils_told
from assistant.register_answers.deadlines import deadline_words, deadlines_told, reckonings
from assistant.register_answers.failure import failure_told
from assistant.register_answers.lists import requirements_told
from assistant.register_answers.outcomes import outcomes_told
from assistant.register_answers.targets import targets_told
from assistant.register_answers.watchers import watchers_told, watches
from assistant.register_answers.wording import LISTED, by_document, quotation_of
from assistant.registers.requirements import RequirementRow
from assistant.registers.shelf import Due, shelf_of

MOST_DUE = 2  # rows that one question on one deadline may mean
MOST_COMPARED = 2  # rows of a council that may be about one thing
MOST_COUNCILS = 3  # with none named, so many are answered side by side


def registered(question: Question, scoped: Scoped, library: Library) -> Draft | None:
    """The register's answer; None when the question is not one for it or nothing fits."""
    asked = asked_of(question)
    if asked is None:
        return committee_told(question, scoped, library)
    rows = _rows(asked, scoped, library)
    if not rows:
        return None
    if asked.of_councils:
        return councils_told(asked, rows)
    if asked.sought == "outcomes":
        return outcomes_told(asked, question, rows, library)
    if len(question.councils) > 1:
        return None if _one_thing(asked, rows) else _side_by_side(asked, question, rows)
    if not question.councils and len({row.entry.councils for row in rows}) > MOST_COUNCILS:
        kinds = set(question.kinds)
        rows = [row for row in rows if not kinds or row.entry.kind in kinds]
        return None if asked.topic else councils_told(asked, rows)
    return _told(asked, question, rows)


def due_of(question: Question, scoped: Scoped, library: Library) -> Draft | None:
    """By when one thing is due, where the passages did not say: rows that speak of all asked of.

    None where the question is not of that kind, no row does, or more than a few do.
    """
    if not question.councils or not BY_WHEN.search(question.text):
        return None
    asked = Asked("deadlines", "deadline", topic=topic_of(question))
    rows = _rows(asked, scoped, library) if len(asked.topic) > 1 else []
    papers = by_document(rows)
    if not rows or len(rows) > MOST_DUE or len(papers) > 1:
        return None
    lines = [Line(deadline_words(row), (quotation_of(row),), "term") for row in rows]
    lines = [Line(f"{label(papers[0][0])}:", (), "lead"), *lines, *reckonings(rows)]
    return Draft(tuple(lines), confidence=LISTED)


def _told(asked: Asked, question: Question, rows: Sequence[RequirementRow]) -> Draft | None:
    """The rows of one council, or of the few that have any, as the question wants them."""
    if asked.sought == "consequences":
        return failure_told(rows)
    main, others = _parted(question, rows)
    if asked.sought == "watchers":
        return watchers_told(main, others)
    if asked.sought == "deadlines":
        return deadlines_told(asked, main, others)
    if asked.sought == "targets":
        return targets_told(main)
    return requirements_told(asked, main, others)


def _one_thing(asked: Asked, rows: Sequence[RequirementRow]) -> bool:
    """Whether a few rows on one thing are compared, with their points: passages tell them whole."""
    few = len(rows) <= MOST_COMPARED * len({row.entry.councils for row in rows})
    return bool(
        asked.topic and not asked.count and few and any(row.requirement.items for row in rows)
    )


def _side_by_side(asked: Asked, question: Question, rows: Sequence[RequirementRow]) -> Draft | None:
    """Each council's answer under the one before; what one lacks is said of it."""
    lines: list[Line] = []
    silent: list[Line] = []
    for name in question.councils:
        own = [row for row in rows if name in row.entry.councils]
        made = _told(asked, question, own) if own else None
        if made is None:
            silent.append(Line(f"{name}: its papers here set none.", (), "said"))
            continue
        if made.opening:
            lines.append(Line(made.opening, (), "lead"))
        lines += made.lines
    if not lines or (silent and asked.topic):
        return None
    status = "partial" if silent else "answered"
    return Draft((*lines, *silent), status=status, confidence=LISTED)  # type: ignore[arg-type]


def _rows(asked: Asked, scoped: Scoped, library: Library) -> list[RequirementRow]:
    """The rows of the scope that are asked about, by council, day and place."""
    own = [entry for entry in scoped.documents if entry.id not in scoped.topical]
    own.sort(key=lambda entry: ("".join(entry.councils[:1]), entry.issued_on or ""))
    rows = shelf_of(library).speaking(own, asked.topic, library, _due(asked))
    return [row for row in rows if _is_asked(asked, row)]


def _due(asked: Asked) -> Due | None:
    """Which rows' deadlines count: of one council all, so that it can be said of how many."""
    if asked.sought != "deadlines":
        return None
    return Due(asked.after, asked.before) if asked.of_councils else Due()


def _is_asked(asked: Asked, row: RequirementRow) -> bool:
    each = row.requirement
    if asked.kinds and each.kind not in asked.kinds:
        return False
    if asked.holder and each.duty_holder != asked.holder:
        return False
    if asked.sought == "watchers":
        return watches(row)
    return asked.sought != "targets" or each.measure is not None


def _parted(
    question: Question, rows: Sequence[RequirementRow]
) -> tuple[list[RequirementRow], list[RequirementRow]]:
    """The rows to list, and those of other papers, to count."""
    main = [row for row in rows if row.entry.kind in question.kinds]
    main = main or [row for row in rows if row.entry.kind == "improvement_notice"]
    if not main:
        latest = max(rows, key=lambda row: row.entry.issued_on or "").entry.id
        main = [row for row in rows if row.entry.id == latest]
    kept = {row.entry.id for row in main}
    named = any(row.entry.kind in question.kinds for row in main)
    others = [] if named else [row for row in rows if row.entry.id not in kept]
    return main, others
