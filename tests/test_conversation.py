"""Follow-ups: read after the question before, decided anew on evidence, kept and forgotten."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.answers import Answer
from assistant.bootstrap import open_service
from assistant.conversation.mentions import council_mentions, names
from assistant.conversation.reading import reading
from assistant.service import Service
from assistant.settings import Settings
from tests.corpora import TWO_COUNCILS, councils_of, fill, two_councils, write
from tests.fakes import BagOfWords

DIALOGUES = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "eval/datasets/dialogues.jsonl")
    .read_text("utf-8")
    .splitlines()
]
BOARD = "How often does Fernshire's Improvement Board meet?"
KNOWN = ("Fernshire", "Kelder")


def _after(question: str, follow_up: str) -> str | None:
    last = Answer(id="1", question=question, status="answered", text="Said.")
    return reading(follow_up, last, KNOWN)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus folder with the papers of both councils."""
    folder = tmp_path_factory.mktemp("conversations")
    fill(folder / "home", write(folder / "papers", TWO_COUNCILS))
    return folder / "home"


@pytest.fixture
def service(papers: Path) -> Iterator[Service]:
    """A service over it, with what it keeps."""
    with open_service(Settings(home=str(papers)), embedder_=BagOfWords()) as made:
        yield made


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda each: each["id"])
def test_each_turn_is_read_as_it_was_meant(dialogue: dict[str, Any]) -> None:
    """The reading, what it was answered with, and no other council's paper than it names."""
    known = two_councils().assistant.library.councils()
    last: Answer | None = None
    for turn in dialogue["turns"]:
        read_as = reading(turn["ask"], last, known)
        assert read_as == turn["read_as"], dialogue["about"]
        answer = two_councils().ask(read_as or turn["ask"])
        answer = replace(answer, question=turn["ask"], read_as=read_as)
        assert answer.status == turn.get("status", answer.status), answer.text
        assert all(words in answer.text for words in turn.get("holds", ()))
        named = names(council_mentions(read_as or turn["ask"], known))
        if len(named) == 1:
            cited = {name for each in answer.citations for name in each.document.councils}
            assert cited <= set(named)
        last = answer if answer.status != "refused" else last


def test_there_are_enough_dialogues_and_each_stands_once() -> None:
    """Sixty at the least, so that a rule is not made for one of them."""
    assert len({each["id"] for each in DIALOGUES}) == len(DIALOGUES) >= 60
    assert len({json.dumps(each["turns"]) for each in DIALOGUES}) == len(DIALOGUES)


@pytest.mark.parametrize("turn", [d["turns"][0] for d in DIALOGUES], ids=lambda each: each["ask"])
def test_a_first_question_is_left_alone(turn: dict[str, Any]) -> None:
    """There is nothing before it to read it after."""
    assert reading(turn["ask"], None, KNOWN) is None


@pytest.mark.parametrize(
    "question",
    [
        "What needs to improve in Kelder?",
        "Who chairs the Improvement Board in Kelder?",
        "How many children were waiting for a mentor in Kelder in 2023?",
        "Does Kelder have to publish one?",
        "Did they meet in Kelder?",
        "And what must their plans contain in Kelder?",
        "What about the plans in Kelder?",
        "by when in Kelder?",
        "who checks that in Kelder?",
        "Kelder",
        "the same for Kelder please",
    ],
)
def test_no_council_is_carried_into_a_question_that_names_another(question: str) -> None:
    """Whatever was asked before, what is read names Kelder and nobody else."""
    for before in {d["turns"][0]["ask"] for d in DIALOGUES}:
        read_as = _after(before, question) or question
        assert names(council_mentions(read_as, KNOWN)) == ("Kelder",), (before, read_as)


@pytest.mark.parametrize("before", sorted({d["turns"][0]["ask"] for d in DIALOGUES}))
def test_a_reading_is_a_sentence_that_reads_as_itself(before: str) -> None:
    """A capital, a mark, no doubled space; asked again, it is left alone."""
    for follow_up in ("and Kelder?", "by when?", "who?", "why?", "who checks that?", "list them"):
        read_as = _after(before, follow_up)
        if read_as:
            assert read_as[0].isupper() or not read_as[0].isalpha()
            assert read_as[-1] in "?." and "  " not in read_as
            assert _after(before, read_as) is None, read_as


@pytest.mark.parametrize("noise", ["", "   ", "?", "7", "\u200b", "and", "and and", "zxqv", "🧸"])
def test_noise_after_a_question_breaks_nothing(noise: str) -> None:
    """Whatever is typed, something readable comes of it or it is left as it is."""
    read_as = _after(BOARD, noise)
    assert read_as is None or read_as.strip()


def test_an_offered_question_is_chosen_by_its_place() -> None:
    """A question back is answered with a number, an ordinal or the council's name."""
    asked = "How often must the board visit a home?"
    offered = tuple(f"How often must the board visit a home in {name}?" for name in KNOWN)
    back = Answer("1", asked, "clarify", "Which council do you mean?", options=offered)
    for chosen in ("2", "the second one", "number 2", "the last one please", "Kelder", "in Kelder"):
        assert reading(chosen, back, KNOWN) == offered[1]


def test_the_answer_says_how_a_follow_up_was_read(service: Service) -> None:
    """``question`` is what was typed, ``read_as`` what was answered; both are in the JSON."""
    first = service.ask(BOARD)
    second = service.ask("and Kelder?", conversation_id=first.conversation_id)
    assert first.read_as is None and first.as_json()["read_as"] is None
    assert second.question == "and Kelder?"
    assert second.as_json()["read_as"] == "How often does Kelder's Improvement Board meet?"
    assert second.conversation_id == first.conversation_id
    assert "four weeks" in second.text and councils_of(second) == {"Kelder"}


def test_an_unknown_conversation_begins_anew(service: Service) -> None:
    """Nothing is read into its first question, and an id of the client's own is kept."""
    answer = service.ask("and Kelder?", conversation_id="a-client-s-own")
    assert answer.read_as is None and answer.conversation_id == "a-client-s-own"
    for none in (None, ""):
        begun = service.ask("and Kelder?", conversation_id=none)
        assert begun.read_as is None and begun.conversation_id not in (None, "", "a-client-s-own")


def test_two_conversations_are_kept_apart(service: Service) -> None:
    """Each follow-up is read after its own conversation's last question."""
    one = service.ask(BOARD).conversation_id
    other = service.ask("What needs to improve in Fernshire?").conversation_id
    read_as = [service.ask("and Kelder?", conversation_id=each).read_as for each in (one, other)]
    assert read_as == [
        "How often does Kelder's Improvement Board meet?",
        "What needs to improve in Kelder?",
    ]


def test_a_conversation_outlives_the_process(papers: Path) -> None:
    """It is kept in the corpus folder, and goes on where it was left."""
    settings = Settings(home=str(papers))
    with open_service(settings, embedder_=BagOfWords()) as first:
        begun = first.ask(BOARD).conversation_id
    with open_service(settings, embedder_=BagOfWords()) as second:
        assert second.ask("and Kelder?", conversation_id=begun).read_as


def test_a_conversation_is_forgotten_wholly(service: Service, papers: Path) -> None:
    """Its answers go with it, and no byte of its questions stays in a file."""
    begun = service.ask("How often does Fernshire's zebra-crossing patrol meet?").conversation_id
    assert begun is not None
    assert service.forget(begun) and not service.forget(begun)
    assert service.ask("and Kelder?", conversation_id=begun).read_as is None
    for name in ("answers.sqlite3", "conversations.sqlite3"):
        with sqlite3.connect(papers / name) as at:
            at.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert b"zebra-crossing" not in (papers / name).read_bytes()


def test_conversations_expire(papers: Path) -> None:
    """What nobody went on with for longer than the setting allows is deleted on opening."""
    settings = Settings(home=str(papers), keep_conversations_days=3)
    with open_service(settings, embedder_=BagOfWords()) as service:
        kept, old = (service.ask(BOARD) for _ in range(2))
    long_ago = (dt.datetime.now(dt.UTC) - dt.timedelta(days=4)).isoformat()
    with sqlite3.connect(papers / "conversations.sqlite3") as at:
        at.execute("UPDATE turn SET asked_at = ? WHERE answer = ?", (long_ago, old.id))
    with open_service(settings, embedder_=BagOfWords()) as service:
        known = service.conversations.conversations()
    assert kept.conversation_id in known and old.conversation_id not in known


def test_a_refused_line_does_not_break_the_thread(service: Service) -> None:
    """A follow-up is read after the last question that was one."""
    begun = service.ask(BOARD).conversation_id
    assert service.ask("???", conversation_id=begun).status == "refused"
    assert service.ask("and Kelder?", conversation_id=begun).read_as
