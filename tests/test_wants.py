"""What a question asks for, and whether a text really holds it."""

from __future__ import annotations

import pytest

from assistant.evidence.substance import counted_things
from assistant.question.nouns import Question
from assistant.question.understanding import understand
from assistant.question.wants import holds, is_name, near, wants_name


def read(text: str) -> Question:
    """The question as understood with every stem equally rare."""
    return understand(text, ("Fernshire", "Kelder"), lambda stem: 0.5)


HELD = (
    ("how many children are waiting?", "27 children are waiting.", "Children are waiting."),
    ("how many officers left?", "Twelve officers left.", "Officers left."),
    ("how often does it meet?", "It meets every six weeks.", "It meets in the hall."),
    ("how often does it meet?", "It meets twice a year.", "It meets in Kelder."),
    ("how long is the wait?", "The wait is 3 working days.", "The wait is too great."),
    ("how much does respite cost?", "Respite costs £410,000.", "Respite costs too much."),
    ("what percentage were late?", "9% were late.", "Many were late."),
    ("what proportion were late?", "A third were late.", "Some were late."),
    ("what is the phone number for the hub?", "Ring 01632 960 001.", "Ring the hub."),
    ("when was it agreed?", "It was agreed on 4 May.", "It was agreed by all."),
    ("how many minutes does it last?", "It lasts for 90 minutes.", "It lasts long."),
    ("how much of it is spent?", "44% of it is spent.", "All of it is spent."),
    ("how much notice is given?", "Notice of six weeks is given.", "Notice is given."),
    ("what email do I write to?", "Write to hub@kelder.example.", "Write to the hub."),
    ("who does the interview?", "It is done by someone independent.", "It is done at home."),
    ("how often are they held?", "They are held each fortnight.", "They are held at school."),
    ("what level is that?", "That is level 3.", "That is grave."),
    ("who chairs the board?", "Dame Orla Whitcombe chairs it.", "Nobody chairs it."),
    ("when must it be checked?", "It must be checked every term.", "It must be checked."),
    ("how much has it gone up?", "It has gone up by 12.", "It has gone up."),
    ("who must attend?", "The police must attend.", "Attendance is a must."),
)


@pytest.mark.parametrize(("question", "with_it", "without"), HELD)
def test_a_text_holds_what_is_asked_for_or_it_does_not(
    question: str, with_it: str, without: str
) -> None:
    """A number, a time, a sum, a name: the sort of thing, whatever its words."""
    assert holds(read(question), with_it) == 1
    assert holds(read(question), without) == 0


def test_a_question_for_nothing_special_is_held_by_any_text() -> None:
    """ "What does it say" has no sort of thing to look for."""
    assert holds(read("what does the notice say about referrals?"), "Referrals are read.") == 1


def test_of_two_things_asked_for_one_is_half() -> None:
    """Who, and how many."""
    assert holds(read("who decides, and how many cases were there?"), "There were 12 cases.") == 0.5


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("who chairs the board?", True),
        ("who is the lead member?", True),
        ("who led the review?", True),
        ("who must attend the board?", False),
        ("who is responsible for the plan?", False),
        ("how many people attend?", False),
    ],
)
def test_who_somebody_is_and_who_ought_to_are_told_apart(question: str, asks: bool) -> None:
    """A role is no answer to the first, and is one to the second."""
    assert wants_name(read(question)) == asks


def test_a_role_does_not_hold_a_name() -> None:
    """ "An independent person" does not say who."""
    question = read("who is the chair of the board?")
    assert holds(question, "It will be chaired by an independent person.") == 0
    assert holds(question, "The chair of the Improvement Board is a judge.") == 0
    assert holds(question, "The chair is Dr Ansel Pomfret.") == 1


def test_the_chair_of_a_board_does_not_hold_its_members_office() -> None:
    """A name in another sentence, or far off in the same, is another person's."""
    question = read("who is the chief executive?")
    told = "The board is chaired by Dame Orla Fenwick. Its members include the chief executive."
    assert near(question, told) == 0
    assert near(question, "Ruth Helmsley, the chief executive, agreed.") == 1
    asked = read("who is the manager of Bramble Lodge?")
    assert near(asked, "Councillor Okafor said that her sister works at Bramble Lodge.") == 0


def test_who_chairs_may_be_told_by_the_office_that_does() -> None:
    """Half as good as a name, and told from an office that stands there for another reason."""
    question = read("who chairs the meeting?")
    by_office = "The meeting is chaired by the team manager."
    assert holds(question, by_office) == 0.5 and near(question, by_office) > 0.5
    assert holds(question, "The meeting is chaired by Ruth Helmsley.") == 1
    assert holds(question, "The team manager is told of the meeting.") == 0
    row = "Introduce a daily meeting | Hub Manager | July 2022"
    assert holds(read("who leads the daily meeting?"), row, "Action Lead By when") == 0.5


def test_a_share_counts_less_than_a_number() -> None:
    """In figures or in words."""
    asked = read("how many foster carers left?")
    assert near(asked, "12 foster carers left.") == 1
    assert near(asked, "12% of foster carers left.") == 0.3
    assert near(asked, "Twelve per cent of foster carers left.") == 0.3


def test_the_name_of_a_thing_asks_for_nobody() -> None:
    """ "The name of the hub" is no person's; that of its manager is."""
    assert "person" not in read("what is the name of the hub?").wants
    assert "person" in read("what is the name of the hub's manager?").wants


@pytest.mark.parametrize(
    "text",
    [
        "Foster carers receive £165 a child.",
        "Foster carers of children aged 11 to 15 are paid more.",
    ],
)
def test_a_sum_of_money_and_an_age_count_nothing(text: str) -> None:
    """ "How many" is answered by neither."""
    assert near(read("how many foster carers are there?"), text) == 0


def test_a_name_in_the_question_is_no_answer_to_who() -> None:
    """Whom the asker names is not whom he asks for."""
    question = read("who was Orla Whitcombe replaced by?")
    assert holds(question, "Orla Whitcombe was replaced in May.") == 0
    assert holds(question, "Orla Whitcombe was replaced by Helena Marsh.") == 1


@pytest.mark.parametrize(
    "name", ["Dame Orla Whitcombe", "Cllr Pomfret", "Orla Whitcombe", "Helena Marsh", "Dr Quill"]
)
def test_a_persons_name_is_known_by_its_title_or_its_first_name(name: str) -> None:
    """No list of surnames is needed."""
    assert is_name(name)


@pytest.mark.parametrize(
    "words",
    ["Improvement Board", "Town Hall", "Early Help", "Mill Street", "Social Worker", "Cllr"],
)
def test_bodies_places_and_posts_are_no_persons(words: str) -> None:
    """Capital letters alone make no name."""
    assert not is_name(words)


def test_words_that_the_document_uses_in_lower_case_are_no_surname() -> None:
    """ "Quiet Corner" stands as "corner" elsewhere."""
    assert not is_name("Quiet Corner", "A corner of the room is kept quiet.")


@pytest.mark.parametrize(
    ("question", "text", "stands"),
    [
        ("how many officers left?", "12 officers left.", 1),
        (
            "how many officers left?",
            "Officers left. "
            + "The hall was painted and the chairs were mended. " * 3
            + "12 doors.",
            0,
        ),
        ("how many officers left?", "Officers left in May 2021.", 0),
        ("how many officers left?", "Officers left under section 47.", 0),
        ("how many officers left?", "Officers left after 12 weeks.", 0),
        ("how many weeks did officers stay?", "Officers stayed for 12 weeks.", 1),
        ("what do officers say?", "Officers say little.", 1),
    ],
)
def test_a_figure_counts_only_near_to_what_is_counted(
    question: str, text: str, stands: float
) -> None:
    """A year, a section or a figure far away counts something else."""
    assert near(read(question), text) == stands


@pytest.mark.parametrize(
    "text",
    ["It is settled within three\nworking days.", "It is settled within three\u00a0working days."],
)
def test_a_time_over_the_end_of_a_line_is_still_a_time(text: str) -> None:
    """Lines are broken anywhere, and typesetters put no-break spaces before units."""
    assert holds(read("how long does it take to settle?"), text) == 1


def test_minutes_are_a_time() -> None:
    """As hours and days are."""
    assert holds(read("how long does a visit last?"), "A visit lasts 45 minutes.") == 1


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how often does it meet?", "It meets regularly."),
        ("when must it be checked?", "It must be checked if a child asks."),
    ],
)
def test_what_says_no_time_of_its_own_holds_half(question: str, text: str) -> None:
    """ "Regularly" and a condition are weaker answers than "every six weeks"."""
    assert holds(read(question), text) == 0.5


@pytest.mark.parametrize("name", ["Since August", "The Kelder", "During March", "Surrey Hills"])
def test_a_sentences_first_word_and_a_places_name_are_no_persons(name: str) -> None:
    """They have capitals too."""
    assert not is_name(name)


def test_an_annual_report_is_no_interval() -> None:
    """It says nothing of how often reviews are held."""
    assert holds(read("how often are reviews held?"), "The annual report tells of reviews.") == 0


def test_a_range_of_months_counts_nothing() -> None:
    """ "Six to nine months" is no number of referrals."""
    question = read("how many referrals came?")
    assert near(question, "Referrals came in over the last six to nine months.") == 0
    assert near(question, "In all, 64 referrals came in.") > 0


def test_a_name_far_from_what_was_done_is_hardly_the_doers() -> None:
    """Somebody named at the other end of a long sentence presented nothing."""
    question = read("who presented the plan?")
    filler = (
        "and it was then talked about for a long time by all who had come to the hall on that day"
    )
    far = f"The plan was presented {filler}, and at the end of the plan Dame Orla Whitcombe spoke."
    close = "Dame Orla Whitcombe presented the plan."
    assert near(question, close) == 1
    assert near(question, far) <= 0.5


def test_a_measure_after_a_month_is_no_day() -> None:
    """ "In May 40% were late"."""
    question = read("what percentage of visits were late?")
    assert near(question, "In May 40% of visits were late.") == 1


def test_the_year_of_a_law_is_no_date() -> None:
    """It only says which law is meant."""
    question = read("when was it agreed?")
    assert holds(question, "It was agreed under section 9 of the Archives Act 2002.") == 0
    assert holds(question, "It was agreed in 2002.") == 1


def test_a_time_that_opens_a_sentence_is_said_of_all_of_it() -> None:
    """One in the middle of it is said of what stands beside it."""
    question = read("how long has a manager to decide on a referral?")
    between = "the office should thank the sender and say so in the register that it keeps, and "
    assert near(question, f"Within one working day {between}a manager should decide.") > 0.2
    assert (
        near(question, f"Thanks are sent within one working day, {between * 2}a manager decides.")
        == 0
    )


def test_a_figure_right_before_what_it_counts_reaches_further() -> None:
    """ "12 children of those who ... had no mentor"."""
    question = read("how many children have no mentor?")
    long = (
        "of those who came to the new team in the first part of the year that the visit looked at"
    )
    assert near(question, f"12 children {long} had no mentor yet.") > 0.5
    assert near(question, f"12 letters {long} had no mentor yet.") == 0


def test_people_are_counted_whatever_they_are_called() -> None:
    """Signatures are of people; foster carers are carers."""
    assert counted_things(read("how many people are there?")) == []
    assert counted_things(read("how many foster carers are there?"))


def test_all_of_a_thing_counts_it_where_it_stands() -> None:
    """ "In all schools" says how many; "all schools must" obliges."""
    question = read("how many schools had lessons?")
    assert holds(question, "Lessons on trains were held in all schools.") == 1
    assert near(question, "Lessons on trains were held in all schools.") == 1
    assert holds(question, "All schools must hold lessons.") == 0


@pytest.mark.parametrize(
    "text",
    [
        "The team decides on the children within 45 working days.",
        "For children on such plans see flow chart 6.",
    ],
)
def test_a_time_or_the_number_of_a_chart_counts_nobody(text: str) -> None:
    """Whatever stands beside it."""
    assert near(read("how many children are on such plans?"), text) == 0


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("what is the pay multiple?", set()),
        ("what is the pay of a clerk?", {"money"}),
        ("average length of proceedings", {"duration"}),
        ("average caseload in the north", {"number"}),
        ("youngest age to adopt?", {"number"}),
        ("whats Kelder's LADO called?", {"person"}),
        ("what are the groups called?", set()),
        ("do they count in the staff numbers?", {"yes_no"}),
        ("longest that a review can take", {"duration"}),
        ("what was Kelder's baseline for assessments in timescale?", {"number"}),
        ("serious incident notification timescale", {"duration"}),
        ("what vacancy rate must Kelder get down to?", {"percentage"}),
        ("whats the phone line for carers", {"phone"}),
    ],
)
def test_what_sort_of_thing_is_asked_for(question: str, wanted: set[str]) -> None:
    """A pay multiple is no sum, an average length is a time, what somebody is called a name."""
    assert set(read(question).wants) == wanted


def test_how_far_a_time_has_come_down_is_told_in_days() -> None:
    """A time is a number where the question is about one."""
    told = "The time to find a mentor has come down from 90 days to 75 days."
    assert near(read("how far did the time to find a mentor come down?"), told) > 0.4
