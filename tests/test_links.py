"""What came of a recommendation is proposed within one council, forward in time, with reasons."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.linking.kept import trace
from assistant.linking.progress import reported
from assistant.linking.register import links, unlinked
from assistant.registers.filed import Filed, by_day
from ingest.corpus import Corpus
from tests.command_line import CommandLine
from tests.corpora import fill, write
from tests.fakes import BagOfWords
from tests.traced import NOTICE, PAPERS, PLAN, REPORT, traced, traced_home


def _pairs(stage: str) -> list[tuple[str, str]]:
    """The first words of both ends of the links of a stage."""
    return [
        (_words(each.link.source), _words(each.link.target))
        for each in links(traced(), stage=stage)
    ]


def _words(end: object) -> str:
    words = end.requirement.quote.text if isinstance(end, Filed) else end.words  # type: ignore[attr-defined]
    return " ".join(words.split()[:4])


def test_a_recommendation_is_followed_to_the_notice_the_plan_and_the_report() -> None:
    """Each stage finds its partner and nothing else."""
    assert _pairs("recommendation->measure") == [
        ("The speed with which", "Ensuring that chronologies are"),
        ("The number of return", "Increasing the percentage of"),
    ]
    assert _pairs("recommendation->action") == [
        ("The speed with which", "Bring chronologies up to"),
        ("The number of return", "Hold return interviews within"),
        ("The matching of foster", "Match foster carers to"),
    ]
    assert ("Ensuring that chronologies are", "Bring chronologies up to") in _pairs(
        "measure->action"
    )
    assert ("Hold return interviews within", "In October, 52% of") in _pairs("action->progress")


def test_what_has_no_partner_has_no_link() -> None:
    """Water pipes are in no plan, an advocate for parents in no report; both are listed."""
    alone = unlinked(traced(), "Fernshire")
    found = {_words(e.row): e.lacks for e in alone if "2020" not in e.row.entry.source}
    assert found["The lagging of water"] == ("measure", "action", "progress")
    assert found["The matching of foster"] == ("measure", "progress")
    assert found["Recruiting an advocate for"] == ("action", "progress")
    assert "Hold return interviews within" not in found


def test_nothing_answers_what_came_after_it() -> None:
    """The second report's recommendations are the first's, word for word, and no plan is later."""
    for each in links(traced()):
        earlier, later = each.link.source.entry, each.link.target.entry
        assert by_day(earlier.issued_on, later.issued_on or ""), each.link.because
        assert earlier.source != "fernshire-report-2020.txt"


def test_no_link_joins_two_councils() -> None:
    """Kelder's report stands alone."""
    assert links(traced(), "Kelder") == []
    for each in links(traced()):
        assert each.link.source.entry.councils == each.link.target.entry.councils == ("Fernshire",)


def test_a_link_says_why_and_cites_both_ends() -> None:
    """Shared words in words, a confidence under 1, quotations cut from their documents."""
    for each in links(traced()):
        assert 0.4 <= each.link.confidence < 1
        assert "both say" in each.link.because
        for citation in (each.from_citation, each.to_citation):
            text = traced().document(citation.document.id).text
            assert text[citation.start : citation.end] == citation.quote != ""


def test_the_object_is_the_contract_s() -> None:
    """``to`` is a row's id; for progress it is null and ``to_citation`` says where."""
    made = {each.link.stage: each.as_json() for each in links(traced())}
    row = made["recommendation->action"]
    assert {
        "id",
        "from",
        "to",
        "to_citation",
        "stage",
        "confidence",
        "because",
        "confirmed",
    } <= set(row)
    known = {requirement.id for _, requirement in traced().requirements()}
    assert {row["from"], row["to"]} <= known and row["confirmed"] is None
    assert made["action->progress"]["to"] is None
    assert "interviews were held" in made["action->progress"]["to_citation"]["quote"]


def test_a_plan_older_than_the_notice_is_linked_and_said_to_be_older(tmp_path: Path) -> None:
    """It may cover a measure, but it does not answer it."""
    older = PLAN.replace("30 September 2019", "30 June 2019")
    fill(tmp_path / "home", write(tmp_path / "papers", {"notice.txt": NOTICE, "plan.txt": older}))
    with Corpus.open(tmp_path / "home", BagOfWords()) as corpus:
        found = links(corpus, stage="measure->action")
    assert found and all("the plan is older than the notice" in each.link.because for each in found)


def test_what_answers_one_recommendation_answers_each_other(tmp_path: Path) -> None:
    """The plan words it anew, but it and the report answer the same point, and the link says so."""
    report = REPORT.replace(
        "The matching of foster carers to sibling groups.",
        "The matching of foster carers to sibling groups, since brothers and sisters are parted in "
        "emergencies at night.",
    )
    told = PAPERS["fernshire-progress.txt"].replace(
        "4. A new boiler has been bought for the town hall.",
        "4. Brothers and sisters have been parted in emergencies at night in two cases.",
    )
    papers = {"report.txt": report, "plan.txt": PLAN, "told.txt": told}
    fill(tmp_path / "home", write(tmp_path / "papers", papers))
    with Corpus.open(tmp_path / "home", BagOfWords()) as corpus:
        found = [e for e in links(corpus) if "both answer the recommendation" in e.link.because]
    assert [(_words(e.link.source), _words(e.link.target)) for e in found] == [
        ("Match foster carers to", "Brothers and sisters have")
    ]


def test_a_printed_number_that_is_named_counts(tmp_path: Path) -> None:
    """A report that names IP2.1 is linked to it, however else it is worded."""
    told = PAPERS["fernshire-progress.txt"].replace(
        "4. A new boiler has been bought for the town hall.",
        "4. For IP2.1, foster carers have been seen in their homes by a matching officer.",
    )
    papers = {"plan.txt": PLAN, "told.txt": told}
    fill(tmp_path / "home", write(tmp_path / "papers", papers))
    with Corpus.open(tmp_path / "home", BagOfWords()) as corpus:
        found = [each for each in links(corpus) if "names IP2.1" in each.link.because]
    assert [_words(each.link.target) for each in found] == ["For IP2.1, foster carers"]


def test_a_plan_or_a_duty_is_no_report_of_progress() -> None:
    """Only what was done, or counted, is taken for progress."""
    entries = [entry for entry in traced().documents() if entry.source.endswith("progress.txt")]
    told = [" ".join(each.words.split()[:3]) for each in reported(traced(), entries)]
    assert told == ["Chronologies have been", "In October, 52%", "A new boiler"]


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_the_command_writes_every_format(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Into a file, in the form that its name asks for."""
    run = CommandLine(traced_home(), capsys)
    target = tmp_path / f"links.{form}"
    assert run("links", "--council", "fernshire", "--output", target).code == 0
    assert target.stat().st_size > 500
    if form == "json":
        made = json.loads(target.read_text("utf-8"))
        assert made["count"] == len(made["links"]) == len(links(traced(), "Fernshire"))


def test_the_table_shows_ids_reasons_and_one_stage(capsys: pytest.CaptureFixture[str]) -> None:
    """A stage is asked for without its arrow; another word is refused."""
    run = CommandLine(traced_home(), capsys)
    shown = run("links", "--stage", "recommendation:action")
    assert shown.code == 0 and "3 links" in shown.err and "both say" in shown.out
    alone = run("links", "--unlinked", "--council", "Fernshire")
    assert "without a partner" in alone.err and "no measure" in alone.out
    refused = run("links", "--stage", "plan")
    assert refused.code == 2 and "recommendation:action" in refused.err


def test_links_are_ready_when_asked_for_again() -> None:
    """The same objects: nothing is worked out twice for one version of the corpus."""
    first, again = trace(traced(), "Fernshire"), trace(traced(), "Fernshire")
    assert first is again and first.rows
