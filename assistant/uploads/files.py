"""Uploaded files in the corpus folder: taken in under safe names, one file a name."""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from ingest.errors import NoticesError

_LONGEST_NAME = 200  # bytes; file systems take 255
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\ud800-\udfff]')


class UploadError(NoticesError):
    """The files cannot be taken in."""

    status = 422


class NoRoomError(NoticesError):
    """The disk has no room, or may not be written."""

    status = 507


@dataclass(frozen=True, slots=True)
class UploadFiles:
    """The folder ``uploads``: ``files`` holds what was read, ``incoming`` what waits."""

    folder: Path

    @property
    def kept(self) -> Path:
        """Where files stay, by name."""
        return self.folder / "files"

    def take_in(self, job_id: str, files: Iterable[tuple[str, BinaryIO]]) -> list[str]:
        """Keep what is sent until its turn comes; gives the safe names, in order.

        Raises NoRoomError, with nothing left behind.
        """
        folder = self._incoming(job_id)
        names: list[str] = []
        try:
            folder.mkdir(parents=True, mode=0o700)
            for number, (given, stream) in enumerate(files, 1):
                names.append(distinct(safe_name(given), names))
                with (folder / str(number)).open("wb") as out:
                    shutil.copyfileobj(stream, out)
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise NoRoomError(
                "The files could not be kept: the disk of this service is full or may not be "
                "written. Tell whoever runs it."
            ) from error
        return names

    def put(self, job_id: str, number: int, name: str) -> Path:
        """Bring a file that waits to its place; what had that name before is set aside.

        Done already (before a restart), it changes nothing. Raises UploadError if it is lost.
        """
        incoming, place = self._incoming(job_id) / str(number), self.kept / name
        self.kept.mkdir(parents=True, exist_ok=True)
        if incoming.exists():
            if place.exists():
                place.replace(self._former(job_id, number))
            incoming.replace(place)
        if not place.exists():
            raise UploadError("This file was lost when the service stopped. Send it again.")
        return place

    def settle(self, job_id: str, number: int, name: str, *, good: bool) -> None:
        """Let go of what had a file's name before, or bring it back if the new one is no good."""
        former = self._former(job_id, number)
        if good:
            former.unlink(missing_ok=True)
        elif former.exists():
            former.replace(self.kept / name)
        else:
            (self.kept / name).unlink(missing_ok=True)

    def forget_job(self, job_id: str) -> None:
        """Nothing of a job waits any more."""
        shutil.rmtree(self._incoming(job_id), ignore_errors=True)

    def discard(self, locations: Sequence[str], kept: Iterable[str]) -> None:
        """Remove the files at locations that are gone, unless one of the ``kept`` is in them."""
        alive = {name for location in kept if (name := self._name_of(location))}
        for location in locations:
            name = self._name_of(location)
            if name and name not in alive:
                (self.kept / name).unlink(missing_ok=True)

    def elsewhere(self, name: str, locations: Iterable[str]) -> list[str]:
        """The locations of a file of that name from when the corpus folder lay elsewhere."""
        root = f"{self.kept.resolve().as_posix()}/"
        return [
            location
            for location in locations
            if self._name_of(location) == name and not location.startswith(root)
        ]

    def _name_of(self, location: str) -> str | None:
        """The uploaded file that a location is, or is in, wherever the corpus folder lay then."""
        _, mark, inside = location.rpartition(f"/{self.folder.name}/{self.kept.name}/")
        return inside.partition("/")[0] if mark else None

    def _incoming(self, job_id: str) -> Path:
        return self.folder / "incoming" / job_id

    def _former(self, job_id: str, number: int) -> Path:
        return self._incoming(job_id) / f"{number}.former"


def safe_name(given: str) -> str:
    """A file's own name: no folder, nothing hidden, nothing that a file system minds."""
    name = unicodedata.normalize("NFC", _UNSAFE.sub("_", given.replace("\\", "/")))
    name = name.rpartition("/")[2].strip().lstrip(".~").strip()
    stem, dot, suffix = name.rpartition(".")
    if not stem:
        stem, dot, suffix = name, "", ""
    room = _LONGEST_NAME - len(os.fsencode(dot + suffix))
    if room < 1:
        return _cut(name, _LONGEST_NAME)
    return f"{_cut(stem, room)}{dot}{suffix}" if stem else "document"


def distinct(name: str, taken: Iterable[str]) -> str:
    """The name, numbered where another file of the same upload has it."""
    path, number, chosen = PurePosixPath(name), 1, name
    others = {each.casefold() for each in taken}
    while chosen.casefold() in others:
        number += 1
        chosen = f"{path.stem} ({number}){path.suffix}"
    return chosen


def _cut(text: str, size: int) -> str:
    return text.encode("utf-8")[:size].decode("utf-8", "ignore")
