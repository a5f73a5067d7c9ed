"""What there is to read under the paths that a person gives: files, folders, zips, e-mails.

Nothing is unpacked to disk. Bytes are only taken when a Found is loaded, and whatever
cannot be taken is a Found with its error, so that one bad file never stops the rest.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from ingest.errors import NoticesError
from ingest.reading import MOST_BYTES
from ingest.reading.archives import (
    ENCRYPTED,
    MOST_BYTES_UNPACKED,
    MOST_MEMBERS,
    member_bytes,
    open_archive,
)
from ingest.reading.detecting import EML, MSG, ZIP, detect
from ingest.reading.failing import ReadingError
from ingest.reading.message import parse

Load = Callable[[], bytes]

_DEEPEST_ARCHIVE = 3  # a zip in a zip in a zip
_DEEPEST_FOLDER = 100
_HEAD = 8192
_NOT_DOCUMENTS = frozenset(("__MACOSX", "Thumbs.db", "desktop.ini"))
_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_NOT_TEXT = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Found:
    """Something to read. ``source`` is its path as ingested, with "/" between folders.

    With an ``error`` there is nothing to load; ``load`` then raises it. Loading raises
    NoticesError when the bytes cannot be had (gone meanwhile, no permission, damaged).
    """

    source: str
    load: Load
    error: NoticesError | None = None


@dataclass(slots=True)
class _Allowance:
    """How much more one file that a person gave may unpack to, zips in zips included."""

    members: int = MOST_MEMBERS
    size: int = MOST_BYTES_UNPACKED

    def take(self, member: zipfile.ZipInfo) -> bool:
        """Whether a member may still be unpacked."""
        self.members -= 1
        self.size -= member.file_size
        return self.members >= 0 and self.size >= 0


def expand(paths: Sequence[Path]) -> Iterator[Found]:
    """Everything under the paths, sorted within each: folders through and through, the members
    of zips ("pack.zip/inner/name.pdf") and what came with e-mails ("mail.eml/name.pdf").

    Hidden files and the droppings of desktops are left out, unless given by name.
    """
    for path in paths:
        yield from _path(path, shown(path.name or path.resolve().name), root=True)


def shown(name: str) -> str:
    """A file's name as text that can be kept and printed: bytes that are no UTF-8 as "\\xe9"."""
    return _NOT_TEXT.sub(_escaped, name)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found.group())  # Python stands byte 0xE9 for as the lone surrogate U+DCE9
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"


def _path(
    path: Path, source: str, *, root: bool = False, above: tuple[tuple[int, int], ...] = ()
) -> Iterator[Found]:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            place = (status.st_dev, status.st_ino)
            if place in above or len(above) > _DEEPEST_FOLDER:
                yield _failed(source, "is a link back to a folder above it; it was left out.")
            else:
                yield from _folder(path, "" if root else f"{source}/", (*above, place))
        elif not stat.S_ISREG(status.st_mode):
            yield _failed(source, "is no ordinary file (a device or a pipe); it was left out.")
        else:
            yield from _file(path, source, status.st_size)
    except OSError as error:
        yield _denied(source, error)


def _folder(path: Path, prefix: str, above: tuple[tuple[int, int], ...]) -> Iterator[Found]:
    for entry in sorted(path.iterdir(), key=lambda entry: entry.name):
        if not _is_dropping(entry.name):
            yield from _path(entry, prefix + shown(entry.name), above=above)


def _file(path: Path, source: str, size: int) -> Iterator[Found]:
    if size > MOST_BYTES:
        yield _failed(
            source, f"is larger than {MOST_BYTES // 1_000_000} MB. Split it and add the parts."
        )
        return
    load = partial(_bytes_of, path, source)
    with path.open("rb") as opened:
        head = opened.read(_HEAD)
    yield from _content(source, head, load, 1, _Allowance())


def _content(
    source: str, head: bytes, load: Load, depth: int, allowance: _Allowance
) -> Iterator[Found]:
    """The file itself, what is in it, or both, by its first bytes."""
    if not head.startswith(
        (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
    ) and not _is_wire_mail(source, head):
        yield Found(source, load)
        return
    try:
        data = load()
        kind = detect(source, data)
    except NoticesError as error:
        yield Found(source, partial(_raise, error), error)
        return
    if kind == ZIP:
        yield from _archive(source, data, depth, allowance)
        return
    yield Found(source, load)
    if kind in (EML, MSG):
        yield from _attachments(source, data, depth, allowance)


def _archive(source: str, data: bytes, depth: int, allowance: _Allowance) -> Iterator[Found]:
    if depth > _DEEPEST_ARCHIVE:
        yield _failed(source, "is a zip too deep inside other zips. Unpack it and add the folder.")
        return
    try:
        archive = open_archive(source, data)
    except ReadingError as error:
        yield Found(source, partial(_raise, error), error)
        return
    members = [
        one for one in archive.infolist() if not one.is_dir() and not _is_hidden(one.filename)
    ]
    if not members:
        yield _failed(source, "is a zip with no documents in it.")
    taken: set[str] = set()
    for member in sorted(members, key=lambda member: member.filename):
        inside = _distinct(f"{source}/{_CONTROLS.sub('_', member.filename)}", taken)
        if not allowance.take(member):
            yield _failed(inside, "and what follows was left out: the zip unpacks to too much.")
            return
        yield from _member(inside, archive, member, depth, allowance)


def _member(
    source: str,
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    depth: int,
    allowance: _Allowance,
) -> Iterator[Found]:
    if _leads_outside(member.filename):
        yield _failed(source, "has a path that leads outside its zip; it was left out.")
        return
    load = partial(member_bytes, source, archive, member)
    try:
        head = load() if member.flag_bits & ENCRYPTED else _head(archive, member)
    except NoticesError as error:
        yield Found(source, partial(_raise, error), error)
        return
    yield from _content(source, head, load, depth + 1, allowance)


def _head(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The member's first bytes; none where it is damaged, which loading will then say."""
    try:
        with archive.open(member) as opened:
            return opened.read(_HEAD)
    except Exception:  # every way of packing raises its own kind
        return b""


def _attachments(source: str, data: bytes, depth: int, allowance: _Allowance) -> Iterator[Found]:
    if depth > _DEEPEST_ARCHIVE:
        return
    try:
        enclosed = parse(source, data).attachments
    except NoticesError:
        return  # reading the e-mail itself will say what is wrong
    taken: set[str] = set()
    for attachment in enclosed:
        name = PurePosixPath(_CONTROLS.sub("_", attachment.name).replace("\\", "/")).name
        inside = _distinct(f"{source}/{shown(name) or 'attachment'}", taken)
        load = partial(_same, attachment.data)
        yield from _content(inside, attachment.data[:_HEAD], load, depth + 1, allowance)


def _is_wire_mail(source: str, head: bytes) -> bool:
    try:
        return detect(source, head) == EML
    except NoticesError:
        return False


def _bytes_of(path: Path, source: str) -> bytes:
    try:
        with path.open("rb") as opened:
            return opened.read(MOST_BYTES)
    except OSError as error:
        raise _reason(source, error) from error


def _reason(source: str, error: OSError) -> ReadingError:
    if error.errno == errno.ENOENT:
        return ReadingError(f"{source} is not there (any more). Check the path and add it again.")
    if error.errno in (errno.EACCES, errno.EPERM):
        return ReadingError(
            f"{source} may not be read: permission denied. Give yourself the right to read it and "
            "add it again."
        )
    if error.errno == errno.ELOOP:
        return ReadingError(f"{source} is a link that leads only to itself; it was left out.")
    return ReadingError(
        f"{source} could not be read ({os.strerror(error.errno or 0)}). Check the disk or the "
        "network drive and add it again."
    )


def _denied(source: str, error: OSError) -> Found:
    reason = _reason(source, error)
    return Found(source, partial(_raise, reason), reason)


def _failed(source: str, reason: str) -> Found:
    error = ReadingError(f"{source} {reason}")
    return Found(source, partial(_raise, error), error)


def _raise(error: NoticesError) -> bytes:
    raise error


def _same(data: bytes) -> bytes:
    return data


def _is_dropping(name: str) -> bool:
    return name.startswith((".", "~$")) or name in _NOT_DOCUMENTS


def _is_hidden(member: str) -> bool:
    parts = [part for part in PurePosixPath(member.replace("\\", "/")).parts if part != ".."]
    return any(map(_is_dropping, parts))


def _leads_outside(member: str) -> bool:
    path = member.replace("\\", "/")
    return path.startswith("/") or ".." in path.split("/") or bool(_DRIVE.match(path))


def _distinct(source: str, taken: set[str]) -> str:
    """The source, or with a number before its suffix where one of that name came before."""
    chosen, number = source, 1
    while chosen in taken:
        number += 1
        path = PurePosixPath(source)
        chosen = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
    taken.add(chosen)
    return chosen
