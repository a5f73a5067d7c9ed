"""A message as a person sees it on Slack's screen, as plain lines."""

from __future__ import annotations

import html
import json
import re
import textwrap
from collections.abc import Iterator
from typing import Any

from tests.fakes.slack.web_api import Call, Given, Said

WIDTH = 96
_LINK = re.compile(r"<(https?://[^|>]*)\|([^>]*)>")
_UNSEEN = "\N{ZERO WIDTH SPACE}"


def ornament(call: Call) -> str:
    """What a call shows beside messages, in words; "" for what people do not see."""
    given = call.given
    if call.method == "assistant.threads.setSuggestedPrompts":
        return "Suggested: " + " / ".join(each["message"] for each in _read(given["prompts"]))
    if call.method == "assistant.threads.setStatus":
        return f"Notices {given['status']}"
    if call.method == "assistant.threads.setTitle":
        return f"The thread is now called: {given['title']}"
    if call.method == "views.open":
        return f"A dialogue opens: {_read(given['view'])['title']['text']}"
    return ""


def _read(value: Any) -> Any:
    """The SDK sends what is nested as JSON in a form, or as it is."""
    return json.loads(value) if isinstance(value, str) else value


def shown(said: Said) -> str:
    """Who sees it and where, then its blocks; buttons stand in square brackets."""
    where = f"{said.channel}, in the thread" if said.thread else said.channel
    audience = f"only {said.to} sees this" if said.to else "everyone there sees this"
    lines = [f"Notices in {where} ({audience}):"]
    for block in said.blocks:
        for line in _lines(block):
            lines.extend(textwrap.wrap(line, WIDTH, subsequent_indent="    ") or [""])
    return "\n".join(["┌ " + lines[0], *(f"│ {line}".rstrip() for line in lines[1:]), "└"])


def _lines(block: Given) -> Iterator[str]:
    kind = block["type"]
    if kind == "section":
        yield from _text(block["text"]).split("\n")
    elif kind == "context":
        yield " ".join(_text(each) for each in block["elements"])
    elif kind == "rich_text":
        yield from _rich(block["elements"])
    elif kind == "actions":
        yield " ".join(f"[{each['text']['text']}]" for each in block["elements"])
    elif kind == "context_actions":
        for each in block["elements"]:
            ways = (each["positive_button"], each["negative_button"])
            yield " ".join(f"[{way['text']['text']}]" for way in ways)


def _rich(elements: list[Given]) -> Iterator[str]:
    for element in elements:
        if element["type"] == "rich_text_list":
            for point in element["elements"]:
                yield "  " * element.get("indent", 0) + "• " + _words(point)
        else:
            yield from _words(element).split("\n")


def _words(section: Given) -> str:
    return "".join(each["text"] for each in section["elements"])


def _text(made: dict[str, Any]) -> str:
    """Links by their labels, without their addresses; nothing of what only keeps signs apart."""
    if made["type"] == "plain_text":
        return str(made["text"])
    return html.unescape(_LINK.sub(r"\2", made["text"]).replace("*", "")).replace(_UNSEEN, "")
