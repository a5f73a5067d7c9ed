"""The gate of HTTP mode: who may pass, and what Bolt would let fall is caught.

Slack signs each request with the time. Forged, late and replayed ones are turned away, and
so is what no Slack would send. No request gets a 5xx but where the bot cannot keep what it
was given: then Slack delivers it again.
"""

from __future__ import annotations

import hmac
import re
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from slack_bolt import BoltRequest, BoltResponse

from assistant.ledger import Ledger
from assistant.slack.bot import Bot
from ingest.errors import NoticesError

LATEST = 300  # seconds that a request may be old, and may be ahead
LARGEST = 1_000_000  # bytes; Slack's own are far smaller
_TIME = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP response."""

    status: int
    body: str = ""
    content_type: str = "text/plain; charset=utf-8"


class Gate:
    """Lets signed requests through to a bot, each once. Safe for many threads."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._seen = Seen(bot.ledger)
        self._secret = bot.settings.slack_signing_secret.encode()

    def handle(self, body: bytes, headers: Mapping[str, str]) -> Reply:
        """The response to one request; ``headers`` have lower-case names."""
        if len(body) > LARGEST:
            return Reply(413)
        signature = headers.get("x-slack-signature", "")
        if not self._signed(body, headers.get("x-slack-request-timestamp", ""), signature):
            return Reply(401)
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            return Reply(400)
        try:
            return self._once(text, signature, headers)
        except NoticesError:
            return Reply(503)

    def _signed(self, body: bytes, at: str, signature: str) -> bool:
        if not _TIME.fullmatch(at) or not _SIGNATURE.fullmatch(signature):
            return False
        if abs(time.time() - int(at)) > LATEST:
            return False
        signed = b"v0:" + at.encode() + b":" + body
        made = "v0=" + hmac.new(self._secret, signed, sha256).hexdigest()
        return hmac.compare_digest(made, signature)

    def _once(self, text: str, signature: str, headers: Mapping[str, str]) -> Reply:
        if not self._seen.first(signature):
            return Reply(409)
        reply = self._dispatched(text, headers)
        if reply.status >= 500:
            self._seen.forget(signature)
        return reply

    def _dispatched(self, text: str, headers: Mapping[str, str]) -> Reply:
        try:
            self._bot.identity.learn()
            request = BoltRequest(body=text, headers=dict(headers))
            if not request.body:
                return Reply(400)
            return _reply(self._bot.app.dispatch(request))
        except NoticesError:
            return Reply(503)
        except Exception:  # Bolt reads a body before it is ready for what it is not
            return Reply(400)


class Seen:
    """The requests of the last minutes, by signature."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def first(self, signature: str) -> bool:
        """Whether a request was not seen before; from now on it was."""
        now = time.time()
        with self._ledger.writing() as at:
            at.execute("DELETE FROM request WHERE received < ?", (now - 2 * LATEST - 1,))
            try:
                at.execute("INSERT INTO request VALUES (?, ?)", (signature, now))
            except sqlite3.IntegrityError:
                return False
        return True

    def forget(self, signature: str) -> None:
        """It came to nothing, so it may come again."""
        with self._ledger.writing() as at:
            at.execute("DELETE FROM request WHERE signature = ?", (signature,))


def _reply(response: BoltResponse) -> Reply:
    """Bolt's response; a kind of request that nobody listens to is no failure."""
    if response.status == 404:
        return Reply(200)
    kinds = response.headers.get("content-type", ["text/plain; charset=utf-8"])
    return Reply(response.status, response.body or "", kinds[0])
