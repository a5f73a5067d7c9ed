"""How an answer, a table row and a spreadsheet cell look."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from assistant.answers import Answer, Citation, Scope, Source
from assistant.cli.answer_text import answer_text, scope_line
from assistant.spreadsheets import csv_text, escaped, xlsx_bytes
from assistant.cli.terminal import Terminal


def _citation(number: int, quote: str, *, ocr: float | None = None) -> Citation:
    source = Source(
        "d1", "Improvement Notice to Fernshire", "improvement_notice", ("Fernshire",),
        "Department for Education", "2013-03-04", "notices/fernshire.pdf", "ab" * 32, None,
    )  # fmt: skip
    return Citation(
        number, quote, "", "", source, 3, "Social Care Practice, paragraph 2", ("Practice",),
        10, 10 + len(quote), "/documents/d1", "c2", ocr,
    )  # fmt: skip


def test_an_answer_shows_its_text_then_each_source_with_place_and_quote() -> None:
    """Number, council, kind, date, page, clause, file and the words themselves."""
    quote = "every five\n   weeks"
    answer = Answer(
        "a", "how often?", "answered", "Every five weeks. [1]", citations=(_citation(1, quote),)
    )
    assert answer_text(answer, 80) == (
        "Every five weeks. [1]\n\n"
        "Sources\n"
        "Fernshire, improvement notice, 4 March 2013 (notices/fernshire.pdf)\n"
        "  [1] page 3, Social Care Practice, paragraph 2\n"
        "      “every five weeks”"
    )


def test_no_line_is_wider_than_the_terminal() -> None:
    """Long statements, options and quotations are wrapped, list items with a hanging indent."""
    words = "lanterns are counted before dusk by the keeper of the harbour " * 6
    answer = Answer(
        "a", "q", "clarify", f"**Opening** {words}\n\n- {words}[1]\n- {words}[2]",
        citations=(_citation(1, words), _citation(2, words)), options=(words, words),
        nearest=(_citation(1, words),),
        scope=Scope(("Fernshire",), because="the question names Fernshire"),
    )  # fmt: skip
    lines = answer_text(answer, 60).splitlines()
    assert max(len(line) for line in lines) <= 60
    assert "  before dusk by the keeper" in "\n".join(lines)
    assert not any("**" in line for line in lines)


def test_a_long_quotation_is_cut_at_a_word_and_the_cut_is_shown() -> None:
    """The whole quotation is in --json."""
    answer = Answer("a", "q", "answered", "Yes. [1]", citations=(_citation(1, "word " * 200),))
    assert "word […]”" in answer_text(answer, 80)


def test_a_scanned_source_says_how_sure_the_reading_is() -> None:
    """Figures read by OCR can be misread."""
    answer = Answer("a", "q", "answered", "Yes. [1]", citations=(_citation(1, "x", ocr=0.873),))
    assert "read by OCR, confidence 0.87" in answer_text(answer, 80)


def test_the_scope_is_told_with_its_reason() -> None:
    """And nothing is said when nothing was narrowed."""
    scope = Scope(("Fernshire", "Kelder"), ("plan",), "2012-01-01", None, "you asked for that")
    told = scope_line(Answer("a", "q", "answered", "t", scope=scope))
    assert told.startswith("Read with: Fernshire and Kelder, plan, from 1 January 2012 only, ")
    assert told.endswith("because you asked for that.")
    assert scope_line(Answer("a", "q", "answered", "t")) == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_becomes_a_formula(start: str) -> None:
    """What a spreadsheet would run is text, in CSV and in XLSX."""
    cell = f"{start}HYPERLINK(1)"
    assert escaped(cell) == f"'{cell}"
    assert f"'{start}HYPERLINK" in csv_text(["head"], [[cell]])
    sheet = load_workbook(io.BytesIO(xlsx_bytes("t", ["head"], [[cell]]))).active
    assert sheet.cell(2, 1).data_type == "s"
    assert str(sheet.cell(2, 1).value).startswith("'")


def test_a_document_cannot_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters from documents and file names are shown as such."""
    Terminal().data("title \x1b]0;owned\x07 and \x1b[2J and \x9b31m\tkept\nkept")
    shown = capsys.readouterr().out
    assert not {"\x1b", "\x07", "\x9b"} & set(shown)
    assert "\tkept\nkept" in shown
