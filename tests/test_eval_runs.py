"""Whole runs over a scripted assistant: results, figures, reports, comparisons, the gate."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from eval import gate, report, tables
from eval.cases import CaseError
from eval.comparing import compare, read_lines
from eval.runner import Result, as_json, run, write_jsonl
from eval.summary import summarise
from tests.eval_answers import NOTICE, FakeSubject, a_case, a_citation, an_answer, sentences

RANKING = sentences("notice", "seeds/000_notice.txt", NOTICE)


def results(right: int, wrong: int, **given: Any) -> tuple[Result, ...]:
    """A run of so many right and so many wrong answers."""
    cases = [
        a_case(id=f"q{n}", question=f"{'right' if n < right else 'wrong'} {n}?")
        for n in range(right + wrong)
    ]
    bad = {**an_answer("<b>Every month.</b>"), **given}
    subject = FakeSubject({c.question: bad for c in cases if "wrong" in c.question}, RANKING)
    return run(cases, subject)


def test_each_question_is_asked_once_in_order() -> None:
    """And progress is told."""
    subject, told = FakeSubject(ranking=RANKING), []
    cases = [a_case(id="a", question="A?"), a_case(id="b", question="B?")]
    run(cases, subject, lambda done, total: told.append((done, total)))
    assert subject.asked == ["A?", "B?"]
    assert told == [(1, 2), (2, 2)]


def test_figures_are_means_with_intervals_by_group() -> None:
    """Three of four right, in all and in their only kind."""
    summary = summarise(results(3, 1))
    accuracy = summary.whole.figures["accuracy"]
    assert accuracy is not None
    assert (accuracy.mean, accuracy.count) == (0.75, 4)
    names = {(group.by, group.name) for group in summary.groups}
    assert {
        ("set", "invented"),
        ("kind", "fact"),
        ("persona", "member"),
        ("document", "000"),
    } <= names
    assert summary.whole.faults == {
        "understanding": 0,
        "retrieval": 0,
        "decision": 0,
        "composing": 1,
    }


def test_every_wrong_answer_is_in_exactly_one_class() -> None:
    """The classes add up to what is not right."""
    done = results(2, 5)
    summary = summarise(done)
    assert sum(summary.whole.faults.values()) == sum(not each.score.correct for each in done) == 5


def test_latency_is_folded_by_stage() -> None:
    """Median of the scripted times."""
    assert summarise(results(3, 0)).latency["total"].median == 4.0


def test_confidence_is_judged_only_where_it_is_stated() -> None:
    """The scripted wrong answer states 0.9; the right ones state nothing."""
    summary = summarise(results(1, 1, decision={"confidence": 0.9}))
    assert summary.trust is not None
    assert summary.trust.curve == ((1.0, 1.0),)
    assert summarise(results(2, 0)).trust is None


def test_the_report_is_one_page_with_the_wrong_answers_first(tmp_path: Path) -> None:
    """Nothing is fetched from elsewhere, and no text of an answer becomes markup."""
    done = results(2, 1, decision={"confidence": 0.4})
    path = report.write(done, summarise(done), tmp_path / "out", "A <run>")
    page = path.read_text(encoding="utf-8")
    assert page.index("wrong 2?") < page.index("right 0?")
    assert "composing: the evidence was found" in page
    assert "&lt;b&gt;Every month.&lt;/b&gt;" in page
    assert "<svg" in page
    outside = References()
    outside.feed(page)
    assert outside.found == []
    assert len((tmp_path / "out" / "answers.jsonl").read_text("utf-8").splitlines()) == 3
    summary = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    assert summary["groups"][0]["count"] == 3


class References(HTMLParser):
    """Collects whatever a page would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note scripts, links and anything with a source."""
        if tag in ("script", "link", "img", "iframe") or dict(attrs).get("src"):
            self.found.append(tag)


def test_the_terminal_shows_the_measures() -> None:
    """Accuracy with its interval, the stages at fault, the comparison's verdict."""
    now, before = results(0, 9), [as_json(each) for each in results(0, 9)]
    console = Console(record=True, width=160, file=None, quiet=False)
    with console.capture() as shown:
        tables.show(summarise(now), console)
        tables.show_difference(compare([as_json(r) for r in now], before), console)
    text = shown.get()
    assert "answer accuracy" in text
    assert "0.000 (0.00-0.00)" in text
    assert "composing" in text
    assert "no real change" in text


def lines(right: int, wrong: int) -> list[dict[str, Any]]:
    """The JSONL of a run, as read back."""
    return [json.loads(json.dumps(as_json(each))) for each in results(right, wrong)]


def as_before(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same questions, all right."""
    return [{**row, "correct": True} for row in rows]


def test_a_real_fall_is_told_from_noise() -> None:
    """Twenty of forty lost is real; one of forty is not."""
    heavy, light = lines(20, 20), lines(39, 1)
    assert compare(heavy, as_before(heavy)).real_fall
    assert not compare(light, as_before(light)).real_fall
    assert compare(light, as_before(light)).lost == ("invented/q39",)


def test_a_rise_is_no_fall() -> None:
    """What was wrong and is right now is won."""
    now = lines(20, 0)
    difference = compare(now, [{**row, "correct": False} for row in now])
    assert not difference.real_fall
    assert len(difference.won) == 20


def test_questions_of_one_run_only_are_counted_not_compared() -> None:
    """Two more questions now than before."""
    now = lines(5, 0)
    assert compare(now, now[:3]).unpaired == 2


def test_an_earlier_run_is_read_from_its_file_or_folder(tmp_path: Path) -> None:
    """And a missing one says what to give."""
    done = results(2, 1)
    write_jsonl(done, tmp_path / "answers.jsonl")
    for place in (tmp_path, tmp_path / "answers.jsonl"):
        assert [row["correct"] for row in read_lines(place)] == [True, True, False]
    with pytest.raises(CaseError, match=r"answers\.jsonl"):
        read_lines(tmp_path / "none")


def test_the_gate_passes_what_it_recorded(tmp_path: Path) -> None:
    """A recorded floor admits the same results again."""
    path, done = tmp_path / "floors.json", results(8, 2)
    gate.record("invented", done, path)
    floor = gate.read_floors(path)["invented"]
    assert floor.accuracy == 0.8
    assert gate.objections(done, floor) == ()


def test_the_gate_refuses_a_fall_beyond_noise(tmp_path: Path) -> None:
    """It names what was lost; the same fall within noise passes."""
    path = tmp_path / "floors.json"
    gate.record("invented", results(40, 0), path)
    floor = gate.read_floors(path)["invented"]
    (objection,) = gate.objections(results(20, 20), floor)
    assert "beyond noise" in objection
    assert gate.objections(results(39, 1), floor) == ()


def test_the_gate_refuses_what_is_never_noise() -> None:
    """A quotation that is not verbatim, another council's document, a failure."""
    moved = {**a_citation("The board"), "start": 0, "end": 9}
    kelder = {**a_citation("The board"), "document": {**moved["document"], "councils": ["Kelder"]}}
    for citation, word in ((moved, "verbatim"), (kelder, "another council")):
        (objection,) = gate.objections(results(1, 1, citations=[citation]), None)
        assert word in objection
        assert "invented/q1" in objection
    (objection,) = gate.objections(results(1, 1, status="error"), None)
    assert "no answer at all" in objection


def test_without_floors_only_the_absolute_rules_hold(tmp_path: Path) -> None:
    """A first run has nothing to fall from."""
    assert gate.read_floors(tmp_path / "none.json") == {}
    assert gate.objections(results(0, 3), None) == ()
