"""Question + what the caller allows -> which documents may be searched, and why.

The hard scope is never widened: a caller's scope and the councils that a question
names decide which documents are searched at all. Kinds and years that a question
names order those documents (``priors``), or end the search when nothing of that kind
or year exists and the question is about just that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answers import Scope
from assistant.question.nouns import Question
from assistant.question.succession import succession
from assistant.question.titles import title_share
from ingest.corpus import Entry

# Factors of a document's prior, around 1; chosen on the development questions
# (docs/evaluation.md).
OF_KIND, OTHER_KIND = 1.15, 0.85  # where the question names a kind
DUTIES = 1.2  # a notice where a duty is asked for: duties are made there
LEVELS = 1.3  # thresholds guidance where a level is asked for
TITLED = 1.5  # a document that the question names by its title
TITLE_WORDS = 0.5  # what all of a title's words in the question add
OF_YEAR, YEAR_BESIDE, YEARS_APART = 1.25, 0.95, 0.75  # where it names years
UNDATED = 0.95
LATEST = 1.06  # of a council's inspection reports, where it names none

HALF_TITLE = 0.5  # share of a title's words from which a question may mean the document

NOTICE = "improvement notice"
_KIND_NAMES = {
    "improvement_notice": NOTICE,
    "thresholds_guidance": "thresholds document",
    "bulletin": "bulletin",
}


# With no council named, a question of practice is one for guidance; a report on one council
# or a paper of unknown kind answers it only when it is plainly better.
_GENERAL = {
    "statutory_guidance": 1.15,
    "legislation": 1.15,
    "other": 0.9,
    "inspection_report": 0.75,
}


@dataclass(frozen=True, slots=True)
class Scoped:
    """Documents that may be searched, with a factor for each, and the scope to show.

    ``priors`` maps document id -> factor around 1. ``missing`` is a sentence when what
    the question is about is not in the corpus at all; then nothing is searched. ``told_of`` is
    true where a notice is missing that other papers of the council may speak of.
    ``topical`` are documents of other councils that name a council of the question:
    only a table row that names it may be used from them.
    """

    documents: tuple[Entry, ...]
    scope: Scope
    priors: dict[str, float] = field(default_factory=dict)
    missing: str = ""
    told_of: bool = False
    topical: frozenset[str] = frozenset()

    @property
    def ids(self) -> frozenset[str]:
        """The ids that a search is limited to."""
        return frozenset(entry.id for entry in self.documents)


def resolve(question: Question, asked: Scope | None, entries: Sequence[Entry]) -> Scoped:
    """The scope of one question over the corpus's documents."""
    asked = asked or Scope()
    allowed = [entry for entry in entries if entry.same_as is None and _allowed(entry, asked)]
    named = _named(question, asked)
    if named:
        return _of_councils(question, asked, named, allowed)
    if question.councils and not question.everywhere:
        wanted = " and ".join(question.councils)
        return Scoped(
            (),
            _shown(asked, (), f"the caller's scope leaves {wanted} out"),
            missing=f"What may be searched here does not include {wanted}.",
        )
    narrows = asked != Scope(without=asked.without)
    because = asked.because or ("the caller narrowed the scope" if narrows else "")
    return Scoped(
        tuple(allowed), _shown(asked, asked.councils, because), _priors(question, allowed)
    )


def _of_councils(
    question: Question, asked: Scope, named: tuple[str, ...], allowed: Sequence[Entry]
) -> Scoped:
    """The documents of the councils named, national ones that are meant, and topical ones."""
    every = [entry for entry in allowed if set(entry.councils) & set(named)]
    others = [entry for entry in allowed if not set(entry.councils) & set(named)]
    own = _of_the_paper(question, _of_the_years(question, every))
    topical = [entry for entry in others if set(entry.mentions) & set(named)]
    national = [entry for entry in others if not entry.councils and _meant(question, entry)]
    because = "the question names " + " and ".join(named) if question.councils else asked.because
    documents = (*own, *national, *topical)
    return Scoped(
        documents,
        _shown(asked, named, because or "the caller narrowed the scope"),
        _priors(question, documents),
        _missing(question, named, own, [*topical, *national], others),
        _absent(question, own) == NOTICE,
        frozenset(entry.id for entry in topical),
    )


def _meant(question: Question, entry: Entry) -> bool:
    """Whether a question names a document by its title, or by most of it."""
    return entry.id in question.titled or title_share(question, entry) > HALF_TITLE


def _of_the_paper(question: Question, entries: list[Entry]) -> list[Entry]:
    """Of the kind of paper that a question asks of, where there is one: no other answers for it."""
    papers = [entry for entry in entries if entry.kind == question.said_in]
    return papers if papers and question.intent != "compare" else entries


def _of_the_years(question: Question, entries: list[Entry]) -> list[Entry]:
    """Of the years that a question names, only what is of such a year, or undated.

    With nothing of that year, everything stays: the year may be told of in another paper. So
    it does where a duty is asked for, whose date may lie years after the paper's.
    """
    if not question.years or (question.obliges and not question.dated_report):
        return entries
    if question.intent == "grade_change" and len(question.years) == 1:
        return entries  # "better in that year than before": the one before is of another year
    if question.since:
        later = [e for e in entries if max(years_of(e), default=question.since) >= question.since]
        return later or entries
    months = [e for e in entries if set(question.months) & {value[:7] for value in _dates(e)}]
    fitting = [e for e in entries if years_of(e) & set(question.years)]
    reports = [e for e in months if e.kind == "inspection_report"]
    if reports and question.about_inspection:
        return [e for e in fitting if e.kind != "inspection_report"] + reports
    if not fitting:
        return entries
    return fitting + [e for e in entries if e not in fitting and _may_tell(question, e)]


def _may_tell(question: Question, entry: Entry) -> bool:
    """Whether a paper of no year that is named may tell of one: undated, or of the year after.

    An inspection tells of its own year; a committee hears of the year that is over.
    """
    years = years_of(entry)
    if not years or entry.kind in ("inspection_report", "improvement_notice"):
        return not years
    return any(year + 1 in years for year in question.years)


def _allowed(entry: Entry, asked: Scope) -> bool:
    if entry.id in asked.without:
        return False
    if asked.councils and not set(asked.councils) & set(entry.councils):
        return False
    if asked.kinds and entry.kind not in asked.kinds:
        return False
    if asked.from_date and not (
        entry.issued_on and entry.issued_on >= asked.from_date[: len(entry.issued_on)]
    ):
        return False
    return not (asked.to_date and not (entry.issued_on and entry.issued_on <= asked.to_date))


def _named(question: Question, asked: Scope) -> tuple[str, ...]:
    if not question.councils or (question.everywhere and question.kinds):
        return asked.councils
    if not asked.councils:
        return question.councils
    return tuple(name for name in question.councils if name in asked.councils)


def _shown(asked: Scope, councils: tuple[str, ...], because: str) -> Scope:
    return Scope(councils, asked.kinds, asked.from_date, asked.to_date, because)


def _missing(
    question: Question, named: tuple[str, ...], own: Sequence[Entry], others: Sequence[Entry],
    elsewhere: Sequence[Entry],
) -> str:  # fmt: skip
    """A sentence when the corpus holds no document that could answer, else ""."""
    absent = [name for name in named if not any(name in entry.councils for entry in own)]
    if len(absent) == len(named) and not others:
        said = f"The documents hold nothing from or about {' or '.join(named)}."
        held = (council for entry in elsewhere for council in entry.councils)
        return f"{said} {succession(named, held)}".rstrip()
    words = _absent(question, own)
    return f"The documents hold no {words} of {' or '.join(named)}." if words else ""


def _absent(question: Question, own: Sequence[Entry]) -> str:
    """The kind of paper that a question names and the councils' papers are none of, in words."""
    held = {entry.kind for entry in own}
    names = (words for kind, words in _KIND_NAMES.items() if kind in set(question.kinds) - held)
    return next(names, "") if own else ""


def _priors(question: Question, entries: Sequence[Entry]) -> dict[str, float]:
    priors = {entry.id: _prior(question, entry) for entry in entries}
    if question.councils and not question.years:
        priors.update({each.id: priors[each.id] * LATEST for each in _latest(entries)})
    return priors


def _latest(entries: Sequence[Entry]) -> list[Entry]:
    """Each council's latest inspection report: with no year named, it tells how things are."""
    found: dict[tuple[str, ...], Entry] = {}
    for entry in entries:
        if entry.kind == "inspection_report" and entry.issued_on:
            known = found.get(tuple(entry.councils))
            if known is None or (known.issued_on or "") < entry.issued_on:
                found[tuple(entry.councils)] = entry
    return list(found.values())


def _prior(question: Question, entry: Entry) -> float:
    factor = 1.0
    kinds = set(question.kinds)
    if kinds:
        factor *= OF_KIND if entry.kind in kinds else OTHER_KIND
    if "level" in question.wants and entry.kind == "thresholds_guidance":
        factor *= LEVELS
    if question.obliges and entry.kind == "improvement_notice":
        factor *= DUTIES
    if question.years:
        factor *= _year_factor(question, entry)
    if not question.councils:
        if not question.about_inspection:
            factor *= _GENERAL.get(entry.kind, 1.0)
        titled = 0.0 if entry.councils else title_share(question, entry)
        factor *= 1 + TITLE_WORDS * titled if titled >= HALF_TITLE else 1.0
        factor *= TITLED if entry.id in question.titled else 1.0
    return factor


def _year_factor(question: Question, entry: Entry) -> float:
    years = years_of(entry)
    if not years:
        return UNDATED
    if years & set(question.years) or (question.since and max(years) > question.since):
        return OF_YEAR
    distance = min(abs(y - asked) for y in years for asked in question.years)
    return YEAR_BESIDE if distance == 1 else YEARS_APART


def years_of(entry: Entry) -> set[int]:
    """The years that a document is of: issued, inspected, or in its title."""
    titled = {int(word) for word in entry.title.split() if word.isdigit() and len(word) == 4}
    return {int(value[:4]) for value in _dates(entry)} | titled


def _dates(entry: Entry) -> list[str]:
    inspected = entry.inspected or ("", "")
    return [value for value in (entry.issued_on, *inspected) if value]
