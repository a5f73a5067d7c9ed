"""Questions are read for council, kind, year, intent, what is wanted, and concepts."""

from __future__ import annotations

import pytest

from assistant.question.nouns import Question
from assistant.question.understanding import understand

COUNCILS = ("Fernshire", "Kelder")


def read(text: str) -> Question:
    """The question as understood with every stem equally rare."""
    return understand(text, COUNCILS, lambda stem: 0.5)


@pytest.mark.parametrize(
    ("text", "councils"),
    [
        ("what must Fernshire's plans include?", ("Fernshire",)),
        ("kelder v fernshire: who chairs the board?", ("Kelder", "Fernshire")),
        ("how often does the board meet?", ()),
    ],
)
def test_councils_known_only_to_the_corpus_are_recognised(
    text: str, councils: tuple[str, ...]
) -> None:
    """A council that no gazetteer holds is known by its documents."""
    assert set(read(text).councils) == set(councils)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("What grade did Ofsted give Fernshire in 2019?", "grade"),
        ("Did Fernshire's overall grade change between 2019 and 2022?", "grade_change"),
        ("Who led the 2022 inspection of Kelder?", "inspector"),
        ("On what dates did Ofsted inspect Kelder?", "inspected"),
        ("What needs to improve in Kelder?", "improve"),
        ("how do the two notices differ?", "compare"),
        ("what must the plan include?", "list"),
        ("how often does the board meet?", "fact"),
        ("what do the grades mean?", "list"),
        ("which judgements were better than adequate?", "grade"),
    ],
)
def test_the_intent_of_a_question_is_told_from_its_words(text: str, intent: str) -> None:
    """Each intent has its own way to a complete answer."""
    assert read(text).intent == intent


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("how often does the board meet", "frequency"),
        ("core group - how soon after the conference?", "duration"),
        ("how many social workers left?", "number"),
        ("what percentage of plans were late?", "percentage"),
        ("how much did the review cost?", "money"),
        ("whats the MASH number", "phone"),
        ("whos the chair of the board", "person"),
        ("when was the plan agreed?", "date"),
        ("what level is a child missing school?", "level"),
    ],
)
def test_what_an_answer_must_hold_is_told_from_the_question(text: str, want: str) -> None:
    """A passage without the thing asked for is no answer."""
    assert want in read(text).wants


def test_when_a_thing_must_be_done_asks_for_no_strict_date() -> None:
    """ "At its second meeting" answers that too, so a passage without a date may be one."""
    assert "date" not in read("when must the plan be agreed?").wants


def test_when_in_mid_sentence_asks_for_no_date() -> None:
    """ "when Ofsted came" says which inspection; it asks for nothing."""
    assert "date" not in read("what was the average caseload in Kelder when Ofsted came").wants


def test_an_abbreviation_means_its_long_form_and_the_other_way_round() -> None:
    """CP finds "child protection", and "personal education plan" finds PEP."""
    ways = {way for concept in read("what must a CP plan include").concepts for way in concept.ways}
    assert ("child", "protect") in ways
    ways = {
        way
        for concept in read("who writes the personal education plan").concepts
        for way in concept.ways
    }
    assert ("pep",) in ways


def test_a_council_is_scope_and_not_a_concept() -> None:
    """The council's name, and its possessive, are no words to search for."""
    surfaces = {
        concept.surface for concept in read("what must Fernshire's plans include?").concepts
    }
    assert surfaces == {"plans", "include"}


def test_financial_years_name_both_their_years() -> None:
    """2010-11 is 2010 and 2011, and its tail is no number to look for."""
    question = read("exclusions in 2010-11")
    assert question.years == (2010, 2011)
    assert [concept.surface for concept in question.concepts] == ["exclusions"]


def test_words_before_a_question_tell_its_circumstance() -> None:
    """They are no question of their own; what is asked stands in the rest."""
    question = read("child moved in an emergency, how quickly is the nurse told?")
    assert not question.parts
    assert {concept.surface for concept in question.asked} >= {"nurse"}


def test_two_questions_in_one_are_two_parts() -> None:
    """Each part asks something."""
    question = read("who reads each referral, and how quickly must the answer be sent?")
    assert len(question.parts) == 2
    assert not question.asked


def test_a_part_may_ask_of_a_council_alone() -> None:
    """The other part tells what is asked of it."""
    assert len(read("what did Fernshire prepare and what did Kelder have?").parts) == 2


@pytest.mark.parametrize(
    ("text", "long_form"),
    [("when is the next mtg", "meet"), ("when is the 1st review", "first")],
)
def test_short_forms_mean_what_they_stand_for(text: str, long_form: str) -> None:
    """As people type them."""
    ways = {way for concept in read(text).concepts for way in concept.ways}
    assert (long_form,) in ways


def test_a_month_may_be_cut_short_before_its_year() -> None:
    """It says which paper is meant and is no concept."""
    surfaces = {concept.surface for concept in read("children waiting sept 2023").concepts}
    assert "sept" not in surfaces and "2023" not in surfaces


def test_what_was_meant_to_happen_asks_for_no_purpose() -> None:
    """What a thing is meant to do does."""
    asked = {c.surface for c in read("when was the contract meant to begin?").concepts}
    assert "purpose" not in asked
    assert "purpose" in {c.surface for c in read("what is the panel meant to do?").concepts}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("what do the minutes say?", ("minutes",)),
        ("how many minutes is supervision?", ()),
        ("is supervision 90 minutes long?", ()),
    ],
)
def test_minutes_that_measure_time_are_no_papers(text: str, kinds: tuple[str, ...]) -> None:
    """A question of how long is not confined to what a committee minuted."""
    assert read(text).kinds == kinds


def test_names_for_the_same_children_mean_the_same() -> None:
    """Papers since 2014 say "children in care" where earlier ones say "looked after"."""
    for asked in ("how many looked after children?", "number of LAC", "how many CLA"):
        concept = max(read(asked).concepts, key=lambda each: len(each.ways))
        assert any("care" in way for way in concept.ways), asked


def test_better_in_one_year_than_in_another_asks_how_it_was_judged() -> None:
    """Without the word for it."""
    assert read("was Kelder better in 2022 than in 2013?").intent == "grade_change"
    assert read("is it better to meet in May than in June?").intent != "grade_change"


def test_an_everyday_turn_of_phrase_is_one_thing() -> None:
    """Documents say "refused" where people say "turned down"."""
    concepts = {c.surface: c for c in read("was the carer turned down?").concepts}
    assert ("refus",) in concepts["turned down"].ways
    assert "turned" not in concepts and "down" not in concepts


@pytest.mark.parametrize(
    "text", ["what level is a kid whos missing health visits", "what level is a child who is late"]
)
def test_a_child_who_is_told_of_is_nobody_asked_for(text: str) -> None:
    """Nor when the words are run together in haste."""
    assert "person" not in read(text).wants


def test_a_time_is_one_thing_whatever_is_named_with_it() -> None:
    """Terms of reference are a list; when they changed is not."""
    assert read("when did the panel change its terms of reference?").intent == "fact"
    assert read("what are the terms of reference of the panel?").intent == "list"


def test_what_happens_if_something_is_done_asks_for_no_failure() -> None:
    """What happens if it is not done does."""
    said = "failure to comply"
    assert said in {c.surface for c in read("what happens if we don't send the plan?").concepts}
    assert said not in {c.surface for c in read("what happens if mum drinks?").concepts}


@pytest.mark.parametrize(
    "text", ["can they've got the plan sent?", "can theyve got the plan sent?"]
)
def test_words_run_together_are_no_words_of_the_subject(text: str) -> None:
    """With an apostrophe or without: no document would say them."""
    assert "theyve" not in {concept.surface for concept in read(text).concepts}


def test_a_prefix_may_be_written_with_a_hyphen_or_without() -> None:
    """Documents say "reprocure" where people ask about re-procuring."""
    (concept,) = (c for c in read("the cost of re-procuring").concepts if c.surface == "procuring")
    assert concept.ways == (("procur",), ("reprocur",)) and concept.own == 2


@pytest.mark.parametrize(
    ("given", "read_as"),
    [
        ("no of children with no mentor", "number of children with no mentor"),
        ("who does the reg 45 review", "who does the regulation 45 review"),
        ("what score shd we worry about", "what score should we worry about"),
    ],
)
def test_short_spellings_are_read_as_the_words_they_stand_for(given: str, read_as: str) -> None:
    """The question is in standard spelling from then on."""
    assert read(given).text == read_as


def test_words_that_only_make_a_figure_vague_say_nothing() -> None:
    """ "Roughly how many" asks how many."""
    assert [c.surface for c in read("roughly how many meetings are there").concepts] == ["meetings"]


def test_an_everyday_word_is_known_in_any_of_its_forms() -> None:
    """Where the papers hardly use it: "ringing" as "ring"."""
    rare = understand("ringing the hub", (), lambda stem: 0.9)
    common = understand("ringing the hub", (), lambda stem: 0.1)
    assert len(rare.concepts[0].ways) > 1
    assert len(common.concepts[0].ways) == 1


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("minor concerns, give me some examples", "list"),
        ("what needs to be in the report?", "list"),
        ("what is the Cabinet being asked to agree?", "list"),
        ("what did the motion call on the Cabinet Member to do?", "list"),
        ("what sorts of harm are there?", "list"),
        ("what are the contracts worth?", "fact"),
        ("what needs sorting in Kelder?", "improve"),
    ],
)
def test_a_question_for_several_things_is_one_for_a_list(text: str, intent: str) -> None:
    """Unless it is one figure that is asked for."""
    assert read(text).intent == intent


def test_a_thing_is_known_by_its_number_in_words_too() -> None:
    """ "Stage two" is "stage 2"."""
    assert read("how long does stage two take?").concepts[0].ways == (
        ("stage", "two"),
        ("stage", "2"),
    )
