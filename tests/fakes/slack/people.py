"""What people do in Slack, as the payloads in which Slack tells the bot of it."""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from tests.fakes.slack.web_api import BOT, SECRET, TEAM, FakeSlack, Given, Said

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass(frozen=True)
class Payload:
    """What Slack sends. ``kind`` is Socket Mode's: events_api, interactive, slash_commands."""

    kind: str
    body: Given

    def as_http(self) -> tuple[bytes, str]:
        """The body and content type of the HTTP request."""
        if self.kind == "events_api":
            return json.dumps(self.body).encode(), JSON
        if self.kind == "slash_commands":
            return urlencode(self.body).encode(), FORM
        return urlencode({"payload": json.dumps(self.body)}).encode(), FORM


def signed(body: bytes, content_type: str = JSON, **other: Any) -> dict[str, str]:
    """The headers of a request of Slack's; ``at`` and ``secret`` make one that is not."""
    at = str(other.get("at", int(time.time())))
    secret = str(other.get("secret", SECRET)).encode()
    made = hmac.new(secret, b"v0:" + at.encode() + b":" + body, sha256).hexdigest()
    return {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": at,
        "X-Slack-Signature": f"v0={made}",
        **other.get("headers", {}),
    }


@dataclass
class People:
    """The people of a workspace; each method gives the payload of what one of them does."""

    slack: FakeSlack

    def mention(
        self, user: str, channel: str, words: str, thread: str | None = None, ts: str = ""
    ) -> Payload:
        """Someone writes "@Notices ..." in a channel."""
        text = f"<@{BOT}> {words}"
        event = _message("app_mention", user, channel, text, thread, ts or self.slack.ts())
        return self._event(event)

    def message(
        self,
        user: str,
        channel: str,
        words: str,
        thread: str | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> Payload:
        """Someone writes in a channel, or in a direct message (a channel that begins with D)."""
        event = _message("message", user, channel, words, thread, self.slack.ts())
        event["channel_type"] = "im" if channel.startswith("D") else "channel"
        return self._event({**event, **(more or {})})

    def opens(self, user: str, channel: str, tab: str = "messages") -> Payload:
        """Someone opens the app's Messages tab."""
        return self._event(
            {"type": "app_home_opened", "user": user, "channel": channel, "tab": tab}
        )

    def command(self, user: str, channel: str, words: str) -> Payload:
        """Someone types /notices."""
        return Payload(
            "slash_commands",
            {
                "command": "/notices", "text": words, "user_id": user, "channel_id": channel,
                "team_id": TEAM, "trigger_id": f"trigger-{next(self.slack.numbers)}",
                "response_url": self.slack.response_url(channel, user),
            },
        )  # fmt: skip

    def presses(self, user: str, said: Said, element: Given, value: str = "") -> Payload:
        """Someone presses a button of a message."""
        at: Given = {
            "type": "message", "message_ts": said.ts, "channel_id": said.channel,
            "is_ephemeral": said.to is not None and not said.channel.startswith("D"),
        }  # fmt: skip
        if said.thread:
            at["thread_ts"] = said.thread
        action = {
            "type": element["type"], "action_id": element["action_id"], "block_id": "b",
            "value": value or element.get("value", ""), "action_ts": self.slack.ts(),
        }  # fmt: skip
        return self._interaction(
            user,
            said.channel,
            {
                "type": "block_actions", "container": at, "actions": [action],
                "message": {"ts": said.ts, "thread_ts": said.thread},
                "response_url": self.slack.response_url(said.channel, user, said.thread),
            },
        )  # fmt: skip

    def shortcut(self, user: str, channel: str, words: str) -> Payload:
        """Someone chooses "Ask Notices about this" on a message."""
        message = {"type": "message", "user": "UOTHER", "text": words, "ts": self.slack.ts()}
        return self._interaction(
            user,
            channel,
            {
                "type": "message_action", "callback_id": "ask_about_this", "message": message,
                "response_url": self.slack.response_url(channel, user),
            },
        )  # fmt: skip

    def types_council(self, user: str, typed: str) -> Payload:
        """An administrator types into the list of councils."""
        body = {
            "type": "block_suggestion", "action_id": "councils", "block_id": "councils",
            "value": typed, "container": {"type": "view"}, "view": {"id": "V1"},
        }  # fmt: skip
        return self._interaction(user, "", body)

    def saves(self, user: str, view: Given, councils: list[str], kinds: list[str]) -> Payload:
        """An administrator saves the settings dialogue."""

        def options(values: list[str]) -> list[Given]:
            return [{"text": {"type": "plain_text", "text": v}, "value": v} for v in values]

        values = {
            "councils": {"councils": {"selected_options": options(councils)}},
            "kinds": {"kinds": {"selected_options": options(kinds)}},
        }
        sent = {
            **view, "id": f"V{next(self.slack.numbers)}", "hash": "h", "state": {"values": values},
        }  # fmt: skip
        return self._interaction(user, "", {"type": "view_submission", "view": sent})

    def _interaction(self, user: str, channel: str, body: Given) -> Payload:
        common: Given = {
            "user": {"id": user},
            "team": {"id": TEAM},
            "trigger_id": f"t{next(self.slack.numbers)}",
        }
        if channel:
            common["channel"] = {"id": channel}
        return Payload("interactive", {**common, **body})

    def _event(self, event: Given) -> Payload:
        number = next(self.slack.numbers)
        return Payload(
            "events_api",
            {
                "type": "event_callback", "team_id": TEAM, "api_app_id": "A1", "event": event,
                "event_id": f"Ev{number:06}", "event_time": 1_700_000_000 + number,
                "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
            },
        )  # fmt: skip


def _message(kind: str, user: str, channel: str, text: str, thread: str | None, ts: str) -> Given:
    event: Given = {"type": kind, "user": user, "channel": channel, "text": text, "ts": ts}
    if thread:
        event["thread_ts"] = thread
    return event
