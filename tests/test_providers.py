"""Chat-model mode with each provider's own client and wire, asked through the API.

The servers are local and scripted; see ``model_servers``. What goes wrong with a provider ends
in the quoting answer, with the reason in ``model.fallback``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.chat import calling
from tests.model_servers import AZURE_KEY, Script, provider
from tests.serving import QUESTION, copied, reading_room, served

SAID = "Kelder's Improvement Board will meet every four weeks."


def says(*texts: str) -> Any:
    """A reply of statements that cite every clause of the prompt."""

    def reply(words: str) -> str:
        keys = re.findall(r"^\[(c[0-9a-f]{6})\]", words, re.M)
        return json.dumps({"statements": [{"text": text, "clauses": keys} for text in texts]})

    return reply


@dataclass(frozen=True)
class Provider:
    """The settings of one provider, as the README gives them, and where it is asked."""

    model: str
    path: str
    key: str | None


PROVIDERS = {
    "openai": Provider("openai:small", "/v1/chat/completions", "Bearer none"),
    "azure": Provider(
        "azure_openai:my-deployment",
        "/openai/deployments/my-deployment/chat/completions?api-version=2024-10-21",
        AZURE_KEY,
    ),
    "ollama": Provider("ollama:llama3.1", "/api/chat", None),
}


@pytest.fixture(params=PROVIDERS)
def which(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """Each provider in turn, with no wait between tries."""
    if request.param == "ollama":
        pytest.importorskip("langchain_ollama", reason="NOT TESTED: langchain-ollama is missing")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setattr(calling, "FIRST_WAIT", 0.0)
    return PROVIDERS[request.param]


@contextmanager
def asking(home: Path, which: Provider, script: Script, **settings: Any) -> Iterator[Any]:
    """A function from a question to its answer's JSON, over the API."""
    with provider(script) as url, pytest.MonkeyPatch.context() as patch:
        if which.model.startswith("azure"):
            patch.setenv("AZURE_OPENAI_ENDPOINT", url)
            patch.setenv("AZURE_OPENAI_API_KEY", AZURE_KEY)
            patch.setenv("OPENAI_API_VERSION", "2024-10-21")
            where = ""
        else:
            where = f"{url}/v1" if which.model.startswith("openai") else url
        with served(copied(home), model=which.model, model_url=where, **settings) as at:
            yield lambda question: at.here.post("/v1/ask", json={"question": question}).json()


def test_each_provider_is_asked_in_its_own_way(tmp_path: Path, which: Provider) -> None:
    """Its path, its key, its schema; the tokens are those that it counted."""
    script = Script(says(SAID))
    with asking(tmp_path / "home", which, script) as ask:
        answer = ask(QUESTION)
    assert (answer["mode"], answer["text"]) == ("chat", f"{SAID} [1]")
    assert script.paths == [which.path] and script.keys == [which.key]
    held = script.bodies[0].get("format") or script.bodies[0]["response_format"]
    assert "statements" in json.dumps(held)
    if which.path == "/api/chat":  # else Ollama reads 4096 tokens, and cuts off the rest
        assert script.bodies[0]["options"]["num_ctx"] == 8192
    model = answer["model"]
    assert (model["tokens_read"], model["tokens_written"]) == (321, 45)
    assert model["name"] == which.model and model["fallback"] is None


@pytest.mark.parametrize(
    ("script", "told", "calls"),
    [
        (Script(status=401), "refuses the key", 1),
        (Script(status=403), "refuses the key", 1),
        (Script(status=404), "does not have this model", 1),
        (Script(status=429, headers={"Retry-After": "0"}), "busy", 3),
        (Script(status=429, headers={"Retry-After": "3600"}), "busy", 1),
        (Script(status=500), "does not answer", 3),
        (Script(says(SAID), cut=1), "does not answer", 1),
        (Script(says(SAID), garbled=True), "does not answer", 1),
        (Script(says(SAID), stalls=0), "too long", 1),
        (Script(says(SAID), stalls=2), "too long", 1),
        (Script(lambda words: "I would rather not."), "Nothing that the model said", 1),
    ],
    ids=lambda value: str(value) if isinstance(value, (str, int)) else "",
)
def test_what_goes_wrong_ends_in_the_quoting_answer_with_the_reason(
    tmp_path: Path, which: Provider, script: Script, told: str, calls: int
) -> None:
    """Word for word that of quoting mode; the provider's own words are not shown."""
    made = Script(script.says, script.status, script.headers, script.cut, script.stalls,
                  script.garbled)  # fmt: skip
    with asking(tmp_path / "home", which, made, model_seconds=2) as ask:
        answer = ask(QUESTION)
    quoted = reading_room().here.post("/v1/ask", json={"question": QUESTION}).json()
    assert answer["mode"] == "quoting" and answer["text"] == quoted["text"]
    assert told in answer["model"]["fallback"]
    if "Retry-After" not in made.headers or which.path != "/api/chat":  # its client hides them
        assert len(made.paths) <= calls


def test_a_server_that_is_not_there_is_like_one_that_fails(
    tmp_path: Path, which: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing listens on the port of a server that has ended."""
    with provider(Script()) as url:
        pass
    monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", url)
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", AZURE_KEY)
    monkeypatch.setenv("OPENAI_API_VERSION", "2024-10-21")
    where = "" if which.model.startswith("azure") else url
    with served(copied(tmp_path / "home"), model=which.model, model_url=where) as at:
        answer = at.here.post("/v1/ask", json={"question": QUESTION}).json()
    assert answer["mode"] == "quoting" and "does not answer" in answer["model"]["fallback"]


def test_tokens_their_cost_and_what_became_of_answers_are_on_the_metrics(tmp_path: Path) -> None:
    """Told and quoted answers, statements that stood and fell, and the price of all tokens."""
    script = Script(says(SAID, "The Improvement Board must pay a fine of £900."))
    with (
        provider(script) as url,
        served(copied(tmp_path / "home"), model="openai:m", model_url=f"{url}/v1",
               model_prices="1/2") as at,
    ):  # fmt: skip
        at.here.post("/v1/ask", json={"question": QUESTION})
        script.status = 401
        at.here.post("/v1/ask", json={"question": QUESTION})
        shown = at.here.get("/metrics").text
    assert 'notices_model_answers_total{outcome="told"} 1.0' in shown
    assert 'notices_model_answers_total{outcome="quoted"} 1.0' in shown
    assert 'notices_model_statements_total{verified="yes"} 1.0' in shown
    assert 'notices_model_statements_total{verified="no"} 1.0' in shown
    assert 'notices_model_tokens_total{direction="read"} 321.0' in shown
    assert 'notices_model_tokens_total{direction="written"} 45.0' in shown
    assert re.search(r"^notices_model_cost_total 0.000411", shown, re.M)


def test_a_provider_that_fails_three_times_is_left_alone(tmp_path: Path) -> None:
    """The fourth question is quoted at once, without a call."""
    script = Script(status=401)
    with asking(tmp_path / "home", PROVIDERS["openai"], script) as ask:
        told = [ask(QUESTION) for _ in range(4)]
    assert len(script.paths) == 3 and {each["mode"] for each in told} == {"quoting"}
    assert "left alone" in told[-1]["model"]["fallback"]


def test_clauses_beyond_the_window_are_quoted_without_a_call(tmp_path: Path) -> None:
    """A part of the evidence is never given as if it were all."""
    script = Script(says(SAID))
    with asking(tmp_path / "home", PROVIDERS["openai"], script, model_window=1100) as ask:
        answer = ask(QUESTION)
    assert not script.paths and "more than the model reads" in answer["model"]["fallback"]
