"""The plots of a plan's measures, each with its table."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHeaderView, QTableWidget, QVBoxLayout, QWidget

from desktop_app.domain.measures import MEASURES, Measure
from desktop_app.domain.plans import Plan
from desktop_app.ui.figures.figure import Figure, figure_table
from desktop_app.ui.plans.progress import CAUSE, ProgressDrawing, Reading, readings
from desktop_app.ui.rich.pages import clear, text_label
from desktop_app.ui.services import Services

ROOM = 600
"""Narrower than this, pixels at 100 %, the table stands under its plot."""

HIGHEST = 232
"""Height above which a table is scrolled, pixels at 100 %."""


class Progress(QWidget):
    """What was measured over the visits, measure by measure."""

    asked = Signal(str)
    """Sent with the key of a visit that is to be shown."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.figures: list[Figure] = []
        self._pairs: list[QBoxLayout] = []
        self._shown: tuple[tuple[Measure, tuple[Reading, ...]], ...] | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)

    def show_plan(self, plan: Plan) -> None:
        """Draw what was measured of what is followed, and of what was measured otherwise."""
        held = [(measure, readings(plan, measure)) for measure in MEASURES]
        shown = tuple((measure, values) for measure, values in held if values)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._box)
        self.figures, self._pairs = [], []
        if not shown:
            words = "Nothing has been measured yet. What is measured at the visits is drawn here."
            self._box.addWidget(text_label(words, role="quiet"))
            return
        self._box.addWidget(text_label(CAUSE, role="quiet"))
        for measure, values in shown:
            self._box.addWidget(self._pair(ProgressDrawing(measure, values)))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the tables beside the plots where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _pair(self, drawing: ProgressDrawing) -> QWidget:
        held = QWidget()
        pair = QBoxLayout(QBoxLayout.Direction.LeftToRight, held)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(16)
        figure = Figure(drawing.measure.name, drawing, self.services)
        figure.asked.connect(self.asked)
        # Its table is in sight anyway.
        figure.tools.table_button.hide()
        self.figures.append(figure)
        pair.addWidget(figure, 3)
        pair.addWidget(self._table(drawing), 2, Qt.AlignmentFlag.AlignTop)
        self._pairs.append(pair)
        return held

    def _table(self, drawing: ProgressDrawing) -> QTableWidget:
        table, theme = figure_table(drawing), self.services.theme
        header, side = table.horizontalHeader(), table.verticalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(theme.scaled(24))
        side.setDefaultSectionSize(theme.scaled(24))
        for line in range(table.rowCount()):
            # They were as high as their words asked for until now.
            table.setRowHeight(line, theme.scaled(24))
        table.setWordWrap(False)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = header.sizeHint().height() + side.length() + theme.scaled(12)
        table.setMinimumHeight(0)
        table.setFixedHeight(min(whole, theme.scaled(HIGHEST)))
        return table

    def _fit(self) -> None:
        direction = QBoxLayout.Direction
        wide = self.width() >= self.services.theme.scaled(ROOM)
        for pair in self._pairs:
            pair.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
