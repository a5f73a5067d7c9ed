"""Which messages are meant for the bot. In a talk between people it stays silent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from assistant.slack.mrkdwn import said
from assistant.slack.threads import Thread

Meant = Literal["bot", "people", "nobody"]

_SPOKEN = frozenset({None, "file_share", "thread_broadcast"})
_SOMEONE = re.compile(r"<@[UW][A-Z0-9]+|<!(?:here|channel|everyone|subteam)")
_ASKING = re.compile(
    r"(?:(?:and|but|so|ok|okay|right|then)[\s,]+)?"
    r"(?:who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|can|could|"
    r"should|must|shall|will|would|has|have|had|list|show|compare|give|tell|find|explain)\b",
    re.IGNORECASE,
)


def by_a_person(event: Mapping[str, Any]) -> bool:
    """Whether a message is a person's, as first sent: no edit, no bot's, no notice."""
    return (
        event.get("subtype") in _SPOKEN
        and not event.get("bot_id")
        and not event.get("edited")
        and not event.get("hidden")
        and bool(event.get("user"))
    )


def meant_for(event: Mapping[str, Any], bot: str, thread: Thread | None) -> Meant:
    """Whom a message in a channel's thread is meant for, where it does not mention the bot.

    The bot answers who has asked it there before, while nobody else has spoken since, and
    when it reads as a question to it. "people" when people talk among themselves.
    """
    text = str(event.get("text", ""))
    if thread is None or f"<@{bot}" in text:
        return "nobody"
    if _SOMEONE.search(text) or event.get("user") not in thread.askers:
        return "people"
    return "bot" if not thread.talk and asks(said(text)) else "nobody"


def asks(words: str) -> bool:
    """Whether words read as a question or a request."""
    return words.rstrip(" .!)”\"'").endswith("?") or bool(_ASKING.match(words))
