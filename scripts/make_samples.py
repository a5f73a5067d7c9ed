"""Makes the samples that are not plain text: the same bytes every time, from sample_words/."""

from __future__ import annotations

import sys
from pathlib import Path

from sample_blocks import blocks
from sample_office import docx, xlsx
from sample_pdf import pdf

HERE = Path(__file__).parent
MADE = {
    "fernshire-inspection-report.pdf": pdf,
    "fernshire-threshold-guidance.docx": docx,
    "fernshire-improvement-plan.xlsx": xlsx,
    "kelder-scrutiny-pack.pdf": pdf,
}


def make(name: str) -> bytes:
    """The bytes of one sample, named as it stands in samples/."""
    words = (HERE / "sample_words" / name).with_suffix(".md").read_text("utf-8")
    return MADE[name](list(blocks(words)))


def main() -> int:
    folder = HERE.parent / "samples"
    for name in MADE:
        (folder / name).write_bytes(make(name))
        print(f"samples/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
