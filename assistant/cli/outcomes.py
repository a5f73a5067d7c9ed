"""What became of each file, as a table or as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant.cli.terminal import Terminal

if TYPE_CHECKING:
    from ingest.pipeline import Outcome

_STATUSES = ("added", "replaced", "unchanged", "removed", "failed")
_SHOWN_ONE_BY_ONE = 60


def outcomes_json(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Counts, and one object a file."""
    return {
        "counts": _counts(outcomes),
        "outcomes": [
            {
                "source": each.source,
                "status": each.status,
                "document_id": each.document_id,
                "message": each.message,
                "parts": each.parts,
            }
            for each in outcomes
        ],
    }


def show_outcomes(
    outcomes: Sequence[Outcome], names: Mapping[str, str], terminal: Terminal
) -> None:
    """A row for each file that changed or failed, then the counts.

    When very many files changed, only those that failed or need a look have a row.
    """
    rows = [each for each in outcomes if each.status != "unchanged"]
    if len(rows) > _SHOWN_ONE_BY_ONE:
        rows = [each for each in rows if each.status == "failed" or each.message]
    if rows:
        cells = [_row(each, names) for each in rows]
        terminal.table(("file", "result", "what it is"), cells, whole=("result",))
        terminal.data("")
    counts = _counts(outcomes)
    counted = [f"{counts[status]} {status}" for status in _STATUSES if counts[status]]
    terminal.data(", ".join(counted) or "There was nothing to read.")


def _counts(outcomes: Sequence[Outcome]) -> dict[str, int]:
    counted = Counter[str](each.status for each in outcomes)
    return {status: counted[status] for status in _STATUSES}


def _row(outcome: Outcome, names: Mapping[str, str]) -> tuple[str, str, str]:
    what = names.get(outcome.document_id or "", "") if outcome.status != "removed" else ""
    parts = f"a pack of {outcome.parts} papers" if outcome.parts else ""
    return outcome.source, outcome.status, "\n".join(filter(None, (what, parts, outcome.message)))
