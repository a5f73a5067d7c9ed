"""Keys and sessions: shown once, kept as hashes, ended when they are revoked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.keys import MOST_NAME, ROLES, KeyNotMadeError, KeyStore, UnknownKeyError, includes
from assistant.ledger import LedgerError
from tests.command_line import CommandLine


@pytest.fixture
def keys(tmp_path: Path) -> Iterator[KeyStore]:
    """A store of its own."""
    store = KeyStore(tmp_path / "home" / "keys.sqlite3")
    yield store
    store.close()


@pytest.fixture
def notices(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line on the same folder."""
    return CommandLine(tmp_path / "home", capsys)


def test_a_key_opens_what_it_was_made_for(keys: KeyStore) -> None:
    """Its secret finds it again; anything else finds nothing."""
    key, secret = keys.make("  Board   secretary ", "editor")
    assert keys.holder(secret) == key
    assert (key.name, key.role, key.revoked_at) == ("Board secretary", "editor", None)
    assert keys.holder(secret[:-1]) is None
    assert keys.holder("") is None


def test_no_secret_is_kept(keys: KeyStore, tmp_path: Path) -> None:
    """Neither a key's nor a session's stands in any file, and only its owner may read them."""
    key, secret = keys.make("Clerk", "reader")
    token = keys.open_session(key)
    for file in (tmp_path / "home").iterdir():
        held = file.read_bytes()
        assert secret.encode() not in held and token.encode() not in held
        assert file.stat().st_mode & 0o077 == 0, file.name


def test_two_keys_are_never_alike(keys: KeyStore) -> None:
    """Nor is one short enough to be guessed."""
    secrets = {keys.make("Clerk", "reader")[1] for _ in range(20)}
    assert len(secrets) == 20
    assert all(len(secret) > 40 and secret.startswith("notices_") for secret in secrets)


def test_each_role_includes_those_below() -> None:
    """And none above."""
    for higher, role in enumerate(ROLES):
        for lower, other in enumerate(ROLES):
            assert includes(role, other) == (higher >= lower)


def test_a_revoked_key_opens_nothing(keys: KeyStore) -> None:
    """Its sessions end with it; that it existed is not forgotten."""
    key, secret = keys.make("Clerk", "reader")
    token = keys.open_session(key)
    assert keys.session(token) == key
    assert keys.revoke(key.id[:5]).revoked_at
    assert keys.holder(secret) is None
    assert keys.session(token) is None
    assert keys.exist() and not keys.in_use()
    with pytest.raises(UnknownKeyError):
        keys.revoke(key.id)


def test_a_session_can_be_closed_alone(keys: KeyStore) -> None:
    """The key goes on."""
    key, secret = keys.make("Clerk", "reader")
    token, other = keys.open_session(key), keys.open_session(key)
    keys.close_session(token)
    assert keys.session(token) is None
    assert keys.session(other) == keys.holder(secret) == key


def test_a_session_ends_by_itself(keys: KeyStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """After its hours nobody is signed in any more."""
    monkeypatch.setattr("assistant.keys.SESSION_HOURS", 0)
    key, _ = keys.make("Clerk", "reader")
    assert keys.session(keys.open_session(key)) is None


@pytest.mark.parametrize("name", ["", "   ", "x" * (MOST_NAME + 1)])
def test_a_key_needs_a_name(keys: KeyStore, name: str) -> None:
    """So that it is known whose it was when it is to go."""
    with pytest.raises(KeyNotMadeError):
        keys.make(name, "reader")


def test_a_name_of_two_keys_is_not_enough_to_revoke_one(keys: KeyStore) -> None:
    """The ids are listed."""
    first, second = keys.make("Clerk", "reader")[0], keys.make("Clerk", "reader")[0]
    with pytest.raises(UnknownKeyError) as raised:
        keys.revoke("clerk")
    assert first.id in raised.value.user_message and second.id in raised.value.user_message


def test_a_file_that_is_no_store_of_keys_is_named(tmp_path: Path) -> None:
    """With what to do, and without opening the door."""
    (tmp_path / "keys.sqlite3").write_bytes(b"nonsense " * 1000)
    with pytest.raises(LedgerError) as raised:
        KeyStore(tmp_path / "keys.sqlite3")
    assert "keys.sqlite3" in raised.value.user_message


def test_the_command_shows_a_key_once(notices: CommandLine, keys: KeyStore) -> None:
    """The key alone on standard output; the list has no secret."""
    made = notices("keys", "make", "Board secretary", "--role", "editor")
    assert made.code == 0
    held = keys.holder(made.out.strip())
    assert held and held.role == "editor"
    listed = notices("keys", "list")
    assert "Board secretary" in listed.out and made.out.strip() not in listed.out
    assert "1 key" in listed.err


def test_the_command_revokes_a_key_by_its_name(notices: CommandLine, keys: KeyStore) -> None:
    """And a server that runs sees it at once."""
    secret = notices("keys", "make", "Clerk").out.strip()
    assert notices("keys", "revoke", "Clerk").code == 0
    assert keys.holder(secret) is None
    assert notices("keys", "revoke", "Clerk").code == 1
    assert notices("keys", "list", "--json").json["keys"][0]["revoked_at"]


def test_the_command_as_json(notices: CommandLine) -> None:
    """The key is in the document that makes it, and in no other."""
    made = notices("keys", "make", "Clerk", "--json").json
    assert made["key"].startswith("notices_")
    listed = notices("keys", "list", "--json").json
    assert listed["count"] == 1
    assert "key" not in listed["keys"][0]


def test_a_key_without_a_name_is_wrong_use(notices: CommandLine) -> None:
    """Said in words."""
    assert notices("keys", "make").code == 2
