"""Ablation: what each part of answering is worth, by taking it away and asking everything again.

A part is taken away by putting something plainer in its place for the length of one run, in
this process alone. The corpus stays as it is, so that parts of ingesting (how passages are cut
and what stands in front of them for the vectors) are not measured here.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from assistant import asking
from assistant.answer import answering, comparing, deciding, records
from assistant.answer.quoting import Line
from assistant.answers import Scope
from assistant.evidence import facts, retrieval
from assistant.evidence.library import Library
from assistant.question import concepts, understanding
from assistant.question.nouns import Question
from assistant.question.scoping import Scoped
from eval import corpora
from eval.cases import Case, load_cases
from eval.comparing import compare
from eval.runner import Result, as_json, run
from eval.sets import CACHE
from eval.subjects import Subject
from eval.summary import Group, summarise
from ingest import words
from ingest.corpus import Entry

SHOWN = ("accuracy", "list_items", "citation_recall", "citation_precision", "answered", "refused")


@dataclass(frozen=True, slots=True)
class Swap:
    """One name of a module, and what stands in its place."""

    module: ModuleType
    name: str
    value: object


@dataclass(frozen=True, slots=True)
class Part:
    """One part of answering, and the swaps that take it away."""

    name: str
    swaps: tuple[Swap, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The figures without one part; ``real`` where accuracy changed beyond noise."""

    part: str
    whole: Group
    change: float
    real: bool


def _swaps(module: ModuleType, **values: object) -> tuple[Swap, ...]:
    return tuple(Swap(module, name, value) for name, value in values.items())


def _nothing(*_: object, **__: object) -> tuple[()]:
    return ()


def _none(*_: object, **__: object) -> None:
    return None


def _one(*_: object, **__: object) -> float:
    return 1.0


def _no_forms(*_: object, **__: object) -> dict[str, list[str]]:
    return {}


def _unscoped(question: Question, asked: Scope | None, entries: Sequence[Entry]) -> Scoped:
    """Every document, whichever the question names."""
    searched = tuple(entry for entry in entries if entry.same_as is None)
    return Scoped(searched, asked or Scope())


def _as_cut(lines: Sequence[Line], _: Library) -> tuple[Line, ...]:
    return tuple(lines)


_NO_VETOES = _swaps(deciding, BESIDE_IT=-1.0, LIKE=-1.0)

PARTS: tuple[Part, ...] = (
    Part("likeness: words only", _swaps(retrieval, DENSE_WEIGHT=0.0)),
    Part("words: likeness only", _swaps(retrieval, WORDS_WEIGHT=0.0, PAIR_WEIGHT=0.0)),
    Part("neighbouring words", _swaps(retrieval, PAIR_WEIGHT=0.0)),
    Part("coverage", _swaps(retrieval, COVERAGE_WEIGHT=0.0, INSIDE_WEIGHT=0.0)),
    Part("identity in front, for words", _swaps(words, PREFIX_WEIGHT=0.0)),
    Part("scope", _swaps(asking, resolve=_unscoped)),
    Part("records", _swaps(asking, recorded=_none)),
    Part("lists", _swaps(answering, _lists=_nothing, _contents=_nothing)),
    Part("sides of comparisons", _swaps(asking, sides=_nothing)),
    Part("second excerpt of a side", _swaps(comparing, SECONDS=1)),
    Part(
        "abbreviations",
        (
            *_swaps(concepts, abbreviations=dict, _long_forms=dict),
            *_swaps(understanding, abbreviations=dict),
        ),
    ),
    Part("short forms that papers explain", _swaps(understanding, _short_forms=_no_forms)),
    Part("everyday words", _swaps(concepts, lay_words=dict, documents_words=_nothing)),
    Part(
        "what sort of thing is asked for",
        _swaps(facts, HELD_SHARE=0.0, NEAR_SHARE=0.0, HELD_WEIGHT=0.0, NEAR_WEIGHT=0.0),
    ),
    Part("definitions", (*_swaps(facts, defining=_one), *_swaps(retrieval, numbered=_one))),
    Part("vetoes of the decision", _NO_VETOES),
    Part(
        "decision: all is answered",
        (*_NO_VETOES, *_swaps(deciding, ANSWER_FROM=-1.0, ACCOUNT_FROM=-1.0)),
    ),
    Part(
        "citing the whole passage",
        tuple(Swap(module, "borne", _as_cut) for module in (answering, comparing, records)),
    ),
)


@contextmanager
def taken_away(part: Part) -> Iterator[None]:
    """Without one part for a while; everything is put back at the end."""
    kept = [(swap, getattr(swap.module, swap.name)) for swap in part.swaps]
    try:
        for swap in part.swaps:
            setattr(swap.module, swap.name, swap.value)
        yield
    finally:
        for swap, value in kept:
            setattr(swap.module, swap.name, value)


def ablate(
    cases: Sequence[Case], subject: Subject, parts: Sequence[Part] = PARTS
) -> tuple[Outcome, ...]:
    """Everything asked once with all parts, and once without each."""
    whole = run(cases, subject)
    outcomes = [Outcome("nothing", summarise(whole).whole, 0.0, False)]
    for part in parts:
        with taken_away(part):
            outcomes.append(_outcome(part.name, run(cases, subject), whole))
    return tuple(outcomes)


def _outcome(name: str, without: Sequence[Result], whole: Sequence[Result]) -> Outcome:
    difference = compare([as_json(each) for each in without], [as_json(each) for each in whole])
    accuracy = next(each for each in difference.comparisons if each.label == "answer accuracy")
    real = accuracy.worse or accuracy.better
    return Outcome(name, summarise(without).whole, accuracy.change.mean, real)


def table(outcomes: Sequence[Outcome]) -> str:
    """The outcomes as a Markdown table; a star marks a change beyond noise."""
    heads = ("taken away", "accuracy", "change", *(name.replace("_", " ") for name in SHOWN[1:]))
    lines = ["| " + " | ".join(heads) + " |", "|---|" + "---|" * (len(heads) - 1)]
    for each in outcomes:
        figures = [each.whole.figures.get(name) for name in SHOWN]
        shown = ["-" if figure is None else f"{figure.mean:.3f}" for figure in figures]
        change = f"{each.change:+.3f}{'*' if each.real else ''}" if each.change else ""
        lines.append("| " + " | ".join((each.part, shown[0], change, *shown[1:])) + " |")
    return "\n".join(lines)


def main(options_words: Sequence[str]) -> int:
    """Print the table for question files about a folder or a corpus that is there."""
    parser = argparse.ArgumentParser(prog="python -m eval ablate", description=__doc__)
    parser.add_argument("questions", nargs="+", type=Path, help="JSONL files, one question a line")
    place = parser.add_mutually_exclusive_group(required=True)
    place.add_argument("--documents", type=Path, help="ingest this folder into a throw-away corpus")
    place.add_argument("--home", type=Path, help="ask a corpus that is there already")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where corpora are kept")
    options = parser.parse_args(options_words)
    cases = load_cases(options.questions)
    home = options.home or corpora.build(options.documents, options.cache).home
    with corpora.subject_at(home) as subject:
        print(table(ablate(cases, subject)))
    return 0
