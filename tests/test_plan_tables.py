"""Tables of plans and work programmes: a date or an office may stand in a column's head."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpora import Desk, opened

_TOLD = " ".join(f"The team has read rule {n} and can say what it means." for n in range(12))
PAPERS = {
    "plan.md": f"""# Improvement plan

Kelder Borough Council

| Goal | By end July 2024 | By end March 2025 |
|---|---|---|
| Wardens are trained | All wardens have been to the half day training. {_TOLD} | {_TOLD} |
""",
    "work.md": """# Forward work programme

Kelder Borough Council, 2 May 2024

| Task group | Terms of reference | Next meeting | Chairman | Officer |
|---|---|---|---|---|
| Ferry schools task group | To look at how the ferry schools are paid for, at who goes to them, \
at what the boats cost in the winter and at what else may be done for the children of the islands \
when the ferry does not sail, and to report on each of these in the spring | Not set | Cllr Ida \
Reed | Bo Shaw, who may be asked about the papers of the group and about its visits |
""",
    "heard.md": """# Report to the council on the ferry fund

Kelder Borough Council, 10 March 2025

In August 2024 the ferry fund cut its fares from £5.25 to £5.00.
""",
    "older.md": """# Report to the council on the ferry rota

Kelder Borough Council, 6 June 2024

The ferry fund and its fares were spoken of.
""",
}


@pytest.fixture(scope="module")
def kelder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An assistant over invented papers of one council."""
    folder: Path = tmp_path_factory.mktemp("plans")
    with opened(folder, PAPERS) as made:
        yield made


def test_a_date_in_the_head_of_a_column_dates_what_stands_in_it(kelder: Desk) -> None:
    """A plan's columns are its months."""
    answer = kelder.ask("By when must all Kelder wardens have been to the half day training?")
    assert answer.status == "answered" and "July 2024" in answer.text


def test_of_a_long_row_the_column_that_is_asked_for_is_shown(kelder: Desk) -> None:
    """The name of the group tells which row, the chairman's what is asked."""
    answer = kelder.ask("Who chairs the ferry schools task group in Kelder?")
    assert "Cllr Ida Reed" in answer.text


def test_a_paper_of_the_next_year_may_tell_of_a_year(kelder: Desk) -> None:
    """A committee hears in spring what was done in the summer before."""
    assert "£5.00" in kelder.ask("What did Kelder's ferry fund cut fares to in August 2024?").text
