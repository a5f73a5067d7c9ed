"""Duties that a word at the head of a line marks: "ACTION: Owen to circulate the strategy".

Minutes mark who does what after a meeting; a plan without tables prints each action as a card,
with its owner and deadline in lines below; a panel's report heads each recommendation with its
number ("Recommendation 3", and then "That ..."). Each is read from its own line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.documents import Clause, Document, Wording
from ingest.duties import Duty, cut
from ingest.flattening import Flat
from ingest.holders import COUNCIL, NOT_STATED
from ingest.modality import opens_with_verb
from ingest.navigation import Structure

_FEWEST_WORDS = 3
_LINES = re.compile(
    r"(?m)^[ \t*_>-]*(?P<mark>[A-Za-z][A-Za-z ]{1,24}?)"
    r"[ \t*_]*(?P<id>\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?)?"
    r"[ \t*_]*(?::|[ \t][–-][ \t])[ \t*_]*(?=\S)"
)
_ACTION = re.compile(r"(?:agreed\s+|key\s+)?actions?(?:\s+points?)?(?:\s+no)?|AP", re.I)
_OWNED = (
    r"(?:(?:action\s+)?(?:owner|lead|led\s+by)|lead\s+officer|responsib\w+(?:\s+officer)?"
    r"|by\s+whom|who)"
)
_TIMED = (
    r"(?:deadline|by\s+when|timescales?|target\s+date|due(?:\s+(?:date|by))?|when"
    r"|completion\s+date)"
)
_OWNER, _WHEN = re.compile(_OWNED, re.I), re.compile(_TIMED, re.I)
_FIELD = re.compile(  # in the line itself: "... **Who:** Team managers **When:** June 2021"
    rf"(?<![A-Za-z])(?P<mark>{_OWNED}|{_TIMED})[ \t*_]*:[ \t*_]*(?=\S)", re.I
)
_WHO = re.compile(
    r"^(?P<who>[A-Z][\w’'.&/-]*(?:\s+(?:and|of|for|the|[A-Za-z][\w’'.&/-]*)){0,7}?)\s+to\s+"
)
_RECOMMENDATION = re.compile(
    r"^\W*Recommendation\s+(?P<id>\d{1,3})\W*?(?:[:.–-]\s*|\n\s*)(?=(?P<what>[A-Z]))"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line's mark and number, and the place of the words after it in the document."""

    mark: str
    label: str
    words: Flat
    start: int
    end: int

    @property
    def wording(self) -> Wording:
        return cut(self.words, self.start, self.end)


def marked_actions(document: Document) -> Iterator[Duty]:
    """What the minutes of a meeting mark as an action, and who takes it."""
    structure = Structure(document.clauses, document.text)
    for clause in document.clauses:
        for line in _marked(document, clause):
            if _ACTION.fullmatch(line.mark):
                quote = line.wording
                who = _WHO.match(" ".join(quote.text.split()))
                if who is not None and _says_enough(quote):
                    yield Duty(
                        "resolution", who["who"], "will", _topic(structure, clause), clause,
                        quote, line.label,
                    )  # fmt: skip


def action_cards(document: Document) -> Iterator[Duty]:
    """A plan's actions that stand in lines with their owner and deadline in lines of their own."""
    structure = Structure(document.clauses, document.text)
    for clause in document.clauses:
        lines = list(_marked(document, clause))
        acts = [n for n, line in enumerate(lines) if _ACTION.fullmatch(line.mark)]
        cards = [lines[n:end] for n, end in zip(acts, [*acts[1:], len(lines)], strict=False)]
        for action, *fields in cards or _numbered_cards(document, clause):
            owner = next((one.wording.text for one in fields if _OWNER.fullmatch(one.mark)), "")
            when = next((one.wording for one in fields if _WHEN.fullmatch(one.mark)), None)
            if (owner or when) and _says_enough(action.wording):
                yield Duty(
                    "plan_action", " ".join(owner.split()) or COUNCIL, "will",
                    _topic(structure, clause), clause, action.wording, action.label, timed=when,
                )  # fmt: skip


def numbered_recommendations(document: Document) -> Iterator[Duty]:
    """What a panel's report heads with "Recommendation 3" and a line's end or a colon."""
    structure = Structure(document.clauses, document.text)
    for clause in document.clauses:
        if clause.kind not in ("paragraph", "point"):
            continue
        line = Flat.of(document.text, clause.spans)
        raw = " ".join(span.cut(document.text) for span in clause.spans)
        match = _RECOMMENDATION.match(raw)
        if match is None:
            continue
        words = line.words[match.end() :]
        if words.startswith("That ") or opens_with_verb(words):
            quote = cut(line, match.end(), len(line.words))
            yield Duty(
                "recommendation", _asked_of(words), "should", _topic(structure, clause), clause,
                quote, match["id"],
            )  # fmt: skip


def _marked(document: Document, clause: Clause) -> Iterator[_Line]:
    """The lines of a clause that a mark heads, each to the next one or the clause's end."""
    if clause.kind not in ("paragraph", "point"):
        return
    raw = " ".join(span.cut(document.text) for span in clause.spans)
    words = Flat.of(document.text, clause.spans)
    found = list(_LINES.finditer(raw))
    ends = [*(match.start() for match in found[1:]), len(raw)]
    for match, end in zip(found, ends, strict=False):
        mark = " ".join(match["mark"].split())
        yield _Line(mark, match["id"] or "", words, match.end(), end)


def _numbered_cards(document: Document, clause: Clause) -> list[list[_Line]]:
    """A numbered point that gives its owner or time in the line itself, with these."""
    if clause.kind not in ("paragraph", "point") or not clause.label:
        return []
    words = Flat.of(document.text, clause.spans)
    fields = list(_FIELD.finditer(words.words))
    if not fields:
        return []
    ends = [*(match.start() for match in fields[1:]), len(words.words)]
    action = _Line("Action", clause.label, words, 0, fields[0].start())
    told = zip(fields, ends, strict=True)
    return [[action, *(_Line(m["mark"], "", words, m.end(), end) for m, end in told)]]


def _says_enough(quote: Wording) -> bool:
    return len(quote.text.split()) >= _FEWEST_WORDS


def _asked_of(words: str) -> str:
    match = re.match(
        r"That\s+(?:the\s+)?(?P<who>(?:[A-Z][\w’'-]*(?:\s+(?:of|for|and)\s+)?\s?){1,7})", words
    )
    return " ".join(match["who"].split()) if match else NOT_STATED


def _topic(structure: Structure, clause: Clause) -> str:
    path = structure.heading_path(clause.id)
    return structure.words(path[-1]) if path else ""
