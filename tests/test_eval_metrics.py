"""The measures of one answer, each against a case worked out by hand."""

from __future__ import annotations

import pytest

from eval.cases import Evidence
from eval.metrics import (
    Share,
    citation_precision,
    citation_recall,
    faults_of_text,
    found_items,
    judge,
    outside_scope,
    verbatim,
    word_limit,
    wrong_council,
    wrong_year,
)
from tests.eval_answers import BULLETIN, NOTICE, a_case, a_citation, a_document, an_answer

KELDER = a_document("bulletin", "seeds/002_bulletin.eml", ("Kelder",), "bulletin")
NATIONAL = a_document("guide", "guidance/guide.pdf", (), "statutory_guidance")


def texts(document_id: str) -> str | None:
    """The stored texts of the invented corpus."""
    return {"notice": NOTICE, "bulletin": BULLETIN}.get(document_id)


def test_an_answer_with_all_it_must_say_is_right() -> None:
    """Every must-include found, nothing forbidden, short enough."""
    assert faults_of_text(a_case(), an_answer()) == ()


def test_a_partial_answer_can_be_right() -> None:
    """The status partial is as good as answered."""
    assert faults_of_text(a_case(), an_answer(status="partial")) == ()


def test_patterns_ignore_case_and_cross_lines() -> None:
    """Patterns are searched with re.I and re.S."""
    case = a_case(must_include=("every.six",))
    assert faults_of_text(case, an_answer("EVERY\nSIX weeks")) == ()


def test_marks_are_removed_before_patterns_are_searched() -> None:
    """A mark between two words must not hide them, and its number is no evidence."""
    assert found_items(a_case(must_include=("six weeks",)), an_answer("six[1] weeks")) == (True,)
    assert found_items(a_case(must_include=("12",)), an_answer("Every six weeks [12]")) == (False,)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Every month.", "does not say: /six weeks/"),
        ("Every six weeks, not four weeks.", "says what it must not: /four weeks/"),
        ("six weeks " * 61, "too long: 122 words, 120 allowed"),
    ],
)
def test_a_wrong_text_is_wrong_for_a_stated_reason(text: str, reason: str) -> None:
    """Each rule of answer accuracy fails by itself."""
    case = a_case(must_not_include=("four weeks",))
    assert faults_of_text(case, an_answer(text)) == (reason,)


@pytest.mark.parametrize(
    ("gold_words", "budget", "limit"), [(3, 0, 120), (20, 0, 120), (21, 0, 123), (3, 307, 307)]
)
def test_the_length_allowed_is_the_largest_of_three(
    gold_words: int, budget: int, limit: int
) -> None:
    """max(budget, 120, 3 x words of the gold answer + 60)."""
    assert word_limit(a_case(gold_answer="word " * gold_words, budget=budget)) == limit


@pytest.mark.parametrize("status", ["not_found", "clarify", "refused", "error"])
def test_an_answerable_question_must_be_answered(status: str) -> None:
    """Any other status is wrong, whatever the text says."""
    assert faults_of_text(a_case(), an_answer(status=status))


def test_asking_back_is_right_only_for_an_ambiguous_question_and_with_options() -> None:
    """For kind ambiguous, clarify with options is right too."""
    asked_back = an_answer("Which council?", status="clarify", options=["Fernshire?", "Kelder?"])
    assert faults_of_text(a_case(kind="ambiguous"), asked_back) == ()
    assert faults_of_text(a_case(kind="ambiguous"), {**asked_back, "options": []})
    assert faults_of_text(a_case(), asked_back)


@pytest.mark.parametrize("status", ["not_found", "clarify", "refused"])
def test_withholding_an_unanswerable_question_is_right(status: str) -> None:
    """Explaining what the documents do say is welcome, and no must-include is asked for."""
    case = a_case(answerable=False, must_include=())
    assert faults_of_text(case, an_answer("The documents do not say.", status=status)) == ()


def test_withholding_does_not_excuse_saying_what_is_forbidden() -> None:
    """A wrong figure in a refusal is still wrong."""
    case = a_case(answerable=False, must_include=(), must_not_include=("78%",))
    answer = an_answer("Not stated; another council's is 78%.", status="not_found")
    assert faults_of_text(case, answer) == ("says what it must not: /78%/",)


def test_item_recall_is_the_share_of_items_found() -> None:
    """Two of three."""
    case = a_case(must_include=("alder", "birch", "cedar"))
    score = judge(case, an_answer("alder and cedar"), texts)
    assert score.items == Share(2, 3)


def test_a_gold_quote_counts_as_cited_from_eighty_per_cent_of_its_trigrams() -> None:
    """Seven words make five trigrams: four cited are enough, three are not."""
    case = a_case(evidence=(Evidence("000", "one two three four five six seven"),))
    near = an_answer(citations=[a_citation("one two three four five six")])
    far = an_answer(citations=[a_citation("one two three four five")])
    assert citation_recall(case, near) == Share(1, 1)
    assert citation_recall(case, far) == Share(0, 1)


def test_trigrams_may_stand_in_several_quotes_of_the_same_document() -> None:
    """All quotes from a document are taken together; another document's do not count."""
    case = a_case(evidence=(Evidence("000", "one two three four five six"),))
    parts = [a_citation("one two three four"), a_citation("three four five six")]
    elsewhere = [parts[0], a_citation("three four five six", KELDER)]
    assert citation_recall(case, an_answer(citations=parts)) == Share(1, 1)
    assert citation_recall(case, an_answer(citations=elsewhere)) == Share(0, 1)


def test_words_are_compared_with_case_blanks_and_quotation_marks_folded() -> None:
    """Typography is no difference."""
    case = a_case(evidence=(Evidence("000", "the Council’s  “own”\nplan"),))
    answer = an_answer(citations=[a_citation('The council\'s "own" plan')])
    assert citation_recall(case, answer) == Share(1, 1)


def test_precision_counts_quotes_that_share_half_of_the_shorter_s_trigrams() -> None:
    """A long quote around the gold is precise; a quote about something else is not."""
    case = a_case()
    around = a_citation("open case. The board will meet every six weeks. The chair is Dame")
    other = a_citation("The Council must hold a review")
    assert citation_precision(case, an_answer(citations=[around, other])) == Share(1, 2)


def test_precision_accepts_passages_that_also_state_the_answer() -> None:
    """A quote in ``also`` is right to cite and not needed for recall."""
    case = a_case(also=(Evidence("002", BULLETIN),))
    answer = an_answer(citations=[a_citation(BULLETIN, KELDER, BULLETIN)])
    assert citation_precision(case, answer) == Share(1, 1)
    assert citation_recall(case, answer) == Share(0, 1)


def test_very_short_quotes_are_compared_whole() -> None:
    """A cell of one word has no trigram: it stands in the other as a word, or it does not."""
    case = a_case(evidence=(Evidence("000", "77"),))
    assert citation_recall(case, an_answer(citations=[a_citation("Salisbury 77 81")])) == Share(
        1, 1
    )
    assert citation_recall(case, an_answer(citations=[a_citation("Salisbury 770 81")])) == Share(
        0, 1
    )


def test_citations_of_unanswerable_questions_are_not_scored() -> None:
    """There is nothing to cite."""
    case = a_case(answerable=False)
    assert citation_recall(case, an_answer()).value is None
    assert citation_precision(case, an_answer()).value is None


def test_verbatim_means_to_the_letter_at_the_stated_place() -> None:
    """A right quote at a wrong place is not verbatim, nor is one from an unknown document."""
    good = a_citation("The board will meet")
    moved = {**good, "start": good["start"] + 1, "end": good["end"] + 1}
    respaced = {**good, "quote": "The board  will meet"}
    lost = {**good, "document": a_document("nowhere")}
    assert verbatim(an_answer(citations=[good]), texts) == Share(1, 1)
    assert verbatim(an_answer(citations=[good, moved, respaced, lost]), texts) == Share(1, 4)


def test_a_citation_from_another_council_is_wrong_council() -> None:
    """National documents are nobody's; a shared document is right for each of its councils."""
    shared = a_document("both", "both.pdf", ("Kelder", "Fernshire"))
    cite = "The board will meet"
    assert wrong_council(a_case(), an_answer(citations=[a_citation(cite, KELDER)])) is True
    assert wrong_council(a_case(), an_answer(citations=[a_citation(cite, NATIONAL)])) is False
    assert wrong_council(a_case(), an_answer(citations=[a_citation(cite, shared)])) is False
    assert wrong_council(a_case(answerable=False), an_answer()) is None


def test_a_councils_name_is_compared_by_its_letters() -> None:
    """Hyphens and capitals make no other council."""
    paper = a_document(councils=("Upper-on-Fern",))
    answer = an_answer(citations=[a_citation("The board", paper)])
    assert wrong_council(a_case(councils=("Upper On Fern",)), answer) is False
    assert wrong_council(a_case(councils=("Lower On Fern",)), answer) is True


def test_a_question_of_no_council_may_cite_no_council_s_document() -> None:
    """A national question answered from one council's paper is a wrong council."""
    assert wrong_council(a_case(councils=()), an_answer()) is True


def test_another_year_of_the_same_series_is_wrong_year() -> None:
    """Same council and kind as the gold document, but not it: another inspection."""
    gold = a_document("new", "reports/fernshire_2019.pdf", kind="inspection_report")
    old = a_document("old", "reports/fernshire_2015.pdf", kind="inspection_report")
    case = a_case(
        question="What did inspectors find in 2019?",
        evidence=(),
        documents=("reports/fernshire_2019.pdf",),
    )
    corpus = [gold, old, a_document()]
    assert wrong_year(case, an_answer(citations=[a_citation("The", gold)]), corpus) is False
    assert wrong_year(case, an_answer(citations=[a_citation("The", old)]), corpus) is True
    assert wrong_year(case, an_answer(), corpus) is False
    assert wrong_year(a_case(), an_answer(), corpus) is None


def test_a_citation_outside_the_stated_scope_is_seen() -> None:
    """The scope that the answer states binds its citations."""
    assert not outside_scope(an_answer())
    assert outside_scope(an_answer(citations=[a_citation("The board will meet", KELDER)]))
    assert not outside_scope(an_answer(citations=[a_citation("The board will meet", NATIONAL)]))


def test_abstention_is_counted_on_the_questions_it_is_about() -> None:
    """Each flag is None where it does not apply."""
    answered = judge(a_case(answerable=False), an_answer(), texts)
    refused = judge(a_case(), an_answer(status="not_found"), texts)
    asked = judge(a_case(), an_answer(status="clarify"), texts)
    assert (answered.unanswerable_answered, answered.answerable_refused) == (True, None)
    assert (refused.unanswerable_answered, refused.answerable_refused) == (None, True)
    assert (asked.answerable_refused, asked.asked_back) == (False, True)
