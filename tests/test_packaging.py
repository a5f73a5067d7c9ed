"""The packaging tells the truth: what is imported is declared, and what is declared is locked."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
OURS = {"assistant", "eval", "ingest", "prompts", "tests"}


def _declared(*extras: str) -> set[str]:
    optional = PROJECT["optional-dependencies"]
    asked = [*PROJECT["dependencies"], *(each for extra in extras for each in optional[extra])]
    return {_name(re.split(r"[<>=\[;]", each)[0]) for each in asked}


def _name(distribution: str) -> str:
    """A distribution's name in its normal form (PEP 503)."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def _imported(folder: Path) -> set[str]:
    """Every other project's top-level module that the code in a folder imports, late or early."""
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - OURS


@pytest.mark.parametrize(
    ("folder", "extras"),
    [("ingest", ()), ("assistant", ()), ("eval", ("eval", "bench", "local-model"))],
)
def test_what_is_imported_is_declared(folder: str, extras: tuple[str, ...]) -> None:
    """Nothing works only because another package happens to bring it along."""
    carriers = packages_distributions()
    for module in _imported(ROOT / folder):
        names = {_name(name) for name in carriers.get(module, [])}
        assert names & _declared(*extras), f"{module} is imported in {folder}/ and not declared"


def test_what_is_declared_is_locked() -> None:
    """`make setup` installs from the lock alone, so nothing may be missing from it."""
    lock = (ROOT / "constraints.txt").read_text("utf-8")
    locked = set(re.findall(r"^([a-z0-9.-]+)==", lock, re.MULTILINE))
    assert _declared("dev", "eval", "bench") <= locked


def test_the_version_is_in_the_changelog() -> None:
    """A release is not made without a word to those who use it."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"## {version}" in changelog or "## Unreleased" in changelog


def test_no_registry_s_address_is_locked_in() -> None:
    """Whoever installs decides where from; each package is pinned by hash."""
    lock = (ROOT / "constraints.txt").read_text("utf-8")
    assert "://" not in lock and "--index-url" not in lock
    for block in re.split(r"\n(?=[a-z0-9])", lock.partition("\n")[2]):
        assert "==" in block and "--hash=sha256:" in block, block.partition("\n")[0]
    assert not re.search(r"^(torch|nvidia-|triton)", lock, re.MULTILINE)
