"""``/openapi.json``: what FastAPI knows of the routes, with every problem and the keys added."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from assistant.http.problems import MEDIA_TYPE, Problem

DESCRIPTION = (
    "Answers questions about improvement notices and inspection papers in the documents' own "
    "words. Every quotation is found, character for character, in its document's stored text."
)
_METHODS = frozenset({"get", "post", "put", "patch", "delete"})
_OPEN_TO_ALL = frozenset({"/healthz", "/readyz"})
_ALWAYS = {
    400: "The request could not be read.",
    413: "The request is too large.",
    422: "The request is not as it should be; `errors` says where.",
    429: "Too many requests for now; `Retry-After` says how long to wait.",
    500: "A fault of the service.",
    503: "Not ready, or too busy.",
}
_WITH_KEYS = {401: "A key is needed.", 403: "This key may not do this."}
_PROBLEM = "#/components/schemas/Problem"


def version() -> str:
    """The version of the package that is installed."""
    try:
        return installed("notice-assistant")
    except PackageNotFoundError:
        return "0"


def describe(app: FastAPI) -> None:
    """Let the application describe itself truly; made once, when first asked for."""

    def made() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app)
        return app.openapi_schema

    app.openapi = made  # type: ignore[method-assign]  # FastAPI's own way to do this


def _described(app: FastAPI) -> dict[str, Any]:
    schema = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    components = schema.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    made = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update({**made.pop("$defs", {}), "Problem": made})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    components["securitySchemes"] = {
        "key": {
            "type": "http",
            "scheme": "bearer",
            "description": "A key made with `notices keys make`. None is needed on the machine "
            "that the service runs on, as long as no key was ever made.",
        }
    }
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            if method in _METHODS:
                _complete(path, operation)
    return schema


def _complete(path: str, operation: dict[str, Any]) -> None:
    """The problems that an operation can answer with, and whether it needs a key."""
    problems = dict(_ALWAYS)
    if path not in _OPEN_TO_ALL:
        problems |= _WITH_KEYS
        operation["security"] = [{"key": []}]
    if "{" in path:
        problems[404] = "There is no such thing."
    if "requestBody" in operation:
        problems[408] = "The body came too slowly."
        problems[415] = "The body is of a type that is not understood."
    responses = operation.setdefault("responses", {})
    for status, text in problems.items():
        said = responses.get(str(status), {})
        responses[str(status)] = {
            "description": said.get("description", text) if status != 422 else text,
            "content": {MEDIA_TYPE: {"schema": {"$ref": _PROBLEM}}},
        }
