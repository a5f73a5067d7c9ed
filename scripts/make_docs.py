"""Rewrites the made parts of README.md and docs/: settings, commands, and a real answer.

A made part stands between ``<!-- made: NAME -->`` and ``<!-- end -->``. ``--no-answer`` leaves
the answer as it is, since it takes the model to make it.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from assistant.cli import make_parser
from assistant.settings import Settings

ROOT = Path(__file__).parent.parent
README, COMMANDS = ROOT / "README.md", ROOT / "docs" / "commands.md"
QUESTION = "What must Fernshire's plans include?"
WIDTH = "88"


def settings_table() -> str:
    """The Settings dataclass as a table."""
    rows = ["| variable | default | what it is |", "|---|---|---|"]
    for each in fields(Settings):
        default = f"`{each.metadata['default']}`" if each.metadata["default"] else "empty"
        rows.append(f"| `{each.metadata['variable']}` | {default} | {each.metadata['help']} |")
    return "\n".join(rows)


def commands() -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Each command of ``notices``: its name, what it does, and its parser."""
    for action in make_parser()._actions:  # argparse offers no public way to list them
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                yield choice.dest, choice.help or "", action.choices[choice.dest]


def commands_table() -> str:
    """One row a command."""
    rows = ["| command | does |", "|---|---|"]
    rows += [
        f"| [`notices {name}`](docs/commands.md#notices-{name}) | {does} |"
        for name, does, _ in commands()
    ]
    return "\n".join(rows)


def commands_page() -> str:
    """Every command's own help."""
    os.environ["COLUMNS"] = WIDTH
    parts = ["# Commands", "Made by `make docs` from each command's own `--help`."]
    for name, _, parser in commands():
        parts.append(f"## notices {name}\n\n```text\n{parser.format_help().strip()}\n```")
    return "\n\n".join(parts) + "\n"


def answer() -> str:
    """A real answer over the samples, as the terminal shows it."""
    with tempfile.TemporaryDirectory() as home:
        _notices("ingest", "samples", "--home", home)
        shown = _notices("ask", QUESTION, "--home", home)
    return f'```text\n$ notices ask "{QUESTION}"\n\n{shown.strip()}\n```'


def _notices(*arguments: str) -> str:
    run = subprocess.run(
        [Path(sys.executable).with_name("notices"), *arguments],
        cwd=ROOT, check=True, capture_output=True, text=True, env={**os.environ, "COLUMNS": WIDTH},
    )  # fmt: skip
    return run.stdout


def filled(page: str, name: str, made: str) -> str:
    """The page with its part of that name replaced."""
    part = re.compile(rf"(<!-- made: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
    return part.sub(lambda found: f"{found[1]}{made}\n{found[2]}", page)


def main() -> int:
    page = README.read_text("utf-8")
    page = filled(page, "settings", settings_table())
    page = filled(page, "commands", commands_table())
    if "--no-answer" not in sys.argv:
        page = filled(page, "answer", answer())
    README.write_text(page, "utf-8")
    COMMANDS.write_text(commands_page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
