"""``notices doctor``: what is wrong with the installation, and how to mend it."""

from __future__ import annotations

import argparse

from assistant.cli.door import Door
from assistant.cli.parsing import Commands, add_command, add_json
from assistant.cli.terminal import Terminal

_EXAMPLES = ("notices doctor", "notices doctor --home /srv/notices --json")
_MARKS = {"ok": "ok   ", "note": "note ", "wrong": "WRONG"}


def add(commands: Commands) -> None:
    """Register the command."""
    parser = add_command(
        commands,
        "doctor",
        "check the installation, the model and the stores",
        _doctor,
        examples=_EXAMPLES,
        more="Says what is wrong and how to mend it; ends with 1 when something is wrong.",
    )
    add_json(parser)


def _doctor(arguments: argparse.Namespace, door: Door) -> int:
    from assistant.doctor import examine

    findings = []
    for finding in examine(door.settings, embedder=door.embedder):
        findings.append(finding)
        if not arguments.json:
            _show(finding.name, _MARKS[finding.state], finding.what, finding.mend, door.terminal)
    wrong = sum(1 for each in findings if each.state == "wrong")
    if arguments.json:
        door.terminal.json({"ok": not wrong, "findings": [each.as_json() for each in findings]})
    else:
        door.terminal.data(f"\n{_verdict(wrong)}")
    return 1 if wrong else 0


def _show(name: str, mark: str, what: str, mend: str, terminal: Terminal) -> None:
    import textwrap

    indent = " " * 22
    lines = textwrap.wrap(what, terminal.width - len(indent), break_on_hyphens=False) or [""]
    terminal.data(f"{mark}  {name:<14} {lines[0]}")
    for line in lines[1:] + textwrap.wrap(
        mend, terminal.width - len(indent), break_on_hyphens=False
    ):
        terminal.data(indent + line)


def _verdict(wrong: int) -> str:
    if not wrong:
        return "All is well."
    return (
        "One thing is wrong; see above." if wrong == 1 else f"{wrong} things are wrong; see above."
    )
