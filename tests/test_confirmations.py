"""A person's word on a row is kept with name and time, and holds while the words stand."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from assistant.confirmations import Confirmations, Place, Said, Stamp
from assistant.links_register import links
from ingest.corpus import Corpus
from ingest.errors import NoticesError
from ingest.pipeline import ingest
from tests.command_line import CommandLine
from tests.corpora import fill, write
from tests.fakes import BagOfWords
from tests.traced import PAPERS


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A corpus of the traced papers that a test may write to."""
    fill(tmp_path / "home", write(tmp_path / "papers", PAPERS))
    return tmp_path / "home"


def _first_link(home: Path, stage: str = "recommendation->action") -> str:
    with Corpus.open(home, BagOfWords()) as corpus:
        return links(corpus, stage=stage)[0].link.id


def _row(home: Path, begins: str) -> str:
    with Corpus.open(home, BagOfWords()) as corpus:
        found = [r.id for _, r in corpus.requirements() if r.quote.text.startswith(begins)]
    return found[0]


def _shown(run: CommandLine, id_: str) -> dict[str, object]:
    rows = json.loads(run("requirements", "--json").out)["requirements"]
    (row,) = [each for each in rows if each["id"] == id_]
    return dict(row)


def test_a_link_is_confirmed_with_name_and_time(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The row shows both, and the note."""
    run, id_ = CommandLine(home, capsys), _first_link(home)
    said = run("confirm", id_[:9], "--by", "Ada  Lane", "--note", "seen in the minutes")
    assert said.code == 0 and "Confirmed" in said.err
    (row,) = [e for e in json.loads(run("links", "--json").out)["links"] if e["id"] == id_]
    assert (row["confirmed"]["verdict"], row["confirmed"]["by"]) == ("confirmed", "Ada Lane")
    assert row["confirmed"]["at"].endswith("+00:00")
    assert row["confirmed"]["note"] == "seen in the minutes"


def test_a_rejected_link_is_left_out_until_it_is_asked_for(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And is back when the word is withdrawn."""
    run, id_ = CommandLine(home, capsys), _first_link(home)
    before = json.loads(run("links", "--json").out)["count"]
    run("confirm", id_, "--by", "Ada Lane", "--reject")
    kept = json.loads(run("links", "--json").out)
    assert kept["count"] == before - 1 and id_ not in {each["id"] for each in kept["links"]}
    every = json.loads(run("links", "--json", "--rejected").out)["links"]
    assert {e["id"]: e["confirmed"] for e in every}[id_]["verdict"] == "rejected"
    assert "Withdrawn" in run("confirm", id_, "--withdraw").err
    assert json.loads(run("links", "--json").out)["count"] == before


def test_a_row_and_its_deadline_are_confirmed_apart(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The one says nothing of the other."""
    run, id_ = CommandLine(home, capsys), _row(home, "Within one month")
    run("confirm", id_, "--by", "Ada Lane", "--deadline")
    shown = _shown(run, id_)
    assert shown["confirmed"] is None
    assert shown["deadline_confirmed"]["by"] == "Ada Lane"  # type: ignore[index]
    run("confirm", id_, "--by", "Ben Moss", "--reject")
    assert _shown(run, id_)["confirmed"]["verdict"] == "rejected"  # type: ignore[index]


def test_a_grade_is_confirmed_too(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the id that its row bears, which no grade of another document has."""
    run = CommandLine(home, capsys)
    every = json.loads(run("judgements", "--json").out)["judgements"]
    assert len({each["id"] for each in every}) == len(every) > 1
    row = json.loads(run("judgements", "--json", "--council", "Kelder").out)["judgements"][0]
    assert row["id"].startswith(row["citation"]["document"]["id"])
    assert run("confirm", row["id"], "--by", "Ada Lane").code == 0
    again = json.loads(run("judgements", "--json", "--council", "Kelder").out)["judgements"][0]
    assert again["confirmed"]["by"] == "Ada Lane"


def test_it_survives_ingestion_while_the_words_stand(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The paper is changed elsewhere, so that it and all its rows have new ids."""
    run, id_ = CommandLine(home, capsys), _row(home, "Recruiting an advocate")
    run("confirm", id_, "--by", "Ada Lane")
    changed = PAPERS["fernshire-notice.txt"].replace(
        "social workers within five", "staff within six"
    )
    write(tmp_path / "papers", {"fernshire-notice.txt": changed})
    with Corpus.open(home, BagOfWords(), writable=True) as corpus:
        ingest([tmp_path / "papers"], corpus)
    new = _row(home, "Recruiting an advocate")
    assert new != id_
    assert _shown(run, new)["confirmed"]["by"] == "Ada Lane"  # type: ignore[index]


def test_it_ends_when_the_words_change(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Other words need another look, and so does the same paper with another date."""
    run, id_ = CommandLine(home, capsys), _row(home, "Recruiting an advocate")
    run("confirm", id_, "--by", "Ada Lane")
    run("confirm", _row(home, "Within one month"), "--by", "Ada Lane", "--deadline")
    changed = PAPERS["fernshire-notice.txt"].replace("an advocate", "an advocate and a guide")
    changed = changed.replace("Date: 31 August 2019", "Date: 12 August 2019")
    write(tmp_path / "papers", {"fernshire-notice.txt": changed})
    with Corpus.open(home, BagOfWords(), writable=True) as corpus:
        ingest([tmp_path / "papers"], corpus)
    assert _shown(run, _row(home, "Recruiting an advocate"))["confirmed"] is None
    due = _shown(run, _row(home, "Within one month"))
    assert due["deadline"]["date"] == "2019-09-12"  # type: ignore[index]
    assert due["deadline_confirmed"] is None


def test_the_same_words_of_another_paper_are_not_confirmed() -> None:
    """A notice that repeats an older one is looked at for itself."""
    one = Stamp.of("requirement", ["Read  every referral."], [Place("a", "old.txt")])
    same = Stamp.of("requirement", ["read every referral."], [Place("a", "renamed.txt")])
    other = Stamp.of("requirement", ["Read every referral."], [Place("b", "new.txt")])
    deadline = Stamp.of("deadline", ["Read every referral."], [Place("a", "old.txt")])
    assert one.same(same)
    assert not one.same(other) and not one.same(deadline)


def test_what_cannot_be_meant_is_said_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No name, no such row, too little of an id, a row without a deadline."""
    run, id_ = CommandLine(home, capsys), _row(home, "Recruiting an advocate")
    assert "--by NAME" in run("confirm", id_).err
    for arguments, words in (
        (("0123456789abcdef", "--by", "Ada"), "No row has the id"),
        (("ab", "--by", "Ada"), "at least 6"),
        ((id_, "--deadline", "--by", "Ada"), "No requirement with a deadline"),
    ):
        said = run("confirm", *arguments)
        assert said.code == 2 and words in said.err
    assert not (home / "confirmations.sqlite3").exists()


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Clear words, and the file is left as it is."""
    (tmp_path / "confirmations.sqlite3").write_bytes(b"no database at all" * 100)
    with pytest.raises(NoticesError, match=r"confirmations\.sqlite3"):
        Confirmations(tmp_path).all()


def test_nothing_said_is_nothing_held(tmp_path: Path) -> None:
    """Looking makes no file, and a folder without one holds nothing."""
    assert len(Confirmations(tmp_path).all()) == 0
    assert not list(tmp_path.iterdir())
    assert Said().of(Stamp.of("link", ["words"], [])) is None


def test_the_last_word_counts(tmp_path: Path) -> None:
    """One row, one word: what was said before is replaced."""
    kept = Confirmations(tmp_path)
    stamp = Stamp.of("link", ["words"], [Place("a", "a.txt"), Place("b", "b.txt")])
    kept.keep(stamp, "l1", "confirmed", "Ada Lane")
    kept.keep(stamp, "l1", "rejected", "Ben Moss")
    found = kept.all().of(stamp)
    assert found is not None and (found.verdict, found.by) == ("rejected", "Ben Moss")
    with sqlite3.connect(tmp_path / "confirmations.sqlite3") as at:
        assert at.execute("SELECT count(*) FROM confirmation").fetchone() == (1,)
    at.close()
