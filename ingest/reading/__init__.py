"""Readers: the bytes of a file become one canonical text with its pages, lines and tables."""

from __future__ import annotations

from ingest.documents import Reading
from ingest.reading import pdf, plain
from ingest.reading.failing import ReadingError

READER_VERSION = "1"
"""Part of a document's fingerprint: raised whenever the same bytes would read differently."""

__all__ = ["READER_VERSION", "ReadingError", "read"]


def read(name: str, data: bytes, *, ocr: bool = True) -> Reading:
    """Read a file by what its bytes are; raises ReadingError with what to do about it."""
    if b"%PDF-" in data[:1024]:
        return pdf.read(name, data, ocr=ocr)
    return plain.read(name, data)
