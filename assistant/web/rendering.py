"""Templates into pages: the one place where Jinja is set up. Everything is escaped."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.answer.quoting import date_words, display
from assistant.http.access import caller
from assistant.web.naming import about, counted, kind_name, kinds_name, time_words

SERVICE_NAME = "Notice Assistant"
_HERE = Path(__file__).parent
STATIC = _HERE / "static"


def page(
    request: Request, template: str, *, status: int = 200, keep: bool = False, **told: object
) -> HTMLResponse:
    """A whole page. ``keep`` lets the browser keep it; what a person asked is never kept."""
    who = caller(request)
    body = _environment().get_template(template).render(path=request.url.path, caller=who, **told)
    headers = {"Cache-Control": "private, no-cache" if keep else "no-store"}
    return HTMLResponse(body, status_code=status, headers=headers)


def part(template: str, told: Mapping[str, object]) -> str:
    """A piece of a page."""
    return _environment().get_template(template).render(**told)


@cache
def static(name: str) -> str:
    """The address of a file under static/, another one whenever its content is."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()
    return f"/static/{name}?v={digest[:12]}"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(static=static, service_name=SERVICE_NAME)
    made.filters.update(
        about=about,
        counted=counted,
        date_words=date_words,
        kind_name=kind_name,
        kinds_name=kinds_name,
        on_one_line=display,
        time_words=time_words,
    )
    return made
