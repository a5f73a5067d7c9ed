"""What a file is, by its bytes; its name only settles what bytes cannot."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from ingest.reading.archives import open_archive
from ingest.reading.compound import Compound
from ingest.reading.failing import ReadingError
from ingest.reading.plain import decode

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
HTML = "text/html"
EML = "message/rfc822"
MSG = "application/vnd.ms-outlook"
CSV = "text/csv"
TEXT = "text/plain"
ZIP = "application/zip"

_NAMES = {
    PDF: "a PDF", DOCX: "a Word document", XLSX: "an Excel workbook", XLS: "an Excel workbook",
    HTML: "a web page", EML: "an e-mail", MSG: "an Outlook message", CSV: "a CSV table",
    TEXT: "plain text", ZIP: "a zip archive",
}  # fmt: skip
_SUFFIXES = {
    ".pdf": PDF, ".docx": DOCX, ".xlsx": XLSX, ".xlsm": XLSX, ".xls": XLS, ".html": HTML,
    ".htm": HTML, ".eml": EML, ".msg": MSG, ".csv": CSV, ".tsv": CSV, ".txt": TEXT, ".md": TEXT,
    ".markdown": TEXT, ".text": TEXT, ".zip": ZIP,
}  # fmt: skip
_SAVE_AS = {
    "doc": "an old Word document (.doc). Open it in Word and save it as .docx or PDF",
    "ppt": "a PowerPoint presentation. Save it as PDF",
    "locked": "an Office file locked with a password. Remove the password in Office",
    "odf": "an OpenDocument file. Save it as .docx, .xlsx or PDF",
    "rtf": "a rich-text file (RTF). Open it in Word and save it as .docx or PDF",
    "picture": "a picture. Print or save it as PDF, so that its text can be read by OCR",
}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_HTML = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]*):[ \t]")
_MAIL_HEADERS = {"from", "to", "date", "subject", "cc", "reply-to"}
_WIRE_HEADERS = {"message-id", "mime-version", "received", "return-path", "content-type"}


def detect(name: str, data: bytes) -> str:
    """The media type of a file's bytes; raises ReadingError for what cannot be read."""
    if not data:
        raise ReadingError(f"{name} is empty (0 bytes). Get the file again and add it once more.")
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(name, data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(name, data)
    if data.startswith(b"{\\rtf"):
        raise _unsupported(name, "rtf")
    if data.startswith(_PICTURES) and b"\x00" in data[:512]:
        raise _unsupported(name, "picture")
    return _text(name, data)


def misnamed(name: str, found: str) -> str | None:
    """A sentence for a person when the file is not what its suffix says."""
    suffix = PurePosixPath(name).suffix.lower()
    expected = _SUFFIXES.get(suffix)
    if expected is None or expected == found or {expected, found} <= {XLS, XLSX}:
        return None
    return f"The file is named {suffix} but is {_NAMES[found]}; it was read as that."


def _zipped(name: str, data: bytes) -> str:
    with open_archive(name, data) as archive:
        members = set(archive.namelist())
    if "word/document.xml" in members:
        return DOCX
    if members & {"xl/workbook.xml", "xl/workbook.bin"}:
        return XLSX
    if "ppt/presentation.xml" in members:
        raise _unsupported(name, "ppt")
    if "mimetype" in members and "content.xml" in members:
        raise _unsupported(name, "odf")
    return ZIP


def _compound(name: str, data: bytes) -> str:
    with Compound(name, data) as parts:
        if parts.has("__properties_version1.0"):
            return MSG
        if parts.has("EncryptedPackage"):
            raise _unsupported(name, "locked")
        if parts.has("Workbook") or parts.has("Book"):
            return XLS
        raise _unsupported(name, "ppt" if parts.has("PowerPoint Document") else "doc")


def _text(name: str, data: bytes) -> str:
    head, _ = decode(data[:8192])
    suffix = PurePosixPath(name).suffix.lower()
    if _HTML.match(head.lstrip("\ufeff")):
        return HTML
    if _is_mail(head, suffix):
        return EML
    return CSV if _SUFFIXES.get(suffix) == CSV else TEXT


def _is_mail(head: str, suffix: str) -> bool:
    """A memo typed as text also has From and To: only what mail servers write is proof."""
    headers: set[str] = set()
    for line in head.splitlines():
        if not line.strip():
            break
        match = _HEADER.match(line)
        if match:
            headers.add(match[1].lower())
        elif not line.startswith((" ", "\t")):
            return False
    written = headers & _MAIL_HEADERS
    return bool(written) and (bool(headers & _WIRE_HEADERS) or suffix == ".eml")


def _unsupported(name: str, kind: str) -> ReadingError:
    return ReadingError(f"{name} is {_SAVE_AS[kind]} and add it again.")
