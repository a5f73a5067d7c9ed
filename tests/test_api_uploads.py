"""Documents added and corrected over HTTP: in the background, whole or not at all."""

from __future__ import annotations

import io
import os
import threading
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient
from numpy.typing import NDArray

from assistant.bootstrap import open_corpus, open_service
from assistant.settings import Settings
from assistant.upload_files import UploadFiles, distinct, safe_name
from assistant.upload_log import UploadLog
from assistant.uploads import MOST_FILES
from ingest.corpus import Corpus
from tests.corpora import fill, write
from tests.fakes import BagOfWords
from tests.serving import Served, served

LAMPS = """Kelder Borough Council

Notice on lamps

1. The Council must light {count} lamps on each pier by 3 May 2023.
"""
PATIENCE = 60.0


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A corpus of one paper whose file is still there."""
    paper = "Fernshire County Council\n\nNotice on bells\n\n1. The Council must ring six bells.\n"
    fill(tmp_path / "home", write(tmp_path / "papers", {"bells.txt": paper}))
    return tmp_path / "home"


@pytest.fixture
def shop(home: Path) -> Iterator[Served]:
    """An application over it."""
    with served(home) as made:
        yield made


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


def _data(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data


def text_of(client: TestClient, document_id: str) -> str:
    """The stored text."""
    return client.get(f"/v1/documents/{document_id}/text").text


def kept(home: Path) -> set[str]:
    """The uploaded files in the corpus folder, with their path."""
    folder = home / "uploads"
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_file_that_is_uploaded_can_be_asked_about(shop: Served, home: Path) -> None:
    """Without a restart; what a person says of it holds."""
    job = send(
        shop.here, ("lamps.txt", LAMPS.format(count="forty")), kind="minutes", issued="2023-01"
    )
    assert job["status"] in ("waiting", "running", "done")
    (file,) = done(shop.here, job)
    assert (file["name"], file["status"]) == ("lamps.txt", "added")
    made = shop.here.get(f"/v1/documents/{file['document_id']}").json()
    assert (made["kind"], made["issued"], made["councils"]) == ("minutes", "2023-01", ["Kelder"])
    asked = {"question": "How many lamps must Kelder light on each pier?"}
    assert "forty lamps" in shop.here.post("/v1/ask", json=asked).json()["text"]
    assert kept(home) == {"files/lamps.txt"}


def test_several_councils_can_be_said(shop: Served) -> None:
    """A field each."""
    job = send(shop.here, ("lamps.txt", LAMPS), council=["Kelder", "Fernshire"])
    (file,) = done(shop.here, job)
    made = shop.here.get(f"/v1/documents/{file['document_id']}").json()
    assert made["councils"] == ["Kelder", "Fernshire"]


def test_a_file_of_the_same_name_replaces_the_document(shop: Served, home: Path) -> None:
    """The old version is not searched any more, but still opens for an old answer."""
    (old,) = done(shop.here, send(shop.here, ("lamps.txt", LAMPS.format(count="forty"))))
    (new,) = done(shop.here, send(shop.here, ("lamps.txt", LAMPS.format(count="fifty"))))
    assert (new["status"], new["document_id"] != old["document_id"]) == ("replaced", True)
    assert "fifty" in text_of(shop.here, new["document_id"])
    assert "forty" in text_of(shop.here, old["document_id"])
    assert shop.here.get(f"/v1/documents/{old['document_id']}").json()["current"] is False
    assert kept(home) == {"files/lamps.txt"}
    late = shop.here.patch(f"/v1/documents/{old['document_id']}", json={"title": "Late"})
    assert late.status_code == 409
    (same,) = done(shop.here, send(shop.here, ("lamps.txt", LAMPS.format(count="fifty"))))
    assert same["status"] == "unchanged"


def test_a_bad_file_fails_alone(shop: Served, home: Path) -> None:
    """With what to do; nothing of it is kept."""
    files = (("bad.pdf", b"%PDF-1.4 nonsense"), ("lamps.txt", LAMPS))
    bad, good = done(shop.here, send(shop.here, *files))
    assert (bad["status"], good["status"]) == ("failed", "added")
    assert "PDF" in bad["message"] and str(home) not in bad["message"]
    assert kept(home) == {"files/lamps.txt"}


def test_a_bad_file_does_not_take_the_place_of_a_good_one(shop: Served, home: Path) -> None:
    """The document and its file stay as they were."""
    (good,) = done(shop.here, send(shop.here, ("lamps.txt", LAMPS)))
    (bad,) = done(shop.here, send(shop.here, ("lamps.txt", b"\x00\x01\x02\x03" * 50)))
    assert bad["status"] == "failed"
    assert (home / "uploads/files/lamps.txt").read_text() == LAMPS
    assert text_of(shop.here, good["document_id"]) == LAMPS


def test_everything_in_an_archive_is_told(shop: Served, home: Path) -> None:
    """And what is not in it any more goes when it is sent again."""
    first = zipped({"a/lamps.txt": LAMPS.format(count="forty"), "b.txt": "Kelder\n\nOne pier.\n"})
    files = done(shop.here, send(shop.here, ("pack.zip", first)))
    assert {(each["name"], each["status"]) for each in files} == {
        ("pack.zip/a/lamps.txt", "added"), ("pack.zip/b.txt", "added"),
    }  # fmt: skip
    second = zipped({"a/lamps.txt": LAMPS.format(count="forty")})
    files = done(shop.here, send(shop.here, ("pack.zip", second)))
    assert {(each["name"], each["status"]) for each in files} == {
        ("pack.zip/a/lamps.txt", "unchanged"), ("pack.zip/b.txt", "removed"),
    }  # fmt: skip


def zipped(members: dict[str, str]) -> bytes:
    """An archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return data.getvalue()


def test_removing_a_document_removes_its_file(shop: Served, home: Path) -> None:
    """An archive stays as long as another document is in it."""
    (file,) = done(shop.here, send(shop.here, ("lamps.txt", LAMPS)))
    pack = zipped({"a.txt": LAMPS.format(count="nine"), "b.txt": "Kelder\n\nOne pier.\n"})
    first, second = done(shop.here, send(shop.here, ("pack.zip", pack)))
    assert shop.here.delete(f"/v1/documents/{file['document_id']}").status_code == 200
    assert kept(home) == {"files/pack.zip"}
    shop.here.delete(f"/v1/documents/{first['document_id']}")
    assert kept(home) == {"files/pack.zip"}
    shop.here.delete(f"/v1/documents/{second['document_id']}")
    assert kept(home) == set()


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..\\..\\passwd", ".passwd"])
def test_a_name_leads_nowhere_else(shop: Served, home: Path, name: str) -> None:
    """Only its last part is kept."""
    (file,) = done(shop.here, send(shop.here, (name, LAMPS)))
    assert file["name"] == "passwd"
    assert kept(home) == {"files/passwd"}


@pytest.mark.parametrize(
    ("given", "kept_as"),
    [
        ("notice.pdf", "notice.pdf"),
        ("C:\\Papers\\notice.pdf", "notice.pdf"),
        ("..", "document"),
        ("", "document"),
        ("a/../..", "document"),
        ("~$notice.docx", "$notice.docx"),
        ("a\x00b\nc.txt", "a_b_c.txt"),
        ("what?*.txt", "what__.txt"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("." + "y" * 300, "y" * 200),
        ("Bericht über März.txt", "Bericht über März.txt"),
    ],
)
def test_names_are_made_safe(given: str, kept_as: str) -> None:
    """For every file system, and not longer than one takes."""
    assert safe_name(given) == kept_as
    assert len(os.fsencode(safe_name("ü" * 300 + ".pdf"))) <= 200


def test_two_files_of_one_name_are_both_kept(shop: Served) -> None:
    """They may have come from two folders."""
    assert distinct("Lamps.txt", ["lamps.txt"]) == "Lamps (2).txt"
    files = done(shop.here, send(shop.here, ("a/lamps.txt", LAMPS), ("b/lamps.txt", LAMPS + "x")))
    assert [each["name"] for each in files] == ["lamps.txt", "lamps (2).txt"]


def test_what_cannot_be_taken_in_is_refused(shop: Served, home: Path) -> None:
    """Before anything is kept."""
    client, paper = shop.here, ("files", ("lamps.txt", b"x"))
    assert client.post("/v1/documents", data={"kind": "minutes"}).status_code == 415
    assert client.post("/v1/documents", json={"files": []}).status_code == 415
    wrong = {"kind": "novel"}
    assert client.post("/v1/documents", files=[paper], data=wrong).status_code == 422
    wrong = {"issued": "soon"}
    assert client.post("/v1/documents", files=[paper], data=wrong).status_code == 422
    assert client.post("/v1/documents", files=[paper] * (MOST_FILES + 1)).status_code == 422
    assert client.post("/v1/documents", files=[("papers", paper[1])]).status_code == 422
    assert kept(home) == set() and shop.here.get("/v1/uploads").json()["count"] == 0


def test_only_editors_add_and_correct(shop: Served) -> None:
    """Of others, a large body is not even taken in."""
    reader, editor = shop.with_key("reader"), shop.with_key("editor")
    files = {"files": ("lamps.txt", b"x" * 2_000_000)}
    assert reader.post("/v1/documents", files=files).status_code == 403
    assert shop.here.post("/v1/documents", files=files).status_code == 401
    assert reader.patch("/v1/documents/x", json={"title": "y"}).status_code == 403
    assert reader.get("/v1/uploads").status_code == 403
    (file,) = done(editor, send(editor, ("lamps.txt", LAMPS)))
    assert file["status"] == "added"


def test_a_document_can_be_corrected(shop: Served) -> None:
    """What is not said stays as it was; its name and its id stay too."""
    entry = shop.service.entries()[0]
    said = {"kind": "minutes", "title": "Bells", "councils": ["Kelder"], "issued": "2021-05-04"}
    response = shop.here.patch(f"/v1/documents/{entry.id}", json=said)
    assert response.status_code == 202
    (file,) = done(shop.here, response.json())
    assert (file["name"], file["status"], file["document_id"]) == (
        "bells.txt",
        "replaced",
        entry.id,
    )
    made = shop.here.get(f"/v1/documents/{entry.id}").json()
    assert {name: made[name] for name in said} == said
    assert made["source"] == entry.source
    done(shop.here, shop.here.patch(f"/v1/documents/{entry.id}", json={"title": "Gongs"}).json())
    made = shop.here.get(f"/v1/documents/{entry.id}").json()
    assert (made["title"], made["kind"]) == ("Gongs", "minutes")


def test_a_document_in_an_archive_is_corrected_alone(shop: Served) -> None:
    """What else is in the archive stays as it was read."""
    pack = zipped({"a.txt": LAMPS.format(count="nine"), "b.txt": LAMPS.format(count="ten")})
    first, second = done(shop.here, send(shop.here, ("pack.zip", pack)))
    response = shop.here.patch(f"/v1/documents/{first['document_id']}", json={"kind": "minutes"})
    (file,) = done(shop.here, response.json())
    assert file["name"] == "pack.zip/a.txt"
    kinds = [
        shop.here.get(f"/v1/documents/{each['document_id']}").json()["kind"]
        for each in (first, second)
    ]
    assert kinds[0] == "minutes" != kinds[1]


def test_a_document_whose_file_is_gone_cannot_be_corrected(shop: Served, home: Path) -> None:
    """It says so, and says nothing of folders."""
    (home.parent / "papers/bells.txt").unlink()
    entry = shop.service.entries()[0]
    job = shop.here.patch(f"/v1/documents/{entry.id}", json={"kind": "minutes"}).json()
    (file,) = done(shop.here, job)
    assert file["status"] == "failed" and file["name"] == "bells.txt"
    assert "Add the file again" in file["message"] and str(home.parent) not in str(file)
    assert shop.here.get(f"/v1/documents/{entry.id}").json()["kind"] == entry.kind


@pytest.mark.parametrize(
    "said", [{}, {"kind": "novel"}, {"issued": "soon"}, {"text": "other words"}, {"councils": "K"}]
)
def test_a_correction_that_makes_no_sense_is_refused(shop: Served, said: dict[str, Any]) -> None:
    """The words of a document are not to be corrected."""
    entry = shop.service.entries()[0]
    assert shop.here.patch(f"/v1/documents/{entry.id}", json=said).status_code == 422


def test_a_correction_of_what_is_not_there_is_not_found(shop: Served) -> None:
    """Nor is an upload that never was."""
    assert shop.here.patch("/v1/documents/nothing", json={"title": "x"}).status_code == 404
    assert shop.here.get("/v1/uploads/nothing").status_code == 404


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
