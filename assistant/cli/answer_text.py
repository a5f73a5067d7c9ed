"""An Answer as a person reads it in a terminal: plain words, wrapped, sources below."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from itertools import groupby

from assistant.answer.quoting import date_words, display
from assistant.answers import Answer, Citation, Source

_ESCAPED = re.compile(r"\\([\\`*\[\]<])")
_LIST_MARK = re.compile(r"(\s*)((?:[-*]|\d+[.)]|>)\s+)")
_QUOTE_LENGTH = 320
_NEAREST_LENGTH = 200
_CUT = " […]"

Style = Callable[[str], str]


def answer_text(answer: Answer, width: int, bold: Style = str) -> str:
    """The whole answer: text, options, sources, nearest passages, and how it was all read."""
    blocks = [_filled(f"Read as: {answer.read_as}", width)] if answer.read_as else []
    blocks.append(_body(answer.text, width))
    if answer.options:
        blocks.append("\n".join(_options(answer, width, bold)))
    if answer.citations:
        blocks.append(_sources("Sources", answer.citations, width, bold, _QUOTE_LENGTH))
    if answer.nearest:
        blocks.append(_sources("Nearest passages", answer.nearest, width, bold, _NEAREST_LENGTH))
    if scope := scope_line(answer):
        blocks.append(_filled(scope, width))
    return "\n\n".join(block for block in blocks if block)


def scope_line(answer: Answer) -> str:
    """ "Read with: Kelder only, because the question names Kelder."; "" if nothing narrows it."""
    scope = answer.scope
    parts = [" and ".join(scope.councils), *(each.replace("_", " ") for each in scope.kinds)]
    if scope.from_date:
        parts.append(f"from {date_words(scope.from_date)}")
    if scope.to_date:
        parts.append(f"to {date_words(scope.to_date)}")
    if not any(parts):
        return ""
    because = f", because {scope.because}" if scope.because else ""
    return f"Read with: {', '.join(filter(None, parts))} only{because}."


def source_name(source: Source) -> str:
    """ "Fernshire, improvement notice, 14 March 2024"; the title where no council is known."""
    who = " and ".join(source.councils) or source.title or source.publisher or source.source
    known = [
        who,
        source.kind.replace("_", " ") if source.kind != "other" else "",
        date_words(source.issued),
    ]
    return ", ".join(part for part in known if part)


def _body(markdown: str, width: int) -> str:
    """Markdown wrapped line by line, list items hanging; emphasis marks and escapes dropped."""
    lines = []
    for line in _ESCAPED.sub(r"\1", markdown.strip().replace("**", "")).splitlines():
        mark = _LIST_MARK.match(line)
        hang = " " * len(mark.group()) if mark else ""
        lines.append(_filled(line, width, rest=hang))
    return "\n".join(lines)


def _options(answer: Answer, width: int, bold: Style) -> Iterator[str]:
    yield bold("Which did you mean?")
    for number, option in enumerate(answer.options, 1):
        yield _filled(f"{number}. {option}", width, first="  ", rest="     ")


def _sources(
    head: str, citations: tuple[Citation, ...], width: int, bold: Style, longest: int
) -> str:
    """The citations, those of one document that follow each other under its name."""
    lines = [bold(head)]
    for _, run in groupby(citations, key=lambda each: each.document.id):
        same = tuple(run)
        source = same[0].document
        lines.append(_filled(f"{source_name(source)} ({source.source})", width, rest="  "))
        for citation in same:
            lines.extend(_source(citation, width, longest))
    return "\n".join(lines)


def _source(citation: Citation, width: int, longest: int) -> Iterator[str]:
    """Number, page and clause; how sure the reading of a scanned page is; the words."""
    mark = f"  [{citation.number}] "
    indent = " " * len(mark)
    page = f"page {citation.page}" if citation.page else ""
    place = ", ".join(filter(None, (page, citation.clause)))
    yield _filled(f"{mark}{place}", width, rest=indent)
    if citation.ocr_confidence is not None:
        read = f"read by OCR, confidence {citation.ocr_confidence:.2f}"
        yield _filled(read, width, first=indent, rest=indent)
    quote = f"“{_clipped(display(citation.quote), longest)}”"
    yield _filled(quote, width, first=indent, rest=indent)


def _clipped(text: str, longest: int) -> str:
    """At most about ``longest`` characters, ended at a word, the cut shown."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0] + _CUT


def _filled(text: str, width: int, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=rest,
        break_on_hyphens=False, break_long_words=False,
    )  # fmt: skip
