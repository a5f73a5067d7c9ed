"""``notices documents``, ``show`` and ``remove``: what is in the corpus."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.cli.door import Door
from assistant.cli.parsing import Commands, add_command, add_json, kind
from assistant.cli.terminal import Terminal

if TYPE_CHECKING:
    from ingest.corpus import Entry

_HEADS = ("id", "issued", "council", "kind", "title", "file")
_NARROW_HEADS = ("id", "issued", "document")
_WIDE = 110


def add(commands: Commands) -> None:
    """Register the commands."""
    _add_documents(commands)
    show = add_command(
        commands,
        "show",
        "show one document: what it is, and its outline",
        _show,
        examples=(
            "notices show 4f1c2a9b",
            "notices show papers/notice.pdf",
            "notices show 4f1c2a9b --json",
        ),
    )
    _add_document(show)
    add_json(show)
    remove = add_command(
        commands,
        "remove",
        "take a document out of the corpus, completely",
        _remove,
        examples=("notices remove 4f1c2a9b", "notices remove papers/notice.pdf --yes"),
        more="A pack goes with its parts. The file itself is not touched.",
    )
    _add_document(remove)
    remove.add_argument("--yes", action="store_true", help="do not ask first")


def _add_documents(commands: Commands) -> None:
    parser = add_command(
        commands,
        "documents",
        "list what is in the corpus",
        _documents,
        examples=(
            "notices documents",
            "notices documents --council Kelder --kind improvement_notice",
            "notices documents --json",
        ),
    )
    parser.add_argument("--council", metavar="NAME", help="only this one's documents")
    parser.add_argument("--kind", type=kind, metavar="KIND", help="only documents of this kind")
    add_json(parser)


def _add_document(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "document",
        metavar="DOCUMENT",
        help="its id (the beginning is enough) or its file, as listed",
    )


def _documents(arguments: argparse.Namespace, door: Door) -> int:
    from assistant.document_json import document_json

    with door.corpus() as corpus:
        listed = _filtered(arguments, corpus.documents())
    if arguments.json:
        documents = [document_json(entry) for entry in listed]
        door.terminal.json({"count": len(documents), "documents": documents})
    else:
        _show_list(listed, door.terminal)
    return 0


def _show_list(listed: Sequence[Entry], terminal: Terminal) -> None:
    """A column for each thing known where there is room; else its lines in one cell."""
    from assistant.cli.document_text import document_row, footing, narrow_row

    wide = terminal.width >= _WIDE
    rows = [document_row(entry) if wide else narrow_row(entry) for entry in listed]
    terminal.table(_HEADS if wide else _NARROW_HEADS, rows, whole=("id", "issued"))
    terminal.say("\n".join(footing(listed)))


def _filtered(arguments: argparse.Namespace, entries: Sequence[Entry]) -> list[Entry]:
    from assistant.question.narrowing import council_name

    known = {name for entry in entries for name in entry.councils}
    council = council_name(arguments.council, known) if arguments.council else None
    return [
        entry
        for entry in entries
        if (council is None or council in entry.councils)
        and (arguments.kind is None or entry.kind == arguments.kind)
    ]


def _show(arguments: argparse.Namespace, door: Door) -> int:
    from assistant.cli.document_text import shown
    from assistant.document_json import document_json, outline_json
    from assistant.finding import find

    with door.corpus() as corpus:
        entry = find(arguments.document, corpus.documents())
        document = corpus.document(entry.id)
        parts = [each for each in corpus.documents() if each.part_of == entry.id]
    if arguments.json:
        made = {**document_json(entry), "parts": [document_json(part) for part in parts]}
        door.terminal.json({**made, **outline_json(document)})
    else:
        door.terminal.data(shown(document, entry, parts, door.terminal.width, door.terminal.bold))
    return 0


def _remove(arguments: argparse.Namespace, door: Door) -> int:
    from assistant.finding import find

    with door.corpus(writable=True) as corpus:
        entry = find(arguments.document, corpus.documents())
        if not arguments.yes and door.terminal.asks and not _agreed(entry, door.terminal):
            door.terminal.say("Nothing was removed.")
            return 1
        papers = sum(1 for each in corpus.documents() if each.part_of == entry.id)
        corpus.remove(entry.id)
    inside = f", with the {papers} papers in it" if papers else ""
    door.terminal.say(f"Removed {entry.id}: {entry.title} ({entry.source}){inside}.")
    return 0


def _agreed(entry: Entry, terminal: Terminal) -> bool:
    question = f"Remove “{entry.title}” ({entry.source}) and all that was made from it? [y/N] "
    try:
        return terminal.ask(question).strip().casefold() in {"y", "yes"}
    except EOFError:
        return False
