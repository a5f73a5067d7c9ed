"""Lists in pages: the addresses of the other pages, as a header (RFC 8288)."""

from __future__ import annotations

from fastapi import Request

MOST = 500  # rows of a page


def page_links(request: Request, count: int, limit: int, offset: int) -> dict[str, str]:
    """The header ``Link`` with the first, last, previous and next page; none for an empty list."""
    if not count:
        return {}
    pages = {"first": 0, "last": (count - 1) // limit * limit}
    if offset > 0:
        pages["prev"] = max(0, offset - limit)
    if offset + limit < count:
        pages["next"] = offset + limit
    made = {name: request.url.include_query_params(offset=at) for name, at in pages.items()}
    told = (f'<{url.path}?{url.query}>; rel="{name}"' for name, url in made.items())
    return {"Link": ", ".join(told)}
