"""What a file's documents were made from: unchanged means untouched.

The code that reads and cuts documents is part of it, by the hash of its source: no version
number can be forgotten. The embedding model is not, because the corpus itself notices
another model and embeds what it holds again, without reading a file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

# What only keeps and finds what others made: a change here makes no document differ.
_KEEPING = frozenset(
    {
        "catalogue.py",
        "containers.py",
        "corpus.py",
        "embedding.py",
        "encoder.py",
        "errors.py",
        "fingerprint.py",
        "lock.py",
        "nearest.py",
        "originals.py",
        "page_images.py",
        "pipeline.py",
        "records.py",
        "searching.py",
        "store.py",
        "upkeep.py",
        "vectors.py",
        "watching.py",
        "words.py",
        "writing.py",
    }
)
# What makes the register from documents that are stored already: a change here is no reason to
# read a file again, since the rows are made again from the store.
_DERIVING = frozenset(
    {
        "counted_times.py",
        "deadlines.py",
        "deriving.py",
        "due.py",
        "duties.py",
        "flattening.py",
        "holders.py",
        "itemising.py",
        "items.py",
        "measures.py",
        "modality.py",
        "named_periods.py",
        "notice_duties.py",
        "notice_kinds.py",
        "notice_numbers.py",
        "notice_stems.py",
        "notice_tables.py",
        "notice_topics.py",
        "plan_actions.py",
        "recommendation_tables.py",
        "recommendations.py",
        "recurrences.py",
        "requirements.py",
        "resolutions.py",
        "series.py",
        "target_tables.py",
    }
)
_DERIVED_WITH = frozenset({"dating.py", "documents.py", "navigation.py"})
_READERS = ("lxml", "olefile", "openpyxl", "pypdfium2", "python-calamine", "python-docx")


def fingerprint(data: bytes, overrides: Mapping[str, str], *, ocr: bool) -> str:
    """The same for the same bytes, read by the same code, told the same things by a person."""
    told = json.dumps([making(), sorted(overrides.items()), ocr])
    return hashlib.sha256(hashlib.sha256(data).digest() + told.encode()).hexdigest()


@cache
def making() -> str:
    """Names the code, its data and the libraries that turn bytes into documents."""
    digest = hashlib.sha256()
    for name, path in _sources():
        if name not in _KEEPING | _DERIVING:
            digest.update(name.encode())
            digest.update(path.read_bytes())
    for name in _READERS:
        digest.update(f"{name} {_version(name)}".encode())
    return digest.hexdigest()


@cache
def deriving() -> str:
    """Names the code that makes the register's rows from a stored document."""
    digest = hashlib.sha256()
    for name, path in _sources():
        if name in _DERIVING | _DERIVED_WITH:
            digest.update(name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources() -> list[tuple[str, Path]]:
    here = Path(__file__).parent
    found = (path for path in sorted(here.rglob("*")) if path.suffix in (".py", ".json"))
    return [(path.relative_to(here).as_posix(), path) for path in found]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
