"""Cases: questions whose right answers are known, read from JSONL and checked on the way in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.errors import NoticesError

NATIONAL = "England"  # in a case's councils: national documents answer it too


class CaseError(NoticesError):
    """A question file that cannot be used; the message names the file and line."""

    status = 400


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that states the answer: ``doc`` is the start of a file name, or a path."""

    doc: str
    quote: str

    def stands_in(self, source: str) -> bool:
        """Whether a document ingested from ``source`` is the one meant."""
        return same_document(self.doc, source)


@dataclass(frozen=True, slots=True)
class Case:
    """One question with what a right answer must, and must not, say.

    ``must_include`` and ``must_not_include`` are searched with ``re.I | re.S`` in the
    answer's text without its marks. ``budget`` is the number of words that the text may
    have where the general rule is too small. ``documents`` name gold documents where no
    passage is given.
    """

    id: str
    set: str
    persona: str
    kind: str
    question: str
    gold_answer: str
    answerable: bool
    must_include: tuple[str, ...] = ()
    must_not_include: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    also: tuple[Evidence, ...] = ()
    budget: int = 0
    councils: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    note: str = ""

    @property
    def key(self) -> str:
        """The case's name among all sets."""
        return f"{self.set}/{self.id}"

    @property
    def gold_documents(self) -> tuple[str, ...]:
        """Every document that the case itself points to, in order, once each."""
        named = [*self.documents, *(e.doc for e in self.evidence), *(e.doc for e in self.also)]
        return tuple(dict.fromkeys(named))

    @property
    def local_councils(self) -> tuple[str, ...]:
        """The case's councils without the mark for national documents."""
        return tuple(name for name in self.councils if name != NATIONAL)


def same_document(doc: str, source: str) -> bool:
    """Whether ``doc`` (a path, or the start of a file's name) means the file ``source``.

    Both may have been cut at different folders: ``seeds/003_a.txt``, ``003_a.txt`` and
    ``003`` are one file, but ``003`` is not ``0031.txt``.
    """
    doc, source = doc.strip("/"), source.strip("/")
    if doc == source or source.endswith("/" + doc) or doc.endswith("/" + source):
        return True
    name = source.rsplit("/", 1)[-1]
    return "/" not in doc and re.match(re.escape(doc) + r"(?![0-9A-Za-z])", name) is not None


def load_cases(paths: Sequence[Path]) -> tuple[Case, ...]:
    """All cases of the files, in order; a file's set is its name without ``.jsonl``.

    Raises:
        CaseError: a file is missing, a line is no case, a pattern does not compile, or an
            id stands twice in one set.
    """
    cases: dict[str, Case] = {}
    for path in paths:
        for number, line in enumerate(_lines(path), 1):
            if not line.strip():
                continue
            case = _case(line, path, number)
            if case.key in cases:
                raise CaseError(
                    f"{path}, line {number}: the id {case.id} stands twice. Rename one."
                )
            cases[case.key] = case
    return tuple(cases.values())


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(
            f"{path} cannot be read as a question file ({type(error).__name__}). "
            "Give a JSONL file, one question a line."
        ) from error


def _case(line: str, path: Path, number: int) -> Case:
    where = f"{path}, line {number}"
    try:
        row = json.loads(line)
        case = Case(
            id=str(row["id"]),
            set=path.name.removesuffix(".jsonl"),
            persona=str(row.get("persona", "")),
            kind=str(row["kind"]),
            question=str(row["question"]),
            gold_answer=str(row.get("gold_answer") or ""),
            answerable=bool(row["answerable"]),
            must_include=_patterns(row, "must_include", where),
            must_not_include=_patterns(row, "must_not_include", where),
            evidence=_evidence(row.get("evidence") or ()),
            also=_evidence(row.get("also") or ()),
            budget=int(row.get("budget") or 0),
            councils=tuple(row.get("council") or ()),
            documents=tuple(row.get("documents") or ()),
            note=str(row.get("note") or ""),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CaseError(f"{where} is not a question: {error!r}. See docs/evaluation.md.") from error
    return case


def _patterns(row: Mapping[str, Any], field: str, where: str) -> tuple[str, ...]:
    patterns = tuple(str(pattern) for pattern in row.get(field) or ())
    for pattern in patterns:
        try:
            re.compile(pattern, re.I | re.S)
        except re.error as error:
            raise CaseError(
                f"{where}: {field} has a pattern that does not compile: {error}."
            ) from error
    return patterns


def _evidence(rows: Sequence[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(doc=str(row["doc"]), quote=str(row["quote"])) for row in rows)
