#!/usr/bin/env bash
# Writes constraints.txt: every package that pyproject.toml leads to (all extras), with the
# hashes of all its files, and no registry's address. torch and setuptools' own kin aside:
# torch has a step of its own in the Makefile, because its CPU build comes with another hash
# than the file of the same version in the public registry.
#
# Usage: scripts/make_constraints.sh [--upgrade]      (in an environment with pip-tools)
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}

"$python" -m piptools compile --quiet --no-config --all-extras \
    --generate-hashes --allow-unsafe --unsafe-package torch \
    --strip-extras --no-emit-options --no-emit-index-url --no-emit-find-links \
    --no-emit-trusted-host --no-header --annotation-style line --resolver backtracking \
    --output-file constraints.new "$@" pyproject.toml
{
    echo '# Made by scripts/make_constraints.sh from pyproject.toml; not edited by hand.'
    "$python" - <<'PY'
import re
from pathlib import Path

CUDA = r"(torch|triton|nvidia-[a-z0-9-]+|cuda-[a-z-]+)=="
text = Path("constraints.new").read_text("utf-8").partition("# The following packages are")[0]
blocks = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
print("\n".join(block for block in blocks if not re.match(CUDA, block)))
PY
} > constraints.made
rm constraints.new
mv constraints.made constraints.txt
