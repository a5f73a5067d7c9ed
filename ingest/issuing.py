"""When a document was issued and when an inspection took place, and how that is known."""

from __future__ import annotations

import re

from ingest.dating import DateChain, WrittenDate, date_chains, hand_date, years_in
from ingest.documents import Dated, Kind, Span

_FRONT_LENGTH = 3000
_TABLE_TABS = 3
_HEAD_LENGTH = 900
_FIRST_LINES = 12
_PUBLISHED = re.compile(
    r"(?<!originally )(?<!first )(?:\b|(?-i:(?<=[a-z])(?=[PR])))"
    r"(?:published by [^\n.]{3,80}? on|report published"
    r"|date published|published(?: on)?|publication date|date of publication"
    r"|date of issue|issued on|issue date)\s*:?[*\s]{0,6}(?=\S)"
    r"|(?:(?<=\. )|^)issued(?: on| in)?[ \t]+(?=\S)",
    re.IGNORECASE | re.MULTILINE,
)
_GIVEN = re.compile(
    r"\bthis\s+(?:improvement\s+|statutory\s+)?(?:notice|direction)\s+(?:is|was|has\s+been)\s+"
    r"(?:being\s+)?(?:issued|given|made|served)\b[^.]{0,160}?\bon\s+(?=\d)"
    r"|^[\s*#]*(?:date\s+of\s+issue|issued(?:\s+on)?|date\s+issued)[*\s]*:[*\s]*(?=\d)"
    r"|^[\s*#]*issued\s+on\s+(?=\d)",
    re.I | re.MULTILINE,
)
_LAST_PUBLISHED = re.compile(
    r"^[\s*]*(?:report )?published(?: on)?:?\s+(?=\d)", re.I | re.MULTILINE
)
_REVISED = re.compile(
    r"\b(?:revision dates?|last (?:revised|reviewed|updated)|revised|reviewed|updated)"
    r"(?: (?:on|in))?\s*:?[*\s]{0,6}(?=\S)|\bversion \d+(?:\.\d+)*[\s,:–-]{1,4}(?=\S)",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(
    r"^[\s*#]*date(?:d| of (?:meeting|paper|report))?[*\s]*:[*\s]*", re.IGNORECASE | re.MULTILINE
)
_ADDRESSED = re.compile(
    r"^[\s*#]*to\s*:[^\n]{0,80}\n?[^\n]{0,40}?"
    r"(?=\b(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+,?\s+20\d\d))",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNATURE = re.compile(
    r"^[\s*]*(?:signed|dated?)\b[*\s]*:?[ \t*]*(?P<field>[^\n]*)", re.IGNORECASE | re.MULTILINE
)
_FIELD_LABELS = re.compile(r"\b(?:signed|dated?|name|position)\b\s*:?|[*_]+", re.IGNORECASE)
_INSPECTED = re.compile(r"^[\s*#]*inspection\s+dates?[*\s]*:?[*\s]*", re.IGNORECASE | re.MULTILINE)
_LETTER = re.compile(r"^\s*dear\b", re.IGNORECASE | re.MULTILINE)
_VISITED = re.compile(
    r"\b(?:visit|inspection) (?:to|of|in) [^.]{3,120}?\s(?:on|between|from)\s+(?=\d)", re.IGNORECASE
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|&copy;)\s*(?:crown )?copyright\s+((?:19|20)\d\d)", re.IGNORECASE
)
_MEETING_KINDS = frozenset(
    {"agenda", "minutes", "committee_report", "scorecard", "improvement_plan"}
)
_NAME_NUMERIC = re.compile(r"(?<!\d)(\d{1,2}) (\d{1,2}) ((?:19|20)\d\d)(?!\d)")
_NAME_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d) (\d\d) (\d\d)(?!\d)")
_NAME_MONTH = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]* (\d\d)(?!\d)", re.IGNORECASE
)


def issued_on(text: str, kind: Kind, source: str) -> Dated | None:
    """The date of issue: stated in the text, else in the file name, else None."""
    stated = _notice_issued(text) if kind == "improvement_notice" else _stated(text, kind)
    return stated or _from_file_name(source) or _from_copyright(text)


def inspected_on(text: str) -> tuple[str, str] | None:
    """First and last day of an inspection as its front page gives them ("" if not given)."""
    front = text[: _FRONT_LENGTH * 2]
    for label in (*_INSPECTED.finditer(front), *_VISITED.finditer(front)):
        chain = next(date_chains(front, label.end(), label.end() + 90), None)
        if chain is not None and chain.span.start - label.end() < 25 and chain.dates[0].iso:
            last = chain.dates[-1].iso if len(chain.dates) > 1 else ""
            return chain.dates[0].iso, last or ""
    return None


def _stated(text: str, kind: Kind) -> Dated | None:
    front = text[:_FRONT_LENGTH]
    if kind in _MEETING_KINDS:
        found = _meeting_date(front)
        if found is not None:
            return found
    published = _labelled(front, _PUBLISHED)
    if kind == "inspection_report":
        letter = _date_line(text) if _LETTER.search(front) else None
        return published or _labelled(text, _LAST_PUBLISHED) or letter
    published = published or _date_line(text)
    revised = _labelled(front, _REVISED)
    if published and revised:
        return max(published, revised, key=lambda dated: dated.iso)
    return published or revised or _labelled(front, _DATE_LABEL)


def _meeting_date(front: str) -> Dated | None:
    for label in (_DATE_LABEL, _ADDRESSED):
        found = _labelled(front, label)
        if found is not None and found.precision == "day":
            return found
    for chain in date_chains(front, 0, _HEAD_LENGTH):
        date = chain.dates[0]
        if date.precision == "day" and date.iso and _heads_a_paper(front, chain):
            return _dated(date, "stated")
    return None


def _heads_a_paper(front: str, chain: DateChain) -> bool:
    """The date of a meeting closes its line, or is followed by the time; a deadline does not."""
    before = front[max(0, chain.span.start - 30) : chain.span.start]
    if re.search(r"\b(?:as at|from|by|until|before|after|since|taken|to be)\s+\Z", before, re.I):
        return False
    end = front.find("\n", chain.span.end)
    after = front[chain.span.end : end if end >= 0 else len(front)]
    if front[front.rfind("\n", 0, chain.span.start) + 1 : end].count("\t") >= _TABLE_TABS:
        return False
    return len(chain.dates) == 1 and re.match(r"[\s.,:*]*(?:$|\(|at\b|[-–])", after) is not None


def _labelled(front: str, label: re.Pattern[str]) -> Dated | None:
    """The latest date that stands right after the label."""
    found: list[WrittenDate] = []
    for match in label.finditer(front):
        chain = next(date_chains(front, match.end(), match.end() + 120), None)
        if chain is None or front[match.end() : chain.span.start].strip(" *\n\t\r:–-—") != "":
            continue
        found += [date for date in chain.dates if date.iso]
    if not found:
        return _labels_then_dates(front, label)
    return _dated(max(found, key=lambda date: date.iso or ""), "stated")


def _labels_then_dates(front: str, label: re.Pattern[str]) -> Dated | None:
    """A web page's print: the labels in one column, their dates in the next, in order."""
    if label is not _PUBLISHED or not re.search(
        r"published\s*\n\s*last updated\s*\n", front[:400], re.I
    ):
        return None
    lines = [chain for chain in date_chains(front, 0, 900) if _is_alone(front, chain)]
    return _dated(lines[-1].dates[-1], "stated") if lines else None


def _is_alone(text: str, chain: DateChain) -> bool:
    start = text.rfind("\n", 0, chain.span.start) + 1
    end = text.find("\n", chain.span.end)
    rest = text[start : chain.span.start] + text[chain.span.end : end if end >= 0 else len(text)]
    return re.fullmatch(r"[\s*#_—–-]*", rest) is not None


def _date_line(text: str) -> Dated | None:
    """A line of the first page that is a date and nothing more, or begins with one."""
    place, seen = 0, 0
    for line in text[:_FRONT_LENGTH].splitlines(keepends=True):
        seen += bool(line.strip())
        if seen > _FIRST_LINES:
            return None
        chain = next(date_chains(text, place, place + len(line.rstrip())), None)
        if chain is not None and len(chain.dates) == 1 and chain.dates[0].iso:
            before = text[place : chain.span.start].strip(" *#_\t")
            after = text[chain.span.end : place + len(line)].strip(" *#_\t\r\n")
            if not before and (not after or after[0] in "(:|"):
                return _dated(chain.dates[0], "stated")
        place += len(line)
    return None


def _notice_issued(text: str) -> Dated | None:
    """Its signature or date field; else the day that its own words or its letter's head give."""
    front = text[:_FRONT_LENGTH]
    letter = _date_line(text) if _LETTER.search(front) else None
    return _notice_date(text) or _labelled(front, _GIVEN) or letter


def _notice_date(text: str) -> Dated | None:
    """The date of a notice: the last signature or date field that holds one."""
    years = years_in(text)
    for match in reversed(list(_SIGNATURE.finditer(text))):
        field = Span(*match.span("field"))
        words = _FIELD_LABELS.sub(lambda label: " " * len(label[0]), field.cut(text))
        if not words.strip():
            continue
        typed = next(date_chains(words), None)
        if typed is not None and _is_typed(words, typed) and typed.dates[0].iso:
            return _dated(typed.dates[0], "stated", field.start)
        by_hand = hand_date(words, 0, len(words), years)
        if by_hand is not None:
            return _dated(by_hand, "hand", field.start)
    return None


def _is_typed(words: str, chain: DateChain) -> bool:
    """No spaces around the dots: a scanned hand leaves them, a keyboard does not."""
    cut = chain.span.cut(words)
    return chain.dates[0].precision == "day" and re.search(r"\s[./]|[./]\s", cut) is None


def _from_file_name(source: str) -> Dated | None:
    name = re.sub(r"\.\w{2,5}$", "", source.rpartition("/")[2])
    name = re.sub(r"(?<=[a-z])(?=\d)", " ", re.sub(r"[-_.\s]+", " ", name), flags=re.IGNORECASE)
    if match := _NAME_ISO.search(name):
        return _checked(match[1], match[2], match[3])
    if match := _NAME_NUMERIC.search(name):
        return _checked(match[3], match[2].zfill(2), match[1].zfill(2))
    for chain in date_chains(name.title()):
        if chain.dates[0].iso:
            return Dated(chain.dates[0].iso, chain.dates[0].precision, "file name")
    if match := _NAME_MONTH.search(name):
        spelt = next(date_chains(f"{match[1].title()} 20{match[2]}"), None)
        if spelt is not None and spelt.dates[0].iso:
            return Dated(spelt.dates[0].iso, "month", "file name")
    return None


def _checked(year: str, month: str, day: str) -> Dated | None:
    chain = next(date_chains(f"{year}-{month}-{day}"), None)
    if chain is None or chain.dates[0].iso is None:
        return None
    return Dated(chain.dates[0].iso, "day", "file name")


def _from_copyright(text: str) -> Dated | None:
    years = list(_COPYRIGHT.finditer(text))
    if not years:
        return None
    last = max(years, key=lambda match: match[1])
    return Dated(last[1], "year", "inferred", Span(*last.span(1)))


def _dated(date: WrittenDate, how: str, offset: int = 0) -> Dated:
    span = Span(date.span.start + offset, date.span.end + offset)
    return Dated(date.iso or "", date.precision, how, span)
