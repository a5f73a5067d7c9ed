"""Mentions: a review, an audit or a survey that is spoken of, but whose findings are not told.

"What did the review recommend?" is not answered by "the recommendations of the review have been
put into practice": the words are all there, and the very thing asked for is not.
"""

from __future__ import annotations

import re

from assistant.evidence.facts import Excerpt
from assistant.question.nouns import Question

_EXERCISE = (
    r"(?:review|audit|survey|inquiry|enquiry|investigation|evaluation|consultation|diagnostic|"
    r"peer challenge|study|needs analysis|stocktake|questionnaire)s?"
)
_TELLS = (
    r"(?:recommend|find|found|conclude|say|said|show|reveal|identif|suggest|highlight|indicate|"
    r"report|note|confirm|establish|raise|demonstrate|uncover|tell|told|observ|state)\w*"
)
_RESULTS = r"(?:findings?|recommendations?|results?|conclusions?|outcomes?)"
_ASKED = re.compile(
    rf"\bwhat (?:did|does|do|has|have|had|was|were)\b.{{0,60}}?\b(?P<a>{_EXERCISE})\b.{{0,60}}?"
    rf"\b{_TELLS}\b"
    rf"|\b{_RESULTS} (?:of|from|in) .{{0,40}}?\b(?P<b>{_EXERCISE})\b"
    rf"|\b(?P<c>{_EXERCISE}) {_RESULTS}\b",
    re.I,
)


def _own(excerpt: Excerpt) -> str:
    """What stands over an excerpt; of an inspection report, whose titles are much alike, without
    the title."""
    entry = excerpt.evidence.entry
    if entry.kind != "inspection_report":
        return f"{excerpt.around} {entry.title}"
    return excerpt.around.replace(entry.title, " ")


def only_mentioned(question: Question, excerpt: Excerpt) -> bool:
    """Whether the findings of some exercise are asked for and the excerpt only speaks of it.

    They are told where the exercise says something, where its results are set out after a colon
    or a verb, or under a heading or in a document that is the exercise's own.
    """
    asked = _ASKED.search(question.text)
    if asked is None or question.about_inspection:
        return False
    named = next(each for each in asked.groups() if each)
    noun = rf"\b{re.escape(named.lower().removesuffix('s'))}(?:s|ies)?\b"
    if re.search(noun, _own(excerpt), re.I):
        return False
    words = re.sub(r"\s+", " ", excerpt.span_words)
    told = (
        rf"{noun}(?: \w+){{0,4}},? (?:also |has |have |had |which )*{_TELLS}\b"
        rf"|\b{_RESULTS}\b[^.]{{0,60}}(?:\bthat\b|:|\binclude|\bwere|\bwas\b)"
        rf"|\b{_TELLS} (?:by|in|through|during) (?:the|this|an?)(?: [\w-]+){{0,3}} {noun}"
    )
    return not re.search(told, words, re.I)
