"""The register is filtered as asked, survives an older corpus, and goes when its paper goes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from assistant.registers.rows import requirements
from ingest.corpus import Corpus
from ingest.pipeline import ingest
from tests.corpora import fill, write
from tests.fakes import BagOfWords
from tests.requirement_papers import MINUTES, NOTICE, REPORT

_PAPERS = {"notice.txt": NOTICE, "report.txt": REPORT, "minutes.txt": MINUTES}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A corpus of a notice, a report and minutes."""
    fill(tmp_path / "home", write(tmp_path / "papers", _PAPERS))
    return tmp_path / "home"


def test_rows_are_kept_by_council_kind_topic_and_date(home: Path) -> None:
    """Each filter alone; the days given count as within."""
    with Corpus.open(home, BagOfWords()) as corpus:
        every = requirements(corpus)
        fernshire = requirements(corpus, council="Fernshire")
        assert {row.requirement.council for row in fernshire} == {"Fernshire"}
        assert len(every) > len(fernshire) > 10
        resolved = requirements(corpus, kind="resolution")
        assert {row.entry.source for row in resolved} == {"minutes.txt"}
        (visits,) = requirements(corpus, topic="visit")
        assert "visits" in visits.requirement.quote.text
        due = requirements(corpus, due_after="2019-09-30", due_before="2019-09-30")
        assert [row.requirement.deadline.date for row in due] == ["2019-09-30"]
        assert requirements(corpus, due_before="2019-09-29") == []
        months = requirements(corpus, due_after="2020-03-31", due_before="2020-03-31")
        assert [row.requirement.deadline.dates for row in months] == [("2020-03", "2020-10")]


def test_a_citation_holds_the_row_s_words(home: Path) -> None:
    """Verbatim, in the document that the row is of."""
    with Corpus.open(home, BagOfWords()) as corpus:
        for row in requirements(corpus):
            text = corpus.document(row.entry.id).text
            citation = row.citation
            assert text[citation.start : citation.end] == citation.quote
            assert citation.quote.startswith(row.requirement.quote.text[:30])


def test_a_corpus_made_before_the_register_is_read_all_the_same(home: Path) -> None:
    """Its rows are made as they are asked for, and kept when it is next written to."""
    with Corpus.open(home, BagOfWords()) as corpus:
        before = corpus.requirements()
    with sqlite3.connect(home / "notices.sqlite3") as store:
        store.execute("DROP TABLE requirements")
    with Corpus.open(home, BagOfWords()) as corpus:
        assert corpus.requirements() == before
    with Corpus.open(home, BagOfWords(), writable=True) as corpus:
        assert corpus.requirements() == before
    with sqlite3.connect(home / "notices.sqlite3") as store:
        assert store.execute("SELECT count(*) FROM requirements").fetchone()[0] == len(_PAPERS)


def test_rows_made_by_other_rules_are_made_again(home: Path) -> None:
    """Without reading a file or embedding a passage."""
    with sqlite3.connect(home / "notices.sqlite3") as store:
        store.execute("UPDATE requirements SET made_by = 'older rules', rows = '[]'")
    embedder = BagOfWords()
    with Corpus.open(home, embedder, writable=True) as corpus:
        assert corpus.requirements()
    assert embedder.embedded == []


def test_rows_go_with_their_document_and_follow_its_change(home: Path) -> None:
    """Nothing is left on the disk of a paper that was removed."""
    folder = home.parent / "papers"
    with Corpus.open(home, BagOfWords(), writable=True) as corpus:
        corpus.remove("minutes.txt")
        assert all(row.kind != "resolution" for _, row in corpus.requirements())
        (folder / "report.txt").write_text(REPORT.replace("- The recording of family time.\n", ""))
        ingest([folder / "report.txt"], corpus)
        kept = [row for _, row in corpus.requirements() if row.kind == "recommendation"]
        assert len(kept) == 1
    assert b"agency staff" not in (home / "notices.sqlite3").read_bytes()
