"""What a service works out while nobody waits: descriptions, registers and links."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from assistant.linking.kept import warm
from assistant.registers.shelf import shelf_of
from assistant.service import Service


@contextmanager
def warming(service: Service) -> Iterator[None]:
    """A service whose registers and links are worked out beside, until the block ends."""
    stopped = Event()
    worker = Thread(target=_warm, args=(service, stopped), name="warming", daemon=True)
    worker.start()
    try:
        yield
    finally:
        stopped.set()
        worker.join()


def _warm(service: Service, stopped: Event) -> None:
    shelf_of(service.library).ready()
    warm(service.corpus, stopped)
