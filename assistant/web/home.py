"""``GET /``: the page to ask on."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

router = APIRouter(include_in_schema=False)


@router.get("/", response_class=HTMLResponse)
def home() -> str:
    """The page."""
    return "<!doctype html><title>Notice Assistant</title>"
