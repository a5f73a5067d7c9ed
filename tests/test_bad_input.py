"""What people really hand in: broken, hostile and odd input, through the public door.

Each time the message says what to do, the rest goes on, and nothing is lost.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.lock import WriterLock
from tests import broken_files
from tests.broken_files import NOTICE, archive, pdf, word_document
from tests.command_line import CommandLine, Faulty, Ran

GOOD = "fernshire-notice.txt"
QUESTION = "How often must Fernshire hold a case conference?"
ADVICE = (
    "again", "add ", "unpack", "save", "check", "split", "remove", "install", "choose", "give",
    "leave", "use ", "without", "run ", "try",
)  # fmt: skip


@pytest.fixture
def notices(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line over an empty folder."""
    return CommandLine(tmp_path / "home", capsys)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good paper in it."""
    made = tmp_path / "papers"
    made.mkdir()
    (made / GOOD).write_text(NOTICE, "utf-8")
    return made


def _outcome(ran: Ran, source: str) -> dict[str, Any]:
    (found,) = [each for each in ran.json["outcomes"] if each["source"] == source]
    return dict(found)


def _failed_alone(ran: Ran, source: str) -> str:
    """The message of the one file that failed, once the rest is seen to have gone on."""
    assert ran.code == 1
    assert ran.json["counts"]["failed"] == 1
    assert _outcome(ran, GOOD)["status"] in ("added", "unchanged")
    message = str(_outcome(ran, source)["message"])
    assert "Traceback" not in message
    assert any(word in message.lower() for word in ADVICE), f"says nothing to do: {message}"
    return message


BROKEN: dict[str, Callable[[], bytes]] = {
    "empty.pdf": lambda: b"",
    "empty.txt": lambda: b"",
    "blank.txt": lambda: b" \n\t\n",
    "locked.pdf": lambda: pdf(password="lantern"),
    "cut.pdf": lambda: pdf(3)[:900],
    "cut.docx": lambda: word_document()[:4000],
    "cut.zip": lambda: archive({"a.pdf": pdf(2), "b.pdf": pdf(3)})[:1500],
    "noise.bin": lambda: bytes(range(256)) * 40,
    "picture.txt": lambda: b"\x89PNG\r\n\x1a\n" + bytes(2000),
}


@pytest.mark.parametrize("name", [*BROKEN, "bomb.zip"])
def test_a_file_that_cannot_be_read_fails_alone(
    notices: CommandLine, folder: Path, name: str
) -> None:
    """It is named with what to do; the good paper beside it is added."""
    (folder / name).write_bytes(BROKEN.get(name, broken_files.bomb)())
    message = _failed_alone(notices("ingest", folder, "--json"), name)
    assert name.partition(".")[0] in message or "file" in message.lower()


def test_the_locked_pdf_is_really_locked() -> None:
    """The builder is not fooling the test above."""
    assert broken_files.is_encrypted(pdf(password="lantern"))
    assert not broken_files.is_encrypted(pdf())


def test_a_scan_without_ocr_says_how_to_get_its_words(notices: CommandLine, folder: Path) -> None:
    """A PDF of pictures, and --no-ocr."""
    (folder / "scan.pdf").write_bytes(pdf(words=False))
    message = _failed_alone(notices("ingest", folder, "--no-ocr", "--json"), "scan.pdf")
    assert "OCR" in message


@pytest.mark.parametrize(
    ("name", "data"),
    [("ledger.docx", pdf()), ("rules.pdf", word_document()), ("notes.pdf", b"A lamp.")],
)
def test_a_file_is_read_as_what_it_is_not_as_what_it_is_called(
    notices: CommandLine, folder: Path, name: str, data: bytes
) -> None:
    """Read by its content, and the wrong ending is mentioned."""
    (folder / name).write_bytes(data)
    ran = notices("ingest", folder, "--json")
    assert ran.code == 0
    assert _outcome(ran, name)["status"] == "added"
    assert _outcome(ran, name)["message"]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-16-le", "utf-8-sig"])
def test_text_in_older_encodings_keeps_its_letters(
    notices: CommandLine, folder: Path, encoding: str
) -> None:
    """Pounds and accents come out as they went in."""
    words = "The café beside the harbour must pay £40 for each lantern, says the keeper.\n" * 3
    (folder / "old.txt").write_bytes(words.encode(encoding))
    assert notices("ingest", folder).code == 0
    shown = notices("show", "old.txt").out
    assert "café" in shown
    assert "£40" in shown


def test_members_that_point_outside_the_zip_write_nothing_outside(
    notices: CommandLine, folder: Path, tmp_path: Path
) -> None:
    """The hostile member is refused or kept inside; the good member is read."""
    hostile = archive({"../../escaped.txt": NOTICE.encode(), "good.pdf": pdf()})
    (folder / "pack.zip").write_bytes(hostile)
    ran = notices("ingest", folder, "--json")
    assert _outcome(ran, "pack.zip/good.pdf")["status"] == "added"
    assert not list(tmp_path.parent.rglob("escaped.txt"))
    assert not any(
        ".." in each["source"] for each in notices("documents", "--json").json["documents"]
    )


def test_the_good_members_of_a_zip_with_a_bad_one_are_read(
    notices: CommandLine, folder: Path
) -> None:
    """A zip is as a folder: one bad file fails alone."""
    (folder / "pack.zip").write_bytes(archive({"good.pdf": pdf(), "bad.pdf": pdf(2)[:700]}))
    ran = notices("ingest", folder, "--json")
    _failed_alone(ran, "pack.zip/bad.pdf")
    assert _outcome(ran, "pack.zip/good.pdf")["status"] == "added"


def test_an_attachment_that_is_broken_leaves_its_mail_readable(
    notices: CommandLine, folder: Path
) -> None:
    """The mail's own words are added; the attachment is named."""
    (folder / "clerk.eml").write_bytes(broken_files.mail(pdf()[:500]))
    ran = notices("ingest", folder, "--json")
    assert _outcome(ran, "clerk.eml")["status"] == "added"
    _failed_alone(ran, "clerk.eml/count.pdf")


def test_a_long_pdf_is_read_to_its_last_page(notices: CommandLine, folder: Path) -> None:
    """Three hundred pages, and the last one can be shown."""
    (folder / "ledger.pdf").write_bytes(pdf(300))
    assert notices("ingest", folder).code == 0
    assert notices("show", "ledger.pdf", "--json").json["pages"] == 300


@pytest.mark.slow
def test_a_very_long_pdf_is_read_to_its_last_page(notices: CommandLine, folder: Path) -> None:
    """Two thousand pages."""
    (folder / "ledger.pdf").write_bytes(pdf(2000))
    assert notices("ingest", folder).code == 0
    assert notices("show", "ledger.pdf", "--json").json["pages"] == 2000


def test_a_path_that_does_not_exist_is_named(notices: CommandLine, folder: Path) -> None:
    """A slip in one path does not stop the others."""
    ran = notices("ingest", folder, folder.parent / "no-such-folder", "--json")
    assert ran.code == 1
    assert _outcome(ran, GOOD)["status"] == "added"
    (failed,) = [each for each in ran.json["outcomes"] if each["status"] == "failed"]
    assert "no-such-folder" in failed["source"] + failed["message"]


def test_a_file_that_cannot_be_opened_is_named(notices: CommandLine, folder: Path) -> None:
    """As with a file that vanishes, or one without permission: here, a link to nowhere."""
    (folder / "gone.pdf").symlink_to(folder / "nowhere.pdf")
    ran = notices("ingest", folder, "--json")
    assert _outcome(ran, GOOD)["status"] == "added"
    _failed_alone(ran, "gone.pdf")


def test_a_file_that_vanishes_meanwhile_is_named(notices: CommandLine, folder: Path) -> None:
    """It was there when the folder was listed, and gone when its turn came."""
    late = folder / "zz-late.txt"
    late.write_text(NOTICE.replace("lantern", "bell"), "utf-8")
    (folder / "nn-middle.txt").write_text(NOTICE.replace("lantern", "oar"), "utf-8")
    notices.embedder = Removing(late)
    ran = notices("ingest", folder, "--json")
    assert _outcome(ran, "nn-middle.txt")["status"] == "added"
    _failed_alone(ran, "zz-late.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_named(notices: CommandLine, folder: Path) -> None:
    """The message speaks of permission."""
    (folder / "secret.pdf").write_bytes(pdf())
    (folder / "secret.pdf").chmod(0)
    assert "permission" in _failed_alone(notices("ingest", folder, "--json"), "secret.pdf").lower()


def test_a_second_ingest_says_who_holds_the_lock(notices: CommandLine, folder: Path) -> None:
    """And asking goes on meanwhile."""
    assert notices("ingest", folder).code == 0
    with WriterLock(notices.home / "writer.lock"):
        ran = notices("ingest", folder)
        assert ran.code == 1
        assert str(os.getpid()) in ran.err
        assert "Wait" in ran.err
        assert "five weeks" in notices("ask", QUESTION).out
    assert notices("ingest", folder).code == 0


FILL_THE_DISK = """
import sys
from pathlib import Path
from assistant.cli import main
from tests.broken_files import NOTICE, pdf
from tests.fakes import BagOfWords

home, folder = sys.argv[1], Path(sys.argv[2])
run = lambda *argv: main([*argv, "--home", home], embedder=BagOfWords())
(folder / "a.txt").write_text(NOTICE, "utf-8")
assert run("ingest", str(folder / "a.txt")) == 0
(folder / "b.txt").write_text("".join(
    f"Sheet {n}. The keeper of Fernshire County Council must count {n} lanterns.\\n\\n"
    for n in range(3_000)
), "utf-8")
print("CODE", run("ingest", str(folder)))
print("CODE", run("ask", "How often must Fernshire hold a case conference?"))
"""


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """A really full (small) disk: the ingest says so, and what was there answers on."""
    small, folder = tmp_path / "small", tmp_path / "papers"
    small.mkdir(), folder.mkdir()
    mount = f"mount -t tmpfs -o size=3m tmpfs '{small}' && exec \"$@\""
    inside = ["unshare", "--mount", "--map-root-user", "sh", "-c", mount, "sh"]
    try:
        subprocess.run([*inside, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk cannot be mounted here")
    ran = subprocess.run(
        [*inside, sys.executable, "-c", FILL_THE_DISK, str(small / "home"), str(folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "CODE 1" in ran.stdout, ran.stderr
    assert "is full" in ran.stdout + ran.stderr
    assert "Make room" in " ".join((ran.stdout + ran.stderr).split())
    assert "five weeks" in ran.stdout.partition("CODE 1")[2]
    assert "CODE 0" in ran.stdout


@pytest.fixture
def stocked(notices: CommandLine, folder: Path) -> CommandLine:
    """The command line over a corpus of the good paper."""
    assert notices("ingest", folder).code == 0
    return notices


@pytest.mark.parametrize(
    "question", ["", "   ", "?!... ,;", "()", "…", "12", "\x00", "\udcff\udcfe"]
)
def test_a_question_without_words_is_refused_kindly(stocked: CommandLine, question: str) -> None:
    """Nothing is searched; the text says what a question looks like."""
    answer = stocked("ask", question, "--json").json
    assert answer["status"] == "refused"
    assert "such as" in answer["text"]
    assert not answer["citations"]


def test_a_question_of_ten_thousand_letters_is_refused_with_the_limit(stocked: CommandLine) -> None:
    """The limit is named."""
    answer = stocked("ask", "how many lanterns " * 556, "--json").json
    assert answer["status"] == "refused"
    assert "2,000" in answer["text"]


@pytest.mark.parametrize(
    "question",
    [
        "Combien de fois le conseil doit-il tenir une conférence sur les enfants ?",
        "Jak często rada musi się spotykać i kto jest przewodniczącym?",
        "Wie oft muss der Rat eine Konferenz abhalten und wer ist der Vorsitzende?",
        "議会はどのくらいの頻度で会合を開く必要がありますか",
    ],
)
def test_a_question_in_another_language_is_told_that_answers_are_in_english(
    stocked: CommandLine, question: str
) -> None:
    """Polite, and no accidental match."""
    answer = stocked("ask", question, "--json").json
    assert answer["status"] in ("refused", "not_found")
    assert "English" in answer["text"]


def test_a_question_about_a_council_without_documents_is_not_found(stocked: CommandLine) -> None:
    """Never another council's answer."""
    answer = stocked("ask", "How often must Leeds hold a case conference?", "--json").json
    assert answer["status"] == "not_found"
    assert "Leeds" in answer["text"]
    assert not answer["citations"]


class Removing(Faulty):
    """A model that removes a file while it embeds the first passages."""

    def __init__(self, victim: Path) -> None:
        super().__init__(AssertionError("no question is asked here"))
        self._victim = victim

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors, the file removed."""
        self._victim.unlink(missing_ok=True)
        return super().embed_passages(texts)
