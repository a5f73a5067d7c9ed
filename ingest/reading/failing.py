"""How reading fails: always with a sentence that says what is wrong and what to do."""

from __future__ import annotations

from ingest.errors import NoticesError


class ReadingError(NoticesError):
    """A file could not be read; nothing of it entered the corpus."""

    status = 422
