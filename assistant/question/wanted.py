"""What sort of thing a question asks for: a name, a day, a number, an address.

Told from the folded question (lower case, plain quotation marks); ``wants.py`` then decides whether
a text holds such a thing.
"""

from __future__ import annotations

import re

from assistant.question.nouns import Want
from assistant.question.signs import CALLED_OFFICE, NAMED_OFFICE

# "a child who is missing" asks for nobody.
_PEOPLE = (
    "child,children,kid,kids,baby,person,people,family,families,parent,parents,carer,carers,those,"
    "someone,anyone,one,ones,worker,workers,leaver,leavers,pupil,pupils,teenager,teenagers,"
    "adult,adults,staff,lad,girl,boy,young,yp,olds,old"
).split(",")
_NOBODY = "".join(rf"(?<!\b{name} )" for name in _PEOPLE)

_WANTS: tuple[tuple[str, Want], ...] = (
    (r"\bhow (?:often|frequently|regularly)\b|\bhow many times\b", "frequency"),
    (
        r"\bhow (?:quick(?:ly)?|soon|fast|long)\b"
        r"|\b(?:longest|shortest)\b.{0,40}\b(?:takes?|lasts?|be|wait|stay)\b"
        r"|\bmax(?:imum)? time\b|\baverage (?:length|time|duration|wait)\b|\blength of\b"
        r"|(?<!\bin )(?<!\bwithin )(?<!\bto )(?<!\bon )\btime ?(?:limit|scale)\b"
        r"|\bby when\b|\bdeadline\b|\bhow much (?:time|notice)\b",
        "duration",
    ),
    (
        r"\b(?:phone|telephone|tel|contact) (?:number|no|line)\b"
        r"|\b(?:mash|phone|helpline|hotline) number\b|\bnumber (?:to (?:call|ring)|for)\b",
        "phone",
    ),
    (
        r"^\W*e-?mails?\b|\be-?mail (?:address|for|of)\b"
        r"|\b(?:what|which|whats|what's)\b.{0,20}\be-?mail\b"
        r"|\bwho (?:do|should|can|must) (?:i|we|they|you|staff) e-?mail\b"
        r"|\bwhere (?:do|should|can|must) (?:i|we|they|you|staff) e-?mail\b",
        "email",
    ),
    (
        r"\bhow many\b(?! times)|\bnumber of\b(?! times)|\bhow much of\b(?! the time)|\bfigures\b"
        r"|(?<!phone )(?<!contact )(?<!staff )(?<!staffing )\bnumbers\b"
        r"|\bwhat(?:'s| is| was) the (?:most|least|maximum|minimum) (?!time)"
        r"|\bwhat(?:'s| is| was| were)? (?:[\w'’-]+ ){0,2}baselines?\b"
        r"|\bwhat (?:was|is|were) the (?:\w+ ){0,4}(?:number|average|total|caseload|count)"
        r"|\bhow (?:high|large|big|old)\b|\bhow far (?:had|have|has|did)\b"
        r"|\bhow much\b.*\b(?:cut|reduc\w+|up|down|rise|risen|fall|fallen|increas\w+|decreas\w+"
        r"|drop\w*)\b"
        r"|\b(?:max|maximum|min|minimum|biggest|largest|highest|smallest) (?:\w+ )?"
        r"(?:caseloads?|number|size|age|score)\b"
        r"|\b(?:oldest|youngest)\b|\bwhat age\b|\bcaseload\b.*\b(?:average|good|size)\b"
        r"|\baverage\b(?! (?:length|time|duration|wait))",
        "number",
    ),
    (
        r"(?:\bwhat|\bwhich) ?%|\bpercent(?:age)?\b|\bwhat (?:[\w-]+ )?(?:proportion|share|rate)\b"
        r"|\b(?:proportion|share) of\b|\brate of\b|%",
        "percentage",
    ),
    (
        r"\bhow much\b(?! of\b)(?!.*\b(?:time|notice|cut|reduc\w+|up|down|rise|risen|fall|fallen"
        r"|increas\w+|decreas\w+|chang\w+|improv\w+|drop\w*)\b)"
        r"|\b(?:hourly|daily|weekly|mileage) rates?\b"
        r"|\bwhat(?:'?s)? .{0,40}(?:paying|cost|pay(?! (?:multiple|ratio|policy|scales?|bands?|"
        r"grades?|gap|award))|grant|fine|price|budget|worth)\b|£",
        "money",
    ),
    (
        rf"{_NOBODY}\bwhos?\b|\bwhose\b|\bwhom\b|{CALLED_OFFICE.pattern}"
        rf"|{NAMED_OFFICE.pattern}",
        "person",
    ),
    (
        r"(?:^|[,;:?.–-] ?|\band )when(?:'s| is| was| were| are| did| will)\b|\bby when\b"
        r"|\bwhat (?:date|day|month|year)\b|\bby what date\b"
        r"|\bwhich (?:date|month|months|year)\b|\bfrom when\b",
        "date",
    ),
    (
        r"(?:^|[,;:?.–-] ?|\band )"
        r"when (?:do|does|must|should|can|could|may|has|have|shall|would)\b",
        "occasion",
    ),
    (
        r"\b(?:which|what) (?:other )?(?:council|authority|local authority|borough)\b(?!s)",
        "council",
    ),
    (r"\b(?:what|which) level\b|\blevel\s*[?]|\bwhat tier\b", "level"),
)
_YES_NO = re.compile(
    r"^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|should|must|will|would)\b"
    r"|\b(?:do i|do we)\b",
    re.I,
)

# Typed in haste: "strategy meeting when after a referral". No other word asks.
_ONLY_WHEN = re.compile(
    r"^(?!.*\b(?:what|wot|how|who|whos|whats|which|where|why|is|are|was|were|do|does|did|can|could|"
    r"should|must|has|have|had)\b).*\bwhen\b",
    re.I,
)


def wants(folded: str) -> frozenset[Want]:
    """The sorts of thing that an answer must hold."""
    found = frozenset(want for pattern, want in _WANTS if re.search(pattern, folded))
    if not found and _ONLY_WHEN.search(folded):
        found = frozenset({"occasion"})
    return found | {"yes_no"} if _YES_NO.search(folded) else found
