"""Asking over HTTP: answers whole and as events, scopes, passages, answers opened again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serving import QUESTION, Served, copied, reading_room, served


def ask(question: str = QUESTION, **more: Any) -> Any:
    """The JSON of a whole answer."""
    response = reading_room().here.post("/v1/ask", json={"question": question, **more})
    assert response.status_code == 200, response.text
    return response.json()


def events(**body: Any) -> list[tuple[str, Any]]:
    """The names and data of an answer's events."""
    headers = {"Accept": "text/event-stream"}
    response = reading_room().here.post("/v1/ask", json=body, headers=headers)
    assert response.headers["content-type"].startswith("text/event-stream")
    made = []
    for block in response.text.strip().split("\n\n"):
        name, data = block.split("\n")
        made.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return made


def test_an_answer_has_the_contract_s_names() -> None:
    """Other programs rely on them."""
    answer = ask(conversation_id="c-1")
    assert answer["status"] == "answered"
    assert "every four weeks" in answer["text"]
    assert set(answer) >= {
        "id", "question", "status", "text", "statements", "citations", "options", "nearest",
        "scope", "corpus", "mode", "timings_ms",
    }  # fmt: skip
    assert set(answer["citations"][0]) >= {
        "number", "quote", "prefix", "suffix", "document", "page", "clause", "headings", "start",
        "end", "url",
    }  # fmt: skip
    assert set(answer["scope"]) == {"councils", "kinds", "from", "to", "because"}
    assert answer["conversation_id"] == "c-1"
    assert answer["question"] == QUESTION


def test_each_quotation_is_found_in_the_stored_text() -> None:
    """Character for character, by the text that the API itself gives."""
    client = reading_room().here
    for citation in ask()["citations"]:
        text = client.get(f"/v1/documents/{citation['document']['id']}/text").text
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_a_scope_narrows_what_is_searched() -> None:
    """A council in any spelling, kinds, and dates of any precision."""
    question = "How often must the Improvement Board meet?"
    answer = ask(question, scope={"councils": ["KELDER "]})
    assert answer["scope"]["councils"] == ["Kelder"]
    assert {c["document"]["councils"][0] for c in answer["citations"]} == {"Kelder"}
    nothing = ask(question, scope={"councils": ["Kelder"], "from": "2050"})
    assert nothing["status"] == "not_found"
    assert nothing["scope"]["from"] == "2050-01-01"
    assert ask(question, scope={"kinds": ["legislation"]})["status"] == "not_found"


def test_a_scope_never_widens_a_question() -> None:
    """A fact of one council answers no question about another, whoever asks for it."""
    answer = ask(QUESTION, scope={"councils": ["Fernshire"]})
    assert "every four weeks" not in answer["text"]


@pytest.mark.parametrize(
    ("scope", "status"),
    [
        ({"councils": ["Nowhere-on-Sea"]}, 400),
        ({"from": "2013", "to": "2012"}, 400),
        ({"from": "2012-02-30"}, 422),
        ({"from": "last year"}, 422),
        ({"kinds": ["novel"]}, 422),
        ({"council": ["Kelder"]}, 422),
        ({"councils": "Kelder"}, 422),
    ],
)
def test_a_scope_that_cannot_be_meant_is_refused(scope: dict[str, Any], status: int) -> None:
    """A scope that was silently ignored would answer from the wrong documents."""
    response = reading_room().here.post("/v1/ask", json={"question": QUESTION, "scope": scope})
    assert response.status_code == status
    assert response.json()["detail"]


def test_events_come_in_order_and_end_with_the_whole_answer() -> None:
    """Statements and citations are those of the answer."""
    made = events(question="What must Kelder's plans include?", conversation_id="c-2")
    names = [name for name, _ in made]
    assert names[0] == "status"
    assert names[-1] == "answer"
    answer = made[-1][1]
    assert [data for name, data in made if name == "statement"] == answer["statements"]
    assert [data for name, data in made if name == "citation"] == answer["citations"]
    assert answer["statements"] and answer["conversation_id"] == "c-2"
    assert names == sorted(names, key=["status", "statement", "citation", "answer"].index)


def test_while_a_question_waits_its_stream_stays_awake(
    shop: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a proxy between takes the silence for an end."""
    monkeypatch.setattr("assistant.api.asking._PING_S", 0.001)
    headers = {"Accept": "text/event-stream"}
    text = shop.here.post("/v1/ask", json={"question": QUESTION}, headers=headers).text
    assert "\n: ping\n" in text
    assert text.rstrip().rpartition("\n\n")[2].startswith("event: answer")


def test_a_fault_in_the_middle_is_an_event(shop: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """The status is sent already, so an event tells it; no half answer looks whole."""

    def fails(answer: object) -> None:
        raise RuntimeError("Quillfeather")

    monkeypatch.setattr(shop.service.answers, "keep", fails)
    headers = {"Accept": "text/event-stream"}
    text = shop.here.post("/v1/ask", json={"question": QUESTION}, headers=headers).text
    assert "event: error" in text and "event: answer" not in text
    assert "Quillfeather" not in text


def test_a_question_that_is_none_is_refused_in_words() -> None:
    """With the status of the answer, not of HTTP."""
    assert ask("?!")["status"] == "refused"
    assert ask("x" * 3000)["status"] == "refused"


def test_passages_are_ranked_and_cited() -> None:
    """Best first, no more than asked for, each as an answer would cite it."""
    response = reading_room().here.post(
        "/v1/search",
        json={"query": "audit of case files", "scope": {"councils": ["Kelder"]}, "limit": 3},
    )
    found = response.json()
    assert found["count"] == len(found["passages"]) == 3
    scores = [each["score"] for each in found["passages"]]
    assert scores == sorted(scores, reverse=True)
    assert {each["citation"]["document"]["councils"][0] for each in found["passages"]} == {"Kelder"}
    assert [each["citation"]["number"] for each in found["passages"]] == [1, 2, 3]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Served]:
    """An application of the test's own."""
    with served(copied(tmp_path / "home")) as made:
        yield made


def test_an_answer_can_be_opened_again_and_judged(shop: Served) -> None:
    """By its id; the verdict is kept for the export."""
    answer = shop.here.post("/v1/ask", json={"question": QUESTION}).json()
    assert shop.here.get(f"/v1/answers/{answer['id']}").json() == answer
    said = {"verdict": "unhelpful", "comment": "too long"}
    response = shop.here.post(f"/v1/answers/{answer['id']}/feedback", json=said)
    assert response.json() == {"answer_id": answer["id"], **said}
    (kept,) = shop.service.answers.feedback()
    assert (kept.verdict, kept.comment, kept.answer.question) == ("unhelpful", "too long", QUESTION)


def test_an_answer_that_is_not_kept_is_not_found(shop: Served) -> None:
    """To open and to judge."""
    assert shop.here.get("/v1/answers/nothing").status_code == 404
    said = {"verdict": "helpful"}
    assert shop.here.post("/v1/answers/nothing/feedback", json=said).status_code == 404
    wrong = {"verdict": "so-so"}
    assert shop.here.post("/v1/answers/nothing/feedback", json=wrong).status_code == 422
