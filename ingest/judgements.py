"""The grades that an inspection report gives, from its grade table and its sentences.

Every framework since 2009 is read in its own words; nothing is derived. A report that
gives no overall grade gets none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ingest.documents import Clause, Description, Judgement, Scale, Span, Topic

_GRADE = (
    r"(?:outstanding|good|adequate|inadequate|not\s+judged"
    r"|requires?\s+improvement(?:\s+to\s+be\s+(?:judged\s+)?good)?)"
)
_SUBJECT = r"(?P<subject>[A-Za-z][^.\d]{4,170}?)"
_FRONT_LENGTH = 6000
_ONE_ROW = 400
_ONE_RECORD = 1500

_TABLE_HEAD = re.compile(
    r"^[\s*|]*judgements?[\s*|]+grades?[ \t*|]*$", re.IGNORECASE | re.MULTILINE
)
_TABLE_ROW = re.compile(
    rf"[\s|*:-]*{_SUBJECT}[\s|*]+(?P<grade>{_GRADE})[ \t|*]*(?=\n|\Z)", re.IGNORECASE
)
_NUMBERED_ROW = re.compile(
    rf"^[\s|*-]*\d(?:\.\d)?\.?[\s|*]+{_SUBJECT}[\s|*]+(?P<grade>{_GRADE})[ \t|*]*\d?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_RECORD_HEAD = re.compile(
    r"^[\s*#]*record of main findings\b[:\s*]*$", re.IGNORECASE | re.MULTILINE
)
_RECORD_ROW = re.compile(
    rf"(?P<subject>[A-Za-z][^\t|]{{3,150}}?)[\s|*]+(?P<grade>{_GRADE})"
    r"(?:\s+\(?grade\s+\d\)?)?[ \t|*]*(?=\n|\Z)",
    re.IGNORECASE,
)
_GRADED_HEADING = re.compile(
    rf"^[ \t*#]*(?P<subject>[A-Z][^\n\t.|]{{3,120}}?)[\s*]+grade\s+\d\s*\((?P<grade>{_GRADE})\)",
    re.IGNORECASE | re.MULTILINE,
)
_SECTION = re.compile(
    r"^[\s*|#]*(?P<name>safeguarding services|services for looked[- ]after children[^\n\t]*)"
    r"[\s*|]*$",
    re.IGNORECASE | re.MULTILINE,
)
_OVERALL = re.compile(
    r"(?P<subject>(?:the )?overall judgement)\s+is\s+"
    rf"(?:that\s+[^.\n]{{0,60}}?\s+(?:(?:are|is)\s+)?)?(?P<grade>{_GRADE})"
    r"|^[\s*#]*(?P<services>children[’']s\s+services\s+in\s+[^.]{2,60}?)\s+(?:are\s+)?"
    rf"(?P<services_grade>{_GRADE})",
    re.IGNORECASE | re.MULTILINE,
)
_BOARD = re.compile(
    r"(?P<subject>(?:effectiveness\s+of\s+the\s+)?"
    r"(?:local\s+safeguarding\s+children|(?:local\s+)?safeguarding\s+children[’']?s?\s+board)"
    r"(?:\s+\(LSCB\))?)\s+(?:is\s+)?(?:judged\s+(?:to\s+be|as)\s+)?"
    rf"(?P<grade>{_GRADE})(?=\W)",
    re.IGNORECASE,
)
_INSPECTOR = re.compile(
    r"\b(?:Lead|Reporting)\s+[Ii]nspectors?\b\s*:?\s*(?P<names>[^\n]+(?:\n[^\n]+)?)"
)
_NAME = re.compile(r"[A-Z][\w’'-]+(?:[ \t]+(?:[A-Z]\b\.?|[A-Z][\w’'-]+)){1,3}")
_NOT_A_NAME = re.compile(
    r"(?:,?\s*\b(?:HMI|SHMI|(?:Her|His) Majesty[’']s Inspectors?"
    r"|Senior|Age group|Deputy|Team|Judgement|Inspection)\b.*)",
    re.DOTALL,
)
_TOPICS: tuple[tuple[Topic, str], ...] = (
    ("capacity", r"capacity (?:for|to) improve"),
    ("lscb", r"safeguarding children.{0,3} board|\blscb\b"),
    ("leaders", r"impact of leaders|leadership, management and governance"),
    ("adoption", r"adoption"),
    ("children_in_care", r"children in care|children looked after"),
    ("care_leavers", r"care leavers|care[- ]experienced"),
    ("help_and_protection", r"help and protection"),
    ("overall", r"overall (?:effectiveness|judgement)|^children.s services in"),
)


@dataclass(frozen=True, slots=True)
class _Grade:
    subject: str
    topic: Topic
    grade: str
    span: Span


def find_judgements(
    text: str, clauses: tuple[Clause, ...], description: Description
) -> tuple[Judgement, ...]:
    """The judgements of an inspection report, in reading order; () for any other kind."""
    if description.kind != "inspection_report" or not description.councils:
        return ()
    grades, framework = _grades(text)
    first, last = description.inspected or ("", "")
    inspector = lead_inspector(text)
    return tuple(
        Judgement(
            id=f"j{place}",
            council=description.councils[0],
            body=description.publisher or "Ofsted",
            framework=framework,
            subject=one.subject,
            grade=one.grade,
            scale=scale_of(one.grade),
            inspected_from=first or None,
            inspected_to=last or None,
            published=description.issued.iso if description.issued else None,
            inspector=inspector,
            span=one.span,
            clause_id=_clause_at(one.span, clauses),
            topic=one.topic,
        )
        for place, one in enumerate(grades, start=1)
    )


def scale_of(grade: str) -> Scale | None:
    """The common scale; "adequate" (to 2012) and "requires improvement" stay apart."""
    words = " ".join(grade.lower().split())
    if words.startswith("require"):
        return "requires improvement"
    for scale in ("outstanding", "good", "adequate", "inadequate"):
        if words == scale:
            return scale
    return None


def lead_inspector(text: str) -> str | None:
    """The name of who led the inspection (two names joined by "and"), or None."""
    for match in _INSPECTOR.finditer(text):
        names = _names(match["names"])
        if names:
            return " and ".join(names)
    return None


def _names(printed: str) -> list[str]:
    first, _, second = printed.partition("\n")
    both = re.split(r",?\s+and\s+", f"{first} {second}" if re.search(r"\band\b", first) else first)
    cleaned = (_NOT_A_NAME.sub("", part).strip(" ,\t") for part in both)
    return [match.group() for part in cleaned if (match := _NAME.match(part))]


def _grades(text: str) -> tuple[list[_Grade], str]:
    for framework, reader in _FRAMEWORKS:
        grades = sorted(reader(text), key=lambda one: one.span)
        if grades:
            return grades, _early(grades) if framework == _EARLY else framework
    return [], ""


def _early(grades: list[_Grade]) -> str:
    """Which of the frameworks before 2014 has these grades."""
    topics = {one.topic for one in grades}
    if "safeguarding" in topics:
        return _EARLY
    return "Protection of children" if "overall" in topics else "Looked after children"


def _headed_table(text: str) -> Iterator[_Grade]:
    """Rows under "Judgement / Grade", each right after the one before."""
    head = _TABLE_HEAD.search(text[:_FRONT_LENGTH])
    place = head.end() if head else len(text)
    while (row := _TABLE_ROW.match(text, place)) is not None:
        topic = _topic(row["subject"])
        if topic == "other":
            return
        yield _grade(row, topic)
        place = row.end()


def _numbered_table(text: str) -> Iterator[_Grade]:
    """The numbered rows of 2013-17, with the overall sentence and the board's."""
    front = text[:_FRONT_LENGTH]
    rows = [row for row in _NUMBERED_ROW.finditer(front) if _topic(row["subject"]) != "other"]
    if not rows:
        return
    for row in rows[:5]:
        yield _grade(row, _topic(row["subject"]))
    overall = _OVERALL.search(front[: rows[0].start()])
    if overall is not None:
        yield _overall(overall)
    yield from _board_only(text)


def _board_only(text: str) -> Iterator[_Grade]:
    board = _BOARD.search(text)
    if board is not None:
        yield _grade(board, "lscb")


def _record(text: str) -> Iterator[_Grade]:
    """The closing table of 2009-13: overall grades stand under the service that they are of."""
    heads = list(_RECORD_HEAD.finditer(text))
    if not heads:
        return
    start = heads[-1].end()
    sections = list(_SECTION.finditer(text, start))
    if not sections:
        yield from _rows(text, start, min(len(text), start + _ONE_RECORD), "")
        return
    ends = [section.start() for section in sections[1:]] + [len(text)]
    for section, end in zip(sections, ends, strict=True):
        name = " ".join(section["name"].lower().split()).rstrip(":")
        yield from _rows(text, section.end(), end, name)


def _rows(text: str, place: int, end: int, section: str) -> Iterator[_Grade]:
    while (row := _RECORD_ROW.search(text, place, min(end, place + _ONE_ROW))) is not None:
        yield _recorded(row, section)
        place = row.end()


def _headings(text: str) -> Iterator[_Grade]:
    """The same years' grades where they stand at the head of each chapter instead."""
    sections = list(_SECTION.finditer(text))
    for row in _GRADED_HEADING.finditer(text):
        above = [section for section in sections if section.end() <= row.start()]
        if above:
            name = " ".join(above[-1]["name"].lower().split()).rstrip(":")
            yield _recorded(row, name)


def _recorded(row: re.Match[str], section: str) -> _Grade:
    lines = [line.strip() for line in re.split(r"\n\s*\n|\t{2,}\n", row["subject"])]
    subject = " ".join(lines[-1].lower().split())
    topic = _topic(subject)
    if topic == "overall" and section:
        topic = "safeguarding" if section.startswith("safeguarding") else "looked_after"
    elif topic not in {"capacity", "overall", "help_and_protection"} or section:
        topic = topic if topic == "capacity" else "other"
    start = row.end("subject") - len(row["subject"].rstrip().rpartition("\n\n")[2])
    span = Span(start, start + len(row.string[start : row.end()].rstrip(" \t|*")))
    subject = f"{subject} ({section})" if section else subject
    return _Grade(subject, topic, _folded(row["grade"]), span)


def _grade(row: re.Match[str], topic: Topic) -> _Grade:
    subject = _folded(row["subject"]).lower()
    return _Grade(
        subject, topic, _folded(row["grade"]), Span(row.start("subject"), row.end("grade"))
    )


def _overall(match: re.Match[str]) -> _Grade:
    part = "subject" if match["subject"] else "services"
    grade = "grade" if match["subject"] else "services_grade"
    services = _folded(match["services"] or "")  # a council's name in it keeps its capitals
    return _Grade(
        "overall judgement" if match["subject"] else services[:1].lower() + services[1:],
        "overall",
        _folded(match[grade]),
        Span(match.start(part), match.end(grade)),
    )


_EARLY = "Safeguarding and looked after children"
_FRAMEWORKS: tuple[tuple[str, Callable[[str], Iterator[_Grade]]], ...] = (
    ("ILACS", _headed_table),
    ("SIF", _numbered_table),
    (_EARLY, _record),
    (_EARLY, _headings),
    ("LSCB review", _board_only),
)


def _topic(subject: str) -> Topic:
    words = _folded(subject).lower()
    for topic, pattern in _TOPICS:
        if re.search(pattern, words):
            return topic
    return "other"


def _folded(words: str) -> str:
    return " ".join(words.split())


def _clause_at(span: Span, clauses: tuple[Clause, ...]) -> str | None:
    """The smallest clause that the judgement begins in."""
    around = [clause for clause in clauses if clause.span.start <= span.start < clause.span.end]
    if not around:
        return None
    return min(around, key=lambda clause: clause.span.end - clause.span.start).id
