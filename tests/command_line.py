"""The command line as tests drive it: the public door, a fake model, both streams caught."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.cli import main
from tests.fakes import BagOfWords


@dataclass(frozen=True)
class Ran:
    """What one command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which must be one JSON document."""
        return json.loads(self.out)


class Faulty(BagOfWords):
    """A model that raises when it is asked for a question's vector."""

    def __init__(self, fault: BaseException) -> None:
        super().__init__()
        self._fault = fault

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Raises."""
        raise self._fault


class CommandLine:
    """Runs commands in this process on one corpus folder."""

    def __init__(self, home: Path, captured: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self.embedder = BagOfWords()
        self._captured = captured

    def __call__(self, command: str, *arguments: str | Path) -> Ran:
        """Run a command on the home of this command line."""
        self._captured.readouterr()
        argv = [command, *map(str, arguments), "--home", str(self.home)]
        code = main(argv, embedder=self.embedder)
        out, err = self._captured.readouterr()
        return Ran(code, out, err)
