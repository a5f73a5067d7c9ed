"""The documents tell the truth: settings, commands, targets, links, quotations."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from assistant.cli import make_parser
from assistant.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = (ROOT / "docs/commands.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
CONTRACT_TARGETS = ("setup", "run", "test", "check", "eval", "bench")


def _commands() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in make_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda each: each.metadata["variable"])
def test_every_setting_is_in_the_readme_with_its_help(setting: object) -> None:
    """The table is made from the code; a change without `make docs` fails here."""
    metadata = setting.metadata  # type: ignore[attr-defined]
    default = f"`{metadata['default']}`" if metadata["default"] else "empty"
    assert f"| `{metadata['variable']}` | {default} | {metadata['help']} |" in README


def test_the_readme_names_no_setting_that_does_not_exist() -> None:
    """A variable that was renamed does not live on in the documents."""
    known = {each.metadata["variable"] for each in fields(Settings)} | {"NOTICES_SLOW_TESTS"}
    for page in PAGES:
        assert set(re.findall(r"\bNOTICES_[A-Z_]+", page.read_text("utf-8"))) <= known, page.name


@pytest.mark.parametrize(("name", "parser"), list(_commands()))
def test_every_command_is_documented_with_its_options(
    name: str, parser: argparse.ArgumentParser
) -> None:
    """Each command has a row in the README, and each option its line in docs/commands.md."""
    assert f"`notices {name}`" in README
    section = COMMANDS.partition(f"## notices {name}\n")[2].partition("\n## ")[0]
    for action in parser._actions:
        for option in action.option_strings:
            assert option in section, f"notices {name} {option}: run `make docs`"


def test_the_contract_s_targets_exist_and_the_readme_s_too() -> None:
    """`make` with any name that a document gives works."""
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    named = {
        target
        for page in PAGES
        for target in re.findall(r"(?:^    |`)make ([a-z-]+)", page.read_text("utf-8"), re.M)
    }
    assert targets >= set(CONTRACT_TARGETS) | named


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    """No link points at a file that was moved or never written."""
    for link in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        if not link.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / link).exists(), link


def test_the_readme_s_answer_is_a_real_one() -> None:
    """The transcript was made, not written: it quotes the sample that it cites."""
    shown = README.partition("<!-- made: answer -->")[2].partition("<!-- end -->")[0]
    sample = (ROOT / "samples/fernshire-improvement-notice.txt").read_text("utf-8")
    folded = " ".join(shown.split())
    for point in re.findall(r"^\([iv]+\) (.+?)[;.]?(?: and)?$", sample, re.MULTILINE):
        assert point.removesuffix("; and") in folded, point
