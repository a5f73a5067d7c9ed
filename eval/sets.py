"""The question sets at hand, and the folders that they are asked about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SAMPLES = ROOT / "samples"
DATASETS = ROOT / "eval" / "datasets"
EVERYDAY = DATASETS / "everyday"  # one fact asked in many ways, of a few short papers
CACHE = Path(".notices") / "eval"  # where throw-away corpora are kept


@dataclass(frozen=True, slots=True)
class Exam:
    """Question files asked about one folder. ``long`` ones take more time than CI has."""

    name: str
    questions: tuple[Path, ...]
    documents: Path
    long: bool = False

    @property
    def missing(self) -> tuple[Path, ...]:
        """What is not there, so that it cannot be held."""
        return tuple(path for path in (*self.questions, self.documents) if not path.exists())


def exams(shared: Path = SHARED) -> tuple[Exam, ...]:
    """The project's own sets first, then those of a folder beside the checkout."""
    seeds = shared / "eval" / "seeds-dev.jsonl"
    others = ("national-dev.jsonl", "guidance-dev.jsonl", "reports-dev.jsonl")
    return (
        *(
            Exam(name, (EVERYDAY / f"{name}.jsonl",), EVERYDAY / name)
            for name in ("tarnwick", "ellerdale")
        ),
        Exam("samples", (DATASETS / "samples.jsonl",), SAMPLES),
        Exam("seeds", (seeds,), shared / "documents" / "seeds"),
        Exam(
            "everything",
            (seeds, *(shared / "eval" / name for name in others)),
            shared / "documents",
            long=True,
        ),
    )
