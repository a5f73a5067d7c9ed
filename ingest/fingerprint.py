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
_READERS = ("lxml", "olefile", "openpyxl", "pypdfium2", "python-calamine", "python-docx")


def fingerprint(data: bytes, overrides: Mapping[str, str], *, ocr: bool) -> str:
    """The same for the same bytes, read by the same code, told the same things by a person."""
    told = json.dumps([making(), sorted(overrides.items()), ocr])
    return hashlib.sha256(hashlib.sha256(data).digest() + told.encode()).hexdigest()


@cache
def making() -> str:
    """Names the code, its data and the libraries that turn bytes into documents."""
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(here.rglob("*")):
        if path.suffix in (".py", ".json") and path.relative_to(here).as_posix() not in _KEEPING:
            digest.update(path.relative_to(here).as_posix().encode())
            digest.update(path.read_bytes())
    for name in _READERS:
        digest.update(f"{name} {_version(name)}".encode())
    return digest.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
