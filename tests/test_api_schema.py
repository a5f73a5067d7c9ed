"""The API keeps its own description, whatever is sent (schemathesis)."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import APIOperation
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from assistant.bootstrap import open_service
from assistant.server import make_app
from assistant.settings import Settings
from tests.fakes import BagOfWords
from tests.serving import copied

EXAMPLES = 300 if os.environ.get("NOTICES_SLOW_TESTS") else 8
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]


@pytest.fixture(scope="module")
def described() -> Iterator[schemathesis.BaseSchema]:
    """The description of an application that everything may be done to."""
    folder = Path(tempfile.mkdtemp(prefix="notices-schema-"))
    home = Settings(home=str(copied(folder / "home")), rate_limit=0)
    with open_service(home, embedder_=BagOfWords()) as service:
        secret = service.keys.make("Everything", "administrator")[1]
        yield schemathesis.openapi.from_asgi(
            "/openapi.json", make_app(service), headers={"Authorization": f"Bearer {secret}"}
        )
    shutil.rmtree(folder, ignore_errors=True)


def test_no_request_meets_a_fault_or_an_answer_that_is_not_described(
    described: schemathesis.BaseSchema, subtests: pytest.Subtests
) -> None:
    """Neither a 5xx nor a status, type or body that the description does not have."""
    labels = []
    for found in described.get_all_operations():
        operation = found.ok()
        labels.append(operation.label)
        with subtests.test(operation.label):
            _try(operation)
    assert "POST /v1/ask" in labels and len(labels) > 15


def _try(operation: APIOperation[Any, Any, Any, Any]) -> None:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def keeps_its_word(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS)

    keeps_its_word()
