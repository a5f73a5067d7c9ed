"""``notices feedback``: what people said of answers, as cases to learn from."""

from __future__ import annotations

import argparse
import json

from assistant.cli.door import Door
from assistant.cli.parsing import Commands, add_command


def add(commands: Commands) -> None:
    """Register the command."""
    add_command(
        commands,
        "feedback",
        "export what people said of the server's answers",
        _feedback,
        examples=("notices feedback > feedback.jsonl",),
        more="One JSON object a line (JSONL), oldest first: the question, the answer, the verdict "
        "and the comment. Questions may hold personal details: guard the file accordingly.",
    )


def _feedback(arguments: argparse.Namespace, door: Door) -> int:
    with door.answers() as answers:
        said = answers.feedback()
    for each in said:
        door.terminal.data(json.dumps(each.as_json(), ensure_ascii=False))
    door.terminal.say(f"{len(said)} answers were judged" if len(said) != 1 else "1 was judged")
    return 0
