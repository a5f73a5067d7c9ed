"""The workers of one process: they do jobs until they are stopped, and never lose one."""

from __future__ import annotations

import logging
import time
from threading import Condition, Event, Lock, Thread

from assistant.slack.delivery import DeclinedError, ThrottledError, UnreachableError
from assistant.slack.jobs import Inbox, Job
from assistant.slack.replying import TELL, Replier
from assistant.slack.threads import Threads
from ingest.errors import NoticesError

_log = logging.getLogger(__name__)

WORKERS = 4
PATIENCE = 2.0  # seconds
_POLL = 0.5  # seconds between looks for what another process left or postponed
_BEAT = 5.0  # seconds between signs of life, well within the lease
_TIDY = 3_600.0  # seconds between sweeps of what is old
_MOST_ATTEMPTS = 8  # while Slack is out of order: some four minutes

UNEXPECTED = (
    "Something went wrong here, so your question was not answered. Please ask it again; if it "
    "happens again, tell whoever runs Notice Assistant."
)
NOT_TAKEN = "Slack did not take my answer where you asked. Invite me to that channel, or ask here."


class Workers:
    """Some threads that do the jobs of an inbox."""

    def __init__(
        self, inbox: Inbox, replier: Replier, threads: Threads, patience: float = PATIENCE
    ) -> None:
        """``patience`` is how many seconds pass before something is tried again; then twice
        as many, and so on."""
        self._patience = patience
        self._inbox = inbox
        self._replier = replier
        self._known_threads = threads
        self._woken = Condition()
        self._stopping = Event()
        self._busy: dict[int, Job] = {}
        self._guard = Lock()
        self._threads = [
            Thread(target=self._work, name=f"slack-{n}", daemon=True) for n in range(WORKERS)
        ]
        self._threads.append(Thread(target=self._beat, name="slack-beat", daemon=True))

    def start(self) -> None:
        """Begin with what is waiting from before."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish what is being done and stop; what waits stays for the next start."""
        self._stopping.set()
        with self._woken:
            self._woken.notify_all()
        for thread in self._threads:
            thread.join()

    def wake(self) -> None:
        """Say that there is something to do."""
        with self._woken:
            self._woken.notify()

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                job = self._inbox.next()
                if job is None:
                    with self._woken:
                        self._woken.wait(_POLL)
                    continue
                self._do(job)
            except NoticesError as error:  # the ledger itself: nothing can be put down
                _log.error("the Slack bot's file cannot be used (%s)", type(error).__name__)
                self._stopping.wait(_POLL)

    def _do(self, job: Job) -> None:
        with self._guard:
            self._busy[job.number] = job
        try:
            self._try(job)
        finally:
            with self._guard:
                del self._busy[job.number]
            self.wake()  # the next of its lane may be due

    def _try(self, job: Job) -> None:
        try:
            self._replier.do(job)
        except ThrottledError as wait:
            self._inbox.again(job, wait.seconds, unsent=True)
            return
        except UnreachableError:
            if job.attempts < _MOST_ATTEMPTS:
                pause = self._patience * 2.0 ** (job.attempts - 1)
                self._inbox.again(job, pause, unsent=False)
                return
            _log.error("Slack could not be reached; a job of kind %s is given up", job.task)
        except DeclinedError as error:
            _log.error("Slack declined a job of kind %s: %s", job.task, error.reason)
            self._apologise(job, NOT_TAKEN)
        except NoticesError as error:
            self._apologise(job, error.user_message)
        except Exception as error:  # a person is never left in silence
            _log.error("a job of kind %s failed: %s", job.task, type(error).__name__)
            self._apologise(job, UNEXPECTED)
        self._inbox.done(job)

    def _apologise(self, job: Job, words: str) -> None:
        """Tell the asker alone, by a job of its own: it too waits where Slack asks to."""
        if job.task != TELL:
            told = {"words": words}
            self._inbox.take(Job(f"{job.id}:told", TELL, job.place, told, urgent=True))

    def _beat(self) -> None:
        tidied = 0.0
        while not self._stopping.wait(_BEAT):
            with self._guard:
                busy = list(self._busy.values())
            try:
                self._inbox.alive(busy)
                if time.monotonic() - tidied > _TIDY:
                    self._inbox.expire()
                    self._known_threads.expire()
                    tidied = time.monotonic()
            except NoticesError as error:
                _log.error("the Slack bot's file cannot be used (%s)", type(error).__name__)
