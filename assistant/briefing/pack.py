"""The briefing before a meeting: what a council must do, what came of it, what to ask.

It is made from the registers, and from papers that were out by the day of the meeting. Each
line rests on a quotation with its place; what was worked out says by which rule. Nothing is
said that the papers do not hold, and where they hold nothing, the briefing says that.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from assistant.answer.quoting import date_words
from assistant.briefing import (
    conflicts,
    dates,
    duties,
    figures,
    grades,
    opening,
    questions,
    sources,
    trace,
)
from assistant.briefing.blocks import Block, Section
from assistant.briefing.desk import Desk, open_desk
from assistant.registers.confirmations import Said as SaidOf
from ingest.corpus import Corpus
from ingest.errors import NoticesError


class BriefingError(NoticesError):
    """The briefing asked for cannot be made."""

    status = 400


@dataclass(frozen=True, slots=True)
class Briefing:
    """A briefing, ready to be set: ``opening`` stands before the contents list."""

    council: str
    meeting: str
    made_on: str
    title: str
    subtitle: str
    opening: tuple[Block, ...]
    sections: tuple[Section, ...]
    sources: tuple[str, ...]  # ids of the documents used, in the order of their numbers


def meeting_day(words: str) -> str:
    """A meeting's date as YYYY-MM-DD.

    Raises BriefingError if it is no day of the calendar.
    """
    said = words.strip()
    for form in ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y"):
        try:
            day = dt.datetime.strptime(said, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return day.isoformat()
    raise BriefingError(
        f"“{said}” is no date of a meeting. Write the day in full, such as 2013-01-10."
    )


def briefing(
    corpus: Corpus,
    council: str,
    meeting: str,
    *,
    said: SaidOf | None = None,
    today: dt.date | None = None,
) -> Briefing:
    """The briefing of one council (its short name) before a meeting (YYYY-MM-DD).

    ``said`` are the confirmations to show; ``today`` is the day that it is made on.

    Raises:
        BriefingError: no paper of the council is held, or none that was out by the meeting.
    """
    desk = open_desk(corpus, council, meeting, said or SaidOf())
    _check(desk)
    made_on = (today or dt.datetime.now(dt.UTC).date()).isoformat()
    sections = [
        duties.section(desk),
        dates.section(desk),
        figures.section(desk),
        grades.section(desk),
        trace.section(desk),
        conflicts.section(desk),
        questions.section(desk),
    ]
    before = opening.blocks(desk)  # cites, so that it comes before the sources
    sections.append(sources.section(desk))
    return Briefing(
        council=council,
        meeting=meeting,
        made_on=made_on,
        title=f"Children's services improvement: {council}",
        subtitle=f"Briefing for the meeting of {date_words(meeting)}",
        opening=before,
        sections=tuple(sections),
        sources=tuple(entry.id for entry in desk.numbered()),
    )


def _check(desk: Desk) -> None:
    if not desk.papers and not desk.later:
        raise BriefingError(
            f"The corpus holds no document of {desk.council}. `notices documents` lists what it "
            "holds; add documents with `notices ingest`."
        )
    dated = [entry.issued_on for entry in desk.later if entry.issued_on]
    if dated and not any(entry.issued_on for entry in desk.papers):
        first = date_words(min(dated))
        raise BriefingError(
            f"No document of {desk.council} that is held was out by "
            f"{date_words(desk.meeting)}: the "
            f"earliest is of {first}. Name a later meeting, or add earlier documents."
        )
