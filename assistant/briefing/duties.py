"""Section 1 of the briefing: what the council must do, and by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.answer.quoting import date_words, display
from assistant.briefing.blocks import Block, Paragraph, Said, Section, Table
from assistant.briefing.desk import NOTICE_KINDS, Desk
from assistant.briefing.words import counted, noted
from assistant.registers.filed import Filed
from ingest.corpus import Entry

MOST_WORDS = 26  # of a duty in the table; the source has the rest
MOST_ROWS = 48
_NO_NOTICE = {
    False: "No improvement notice is among the papers held.",
    True: "No improvement notice of recent years is among the papers held.",
}
_MODALITIES = {
    "must": "must", "should": "should", "expected": "is expected to", "will": "will",
    "may": "may", "must_not": "must not",
}  # fmt: skip


def section(desk: Desk) -> Section:
    """The duties of the notices; where there is none, what the last inspection asks for."""
    blocks: list[Block] = []
    for notice in reversed(desk.notices()):
        blocks.extend(_notice(desk, notice))
    if not desk.notices():
        blocks.extend(_inspection(desk))
    for old in desk.old_notices():
        when = date_words(old.issued_on) or "undated"
        said = (
            f"An older improvement notice ({when}) is held. The council has "
            "been inspected since, so its requirements are not treated as in force here."
        )
        blocks.append(Paragraph(Said(said), "note"))
    if not blocks:
        said = f"The papers held set no requirement of {desk.council}."
        blocks.append(Paragraph(Said(said)))
    return Section("What the council must do, and by whom", tuple(blocks))


def _notice(desk: Desk, notice: Entry) -> Iterator[Block]:
    rows = desk.rows(*NOTICE_KINDS, entry=notice)
    duties = [row for row in rows if row.requirement.kind != "consequence"]
    when = date_words(notice.issued_on) if notice.issued_on else "undated"
    if not duties:
        yield Paragraph(Said(f"No requirement was found in the improvement notice ({when})."))
        return
    yield Paragraph(
        Said(
            f"The improvement notice ({when}) holds {_by_whom(duties)}. “–” means that it "
            f"sets no date."
        )
    )
    yield _table(desk, duties, f"Requirements of the improvement notice ({when})")
    for row in rows:
        if row.requirement.kind == "consequence":
            words = f"If it does not comply: {desk.quoted(row, 70)}"
            yield Paragraph(noted(Said(words, (desk.cite_row(row),)), desk.confirmed(row)))
    if _handwritten(notice):
        said = (
            "The date of the notice was read from a handwritten date; check it against the paper."
        )
        yield Paragraph(Said(said), "note")


def _inspection(desk: Desk) -> Iterator[Block]:
    """The recommendations of the last report that holds any, and resolutions of committees."""
    for report in reversed(desk.reports()):
        rows = desk.rows("recommendation", entry=report)
        if rows:
            when = date_words(report.issued_on) if report.issued_on else "undated"
            said = f"{_NO_NOTICE[bool(desk.old_notices())]} The inspection report ({when})"
            yield Paragraph(Said(f"{said} holds {_by_whom(rows, 'recommendation')}."))
            yield _table(desk, rows, f"What the inspection report ({when}) asks for")
            break
    resolutions = desk.rows("resolution")
    if resolutions:
        yield _table(desk, resolutions[-MOST_ROWS:], "What committees resolved or recommended")


def _by_whom(rows: Sequence[Filed], noun: str = "requirement") -> str:
    """ "41 requirements: Council 27, Improvement Board 4"."""
    holders = Counter(_who(row) for row in rows)
    parts = ", ".join(f"{name} {number}" for name, number in holders.most_common())
    return f"{counted(len(rows), noun)}: {parts}"


def _table(desk: Desk, rows: Sequence[Filed], caption: str) -> Table:
    shown: list[tuple[Said, ...]] = []
    topic = None
    for row in rows[:MOST_ROWS]:
        own = display(row.requirement.topic)
        if own and own != topic:
            shown.append((Said(own, strong=True),))
            topic = own
        shown.append(_line(desk, row))
    if len(rows) > MOST_ROWS:
        left = len(rows) - MOST_ROWS
        shown.append(
            (Said(f"{left} more are in `notices requirements --council {desk.council}`."),)
        )
    heads = ("What is required, in the paper's words", "Who", "By when")
    return Table(caption, heads, (0.7, 0.16, 0.14), tuple(shown), grouped=topic is not None)


def _line(desk: Desk, row: Filed) -> tuple[Said, ...]:
    modality = _MODALITIES[row.requirement.modality]
    what = Said(desk.quoted(row, MOST_WORDS), (desk.cite_row(row),))
    when = Said("–", note="date rejected") if desk.deadline_rejected(row) else Said(by_when(row))
    return noted(what, desk.confirmed(row)), Said(_who(row), note=modality), when


def _who(row: Filed) -> str:
    return display(row.requirement.duty_holder)


def by_when(row: Filed) -> str:
    """The deadline in short; its rule stands in the section on dates."""
    deadline, recurrence = row.requirement.deadline, row.requirement.recurrence
    targets = row.requirement.measure.targets if row.requirement.measure else ()
    dates = deadline.dates or tuple(target.by for target in targets if target.by)
    if dates:
        return "; ".join(date_words(date) for date in dates)
    if recurrence:
        return display(recurrence.words)
    if deadline.words:
        return f"“{display(deadline.words.text)}”"
    return "–"


def _handwritten(entry: Entry) -> bool:
    return entry.issued is not None and entry.issued.how == "hand"
