"""A review or a survey that is only mentioned tells nothing of what it found."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.corpus import Corpus
from tests.corpora import Desk, desk, fill, quoted, write
from tests.fakes import BagOfWords

PAPERS = {
    "fernshire-bulletin.md": """# Practice bulletin to staff

Fernshire County Council, Children's Services

## Fostering

The recommendations of the fostering peer review have been put into practice by managers.

## Respite

The respite survey found that carers wait nine days for a reply about respite.
"""
}


@pytest.fixture(scope="module")
def bulletins(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """An assistant over one bulletin that speaks of a review and tells of a survey."""
    folder: Path = tmp_path_factory.mktemp("mentioning")
    fill(folder / "home", write(folder / "papers", PAPERS))
    return desk(Corpus.open(folder / "home", BagOfWords()))


@pytest.mark.parametrize(
    "question",
    [
        "What did the fostering peer review in Fernshire recommend?",
        "what were the recommendations of Fernshire's fostering peer review",
    ],
)
def test_that_recommendations_were_followed_does_not_say_what_they_are(
    bulletins: Desk, question: str
) -> None:
    """The nearest passage is shown, with the reason."""
    answer = bulletins.ask(question)
    assert answer.status == "not_found"
    assert any("mentioned" in reason for reason in answer.reasons)
    assert answer.nearest


def test_what_a_survey_found_is_told_where_it_stands(bulletins: Desk) -> None:
    """The same sort of question, where there is an answer."""
    answer = bulletins.ask("What did the respite survey in Fernshire find?")
    assert answer.status == "answered"
    assert "nine days" in quoted(answer)


def test_other_questions_are_not_held_back(bulletins: Desk) -> None:
    """Who put a review into practice may be asked."""
    answer = bulletins.ask("Who put the fostering recommendations into practice in Fernshire?")
    assert "by managers" in quoted(answer)


def test_a_target_that_no_paper_sets_is_not_found(bulletins: Desk) -> None:
    """The passage on the subject names no target."""
    answer = bulletins.ask("What is Fernshire's target for a reply about respite?")
    assert answer.status == "not_found"
    assert "no such figure is set here" in answer.reasons
