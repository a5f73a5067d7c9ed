"""What makes a file be read again: other bytes, other code, other libraries, other orders."""

from __future__ import annotations

import ast
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from ingest import fingerprint as marking
from ingest import reading
from ingest.fingerprint import fingerprint


def _libraries_of_the_readers() -> set[str]:
    modules: set[str] = set()
    for path in Path(reading.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module.partition(".")[0])
    carriers = packages_distributions()
    return {carriers[one][0] for one in modules - sys.stdlib_module_names - {"ingest"}}


def test_every_library_that_reads_is_part_of_it_and_no_other() -> None:
    """A library that reads otherwise in its next version makes its files be read again."""
    assert set(marking._READERS) == _libraries_of_the_readers()


def test_a_new_version_of_a_library_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """The versions are those installed."""
    before = marking.making()
    monkeypatch.setattr(marking, "version", lambda package: "99.0")
    assert marking.making.__wrapped__() != before


def test_bytes_orders_and_ocr_show() -> None:
    """The same thing asked for twice is the same; anything else is not."""
    told = {"title": "Lanterns", "kind": "other"}
    turned = dict(reversed(told.items()))
    assert fingerprint(b"a", told, ocr=True) == fingerprint(b"a", turned, ocr=True)
    marks = [
        fingerprint(b"a", told, ocr=True),
        fingerprint(b"b", told, ocr=True),
        fingerprint(b"a", {}, ocr=True),
        fingerprint(b"a", told, ocr=False),
    ]
    assert len(set(marks)) == 4
