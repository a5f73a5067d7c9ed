"""Place: where in Slack something was said, and who sees the reply."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation of one workspace, and in it the person who spoke.

    ``thread`` is the time stamp of the thread's first message, None outside threads.
    ``direct`` is true in a direct message with the bot, ``whisper`` where the reply goes to
    the person alone. ``response_url`` answers a command or a button for half an hour.
    """

    channel: str
    user: str
    thread: str | None = None
    direct: bool = False
    whisper: bool = False
    response_url: str | None = None

    @property
    def private(self) -> bool:
        """Whether one person alone sees the reply."""
        return self.direct or self.whisper

    @property
    def lane(self) -> str:
        """What is said in one lane is answered in order."""
        apart = f":{self.user}" if self.whisper else ""
        return f"{self.channel}:{self.thread or ''}{apart}"

    def as_json(self) -> dict[str, Any]:
        """For the store."""
        return asdict(self)

    @classmethod
    def of_json(cls, made: dict[str, Any]) -> Self:
        """The place that ``as_json`` gave."""
        return cls(**made)
