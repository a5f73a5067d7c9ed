"""Spellings of the telephone keypad, read as the standard words before a question is read.

"by wen does it hav to" asks by when: without this the asking word is a rare word of the subject,
and nothing is found. What is quoted is never touched; this reads the asker's words alone.
"""

from __future__ import annotations

import re

WORDS = {
    **dict.fromkeys(("wen", "whn", "wehn"), "when"),
    **dict.fromkeys(("wat", "wot", "wht"), "what"),
    **dict.fromkeys(("wats", "wots", "whts"), "what's"),
    **dict.fromkeys(("wich", "whch", "wch"), "which"),
    **dict.fromkeys(("wher", "whre"), "where"),
    **dict.fromkeys(("hav", "hve"), "have"),
    **dict.fromkeys(("shud", "shld", "shoud", "shd"), "should"),
    **dict.fromkeys(("wud", "wld", "woud"), "would"),
    **dict.fromkeys(("cud", "cld", "coud"), "could"),
    **dict.fromkeys(("pls", "plz", "plse"), "please"),
    **dict.fromkeys(("bcos", "becos", "becoz", "bcoz", "coz", "cuz"), "because"),
    **dict.fromkeys(("abt", "abowt"), "about"),
    **dict.fromkeys(("ofen", "offen"), "often"),
    **dict.fromkeys(("thier", "theri"), "their"),
    **dict.fromkeys(("ppl", "peeps"), "people"),
    "avg": "average",
    "hrs": "hours",
    "mtg": "meeting",
    "mtgs": "meetings",
    "btwn": "between",
    "duz": "does",
    "thru": "through",
    "b4": "before",
    "ur": "your",
}
# Letters that stand for a word, in small letters only: "R" and "U" may be a name's.
_LETTERS = {"u": "you", "r": "are", "n": "and"}
_SPELT = re.compile(
    rf"(?<![\w&/.'’-])(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})(?![\w&/'’-])", re.I
)
_LETTER = re.compile(rf"(?<=\s)[{''.join(_LETTERS)}](?=\s|[?!]?\s*$)|^[{''.join(_LETTERS)}](?=\s)")
_NUMBER_OF = re.compile(r"\bnos?\.? of\b(?! course)", re.I)
_REGULATION = re.compile(r"\bregs?\.? (?=\d)", re.I)
_SHORT_FORM = 2  # letters from which a word all in capitals is a short form


def standard(text: str) -> str:
    """The question in standard spelling; a word all in capitals may be a short form, and stays."""
    shouted = text.isupper()

    def word(found: re.Match[str]) -> str:
        given = found.group()
        if given.isupper() and len(given) >= _SHORT_FORM and not shouted:
            return given
        said = WORDS[given.lower()]
        return said.capitalize() if given[0].isupper() else said

    text = _REGULATION.sub("regulation ", _NUMBER_OF.sub("number of", text))
    return _LETTER.sub(lambda found: _LETTERS[found.group()], _SPELT.sub(word, text))
