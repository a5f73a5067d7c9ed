"""Uploads: documents added, corrected and removed while the service answers.

One thread reads one job at a time, with the corpus's lock. Jobs and their files are kept on
the disk until they are done, so that a service that is stopped in the middle goes on with
them when it starts again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from threading import Event, Thread
from typing import BinaryIO, TypeAlias

from assistant.ledger import LedgerError
from assistant.stopping import StoppedError
from assistant.upload_files import UploadError, UploadFiles
from assistant.upload_log import Job, JobFile, UploadLog, new_id
from ingest.corpus import Corpus
from ingest.errors import NoticesError
from ingest.lock import LockedError
from ingest.overrides import checked
from ingest.pipeline import Outcome, ingest, reread

Opened: TypeAlias = Callable[[], AbstractContextManager[Corpus]]
"""Opens the corpus for writing. Raises LockedError while another process writes."""

MOST_FILES = 50
_PAUSE = 2.0  # seconds before a corpus that is locked is tried again
_LAST_WAIT = 10.0  # seconds until the thread has noticed that the service stops
_LOCKED = "Another process is adding documents. This goes on when it is done."
_log = logging.getLogger(__name__)


class BusyError(NoticesError):
    """Documents are being added just now."""

    status = 409
    headers = {"Retry-After": "5"}  # noqa: RUF012  # never changed

    def __init__(self) -> None:
        super().__init__("Documents are being added just now. Try again when that is done.")


class OldVersionError(NoticesError):
    """A version was named that another has replaced."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "This is an old version, which is no longer searched. Correct the new one."
        )


class PartError(NoticesError):
    """A part of a pack was named where only the whole can be changed."""

    status = 409


class Uploads:
    """Adds, corrects and removes documents; safe for many threads.

    ``stop`` ends what is under way, and ``opened`` gives a corpus that heeds it.
    """

    def __init__(
        self, opened: Opened, corpus: Corpus, files: UploadFiles, log: UploadLog, stop: Event
    ) -> None:
        self._opened = opened
        self._corpus = corpus
        self._files = files
        self._log = log
        self._more, self._stop = Event(), stop
        self._thread = Thread(target=self._work, name="uploads", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop, in the middle of a file too; what is left is done after the next start."""
        self._stop.set()
        self._more.set()
        self._thread.join(_LAST_WAIT)
        self._log.close()

    def add(self, files: Sequence[tuple[str, BinaryIO]], overrides: Mapping[str, str]) -> Job:
        """Take files in, to be read soon. One that has the name of another replaces it.

        Raises OverrideError, UploadError (no files, or too many) or NoRoomError.
        """
        told = checked(overrides)
        if not 1 <= len(files) <= MOST_FILES:
            raise UploadError(f"Send 1 to {MOST_FILES} files at once.")
        id_ = new_id()
        names = self._files.take_in(id_, files)
        return self._begun(self._log.add("upload", names, told, id_))

    def correct(self, document_id: str, overrides: Mapping[str, str]) -> Job:
        """Say what a document is; its file is read again with that, soon.

        Raises OverrideError, UploadError (nothing is said), PartError, OldVersionError or a 404.
        """
        told = checked(overrides)
        if not told:
            raise UploadError("Say what is to be corrected, such as kind or issued.")
        self._whole(document_id)
        places = self._corpus.places().values()
        locations = [each.location for each in places if each.document_id == document_id]
        if not locations:
            raise OldVersionError
        return self._begun(self._log.add("correction", locations, told))

    def remove(self, document_id: str) -> tuple[str, ...]:
        """Take a document out, completely, with its uploaded file; gives the ids that went.

        Raises BusyError, PartError or a 404.
        """
        self._whole(document_id)
        try:
            with self._opened() as corpus:
                before = corpus.places()
                gone = corpus.remove(document_id)
                after = corpus.places()
        except LockedError:
            raise BusyError from None
        self._files.discard([each for each in before if each not in after], after)
        return gone

    def job(self, job_id: str) -> Job:
        """One job. Raises UnknownJobError."""
        return self._log.job(job_id)

    def jobs(self) -> list[Job]:
        """The jobs, newest first."""
        return self._log.jobs()

    def waiting(self) -> int:
        """How many jobs are not done."""
        return self._log.count("waiting") + self._log.count("running")

    def _whole(self, document_id: str) -> None:
        """Raises PartError for a part of a pack, UnknownDocumentError for what is not there."""
        part_of = self._corpus.document(document_id).part_of
        if part_of:
            raise PartError(f"This is a part of the pack {part_of}; name the pack instead.")

    def _begun(self, job: Job) -> Job:
        self._more.set()
        return job

    def _work(self) -> None:
        """The thread: one job after another."""
        while not self._stop.is_set():
            try:
                self._turn()
            except LedgerError as error:  # the disk may come back
                _log.error("the list of uploads cannot be used: %s", type(error).__name__)
                self._stop.wait(_PAUSE)

    def _turn(self) -> None:
        """Do the job that has waited longest, or wait for one."""
        self._more.clear()
        job = self._log.next()
        if job is None:
            self._more.wait()
            return
        try:
            with self._opened() as corpus:
                self._carry_out(job, corpus)
            self._files.forget_job(job.id)
            self._log.tell(job.id, "done")  # not before the corpus is let go: others may write
        except LockedError:
            self._log.tell(job.id, "waiting", _LOCKED)
            self._stop.wait(_PAUSE)
        except StoppedError:
            return
        except Exception as error:
            self._give_up(job, error)

    def _carry_out(self, job: Job, corpus: Corpus) -> None:
        self._log.tell(job.id, "running")
        for file in job.files:
            if self._stop.is_set():
                raise StoppedError
            if file.status in ("waiting", "reading"):
                self._log.reading(job.id, file.number)
                self._log.finish(job.id, file.number, self._outcomes(job, file, corpus))

    def _outcomes(self, job: Job, file: JobFile, corpus: Corpus) -> list[Outcome]:
        """What became of one file; whatever is wrong with it, the others go on."""
        try:
            if job.what == "correction":
                return [reread(file.name, corpus, overrides=job.overrides)]
            place = self._files.put(job.id, file.number, file.name)
            outcomes = ingest(
                [place], corpus, overrides=job.overrides, prune=True, progress=self._between
            )
        except NoticesError as error:
            return [Outcome(file.name, "failed", message=error.user_message)]
        good = any(each.status != "failed" for each in outcomes)
        self._files.settle(job.id, file.number, file.name, good=good)
        if good:
            corpus.forget_places(self._files.elsewhere(file.name, corpus.places()))
        return outcomes

    def _between(self, done: int, total: int, name: str) -> None:
        """Between the files of an archive, the service may stop."""
        if self._stop.is_set() and done < total:
            raise StoppedError

    def _give_up(self, job: Job, error: Exception) -> None:
        _log.error("an upload failed unexpectedly: %s", type(error).__name__)
        _log.debug("the upload that failed", exc_info=error)
        message = "Something went wrong that should not. Whoever runs this service can see why."
        for file in self._log.job(job.id).files:
            if file.status in ("waiting", "reading"):
                failed = Outcome(file.name, "failed", message=message)
                self._log.finish(job.id, file.number, [failed])
        self._files.forget_job(job.id)
        self._log.tell(job.id, "done")
