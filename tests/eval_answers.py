"""Invented cases and answers for the eval tests: the shapes are CONTRACT's, the words are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from eval.cases import Case, Evidence
from eval.subjects import Answer, Stretch

NOTICE = (
    "The Council must hold a review of every open case. "
    "The board will meet every six weeks. The chair is Dame Orla Whitcombe."
)
BULLETIN = "The board of Kelder meets every four weeks in the old library."


def a_case(**given: Any) -> Case:
    """A fact about Fernshire's notice, unless told otherwise."""
    values: dict[str, Any] = {
        "id": "x1",
        "set": "invented",
        "persona": "member",
        "kind": "fact",
        "question": "How often does Fernshire's board meet?",
        "gold_answer": "Every six weeks.",
        "answerable": True,
        "must_include": ("six weeks",),
        "evidence": (Evidence("000", "The board will meet every six weeks."),),
        "councils": ("Fernshire",),
    }
    return Case(**{**values, **given})


def a_document(
    document_id: str = "notice",
    source: str = "seeds/000_notice.txt",
    councils: Sequence[str] = ("Fernshire",),
    kind: str = "improvement_notice",
    issued: str | None = "2013-03-04",
) -> dict[str, Any]:
    """A document in CONTRACT's shape."""
    return {
        "id": document_id,
        "title": "A paper",
        "kind": kind,
        "councils": list(councils),
        "publisher": None,
        "issued": issued,
        "source": source,
        "sha256": "0" * 64,
        "part_of": None,
    }


def a_citation(
    quote: str, document: Answer | None = None, text: str = NOTICE, **given: Any
) -> dict[str, Any]:
    """A citation of ``quote`` where it stands in ``text``."""
    start = text.find(quote)
    values = {
        "number": 1,
        "quote": quote,
        "prefix": "",
        "suffix": "",
        "document": document or a_document(),
        "page": None,
        "clause": "1st paragraph",
        "headings": [],
        "start": start,
        "end": start + len(quote),
        "url": "/documents/notice",
    }
    return {**values, **given}


def an_answer(text: str = "Every six weeks. [1]", **given: Any) -> dict[str, Any]:
    """An answered question with the gold quotation, unless told otherwise."""
    values: dict[str, Any] = {
        "id": "a",
        "question": "?",
        "status": "answered",
        "text": text,
        "statements": [],
        "citations": [a_citation("The board will meet every six weeks.")],
        "options": [],
        "nearest": [],
        "scope": {"councils": ["Fernshire"], "kinds": [], "from": None, "to": None, "because": ""},
        "corpus": {"version": "1", "documents": 1},
        "mode": "quoting",
        "decision": {"confidence": None, "reasons": []},
        "timings_ms": {"understand": 1.0, "total": 4.0},
    }
    return {**values, **given}


@dataclass
class FakeSubject:
    """Answers from a script; its corpus is the notice and a bulletin of another council."""

    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    ranking: Sequence[Stretch] = ()
    asked: list[str] = field(default_factory=list)
    papers: Sequence[Answer] = (
        a_document(),
        a_document("bulletin", "seeds/002_bulletin.eml", ("Kelder",), "bulletin"),
    )

    def ask(self, question: str) -> Answer:
        """The scripted answer, else the right one."""
        self.asked.append(question)
        return self.answers.get(question, an_answer())

    def search(self, question: str, limit: int) -> Sequence[Stretch]:
        """The scripted ranking."""
        return self.ranking[:limit]

    def documents(self) -> Sequence[Answer]:
        """The notice and the bulletin."""
        return self.papers

    def text(self, document_id: str) -> str | None:
        """Their stored texts."""
        return {"notice": NOTICE, "bulletin": BULLETIN}.get(document_id)

    def stretches(self, document_id: str) -> Sequence[Stretch]:
        """Every sentence is a stretch."""
        source = next(each["source"] for each in self.papers if each["id"] == document_id)
        return sentences(document_id, source, self.text(document_id) or "")


def sentences(document_id: str, source: str, text: str) -> list[Stretch]:
    """The sentences of a text as stretches of it."""
    made, start = [], 0
    for sentence in text.split(". "):
        end = min(len(text), start + len(sentence) + 1)
        made.append(Stretch(document_id, source, start, end, text[start:end]))
        start = end + 1
    return made
