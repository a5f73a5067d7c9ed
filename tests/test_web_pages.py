"""Documents, registers and councils as pages, as a client without JavaScript sees them."""

from __future__ import annotations

import re
import time
from html import unescape
from pathlib import Path

import pytest
from httpx2 import Response

from assistant.registers.confirming import confirm
from tests.corpora import FERNSHIRE_NOTICE, fill
from tests.serving import Served, copied, reading_room, served
from tests.test_web_asking import words

PATIENCE = 60.0
KITES = (
    b"Practice bulletin to staff\n\nKelder Borough Council, Children's Services\n\n3 May 2024\n\n"
    b"The kite allowance is 14 pounds a month for every residential home.\n"
)
NO_FILE = (  # what browsers send of a file field that is empty
    b'--x\r\nContent-Disposition: form-data; name="files"; filename=""\r\n'
    b"Content-Type: application/octet-stream\r\n\r\n\r\n--x--\r\n"
)


def read(at: Served, page: Response) -> Response:
    """The page of an upload when it is done."""
    until = time.monotonic() + PATIENCE
    while "Adding documents" in words(page) and "Done" not in words(page):
        assert time.monotonic() < until, words(page)
        time.sleep(0.05)
        page = at.here.get(page.url.path)
    return page


def rows(page: Response) -> int:
    """How many rows the page's register has."""
    return page.text.count('<th scope="row"')


def test_every_document_is_listed_with_what_it_is() -> None:
    """Council, kind and date stand under each title, and the title opens it."""
    room = reading_room()
    page = room.here.get("/documents")
    for entry in room.service.entries():
        assert f'href="/documents/{entry.id}"' in page.text
    assert "Kelder · Improvement notice" in words(page)


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("council=Kelder", "Kelder", "Fernshire · Improvement"),
        ("kind=improvement_notice", "Improvement notice", "Bulletin ·"),
        ("words=zebra+crossing", "0 documents", "Kelder · "),
    ],
)
def test_the_list_is_filtered(query: str, shown: str, hidden: str) -> None:
    """By council, kind, and words of the title or file."""
    page = words(reading_room().here.get(f"/documents?{query}"))
    assert shown in page
    assert hidden not in page.partition("Show all")[2]


def test_a_council_that_is_not_there_is_told_at_the_filter() -> None:
    """On every list that has the filter."""
    for path in ("/documents", "/requirements", "/judgements"):
        page = reading_room().here.get(f"{path}?council=Atlantis")
        assert page.status_code == 422 and "Atlantis" in words(page)


def test_what_must_be_done_is_a_table_with_its_downloads() -> None:
    """As many rows as the register has; a row opens where it stands; a date has its rule."""
    room = reading_room()
    page = room.here.get("/requirements?council=Fernshire&kind=notice_measure")
    count = room.here.get("/v1/requirements?council=Fernshire&kind=notice_measure").json()["count"]
    assert rows(page) == count > 2
    assert "14 May 2024" in words(page) and "corresponding date" in words(page).lower()
    link = unescape(re.findall(r'href="(/documents/[^"]+start=[^"]+)"', page.text)[0])
    assert room.here.get(link).status_code == 200
    downloads = re.findall(r'href="(/v1/requirements\?[^"]+)"', page.text)
    assert len(downloads) == 3
    for each in downloads:
        assert room.here.get(unescape(each)).status_code == 200


def test_a_register_is_sorted_by_its_heads() -> None:
    """Each head is a link; the one in use says which way, and turns round."""
    room = reading_room()
    up = room.here.get("/judgements?sort=council")
    down = room.here.get("/judgements?sort=council&down=1")
    first = [re.findall(r'<th scope="row"[^>]*>([^<]+)', page.text) for page in (up, down)]
    assert first[0] == sorted(first[0]) and first[1] == sorted(first[1], reverse=True)
    assert first[0] != first[1]
    assert 'aria-sort="ascending"' in up.text and 'aria-sort="descending"' in down.text


@pytest.mark.parametrize("path", ["/requirements?due_after=soon", "/judgements?year=twelve"])
def test_a_date_that_is_none_is_told_at_its_field(path: str) -> None:
    """Nothing is shown that was not asked for."""
    page = reading_room().here.get(path)
    assert page.status_code == 422
    assert "There is a problem" in words(page) and "Write a" in words(page)
    assert rows(page) == 0


def test_a_council_s_page_brings_its_papers_dates_and_grades_together() -> None:
    """And nothing of another council."""
    page = reading_room().here.get("/councils/Fernshire")
    told = words(page)
    assert "14 May 2024" in told and "How inspections judged it" in told
    assert "<svg" in page.text and '<caption class="unseen">Overall grades' in page.text
    assert "Kelder" not in told
    assert reading_room().here.get("/councils/Atlantis").status_code == 404
    sent_on = reading_room().here.get("/councils/fernshire", follow_redirects=False)
    assert (sent_on.status_code, sent_on.headers["location"]) == (308, "/councils/Fernshire")


@pytest.mark.parametrize(
    ("form", "begins"), [("docx", b"PK"), ("pdf", b"%PDF")]
)  # fmt: skip
def test_the_briefing_is_a_download(form: str, begins: bytes) -> None:
    """As Word and as PDF, named by council and day."""
    path = f"/councils/Fernshire/brief?meeting=2024-06-03&format={form}"
    made = reading_room().here.get(path)
    assert made.content.startswith(begins)
    assert f'filename="briefing-fernshire-2024-06-03.{form}"' in made.headers["content-disposition"]


def test_a_meeting_that_is_no_day_is_told_beside_its_field() -> None:
    """On the council's own page, with what was typed."""
    page = reading_room().here.get("/councils/Fernshire/brief?meeting=next+week")
    assert page.status_code == 422
    assert "no date of a meeting" in words(page) and 'value="next week"' in page.text


def test_a_paper_is_added_read_corrected_and_removed(tmp_path: Path) -> None:
    """All by forms: what was read from it is shown, a correction holds, removing asks first."""
    with served(copied(tmp_path / "home")) as at:
        sent = {"files": ("kites.txt", KITES, "text/plain")}
        page = read(at, at.here.post("/documents/add", files=sent))
        assert "kites.txt : added" in words(page) or "kites.txt: added" in words(page)
        assert "Bulletin" in words(page) and "3 May 2024" in words(page)
        (entry,) = [each for each in at.service.entries() if each.source.endswith("kites.txt")]
        said = {"title": "All about kites", "kind": "minutes", "council": "Fernshire"}
        read(at, at.here.post(f"/documents/{entry.id}/correct", data=said))
        (now,) = [each for each in at.service.entries() if each.source.endswith("kites.txt")]
        assert (now.title, now.kind, now.councils) == ("All about kites", "minutes", ("Fernshire",))
        asked = at.here.get(f"/documents/{now.id}/remove")
        assert "All about kites" in words(asked) and len(at.service.entries()) > 0
        at.here.post(f"/documents/{now.id}/remove")
        assert not [each for each in at.service.entries() if each.source.endswith("kites.txt")]


def test_adding_nothing_and_correcting_to_nonsense_are_told(tmp_path: Path) -> None:
    """In the error summary, with what to do."""
    with served(copied(tmp_path / "home")) as at:
        kind = {"Content-Type": "multipart/form-data; boundary=x"}
        page = at.here.post("/documents/add", content=NO_FILE, headers=kind)
        assert page.status_code == 422 and "Choose a file first" in words(page)
        entry = at.service.entries()[0]
        wrong = at.here.post(f"/documents/{entry.id}/correct", data={"issued": "last spring"})
        assert wrong.status_code == 422 and "There is a problem" in words(wrong)


def test_only_editors_are_offered_to_change_things_and_only_they_may(tmp_path: Path) -> None:
    """A reader's page has no such link, and the address is refused."""
    with served(copied(tmp_path / "home")) as at:
        reader, editor = at.with_key("reader"), at.with_key("editor")
        entry = at.service.entries()[0]
        assert "/documents/add" not in reader.get("/documents").text
        assert "/documents/add" in editor.get("/documents").text
        assert "/correct" not in reader.get(f"/documents/{entry.id}").text
        for path in ("/documents/add", f"/documents/{entry.id}/remove"):
            assert reader.get(path).status_code == 403
            assert editor.get(path).status_code == 200


def test_links_are_served_in_the_contract_s_shape(samples: Path, tmp_path: Path) -> None:
    """A count, the links, and the rows that have none; as a sheet too."""
    fill(tmp_path / "home", samples)
    with served(tmp_path / "home") as at:
        made = at.here.get("/v1/links").json()
        sheet = at.here.get("/v1/links?format=csv").text
    assert made["count"] == len(made["links"]) > 0
    for link in made["links"]:
        assert {"from", "to", "to_citation", "stage", "confidence", "because"} <= set(link)
    assert sheet.startswith("council,") and len(sheet.splitlines()) > made["count"]


def test_the_notice_is_the_one_that_the_rows_come_from() -> None:
    """A row's words stand in the paper that it opens."""
    made = reading_room().here.get("/v1/requirements?council=Fernshire&kind=notice_measure").json()
    notice = FERNSHIRE_NOTICE.split("Page 1 of 2")[0]
    assert any(row["quote"] in notice for row in made["requirements"])


def test_what_a_person_rejected_is_marked_and_not_counted_on(tmp_path: Path) -> None:
    """The register says by whom; the council's dates are without it, as its briefing is."""
    with served(copied(tmp_path / "home")) as at:
        listed = at.here.get("/v1/requirements?council=Fernshire").json()["requirements"]
        (row,) = [each for each in listed if each["deadline"]["date"] == "2024-05-14"]
        assert "14 May 2024" in words(at.here.get("/councils/Fernshire"))
        confirm(
            at.service.corpus, at.service.confirmations, row["id"], "rejected", "Ada Lane",
            deadline=True,
        )  # fmt: skip
        assert "Date rejected by Ada Lane" in words(at.here.get("/requirements"))
        assert "14 May 2024" not in words(at.here.get("/councils/Fernshire"))


def test_a_grade_that_a_person_rejected_is_marked_and_not_drawn(tmp_path: Path) -> None:
    """The register of grades keeps it, with the name."""
    with served(copied(tmp_path / "home")) as at:
        before = at.here.get("/councils/Fernshire").text.count('<circle class="dot"')
        grades = at.here.get("/v1/judgements?council=Fernshire").json()["judgements"]
        for each in grades:
            kept = at.service.confirmations
            confirm(at.service.corpus, kept, each["id"], "rejected", "Ben Moss")
        assert before > 0
        assert "<circle" not in at.here.get("/councils/Fernshire").text
        page = words(at.here.get("/judgements?council=Fernshire"))
        assert page.count("Grade rejected by Ben Moss") == len(grades)


@pytest.mark.parametrize("way", ["", "&down=1"])
def test_what_has_no_date_comes_last_whichever_way_dates_are_sorted(way: str) -> None:
    """Whoever sorts by date looks for dates."""
    page = reading_room().here.get(f"/requirements?sort=due{way}")
    first = re.findall(r'data-head="By when">([^<]+)', page.text)[0]
    assert first.strip() == "14 May 2024"


def test_a_field_that_cannot_be_emptied_says_so(tmp_path: Path) -> None:
    """Beside it, and nothing is changed meanwhile."""
    with served(copied(tmp_path / "home")) as at:
        entry = next(each for each in at.service.entries() if each.issued_on)
        said = {
            "title": "Another title", "kind": entry.kind, "council": "; ".join(entry.councils),
            "publisher": "", "issued": "", "inspected": "",
        }  # fmt: skip
        page = at.here.post(f"/documents/{entry.id}/correct", data=said)
        assert page.status_code == 422
        assert "not emptied" in words(page) and 'href="#issued"' in page.text
        assert at.service.uploads.jobs() == []


def test_filters_that_cannot_be_read_offer_no_download() -> None:
    """It would lead to an error, not to a file."""
    for path in ("/requirements?due_after=soon", "/judgements?year=twelve"):
        assert "format=csv" not in reading_room().here.get(path).text


def test_a_council_s_page_shows_where_one_is() -> None:
    """Its section is marked among the links at the top."""
    page = reading_room().here.get("/councils/Fernshire").text
    assert '<a href="/councils" aria-current="true">' in page
