"""Uploads while others write, and over a stop and a start: nothing is lost or half read."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.bootstrap import open_corpus, open_service
from assistant.settings import Settings
from assistant.uploads.files import UploadFiles
from assistant.uploads.log import UploadLog
from ingest.corpus import Corpus
from tests.fakes import BagOfWords
from tests.serving import Served, served
from tests.uploading import LAMPS, PATIENCE, done, kept, send


def test_an_upload_waits_while_another_process_writes(shop: Served, home: Path) -> None:
    """It says so and goes on by itself; a removal is told to come again."""
    with Corpus.open(home, BagOfWords(), writable=True):
        job = send(shop.here, ("lamps.txt", LAMPS))
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and not job["message"]:
            time.sleep(0.01)
            job = shop.here.get(f"/v1/uploads/{job['id']}").json()
        assert (job["status"], "Another process" in job["message"]) == ("waiting", True)
        response = shop.here.delete(f"/v1/documents/{shop.service.entries()[0].id}")
        assert response.status_code == 409
        assert response.headers["retry-after"]
    (file,) = done(shop.here, job)
    assert file["status"] == "added"


@pytest.mark.parametrize("moved", [False, True])
def test_what_a_service_did_not_come_to_is_done_after_the_next_start(
    home: Path, moved: bool
) -> None:
    """Whether or not the file at hand was in its place already."""
    files, log = UploadFiles(home / "uploads"), UploadLog(home / "uploads.sqlite3")
    names = files.take_in("j1", [("lamps.txt", io.BytesIO(LAMPS.encode()))])
    job = log.add("upload", names, {"kind": "minutes"}, "j1")
    if moved:
        log.tell("j1", "running")
        log.reading("j1", 1)
        files.put("j1", 1, "lamps.txt")
    log.close()
    with served(home) as made:
        (file,) = done(made.here, job.as_json())
        assert file["status"] == "added"
        assert made.here.get(f"/v1/documents/{file['document_id']}").json()["kind"] == "minutes"
    assert kept(home) == {"files/lamps.txt"}


class Pausing(BagOfWords):
    """Embeds the first time it is asked only when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.let = threading.Event(), threading.Event()

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Waits; gives what BagOfWords gives."""
        self.asked.set()
        assert self.let.wait(PATIENCE)
        return super().embed_passages(texts)


def test_a_service_that_stops_in_the_middle_of_a_file_begins_it_again(home: Path) -> None:
    """Nothing half read is seen, and nothing is lost."""
    model = Pausing()
    long = "Kelder Borough Council\n\n" + "\n\n".join(
        f"{n}. The Council must count {n} lanterns on each pier." for n in range(1, 300)
    )
    settings = Settings(home=str(home))
    with open_service(settings, embedder_=model) as service:
        job = service.uploads.add([("long.txt", io.BytesIO(long.encode()))], {})
        assert model.asked.wait(PATIENCE)
        threading.Timer(0.05, model.let.set).start()
    with open_corpus(settings, embedder_=BagOfWords()) as corpus:
        assert [entry.source for entry in corpus.documents()] == ["bells.txt"]
    with served(home) as made:
        (file,) = done(made.here, job.as_json())
    assert file["status"] == "added"


def test_a_corpus_folder_may_be_moved(home: Path, tmp_path: Path) -> None:
    """A file of a known name still replaces its document, and goes with it."""
    with served(home) as made:
        (old,) = done(made.here, send(made.here, ("lamps.txt", LAMPS.format(count="forty"))))
    moved = tmp_path / "moved"
    home.rename(moved)
    with served(moved) as made:
        (new,) = done(made.here, send(made.here, ("lamps.txt", LAMPS.format(count="fifty"))))
        listed = made.here.get("/v1/documents?query=lamps.txt").json()["documents"]
        assert [each["id"] for each in listed] == [new["document_id"]] != [old["document_id"]]
        made.here.delete(f"/v1/documents/{new['document_id']}")
    assert kept(moved) == set()


def test_a_file_that_was_lost_is_said_to_be(home: Path) -> None:
    """The others of its job go on."""
    files, log = UploadFiles(home / "uploads"), UploadLog(home / "uploads.sqlite3")
    sent = [("lost.txt", io.BytesIO(b"x")), ("lamps.txt", io.BytesIO(LAMPS.encode()))]
    job = log.add("upload", files.take_in("j1", sent), {}, "j1")
    log.close()
    (home / "uploads/incoming/j1/1").unlink()
    with served(home) as made:
        lost, found = done(made.here, job.as_json())
    assert (lost["status"], found["status"]) == ("failed", "added")
    assert "Send it again" in lost["message"]


def test_questions_are_answered_while_documents_are_added(shop: Served) -> None:
    """Each answer is whole, from before or from after."""
    papers = [(f"lamps-{n}.txt", LAMPS.format(count=f"{n + 20}")) for n in range(20)]
    job = send(shop.here, *papers)
    asked, statuses = {"question": "How many bells must Fernshire ring?"}, set()
    while shop.here.get(f"/v1/uploads/{job['id']}").json()["status"] != "done":
        answer = shop.here.post("/v1/ask", json=asked).json()
        statuses.add(answer["status"])
        assert "six bells" in answer["text"]
    assert statuses <= {"answered"}
    assert all(file["status"] == "added" for file in done(shop.here, job))
