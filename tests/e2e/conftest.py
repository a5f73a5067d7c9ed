"""A real Chromium, and a real server process over the samples with the real model."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60.0
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PROGRAM = "import sys; from assistant.cli import main; sys.exit(main())"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[str]:
    """The address of ``notices serve`` over the samples."""
    home = tmp_path_factory.mktemp("e2e") / "home"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = [sys.executable, "-c", _PROGRAM]
    environment = {**os.environ, "NOTICES_HOME": str(home), "PYTHONPATH": str(ROOT)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    ingest = [*program, "ingest", str(samples)]
    subprocess.run(ingest, check=True, env=environment, cwd=ROOT, **quiet)  # type: ignore[call-overload]
    serve = [*program, "serve", "--port", str(port)]
    process = subprocess.Popen(serve, env=environment, cwd=ROOT, **quiet)  # type: ignore[call-overload]
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url, process)
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, headless; without one these tests skip and say what to install."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium here: `make browser` installs it, or says how")
    with sync_playwright() as playwright:
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        opened = playwright.chromium.launch(executable_path=found, args=options)
        yield opened
        opened.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has been nowhere yet; a script's error or a broken policy fails the test."""
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    told: list[str] = []
    made.on("console", lambda one: told.append(one.text) if one.type == "error" else None)
    made.on("weberror", lambda one: told.append(str(one.error)))
    yield made
    made.close()
    assert not [each for each in told if "Failed to load resource" not in each], told


@pytest.fixture
def page(context: BrowserContext, server: str) -> Page:
    """The page to ask on."""
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    opened.goto(server)
    return opened


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=PATIENCE):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError("the server did not come up")
