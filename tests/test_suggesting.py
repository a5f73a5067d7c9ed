"""Example questions come from the documents held, and differ from each other."""

from __future__ import annotations

from assistant.answers import Scope
from assistant.suggesting import Suggester, suggestions
from ingest.corpus import Entry
from ingest.documents import Description, Kind
from tests.corpora import many_councils, two_councils


def _entry(number: int, kind: Kind, council: str, *, same_as: str | None = None) -> Entry:
    description = Description(kind, f"Paper {number}", (council,))
    return Entry(
        number, f"d{number}", f"{number}.txt", "", "text/plain", description, 1, 1, same_as=same_as
    )


def test_an_empty_corpus_suggests_nothing() -> None:
    """Nothing is made up."""
    assert suggestions(()) == ()


def test_each_kind_is_asked_about_before_a_second_council() -> None:
    """Variety first; two notices give a comparison; never more than wanted."""
    entries = (
        _entry(1, "improvement_notice", "Fernshire"),
        _entry(2, "improvement_notice", "Kelder"),
        _entry(3, "inspection_report", "Kelder"),
        _entry(4, "minutes", "Kelder"),
    )
    made = suggestions(entries)
    assert len(set(made)) == len(made) <= 5
    assert "Fernshire" in made[0]
    assert "judged" in made[1]
    assert any(question.startswith("Compare") for question in made)
    assert len(suggestions(entries, 2)) == 2


def test_a_twin_is_not_asked_about() -> None:
    """It is searched under the document that it is the same as."""
    assert suggestions((_entry(1, "improvement_notice", "Kelder", same_as="d9"),)) == ()


def test_only_what_the_documents_answer_is_suggested() -> None:
    """Notices that say nothing of plans are not asked what plans must include."""
    assistant = many_councils().assistant
    assert any("plans include" in each for each in suggestions(assistant.library.entries(), 20))
    for question in Suggester(assistant).suggested():
        assert assistant.ask(question).status == "answered"


def test_what_may_not_be_shown_is_not_suggested() -> None:
    """Without a council's papers nothing is asked about it."""
    assistant = two_councils().assistant
    kelder = frozenset(e.id for e in assistant.library.entries() if "Kelder" in e.councils)
    asks = Suggester(assistant)
    assert any("Kelder" in each for each in asks.suggested(8))
    without = asks.suggested(8, kelder)
    assert without
    assert not any("Kelder" in each for each in without)
    assert assistant.ask(without[0], Scope(without=kelder)).status == "answered"
