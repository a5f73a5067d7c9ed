"""A person's word on a row: found by its id, kept under its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.quoting import display
from assistant.linking.kept import councils_with_rows, trace
from assistant.registers.confirmations import Confirmations, Said, Stamp, Verdict
from assistant.registers.filed import Filed, filed, place_of
from assistant.registers.requirements import RequirementRow
from assistant.registers.rows import Graded, judgement_id
from ingest.corpus import Corpus, Entry
from ingest.documents import Judgement
from ingest.errors import NoticesError

SHORTEST_ID = 6  # letters and figures of an id that may stand for the whole
_SHOWN = 160  # characters


class UnknownRowError(NoticesError):
    """No row of a register has that id, or several begin with it."""

    status = 400


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be confirmed: its id, what it is in words, and its stamp."""

    id: str
    words: str
    stamp: Stamp


def confirm(
    corpus: Corpus,
    kept: Confirmations,
    row_id: str,
    verdict: Verdict,
    by: str,
    *,
    note: str = "",
    deadline: bool = False,
) -> Row:
    """Keep what a person says of a requirement, a judgement, a link or a deadline.

    ``row_id`` may be the beginning of an id that no other row has; ``deadline`` means the
    requirement's deadline and not the row.

    Raises:
        UnknownRowError: no row, or more than one, is meant.
        ConfirmationError: no name is given.
    """
    row = find_row(corpus, row_id, deadline=deadline)
    kept.keep(row.stamp, row.id, verdict, by, note)
    return row


def find_row(corpus: Corpus, row_id: str, *, deadline: bool = False) -> Row:
    """The row of an id, looked for among requirements, judgements and links."""
    asked = row_id.strip().lower()
    if len(asked) < SHORTEST_ID:
        raise UnknownRowError(f"Give at least {SHORTEST_ID} letters and figures of the row's id.")
    found = _deadlines(corpus, asked) if deadline else _rows(corpus, asked)
    if not found and deadline:
        raise UnknownRowError(
            f"No requirement with a deadline has the id “{row_id}”. `notices requirements --json` "
            "lists them with their ids."
        )
    if not found:
        raise UnknownRowError(
            f"No row has the id “{row_id}”. `notices requirements --json`, `notices "
            f"judgements --json` "
            "and `notices links` list the rows with their ids."
        )
    if len({row.id for row in found}) > 1:
        raise UnknownRowError(
            f"{len(found)} rows have ids that begin with “{row_id}”; give more of it."
        )
    return found[0]


def judgement_stamp(entry: Entry, judgement: Judgement) -> Stamp:
    """By which a confirmation of a grade finds it again."""
    words = (judgement.subject, judgement.grade, judgement.council)
    return Stamp.of("judgement", words, (place_of(entry),))


def with_confirmations(rows: Sequence[RequirementRow], said: Said) -> list[RequirementRow]:
    """The rows with what people said of them and of their deadlines."""
    if not len(said):
        return list(rows)
    found = []
    for row in rows:
        own = Filed(row.entry, row.requirement)
        found.append(
            replace(
                row, confirmed=said.of(own.stamp), deadline_confirmed=said.of(own.deadline_stamp)
            )
        )
    return found


def grades_with_confirmations(rows: Sequence[Graded], said: Said) -> list[Graded]:
    """The grades with what people said of them."""
    if not len(said):
        return list(rows)
    return [
        replace(row, confirmed=said.of(judgement_stamp(row.entry, row.judgement))) for row in rows
    ]


def _rows(corpus: Corpus, asked: str) -> list[Row]:
    found = [
        Row(row.id, _shown(row.requirement.quote.text), row.stamp)
        for row in filed(corpus)
        if row.id.startswith(asked)
    ]
    entries = {entry.id: entry for entry in corpus.documents()}
    found += [
        Row(name, f"{each.subject}: {each.grade}", judgement_stamp(entries[id_], each))
        for id_, each in corpus.judgements()
        if (name := judgement_id(id_, each)) == asked
    ]
    return found or _links(corpus, asked)


def _deadlines(corpus: Corpus, asked: str) -> list[Row]:
    return [
        Row(
            row.id,
            _shown(f"{deadline.words.text}: {deadline.date or 'no date'}"),
            row.deadline_stamp,
        )
        for row in filed(corpus)
        if row.id.startswith(asked)
        and (deadline := row.requirement.deadline).kind != "none"
        and deadline.words is not None
    ]


def _links(corpus: Corpus, asked: str) -> list[Row]:
    return [
        Row(link.id, f"{link.stage}: {_shown(link.source.requirement.quote.text)}", link.stamp)
        for council in councils_with_rows(corpus)
        for link in trace(corpus, council).links
        if link.id.startswith(asked)
    ]


def _shown(words: str) -> str:
    said = display(words)
    return said if len(said) <= _SHOWN else said[:_SHOWN].rsplit(" ", 1)[0] + "…"
