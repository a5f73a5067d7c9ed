"""A spreadsheet's values as Excel shows them: dates, percentages, money, thousands."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

_DATE_PART = re.compile(r"yyyy|yy|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|am/pm", re.I)
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_BRACKETED = re.compile(r"\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]")
_DIGITS = re.compile(r"[#0?,]*[#0?](?:\.([#0?]*))?")


def shown(value: object, pattern: str | None) -> str:
    """The text in the cell; ``pattern`` is Excel's number format ("" or "General": none)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date):
        return _date(value, pattern or "")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, int | float):
        return _number(value, pattern or "")
    return str(value).strip()


def _date(value: date, pattern: str) -> str:
    moment = value if isinstance(value, datetime) else datetime.combine(value, time.min)
    plain = _plain(pattern)
    if not _DATE_PART.search(plain) or "y" not in plain.lower() + "d":
        plain = "dd/mm/yyyy" if moment.time() == time.min else "dd/mm/yyyy hh:mm"
    minutes = False

    def part(match: re.Match[str]) -> str:
        nonlocal minutes
        code = match[0].lower()
        told = _moment_part(moment, code, minutes=minutes)
        minutes = code[0] == "h"  # the "mm" after hours are minutes
        return told

    return _DATE_PART.sub(part, plain).strip()


def _moment_part(moment: datetime, code: str, *, minutes: bool) -> str:
    if minutes and code in ("m", "mm"):
        return f"{moment.minute:02}"
    values = {
        "yyyy": f"{moment.year:04}", "yy": f"{moment.year % 100:02}",
        "mmmm": f"{moment:%B}", "mmm": f"{moment:%b}", "mm": f"{moment.month:02}",
        "m": str(moment.month), "dddd": f"{moment:%A}", "ddd": f"{moment:%a}",
        "dd": f"{moment.day:02}", "d": str(moment.day), "hh": f"{moment.hour:02}",
        "h": str(moment.hour), "ss": f"{moment.second:02}", "s": str(moment.second),
        "am/pm": f"{moment:%p}",
    }  # fmt: skip
    return values[code]


def _number(value: float, pattern: str) -> str:
    sections = pattern.split(";")
    negative = value < 0 and len(sections) > 1 and bool(sections[1])
    section = _plain(sections[1] if negative else sections[0])
    digits = _DIGITS.search(section)
    if not digits or section.strip().lower() == "general":
        return f"{value:.0f}" if value == int(value) and abs(value) < 1e15 else f"{value:.10g}"
    scaled = (abs(value) if negative else value) * (100 if "%" in section else 1)
    places = len(digits[1] or "")
    separated = "," if "," in digits[0] else ""
    told = f"{scaled:{separated}.{places}f}"
    return (section[: digits.start()] + told + section[digits.end() :]).strip()


def _plain(pattern: str) -> str:
    """The pattern without colours, locales and padding; quoted words as they are."""
    without = _BRACKETED.sub(lambda match: match[1] or "", pattern)
    return _QUOTED.sub(lambda match: match[1] or match[2] or "", without.split(";")[0])
