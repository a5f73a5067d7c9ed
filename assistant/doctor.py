"""The installation examined: each thing that must hold, whether it does, how to mend it."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.settings import Settings
from ingest.errors import NoticesError

if TYPE_CHECKING:
    from assistant.chat.models import ChatModel
    from ingest.corpus import Corpus
    from ingest.embedding import Embedder

State = Literal["ok", "note", "wrong"]
_OLDEST_PYTHON = (3, 11)
_LEAST_SPACE, _EASY_SPACE = 200 * 2**20, 2**30
_PACKAGE = "notice-assistant"
_PARTS = {"store": "The store", "word index": "The word index", "vector index": "The vector index"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined. ``mend`` says what to do, and is empty when all is well.

    "wrong" stops something from working; "note" is worth knowing and stops nothing.
    """

    name: str
    state: State
    what: str
    mend: str = ""

    def as_json(self) -> dict[str, str]:
        """The finding as ``notices doctor --json`` prints it."""
        return {"name": self.name, "state": self.state, "what": self.what, "mend": self.mend}


def examine(
    settings: Settings,
    *,
    embedder: Embedder | None = None,
    environment: Mapping[str, str] | None = None,
    chat_model: ChatModel | None = None,
) -> Iterator[Finding]:
    """Every finding in turn, as it is made; nothing is changed and nothing raised."""
    env = os.environ if environment is None else environment
    examinations: tuple[tuple[str, Callable[[], Iterator[Finding]]], ...] = (
        ("Python", _python),
        ("packages", _packages),
        ("settings", lambda: _settings(settings, env)),
        ("model", lambda: _model(settings, embedder)),
        ("chat model", lambda: _chat_model(settings, chat_model)),
        ("corpus", lambda: _corpus(settings, embedder)),
        ("Slack", lambda: _slack(settings)),
        ("tesseract", _tesseract),
        ("disk space", lambda: _disk(settings.home_path)),
    )
    for name, examination in examinations:
        try:
            yield from examination()
        except NoticesError as error:
            yield Finding(name, "wrong", "cannot be used", error.user_message)
        except Exception as error:  # a doctor that falls ill helps nobody
            yield Finding(
                name,
                "wrong",
                f"could not be examined ({type(error).__name__})",
                "Install again: make clean setup",
            )


def _python() -> Iterator[Finding]:
    version = sys.version.split()[0]
    if sys.version_info < _OLDEST_PYTHON:
        mend = "Install Python 3.11 or later, then: make clean setup PYTHON=python3.11"
        yield Finding("Python", "wrong", version, mend)
    else:
        yield Finding("Python", "ok", version)


def _packages() -> Iterator[Finding]:
    try:
        needed = _needed(metadata.requires(_PACKAGE) or [])
    except metadata.PackageNotFoundError:
        mend = "From a checkout: make setup. Otherwise: pip install notice-assistant"
        yield Finding("packages", "note", f"{_PACKAGE} itself is not installed as a package", mend)
        return
    missing = [name for name in needed if not _installed(name)]
    if missing:
        mend = f"pip install {' '.join(missing)} (in a checkout: make clean setup)"
        yield Finding("packages", "wrong", f"missing: {', '.join(missing)}", mend)
    else:
        yield Finding("packages", "ok", f"all {len(needed)} are installed")


def _needed(requirements: list[str]) -> list[str]:
    """The names that an installation without extras asks for."""
    plain = [each for each in requirements if "extra ==" not in each]
    return [found.group() for each in plain if (found := re.match(r"[\w.-]+", each))]


def _installed(name: str) -> bool:
    with suppress(metadata.PackageNotFoundError):
        metadata.version(name)
        return True
    return False


def _settings(settings: Settings, environment: Mapping[str, str]) -> Iterator[Finding]:
    known = {each.metadata["variable"]: each.name for each in fields(Settings)}
    given = [
        name
        for name, each in known.items()
        if getattr(settings, each) != Settings.__dataclass_fields__[each].default
    ]
    what = f"set: {', '.join(given)}" if given else "all as delivered"
    unknown = sorted(n for n in environment if n.startswith("NOTICES_") and n not in known)
    if unknown:
        mend = f"These do nothing; known are {', '.join(known)}."
        yield Finding("settings", "note", f"unknown: {', '.join(unknown)}", mend)
    else:
        yield Finding("settings", "ok", what)


def _model(settings: Settings, given: Embedder | None) -> Iterator[Finding]:
    from ingest.embedding import embedder

    model = given or embedder(settings.embedding)  # checks the weights' hash
    query = model.embed_query("How often does the board meet?")
    passage = model.embed_passages(["How often does the board meet?"])[0]
    if float(query @ passage) < 0.999:
        mend = "Install again: make clean setup. If it stays, ingest into a new --home."
        yield Finding("model", "wrong", f"{model.name} reads a question in two ways", mend)
    else:
        yield Finding("model", "ok", f"{model.name}, {model.dimension} dimensions, weights checked")


def _chat_model(settings: Settings, given: ChatModel | None) -> Iterator[Finding]:
    """Asks the chat model a question whose answer is known; quoting mode has none to ask."""
    if not settings.model and given is None:
        yield Finding("chat model", "ok", "none: quoting mode")
        return
    from assistant.bootstrap import open_chat_model
    from assistant.chat.calling import Caller
    from assistant.chat.claims import SCHEMA, claims
    from assistant.chat.models import Tokens
    from assistant.chat.prompting import prompt
    from assistant.chat.verifying import Clause, objections

    model = given or open_chat_model(settings)
    clause = Clause("c1", "The board must meet every six weeks.", "", "Fernshire, notice")
    values = {"mark": "0000", "clauses": f"[c1] ({clause.label}) {clause.words}"}
    words = prompt("answer").filled({**values, "question": "How often must the board meet?"})
    caller = Caller(model, float(settings.model_seconds))
    made = list(claims(caller.stream(words, SCHEMA, Tokens())))
    if any(not objections(each.text, [clause]) for each in made if "c1" in each.keys):
        yield Finding("chat model", "ok", f"{model.name} answers, and what it says stands")
        return
    what = f"{model.name} answers, but says nothing that stands in the clause it was given"
    yield Finding("chat model", "note", what, "Answers will be quoted. Try a larger model.")


def _corpus(settings: Settings, given: Embedder | None) -> Iterator[Finding]:
    """Look first, as a reader; then as a writer, which mends what a crash left behind."""
    from assistant.bootstrap import open_corpus
    from ingest.lock import LockedError
    from ingest.store import NoCorpusError

    home = settings.home_path
    try:
        with open_corpus(settings, embedder_=given) as corpus:
            count, passages = len(corpus.documents()), corpus.passage_count()
            seen = _amiss(corpus)
    except NoCorpusError:
        yield Finding("corpus", "note", f"none in {home} yet", "Make one: notices ingest PATH")
        return
    except sqlite3.DatabaseError:
        mend = f"Restore {home} from a copy, or move it away and ingest the documents again."
        yield Finding("corpus", "wrong", f"the store in {home} is damaged", mend)
        return
    yield Finding("corpus", "ok", f"{count} documents, {passages} passages in {home}")
    try:
        with open_corpus(settings, writable=True, embedder_=given) as corpus:
            left = _amiss(corpus)
    except LockedError as error:
        yield Finding("stores", "note", "not fully examined while written to", error.user_message)
        left = seen
    yield from (_whole(part, words, seen, left) for part, words in _PARTS.items())


def _amiss(corpus: Corpus) -> list[str]:
    """What the corpus finds wrong with itself; an index that does not open is one such thing."""
    from ingest.vectors import VectorsError

    try:
        return corpus.check()
    except VectorsError as error:
        return [error.user_message]


def _whole(part: str, begins: str, seen: list[str], left: list[str]) -> Finding:
    """One part of the corpus, from what was wrong at first and what still is."""
    before = [each for each in seen if each.startswith(begins)]
    now = [each for each in left if each.startswith(begins)]
    if now:
        mend = "Restore the folder from a copy, or ingest the documents into a new --home."
        more = f" (and {len(now) - 1} more)" if len(now) > 1 else ""
        return Finding(part, "wrong", now[0] + more, mend)
    if before:
        return Finding(part, "note", f"{len(before)} things were amiss; mended just now")
    return Finding(part, "ok", "whole")


def _slack(settings: Settings) -> Iterator[Finding]:
    from assistant.slack.checkup import examine_slack  # slow to import; for this alone

    yield from examine_slack(settings)


def _tesseract() -> Iterator[Finding]:
    mend = "Debian or Ubuntu: apt-get install tesseract-ocr; macOS: brew install tesseract"
    program = shutil.which("tesseract")
    if program is None:
        what = "not installed, so scanned pages cannot be read; everything else works"
        yield Finding("tesseract", "note", what, mend)
        return
    # The program found on PATH, with fixed arguments.
    listed = subprocess.run(  # noqa: S603
        [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
    )
    if "eng" not in (listed.stdout + listed.stderr).split():
        what = "installed without English, so scanned pages cannot be read"
        yield Finding("tesseract", "wrong", what, "apt-get install tesseract-ocr-eng")
    else:
        yield Finding("tesseract", "ok", program)


def _disk(home: Path) -> Iterator[Finding]:
    place = next(each for each in (home.absolute(), *home.absolute().parents) if each.exists())
    free = shutil.disk_usage(place).free
    what = f"{free / 2**30:.1f} GB free at {place}"
    if not os.access(place, os.W_OK):
        mend = f"Give yourself the right to write in {place}, or name another folder with --home."
        yield Finding("disk space", "wrong", f"{place} may not be written to", mend)
    elif free < _LEAST_SPACE:
        yield Finding("disk space", "wrong", what, "Free some space, or name another --home.")
    elif free < _EASY_SPACE:
        yield Finding("disk space", "note", what, "Enough to answer; free some before ingesting.")
    else:
        yield Finding("disk space", "ok", what)
