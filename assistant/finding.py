"""Which document a person means: its id, the beginning of it, or its file."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.corpus import Entry
from ingest.errors import NoticesError

_SHORTEST = 4


class UnknownDocumentError(NoticesError):
    """No document, or more than one, is meant."""

    status = 404


def find(given: str, entries: Sequence[Entry]) -> Entry:
    """The one document that ``given`` names: an id, the beginning of one, a source or its end.

    Raises:
        UnknownDocumentError: none or several fit; several are listed.
    """
    wanted = given.strip()
    for fits in (
        [e for e in entries if e.id == wanted],
        [e for e in entries if e.source == wanted and e.part_of is None],
        [e for e in entries if _begins(e.id, wanted)],
        [e for e in entries if wanted and e.source.endswith(f"/{wanted}") and e.part_of is None],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            listed = "; ".join(f"{e.id} ({e.source})" for e in fits[:5])
            raise UnknownDocumentError(
                f"“{given}” could mean several documents: {listed}. Give one id."
            )
    raise UnknownDocumentError(
        f"No document is called “{given}”. `notices documents` lists them with their ids."
    )


def _begins(document_id: str, wanted: str) -> bool:
    """Whether ``wanted`` is the beginning of the id; a part's number is given whole ("4f1c-2")."""
    begins, _, part = wanted.partition("-")
    whole, _, number = document_id.partition("-")
    return len(begins) >= _SHORTEST and whole.startswith(begins) and part == number
