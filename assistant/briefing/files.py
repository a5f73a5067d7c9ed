"""A briefing as a file: which formats there are, and the bytes of each."""

from __future__ import annotations

from pathlib import PurePath

from assistant.briefing.pack import Briefing, BriefingError

FORMATS = ("docx", "pdf")
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def form_of(name: str) -> str:
    """The format that a file's name asks for.

    Raises BriefingError if it is neither Word nor PDF.
    """
    form = PurePath(name).suffix.lstrip(".").lower()
    if form not in FORMATS:
        raise BriefingError(
            f"A briefing is written as Word or PDF. Name a file that ends in .docx or .pdf, "
            f"not “{name}”."
        )
    return form


def briefing_file(briefing: Briefing, form: str) -> bytes:
    """The bytes of a briefing in one of FORMATS."""
    from assistant.briefing.pdf import heading_pages, pdf_bytes  # slow to load

    if form == "pdf":
        return pdf_bytes(briefing)
    from assistant.briefing.docx import docx_bytes

    return docx_bytes(briefing, heading_pages(briefing))


def file_name(briefing: Briefing, form: str) -> str:
    """A name to offer for download: "briefing-kelder-2024-05-16.docx"."""
    council = "-".join(briefing.council.lower().split())
    return f"briefing-{council}-{briefing.meeting}.{form}"
