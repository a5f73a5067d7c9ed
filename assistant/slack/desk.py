"""The desk: takes what listeners bring, once, and says so when there is too much."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.slack.jobs import Inbox, Job
from assistant.slack.replying import TELL
from assistant.slack.threads import Threads

FULL = (
    "Too many questions are waiting here at the moment, so yours was not taken. Please ask it "
    "again in a minute."
)


@dataclass(frozen=True)
class Desk:
    """``wake`` starts a worker; ``councils`` gives the corpus's councils by name."""

    inbox: Inbox
    threads: Threads
    wake: Callable[[], None]
    councils: Callable[[], Sequence[str]]

    def take(self, job: Job) -> bool:
        """Keep a job, unless it was delivered before; whether it is kept now. At the bound its
        asker is told, alone.

        Raises LedgerError when it cannot be kept; then Slack delivers it again.
        """
        taken = self.inbox.take(job)
        if taken == "full":
            told = {"words": FULL}
            self.inbox.take(Job(f"{job.id}:full", TELL, job.place, told, urgent=True))
        self.wake()
        return taken == "taken"
