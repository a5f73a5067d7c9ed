"""What a question asks for: an intent, sorts of thing wanted, a count.

Rules, not a model: each is general English or general to the trade, and each can be read.
All of them read the folded question (lower case, plain quotation marks).
"""

from __future__ import annotations

import re

from assistant.question.nouns import Intent, Want
from assistant.question.times import YEAR
from assistant.question.wanted import wants

LONGEST_TERM = 6  # words of a term whose meaning is asked

NUMBER_NAMES = "zero one two three four five six seven eight nine ten eleven twelve".split()

_NO_TIMES = r"(?!months?|weeks?|days?|years?|hours?)"
_COUNT = re.compile(
    rf"\b(?:the|in|which|what|are|all) (?:\w+ )?({'|'.join(NUMBER_NAMES[2:])}|[2-9]|1[0-2]) "
    r"(?!months?|weeks?|days?|years?|hours?|notices|councils|reports)[a-z]+"
    rf"|^({'|'.join(NUMBER_NAMES[2:])}|[2-9]) {_NO_TIMES}[a-z]+s\b"
)
_OBLIGES = re.compile(
    r"\b(?:must|should|shall|ought|obliged|required|duty|duties|deadlines?|due|by when"
    r"|(?:have|has|need|needs) to)\b"
)
_EVERYWHERE = re.compile(
    r"\b(?:each|all|which) of the\b|\b(?:2|3|4|two|three|four) (?:notices|councils)\b"
    r"|\bboth (?:notices|councils)\b",
    re.I,
)
_INSPECTION = re.compile(r"\bofsted\b|\binspect\w*|\bilacs\b|\bhmi\b|\breport\b", re.I)

_INSPECTOR = re.compile(
    r"\bwho (?:led|was (?:the )?(?:lead|reporting) inspector|ran|headed|carried out|did)\b"
    r".*\b(?:inspect|ofsted\w*'?s? (?:\w+ )?visit|(?:monitoring|focused) visit)"
    r"|(?<!deputy )\b(?:lead|reporting|which) inspectors?\b"
    r"|\bname of the inspector\b|\bwho inspected\b",
    re.I,
)
_INSPECTED = re.compile(
    r"\b(?:on )?(?:what|which) (?:dates?|days?)\b.*\binspect\w*"
    r"|\bwhen (?:did|was|were|has)\b.{0,60}\binspect(?:ed)?\b"
    r"|\binspection dates?\b|\bdates? of (?:the )?(?:\w+ )?inspection\b",
    re.I,
)
_GRADE = re.compile(
    r"\b(grades?|graded|judg(?:e|ed|ement|ements|ment|ments)|ratings?|rated"
    r"|ofsted (?:score|rate))\b",
    re.I,
)
_OTHER_GRADE = re.compile(
    r"\b(?:pay|salar(?:y|ies)|scheme|exams?|gcses?|a-levels?|pupils?|students?)\b"
    r"|\bgrade (?:is|are) .{0,40}\bon\b",
    re.I,
)
_CHANGE = re.compile(
    r"\b(chang\w+|better|worse|improv\w+|gone (?:up|down)|differ\w*|same|move\w*|between)\b", re.I
)
_THAN_BEFORE = re.compile(
    r"\bthan (?:(?:at|in) )?(?:(?:the|its|their) )?"
    r"(?:before|last|previous|earlier|inspection before)\b"
)
# "Was it better in 2022 than in 2013?" asks how it was judged.
_BETTER_THEN = re.compile(
    r"\b(?:was|is|were|are|did|has)\b.{1,60}\b(?:better|worse)\b.{0,24}\bthan (?:in |at )?"
    r"(?:(?:19|20)\d\d|before\b|last time\b|(?:at )?the (?:last|previous) inspection\b)"
)
_FILTER = re.compile(
    r"\b(?:better|worse|less) than (?!before\b|(?:the )?(?:last|previous)\b|(?:in|at|it|they)\b)\w+"
    r"|\bat least good\b",
    re.I,
)
_MEANING = re.compile(r"\bmeans?\b|\bdefin\w+|\bexplain", re.I)
_IMPROVE = re.compile(
    r"\b(?:needs?|needed|has|have|had) to (?:be )?improved?\b"
    r"|\bareas? (?:for|of|that need) improvement\b|\bneeds? improving\b"
    r"|\bwhat (?:should|does|do|did) .{1,60}\b(?:ha(?:s|ve) to |should )?improve\W*$"
    r"|\b(?:has|have|must|should|got) (?:to )?(?:get|be|become) better\b"
    r"|\bimprovements? (?:needed|required|wanted)\b|\bneeded improvements?\b"
    r"|\bareas? to improve\b|\bneeds? to (?:work on|do better|address)\b"
    r"|\bneed(?:s|ed)? (?:to get|getting) better\b|\bimprovement areas\b"
    r"|\bneed(?:s|ed)? (?:sorting|fixing|mending|putting right|work)\b",
    re.I,
)
_COMPARE = re.compile(
    r"\b(compar\w+|versus|vs|v|differ\w*|same as|the same|both|all (three|3|of them)|"
    r"each (?:of|says?|notice|council|report)|"
    r"changed? (?:on|in|between)|than (?:in|at) the|better (?:in|than)|worse (?:in|than)|"
    r"between the \d{4})\b|"
    r"\b(?:2|3|4|two|three|four) (?:notices|councils|reports|documents|papers)\b",
    re.I,
)
_LIST = re.compile(
    r"^\s*(?:please )?(?:list|name|give me|show me)\b"
    r"|\bwhat (?:are|were) (?:the |all |our |their )"
    r"|\bwhat (?:\w+ ){0,4}(?:must|should|shall|do|does|did|has|have) .{0,60}"
    r"\b(?:include|contain|cover|involve|have to|take account|want done)"
    r"|\bwhat must\b|\bwhich (?:\w+ ){0,4}(?:\w+s)\b|\ball (?:of them|the)\b|\bfull list\b"
    r"|\bwho (?:all )?(?:has to|have to|needs? to|ought to|must|should) (?:be|attend|come|go)\b"
    r"|\bwhat (?:goes|should go|has to go|needs to go|is|must go) (?:in|into)\b"
    r"|\bwhat'?s (?:in|included|covered)\b"
    r"|\bwhat (?:\w+ ){0,2}(?:\w+s) (?:are|were|will|does|do|did|must|should|can)\b"
    r"|\blines of enquiry\b|\brecommendations\b|\bterms of reference\b"
    r"|\bpriority (?:and immediate )?actions?\b|\bwhat (?:can|could)\b|\bsigns of\b|\bcriteria\b"
    r"|\bexamples?\b|\bgive me (?:some|all|a few)\b|\bwhat (?:might|may)\b"
    r"|\bwhat (?:sorts?|kinds?|types?) of\b|\bwhat (?:info(?:rmation)?|details?)\b"
    r"|\bwhat (?:needs|has|have|ought) to (?:be|go)\b"
    r"|\bwhat .{1,60}\b(?:(?:being )?asked to|call(?:s|ed)? on)\b"
    r"|\bwhat (?:was|were|is|has been|is being) done\b|\bwhat .{1,40}\b(?:need|want) from\b"
    r"|\bwhat .{1,30}\b(?:will|do|should|must) (?:they|we|i|you) (?:need|want|ask|check|look)\b"
    r"|\bexpected to include\b|\bmeans?\b|\broles\b|\bwhat options\b",
    re.I,
)


# A time, an interval or a number is one thing, whatever else is named with it.
_ONE_TIME = re.compile(r"^\W*(?:by |from )?(?:when|how (?:long|often|soon|quickly|many|much))\b")


_ONE_FIGURE: frozenset[Want] = frozenset({"money", "phone", "email"})


def intent(folded: str, councils: tuple[str, ...]) -> Intent:
    """What sort of answer is asked for; the narrower sorts are looked for first."""
    judged = _GRADE.search(folded) or _BETTER_THEN.search(folded)
    grade = bool(judged) and not _OTHER_GRADE.search(folded)
    if _INSPECTOR.search(folded):
        return "inspector"
    if _INSPECTED.search(folded) and not grade:
        return "inspected"
    if grade and _asks_change(folded):
        return "grade_change"
    if grade and not _MEANING.search(folded):
        return "grade"
    if _IMPROVE.search(folded):
        return "improve"
    if len(councils) > 1 or _COMPARE.search(folded):
        return "compare"
    if _ONE_TIME.search(folded) or wants(folded) & _ONE_FIGURE:
        return "fact"
    if _LIST.search(folded) or ((count(folded) or 0) > 2 and "how m" not in folded):
        return "list"
    return "fact"


def _asks_change(folded: str) -> bool:
    """Words of change, over more than the one year that may be named."""
    one_year = len(YEAR.findall(folded)) == 1 and not _THAN_BEFORE.search(folded)
    return bool(_CHANGE.search(folded)) and not _FILTER.search(folded) and not one_year


_DEFINED = re.compile(
    r"^\W*(?:please )?(?:define|explain|(?:the )?(?:definition|meaning) of)\s+(?P<a>.+)$"
    r"|\bwhat(?:'s| is| are| was|s)? (?:the )?(?:definition|meaning) of (?P<b>.+)$"
    r"|\bwhat (?:does|do|did|is|are) (?P<c>.+?) (?:mean|stand for|meant by|short for)\b"
    r"|\bwhat (?:is|are) meant by (?P<d>.+)$"
    r"|^\W*who are (?:the )?(?P<f>(?:[\w&'-]+ ){1,4}[\w&'-]+)$"
    r"|^\W*what(?:'s| is| are|s) (?:an? )?(?P<e>(?!the\b|my\b|our\b|your\b|being\b|it\b|there\b)"
    r"(?:[\w&'-]+ ){0,5}[\w&'-]+)$",
    re.I,
)
_TERM_ENDS = re.compile(r"\b(?:in|under|according|for|at|by|from) .*$")


def defined(folded: str) -> str:
    """The term whose meaning is asked: "what is private fostering?"; "" when none is."""
    found = _DEFINED.search(folded.rstrip(" ?.!"))
    if not found or wants(folded) - {"yes_no", "person"}:
        return ""
    term = next(each for each in found.groups() if each).strip(" '\"?.,")
    term = _TERM_ENDS.sub("", re.sub(r"^(?:an?|the) ", "", term)).strip(" '\"")
    return term if 0 < len(term.split()) <= LONGEST_TERM else ""


def count(folded: str) -> int | None:
    """How many things a question says there are: "the four levels of need" is 4."""
    found = _COUNT.search(folded)
    if not found:
        return None
    word = found.group(1) or found.group(2)
    return int(word) if word.isdigit() else NUMBER_NAMES.index(word)


def obliges(folded: str) -> bool:
    """Whether duties are asked for: must, should, have to."""
    return bool(_OBLIGES.search(folded))


def everywhere(folded: str) -> bool:
    """Whether every council's document is asked about: "which of the notices"."""
    return bool(_EVERYWHERE.search(folded))


def about_inspection(folded: str) -> bool:
    """Whether an inspection or its report is spoken of."""
    return bool(_INSPECTION.search(folded))
