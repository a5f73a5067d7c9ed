"""The samples: made again they are the same, and their questions can be judged by them."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from ingest.containers import expand
from ingest.reading import read

ROOT = Path(__file__).parent.parent
QUESTIONS = [
    json.loads(line)
    for line in (ROOT / "eval/datasets/samples.jsonl").read_text("utf-8").splitlines()
]
MADE = (
    "fernshire-inspection-report.pdf",
    "fernshire-threshold-guidance.docx",
    "fernshire-improvement-plan.xlsx",
    "kelder-scrutiny-pack.pdf",
)


def _maker() -> Any:
    scripts = str(ROOT / "scripts")
    sys.path.insert(0, scripts)
    try:
        spec = importlib.util.spec_from_file_location("make_samples", f"{scripts}/make_samples.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(scripts)
    return module


def _content(name: str, data: bytes) -> object:
    """A zip's members, so that another compressor's bytes do not count; else the bytes."""
    if not name.endswith((".docx", ".xlsx")):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {member: archive.read(member) for member in archive.namelist()}


def _folded(text: str) -> str:
    return " ".join(text.translate(str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")).split())


@pytest.fixture(scope="module")
def texts(samples: Path) -> dict[str, str]:
    """Each document's text with white space folded, by the name it is ingested under."""
    found = {item.source: item for item in expand([samples])}
    return {
        source: _folded(read(Path(source).name, item.load()).text) for source, item in found.items()
    }


@pytest.mark.parametrize("name", MADE)
def test_a_sample_made_again_is_the_same(samples: Path, name: str) -> None:
    """The committed file is what its words and the script give, on any day."""
    assert _content(name, _maker().make(name)) == _content(name, (samples / name).read_bytes())


def test_the_samples_are_small(samples: Path) -> None:
    """A clone stays quick: all of them together are well under a megabyte."""
    assert sum(path.stat().st_size for path in samples.iterdir()) < 500_000


def test_every_sample_says_that_it_is_made_up(texts: dict[str, str]) -> None:
    """Nobody can take an invented inspection for a real one."""
    for source, text in texts.items():
        if not source.endswith((".xlsx", ".csv")):
            assert "made-up paper" in text, source


def test_question_ids_are_given_once() -> None:
    """A figure by question always means one question."""
    ids = [question["id"] for question in QUESTIONS]
    assert len(ids) == len(set(ids)) >= 30


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["id"])
def test_the_gold_answer_passes_its_own_judges(question: dict[str, Any]) -> None:
    """A question whose own gold answer fails would measure nothing."""
    gold, flags = question["gold_answer"], re.IGNORECASE | re.DOTALL
    if question["answerable"]:
        for pattern in question["must_include"]:
            assert re.search(pattern, gold, flags), pattern
    for pattern in question["must_not_include"]:
        assert not re.search(pattern, gold, flags), pattern


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["id"])
def test_the_evidence_stands_in_its_document(
    question: dict[str, Any], texts: dict[str, str]
) -> None:
    """Every gold quotation is verbatim in the sample that it names."""
    assert bool(question["evidence"]) == question["answerable"]
    for evidence in [*question["evidence"], *question.get("also", [])]:
        assert _folded(evidence["quote"]) in texts[evidence["doc"]], evidence
