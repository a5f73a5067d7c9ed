"""The grades of inspection reports, in the words of each framework."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import Clause, Description, Judgement, Span
from ingest.judgements import find_judgements, lead_inspector, scale_of

_REPORT = Description(
    kind="inspection_report",
    title="Inspection",
    councils=("Fernshire",),
    publisher="Ofsted",
    inspected=("2023-01-30", "2023-02-10"),
)

_TABLE = """Inspection of Fernshire local authority children's services
Inspection dates: 30 January to 10 February 2023
Lead inspector: Ada Brook, His Majesty's Inspector
Judgement\tGrade
The impact of leaders on social work
practice with children and families
Inadequate
The experiences and progress of children who need help and protection
Requires improvement
to be good
The experiences and progress of children in care\tGood
The experiences and progress of care leavers\tOutstanding
Overall effectiveness\tRequires improvement to be good
Services in Fernshire have been good
and bad.
"""

_NUMBERED = """Fernshire County Council
Inspection date: 3 June – 25 June 2014
The overall judgement is that children's services require
improvement.
1. Children who need help and protection\tRequires improvement
2. Children looked after and achieving
permanence
Inadequate
2.1 Adoption performance\tNot judged
2.2 Experiences and progress of care leavers\tGood
3. Leadership, management and governance Good
The effectiveness of the Local Safeguarding Children Board (LSCB) is
good.
Lead inspector: Ada J Brook HMI
"""

_RECORD = """Inspection of safeguarding and looked after children services
Reporting inspector Ada Brook HMI
Safeguarding services\t4

Record of main findings:

Safeguarding services\t\t
Overall effectiveness\tinadequate\t\t
Capacity for improvement\tadequate\t\t
Services for looked after children
Overall effectiveness\tAdequate Grade 3
Being healthy
Good Grade 2
"""


def _found(text: str) -> list[Judgement]:
    return list(find_judgements(text, (), _REPORT))


def test_a_grade_table_gives_each_subject_its_grade_and_the_prose_gives_none() -> None:
    """Grades torn over lines are whole again, in the report's own words."""
    assert [(one.topic, one.grade, one.scale) for one in _found(_TABLE)] == [
        ("leaders", "Inadequate", "inadequate"),
        ("help_and_protection", "Requires improvement to be good", "requires improvement"),
        ("children_in_care", "Good", "good"),
        ("care_leavers", "Outstanding", "outstanding"),
        ("overall", "Requires improvement to be good", "requires improvement"),
    ]
    assert _found(_TABLE)[0].subject == (
        "the impact of leaders on social work practice with children and families"
    )


def test_a_judgement_carries_who_when_and_by_which_framework() -> None:
    """The front page's inspector and days belong to every row."""
    one = _found(_TABLE)[-1]
    assert (one.council, one.body, one.framework) == ("Fernshire", "Ofsted", "ILACS")
    assert (one.inspected_from, one.inspected_to) == ("2023-01-30", "2023-02-10")
    assert (one.inspector, one.published) == ("Ada Brook", None)


@pytest.mark.parametrize("text", [_TABLE, _NUMBERED, _RECORD])
def test_a_span_is_the_rows_or_sentences_own_words(text: str) -> None:
    """It ends with the grade and begins with what is judged."""
    for one in _found(text):
        words = " ".join(one.span.cut(text).split())
        assert one.grade.lower() in words.lower()
        assert words == words.strip() and "\n\n" not in one.span.cut(text)


def test_a_report_without_an_overall_grade_gets_none() -> None:
    """Nothing is derived from the other grades."""
    without = _TABLE.replace("Overall effectiveness\tRequires improvement to be good\n", "")
    assert [one.topic for one in _found(without)] == [
        "leaders",
        "help_and_protection",
        "children_in_care",
        "care_leavers",
    ]


def test_the_numbered_table_its_sentences_and_its_board_are_read() -> None:
    """The framework of 2013 to 2017, "not judged" included."""
    assert [(one.topic, one.grade) for one in _found(_NUMBERED)] == [
        ("overall", "require improvement"),
        ("help_and_protection", "Requires improvement"),
        ("children_in_care", "Inadequate"),
        ("adoption", "Not judged"),
        ("care_leavers", "Good"),
        ("leaders", "Good"),
        ("lscb", "good"),
    ]
    assert {one.inspector for one in _found(_NUMBERED)} == {"Ada J Brook"}
    assert _found(_NUMBERED)[3].scale is None


def test_the_record_of_main_findings_keeps_the_two_services_apart() -> None:
    """Before 2013 "overall effectiveness" is of one service; "adequate" is not translated."""
    assert [(one.topic, one.subject, one.scale) for one in _found(_RECORD)] == [
        ("safeguarding", "overall effectiveness (safeguarding services)", "inadequate"),
        ("capacity", "capacity for improvement (safeguarding services)", "adequate"),
        ("looked_after", "overall effectiveness (services for looked after children)", "adequate"),
        ("other", "being healthy (services for looked after children)", "good"),
    ]


def test_grades_at_the_heads_of_chapters_serve_where_the_record_is_lost() -> None:
    """The same subjects, from "Grade 4 (Inadequate)"."""
    text = "Safeguarding services\n\nOverall effectiveness\n\nGrade 4 (Inadequate)\n\nText."
    assert [(one.topic, one.scale) for one in _found(text)] == [("safeguarding", "inadequate")]


def test_a_record_of_a_single_service_has_its_overall_grade() -> None:
    """Without services to keep apart, overall effectiveness is overall."""
    text = (
        "Record of main findings\n\nOverall effectiveness Adequate\nThe quality of practice Good\n"
    )
    assert [(one.topic, one.subject, one.grade) for one in _found(text)] == [
        ("overall", "overall effectiveness", "Adequate"),
        ("other", "the quality of practice", "Good"),
    ]
    assert _found(text)[0].framework == "Protection of children"


def test_a_markdown_table_is_read_like_a_printed_one() -> None:
    """Transcripts draw their tables with bars."""
    text = "| Judgement | Grade |\n|---|---|\n| Overall effectiveness | Good |\n"
    assert [(one.topic, one.grade) for one in _found(text)] == [("overall", "Good")]


def test_only_an_inspection_report_of_a_known_council_has_judgements() -> None:
    """A paper about a report judges nothing itself."""
    paper = Description(kind="committee_report", title="Paper", councils=("Fernshire",))
    nobody = Description(kind="inspection_report", title="Inspection")
    assert find_judgements(_TABLE, (), paper) == ()
    assert find_judgements(_TABLE, (), nobody) == ()


def test_a_judgement_hangs_on_the_smallest_clause_that_it_begins_in() -> None:
    """The row rather than the table."""
    start = _TABLE.index("Overall effectiveness")
    table = Clause("c1", "table", (Span(_TABLE.index("Judgement"), len(_TABLE)),))
    row = Clause("c2", "row", (Span(start, start + 60),), parent="c1")
    last = find_judgements(_TABLE, (table, row), _REPORT)[-1]
    assert last.clause_id == "c2"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lead inspector: Ada Brook\nHer Majesty’s Inspector", "Ada Brook"),
        (
            "Lead inspectors: Ada Brook, His Majesty’s Inspector, and Max Hill\n",
            "Ada Brook and Max Hill",
        ),
        ("Lead inspector:\tJo Hay-Wood, HMI", "Jo Hay-Wood"),
        ("the lead inspector attended\nReporting inspector Ada Brook HMI", "Ada Brook"),
        ("nobody is named", None),
    ],
)
def test_the_lead_inspectors_name_is_read_without_titles(text: str, name: str | None) -> None:
    """One name, two names, or none."""
    assert lead_inspector(text) == name


_USUAL = (
    "Record of main findings",
    "Safeguarding services",
    "Judgement\tGrade",
    "Good",
    "1. Adoption",
    "Overall effectiveness",
    "Grade 4 (Inadequate)",
    "Board",
    "\n",
    "\t",
)


@given(st.lists(st.sampled_from(_USUAL)))
def test_no_order_of_the_usual_words_breaks_the_reading(words: list[str]) -> None:
    """Torn tables give fewer grades, never an error; every span is inside the text."""
    text = "\n".join(words)
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in _found(text))


def test_a_grade_outside_the_scales_has_none() -> None:
    """It is kept as it is."""
    assert scale_of("Met in full") is None
    assert scale_of("Requires\nImprovement") == "requires improvement"
