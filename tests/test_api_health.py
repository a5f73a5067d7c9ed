"""Health, readiness, metrics, and the API's own description."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.answers import Answer
from tests.serving import QUESTION, Served, copied, reading_room, served


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Served]:
    """An application of the test's own."""
    with served(copied(tmp_path / "home")) as made:
        yield made


def test_health_needs_no_key(shop: Served) -> None:
    """Whatever watches the service has none."""
    shop.with_key()
    stranger = shop.client(url="https://notices.example", address="192.0.2.7")
    assert stranger.get("/healthz").json() == {"status": "ok"}
    ready = stranger.get("/readyz").json()
    assert (ready["status"], ready["documents"]) == ("ready", 7)


def test_a_model_that_does_not_answer_is_not_ready(
    shop: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process is alive all the same; nothing of the fault is told."""

    def fails(text: str) -> NDArray[np.float32]:
        raise RuntimeError("/srv/secret")

    monkeypatch.setattr(shop.service.corpus.embedder, "embed_query", fails)
    response = shop.here.get("/readyz")
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"
    assert "secret" not in response.text
    assert shop.here.get("/healthz").status_code == 200


def test_metrics_count_and_time_without_a_word(shop: Served) -> None:
    """Questions by status, stages, requests by route and code, documents, uploads."""
    client = shop.here
    client.post("/v1/ask", json={"question": QUESTION})
    client.post("/v1/ask", json={"question": "?!"})
    client.get("/v1/answers/439e")
    client.get("/no/such/quillfeather")
    text = client.get("/metrics").text
    for line in (
        'notices_answers_total{status="answered"} 1.0',
        'notices_answers_total{status="refused"} 1.0',
        'notices_answer_seconds_count{stage="total"} 2.0',
        'notices_http_requests_total{code="200",method="POST",route="/v1/ask"} 2.0',
        'notices_http_requests_total{code="404",method="GET",route="/v1/answers/{answer_id}"} 1.0',
        'notices_http_requests_total{code="404",method="GET",route="(none)"} 1.0',
        "notices_documents 7.0",
        "notices_uploads_waiting 0.0",
    ):
        assert line in text, line
    assert "Kelder" not in text and "quillfeather" not in text


def test_metrics_are_for_administrators(shop: Served) -> None:
    """How much is asked is not for everybody."""
    assert shop.with_key("editor").get("/metrics").status_code == 403
    assert shop.with_key("administrator").get("/metrics").status_code == 200
    assert shop.here.get("/metrics").status_code == 401


def test_the_description_is_complete() -> None:
    """Each operation says what it does, which problems it can answer with, and its key."""
    made = reading_room().here.get("/openapi.json").json()
    operations = {
        f"{method.upper()} {path}": operation
        for path, methods in made["paths"].items()
        for method, operation in methods.items()
    }
    assert set(operations) == {
        "POST /v1/ask", "POST /v1/search", "GET /v1/answers/{answer_id}",
        "POST /v1/answers/{answer_id}/feedback", "GET /v1/documents", "POST /v1/documents",
        "GET /v1/documents/{document_id}", "DELETE /v1/documents/{document_id}",
        "PATCH /v1/documents/{document_id}", "GET /v1/documents/{document_id}/text",
        "GET /v1/uploads", "GET /v1/uploads/{upload_id}", "GET /v1/requirements",
        "GET /v1/requirements.ics", "GET /v1/judgements", "GET /v1/links",
        "POST /v1/chat/completions",
        "GET /v1/models", "GET /healthz", "GET /readyz", "GET /metrics",
    }  # fmt: skip
    for name, operation in operations.items():
        assert operation["summary"] and operation["description"], name
        assert {"400", "413", "422", "429", "500"} <= set(operation["responses"]), name
        assert ("401" in operation["responses"]) == (name not in ("GET /healthz", "GET /readyz"))
        for status, response in operation["responses"].items():
            if status.startswith(("4", "5")):
                assert list(response["content"]) == ["application/problem+json"], (name, status)
    assert made["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    assert "HTTPValidationError" not in made["components"]["schemas"]
    assert made["info"]["version"]
    (example,) = made["components"]["schemas"]["Answer"]["examples"]
    assert set(example) == set(made["components"]["schemas"]["Answer"]["properties"])
    assert Answer.of_json(example).citations[0].quote in example["text"]
