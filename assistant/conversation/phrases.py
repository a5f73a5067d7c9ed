"""The turns of phrase that follow-ups are made of, as patterns and word lists."""

from __future__ import annotations

import re

from assistant.question.spelling import WORDS

OPENING = re.compile(
    r"^(?:(?:and also|and|n|but|also|plus|then|so|ok|okay|right|well|now|thanks|thank you|cheers"
    r"|great"
    r"|please|sorry|no|yes|hi|hello|actually|i meant?|i was asking about|not \w+ "
    r"but)\b[\s,.!:-]*)+",
    re.I,
)

REQUEST = re.compile(
    r"^(?:(?:can|could|would) you (?:please )?(?:tell me|say|explain)|do you know|tell me"
    r"|i (?:want|need|would like|'d like) to know|what i want to know is)\b[ ,:]*(?:please )?"
    r"(?=(?:who|what|when|where|why|how|which|by|if|whether|about)\b)(?:about )?",
    re.I,
)

GOES_ON = re.compile(r"\b(?:and|also|but|plus|then|so)\b", re.I)

WHAT_ABOUT = re.compile(
    r"^(?:(?:what|how)(?: about| of)|same (?:question )?for|for|as for|regarding|about)\b ?", re.I
)

# What a person types in haste in a follow-up, beside what is read in any question.
SLIPS = {
    **WORDS,
    **dict.fromkeys(("adn", "nad", "andd", "ans"), "and"),
    **dict.fromkeys(("waht", "whta", "hwat"), "what"),
    **dict.fromkeys(("abut", "aobut", "abuot", "baout"), "about"),
    "whne": "when",
    **dict.fromkeys(("hwo", "woh"), "who"),
    **dict.fromkeys(("oftn", "offten", "oftne"), "often"),
    **dict.fromkeys(("teh", "hte"), "the"),
    **dict.fromkeys(("taht", "tht", "htat"), "that"),
    **dict.fromkeys(("thme", "tehm"), "them"),
    **dict.fromkeys(("wy", "whyy"), "why"),
    **dict.fromkeys(("lsit", "lst"), "list"),
    **dict.fromkeys(("chcks", "cheks", "chekcs"), "checks"),
    **dict.fromkeys(("r", "ar"), "are"),
    **dict.fromkeys(("em", "dem"), "them"),
    **dict.fromkeys(("q", "qu", "quest"), "question"),
    "pleas": "please",
    **dict.fromkeys(("dont", "doesnt", "didnt"), "do not"),
    "theres": "there is",
    "whos": "who is",
    **dict.fromkeys(("whats", "wots", "wats"), "what is"),
    "whens": "when is",
    "hows": "how is",
    "whys": "why is",
}

FILLERS = frozenset(
    "and what about how for of in the same question please case cases one does it is are was "
    "were there "
    "now then well that this with on at to apply applies also a an council's council county "
    "borough city "
    "authority over as s only just do did say too instead mean one's again please have all must "
    "need n well".split()
)

TRAILING = re.compile(
    r"(?:[ ,]+(?:then|though|tho|please|mate|anyway|thanks|thank you))+[ ?.!]*$", re.I
)

ITS_STATE = re.compile(r"\bits (?=(?:late|not|never|been|missed|done|ready|too|still|no)\b)", re.I)

IF_NOT = re.compile(
    r"(?:what (?:happens|is done|will happen) )?if (?:they|it|she|he|the council|not|that)\b"
    r"(?: (?:(?:do|does|did|is|are|was|were|has|have)(?: not|n['’]t)|fails?|never)"
    r"(?: (?:do|done|happen|happens)?(?: ?(?:it|that|this|so))?)?)?",
    re.I,
)

IF_SOMETHING = re.compile(r"(?:what (?:happens|is done) )?(?P<if>if .{4,})", re.I)

LIGHT = frozenset(
    "is it does do did that this they must should will was were are be been has have had to "
    "done happen "
    "happens happened by for on them these those the due need exactly and so come actually "
    "would can "
    "could of about start end begin in".split()
)

NEW_HEADS: tuple[tuple[str, str], ...] = (
    (r"\b(?:who(?:m)? by|by who(?:m)?|who|whom)\b", "By whom"),
    (r"\bhow come\b|\bwhat for\b|\bwhy\b", "Why"),
    (r"\b(?:by|on|from|since|until|before) (?:when|(?:what|which) (?:date|day|month|year))\b", ""),
    (r"\b(?:what|which) (?:date|day)\b", "On what date"),
    (r"\bhow (?:often|frequently|regularly|many times|long|soon|quickly|fast|much|many)\b", ""),
    (r"\bwhen\b|\bwhere\b|\bhow\b", ""),
)

ATTRIBUTES = {
    **dict.fromkeys(
        ("deadline", "due date", "timescale", "time limit", "target date", "timeframe"), "By when"
    ),
    **dict.fromkeys(("date",), "On what date"),
    **dict.fromkeys(("frequency",), "How often"),
    **dict.fromkeys(("reason", "reasons", "rationale"), "Why"),
    **dict.fromkeys(("cost", "price"), "How much"),
}

LIST_THEM = re.compile(
    r"(?:(?:please )?(?:list|show|name|give)(?: me)?(?: them| those| these| all| it| the)*(?: "
    r"all)?"
    r"(?: of them)?|(?:and )?which(?: ones?| are (?:they|those|these))?|what are (?:they|those"
    r"|these)"
    r"|(?:the |in )?(?:full|whole|complete)(?: list)?|such as|for example|like what|all of "
    r"them)(?: please)?",
    re.I,
)

ELSE = re.compile(
    r"(?:what|anything|who|is there anything) (?:else|more|other)(?: is there)?|what "
    r"(?:are )?(?:the )?(?:others?|rest)"
    r"|any (?:others?|more)",
    re.I,
)

MORE = re.compile(
    r"(?:(?:please )?(?:tell|show|give) me )?(?:a bit )?more(?: details?)?(?: about (?:it|that"
    r"|this|them))?(?: please)?"
    r"|go on|(?:please )?explain(?: that| it| this)?|(?:in )?(?:more )?details?|what does "
    r"(?:that|it|this) mean",
    re.I,
)

KIND = (
    r"(?:(?:latest|last|first|new|old|earlier|later|previous|improvement|inspection|ofsted|action|"
    r"thresholds?|scrutiny|committee|monitoring|practice|progress) ){0,3}"
    r"(?:notice|report|plan|bulletin|minutes|guidance|scorecard|agenda|newsletter|strategy)"
)

KIND_SAYS = re.compile(
    rf"(?:what (?:does|do|did) |(?:is|was) (?:it|that) |according to |in |from )?(?:the |their "
    rf"|its )?(?P<kind>{KIND})"
    r"(?: (?:say|says|said|state|require)(?: about (?:it|that|this))?)?",
    re.I,
)

PRONOUN_AT = (
    r"(?<![\w'’])(?P<word>its|it|they|them|their|he|she|him|his|her|this|that|these|those|there"
    r"|(?:the|this|that) (?:council|authority)(?! of)(?!\w))(?![\w])"
)

PRONOUN = re.compile(PRONOUN_AT, re.I)

BEFORE_PRONOUN = re.compile(
    r"(?:^|\b(?:is|are|was|were|do|does|did|has|have|had|must|should|will|would|can|could|may"
    r"|shall"
    r"|in|for|by|with|to|from|at|on|about|of|than|under|against|if|and|or|after|before|when"
    r"|\w+(?:s|ed|e|t|ck|ll|ct|ad|ld|ve)))\s*$",
    re.I,
)

AFTER_THAT = re.compile(
    r"^\s*(?:$|[?.,;]|(?:is|are|was|were|do|does|did|has|have|had|must|should|will|would|can"
    r"|could|may"
    r"|be|been|in|for|by|with|to|from|at|on|about|of|or|and|happen|happens|apply|mean|done"
    r"|going|work"
    r"|start|end|begin|reviewed|monitored|checked|measured|agreed|reported|published|met|due"
    r"|sent|made"
    r"|change|changed|take|cost|include|cover|say|set|compare|\w+ed)\b)",
    re.I,
)

EXPLETIVE = re.compile(
    r"\b(?:is|was) it (?:true|right|possible|ok|okay|allowed|enough|the case)\b|\bdoes it "
    r"take\b|\bis it for\b"
    r"|\b(?:is|are|was|were) there\b",
    re.I,
)

BOUND = re.compile(
    r"\b(?:the|this|that|each|these) (?:\w+ ){0,2}(?:council|authority|board|notice|plan|plans"
    r"|report|reports"
    r"|inspectors?|inspection|director|chair|chief executive|leader|department|minister|mash|lscb"
    r"|strategy|protocol|panel|committee|scorecard|bulletin|grade|grades|judgement|judgements"
    r"|deadlines?)\b",
    re.I,
)

ANYWHERE = re.compile(
    r"\b(?:which|what|any|other|all|every|each|most) (?:other )?(?:councils?|authorit\w+"
    r"|notices|boroughs)\b"
    r"|\bworking together\b|\bkcsie\b|\bkeeping children safe\b|\bstatutory guidance\b|\bthe law\b"
    r"|\bact \d{4}\b|\bnational(?:ly)?\b|\bengland\b|\banywhere\b|\bin general\b",
    re.I,
)

COMPARED = re.compile(
    r"\bcompar\w+|\bversus\b|\bvs\b|\bdiffer\w*|\b(?:is|are|was|were|does|do) (?:it|that|this"
    r"|they)\b.*\bsame\b"
    r"|\b(?:is|are|was|were) (?:it|that|this|they) (?:\w+ )?(?:more|less|fewer|better|worse"
    r"|higher|lower|longer|shorter"
    r"|stricter|sooner|later|as \w+)\b",
    re.I,
)

ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()

PLACE = re.compile(
    rf"\b(?:the )?(?P<ordinal>{'|'.join(ORDINALS)}|last|\d{{1,2}}(?:st|nd|rd|th))"
    r"(?: (?:one|point|item|option|bullet|thing|action|part|recommendation))?(?: (?:on|in|of) "
    r"(?:the|that|your) list)?"
    r"(?=$|[?.,]|\s)"
    r"|\b(?:number|no\.?|point|item|option) (?P<number>\d{1,2})\b|^(?P<bare>\d{1,2})$",
    re.I,
)

PLACE_ONLY = frozenset(
    "tell me about explain and what is more on the one show please ok say go for".split()
)

TRANSITIVE = (
    r"checks?|monitors?|chairs?|leads?|agrees?|audits?|reviews?|approves?|oversees?|signs?"
    r"|funds?|owns?|runs?"
    r"|inspects?|signed|receives?|sees?|reads?|writes?|publishes|scrutinises|scrutinizes|manages"
    r"|appoints?|does|sets"
)

HANGING = re.compile(
    r"^(?P<said>(?:who|which board|what|when|how) (?:will |must |should )?(?P<verb>[a-z]+))(?: "
    r"up)?$",
    re.I,
)

INCOMPLETE = re.compile(
    r"^who(?: is| are|'s| was| will be) (?:responsible|accountable|in charge|involved|consulted"
    r"|the lead)$",
    re.I,
)
