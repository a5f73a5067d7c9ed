"""Spreadsheets: sheets, tables, and figures as they are shown."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest

from ingest.reading import ReadingError, read
from ingest.reading.figures import shown
from tests.soundness import assert_sound, cells, styled


def _book() -> bytes:
    book = openpyxl.Workbook()
    plan = book.active
    plan.title = "Plan"
    for row in (
        ["Improvement plan, June 2013"],
        ["Ref", "Action", None, "Spent"],
        [1.1, "Trim lamps", None, 1250],
        [1.2, "Ring\nbells", None, 0.5],
        [],
        ["Note"],
        ["Kept", "daily"],
    ):
        plan.append(row)
    plan["D3"].number_format = '"£"#,##0.00'
    plan["D4"].number_format = "0%"
    book.create_sheet("Dates").append(["Start", datetime.fromisoformat("2013-06-03")])
    book["Dates"]["B1"].number_format = "d mmmm yyyy"
    book.create_sheet("Secret").append(["unseen"])
    book["Secret"].sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_each_sheet_is_a_page_with_its_title_and_tables() -> None:
    """A line of one cell above a table is its title; blank rows part tables; blank columns go."""
    reading = read("plan.xlsx", _book())
    assert_sound(reading)
    assert [page.number for page in reading.pages] == [1, 2]
    assert styled(reading)[:2] == [("heading 1", "Plan"), ("", "Improvement plan, June 2013")]
    first, second, dates = reading.grids
    assert cells(reading, first) == [
        ["Ref", "Action", "Spent"],
        ["1.1", "Trim lamps", "£1,250.00"],
        ["1.2", "Ring bells", "50%"],
    ]
    assert cells(reading, second) == [["Kept", "daily"]]
    assert cells(reading, dates) == [["Start", "3 June 2013"]]
    assert "unseen" not in reading.text


def test_an_empty_workbook_is_refused() -> None:
    """Rather than filed as an empty document."""
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    with pytest.raises(ReadingError, match="nothing in its cells"):
        read("a.xlsx", stream.getvalue())


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_csv_is_parted_by_the_delimiter_that_fits(delimiter: str) -> None:
    """Whatever country's Excel wrote it."""
    rows = [["Ref", "Action"], ["1", '"Trim, fill; log"'], ["2", "Ring"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    reading = read("a.csv", text.encode())
    assert_sound(reading)
    assert cells(reading) == [["Ref", "Action"], ["1", "Trim, fill; log"], ["2", "Ring"]]


@pytest.mark.parametrize(
    ("value", "pattern", "text"),
    [
        (None, "General", ""),
        (3, "General", "3"),
        (3.0, "", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567.891, "#,##0", "1,234,568"),
        (1234.5, "#,##0.00", "1,234.50"),
        (0.256, "0.0%", "25.6%"),
        (-5, "0;(0)", "(5)"),
        (-5, "0.0", "-5.0"),
        (1200, "[$£-809]#,##0", "£1,200"),
        (12, '0 "days"', "12 days"),
        (True, "General", "TRUE"),
        (datetime.fromisoformat("2013-06-03"), "dd/mm/yyyy", "03/06/2013"),
        (datetime.fromisoformat("2013-06-03"), "mmm-yy", "Jun-13"),
        (datetime.fromisoformat("2013-06-03"), "General", "03/06/2013"),
        (datetime.fromisoformat("2013-06-03T09:05"), "d mmm yyyy hh:mm", "3 Jun 2013 09:05"),
        (date(2013, 6, 3), "", "03/06/2013"),
        (time(9, 30), "hh:mm", "09:30"),
        (timedelta(hours=30), "", "1 day, 6:00:00"),
        (" words ", "@", "words"),
    ],
)
def test_a_figure_is_written_as_the_sheet_shows_it(value: object, pattern: str, text: str) -> None:
    """By the number format of its cell."""
    assert shown(value, pattern) == text
