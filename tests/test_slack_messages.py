"""Whatever an answer holds, Slack takes the message, and nothing in it does anything."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answers import Answer, Citation, Source, Statement
from assistant.slack.bindings import Binding
from assistant.slack.blocks import Shown, answer_message, differing
from assistant.slack.dialogue import settings_view, suggested
from assistant.slack.messages import Message
from assistant.slack.mrkdwn import escaped, said
from assistant.slack.sources import words_message
from tests.fakes.slack.limits import refusal

PAGE = "https://notices.example.org"
_ANY = st.characters(exclude_categories=["Cs"])
_TEXT = st.one_of(
    st.text(_ANY, max_size=80),
    st.text("<@!#&*_~`|:/>[]() \n\\wa.", max_size=200),
    st.builds(
        lambda word, count: word * count, st.text(_ANY, min_size=1, max_size=9), st.integers(0, 900)
    ),
    st.sampled_from(
        ["<!channel> <@U1>", "&lt;@U1&gt;", "a\n- b\n- c", "😀" * 3000, "word " * 4000]
    ),
)
_SHORT = st.text(_ANY, max_size=300)


@st.composite
def _citation(draw: st.DrawFn, number: int) -> Citation:
    source = Source(
        id=draw(st.sampled_from(["d1", "d2", "d3"])),
        title=draw(_SHORT),
        source=draw(_SHORT),
        kind=draw(st.sampled_from(["improvement_notice", "other"])),
        councils=tuple(draw(st.lists(_SHORT, max_size=3))),
        publisher=draw(_SHORT),
        issued=draw(st.sampled_from([None, "2024-03-14", "2024-03"])),
        sha256="",
        part_of=None,
    )
    return Citation(
        number=number,
        quote=draw(_TEXT),
        prefix="",
        suffix="",
        document=source,
        page=draw(st.one_of(st.none(), st.integers(1, 999))),
        clause=draw(_SHORT),
        headings=(),
        start=0,
        end=1,
        url=f"/documents/d1?start={number}",
        clause_id="c",
    )


@st.composite
def _answer(draw: st.DrawFn) -> Answer:
    count = draw(st.sampled_from([0, 1, 2, 5, 60]))
    citations = tuple(draw(_citation(number)) for number in range(1, min(count, 5) + 1))
    numbers = st.lists(st.integers(1, max(len(citations), 1)), max_size=4).map(tuple)
    made = [Statement(draw(_TEXT), draw(numbers)) for _ in range(count)]
    body = draw(st.sampled_from(["\n\n", "\n- ", "\n  - ", "\n**Fernshire**\n\n- "]))
    return Answer(
        id="a" * 32,
        question=draw(_TEXT),
        status=draw(st.sampled_from(["answered", "partial", "not_found", "clarify", "refused"])),
        text=draw(_TEXT) + body.join(["", *(each.marked() for each in made)]),
        statements=tuple(made),
        citations=citations,
        options=tuple(draw(st.lists(_TEXT, max_size=14))),
        nearest=tuple(draw(_citation(number)) for number in (1, 2, 3))
        if draw(st.booleans())
        else (),
        read_as=draw(st.one_of(st.none(), _TEXT)),
    )


def _shown() -> st.SearchStrategy[Shown]:
    return st.builds(Shown, st.sampled_from(["", PAGE]), _TEXT, _TEXT, st.booleans())


@given(_answer(), _shown())
@settings(max_examples=200)
def test_slack_takes_any_answer(answer: Answer, shown: Shown) -> None:
    """Inside every limit that Slack documents, and the one of all blocks that it does not."""
    _taken(answer_message(answer, shown))


@given(_answer())
def test_slack_takes_the_words_of_any_answer(answer: Answer) -> None:
    """Quotations of any length and number."""
    if answer.citations:
        _taken(words_message(answer, PAGE))


@given(
    st.lists(_SHORT, max_size=300),
    st.lists(_SHORT.filter(bool), max_size=5),
    st.text(_ANY, max_size=20),
)
def test_slack_takes_the_settings_of_any_council(
    names: list[str], bound: list[str], typed: str
) -> None:
    """At most a hundred suggestions; labels inside their limit."""
    options = suggested(typed, [name for name in names if name.strip()])
    assert len(options) <= 100
    assert all(1 <= len(each["text"]["text"]) <= 75 for each in options)
    view = settings_view("C1", Binding(tuple(bound), ("improvement_notice",)))
    assert len(json.dumps(view, ensure_ascii=False)) < 250_000


def _taken(message: Message) -> None:
    reason = refusal(message.blocks)
    assert not reason, reason
    assert message.blocks
    assert message.text
    assert len(message.text) <= 4_000
    for words in _marked_texts(message.blocks):
        bare = re.sub(r"<https://notices\.example\.org[^|>]*\|[^<>]*>", "", words)
        assert not re.search(r"<[@!#h]|<[^>]*\|", bare), words


def _marked_texts(value: Any) -> list[str]:
    """All texts in which Slack reads markup."""
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            return [value["text"]]
        return [text for inner in value.values() for text in _marked_texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _marked_texts(inner)]
    return []


@given(_TEXT)
def test_no_word_of_a_document_is_markup(text: str) -> None:
    """No sign that mentions, pings, links or formats is left with its power."""
    made = escaped(text)
    assert not re.search(r"<|>|&(?!amp;|lt;|gt;)", made)
    assert not re.search(r"(?<!\u200b)[@#*_~`|]", made)


@given(_TEXT)
def test_what_a_person_said_survives_slacks_escapes(text: str) -> None:
    """Slack writes "&", "<" and ">" its own way; the question has them as they were typed."""
    sent = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert said(sent) == re.sub(r"[ \t]+", " ", text).strip()


def _listing(count: int, words: str) -> Answer:
    who = ("Fernshire",)
    source = Source("d1", "Notice", "improvement_notice", who, "", "2024-03-14", "n.txt", "", None)
    made = [Statement(f"{number}. {words}", (number,)) for number in range(1, count + 1)]
    cited = tuple(
        Citation(n, words, "", "", source, 1, f"paragraph {n}", (), 0, 1, f"/documents/d1#{n}", "c")
        for n in range(1, count + 1)
    )
    text = "\n".join(f"- {each.marked()}" for each in made)
    return Answer("a1", "List them", "answered", text, tuple(made), cited)


def test_a_long_list_is_cut_at_an_items_end_and_says_what_is_left() -> None:
    """The items that are shown are whole, their sources with them; the page has them all."""
    words = "The Council must review every plan with the child, the family and the school."
    message = answer_message(_listing(200, words), Shown(PAGE))
    sent = json.dumps(message.blocks, ensure_ascii=False)
    shown = len(re.findall(re.escape(words) + r" \[\d+\]", sent))
    assert 20 < shown < 200
    assert sent.count(words) == shown
    assert f"*{200 - shown} more* are not shown here" in sent
    assert f"<{PAGE}/answers/a1|" in sent
    assert len(re.findall(r"\|\[\d+\] ", sent)) == shown


def test_without_a_page_no_link_is_made() -> None:
    """A link to nowhere would be worse than none."""
    message = answer_message(_listing(200, "word " * 40), Shown())
    assert "http" not in json.dumps(message.blocks)


def test_options_are_told_apart_in_few_words() -> None:
    """A button says the council; questions that share nothing stay whole."""
    asked = [f"How often must the board meet in {name}?" for name in ("Kelder", "St. Osyth")]
    assert differing(asked) == ["Kelder", "St. Osyth"]
    other = ["What is a CP plan?", "Who chairs it?"]
    assert differing(other) == other
    assert differing(asked[:1]) == asked[:1]
