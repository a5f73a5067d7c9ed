"""Microsoft's compound files (OLE2), in which Outlook messages and old Office files come."""

from __future__ import annotations

import io
from types import TracebackType

import olefile

from ingest.reading.failing import ReadingError

_MOST_BYTES = 200_000_000


class Compound:
    """A compound file's streams by path ("folder/stream"); raises ReadingError when damaged."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        try:
            self._file = olefile.OleFileIO(io.BytesIO(data))
        except Exception as error:  # olefile raises many kinds on broken input
            raise self._damaged() from error

    def __enter__(self) -> Compound:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def has(self, path: str) -> bool:
        """Whether there is such a stream or folder."""
        return bool(self._file.exists(path))

    def folders(self, prefix: str) -> list[str]:
        """The folders at the top whose name begins so, sorted."""
        listed = self._file.listdir(streams=False, storages=True)
        return sorted({path[0] for path in listed if path[0].startswith(prefix)})

    def stream(self, path: str) -> bytes | None:
        """A stream's bytes, or None when there is none."""
        if not self._file.exists(path):
            return None
        try:
            if self._file.get_size(path) > _MOST_BYTES:
                raise ReadingError(f"{self._name} holds a part that is too large to read.")
            return bytes(self._file.openstream(path).read())
        except OSError as error:
            raise self._damaged() from error

    def _damaged(self) -> ReadingError:
        return ReadingError(
            f"{self._name} is damaged or incomplete. Save it again from Outlook or Office "
            "and add it once more."
        )
