"""Delivery: what the bot says, through Slack's Web API; the one place that calls it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookClient

from assistant.slack.messages import Message
from assistant.slack.mrkdwn import clipped
from assistant.slack.places import Place

TIMEOUT = 15  # seconds for one call
_POSTED = "notices_reply"  # the event type in a message's metadata
_LONGEST_TITLE, _LONGEST_PROMPT = 200, 75
_THROTTLED = 429
_OVERLOADED = frozenset({"fatal_error", "internal_error", "service_unavailable", "request_timeout"})
_CODE = re.compile(r"[a-z0-9_]+")  # else the SDK's words on an answer that is no JSON
_QUIET: dict[str, Any] = {"mrkdwn": False, "unfurl_links": False, "unfurl_media": False}


class ThrottledError(Exception):
    """Slack asks to wait so many seconds; nothing was posted."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


class UnreachableError(Exception):
    """Slack did not answer, or was out of order; what was sent may have been posted."""


class DeclinedError(Exception):
    """Slack will not do it. ``reason`` is its code, such as "channel_not_found"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Delivery:
    """Posts, whispers and asks. Safe for many threads; nothing is tried twice here.

    Every method raises ThrottledError, UnreachableError or DeclinedError.
    """

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def reply(self, place: Place, message: Message, job_id: str) -> None:
        """The answer where it was asked: in its thread, or to the asker alone."""
        if place.whisper:
            self.whisper(place, message)
            return
        told = {"event_type": _POSTED, "event_payload": {"job": job_id}}
        self._post(place.channel, place.thread, message, metadata=told)

    def whisper(self, place: Place, message: Message) -> None:
        """To the person alone: where they are if Slack can, else as a direct message."""
        if place.direct and not place.response_url:
            self._post(place.channel, place.thread, message)
            return
        ways = [self._whisper_back] if place.response_url else []
        for way in (*ways, self._whisper_in_channel):
            with suppress(DeclinedError):
                way(place, message)
                return
        self._post(place.user, None, message)

    def share(self, place: Place, message: Message) -> None:
        """To everyone in the channel of a whisper, which is then taken away."""
        body = {"response_type": "in_channel", "replace_original": False, **_body(message)}
        self._respond(place, body)
        self._respond(place, {"delete_original": True})

    def posted(self, place: Place, job_id: str) -> bool:
        """Whether a job's reply stands in its thread already."""
        if place.whisper or not place.thread:
            return False
        cursor: str | None = None
        while True:
            page = _reached(
                partial(
                    self._client.conversations_replies,
                    channel=place.channel,
                    ts=str(place.thread),
                    include_all_metadata=True,
                    limit=200,
                    cursor=cursor,
                )
            )
            messages: list[dict[str, Any]] = page.get("messages") or []
            if any(_job_of(each) == job_id for each in messages):
                return True
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return False

    def status(self, place: Place, words: str) -> None:
        """What the bot is doing, shown in the agent view until it replies."""
        _reached(
            lambda: self._client.assistant_threads_setStatus(
                channel_id=place.channel, thread_ts=str(place.thread), status=words
            )
        )

    def title(self, place: Place, words: str) -> None:
        """The name of a thread of the agent view."""
        title = clipped(words, _LONGEST_TITLE)
        _reached(
            lambda: self._client.assistant_threads_setTitle(
                channel_id=place.channel, thread_ts=str(place.thread), title=title
            )
        )

    def prompts(self, channel: str, questions: Sequence[str]) -> None:
        """Questions to begin with. Without ``thread_ts``: with it, nothing would be shown."""
        made = [{"title": clipped(q, _LONGEST_PROMPT), "message": q} for q in questions[:4]]
        _reached(
            lambda: self._client.assistant_threads_setSuggestedPrompts(
                channel_id=channel, title="Questions that the documents answer", prompts=made
            )
        )

    def administrator(self, user: str) -> bool:
        """Whether a person administers the workspace."""
        found = _reached(lambda: self._client.users_info(user=user)).get("user") or {}
        return any(found.get(sign) for sign in ("is_admin", "is_owner", "is_primary_owner"))

    def open_view(self, trigger: str, view: dict[str, Any]) -> None:
        """A dialogue, within three seconds of the person's doing."""
        _reached(lambda: self._client.views_open(trigger_id=trigger, view=view))

    def identity(self) -> SlackResponse:
        """Who the bot is, by its token; the scopes are in the answer's headers."""
        return _reached(self._client.auth_test)

    def socket(self, app_token: str) -> SlackResponse:
        """An address for Socket Mode, which shows that the app's own token is good."""
        return _reached(lambda: self._client.apps_connections_open(app_token=app_token))

    def _post(
        self,
        channel: str,
        thread: str | None,
        message: Message,
        metadata: dict[str, Any] | None = None,
    ) -> None:
        _reached(
            lambda: self._client.chat_postMessage(
                channel=channel, thread_ts=thread, metadata=metadata, parse="none", **_body(message)
            )
        )

    def _whisper_back(self, place: Place, message: Message) -> None:
        body = {"response_type": "ephemeral", "replace_original": False, **_body(message)}
        self._respond(place, body)

    def _whisper_in_channel(self, place: Place, message: Message) -> None:
        _reached(
            lambda: self._client.chat_postEphemeral(
                channel=place.channel,
                user=place.user,
                thread_ts=place.thread,
                parse="none",
                **_body(message),
            )
        )

    def _respond(self, place: Place, body: dict[str, Any]) -> None:
        if place.thread:
            body = {**body, "thread_ts": place.thread}
        hook = WebhookClient(str(place.response_url), timeout=TIMEOUT, retry_handlers=[])
        try:
            response = hook.send_dict(body)
        except (OSError, HTTPException, SlackClientError) as error:
            raise UnreachableError from error
        _check(response.status_code, response.headers, response.body)


def web_client(token: str, api: str) -> WebClient:
    """Slack's client for one workspace. It never tries again by itself, so nothing is said
    twice; the queue does, when Slack says that nothing was posted."""
    return WebClient(
        token=token, base_url=api.rstrip("/") + "/", timeout=TIMEOUT, retry_handlers=[]
    )


def _body(message: Message) -> dict[str, Any]:
    """A message that Slack does not read for links or mentions, nor unfurls."""
    return {"text": message.text, "blocks": message.blocks, **_QUIET}


def _job_of(message: Mapping[str, Any]) -> str:
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    return str(payload.get("job", ""))


def _reached(call: Callable[[], SlackResponse]) -> SlackResponse:
    try:
        return call()
    except SlackApiError as error:
        reason = str(error.response.get("error", "unknown"))
        if reason in _OVERLOADED or not _CODE.fullmatch(reason):
            raise UnreachableError from error
        _check(error.response.status_code, error.response.headers, reason)
        raise DeclinedError(reason) from error
    except (OSError, HTTPException, SlackClientError, json.JSONDecodeError) as error:
        raise UnreachableError from error


def _check(status: int, headers: Mapping[str, Any], body: str) -> None:
    """Raise what an HTTP status of Slack's means; nothing for success."""
    if status == _THROTTLED:
        raise ThrottledError(_seconds(headers))
    if status >= 500:
        raise UnreachableError
    if status >= 400:
        raise DeclinedError(body[:40])


def _seconds(headers: Mapping[str, Any]) -> float:
    """Retry-After, in whatever case and shape the client hands headers over."""
    for name, value in headers.items():
        if name.lower() == "retry-after":
            first = value[0] if isinstance(value, list) else value
            return float(first) if str(first).isdecimal() else 1.0
    return 1.0
