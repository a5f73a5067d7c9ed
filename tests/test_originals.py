"""PDFs' own bytes are kept as long as a version that came from them, and no longer."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.corpus import Corpus
from ingest.documents import Document, Span
from ingest.originals import Originals
from ingest.page_images import PageImageError, page_image, words_of
from ingest.pipeline import ingest
from ingest.reading.words import Word
from tests.fakes import BagOfWords

BAG = BagOfWords()
FIRST = ("Kelder must mend the bridge within nine days.", "The bridge is red.")
SECOND = ("Kelder must paint the gate.", "The gate is green.")


def pdf(*lines: str) -> bytes:
    """One page with these lines, the first near its top."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=True)
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 40 * number, line)
    canvas.save()
    return made.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the files of a test lie."""
    (tmp_path / "papers").mkdir()
    return tmp_path / "papers"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the corpus of a test lives."""
    return tmp_path / "corpus"


def brought(home: Path, folder: Path) -> Document:
    """The document that stands after a run over the folder."""
    with Corpus.open(home, BAG, writable=True) as corpus:
        outcomes = ingest([folder], corpus)
        assert [one.status for one in outcomes if one.status == "failed"] == []
        return corpus.document(corpus.documents()[0].id)


def kept(home: Path) -> set[str]:
    """The names of the files kept."""
    return {path.name for path in (home / "originals").glob("*")}


def test_a_pdf_is_kept_as_it_came_in(home: Path, folder: Path) -> None:
    """The same bytes, under their hash; other files are not copied."""
    data = pdf(*FIRST)
    (folder / "notice.pdf").write_bytes(data)
    (folder / "notice.txt").write_text("Kelder must sweep the yard.", "utf-8")
    document = brought(home, folder)
    assert kept(home) == {document.sha256} == {hashlib.sha256(data).hexdigest()}
    with Corpus.open(home, BAG) as corpus:
        path = corpus.original(document.sha256)
    assert path is not None and path.read_bytes() == data


def test_an_old_version_keeps_its_original_and_names_the_newer(home: Path, folder: Path) -> None:
    """A link in an old answer still shows the page that it quoted."""
    (folder / "notice.pdf").write_bytes(pdf(*FIRST))
    old = brought(home, folder)
    (folder / "notice.pdf").write_bytes(pdf(*SECOND))
    new = brought(home, folder)
    assert kept(home) == {old.sha256, new.sha256}
    with Corpus.open(home, BAG) as corpus:
        assert corpus.newer(old.id) == new.id
        assert corpus.newer(new.id) is None
        assert corpus.newer("nothing") is None


def test_what_is_removed_leaves_no_original(home: Path, folder: Path) -> None:
    """Earlier versions' bytes go as well; another document's stay."""
    (folder / "notice.pdf").write_bytes(pdf(*FIRST))
    brought(home, folder)
    (folder / "notice.pdf").write_bytes(pdf(*SECOND))
    (folder / "other.pdf").write_bytes(pdf("Fernshire must count the sheep."))
    brought(home, folder)
    with Corpus.open(home, BAG, writable=True) as corpus:
        corpus.remove("notice.pdf")
        assert kept(home) == {entry.sha256 for entry in corpus.documents()}


def test_what_a_killed_writer_left_is_swept(home: Path, folder: Path) -> None:
    """A file that no document names, whole or half written, is gone after the next opening."""
    (folder / "notice.pdf").write_bytes(pdf(*FIRST))
    document = brought(home, folder)
    for name in ("a" * 64, f"{'b' * 64}.new"):
        (home / "originals" / name).write_bytes(b"left over")
    with Corpus.open(home, BAG, writable=True):
        assert kept(home) == {document.sha256}


def test_an_unchanged_file_brings_the_original_that_is_missing(home: Path, folder: Path) -> None:
    """A corpus made before originals were kept gains them by ingesting its files again."""
    (folder / "notice.pdf").write_bytes(pdf(*FIRST))
    document = brought(home, folder)
    (home / "originals" / document.sha256).unlink()
    brought(home, folder)
    assert kept(home) == {document.sha256}


def test_a_name_that_is_no_hash_opens_nothing(home: Path) -> None:
    """A path in place of a hash leads nowhere."""
    home.mkdir()
    (home / "secret").write_text("secret")
    assert Originals(home).path("../secret") is None


def test_the_words_of_a_span_are_marked_on_the_page(home: Path, folder: Path) -> None:
    """The picture is yellow where the quoted line stands, and nowhere else."""
    (folder / "notice.pdf").write_bytes(pdf(*FIRST))
    document = brought(home, folder)
    path = home / "originals" / document.sha256
    start = document.text.index("The bridge")
    image = page_image(path, document.pages[0], document.text, [Span(start, start + 10)])
    assert image.marked == 1
    pixels = drawn(image.png)
    yellow = np.argwhere((pixels[:, :, 2] < 130) & (pixels[:, :, 0] > 200))
    scale = image.height / A4[1]
    top, bottom = yellow[:, 0].min() / scale, yellow[:, 0].max() / scale
    assert top < A4[1] - 720 < bottom + 2
    assert top > A4[1] - 740
    both = [Span(0, 6), Span(start, start + 10)]
    assert page_image(path, document.pages[0], document.text, both).marked == 2
    plain = page_image(path, document.pages[0], document.text, [])
    assert plain.marked == 0
    assert (plain.width, plain.height) == (image.width, image.height)


def test_a_page_that_is_not_there_is_said(home: Path, folder: Path) -> None:
    """Bytes that are no PDF cannot be drawn, and a person is told where the text is."""
    (folder / "notice.pdf").write_bytes(pdf(*FIRST))
    document = brought(home, folder)
    broken = folder / "broken"
    broken.write_bytes(bytes(2048))
    with pytest.raises(PageImageError, match="text"):
        page_image(broken, document.pages[0], document.text, [])


def test_words_are_found_though_the_page_is_read_a_little_otherwise() -> None:
    """Where letters differ, the nearest like run is taken; where nothing is alike, none."""
    text = "Report. The gate is green. The gate is green."
    words = [
        Word(word, 0, 0, 1, 1, 1, False, n)
        for n, word in enumerate("Heading The gate is green. The gate is green.".split())
    ]
    start = text.rindex("gate")
    found = words_of(words, Span(0, len(text)), text, Span(start, len(text)))
    assert found == words[-3:]
    assert words_of(words[:1], Span(0, len(text)), text, Span(start, len(text))) == []


def drawn(png: bytes) -> np.ndarray:
    """The pixels of a PNG, read by another program than the one that wrote it."""
    from PIL import Image

    with Image.open(BytesIO(png)) as image:
        return np.asarray(image.convert("RGB"))
