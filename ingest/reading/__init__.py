"""Readers: the bytes of a file become one canonical text with its pages, lines and tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import import_module

from ingest.documents import Reading
from ingest.reading.detecting import (
    CSV,
    DOCX,
    EML,
    HTML,
    MSG,
    PDF,
    TEXT,
    XLS,
    XLSX,
    ZIP,
    detect,
    misnamed,
)
from ingest.reading.failing import ReadingError

__all__ = ["MOST_BYTES", "READERS", "READER_VERSION", "Reader", "ReadingError", "read"]

READER_VERSION = "7"
"""Part of a document's fingerprint: raised whenever the same bytes would read differently."""

MOST_BYTES = 500_000_000
"""The largest file that is read."""

Reader = Callable[[str, bytes], Reading]

READERS: dict[str, tuple[str, str]] = {
    PDF: ("pdf", "read"),
    DOCX: ("docx", "read"),
    HTML: ("html", "read"),
    EML: ("message", "read"),
    MSG: ("message", "read"),
    XLSX: ("spreadsheet", "read_workbook"),
    XLS: ("spreadsheet", "read_workbook"),
    CSV: ("spreadsheet", "read_csv"),
    TEXT: ("plain", "read"),
}
"""One reader a media type: its module here and its function. Another format is another entry
here and in `detecting`. A module is imported when a file first wants it: who only asks reads
nothing, and the libraries behind the readers are a third of the time of starting."""


def read(name: str, data: bytes, *, ocr: bool = True) -> Reading:
    """Read a file by what its bytes are, whatever its name says.

    The same bytes give the same Reading. Raises ReadingError, whose ``user_message``
    says what is wrong with the file and what to do about it.
    """
    if len(data) > MOST_BYTES:
        raise ReadingError(
            f"{name} is larger than {MOST_BYTES // 1_000_000} MB. Split it and add the parts."
        )
    kind = detect(name, data)
    if kind == ZIP:
        raise ReadingError(
            f"{name} is a zip archive. Add it as a file of its own, and each document in it is "
            "read, or unpack it first."
        )
    reading = _reader(kind, ocr)(name, data)
    warning = misnamed(name, kind)
    return replace(reading, warnings=(warning, *reading.warnings)) if warning else reading


def _reader(kind: str, ocr: bool) -> Reader:
    module, function = READERS[kind]
    made: Callable[..., Reading] = getattr(import_module(f"{__name__}.{module}"), function)
    return partial(made, ocr=ocr) if kind == PDF else made
