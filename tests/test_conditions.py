"""What a question ties its answer to: a span of time, a deadline, a duty. Without it, no answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.corpus import Corpus
from tests.corpora import Desk, desk, fill, opened, quoted, write
from tests.fakes import BagOfWords

REPORT = """Marrowby Borough Council

Inspection of children's social care services

Inspection dates: 3 June 2024 to 14 June 2024

The experiences and progress of children who need help and protection: good

Supervision of social workers is regular and thoughtful, and children's plans are reviewed in it.
Core assessments are completed within 35 days for 71% of children.

The placements panel meets every six weeks and hears about new foster carers.

What needs to improve

- The supervision of newly qualified social workers, so that it looks at risk.
"""
NOTICE = """IMPROVEMENT NOTICE

To: Wenlow Borough Council ("the Council")

Issued by: the Department for Education, on behalf of the Secretary of State

1. The Improvement Board will meet every six weeks.

2. The Council must publish a fostering strategy within three months of the date of this notice.

Date: 5 May 2024
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """An assistant over an inspection report and a notice."""
    folder: Path = tmp_path_factory.mktemp("conditions")
    made = {"marrowby-report.txt": REPORT, "wenlow-notice.txt": NOTICE}
    fill(folder / "home", write(folder / "papers", made))
    return desk(Corpus.open(folder / "home", BagOfWords()))


def test_a_measure_within_another_span_of_time_is_no_answer(papers: Desk) -> None:
    """35 days are not ten, in figures or in words."""
    for span in ("10 days", "ten working days"):
        asked = f"What percentage of core assessments were completed within {span} in Marrowby?"
        assert papers.ask(asked).status == "not_found"
    for span in ("35 days", "35 working days"):
        asked = f"What percentage of core assessments were completed within {span} in Marrowby?"
        assert "71%" in quoted(papers.ask(asked))


@pytest.mark.parametrize("asked", ["By when", "By what date"])
def test_how_often_a_thing_is_done_is_no_deadline(papers: Desk, asked: str) -> None:
    """A meeting every six weeks says nothing of when the first one is due."""
    answer = papers.ask(f"{asked} must Wenlow's Improvement Board first meet?")
    assert answer.status == "not_found"


def test_a_deadline_and_a_rhythm_are_each_found_where_they_are_asked_for(papers: Desk) -> None:
    """The same words answer the questions that they do answer."""
    due = papers.ask("By when must Wenlow publish its fostering strategy?")
    assert "within three months" in quoted(due)
    often = papers.ask("How often does Wenlow's Improvement Board meet?")
    assert "every six weeks" in quoted(often)


def test_what_inspectors_found_lays_down_no_duty(papers: Desk) -> None:
    """How plans were is no list of what plans must be."""
    answer = papers.ask("What must Marrowby's placements panel hear about?")
    assert answer.status == "not_found"
    assert any("no duty" in reason for reason in answer.reasons)
    told = papers.ask("How often does Marrowby's placements panel meet?")
    assert "every six weeks" in quoted(told)


def test_a_duty_goes_before_a_finding_on_the_same_thing(papers: Desk) -> None:
    """What needs to improve answers what must be done; the praise beside it does not."""
    answer = papers.ask("What must Marrowby do about the supervision of social workers?")
    assert "looks at risk" in quoted(answer)
    assert "regular and thoughtful" not in quoted(answer)


def test_when_a_thing_ended_is_not_when_it_began(tmp_path: Path) -> None:
    """Nor is it told by a paper that speaks of no end."""
    papers = {
        "kelder-school.md": "# Kelder Borough Council: schools\n\nBramble Lodge Academy opened in "
        "September 2031.\n\nThe Elms Academy closed in July 2033.\n"
    }
    with opened(tmp_path, papers) as made:
        assert made.ask("When did Bramble Lodge Academy in Kelder close?").status == "not_found"
        assert "2031" in made.ask("When did Bramble Lodge Academy in Kelder open?").text
        assert "2033" in made.ask("When did the Elms Academy in Kelder close?").text
