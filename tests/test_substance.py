"""Words that fit a question and answer nothing: imprints, boxes of diagrams, circumstances."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers import Answer
from ingest.corpus import Corpus
from tests.corpora import Desk, desk, fill, write
from tests.fakes import BagOfWords

PAPERS = {
    "guidance.md": """# Kinship visits: practice guidance

Published by the National Forum for Safeguarding Practice on 2 October 2023.

## Visits

The kinship visit must be made within nine working days of the panel.

## Flow chart: the kinship visit

Kinship visit made within nine days of the panel

## Records

Records of a kinship visit are kept by two people. The clerk keeps the diary of the visit, and
sends a copy of it to the panel on the same day, so that nothing is lost when somebody is ill or
away, and so that the panel may read it before it meets and put questions about it in good time to
everybody who was there. Nobody else may change it. Records of a kinship visit are also kept by
the warden, who signs them.

## Figures

At 30 September 2022, 41 kinship carers were waiting for a visit.

At 31 March 2023, 27 kinship carers were waiting for a visit.
""",
    "fernshire-2022.txt": """Fernshire County Council
Inspection of children's social care services

The work of the canteen is good.

Whoever likes canteens may subscribe to our letter about the work of canteens.

Published by Ofsted on 22 July 2022
""",
}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """An assistant over a paper of guidance and a report."""
    folder: Path = tmp_path_factory.mktemp("substance")
    fill(folder / "home", write(folder / "papers", PAPERS))
    return desk(Corpus.open(folder / "home", BagOfWords()))


def first(answer: Answer) -> str:
    """The quotation cited first."""
    return answer.citations[0].quote


def test_the_rule_goes_before_the_box_that_draws_it(papers: Desk) -> None:
    """The box leaves out that the days are working days."""
    answer = papers.ask("How soon after the panel must the kinship visit be made?")
    assert "nine working days" in first(answer)


def test_a_publishers_imprint_is_no_finding(papers: Desk) -> None:
    """It names the subject and says nothing of it."""
    answer = papers.ask("What did Ofsted find about the work of canteens in Fernshire?")
    assert "canteen is good" in first(answer)


def test_a_long_paragraph_lists_by_its_telling_sentences(papers: Desk) -> None:
    """The first and the last say who keeps records; what stands between is left out."""
    answer = papers.ask("What records of a kinship visit are kept by people?")
    assert "by two people" in answer.text and "by the warden" in answer.text


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("how many kinship carers were waiting for a visit in sept 2022", "41"),
        ("how many kinship carers were waiting for a visit in march 2023", "27"),
    ],
)
def test_the_month_that_is_asked_about_is_the_month_that_answers(
    papers: Desk, question: str, figure: str
) -> None:
    """The other month's figure may stand beside it, never before it."""
    assert figure in first(papers.ask(question))


DOING = {
    "fund.md": """# Money: practice guidance

## Paying

The family fund for the north valley helps parents, carers and schools, and others too.

The fund for the north valley is managed by the lead officer.

## Other things

The valley is green.

A manager manages a team.

The north is cold.

A fund is a fund.
""",
}


def test_who_does_a_thing_is_told_where_the_doing_is(tmp_path: Path) -> None:
    """Parents, carers and schools are somebody too, but manage nothing."""
    fill(tmp_path / "home", write(tmp_path / "papers", DOING))
    with Corpus.open(tmp_path / "home", BagOfWords()) as corpus:
        answer = desk(corpus).ask("Who manages the family fund for the north valley?")
    assert "lead officer" in answer.statements[0].text
