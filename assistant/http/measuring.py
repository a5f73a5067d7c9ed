"""What Prometheus is told: counts and times, never a word of a question or a document."""

from __future__ import annotations

import time
from collections.abc import Callable
from operator import mul

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.answers import Answer
from assistant.service import Service

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The figures of one application, in a registry of their own.

    ``prices`` are those of a token that a chat model reads, and of one that it writes.
    """

    def __init__(self, prices: tuple[float, float] = (0.0, 0.0)) -> None:
        self._prices = prices
        self._registry = CollectorRegistry()
        self._answers = Counter(
            "notices_answers_total", "Questions by the status of their answer.", ["status"],
            registry=self._registry,
        )  # fmt: skip
        self._told = Counter(
            "notices_model_answers_total", "Answers that a chat model was asked for, by outcome.",
            ["outcome"], registry=self._registry,
        )  # fmt: skip
        self._statements = Counter(
            "notices_model_statements_total", "Statements of a chat model, by verification.",
            ["verified"], registry=self._registry,
        )  # fmt: skip
        self._tokens = Counter(
            "notices_model_tokens_total", "Tokens that a chat model read and wrote.",
            ["direction"], registry=self._registry,
        )  # fmt: skip
        self._cost = Counter(
            "notices_model_cost_total", "What a chat model cost, by the prices set.",
            registry=self._registry,
        )  # fmt: skip
        self._stages = Histogram(
            "notices_answer_seconds", "Time of each stage of an answer.", ["stage"],
            buckets=_SECONDS, registry=self._registry,
        )  # fmt: skip
        self._requests = Counter(
            "notices_http_requests_total", "Requests by route and status code.",
            ["method", "route", "code"], registry=self._registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "notices_http_request_seconds", "Time until a response was sent.", ["route"],
            buckets=_SECONDS, registry=self._registry,
        )  # fmt: skip
        self._documents = Gauge(
            "notices_documents", "Documents that are searched.", registry=self._registry
        )
        self._uploads = Gauge(
            "notices_uploads_waiting", "Uploads that are not done.", registry=self._registry
        )

    def answered(self, answer: Answer) -> None:
        """An answer was given."""
        self._answers.labels(answer.status).inc()
        if answer.model:
            self._told.labels("quoted" if answer.model.fallback else "told").inc()
            self._statements.labels("no").inc(answer.model.dropped)
            self._statements.labels("yes").inc(answer.model.statements - answer.model.dropped)
            self._tokens.labels("read").inc(answer.model.tokens_read)
            self._tokens.labels("written").inc(answer.model.tokens_written)
            used = (answer.model.tokens_read, answer.model.tokens_written)
            self._cost.inc(sum(map(mul, used, self._prices)))
        for stage, milliseconds in answer.timings_ms.items():
            self._stages.labels(stage).observe(milliseconds / 1000)

    def responded(self, method: str, route: str, code: int, seconds: float) -> None:
        """A response was sent."""
        self._requests.labels(method, route, str(code)).inc()
        self._seconds.labels(route).observe(seconds)

    def shown(self, service: Service) -> bytes:
        """All figures in Prometheus's text format."""
        self._documents.set(sum(1 for entry in service.entries() if entry.same_as is None))
        self._uploads.set(service.uploads.waiting())
        return generate_latest(self._registry)


class Measured:
    """Counts and times each request under its route's pattern, so that labels stay few."""

    def __init__(
        self, app: ASGIApp, metrics: Metrics, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lifespan and the like pass through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, code = self._clock(), 500

        async def noting(message: Message) -> None:
            nonlocal code
            if message["type"] == "http.response.start":
                code = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            route = getattr(scope.get("route"), "path", "(none)")
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self._metrics.responded(method, route, code, self._clock() - began)


_METHODS = frozenset({"GET", "POST", "PATCH", "DELETE", "PUT", "OPTIONS"})
