"""Setting the Slack bot up: the manifest, the tokens, what the doctor says, what the page says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.doctor import examine
from assistant.settings import Settings
from assistant.slack.listeners import COMMAND, SHORTCUT
from assistant.slack.manifest import EVENTS, SCOPES, manifest
from tests.command_line import CommandLine
from tests.fakes import BagOfWords
from tests.fakes.slack.web_api import APP_TOKEN, BOT_TOKEN, SECRET, FakeSlack, Trouble

DOCS = Path(__file__).parent.parent / "docs" / "slack.md"


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    """A workspace."""
    with FakeSlack() as made:
        yield made


def test_the_manifest_is_what_slack_takes() -> None:
    """Lengths as Slack's reference gives them; the agent view, and no other view beside it."""
    made = manifest()
    shown = made["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 174 <= len(shown["long_description"]) <= 4000
    features = made["features"]
    assert 1 <= len(features["agent_view"]["agent_description"]) <= 300
    assert "assistant_view" not in features
    assert features["slash_commands"][0]["command"] == COMMAND
    assert features["shortcuts"][0]["callback_id"] == SHORTCUT
    assert len(features["shortcuts"][0]["name"]) <= 24
    assert made["settings"]["event_subscriptions"]["bot_events"] == list(EVENTS)
    assert made["oauth_config"]["scopes"]["bot"] == list(SCOPES)


def test_socket_mode_has_no_address_and_http_mode_has_all() -> None:
    """One switch turns the whole manifest."""
    socket, http = manifest(), manifest("https://notices.example.org/")
    assert socket["settings"]["socket_mode_enabled"] is True
    assert "https://" not in json.dumps(socket)
    assert http["settings"]["socket_mode_enabled"] is False
    url = "https://notices.example.org/slack/events"
    interactivity = http["settings"]["interactivity"]
    assert http["settings"]["event_subscriptions"]["request_url"] == url
    assert interactivity["request_url"] == interactivity["message_menu_options_url"] == url
    assert http["features"]["slash_commands"][0]["url"] == url


def test_the_command_prints_the_manifest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """JSON alone on standard output, ready to be pasted."""
    ran = CommandLine(tmp_path, capsys)("slack", "manifest")
    assert (ran.code, ran.json) == (0, manifest())
    ran = CommandLine(tmp_path, capsys)("slack", "manifest", "--http", "https://n.example")
    assert ran.json == manifest("https://n.example")


def test_slack_calls_no_address_without_encryption(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Said when the manifest is made, not when Slack refuses it."""
    ran = CommandLine(tmp_path, capsys)("slack", "manifest", "--http", "http://n.example")
    assert ran.code == 2
    assert "https://" in ran.err


def test_every_scope_stands_with_its_reason_in_the_documentation() -> None:
    """Whoever approves the app reads why it wants each."""
    text = DOCS.read_text(encoding="utf-8")
    for scope, reason in SCOPES.items():
        assert f"| `{scope}` | {reason} |" in text


def _findings(slack: FakeSlack, home: Path, **tokens: Any) -> dict[str, tuple[str, str, str]]:
    settings = Settings(home=str(home), slack_api=slack.url, **tokens)
    found = examine(settings, embedder=BagOfWords(), environment={})
    return {
        each.name: (each.state, each.what, each.mend)
        for each in found
        if each.name.startswith("Slack")
    }


WHOLE = {
    "slack_bot_token": BOT_TOKEN,
    "slack_app_token": APP_TOKEN,
    "public_url": "https://notices.example.org",
}


def test_the_doctor_finds_a_bot_that_is_set_up_well(tmp_path: Path, slack: FakeSlack) -> None:
    """Both tokens and all scopes, by asking Slack; nothing is posted."""
    found = _findings(slack, tmp_path, **WHOLE)
    assert {state for state, _, _ in found.values()} == {"ok"}
    assert "Fernshire" in found["Slack bot"][1]
    assert not slack.said


def test_without_slack_the_doctor_has_nothing_to_say(tmp_path: Path, slack: FakeSlack) -> None:
    """And does not call it."""
    assert _findings(slack, tmp_path) == {"Slack": ("ok", "not set up; docs/slack.md says how", "")}
    assert not slack.calls


def test_the_doctor_names_the_scopes_that_are_missing(tmp_path: Path, slack: FakeSlack) -> None:
    """And says where to add them."""
    slack.scopes = "chat:write,commands"
    state, what, mend = _findings(slack, tmp_path, **WHOLE)["Slack bot"]
    assert state == "wrong"
    assert "app_mentions:read" in what
    assert "chat:write" not in what
    assert "OAuth" in mend


def test_the_doctor_tells_a_wrong_token_from_a_slack_that_is_away(
    tmp_path: Path, slack: FakeSlack
) -> None:
    """Each with what to do."""
    slack.token_accepted = False
    found = _findings(slack, tmp_path, **WHOLE)
    assert "SLACK_BOT_TOKEN" in found["Slack bot"][1]
    assert "SLACK_APP_TOKEN" in found["Slack mode"][1]
    slack.trouble("auth.test", Trouble(503), 1)
    assert "cannot be reached" in _findings(slack, tmp_path, **WHOLE)["Slack bot"][1]


@pytest.mark.parametrize(
    ("tokens", "name", "state", "words"),
    [
        ({"slack_app_token": APP_TOKEN}, "Slack bot", "wrong", "SLACK_BOT_TOKEN is not set"),
        ({"slack_bot_token": BOT_TOKEN}, "Slack mode", "wrong", "nothing lets"),
        (
            {"slack_bot_token": BOT_TOKEN, "slack_signing_secret": SECRET},
            "Slack mode",
            "ok",
            "HTTP",
        ),
        ({"slack_bot_token": BOT_TOKEN}, "Slack links", "note", "NOTICES_PUBLIC_URL"),
    ],
)
def test_the_doctor_sees_a_bot_that_is_half_set_up(
    tmp_path: Path,
    slack: FakeSlack,
    tokens: dict[str, str],
    name: str,
    state: str,
    words: str,
) -> None:
    """One of two modes is needed, and the bot's own token for both."""
    found = _findings(slack, tmp_path, **tokens)[name]
    assert found[0] == state
    assert words in found[1]


def test_secrets_stay_out_of_what_is_printed_of_the_settings() -> None:
    """A traceback or a log that shows the settings gives no token away."""
    shown = repr(
        Settings(slack_bot_token="xoxb-1", slack_app_token="xapp-1", slack_signing_secret="s3cr3t")
    )
    assert not any(secret in shown for secret in ("xoxb-1", "xapp-1", "s3cr3t"))
