"""What a person says of a document stands over what was read."""

from __future__ import annotations

import pytest

from ingest.councils import councils
from ingest.documents import Dated, Description
from ingest.overrides import OverrideError, apply, checked, for_part

READ = Description("other", "As read", ("Fernshire",), issued=Dated("2030", "year", "stated"))


@pytest.mark.parametrize(
    ("said", "precision"), [("2031", "year"), ("2031-09", "month"), ("2031-09-24", "day")]
)
def test_a_date_has_the_precision_it_is_said_with(said: str, precision: str) -> None:
    """And is known by hand of a person."""
    assert apply(READ, {"issued": said}).issued == Dated(said, precision, "override")  # type: ignore[arg-type]


def test_councils_go_by_their_short_names() -> None:
    """Those in the gazetteer; others stay as they are said. Several stand between semicolons."""
    known = councils()[0]
    assert known.full_name != known.name
    said = f"{known.full_name}; Nowhereshire"
    assert apply(READ, {"council": said}).councils == (known.name, "Nowhereshire")


def test_only_what_is_said_changes() -> None:
    """The other fields stay as they were read."""
    assert apply(READ, {"title": "Said"}).councils == ("Fernshire",)
    assert apply(READ, {"kind": "bulletin"}).kind == "bulletin"
    assert apply(READ, {}) == READ


def test_parts_of_a_pack_take_its_council_only() -> None:
    """A pack's date, kind and title are not its papers'."""
    told = {"council": "Kelder", "kind": "agenda", "title": "Pack", "issued": "2031"}
    assert for_part(told) == {"council": "Kelder"}


def test_empty_words_say_nothing() -> None:
    """A blank option is as good as none."""
    assert checked({"title": " ", "kind": ""}) == {}


@pytest.mark.parametrize("said", ["2031-13", "2031-02-30", "31", "2031-9", "yesterday"])
def test_impossible_dates_are_refused(said: str) -> None:
    """With the shapes that are possible."""
    with pytest.raises(OverrideError, match="2012-09-24"):
        checked({"issued": said})


def test_unknown_kinds_are_refused_with_the_known_ones() -> None:
    """So that the next try is right."""
    with pytest.raises(OverrideError, match="improvement_notice"):
        checked({"kind": "poem"})


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("2031-03-14", ("2031-03-14", "2031-03-14")),
        ("2031-03-14..2031-03-25", ("2031-03-14", "2031-03-25")),
    ],
)
def test_the_days_of_an_inspection(said: str, days: tuple[str, str]) -> None:
    """One day is its first and its last."""
    assert apply(READ, {"inspected": said}).inspected == days


@pytest.mark.parametrize(
    "said", ["2031", "2031-02-30", "2031-03-25..2031-03-14", "2031-03-14..", "March"]
)
def test_impossible_days_of_an_inspection_are_refused(said: str) -> None:
    """Those that are no days, and a last day before the first."""
    with pytest.raises(OverrideError, match="Write"):
        checked({"inspected": said})


def test_a_publisher_is_as_it_is_said() -> None:
    """In any words."""
    assert apply(READ, {"publisher": "Ofsted"}).publisher == "Ofsted"
