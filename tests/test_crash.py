"""A corpus outlives the death of its writer at any instant: really killed, many times."""

from __future__ import annotations

import multiprocessing
import random
import time
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from ingest.corpus import Corpus
from ingest.store import NoCorpusError
from tests.crashing import REMOVED, change_until_killed, document_id
from tests.fakes import BagOfWords

BAG = BagOfWords()


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Children that start at once, because a server has imported everything for them."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["chromadb", "tests.crashing"])
    return context


def test_a_killed_writer_leaves_a_whole_corpus(
    processes: ForkServerContext, tmp_path: Path
) -> None:
    """Twenty-five times: what was done is there, what was begun is there whole or not at all."""
    survive(processes, tmp_path, kills=25, seed=1)


@pytest.mark.slow
def test_a_writer_may_be_killed_hundreds_of_times(
    processes: ForkServerContext, tmp_path: Path
) -> None:
    """The same, longer."""
    survive(processes, tmp_path, kills=300, seed=2)


def survive(processes: ForkServerContext, folder: Path, kills: int, seed: int) -> None:
    """Kill a writer at random moments; after each, look at what it left."""
    home, chance = folder / "home", random.Random(seed)
    known: dict[str, int] = {}
    for number in range(kills):
        log = folder / f"log-{number}"
        child = processes.Process(
            target=change_until_killed,
            args=(str(home), str(log), number, 1 + number * 10_000),
            daemon=True,
        )
        child.start()
        # Some are killed while they open and mend, most in the midst of changes.
        if number % 5:
            wait_for(log)
        time.sleep(chance.uniform(0, 0.25))
        child.kill()
        child.join()
        possible = replay(log, known)
        if (home / "notices.sqlite3").exists() and possible:
            known = look(home, possible)


def wait_for(log: Path) -> None:
    """Until the child has begun to work."""
    for _ in range(3_000):
        if log.exists() and log.stat().st_size:
            return
        time.sleep(0.01)
    pytest.fail("the writer did not begin within 30 seconds")


def replay(log: Path, known: dict[str, int]) -> dict[str, set[int]]:
    """The versions that each source may now have: the last one done, or the one begun."""
    possible = {source: {version} for source, version in known.items()}
    for line in log.read_text().splitlines() if log.exists() else ():
        what, *rest = line.split()
        if what == "ready":
            continue
        source, version = rest[0], int(rest[1])
        if what == "end":
            possible[source] = {version}
        else:
            possible.setdefault(source, {REMOVED}).add(version)
    return possible


def look(home: Path, possible: dict[str, set[int]]) -> dict[str, int]:
    """Read it as it was left, then mend it; both must be right. Gives what is there."""
    if _is_unborn(home):
        assert all(REMOVED in versions for versions in possible.values())
    else:
        with Corpus.open(home, BAG) as reader:
            assert_whole(reader)
            before = versions_in(reader)
    with Corpus.open(home, BAG, writable=True) as writer:
        assert writer.check() == []
        assert_whole(writer)
        after = versions_in(writer)
    if not _is_unborn(home):
        assert {s: v for s, v in after.items() if v} == {s: v for s, v in before.items() if v}
    for source, versions in possible.items():
        assert after.get(source, REMOVED) in versions
    assert set(after) <= set(possible)
    assert len([one for one in (home / "chroma").iterdir() if one.is_dir()]) == 1
    return {source: after.get(source, REMOVED) for source in possible}


def versions_in(corpus: Corpus) -> dict[str, int]:
    """Which version of each source is current."""
    whole = [entry for entry in corpus.documents() if entry.part_of is None]
    assert len({entry.source for entry in whole}) == len(whole)
    return {entry.source: int(entry.id[1:]) for entry in whole}


def assert_whole(corpus: Corpus) -> None:
    """Every searched passage is found by its words and by its likeness; packs are complete."""
    entries = corpus.documents()
    for entry in entries:
        if entry.source == "pack.txt" and entry.part_of is None:
            name = document_id("pack.txt", int(entry.id[1:]))
            parts = {one.id for one in entries if one.part_of == entry.id}
            assert parts == {f"{name}-1", f"{name}-2"}
        if entry.same_as is not None:
            continue
        for passage in corpus.passages(entry.id):
            words = [f'"{passage.words}"', *passage.words.split()]
            vector = BAG.embed_query(passage.words)
            hits = corpus.search(words, vector, limit=40)
            (hit,) = [one for one in hits if one.passage_id == passage.id]
            assert hit.words_score > 0
            assert hit.dense_score > 0.99
            assert corpus.document(entry.id).text[passage.span.start :].startswith(passage.words)
    current = {entry.id for entry in entries if entry.same_as is None}
    everything = corpus.search(["plans", "version"], BAG.embed_query("plans version"), limit=99)
    assert {hit.document_id for hit in everything} <= current


def _is_unborn(home: Path) -> bool:
    """Killed before it was a corpus: there was nothing to lose yet."""
    try:
        Corpus.open(home, BAG).close()
    except NoCorpusError:
        return True
    return False
