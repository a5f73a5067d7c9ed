"""What each job does: it asks the service, renders, and hands over to be delivered."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from typing import Any, cast

from assistant.answer_log import Verdict
from assistant.answers import Answer
from assistant.service import Service
from assistant.slack.bindings import Binding, Bindings
from assistant.slack.blocks import Shown, answer_message
from assistant.slack.delivery import DeclinedError, Delivery, ThrottledError, UnreachableError
from assistant.slack.dialogue import settings_view
from assistant.slack.jobs import Inbox, Job
from assistant.slack.messages import told
from assistant.slack.places import Place
from assistant.slack.scopes import Allowed, allowed, restricted_ids, uses
from assistant.slack.sources import words_message

_log = logging.getLogger(__name__)

ASK, CHOOSE, WORDS, SHARE, JUDGE = "ask", "choose", "words", "share", "judge"
PROMPTS, SETTINGS, BIND, TELL = "prompts", "settings", "bind", "tell"

_LOOKING = "is looking in the documents…"
_NO_ADMINISTRATOR = "Only an administrator of this workspace can change what a channel is set to."
_RESTRICTED = (
    "This answer shows words of a document that only you may see here, so it is not shared. Ask "
    "in the channel to get what everyone may see."
)


class Replier:
    """Does jobs, one at a time each; safe for many threads."""

    def __init__(
        self,
        service: Service,
        delivery: Delivery,
        inbox: Inbox,
        bindings: Bindings,
    ) -> None:
        self._service = service
        self._delivery = delivery
        self._inbox = inbox
        self._bindings = bindings
        self._tasks: dict[str, Callable[[Job], None]] = {
            ASK: self._ask,
            CHOOSE: self._choose,
            WORDS: self._words,
            SHARE: self._share,
            JUDGE: self._judge,
            PROMPTS: self._prompts,
            SETTINGS: self._settings,
            BIND: self._bind,
            TELL: self._tell,
        }

    def do(self, job: Job) -> None:
        """Do one job.

        Raises:
            NoticesError: the corpus or a store cannot be used.
            ThrottledError, UnreachableError, DeclinedError: Slack did not take what was said.
        """
        self._tasks[job.task](job)

    def _ask(self, job: Job) -> None:
        self._answer(job, str(job.words["question"]))

    def _choose(self, job: Job) -> None:
        """The question that a person chose among those of a ``clarify``."""
        answer_id, _, number = str(job.words["value"]).partition(":")
        options = self._service.answers.answer(answer_id).options
        self._answer(job, options[int(number) - 1])

    def _answer(self, job: Job, question: str) -> None:
        place = job.place
        if job.sending and self._delivery.posted(place, job.id):
            return
        if place.direct:
            self._quietly(lambda: self._delivery.status(place, _LOOKING))
        answer = self._service.ask(
            question, lambda read: self._allowed(place, read).scope, self._conversation(place)
        )
        self._keep_restricted(place, answer)
        note = self._allowed(place, answer.read_as or question).note
        asked = question if job.task == CHOOSE or job.words.get("show_question") else ""
        shown = Shown(self._service.settings.public_url, note, asked, bool(place.response_url))
        self._inbox.sending(job)
        self._delivery.reply(place, answer_message(answer, shown), job.id)
        if place.direct and job.words.get("opens"):
            self._quietly(lambda: self._delivery.title(place, question))

    def _conversation(self, place: Place) -> str:
        """The conversation of a place: one for each thread, and apart for whoever is answered
        alone. Its id is nothing that others could guess and ask on from."""
        secret = self._service.settings.slack_bot_token.encode()
        return "slack-" + hmac.new(secret, place.lane.encode(), sha256).hexdigest()[:32]

    def _allowed(self, place: Place, question: str) -> Allowed:
        read = self._service.assistant.understand(question)
        return allowed(
            place,
            self._bindings,
            self._restricted(),
            names_councils=bool(read.councils) or read.everywhere,
            names_kinds=bool(read.kinds),
        )

    def _restricted(self) -> frozenset[str]:
        return restricted_ids(self._service.entries(), self._service.settings.slack_restricted)

    def _keep_restricted(self, place: Place, answer: Answer) -> None:
        """The last look before anything is said to many: it must hold whatever came before."""
        if not place.private and uses(answer, self._restricted()):
            raise PermissionError("a restricted document in an answer to many")

    def _words(self, job: Job) -> None:
        answer = self._service.answers.answer(str(job.words["answer"]))
        self._delivery.whisper(job.place, words_message(answer, self._service.settings.public_url))

    def _share(self, job: Job) -> None:
        answer = self._service.answers.answer(str(job.words["answer"]))
        if uses(answer, self._restricted()):
            self._delivery.whisper(job.place, told(_RESTRICTED))
            return
        shown = Shown(self._service.settings.public_url, asked=answer.question)
        self._delivery.share(job.place, answer_message(answer, shown))

    def _judge(self, job: Job) -> None:
        verdict, _, answer_id = str(job.words["value"]).partition(":")
        self._service.answers.judge(answer_id, cast(Verdict, verdict))
        self._delivery.whisper(job.place, told("Thank you. That helps to make answers better."))

    def _prompts(self, job: Job) -> None:
        if questions := self._service.suggester.suggested(4, self._restricted()):
            self._delivery.prompts(job.place.channel, questions)

    def _settings(self, job: Job) -> None:
        if not self._delivery.administrator(job.place.user):
            self._delivery.whisper(job.place, told(_NO_ADMINISTRATOR))
            return
        bound = self._bindings.of(job.place.channel)
        self._delivery.open_view(str(job.words["trigger"]), settings_view(job.place.channel, bound))

    def _bind(self, job: Job) -> None:
        if not self._delivery.administrator(job.place.user):
            self._delivery.whisper(job.place, told(_NO_ADMINISTRATOR))
            return
        binding = Binding(tuple(job.words["councils"]), tuple(job.words["kinds"]))
        self._bindings.bind(job.place.channel, binding, job.place.user)
        words = (
            f"From now on, questions in this channel are about {binding.words}, unless they name "
            "something else."
            if binding.words
            else "From now on, questions in this channel are about every document."
        )
        self._delivery.whisper(job.place, told(words))

    def _tell(self, job: Job) -> None:
        self._delivery.whisper(job.place, told(str(job.words["words"])))

    def _quietly(self, call: Callable[[], Any]) -> None:
        """What is only an ornament: an answer never waits or fails for it."""
        with suppress(ThrottledError, UnreachableError):
            try:
                call()
            except DeclinedError as error:
                _log.info("Slack declined an ornament: %s", error.reason)
