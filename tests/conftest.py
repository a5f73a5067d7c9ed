"""What holds for every test: nothing leaves this machine, and no setting leaks in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.serving import Served

ROOT = Path(__file__).parent.parent
LOCAL = ("127.", "::1", "localhost")


def pytest_configure() -> None:
    sys.addaudithook(_refuse_the_network)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow tests are skipped unless they are asked for."""
    if os.environ.get("NOTICES_SLOW_TESTS"):
        return
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="slow: run with NOTICES_SLOW_TESTS=1"))


@pytest.fixture(autouse=True)
def _no_settings_leak_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A developer's own settings never decide a test, and no test writes beside the code."""
    for name in [name for name in os.environ if name.startswith(("NOTICES_", "SLACK_"))]:
        if name != "NOTICES_SLOW_TESTS":
            monkeypatch.delenv(name)
    monkeypatch.setenv("NOTICES_HOME", str(tmp_path / "home"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A corpus of one paper whose file is still there."""
    from tests.uploading import filled

    return filled(tmp_path)


@pytest.fixture
def shop(home: Path) -> Iterator[Served]:
    """An application over it."""
    from tests.serving import served

    with served(home) as made:
        yield made


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of fictional papers, as a person who cloned the project has it."""
    return ROOT / "samples"


def _refuse_the_network(event: str, arguments: tuple[Any, ...]) -> None:
    if event != "socket.connect":
        return
    address = arguments[1]
    if isinstance(address, tuple) and not str(address[0]).startswith(LOCAL):
        raise PermissionError(f"a test tried to reach {address[0]}; tests stay on this machine")
