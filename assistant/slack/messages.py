"""Message: blocks that Slack takes, whatever goes into them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.slack.mrkdwn import clipped, escaped

Block = dict[str, Any]

MOST_BLOCKS = 50
LONGEST_TEXT = 3_000  # characters of one section
LONGEST_BUTTON = 75
LONGEST_FALLBACK = 500  # of the line that notifications and screen readers use
# Bytes of all blocks as JSON. Slack refuses a message from about 13,200 characters on, and
# counts some of what stands around the words; this is well inside however it counts.
LARGEST = 12_000


@dataclass(frozen=True, slots=True)
class Message:
    """``text`` is what a notification shows, escaped; ``blocks`` are the message itself."""

    text: str
    blocks: list[Block] = field(default_factory=list)

    @property
    def fits(self) -> bool:
        """Whether Slack takes it."""
        return len(self.blocks) <= MOST_BLOCKS and size(self.blocks) <= LARGEST


def filled(blocks: Sequence[Block]) -> list[Block]:
    """Blocks without those that hold no word, which Slack would refuse the message for."""
    return [block for block in blocks if _worded(block)]


def _worded(block: Block) -> bool:
    if block["type"] == "section":
        return bool(block["text"]["text"].strip())
    if block["type"] == "context":
        return all(each["text"].strip() for each in block["elements"])
    return True


def size(blocks: Sequence[Block]) -> int:
    """Bytes of blocks as they are sent."""
    return len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))


def fallback(words: str) -> str:
    """The line for notifications."""
    return escaped(clipped(words, LONGEST_FALLBACK)) or "An answer"


def told(words: str) -> Message:
    """A message of words made here, such as an apology."""
    return Message(fallback(words), plain_sections([words]))


def plain_sections(pieces: Sequence[str]) -> list[Block]:
    """Words that Slack shows as they are, as few sections as hold them."""
    return [_plain_section(text) for text in packed(pieces)]


def packed(pieces: Sequence[str], longest: int = LONGEST_TEXT) -> list[str]:
    """Pieces joined by line breaks into texts of at most ``longest`` characters.

    A piece stays whole in one text, unless it is longer than any text may be.
    """
    texts: list[str] = []
    for piece in pieces:
        for part in parts(piece, longest):
            if texts and len(texts[-1]) + 1 + len(part) <= longest:
                texts[-1] += "\n" + part
            else:
                texts.append(part)
    return [text.strip("\n") for text in texts if text.strip()]


def parts(piece: str, longest: int) -> list[str]:
    """A piece of any length in parts of at most ``longest`` characters, parted at words."""
    made = []
    while len(piece) > longest:
        at = piece.rfind(" ", 1, longest)
        at = at if at > 0 else longest
        made.append(piece[:at])
        piece = piece[at:].lstrip(" ")
    return [*made, piece]


def _plain_section(text: str) -> Block:
    return {"type": "section", "text": {"type": "plain_text", "text": text, "emoji": False}}


def marked_section(mrkdwn: str) -> Block:
    """A section of mrkdwn made here; ``verbatim`` keeps Slack from linking bare words."""
    return {"type": "section", "text": _mrkdwn(mrkdwn)}


def context(mrkdwn: str) -> Block:
    """A small line of mrkdwn made here."""
    return {"type": "context", "elements": [_mrkdwn(mrkdwn)]}


def _mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def buttons(made: Sequence[Block]) -> list[Block]:
    """A row of buttons; none without buttons."""
    return [{"type": "actions", "elements": list(made)}] if made else []


def button(label: str, action: str, value: str) -> Block:
    """A button; ``action`` is the id of its listener, unique in its row."""
    words = clipped(label, LONGEST_BUTTON)
    return {
        "type": "button",
        "text": {"type": "plain_text", "text": words, "emoji": False},
        "action_id": action,
        "value": value,
    }
