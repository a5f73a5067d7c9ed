"""Citations as Slack shows them: the compact list, and the words behind it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from assistant.answer.quoting import date_words, display
from assistant.answers import Answer, Citation, Source
from assistant.slack.messages import (
    LONGEST_TEXT,
    Block,
    Message,
    context,
    fallback,
    filled,
    marked_section,
    packed,
    plain_sections,
)
from assistant.slack.mrkdwn import clipped, escaped, harmless, link

_LONGEST_CLAUSE = 90
_LONGEST_TITLE = 120
_LONGEST_WORDS = 1_500  # of one quotation
_BESIDE = "  ·  "


def source_name(source: Source) -> str:
    """ "Fernshire, improvement notice, 14 March 2024"; the title where no council is known."""
    who = " and ".join(source.councils) or source.title or source.publisher or source.source
    kind = source.kind.replace("_", " ") if source.kind != "other" else ""
    return ", ".join(filter(None, (clipped(who, _LONGEST_TITLE), kind, date_words(source.issued))))


def place(citation: Citation) -> str:
    """ "page 3, Social care practice, 8th point"."""
    page = f"page {citation.page}" if citation.page else ""
    read = "read by OCR" if citation.ocr_confidence is not None else ""
    clause = clipped(citation.clause, _LONGEST_CLAUSE)
    return ", ".join(filter(None, (page, clause, read)))


def reference(citation: Citation, public_url: str) -> str:
    """One citation of a document named before it, leading to the source viewer."""
    label = f"[{citation.number}] {place(citation)}".strip()
    return link(address(public_url, citation.url), label)


def address(public_url: str, path: str) -> str:
    """A path of the web page as people reach it; "" where nobody does."""
    return f"{public_url.rstrip('/')}{path}" if public_url else ""


def source_list(citations: Sequence[Citation], public_url: str) -> list[Block]:
    """The sources, those of one document on its line; each leads to its clause."""
    lines = ["*Sources*"] if citations else []
    for _, run in groupby(citations, key=lambda each: each.document.id):
        same = list(run)
        head = f"{escaped(source_name(same[0].document))}: "
        lines += _wrapped(head, [reference(each, public_url) for each in same])
    return [marked_section(text) for text in packed(lines)]


def _wrapped(head: str, references: Sequence[str]) -> list[str]:
    """A document's line, on as many lines as one section's length asks for."""
    lines = [head]
    for each in references:
        gap = _BESIDE if lines[-1] != head else ""
        if len(lines[-1]) + len(gap) + len(each) > LONGEST_TEXT:
            lines.append(each)
        else:
            lines[-1] += gap + each
    return lines


def nearest_passages(citations: Sequence[Citation], public_url: str, longest: int) -> list[Block]:
    """What to look at where there is no answer: some words of each, and where they stand."""
    blocks: list[Block] = []
    for each in citations:
        words = clipped(harmless(display(each.quote)), longest)
        label = f"{source_name(each.document)}, {place(each)}".rstrip(", ")
        blocks += plain_sections([f"“{words}”"])
        blocks.append(context(link(address(public_url, each.url), label)))
    return blocks


def words_message(answer: Answer, public_url: str) -> Message:
    """Every quotation of an answer, cut at a quotation's end where there are too many."""
    lowest, over = 0, len(answer.citations) + 1
    while over - lowest > 1:
        middle = (lowest + over) // 2
        if _words(answer, middle, public_url).fits:
            lowest = middle
        else:
            over = middle
    return _words(answer, lowest, public_url)


def _words(answer: Answer, count: int, public_url: str) -> Message:
    blocks: list[Block] = []
    for _, run in groupby(answer.citations[:count], key=lambda each: each.document.id):
        same = list(run)
        blocks.append(context(f"*{escaped(source_name(same[0].document))}*"))
        blocks += plain_sections([_quoted(each) for each in same])
    if left := len(answer.citations) - count:
        page = link(address(public_url, f"/answers/{answer.id}"), "the whole answer")
        blocks.append(context(f"{left} more are left out here; see {page}."))
    return Message(fallback("The words of the sources"), filled(blocks))


def _quoted(citation: Citation) -> str:
    words = clipped(harmless(display(citation.quote)), _LONGEST_WORDS)
    return f"[{citation.number}] {harmless(place(citation))}\n“{words}”\n"
