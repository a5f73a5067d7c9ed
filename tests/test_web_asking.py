"""The page without a browser: forms, answers, the source viewer, as a client without JavaScript."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from httpx2 import Response

from assistant.web.sources import excerpt
from tests.corpora import FERNSHIRE_NOTICE, HOSTILE, fill, write
from tests.serving import QUESTION, Served, copied, reading_room, served

LIST = "What must each pathway plan of Fernshire contain?"


def ask(at: Served, question: str, **fields: str) -> Response:
    """The page that a posted question leads to."""
    return at.here.post("/ask", data={"question": question, **fields})


def words(page: Response) -> str:
    """The page's text, its tags left out."""
    bare = re.sub(r"(?s)<(script|style|textarea).*?</\1>|<[^>]+>", " ", page.text)
    return re.sub(r"\s+", " ", unescape(bare))


def hidden(page: Response, name: str) -> str:
    """The value of a hidden field of the first form that has it."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found, name
    return unescape(found[1])


def test_the_page_says_what_is_here_and_offers_questions() -> None:
    """Somebody who has never seen it can begin."""
    page = reading_room().here.get("/")
    assert page.status_code == 200
    assert "What do you want to know?" in words(page)
    assert "Kelder" in words(page) and "Fernshire" in words(page)
    assert page.text.count('action="/ask"') > 1


def test_a_question_leads_to_an_answer_with_an_address_of_its_own() -> None:
    """The question is in no address, since it may hold a child's details."""
    page = ask(reading_room(), QUESTION)
    assert page.status_code == 200
    assert re.fullmatch(r"/answers/\w+", page.url.path) and not page.url.query
    assert QUESTION in words(page) and "four weeks" in words(page)
    again = reading_room().here.get(page.url.path)
    assert words(again) == words(page)


def test_each_mark_leads_to_its_source_and_each_source_to_the_passage() -> None:
    """As many marks as sources; a source opens the document where the quotation stands."""
    page = ask(reading_room(), LIST)
    marks = set(re.findall(r'href="#(source-\d+)"', page.text))
    assert marks and marks == set(re.findall(r'id="(source-\d+)"', page.text))
    links = [
        unescape(one) for one in re.findall(r'href="(/documents/[^"]+start=[^"]+)"', page.text)
    ]
    assert len(links) == len(marks)
    for link in links:
        opened = reading_room().here.get(link)
        assert opened.status_code == 200
        assert 'id="cited"' in opened.text and "<mark" in opened.text


def test_an_empty_question_is_told_beside_the_field() -> None:
    """The error stands in a summary and at the field, and the title says so."""
    page = ask(reading_room(), "  ")
    assert page.status_code == 422
    assert "There is a problem" in words(page) and "Write a question first" in words(page)
    assert "<title>Error: " in page.text and 'aria-invalid="true"' in page.text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"from": "yesterday"}, "date"),
        ({"from": "2024", "to": "2012"}, "later"),
        ({"council": "Atlantis"}, "Atlantis"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_told_and_nothing_is_lost(
    fields: dict[str, str], told: str
) -> None:
    """What was typed is still there."""
    page = ask(reading_room(), QUESTION, **fields)
    assert page.status_code == 422
    assert told in words(page)
    assert QUESTION in unescape(page.text)


def test_what_the_documents_do_not_say_shows_the_nearest_passages() -> None:
    """They are no sources: nothing is numbered."""
    page = ask(reading_room(), "What is the bus fare allowance for mentors in Kelder?")
    assert "Nearest passages" in words(page) and 'id="source-1"' not in page.text


def test_a_follow_up_is_read_after_the_answer_it_stands_under() -> None:
    """Not after the last question asked: the person may have gone back."""
    room = reading_room()
    first = ask(room, QUESTION)
    told = {name: hidden(first, name) for name in ("after", "conversation")}
    ask(room, "Who was the lead inspector of Fernshire's inspection in 2024?", **told)
    page = ask(room, "and Fernshire?", **told)
    assert "Read as: How often must Fernshire's Improvement Board meet?" in words(page)
    assert "six weeks" in words(page) and "four weeks" not in words(page)


def test_what_was_read_from_a_question_does_not_narrow_the_next() -> None:
    """Only what the person chose is carried into the next question's filters."""
    named = ask(reading_room(), QUESTION)
    assert "Only Kelder" not in words(named)
    chosen = ask(reading_room(), "How often does the Improvement Board meet?", council="Kelder")
    assert "four weeks" in words(chosen) and "Only Kelder’s documents" in words(chosen)


def test_feedback_is_kept_without_javascript(tmp_path: Path) -> None:
    """The answer's page thanks, and the export has it."""
    with served(copied(tmp_path / "home")) as at:
        page = ask(at, QUESTION)
        said = at.here.post(
            f"{page.url.path}/feedback", data={"verdict": "unhelpful", "comment": "Too short"}
        )
        assert "Thank you" in words(said)
        (kept,) = at.service.answers.feedback()
    assert (kept.verdict, kept.comment, kept.answer.question) == (
        "unhelpful", "Too short", QUESTION,
    )  # fmt: skip


def test_a_link_of_an_old_answer_opens_the_version_that_it_quoted(tmp_path: Path) -> None:
    """The paper has changed since; the words quoted are still there, and the page says so."""
    papers = write(tmp_path / "papers", {"notice.txt": FERNSHIRE_NOTICE})
    fill(tmp_path / "home", papers)
    with served(tmp_path / "home") as at:
        page = ask(at, "How many cases may a social worker of Fernshire hold?")
        (link,) = set(re.findall(r'href="(/documents/[^"]+start=[^"]+)"', page.text))
        write(papers, {"notice.txt": FERNSHIRE_NOTICE.replace("17 cases", "12 cases")})
        fill(tmp_path / "home", papers)
        opened = at.here.get(unescape(link))
        assert "17 cases" in words(opened) and "12 cases" not in words(opened)
        assert "earlier version" in words(opened) and "newer version" in words(opened)


def test_a_document_s_words_are_never_markup(tmp_path: Path) -> None:
    """Tags and links in a paper are shown as the letters they are, in answer and viewer."""
    fill(tmp_path / "home", write(tmp_path / "papers", HOSTILE))
    with served(tmp_path / "home") as at:
        asked = [ask(at, "When does the canteen of Fernshire open?")]
        asked.append(ask(at, "How long are umbrellas lent in Fernshire?"))
        shown = [at.here.get(f"/documents/{entry.id}") for entry in at.service.entries()]
    assert '<script>alert("soup")' in " ".join(words(page) for page in shown)
    for page in (*asked, *shown):
        assert page.status_code == 200
        assert not re.search(r"<(script|img|b)\b[^>]*(alert|onclick|onerror|evil)", page.text)
        assert not re.search(r'(href|src)="https?://', page.text)


@pytest.mark.parametrize(
    "path",
    [
        "/answers/nothing",
        "/documents/nothing",
        "/documents/nothing/pages/1.png",
        "/documents/..%2f..%2fetc%2fpasswd",
        "/static/../server.py",
        "/nothing",
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(path: str) -> None:
    """404, in words, with a way back."""
    page = reading_room().here.get(path, headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert "Traceback" not in page.text and "/assistant/" not in page.text


@pytest.mark.parametrize(
    "place", ["clause=c9999", "start=5&end=99999999", "start=9&end=2", "start=x"]
)
def test_a_place_that_is_not_in_the_document_opens_it_all_the_same(place: str) -> None:
    """A broken link still leads to the paper."""
    document = next(iter(reading_room().service.entries()))
    page = reading_room().here.get(f"/documents/{document.id}?{place}")
    assert page.status_code in (200, 422)
    assert page.status_code == 422 or document.title in words(page)


def test_pages_allow_no_script_or_style_but_their_own_files() -> None:
    """The policy is strict, and no page needs more than it allows."""
    room = reading_room()
    for page in (room.here.get("/"), ask(room, LIST)):
        policy = page.headers["content-security-policy"]
        assert "unsafe" not in policy and "default-src 'none'" in policy
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page.text)


def test_a_long_quotation_is_cut_around_the_words_that_the_answer_shows() -> None:
    """What bears the answer is in sight, wherever in the clause it stands; cuts are shown."""
    words = [f"word{number}" for number in range(200)]
    quote = " ".join(words)
    shown = excerpt(quote, "It says: “word150 word151 word152”", most=20)
    assert shown.startswith("… word140 ") and shown.endswith("word159…")
    assert excerpt(quote, "nothing of it", most=20) == f"{' '.join(words[:20])}…"
    assert excerpt(quote, "“word198 word199”", most=20) == f"… {' '.join(words[180:])}"
    assert excerpt("six words", "other words", most=2) == "six words"
