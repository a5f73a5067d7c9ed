"""What a channel is bound to: the councils and kinds that its questions mean."""

from __future__ import annotations

import json
from dataclasses import dataclass

from assistant.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Binding:
    """Short names of councils, and kinds of document; empty means any."""

    councils: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """ "Fernshire (kind: improvement notice)", for people; "" when it binds to nothing."""
        kinds = ", ".join(kind.replace("_", " ") for kind in self.kinds)
        if not self.councils:
            return f"documents of the kind {kinds}" if kinds else ""
        return ", ".join(self.councils) + (f" (kind: {kinds})" if kinds else "")


class Bindings:
    """Every channel's binding."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, channel: str) -> Binding:
        """The binding of a channel; an empty one where none was set."""
        with self._ledger.reading() as at:
            row = at.execute(
                "SELECT councils, kinds FROM binding WHERE channel = ?", (channel,)
            ).fetchone()
        return Binding(tuple(json.loads(row[0])), tuple(json.loads(row[1]))) if row else Binding()

    def bind(self, channel: str, binding: Binding, by: str) -> None:
        """Set a channel's binding; an empty one takes it off."""
        with self._ledger.writing() as at:
            at.execute("DELETE FROM binding WHERE channel = ?", (channel,))
            if binding.words:
                row = (channel, json.dumps(binding.councils), json.dumps(binding.kinds), by)
                at.execute("INSERT INTO binding VALUES (?, ?, ?, ?)", row)
