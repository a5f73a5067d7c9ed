"""Listeners on Slack Bolt, the same for Socket Mode and HTTP: a payload becomes a job."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App

from assistant.slack import replying
from assistant.slack.blocks import CLARIFY, FEEDBACK, SHARE, WORDS
from assistant.slack.desk import Desk
from assistant.slack.dialogue import COUNCILS, SETTINGS, chosen, suggested
from assistant.slack.jobs import Job
from assistant.slack.listening import by_a_person, meant_for
from assistant.slack.mrkdwn import said
from assistant.slack.places import Place

Body = dict[str, Any]

COMMAND, SHORTCUT = "/notices", "ask_about_this"
HELP = (
    "Ask me about the documents: `/notices How often must the board meet?` Only you see the "
    "answer, and you can share it. In a channel, mention me; in a direct message, just ask. "
    "Administrators set what a channel is about with `/notices settings`."
)


def register(app: App, desk: Desk) -> None:
    """Every listener. What none of them is for is acknowledged, so that Slack stays content."""
    listeners = Listeners(desk)
    app.event("app_mention")(listeners.mention)
    app.event("message")(listeners.message)
    app.event("app_home_opened")(listeners.home_opened)
    app.command(COMMAND)(listeners.command)
    app.shortcut(SHORTCUT)(listeners.shortcut)
    app.action(re.compile(rf"^{CLARIFY}:\d+$"))(listeners.choose)
    app.action(WORDS)(listeners.words)
    app.action(SHARE)(listeners.share)
    app.action(FEEDBACK)(listeners.judge)
    app.options(COUNCILS)(listeners.councils)
    app.view(SETTINGS)(listeners.settings_sent)
    anything = re.compile(".*", re.DOTALL)
    app.event(anything)(_nothing)
    for kind in (app.action, app.shortcut, app.command, app.view, app.options):
        register_kind: Callable[..., Any] = kind
        register_kind(anything)(_acknowledge)


class Listeners:
    """Each acknowledges and hands one job to the desk; nothing here calls Slack."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def mention(self, event: Body, body: Body) -> None:
        """The bot is mentioned in a channel: the reply goes into the thread."""
        if by_a_person(event):
            self._ask(event, body, direct=False)

    def message(self, event: Body, body: Body, context: Body) -> None:
        """A direct message, or something said in a thread that the bot is in."""
        if not by_a_person(event):
            return
        if event.get("channel_type") == "im":
            self._ask(event, body, direct=True)
            return
        channel, root = str(event["channel"]), event.get("thread_ts")
        thread = self._desk.threads.find(channel, root) if root else None
        meant = meant_for(event, str(context["bot_user_id"]), thread)
        if meant == "people":
            self._desk.threads.overheard(channel, str(root))
        elif meant == "bot":
            self._ask(event, body, direct=False)

    def home_opened(self, event: Body, body: Body) -> None:
        """The Messages tab of the agent view opens: questions to begin with."""
        if event.get("tab") == "messages":
            place = Place(event["channel"], event["user"], direct=True)
            self._desk.take(Job(body["event_id"], replying.PROMPTS, place, urgent=True))

    def command(self, ack: Ack, command: Body) -> None:
        """``/notices``: a question, ``settings``, or nothing."""
        words = said(str(command.get("text") or ""))
        if words.casefold() in ("", "help"):
            ack(HELP)
            return
        place = _whisper(command["channel_id"], command["user_id"], command["response_url"])
        trigger = str(command["trigger_id"])
        if words.casefold() == "settings":
            told = {"trigger": trigger}
            job = Job(f"settings:{trigger}", replying.SETTINGS, place, told, urgent=True)
        else:
            asked = {"question": words, "show_question": True}
            job = Job(f"command:{trigger}", replying.ASK, place, asked)
        self._desk.take(job)
        ack()

    def shortcut(self, ack: Ack, shortcut: Body) -> None:
        """ "Ask Notices about this" on a message: only who asked sees the answer."""
        message = shortcut["message"]
        place = _whisper(
            shortcut["channel"]["id"],
            shortcut["user"]["id"],
            shortcut["response_url"],
            message.get("thread_ts"),
        )
        asked = {"question": said(str(message.get("text") or "")), "show_question": True}
        self._desk.take(Job(f"shortcut:{shortcut['trigger_id']}", replying.ASK, place, asked))
        ack()

    def choose(self, ack: Ack, body: Body, action: Body) -> None:
        """One of the questions of a ``clarify``; a second press of it does nothing."""
        place = _pressed(body, alone=False)
        told = {"value": action["value"]}
        self._desk.take(Job(f"choose:{place.lane}:{action['value']}", replying.CHOOSE, place, told))
        ack()

    def words(self, ack: Ack, body: Body, action: Body) -> None:
        """ "Show the words": for who pressed it alone."""
        told = {"answer": action["value"]}
        self._desk.take(_job(body, action, replying.WORDS, told))
        ack()

    def share(self, ack: Ack, body: Body, action: Body) -> None:
        """ "Share here": once, however often it is pressed."""
        place, told = _pressed(body, alone=True), {"answer": action["value"]}
        id_ = f"share:{place.channel}:{action['value']}"
        self._desk.take(Job(id_, replying.SHARE, place, told, urgent=True))
        ack()

    def judge(self, ack: Ack, body: Body, action: Body) -> None:
        """Helpful, or not."""
        self._desk.take(_job(body, action, replying.JUDGE, {"value": action["value"]}))
        ack()

    def councils(self, ack: Ack, payload: Body) -> None:
        """The councils to choose from, while an administrator types."""
        ack(options=suggested(str(payload.get("value") or ""), self._desk.councils()))

    def settings_sent(self, ack: Ack, body: Body, view: Body) -> None:
        """An administrator saved what a channel is set to."""
        binding = chosen(view)
        place = Place(view["private_metadata"], body["user"]["id"], whisper=True)
        told = {"councils": binding.councils, "kinds": binding.kinds}
        id_ = f"bind:{view['id']}:{view.get('hash', '')}"
        self._desk.take(Job(id_, replying.BIND, place, told, urgent=True))
        ack()

    def _ask(self, event: Body, body: Body, *, direct: bool) -> None:
        channel, user, ts = str(event["channel"]), str(event["user"]), str(event["ts"])
        root = str(event.get("thread_ts") or ts)
        opens = self._desk.threads.find(channel, root) is None
        asked = {"question": said(str(event.get("text") or "")), "opens": opens}
        place = Place(channel, user, root, direct)
        job = Job(str(body["event_id"]), replying.ASK, place, asked, message=f"{channel}:{ts}")
        if self._desk.take(job):  # a second delivery says nothing new of who talks there
            self._desk.threads.join(channel, root, user)


def _whisper(channel: str, user: str, url: str, thread: str | None = None) -> Place:
    return Place(channel, user, thread, whisper=True, response_url=url)


def _pressed(body: Body, *, alone: bool) -> Place:
    """Where a button was pressed, and who sees what comes of it: who pressed it ``alone``,
    else whoever saw the message with the button."""
    at, message = body["container"], body.get("message") or {}
    channel = str(body["channel"]["id"])
    thread = at.get("thread_ts") or message.get("thread_ts")
    hidden = bool(at.get("is_ephemeral"))
    if alone or hidden:
        return _whisper(channel, body["user"]["id"], body["response_url"], thread)
    root = str(thread or at["message_ts"])
    return Place(channel, body["user"]["id"], root, direct=channel.startswith("D"))


def _job(body: Body, action: Body, task: str, told: Body) -> Job:
    """A small job of a button; Slack gives each press a time of its own."""
    user = body["user"]["id"]
    id_ = f"{task}:{user}:{action.get('action_ts', '')}:{action['value']}"
    return Job(id_, task, _pressed(body, alone=True), told, urgent=True)


def _nothing() -> None:
    """An event that the bot is not for; Bolt acknowledges it."""


def _acknowledge(ack: Ack) -> None:
    ack()
