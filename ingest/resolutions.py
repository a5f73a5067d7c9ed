"""What committees resolve, and what they are asked to: minutes, reports and agendas.

"RESOLVED that ..." and the points under it are resolutions; "The Committee is asked to: ..."
and the points under "Recommendations" are recommendations. A recommendation that a paper
prints twice (in its summary and at its end) is one row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents import Clause, Document, Modality, RequirementKind, Wording
from ingest.duties import Duty, cut
from ingest.flattening import Flat, folded
from ingest.holders import COUNCIL, NOT_STATED, holder_of
from ingest.itemising import sentences_of
from ingest.modality import modality_of, opens_with_verb
from ingest.navigation import Structure

_BODY = (
    r"(?P<who>(?:(?:the|full)\s+)?(?:[A-Z][\w’'&-]*\s+){0,6}?(?:Council"
    r"|Cabinet(?:\s+(?:Committee|Member))?|Committee|Members|"
    r"Panel|Board|Executive|Forum|Member|Director|Leader|Officer|Chair(?:man)?|members|committee))"
)
_ASKED = re.compile(
    rf"(?i:\b)(?:{_BODY}|It|it)\s+(?:is|are|be)\s+(?:therefore\s+)?(?:asked|recommended"
    rf"|invited|requested|"
    r"RECOMMENDED|ASKED)\s*(?:to\b|that\b|:)"
    r"|(?:^\W*|(?<=\s))(?:RECOMMENDED|[Rr]ecommended|RECOMMENDS|recommends)\s+(?:to|TO)\s+(?:the\s+|THE\s+)?(?P<to>(?:[A-Z][\w’'&-]*\s+){0,5}?"
    r"(?:Council|Cabinet|Executive|Committee|Board|Panel|COUNCIL|CABINET|EXECUTIVE))\s*(?:that\b|:|\W*$)"
)
_RESOLVED = re.compile(
    r"(?:\bRESOLVED\b|^\W*Resolved\b|\bIT\s+WAS\s+RESOLVED\b|\b[Ii]t\s+was\s+(?:resolved"
    r"|unanimously\s+agreed)|^\W*(?:Agreed|AGREED)\s*:?\s+(?:that|to|That)\b)"
    r"\s*(?:unanimously\s*)?:?\s*(?:that\b)?\s*:?"
)
_THAT_BODY = re.compile(  # "2.1 That Cabinet:", and then what it "accepts" and "approves"
    rf"^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?i:that)\s+{_BODY}\s*:"
)
_DECIDED = re.compile(  # the head of what was decided, or the word before it
    r"^\W*(?:DECISIONS?|Decisions?)(?:\s+(?:made|taken|of\s+(?:the\s+)?\w+))?\s*(?::\s*(?:[Tt]hat\b)?|\W*$)"
)
_AGREED = re.compile(r"(?:^|(?<=[.;:]\s))\W*It\s+was\s+agreed\s+that\b")
_RECOMMENDS = re.compile(r"\b(?:recommends|urges|requests)\s+that\b")
_HEADING = re.compile(
    r"^\W*(?:\d+[.)]?\s*)?(?:proposed\s+)?(?:recommendations?|resolutions?"
    r"|proposals?)(?:\(s\))?\s*:?\W*$",
    re.I,
)
_MOVED = re.compile(r"\b(?:proposed|moved)\b.*\b(?:second(?:ed|s)?|motion|amendment)\b", re.I)
_EXCLUDED = re.compile(r"\b(?:public|press)\b.*\bexcluded\b|\bexclusion\s+of\b", re.I)
_NOTES = re.compile(
    r"^\W*(?i:(?:it\s+was\s+)?resolved\W*)?(?i:(?:that|to)\s+)?(?:(?i:the)\s+)?(?:[A-Z][\w’'-]*\s+){0,4}?"
    r"(?i:(?:is|are)\s+(?:asked|invited|recommended|requested)\s+)?(?i:to\s+)?(?i:notes?)\b"
    r"|(?i:\b(?:be|is|was|were)\s+noted\W*$)"
)
_VOTE = re.compile(r"^\W*(?:for|against|abstain\w*)\b", re.I)
_BELIEVES = re.compile(r"^\W*this\s+council\s+believes\b", re.I)
_LABELLED = re.compile(r"^\W*(?:recommendations?(?:\(s\))?|decisions?)\s*:\s*", re.I)
_REASON = re.compile(r"^\W*reasons?\b", re.I)
_CONTENTS = re.compile(r"\.{4,}|\bpages?\s+\d+\s*[-–]\s*\d+\)?\s*$", re.I)
_ACTS = frozenset(
    """accept acknowledge adopt agree amend appoint approve ask authorise comment confirm consider
    continue debate decide delegate determine endorse establish extend implement instruct make
    monitor nominate note oppose publish receive recommend refer reject request require resolve
    review scrutinise set support thank transfer undertake update welcome write""".split()
)


def resolutions(document: Document) -> Iterator[Duty]:
    """The resolutions and recommendations of a committee's paper, in reading order."""
    reader = _Reader(document)
    seen: set[str] = set()
    for clause in document.clauses:
        for duty in reader.duties(clause):
            key = folded(duty.quote.text).lower()
            if key and key not in seen:
                seen.add(key)
                yield duty


class _Reader:
    """One pass over a paper; what hangs under a motion that is only moved is left out."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.structure = Structure(document.clauses, document.text)

    def duties(self, clause: Clause) -> Iterator[Duty]:
        """What a clause and the points under it resolve or ask for."""
        if clause.kind not in ("paragraph", "point", "heading"):
            return
        line = Flat.of(self.document.text, clause.spans)
        if any(
            each.search(line.words) for each in (_MOVED, _CONTENTS, _EXCLUDED)
        ) or self._is_moved(clause):
            return
        resolved, asked = _RESOLVED.search(line.words), _ASKED.search(line.words)
        if asked is None and self._is_headed(clause):
            asked = _THAT_BODY.match(line.words)
        if self.document.description.kind == "minutes":  # elsewhere it is told of other meetings
            resolved = resolved or _AGREED.search(line.words) or _DECIDED.match(line.words)
        if resolved is not None:
            yield from self._under(clause, line, resolved.end(), "resolution", resolved.group())
        elif asked is not None:
            yield from self._under(clause, line, asked.end(), "recommendation", asked.group())
        elif self._is_headed(clause) and clause.kind != "heading":
            yield from self._headed(clause, line)

    def _is_moved(self, clause: Clause) -> bool:
        above = self.structure.lead_ins(clause.id)
        above += [self.structure.clause(clause.parent)] if clause.parent else []
        return any(_MOVED.search(self.structure.words(one)) for one in above)

    def _is_headed(self, clause: Clause) -> bool:
        path = self.structure.heading_path(clause.id)
        if path and _HEADING.match(self.structure.words(path[-1])):
            return True
        return self._follows_label(clause)

    def _follows_label(self, clause: Clause) -> bool:
        """Whether a numbered paragraph stands under one that only says "Recommendations"."""
        if clause.kind != "paragraph" or not clause.label:
            return False
        for other in self.document.clauses[: self.structure.index(clause.id)][::-1][:6]:
            if other.kind == "heading":
                return False
            if other.kind == "paragraph" and _HEADING.match(self.structure.words(other)):
                return True
        return False

    def _under(
        self, clause: Clause, line: Flat, start: int, kind: RequirementKind, opening: str
    ) -> Iterator[Duty]:
        """The rest of the sentence; where it leads to points, each of them."""
        rest = line.words[start:]
        below = self._below(clause)
        body = _named(opening, rest)
        if below and len(rest.split()) <= _LEADING_WORDS:
            lead = cut(line, 0, len(line.words))
            for point in below:
                words = self.structure.words(point)
                leads = _ASKED.search(words) and words.rstrip().endswith(":")
                if len(words.split()) >= _FEWEST_WORDS and not _BELIEVES.match(words) and not leads:
                    yield self._whole(point, kind, body, lead)
        elif len(rest.split()) >= 2:
            end = start + sentences_of(rest)[0].span.end
            first = _sentence_start(line.words, start)
            label = _LABELLED.match(line.words[first:])
            first += label.end() if label and first + label.end() < start else 0
            yield self._made(clause, cut(line, first, end), kind, body, None, line.words[first:end])

    def _below(self, clause: Clause) -> list[Clause]:
        """The points, or under a heading the paragraphs, that complete a clause."""
        points = [one for one in self.structure.completions(clause.id) if one.kind == "point"]
        if points or clause.kind != "heading":
            return points
        under = self.structure.children(clause.id)
        return [
            one
            for one in under
            if one.kind in ("paragraph", "point") and not _REASON.match(self.structure.words(one))
        ]

    def _headed(self, clause: Clause, line: Flat) -> Iterator[Duty]:
        """A point or paragraph under "Recommendations" that asks for something by itself."""
        leads = self.structure.lead_ins(clause.id)
        if any(
            _ASKED.search(self.structure.words(lead))
            or _RESOLVED.search(self.structure.words(lead))
            for lead in leads
        ):
            return
        words = line.words
        recommends = _RECOMMENDS.search(words)
        acts = opens_with_verb(words) or _first(words) in _ACTS
        if not (recommends or acts or (clause.kind == "point" and modality_of(words))):
            return
        held = (
            holder_of(words[recommends.start() :].replace("recommends", "expects", 1))
            if recommends
            else None
        )
        quote = cut(line, 0, len(words))
        yield self._made(clause, quote, "recommendation", held or NOT_STATED, None, words)

    def _whole(self, point: Clause, kind: RequirementKind, body: str, lead: Wording) -> Duty:
        line = Flat.of(self.document.text, point.spans)
        return self._made(point, cut(line, 0, len(line.words)), kind, body, lead, line.words)

    def _made(
        self, clause: Clause, quote: Wording, kind: RequirementKind, holder: str,
        lead: Wording | None, words: str,
    ) -> Duty:  # fmt: skip
        path = self.structure.heading_path(clause.id)
        topics = [self.structure.words(head) for head in path if head.id != clause.id]
        told = (one for one in reversed(topics) if not (_HEADING.match(one) or _VOTE.match(one)))
        topic = next(told, "")
        below = [one for one in self.structure.descendants(clause.id) if one.kind == "point"]
        items = () if lead is None else tuple(_wording(self.document.text, one) for one in below)
        return Duty(
            kind, holder, _modality(words, kind), topic, clause, quote, clause.label, lead, items,
            untimed=bool(_NOTES.search(words)),
        )  # fmt: skip


_FEWEST_WORDS = 3
_LEADING_WORDS = 8  # after "is asked to", up to which the words only lead to the points


def _modality(words: str, kind: RequirementKind) -> Modality:
    own = modality_of(words)
    if own in ("must", "must_not", "should"):
        return own
    return "will" if kind == "resolution" else "should"


def _named(opening: str, rest: str) -> str:
    """The body that resolves or is asked, as printed; a council's own is "Council"."""
    asked = _ASKED.search(opening) or _THAT_BODY.match(opening)
    who = (asked["who"] or asked.groupdict().get("to") or "") if asked else ""
    if not who:
        match = re.match(rf"\W*(?:that\s+)?{_BODY}\b", rest)
        who = match["who"] if match else ""
    plain = re.sub(r"^(?:the|The)\s+", "", " ".join(who.split()))
    if not plain:
        return NOT_STATED
    if plain.lower() in ("council", "county council", "full council"):
        return COUNCIL
    return plain.capitalize() if plain.isupper() else plain


def _first(words: str) -> str:
    match = re.match(r"\W*(?:to\s+|that\s+)?([A-Za-z]+)", words)
    return match[1].lower().removesuffix("s") if match else ""


def _sentence_start(words: str, place: int) -> int:
    """Where the sentence begins that holds a place."""
    for sentence in sentences_of(words):
        if sentence.span.start <= place <= sentence.span.end:
            return sentence.span.start
    return 0


def _wording(text: str, clause: Clause) -> Wording:
    line = Flat.of(text, clause.spans)
    return cut(line, 0, len(line.words))
