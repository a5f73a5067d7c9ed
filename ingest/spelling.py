"""How far two spellings are apart."""

from __future__ import annotations


def distance(left: str, right: str, limit: int) -> int | None:
    """The fewest slips (a letter more, less, other, or two swapped) from one to the other.

    None when it takes more than ``limit``.
    """
    if abs(len(left) - len(right)) > limit:
        return None
    before: list[int] = []
    row = list(range(len(right) + 1))
    for place, letter in enumerate(left, start=1):
        earlier, before, row = before, row, [place]
        for column, other in enumerate(right, start=1):
            cost = min(
                before[column] + 1,
                row[column - 1] + 1,
                before[column - 1] + (letter != other),
            )
            swapped = place > 1 and column > 1 and letter == right[column - 2]
            if swapped and left[place - 2] == other:
                cost = min(cost, earlier[column - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return None
    return row[-1] if row[-1] <= limit else None
