"""What words speak for a kind of document, where they stand and how strongly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ingest.documents import Kind

Zone = Literal["title", "front", "text", "name"]


@dataclass(frozen=True, slots=True)
class Rule:
    """Points for a kind where words stand in a zone of the text."""

    kind: Kind
    points: float
    zone: Zone
    words: re.Pattern[str]


def _rule(kind: Kind, points: float, zone: Zone, *words: str) -> Rule:
    """One of ``words`` in the zone is enough.

    In them a space is any white space, a line's end included, and ``~`` is a line's
    beginning with whatever marks a heading there.
    """
    either = "|".join(words).replace("~", r"^[\s#*_>]*")
    spaced = either.replace(" ?", r"\s*").replace(" ", r"\s+")
    return Rule(kind, points, zone, re.compile(spaced, re.IGNORECASE | re.MULTILINE))


# fmt: off
RULES = (
    _rule("inspection_report", 5, "front",
         r"findings of (?:the|a|our|ofsted.s) (?:monitoring|focused) visit",
         r"~(?:monitoring|focused) visit (?:to|of)\b",
         r"\boutlines? (?:our|the) findings (?:from|of) the (?:joint |area )?inspection\b"),
    _rule("improvement_notice", 5, "title",
         r"~(?:statutory )?direction\b(?:.|\n){0,200}?section 497A",
         r"~(?:statutory )?direction (?:issued )?under section 497"),
    _rule("improvement_notice", 5, "front",
         r"\bthis direction (?:is (?:issued|given|made) )?under section 497A",
         r"\bsecretary of state hereby directs\b"),
    _rule("improvement_notice", 4, "title",
         r"\A[\s#*_>]*(?:further )?improvement notice\b",
         r"~(?:\w+ )?notice (?:to improve|requiring improvement)\b"),
    _rule("improvement_notice", 2, "title", r"~to ?: .{0,40}\bcouncil\b"),
    _rule("improvement_notice", 3, "title", r"~improvement notice\b"),
    _rule("improvement_notice", 3, "front",
         r"this (?:further )?(?:improvement )?notice is (?:being )?(?:issued|given)"),
    _rule("improvement_notice", 2, "text",
         r"comply with this (?:further )?(?:improvement )?notice"),
    _rule("inspection_report", 3, "front", r"~inspection dates?\b"),
    _rule("inspection_report", 2, "title",
         r"\b(?:re-?)?inspection (?:of|report)\b", r"~(?:monitoring|focused) visit\b"),
    _rule("inspection_report", 2, "front", r"\b(?:lead|reporting) inspector\b"),
    _rule("inspection_report", 2, "front",
         r"overall (?:effectiveness|judgement)[^.]{0,60}(?:outstanding|good|adequate)",
         r"overall (?:effectiveness|judgement)[^.]{0,60}(?:requires improvement|inadequate)"),
    _rule("inspection_report", 1, "title",
         r"review of the effectiveness of the local safeguarding"),
    _rule("minutes", 5, "title",
         r"~minutes of (?:a|the)?\b.{0,80}?\b(?:meeting|committee|council|cabinet|panel|board)"),
    _rule("minutes", 3, "title", r"~(?:draft )?minutes\b"),
    _rule("minutes", 3, "front",
         r"~(?:present|attendance|in attendance|apologies for absence)\b[*]*\s*:"),
    _rule("minutes", 2, "front",
         r"discussion summary", r"were (?:approved|agreed) as a correct record", r"\bRESOLVED\b"),
    _rule("agenda", 4, "title", r"~(?:a ?g ?e ?n ?d ?a)\b(?! item)"),
    _rule("agenda", 3, "front",
         r"^[\s#*_\d.]*(?:apologies|declarations? of (?:interest|disclosable))"),
    _rule("agenda", 2, "front", r"\(pages? \d+(?:\s*[-–]\s*\d+)?\)"),
    _rule("agenda", 10, "front", r"dear member\b(?:.|\n){0,700}?(?:enclose|agenda item no)"),
    _rule("committee_report", 3, "front",
         r"~(?:from|by)\s*:(?:.|\n){0,700}?^[\s#*_>]*to\s*:(?:.|\n){0,500}?^[\s#*_>]*(?:subject|title)\s*:"),
    _rule("committee_report", 3, "front",
         r"~(?:\d+\.?\s*)?purpose of (?:the )?(?:report|paper|briefing)\b"),
    _rule("committee_report", 2, "front",
         r"~(?:recommendations?|classification|background)\s*:?[*]*(?:\s|$)",
         r"~(?:executive )?summary\s*:?[*]*(?:\s|$)"),
    _rule("committee_report", 3, "title",
         r"\bselect committee\b", r"\bcabinet committee\b", r"\bscrutiny committee\b",
         r"\btask group\b"),
    _rule("committee_report", 4, "title", r"(?:proposed )?record of decision\b", r"~subject\s*:"),
    _rule("committee_report", 3, "front", r"\b(?:key decision|decision no)\b"),
    _rule("committee_report", 3, "title",
         r"\bcounty council meeting\b", r"\bmotion for\b", r"budget amendment form",
         r"\bcall-in (?:request|submission)", r"~question \d+\s*$", r"\beqia\b", r"\bdpia\b"),
    _rule("committee_report", 2, "title",
         r"\bto county council\b",
         r"\breport (?:of|to|for)\b.{0,40}\b(?:council|committee|cabinet)\b",
         r"\bcounty council\s*[-–]",
         r"~(?:county|borough|city) council (?:labour|conservative|liberal)"),
    _rule("committee_report", 2, "front",
         r"\b(?:appendix|annex) [a-z\d]+\b(?:.|\n){0,200}?(?:council|committee|cabinet)"),
    _rule("committee_report", -5, "front", r"~from ?: [^\n]*@"),
    _rule("committee_report", 1, "front", r"\bcabinet member for\b", r"\bterms of reference\b"),
    _rule("thresholds_guidance", 4, "title",
         r"\bthresholds? (?:guidance|document|of needs?|criteria|framework)",
         r"\blevels? of needs? (?:guidance|framework|document)"),
    _rule("thresholds_guidance", 3, "front",
         r"\bcontinuum of needs? (?:matrix|document|guidance)", r"~thresholds?\s*[-–:]"),
    _rule("thresholds_guidance", 2, "text",
         r"\bthresholds? (?:of|for) (?:needs?|intervention|early help|support)"),
    _rule("thresholds_guidance", 2, "front",
         r"\b(?:level|tier)s? of need", r"\bcontinuum of (?:need|help)",
         r"right support at the right time"),
    _rule("scorecard", 4, "title", r"\bscore ?cards?\b"),
    _rule("scorecard", 1, "front", r"\bscore ?cards?\b"),
    _rule("improvement_plan", 4, "title", r"\bimprovement (?:action )?plan\b"),
    _rule("improvement_plan", 2, "title", r"\baction plan\b"),
    _rule("improvement_plan", 1.5, "front", r"\bimprovement plan\b", r"\bimprovement board\b"),
    _rule("improvement_plan", 2, "front",
         r"\b(?:lead|responsible)\b(?:.|\n){0,80}?\b(?:timescale|by when|target date|success)",
         r"\brag (?:rating|status)\b"),
    _rule("bulletin", 3, "front",
         r"\bthis (?:bulletin|newsletter)\b", r"\b(?:each|next|last|previous) bulletin\b"),
    _rule("bulletin", 3, "title", r"~(?:.{0,40}\b)?(?:newsletter|bulletin)\b"),
    _rule("bulletin", 2, "title", r"~dear (?:colleagues?|all)\b"),
    _rule("bulletin", 2, "text", r"\bthis bulletin\b"),
    _rule("statutory_guidance", 2, "title", r"\bguidance\b"),
    _rule("statutory_guidance", 1, "front", r"\bin England\b"),
    _rule("legislation", 4, "title",
         r"\bstatutory instruments?\b", r"~\d{4} no\. \d+", r"\bchapter \d+\s*$"),
    _rule("legislation", 3, "front",
         r"\blaid before parliament\b", r"\bbe it enacted\b",
         r"\bcoming into force\b(?:.|\n){0,80}?\bmade\b"),
    _rule("statutory_guidance", 3, "title",
         r"\bstatutory guidance\b", r"\bguidance and\s+regulations\b"),
    _rule("statutory_guidance", 3, "front", r"\bstatutory guidance\b"),
    _rule("statutory_guidance", 2, "text",
         r"this (?:statutory )?guidance (?:replaces|applies to|is issued|should be read|is for)"),
    _rule("statutory_guidance", 2, "front",
         r"what is the status of this (?:guidance|advice)", r"\babout this (?:guidance|advice)"),
    _rule("statutory_guidance", -4, "front",
         r"\binformation pack\b", r"\btraining\s*pack\b",
         r"safeguarding children (?:partnership|board).{0,30}training"),
    _rule("statutory_guidance", 2, "front",
         r"who is this (?:guidance|advice|guide) for", r"what legislation (?:does|is) this"),
    _rule("statutory_guidance", 3, "title",
         r"~(?:from:\s*published|guidance\s*$)", r"\bguidance for local authorities\b",
         r"\badvice for practitioners\b", r"~guide to the\b"),
    _rule("statutory_guidance", 2, "front",
         r"\(/government/organisations/", r"applies to england", r"\bministerial foreword\b",
         r"crown copyright"),
    _rule("statutory_guidance", 2, "front",
         r"approved by the department for education", r"this guide (?:sets out|explains)",
         r"\bdepartment (?:for|of) (?:education|health)\b"),
)
# fmt: on
