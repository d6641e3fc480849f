"""How far two spellings are apart."""

from __future__ import annotations


def edits(one: str, other: str, most: int) -> int:
    """Return how many letters must be added, dropped, changed or swapped with the next one.

    The optimal string alignment distance (Damerau 1964). More than ``most`` is told as
    ``most + 1``.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, against in enumerate(other, 1):
            same = letter == against
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (not same))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        if min(now) > most:
            return most + 1
        before, last = last, now
    return min(last[-1], most + 1)
