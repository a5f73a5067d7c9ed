"""Links are judged against rows made by hand: spans of documents, without their words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.links import DATASETS, Pair, Place, score_duties, score_links
from tests.traced import PAPERS, traced


def _end(name: str, words: str) -> dict[str, object]:
    start = PAPERS[name].index(words)
    return {"doc": f"papers/{name}", "start": start, "end": start + len(words)}


def _written(path: Path, lines: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def test_a_link_is_right_when_both_ends_are(tmp_path: Path) -> None:
    """Two of three proposed are in the gold, and one of the gold's is not proposed."""
    report, plan = "fernshire-report-2019.txt", "fernshire-plan.txt"
    stage = "recommendation->action"
    pairs = [
        (
            "The speed with which chronologies are brought up to date",
            "Bring chronologies up to date",
        ),
        ("The matching of foster carers", "Match foster carers to sibling groups"),
        ("The lagging of water pipes", "Match foster carers to sibling groups"),
    ]
    lines: list[dict[str, object]] = [
        {"council": "Fernshire", "stage": stage, "from": _end(report, one), "to": _end(plan, other)}
        for one, other in pairs
    ]
    tally, every = score_links(traced(), _written(tmp_path / "gold.jsonl", lines))
    assert (tally.proposed, tally.right, tally.gold, tally.found) == (3, 2, 3, 2)
    assert tally.precision == tally.recall == pytest.approx(2 / 3)
    assert every.name == "all" and every.gold == 3


def test_a_duty_is_found_when_most_of_it_is(tmp_path: Path) -> None:
    """Within the area where all of them are listed."""
    report = "fernshire-report-2019.txt"
    lines: list[dict[str, object]] = [
        {
            "kind": "recommendation",
            **_end(report, "The matching of foster carers to sibling groups."),
        },
        {"kind": "recommendation", **_end(report, "Published by Ofsted on 29 April 2019")},
        {"area": "recommendation", **_end(report, PAPERS[report])},
    ]
    (tally,) = score_duties(traced(), _written(tmp_path / "gold.jsonl", lines))
    assert (tally.proposed, tally.right, tally.gold, tally.found) == (4, 1, 2, 1)


def test_another_file_or_stage_is_another_link() -> None:
    """Offsets alone do not make two ends the same."""
    one = Pair("recommendation->action", Place("a.txt", 0, 10), Place("b.txt", 0, 10))
    assert one.same(Pair("recommendation->action", Place("a.txt", 2, 10), Place("b.txt", 0, 4)))
    assert not one.same(Pair("measure->action", Place("a.txt", 0, 10), Place("b.txt", 0, 10)))
    assert not one.same(
        Pair("recommendation->action", Place("c.txt", 0, 10), Place("b.txt", 0, 10))
    )
    assert not one.same(
        Pair("recommendation->action", Place("a.txt", 8, 18), Place("b.txt", 0, 10))
    )


@pytest.mark.parametrize("name", ["links.jsonl", "duties.jsonl"])
def test_the_gold_holds_places_and_no_words(name: str) -> None:
    """The documents that it was made from are nobody's to repeat."""
    for line in (DATASETS / name).read_text("utf-8").splitlines():
        made = json.loads(line)
        for end in [made["from"], made["to"]] if "from" in made else [made]:
            assert 0 <= end["start"] < end["end"] and end["doc"].count("/") == 1
        words = [value for value in made.values() if isinstance(value, str)]
        assert all(len(word.split()) <= 1 for word in words)


def test_without_the_documents_it_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is measured, and nobody takes that for a pass."""
    assert main(["links", "--shared", str(tmp_path)]) == 0
    assert "NOT MEASURED" in capsys.readouterr().err
