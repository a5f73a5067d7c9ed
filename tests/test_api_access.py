"""Who may do what over HTTP: keys, roles, sessions, and the open door on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from assistant.http import access
from tests.serving import QUESTION, Served, copied, reading_room, served

ASKED = {"question": QUESTION}


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Served]:
    """An application of the test's own, with routes for each role and to sign in."""
    with served(copied(tmp_path / "home")) as made:

        @made.app.get("/for/editors")
        def for_editors(caller: access.Editor) -> str:
            return caller.name

        @made.app.get("/for/administrators")
        def for_administrators(caller: access.Administrator) -> str:
            return caller.name

        @made.app.post("/in")
        def sign_in(request: Request, key: str) -> Response:
            response = HTMLResponse("in")
            return response if access.sign_in(request, response, key) else HTMLResponse("", 401)

        @made.app.post("/out")
        def sign_out(request: Request) -> Response:
            response = HTMLResponse("out")
            access.sign_out(request, response)
            return response

        yield made


def test_without_any_key_this_machine_may_do_all(shop: Served) -> None:
    """Nothing is in the way of whoever tries the service on their own machine."""
    assert shop.here.post("/v1/ask", json=ASKED).status_code == 200
    assert shop.here.get("/for/administrators").json() == "this machine"


@pytest.mark.parametrize("host", ["notices.example", "127.0.0.1.example", "", "10.0.0.4:8000"])
def test_without_any_key_another_name_for_this_machine_gets_nothing(host: str) -> None:
    """A page whose own name was pointed at this machine (DNS rebinding) asks under that name."""
    response = reading_room().here.post("/v1/ask", json=ASKED, headers={"Host": host})
    assert response.status_code in (400, 401)


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "127.1.2.3"])
def test_this_machine_has_several_names(host: str) -> None:
    """All of them are let in."""
    response = reading_room().here.post("/v1/ask", json=ASKED, headers={"Host": host})
    assert response.status_code == 200


def test_without_any_key_another_machine_gets_nothing() -> None:
    """Even if it says the right name."""
    response = reading_room().client(address="192.0.2.7").post("/v1/ask", json=ASKED)
    assert response.status_code == 401
    assert response.headers["content-type"] == "application/problem+json"
    assert "Bearer" in response.headers["www-authenticate"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1"},
    ],
)
def test_another_site_s_page_can_change_nothing(headers: dict[str, str]) -> None:
    """A browser says from where it was made to send."""
    response = reading_room().here.post("/v1/ask", json=ASKED, headers=headers)
    assert response.status_code == 403


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "http://127.0.0.1"}, {"Sec-Fetch-Site": "same-origin"}]
)
def test_its_own_page_and_programs_can(headers: dict[str, str]) -> None:
    """A program says nothing of where it comes from."""
    assert reading_room().here.post("/v1/ask", json=ASKED, headers=headers).status_code == 200


def test_once_there_is_a_key_this_machine_needs_it_too(shop: Served) -> None:
    """Behind a proxy on the same machine everybody comes from this machine."""
    client = shop.with_key()
    assert shop.here.post("/v1/ask", json=ASKED).status_code == 401
    assert client.post("/v1/ask", json=ASKED).status_code == 200


def test_revoking_the_last_key_lets_nobody_in(shop: Served) -> None:
    """It ends at once, and the door does not stand open after it."""
    client = shop.with_key()
    shop.service.keys.revoke("A reader")
    assert client.post("/v1/ask", json=ASKED).status_code == 401
    assert shop.here.post("/v1/ask", json=ASKED).status_code == 401


@pytest.mark.parametrize(
    "header", ["Bearer wrong", "Bearer ", "Basic bm90aWNlczo=", "Bearer \xe9", "nothing"]
)
def test_what_is_no_key_opens_nothing(shop: Served, header: str) -> None:
    """Whatever it is, the answer is the same."""
    shop.with_key()
    response = shop.here.post(
        "/v1/ask", json=ASKED, headers={"Authorization": header.encode("latin-1")}
    )
    assert response.status_code == 401


def test_each_role_may_do_what_those_below_it_may(shop: Served) -> None:
    """A reader is told who could."""
    reader, editor = shop.with_key("reader"), shop.with_key("editor")
    administrator = shop.with_key("administrator")
    assert reader.get("/for/editors").status_code == 403
    assert "reader" in reader.get("/for/editors").json()["detail"]
    assert editor.get("/for/editors").json() == "A editor"
    assert editor.get("/for/administrators").status_code == 403
    assert administrator.get("/for/administrators").status_code == 200
    assert administrator.get("/for/editors").status_code == 200


def test_a_browser_signs_in_with_a_key_and_out_again(shop: Served) -> None:
    """The cookie holds no key, no script can read it, and no other site can send it."""
    secret = shop.service.keys.make("Clerk", "editor")[1]
    browser = shop.client(url="https://notices.example", address="192.0.2.7")
    cookie = browser.post("/in", params={"key": secret}).headers["set-cookie"]
    assert all(word in cookie for word in ("HttpOnly", "SameSite=strict", "Secure", "Path=/"))
    assert secret not in cookie
    assert browser.get("/for/editors").json() == "Clerk"
    kept = browser.cookies[access.COOKIE]
    browser.post("/out")
    browser.cookies.set(access.COOKIE, kept)
    assert browser.get("/for/editors").status_code == 401


def test_a_wrong_key_signs_nobody_in(shop: Served) -> None:
    """No cookie is given."""
    response = shop.here.post("/in", params={"key": "notices_wrong"})
    assert response.status_code == 401
    assert "set-cookie" not in response.headers


def test_a_session_ends_with_its_key(shop: Served) -> None:
    """Whoever's key is revoked is out of the page too."""
    key, secret = shop.service.keys.make("Clerk", "editor")
    browser = shop.here
    browser.post("/in", params={"key": secret})
    assert browser.get("/for/editors").status_code == 200
    shop.service.keys.revoke(key.id)
    assert browser.get("/for/editors").status_code == 401


def test_another_site_cannot_use_a_browser_s_session(shop: Served) -> None:
    """Even where a browser sends the cookie along."""
    secret = shop.service.keys.make("Clerk", "editor")[1]
    browser = shop.here
    browser.post("/in", params={"key": secret})
    response = browser.post("/v1/ask", json=ASKED, headers={"Origin": "http://elsewhere.example"})
    assert response.status_code == 403


def test_a_person_without_a_session_is_led_to_sign_in(shop: Served) -> None:
    """And from there back; a program gets the problem."""
    shop.with_key()
    response = shop.here.get(
        "/for/editors?page=2", headers={"Accept": "text/html"}, follow_redirects=False
    )
    assert response.status_code == 303
    assert response.headers["location"] == "/sign-in?next=%2Ffor%2Feditors%3Fpage%3D2"
    assert shop.here.get("/for/editors").status_code == 401
