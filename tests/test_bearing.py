"""What is cited for a statement: the list with its lead-in, the row with its heads, the clause."""

from __future__ import annotations

from pathlib import Path

from assistant.answers import Answer
from ingest.corpus import Corpus
from tests.corpora import desk, fill, two_councils, write
from tests.fakes import BagOfWords


def cited(answer: Answer) -> list[str]:
    """The quotations cited, in order."""
    return [citation.quote for citation in answer.citations]


def test_a_sentence_is_shown_and_its_clause_is_cited() -> None:
    """The next sentence may hedge the one that is shown."""
    answer = two_councils().ask("Who chairs Fernshire's Improvement Board?")
    (quote,) = cited(answer)
    assert "every six weeks" in quote and "Dame Orla Whitcombe" in quote


def test_a_lead_in_is_cited_with_its_whole_list_and_each_point_by_itself() -> None:
    """The lead-in opens the list, a point the point; what is shown is what is cited."""
    answer = two_councils().ask("What must each pathway plan in Kelder contain?")
    whole, *points = cited(answer)
    assert len(points) == 3 and all(point in whole for point in points)
    assert [statement.citations for statement in answer.statements] == [(1,), (2,), (3,), (4,)]


def test_a_short_list_without_numbers_is_cited_as_one_passage(tmp_path: Path) -> None:
    """Its points mean nothing without the lead-in that they stand under."""
    papers = {
        "guidance.md": "# Visits: practice guidance\n\nA record of a visit must include:\n\n"
        "- the day of the visit\n\n- who was seen\n\n- what was agreed\n"
    }
    fill(tmp_path / "home", write(tmp_path / "papers", papers))
    with Corpus.open(tmp_path / "home", BagOfWords()) as corpus:
        answer = desk(corpus).ask("What must a record of a visit include?")
    (whole,) = cited(answer)
    assert all(words in whole for words in ("must include", "who was seen", "what was agreed"))
    assert [statement.citations for statement in answer.statements] == [(1,)] * 4


def test_each_duty_of_a_notices_short_list_is_cited_by_itself(tmp_path: Path) -> None:
    """A point of a notice is to be met, and opened, by itself."""
    papers = {
        "notice.md": "# Improvement notice\n\nTo: Kelder Borough Council\n\n"
        "Issued by the Department for Education\n\nA record of a visit must include:\n\n"
        "- the day of the visit\n\n- who was seen\n\n- what was agreed\n"
    }
    fill(tmp_path / "home", write(tmp_path / "papers", papers))
    with Corpus.open(tmp_path / "home", BagOfWords()) as corpus:
        answer = desk(corpus).ask("What must a record of a visit include in Kelder?")
    assert [statement.citations for statement in answer.statements] == [(1,), (2,), (3,), (4,)]
    assert "who was seen" in cited(answer)[0]
    assert cited(answer)[2].strip(" -") == "who was seen"


def test_a_list_under_a_bare_heading_is_cited_whole_and_each_point_by_itself() -> None:
    """That there are two points is borne by the list; each point says something by itself."""
    answer = two_councils().ask("What needs to improve in Fernshire?")
    whole, *points = cited(answer)
    assert len(points) == 2 and all(point in whole for point in points)
    assert [statement.citations for statement in answer.statements] == [(1,), (2,), (3,)]


def test_a_date_that_is_reckoned_from_is_cited_with_the_line_that_it_stands_in() -> None:
    """The line says what date it is; a long sentence that it stands in is not cited for it."""
    answer = two_councils().ask("By what date must Fernshire publish a recruitment strategy?")
    (line,) = [quote for quote in cited(answer) if "14 March 2024" in quote]
    assert line != "14 March 2024" and len(line.split()) <= 8


_CALM = " ".join(f"The child likes game number {n} and has a calm day." for n in range(12))
CELLS = f"""# Levels of need: thresholds guidance

Kelder Borough Council

| Level 2: Vulnerable | Level 3: Complex |
|---|---|
| {_CALM} | The child has no bed. The child sleeps elsewhere on most nights of the week. The child \
carries a blade to the park. There is no heating. |
"""


def test_a_part_of_a_cell_of_a_long_row_is_cited_with_its_cell(tmp_path: Path) -> None:
    """What stands beside it in the cell is of the same level; the other cells are not."""
    fill(tmp_path / "home", write(tmp_path / "papers", {"levels.md": CELLS}))
    with Corpus.open(tmp_path / "home", BagOfWords()) as corpus:
        answer = desk(corpus).ask("What level is a child who carries a blade in Kelder?")
    (cell,) = [quote for quote in cited(answer) if "blade" in quote]
    assert "no heating" in cell and "calm day" not in cell


TESTS = """# Visits: practice guidance

## Deciding

The 3 main tests for a visit are:

## Distance

How far away the child lives is thought of first, by those who know the roads of the borough, and
the state of the roads in the winter is thought of as well.

## Willingness

Whether the carer will open the door comes next, and whether anybody has been turned away from it
in the last month, for which the diary is read again.

## Danger

Whether a child may be hurt before the visit outweighs both, whoever it is that says so, and for
whatever reason it is said.
"""


def test_a_heading_that_is_a_point_is_cited_with_what_stands_under_it(tmp_path: Path) -> None:
    """The last of the headings as well as the first."""
    fill(tmp_path / "home", write(tmp_path / "papers", {"tests.md": TESTS}))
    with Corpus.open(tmp_path / "home", BagOfWords()) as corpus:
        answer = desk(corpus).ask("What are the 3 main tests for a visit?")
    assert "outweighs both" in " ".join(cited(answer))
    assert "outweighs both" not in answer.text
