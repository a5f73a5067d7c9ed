"""How many requests a caller may make, and what each response tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.http.limits import Buckets
from tests.serving import Served, copied, reading_room, served


class Clock:
    """Stands still until it is told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_is_emptied_and_fills_again() -> None:
    """One token each part of a minute; never more than it holds."""
    clock = Clock()
    buckets = Buckets(3, clock)
    assert [buckets.take("a").remaining for _ in range(3)] == [2, 1, 0]
    refused = buckets.take("a")
    assert (refused.wait, refused.remaining, refused.limit) == (20, 0, 3)
    clock.now += 19.9
    assert buckets.take("a").wait == 1
    clock.now += 0.2
    assert buckets.take("a").wait == 0
    assert buckets.take("a").wait > 0
    clock.now += 3600
    assert [buckets.take("a").wait for _ in range(4)] == [0, 0, 0, 20]


def test_each_caller_has_a_bucket_of_their_own() -> None:
    """However many there are."""
    buckets = Buckets(1, Clock())
    assert all(buckets.take(f"caller {n}").wait == 0 for n in range(20_000))
    assert buckets.take("caller 19999").wait == 60


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Served]:
    """An application that takes five requests a minute."""
    with served(copied(tmp_path / "home"), rate_limit=5) as made:
        yield made


def test_a_caller_is_told_what_is_left_and_when_to_come_again(shop: Served) -> None:
    """On refusals and on every other response, errors too."""
    client, other = shop.with_key(), shop.with_key()
    left = [client.get("/v1/nothing").headers["ratelimit-remaining"] for _ in range(5)]
    assert left == ["4", "3", "2", "1", "0"]
    refused = client.get("/v1/documents")
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert 0 < int(refused.headers["retry-after"]) <= 12
    assert refused.headers["ratelimit-limit"] == "5"
    assert int(refused.headers["ratelimit-reset"]) > 0
    assert other.get("/v1/documents").status_code == 200


def test_whoever_has_no_key_is_counted_by_address(shop: Served) -> None:
    """Another made-up key each time opens no new bucket."""
    shop.with_key()
    client = shop.client(address="192.0.2.9")
    for number in range(5):
        guess = {"Authorization": f"Bearer notices_{number}"}
        assert client.get("/v1/documents", headers=guess).status_code == 401
    guess = {"Authorization": "Bearer notices_6"}
    assert client.get("/v1/documents", headers=guess).status_code == 429
    assert shop.client(address="192.0.2.10").get("/v1/documents").status_code == 401


def test_what_watches_the_service_is_never_refused(shop: Served) -> None:
    """Health is asked for all the time."""
    client = shop.client(address="192.0.2.9")
    assert {client.get("/healthz").status_code for _ in range(9)} == {200}


def test_on_ones_own_machine_nothing_is_counted() -> None:
    """As long as there is no key, there is nobody else to protect."""
    assert "ratelimit-limit" not in reading_room().here.get("/v1/documents").headers
