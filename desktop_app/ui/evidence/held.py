"""The rows of the list that are held: all their numbers, and the content of those seen last."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from desktop_app.domain.listed import StudyRow

BLOCK = 200
"""Rows asked for at a time."""

KEPT = 2000
"""Rows whose content is kept."""


class Held:
    """The whole answer as numbers of studies, and a cache of their rows.

    After a write all rows are stale: they are shown until fresh ones have come.
    """

    def __init__(self) -> None:
        self.ids: array[int] = array("q")
        self._rows: dict[int, tuple[StudyRow, int]] = {}
        self.state = 0

    def __len__(self) -> int:
        return len(self.ids)

    def row(self, place: int) -> StudyRow | None:
        """Return the row at a place if it is held, fresh or not."""
        held = self._rows.get(self.ids[place])
        return held[0] if held is not None else None

    def is_fresh(self, place: int) -> bool:
        """Tell whether the row at a place is held as the library has it."""
        held = self._rows.get(self.ids[place])
        return held is not None and held[1] == self.state

    def block(self, number: int) -> Sequence[int]:
        """Return the numbers of the studies of a block."""
        return self.ids[number * BLOCK : (number + 1) * BLOCK]

    def take(self, rows: Iterable[StudyRow], state: int | None = None) -> None:
        """Hold rows as they were at a state of the library, the newest if none is given."""
        state = self.state if state is None else state
        for row in rows:
            old = self._rows.pop(row.id, None)
            self._rows[row.id] = (row, state) if old is None or old[1] <= state else old
        while len(self._rows) > KEPT:
            del self._rows[next(iter(self._rows))]

    def outdate(self) -> None:
        """Take it that all rows may have changed."""
        self.state += 1

    def place_of(self, number: int) -> int:
        """Return the place of a study by its number; -1 if it is not in the list."""
        try:
            return self.ids.index(number)
        except ValueError:
            return -1

    def place_of_key(self, key: str) -> int:
        """Return the place of a study by its key; -1 if it is not in the list or not held."""
        number = next((row.id for row, _ in self._rows.values() if row.key == key), None)
        return -1 if number is None else self.place_of(number)
