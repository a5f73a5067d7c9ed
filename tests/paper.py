"""Readings made from text, as a reader would make them: one page each, or no pages."""

from __future__ import annotations

from ingest.documents import Line, Page, Reading, Span


def paper(text: str) -> Reading:
    """A transcript: a single page without a number."""
    return _reading([text], numbered=False)


def pages(*texts: str) -> Reading:
    """A PDF of these pages."""
    return _reading(list(texts), numbered=True)


def _reading(texts: list[str], *, numbered: bool) -> Reading:
    text, kept, lines = "", [], []
    for number, words in enumerate(texts, start=1):
        start = len(text)
        page = number if numbered else None
        for line in words.split("\n"):
            if line.strip():
                lines.append(Line(Span(len(text), len(text) + len(line)), page))
            text += line + "\n"
        kept.append(Page(page, Span(start, len(text))))
    media_type = "application/pdf" if numbered else "text/plain"
    return Reading(text, media_type, tuple(kept), tuple(lines))
