"""The Web API on loopback, as the real SDK calls it over real HTTP."""

from __future__ import annotations

import itertools
import json
import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, unquote

from tests.fakes.slack.limits import refusal

BOT, BOT_ID, TEAM = "UNOTICES", "BNOTICES", "T1"
BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-fake", "xapp-fake", "a-signing-secret"
SCOPES = (
    "app_mentions:read,assistant:write,channels:history,chat:write,commands,groups:history,"
    "im:history,mpim:history,users:read"
)
Given = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """One call of a method, with its arguments."""

    method: str
    given: Given


@dataclass(frozen=True)
class Said:
    """A message that someone can see. ``to`` is the only person who does, None for all."""

    channel: str
    thread: str | None
    to: str | None
    text: str
    blocks: list[Given]
    ts: str
    metadata: Given | None = None
    way: str = "chat.postMessage"

    @property
    def words(self) -> str:
        """All the words in its blocks, one text a line."""
        return "\n".join(_texts(self.blocks)) or self.text

    def button(self, action: str) -> Given:
        """The element that a person would press."""
        for block in self.blocks:
            for element in block.get("elements", ()):
                named = str(element.get("action_id", ""))
                if action in (named, named.partition(":")[0]):
                    return dict(element)
        raise LookupError(action)


@dataclass
class Trouble:
    """What goes wrong with the next calls of a method."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    after: bool = False  # the call takes effect, and only the answer is lost


class FakeSlack:
    """A workspace with channels, people and what was said to them."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.said: list[Said] = []
        self.views: list[Given] = []
        self.deleted: list[str] = []
        self.administrators = {"UADMIN"}
        self.channels_without_bot: set[str] = set()
        self.socket_url = ""  # where Socket Mode is, when it is on
        self.scopes = SCOPES
        self.token_accepted = True
        self._troubles: defaultdict[str, list[Trouble]] = defaultdict(list)
        self.numbers = itertools.count(1)
        self._changed = threading.Condition()
        self._methods: dict[str, Callable[[Given], Given]] = {
            "auth.test": self._auth_test,
            "chat.postMessage": self._post,
            "chat.postEphemeral": self._whisper,
            "users.info": self._user,
            "views.open": self._view,
            "conversations.replies": self._replies,
            "apps.connections.open": lambda given: {"ok": True, "url": self.socket_url},
        }
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.01,), daemon=True
        )

    def __enter__(self) -> FakeSlack:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """The address that stands for https://slack.com/api/."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/api/"

    def response_url(self, channel: str, user: str, thread: str | None = None) -> str:
        """An address with which a command or button can be answered."""
        root = self.url.removesuffix("api/")
        named = "/".join(quote(each, safe="") for each in (channel, user, thread or "-"))
        return f"{root}respond/{next(self.numbers)}/{named}"

    def ts(self) -> str:
        """A time stamp that nothing else has."""
        return f"17000000{next(self.numbers):02}.000100"

    def trouble(self, method: str, trouble: Trouble, times: int = 1) -> None:
        """Let the next calls of a method go wrong; "respond" for response URLs."""
        self._troubles[method] += [trouble] * times

    def troubled(self, method: str) -> bool:
        """Whether something is still to go wrong with a method."""
        return bool(self._troubles[method])

    def throttle(self, method: str, times: int = 1, seconds: int = 1) -> None:
        """Let Slack ask for patience."""
        body = json.dumps({"ok": False, "error": "ratelimited"})
        self.trouble(method, Trouble(429, {"Retry-After": str(seconds)}, body), times)

    def decline(self, method: str, reason: str, times: int = 1) -> None:
        """Let Slack refuse."""
        self.trouble(method, Trouble(body=json.dumps({"ok": False, "error": reason})), times)

    def called(self, method: str) -> list[Given]:
        """The arguments of every call of a method that was answered."""
        return [call.given for call in self.calls if call.method == method]

    def wait(self, until: Callable[[], bool], seconds: float = 10.0) -> None:
        """Wait until something holds; fails when it never does."""
        with self._changed:
            assert self._changed.wait_for(until, seconds), [c.method for c in self.calls]

    def new(self, count: int = 1, since: int = 0, seconds: float = 10.0) -> list[Said]:
        """The messages said after the first ``since``, as soon as there are ``count``."""
        self.wait(lambda: len(self.said) >= since + count, seconds)
        return self.said[since:]

    def take(self, method: str, given: Given, sent: str) -> tuple[int, dict[str, str], str]:
        """One call as Slack would answer it: status, headers, body."""
        with self._changed:
            trouble = self._troubles[method].pop(0) if self._troubles[method] else None
            self._changed.notify_all()
        if trouble and not trouble.after:
            return trouble.status, trouble.headers, trouble.body
        if not self.token_accepted:
            return 200, {}, json.dumps({"ok": False, "error": "invalid_auth"})
        with self._changed:
            self.calls.append(Call(method, given))
            answer = self._methods.get(method, lambda given: {"ok": True})(given)
            self._changed.notify_all()
        if trouble:
            return trouble.status, trouble.headers, trouble.body
        return 200, {"X-OAuth-Scopes": self.scopes}, json.dumps(answer)

    def respond(self, path: str, given: Given) -> tuple[int, dict[str, str], str]:
        """What is sent to a response URL."""
        if self._troubles["respond"]:
            trouble = self._troubles["respond"].pop(0)
            return trouble.status, trouble.headers, trouble.body
        _, _, number, channel, user, thread = map(unquote, path.split("/"))
        with self._changed:
            self.calls.append(Call("respond", given))
            if given.get("delete_original"):
                self.deleted.append(number)
            elif reason := refusal(given.get("blocks", [])):
                return 400, {}, reason
            else:
                to = user if given["response_type"] == "ephemeral" else None
                self._say(channel, None if thread == "-" else thread, to, given, "respond")
            self._changed.notify_all()
        return 200, {}, "ok"

    def _say(self, channel: str, thread: str | None, to: str | None, given: Given, way: str) -> str:
        ts = self.ts()
        said = Said(
            channel, thread, to, given["text"], given.get("blocks", []), ts,
            given.get("metadata"), way,
        )  # fmt: skip
        self.said.append(said)
        return ts

    def _auth_test(self, given: Given) -> Given:
        return {
            "ok": True, "url": "https://fake.slack.com/", "team": "Fernshire", "user": "notices",
            "team_id": TEAM, "user_id": BOT, "bot_id": BOT_ID,
        }  # fmt: skip

    def _post(self, given: Given) -> Given:
        if given["channel"] in self.channels_without_bot:
            return {"ok": False, "error": "not_in_channel"}
        if reason := refusal(given.get("blocks", [])):
            return {"ok": False, "error": reason}
        channel = given["channel"]
        to = None if channel.startswith(("C", "#", "D")) else channel
        ts = self._say(channel, given.get("thread_ts"), to, given, "chat.postMessage")
        return {"ok": True, "ts": ts, "channel": channel}

    def _whisper(self, given: Given) -> Given:
        if given["channel"] in self.channels_without_bot:
            return {"ok": False, "error": "not_in_channel"}
        if reason := refusal(given.get("blocks", [])):
            return {"ok": False, "error": reason}
        thread = given.get("thread_ts")
        ts = self._say(given["channel"], thread, given["user"], given, "chat.postEphemeral")
        return {"ok": True, "message_ts": ts}

    def _user(self, given: Given) -> Given:
        user = given["user"]
        return {"ok": True, "user": {"id": user, "is_admin": user in self.administrators}}

    def _view(self, given: Given) -> Given:
        self.views.append(given["view"])
        return {"ok": True, "view": {"id": f"V{len(self.views)}"}}

    def _replies(self, given: Given) -> Given:
        inside = [
            {"ts": each.ts, "text": each.text, "metadata": each.metadata}
            for each in self.said
            if each.channel == given["channel"] and each.thread == given["ts"] and each.to is None
        ]
        return {"ok": True, "messages": inside, "has_more": False}


def _handler(slack: FakeSlack) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode("utf-8")
            kind = self.headers.get("Content-Type", "")
            given = json.loads(sent or "{}") if "json" in kind else dict(parse_qsl(sent))
            if self.path.startswith("/respond/"):
                answer = slack.respond(self.path, given)
            else:
                answer = slack.take(self.path.removeprefix("/api/"), given, sent)
            status, headers, body = answer
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode("utf-8"))

        def log_message(self, *_: object) -> None:
            """Nothing: tests read what was said."""

    return Handler


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        if value.get("type") in ("plain_text", "mrkdwn"):
            return [value["text"]]
        if value.get("type") == "rich_text_section":
            return ["".join(each["text"] for each in value["elements"])]
        return [text for inner in value.values() for text in _texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner)]
    return []
