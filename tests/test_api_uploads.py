"""Documents added over HTTP: in the background, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.uploads.files import distinct, safe_name
from assistant.uploads.intake import MOST_FILES
from tests.serving import Served
from tests.uploading import LAMPS, done, kept, send, text_of, zipped


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
