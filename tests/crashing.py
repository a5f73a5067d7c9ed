"""What a process does until it is killed: changes a corpus, and says what it has done."""

from __future__ import annotations

import itertools
import os
import random
from pathlib import Path

from ingest.corpus import Corpus
from tests.fakes import BagOfWords, arrival, line_document

SOURCES = ("a.txt", "b.txt", "pack.txt", "twin.txt")
REMOVED = 0
"""The version of a source that is not there."""


def text_of(source: str, version: int) -> str:
    """What a version of a source says; each has words of its own."""
    return f"marker{source[0]}{version} plans for children\nversion {version} of {source}"


def document_id(source: str, version: int) -> str:
    """The id of a version's document."""
    return f"{source[0]}{version}"


def change_until_killed(home: str, log: str, seed: int, first: int) -> None:
    """Replace and remove at random for ever, noting each change before and after it."""
    chance = random.Random(seed)
    with Corpus.open(Path(home), BagOfWords(), writable=True) as corpus:
        notes = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(notes, b"ready\n")
        for version in itertools.count(first):
            source = chance.choice(SOURCES)
            there = {entry.source for entry in corpus.documents()}
            removing = source in there and chance.random() < 0.3
            new = REMOVED if removing else version
            os.write(notes, f"begin {source} {new}\n".encode())
            if removing:
                corpus.remove(source)
            else:
                put(corpus, source, version)
            os.write(notes, f"end {source} {new}\n".encode())


def put(corpus: Corpus, source: str, version: int) -> None:
    """Ingest a version; the pack has parts, one of which is like the twin's text."""
    bag, name = BagOfWords(), document_id(source, version)
    text = "plans that are filed twice" if source == "twin.txt" else text_of(source, version)
    documents = [line_document(name, text, source=source)]
    if source == "pack.txt":
        for number, said in enumerate([text_of("x", version), "plans that are filed twice"], 1):
            documents.append(
                line_document(
                    f"{name}-{number}", said, source=source, part_of=name, part_number=number
                )
            )
    corpus.replace_source(source, [arrival(one, bag) for one in documents])
