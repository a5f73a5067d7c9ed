"""Quotations are the document's own characters, and stay data whatever they hold."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from assistant.answer.quoting import date_words, display, shortened
from tests.corpora import hostile, two_councils

# What is asked, and what its answer would do if it were more than data.
HOSTILE_QUESTIONS = (
    "How much is the bicycle allowance?",  # marks of citations that are none
    "On what are rooms booked in Fernshire?",  # a link
    "When does the canteen open?",  # a script, and a tag with a handler
    "How long does the parking permit last?",  # an image written in entities
    "How long are umbrellas lent for?",  # an image that would be fetched
)


def live(markdown: str) -> set[str]:
    """What a browser would act on, were the text rendered: links, images, raw HTML."""
    tokens = MarkdownIt("commonmark").parse(markdown)
    inner = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in (*tokens, *inner)}
    return kinds & {"link_open", "image", "html_block", "html_inline"}


def test_a_quotation_is_counted_in_characters_and_not_in_bytes() -> None:
    """Emoji, curly quotation marks, no-break spaces and line ends, before it and inside."""
    answer = hostile().ask("What are toys swapped for in Kelder?")
    (citation,) = answer.citations
    text = hostile().assistant.library.document(citation.document.id).text
    assert citation.quote == text[citation.start : citation.end]
    assert "\U0001f9f8 Toys are mended “within four\u00a0weeks”" in citation.quote
    assert "swapped for   another" in citation.quote


def test_what_is_shown_is_the_quotation_on_one_line() -> None:
    """White space is folded in the text; the citation keeps it."""
    answer = hostile().ask("What are toys swapped for in Kelder?")
    assert "“within four weeks” – or swapped for another – by the café’s" in answer.text


def test_a_citation_says_where_its_quotation_stands() -> None:
    """Document, headings, clause, offsets, and an address that opens it there."""
    answer = two_councils().ask("What is the overnight respite budget in Fernshire?")
    (citation,) = answer.citations
    assert citation.headings == ("Help for children",)
    assert citation.clause == "Help for children, point 5"
    assert citation.document.title == "Improvement Notice to Fernshire County Council"
    assert citation.document.kind == "improvement_notice"
    assert citation.document.publisher == "Department for Education"
    assert citation.document.issued == "2024-03-14"
    assert citation.url == (
        f"/documents/{citation.document.id}?clause={citation.clause_id}"
        f"&start={citation.start}&end={citation.end}"
    )


def test_the_same_words_are_cited_once() -> None:
    """A date reckoned from a clause bears the clause's number."""
    answer = two_councils().ask("By what date must Fernshire publish a recruitment strategy?")
    spans = [(citation.document.id, citation.start) for citation in answer.citations]
    assert len(spans) == len(set(spans))
    assert answer.text.count("[1]") == 2


def test_every_mark_in_a_plain_answer_is_a_citations() -> None:
    """Marks stand behind each statement, in its order."""
    answer = two_councils().ask("What must each pathway plan in Fernshire contain?")
    marks = [int(mark) for mark in re.findall(r"\[(\d+)\]", answer.text)]
    assert marks == [number for each in answer.statements for number in each.citations]


@pytest.mark.parametrize("question", HOSTILE_QUESTIONS)
def test_hostile_words_are_cited_exactly_as_they_stand(question: str) -> None:
    """Whatever is done for showing them, the citation keeps the characters."""
    answer = hostile().ask(question)
    assert answer.status == "answered"
    (citation,) = answer.citations
    text = hostile().assistant.library.document(citation.document.id).text
    assert citation.quote == text[citation.start : citation.end]


def test_marks_in_a_document_are_not_taken_for_citations() -> None:
    """The bulletin's own "[2]" would open a source that is none."""
    answer = hostile().ask(HOSTILE_QUESTIONS[0])
    marks = [int(mark) for mark in re.findall(r"(?<!\\)\[(\d+)\]", answer.text)]
    assert marks == [1]


@pytest.mark.parametrize("question", HOSTILE_QUESTIONS[1:])
def test_nothing_in_a_document_acts_in_the_text_of_an_answer(question: str) -> None:
    """The text is Markdown: a paper's links, images and tags must be shown, not obeyed."""
    answer = hostile().ask(question)
    assert answer.status == "answered"
    assert live(answer.text) == set()


def test_a_questions_own_markup_does_not_act_in_its_answer() -> None:
    """Nor in the options that repeat it."""
    answer = hostile().ask("[click](javascript:go()) <b>zebras</b> how many live in Fernshire?")
    assert live(answer.text) == set()
    assert all(live(option) == set() for option in answer.options)


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("two\n   lines\tand\u00a0more", "two lines and more"),
        ("- a point", "a point"),
        ("**bold** and <u>underlined</u>", "bold and underlined"),
        ("## A heading", "A heading"),
        ("x < 3 and y > 4", "x < 3 and y > 4"),
    ],
)
def test_a_quotation_is_shown_without_the_marks_of_its_format(quote: str, shown: str) -> None:
    """White space folded, bullets and emphasis dropped, the words kept."""
    assert display(quote) == shown


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2011-09-27", "27 September 2011"),
        ("2024-05-02", "2 May 2024"),
        ("2024-05", "May 2024"),
        ("2024", "2024"),
        (None, ""),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(iso: str | None, words: str) -> None:
    """A month stays a month."""
    assert date_words(iso) == words


def test_a_long_title_is_cut_at_a_word() -> None:
    """And says that it was."""
    assert shortened("one two three", 3) == "one two three"
    assert shortened("one two three four", 3) == "one two three…"
