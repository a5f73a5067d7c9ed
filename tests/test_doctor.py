"""The doctor finds what is wrong, says how to mend it, and is not upset by anything."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.chat_models import ModelError
from assistant.cli import main
from assistant.doctor import Finding, examine
from assistant.settings import load_settings
from ingest.lock import WriterLock
from tests.broken_files import NOTICE
from tests.command_line import CommandLine
from tests.fakes import BagOfWords, Reply, ScriptedModel


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of one paper, made once."""
    folder = tmp_path_factory.mktemp("shelf")
    (folder / "notice.txt").write_text(NOTICE, "utf-8")
    home = folder / "home"
    made = ["ingest", str(folder / "notice.txt"), "--home", str(home)]
    assert main(made, embedder=BagOfWords()) == 0
    return home


@pytest.fixture
def home(shelf: Path, tmp_path: Path) -> Path:
    """A copy of the corpus, to be harmed."""
    return Path(shutil.copytree(shelf, tmp_path / "home"))


def _examined(home: Path, **environment: str) -> dict[str, Finding]:
    settings = load_settings(environment, home=str(home))
    found = examine(settings, embedder=BagOfWords(), environment=environment)
    return {finding.name: finding for finding in found}


def test_a_whole_installation_has_nothing_wrong(home: Path) -> None:
    """Each part is named, and none is wrong."""
    found = _examined(home)
    assert {"Python", "settings", "model", "corpus", "store", "word index", "vector index"} <= set(
        found
    )
    assert not [each for each in found.values() if each.state == "wrong"]
    assert "1 documents" in found["corpus"].what or "1 document" in found["corpus"].what


def test_no_corpus_yet_is_worth_a_note_and_nothing_more(tmp_path: Path) -> None:
    """A fresh installation is healthy; nothing is made by looking."""
    found = _examined(tmp_path / "none")
    assert found["corpus"].state == "note"
    assert "notices ingest" in found["corpus"].mend
    assert not (tmp_path / "none").exists()


def test_a_damaged_store_is_wrong(home: Path) -> None:
    """The message says what can still be done."""
    store = home / "notices.sqlite3"
    for beside in home.glob("notices.sqlite3-*"):
        beside.unlink()
    store.write_bytes(b"not a database, but words about lanterns " * 200)
    found = _examined(home)
    assert found["corpus"].state == "wrong"
    assert "ingest" in found["corpus"].mend


def test_a_lost_vector_index_is_mended_and_told(home: Path) -> None:
    """It is derived from the store, so that nothing is lost."""
    shutil.rmtree(home / "chroma")
    assert _examined(home)["vector index"].state == "note"
    assert _examined(home)["vector index"].state == "ok"


def test_a_corpus_being_written_is_left_alone(home: Path) -> None:
    """The doctor looks as a reader does, and says who is at work."""
    with WriterLock(home / "writer.lock"):
        found = _examined(home)
    assert found["stores"].state == "note"
    assert "process" in found["stores"].mend


def test_a_setting_that_does_nothing_is_pointed_out(home: Path) -> None:
    """Most likely a slip of the pen."""
    found = _examined(home, NOTICES_HOMME="/somewhere")
    assert found["settings"].state == "note"
    assert "NOTICES_HOMME" in found["settings"].what
    assert "NOTICES_HOME" in found["settings"].mend


def test_a_model_that_is_not_there_is_wrong_and_ends_with_one(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the door: the exit code, and how to mend it."""
    monkeypatch.setenv("NOTICES_EMBEDDING", "no-such-model")
    assert main(["doctor", "--home", str(home)]) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "WRONG model" in shown
    assert "NOTICES_EMBEDDING" in shown


def test_the_doctor_speaks_json(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One document, with whether all is well."""
    ran = CommandLine(home, capsys)("doctor", "--json")
    assert ran.code == 0
    assert ran.json["ok"] is True
    assert all(set(each) == {"name", "state", "what", "mend"} for each in ran.json["findings"])


@pytest.mark.parametrize(
    ("reply", "state", "says"),
    [
        ('{"text": "The board must meet every six weeks.", "clauses": ["c1"]}', "ok", "stands"),
        ('{"text": "The board must meet every day.", "clauses": ["c1"]}', "note", "nothing that"),
        (ModelError("The model's provider refuses the key."), "wrong", "cannot be used"),
    ],
)
def test_the_chat_model_is_asked(home: Path, reply: Reply, state: str, says: str) -> None:
    """One question whose answer is known: whether it comes, and whether it stands."""
    settings = load_settings({}, home=str(home))
    model = ScriptedModel(reply)
    found = {each.name: each for each in examine(settings, embedder=BagOfWords(), chat_model=model)}
    assert found["chat model"].state == state and says in found["chat model"].what


def test_quoting_mode_has_no_chat_model_to_ask(home: Path) -> None:
    """The default is all well."""
    assert _examined(home)["chat model"].what == "none: quoting mode"
