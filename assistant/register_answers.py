"""Answers from the register of requirements: complete, counted, each row cited.

Rows stand under the document that they are of. Where a council has a notice, its rows are
listed and those of its other papers counted, each with its citations; a document that the
question names is the one that is listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from assistant.drafts import Draft
from assistant.evidence import missing_concepts
from assistant.library import Library
from assistant.questions import Question
from assistant.quoting import Line, Quotation, date_words, display, label, shortened, shown
from assistant.register_questions import BY_WHEN, Asked, asked_of, day_before, topic_of
from assistant.requirements_register import RequirementRow, last_day, of_library, spoken
from assistant.scoping import Scoped
from ingest.corpus import Entry
from ingest.deadlines import dates_in
from ingest.documents import RequirementKind

LISTED = 0.95  # how sure a register's answer is, on the development questions
FEW = 8  # rows up to which each is given at length
LONG, SHORT = 36, 14  # words of a row that are shown
KIND_WORDS: dict[RequirementKind, str] = {
    "notice_measure": "measures",
    "board": "on the board and its plan",
    "reporting": "on reporting",
    "review": "on reviews",
    "consequence": "on what follows from failure",
    "recommendation": "recommendations",
    "plan_action": "actions of a plan",
    "resolution": "resolutions",
}
MOST_DUE = 2  # rows that one question on one deadline may mean
MOST_COUNCILS = 3  # with none named, so many are answered side by side


Dated: TypeAlias = tuple[RequirementRow, str]
"""A row and one of its deadline's dates."""


def registered(question: Question, scoped: Scoped, library: Library) -> Draft | None:
    """The register's answer; None when the question is not one for it or nothing fits."""
    asked = asked_of(question)
    if asked is None:
        return None
    rows = _rows(asked, question, scoped, library)
    if not rows or (
        not question.councils and len({r.entry.councils for r in rows}) > MOST_COUNCILS
    ):
        return None
    main, others = _parted(question, rows)
    if asked.sought == "deadlines":
        return _deadlines(asked, main, others)
    if asked.sought == "targets":
        return _targets(main)
    return _requirements(asked, main, others)


def due_of(question: Question, scoped: Scoped, library: Library) -> Draft | None:
    """By when one thing is due, where the passages did not say: rows that speak of all asked of.

    None where the question is not of that kind, no row does, or more than a few do.
    """
    if not question.councils or not BY_WHEN.search(question.text):
        return None
    asked = Asked("deadlines", "deadline", topic=topic_of(question))
    rows = _rows(asked, question, scoped, library) if len(asked.topic) > 1 else []
    papers = _by_document(rows)
    if not rows or len(rows) > MOST_DUE or len(papers) > 1:
        return None
    lines = [Line(_due_words(row), (_quotation(row),), "term") for row in rows]
    lines = [Line(f"{label(papers[0][0])}:", (), "lead"), *lines, *_reckonings(rows)]
    return Draft(tuple(lines), confidence=LISTED)


def _due_words(row: RequirementRow) -> str:
    dates = row.requirement.deadline.dates
    if not dates:
        return _undated_words(row)
    words = [f"**{date_words(date)}** (“{_words_of_date(row, date)}”)" for date in dates]
    return f"{'; '.join(words)} – {_who(row)}“{_begun(row, LONG)}”"


def _rows(
    asked: Asked, question: Question, scoped: Scoped, library: Library
) -> list[RequirementRow]:
    """The rows of the scope that are asked about, by document and place."""
    own = scoped.ids - scoped.topical
    rows = [row for row in of_library(library) if row.entry.id in own]
    rows = [row for row in rows if not asked.kinds or row.requirement.kind in asked.kinds]
    if asked.holder:
        rows = [row for row in rows if row.requirement.duty_holder == asked.holder]
    if asked.sought == "deadlines":
        rows = [row for row in rows if row.requirement.deadline.kind != "none"]
    if asked.sought == "targets":
        rows = [row for row in rows if row.requirement.measure is not None]
    if asked.topic:
        rows = [row for row in rows if not missing_concepts(asked.topic, _said(row))]
    return rows


def _said(row: RequirementRow) -> str:
    return f"{spoken(row.requirement)} {row.requirement.duty_holder}"


def _parted(
    question: Question, rows: Sequence[RequirementRow]
) -> tuple[list[RequirementRow], list[RequirementRow]]:
    """The rows to list, and those of other papers, to count."""
    kinds = set(question.kinds) or {"improvement_notice"}
    main = [row for row in rows if row.entry.kind in kinds]
    if not main:
        latest = max(rows, key=lambda row: row.entry.issued_on or "").entry.id
        main = [row for row in rows if row.entry.id == latest]
    kept = {row.entry.id for row in main}
    others = [] if question.kinds else [row for row in rows if row.entry.id not in kept]
    return main, others


# Lists of requirements


def _requirements(
    asked: Asked, main: Sequence[RequirementRow], others: Sequence[RequirementRow]
) -> Draft:
    lines: list[Line] = []
    size = LONG if len(main) <= FEW else SHORT
    for entry, rows in _by_document(main):
        lines.append(Line(f"{label(entry)}: **{_counted(len(rows), asked.noun)}**.", (), "lead"))
        if asked.count and len(rows) > FEW:
            lines += _by_kind(rows)
        else:
            lines += [Line(_row_words(row, size), (_quotation(row),), "term") for row in rows]
    for entry, rows in _by_document(others):
        said = f"Also {label(entry)}: {_counted(len(rows), 'requirement')}."
        lines.append(Line(said, tuple(_quotation(row) for row in rows), "said"))
    return Draft(tuple(lines), confidence=LISTED)


def _by_kind(rows: Sequence[RequirementRow]) -> list[Line]:
    """How many of each kind, or under each heading where all are of one kind."""
    kinds = {row.requirement.kind for row in rows}
    parts: dict[str, list[RequirementRow]] = {}
    for row in rows:
        name = KIND_WORDS[row.requirement.kind] if len(kinds) > 1 else row.requirement.topic
        parts.setdefault(shown(display(name)).rstrip(":"), []).append(row)
    return [
        Line(f"{name or 'other'}: {len(each)}", tuple(_quotation(row) for row in each), "term")
        for name, each in parts.items()
    ]


def _row_words(row: RequirementRow, size: int) -> str:
    each = row.requirement
    who = _who(row)
    named = f"{shown(each.label)} " if any(c.isalnum() for c in each.label) else ""
    return f"{named}{who}“{_begun(row, size)}”"


def _who(row: RequirementRow) -> str:
    """The holder in front of a row, where it is another than the council and not named there."""
    holder = row.requirement.duty_holder
    if holder in ("Council", "Not stated") or row.requirement.quote.text.startswith(holder):
        return ""
    return f"{shown(holder)}: "


def _begun(row: RequirementRow, size: int) -> str:
    """The first words of a row as printed, with a mark where they break off."""
    words = display(row.requirement.quote.text).split()
    return shown(" ".join(words[:size])) + (" …" if len(words) > size else "")


# Deadlines


def _deadlines(
    asked: Asked, main: Sequence[RequirementRow], others: Sequence[RequirementRow]
) -> Draft | None:
    """Every date that falls within what is asked, with the words and the rule it is read by."""
    dated = sorted(_within(asked, main), key=lambda one: (last_day(one[1]), one[1]))
    elsewhere = _within(asked, others)
    undated = [row for row in main if not row.requirement.deadline.dates]
    open_ended = not asked.before and not asked.after
    if not dated and not elsewhere and not (asked.passed or (undated and open_ended)):
        return None
    opening = _opening(asked, main, dated)
    if asked.only_next:
        dated, elsewhere = _next_of(dated, elsewhere)
    lines = [
        Line(_date_words(row, date, len(dated)), (_quotation(row),), "term") for row, date in dated
    ]
    if asked.passed and not dated:
        lines += _first_to_come(main)
    lines += _reckonings([row for row, _ in dated])
    lines += _without_date(undated, listed=open_ended)
    lines += [_elsewhere(entry, pairs) for entry, pairs in _pairs_by_document(elsewhere)]
    return Draft(tuple(lines), opening, confidence=LISTED)


def _first_to_come(rows: Sequence[RequirementRow]) -> list[Line]:
    """The earliest of the dates where none has passed: what the count rests on."""
    dates = [(row, date) for row in rows for date in row.requirement.deadline.dates]
    if not dates:
        return []
    row, date = min(dates, key=lambda one: last_day(one[1]))
    said = f"The first is {date_words(date)}: “{_begun(row, SHORT)}”"
    return [Line(said, (_quotation(row),), "said"), *_reckonings([row])]


def _next_of(dated: list[Dated], elsewhere: list[Dated]) -> tuple[list[Dated], list[Dated]]:
    """Of each, what falls on the first day that anything does."""
    first = min(last_day(date) for _, date in (*dated, *elsewhere))
    return (
        [one for one in dated if last_day(one[1]) == first],
        [one for one in elsewhere if last_day(one[1]) == first],
    )


def _without_date(rows: Sequence[RequirementRow], *, listed: bool) -> list[Line]:
    """The deadlines that no date can be worked out for: each, or how many."""
    if listed:
        return [Line(_undated_words(row), (_quotation(row),), "term") for row in rows]
    if not rows:
        return []
    has = "has" if len(rows) == 1 else "have"
    said = f"{_counted(len(rows), 'more deadline')} there {has} no date that can be worked out."
    return [Line(said, tuple(_quotation(row) for row in rows), "said")]


def _reckonings(rows: Sequence[RequirementRow]) -> list[Line]:
    """Each rule that a date was worked out by, once, with the date that it counts from."""
    rules: dict[tuple[str, str], RequirementRow] = {}
    for row in rows:
        deadline = row.requirement.deadline
        if deadline.kind == "relative" and deadline.rule:
            rules.setdefault((row.entry.id, deadline.rule), row)
    return [
        Line(f"How the date is reckoned: {_lowered(rule)}.", _issued(row), "said")
        for (_, rule), row in rules.items()
    ]


def _issued(row: RequirementRow) -> tuple[Quotation, ...]:
    """Where the row's document states its date; the row itself where it is not in the text."""
    issued = row.entry.issued
    if issued is None or issued.span is None:
        return (_quotation(row),)
    clause = row.library.clause_at(row.entry.id, issued.span.start)
    return (Quotation(row.entry.id, clause.id if clause else "", (issued.span,)),)


def _within(asked: Asked, rows: Sequence[RequirementRow]) -> list[Dated]:
    return [
        (row, date)
        for row in rows
        for date in row.requirement.deadline.dates
        if (asked.before is None or last_day(date) <= asked.before)
        and (asked.after is None or last_day(date) >= asked.after)
    ]


def _opening(asked: Asked, main: Sequence[RequirementRow], dated: Sequence[Dated]) -> str:
    """How many, of how many, of which paper, and how they are counted."""
    every = sum(len(row.requirement.deadline.dates) for row in main)
    papers = " and ".join(label(entry) for entry, _ in _by_document(main))
    months = any(len(date) == 7 for _, date in dated)
    rule = " A month counts to its last day." if months and asked.before else ""
    if asked.passed and not every:
        return f"No deadline in {papers} has a date that can be worked out."
    if asked.passed:
        met = " Whether they were met is another question."
        return (
            f"**{len(dated)} of {every}** dates set in {papers} had passed by "
            f"{date_words(asked.before)}.{rule}{met}"
        )
    if asked.only_next:
        return f"The next after {date_words(day_before(asked.after or ''))}:"
    if asked.before or asked.after:
        return f"{papers}: **{len(dated)} of {every}** dates fall {_span_words(asked)}.{rule}"
    undated = sum(not row.requirement.deadline.dates for row in main)
    more = f", and {_counted(undated, 'deadline')} without a date" if undated else ""
    return f"{papers}: **{_counted(every, 'date')}**{more}."


def _span_words(asked: Asked) -> str:
    if asked.before and asked.after:
        return f"from {date_words(asked.after)} to {date_words(asked.before)}"
    if asked.after:
        return f"on or after {date_words(asked.after)}"
    return f"on or before {date_words(asked.before)}"


def _date_words(row: RequirementRow, date: str, count: int) -> str:
    size = SHORT if count <= FEW else SHORT // 2
    said = _words_of_date(row, date)
    words = f" (“{said}”)" if said else ""
    return f"**{date_words(date)}**{words} – {_who(row)}“{_begun(row, size)}”"


def _words_of_date(row: RequirementRow, date: str) -> str:
    """The words that give the date: the deadline's own, or the item's that holds it."""
    each = row.requirement
    deadline = each.deadline
    words = deadline.words
    if words is None:
        return ""
    if deadline.kind in ("date", "month"):
        held = (words, *each.items)
        words = next((w for w in held if date in dict(dates_in(w.text, timed=True))), words)
    return shown(shortened(display(words.text), SHORT))


def _undated_words(row: RequirementRow) -> str:
    deadline = row.requirement.deadline
    words = shown(display(deadline.words.text)) if deadline.words else ""
    return f"no date (“{words}”; {_lowered(deadline.rule)}) – “{_begun(row, SHORT)}”"


def _elsewhere(entry: Entry, pairs: Sequence[Dated]) -> Line:
    days = sorted({date for _, date in pairs}, key=last_day)
    dates = ", ".join(date_words(day) for day in days)
    said = f"Also {label(entry)}: {_counted(len(pairs), 'date')} ({dates})."
    return Line(said, tuple(_quotation(row) for row, _ in pairs), "said")


# Targets


def _targets(main: Sequence[RequirementRow]) -> Draft:
    lines: list[Line] = []
    for entry, rows in _by_document(main):
        lines.append(
            Line(f"{label(entry)}: **{_counted(len(rows), 'measure')}** with targets.", (), "lead")
        )
        for row in rows:
            lines.append(Line(_target_words(row), _whole(row), "term"))
    return Draft(tuple(lines), confidence=LISTED)


def _target_words(row: RequirementRow) -> str:
    measure = row.requirement.measure
    if measure is None:
        return _begun(row, SHORT)
    targets = "; ".join(
        " ".join(filter(None, (
            f"**{shown(target.value)}**", target.by and f"by {date_words(target.by)}",
            target.basis and f"({shown(target.basis)})",
        )))
        for target in measure.targets
    )  # fmt: skip
    base = f" from {shown(measure.baseline)}" if measure.baseline else ""
    return f"{shown(measure.metric)}:{base} to {targets}"


def _whole(row: RequirementRow) -> tuple[Quotation, ...]:
    """The row and its items, which hold its targets."""
    items = tuple(
        Quotation(row.entry.id, row.requirement.clause_id, item.spans)
        for item in row.requirement.items
    )
    return (_quotation(row), *items)


# What they share


def _quotation(row: RequirementRow) -> Quotation:
    each = row.requirement
    return Quotation(row.entry.id, each.clause_id, each.quote.spans)


def _by_document(rows: Sequence[RequirementRow]) -> list[tuple[Entry, list[RequirementRow]]]:
    found: dict[str, list[RequirementRow]] = {}
    for row in rows:
        found.setdefault(row.entry.id, []).append(row)
    return [(each[0].entry, each) for each in found.values()]


def _pairs_by_document(
    pairs: Sequence[Dated],
) -> list[tuple[Entry, list[Dated]]]:
    found: dict[str, list[Dated]] = {}
    for row, date in pairs:
        found.setdefault(row.entry.id, []).append((row, date))
    return [(each[0][0].entry, each) for each in found.values()]


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _lowered(rule: str | None) -> str:
    said = (rule or "").rstrip(".")
    return said[:1].lower() + said[1:]
