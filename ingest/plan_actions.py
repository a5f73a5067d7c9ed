"""The actions and objectives of an improvement plan, from its tables and its numbered points.

A table is read by its column heads (action, who, by when, measure) where it has them, else by
the ids printed in its first cells ("IP3.1"). Columns that are times ("3 months by end July
2012") make each of their cells a thing to be reached by then. A row torn in two is mended
where it plainly goes on; what cannot be told apart stays as it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.documents import Clause, Document, Span, Wording
from ingest.duties import Duty, cut
from ingest.flattening import Flat
from ingest.holders import COUNCIL, named_holder
from ingest.marked_duties import action_cards
from ingest.navigation import Structure
from ingest.target_tables import target_rows

_ID = re.compile(
    r"^\W*(?P<id>(?:[A-Z0-9]{1,4}[.\s]?)?\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?)\b[.)]?\s*(?P<rest>.*)$",
    re.S,
)
_LETTERED = re.compile(r"^\W*(?P<id>[A-Z1][A-Z]{0,3}\d{1,2}(?:\.\d{1,2})*)\b(?P<rest>.*)$", re.S)
_ACTION = re.compile(r"^\W*(?:(?:\w+\s+){0,2}response\s+and\s+)?"
                     r"(?:key\s+|agreed\s+|planned\s+|specific\s+|proposed\s+)?(?:actions?"
                     r"|objectives?|activit(?:y|ies)|tasks?|"
                     r"recommendations?|what\b.*\b(?:do|done|will)|steps?)\b(?!\s+(?:group"
                     r"|force|status|date|owner|ref|no))", re.I)  # fmt: skip
_WHO = re.compile(
    r"\b(?:lead|owner|responsib\w+|by\s+whom|who|officer|accountable|key\s+people)\b", re.I
)
_WHEN = re.compile(
    r"\b(?:by\s+when|timescales?|deadline|due|target\s+date|dates?|when|completion"
    r"|complete\s+by|finish|end\s+date)\b|^\W*by\W*$",
    re.I,
)
_REF = re.compile(r"^\W*(?:ref\w*|no\.?|id|number|#|action\s+(?:no|ref)\w*)\W*$", re.I)
_PROGRESS = re.compile(r"\b(?:progress|status|rag|update|latest|comment)\b", re.I)
_NOT_DUE = re.compile(
    rf"{_PROGRESS.pattern}|\b(?:start|began|begins|meeting|made|raised|logged)\b", re.I
)
_AREA = re.compile(r"^\W*(?:area|theme|priority|goal|aim|topic|outcome|strand)\b", re.I)
_TIME_HEAD = re.compile(
    r"\b(?:\d+|one|two|three|four|six|nine|twelve)\s+(?:months?|weeks?|years?)\b"
    r"|\bby\s+(?:the\s+)?(?:end\s+)?(?:of\s+)?[A-Z][a-z]+\s+\d{4}"
)
_SOURCE_WORDS = re.compile(r"^\W*(?:ofsted|cqc|dfe)\b\W*$", re.I)


def plan_actions(document: Document) -> Iterator[Duty]:
    """The actions of a plan, in reading order."""
    structure = Structure(document.clauses, document.text)
    for table in document.clauses:
        if table.kind == "table":
            rows = [one for one in structure.descendants(table.id) if one.kind == "row"]
            yield from _Table(document, structure, table, rows).duties()
    yield from target_rows(document, "plan_action", "will")
    yield from action_cards(document)


def action_tables(document: Document) -> Iterator[Duty]:
    """The actions of tables in another paper that are headed as an action plan's are."""
    structure = Structure(document.clauses, document.text)
    for table in document.clauses:
        if table.kind == "table":
            rows = [one for one in structure.descendants(table.id) if one.kind == "row"]
            read = _Table(document, structure, table, rows)
            if read.is_action_plan:
                yield from read.duties()


class _Table:
    """One table of a plan."""

    def __init__(
        self, document: Document, structure: Structure, table: Clause, rows: Sequence[Clause]
    ) -> None:
        self.text = document.text
        self.structure = structure
        self.table = table
        self.rows = rows
        self.heads = list(dict.fromkeys(cell.head for row in rows for cell in row.cells))

    @property
    def is_action_plan(self) -> bool:
        """Whether its heads say that it holds actions with who is to do them or by when."""
        acts = any(_ACTION.match(head) for head in self.heads)
        return acts and any(_WHO.search(head) or _WHEN.search(head) for head in self.heads)

    def duties(self) -> Iterator[Duty]:
        """One a row, or one a cell where the columns are times."""
        if any(_ACTION.match(head) for head in self.heads):
            yield from self._headed()
        elif sum(bool(_TIME_HEAD.search(head)) for head in self.heads) >= 2:
            yield from self._timed()
        else:
            yield from self._labelled()

    # By column heads

    def _headed(self) -> Iterator[Duty]:
        for row in self.rows:
            acts = [cell for cell in row.cells if _ACTION.match(cell.head)]
            if not acts or self._repeats_heads(row):
                continue
            quote = self._wording([cell.span for cell in acts])
            if len(quote.text.split()) < 3:
                continue
            label = self._cell(row, _REF)
            who = self._cell(row, _WHO)
            who = who if who[:1].isupper() else ""
            when = next(
                (c for c in row.cells if _WHEN.search(c.head) and not _NOT_DUE.search(c.head)),
                None,
            )
            yield Duty(
                "plan_action", who or COUNCIL, "will", self._cell(row, _AREA) or self._topic(row),
                row, quote, label, timed=self._wording([when.span]) if when else None,
            )  # fmt: skip

    def _repeats_heads(self, row: Clause) -> bool:
        return any(" ".join(cell.span.cut(self.text).split()) == cell.head for cell in row.cells)

    def _cell(self, row: Clause, head: re.Pattern[str]) -> str:
        for cell in row.cells:
            if head.search(cell.head) and not _ACTION.match(cell.head):
                return " ".join(cell.span.cut(self.text).split())
        return ""

    # Columns that are times

    def _timed(self) -> Iterator[Duty]:
        goal = ""
        for row in self.rows:
            goals = [cell for cell in row.cells if not _TIME_HEAD.search(cell.head)]
            said = " ".join(goals[0].span.cut(self.text).split()) if goals else ""
            goal = said if said and not _goes_on(said) else goal
            for head in self.heads:
                cells = [cell for cell in row.cells if cell.head == head]
                if not _TIME_HEAD.search(head) or not cells:
                    continue
                quote = self._wording([cell.span for cell in cells])
                if len(quote.text.split()) >= 4 and not self._repeats_heads(row):
                    yield Duty(
                        "plan_action", COUNCIL, "will", goal, row, quote, timed=self._head(head)
                    )

    def _head(self, head: str) -> Wording | None:
        """Where a column's head is printed."""
        words = r"\s+".join(map(re.escape, head.split()))
        for span in self.table.spans:
            match = re.search(words, span.cut(self.text))
            if match:
                found = Span(span.start + match.start(), span.start + match.end())
                return Wording(found.cut(self.text), (found,))
        return None

    # By printed ids

    def _labelled(self) -> Iterator[Duty]:
        made: list[Duty] = []
        topic = ""
        for row in self.rows:
            first = row.cells[0].span.cut(self.text) if row.cells else ""
            match = _LETTERED.match(first) or (_ID.match(first) if len(row.cells) > 1 else None)
            spans = self._after_id(row, match)
            words = self._wording(spans) if spans else None
            if (
                len(row.cells) == 1
                and self.structure.children(row.id)
                and not _belongs_to(row, made)
            ):
                topic = " ".join(first.split())  # a heading over the rows below it
                continue
            if match and words and not _goes_on(words.text):
                made.append(self._action(row, match["id"], words, topic))
            elif made and words and self._belongs(row, made[-1]):
                made[-1] = _extended(made[-1], words, self.text)
        yield from made

    def _after_id(self, row: Clause, match: re.Match[str] | None) -> list[Span]:
        """The spans of a row without its id and the word on where it comes from."""
        if match is None:
            return [cell.span for cell in row.cells]
        spans = [cell.span for cell in row.cells[1:]]
        rest = match["rest"]
        if rest.strip() and not _SOURCE_WORDS.match(rest):
            start = row.cells[0].span.start + match.start("rest")
            spans.insert(0, Span(start, row.cells[0].span.end))
        return spans

    def _action(self, row: Clause, label: str, quote: Wording, topic: str) -> Duty:
        named = named_holder(" ".join(quote.text.split()))
        holder = named[0] if named else COUNCIL
        return Duty("plan_action", holder, "will", topic or self._topic(row), row, quote, label)

    def _belongs(self, row: Clause, before: Duty) -> bool:
        """Whether a row without an id of its own goes on with the action before it."""
        return row.parent == before.clause.id or _goes_on(
            " ".join(row.cells[-1].span.cut(self.text).split())
        )

    def _topic(self, row: Clause) -> str:
        path = self.structure.heading_path(row.id)
        return self.structure.words(path[-1]) if path else ""

    def _wording(self, spans: Sequence[Span]) -> Wording:
        line = Flat.of(self.text, _joined(self.text, spans))
        return cut(line, 0, len(line.words))


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Spans with nothing but white space between them as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and not text[found[-1].end : span.start].strip():
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _belongs_to(row: Clause, made: Sequence[Duty]) -> bool:
    """Whether a row hangs on the action made last, and so is no heading of its own."""
    return bool(made) and row.parent == made[-1].clause.id


def _goes_on(words: str) -> bool:
    """Whether words begin in the middle of a sentence."""
    return words.lstrip("( ")[:1].islower()


def _extended(duty: Duty, words: Wording, text: str) -> Duty:
    """A duty with a further row: the rest of its words, or an item where it led to items."""
    led = bool(duty.items) or _ends_leading(duty, text)
    if not led:
        spans = _joined(text, [*duty.quote.spans, *words.spans])
        line = Flat.of(text, spans)
        return replace(duty, quote=line.wording(0, len(line.words)))
    if duty.items and _goes_on(words.text):
        spans = _joined(text, [*duty.items[-1].spans, *words.spans])
        line = Flat.of(text, spans)
        return replace(duty, items=(*duty.items[:-1], line.wording(0, len(line.words))))
    return replace(duty, items=(*duty.items, words))


def _ends_leading(duty: Duty, text: str) -> bool:
    end = duty.quote.span.end
    return text[end : end + 3].lstrip().startswith(":")
