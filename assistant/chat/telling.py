"""Chat-model mode: the quoting answer's clauses, told by a model, each statement verified.

What is answered, and from which clauses, was decided before: the model is given the clauses
that the quoting answer cites, and nothing where it cites none. What it says is checked by code,
statement by statement (``verifying``); what does not stand is dropped and counted, and where
what is left is not complete, the quoting answer is given.
"""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from assistant.answer.quoting import date_words, shown
from assistant.answers import Answer, Citation, ModelUse, Statement
from assistant.chat.calling import Caller
from assistant.chat.claims import Claim, claims, schema_of
from assistant.chat.cleaning import plain, speaks_to_a_machine
from assistant.chat.models import ModelError, Tokens, estimated
from assistant.chat.prompting import prompt
from assistant.chat.verifying import Clause, Entails, objections
from assistant.evidence.library import Library
from assistant.evidence.passages import coverage
from assistant.listening import SILENT, Listener, Said
from assistant.question.nouns import Question
from assistant.question.wants import holds

MOST_CLAUSES = 40  # a longer answer is a register, and told best as it stands
MOST_ASTRAY = 6  # statements dropped one after another, from which a model is heard no longer
SPOKEN_OF = 0.8  # share of what the quoting answer covers of the question
MOST_WRITTEN = 1024  # tokens of one reply
FEW = 2  # statements that stand as paragraphs; more are a list
_ITEM = re.compile(r"^\s*[-*] .*?((?:\[\d+\])+)$", re.M)
_NOTHING: dict[str, list[str]] = {"statements": []}


@dataclass(frozen=True)
class Chat:
    """Tells quoting answers in a model's words; ``window`` is what the model reads, in tokens."""

    caller: Caller
    library: Library
    window: int = 8192
    entails: Entails | None = None

    def told(self, quoted: Answer, question: Question) -> Answer:
        """The answer in the model's words where they stand and are complete, else as it was."""
        *_, last = self.telling(quoted, question)
        assert isinstance(last, Answer)
        return last

    def telling(
        self, quoted: Answer, question: Question, listener: Listener = SILENT
    ) -> Iterator[Said | Answer]:
        """Verified statements as they come, then the whole answer, which replaces them.

        Closing the iterator ends the model's work, and so does a listener who is gone: the
        answer is then quoted.
        """
        if quoted.status != "answered" or not quoted.citations:
            yield quoted
            return
        began = time.perf_counter()
        telling = _Telling(self, quoted, listener)
        failed = ""
        try:
            yield from telling.statements()
        except ModelError as error:
            failed = error.user_message
        fault = telling.incomplete(question)
        if failed and (fault or not telling.kept):
            fault = failed
        told = telling.answer(fault)
        spent = round((time.perf_counter() - began) * 1000, 2)
        times = {**quoted.timings_ms, "model": spent}
        times["total"] = round(times.get("total", 0.0) + spent, 2)
        yield replace(told, timings_ms=times)


class _Telling:
    """One answer being told: which clauses were given, what stood, what was dropped."""

    def __init__(self, chat: Chat, quoted: Answer, listener: Listener = SILENT) -> None:
        self._chat = chat
        self._listener = listener
        self._quoted = quoted
        self._prompt = prompt("answer")
        self._tokens = Tokens()
        self._given = {f"c{secrets.token_hex(3)}": citation for citation in quoted.citations}
        self.kept: list[Statement] = []
        self._numbers: dict[int, int] = {}
        self._dropped = 0
        self._reply = ""

    def statements(self) -> Iterator[Said]:
        """Each statement that stands, as soon as the model has ended it. Raises ModelError."""
        words = self._words()
        fits = estimated(words) + MOST_WRITTEN <= self._chat.window
        if len(self._given) > MOST_CLAUSES or not fits:
            raise ModelError("The clauses are more than the model reads at once.")
        if any(speaks_to_a_machine(each.quote) for each in self._quoted.citations):
            raise ModelError("A clause speaks to a machine, so no model is given it.")
        clauses = {key: self._clause(key, cited) for key, cited in self._given.items()}
        astray = 0
        with closing(self._pieces(words)) as pieces:
            for claim in claims(pieces):
                statement = self._verified(claim, clauses)
                astray = 0 if statement else astray + 1
                if statement:
                    yield Said(statement, self._cited(statement))
                if astray >= MOST_ASTRAY:
                    return

    def _pieces(self, words: str) -> Generator[str, None, None]:
        calling = self._chat.caller.stream(words, schema_of(list(self._given)), self._tokens)
        with closing(calling):
            for piece in calling:
                if not self._listener.there():
                    raise ModelError("Nobody was there to hear the model.")
                self._reply += piece
                yield piece

    def _words(self) -> str:
        clauses = "\n".join(
            f"[{key}] ({_label(cited)}) {plain(self._around(cited))} {plain(cited.quote)}"
            for key, cited in self._given.items()
        )
        asked = self._quoted.read_as or self._quoted.question
        values = {"clauses": clauses, "question": plain(asked), "mark": secrets.token_hex(8)}
        return self._prompt.filled(values)

    def _clause(self, key: str, cited: Citation) -> Clause:
        return Clause(key, plain(cited.quote), self._around(cited), _label(cited))

    def _around(self, cited: Citation) -> str:
        """The lead-ins that a point hangs on, or else its heading: without them it says nothing."""
        structure = self._chat.library.structure(cited.document.id)
        leads = [structure.words(each) for each in structure.lead_ins(cited.clause_id)]
        held = leads or list(cited.headings[-1:])
        return plain(" ".join(held))

    def _verified(self, claim: Claim, clauses: dict[str, Clause]) -> Statement | None:
        """The claim as a statement; None, and counted, where it does not stand."""
        known = tuple(dict.fromkeys(key for key in claim.keys if key in clauses))
        against = objections(
            claim.text,
            [clauses[key] for key in known],
            self._chat.library.councils(),
            self._chat.entails,
        )
        counts = self._chat.caller.counts
        counts.statements += 1
        if against or any(claim.text == shown_.text for shown_ in self.kept):
            self._dropped += 1
            counts.dropped += 1
            return None
        numbers = [self._number(self._given[key].number) for key in known]
        statement = Statement(shown(claim.text), tuple(numbers))
        self.kept.append(statement)
        return statement

    def _number(self, number: int) -> int:
        """A citation's number among those used, in the order of their use."""
        return self._numbers.setdefault(number, len(self._numbers) + 1)

    def _cited(self, statement: Statement) -> tuple[Citation, ...]:
        used = _renumbered(self._quoted.citations, self._numbers)
        return tuple(each for each in used if each.number in statement.citations)

    def incomplete(self, question: Question) -> str:
        """Why what stands is not the whole answer; "" when it is, or when the model denies one."""
        if not self.kept:
            return "" if self._denied() else "Nothing that the model said stands in the clauses."
        if self._wanted() - set(self._numbers):
            return "The model left something out."
        told = " ".join(statement.text for statement in self.kept)
        quotes = " ".join(citation.quote for citation in self._quoted.citations)
        if holds(question, told) < holds(question, quotes):
            return "The model left out what was asked for."
        asked = coverage(question.concepts, told)
        if asked < SPOKEN_OF * coverage(question.concepts, quotes):
            return "The model spoke of something else."
        return ""

    def _wanted(self) -> set[int]:
        """The citations that none may lack: each item of a list, else each document's first."""
        items = {
            int(n) for marks in _ITEM.findall(self._quoted.text) for n in re.findall(r"\d+", marks)
        }
        firsts: dict[str, int] = {}
        for citation in self._quoted.citations:
            firsts.setdefault(citation.document.id, citation.number)
        return items or set(firsts.values())

    def _denied(self) -> bool:
        """Whether the model said, in so many words, that the clauses do not answer."""
        bare = self._reply.strip().removeprefix("```json").strip("` \n")
        try:
            return bool(json.loads(bare) == _NOTHING)
        except (json.JSONDecodeError, RecursionError):
            return False

    def answer(self, fault: str) -> Answer:
        """The answer as told; the quoting answer where there is a ``fault``."""
        use = ModelUse(
            name=self._chat.caller.model.name,
            prompt=self._prompt.name,
            prompt_hash=self._prompt.hash,
            statements=len(self.kept) + self._dropped,
            dropped=self._dropped,
            tokens_read=self._tokens.read,
            tokens_written=self._tokens.written,
            fallback=fault or None,
        )
        if fault:
            self._chat.caller.counts.fallbacks += 1
            return replace(self._quoted, model=use)
        if not self.kept:
            return self._not_said(use)
        return replace(
            self._quoted,
            mode="chat",
            model=use,
            text=_text(self.kept),
            statements=tuple(self.kept),
            citations=_renumbered(self._quoted.citations, self._numbers),
        )

    def _not_said(self, use: ModelUse) -> Answer:
        return replace(
            self._quoted,
            mode="chat",
            model=use,
            status="not_found",
            text="The documents do not say. The nearest passages are shown.",
            statements=(),
            citations=(),
            nearest=self._quoted.citations[:3],
        )


def _label(cited: Citation) -> str:
    """ "Fernshire, improvement notice, 14 March 2024", as code knows the document."""
    source = cited.document
    who = " and ".join(source.councils) or plain(source.title)
    kind = source.kind.replace("_", " ") if source.kind != "other" else ""
    return ", ".join(part for part in (who, kind, date_words(source.issued)) if part)


def _text(statements: Sequence[Statement]) -> str:
    """The statements with their marks; several stand one below the other."""
    if len(statements) <= FEW:
        return "\n\n".join(statement.marked() for statement in statements)
    return "\n".join(f"- {statement.marked()}" for statement in statements)


def _renumbered(citations: Sequence[Citation], numbers: dict[int, int]) -> tuple[Citation, ...]:
    used = [
        replace(each, number=numbers[each.number]) for each in citations if each.number in numbers
    ]
    return tuple(sorted(used, key=lambda each: each.number))
