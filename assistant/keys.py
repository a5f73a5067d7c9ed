"""API keys with roles, and the browser sessions opened with them. No framework inside.

A key is 256 random bits, and so is a session's token. Nothing can be guessed from the
SHA-256 of such a value, so that is what is stored; a slow password hash would protect no
better and cost every request its time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.ledger import Ledger
from ingest.errors import NoticesError

Role = Literal["reader", "editor", "administrator"]
ROLES: tuple[Role, ...] = ("reader", "editor", "administrator")
"""Each may do what those before it may."""

MOST_NAME = 100  # characters
SESSION_HOURS = 12
_PREFIX = "notices_"  # lets people and secret scanners see what it is
_SHORTEST_ID = 4

_SCHEMA = """
CREATE TABLE IF NOT EXISTS key (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    made_at TEXT NOT NULL,
    revoked_at TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS session (
    hash TEXT PRIMARY KEY,
    key TEXT NOT NULL REFERENCES key(id) ON DELETE CASCADE,
    expires_at TEXT NOT NULL
) WITHOUT ROWID;
"""


class KeyNotMadeError(NoticesError):
    """No key can be made of what was given."""

    status = 400


class UnknownKeyError(NoticesError):
    """No key, or more than one, is meant."""

    status = 404


@dataclass(frozen=True, slots=True)
class Key:
    """What is known of a key; the key itself is not kept. Times are ISO, in UTC."""

    id: str
    name: str
    role: Role
    made_at: str
    revoked_at: str | None

    def may(self, role: Role) -> bool:
        """Whether the key's role includes ``role``."""
        return includes(self.role, role)


def includes(role: Role, wanted: Role) -> bool:
    """Whether whoever has ``role`` may do what ``wanted`` may."""
    return ROLES.index(role) >= ROLES.index(wanted)


class KeyStore:
    """The keys of one corpus; safe for many threads and processes, seen by all at once."""

    def __init__(self, path: Path) -> None:
        """Open ``path``, made when it is not there. Raises LedgerError when it cannot be."""
        advice = "remove it and make new keys: `notices keys make NAME`."
        self._ledger = Ledger(path, _SCHEMA, advice)

    def close(self) -> None:
        """Let go of the file."""
        self._ledger.close()

    def make(self, name: str, role: Role) -> tuple[Key, str]:
        """A new key and its secret, which is never to be had again.

        Raises KeyNotMadeError if the name says nothing or too much.
        """
        named = " ".join(name.split())
        if not named or len(named) > MOST_NAME:
            raise KeyNotMadeError(
                f"Give the key a name of 1 to {MOST_NAME} characters that says who uses it."
            )
        secret = _PREFIX + secrets.token_urlsafe(32)
        key = Key(secrets.token_hex(4), named, role, _iso(_now()), None)
        with self._ledger.writing() as at:
            row = (key.id, _hash(secret), key.name, key.role, key.made_at, None)
            at.execute("INSERT INTO key VALUES (?, ?, ?, ?, ?, ?)", row)
        return key, secret

    def keys(self) -> list[Key]:
        """All keys, revoked ones too, oldest first."""
        with self._ledger.reading() as at:
            rows = at.execute(
                "SELECT id, name, role, made_at, revoked_at FROM key ORDER BY made_at, id"
            ).fetchall()
        return [Key(*row) for row in rows]

    def revoke(self, given: str) -> Key:
        """End a key, named by its id, the beginning of it, or its name, with its sessions.

        Raises UnknownKeyError if none or several of the keys in use fit.
        """
        key = _meant(given, [key for key in self.keys() if key.revoked_at is None])
        with self._ledger.writing() as at:
            now = _iso(_now())
            at.execute("UPDATE key SET revoked_at = ? WHERE id = ?", (now, key.id))
            at.execute("DELETE FROM session WHERE key = ?", (key.id,))
        return Key(key.id, key.name, key.role, key.made_at, now)

    def exist(self) -> bool:
        """Whether a key was ever made: revoking the last one must not open the door to all."""
        with self._ledger.reading() as at:
            return at.execute("SELECT 1 FROM key LIMIT 1").fetchone() is not None

    def in_use(self) -> bool:
        """Whether anybody holds a key that is not revoked."""
        return any(key.revoked_at is None for key in self.keys())

    def holder(self, secret: str) -> Key | None:
        """The key that this is the secret of, unless it is revoked."""
        with self._ledger.reading() as at:
            row = at.execute(
                "SELECT id, name, role, made_at, revoked_at FROM key "
                "WHERE hash = ? AND revoked_at IS NULL",
                (_hash(secret),),
            ).fetchone()
        return Key(*row) if row else None

    def open_session(self, key: Key) -> str:
        """A token that stands for the key for SESSION_HOURS, unless it is closed before."""
        token = secrets.token_urlsafe(32)
        expires = _iso(_now() + dt.timedelta(hours=SESSION_HOURS))
        with self._ledger.writing() as at:
            _sweep(at)
            at.execute("INSERT INTO session VALUES (?, ?, ?)", (_hash(token), key.id, expires))
        return token

    def session(self, token: str) -> Key | None:
        """The key behind a session that is open, if that key is not revoked."""
        with self._ledger.reading() as at:
            row = at.execute(
                "SELECT k.id, k.name, k.role, k.made_at, k.revoked_at FROM session s "
                "JOIN key k ON k.id = s.key "
                "WHERE s.hash = ? AND s.expires_at > ? AND k.revoked_at IS NULL",
                (_hash(token), _iso(_now())),
            ).fetchone()
        return Key(*row) if row else None

    def close_session(self, token: str) -> None:
        """End a session; one that is not open is no error."""
        with self._ledger.writing() as at:
            at.execute("DELETE FROM session WHERE hash = ?", (_hash(token),))


def _meant(given: str, keys: list[Key]) -> Key:
    wanted = given.strip()
    begins = len(wanted) >= _SHORTEST_ID
    fits = [key for key in keys if wanted == key.id or (begins and key.id.startswith(wanted))]
    fits = fits or [key for key in keys if key.name.casefold() == wanted.casefold()]
    if len(fits) == 1:
        return fits[0]
    if fits:
        listed = ", ".join(key.id for key in fits)
        raise UnknownKeyError(f"“{given}” could mean several keys: {listed}. Give one id.")
    raise UnknownKeyError(
        f"No key in use is called “{given}”. `notices keys list` shows them with their ids."
    )


def _sweep(at: sqlite3.Connection) -> None:
    at.execute("DELETE FROM session WHERE expires_at <= ?", (_iso(_now()),))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _iso(when: dt.datetime) -> str:
    return when.isoformat(timespec="seconds")
