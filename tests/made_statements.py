"""True and false statements on invented clauses: paraphrases by hand, errors planted by rule.

Each clause comes with paraphrases that a careful person would write. Each plant changes one
thing in a paraphrase, so that it is no longer true; what it cannot change it leaves out.
"""

# ruff: noqa: E501  # a clause and its paraphrases are read best on lines of their own
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.verifying import Clause


@dataclass(frozen=True)
class Made:
    """A statement on a clause, and what was planted in it ("" where it is true)."""

    text: str
    clause: Clause
    planted: str = ""


_NOTICE = "Fernshire, improvement notice, 14 March 2024"
_KELDER = "Kelder, improvement notice"
# Clause, what stands around it, its document, and true paraphrases.
_TRUE: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (
        "The Improvement Board will meet every six weeks. It will be chaired by Dame Orla Whitcombe.",
        "The Improvement Board", _NOTICE,
        ("Fernshire's Improvement Board will meet every six weeks.",
         "The board meets every 6 weeks.",
         "Dame Orla Whitcombe will chair the Improvement Board.",
         "The Improvement Board will be chaired by Dame Orla Whitcombe."),
    ),
    (
        "Within two months of the date of this notice, the Council must publish a recruitment strategy.",
        "", _NOTICE,
        ("The Council must publish a recruitment strategy within two months of the date of this notice.",
         "Fernshire must publish a recruitment strategy within 2 months of the notice.",
         "A recruitment strategy must be published within two months.",
         "The Council has to publish its recruitment strategy within two months."),
    ),
    (
        "No social worker may hold more than 17 cases.",
        "Help for children", _NOTICE,
        ("No social worker may hold more than 17 cases.",
         "A social worker may hold at most 17 cases.",
         "Social workers may hold up to 17 cases.",
         "No social worker in Fernshire may hold more than seventeen cases."),
    ),
    (
        "Foster carers must be offered a supervision meeting every nine weeks.",
        "Help for children", _KELDER,
        ("Foster carers must be offered a supervision meeting every nine weeks.",
         "In Kelder, foster carers must be offered supervision every 9 weeks.",
         "A supervision meeting must be offered to foster carers every nine weeks.",
         "Kelder's foster carers have to be offered a supervision meeting every nine weeks."),
    ),
    (
        "A team manager must read every new referral by noon on the following day.",
        "Help for children", _KELDER,
        ("Every new referral must be read by a team manager by noon on the following day.",
         "A team manager must read each new referral by noon the following day.",
         "Team managers must read new referrals by noon on the following day."),
    ),
    (
        "The Council must not close a case until a team manager has agreed to it in writing.",
        "Casework", _NOTICE,
        ("The Council must not close a case until a team manager has agreed in writing.",
         "A case must not be closed until a team manager has agreed to it in writing.",
         "Fernshire must not close a case until a team manager agrees to it in writing."),
    ),
    (
        "Overnight respite is paid for from a budget of £410,000 a year.",
        "", _NOTICE,
        ("Overnight respite is paid for from a budget of £410,000 a year.",
         "The overnight respite budget is £410,000 a year.",
         "A yearly budget of £410,000 pays for overnight respite."),
    ),
    (
        "The Council may ask the Department for a review of this notice after twelve months.",
        "Review", _NOTICE,
        ("The Council may ask the Department for a review of this notice after twelve months.",
         "After 12 months the Council may ask the Department to review the notice.",
         "Fernshire may ask the Department for a review after twelve months."),
    ),
    (
        "Inspectors found that 61 children were waiting for a mentor in March 2021.",
        "", "Fernshire, inspection report, 20 April 2021",
        ("In March 2021, 61 children were waiting for a mentor.",
         "Inspectors found 61 children waiting for a mentor.",
         "61 children were waiting for a mentor in March 2021, inspectors found."),
    ),
    (
        "Dental checks were made for 93% of children in care.",
        "", "Fernshire, inspection report, 22 July 2024",
        ("Dental checks were made for 93% of children in care.",
         "93 per cent of children in care had dental checks made.",
         "In Fernshire, 93% of children in care had dental checks."),
    ),
    (
        "The Council should consult young people before it publishes the strategy on 9 September 2024.",
        "Strategy", _NOTICE,
        ("The Council should consult young people before it publishes the strategy.",
         "Young people should be consulted before the strategy is published on 9 September 2024.",
         "Before publishing the strategy, the Council should consult young people."),
    ),
    (
        "At least 12 case files must be audited each month, and the results sent to the Improvement Board.",
        "Quality", _KELDER,
        ("At least 12 case files must be audited each month.",
         "Each month a minimum of twelve case files must be audited.",
         "The results of the audits must be sent to the Improvement Board.",
         "At least 12 case files must be audited monthly, with results sent to the Improvement Board."),
    ),
    (
        "the name of the personal adviser;",
        "The Council must make sure that each pathway plan contains the following:", _NOTICE,
        ("Each pathway plan must contain the name of the personal adviser.",
         "The name of the personal adviser must be contained in each pathway plan."),
    ),
    (
        "Independent reviewing officers must write to the child within eight days of a review.",
        "", _NOTICE,
        ("Independent reviewing officers must write to the child within eight days of a review.",
         "Within 8 days of a review, independent reviewing officers must write to the child.",
         "After a review, the child must be written to within eight days."),
    ),
    (
        "We expect the chair to report to the Minister every quarter.",
        "Reporting", _KELDER,
        ("The chair is expected to report to the Minister every quarter.",
         "We expect the chair to report quarterly to the Minister.",
         "The chair is expected to report to the Minister each quarter."),
    ),
    (
        "Children were not always seen alone by their social worker, and chronologies were weak.",
        "", "Kelder, inspection report, 27 November 2023",
        ("Children were not always seen alone by their social worker.",
         "Social workers did not always see children alone.",
         "Chronologies were weak."),
    ),
    (
        "The scrutineer decides within eleven working days.",
        "Steps", "Escalation of disagreements: practice guidance, 2 October 2023",
        ("The scrutineer decides within eleven working days.",
         "A decision by the scrutineer comes within 11 working days.",
         "Within eleven working days the scrutineer decides."),
    ),
    (
        "The MASH must ring a referrer back within two working days.",
        "", _KELDER,
        ("The MASH must ring a referrer back within two working days.",
         "A referrer must be rung back by the MASH within 2 working days.",
         "Within two working days, the MASH must ring back the referrer."),
    ),
)  # fmt: skip

Plant = Callable[[str], str]


def _swap(pattern: str, other: str) -> Plant:
    return lambda text: re.sub(pattern, other, text, count=1, flags=re.I)


_PLANTS: tuple[tuple[str, Plant], ...] = (
    ("wrong figure", _swap(r"\b(?:six|6)\b", "seven")),
    ("wrong figure", _swap(r"\b(?:two|2)\b", "three")),
    ("wrong figure", _swap(r"\b(?:17|seventeen)\b", "18")),
    ("wrong figure", _swap(r"\b(?:nine|9)\b(?! September)", "eight")),
    ("wrong figure", _swap(r"£410,000", "£401,000")),
    ("wrong figure", _swap(r"\b(?:twelve|12)\b", "fourteen")),
    ("wrong figure", _swap(r"\b61\b", "16")),
    ("wrong figure", _swap(r"\b93\b", "39")),
    ("wrong figure", _swap(r"\b(?:eight|8)\b", "nine")),
    ("wrong figure", _swap(r"\b(?:eleven|11)\b", "ten")),
    ("another unit", _swap(r"\bweeks\b", "months")),
    ("another unit", _swap(r"\bmonths\b", "weeks")),
    ("another unit", _swap(r"\bdays\b", "weeks")),
    ("another unit", _swap(r"\bworking days\b", "hours")),
    ("another unit", _swap(r"%| per cent\b", "")),
    ("changed date", _swap(r"\bMarch 2021\b", "May 2021")),
    ("changed date", _swap(r"\b2021\b", "2022")),
    ("changed date", _swap(r"\b9 September 2024\b", "19 September 2024")),
    ("changed date", _swap(r"\bSeptember\b", "November")),
    ("must for may", _swap(r"\bmust\b(?! not)|\bha(?:s|ve) to\b", "may")),
    ("must for should", _swap(r"\bmust\b(?! not)|\bha(?:s|ve) to\b", "should")),
    ("may for must", _swap(r"\bmay\b(?! hold)", "must")),
    ("should for must", _swap(r"\bshould\b", "must")),
    ("expected for must", _swap(r"\bis expected to\b", "must")),
    ("will for may", _swap(r"\bwill\b", "may")),
    ("dropped not", _swap(r"\bmust not\b", "must")),
    ("dropped not", _swap(r"\bwere not\b", "were")),
    ("dropped not", _swap(r"\bdid not always see\b", "always saw")),
    ("dropped not", _swap(r"^No social worker\b", "A social worker")),
    ("added not", _swap(r"\bmust\b(?! not)", "must not")),
    ("added not", _swap(r"\bwere\b(?! not)", "were not")),
    ("added not", _swap(r"\bwill\b", "will not")),
    ("added not", _swap(r"\bmay\b(?! hold)", "may not")),
    ("another bound", _swap(r"\bat most\b|\bup to\b", "at least")),
    ("another bound", _swap(r"\bat least\b|\ba minimum of\b", "at most")),
    ("another bound", _swap(r"\bwithin\b", "after")),
    ("another bound", _swap(r"\bafter (?=twelve|12)", "within ")),
    ("another bound", _swap(r"\bbefore\b", "after")),
    ("another frequency", _swap(r"\beach month\b|\bmonthly\b", "each week")),
    ("another frequency", _swap(r"\bquarterly\b|\b(?:every|each) quarter\b", "every month")),
    ("another frequency", _swap(r"\ba year\b|\byearly\b", "a month")),
    ("other council", _swap(r"\bFernshire('s)?", r"Kelder\1")),
    ("other council", _swap(r"\bKelder('s)?", r"Fernshire\1")),
    ("other council", lambda text: f"In Worcestershire, {text[:1].lower()}{text[1:]}"),
    ("other party", _swap(r"\bthe council\b", "the Department")),
    ("other party", _swap(r"\bfoster carers\b", "social workers")),
    ("other party", _swap(r"\ba team manager\b|\bteam managers\b", "the chief executive")),
    ("other party", _swap(r"\bindependent reviewing officers\b", "team managers")),
    ("other party", _swap(r"\bthe chair\b", "the director")),
    ("other party", _swap(r"\bthe scrutineer\b", "the chair")),
    ("other party", _swap(r"\bthe MASH\b", "the police")),
    ("other party", _swap(r"\bto the (?:improvement board|minister)\b", "to the police")),
    ("other name", _swap(r"\bOrla Whitcombe\b", "Helena Marsh")),
    ("other name", _swap(r"\bWhitcombe\b", "Whitfield")),
    ("added claim", lambda text: f"{text[:-1]}, and a fine of £5,000 applies."),
    ("added claim", lambda text: f"{text[:-1]}, as Helena Marsh has ordered."),
    ("address", lambda text: f"{text[:-1]}, see https://evil.example/more."),
)


def paraphrases() -> tuple[Made, ...]:
    """Every true statement with its clause."""
    return tuple(
        Made(text, Clause("k", words, around, label))
        for words, around, label, said in _TRUE
        for text in said
    )


def planted() -> tuple[Made, ...]:
    """Every false one: each plant in each true statement that it changes, each text once."""
    return tuple({made.text: made for made in _planted()}.values())


def _planted() -> Iterator[Made]:
    for true in paraphrases():
        for name, plant in _PLANTS:
            text = plant(true.text)
            if text != true.text:
                yield Made(text, true.clause, name)
