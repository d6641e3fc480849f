"""Two or more studies side by side, differences marked; leads to each, copies as a table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.domain.refs import Ref, study_ref
from desktop_app.reading import StudyCard, open_study
from desktop_app.store import Library
from desktop_app.ui.appraising.comparing import Part, compare, names
from desktop_app.ui.dialogs.sheet import Sheet
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.pages import SectionHeading, clear, text_label
from desktop_app.ui.services import Services

DIFFERS = "≠"


class CompareDialog(Sheet):
    """A grid: a row for each property, a column for each study."""

    def __init__(self, services: Services, parent: QWidget, refs: Sequence[Ref]) -> None:
        super().__init__(services, parent, "Side by side", 1100, 720)
        self.setObjectName("compare")
        self._names: tuple[str, ...] = ()
        self._parts: tuple[Part, ...] = ()
        self._cards: tuple[StudyCard, ...] = ()
        self.only = QCheckBox("Show differences only")
        self.only.toggled.connect(self._lay_out)
        self.page.add(self.only)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(8)
        self.page.body.addLayout(self.grid)
        self.page.body.addStretch(1)
        copy = self.add_button("Copy as a table")
        copy.clicked.disconnect()
        copy.clicked.connect(self._copy)
        self.add_button("Close", primary=True)
        services.read(partial(_open, keys=[ref.key for ref in refs]), self._opened, owner=self)

    def as_text(self) -> str:
        """Return the table with tabs between its cells, as spreadsheets take it."""
        lines = ["\t".join(("", *self._names))]
        for part in self._parts:
            lines += [
                "\t".join((row.words, *row.cells))
                for row in part.rows
                if self._is_shown(row.differs)
            ]
        return "\n".join(lines)

    def _opened(self, cards: tuple[StudyCard, ...]) -> None:
        self._cards = cards
        self._names = names(cards)
        self._parts = compare(cards)
        self._lay_out()

    def _lay_out(self) -> None:
        clear(self.grid)
        for column, card in enumerate(self._cards, 1):
            name = LinkButton(
                f"{self._names[column - 1]} ›", self.services, study_ref(card.study.key)
            )
            name.clicked.connect(self.accept)
            self.grid.addWidget(name, 0, column)
            self.grid.addWidget(text_label(card.study.title, role="strong"), 1, column)
            self.grid.setColumnStretch(column, 3)
        self.grid.setColumnStretch(0, 2)
        place = 2
        for part in self._parts:
            rows = [row for row in part.rows if self._is_shown(row.differs)]
            if not rows:
                continue
            self.grid.addWidget(SectionHeading(part.heading), place, 0, 1, len(self._cards) + 1)
            place += 1
            for row in rows:
                words = f"{row.words}  {DIFFERS}" if row.differs else row.words
                label = text_label(words, role="strong" if row.differs else "quiet")
                if row.differs:
                    label.setToolTip("The studies differ here")
                    label.setAccessibleName(f"{row.words}: the studies differ")
                self.grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
                for column, cell in enumerate(row.cells, 1):
                    self.grid.addWidget(_cell(cell, row.differs), place, column)
                place += 1

    def _is_shown(self, differs: bool) -> bool:
        return differs or not self.only.isChecked()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.as_text())
        self.services.said.emit("Table copied")


def _open(library: Library, keys: Sequence[str]) -> tuple[StudyCard, ...]:
    return tuple(open_study(library, key) for key in keys)


def _cell(text: str, differs: bool) -> QWidget:
    """Return a cell; where studies differ it stands on a ground, besides the sign before it."""
    if not differs:
        return text_label(text)
    ground = QFrame()
    ground.setProperty("role", "note")
    box = QVBoxLayout(ground)
    box.setContentsMargins(8, 4, 8, 4)
    label: QLabel = text_label(text)
    box.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    return ground
