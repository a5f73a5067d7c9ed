"""``GET /documents/{id}/pages/{n}.png``: a page of a PDF as it was printed, words marked."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from threading import Lock
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from assistant.http.state import Served
from assistant.web.routes import router as pages
from ingest.documents import Document, Page, Span
from ingest.page_images import PageImageError, page_image

router = pages()
_MOST_KEPT = 32 << 20  # bytes of pictures in memory
_MOST_SPANS = 20  # marked on one picture
_DRAWING = "1"  # another number makes browsers fetch pictures again


class Pictures:
    """The pictures made last, up to a number of bytes. Safe for many threads."""

    def __init__(self, most: int = _MOST_KEPT) -> None:
        self._most = most
        self._size = 0
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> bytes | None:
        """The picture, if it is kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: str, picture: bytes) -> None:
        """Keep a picture, and let go of the ones used longest ago."""
        with self._lock:
            self._size += len(picture) - len(self._kept.pop(key, b""))
            self._kept[key] = picture
            while self._size > self._most and self._kept:
                _, gone = self._kept.popitem(last=False)
                self._size -= len(gone)


_PICTURES = Pictures()


@router.get("/documents/{document_id}/pages/{number}.png")
def picture(
    request: Request,
    service: Served,
    document_id: str,
    number: int,
    start: Annotated[list[int] | None, Query(max_length=_MOST_SPANS)] = None,
    end: Annotated[list[int] | None, Query(max_length=_MOST_SPANS)] = None,
) -> Response:
    """The page; the words of each ``[start, end)`` are marked if they stand on it."""
    document = service.library.document(document_id)
    original = service.corpus.original(document.sha256)
    page = _page(document, number)
    if original is None or page is None:
        raise PageImageError("There is no picture of this page here.")
    spans = [Span(*each) for each in zip(start or (), end or (), strict=False)]
    key = f"{_DRAWING} {document.sha256} {document.id} {number} {spans}"
    etag = f'"{hashlib.sha256(key.encode()).hexdigest()[:24]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    made = _PICTURES.get(key)
    if made is None:
        made = page_image(original, page, document.text, spans).png
        _PICTURES.put(key, made)
    return Response(made, media_type="image/png", headers=headers)


def _page(document: Document, number: int) -> Page | None:
    return next((each for each in document.pages if each.number == number), None)
