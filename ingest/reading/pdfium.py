"""PDFium may be called by one thread at a time in a process: whoever calls it waits here."""

from __future__ import annotations

from threading import RLock

TURN = RLock()
