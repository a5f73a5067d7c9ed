"""Uploading as tests do it: papers on lamps, sent and waited for."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from tests.corpora import fill, write

LAMPS = """Kelder Borough Council

Notice on lamps

1. The Council must light {count} lamps on each pier by 3 May 2023.
"""
PATIENCE = 60.0


def filled(folder: Path) -> Path:
    """A corpus of one paper whose file is still there."""
    paper = "Fernshire County Council\n\nNotice on bells\n\n1. The Council must ring six bells.\n"
    fill(folder / "home", write(folder / "papers", {"bells.txt": paper}))
    return folder / "home"


def send(client: TestClient, *files: tuple[str, str | bytes], **said: Any) -> Any:
    """Upload files; gives the job as it was accepted."""
    sent = [("files", (name, io.BytesIO(_data(data)))) for name, data in files]
    response = client.post("/v1/documents", files=sent, data=said)
    assert response.status_code == 202, response.text
    assert response.headers["location"] == f"/v1/uploads/{response.json()['id']}"
    return response.json()


def done(client: TestClient, job: Any) -> list[dict[str, Any]]:
    """The files of a job, when it is done."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        made = client.get(f"/v1/uploads/{job['id']}").json()
        if made["status"] == "done":
            return list(made["files"])
        time.sleep(0.01)
    raise AssertionError(f"the job is not done: {made}")


def text_of(client: TestClient, document_id: str) -> str:
    """The stored text."""
    return client.get(f"/v1/documents/{document_id}/text").text


def kept(home: Path) -> set[str]:
    """The uploaded files in the corpus folder, with their path."""
    folder = home / "uploads"
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def zipped(members: dict[str, str]) -> bytes:
    """An archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return data.getvalue()


def _data(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data
