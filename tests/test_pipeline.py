"""From files to a corpus: what becomes of each file, and of what was there."""

from __future__ import annotations

import os
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.corpus import Corpus
from ingest.overrides import OverrideError
from ingest.pipeline import Outcome, ingest
from tests.fakes import BagOfWords, LinePreparing

PACK = "Agenda\n== Report of the chair\nvisits every week\n== Plan\nbridges"


class Desk:
    """A folder of files, and the corpus that they are ingested into."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.home = home
        self.bag = BagOfWords()
        self.preparing = LinePreparing()
        folder.mkdir()

    def write(self, name: str, text: str) -> Path:
        """Put a file into the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def ingest(self, *paths: Path, **options: object) -> dict[str, Outcome]:
        """One run over the folder (or ``paths``); outcomes by source."""
        with Corpus.open(self.home, self.bag, writable=True) as corpus:
            outcomes = ingest(
                paths or (self.folder,),
                corpus,
                prepare=self.preparing,
                **options,  # type: ignore[arg-type]
            )
            assert corpus.check() == []
        return {outcome.source: outcome for outcome in outcomes}

    def found(self, *words: str) -> set[str]:
        """The sources of what is found by words."""
        with Corpus.open(self.home, self.bag) as corpus:
            hits = corpus.search(words, None, limit=20)
            return {corpus.document(hit.document_id).source for hit in hits}

    def listed(self) -> list[tuple[str, str]]:
        """Sources and titles of all documents."""
        with Corpus.open(self.home, self.bag) as corpus:
            return [(entry.source, entry.title) for entry in corpus.documents()]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty folder and no corpus yet."""
    return Desk(tmp_path / "papers", tmp_path / "home")


def statuses(outcomes: dict[str, Outcome]) -> dict[str, str]:
    """What became of each source."""
    return {source: outcome.status for source, outcome in outcomes.items()}


def test_files_become_documents(desk: Desk) -> None:
    """Folders are walked, and the sources are relative to the path given."""
    desk.write("a.txt", "plans for children")
    desk.write("inner/b.txt", "bridges and tunnels")
    assert statuses(desk.ingest()) == {"a.txt": "added", "inner/b.txt": "added"}
    assert desk.found("tunnels") == {"inner/b.txt"}


def test_a_file_named_twice_is_read_once(desk: Desk) -> None:
    """By itself and with its folder."""
    path = desk.write("a.txt", "plans for children")
    assert statuses(desk.ingest(desk.folder, path)) == {"a.txt": "added"}
    assert desk.preparing.read == ["a.txt"]


def test_unchanged_means_untouched(desk: Desk) -> None:
    """A second run neither reads nor embeds anything, and the version stays."""
    desk.write("a.txt", "plans for children")
    desk.ingest()
    with Corpus.open(desk.home, desk.bag) as corpus:
        version = corpus.version
    desk.preparing.read.clear()
    desk.bag.embedded.clear()
    assert statuses(desk.ingest()) == {"a.txt": "unchanged"}
    assert statuses(desk.ingest(desk.folder / "a.txt")) == {"a.txt": "unchanged"}
    assert desk.preparing.read == []
    assert desk.bag.embedded == []
    with Corpus.open(desk.home, desk.bag) as corpus:
        assert corpus.version == version


def test_a_changed_file_is_replaced_and_only_its_new_lines_embedded(desk: Desk) -> None:
    """What reads as it did keeps its vector."""
    desk.write("a.txt", "plans for children\nvisits every fortnight")
    desk.ingest()
    desk.bag.embedded.clear()
    desk.write("a.txt", "plans for children\nvisits every week")
    assert statuses(desk.ingest()) == {"a.txt": "replaced"}
    assert desk.bag.embedded == ["visits every week"]
    assert desk.found("fortnight") == set()
    assert desk.found("week") == {"a.txt"}


def test_a_line_that_is_repeated_is_embedded_once(desk: Desk) -> None:
    """Tables and forms say the same thing many times."""
    desk.write("a.txt", "none recorded\nnone recorded\nnone recorded")
    desk.ingest()
    assert desk.bag.embedded == ["none recorded"]


def test_a_broken_file_stops_nothing(desk: Desk) -> None:
    """It fails with what to do; the rest goes in; what it held before stays."""
    desk.write("b.txt", "visits every week")
    desk.ingest()
    desk.write("a.txt", "plans")
    desk.write("b.txt", "BROKEN")
    desk.write("c.txt", "CRASH")
    desk.write("d.txt", "bridges")
    outcomes = desk.ingest()
    assert Counter(statuses(outcomes).values()) == {"added": 2, "failed": 2}
    assert outcomes["b.txt"].message == "This file is broken. Ask for it again."
    assert "KeyError" in outcomes["c.txt"].message
    assert "a bug" not in outcomes["c.txt"].message
    assert desk.found("visits") == {"b.txt"}


def test_a_path_that_is_not_there_is_named(desk: Desk) -> None:
    """And the other paths are read."""
    path = desk.write("a.txt", "plans")
    outcomes = desk.ingest(path, desk.folder / "missing.txt")
    assert statuses(outcomes) == {"a.txt": "added", "missing.txt": "failed"}


def test_a_pack_and_its_parts_are_one_outcome(desk: Desk) -> None:
    """All of it is searched, each line once."""
    desk.write("pack.txt", PACK)
    assert desk.ingest()["pack.txt"].parts == 2
    with Corpus.open(desk.home, desk.bag) as corpus:
        assert [entry.part_number for entry in corpus.documents()] == [None, 1, 2]
        (hit,) = corpus.search(["visits"], None, limit=5)
        assert hit.document_id.endswith("-1")


def test_files_of_the_same_bytes_are_one_document_with_two_places(desk: Desk) -> None:
    """It stays until its last file is gone."""
    first = desk.write("a.txt", "plans for children")
    second = desk.write("b.txt", "plans for children")
    outcomes = desk.ingest()
    assert outcomes["a.txt"].document_id == outcomes["b.txt"].document_id
    assert len(desk.listed()) == 1
    first.unlink()
    assert statuses(desk.ingest(prune=True)) == {"b.txt": "unchanged", "a.txt": "removed"}
    assert desk.listed() == [("b.txt", "plans for children")]
    assert desk.found("plans") == {"b.txt"}
    second.unlink()
    assert statuses(desk.ingest(prune=True)) == {"b.txt": "removed"}
    assert desk.listed() == []


def test_pruning_removes_only_what_is_surely_gone(desk: Desk) -> None:
    """Under the paths given, and not when the whole path is missing."""
    desk.write("one/a.txt", "plans")
    desk.write("two/b.txt", "bridges")
    desk.ingest()
    (desk.folder / "two" / "b.txt").unlink()
    assert statuses(desk.ingest(desk.folder / "one", prune=True)) == {"a.txt": "unchanged"}
    (desk.folder / "two").rmdir()
    assert statuses(desk.ingest(desk.folder / "two", prune=True)) == {"two": "failed"}
    assert len(desk.listed()) == 2
    assert statuses(desk.ingest(prune=True))["two/b.txt"] == "removed"
    assert [source for source, _ in desk.listed()] == ["one/a.txt"]


def test_without_pruning_a_lost_file_stays(desk: Desk) -> None:
    """Documents outlive their files unless a person says otherwise."""
    desk.write("a.txt", "plans").unlink()
    path = desk.write("b.txt", "bridges")
    desk.ingest()
    path.unlink()
    desk.ingest()
    assert desk.found("bridges") == {"b.txt"}


def test_an_archive_that_cannot_be_opened_prunes_nothing(desk: Desk) -> None:
    """Its members may be there still."""
    pack = desk.folder / "pack.zip"
    with zipfile.ZipFile(pack, "w") as archive:
        archive.writestr("a.txt", "plans for children")
    assert statuses(desk.ingest()) == {"pack.zip/a.txt": "added"}
    pack.write_bytes(pack.read_bytes()[:60])
    assert statuses(desk.ingest(prune=True)) == {"pack.zip": "failed"}
    assert desk.found("plans") == {"pack.zip/a.txt"}


def test_what_a_person_says_holds_for_later_runs(desk: Desk) -> None:
    """An override is kept, and survives a changed file."""
    path = desk.write("a.txt", "plans for children")
    desk.ingest(path, overrides={"title": "The plans"})
    assert desk.listed() == [("a.txt", "The plans")]
    assert statuses(desk.ingest()) == {"a.txt": "unchanged"}
    desk.write("a.txt", "plans for all children")
    desk.ingest()
    assert desk.listed() == [("a.txt", "The plans")]


@pytest.mark.parametrize(
    "told",
    [{"kind": "poem"}, {"issued": "2012-13"}, {"issued": "last week"}, {"colour": "red"}],
    ids=["kind", "month", "words", "field"],
)
def test_an_override_must_make_sense(desk: Desk, told: dict[str, str]) -> None:
    """Nothing is ingested under a description that cannot be."""
    desk.write("a.txt", "plans")
    with pytest.raises(OverrideError):
        desk.ingest(overrides=told)


def test_progress_counts_files(desk: Desk) -> None:
    """From none to all, naming the file at hand."""
    desk.write("a.txt", "plans")
    desk.write("b.txt", "bridges")
    told: list[tuple[int, int, str]] = []
    desk.ingest(progress=lambda *report: told.append(report))
    assert told == [(0, 2, "a.txt"), (1, 2, "b.txt"), (2, 2, "")]


def test_a_full_disk_ends_the_run_with_nothing_lost(desk: Desk) -> None:
    """Files after the one that did not fit are not read in vain; a later run goes on."""
    desk.write("a.txt", "plans")
    desk.ingest()
    desk.write("b.txt", "\n".join(f"line {n} of very many" for n in range(500)))
    desk.write("c.txt", "bridges")
    desk.write("d.txt", "tunnels")
    outcomes = _ingest_on_a_full_disk(desk)
    assert [one.status for one in outcomes] == ["unchanged", "failed", "failed", "failed"]
    assert all("full" in one.message for one in outcomes[1:])
    assert desk.found("plans") == {"a.txt"}
    assert "failed" not in statuses(desk.ingest()).values()
    assert desk.found("tunnels") == {"d.txt"}


def _ingest_on_a_full_disk(desk: Desk) -> Sequence[Outcome]:
    with Corpus.open(desk.home, desk.bag, writable=True) as corpus:
        writer = corpus._store._writer
        assert writer is not None
        pages = writer.execute("PRAGMA page_count").fetchone()[0]
        writer.execute(f"PRAGMA max_page_count = {pages}").fetchall()
        return ingest([desk.folder], corpus, prepare=desk.preparing)


def test_a_name_that_is_no_text_is_ingested_kept_and_pruned(desk: Desk) -> None:
    """A file that another system named is a file like any other."""
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        path = desk.write(name, "Menu\nlanterns are lit")
    except OSError:
        pytest.skip("this file system keeps only names that are text")
    assert desk.ingest()["caf\\xe9.txt"].status == "added"
    assert desk.ingest(path)["caf\\xe9.txt"].status == "unchanged"
    assert desk.found("lanterns") == {"caf\\xe9.txt"}
    path.unlink()
    assert desk.ingest(prune=True)["caf\\xe9.txt"].status == "removed"
