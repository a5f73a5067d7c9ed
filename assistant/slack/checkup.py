"""What ``notices doctor`` finds out about the Slack bot: tokens, scopes, and a way in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.doctor import Finding
from assistant.settings import Settings
from assistant.slack.delivery import (
    DeclinedError,
    Delivery,
    ThrottledError,
    UnreachableError,
    web_client,
)
from assistant.slack.manifest import SCOPES

_AWAY = "Slack cannot be reached, so this was not examined"
_MEND_AWAY = "Check the connection and NOTICES_SLACK_API, then run this again."


def examine_slack(settings: Settings) -> Iterator[Finding]:
    """Each finding in turn. Asks Slack who the tokens belong to; nothing is posted."""
    if not (settings.slack_bot_token or settings.slack_app_token or settings.slack_signing_secret):
        yield Finding("Slack", "ok", "not set up; docs/slack.md says how")
        return
    yield _bot(settings)
    yield _way_in(settings)
    if not settings.public_url:
        what = "NOTICES_PUBLIC_URL is not set, so sources in Slack lead nowhere"
        yield Finding("Slack links", "note", what, "Set it to where people reach the web page.")


def _bot(settings: Settings) -> Finding:
    if not settings.slack_bot_token:
        mend = "Copy it from the app's page, “OAuth & Permissions”; it begins with xoxb-."
        return Finding("Slack bot", "wrong", "SLACK_BOT_TOKEN is not set", mend)
    try:
        told = Delivery(web_client(settings.slack_bot_token, settings.slack_api)).identity()
    except DeclinedError as error:
        mend = "Copy it again from the app's page, “OAuth & Permissions”; it begins with xoxb-."
        what = f"Slack does not accept SLACK_BOT_TOKEN ({error.reason})"
        return Finding("Slack bot", "wrong", what, mend)
    except (ThrottledError, UnreachableError):
        return Finding("Slack bot", "wrong", _AWAY, _MEND_AWAY)
    missing = sorted(SCOPES.keys() - _granted(told.headers))
    if missing:
        mend = "Add them on the app's page, “OAuth & Permissions”, then install it again."
        return Finding("Slack bot", "wrong", f"scopes missing: {', '.join(missing)}", mend)
    what = f"{told.get('user')} in {told.get('team')}, all {len(SCOPES)} scopes granted"
    return Finding("Slack bot", "ok", what)


def _way_in(settings: Settings) -> Finding:
    """Socket Mode needs the app's own token, HTTP mode the signing secret; one will do."""
    if settings.slack_app_token:
        return _socket(settings)
    if settings.slack_signing_secret:
        return Finding("Slack mode", "ok", "HTTP: notices serve takes POST /slack/events")
    mend = (
        "For Socket Mode set SLACK_APP_TOKEN; for HTTP mode SLACK_SIGNING_SECRET. docs/slack.md "
        "says where they are."
    )
    return Finding("Slack mode", "wrong", "nothing lets Slack's messages in", mend)


def _socket(settings: Settings) -> Finding:
    delivery = Delivery(web_client("", settings.slack_api))
    try:
        delivery.socket(settings.slack_app_token)
    except DeclinedError as error:
        mend = "Make a new one with the scope connections:write; it begins with xapp-."
        what = f"Slack does not accept SLACK_APP_TOKEN ({error.reason})"
        return Finding("Slack mode", "wrong", what, mend)
    except (ThrottledError, UnreachableError):
        return Finding("Slack mode", "wrong", _AWAY, _MEND_AWAY)
    return Finding("Slack mode", "ok", "Socket Mode: notices slack can connect")


def _granted(headers: Mapping[str, object]) -> frozenset[str]:
    """The scopes of a token, as Slack names them beside each answer."""
    for name, value in headers.items():
        if name.lower() == "x-oauth-scopes":
            first = value[0] if isinstance(value, list) else value
            return frozenset(each.strip() for each in str(first).split(","))
    return frozenset()
