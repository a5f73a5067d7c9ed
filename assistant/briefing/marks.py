"""What every format of a briefing shares: the marks of sources, section numbers, plain letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from assistant.answers import Citation
from assistant.briefing.blocks import Section
from assistant.briefing.words import place_words

# Control characters, and private letters of symbol fonts, which no font here can show.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028\u2029\ue000-\uf8ff\ufeff]"
)


def marks(citations: Sequence[Citation], *, bare: bool = False) -> str:
    """ "[2, p. 93, paragraph 23]", one after the other; places named twice once."""
    places = dict.fromkeys(place_words(citation, bare=bare) for citation in citations)
    return " ".join(f"[{legible(place)}]" for place in places)


def numbered(sections: Sequence[Section]) -> Iterator[tuple[int, str, Section]]:
    """Each section with its level and its numbered heading, in reading order."""
    for place, section in enumerate(sections, 1):
        yield 1, f"{place}. {section.title}", section
        for below, part in enumerate(section.sections, 1):
            yield 2, f"{place}.{below} {section_title(part)}", part


def section_title(section: Section) -> str:
    """A heading as one line."""
    return " ".join(section.title.split())


def legible(words: str) -> str:
    """Words without characters that cannot be printed; ligatures as their letters."""
    return _UNSEEN.sub("", "".join(_plain(letter) for letter in words))


def _plain(letter: str) -> str:
    return unicodedata.normalize("NFKC", letter) if "\ufb00" <= letter <= "\ufb06" else letter
