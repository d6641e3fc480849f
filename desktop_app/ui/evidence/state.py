"""What the study list shows: a query and an order; no widgets."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_app.domain.listed import StudyOrder
from desktop_app.ui.evidence.columns import COLUMNS, Column


@dataclass(frozen=True, slots=True)
class ListState:
    """The query and the column the list is sorted by: all that decides which rows are shown."""

    query: str = ""
    column: Column = Column.YEAR
    falling: bool = True

    @property
    def order(self) -> StudyOrder:
        """What the library sorts by."""
        return COLUMNS[self.column].order or StudyOrder.YEAR

    def by(self, column: Column) -> ListState:
        """Sort by a column; again by the same one turns the order round."""
        if COLUMNS[column].order is None:
            return self
        falling = not self.falling if column is self.column else COLUMNS[column].falling
        return replace(self, column=column, falling=falling)

    def asking(self, query: str) -> ListState:
        """Ask for other studies in the same order."""
        return replace(self, query=query)
