"""HTTP mode: ``POST /slack/events`` of the whole application, and who is turned away there."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from assistant.bootstrap import open_service
from assistant.server import make_app, slack_events
from assistant.settings import Settings
from assistant.slack.bot import SlackSetupError
from tests.fakes import BagOfWords
from tests.fakes.slack.people import JSON, Payload, People, signed
from tests.fakes.slack.web_api import BOT_TOKEN, SECRET, FakeSlack
from tests.serving import copied

BOARD = "How often does Fernshire's Improvement Board meet?"


@dataclass(frozen=True)
class Route:
    """The application on the internet, with a key made, as Slack reaches it."""

    slack: FakeSlack
    people: People
    client: TestClient

    def send(self, payload: Payload, **wrong: Any) -> httpx.Response:
        """One delivery, signed."""
        body, kind = payload.as_http()
        return self.raw(body, kind, **wrong)

    def raw(self, body: bytes, kind: str = JSON, **wrong: Any) -> httpx.Response:
        """A request as it is; see ``signed`` for what can be wrong with it."""
        headers = signed(body, kind, **wrong)
        return self.client.post("/slack/events", content=body, headers=headers)


@pytest.fixture
def route(tmp_path: Path) -> Iterator[Route]:
    """The route, its bot at work."""
    with FakeSlack() as slack:
        made = Settings(
            home=str(copied(tmp_path / "home")),
            slack_bot_token=BOT_TOKEN,
            slack_signing_secret=SECRET,
            slack_api=slack.url,
            public_url="https://notices.example",
        )
        with open_service(made, embedder_=BagOfWords()) as service:
            service.keys.make("A reader", "reader")
            app = make_app(service)
            with slack_events(app):
                client = TestClient(
                    app,
                    "https://notices.example",
                    client=("192.0.2.9", 50_000),
                    raise_server_exceptions=False,
                )
                yield Route(slack, People(slack), client)


def test_slack_needs_no_key_and_is_answered(route: Route) -> None:
    """The signature is Slack's key; the answer is counted with the others."""
    assert route.send(route.people.mention("U1", "C1", BOARD)).status_code == 200
    [said] = route.slack.new()
    assert "every six weeks" in said.words
    assert "https://notices.example/" in json.dumps(said.blocks)


def test_the_addresss_check_is_answered(route: Route) -> None:
    """Slack tries an address before it sends events there."""
    body = json.dumps({"type": "url_verification", "token": "t", "challenge": "c-1"}).encode()
    reply = route.raw(body)
    assert reply.status_code == 200
    assert reply.json() == {"challenge": "c-1"} or reply.text == "c-1"


def test_a_replayed_request_is_turned_away(route: Route) -> None:
    """The same signature does not pass twice, and nothing is answered twice."""
    body, kind = route.people.mention("U1", "C1", BOARD).as_http()
    headers = signed(body, kind)
    first = route.client.post("/slack/events", content=body, headers=headers)
    again = route.client.post("/slack/events", content=body, headers=headers)
    assert (first.status_code, again.status_code) == (200, 409)
    route.slack.new()


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"secret": "another"}, 401),
        ({"seconds_off": -400}, 401),
        ({"seconds_off": 400}, 401),
        ({"at": "soon"}, 401),
        ({"at": "9" * 40}, 401),
        ({"at": ""}, 401),
        ({"headers": {"X-Slack-Signature": ""}}, 401),
        ({"headers": {"X-Slack-Signature": "v0=é"}}, 401),
        ({"headers": {"X-Slack-Signature": "v1=" + "0" * 64}}, 401),
    ],
)
def test_forged_and_late_requests_are_turned_away(
    route: Route, wrong: dict[str, Any], status: int
) -> None:
    """And nothing of them is taken in."""
    if "headers" in wrong:
        wrong = {"headers": {k: v.encode() for k, v in wrong["headers"].items()}}
    if "seconds_off" in wrong:  # reckoned now: the suite may reach this minutes after collecting it
        wrong = {"at": int(time.time()) + wrong["seconds_off"]}
    assert route.send(route.people.mention("U1", "C1", BOARD), **wrong).status_code == status
    assert not route.slack.said


_EVENT = {"type": "event_callback", "event_id": "Ev1", "event": {"type": "app_mention"}}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", JSON),
        (b"\xff\xfe", JSON),
        (b"{", JSON),
        (b"[1]", JSON),
        (b"1", JSON),
        (b"null", JSON),
        (b'"x"', JSON),
        (b"{" * 100_000, JSON),
        (b"payload=%7B", "application/x-www-form-urlencoded"),
        (b"payload=1", "application/x-www-form-urlencoded"),
        (b"payload=%5B%5D", "application/x-www-form-urlencoded"),
        (b"payload=%FF", "application/x-www-form-urlencoded"),
        (b"\x00", "application/octet-stream"),
        (json.dumps(_EVENT).encode(), JSON),
        (json.dumps({**_EVENT, "event": None}).encode(), JSON),
        (json.dumps({**_EVENT, "event": "x"}).encode(), JSON),
        (json.dumps({**_EVENT, "event": {"type": "message", "user": "U1"}}).encode(), JSON),
        (b"command=%2Fnotices&text=x", "application/x-www-form-urlencoded"),
    ],
)
def test_what_is_signed_and_malformed_is_a_fault_of_the_sender(
    route: Route, body: bytes, kind: str
) -> None:
    """Never a 5xx, and it disturbs nobody: the next question is answered."""
    assert 200 <= route.raw(body, kind).status_code < 500
    assert route.send(route.people.mention("U1", "C1", BOARD)).status_code == 200
    assert len(route.slack.new()) == 1


def test_a_body_beyond_any_of_slacks_is_not_read(route: Route) -> None:
    """However it is signed."""
    assert route.raw(b"x" * 1_200_000).status_code == 413


@pytest.mark.parametrize("kind", ["team_rename", "reaction_added", "made_up"])
def test_events_that_the_bot_is_not_for_are_acknowledged(route: Route, kind: str) -> None:
    """Slack stops an app's events after too many failures."""
    event = {"type": "event_callback", "event_id": "Ev9", "event": {"type": kind}}
    assert route.raw(json.dumps(event).encode()).status_code == 200


def test_many_events_from_one_address_are_not_held_back(route: Route) -> None:
    """A workspace's events come from a few addresses; the page's limit is not for them."""
    event = {"type": "event_callback", "event": {"type": "team_rename"}}
    for number in range(350):
        body = json.dumps({**event, "event_id": f"Ev{number}"}).encode()
        assert route.raw(body).status_code == 200


def test_other_ways_to_ask_the_route_find_nothing(route: Route) -> None:
    """Only POST is answered."""
    assert route.client.get("/slack/events").status_code in (401, 404, 405)


def test_where_its_file_cannot_be_written_slack_delivers_again(
    route: Route, spoilt: Callable[[], None]
) -> None:
    """A 503 is the one 5xx: the question was not kept."""
    spoilt()
    assert route.send(route.people.mention("U1", "C1", BOARD)).status_code == 503
    assert not route.slack.said


@pytest.fixture
def spoilt(tmp_path: Path, route: Route) -> Callable[[], None]:
    """Takes the bot's tables away."""
    import sqlite3

    def spoil() -> None:
        at = sqlite3.connect(tmp_path / "home" / "slack.sqlite3")
        at.execute("DROP TABLE request")
        at.close()

    return spoil


def test_while_slack_does_not_know_the_token_nothing_is_taken(tmp_path: Path) -> None:
    """The bot cannot know itself, and so not what is meant for it; Slack delivers again."""
    with FakeSlack() as slack:
        slack.token_accepted = False
        made = Settings(
            home=str(copied(tmp_path / "home")),
            slack_bot_token=BOT_TOKEN,
            slack_signing_secret=SECRET,
            slack_api=slack.url,
        )
        with open_service(made, embedder_=BagOfWords()) as service:
            app = make_app(service)
            with slack_events(app):
                route = Route(slack, People(slack), TestClient(app, "http://127.0.0.1"))
                asked = route.people.mention("U1", "C1", BOARD)
                assert route.send(asked).status_code == 503
                slack.token_accepted = True
                assert route.send(asked, at=int(time.time()) - 1).status_code == 200
                slack.new()


def test_without_a_signing_secret_there_is_no_route(tmp_path: Path) -> None:
    """A server without Slack has nothing to attack there."""
    made = Settings(home=str(copied(tmp_path / "home")))
    with open_service(made, embedder_=BagOfWords()) as service:
        app = make_app(service)
        with slack_events(app):
            client = TestClient(app, "http://127.0.0.1")
            assert client.post("/slack/events", content=b"{}").status_code in (404, 405)


def test_a_signing_secret_without_a_token_is_said_at_the_start(tmp_path: Path) -> None:
    """The server does not start half set up."""
    made = Settings(home=str(copied(tmp_path / "home")), slack_signing_secret=SECRET)
    with open_service(made, embedder_=BagOfWords()) as service:
        opening = slack_events(make_app(service))
        with pytest.raises(SlackSetupError) as caught:
            opening.__enter__()
    assert "SLACK_BOT_TOKEN" in caught.value.user_message
