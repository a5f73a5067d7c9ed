"""Lists -> the lines of an answer: the lead-in once, then every point as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.composing import ROW_WORDS, excerpt_line
from assistant.answer.quoting import Line, Quotation, label, shown
from assistant.evidence.contents import Told, names_subject, subject, told_contents
from assistant.evidence.facts import HEADING_WORDS, Excerpt, heading_words
from assistant.evidence.improvements import Improvements
from assistant.evidence.library import Library
from assistant.evidence.lists import SHORT_LIST, Listing, led_by
from assistant.evidence.passages import coverage
from assistant.question.nouns import Question
from ingest.corpus import Entry
from ingest.documents import Clause, Span
from ingest.navigation import sentences

# Chosen on the development questions (docs/evaluation.md).
LONG_LIST = 75  # words from which a list of terms is given by its terms
NESTED = 60  # words up to which sub-points are given with their points
EXTRA_FROM = 0.75  # coverage from which a clause or list is given beside the first list,
EXTRA_WORDS = 60  # ... when the clause has no more words than this,
EXTRA_LIST = 120  # ... or the list no more than this;
AS_GOOD = 0.93  # share of the best list's lead-in's coverage from which another council's
LIKE_SCORE = 0.8  # ... with this share of its score is given too,
MOST_OTHERS = 2  # ... of at most so many councils
MOST_CLAUSES = 2  # ... at most so many clauses, or else one list
MOST_TOLD = 3  # sentences on the contents of what is asked about

LEAD_WORDS = 40  # of a lead-in that is shown whole

LABEL_REACH = 16  # characters before a point in which its printed number stands

_DUTY = re.compile(
    r"\b(?:must|shall|should|will|needs? to|ha(?:s|ve) to|ensur\w+|requir\w+|expect\w*)\b", re.I
)
_TERM = re.compile(r"^((?:\S+ ){0,5}\S+?)(?::\s| [–—-] )")


def lists_lines(
    question: Question, listed: Sequence[Listing], ranked: Sequence[Excerpt], library: Library
) -> tuple[Line, ...]:
    """The best list; where duties are asked for, also what else of its council states them.

    That is one further list or, with none, clauses that stand outside the list. Where the
    contents of something are asked for, every sentence on them is given; alone, when the
    list is of the contents of something else. Nothing, when there is no such sentence either.
    """
    best = listed[0]
    told = _told(question, best, ranked, library)
    wanted = subject(question)
    if wanted and not _names(best, wanted, library, strictly=bool(told)):
        return tuple(_told_line(each, library) for each in told[:MOST_TOLD])
    lines = list_lines(question, best, library)
    if not question.councils:
        lines = (*lines, *_of_other_councils(question, listed, library))
    if not question.obliges:
        return lines
    exact = bool(wanted) and _names(best, wanted, library, strictly=True)
    more = [
        each
        for each in listed[1:]
        if _adds_list(each, best)
        and not (exact and not _names(each, wanted, library, strictly=True))
    ][:1]
    lines = (*lines, *(line for each in more for line in list_lines(question, each, library)))
    lines = (*lines, *(_told_line(each, library) for each in told[:MOST_TOLD]))
    if more:
        return lines
    stated = {each.clause.id for each in told}
    beside = [each for each in ranked if _adds(each, best) and each.clause.id not in stated]
    if told:
        beside = [each for each in beside if names_subject(wanted, each.span_words)]
    return (*lines, *(excerpt_line(question, each, library) for each in beside[:MOST_CLAUSES]))


def _adds_list(listing: Listing, best: Listing) -> bool:
    """A further list of the same council, announced as what is asked for and not too long."""
    return (
        listing.led >= EXTRA_FROM
        and _together(listing.entry, best.entry)
        and listing.size <= EXTRA_LIST
        and listing.lead not in best.items
    )


def _told(
    question: Question, best: Listing, ranked: Sequence[Excerpt], library: Library
) -> list[Told]:
    """Sentences outside the list, of its council, on the contents of what is asked about."""
    entries = {each.evidence.entry.id: each.evidence.entry for each in ranked}
    own = [each for each in entries.values() if _together(each, best.entry)]
    inside = {clause.id for clause in (*best.items, best.lead) if clause}
    found = told_contents(question, own, library)
    return [each for each in found if each.clause.id not in inside]


def _names(listing: Listing, wanted: tuple[str, ...], library: Library, *, strictly: bool) -> bool:
    """Whether the list's lead-in, heading or document names what is asked about.

    If not ``strictly``, a list on the like thing will do ("plan"), or one that speaks of it in
    its points; with nothing better, such a list helps. One on no such thing never does.
    """
    text = library.document(listing.entry.id).text
    above = [clause.span.cut(text) for clause in (listing.lead, listing.heading) if clause]
    over = " ".join([listing.entry.title, *above])
    if strictly:
        return names_subject(wanted, over)
    points = (item.span.cut(text) for item in listing.items)
    return names_subject(wanted[-1:], over) or any(names_subject(wanted, each) for each in points)


def _told_line(told: Told, library: Library) -> Line:
    place = shown(heading_words(told.entry.id, told.clause.id, library))
    before = label(told.entry) + (f" – {place}" if place else "")
    sentence = (Quotation(told.entry.id, told.clause.id, (told.span,)),)
    return Line(f"{before}:", sentence, cited=sentence)  # the clause around it is on other things


def _of_other_councils(
    question: Question, listed: Sequence[Listing], library: Library
) -> tuple[Line, ...]:
    """With no council named: the like list of each other council, where there are few."""
    best = listed[0]
    others: dict[tuple[str, ...], Listing] = {}
    for listing in listed[1:]:
        alike = listing.led >= AS_GOOD * best.led and listing.score >= LIKE_SCORE * best.score
        if alike and listing.entry.councils:
            others.setdefault(tuple(listing.entry.councils), listing)
    others.pop(tuple(best.entry.councils), None)
    if not best.entry.councils or len(others) > MOST_OTHERS:
        return ()
    return tuple(line for each in others.values() for line in list_lines(question, each, library))


def whole_lines(
    question: Question, excerpt: Excerpt, library: Library, words: int = ROW_WORDS
) -> tuple[Line, ...]:
    """An excerpt as lines; one that breaks off with a colon brings the short list it leads into."""
    below = led_by(question, excerpt, library)
    if below and below.size <= SHORT_LIST:
        return list_lines(question, below, library)
    return (excerpt_line(question, excerpt, library, words),)


def _adds(excerpt: Excerpt, listing: Listing) -> bool:
    """A short duty of the same council that covers the question from outside the list."""
    inside = {clause.id for clause in (*listing.items, listing.lead) if clause}
    return (
        excerpt.inside >= EXTRA_FROM
        and bool(_DUTY.search(excerpt.span_words))
        and len(excerpt.span_words.split()) <= EXTRA_WORDS
        and not (excerpt.document_id == listing.entry.id and excerpt.clause.id in inside)
        and _together(excerpt.evidence.entry, listing.entry)
    )


def _together(one: Entry, other: Entry) -> bool:
    """Whether two documents may answer together: of the same councils; national ones, the same."""
    return one.id == other.id or bool(one.councils and one.councils == other.councils)


def list_lines(question: Question, listing: Listing, library: Library) -> tuple[Line, ...]:
    """The lead-in once, then every point, with its sub-points where the whole stays short."""
    structure = library.structure(listing.entry.id)
    text = library.document(listing.entry.id).text
    below = [list(structure.children(item.id)) for item in listing.items]
    nested = sum(len(sub.span.cut(text).split()) for subs in below for sub in subs)
    if listing.size + nested > NESTED:
        below = [[] for _ in listing.items]
    lines = [_lead_line(question, listing, text)]
    for item, term, subs in zip(listing.items, _terms(listing, text), below, strict=True):
        if term:
            lines.append(Line(f"{term} …", (_point(listing.entry, item, text),), "term"))
        else:
            lines.extend(_item_lines(listing.entry, item, subs, text))
    return tuple(lines)


def _lead_line(question: Question, listing: Listing, text: str) -> Line:
    head = shown(listing.heading.span.cut(text)) if listing.heading else ""
    before = label(listing.entry)
    if head and len(head.split()) <= HEADING_WORDS:
        before += f" – {head.rstrip(':')}"
    if listing.lead is None:
        return Line(f"{before} ({_points(len(listing.items))}):", (), "lead")
    lead = Quotation(listing.entry.id, listing.lead.id, _last_words(question, listing.lead, text))
    return Line(f"{before}:", (lead,), "lead")


def _last_words(question: Question, lead: Clause, text: str) -> tuple[Span, ...]:
    """A lead-in as it is shown: of a long one that says no more before, its last sentence."""
    said = sentences(text, lead.span)
    if len(lead.span.cut(text).split()) <= LEAD_WORDS or len(said) < 2 or len(lead.spans) > 1:
        return lead.spans
    told = [coverage(question.concepts, each.cut(text)) for each in said]
    return (said[-1],) if told[-1] >= max(told[:-1]) else lead.spans


def _terms(listing: Listing, text: str) -> list[str]:
    """The words before the colon or dash of each point, where a long list defines terms.

    The whole point stands in its citation; a list of terms is asked for by its terms.
    """
    found = [_TERM.match(shown(item.span.cut(text))) for item in listing.items]
    if listing.size <= LONG_LIST or not all(found):
        return [""] * len(listing.items)
    return [match.group(1) for match in found if match]


def improvement_lines(listed: Improvements, library: Library) -> tuple[Line, ...]:
    """An inspection's points for improvement, counted and complete."""
    report, heading = listed.report, listed.heading
    structure = library.structure(report.id)
    text = library.document(report.id).text
    head = f" – {shown(heading.span.cut(text)).rstrip('?:')}" if heading else ""
    lead = Line(f"{label(report)}{head} ({_points(len(listed.points))}):", (), "lead")
    made = (_item_lines(report, p, structure.children(p.id), text) for p in listed.points)
    return (lead, *(line for lines in made for line in lines))


def _points(count: int) -> str:
    return "1 point" if count == 1 else f"{count} points"


def _item_lines(entry: Entry, item: Clause, below: Sequence[Clause], text: str) -> tuple[Line, ...]:
    """A point of a list as printed, its sub-points under it."""
    subs = [sub for sub in below if sub.kind in ("point", "paragraph")]
    return (
        Line("", (_point(entry, item, text),), "item"),
        *(Line("", (_point(entry, sub, text),), "subitem") for sub in subs),
    )


def _point(entry: Entry, point: Clause, text: str) -> Quotation:
    """A point with its printed number: "3. Contingency planning"."""
    first = point.spans[0]
    before = text[max(0, first.start - LABEL_REACH) : first.start]
    printed = re.search(re.escape(point.label) + r"[ \t]*$", before)
    if not point.label or not printed or not any(c.isalnum() for c in point.label):
        return Quotation(entry.id, point.id, point.spans)
    start = first.start - len(printed.group())
    return Quotation(entry.id, point.id, (Span(start, first.end), *point.spans[1:]))
