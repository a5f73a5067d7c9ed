"""The corpus keeps, finds, replaces, mends and removes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ingest import searching
from ingest.corpus import Corpus, Hit, UnknownDocumentError
from ingest.documents import Document, Span
from ingest.errors import NoticesError
from ingest.store import NoCorpusError, StoreError
from tests.fakes import BagOfWords, arrival, line_document

BAG = BagOfWords()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the corpus of a test lives."""
    return tmp_path / "corpus"


@pytest.fixture
def corpus(home: Path) -> Iterator[Corpus]:
    """An empty corpus, open for writing."""
    with Corpus.open(home, BAG, writable=True) as opened:
        yield opened


def put(corpus: Corpus, id_: str, text: str, source: str = "") -> Document:
    """Ingest one document of lines."""
    document, passages, vectors = arrival(line_document(id_, text, source=source), BAG)
    corpus.replace(document, passages, vectors)
    return document


def found(hits: list[Hit]) -> set[str]:
    """The documents that were hit."""
    return {hit.document_id for hit in hits}


def like(corpus: Corpus, text: str, **scope: frozenset[str]) -> list[Hit]:
    """What is found by likeness alone, and is at all alike."""
    hits = corpus.search([], BAG.embed_query(text), limit=10, **scope)
    return [hit for hit in hits if hit.dense_score > 0.01]


def test_what_was_put_in_comes_back_whole(corpus: Corpus) -> None:
    """Text, structure and description are the ones that were given."""
    made = line_document("a", "Kelder must visit every child\nwithin five days")
    made = replace(made, document=replace(made.document, raised=(Span(1, 2),), warnings=("w",)))
    document, passages, vectors = arrival(made, BAG)
    corpus.replace(document, passages, vectors)
    assert corpus.document("a") == document
    assert [entry.id for entry in corpus.documents()] == ["a"]
    assert corpus.documents()[0].councils == ("Kelder",)
    assert [passage.clause_id for passage in corpus.passages("a")] == ["c1", "c2"]
    assert corpus.passage("a:c2").words == "within five days"


def test_it_is_found_by_words_and_by_likeness(corpus: Corpus) -> None:
    """Stemmed words score by BM25; vectors by cosine; both are given for each hit."""
    put(corpus, "a", "plans for children\nledgers of tunnels")
    put(corpus, "b", "bulletin about bridges")
    hits = corpus.search(["planning", "children"], BAG.embed_query("plans for children"), limit=2)
    assert hits[0].passage_id == "a:c1"
    assert hits[0].words_score > 0
    assert hits[0].dense_score == pytest.approx(1.0, abs=1e-5)


def test_stop_words_and_operators_are_only_words(corpus: Corpus) -> None:
    """Nothing typed in a question commands the word index."""
    put(corpus, "a", "plans for children")
    assert corpus.search(["the", "of"], None, limit=5) == []
    assert corpus.search(['"', "NEAR(", "a:b", "*", "", "plans^2"], None, limit=5) == []
    assert found(corpus.search(["plans OR"], None, limit=5)) == set()
    assert found(corpus.search(["plans for children"], None, limit=5)) == {"a"}


def test_a_scope_is_kept_by_both_searches(corpus: Corpus) -> None:
    """Nothing outside the named documents is ever returned."""
    put(corpus, "a", "plans for children")
    put(corpus, "b", "plans for schools")
    vector = BAG.embed_query("plans for children")
    only_b = frozenset({"b"})
    assert found(corpus.search(["plans"], vector, document_ids=only_b, limit=5)) == {"b"}
    assert corpus.search(["plans"], vector, document_ids=frozenset(), limit=5) == []
    assert corpus.search(["plans"], vector, document_ids=frozenset({"none"}), limit=5) == []


def test_exact_search_and_chroma_agree(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scope that is wide enough for Chroma's filter finds what multiplying finds."""
    words = [f"word{n}" for n in range(40)]
    random = np.random.default_rng(7)
    for number in range(60):
        lines = [" ".join(random.choice(words, 6, replace=False)) for _ in range(5)]
        put(corpus, f"d{number}", "\n".join(lines))
    everything = frozenset(entry.id for entry in corpus.documents()) - {"d59"}
    vector = BAG.embed_query("word1 word2 word3 word4")
    exact = corpus.search([], vector, document_ids=everything, limit=20)
    monkeypatch.setattr(searching, "NARROW", 0)
    filtered = corpus.search([], vector, document_ids=everything, limit=20)
    assert [h.dense_score for h in filtered] == pytest.approx([h.dense_score for h in exact])
    corpus.remove("d59.txt")
    whole = corpus.search([], vector, limit=20)
    assert [h.dense_score for h in whole] == pytest.approx([h.dense_score for h in exact])


def test_a_changed_file_replaces_its_document(corpus: Corpus) -> None:
    """The old version stays readable by its id, and is neither listed nor found."""
    before = put(corpus, "old", "visits every fortnight", "notice.txt")
    version = corpus.version
    put(corpus, "new", "visits every week", "notice.txt")
    assert corpus.version != version
    assert [entry.id for entry in corpus.documents()] == ["new"]
    assert corpus.document("old") == before
    assert corpus.passages("old") == ()
    assert corpus.search(["fortnight"], BAG.embed_query("fortnight"), limit=1)[0].document_id == (
        "new"
    )
    assert corpus.check() == []


def test_a_document_can_come_back_as_it_was(corpus: Corpus) -> None:
    """Bytes that were replaced and return are current again."""
    put(corpus, "one", "visits every fortnight", "notice.txt")
    put(corpus, "two", "visits every week", "notice.txt")
    put(corpus, "one", "visits every fortnight", "notice.txt")
    assert [entry.id for entry in corpus.documents()] == ["one"]
    assert found(corpus.search(["fortnight"], None, limit=5)) == {"one"}
    assert corpus.check() == []


def test_a_pack_and_its_parts_come_and_go_together(corpus: Corpus) -> None:
    """Another reading with fewer parts leaves none of the old ones behind."""
    pack = line_document("pack", "agenda\nreport\nplan", searched="agenda")
    parts = [
        line_document(f"pack-{n}", text, source="pack.txt", part_of="pack", part_number=n)
        for n, text in enumerate(["report", "plan"], 1)
    ]
    corpus.replace_source("pack.txt", [arrival(one, BAG) for one in (pack, *parts)])
    assert [entry.id for entry in corpus.documents()] == ["pack", "pack-1", "pack-2"]
    corpus.replace_source("pack.txt", [arrival(one, BAG) for one in (pack, parts[0])])
    assert [entry.id for entry in corpus.documents()] == ["pack", "pack-1"]
    with pytest.raises(NoticesError, match="part of"):
        corpus.remove("pack-1")
    assert corpus.remove("pack") == ("pack", "pack-1")
    assert corpus.documents() == ()
    assert corpus.check() == []


@pytest.mark.parametrize("order", [("alone", "filed"), ("filed", "alone")])
def test_of_twins_the_one_filed_alone_is_searched(corpus: Corpus, order: tuple[str, str]) -> None:
    """White space does not tell twins apart, and the order of arrival does not matter."""
    pack = line_document("filed", "agenda", source="z-pack.txt")
    part = line_document(
        "filed-1", "visits  every\nweek", source="z-pack.txt", part_of="filed", part_number=1
    )
    alone = line_document("alone", "visits every\n\nweek", source="alone.txt")
    come = {"filed": [pack, part], "alone": [alone]}
    for name in order:
        documents = [arrival(one, BAG) for one in come[name]]
        corpus.replace_source(documents[0][0].source, documents)
    assert {e.id: e.same_as for e in corpus.documents()} == {
        "alone": None,
        "filed": None,
        "filed-1": "alone",
    }
    assert "filed-1" not in found(corpus.search(["visits"], BAG.embed_query("visits"), limit=9))
    corpus.remove("alone")
    assert found(corpus.search(["visits"], BAG.embed_query("visits"), limit=1)) == {"filed-1"}
    assert corpus.check() == []


def test_removal_leaves_nothing_on_the_disk(home: Path) -> None:
    """Neither text nor words nor vectors of a removed document, nor of its old versions."""
    bag = BagOfWords(dimension=64)  # small enough to stand in one piece on a page
    hidden = "the zyxquark was moved to a cerulean chest"
    with Corpus.open(home, bag, writable=True) as corpus:
        for document in (
            line_document("kept", "plans for children"),
            line_document("first", "the zyxquark was in a vermilion drawer", source="secret.txt"),
            line_document("second", hidden, source="secret.txt"),
        ):
            corpus.replace(*arrival(document, bag))
        traces = (b"zyxquark", b"cerulean", b"secret.txt", bag.embed_query(hidden).tobytes())
        assert all(any(trace in data for data in _bytes_of(home)) for trace in traces)
        assert corpus.remove("second") == ("first", "second")
        for data in _bytes_of(home):
            assert not any(trace in data for trace in (*traces, b"vermilion"))
        with pytest.raises(UnknownDocumentError):
            corpus.document("first")
        assert found(corpus.search(["plans"], bag.embed_query("plans"), limit=9)) == {"kept"}
        assert corpus.check() == []


def _bytes_of(home: Path) -> list[bytes]:
    return [path.read_bytes() for path in home.rglob("*") if path.is_file()]


def test_what_is_not_there_cannot_be_had(corpus: Corpus) -> None:
    """Unknown documents and passages are a clear 404."""
    for ask in (corpus.document, corpus.passage, corpus.remove):
        with pytest.raises(UnknownDocumentError, match="no-such") as caught:
            ask("no-such")
        assert caught.value.status == 404


def test_there_must_be_a_corpus_to_read(home: Path) -> None:
    """Reading makes nothing, and says how to begin."""
    with pytest.raises(NoCorpusError, match="notices ingest"):
        Corpus.open(home, BAG)
    assert not home.exists()


def test_what_is_no_corpus_is_said_to_be_none(home: Path) -> None:
    """A file of another sort in the corpus's place is not overwritten."""
    home.mkdir()
    (home / "notices.sqlite3").write_bytes(b"something else entirely" * 400)
    for writable in (False, True):
        with pytest.raises(StoreError, match="damaged or is not a corpus"):
            Corpus.open(home, BAG, writable=writable)
    assert (home / "notices.sqlite3").read_bytes().startswith(b"something else")


def test_a_store_that_is_overwritten_says_what_to_do(home: Path) -> None:
    """Also one that is open: a question and the list of documents fail in plain words."""
    with Corpus.open(home, BAG, writable=True) as corpus:
        put(corpus, "a", "plans for children")
    with Corpus.open(home, BAG) as reader:
        (home / "notices.sqlite3").write_bytes(b"words about lanterns " * 9000)
        for ask in (reader.documents, lambda: reader.search(["plans"], None, limit=3)):
            with pytest.raises(StoreError, match=r"notices doctor.+ingest the documents again"):
                ask()


def test_a_full_disk_loses_nothing(corpus: Corpus) -> None:
    """The change that does not fit is not made; the corpus goes on as it was."""
    put(corpus, "a", "plans for children")
    with corpus._store.write() as at:  # there is no other way to fill a disk by intention
        pages = at.execute("PRAGMA page_count").fetchone()[0]
    writer = corpus._store._writer
    assert writer is not None
    writer.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    with pytest.raises(NoticesError, match=r"full.+Nothing that was there is lost"):
        put(corpus, "b", "\n".join(f"line {n} of very many" for n in range(500)))
    assert [entry.id for entry in corpus.documents()] == ["a"]
    writer.execute("PRAGMA max_page_count = 1000000").fetchall()
    put(corpus, "c", "bridges and tunnels")
    assert found(like(corpus, "bridges and tunnels")) == {"c"}
    corpus.mend()
    assert corpus.check() == []


def test_overrides_are_kept_by_file(corpus: Corpus) -> None:
    """A later word on one field leaves the others."""
    corpus.override("/papers/a.txt", {"title": "A notice", "kind": "bulletin"})
    corpus.override("/papers/a.txt", {"kind": "minutes"})
    assert corpus.overrides("/papers/a.txt") == {"title": "A notice", "kind": "minutes"}
    assert corpus.overrides("/papers/b.txt") == {}


def test_known_vectors_are_not_made_again(corpus: Corpus) -> None:
    """A passage that reads the same is known, wherever it stands."""
    put(corpus, "a", "plans for children\nbridges")
    asked = line_document("z", "tunnels\nplans for children").passages
    known = corpus.known_vectors(asked)
    assert list(known) == [1]
    assert known[1] @ BAG.embed_query("plans for children") == pytest.approx(1.0, abs=1e-5)
