"""The app manifest: what Slack must know of the bot, with each scope's reason.

The form is Slack's app manifest, as its reference documents it. Apps made since June 2026
have the agent view; there the bot sets its suggested prompts itself, from the documents held.
"""

from __future__ import annotations

from typing import Any

from assistant.slack.listeners import COMMAND, SHORTCUT

SCOPES: dict[str, str] = {
    "app_mentions:read": "hears who mentions it in a channel",
    "assistant:write": "shows prompts, titles and what it is doing in the agent view",
    "channels:history": "hears follow-ups in threads of public channels that it was added to",
    "chat:write": "answers",
    "commands": "offers /notices and the shortcut on messages",
    "groups:history": "hears follow-ups in threads of private channels that it was added to",
    "im:history": "hears direct messages to it",
    "users:read": "sees who is an administrator, who alone may set what a channel is about",
}
EVENTS = ("app_home_opened", "app_mention", "message.channels", "message.groups", "message.im")
_NAME = "Notices"
_SHORT = "Answers from improvement notices and inspection papers, each with its source."
_LONG = (
    "Ask about improvement notices, Ofsted reports, improvement plans, agenda packs and thresholds "
    "guidance. Each answer is made of the documents' own words and shows where they stand: "
    "council, document, date, page and clause. Where the documents do not say, so does the answer."
)


def manifest(public_url: str = "") -> dict[str, Any]:
    """The manifest for Socket Mode, or for HTTP mode at ``public_url``."""
    events_url = f"{public_url.rstrip('/')}/slack/events" if public_url else ""
    return {
        "display_information": {
            "name": _NAME,
            "description": _SHORT,
            "long_description": _LONG,
            "background_color": "#1d3a5f",
        },
        "features": _features(events_url),
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": _at(events_url, "request_url") | {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True}
            | _at(events_url, "request_url", "message_menu_options_url"),
            "org_deploy_enabled": False,
            "socket_mode_enabled": not events_url,
            "token_rotation_enabled": False,
        },
    }


def _features(events_url: str) -> dict[str, Any]:
    return {
        "agent_view": {"agent_description": _SHORT},
        "app_home": {
            "home_tab_enabled": False,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": _NAME, "always_online": True},
        "shortcuts": [
            {
                "name": "Ask Notices about this",
                "type": "message",
                "callback_id": SHORTCUT,
                "description": "Take a message as a question; only you see the answer.",
            }
        ],
        "slash_commands": [
            {
                "command": COMMAND,
                "description": "Ask the documents; only you see the answer.",
                "usage_hint": "How often must the board meet?",
                "should_escape": True,
            }
            | _at(events_url, "url")
        ],
    }


def _at(url: str, *names: str) -> dict[str, str]:
    """Socket Mode has no addresses."""
    return dict.fromkeys(names, url) if url else {}
