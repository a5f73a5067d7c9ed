"""The words by which each sort of thing that may be asked for is known in a text."""

from __future__ import annotations

import re

from assistant.question.nouns import Want

_COUNTING_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|half"
)
# A year in the name of a law or of guidance is no date: "section 175 of the Education Act 2002".
_DATED = (
    r"(?<!\bAct )(?<!\bActs )(?<!Regulations )(?<!\bOrder )(?<!\bRules )(?<!Together )"
    r"(?<!Children )(?<!Education )(?:19|20)\d\d\b"
)
_TENS = "seventies|eighties|nineties|twenties|thirties|forties|fifties|sixties|dozen"
_NUMBER_WORDS = f"one|{_COUNTING_WORDS}|single|none|no|{_TENS}"
# In small letters "may" is no month: "signs that may indicate harm".
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|(?-i:May|MAY)|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
# "Immediate concerns" are pressing, and tell no time.
_AT_ONCE = (
    r"\bimmediate(?:ly)?\b(?!,? (?:effective|concerns?|risks?|safety|dangers?|harm|needs?|famil\w+|"
    r"threats?|priorit\w+|circumstances|carers?|environment|protection)\b)"
)

SIGNS: dict[Want, re.Pattern[str]] = {
    "number": re.compile(rf"\d|\b(?:{_NUMBER_WORDS})\b", re.I),
    "percentage": re.compile(
        r"\d\s*%|\bper ?cent\b|\b(?:half|third|quarter)s?\b|\d\s*percentage|\brate of \d", re.I
    ),
    "money": re.compile(
        r"£\s?\d|\d\s?(?:pounds|pence)\b|\b\d+(?:\.\d+)?\s?(?:k|m|million)\b", re.I
    ),
    "frequency": re.compile(
        r"\b(?:every|once|twice|annual(?:ly)?(?! (?:reports?|conference|"
        r"statement|meeting|leave))|yearly|monthly|weekly|fortnightly|daily|quarterly|"
        r"termly|six[- ]monthly|times (?:a|per)|per (?:year|month|week)|a (?:year|month|week)|"
        r"each (?:year|month|week|term)|regular(?:ly)?|bi-?annual\w*|frequen\w+|"
        r"intervals? of|monthly intervals?|(?:each|a) fortnight)\b",
        re.I,
    ),
    "duration": re.compile(
        rf"\b(?:\d+|{_NUMBER_WORDS})[- ]+(?:working |school |calendar )?"
        r"(?:minute|hour|day|week|month|year|term)s?\b|"
        rf"{_AT_ONCE}|\bwithout delay\b|\bsame day\b|"
        rf"\bby (?:the )?(?:end of )?(?:\d+|{_MONTH})\b|\b(?:{_MONTH})\.? (?:19|20)\d\d\b"
        r"|\bannually\b",
        re.I,
    ),
    "email": re.compile(r"\S@\S"),
    "phone": re.compile(r"\b0\d{2,5}[\s)]*\d{3}[\s\d]{2,}"),
    "date": re.compile(
        rf"\b(?:{_MONTH})\b|\b{_DATED}|\b\d+(?:st|nd|rd|th)\b|\b\d\d?[./]\d\d?[./]\d\d|"
        rf"\bwithin (?:\d+|{_NUMBER_WORDS}) |\bT\d\b|\bterm \d|\bTBA\b|\bTBC\b|{_AT_ONCE}|"
        rf"\bevery (?:(?:{_NUMBER_WORDS}|\d+) )?(?:weeks?|months?|terms?|years?)\b|"
        rf"\b(?:{_NUMBER_WORDS}|\d+) (?:working )?(?:days|weeks|months)\b|\byear \d",
        re.I,
    ),
    "level": re.compile(
        r"\b(?:level|tier|stage|band)\s*\d|\buniversal\b|\bvulnerable\b|\bcomplex\b|\d\s*%", re.I
    ),
}
# A day, month or year of the calendar: when something was, rather than how soon it is to be.
CALENDAR = re.compile(
    rf"\b(?:{_MONTH})\b|\b{_DATED}|\b\d\d?[./]\d\d?[./]\d\d|\b(?:week|month|year|term)s? ago\b"
    r"|\b(?:last|this|previous) (?:year|month|term|autumn|spring|summer|winter)\b",
    re.I,
)
# Words that name no interval.
VAGUELY_OFTEN = re.compile(r"\b(?:regular(?:ly)?|frequen\w+|a (?:year|month|week))\b", re.I)
SIGNS["occasion"] = re.compile(
    f"{SIGNS['date'].pattern}|{SIGNS['duration'].pattern}|{SIGNS['frequency'].pattern}"
    r"|\b(?:noon|midnight|\d{1,2}[.:]\d\d|\d{1,2} ?[ap]\.?m\b)"
    r"|\b(?:when|whenever|where|if|unless|until|once|before|after|as soon as|prior to|upon)\b",
    re.I,
)
ROLE = re.compile(
    r"\b(?:social workers?|practitioners?|managers?|officers?|inspectors?|chair(?:man|person)?|"
    r"board|council|committee|team|trust|partners?|agenc(?:y|ies)|police|health|schools?|leaders?|"
    r"members?|cabinet|department|secretary of state|ministers?|ofsted|director|parents?|carers?|"
    r"staff|professionals?|authorit(?:y|ies)|lscb|governors?|people|young people|children|"
    r"advisers?|reviewing|nurses?|doctors?|someone|somebody|anyone|anybody|part(?:y|ies)|"
    r"charit(?:y|ies)|providers?|compan(?:y|ies)|contractors?|organisations?|consortium|"
    r"leads?|heads?|headteachers?|courts?|guardians?)\b",
    re.I,
)

# "The name of" one of these is somebody's; of anything else it is a thing's.
_OFFICES = (
    r"(?:workers?|practitioners?|managers?|officers?|inspectors?|chair(?:man|person|woman)?|"
    r"leaders?|leads?|members?|ministers?|directors?|heads?|advis[eo]rs?|nurses?|doctors?|authors?|"
    r"councillors?|persons?|people|staff|commissioners?|deputy|chief executive|dcs|psw|dsl|iro|"
    r"lado|nominee|governors?|guardian|auditor)\b"
)
NAMED_OFFICE = re.compile(
    r"\bnames? of (?:the |an? |our |their |every |all )?(?:[\w'’-]+ ){0,5}?" + _OFFICES, re.I
)
CALLED_OFFICE = re.compile(
    r"\bwhat(?:'s|s| is| was) (?:[\w'’-]+ ){0,4}?" + _OFFICES + r" called\b", re.I
)

# A word that counts or measures; "one", "single" and "no" count nothing by themselves.
COUNT = re.compile(
    rf"^[(£]?\d[\d,.]*(?:%|k|m)?[),.;:]*$|^(?:{_COUNTING_WORDS}|{_TENS})(?:[-–]\w+)?[,.;:]?$",
    re.I,
)
NUMBER_SPAN = re.compile(r"^\(?\d+(?:-|–)\d+")
YEAR_ALONE = re.compile(r"^\W*(?:19|20)\d\d\W*$")
# Before a number: it says which, not how many ("section 47").
NUMBERED = re.compile(
    r"^(?:sections?|levels?|grades?|years?|key|stages?|tiers?|paragraphs?|pages?|items?|steps?|"
    r"phases?|part|chapters?|charts?|article|regulation|schedule|table|figure|appendix|annex|box|no)$",
    re.I,
)
RANGE = re.compile(r"^(?:to|or|and|-|–)$", re.I)
TIME_UNIT = re.compile(
    r"\b(?:working )?(?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?|yrs?)\b", re.I
)
MONTH_WORD = re.compile(rf"^(?:{_MONTH})\W*$", re.I)
