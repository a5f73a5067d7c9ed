"""The commands, through the public door: what they print where, and their exit codes."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from assistant.cli import main, make_parser
from tests.broken_files import NOTICE, pdf
from tests.command_line import CommandLine, Faulty
from tests.fakes import BagOfWords

COMMANDS = (
    "ingest",
    "ask",
    "session",
    "documents",
    "show",
    "remove",
    "requirements",
    "judgements",
    "doctor",
)
QUESTION = "How often must Fernshire hold a case conference?"


@pytest.fixture
def notices(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line over an empty folder."""
    return CommandLine(tmp_path / "home", capsys)


def write_papers(folder: Path) -> Path:
    """Two papers in a folder."""
    folder.mkdir()
    (folder / "fernshire-notice.txt").write_text(NOTICE, "utf-8")
    (folder / "ledger.pdf").write_bytes(pdf(2))
    return folder


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Two papers in a folder."""
    return write_papers(tmp_path / "papers")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of the two papers, made once."""
    folder = tmp_path_factory.mktemp("shelf")
    papers = write_papers(folder / "papers")
    home = folder / "home"
    assert main(["ingest", str(papers), "--home", str(home)], embedder=BagOfWords()) == 0
    return home


@pytest.fixture
def stocked(shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line over a copy of the corpus of two papers."""
    shutil.copytree(shelf, tmp_path / "home")
    return CommandLine(tmp_path / "home", capsys)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_examples(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """--help ends well, takes --home, and shows lines that could be typed."""
    assert main([command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert "--home DIR" in shown
    assert f"examples:\n  notices {command}" in shown


def test_help_fits_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The overview of the commands stays inside eighty columns."""
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["--help"]) == 0
    assert all(len(line) <= 80 for line in capsys.readouterr().out.splitlines())
    assert all(f"  {command} " in make_parser().format_help() for command in COMMANDS)


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """`notices --version` prints one line."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("notices ")


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["frobnicate"],
        ["ask"],
        ["ask", "x", "--kind", "poem"],
        ["ask", "x", "--from", "soon"],
        ["ingest"],
        ["ingest", "x", "--watch", "--json"],
        ["judgements", "--year", "long ago"],
    ],
)
def test_wrong_use_ends_with_two_and_says_why(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing on standard output, the reason on standard error."""
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert not out
    assert err


def test_ingest_names_what_became_of_each_file(notices: CommandLine, papers: Path) -> None:
    """Added at first, then unchanged; one that cannot be read fails alone, with what to do."""
    ran = notices("ingest", papers)
    assert ran.code == 0
    assert "fernshire-notice.txt" in ran.out
    assert "2 added" in ran.out
    (papers / "empty.txt").write_bytes(b"")
    ran = notices("ingest", papers)
    assert ran.code == 1
    assert "2 unchanged, 1 failed" in ran.out
    assert "empty.txt" in ran.out


def test_ingest_as_json_is_one_document(notices: CommandLine, papers: Path) -> None:
    """Counts and outcomes, with the ids of the documents made."""
    ran = notices("ingest", papers, "--json")
    assert ran.json["counts"]["added"] == 2
    assert {each["source"] for each in ran.json["outcomes"]} == {
        "fernshire-notice.txt",
        "ledger.pdf",
    }
    assert all(each["document_id"] for each in ran.json["outcomes"])


def test_a_person_overrides_what_was_read(notices: CommandLine, papers: Path) -> None:
    """Each thing that a document is, and it holds when the file is read again."""
    told = (
        "--council",
        "Kelder",
        "--kind",
        "minutes",
        "--title",
        "The ledger",
        "--issued",
        "2011-05",
        "--publisher",
        "Kelder Board",
        "--inspected",
        "2011-03-14..2011-03-25",
    )
    assert notices("ingest", papers / "ledger.pdf", *told).code == 0
    (papers / "ledger.pdf").write_bytes(pdf(3))
    assert notices("ingest", papers / "ledger.pdf").code == 0
    (listed,) = notices("documents", "--json").json["documents"]
    assert listed["councils"] == ["Kelder"]
    assert (listed["kind"], listed["title"], listed["issued"]) == (
        "minutes",
        "The ledger",
        "2011-05",
    )
    assert listed["issued_how"] == "override"
    assert listed["publisher"] == "Kelder Board"
    assert listed["inspected"] == {"from": "2011-03-14", "to": "2011-03-25"}


def test_prune_removes_documents_whose_file_is_gone(notices: CommandLine, papers: Path) -> None:
    """And only those; without it they stay."""
    notices("ingest", papers)
    (papers / "ledger.pdf").unlink()
    assert "removed" not in notices("ingest", papers).out
    assert _count(notices) == 2
    assert "1 unchanged, 1 removed" in notices("ingest", papers, "--prune").out
    assert _count(notices) == 1


def _count(notices: CommandLine) -> int:
    """How many documents are listed."""
    return int(notices("documents", "--json").json["count"])


def test_ask_answers_with_numbered_sources(stocked: CommandLine) -> None:
    """The words of the document, its name and its file."""
    ran = stocked("ask", QUESTION)
    assert ran.code == 0
    assert "every five weeks" in ran.out
    assert "\n\nSources\n" in ran.out
    assert "(fernshire-notice.txt)\n  [1] " in ran.out
    assert "\x1b" not in ran.out


def test_ask_as_json_is_the_answer_of_the_contract(stocked: CommandLine) -> None:
    """One document, whose quotations stand in the text."""
    answer = stocked("ask", QUESTION, "--json").json
    assert answer["question"] == QUESTION
    assert answer["status"] in ("answered", "partial")
    assert {"id", "text", "statements", "citations", "scope", "corpus", "timings_ms"} <= set(answer)


def test_a_narrower_scope_leaves_documents_out(stocked: CommandLine) -> None:
    """--kind, --from and --to reach the search, and the answer says what was asked for."""
    answer = stocked("ask", QUESTION, "--kind", "bulletin", "--from", "2010", "--json").json
    assert answer["status"] == "not_found"
    assert answer["scope"]["kinds"] == ["bulletin"]
    assert answer["scope"]["from"] == "2010-01-01"


def test_a_council_that_does_not_exist_is_wrong_use(stocked: CommandLine) -> None:
    """The message says where the names are."""
    ran = stocked("ask", QUESTION, "--council", "Atlantis")
    assert ran.code == 2
    assert "Atlantis" in ran.err
    assert "notices documents" in ran.err


def test_dates_the_wrong_way_round_are_wrong_use(stocked: CommandLine) -> None:
    """No document could match."""
    assert stocked("ask", QUESTION, "--from", "2013", "--to", "2012").code == 2


@pytest.mark.parametrize(
    "command", [("ask", "How many?"), ("documents",), ("session",), ("show", "x")]
)
def test_without_a_corpus_a_person_is_told_how_to_make_one(
    notices: CommandLine, command: tuple[str, ...]
) -> None:
    """No traceback, no empty answer."""
    ran = notices(*command)
    assert ran.code == 1
    assert "notices ingest" in ran.err
    assert not ran.out


def test_a_document_is_shown_with_its_outline(stocked: CommandLine) -> None:
    """By its file or by the beginning of its id; as text and as JSON."""
    made = stocked("show", "fernshire-notice.txt", "--json").json
    text = stocked("show", made["id"][:8]).out
    assert "Outline" in text
    assert "case conference every five weeks" in text
    assert any(clause["kind"] == "point" for clause in made["outline"])


def test_removal_removes_and_says_so(stocked: CommandLine) -> None:
    """The document is gone from the list and from answers; the other stays."""
    ran = stocked("remove", "fernshire-notice.txt", "--yes")
    assert ran.code == 0
    assert "Removed" in ran.err
    assert _count(stocked) == 1
    assert "five weeks" not in stocked("ask", QUESTION).out


@pytest.mark.parametrize("command", ["show", "remove"])
def test_an_unknown_document_is_named(stocked: CommandLine, command: str) -> None:
    """And the message says where the known ones are listed."""
    ran = stocked(command, "nosuch")
    assert ran.code == 1
    assert "nosuch" in ran.err
    assert "notices documents" in ran.err


def test_a_piped_session_answers_each_line_and_stops_at_quit(
    stocked: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plain text, no prompt, no greeting."""
    piped = io.StringIO(f"{QUESTION}\n\n  \nQUIT\n{QUESTION}\n")
    monkeypatch.setattr("sys.stdin", piped)
    ran = stocked("session")
    assert ran.code == 0
    assert ran.out.count("every five weeks") >= 1
    assert ran.out.count(QUESTION) == 1
    assert not ran.err


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_the_register_of_grades_comes_in_several_forms(stocked: CommandLine, form: str) -> None:
    """Empty here, and each form says so in its own way."""
    ran = stocked("judgements", "--format", form)
    assert ran.code == 0
    assert ran.out
    if form == "json":
        assert ran.json == {"count": 0, "judgements": []}


def test_a_grade_is_listed_with_the_words_that_bear_it(notices: CommandLine, samples: Path) -> None:
    """By council and year; each quotation stands in its document."""
    assert notices("ingest", samples / "fernshire-inspection-report.pdf").code == 0
    register = notices("judgements", "--council", "fernshire", "--year", "2023", "--json").json
    assert register["count"] == len(register["judgements"]) > 0
    text = "".join(
        clause["text"]
        for clause in notices("show", "fernshire-inspection-report.pdf", "--json").json["outline"]
    )
    for judgement in register["judgements"]:
        assert judgement["grade"].lower() in judgement["citation"]["quote"].lower()
        assert judgement["citation"]["quote"] in text
    assert notices("judgements", "--year", "1999", "--json").json["count"] == 0


def test_a_spreadsheet_goes_to_the_file_named(stocked: CommandLine, tmp_path: Path) -> None:
    """The form follows the file's name; a folder that is not there is wrong use."""
    assert stocked("judgements", "-o", tmp_path / "grades.xlsx").code == 0
    assert (tmp_path / "grades.xlsx").read_bytes()[:2] == b"PK"
    ran = stocked("judgements", "-o", tmp_path / "nowhere" / "grades.csv")
    assert ran.code == 2
    assert "--output" in ran.err


def test_an_unexpected_fault_shows_no_traceback_unless_asked(
    stocked: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says how to see more, and nothing of the fault's own words."""
    stocked.embedder = Faulty(RuntimeError("secret words of a document"))
    ran = stocked("ask", QUESTION)
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert "secret" not in ran.err
    assert "NOTICES_DEBUG=1" in ran.err
    monkeypatch.setenv("NOTICES_DEBUG", "1")
    assert "Traceback" in stocked("ask", QUESTION).err


def test_an_interruption_ends_quietly(stocked: CommandLine) -> None:
    """As shells expect: 130, and no words."""
    stocked.embedder = Faulty(KeyboardInterrupt())
    ran = stocked("ask", QUESTION)
    assert (ran.code, ran.out, ran.err) == (130, "", "")
