"""Search inside a scope, and the same search as a LangChain retriever."""

from __future__ import annotations

import pytest
from langchain_core.retrievers import BaseRetriever

from assistant.answers import Scope
from assistant.evidence.langchain_retriever import NoticesRetriever
from tests.corpora import ELSEWHERE, NOWHERE, two_councils

QUESTION = "How often must foster carers be offered a supervision meeting?"


def test_the_best_passage_comes_first() -> None:
    """Scores fall from the first to the last."""
    found = two_councils().assistant.search(f"{QUESTION} (Fernshire)")
    assert "every five weeks" in found[0].passage.words
    scores = [evidence.score for evidence in found]
    assert scores == sorted(scores, reverse=True) and scores[0] > scores[-1]


@pytest.mark.parametrize("council", ["Fernshire", "Kelder"])
def test_only_documents_of_the_council_named_are_searched(council: str) -> None:
    """Whatever the limit, nothing of the other's is found."""
    found = two_councils().assistant.search(f"{QUESTION} {council}", limit=100)
    assert found
    assert {name for evidence in found for name in evidence.entry.councils} == {council}


def test_of_another_councils_paper_only_the_rows_about_the_council_are_found() -> None:
    """Its paragraphs, its caption and its neighbours' rows are not."""
    found = two_councils().assistant.search(f"days adoption took in {ELSEWHERE}", limit=100)
    assert len(found) == 1
    assert ELSEWHERE in found[0].passage.words and "602" in found[0].passage.words


def test_the_row_of_the_council_asked_about_comes_before_its_neighbours() -> None:
    """In a table that compares councils, rows are worded alike."""
    found = two_councils().assistant.search("days that adoption took in Kelder", limit=100)
    rows = [e.passage.words for e in found if "Children adopted" in e.passage.words]
    assert len(rows) == 3
    assert "Kelder" in rows[0]


def test_no_more_is_found_than_is_asked_for() -> None:
    """The limit holds, and the shorter list begins the longer one."""
    search = two_councils().assistant.search
    few, more = search(QUESTION, limit=3), search(QUESTION, limit=9)
    assert len(few) == 3
    assert [e.passage.id for e in few] == [e.passage.id for e in more[:3]]


def test_the_same_question_finds_the_same_passages_in_the_same_order() -> None:
    """Nothing depends on chance, ties included."""
    first, second = (two_councils().assistant.search(QUESTION, limit=50) for _ in range(2))
    assert [e.passage.id for e in first] == [e.passage.id for e in second]


def test_a_council_without_documents_finds_nothing() -> None:
    """No error, and nobody else's passages."""
    assert two_councils().assistant.search(f"{QUESTION} {NOWHERE}") == []


def test_every_signal_is_a_share() -> None:
    """Each lies between 0 and 1, so that they can be weighed."""
    for evidence in two_councils().assistant.search(QUESTION, limit=50):
        signals = (evidence.words, evidence.dense, evidence.coverage, evidence.inside)
        assert all(0 <= signal <= 1.000001 for signal in signals)


def test_langchain_finds_what_the_assistant_finds() -> None:
    """The adapter is a BaseRetriever; ``.invoke`` gives the same passages in order."""
    papers = two_councils()
    retriever = NoticesRetriever(assistant=papers.assistant, limit=5)
    assert isinstance(retriever, BaseRetriever)
    documents = retriever.invoke(QUESTION)
    found = papers.assistant.search(QUESTION, 5)
    assert [d.metadata["clause_id"] for d in documents] == [e.passage.clause_id for e in found]
    assert [d.metadata["score"] for d in documents] == [e.score for e in found]


def test_langchain_documents_hold_the_stored_text_and_where_it_stands() -> None:
    """Enough for a citation, and plain values that can be stored."""
    papers = two_councils()
    for document in NoticesRetriever(assistant=papers.assistant).invoke(QUESTION):
        held = document.metadata
        text = papers.assistant.library.document(held["document_id"]).text
        assert document.page_content == text[held["start"] : held["end"]]
        assert held["source"] and held["title"] and held["kind"]
        assert all(isinstance(name, str) for name in held["councils"])


def test_langchain_keeps_a_callers_scope() -> None:
    """As ``Assistant.ask`` does."""
    retriever = NoticesRetriever(assistant=two_councils().assistant, scope=Scope(("Kelder",)))
    documents = retriever.invoke(QUESTION)
    assert "every nine weeks" in documents[0].page_content
    assert all(document.metadata["councils"] == ["Kelder"] for document in documents)
    assert retriever.invoke("How often does Fernshire's Improvement Board meet?") == []


def test_langchain_may_ask_several_at_once() -> None:
    """``.batch`` runs in threads."""
    retriever = NoticesRetriever(assistant=two_councils().assistant, limit=1)
    asked = [f"{QUESTION} {council}" for council in ("Fernshire", "Kelder")] * 4
    alone = [retriever.invoke(question) for question in asked]
    assert retriever.batch(asked) == alone
