"""Bot: Bolt's app, the queue and its workers over one service; both modes use it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from slack_bolt import App, BoltResponse
from slack_bolt.authorization import AuthorizeResult

from assistant.ledger import Ledger
from assistant.service import Service
from assistant.settings import Settings
from assistant.slack.bindings import Bindings
from assistant.slack.delivery import (
    DeclinedError,
    Delivery,
    ThrottledError,
    UnreachableError,
    web_client,
)
from assistant.slack.desk import Desk
from assistant.slack.jobs import Inbox
from assistant.slack.ledger import open_ledger
from assistant.slack.listeners import register
from assistant.slack.replying import Replier
from assistant.slack.threads import Threads
from assistant.slack.working import PATIENCE, Workers
from ingest.errors import NoticesError

# Bolt writes bodies of requests into its log at lower levels; they hold questions.
_BOLT_LOG = logging.getLogger("assistant.slack.bolt")
_BOLT_LOG.setLevel(logging.ERROR)


class SlackSetupError(NoticesError):
    """A token is missing or is not accepted."""

    status = 400


class SlackAwayError(NoticesError):
    """Slack cannot be reached."""

    status = 503

    def __init__(self) -> None:
        super().__init__("Slack cannot be reached. Check the connection, then try again.")


@dataclass(frozen=True)
class Bot:
    """A running bot. ``app`` takes requests; what they ask for is done by its workers."""

    app: App
    ledger: Ledger
    inbox: Inbox
    identity: Identity
    settings: Settings


class Identity:
    """Who the bot is in its workspace; learnt from Slack once, kept from then on."""

    def __init__(self, delivery: Delivery, token: str) -> None:
        self._delivery = delivery
        self._token = token
        self._known: AuthorizeResult | None = None
        self._learning = Lock()

    def learn(self) -> AuthorizeResult:
        """The identity.

        Raises:
            SlackSetupError: Slack does not accept the token.
            SlackAwayError: Slack cannot be reached.
        """
        with self._learning:
            if self._known is None:
                self._known = self._asked()
            return self._known

    def _asked(self) -> AuthorizeResult:
        try:
            response = self._delivery.identity()
        except DeclinedError as error:
            raise SlackSetupError(
                f"Slack does not accept SLACK_BOT_TOKEN ({error.reason}). Copy it again from the "
                "app's page, “OAuth & Permissions”; it begins with xoxb-."
            ) from error
        except (ThrottledError, UnreachableError) as error:
            raise SlackAwayError from error
        return AuthorizeResult.from_auth_test_response(
            auth_test_response=response, bot_token=self._token
        )


@contextmanager
def open_bot(
    service: Service, *, patience: float = PATIENCE, clock: Callable[[], float] = time.time
) -> Iterator[Bot]:
    """A bot over a service, its workers running until the end.

    ``patience`` is how many seconds pass before what failed is tried again.

    Raises:
        SlackSetupError: no token is set.
        LedgerError: the bot's file cannot be used.
    """
    settings = service.settings
    if not settings.slack_bot_token:
        raise SlackSetupError(
            "SLACK_BOT_TOKEN is not set. docs/slack.md says how to make the app and where its "
            "tokens are."
        )
    ledger = open_ledger(settings.home_path)
    inbox, threads = Inbox(ledger, int(settings.slack_queue), clock), Threads(ledger)
    client = web_client(settings.slack_bot_token, settings.slack_api)
    delivery = Delivery(client)
    identity = Identity(delivery, settings.slack_bot_token)
    workers = Workers(inbox, Replier(service, delivery, inbox, Bindings(ledger)), threads, patience)
    desk = Desk(inbox, threads, workers.wake, service.library.councils)
    app = _bolt(settings, identity)
    register(app, desk)
    workers.start()
    try:
        yield Bot(app, ledger, inbox, identity, settings)
    finally:
        workers.stop()
        ledger.close()


def _bolt(settings: Settings, identity: Identity) -> App:
    """Bolt's app. Listeners are quick, so they run before the acknowledgement: what was
    acknowledged is kept."""

    def authorize() -> AuthorizeResult:
        return identity.learn()

    client = web_client("", settings.slack_api)
    app = App(
        logger=_BOLT_LOG,
        name="notices",
        process_before_response=True,
        signing_secret=settings.slack_signing_secret,
        client=client,
        authorize=authorize,
        attaching_conversation_kwargs_enabled=False,
    )
    app.error(_failed)
    return app


def _failed(error: Exception) -> BoltResponse:
    """What a request gets that could not be taken: Slack delivers it again after a 503, and
    what cannot be read was no request of Slack's."""
    if isinstance(error, NoticesError):
        _BOLT_LOG.error("a request was not taken: %s", type(error).__name__)
        return BoltResponse(status=503, body="")
    _BOLT_LOG.error("a request could not be read: %s", type(error).__name__)
    return BoltResponse(status=400, body="")
