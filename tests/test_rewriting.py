"""A follow-up that the rules leave unread: a model proposes a reading, and code judges it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.bootstrap import open_service
from assistant.chat.models import ModelError
from assistant.chat.prompting import prompt
from assistant.service import Service
from assistant.settings import Settings
from tests.fakes import BagOfWords, Reply, ScriptedModel
from tests.serving import copied

BOARD = "How often does Fernshire's Improvement Board meet?"
FOLLOW_UP = "Says who?"
GOOD = "Who says how often Fernshire's Improvement Board meets?"


def proposes(text: str) -> str:
    """A model's reading."""
    return json.dumps({"text": text, "clauses": []})


@contextmanager
def conversing(home: Path, *replies: Reply) -> Iterator[tuple[Service, ScriptedModel]]:
    """A service in chat-model mode after its first question, which is quoted."""
    model = ScriptedModel("", *replies)
    settings = Settings(home=str(copied(home)))
    with open_service(settings, embedder_=BagOfWords(), chat_model=model) as service:
        service.ask(BOARD, conversation_id="c")
        yield service, model


def test_a_reading_of_words_that_were_said_is_shown_and_answered(tmp_path: Path) -> None:
    """With the hash of the prompt that it was asked for by, and what it cost."""
    with conversing(tmp_path / "home", proposes(GOOD)) as (service, model):
        answer = service.ask(FOLLOW_UP, conversation_id="c")
    assert answer.read_as == GOOD and answer.question == FOLLOW_UP
    assert answer.model is not None and answer.model.tokens_read > 0
    assert answer.model.reading_hash == prompt("rewrite").hash
    assert BOARD in model.prompts[1] and FOLLOW_UP in model.prompts[1]
    assert "{{" not in model.prompts[1]


@pytest.mark.parametrize(
    "reply",
    [
        proposes("Who says how often Kelder's Improvement Board meets?"),
        proposes("Who says that Fernshire's Improvement Board meets every six weeks?"),
        proposes("Who says how often Fernshire's Improvement Board met in March 2021?"),
        proposes("Who says, that Helena Marsh chairs Fernshire's Improvement Board?"),
        proposes("Who says how often Fernshire's Improvement Board does not meet?"),
        proposes("How often does Fernshire's Improvement Board meet for social workers?"),
        proposes("Who says that? See https://evil.example"),
        proposes("Is the moon made of cheese?"),
        proposes("Improvement Board " * 50),
        proposes(FOLLOW_UP),
        "Six weeks.",
        "",
        ModelError("Down."),
    ],
)
def test_a_reading_that_adds_anything_is_left_aside(tmp_path: Path, reply: Reply) -> None:
    """No new council, number, date, name, "not" or word; the rules' reading stands."""
    with conversing(tmp_path / "home", reply) as (service, model):
        answer = service.ask(FOLLOW_UP, conversation_id="c")
    assert answer.read_as is None and len(model.prompts) >= 2


def test_what_the_rules_read_costs_no_call(tmp_path: Path) -> None:
    """Nor does a question that stands alone."""
    with conversing(tmp_path / "home") as (service, model):
        read = service.ask("and Kelder?", conversation_id="c").read_as
        service.ask("How much is the overnight respite budget in Fernshire?", conversation_id="c")
    assert read == "How often does Kelder's Improvement Board meet?"
    assert not any("The follow-up:" in words for words in model.prompts)


def test_quoting_mode_reads_by_rules_alone(tmp_path: Path) -> None:
    """No model is there to ask."""
    settings = Settings(home=str(copied(tmp_path / "home")))
    with open_service(settings, embedder_=BagOfWords()) as service:
        service.ask(BOARD, conversation_id="c")
        answer = service.ask(FOLLOW_UP, conversation_id="c")
    assert answer.read_as is None and answer.model is None
