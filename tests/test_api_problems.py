"""Every error is a problem (RFC 9457) that says what to do and gives nothing away."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.responses import HTMLResponse

from assistant.http import bodies
from assistant.http.problems import MEDIA_TYPE
from ingest.errors import NoticesError
from ingest.lock import LockedError
from tests.serving import QUESTION, Served, copied, reading_room, served

JSON = {"Content-Type": "application/json"}
SECRET = "Quillfeather lives at number nine"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Served]:
    """An application of the test's own, with routes that fail."""
    with served(copied(tmp_path / "home"), upload_mb=1) as made:

        @made.app.get("/v1/faulty")
        @made.app.get("/faulty")
        def faulty() -> None:
            raise RuntimeError(SECRET)

        @made.app.get("/v1/broken")
        def broken() -> None:
            raise NoticesError(f"The folder /srv/{SECRET} cannot be read.")

        @made.app.get("/v1/locked")
        def locked() -> None:
            raise LockedError(f"written by process 4711 on {SECRET}")

        yield made


def check(response: Any, status: int) -> dict[str, Any]:
    """It is a problem of that status, with the headers of every response."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == MEDIA_TYPE
    made: dict[str, Any] = response.json()
    assert made["status"] == status and made["title"] and made["detail"]
    assert made["type"] == "about:blank"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert response.headers["cache-control"] == "no-store"
    return made


def test_what_is_not_there_is_not_found() -> None:
    """Nor is anything beside the API that looks like a file."""
    for path in ("/v1/nothing", "/docs", "/redoc", "/v1/documents/..%2f..%2fetc%2fpasswd", "/%00"):
        check(reading_room().here.get(path), 404)


def test_a_method_that_an_address_does_not_take_is_named() -> None:
    """With those that it takes."""
    response = reading_room().here.put("/v1/ask", json={})
    check(response, 405)
    assert response.headers["allow"] == "POST"


@pytest.mark.parametrize("body", [b"{", b"", b"\xff\xfe", b"nul", b'{"question": "a"', b"[" * 9000])
def test_a_body_that_is_no_json_is_refused(body: bytes) -> None:
    """However it is broken."""
    response = reading_room().here.post("/v1/ask", content=body, headers=JSON)
    assert response.status_code in (400, 422)
    check(response, response.status_code)


@pytest.mark.parametrize(
    "body",
    [None, [], "text", 7, {}, {"question": None}, {"question": ["a"]}, {"question": "\ud800"}],
)
def test_a_body_of_the_wrong_shape_says_where(body: Any) -> None:
    """And what is wrong there."""
    content = json.dumps(body)
    response = reading_room().here.post("/v1/ask", content=content, headers=JSON)
    made = check(response, 422)
    assert all(each["where"].startswith("body") and each["message"] for each in made["errors"])


def test_what_was_asked_is_never_told_again() -> None:
    """A question may hold a name; a log of problems must not."""
    for body in ({"question": [SECRET]}, {"question": QUESTION, "scope": {"from": SECRET}}):
        assert "Quillfeather" not in reading_room().here.post("/v1/ask", json=body).text


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "text/xml"])
def test_a_body_of_another_type_is_refused(kind: str) -> None:
    """A form of another site can send only these."""
    content = json.dumps({"question": QUESTION})
    response = reading_room().here.post("/v1/ask", content=content, headers={"Content-Type": kind})
    check(response, 415)


def test_a_format_that_there_is_not_is_refused() -> None:
    """With those that there are."""
    response = reading_room().here.get("/v1/judgements", headers={"Accept": "image/png"})
    assert "text/csv" in check(response, 406)["detail"]


def test_a_body_that_is_too_large_is_refused(shop: Served) -> None:
    """Whether or not it says how large it is."""
    large = b" " * (bodies.MOST_BYTES + 1)
    check(shop.here.post("/v1/ask", content=large, headers=JSON), 413)
    pieces = (b" " * 100_000 for _ in range(20))
    check(shop.here.post("/v1/ask", content=pieces, headers=JSON), 413)


def test_an_upload_that_is_too_large_is_refused(shop: Served) -> None:
    """By the setting; nothing of it is kept."""
    files = {"files": ("large.txt", b"x" * 1_100_000)}
    check(shop.here.post("/v1/documents", files=files), 413)
    assert shop.service.uploads.jobs() == []


def test_a_body_that_comes_too_slowly_is_not_waited_for(
    shop: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever holds connections open with half a body is cut off."""
    monkeypatch.setattr(bodies, "_PATIENCE", 0.01)
    sent: list[dict[str, Any]] = []
    scope = {
        "type": "http", "http_version": "1.1", "method": "POST", "path": "/v1/ask",
        "headers": [(b"host", b"127.0.0.1"), (b"content-type", b"application/json")],
        "query_string": b"", "client": ("127.0.0.1", 5), "server": ("127.0.0.1", 80),
        "scheme": "http", "root_path": "",
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(30)
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(shop.app(scope, receive, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 408


def test_a_fault_gives_nothing_away(shop: Served, caplog: pytest.LogCaptureFixture) -> None:
    """Neither to whoever asks nor to the log; the headers stand on it too."""
    with caplog.at_level(logging.INFO):
        made = check(shop.here.get("/v1/faulty"), 500)
    assert "Quillfeather" not in json.dumps(made)
    assert "RuntimeError" in caplog.text and "Quillfeather" not in caplog.text


def test_the_service_s_own_troubles_are_for_its_log(shop: Served) -> None:
    """Folders and processes are nobody else's business."""
    assert "Quillfeather" not in json.dumps(check(shop.here.get("/v1/broken"), 500))
    assert "4711" not in json.dumps(check(shop.here.get("/v1/locked"), 409))


def test_a_person_gets_a_page_where_the_web_has_one(shop: Served) -> None:
    """A program still gets the problem, and so does whoever asks the API."""
    shop.app.state.problem_page = lambda request, problem: HTMLResponse(
        f"<h1>{problem.title}</h1>", problem.status
    )
    browser = {"Accept": "text/html,*/*;q=0.8"}
    response = shop.here.get("/faulty", headers=browser)
    assert (response.status_code, response.text) == (500, "<h1>Internal Server Error</h1>")
    assert shop.here.get("/no/such/page", headers=browser).text == "<h1>Not Found</h1>"
    check(shop.here.get("/v1/faulty", headers=browser), 500)
    check(shop.here.get("/faulty"), 500)


def test_head_is_get_without_the_body() -> None:
    """On every route, the failing ones too."""
    client = reading_room().here
    for path in ("/healthz", "/v1/documents", "/v1/nothing"):
        got, headed = client.get(path), client.head(path)
        assert (headed.status_code, headed.content) == (got.status_code, b"")
        assert headed.headers["content-length"] == got.headers["content-length"]


def test_no_other_site_may_read_an_answer() -> None:
    """CORS is off: no header of it is ever sent."""
    client = reading_room().here
    asked = client.options("/v1/ask", headers={"Origin": "https://elsewhere.example"})
    got = client.get("/v1/documents", headers={"Origin": "https://elsewhere.example"})
    assert not [
        name for name in (*asked.headers, *got.headers) if name.startswith("access-control")
    ]


def test_pages_may_run_no_script_of_a_document() -> None:
    """The policy allows nothing inline and nothing from elsewhere; nobody may frame a page."""
    headers = reading_room().here.get("/").headers
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy
    assert "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
