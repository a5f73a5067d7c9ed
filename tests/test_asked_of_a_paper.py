"""Questions that say which paper answers, who does a thing, and who is to report to whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.corpus import Corpus
from tests.corpora import Desk, desk, fill, quoted, sources, write
from tests.fakes import BagOfWords

PAPERS = {
    "fernshire-notice.md": """# Improvement Notice

**To:** Fernshire County Council ("the Council")

**Issued by:** the Department for Education, on behalf of the Secretary of State

## The Improvement Board

1. The Council must set up an Improvement Board, which shall have an Independent Chair and will
meet every six weeks.

2. The Chair is to send a report to the Minister after three months, and every two months from
then on.

3. Within one month of the date of this notice, the Council must agree a plan for adoption.

4. This notice will not be withdrawn before 14 March 2025.

Date: 14 March 2024
""",
    "fernshire-bulletin.md": """# Fernshire County Council staff bulletin

Published on 2 April 2024

## Workloads

No new social worker has more than 14 cases. The limit is 14 cases for each of them.

The team answers 300 calls each month, and wrote 20 letters within a month of the fair.
""",
    "fernshire-report.txt": """Fernshire County Council
Inspection of children's social care services
Inspection dates: 6 November 2023 to 17 November 2023
Lead inspector: Ruth Marlow, His Majesty's Inspector

The inspection team

The inspection team was of four inspectors.

Deputy lead inspector: Grace Tarrant

Team inspectors: Ann Dale, Peter Marsh

1. The Moor Edge Panel (MEP) is strong, and its chair is new.

2. Since the last inspection in 2021, foster homes in Fernshire have deteriorated.

3. Missing episodes are counted well. The police tell the council of missing episodes every day.

4. There were 61 missing episodes in 2022, against 34 in 2021.

5. The toy plan must be approved by the play committee.

The play committee resolved that Cllr Tom Bell be Vice-Chair of the play committee for the year.

6. Social workers often exceed the visits to children that managers expect of them. They visit well.

Published by Ofsted on 19 January 2024
""",
}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """An assistant over a notice, a bulletin and a report of one council."""
    folder: Path = tmp_path_factory.mktemp("asked")
    fill(folder / "home", write(folder / "papers", PAPERS))
    return desk(Corpus.open(folder / "home", BagOfWords()))


@pytest.mark.parametrize(
    "question",
    [
        "What is the limit on cases in Fernshire's improvement notice?",
        "what limit on cases does the Fernshire notice set?",
    ],
)
def test_a_bulletin_does_not_answer_for_the_notice(papers: Desk, question: str) -> None:
    """What is asked of the notice is answered from the notice or not at all."""
    assert "fernshire-bulletin.md" not in sources(papers.ask(question))


def test_another_paper_answers_where_the_notice_is_not_asked_of(papers: Desk) -> None:
    """The same question without the notice is answered from the bulletin."""
    answer = papers.ask("What is the limit on cases in Fernshire?")

    assert sources(answer) == {"fernshire-bulletin.md"}


def test_a_month_is_one_month(papers: Desk) -> None:
    """ "Within a month" finds what is to be done "within one month"."""
    answer = papers.ask("what must Fernshire do within a month?")

    assert "agree a plan for adoption" in quoted(answer)


@pytest.mark.parametrize(
    "question",
    ["What must Fernshire report to the DfE and how often?", "how often is the report to the DfE?"],
)
def test_the_ministers_are_the_department(papers: Desk, question: str) -> None:
    """A report to the Minister is one to the department, and a letterhead is none."""
    assert "every two months" in quoted(papers.ask(question))


def test_that_the_chair_is_independent_is_no_answer_to_who_asks_for_that_chair(
    papers: Desk,
) -> None:
    """Whoever asks for the independent chair knows it, and wants the name."""
    answer = papers.ask("Who is the independent chair of Fernshire's Improvement Board?")

    assert answer.status == "not_found"


def test_who_pays_is_not_answered_by_who_meets(papers: Desk) -> None:
    """A passage on the board that says nothing of paying does not answer who pays for it."""
    assert papers.ask("Who pays for Fernshire's Improvement Board?").status == "not_found"


def test_a_notice_that_may_be_lifted_is_one_that_may_be_withdrawn(papers: Desk) -> None:
    """Lifting a notice is withdrawing it."""
    answer = papers.ask("When's the earliest Fernshire's notice could be lifted?")

    assert "14 March 2025" in quoted(answer)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("who was the deputy lead inspector in Fernshire?", "Grace Tarrant"),
        ("who led Ofsted's visit to Fernshire in 2023?", "Ruth Marlow"),
    ],
)
def test_the_inspector_is_the_one_asked_for(papers: Desk, question: str, name: str) -> None:
    """The deputy is not the lead, and a visit is led as an inspection is."""
    assert name in quoted(papers.ask(question))


def test_the_date_of_what_was_is_a_day_of_the_calendar(papers: Desk) -> None:
    """How soon letters were written does not tell when the fair was."""
    assert papers.ask("When did Fernshire hold the fair?").status == "not_found"


def test_a_panel_is_no_person(papers: Desk) -> None:
    """A body's name in capitals does not answer who holds an office in it."""
    answer = papers.ask("what's the name of the chair of Fernshire's Moor Edge Panel?")

    assert answer.status == "not_found"


def test_a_line_of_office_and_name_is_no_scrap(papers: Desk) -> None:
    """A short line that gives the names asked for goes before a sentence that gives none."""
    answer = papers.ask("who were the team inspectors in Fernshire?")

    assert "Ann Dale" in quoted(answer)


def test_since_a_year_reaches_to_later_papers(papers: Desk) -> None:
    """What happened since a year is told in papers of later years."""
    answer = papers.ask("have foster homes in Fernshire got worse since 2021?")

    assert "deteriorated" in quoted(answer)


def test_two_years_side_by_side_go_first(papers: Desk) -> None:
    """A passage that sets both years side by side answers a question on both."""
    answer = papers.ask("missing episodes in Fernshire: 2021 vs 2022")

    assert "61" in quoted(answer)


def test_a_turn_of_phrase_is_read_whole(papers: Desk) -> None:
    """To sign off is to approve, and nothing is written on a sign."""
    assert "approved" in quoted(papers.ask("who must sign off the toy plan in Fernshire?"))


def test_more_than_one_has_to_asks_for_no_duty(papers: Desk) -> None:
    """ "More than they have to" asks what is done, and a report may tell it."""
    answer = papers.ask("Do social workers in Fernshire visit more than they have to? 2023")

    assert "exceed" in quoted(answer)


def test_a_vice_chair_is_not_the_chair(papers: Desk) -> None:
    """Who chairs is not answered by the name of a deputy; who is vice-chair is."""
    assert papers.ask("Who chairs the Fernshire play committee?").status == "not_found"
    assert "Tom Bell" in quoted(papers.ask("Who is vice-chair of the Fernshire play committee?"))
