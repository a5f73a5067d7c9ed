"""The documents over HTTP: listed, filtered, paged, read, tagged, removed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serving import Served, copied, reading_room, served


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Served]:
    """An application of the test's own."""
    with served(copied(tmp_path / "home")) as made:
        yield made


def listed(**wanted: Any) -> Any:
    """The list with filters."""
    response = reading_room().here.get("/v1/documents", params=wanted)
    assert response.status_code == 200, response.text
    return response.json()


def test_every_document_is_listed_with_what_it_is() -> None:
    """As the command lists them."""
    made = listed()
    entries = reading_room().service.entries()
    assert made["count"] == len(entries) == len(made["documents"])
    assert [each["id"] for each in made["documents"]] == [entry.id for entry in entries]
    notice = next(each for each in made["documents"] if each["source"] == "fernshire-notice.txt")
    assert (notice["kind"], notice["councils"]) == ("improvement_notice", ["Fernshire"])


def test_a_filter_keeps_what_fits() -> None:
    """Council, kind, dates and words, together too."""
    assert {
        name for each in listed(council="kelder")["documents"] for name in each["councils"]
    } == {"Kelder"}
    notices = listed(kind="improvement_notice")["documents"]
    assert {each["kind"] for each in notices} == {"improvement_notice"}
    dated = listed(**{"from": "2024-03", "to": "2024-03"})["documents"]
    assert dated and all(each["issued"].startswith("2024-03") for each in dated)
    words = listed(query="NOTICE fernshire")["documents"]
    assert words and all("Fernshire" in each["councils"] for each in words)
    assert listed(council="Kelder", query="fernshire county")["count"] == 0


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ({"council": "Nowhere-on-Sea"}, 400),
        ({"kind": "novel"}, 422),
        ({"limit": "0"}, 422),
        ({"limit": "9999"}, 422),
        ({"offset": "-1"}, 422),
        ({"from": "soon"}, 422),
        ({"conucil": "Kelder"}, 422),
    ],
)
def test_a_filter_that_cannot_be_meant_is_refused(wanted: dict[str, str], status: int) -> None:
    """A filter that was silently ignored would show the wrong documents."""
    assert reading_room().here.get("/v1/documents", params=wanted).status_code == status


def test_pages_lead_to_one_another() -> None:
    """By the Link header, until every document was seen once."""
    client, seen, address = reading_room().here, [], "/v1/documents?limit=2&kind=&council=Kelder"
    address = address.replace("kind=&", "")
    while address:
        response = client.get(address)
        seen += [each["id"] for each in response.json()["documents"]]
        address = response.links.get("next", {}).get("url", "")
        assert "council=Kelder" in response.links["first"]["url"]
    assert seen == [each["id"] for each in listed(council="Kelder")["documents"]]
    assert len(seen) == len(set(seen)) > 2
    last = client.get("/v1/documents?limit=2&offset=2").links
    assert "offset=0" in last["prev"]["url"]


def test_a_document_is_given_with_its_outline() -> None:
    """Each clause is cut from the stored text by its spans."""
    room = reading_room()
    entry = next(each for each in room.service.entries() if each.kind == "improvement_notice")
    made = room.here.get(f"/v1/documents/{entry.id}").json()
    text = room.here.get(f"/v1/documents/{entry.id}/text").text
    assert made["current"] is True and made["parts"] == []
    assert made["clauses"] == len(made["outline"]) > 5
    for clause in made["outline"]:
        assert text[clause["spans"][0][0] : clause["spans"][-1][1]] == clause["text"]


def test_what_a_client_has_is_not_sent_again(shop: Served) -> None:
    """By its ETag, until it changes."""
    entry = shop.service.entries()[0]
    for path in ("/v1/documents", f"/v1/documents/{entry.id}", f"/v1/documents/{entry.id}/text"):
        response = shop.here.get(path)
        held = {"If-None-Match": f'"other", W/{response.headers["etag"]}'}
        again = shop.here.get(path, headers=held)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == response.headers["etag"]
        assert shop.here.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    held = {"If-None-Match": shop.here.get("/v1/documents").headers["etag"]}
    shop.here.delete(f"/v1/documents/{entry.id}")
    assert shop.here.get("/v1/documents", headers=held).status_code == 200


def test_a_document_that_is_removed_is_gone(shop: Served) -> None:
    """From the list, from answers, and by its own address."""
    entry = next(e for e in shop.service.entries() if e.source == "kelder-notice.md")
    response = shop.here.delete(f"/v1/documents/{entry.id}")
    assert response.json() == {"removed": [entry.id]}
    assert shop.here.get(f"/v1/documents/{entry.id}").status_code == 404
    assert shop.here.delete(f"/v1/documents/{entry.id}").status_code == 404
    asked = {"question": "How often must Kelder's Improvement Board meet?"}
    answer = shop.here.post("/v1/ask", json=asked).json()
    assert entry.id not in {each["document"]["id"] for each in answer["citations"]}


def test_a_reader_may_not_remove(shop: Served) -> None:
    """Nor does the attempt say whether there is such a document."""
    entry = shop.service.entries()[0]
    reader = shop.with_key("reader")
    assert reader.delete(f"/v1/documents/{entry.id}").status_code == 403
    assert reader.delete("/v1/documents/nothing").status_code == 403
    assert reader.get(f"/v1/documents/{entry.id}").status_code == 200


def test_a_document_that_is_not_there_is_not_found() -> None:
    """By any of its addresses."""
    for path in ("/v1/documents/nothing", "/v1/documents/nothing/text"):
        assert reading_room().here.get(path).status_code == 404
