"""Short forms that papers explain themselves are known in questions, either way round."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.question.short_forms import initials, long_forms, short_form
from tests.corpora import Desk, opened, quoted

PAPER = """# Fernshire County Council: panels and parties

Young people at risk of exploitation go to the Vulnerable Adolescent Panel (VAP).

The Vulnerable Adolescent Panel looks at ten cases every fortnight.

Members have asked the Governance Working Party to think about numbers.

The members of the GWP are Ruth Helmsley, Tobias Renwick and Orla Whitcombe.

The registration of interest (ROI) must be answered within five working days.
"""


@pytest.fixture(scope="module")
def panels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A paper with short forms of its own."""
    with opened(tmp_path_factory.mktemp("panels"), {"fernshire-panels.md": PAPER}) as made:
        yield made


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many cases does Fernshire's VAP look at?", "ten cases"),
        ("how many cases does the vap in fernshire look at", "ten cases"),
        ("how soon must a ROI be answered in Fernshire?", "five working days"),
    ],
)
def test_a_short_form_of_the_papers_own_is_understood(
    panels: Desk, question: str, told: str
) -> None:
    """In capitals or not."""
    assert told in quoted(panels.ask(question))


def test_a_name_is_known_by_the_initials_that_papers_use(panels: Desk) -> None:
    """A name that no paper shortens stands for itself alone."""
    read = panels.assistant.understand("Who was on Fernshire's Governance Working Party?")
    assert ("gwp",) in read.concepts[0].ways
    read = panels.assistant.understand("Who was on Fernshire's Adoption Working Party?")
    assert all(len(concept.ways) == 1 for concept in read.concepts)


@pytest.mark.parametrize(
    ("short", "text", "long_form"),
    [
        ("VAP", "the Vulnerable Adolescent Panel (VAP)", ["vulnerable adolescent panel"]),
        ("adm", "the agency decision-maker (ADM) agrees", ["agency decision-maker"]),
        ("SQAS", "Safeguarding and Quality Assurance\nService (‘SQAS’)",
         ["safeguarding and quality assurance service"]),
        ("VAP", "we saw the plan (VAP) twice", []),
        ("VAP", "nothing in brackets", []),
        ("vap", "vulnerable adolescent panel (vap)", []),
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
