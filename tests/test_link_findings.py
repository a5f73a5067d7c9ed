"""What a later inspection found is followed back by its subject, though it is worded anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.linking.kept import trace
from assistant.linking.register import links
from assistant.linking.subjects import subjects
from assistant.registers.filed import Filed
from ingest.corpus import Corpus
from tests.corpora import fill, opened, write
from tests.fakes import BagOfWords

FIRST = """Fernshire County Council
Inspection of services for children in need of help and protection, children looked after and \
care leavers

Inspection date: 4 March 2015 to 28 March 2015

Overall effectiveness\tInadequate

Recommendations

The local authority

- Ensure that the workloads of social workers are low enough for them to see children often.
- Hold return interviews with every child who has gone missing from home.
- Check the boats that the residential home keeps at the lake.

The Local Safeguarding Children Board

- The board should audit how well agencies share what they know of children who go missing.

Published by Ofsted on 29 April 2015
"""

SECOND = """Fernshire County Council
Inspection of children's social care services

Inspection dates: 5 March 2018 to 16 March 2018
Lead inspector: Imogen Castleford, Her Majesty's Inspector

Overall effectiveness\tGood

The experiences and progress of children who need help and protection

Caseloads of social workers are low. Return interviews with a child who has gone missing from \
home are prompt and thoughtful. The town has a fine museum of clocks.

Information about this inspection

Inspectors asked a child who has gone missing from home about return interviews.

Published by Ofsted on 30 April 2018
"""

ASKED = """Fernshire County Council

Report to the Cabinet, 12 June 2019

Fostering allowances

Purpose of the report

1. To ask Cabinet for a decision.

Recommendations

2. It is recommended that Cabinet agrees to raise the fostering allowance for kinship carers by \
four pounds a week.
"""

TOLD = """Fernshire County Council

Report to the Cabinet, 12 June 2019

Payments to carers

Purpose of the report

1. To tell members what was done.

What was done

2. The fostering allowance for kinship carers has been raised by four pounds a week.

3. If Cabinet agrees, the fostering allowance for kinship carers is increased by four pounds.
"""


def _pairs(folder: Path, papers: dict[str, str]) -> set[tuple[str, str]]:
    """The first words of both ends of each link between these papers."""
    fill(folder / "home", write(folder / "papers", papers))
    with Corpus.open(folder / "home", BagOfWords()) as corpus:
        return {(_words(e.link.source), _words(e.link.target)) for e in links(corpus)}


def _words(end: object) -> str:
    words = end.requirement.quote.text if isinstance(end, Filed) else end.words  # type: ignore[attr-defined]
    return " ".join(words.split()[:4])


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("manageable workloads for all", "their caseloads have fallen", {"caseloads"}),
        ("fewer locum staff", "recruitment is better", {"workforce"}),
        ("those who are privately fostered", "foster carers are trained", set()),
        ("the voice of the child", "children's wishes and feelings", {"voice of the child"}),
        ("return home interviews", "children who go missing", {"missing"}),
        ("the health assessments of children", "assessments are prompt", set()),
    ],
)
def test_a_subject_is_known_by_any_of_its_names(one: str, other: str, shared: set[str]) -> None:
    """The longest name counts: private fostering is no fostering, a health check no assessment."""
    assert subjects(one) & subjects(other) == shared


def test_a_finding_is_what_came_of_a_duty_though_nothing_is_said_to_be_done(
    tmp_path: Path,
) -> None:
    """How a matter stands at the next inspection; the museum and the boats have no partner."""
    found = _pairs(tmp_path, {"first.txt": FIRST, "second.txt": SECOND})
    assert ("Hold return interviews with", "Return interviews with a") in found
    assert ("Ensure that the workloads", "Caseloads of social workers") in found
    assert not any(source.startswith("Check the boats") for source, _ in found)
    assert not any(target.startswith("The town has") for _, target in found)


def test_what_inspectors_say_of_their_own_work_is_no_finding(tmp_path: Path) -> None:
    """Nor is what a grade means, or who lives in the area."""
    found = _pairs(tmp_path, {"first.txt": FIRST, "second.txt": SECOND})
    assert not any(target.startswith("Inspectors asked") for _, target in found)


def test_a_board_s_duty_is_not_answered_by_what_the_council_did(tmp_path: Path) -> None:
    """The council's return interviews are no audit of the board's."""
    found = _pairs(tmp_path, {"first.txt": FIRST, "second.txt": SECOND})
    assert found and not any(source.startswith("The board should") for source, _ in found)


def test_findings_are_no_reports_of_what_was_done(tmp_path: Path) -> None:
    """They are ends of links; whoever asks what was done is not shown them as such."""
    papers = {"first.txt": FIRST, "second.txt": SECOND}
    fill(tmp_path / "home", write(tmp_path / "papers", papers))
    with Corpus.open(tmp_path / "home", BagOfWords()) as corpus:
        held = trace(corpus, "Fernshire")
    assert held.links and not any(each.finding for each in (*held.reports, *held.beside))


@pytest.mark.parametrize(
    ("day", "linked"),
    [("12 June 2019", set()), ("11 December 2019", {("It is recommended that", "The fostering")})],
)
def test_a_paper_tells_nothing_of_what_its_own_meeting_is_asked(
    day: str, linked: set[tuple[str, str]], tmp_path: Path
) -> None:
    """What is put to Cabinet in June may be reported in December; what is supposed is no report."""
    told = TOLD.replace("12 June 2019", day)
    found = _pairs(tmp_path, {"asked.txt": ASKED, "told.txt": told})
    assert {(one, other[:13]) for one, other in found} == linked


def test_what_inspectors_found_is_told_where_nothing_is_reported_as_done(tmp_path: Path) -> None:
    """As a finding, not as something done."""
    with opened(tmp_path, {"first.txt": FIRST, "second.txt": SECOND}) as desk:
        answer = desk.ask("What has been done about the workloads of social workers in Fernshire?")
    assert answer.status == "partial"
    assert "**No report** of what was done" in answer.text
    assert "What inspectors found later:" in answer.text
    assert "Caseloads of social workers are low." in answer.text
