"""Section 6: where two papers say different things of the same matter; both are shown."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer.quoting import date_words, display
from assistant.answers import Citation
from assistant.briefing.blocks import Block, Paragraph, Said, Section, Table
from assistant.briefing.desk import Desk
from assistant.briefing.words import clipped
from assistant.question.vocabulary import stems, stop_words
from assistant.registers.filed import Filed
from ingest.documents import Span
from ingest.navigation import sentences

SURE = 0.6  # a link's confidence, below which a difference is none of the same thing
ALIKE = 0.85  # share of the words, figures left out, that two sentences have in common
MONTHS_APART = 13  # later figures are news, not a difference
MOST_SHOWN = 8
MOST_SENTENCES = 6_000
_SHORTEST = 6  # words that carry meaning
_WORDS = 32
_KINDS = frozenset(
    "committee_report bulletin scorecard minutes improvement_plan improvement_notice "
    "inspection_report".split()
)
_FIGURE = re.compile(r"(?<![\w./-])£?(\d[\d,]*(?:\.\d+)?)(?=(\s?%|\s+\w+|[.,;)]|$))")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_UNIT_STOPS = frozenset({"of", "and", "to", "in", "the", "or"})


@dataclass(frozen=True, slots=True)
class Difference:
    """Two places that differ, and in what."""

    matter: str
    one: Citation
    other: Citation
    one_says: str
    other_says: str
    one_note: str = ""
    other_note: str = ""


@dataclass(frozen=True, slots=True)
class _Sentence:
    document_id: str
    clause_id: str
    span: Span
    words: str
    stems: frozenset[str]
    figures: tuple[tuple[str, str], ...]  # (figure, unit)


def section(desk: Desk) -> Section:
    """Differences found, or how they were looked for."""
    found = differences(desk)
    blocks: list[Block] = []
    if found:
        heads = ("Matter", "One paper says", "Another says")
        lines = tuple(_line(desk, each) for each in found[:MOST_SHOWN])
        blocks.append(Table("Where papers differ", heads, (0.2, 0.4, 0.4), lines))
        said = (
            "Both are shown; which is right, or whether the later replaced the earlier, is "
            "not said."
        )
        blocks.append(Paragraph(Said(said), "note"))
    else:
        said = (
            "None was found. Compared were the dates set by rows that are linked, and figures in "
            "sentences of different papers, not more than a year apart, that are otherwise "
            "worded alike."
        )
        blocks.append(Paragraph(Said(said)))
    return Section("Where papers differ", tuple(blocks))


def differences(desk: Desk) -> list[Difference]:
    """Different dates for linked rows, then different figures in like sentences."""
    return [*_dates(desk), *_figures(desk)]


def _line(desk: Desk, each: Difference) -> tuple[Said, ...]:
    return (
        Said(each.matter),
        _side(desk, each.one, each.one_says, each.one_note),
        _side(desk, each.other, each.other_says, each.other_note),
    )


def _side(desk: Desk, cited: Citation, says: str, note: str) -> Said:
    paper = desk.dated_words(desk.entry(cited.document.id))
    return Said(f"“{says}”", (cited,), "; ".join(filter(None, (note, paper))))


def _dates(desk: Desk) -> Iterator[Difference]:
    told: set[tuple[str, str]] = set()  # only the surest partner is the same thing
    for link in desk.trace.links:
        one, other = link.source, link.target
        if (one.id, link.stage) in told:
            continue
        told.add((one.id, link.stage))
        if not isinstance(other, Filed) or link.confidence < SURE:
            continue
        first, second = one.requirement.deadline.dates, other.requirement.deadline.dates
        if first and second and not _overlap(first, second):
            said = [clipped(row.requirement.quote.text, _WORDS) for row in (one, other)]
            yield Difference(
                "the date by which it is due", desk.cite_row(one), desk.cite_row(other),
                said[0], said[1], _due(one), _due(other),
            )  # fmt: skip


def _overlap(first: Sequence[str], second: Sequence[str]) -> bool:
    return any(a.startswith(b) or b.startswith(a) for a in first for b in second)


def _due(row: Filed) -> str:
    return "due " + "; ".join(date_words(date) for date in row.requirement.deadline.dates)


def _figures(desk: Desk) -> Iterator[Difference]:
    held = _with_figures(desk)
    by_stem: dict[str, list[int]] = defaultdict(list)
    for place, sentence in enumerate(held):
        for stem in sentence.stems:
            by_stem[stem].append(place)
    seen: set[frozenset[str]] = set()  # the same two figures in copies of two papers are told once
    for place, one in enumerate(held):
        rare = sorted(one.stems, key=lambda s: len(by_stem[s]))[:3]
        for other in {p for stem in rare for p in by_stem[stem] if p > place}:
            pair = frozenset((_figures_of(one), _figures_of(held[other])))
            if pair not in seen and _differ(desk, one, held[other]):
                seen.add(pair)
                yield _difference(desk, one, held[other])


def _with_figures(desk: Desk) -> list[_Sentence]:
    found: list[_Sentence] = []
    for entry in desk.papers:
        if entry.kind not in _KINDS or len(found) > MOST_SENTENCES:
            continue
        text = desk.library.document(entry.id).text
        for clause in desk.library.document(entry.id).clauses:
            if clause.kind not in ("paragraph", "point"):
                continue
            for span in (s for whole in clause.spans for s in sentences(text, whole)):
                made = _sentence(entry.id, clause.id, span, display(span.cut(text)))
                if made is not None:
                    found.append(made)
    return found


def _sentence(document_id: str, clause_id: str, span: Span, words: str) -> _Sentence | None:
    figures = tuple(
        (figure.replace(",", ""), _unit(unit))
        for figure, unit in _FIGURE.findall(words)
        if not _YEAR.match(figure)
    )
    if not 1 <= len(figures) <= 2:
        return None
    stop = stop_words()
    said = frozenset(s for s in stems(words) if s not in stop and not any(c.isdigit() for c in s))
    if len(said) < _SHORTEST:
        return None
    return _Sentence(document_id, clause_id, span, words, said, figures)


def _unit(after: str) -> str:
    word = after.strip().lower().strip(".,;)")
    return "" if word in _UNIT_STOPS else word


def _differ(desk: Desk, one: _Sentence, other: _Sentence) -> bool:
    if one.document_id == other.document_id or not _together(desk, one, other):
        return False
    shared = len(one.stems & other.stems)
    if 2 * shared < ALIKE * 2 * max(len(one.stems), len(other.stems)):
        return False
    units = {unit for _, unit in one.figures} & {unit for _, unit in other.figures}
    return any(
        {f for f, u in one.figures if u == unit} != {f for f, u in other.figures if u == unit}
        for unit in units
        if unit
    )


def _together(desk: Desk, one: _Sentence, other: _Sentence) -> bool:
    """Whether two papers are of about the same time."""
    first, second = (desk.entry(each.document_id).issued_on for each in (one, other))
    if first is None or second is None:
        return False
    days = (_day(first) - _day(second)).days
    return abs(days) <= MONTHS_APART * 31


def _day(iso: str) -> dt.date:
    year, month, day = ([int(part) for part in iso.split("-")] + [1, 1])[:3]
    return dt.date(year, month, day)


def _difference(desk: Desk, one: _Sentence, other: _Sentence) -> Difference:
    cited = [desk.cite(e.document_id, e.clause_id, e.span) for e in (one, other)]
    matter = f"a figure: {_figures_of(one)} or {_figures_of(other)}"
    return Difference(
        matter, cited[0], cited[1], clipped(one.words, _WORDS), clipped(other.words, _WORDS)
    )


def _figures_of(sentence: _Sentence) -> str:
    return ", ".join(f"{figure}%" if unit == "%" else figure for figure, unit in sentence.figures)
