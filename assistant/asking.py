"""Assistant.ask: the one flow from a question to an answer, on one screen."""

from __future__ import annotations

import time
import uuid
from collections.abc import Sequence

from assistant import inspections
from assistant.answers import Answer, Citation, Scope, Status
from assistant.citing import verified
from assistant.comparing import council_groups, sides, speaks
from assistant.composing import (
    SIDE_WORDS,
    Draft,
    excerpt_line,
    fact_draft,
    fact_words,
    list_draft,
    points_draft,
)
from assistant.deciding import Decision, decide
from assistant.evidence import Evidence
from assistant.facts import Excerpt, excerpts
from assistant.guarding import refusal
from assistant.joining import about_name, part_excerpts, side_question
from assistant.library import Library
from assistant.lists import Listing, asks_improvement, best_improvements, led_by, listings
from assistant.questions import Question
from assistant.quoting import Line, Quoter, label, make_citation, render
from assistant.reckoning import interval_line, issued_lines
from assistant.retrieval import Retriever
from assistant.scoping import Scoped, referred, resolve
from assistant.understanding import understand

LIST_SHARE = 0.72
LED = 0.6
LISTS_FROM = 0.15
SIDES_FROM = 0.15
EXTRA_FROM = 0.75  # coverage from which a clause outside a list is given beside it
EXTRA_WORDS = 60
EXTRA_LIST = 120
SHORT_LIST = 90
NEAREST = 3
MOST_GROUPS = 3  # councils answered side by side; more are a question back
MOST_OPTIONS = 8


class Assistant:
    """Answers questions from one corpus. Safe to share between threads for reading."""

    def __init__(self, library: Library, retriever: Retriever) -> None:
        self.library = library
        self.retriever = retriever

    def ask(self, question: str, scope: Scope | None = None) -> Answer:
        """The answer to one question; every quotation in it stands in its document.

        Raises:
            NoticesError: the corpus cannot be read.
        """
        turn = _Turn(self, question, scope)
        refused = refusal(question)
        if refused:
            return turn.answer("refused", refused)
        return turn.run()

    def search(self, question: str, limit: int = 10, scope: Scope | None = None) -> list[Evidence]:
        """Ranked passages for a question inside its scope."""
        asked = self.understand(question)
        return self.retriever.search(asked, resolve(asked, scope, self.library.entries()), limit)

    def understand(self, question: str) -> Question:
        """The question as the house reads it."""
        read = understand(
            question, self.library.councils(), self.library.rarity, self.library.corrected
        )
        return referred(read, self.library.entries())


class _Turn:
    """One question on its way: holds its clock, its scope and its quoter."""

    def __init__(self, assistant: Assistant, text: str, asked: Scope | None) -> None:
        self._assistant = assistant
        self._library = assistant.library
        self._text = text
        self._asked = asked
        self._entries = {e.id: e for e in self._library.entries()}
        self._quoter = Quoter(self._library, self._entries.values())
        self._scope = asked or Scope()
        self._times: dict[str, float] = {}
        self._clock = self._began = time.perf_counter()

    def run(self) -> Answer:
        question = self._assistant.understand(self._text)
        scoped = resolve(question, self._asked, tuple(self._entries.values()))
        self._scope = scoped.scope
        self._lap("understand")
        if scoped.missing:
            return self.answer("not_found", scoped.missing)
        return self._register(question, scoped) or self._searched(question, scoped)

    def _register(self, question: Question, scoped: Scoped) -> Answer | None:
        """What registers hold is answered from them, complete."""
        issued = issued_lines(question, scoped, self._library)
        if issued and issued[0]:
            return self._draft(Draft(issued[0]), 0.95)
        if issued:
            return self.answer("not_found", issued[1])
        between = interval_line(question, scoped, self._library) if question.councils else ()
        if between:
            return self._draft(Draft(between), 0.95)
        finding = inspections.answer(question, scoped, self._library)
        if finding and finding.lines:
            return self._draft(Draft(finding.lines, finding.opening), 0.97)
        if finding and finding.missing:
            return self.answer("not_found", finding.missing)
        if asks_improvement(question) and question.councils:
            return self._improvements(question, scoped)
        return None

    def _improvements(self, question: Question, scoped: Scoped) -> Answer | None:
        reports = inspections.inspections(question, scoped)
        if not reports and question.years and question.intent == "improve":
            missing = inspections.none_held(question, scoped)
            return self.answer("not_found", missing.missing) if missing else None
        listed = best_improvements(question, reports, self._library)
        if listed is None:
            return None
        report, heading, points = listed
        return self._draft(points_draft(report, points, self._library, heading), 0.95)

    def _searched(self, question: Question, scoped: Scoped) -> Answer:
        parts = sides(question, scoped)
        if len(parts) > 1:
            return self._compared(question, parts)
        found = self._assistant.retriever.search(question, scoped)
        self._lap("retrieve")
        ranked = excerpts(question, found, self._library, fact_words(question))
        decision = decide(question, ranked)
        if ranked and decision.confidence > LISTS_FROM:
            several = self._several(question, found, ranked, decision)
            if several is not None:
                return self._draft(several, decision.confidence)
        if not decision.answers:
            return self._not_found(question, ranked, decision)
        groups = council_groups(ranked) if not scoped.scope.councils else [list(ranked)]
        if len(groups) > MOST_GROUPS:
            return self._clarify(question, groups)
        lines = [line for group in groups for line in self._facts(question, group, len(groups))]
        return self._draft(Draft(tuple(lines)), decision.confidence)

    def _parts(self, question: Question, found: Sequence[Evidence]) -> list[Excerpt]:
        """An excerpt for each question that this one joins, when all are of one set of councils."""
        parts = [self._assistant.understand(part) for part in question.parts]
        made = part_excerpts(question, parts, found, self._library) if parts else []
        councils = {each.evidence.entry.councils for each in made}
        return made if len(councils) == 1 else []

    @staticmethod
    def _list_fits(listing: Listing, best: Excerpt) -> bool:
        """The list's lead-in and headings say as much of the question as the best sentence does."""
        announced = listing.led >= LED and listing.covered >= best.inside - 0.05
        return announced or listing.led >= LIST_SHARE * best.inside

    def _several(
        self,
        question: Question,
        found: Sequence[Evidence],
        ranked: Sequence[Excerpt],
        decision: Decision,
    ) -> Draft | None:
        """An answer of several parts: one name's clauses, a joined question's parts, or a list."""
        named = about_name(question, found, self._library)
        joined = named if len(named) > 1 else self._parts(question, found)
        if len(joined) > 1:
            return Draft(tuple(excerpt_line(question, each, self._library) for each in joined))
        listed = self._listed(question, found, ranked, decision)
        return self._list(question, listed, ranked) if listed else None

    def _listed(
        self,
        question: Question,
        found: Sequence[Evidence],
        ranked: Sequence[Excerpt],
        decision: Decision,
    ) -> list[Listing]:
        """The lists that answer, best first; none when a sentence answers better."""
        below = led_by(question, ranked[0], self._library) if decision.answers else None
        if question.intent == "list":
            listed = listings(question, found[:25], self._library)
            fits = bool(listed) and self._list_fits(listed[0], ranked[0])
            if below and not any(each.items == below.items for each in listed[:2] if fits):
                return [below]
            return listed if fits else []
        if question.wants - {"yes_no"} and not (below and below.size <= SHORT_LIST):
            return []
        own = [below] if below else listings(question, [ranked[0].evidence], self._library)
        own = [each for each in own if ranked[0].clause in (*each.items, each.lead)]
        return [
            each for each in own if each.size <= SHORT_LIST and self._list_fits(each, ranked[0])
        ]

    def _list(
        self, question: Question, listed: Sequence[Listing], ranked: Sequence[Excerpt]
    ) -> Draft:
        best = listed[0]
        inside = {item.id for item in best.items} | ({best.lead.id} if best.lead else set())
        extras = [
            e
            for e in ranked
            if question.obliges
            and e.inside >= EXTRA_FROM
            and len(e.span_words.split()) <= EXTRA_WORDS
            and not (e.document_id == best.entry.id and e.clause.id in inside)
            and e.evidence.entry.councils == best.entry.councils
        ]
        more = [
            other
            for other in listed[1:]
            if question.obliges
            and other.led >= EXTRA_FROM
            and other.entry.councils == best.entry.councils
            and other.size <= EXTRA_LIST
        ]
        first = list_draft(question, best, self._library, extras[:2] if not more else ())
        rest = [list_draft(question, other, self._library) for other in more[:1]]
        return Draft((*first.lines, *(line for draft in rest for line in draft.lines)))

    def _facts(self, question: Question, group: list[Excerpt], groups: int) -> tuple[Line, ...]:
        if groups > 1:
            return (excerpt_line(question, group[0], self._library),)
        return fact_draft(question, group, self._library).lines

    def _clarify(self, question: Question, groups: Sequence[list[Excerpt]]) -> Answer:
        """Several councils could be meant: offers the same question for each."""
        names = [
            group[0].evidence.entry.councils[0]
            for group in groups
            if group[0].evidence.entry.councils
        ]
        options = tuple(f"{self._text.rstrip(' ?')} in {name}?" for name in names[:MOST_OPTIONS])
        text = (
            f"Which council do you mean? The documents of {len(names)} councils could answer that."
        )
        return self.answer("clarify", text, options=options)

    def _compared(self, question: Question, parts: Sequence[tuple[str, Scoped]]) -> Answer:
        lines: list[Line] = []
        confidence: list[float] = []
        silent: list[str] = []
        joined = [self._assistant.understand(part) for part in question.parts]
        for name, part in parts:
            asked = side_question(question, joined, name)
            found = self._assistant.retriever.search(asked, part)
            ranked = excerpts(asked, found, self._library, SIDE_WORDS.get(len(parts), 40))
            decision = decide(asked, ranked)
            confidence.append(decision.confidence)
            if not ranked or decision.confidence < SIDES_FROM or not speaks(asked, ranked[0]):
                silent.append(name)
                continue
            lines.append(
                excerpt_line(question, ranked[0], self._library, SIDE_WORDS.get(len(parts), 40))
            )
        self._lap("retrieve")
        for name in silent:
            lines.append(Line(f"{name}: the documents do not say.", (), "said"))
        if len(silent) == len(parts):
            return self.answer("not_found", "The documents do not say.")
        status: Status = "partial" if silent else "answered"
        return self._draft(Draft(tuple(lines)), min(confidence), status)

    def _draft(self, draft: Draft, confidence: float, status: Status = "answered") -> Answer:
        made = [(self._quoter.statement(line), line.role) for line in draft.lines]
        citations = tuple(self._quoter.citations)
        if not verified(citations, self._scope, self._library):
            return self.answer(
                "error",
                "The answer could not be verified against its documents, so it is not shown.",
            )
        text = render(made, draft.opening)
        self._lap("answer")
        return self.answer(status, text, [s for s, _ in made], citations, confidence=confidence)

    def _not_found(
        self, question: Question, ranked: Sequence[Excerpt], decision: Decision
    ) -> Answer:
        entries = self._entries
        nearest = tuple(
            make_citation(self._library, entries, e.document_id, e.clause.id, e.span, n)
            for n, e in enumerate(ranked[:NEAREST], 1)
        )
        where = " and ".join(question.councils)
        text = f"The documents{f' on {where}' if where else ''} do not say."
        if ranked:
            text += f" The nearest passage is in {label(ranked[0].evidence.entry)}."
        self._lap("answer")
        return self.answer(
            "not_found",
            text,
            nearest=nearest,
            confidence=decision.confidence,
            reasons=decision.reasons,
        )

    def answer(
        self,
        status: Status,
        text: str,
        statements: Sequence[object] = (),
        citations: tuple[Citation, ...] = (),
        *,
        nearest: tuple[Citation, ...] = (),
        options: tuple[str, ...] = (),
        confidence: float | None = None,
        reasons: tuple[str, ...] = (),
    ) -> Answer:
        self._times["total"] = round((time.perf_counter() - self._began) * 1000, 2)
        return Answer(
            id=uuid.uuid4().hex,
            question=self._text,
            status=status,
            text=text,
            statements=tuple(statements),  # type: ignore[arg-type]
            citations=citations,
            options=options,
            nearest=nearest,
            scope=self._scope,
            corpus_version=self._library.version,
            corpus_documents=sum(1 for e in self._entries.values() if e.same_as is None),
            confidence=confidence,
            reasons=reasons,
            timings_ms=dict(self._times),
        )

    def _lap(self, name: str) -> None:
        now = time.perf_counter()
        self._times[name] = round((now - self._clock) * 1000, 2)
        self._clock = now
