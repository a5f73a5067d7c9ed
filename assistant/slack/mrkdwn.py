"""Words made safe for Slack, whatever a document or a person put in them.

Words of documents go into rich text and ``plain_text``, in which Slack looks for no markup.
Only short labels (a title, a clause) go into mrkdwn, where they stand between links: there
``escaped`` takes every sign of its power to mention, ping, link, format or draw.
"""

from __future__ import annotations

import re

CUT = " […]"
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_BREAK = "\N{ZERO WIDTH SPACE}"
_ACTIVE = re.compile(r"[@#*_~`|]|(?<=:)//|:(?=[\w+'-]+:)|(?<=www)\.")
# Controls but the line break, and marks that turn the direction of what follows.
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_MARKDOWN_ESCAPE = re.compile(r"\\([\\`*\[\]<])")
_POINT = re.compile(r"^( *)- ", re.MULTILINE)
# What Slack makes of a person's words: <@U1>, <#C1|name>, <!here>, <https://x|label>.
_MENTION = re.compile(r"<@[^>]*>|<![^>]*>")
_LABELLED = re.compile(r"<[^|>]*\|([^>]*)>")
_BARE = re.compile(r"<([^>]*)>")


def harmless(text: str) -> str:
    """The text without unseen signs that could hide or turn words."""
    return _UNSEEN.sub("", text)


def plain(markdown: str) -> str:
    """A piece of an answer's Markdown as plain words: no marks, points as bullets."""
    bare = unmarked(markdown.replace("**", ""))
    return _POINT.sub(lambda found: "   " * (len(found[1]) // 2) + "• ", bare)


def unmarked(markdown: str) -> str:
    """Markdown without stars in it as its words: the escapes undone, nothing unseen."""
    return harmless(_MARKDOWN_ESCAPE.sub(r"\1", markdown))


def escaped(text: str) -> str:
    """Words of a label in mrkdwn: on one line, and no sign in them does anything."""
    line = re.sub(r"\s+", " ", harmless(text)).strip()
    inert = _ACTIVE.sub(lambda found: _BREAK + found[0], line)
    return re.sub(r"[&<>]", lambda found: _ENTITIES[found[0]], inert)


def link(url: str, label: str) -> str:
    """A link made here; only the label may hold a document's words. No link without a URL."""
    if not url:
        return escaped(label)
    quoted = url.replace("&", "&amp;").replace("<", "%3C").replace(">", "%3E").replace("|", "%7C")
    return f"<{quoted}|{escaped(label)}>"


def clipped(text: str, longest: int) -> str:
    """At most ``longest`` characters and twice as many bytes, ended at a word, the cut shown."""
    if len(text) <= longest and len(text.encode()) <= 2 * longest:
        return text
    kept = text.encode()[: 2 * longest - len(CUT.encode())].decode("utf-8", "ignore")
    kept = kept[: longest - len(CUT)]
    return (kept.rsplit(None, 1)[0] if " " in kept.strip() else kept) + CUT


def said(text: str) -> str:
    """A person's message as they wrote it: no mentions, Slack's escapes undone."""
    words = _BARE.sub(r"\1", _LABELLED.sub(r"\1", _MENTION.sub(" ", text)))
    for sign, entity in reversed(_ENTITIES.items()):
        words = words.replace(entity, sign)
    return re.sub(r"[ \t]+", " ", words).strip()
