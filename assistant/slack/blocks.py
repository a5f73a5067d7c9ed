"""An Answer as a Slack message, inside every limit, cut at a statement's end if need be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers import Answer
from assistant.slack.messages import (
    LONGEST_BUTTON,
    Block,
    Message,
    button,
    buttons,
    context,
    fallback,
    filled,
    plain_sections,
)
from assistant.slack.mrkdwn import clipped, escaped, link, plain
from assistant.slack.rich_text import rich_blocks
from assistant.slack.sources import address, nearest_passages, source_list

CLARIFY, WORDS, SHARE, FEEDBACK = "clarify", "words", "share", "feedback"
_SHARED = frozenset({"answered", "partial", "not_found"})
_JUDGED = _SHARED | {"clarify"}
MOST_OPTIONS = 10  # of the 25 elements that a row may have
_LONGEST_OPTION = 150
_NEAREST, _NEAREST_WORDS = 3, 300
_LONGEST_ALONE = (4_000, 1_000)  # of one statement that fits no message whole
_LONGEST_NOTE = 400
_EMPTY = plain_sections(["There is nothing to show."])


@dataclass(frozen=True, slots=True)
class Piece:
    """A statement with its marks, or made words around statements, in Markdown."""

    text: str
    citations: tuple[int, ...] = ()
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """How an answer is shown in one place. ``note`` says what scope the place gave it;
    ``shareable`` whether the asker may show it to the channel."""

    public_url: str = ""
    note: str = ""
    asked: str = ""
    shareable: bool = False


def answer_message(answer: Answer, shown: Shown) -> Message:
    """The answer with as many whole statements as Slack takes.

    What is left out is counted, with a link to the whole answer.
    """
    pieces = pieces_of(answer)
    lowest, over = 0, len(pieces) + 1
    while over - lowest > 1:
        middle = (lowest + over) // 2
        if _message(answer, pieces, middle, shown).fits:
            lowest = middle
        else:
            over = middle
    if lowest or not pieces:
        return _message(answer, pieces, lowest, shown)
    return _clipped_message(answer, pieces, shown)


def _clipped_message(answer: Answer, pieces: Sequence[Piece], shown: Shown) -> Message:
    """The first statement alone, as much of it as fits."""
    first, *rest = pieces
    for longest in _LONGEST_ALONE:
        short = Piece(clipped(first.text, longest), first.citations[:1], first.stated)
        message = _message(answer, [short, *rest], 1, shown)
        if message.fits:
            return message
    return _message(replace(answer, nearest=()), [short, *rest], 1, shown)


def pieces_of(answer: Answer) -> list[Piece]:
    """The answer's text parted at its statements; made words between them are pieces too."""
    pieces: list[Piece] = []
    done = 0
    for statement in answer.statements:
        marked = statement.marked()
        at = answer.text.find(marked, done)
        if at < 0:  # a text that is not made of its statements: these are what was verified
            return [Piece(each.marked(), each.citations, True) for each in answer.statements]
        before, _, point = answer.text[done:at].rpartition("\n")
        pieces += _between(before)
        gap = "\n" if pieces and before.endswith("\n") else ""
        pieces.append(Piece(gap + point + marked, statement.citations, True))
        done = at + len(marked)
    return pieces + _between(answer.text[done:])


def _between(text: str) -> list[Piece]:
    return [Piece(line) for line in text.split("\n") if line.strip()]


def _message(answer: Answer, pieces: Sequence[Piece], count: int, shown: Shown) -> Message:
    kept = pieces[:count]
    cited = {number for piece in kept for number in piece.citations}
    citations = [each for each in answer.citations if each.number in cited]
    blocks = [context(f"*Asked:* {escaped(clipped(shown.asked, 300))}")] if shown.asked else []
    read_as = f"*Read as:* {escaped(clipped(answer.read_as, 300))}" if answer.read_as else ""
    blocks += [context(read_as)] if read_as else []
    blocks += rich_blocks([piece.text for piece in kept])
    blocks += _left_out(answer, pieces[count:], shown.public_url)
    blocks += _options(answer)
    blocks += _nearest(answer, shown.public_url)
    blocks += source_list(citations, shown.public_url)
    blocks += [context(escaped(clipped(shown.note, _LONGEST_NOTE)))] if shown.note else []
    blocks += _row(answer, shown)
    blocks += [_feedback(answer)] if answer.status in _JUDGED else []
    return Message(fallback(plain(kept[0].text if kept else answer.text)), filled(blocks) or _EMPTY)


def _left_out(answer: Answer, pieces: Sequence[Piece], public_url: str) -> list[Block]:
    """How many items were cut off, and where they can be read."""
    left = sum(1 for piece in pieces if piece.stated) or len(pieces)
    if not left:
        return []
    page = address(public_url, f"/answers/{answer.id}")
    where = link(page, "read the whole answer") if page else "ask about a part of it to see them"
    return [context(f"*{left} more* {'is' if left == 1 else 'are'} not shown here: {where}.")]


def _options(answer: Answer) -> list[Block]:
    """The questions to choose from: buttons, and in full where a button is too short."""
    options = [
        plain(option).strip() or f"Question {number}"
        for number, option in enumerate(answer.options[:MOST_OPTIONS], 1)
    ]
    labels = differing(options)
    long = any(len(label) > LONGEST_BUTTON for label in labels)
    lines = [
        f"{number}. {clipped(option, _LONGEST_OPTION)}"
        for number, option in enumerate(options, 1)
        if long
    ]
    row = [
        button(
            f"{number}. {label}" if long else label, f"{CLARIFY}:{number}", f"{answer.id}:{number}"
        )
        for number, label in enumerate(labels, 1)
    ]
    left = len(answer.options) - MOST_OPTIONS
    more = [context(f"*{left} more* are possible; name the one that you mean.")] if left > 0 else []
    return [*plain_sections(lines), *buttons(row), *more]


def differing(options: Sequence[str]) -> list[str]:
    """The few words in which options differ, where the rest is the same in all: "Kelder" of
    "How often does the board meet in Kelder?". The options themselves where that says too little.
    """
    words = [option.split() for option in options]
    before, after = _shared(words), _shared([each[::-1] for each in words])
    kept = [" ".join(each[before : len(each) - after]).strip(" ,.?") for each in words]
    telling = len(options) > 1 and before + after > 0 and all(kept) and len(set(kept)) == len(kept)
    return kept if telling else list(options)


def _shared(rows: Sequence[Sequence[str]]) -> int:
    """How many words all rows begin with."""
    count = 0
    for column in zip(*rows, strict=False):
        if len(set(column)) > 1:
            break
        count += 1
    return count


def _nearest(answer: Answer, public_url: str) -> list[Block]:
    if not answer.nearest:
        return []
    passages = nearest_passages(answer.nearest[:_NEAREST], public_url, _NEAREST_WORDS)
    return [context("*The nearest passages*"), *passages]


def _row(answer: Answer, shown: Shown) -> list[Block]:
    row = []
    if answer.citations:
        row.append(button("Show the words", WORDS, answer.id))
    if shown.shareable and answer.status in _SHARED:
        row.append(button("Share here", SHARE, answer.id))
    return buttons(row)


def _feedback(answer: Answer) -> Block:
    def one(label: str, verdict: str) -> Block:
        words = {"type": "plain_text", "text": label, "emoji": False}
        return {"text": words, "value": f"{verdict}:{answer.id}"}

    element = {
        "type": "feedback_buttons",
        "action_id": FEEDBACK,
        "positive_button": one("Helpful", "helpful"),
        "negative_button": one("Not helpful", "unhelpful"),
    }
    return {"type": "context_actions", "elements": [element]}
