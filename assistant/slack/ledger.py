"""The file in which the bot keeps what must outlive a restart, shared by its processes.

One SQLite file in the corpus folder: jobs (by the id under which Slack delivered them),
requests seen, threads that the bot is in, and what channels are bound to. The words of a
job are removed as soon as it is done; SQLite overwrites what it deletes.
"""

from __future__ import annotations

from pathlib import Path

from assistant.ledger import Ledger

FILE_NAME = "slack.sqlite3"
_ADVICE = (
    "stop the bot and remove it: it holds which messages were answered, and what channels are "
    "set to."
)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS job (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    message TEXT UNIQUE,
    task TEXT NOT NULL,
    lane TEXT NOT NULL,
    urgent INTEGER NOT NULL,
    body TEXT NOT NULL,
    state INTEGER NOT NULL DEFAULT 0,
    sending INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    owner TEXT NOT NULL DEFAULT '',
    due REAL NOT NULL,
    received REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS job_open ON job(urgent DESC, number) WHERE state < 2;
CREATE INDEX IF NOT EXISTS job_lane ON job(lane, number) WHERE state < 2;
CREATE INDEX IF NOT EXISTS job_received ON job(received);
CREATE TABLE IF NOT EXISTS request (
    signature TEXT PRIMARY KEY,
    received REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS thread (
    channel TEXT NOT NULL,
    thread TEXT NOT NULL,
    askers TEXT NOT NULL,
    talk INTEGER NOT NULL,
    used REAL NOT NULL,
    PRIMARY KEY (channel, thread)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS binding (
    channel TEXT PRIMARY KEY,
    councils TEXT NOT NULL,
    kinds TEXT NOT NULL,
    bound_by TEXT NOT NULL
) WITHOUT ROWID;
"""


def open_ledger(home: Path) -> Ledger:
    """The bot's file in a corpus folder, made when it is not there.

    Raises LedgerError when it cannot be.
    """
    return Ledger(home / FILE_NAME, _SCHEMA, _ADVICE)
