"""What a person does on the page, in a real browser against a real server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

LIST = "What must Fernshire's plans include?"
BOARD = "How often does Kelder's Improvement Board have to meet?"
NOT_SAID = "What is the limit on caseloads in Kelder?"
EVERY_COUNCIL = "How often is supervision?"
_STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def ask(page: Page, question: str) -> None:
    """Type a question, send it, and wait for its answer."""
    page.get_by_role("textbox").first.fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(question)
    page.wait_for_load_state()


def open_source(source: Locator) -> None:
    """Follow a link to a source, and wait until its page stands there whole."""
    page = source.page
    source.click()
    page.wait_for_url(re.compile(r"/documents/.*#cited$"), wait_until="load")
    expect(page.locator("#cited").first).to_be_visible()


def comes_into_view(page: Page, selector: str) -> None:
    """Wait until an element stands whole inside the window: a browser scrolls in its own time."""
    page.wait_for_function(
        """selector => { const box = document.querySelector(selector).getBoundingClientRect();
        return box.top >= 0 && box.bottom <= window.innerHeight; }""",
        arg=selector,
    )


def test_asking_opening_a_citation_and_coming_back(page: Page) -> None:
    """The list is whole, a source opens at its highlighted words, and the way back is there."""
    ask(page, LIST)
    assert page.locator("[data-text] li").count() == 10
    page.locator("a.mark").nth(6).click(position={"x": 13, "y": 10})
    expect(page.locator("#source-7")).to_be_focused()
    open_source(page.locator("#source-7 a"))
    expect(page.locator("#cited")).to_contain_text("the outcomes wanted for the child")
    comes_into_view(page, "#cited")
    page.get_by_role("link", name="Next source").click()
    expect(page.locator("#cited")).to_contain_text("an assessment of risk")
    page.get_by_role("link", name="Back to the answer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(LIST)


def test_a_printed_page_shows_the_quoted_words_marked(page: Page) -> None:
    """The picture of a PDF's page has its marks, and its text says what is marked."""
    ask(page, "What does Fernshire need to improve?")
    page.locator("[id^=source-] a").nth(2).click()
    picture = page.get_by_role("img", name=re.compile("as printed"))
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 300
    assert "social worker is responsible" in (picture.get_attribute("alt") or "")


def test_a_follow_up_is_read_after_the_question_before(page: Page) -> None:
    """A short one will do, and how it was read is shown."""
    ask(page, BOARD)
    page.get_by_role("textbox").first.fill("and Fernshire?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".answer__read")).to_contain_text("Fernshire's Improvement Board")


def test_without_javascript_all_of_it_works(browser: Browser, server: str) -> None:
    """A form, an answer, its feedback, and a source."""
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(server)
    ask(page, BOARD)
    page.get_by_role("button", name="Yes, it helped").click()
    expect(page.get_by_text("Thank you")).to_be_visible()
    open_source(page.locator("[id^=source-] a").first)
    comes_into_view(page, "#cited")
    plain.close()


def test_by_keyboard_alone(page: Page) -> None:
    """Skip link, question, answer, mark, source: no mouse, and the focus is never lost."""
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.type(BOARD)
    page.keyboard.press("Enter")
    expect(page.locator("#asked")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class(re.compile("mark"))
    page.keyboard.press("Enter")
    expect(page.locator("#source-1")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/documents/"))


def test_whole_statements_are_announced(page: Page) -> None:
    """A screen reader's live region has each statement once, without its marks."""
    ask(page, BOARD)
    told = page.locator("#announcer p")
    expect(told.first).to_contain_text("Kelder")
    assert not re.search(r"\[\d|\d\]", " ".join(told.all_inner_texts()))


@pytest.mark.parametrize(("width", "zoom"), [(320, 1), (1280, 4)])
def test_nothing_needs_sideways_scrolling(
    browser: Browser, server: str, width: int, zoom: int
) -> None:
    """At 320 px, and at 400% zoom of 1280 px, which browsers lay out as 320 px."""
    narrow = browser.new_context(viewport={"width": width // zoom, "height": 800 // zoom})
    page = narrow.new_page()
    page.goto(server)
    for question in (LIST, NOT_SAID):
        ask(page, question)
        assert page.evaluate("document.documentElement.scrollWidth") <= width // zoom
    open_source(page.locator("aside a[href*='start=']").first)
    assert page.evaluate("document.documentElement.scrollWidth") <= width // zoom
    narrow.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_violation(context: BrowserContext, server: str, width: int) -> None:
    """Every kind of page, by axe-core's rules for WCAG 2.2 AA and its best practices."""
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    addresses = ["/", "/documents", "/documents/add", "/requirements", "/judgements", "/councils"]
    for address in [*addresses, "/councils/Kelder", "/sign-in", "/nothing-here"]:
        page.goto(server + address)
        _no_violation(page)
    page.goto(server)
    for question in (LIST, NOT_SAID, EVERY_COUNCIL):
        ask(page, question)
        _no_violation(page)
    page.goto(server)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    _no_violation(page)
    ask(page, LIST)
    open_source(page.locator("[id^=source-] a").first)
    _no_violation(page)


def test_an_uploaded_paper_is_read_and_answers(page: Page, server: str, tmp_path: Path) -> None:
    """Choose a file, see what was read from it, and ask about it."""
    paper = tmp_path / "bulletin.txt"
    paper.write_text(
        "Practice bulletin to staff\n\nKelder Borough Council, Children's Services\n\n"
        "3 May 2024\n\nKites\n\nThe kite allowance is £14 a month for every residential home.\n",
        encoding="utf-8",
    )
    page.goto(f"{server}/documents/add")
    page.locator("input[type=file]").set_input_files(paper)
    page.get_by_role("button", name=re.compile("Add|Upload")).click()
    page.wait_for_url(re.compile("/uploads/"))
    expect(page.get_by_text(re.compile("Added|added")).first).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Kelder").first).to_be_visible()
    page.goto(server)
    ask(page, "What is the kite allowance in Kelder?")
    expect(page.locator("[data-text]")).to_contain_text("£14 a month")


def _no_violation(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": _STANDARD})
    told = [
        f"{each['id']}: {[node['html'][:100] for node in each['nodes']][:3]}"
        for each in found.response["violations"]
    ]
    assert not told, f"{page.url}\n" + "\n".join(told)
