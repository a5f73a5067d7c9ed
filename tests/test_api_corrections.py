"""Documents corrected over HTTP: read again with what a person says of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.broken_files import pdf
from tests.serving import Served
from tests.uploading import LAMPS, done, send, zipped


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


def test_a_pdf_is_corrected_from_its_original_where_its_file_is_gone(
    shop: Served, home: Path
) -> None:
    """What was kept to show its pages is the very file."""
    (file,) = done(shop.here, send(shop.here, ("ledger.pdf", pdf(2))))
    (home / "uploads/files/ledger.pdf").unlink()
    response = shop.here.patch(f"/v1/documents/{file['document_id']}", json={"kind": "minutes"})
    (again,) = done(shop.here, response.json())
    assert (again["status"], again["name"]) == ("replaced", "ledger.pdf")
    made = shop.here.get(f"/v1/documents/{file['document_id']}").json()
    assert made["kind"] == "minutes"


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
