"""Real files drawn by code, for readers to read: PDFs, Word documents, Outlook messages."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Sequence

import docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas], None]
WIDTH, HEIGHT = A4


def pdf(*pages: Draw, password: str | None = None) -> bytes:
    """A PDF, the same bytes each time; each page is drawn by a function."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1, encrypt=password)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def lines(
    *words: str, left: float = 72, top: float = 760, step: float = 15, size: float = 12
) -> Draw:
    """Lines one under the other."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        for number, line in enumerate(words):
            canvas.drawString(left, top - step * number, line)

    return draw


def together(*drawings: Draw) -> Draw:
    """Several drawings on one page, in this order."""

    def draw(canvas: Canvas) -> None:
        for one in drawings:
            one(canvas)

    return draw


def table(
    rows: Sequence[Sequence[Sequence[str]]],
    *,
    across: Sequence[float] = (72, 220, 380, 520),
    top: float = 700,
    step: float = 14,
    bold_heads: bool = True,
) -> Draw:
    """A ruled table; each cell is its lines. Its words are drawn line by line over the row,
    so that only the rules can tell which words belong together."""

    def draw(canvas: Canvas) -> None:
        edge = top
        edges = [edge]
        for place, row in enumerate(rows):
            canvas.setFont("Helvetica-Bold" if bold_heads and not place else "Helvetica", 10)
            deepest = max(len(cell) for cell in row)
            for number in range(deepest):
                for column, cell in enumerate(row):
                    if number < len(cell):
                        canvas.drawString(
                            across[column] + 4, edge - step * (number + 1), cell[number]
                        )
            edge -= step * deepest + 8
            edges.append(edge)
        for y in edges:
            canvas.line(across[0], y, across[-1], y)
        for x in across:
            canvas.line(x, edges[0], x, edges[-1])

    return draw


def word(document: object) -> bytes:
    """The bytes of a python-docx document."""
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def numbered_word(*paragraphs: tuple[str, str]) -> bytes:
    """A Word document of (text, style) paragraphs; "List Number" and such are numbered by Word."""
    document = docx.Document()
    for text, style in paragraphs:
        document.add_paragraph(text, style=style)
    return word(document)


SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (OLE2) with these streams; "folder/stream" puts one in a folder.

    Every stream is padded to the size from which on it has sectors of its own, so that no
    mini-sectors are needed.
    """
    tree = _tree(streams)
    bodies = [(entry, data) for entry, data in tree if data is not None]
    directory_sectors = -(-len(tree) * 128 // SECTOR)
    chains: list[list[int]] = []
    next_sector = 1 + directory_sectors
    for _, data in bodies:
        count = -(-len(data) // SECTOR)
        chains.append(list(range(next_sector, next_sector + count)))
        next_sector += count
    fat = [FREE] * 128
    fat[0] = FAT
    for chain in ([*range(1, 1 + directory_sectors)], *chains):
        for here, after in zip(chain, [*chain[1:], END], strict=True):
            fat[here] = after
    starts = {entry: chain[0] for (entry, _), chain in zip(bodies, chains, strict=True)}
    directory = _directory(tree, starts).ljust(directory_sectors * SECTOR, b"\0")
    body = b"".join(data.ljust(-(-len(data) // SECTOR) * SECTOR, b"\0") for _, data in bodies)
    return _header() + struct.pack("<128I", *fat) + directory + body


def _tree(streams: dict[str, bytes]) -> list[tuple[str, bytes | None]]:
    """Entries in directory order: the root, the folders, then all streams; None: a folder."""
    folders = sorted({path.split("/")[0] for path in streams if "/" in path})
    padded = [(path, data.ljust(4096, b"\0")) for path, data in sorted(streams.items())]
    return [("", None), *((folder, None) for folder in folders), *padded]


def _directory(tree: list[tuple[str, bytes | None]], starts: dict[str, int]) -> bytes:
    paths = [path for path, _ in tree]
    written = b""
    for path, data in tree:
        parent = path.rpartition("/")[0]
        siblings = [
            at for at, other in enumerate(paths) if other and other.rpartition("/")[0] == parent
        ]
        children = [
            at
            for at, other in enumerate(paths)
            if other and other.rpartition("/")[0] == path and (data is None)
        ]
        later = [at for at in siblings if at > paths.index(path)] if path else []
        name = (path.rpartition("/")[2] or "Root Entry").encode("utf-16-le")
        kind = 5 if not path else 1 if data is None else 2
        written += struct.pack(
            "<64sHBBIII16sIQQIQ",
            name,
            len(name) + 2,
            kind,
            1,
            FREE,
            later[0] if later else FREE,
            children[0] if children else FREE,
            b"",
            0,
            0,
            0,
            starts.get(path, END),
            0 if data is None else len(data),
        )
    return written


def _header() -> bytes:
    start = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        b"",
        0,
        1,
        1,
        0,
        4096,
        END,
        0,
        END,
        0,
        0,
    )
    return start + struct.pack("<108I", *([FREE] * 108))
