"""Corpora shared: one writer, many readers, rebuilt indexes, a Chroma server."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import create_connection, socket
from subprocess import DEVNULL, Popen, run
from sys import executable
from threading import Event
from time import sleep

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.corpus import Corpus
from ingest.embedding import EmbeddingError
from ingest.errors import NoticesError
from ingest.lock import LockedError
from ingest.store import StoreError
from tests.fakes import BagOfWords
from tests.test_corpus import found, like, put

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


def test_a_second_writer_is_told_who_writes(corpus: Corpus, home: Path) -> None:
    """It is refused at once; readers are not."""
    with pytest.raises(LockedError, match=r"process \d+ on .+, since \d{4}-") as caught:
        Corpus.open(home, BAG, writable=True)
    assert caught.value.status == 409
    put(corpus, "a", "plans for children")
    with Corpus.open(home, BAG) as reader:
        assert found(like(reader, "plans for children")) == {"a"}


def test_a_reader_cannot_write(corpus: Corpus, home: Path) -> None:
    """It says so instead of trying."""
    put(corpus, "a", "plans for children")
    with Corpus.open(home, BAG) as reader, pytest.raises(StoreError, match="reading only"):
        put(reader, "b", "other plans")


_WRITER = """
import sys
from pathlib import Path
from ingest.corpus import Corpus
from tests.fakes import BagOfWords, arrival, line_document
bag = BagOfWords()
with Corpus.open(Path(sys.argv[1]), bag, writable=True) as corpus:
    corpus.replace(*arrival(line_document(sys.argv[2], sys.argv[3]), bag))
"""


def test_a_reader_sees_what_another_process_writes_later(home: Path) -> None:
    """By words and through Chroma, without being opened again."""
    _write_elsewhere(home, "a", "plans for children")
    with Corpus.open(home, BAG) as reader:
        assert found(like(reader, "plans for children")) == {"a"}
        version = reader.version
        _write_elsewhere(home, "b", "bridges and tunnels")
        assert reader.version != version
        assert [entry.id for entry in reader.documents()] == ["a", "b"]
        assert found(like(reader, "bridges and tunnels")) == {"b"}
        assert found(reader.search(["tunnel"], None, limit=5)) == {"b"}


def test_two_readers_in_a_process_do_not_keep_each_other_behind(home: Path) -> None:
    """Chroma shares a client among all that open a folder alike; these open it apart."""
    _write_elsewhere(home, "a", "plans for children")
    with Corpus.open(home, BAG) as one, Corpus.open(home, BAG) as other:
        for reader in (one, other):
            assert found(like(reader, "plans for children")) == {"a"}
        _write_elsewhere(home, "b", "bridges and tunnels")
        for reader in (one, other):
            assert found(like(reader, "bridges and tunnels")) == {"b"}


def _write_elsewhere(home: Path, id_: str, text: str) -> None:
    run(
        [executable, "-c", _WRITER, str(home), id_, text], check=True, cwd=Path(__file__).parents[1]
    )


def test_a_lost_vector_index_is_made_again(home: Path) -> None:
    """From the store's vectors: nothing is embedded for it."""
    with Corpus.open(home, BAG, writable=True) as corpus:
        put(corpus, "a", "plans for children")
        put(corpus, "b", "bridges and tunnels")
    shutil.rmtree(home / "chroma")
    with Corpus.open(home, BAG) as reader:  # answers all the same
        assert found(like(reader, "plans for children")) == {"a"}
    bag = BagOfWords()
    with Corpus.open(home, bag, writable=True) as corpus:
        assert corpus.check() == []
        assert found(like(corpus, "bridges and tunnels")) == {"b"}
    assert bag.embedded == []


def test_a_damaged_vector_index_is_made_again(home: Path) -> None:
    """Files that Chroma cannot open are no loss."""
    with Corpus.open(home, BAG, writable=True) as corpus:
        put(corpus, "a", "plans for children")
    for path in (home / "chroma").rglob("*.sqlite3"):
        path.write_bytes(b"not a database at all" * 100)
    with Corpus.open(home, BAG, writable=True) as corpus:
        assert corpus.check() == []
        assert found(like(corpus, "plans for children")) == {"a"}


def test_another_embedder_is_built_aside_and_switched_to(home: Path) -> None:
    """Opening for writing embeds again; a reader with the wrong one is told what to do."""
    with Corpus.open(home, BAG, writable=True) as corpus:
        put(corpus, "a", "plans for children")
    other = BagOfWords("another@2", 64)
    with pytest.raises(StoreError, match="NOTICES_EMBEDDING"):
        Corpus.open(home, other)
    with Corpus.open(home, other, writable=True) as corpus:
        hits = corpus.search([], other.embed_query("plans for children"), limit=1)
        assert hits[0].dense_score == pytest.approx(1.0, abs=1e-5)
        assert corpus.check() == []
    assert other.embedded == ["plans for children"]
    with pytest.raises(StoreError, match="NOTICES_EMBEDDING"):
        Corpus.open(home, BAG)


class Failing(BagOfWords):
    """An embedder whose model gives up after some texts."""

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The first time; then never more."""
        if self.embedded:
            raise EmbeddingError("The model stopped. Try again.")
        return super().embed_passages(texts)


def test_an_interrupted_rebuilding_leaves_the_old_index_in_use(home: Path) -> None:
    """And the next one goes on where it stopped: nothing is embedded twice."""
    with Corpus.open(home, BAG, writable=True) as corpus:
        put(corpus, "a", "\n".join(f"line number{n}" for n in range(700)))
    failing = Failing("another@2")
    with pytest.raises(EmbeddingError):
        Corpus.open(home, failing, writable=True)
    with Corpus.open(home, BAG) as reader:
        assert found(like(reader, "line number699")) == {"a"}
    other = BagOfWords("another@2")
    with Corpus.open(home, other, writable=True) as corpus:
        assert corpus.check() == []
    assert len(other.embedded) + len(failing.embedded) == 700


def test_many_threads_read_while_one_writes(corpus: Corpus, home: Path) -> None:
    """Each sees a whole state: as many passages found as documents listed."""
    done = Event()

    def read() -> int:
        rounds = 0
        with Corpus.open(home, BAG) as reader:
            while not done.is_set() or not rounds:
                assert len(found(reader.search(["plans"], None, limit=99))) <= 12
                for hit in like(reader, "plans for children"):
                    assert hit.dense_score <= 1.001
                rounds += 1
        return rounds

    put(corpus, "d0", "plans for children 0")
    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        try:
            for number in range(1, 12):
                put(corpus, f"d{number}", f"plans for children {number}")
        finally:
            done.set()
        assert all(reader.result() for reader in readers)
    assert len(found(corpus.search(["plans"], None, limit=99))) == 12


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_chroma_server_serves_as_well(home: Path, tmp_path: Path) -> None:
    """Another process's vectors are found at once, and removal takes the collection away."""
    with (
        _chroma_server(tmp_path / "server") as url,
        Corpus.open(home, BAG, writable=True, chroma_url=url) as corpus,
    ):
        put(corpus, "a", "plans for children")
        with Corpus.open(home, BAG, chroma_url=url) as reader:
            assert found(like(reader, "plans for children")) == {"a"}
            put(corpus, "b", "bridges and tunnels")
            assert found(like(reader, "bridges and tunnels")) == {"b"}
            corpus.remove("a")
            assert found(like(reader, "plans for children")) == set()
            assert reader.check() == []
        assert corpus.check() == []
    with Corpus.open(home, BAG, chroma_url=url) as reader:  # the server is gone
        assert found(like(reader, "bridges and tunnels")) == {"b"}
    with pytest.raises(NoticesError, match="NOTICES_CHROMA_URL"):
        Corpus.open(home, BAG, writable=True, chroma_url=url)
    del reader
    gc.collect()  # Chroma's HTTP client leaves its sockets to the collector: here, not later


@contextmanager
def _chroma_server(folder: Path) -> Iterator[str]:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(executable).parent / "chroma"), "run", "--path", str(folder)]
    with Popen(
        [*command, "--host", "127.0.0.1", "--port", str(port)], stdout=DEVNULL, stderr=DEVNULL
    ) as server:
        try:
            for _ in range(300):
                with suppress(OSError), create_connection(("127.0.0.1", port), 1):
                    break
                sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.kill()
