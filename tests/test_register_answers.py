"""Questions on the whole of a register are answered from it: complete, counted, each row cited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.register_answers.asked import Asked
from assistant.register_answers.councils import councils_told
from assistant.registers.rows import requirements
from ingest.corpus import Corpus, Entry
from tests.corpora import Desk, desk, fill, opened, two_councils, write
from tests.fakes import BagOfWords
from tests.requirement_papers import EARLY_REPORT, MINUTES, NOTICE, PLAN

_PAPERS = {
    "notice.txt": NOTICE,
    "early.txt": EARLY_REPORT,
    "minutes.txt": MINUTES,
    "plan.csv": "Fernshire County Council Improvement Plan\n" + PLAN,
}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An assistant over Fernshire's notice, report and plan, and Kelder's minutes."""
    folder: Path = tmp_path_factory.mktemp("answers")
    with opened(folder, _PAPERS) as made:
        yield made


def _items(text: str) -> list[str]:
    return re.findall(r"^- .*", text, re.M)


def test_all_requirements_of_a_notice_are_listed_and_counted(asked: Desk) -> None:
    """As many items as the register has rows, each with its citation."""
    answer = asked.ask("List all the requirements of Fernshire's improvement notice")
    rows = requirements(asked.assistant.library._corpus, council="Fernshire")
    held = [row for row in rows if row.entry.kind == "improvement_notice"]
    assert answer.status == "answered"
    assert f"{len(held)} requirements" in answer.text
    assert len(_items(answer.text)) == len(held) == len(answer.citations)


def test_how_many_is_answered_by_kind_not_by_every_row(asked: Desk) -> None:
    """The number first; every row is cited all the same."""
    answer = asked.ask("How many requirements are in Fernshire's notice?")
    count = int(re.search(r"\*\*(\d+) requirements", answer.text)[1])  # type: ignore[index]
    assert len(answer.citations) == count
    assert "on reporting: 3" in answer.text
    assert len(answer.text.split()) < 60


def test_a_topic_narrows_the_list(asked: Desk) -> None:
    """Only the rows that speak of it."""
    answer = asked.ask("Which requirements does Fernshire have about supervision?")
    assert len(_items(answer.text)) == 1
    assert "supervision framework" in answer.text
    assert "pathway" not in answer.text


def test_deadlines_passed_by_a_day_are_counted_with_their_reckoning(asked: Desk) -> None:
    """A month counts on its last day; a counted date shows what it is counted from."""
    answer = asked.ask("How many of its deadlines has Fernshire passed by 31 March 2020?")
    assert "**3 of 5**" in answer.text
    assert "30 September 2019" in answer.text
    assert "29 February 2020" in answer.text
    assert "March 2020" in answer.text
    assert "October 2020" not in answer.text
    assert "corresponding date, counted from the notice of 31 August 2019" in answer.text
    assert "whether they were met is another question" in answer.text.lower()
    day_before = asked.ask("How many of its deadlines has Fernshire passed by 30 March 2020?")
    assert "**2 of 5**" in day_before.text


def test_no_deadline_passed_is_an_answer_with_the_first_to_come(asked: Desk) -> None:
    """None of them, and what the count rests on."""
    answer = asked.ask("How many of its deadlines has Fernshire passed by 1 January 2010?")
    assert answer.status == "answered"
    assert "**0 of 5**" in answer.text
    assert "The first is 30 September 2019" in answer.text
    assert answer.citations


def test_deadlines_of_other_papers_are_counted_beside(asked: Desk) -> None:
    """Each with its citations, under its own paper."""
    answer = asked.ask("Which of its deadlines has Fernshire passed by 31 March 2020?")
    assert re.search(
        r"Also Fernshire, inspection report.*2 dates \(28 February 2013\)", answer.text
    )


def test_every_deadline_is_listed_those_without_a_date_too(asked: Desk) -> None:
    """With the words and the reason."""
    answer = asked.ask("What are all the deadlines in Fernshire's notice?")
    assert "**5 dates**" in answer.text
    assert "second meeting; its date is not stated" in answer.text
    assert "every 5 weeks" in answer.text


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("What is due in Fernshire before 1 October 2019?", "30 September 2019", "2020"),
        ("What deadlines does Fernshire have in 2020?", "29 February 2020", "30 September 2019"),
        ("What is Fernshire's next deadline after 1 April 2020?", "31 August 2020", "October"),
    ],
)  # fmt: skip
def test_days_in_the_question_bound_the_deadlines(
    asked: Desk, question: str, has: str, lacks: str
) -> None:
    """Before, in and after mean what they say."""
    text = asked.ask(question).text
    dates = "\n".join(re.findall(r"^- \*\*(.*?)\*\*", text, re.M))
    assert has in dates
    assert lacks not in dates


def test_targets_come_with_baseline_date_and_basis(asked: Desk) -> None:
    """From the measures, in the notice's own figures."""
    answer = asked.ask("What targets must Fernshire reach?")
    assert "41% (2018-19)" in answer.text
    assert "**60%** by March 2020 (in-month figure)" in answer.text
    assert "**75%** by October 2020" in answer.text


def test_duties_of_one_body_are_its_own(asked: Desk) -> None:
    """What the chair must do is not what the council must."""
    answer = asked.ask("List all the duties of Fernshire's chair")
    assert "first report" in answer.text
    assert "chronology" not in answer.text


def test_a_plan_s_actions_and_a_committee_s_resolutions_are_listed(asked: Desk) -> None:
    """By their printed numbers."""
    plan = asked.ask("List all actions in Fernshire's improvement plan")
    assert "**3 actions**" in plan.text
    assert "1.1" in plan.text
    resolved = asked.ask("List the resolutions of Kelder's committee")
    assert "**3 resolutions**" in resolved.text


def test_a_single_fact_is_not_taken_for_a_list(asked: Desk) -> None:
    """One deadline is answered by its clause."""
    answer = asked.ask("By when must Fernshire send the Department its plan?")
    assert "30 September 2019" in answer.text
    assert len(answer.citations) <= 3


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Was Fernshire judged better than before?", "Yes, better: from inadequate to requires"),
        ("Was Fernshire judged worse than before?", "No, better: from inadequate to requires"),
        ("Was Kelder judged better than before?", "The documents hold only one inspection"),
    ],
)
def test_a_later_grade_is_compared_with_the_one_before(question: str, begins: str) -> None:
    """On the common scale, both grades cited."""
    assert two_councils().ask(question).text.startswith(begins)


def test_by_when_is_answered_from_the_register_where_the_passages_do_not_say(asked: Desk) -> None:
    """An event without a date is said to be one; what no row speaks of is not answered."""
    answer = asked.ask("By when must Fernshire's improvement plan be approved?")
    assert answer.status == "answered"
    assert "second meeting" in answer.text
    assert asked.ask("By when must Fernshire's town hall be approved?").status == "not_found"


def test_a_council_that_came_after_another_is_told_of_its_papers(tmp_path: Path) -> None:
    """Its predecessor's duties are named, and not counted as its own; the other way too."""
    papers = {"notice.txt": NOTICE.replace("Fernshire County Council", "Cumbria County Council")}
    fill(tmp_path / "home", write(tmp_path / "papers", papers))
    with Corpus.open(tmp_path / "home", BagOfWords()) as corpus:
        answer = desk(corpus).ask("How many requirements does Cumberland have?")
        assert answer.status == "not_found"
        assert "Cumberland took over from Cumbria" in answer.text
        own = desk(corpus).ask("How many requirements does Cumbria have?")
        assert own.status == "answered" and "**20 requirements**" in own.text


def test_papers_of_the_successor_are_named_for_an_abolished_council(tmp_path: Path) -> None:
    """A question on Cumbria where only Cumberland's papers are held."""
    papers = {"notice.txt": NOTICE.replace("Fernshire County Council", "Cumberland Council")}
    fill(tmp_path / "home", write(tmp_path / "papers", papers))
    with Corpus.open(tmp_path / "home", BagOfWords()) as corpus:
        answer = desk(corpus).ask("How many requirements does Cumbria have?")
    assert answer.status == "not_found"
    assert "Cumbria was abolished" in answer.text and "Cumberland" in answer.text


def test_a_council_renamed_is_one_council(tmp_path: Path) -> None:
    """The county council of North Yorkshire and the council of today have one register."""
    papers = {
        "old.txt": NOTICE.replace("Fernshire County Council", "North Yorkshire County Council"),
        "new.txt": NOTICE.replace("Fernshire County Council", "North Yorkshire Council").replace(
            "31 August 2019", "31 August 2023"
        ),
    }
    fill(tmp_path / "home", write(tmp_path / "papers", papers))
    with Corpus.open(tmp_path / "home", BagOfWords()) as corpus:
        rows = requirements(corpus, council="North Yorkshire")
    assert len({row.entry.id for row in rows}) == 2


def test_who_monitors_is_told_body_by_body(asked: Desk) -> None:
    """Every duty that names who watches, counted, each cited."""
    answer = asked.ask("Who monitors Fernshire's notice?")
    rows = requirements(asked.assistant.library.corpus, council="Fernshire")
    watched = [row for row in rows if row.requirement.monitored_by]
    assert "**Improvement Board**" in answer.text
    assert watched
    assert all(
        any(row.requirement.quote.text in citation.quote for citation in answer.citations)
        for row in watched
    )


def test_who_watches_one_thing_is_told_of_that_thing(asked: Desk) -> None:
    """Other duties are left out."""
    answer = asked.ask("Who keeps an eye on the sampling in Fernshire?")
    assert "Improvement Board" in answer.text
    assert all("sampling" in citation.quote.lower() for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "What happens if Fernshire fails to comply with the notice?",
        "What happens if the targets are missed in Fernshire?",
        "What are the consequences for Fernshire if it does not improve?",
    ],
)
def test_what_follows_from_failure_is_every_clause_on_it(asked: Desk, question: str) -> None:
    """Under the heading that each completes, counted."""
    answer = asked.ask(question)
    assert "**2 clauses**" in answer.text
    assert "powers of intervention" in answer.text
    assert "further action" in answer.text
    assert len(answer.citations) == 2


def test_what_follows_from_one_thing_undone_is_not_read_as_the_notice_s_failure(
    asked: Desk,
) -> None:
    """A fact of its own is searched for."""
    answer = asked.ask("What happens if a mentor fails to turn up in Fernshire?")
    assert "clauses** say what follows" not in answer.text


def test_which_councils_have_a_deadline_are_counted_and_named(asked: Desk) -> None:
    """Each with its dates."""
    answer = asked.ask("Which councils have a deadline in 2020?")
    assert "**1 council**" in answer.text
    assert "**Fernshire**: 29 February 2020" in answer.text
    assert "Kelder" not in answer.text


def test_which_councils_have_a_notice_are_told_by_their_papers(asked: Desk) -> None:
    """The notice itself is cited."""
    answer = asked.ask("Which councils have an improvement notice?")
    assert "**1 council**" in answer.text
    assert "Fernshire, improvement notice" in answer.text


def test_which_councils_must_do_a_thing_are_those_whose_rows_speak_of_it(asked: Desk) -> None:
    """By the words of the rows."""
    answer = asked.ask("Which councils must write a supervision framework?")
    assert "**1 council**" in answer.text
    assert "Fernshire" in answer.text


def test_councils_that_are_compared_stand_one_after_the_other(asked: Desk) -> None:
    """One whose papers set none is said to set none."""
    answer = asked.ask("Compare the deadlines of Fernshire and Kelder")
    assert "Fernshire, improvement notice, 31 August 2019: **5 dates**" in answer.text
    assert "Kelder, minutes, 16 May 2024: **2 dates**" in answer.text
    lacking = asked.ask("Compare the targets of Fernshire and Kelder")
    assert lacking.status == "partial"
    assert "Kelder: its papers here set none." in lacking.text


def test_what_has_been_done_says_that_nothing_is_reported(asked: Desk) -> None:
    """The duty, and that no report speaks of it: the duty is no report."""
    answer = asked.ask("What has been done about the supervision framework in Fernshire?")
    assert answer.status == "partial"
    assert "1 requirement on this" in answer.text
    assert "**No report** of what was done" in answer.text


def test_what_councils_must_do_about_the_board_is_compared_by_its_rows(asked: Desk) -> None:
    """Of the side that has none it is said."""
    answer = asked.ask("Compare what Fernshire and Kelder must do about the board")
    assert "Fernshire, improvement notice, 31 August 2019" in answer.text
    assert "independent chair" in answer.text
    assert "Kelder: its papers here set none." in answer.text


def test_of_very_many_rows_every_council_is_counted_and_the_first_rows_cited(
    asked: Desk,
) -> None:
    """The whole count, a citation for each council shown, the others named with their counts,
    and where every row is to be had."""
    own = requirements(asked.assistant.library._corpus, council="Fernshire")
    councils = [f"Council {place:02}" for place in range(45)]
    rows = [replace(row, entry=_of(row.entry, name)) for name in councils for row in own[:8]]
    draft = councils_told(Asked("requirements", "requirement"), rows)
    assert draft is not None
    assert draft.opening.startswith("**360 requirements** of **45 councils**")
    assert [len(line.quotations) for line in draft.lines[:40]] == [1] * 40
    assert all(f"{name} (8)" in draft.lines[40].before for name in councils[40:])
    assert "notices requirements" in draft.lines[41].before


def _of(entry: Entry, council: str) -> Entry:
    """The same paper as another council's."""
    return replace(entry, description=replace(entry.description, councils=(council,)))


_COMMITTEE = {
    "minutes.md": "# Minutes of the Children's Scrutiny Committee\n\nKelder Borough Council\n\n"
    "Held on 18 October 2022\n\nPresent: Councillor Oak (Chair)\n\n"
    "## 4. Homes\n\nMembers spoke.\n\nResolved:\n\n"
    "(1) That the report be noted;\n(2) That the Director report on lodgings by May.\n\n"
    "## 5. Kites\n\nResolved:\n\n(1) That kites be flown on Sundays.\n",
    "report.md": "# Report to the People Overview Committee\n\nKelder Borough Council\n\n"
    "Date: 9 November 2022\n\n## 1. Purpose\n\nTo tell of homes.\n\n## 2. Recommendations\n\n"
    "Members are asked to:\n\nA. note the progress made;\nB. endorse the plan for lodgings.\n",
}


@pytest.fixture(scope="module")
def committees(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One meeting's minutes and one report to another committee."""
    folder: Path = tmp_path_factory.mktemp("committees")
    with opened(folder, _COMMITTEE) as made:
        yield made


def test_what_a_committee_resolved_is_given_whole_or_on_one_thing(committees: Desk) -> None:
    """All of a meeting's resolutions, or those that stand under what is asked about."""
    whole = committees.ask("What did Kelder's scrutiny committee resolve on 18 October 2022?")
    assert "**3 resolutions**" in whole.text and len(whole.citations) == 3
    one = committees.ask("What did Kelder's scrutiny committee resolve about kites?")
    assert [each.quote for each in one.citations] == ["That kites be flown on Sundays."]
    for never in ("in March 2021", "on 17 October 2022", "in May"):
        none = committees.ask(f"What did Kelder's scrutiny committee resolve {never}?")
        assert "resolution" not in none.text, never


def test_what_a_committee_is_asked_to_do_is_its_reports_recommendations(committees: Desk) -> None:
    """Found by the committee's name at the head of the paper, which no point repeats."""
    answer = committees.ask("What are the recommendations to Kelder's People Overview Committee?")
    assert "**2 recommendations**" in answer.text
    assert "B." in answer.text and "endorse the plan for lodgings" in answer.text
    other = committees.ask("What are the recommendations to Kelder's Harbours Committee?")
    assert "recommendations**" not in other.text
