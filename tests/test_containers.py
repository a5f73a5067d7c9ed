"""Folders, zips and attachments: what is found, under which source, and what is not."""

from __future__ import annotations

import io
import os
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest.containers import Found, expand, shown
from ingest.errors import NoticesError
from tests.inked import numbered_word


def _zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _mail(**attached: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "keeper@kelder.example", "Lists"
    message["MIME-Version"] = "1.0"
    message.set_content("see the lists")
    for name, data in attached.items():
        message.add_attachment(
            data, maintype="application", subtype="octet-stream", filename=name.replace("_", ".")
        )
    return message.as_bytes()


def _expand(*paths: Path) -> dict[str, Found]:
    found = list(expand(paths))
    assert len({one.source for one in found}) == len(found)
    return {one.source: one for one in found}


def _said(found: Found) -> str:
    assert found.error is not None
    with pytest.raises(NoticesError) as raised:
        found.load()
    assert raised.value is found.error
    return found.error.user_message


def test_a_folder_is_walked_in_order_and_sources_are_relative_to_it(tmp_path: Path) -> None:
    """Hidden files and the droppings of desktops are left out."""
    for name in ("b.txt", "a/z.txt", "a/.hidden", ".git/x", "~$lock.docx", "Thumbs.db"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    found = _expand(tmp_path)
    assert list(found) == ["a/z.txt", "b.txt"]
    assert found["b.txt"].load() == b"b.txt"


def test_a_file_given_directly_goes_by_its_name(tmp_path: Path) -> None:
    """Even a hidden one."""
    (tmp_path / ".notes.txt").write_text("words")
    assert list(_expand(tmp_path / ".notes.txt")) == [".notes.txt"]


def test_zips_in_zips_and_attachments_are_found_under_their_holders(tmp_path: Path) -> None:
    """A zip is only its members; an e-mail is itself and what came with it."""
    inner = _zip({"q.txt": b"q"})
    members = {"x/b.txt": b"b", "inner.zip": inner, "m.eml": _mail(list_txt=b"l"), ".DS_Store": b""}
    (tmp_path / "p.zip").write_bytes(_zip({**members, "__MACOSX/b.txt": b""}))
    found = _expand(tmp_path)
    assert list(found) == [
        "p.zip/inner.zip/q.txt", "p.zip/m.eml", "p.zip/m.eml/list.txt", "p.zip/x/b.txt",
    ]  # fmt: skip
    assert found["p.zip/m.eml/list.txt"].load() == b"l"
    assert found["p.zip/inner.zip/q.txt"].load() == b"q"


def test_a_word_document_is_no_container(tmp_path: Path) -> None:
    """Though it is a zip."""
    (tmp_path / "a.docx").write_bytes(numbered_word(("Words", "Normal")))
    assert list(_expand(tmp_path)) == ["a.docx"]


def test_members_and_attachments_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """Nothing replaces anything."""
    message = EmailMessage()
    message["From"], message["MIME-Version"] = "keeper@kelder.example", "1.0"
    message.set_content("twice")
    for data in (b"one", b"two"):
        message.add_attachment(data, maintype="text", subtype="plain", filename="a/../list.txt")
    (tmp_path / "m.eml").write_bytes(message.as_bytes())
    found = _expand(tmp_path)
    assert list(found) == ["m.eml", "m.eml/list.txt", "m.eml/list (2).txt"]
    assert found["m.eml/list (2).txt"].load() == b"two"


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "C:\\evil.txt"]
)
def test_a_member_that_leads_outside_its_zip_is_left_out(tmp_path: Path, name: str) -> None:
    """With an error; the others are found."""
    (tmp_path / "p.zip").write_bytes(_zip({name: b"evil", "good.txt": b"good"}))
    found = _expand(tmp_path)
    assert found.pop("p.zip/good.txt").load() == b"good"
    (evil,) = found.values()
    assert "leads outside its zip" in _said(evil)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """Neither by one member nor by many levels."""
    (tmp_path / "bomb.zip").write_bytes(_zip({"zeros.txt": bytes(60_000_000)}))
    nested = _zip({"a.txt": b"words"})
    for _ in range(6):
        nested = _zip({"deeper.zip": nested})
    (tmp_path / "nest.zip").write_bytes(nested)
    bomb, deep = _expand(tmp_path).values()
    assert "zip bomb" in _said(bomb)
    assert "too deep" in _said(deep)


def test_a_zip_of_many_zips_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The allowance is for the whole of what a person gave."""
    monkeypatch.setattr("ingest.containers._Allowance.__init__.__defaults__", (5, 10_000))
    inner = _zip({f"{number}.txt": b"words" for number in range(3)})
    (tmp_path / "p.zip").write_bytes(_zip({f"{number}.zip": inner for number in range(3)}))
    found = _expand(tmp_path)
    errors = [one for one in found.values() if one.error]
    assert len(found) - len(errors) <= 5
    assert all("unpacks to too much" in _said(one) for one in errors)


def test_broken_and_locked_members_fail_alone(tmp_path: Path) -> None:
    """The rest of the zip is found."""
    data = bytearray(_zip({"bad.txt": b"broken words " * 50, "good.txt": b"good"}))
    data[40:50] = bytes(10)
    (tmp_path / "p.zip").write_bytes(bytes(data))
    found = _expand(tmp_path)
    assert found["p.zip/good.txt"].load() == b"good"
    with pytest.raises(NoticesError, match="damaged"):
        found["p.zip/bad.txt"].load()
    (tmp_path / "p.zip").write_bytes(_locked())
    assert "password" in _said(_expand(tmp_path)["p.zip/secret.txt"])


def _locked() -> bytes:
    """A zip whose member claims to be encrypted."""
    data = bytearray(_zip({"secret.txt": b"words"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 cut off", _zip({})[:-4], _zip({}), _zip({".x": b""})]
)
def test_a_zip_that_is_broken_or_empty_says_so(tmp_path: Path, data: bytes) -> None:
    """Under its own name."""
    (tmp_path / "p.zip").write_bytes(data)
    (found,) = _expand(tmp_path).values()
    assert found.source == "p.zip"
    assert any(word in _said(found) for word in ("damaged", "no documents"))


def test_what_is_not_there_is_an_error_of_its_own(tmp_path: Path) -> None:
    """The other paths go on."""
    (tmp_path / "a.txt").write_text("words")
    found = _expand(tmp_path / "gone.txt", tmp_path / "a.txt")
    assert "not there" in _said(found["gone.txt"])
    assert found["a.txt"].load() == b"words"


def test_a_file_that_vanishes_after_it_was_found_says_so_when_loaded(tmp_path: Path) -> None:
    """Bytes are taken late."""
    (tmp_path / "a.txt").write_text("words")
    found = _expand(tmp_path)["a.txt"]
    (tmp_path / "a.txt").unlink()
    with pytest.raises(NoticesError, match="not there"):
        found.load()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_says_so(tmp_path: Path) -> None:
    """And what to do."""
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "a.txt").chmod(0)
    assert "permission denied" in _said(_expand(tmp_path)["a.txt"])


def test_links_in_a_ring_end(tmp_path: Path) -> None:
    """Folders that hold themselves, links to themselves, links to nowhere."""
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to("self")
    (tmp_path / "dead").symlink_to("nowhere")
    found = _expand(tmp_path)
    assert [source for source, one in found.items() if not one.error] == ["a.txt"]
    assert "folder above" in _said(found["again"])
    assert "only to itself" in _said(found["self"])
    assert "not there" in _said(found["dead"])


def test_a_pipe_is_left_out_and_never_waited_for(tmp_path: Path) -> None:
    """Opening it would hang."""
    os.mkfifo(tmp_path / "pipe")
    assert "no ordinary file" in _said(_expand(tmp_path)["pipe"])


def test_a_name_that_is_no_text_is_shown_as_it_can_be(tmp_path: Path) -> None:
    """Its bytes that are no UTF-8 are written out, in folders' names too."""
    folder = os.fsencode(tmp_path) + b"/caf\xe9"
    try:
        os.mkdir(folder)  # noqa: PTH102
    except OSError:
        pytest.skip("this file system keeps only names that are text")
    Path(os.fsdecode(folder + b"/l\xfcx.txt")).write_text("lanterns")
    assert list(_expand(tmp_path)) == ["caf\\xe9/l\\xfcx.txt"]
    assert list(_expand(Path(os.fsdecode(folder + b"/l\xfcx.txt")))) == ["l\\xfcx.txt"]
    assert shown("plan \ud83d.txt") == "plan \\ud83d.txt"
    assert shown("Fernshire’s plan – é.txt") == "Fernshire’s plan – é.txt"
