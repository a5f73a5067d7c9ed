"""The register of what must be done: every row with the words that bear it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.answer.quoting import display, make_citation
from assistant.answers import Citation
from assistant.evidence.library import Library
from assistant.periods import last_day
from assistant.question.vocabulary import content_stems
from assistant.registers.confirmations import Confirmation, said_json
from ingest.corpus import Corpus, Entry
from ingest.documents import Deadline, Measure, Recurrence, Requirement, RequirementKind


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """One requirement and its document; its citation is cut when it is asked for."""

    requirement: Requirement
    entry: Entry
    library: Library
    confirmed: Confirmation | None = None
    deadline_confirmed: Confirmation | None = None

    @property
    def citation(self) -> Citation:
        """Where the row stands: from the first to the last of its words."""
        row, entries = self.requirement, {self.entry.id: self.entry}
        return make_citation(self.library, entries, self.entry.id, row.clause_id, row.quote.span, 1)

    @property
    def due_days(self) -> tuple[str, ...]:
        """The last day (YYYY-MM-DD) of each date of the deadline, in order."""
        return tuple(sorted(last_day(date) for date in self.requirement.deadline.dates))

    def as_json(self) -> dict[str, Any]:
        """The contract's requirement object."""
        row = self.requirement
        return {
            "id": row.id,
            "kind": row.kind,
            "council": row.council,
            "duty_holder": row.duty_holder,
            "modality": row.modality,
            "topic": display(row.topic),
            "label": row.label,
            "lead_in": row.lead_in.text if row.lead_in else None,
            "quote": row.quote.text,
            "items": [item.text for item in row.items],
            "deadline": deadline_json(row.deadline),
            "recurrence": row.recurrence.words if row.recurrence else None,
            "recurs": _recurs(row.recurrence),
            "measure": _measure(row.measure),
            "monitored_by": row.monitored_by,
            "evidence_required": row.evidence_required,
            "confirmed": said_json(self.confirmed),
            "deadline_confirmed": said_json(self.deadline_confirmed),
            "citation": self.citation.as_json(),
        }


def requirements(
    corpus: Corpus,
    *,
    council: str | None = None,
    due_before: str | None = None,
    due_after: str | None = None,
    topic: str | None = None,
    kind: RequirementKind | None = None,
) -> list[RequirementRow]:
    """The rows held, by council, date of their document and place in it.

    ``due_before`` and ``due_after`` are days (YYYY-MM-DD) and count as within; a month is due on
    its last day, and a row with several dates is kept when one of them fits. ``topic`` keeps
    rows whose heading, words or items hold all of its words. Twins of a document count once.
    """
    return of_library(Library(corpus, corpus.embedder), council, due_before, due_after, topic, kind)


def of_library(
    library: Library,
    council: str | None = None,
    due_before: str | None = None,
    due_after: str | None = None,
    topic: str | None = None,
    kind: RequirementKind | None = None,
) -> list[RequirementRow]:
    """The same of a library that is open already."""
    entries = {entry.id: entry for entry in library.entries()}
    stems = set(content_stems(topic)) if topic else set()
    found = [
        row
        for id_, each in library.requirements()
        if kind is None or each.kind == kind
        if council is None or council in (each.council, *entries[id_].councils)
        if not stems or stems <= set(content_stems(spoken(each)))
        if _within(row := RequirementRow(each, entries[id_], library), due_after, due_before)
    ]
    return sorted(found, key=lambda row: (row.requirement.council or "", row.entry.issued_on or ""))


def spoken(row: Requirement) -> str:
    """The words by which a row is found: its heading, its own and its items'."""
    return " ".join([row.topic, row.label, row.quote.text, *(item.text for item in row.items)])


def deadline_json(deadline: Deadline) -> dict[str, Any]:
    """The contract's deadline object."""
    return {
        "text": deadline.words.text if deadline.words else None,
        "kind": deadline.kind,
        "date": deadline.date,
        "dates": list(deadline.dates),
        "rule": deadline.rule,
    }


def _within(row: RequirementRow, after: str | None, before: str | None) -> bool:
    if after is None and before is None:
        return True
    return any(
        (after is None or day >= after) and (before is None or day <= before)
        for day in row.due_days
    )


def _recurs(recurrence: Recurrence | None) -> dict[str, Any] | None:
    if recurrence is None or recurrence.every is None:
        return None
    return {"every": recurrence.every, "unit": recurrence.unit, "times": recurrence.times}


def _measure(measure: Measure | None) -> dict[str, Any] | None:
    if measure is None:
        return None
    targets = [{"value": t.value, "by": t.by, "basis": t.basis} for t in measure.targets]
    return {"metric": measure.metric, "baseline": measure.baseline, "targets": targets}
