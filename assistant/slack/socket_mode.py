"""Socket Mode: the bot calls Slack, so that nothing from outside need reach the council."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError

from assistant.slack.bot import Bot, SlackAwayError, SlackSetupError
from assistant.slack.delivery import web_client


@contextmanager
def connected(bot: Bot, *, pings: float = 10.0) -> Iterator[None]:
    """A connection to Slack that is mended by itself while the context lasts.

    Every so many seconds (``pings``) it is looked after.

    Raises:
        SlackSetupError: a token is missing or not accepted.
        SlackAwayError: Slack cannot be reached.
    """
    token = bot.settings.slack_app_token
    if not token:
        raise SlackSetupError(
            "SLACK_APP_TOKEN is not set. Make one on the app's page, “Basic Information”, "
            "“App-Level Tokens”, with the scope connections:write; it begins with xapp-."
        )
    bot.identity.learn()
    client = web_client("", bot.settings.slack_api)
    handler = SocketModeHandler(bot.app, token, web_client=client, ping_interval=pings)
    try:
        _connect(handler)
        yield
    finally:
        handler.close()  # type: ignore[no-untyped-call]  # Bolt's own


def _connect(handler: SocketModeHandler) -> None:
    try:
        handler.connect()  # type: ignore[no-untyped-call]  # Bolt's own
    except SlackApiError as error:
        raise SlackSetupError(
            f"Slack does not accept SLACK_APP_TOKEN ({error.response.get('error')}). Make a new "
            "one with the scope connections:write; it begins with xapp-."
        ) from error
    except OSError as error:
        raise SlackAwayError from error
