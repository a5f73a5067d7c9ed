"""The search copy of a document's words: never shown, never quoted."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence

from ingest.documents import Span

_TAG = re.compile(r"</?(?:u|b|i|em|strong|br|sup|sub|span)\b[^>]*>", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|^#{1,6}\s+", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]{1,200})\]\((?:[^)\s]{1,500})\)")
_BROKEN = re.compile(r"([A-Za-z]{2,})[-\u00ad\u2010\u0002]\s*\n\s*([a-z]{2,})")
_HIDDEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\ufffe\x00-\x08\x0b\x0c\x0e-\x1f]")
_BULLET = re.compile(
    r"(?:^|(?<=\s))[•▪■□◦○●◾◼➢➤❖✓✔☐☑☒▶►‣⁃∙٠\ue000-\uf8ff](?=\s|$)"
    r"|^\s*[-–—−─]\s+",
    re.MULTILINE,
)
_RAISED = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+")
_QUOTES = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-",
     "‐": "-", "‑": "-", "−": "-", "…": "...", "\u00a0": " ", "\t": " ", "|": " "}
)  # fmt: skip


def search_copy(words: str) -> str:
    """``words`` on one line for search: hyphens at line ends mended, ligatures, quotation marks
    and dashes folded, entities decoded, Markdown, tags, bullets and footnote marks dropped."""
    copy = html.unescape(words) if "&" in words else words
    copy = _BROKEN.sub(_mended, copy)
    copy = _TAG.sub("", copy) if "<" in copy else copy
    copy = _LINK.sub(r"\1", copy) if "](" in copy else copy
    copy = _EMPHASIS.sub("", copy)
    copy = _RAISED.sub(" ", _BULLET.sub(" ", copy))
    copy = _HIDDEN.sub("", copy)
    if not copy.isascii():
        copy = unicodedata.normalize("NFKC", copy.translate(_QUOTES))
    else:
        copy = copy.translate(_QUOTES)
    return " ".join(copy.split())


def lowered(text: str, raised: Sequence[Span]) -> str:
    """``text`` with a space for every raised figure, so that all offsets stay: "March 2014" and
    note 10, printed "March 2014¹⁰" and read "March 201410", is a date again."""
    pieces: list[str] = []
    place = 0
    for span in raised:
        start = max(place, span.start)
        pieces += (text[place:start], " " * (span.end - start))
        place = max(place, span.end)
    return "".join((*pieces, text[place:]))


_KEPT_PREFIXES = ("non", "multi", "self", "co", "inter", "cross", "well", "follow", "post", "pre")


def _mended(match: re.Match[str]) -> str:
    """A word cut at a line's end, whole again; "multi-" and its like keep their hyphen."""
    left, right = match.group(1), match.group(2)
    kept = left.lower() in _KEPT_PREFIXES
    return f"{left}-{right}" if kept else f"{left}{right}"
