"""Example questions come from the documents held, and differ from each other."""

from __future__ import annotations

from assistant.suggesting import suggestions
from ingest.corpus import Entry
from ingest.documents import Description, Kind


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
