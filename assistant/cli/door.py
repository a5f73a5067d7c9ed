"""What every command is handed: the settings, the terminal, and the way in."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.cli.terminal import Terminal
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.asking import Assistant
    from assistant.keys import KeyStore
    from assistant.service import Service
    from ingest.corpus import Corpus
    from ingest.embedding import Embedder


@dataclass(frozen=True)
class Door:
    """``embedder`` replaces the settings' model: tests give a fake one."""

    settings: Settings
    embedder: Embedder | None = None
    terminal: Terminal = field(default_factory=Terminal)

    def assistant(self) -> AbstractContextManager[Assistant]:
        """The assistant over the corpus; what loading needs is imported only now."""
        from assistant.bootstrap import open_assistant

        return open_assistant(self.settings, embedder_=self.embedder)

    def corpus(self, *, writable: bool = False) -> AbstractContextManager[Corpus]:
        """The corpus itself; writable takes the lock."""
        from assistant.bootstrap import open_corpus

        return open_corpus(self.settings, writable=writable, embedder_=self.embedder)

    def service(self) -> AbstractContextManager[Service]:
        """What a server serves, with the answers that it keeps."""
        from assistant.bootstrap import open_service

        return open_service(self.settings, embedder_=self.embedder)

    def keys(self) -> AbstractContextManager[KeyStore]:
        """The keys of the server."""
        from assistant.bootstrap import open_keys

        return open_keys(self.settings)
