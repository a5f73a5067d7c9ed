"""What sort of clause of a notice a duty is: a measure, the board, a report, a review, failure."""

from __future__ import annotations

import re

from ingest.documents import RequirementKind

_SUCH_REVIEWS = re.compile(r"\bresult\s+in\s+further\s+action|\bstatutory\s+powers"
                           r"|\bpowers?\s+(?:of|in|under)\b"
                           r".*\b(?:intervention|section|act)\b", re.I)  # fmt: skip
REPORTS = re.compile(
    r"\b(?:must|should|shall|will|(?:is|are)\s+to|expect\w*\s+\w*)\s+(?:also\s+)?(?:as\s+\w+\s+)?"
    r"(?:report\b|(?:provide|submit|send|make|prepare|receive|give"
    r"|present)\b[^.]{0,60}\b(?:reports?|information\s+on\s+progress|updates?)\b"
    r"|be\s+(?:reported|made\s+available|informed|sent|provided|submitted))"
    r"|\bwrite\s+to\s+(?:the\s+)?(?:[\w-]+\s+){0,4}?(?:minister|secretary|department)\b"
    r"|\b(?:must|should|shall|will)\b[^.;:]{3,90}?\band\s+(?:to\s+)?report\s+to\b"
    r"|^\W*(?:each|every|the|its|these|such)\s+(?:\w+\s+)?reports?\s+(?:must|should|shall|will)\b"
    r"|^\W*followed\s+by\s+(?:\w+\s+){0,2}reports?\b",
    re.I,
)
_REVIEWS = re.compile(
    r"\breviews?\s+of\s+progress|\b(?:formal|initial|further|final|interim|external"
    r"|peer)\s+(?:\w+\s+)?reviews?\b"
    r"|\bexternal\s+validation|\bwill\s+(?:formally\s+)?review\b|\breview\s+(?:the\s+)?progress\b"
    r"|\bprogress\b.{0,60}\breviewed\b|\breview\s+will\s+(?:take\s+place|be\s+held)",
    re.I,
)
_BOARD = re.compile(
    r"\bput\s+in\s+place\s+(?:an?\s+)?(?:independent(?:ly)?\s+)?(?:\w+\s+)?(?:improvement"
    r"|board|programme)|\b(?:establish|maintain|convene|support|servic\w+)\s+(?:an?|the|its)\s+(?:\w+\s+){0,3}board\b"
    r"|\bfor\s+the\s+board\W*$"
    r"|\bimprovement\s+(?:plans?|programme)\b|\bobserver\b|\bindependent\s+chair\b"
    r"|\bpeer\s+(?:support|mentoring)\b"
    r"|\bsupport\s+and\s+challenge\b|\bpackage\s+of\s+support\b|\bset\s+up\s+an?\s+\w*\s*board"
    r"|^\W*membership\b|^\W*the\s+plans?\s+(?:should|must|is|are)\b|\b(?:give"
    r"|provide)\s+the\s+(?:independent\s+)?chair\b",
    re.I,
)
_BOARD_ACTS = re.compile(r"^\W*(?:it\s+is\s+expected\s+that\s+)?(?:the|an?"
                         r"|each)\s+(?:\w+\s+)?(?:improvement\s+)?"
                         r"(?:board|chair)(?:['’]s\s+members)?\b(?:\s+which|,\s+which"
                         r"|\s+(?:must|should|will|shall|is|are))",
                         re.I)  # fmt: skip
_FAILING = re.compile(
    r"^\W*(?:should|if|where|in\s+the\s+event)\b.{0,110}?\b(?:fail|not\s+(?:comply|complied|mak|met|improv|satisf))"
    r"|^\W*(?:any\s+)?failure\s+to\b",
    re.I,
)


def kind_of(
    words: str, holder: str, *, listed: bool, led_by_board: bool, first: bool
) -> RequirementKind:
    """What sort of clause it is. In the list of measures only a report, or a thing for the
    board to do, that follows a measure in its point is anything else."""
    if not listed and (_SUCH_REVIEWS.search(words) or _FAILING.match(words)):
        return "consequence"
    if listed and led_by_board:
        return "reporting" if REPORTS.search(words) else "board"
    if listed:
        if not first and holder == "Improvement Board":
            return "board"
        return "reporting" if not first and REPORTS.search(words) else "notice_measure"
    if REPORTS.search(words):
        return "reporting"
    if _REVIEWS.search(words):
        return "review"
    if (
        _BOARD.search(words)
        or _BOARD_ACTS.search(words)
        or holder in ("Improvement Board", "DfE", "Chair")
    ):
        return "board"
    return "notice_measure"
