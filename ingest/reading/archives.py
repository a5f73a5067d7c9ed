"""Opening zip archives that may be broken or hostile; Word and Excel files are such too.

`zipfile` never yields more bytes of a member than its directory promises, so that limits
on the promised sizes are limits on what is really unpacked.
"""

from __future__ import annotations

import io
import zipfile

from ingest.reading.failing import ReadingError

MOST_MEMBERS = 10_000
MOST_BYTES_UNPACKED = 2_000_000_000  # all members together, unpacked
MOST_BYTES_A_MEMBER = 500_000_000
_BOMB_RATIO = 200  # unpacked to packed; text seldom reaches 20
_BOMB_BYTES = 20_000_000  # small members may be as dense as they like
ENCRYPTED = 0x1


def open_archive(name: str, data: bytes) -> zipfile.ZipFile:
    """The archive, within limits; raises ReadingError when it is damaged or a bomb."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadingError(
            f"{name} is damaged or incomplete: its table of contents cannot be read. "
            "Get the file again (or save it again from the program it came from)."
        ) from error
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise ReadingError(
            f"{name} holds {len(members):,} files; at most {MOST_MEMBERS:,} are unpacked. "
            "Unpack it yourself and add the folder."
        )
    if sum(member.file_size for member in members) > MOST_BYTES_UNPACKED or any(
        map(_is_bomb, members)
    ):
        raise ReadingError(
            f"{name} would unpack to far more than it is (a zip bomb, or nearly one). "
            "Unpack it yourself if you trust it, and add the folder."
        )
    return archive


def member_bytes(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """A member's bytes; raises ReadingError when it is locked or damaged."""
    if member.flag_bits & ENCRYPTED:
        raise ReadingError(
            f"{name} is locked with a password. Unpack the zip with its password and add the file."
        )
    try:
        return archive.read(member)
    except Exception as error:  # zipfile, zlib, lzma and bz2 each raise their own
        raise ReadingError(
            f"{name} cannot be unpacked: this part of the zip is damaged. Get the zip again."
        ) from error


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    if member.file_size > MOST_BYTES_A_MEMBER:
        return True
    return member.file_size > _BOMB_BYTES and member.file_size > _BOMB_RATIO * max(
        1, member.compress_size
    )
