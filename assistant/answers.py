"""The nouns of an answer: Scope, Citation, Statement, Answer. CONTRACT's JSON is made here."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, Self

Status = Literal["answered", "partial", "not_found", "clarify", "refused", "error"]


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be searched. Callers only ever narrow it; dates are ISO and inclusive.

    ``without`` are ids of documents that the caller may not use; no answer shows them.
    """

    councils: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    from_date: str | None = None
    to_date: str | None = None
    because: str = ""
    without: frozenset[str] = frozenset()

    def as_json(self) -> dict[str, Any]:
        """The contract's ``scope`` object."""
        return {
            "councils": list(self.councils),
            "kinds": list(self.kinds),
            "from": self.from_date,
            "to": self.to_date,
            "because": self.because,
        }

    @classmethod
    def of_json(cls, made: dict[str, Any]) -> Self:
        """The scope that ``as_json`` gave."""
        return cls(
            tuple(made["councils"]), tuple(made["kinds"]), made["from"], made["to"], made["because"]
        )


@dataclass(frozen=True, slots=True)
class Source:
    """The document that a citation opens, as a reader needs to know it."""

    id: str
    title: str
    kind: str
    councils: tuple[str, ...]
    publisher: str | None
    issued: str | None
    source: str
    sha256: str
    part_of: str | None

    def as_json(self) -> dict[str, Any]:
        """The contract's ``document`` object."""
        return {
            "id": self.id,
            "title": self.title,
            "kind": self.kind,
            "councils": list(self.councils),
            "publisher": self.publisher,
            "issued": self.issued,
            "source": self.source,
            "sha256": self.sha256,
            "part_of": self.part_of,
        }

    @classmethod
    def of_json(cls, made: dict[str, Any]) -> Self:
        """The source that ``as_json`` gave."""
        return cls(**{**made, "councils": tuple(made["councils"])})


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation and where it stands: ``quote == stored_text[start:end]``, always.

    ``prefix`` and ``suffix`` are the words around it, for a W3C TextQuoteSelector.
    """

    number: int
    quote: str
    prefix: str
    suffix: str
    document: Source
    page: int | None
    clause: str
    headings: tuple[str, ...]
    start: int
    end: int
    url: str
    clause_id: str
    ocr_confidence: float | None = None

    def as_json(self) -> dict[str, Any]:
        """The contract's citation object."""
        return {
            "number": self.number,
            "quote": self.quote,
            "prefix": self.prefix,
            "suffix": self.suffix,
            "document": self.document.as_json(),
            "page": self.page,
            "clause": self.clause,
            "headings": list(self.headings),
            "start": self.start,
            "end": self.end,
            "url": self.url,
            "clause_id": self.clause_id,
            "ocr_confidence": self.ocr_confidence,
        }

    @classmethod
    def of_json(cls, made: dict[str, Any]) -> Self:
        """The citation that ``as_json`` gave."""
        source = Source.of_json(made["document"])
        return cls(**{**made, "document": source, "headings": tuple(made["headings"])})


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement without marks, and the numbers of the citations that bear it."""

    text: str
    citations: tuple[int, ...]

    def marked(self) -> str:
        """The statement with its marks, as printed."""
        marks = "".join(f"[{number}]" for number in self.citations)
        return f"{self.text} {marks}" if marks else self.text


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What a chat model did for an answer: by which words, what stood, what it cost.

    ``statements`` were made, ``dropped`` of them because they do not stand in their clauses.
    ``fallback`` says why the quoting answer is given instead, None where it is not.
    ``reading_hash`` is that of the prompt by which the question was read as a follow-up, None
    where rules read it.
    """

    name: str
    prompt: str
    prompt_hash: str
    statements: int
    dropped: int
    tokens_read: int
    tokens_written: int
    fallback: str | None
    reading_hash: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The answer's ``model`` object."""
        return asdict(self)


def with_reader(teller: ModelUse | None, reader: ModelUse | None) -> ModelUse | None:
    """What a model did in all, where one read the question too; of the answer, if it told it."""
    if reader is None:
        return teller
    if teller is None:
        return replace(reader, reading_hash=reader.prompt_hash)
    return replace(
        teller,
        tokens_read=teller.tokens_read + reader.tokens_read,
        tokens_written=teller.tokens_written + reader.tokens_written,
        reading_hash=reader.prompt_hash,
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service says to one question.

    ``confidence`` is 0 to 1: how sure the decision to answer was, None where nothing was
    judged. ``nearest`` are quotations to look at where there is no answer. ``read_as`` is the
    question that was answered where ``question`` only made sense after the one before it.
    """

    id: str
    question: str
    status: Status
    text: str
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    options: tuple[str, ...] = ()
    nearest: tuple[Citation, ...] = ()
    scope: Scope = field(default_factory=Scope)
    corpus_version: str = ""
    corpus_documents: int = 0
    mode: str = "quoting"
    confidence: float | None = None
    reasons: tuple[str, ...] = ()
    timings_ms: dict[str, float] = field(default_factory=dict)
    read_as: str | None = None
    conversation_id: str | None = None
    model: ModelUse | None = None

    def as_json(self) -> dict[str, Any]:
        """The contract's Answer, with ``decision`` beside it."""
        return {
            "id": self.id,
            "question": self.question,
            "status": self.status,
            "text": self.text,
            "statements": [
                {"text": s.text, "citations": list(s.citations)} for s in self.statements
            ],
            "citations": [c.as_json() for c in self.citations],
            "options": list(self.options),
            "nearest": [c.as_json() for c in self.nearest],
            "scope": self.scope.as_json(),
            "corpus": {"version": self.corpus_version, "documents": self.corpus_documents},
            "mode": self.mode,
            "decision": {"confidence": self.confidence, "reasons": list(self.reasons)},
            "timings_ms": dict(self.timings_ms),
            "read_as": self.read_as,
            "conversation_id": self.conversation_id,
            "model": self.model.as_json() if self.model else None,
        }

    @classmethod
    def of_json(cls, made: dict[str, Any]) -> Self:
        """The answer that ``as_json`` gave."""
        return cls(
            id=made["id"],
            question=made["question"],
            status=made["status"],
            text=made["text"],
            statements=tuple(
                Statement(each["text"], tuple(each["citations"])) for each in made["statements"]
            ),
            citations=tuple(Citation.of_json(each) for each in made["citations"]),
            options=tuple(made["options"]),
            nearest=tuple(Citation.of_json(each) for each in made["nearest"]),
            scope=Scope.of_json(made["scope"]),
            corpus_version=made["corpus"]["version"],
            corpus_documents=made["corpus"]["documents"],
            mode=made["mode"],
            confidence=made["decision"]["confidence"],
            reasons=tuple(made["decision"]["reasons"]),
            timings_ms=dict(made["timings_ms"]),
            read_as=made.get("read_as"),  # answers kept by an earlier release have none
            conversation_id=made.get("conversation_id"),
            model=ModelUse(**made["model"]) if made.get("model") else None,
        )
