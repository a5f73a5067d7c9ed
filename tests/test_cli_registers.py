"""``notices requirements``: filters, forms, plain words where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import CommandLine
from tests.corpora import write
from tests.requirement_papers import NOTICE, REPORT


@pytest.fixture
def filled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """A corpus with a notice and a report."""
    notices = CommandLine(tmp_path / "home", capsys)
    papers = write(tmp_path / "papers", {"notice.txt": NOTICE, "report.txt": REPORT})
    assert notices("ingest", papers).code == 0
    return notices


def test_the_table_says_when_who_what_and_where(filled: CommandLine) -> None:
    """One row a requirement, counted on standard error."""
    ran = filled("requirements", "--council", "kelder")
    assert ran.code == 0
    assert "The recording of family time." in ran.out
    assert "(should)" in ran.out
    assert "Kelder" in ran.out
    assert ran.err.strip() == "2 requirements"


def test_no_line_of_the_table_is_wider_than_the_terminal(
    filled: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cells are wrapped, none is cut off."""
    monkeypatch.setenv("COLUMNS", "80")
    ran = filled("requirements")
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "supervision" in ran.out
    assert "approved" in ran.out


def test_dates_narrow_the_register(filled: CommandLine) -> None:
    """A year covers its days; a date with its rule."""
    found = filled("requirements", "--due-before", "2019", "--json").json
    (only,) = found["requirements"]
    assert only["deadline"]["date"] == "2019-09-30"
    assert "Corresponding date" in only["deadline"]["rule"]
    assert filled("requirements", "--due-after", "2021", "--json").json["count"] == 0


def test_kind_and_topic_narrow_the_register(filled: CommandLine) -> None:
    """However the kind's words are joined."""
    assert filled("requirements", "--kind", "notice measure", "--json").json["count"] > 5
    assert filled("requirements", "--topic", "mentor", "--json").json["count"] == 1


@pytest.mark.parametrize("form", ["csv", "xlsx", "ics", "json"])
def test_the_form_follows_the_file_s_name(filled: CommandLine, tmp_path: Path, form: str) -> None:
    """And the file is named when it is written."""
    target = tmp_path / f"register.{form}"
    ran = filled("requirements", "-o", target)
    assert ran.code == 0
    assert target.stat().st_size > 100
    assert str(target) in ran.err


@pytest.mark.parametrize(
    "words",
    [["--due-before", "soon"], ["--kind", "wish"], ["--council", "Nowhereshire"],
     ["-o", "/nowhere/at/all.csv"]],
)  # fmt: skip
def test_what_cannot_be_meant_is_wrong_use(filled: CommandLine, words: list[str]) -> None:
    """Said in words, with exit code 2."""
    ran = filled("requirements", *words)
    assert ran.code == 2
    assert ran.err.strip()
    assert "Traceback" not in ran.err
