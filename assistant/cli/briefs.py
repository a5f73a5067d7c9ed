"""``notices brief``: the briefing before a meeting, as a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.cli.door import Door
from assistant.cli.parsing import Commands, add_command


def add(commands: Commands) -> None:
    """Register the command."""
    parser = add_command(
        commands,
        "brief",
        "write the briefing before a meeting, as Word or PDF",
        _brief,
        examples=(
            "notices brief --council Kelder --meeting 2024-05-16 -o kelder.docx",
            "notices brief --council Kelder --meeting 2024-05-16 -o kelder.pdf",
        ),
        more="What the council must do and by whom, what is due before and after the meeting, "
        "grades "
        "then and now, what came of recommendations, where papers differ, and questions that "
        "members may wish to ask; every line with its source. Papers issued after the meeting "
        "are named and not used.",
    )
    parser.add_argument("--council", metavar="NAME", required=True, help="the council")
    parser.add_argument("--meeting", metavar="DATE", required=True, help="such as 2024-05-16")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", required=True, help="FILE.docx or FILE.pdf"
    )


def _brief(arguments: argparse.Namespace, door: Door) -> int:
    from assistant.bootstrap import open_confirmations
    from assistant.briefing.files import briefing_file, form_of
    from assistant.briefing.pack import briefing, meeting_day
    from assistant.cli import registers
    from assistant.question.narrowing import council_name

    form = form_of(arguments.output.name)
    meeting = meeting_day(arguments.meeting)
    with door.corpus() as corpus:
        known = {name for entry in corpus.documents() for name in entry.councils}
        council = council_name(arguments.council, known)
        said = open_confirmations(door.settings).all()
        made = briefing(corpus, council, meeting, said=said)
    registers.write(briefing_file(made, form), arguments.output, door)
    return 0
