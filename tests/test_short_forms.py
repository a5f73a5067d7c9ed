"""Short forms that papers explain themselves are known in questions, either way round."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.question.short_forms import initials, long_forms, short_form
from assistant.question.understanding import MOST_SHORT_FORMS, understand
from tests.corpora import Desk, opened, quoted

PAPER = """# Fernshire County Council: panels and parties

Those who worry the school most go to the Early Evening Panel (EEP).

The Early Evening Panel looks at ten cases every fortnight.

Members have asked the Housing Working Party to think about numbers.

The members of the HWP are Ruth Helmsley, Tobias Renwick and Orla Whitcombe.

The statement of interest (SOI) must be answered within six working days.
"""


@pytest.fixture(scope="module")
def panels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A paper with short forms of its own."""
    with opened(tmp_path_factory.mktemp("panels"), {"fernshire-panels.md": PAPER}) as made:
        yield made


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many cases does Fernshire's EEP look at?", "ten cases"),
        ("how many cases does the eep in fernshire look at", "ten cases"),
        ("how soon must a SOI be answered in Fernshire?", "six working days"),
    ],
)
def test_a_short_form_of_the_papers_own_is_understood(
    panels: Desk, question: str, told: str
) -> None:
    """In capitals or not."""
    assert told in quoted(panels.ask(question))


def test_a_name_is_known_by_the_initials_that_papers_use(panels: Desk) -> None:
    """A name that no paper shortens stands for itself alone."""
    read = panels.assistant.understand("Who was on Fernshire's Housing Working Party?")
    assert ("hwp",) in read.concepts[0].ways
    read = panels.assistant.understand("Who was on Fernshire's Adoption Working Party?")
    assert all(len(concept.ways) == 1 for concept in read.concepts)


@pytest.mark.parametrize(
    ("short", "text", "long_form"),
    [
        ("EEP", "the Early Evening Panel (EEP)", ["early evening panel"]),
        ("adm", "the agency decision-maker (ADM) agrees", ["agency decision-maker"]),
        ("MHAS", "Mentoring and Housing Advice\nService (‘MHAS’)",
         ["mentoring and housing advice service"]),
        ("EEP", "we saw the plan (EEP) twice", []),
        ("EEP", "nothing in brackets", []),
        ("eep", "early evening panel (eep)", []),
    ],
)  # fmt: skip
def test_a_long_form_is_found_before_the_bracket(
    short: str, text: str, long_form: list[str]
) -> None:
    """Only where its letters are met in order, and the short form is printed as one."""
    assert long_forms(short, [text]) == long_form


def test_the_commonest_long_form_comes_first() -> None:
    """Papers may use one short form for two things."""
    texts = ["annual review (AR)", "area report (AR)", "annual review (AR)"]
    assert long_forms("AR", texts) == ["annual review", "area report"]


def test_a_name_is_shortened_as_its_papers_do() -> None:
    """In brackets after it; two words give no initials that could be trusted."""
    assert short_form("joint audit group", ["the Joint Audit Group (JAG) met"]) == "JAG"
    assert short_form("joint audit group", ["the Joint Audit Group met"]) == ""
    assert initials("joint audit group") == "jag"
    assert initials("children of the county council") == "ccc"
    assert initials("audit group") == ""


def test_a_question_of_short_words_costs_few_look_ups() -> None:
    """However many rare words it holds."""
    asked: list[str] = []

    def explained(said: str) -> list[str]:
        asked.append(said)
        return []

    text = " ".join(f"{one}{two}q" for one in "bcdfghjk" for two in "xzvw")
    understand(text, (), lambda stem: 1.0, explained=explained)
    assert 0 < len(asked) <= MOST_SHORT_FORMS
