"""Words -> Question: councils, kinds, years, intent, what is wanted, and the concepts.

Rules, not a model: each is general English or general to the trade, and each can be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from assistant.questions import Concept, Intent, Question, Want
from assistant.vocabulary import abbreviations, fold, lay_words, stem, stop_words, tokens
from ingest.councils import find_councils_in_question
from ingest.documents import Span

MONTHS = (
    "january february march april may june july august september october november december".split()
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_KINDS: tuple[tuple[str, str], ...] = (
    (r"\b(improvement )?notices?\b(?! of)(?!board)", "improvement_notice"),
    (r"\bbulletins?\b|\bnewsletters?\b", "bulletin"),
    (
        r"\bthresholds? (doc\w*|guid\w*|matri\w+|of needs?)|\b(threshold|needs) matrix\b|\bthresholds\b(?= ?[?]?$)|\bthresholds - ",
        "thresholds_guidance",
    ),
    (r"\bscorecards?\b", "scorecard"),
    (r"\bminutes\b|\bmins\b", "minutes"),
    (r"\bimprovement plan\b|\baction plan\b|\bplan summary\b", "improvement_plan"),
    (r"\bofsted\b|\binspect(?:ion|ors?|ed)\b|\bilacs\b", "inspection_report"),
)
_INSPECTION = re.compile(r"\bofsted\b|\binspect\w*|\bilacs\b|\bhmi\b|\breport\b", re.I)
_YEAR_OF_REPORT = re.compile(
    r"COUNCIL(?:['’]s)?,? \(?(?:19|20)\d\d\b|\b(?:19|20)\d\d\b,? COUNCIL|\b(?:19|20)\d\d (?:report|inspection|visit)\b"
)
_JOINT = re.compile(
    r"\?\s+(?=\w)|,? and (?=(?:what|how|when|who|which|where|why|by when|does|did|do|is|are|was|were)\b)|,\s*(?=(?:what|how|when|who|which|where)\b)",
    re.I,
)
_COUNTED = "zero one two three four five six seven eight nine ten eleven twelve".split()
_FIGURES = {str(n): word for n, word in enumerate(_COUNTED)} | {
    word: str(n) for n, word in enumerate(_COUNTED)
}
_AT_END = re.compile(
    r"\b(?:at|by|from|to|until) the (?:end|start|beginning) of(?= \w+ \d{4}|\s+(?:the )?year)", re.I
)
_MONTH_YEAR = re.compile(rf"\b(?:{'|'.join(MONTHS)}) (?=(?:19|20)\d\d\b)", re.I)
_COUNT = re.compile(
    rf"\b(?:the|in|which|what|are|all) (?:\w+ )?({'|'.join(_COUNTED[2:])}|[2-9]|1[0-2]) (?!months?|weeks?|days?|years?|hours?|notices|councils|reports)[a-z]+"
    rf"|^({'|'.join(_COUNTED[2:])}|[2-9]) (?!months?|weeks?|days?|years?|hours?)[a-z]+s\b"
)
_OBLIGES = re.compile(
    r"\b(?:must|should|shall|ought|obliged|required|duty|duties|deadlines?|due|by when|(?:have|has|need|needs) to)\b"
)
_COMPARE = re.compile(
    r"\b(compar\w+|versus|vs|v|differ\w*|same as|the same|each|both|all (three|3|of them)|"
    r"changed? (?:on|in|between)|than (?:in|at) the|better (?:in|than)|worse (?:in|than)|between the \d{4})\b|"
    r"\b(?:2|3|4|two|three|four) (?:notices|councils|reports|documents|papers)\b",
    re.I,
)
_EVERYWHERE = re.compile(
    r"\b(?:each|all|which) of the\b|\b(?:2|3|4|two|three|four) (?:notices|councils)\b|\bboth (?:notices|councils)\b",
    re.I,
)
_GRADE = re.compile(
    r"\b(grades?|graded|judg(?:e|ed|ement|ements|ment|ments)|ratings?|rated|ofsted score)\b", re.I
)
_CHANGE = re.compile(
    r"\b(chang\w+|better|worse|improv\w+|gone (?:up|down)|differ\w*|same|move\w*|between)\b", re.I
)
_FILTER = re.compile(r"\b(?:better|worse|less) than \w+|\bat least good\b", re.I)
_MEANING = re.compile(r"\bmeans?\b|\bdefin\w+|\bexplain", re.I)
_INSPECTOR = re.compile(
    r"\bwho (?:led|was (?:the )?(?:lead|reporting) inspector|ran|headed|carried out|did)\b.*\binspect"
    r"|\b(?:lead|reporting) inspectors?\b|\bname of the inspector\b|\bwho inspected\b",
    re.I,
)
_INSPECTED = re.compile(
    r"\b(?:on )?(?:what|which) (?:dates?|days?)\b.*\binspect\w*|\bwhen (?:did|was|were|has)\b.{0,60}\binspect(?:ed)?\b"
    r"|\binspection dates?\b|\bdates? of (?:the )?(?:\w+ )?inspection\b",
    re.I,
)
_IMPROVE = re.compile(
    r"\b(?:needs?|needed|has|have|had) to (?:be )?improved?\b|\bareas? (?:for|of|that need) improvement\b"
    r"|\bneeds? improving\b|\bneed(?:s|ed)? (?:to get|getting) better\b|\bimprovement areas\b",
    re.I,
)
_LIST = re.compile(
    r"^\s*(?:please )?(?:list|name|give me|show me)\b|\bwhat (?:are|were) (?:the |all |our |their )|\bwhat (?:\w+ ){0,4}(?:must|should|shall|do|does|did|has|have) .{0,60}\b(?:include|contain|cover|involve|have to|take account|want done)"
    r"|\bwhat must\b|\bwhich (?:\w+ ){0,4}(?:\w+s)\b|\ball (?:of them|the)\b|\bfull list\b|\bwho (?:has to|must|should) (?:be|attend)\b"
    r"|\bwhat (?:\w+ ){0,2}(?:\w+s) (?:are|were|will|does|do|did|must|should|can)\b"
    r"|\blines of enquiry\b|\brecommendations\b|\bterms of reference\b|\bpriority (?:and immediate )?actions?\b|\bwhat (?:can|could)\b|\bsigns of\b|\bcriteria\b|\bexpected to include\b|\bmeans?\b|\broles\b|\bwhat options\b",
    re.I,
)
_WANTS: tuple[tuple[str, Want], ...] = (
    (r"\bhow (?:often|frequently|regularly)\b|\bhow many times\b", "frequency"),
    (
        r"\bhow (?:quick(?:ly)?|soon|fast|long)\b|\bmax(?:imum)? time\b|\btime ?(?:limit|scale)\b|\bby when\b|\bdeadline\b",
        "duration",
    ),
    (
        r"\b(?:phone|telephone|tel|contact) (?:number|no)\b|\b(?:mash|phone|helpline|hotline) number\b|\bnumber (?:to (?:call|ring)|for)\b",
        "phone",
    ),
    (
        r"\bhow many\b(?! times)|\bwhat (?:was|is|were) the (?:\w+ ){0,4}(?:number|average|total|caseload|count)|\bhow (?:high|large|big|old)\b|\bhow far (?:had|have|has|did)\b|\boldest age\b|\bwhat age\b|\bcaseload\b.*\b(?:average|good|size)\b|\baverage\b",
        "number",
    ),
    (
        r"(?:\bwhat|\bwhich) ?%|\bpercent(?:age)?\b|\bwhat (?:proportion|share|rate)\b|\bproportion of\b|\brate of\b|%",
        "percentage",
    ),
    (
        r"\bhow much\b(?!.*\btime\b)|\bwhat .{0,40}(?:paying|cost|pay|grant|fine|price|budget)\b|£",
        "money",
    ),
    (r"\bwho\b|\bwhos\b|\bwhose\b|\bwhom\b", "person"),
    (
        r"(?:^|[,;:?.–-] ?|\band )when(?:'s| is| was| were| are| did| will)\b|\bby when\b|\bwhat (?:date|day|month|year)\b|\bby what date\b|\bwhich (?:date|month|months|year)\b|\bfrom when\b",
        "date",
    ),
    (
        r"\b(?:which|what) (?:other )?(?:council|authority|local authority|borough)\b(?!s)",
        "council",
    ),
    (r"\b(?:what|which) level\b|\blevel\s*[?]|\bwhat tier\b", "level"),
)
_YES_NO = re.compile(
    r"^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|should|must|will|would)\b|\b(?:do i|do we|does mum|does dad)\b",
    re.I,
)
_SCOPE_WORDS = frozenset(
    "notice notices bulletin ofsted inspection inspections inspected inspector inspectors report reports council councils "
    "councils' authority borough county city ilacs document doc docs guidance pack according".split()
)

_ASKING_WORDS = frozenset(
    "often frequently frequency percentage proportion share number average date dates deadline quick quickly soon fast "
    "level called happen happened happens much wrong finding findings found figure figures kind type sort think say yr yrs year years old olds time published good enough better worse fix".split()
)


def understand(
    text: str,
    corpus_councils: Sequence[str],
    weight: Callable[[str], float],
    corrected: Callable[[str], str] = str,
) -> Question:
    """Read a question.

    ``corpus_councils`` are short names of councils that the corpus knows (they may be
    missing from the gazetteer); ``weight`` gives a stem's rarity in the corpus, 0 to 1;
    ``corrected`` the corpus's nearest stem to one that it does not hold.
    """
    folded = fold(text)
    councils, spans = _councils(text, corpus_councils)
    years = tuple(sorted({int(year) for year in _YEAR.findall(folded)} | _short_years(folded)))
    about = bool(_INSPECTION.search(folded))
    intent = _intent(folded, councils, about)
    wants = frozenset(want for pattern, want in _WANTS if re.search(pattern, folded))
    if _YES_NO.search(folded):
        wants |= {"yes_no"}
    return Question(
        text=text,
        clean=_spelt_out(text),
        plain=_spelt_out(_blank(text, spans)),
        parts=_parts(text),
        councils=councils,
        kinds=tuple(kind for pattern, kind in _KINDS if re.search(pattern, folded)),
        years=years,
        intent=intent,
        wants=wants,
        concepts=_phrased(folded, weight)
        + _concepts(re.sub(r"(?<=\s)['’]s\b", " ", _blank(text, spans)), weight, corrected),
        count=_count(folded),
        obliges=bool(_OBLIGES.search(folded)),
        months=_months(folded),
        dated_report=about or bool(_YEAR_OF_REPORT.search(_named_out(text, spans))),
        about_inspection=about,
        everywhere=bool(_EVERYWHERE.search(folded)),
    )


def _councils(text: str, corpus_councils: Sequence[str]) -> tuple[tuple[str, ...], list[Span]]:
    names: dict[str, None] = {}
    spans: list[Span] = []
    for council, span in find_councils_in_question(text):
        names.setdefault(council.name, None)
        spans.append(span)
    for name in corpus_councils:
        for match in re.finditer(rf"\b{re.escape(name)}(?:'s|’s|s)?\b", text, re.I):
            if not any(s.start <= match.start() < s.end for s in spans):
                names.setdefault(name, None)
                spans.append(Span(match.start(), match.end()))
    return tuple(names), spans


def _parts(text: str) -> tuple[str, ...]:
    """The questions that one question joins: "who pays, and by when?" is two; else none."""
    parts = [part.strip(" ,;?") for part in _JOINT.split(text) if part.strip(" ,;?")]
    worded = [part for part in parts if len([w for w in tokens(part) if w not in stop_words()]) > 1]
    return tuple(worded) if len(worded) > 1 else ()


def _count(folded: str) -> int | None:
    """How many things a question says there are: "the four levels of need" is 4."""
    found = _COUNT.search(folded)
    if not found:
        return None
    word = found.group(1) or found.group(2)
    return int(word) if word.isdigit() else _COUNTED.index(word)


def _months(folded: str) -> tuple[str, ...]:
    """Months with their year: "june 2015" is 2015-06."""
    found = re.findall(rf"\b({'|'.join(m[:3] for m in MONTHS)})[a-z]*\.? ((?:19|20)\d\d)\b", folded)
    return tuple(f"{year}-{[m[:3] for m in MONTHS].index(month) + 1:02d}" for month, year in found)


def _named_out(text: str, spans: Sequence[Span]) -> str:
    """The question with each council as "COUNCIL", to see what stands beside it."""
    for span in sorted(spans, reverse=True):
        text = text[: span.start] + "COUNCIL" + text[span.end :]
    return text


def _short_years(folded: str) -> set[int]:
    """Years written as a school or financial year: 2008-9, 2010-11, 2011/12."""
    found = set()
    for first, last in re.findall(r"\b(20\d\d)[-/](\d{1,2})\b", folded):
        century = int(first) // 100 * 100
        second = century + int(last) if len(last) == 2 else int(first) // 10 * 10 + int(last)
        if second == int(first) + 1:
            found.add(second)
    return found


def _intent(folded: str, councils: tuple[str, ...], about: bool) -> Intent:
    grade = bool(_GRADE.search(folded))
    if _INSPECTOR.search(folded):
        return "inspector"
    if _INSPECTED.search(folded) and not grade:
        return "inspected"
    if (
        grade
        and _CHANGE.search(folded)
        and not _FILTER.search(folded)
        and len(_YEAR.findall(folded)) != 1
    ):
        return "grade_change"
    if grade and not _MEANING.search(folded):
        return "grade"
    if _IMPROVE.search(folded):
        return "improve"
    if len(councils) > 1 or _COMPARE.search(folded):
        return "compare"
    if _LIST.search(folded) or ((_count(folded) or 0) > 2 and "how m" not in folded):
        return "list"
    return "fact"


def _blank(text: str, spans: Sequence[Span]) -> str:
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _spelt_out(text: str) -> str:
    """The question with the trade's abbreviations followed by their long form."""
    known = abbreviations()

    def longer(match: re.Match[str]) -> str:
        long_forms = known.get(match.group().lower())
        return f"{match.group()} ({long_forms[0]})" if long_forms else match.group()

    return re.sub(r"[A-Za-z][A-Za-z&0-9]{1,7}", longer, text)


@lru_cache(maxsize=1)
def _long_forms() -> dict[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for short, longs in abbreviations().items():
        for long_form in longs:
            key = tuple(stem(word) for word in tokens(long_form))
            if len(key) > 1:
                found.setdefault(key, []).append(short)
    return found


_PHRASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"\bwhat (?:happens|will happen|would happen|could happen|can happen)\b.*\bif\b|\bconsequences?\b|\b(?:fails?|failing) to comply\b|\bnot (?:comply|do what)\b|\bdoesn'?t (?:comply|do)\b",
        ("failure to comply", "fails to comply", "powers of intervention", "not complied"),
    ),
    (
        r"\bmeant to\b|\b(?:point|purpose|aim|aims) of\b",
        ("purpose", "aim", "objective", "intended"),
    ),
    (
        r"\bwho (?:monitors|checks|oversees|keeps an eye)\b",
        ("monitored by", "monitor", "reported to", "oversee"),
    ),
)


def _phrased(folded: str, weight: Callable[[str], float]) -> tuple[Concept, ...]:
    """Concepts that a turn of phrase stands for: "what happens if" asks about failure."""
    found = []
    for pattern, says in _PHRASES:
        if re.search(pattern, folded):
            ways = tuple(tuple(stem(part) for part in tokens(phrase)) for phrase in says)
            spoken = tuple(dict.fromkeys(part for phrase in says for part in tokens(phrase)))
            found.append(Concept(says[0], ways, len(ways), 1.0, spoken))
    return tuple(found)


def _concepts(
    text: str, weight: Callable[[str], float], corrected: Callable[[str], str]
) -> tuple[Concept, ...]:
    words = tokens(_YEAR.sub(" ", _MONTH_YEAR.sub(" ", _AT_END.sub(" ", text))))
    concepts: list[Concept] = []
    at = 0
    while at < len(words):
        taken, concept = _numbered_at(words, at)
        if concept is None:
            taken, concept = _long_form_at(words, at, weight)
        if concept is None:
            taken, concept = 1, _single(words[at], weight, corrected)
        if concept is not None and all(c.ways[0] != concept.ways[0] for c in concepts):
            concepts.append(concept)
        at += taken
    return tuple(concepts)


_NUMBERED = frozenset(
    "level levels tier stage section step phase term principle standard grade".split()
)


def _numbered_at(words: list[str], at: int) -> tuple[int, Concept | None]:
    """A thing known by its number that begins here: "level 3" is one concept, not two."""
    following = words[at + 1] if at + 1 < len(words) else ""
    if words[at] not in _NUMBERED or not re.fullmatch(r"\d{1,2}[a-z]?", following):
        return 1, None
    way = (stem(words[at]), following)
    return 2, Concept(f"{words[at]} {following}", (way,), 1, 0.8, (words[at], following))


def _long_form_at(
    words: list[str], at: int, weight: Callable[[str], float]
) -> tuple[int, Concept | None]:
    """A known long form that begins here ("child protection plan"), longest first."""
    for size in range(6, 1, -1):
        key = tuple(stem(word) for word in words[at : at + size])
        shorts = _long_forms().get(key) if len(key) == size else None
        if shorts:
            ways = (key, *((stem(short),) for short in shorts))
            rarity = max(weight(part) for part in key)
            spoken = (*words[at : at + size], *shorts)
            return size, Concept(" ".join(words[at : at + size]), ways, len(ways), rarity, spoken)
    return 1, None


def _single(
    word: str, weight: Callable[[str], float], corrected: Callable[[str], str]
) -> Concept | None:
    known = abbreviations().get(word)
    if (word in stop_words() or (len(word) == 1 and word.isalpha())) and not known:
        return None
    own = (stem(word),)
    if known:
        longs = tuple(tuple(stem(part) for part in tokens(long_form)) for long_form in known)
        rarity = max(weight(part) for way in (own, *longs) for part in way)
        spoken = (word, *(part for long_form in known for part in tokens(long_form)))
        return Concept(word, (own, *longs), 1 + len(longs), _scope_weight(word, rarity), spoken)
    if word in _FIGURES:
        figure = _FIGURES[word]
        return Concept(
            word, (own, (stem(figure),)), 2, _scope_weight(word, weight(own[0])), (word, figure)
        )
    others = lay_words().get(word, [])
    loose = tuple(tuple(stem(part) for part in tokens(other)) for other in others)
    nearest = own[0] if others else corrected(own[0])
    if nearest != own[0]:
        return Concept(word, ((nearest,),), 1, _scope_weight(word, weight(nearest)), (nearest,))
    rarity = max(0.6, weight(own[0])) if others else weight(own[0])
    spoken = (word, *(part for other in others for part in tokens(other)))
    return Concept(word, (own, *loose), 1, _scope_weight(word, rarity), spoken)


def _scope_weight(word: str, rarity: float) -> float:
    """Words that say where to look, or what sort of thing is asked for, weigh little."""
    if word in _SCOPE_WORDS:
        return rarity * 0.15
    return rarity * 0.25 if word in _ASKING_WORDS else rarity
