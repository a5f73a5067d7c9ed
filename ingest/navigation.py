"""Finding one's way in an outline: children, headings above, lead-ins, printed places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from ingest.cleaning import search_copy
from ingest.documents import Clause, Span

_ABBREVIATION = re.compile(
    r"(?:\b(?:Cllrs?|Mr|Mrs|Ms|Dr|Rev|Prof|St|No|Nos|Fig|para|paras|pp?|vol|ed|approx|ext|Tel|tel|cf|vs?"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Ltd|Co|Inc|Hon|Sir|Art|Sch|ch|Reg|reg|s|ss|etc)"
    r"|\be\.g|\bi\.e|\ba\.m|\bp\.m|\bviz|\b[A-Z]|\b[A-Z](?:\.[A-Z])+|\bet al)$"
)
_FOOTNOTE_MARK = re.compile(r"(?<=[a-z)])\d{1,2}$|(?<=[?!.])\s*\d{1,2}$")
_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?:[¹²³⁴-⁹⁰]+|\*\*|</u>)*(?=\s)")
_SOFT_ABBREVIATION = ("etc", "a.m", "p.m", "ext", "s", "Ltd", "Inc", "Co")


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of ``span``, in order, without the white space between them.

    Cut at full stops, question and exclamation marks that white space and a capital,
    figure or quotation mark follow; never after "Cllr.", "e.g.", "No.", an initial, or
    inside "27.ix" and "3.5".
    """
    found: list[Span] = []
    start = span.start
    body = span.cut(text)
    for stop in _STOP.finditer(body):
        end = span.start + stop.end()
        if _ends_sentence(text, start, span.start + stop.start(), end, span.end):
            found.append(Span(start, end))
            start = _first_printed(text, end, span.end)
    if text[start : span.end].strip():
        found.append(Span(start, start + len(text[start : span.end].rstrip())))
    return found


def _first_printed(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _ends_sentence(text: str, start: int, stop: int, end: int, limit: int) -> bool:
    following = text[end : min(limit, end + 40)].lstrip("\t\n \"'“‘([*_")
    if not following or following[:1].islower():
        return not following
    if text[stop] != ".":
        return True
    before = text[max(start, stop - 12) : stop]
    shortened = _ABBREVIATION.search(before)
    if shortened is None:
        return not before.strip("(\"'“‘ ").isdigit() or stop - start > 4
    return shortened.group(0) in _SOFT_ABBREVIATION and following[:1].isupper()


class Structure:
    """An index over one document's clauses; each look-up is O(1) or O(depth)."""

    def __init__(self, clauses: Sequence[Clause], text: str = "") -> None:
        self.clauses = tuple(clauses)
        self.text = text
        self._at = {clause.id: index for index, clause in enumerate(self.clauses)}

    @cached_property
    def _children(self) -> dict[str | None, list[Clause]]:
        children: dict[str | None, list[Clause]] = defaultdict(list)
        for clause in self.clauses:
            children[clause.parent].append(clause)
        return children

    @cached_property
    def _ordinals(self) -> dict[str, int]:
        """Each clause's place among the clauses of its kind under the same parent, from 1."""
        counts: dict[tuple[str | None, str], int] = defaultdict(int)
        ordinals: dict[str, int] = {}
        for clause in self.clauses:
            counts[clause.parent, clause.kind] += 1
            ordinals[clause.id] = counts[clause.parent, clause.kind]
        return ordinals

    @cached_property
    def _completions(self) -> dict[str | None, list[Clause]]:
        completions: dict[str | None, list[Clause]] = defaultdict(list)
        for clause in self.clauses:
            if clause.lead_in is not None:
                completions[clause.lead_in].append(clause)
        return completions

    def clause(self, clause_id: str) -> Clause:
        """The clause with this id; KeyError when there is none."""
        return self.clauses[self._at[clause_id]]

    def index(self, clause_id: str) -> int:
        """Its place in reading order, from 0."""
        return self._at[clause_id]

    def children(self, clause_id: str | None) -> list[Clause]:
        """The clauses that hang on this one, in reading order; None gives the top."""
        return list(self._children.get(clause_id, ()))

    def completions(self, clause_id: str) -> list[Clause]:
        """The points, rows and tables whose lead-in is this clause, in reading order."""
        return list(self._completions.get(clause_id, ()))

    def descendants(self, clause_id: str) -> list[Clause]:
        """All that hangs on this clause, at any depth, in reading order."""
        found: list[Clause] = []
        waiting = [clause_id]
        while waiting:
            below = self._children.get(waiting.pop(), [])
            found.extend(below)
            waiting.extend(clause.id for clause in below)
        return sorted(found, key=lambda clause: self._at[clause.id])

    def siblings(self, clause_id: str) -> list[Clause]:
        """The clauses of its kind and level under the same parent, itself among them."""
        clause = self.clause(clause_id)
        return [
            other
            for other in self._children[clause.parent]
            if other.kind == clause.kind and other.level == clause.level
        ]

    def ancestors(self, clause_id: str) -> list[Clause]:
        """The clauses that this one hangs on, from the top down."""
        found: list[Clause] = []
        parent = self.clause(clause_id).parent
        while parent is not None:
            clause = self.clause(parent)
            found.append(clause)
            parent = clause.parent
        return found[::-1]

    def heading_path(self, clause_id: str) -> list[Clause]:
        """The headings above this clause, from the top down."""
        return [clause for clause in self.ancestors(clause_id) if clause.kind == "heading"]

    def lead_ins(self, clause_id: str) -> list[Clause]:
        """The clauses that this one completes, from the top down."""
        found: list[Clause] = []
        seen = {clause_id}
        lead_in = self.clause(clause_id).lead_in
        while lead_in is not None and lead_in not in seen:
            seen.add(lead_in)
            clause = self.clause(lead_in)
            found.append(clause)
            lead_in = clause.lead_in
        return found[::-1]

    def table(self, clause_id: str) -> Clause | None:
        """The table that a row stands in, or None."""
        above = [clause for clause in self.ancestors(clause_id) if clause.kind == "table"]
        return above[-1] if above else None

    def words(self, clause: Clause) -> str:
        """The clause's words on one line; a cut in it shows as "[...]"."""
        return " [...] ".join(" ".join(span.cut(self.text).split()) for span in clause.spans)

    def place(self, clause_id: str) -> str:
        """Where a person finds it: "Social Care Practice, 8th point, item 2", "paragraph 12"."""
        clause = self.clause(clause_id)
        headings = self.heading_path(clause_id)
        captions = [other for other in self.ancestors(clause_id) if other.kind == "caption"]
        above = [_title(self.words(other)) for other in (captions or headings)[-1:]]
        if clause.kind == "heading":
            return _title(self.words(clause))
        if clause.kind == "paragraph" and clause.label:
            return f"paragraph {_plain(clause.label)}"
        return ", ".join([*above, *self._own_place(clause)])

    def _own_place(self, clause: Clause) -> list[str]:
        if clause.kind == "point":
            return self._point_place(clause)
        if clause.kind == "row":
            return [f"row {_short(self._row_name(clause), 60)}"]
        if clause.kind == "footnote" and clause.label:
            return [f"footnote {clause.label}"]
        return [f"{ordinal(self._ordinals[clause.id])} {clause.kind}"]

    def _row_name(self, clause: Clause) -> str:
        """A row's first cell; with the next when the first is only a number."""
        lines = [cell.span.cut(self.text).splitlines()[0] for cell in clause.cells[:2]]
        said = [search_copy(line) for line in lines]
        return ", ".join(said) if len(said) > 1 and said[0].isdigit() else said[0]

    def _point_place(self, clause: Clause) -> list[str]:
        above = [self.clause(clause.parent)] if clause.parent else []
        places: list[str] = []
        nested = bool(above) and above[0].kind == "point"
        if nested:
            places = self._point_place(above[0])
        elif above and above[0].kind == "paragraph" and above[0].label:
            places = [f"paragraph {_plain(above[0].label)}"]
        count = self._ordinals[clause.id]
        if nested:
            name = _plain(clause.label) or str(count)
            return [*places, f"item {name}"]
        if clause.label:
            return [*places, f"point {_plain(clause.label)}"]
        return [*places, f"{ordinal(count)} point"]


def _plain(label: str) -> str:
    """A label without its stops; brackets are kept: "(ii)"."""
    plain = label.strip().rstrip(".:")
    return plain if plain.startswith("(") else plain.rstrip(")")


def _title(words: str) -> str:
    """A heading's words without markup, closing colon or footnote number."""
    return _short(_FOOTNOTE_MARK.sub("", search_copy(words)).rstrip(" :"))


def _short(words: str, limit: int = 80) -> str:
    if len(words) <= limit:
        return words
    return words[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(number % 10, 'th')}"
