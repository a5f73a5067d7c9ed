"""The registers over HTTP: rows, filters, sheets, and a calendar by its address."""

from __future__ import annotations

import csv
import io
import threading
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from assistant.registers.confirming import confirm
from assistant.warming import warming
from tests.corpora import fill
from tests.serving import copied, reading_room, served


def rows(name: str, **wanted: Any) -> list[dict[str, Any]]:
    """The rows of a register as JSON."""
    response = reading_room().here.get(f"/v1/{name}", params=wanted)
    assert response.status_code == 200, response.text
    made = response.json()
    assert made["count"] == len(made[name])
    return list(made[name])


def test_each_row_has_the_words_that_bear_it() -> None:
    """Cut from the stored text."""
    client = reading_room().here
    for row in (*rows("requirements"), *rows("judgements")):
        citation = row["citation"]
        text = client.get(f"/v1/documents/{citation['document']['id']}/text").text
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_filters_keep_what_fits() -> None:
    """The same as the commands'."""
    assert {row["council"] for row in rows("requirements", council="kelder")} == {"Kelder"}
    assert {row["kind"] for row in rows("requirements", kind="board")} == {"board"}
    dated = [row for row in rows("requirements") if row["deadline"]["date"]]
    last = max(row["deadline"]["date"] for row in dated)
    after = rows("requirements", due_after=last[:4])
    assert after and all(row["deadline"]["dates"] for row in after)
    assert rows("requirements", due_after="2150") == []
    assert {row["council"] for row in rows("judgements", council="Fernshire")} == {"Fernshire"}
    assert rows("judgements", year=1999) == []


@pytest.mark.parametrize("name", ["requirements", "judgements"])
@pytest.mark.parametrize(
    ("by", "kind"),
    [
        ({"params": {"format": "csv"}}, "text/csv"),
        ({"headers": {"Accept": "text/csv"}}, "text/csv"),
        ({"headers": {"Accept": "application/json;q=0.1, text/csv;q=0.9"}}, "text/csv"),
        ({"headers": {"Accept": "text/*"}}, "text/csv"),
        ({"headers": {"Accept": "image/png, */*;q=0.1"}}, "application/json"),
        ({"params": {"format": "json"}, "headers": {"Accept": "text/csv"}}, "application/json"),
    ],
)
def test_a_format_is_chosen_by_address_or_accept(name: str, by: Any, kind: str) -> None:
    """The address says the last word."""
    response = reading_room().here.get(f"/v1/{name}", **by)
    assert response.headers["content-type"].startswith(kind)
    assert response.headers["vary"] == "Accept"


def test_sheets_hold_every_row_and_lead_back() -> None:
    """Links are whole addresses of this service."""
    client, count = reading_room().here, len(rows("requirements"))
    got = client.get("/v1/requirements?format=csv")
    lines = list(csv.DictReader(io.StringIO(got.text)))
    assert len(lines) == count
    assert all(line["link"].startswith("http://127.0.0.1/documents/") for line in lines)
    assert got.headers["content-disposition"] == 'attachment; filename="requirements.csv"'
    book = load_workbook(io.BytesIO(client.get("/v1/requirements?format=xlsx").content))
    assert book.active is not None and book.active.max_row == count + 1


def test_a_calendar_can_be_subscribed_to() -> None:
    """Its address stays, and what has not changed is not sent again."""
    client = reading_room().here
    address = "/v1/requirements.ics?council=Kelder"
    response = client.get(address)
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(response.content).walk("VEVENT")
    dated = [row for row in rows("requirements", council="Kelder") if row["deadline"]["dates"]]
    assert len(events) >= len(dated)
    again = client.get(address, headers={"If-None-Match": response.headers["etag"]})
    assert again.status_code == 304
    assert client.get("/v1/requirements.ics").headers["etag"] != response.headers["etag"]


@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "ics"])
def test_a_register_that_has_not_changed_is_not_sent_again(tmp_path: Path, form: str) -> None:
    """Whatever it is made as; a change of the corpus changes it."""
    with served(copied(tmp_path / "home")) as shop:
        address = f"/v1/requirements?format={form}"
        held = {"If-None-Match": shop.here.get(address).headers["etag"]}
        assert shop.here.get(address, headers=held).status_code == 304
        assert shop.here.get(f"{address}&kind=board", headers=held).status_code == 200
        shop.here.delete(f"/v1/documents/{shop.service.entries()[0].id}")
        assert shop.here.get(address, headers=held).status_code == 200


def test_a_calendar_may_bring_its_key_in_the_address(tmp_path: Path) -> None:
    """Calendars cannot send headers; no other address takes a key."""
    with served(copied(tmp_path / "home")) as shop:
        secret = shop.service.keys.make("Calendar", "reader")[1]
        client = shop.client(url="https://notices.example", address="192.0.2.7")
        assert client.get("/v1/requirements.ics").status_code == 401
        assert client.get("/v1/requirements.ics", params={"key": secret}).status_code == 200
        assert client.get("/v1/requirements.ics", params={"key": "wrong"}).status_code == 401
        assert client.get("/v1/documents", params={"key": secret}).status_code in (401, 422)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/v1/requirements?council=Nowhere-on-Sea", 400),
        ("/v1/requirements?due_before=soon", 422),
        ("/v1/requirements?kind=novel", 422),
        ("/v1/requirements?format=pdf", 422),
        ("/v1/requirements?coucnil=Kelder", 422),
        ("/v1/judgements?year=twelve", 422),
        ("/v1/judgements?format=ics", 422),
    ],
)
def test_what_cannot_be_meant_is_refused(address: str, status: int) -> None:
    """A filter that was silently ignored would show rows that nobody asked for."""
    assert reading_room().here.get(address).status_code == status


def test_what_a_person_said_of_a_row_is_as_the_description_has_it(tmp_path: Path) -> None:
    """Of a requirement, of its deadline and of a grade; a note only where one was given."""
    with served(copied(tmp_path / "home")) as at:
        kept = at.service.confirmations
        asked = at.here.get("/v1/requirements").json()["requirements"]
        row = next(each for each in asked if each["deadline"]["dates"])
        confirm(at.service.corpus, kept, row["id"], "confirmed", "Ada Lane", note="seen")
        confirm(at.service.corpus, kept, row["id"], "rejected", "Ben Moss", deadline=True)
        made = at.here.get("/v1/requirements").json()
        shape = at.here.get("/openapi.json").json()["components"]["schemas"]["Confirmed"]
    (again,) = [each for each in made["requirements"] if each["id"] == row["id"]]
    assert (again["confirmed"]["verdict"], again["confirmed"]["note"]) == ("confirmed", "seen")
    assert again["deadline_confirmed"]["by"] == "Ben Moss"
    for said in (again["confirmed"], again["deadline_confirmed"]):
        assert set(shape["required"]) <= set(said) <= set(shape["properties"])


def test_a_date_that_a_person_rejected_is_in_no_calendar(tmp_path: Path) -> None:
    """A wrong date in somebody's calendar is worse than none; the other dates stay."""
    with served(copied(tmp_path / "home")) as at:
        asked = at.here.get("/v1/requirements").json()["requirements"]
        row = next(each for each in asked if each["deadline"]["dates"])
        before = Calendar.from_ical(at.here.get("/v1/requirements.ics").text).walk("VEVENT")
        kept = at.service.confirmations
        confirm(at.service.corpus, kept, row["id"], "rejected", "Ben Moss", deadline=True)
        after = Calendar.from_ical(at.here.get("/v1/requirements.ics").text).walk("VEVENT")
    assert len(after) == len(before) - len(row["deadline"]["dates"])


def test_a_sheet_says_what_a_person_rejected_and_who(tmp_path: Path) -> None:
    """A row that looks like the others would be believed."""
    with served(copied(tmp_path / "home")) as at:
        asked = at.here.get("/v1/judgements").json()["judgements"][0]
        confirm(at.service.corpus, at.service.confirmations, asked["id"], "rejected", "Ben Moss")
        sheet = at.here.get("/v1/judgements?format=csv").text
    rows = list(csv.DictReader(io.StringIO(sheet.lstrip("\ufeff"))))
    told = {row["id"]: (row["verdict"], row["said by"]) for row in rows}
    assert told.pop(asked["id"]) == ("rejected", "Ben Moss")
    assert set(told.values()) == {("", "")}


def test_judgements_are_kept_by_what_was_judged_and_how() -> None:
    """By the words of the subject, the name of its topic, and the grade."""
    every = rows("judgements")
    overall = rows("judgements", topic="overall")
    assert 0 < len(overall) < len(every)
    grade = every[0]["grade"]
    same = rows("judgements", grade=grade.upper())
    assert {row["grade"].lower() for row in same if row["grade"]} >= {grade.lower()}
    assert rows("judgements", grade="splendid") == []


def test_links_come_in_pages_that_make_up_the_whole(tmp_path: Path, samples: Path) -> None:
    """Counted, with the addresses of the other pages; the sheet is whole."""
    fill(tmp_path / "home", samples)
    with served(tmp_path / "home") as at:
        whole = at.here.get("/v1/links", params={"limit": 500}).json()
        first = at.here.get("/v1/links", params={"limit": 1})
        second = at.here.get("/v1/links", params={"limit": 1, "offset": 1})
        beyond = at.here.get("/v1/links", params={"offset": 100_000}).json()
        assert at.here.get("/v1/links", params={"limit": 0}).status_code == 422
    assert whole["count"] == len(whole["links"]) and whole["unlinked_count"] == len(
        whole["unlinked"]
    )
    for key in ("links", "unlinked"):
        assert first.json()[key] + second.json()[key] == whole[key][:2]
    assert 'rel="next"' in first.headers["link"] and 'rel="prev"' in second.headers["link"]
    assert beyond["links"] == [] and beyond["count"] == whole["count"]


def test_what_is_worked_out_beside_is_there_when_it_is_asked_for(
    tmp_path: Path, samples: Path
) -> None:
    """The same links as without, and the work ends with the service."""
    fill(tmp_path / "home", samples)
    with served(tmp_path / "home") as at:
        plain = at.here.get("/v1/links").json()
        with warming(at.service):
            assert at.here.get("/v1/links").json() == plain
    assert not [one for one in threading.enumerate() if one.name == "warming"]
