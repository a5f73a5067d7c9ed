"""Does a made statement stand in the clauses that it cites? Checks that code can make.

A statement may say less than its clauses, never more and nothing else: each number with its
unit, date, bound, council, name, party, modal verb and negation must stand there too, and most
of its words. ``entails`` is a place for an entailment model, where one is installed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.chat.actors import another_s_doing
from assistant.chat.amounts import amounts, bounds, frequencies
from assistant.chat.attachments import misplaced
from assistant.chat.obligations import (
    OPPOSITES,
    VERB,
    denied,
    modal_classes,
    parties,
    subject_parties,
)
from assistant.chat.parts import bare_stem, parts, placed_stems
from assistant.chat.quantifiers import another_denied, another_quantity
from assistant.conversation.mentions import council_mentions, names
from assistant.question.vocabulary import content_stems, fold, stems, tokens

COVERED = 0.6  # least share of a statement's content words that its clauses hold
LONGEST = 700  # characters of one statement
ADDRESS = re.compile(r"[{}\[\]<>|`\\]|//|https?:|www\.|\b[\w.+-]+@[\w-]+\.\w|javascript:", re.I)

# Words that amounts, frequencies and bounds are compared by: what they mean must stand there.
_COUNTED = frozenset(
    stems(
        "minimum maximum least most per cent percent daily weekly monthly quarterly yearly "
        "annually annual year month week day hour every each one two "
        "three four five six seven eight nine ten eleven twelve"
    )
)

# Verbs and the like that say nothing of their own: "is due", "has to be made".
_LIGHT = _COUNTED | frozenset(
    stems(
        "due required expected able obliged needed need made make take taken place done carried "
        "set said stated have hold held happen come comes go up out down give given get within"
    )
)

Entails = Callable[[str, str], bool]
_SENTENCE = re.compile(r"(?<=[.;:?!])\s+")
_PART = re.compile(r"(?<=[.;:?!])\s+|, (?:and|but) ")
_AND_DEED = re.compile(r"\s*(?:and|or|but)\s+(?=\w+(?:ed|ing)\b)", re.I)
_NAME = re.compile(r"\b[A-Z][\w'’-]+")
_OPENING_NAMES = re.compile(r"(?:^|[.:;!?] +|[“\"(])$")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause as the model saw it.

    ``words`` are its own, ``around`` its lead-in or heading, words of the document too, and
    ``label`` is how code names the document.
    """

    key: str
    words: str
    around: str
    label: str

    @property
    def whole(self) -> str:
        """All that may bear a statement."""
        return f"{self.label}\n{self.around}\n{self.words}"


def objections(
    statement: str,
    clauses: Sequence[Clause],
    known: Sequence[str] = (),
    entails: Entails | None = None,
) -> tuple[str, ...]:
    """Why a statement does not stand in the clauses that it cites; empty when it does.

    ``known`` are short names of councils that the corpus adds to the gazetteer.
    """
    if not clauses:
        return ("it cites no clause that was given",)
    whole = "\n".join(clause.whole for clause in clauses)
    words = "\n".join(f"{clause.around}\n{clause.words}" for clause in clauses)
    near = _closest(statement, clauses)
    found = [
        reason
        for reason, wrong in (
            ("it is no plain sentence", not plain_sentence(statement)),
            ("a number is not in the clause", _other_amount(statement, whole)),
            ("a frequency is not in the clause", bool(frequencies(statement) - frequencies(whole))),
            ("a bound is not in the clause", _other_bound(statement, near)),
            ("another council is named", _other_council(statement, clauses, known)),
            ("a name is not in the clause", _other_name(statement, whole)),
            ("a party is not in the clause", bool(parties(statement) - parties(whole))),
            ("a duty is another's", _other_subject(statement, near)),
            ("the obligation differs", _other_modality(statement, near)),
            ("a negation differs", _other_negation(statement, clauses)),
            ("a figure or date belongs to something else", misplaced(statement, words)),
            ("what is done is not in the clause", _other_deed(statement, whole)),
            ("somebody does what another does", another_s_doing(statement, words)),
            ("another quantity of a thing", another_quantity(statement, words, near)),
            ("another thing is denied", another_denied(statement, words, near)),
            ("a word says the contrary", _contrary(statement, whole)),
            ("too many words are not in the clause", coverage(statement, whole) < COVERED),
        )
        if wrong
    ]
    if not found and entails is not None and not entails(whole, statement):
        found.append("the clause does not entail it")
    return tuple(found)


def coverage(statement: str, whole: str) -> float:
    """Share of the content words of a statement that stand in a text, 0 to 1."""
    said = [stem for _, stem in placed_stems(statement) if stem not in _COUNTED]
    held = {stem for _, stem in placed_stems(whole)} | set(stems(whole))
    return sum(1 for stem in said if stem in held) / len(said) if said else 0.0


def plain_sentence(statement: str) -> bool:
    """Neither too long nor empty, without an address, a picture, a tag or an unseen letter."""
    odd = any(0xE0000 <= ord(c) <= 0xE007F or c in "\u200b\u200e\u202e\u2066" for c in statement)
    bare = not statement.strip() or len(statement) > LONGEST
    return not (bare or odd or ADDRESS.search(statement))


def _closest(statement: str, clauses: Sequence[Clause]) -> str:
    """The sentence nearest to a statement with the lead-in that it hangs on."""
    best = max(clauses, key=lambda clause: coverage(statement, clause.words))
    return f"{best.around}\n{_nearest(statement, [best])}"


def _other_negation(statement: str, clauses: Sequence[Clause]) -> bool:
    """A "not" too many or too few, beside the nearest clause and the nearest part of one."""
    nearest = [_nearest(statement, clauses, _PART.split), _nearest(statement, clauses, _parted)]
    return all(denied(statement) != denied(each) for each in nearest)


def _parted(words: str) -> list[str]:
    return [part.text for sentence in _SENTENCE.split(words) for part in parts(sentence)]


def _nearest(
    statement: str,
    clauses: Sequence[Clause],
    parting: Callable[[str], list[str]] = _SENTENCE.split,
) -> str:
    said = set(content_stems(statement))
    sentences = [part for clause in clauses for part in parting(clause.words) if part]
    return max(sentences, key=lambda part: len(said & set(stems(part))), default="")


def _other_council(statement: str, clauses: Sequence[Clause], known: Sequence[str]) -> bool:
    """A council that is neither the document's nor named in the clause."""
    said = set(names(council_mentions(statement, known)))
    held = {name for clause in clauses for name in names(council_mentions(clause.whole, known))}
    return bool(said - held)


def _other_name(statement: str, whole: str) -> bool:
    """A word with a capital, not at the beginning, that the clauses do not hold."""
    held = fold(whole)
    for match in _NAME.finditer(statement):
        word = fold(match.group()).removesuffix("'s")
        begins = bool(_OPENING_NAMES.search(statement[: match.start()]))
        if not begins and not re.search(rf"\b{re.escape(word)}", held):
            return True
    return False


def _other_subject(statement: str, near: str) -> bool:
    """Who is obliged: a party before the verb that stands before none in the clause."""
    said = subject_parties(statement)
    held = subject_parties("\n".join(part.text for part in parts(near)))
    return bool(said and held and not said & held)


def _other_deed(statement: str, whole: str) -> bool:
    """A verb, or what something is, that the clauses do not have: "must be TRAINED".

    One word of many, it hardly lowers the share of words that stand there.
    """
    held = {bare_stem(word) for word in tokens(whole)}
    for part in (part for sentence in _SENTENCE.split(statement) for part in parts(sentence)):
        words = list(placed_stems(part.text))
        more = _AND_DEED.match(part.text)
        for verb in [*VERB.finditer(part.text), *([more] if more else [])]:
            deed = next((stem for at, stem in words if at >= verb.end()), "")
            if deed and deed not in held and deed not in _LIGHT:
                return True
    return False


def _other_modality(statement: str, near: str) -> bool:
    """A verb that obliges more, less or otherwise than the clause's."""
    said, held = modal_classes(statement), modal_classes(near)
    if said - held:
        return True
    # "must" left out leaves what is to be as if it were; of "may" and "should" it makes a fact.
    return not said and bool(held) and held <= {"may", "should"}


def _other_amount(statement: str, whole: str) -> bool:
    """A number, unit or date that is not there; or a share or sum that has lost its sign."""
    said, held = amounts(statement), amounts(whole)
    if said - held:
        return True
    return any(
        (value, unit) in held and (value, unit) not in said
        for value, _ in said
        for unit in ("%", "pound", "working")
    )


def _other_bound(statement: str, near: str) -> bool:
    """Another bound than the clause's; "within a week after" is "within a week of"."""
    said, held = bounds(statement), bounds(near)
    return bool(said - held - ({"after"} if "within" in said & held else set()))


def _contrary(statement: str, whole: str) -> bool:
    said, held = set(stems(statement)), set(stems(whole))
    return any(
        one in said and one not in held and other in held
        for pair in OPPOSITES
        for one, other in (pair, pair[::-1])
    )
