"""The timeline of a briefing: papers, and the dates that they set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from assistant.answer.quoting import date_words
from assistant.briefing.blocks import Event, Picture, Timeline
from assistant.briefing.desk import Desk
from assistant.briefing.due import Due
from assistant.briefing.words import counted
from ingest.corpus import Entry

MOST_MARKS = 12  # on the timeline, of dates due
_KINDS = {
    "reporting": "report", "review": "review", "board": "board duty", "plan_action": "plan action",
    "recommendation": "recommendation", "resolution": "resolution",
}  # fmt: skip


def timeline(desk: Desk, dues: Sequence[Due]) -> Picture | None:
    papers = [entry for entry in desk.papers if entry.issued_on and _marked(entry)]
    marks = [Event(e.issued_on or "", _paper_words(e), "paper") for e in papers[-4:]]
    start = max((desk.meeting[:4], *(m.iso[:4] for m in marks[-1:])), default=desk.meeting[:4])
    near = [due for due in dues if abs(int(due.date[:4]) - int(start)) <= 2]
    due_marks = [Event(date, words, "due") for date, words in _due_words(near).items()]
    marks = [m for m in marks if abs(int(m.iso[:4]) - int(desk.meeting[:4])) <= 3]
    if len(due_marks) + len(marks) < 2:
        return None
    meeting = Event(desk.meeting, f"This meeting, {date_words(desk.meeting)}", "meeting")
    events = (*marks, *due_marks[:MOST_MARKS], meeting)
    told = "; ".join(f"{date_words(e.iso)}: {e.label}" for e in sorted(events, key=lambda e: e.iso))
    caption = "Papers (above the line), and what they set dates for (below it)"
    return Picture(Timeline(events), caption, f"Timeline. {told}.")


def _marked(entry: Entry) -> bool:
    return entry.kind in ("improvement_notice", "inspection_report", "improvement_plan")


def _paper_words(entry: Entry) -> str:
    return entry.kind.replace("_", " ").capitalize()


def _due_words(dues: Sequence[Due]) -> dict[str, str]:
    """One label a date: what is due, in few words."""
    words: dict[str, list[str]] = defaultdict(list)
    for due in dues:
        if len(due.rows) > 1:
            words[due.date].append(
                counted(len(due.rows), due.first.requirement.kind.replace("_", " "))
            )
        else:
            words[due.date].append(_KINDS.get(due.first.requirement.kind, "requirement"))
    return {date: _summed(said) for date, said in words.items()}


def _summed(said: Sequence[str]) -> str:
    """ "2 requirements, review"."""
    once = dict.fromkeys(said)
    parts = []
    for each in once:
        number = said.count(each)
        parts.append(counted(number, each) if number > 1 else each)
    return ", ".join(parts)
