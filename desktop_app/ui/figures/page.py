"""The page of the evidence map: by condition or outcome, for the whole library or a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.changes import Changed
from desktop_app.domain.refs import Kind
from desktop_app.library.seeing_views import EvidenceMap
from desktop_app.ui.figures.figure import FigureTools, figure_table
from desktop_app.ui.figures.map import MapDrawing
from desktop_app.ui.figures.plot import Plot
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import clear
from desktop_app.ui.services import Services

if TYPE_CHECKING:
    from desktop_app.store import Library

BY = (("condition", "Conditions"), ("outcome", "Outcomes"))
WIDEST = 1240
"""Pixels at 100 % beyond which the map grows no wider."""

REMEMBERED = "evidence.map-by"


class EvidenceMapPage(QWidget):
    """Where there is evidence, of what kind and how much; a bubble opens its studies."""

    asked = Signal(str)
    """Sent with a query when a bubble of several studies is opened."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.query = ""
        self.by = str(services.settings.recall(REMEMBERED, BY[0][0]))
        self.plot: Plot | None = None
        self._is_stale = True
        self._studies = 0
        self._table_wanted = False
        self._tools = QHBoxLayout()
        self._sheet = _Sheet(services)
        self._body = QVBoxLayout()
        self._body.addWidget(self._sheet)
        top = QHBoxLayout()
        top.setSpacing(12)
        head = QWidget()
        flow = FlowLayout(head, gap=16, line_gap=8)
        title = QLabel("Evidence map")
        title.setProperty("role", "lead")
        flow.addWidget(title)
        flow.addWidget(self._switch())
        top.addWidget(head, 1)
        top.addLayout(self._tools)
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 4, 4, 0)
        box.setSpacing(8)
        box.addLayout(top)
        box.addLayout(self._body, 1)
        services.changed.connect(self._changed)

    def set_query(self, query: str) -> None:
        """Map what a query finds; an empty one means the whole library."""
        if query != self.query:
            self.query = query
            self._again()

    def show_by(self, by: str) -> None:
        """Map by ``condition`` or ``outcome``."""
        self.by = by
        self.services.settings.remember(REMEMBERED, by)
        self._again()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the map when it is first seen, or has changed since."""
        super().showEvent(event)
        if self._is_stale:
            self._again()

    @property
    def studies(self) -> int:
        """How many studies the map shows."""
        return self._studies

    def focus_main(self) -> None:
        """Put the keyboard on the bubbles."""
        if self.plot is not None:
            self.plot.setFocus(Qt.FocusReason.OtherFocusReason)

    def _switch(self) -> QWidget:
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        group = QButtonGroup(row)
        self.buttons = {}
        for key, words in BY:
            button = QPushButton(words)
            button.setProperty("role", "segment")
            button.setProperty("place", "first" if key == BY[0][0] else "last")
            button.setCheckable(True)
            button.setChecked(key == self.by)
            button.setAccessibleName(f"Map by {words.lower()}")
            button.clicked.connect(lambda _=False, chosen=key: self.show_by(chosen))
            group.addButton(button)
            box.addWidget(button)
            self.buttons[key] = button
        return row

    def _again(self) -> None:
        if not self.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        by, query = self.by, self.query

        def read(library: Library) -> EvidenceMap:
            from desktop_app.library.seeing import evidence_map

            return evidence_map(library, query, by)

        self.services.read(read, self._show, ticket="evidence.map", owner=self)

    def _show(self, found: EvidenceMap) -> None:
        self._studies = found.studies
        drawing = MapDrawing(found)
        clear(self._tools)
        tools = FigureTools(drawing, self.services)
        self.plot = Plot(drawing, self.services)
        self.plot.asked.connect(self.asked)
        self._sheet.show_plot(self.plot)
        tools.table_button.setChecked(self._table_wanted)
        tools.table_wanted.connect(self._show_table)
        self._tools.addWidget(tools)
        self._show_table(self._table_wanted)

    def _show_table(self, wanted: bool) -> None:
        self._table_wanted = wanted
        while self._body.count() > 1:
            item = self._body.takeAt(1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if wanted and self.plot is not None:
            self._body.addWidget(figure_table(self.plot.drawing))
        self._sheet.setVisible(not wanted)

    def _changed(self, changed: Changed) -> None:
        if changed.touches_kind(Kind.STUDY):
            self._again()


class _Sheet(QScrollArea):
    """Scrolls a plot that may need more room than there is, in both directions."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Evidence map")
        self.setCornerWidget(QWidget())
        self.viewport().installEventFilter(self)
        self._heads = _Heads(self, services)
        services.theme.changed.connect(self._fit)

    def show_plot(self, plot: Plot) -> None:
        """Show a plot in place of what was shown."""
        self.setWidget(plot)
        self._fit()
        plot.show()
        self._heads.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the plot to the room there is."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _fit(self) -> None:
        plot = self.widget()
        if not isinstance(plot, Plot):
            return
        least = round(plot.drawing.least_width(plot.style_now()))
        room = min(self.viewport().width(), self._services.theme.scaled(WIDEST))
        width = max(least, room)
        plot.resize(width, plot.heightForWidth(width))
        self._heads.setGeometry(self.viewport().rect())
        self._heads.update()


class _Heads(QWidget):
    """Keeps the words of columns and rows in sight while the map is scrolled under them."""

    def __init__(self, sheet: QScrollArea, services: Services) -> None:
        super().__init__(sheet.viewport())
        self._sheet = sheet
        self._services = services
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for bar in (sheet.horizontalScrollBar(), sheet.verticalScrollBar()):
            bar.valueChanged.connect(lambda _: self.update())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the heads over what has been scrolled under them."""
        plot = self._sheet.widget()
        if not isinstance(plot, Plot):
            return
        left, top = (round(length) + 2 for length in plot.kept)
        across = self._sheet.horizontalScrollBar().value()
        down = self._sheet.verticalScrollBar().value()
        painter = QPainter(self)
        if down:
            self._copy(painter, plot, QRect(0, 0, self.width(), top), -across, 0)
        if across:
            self._copy(painter, plot, QRect(0, 0, left, self.height()), 0, -down)
        if across and down:
            self._copy(painter, plot, QRect(0, 0, left, top), 0, 0)
        painter.end()

    def _copy(self, painter: QPainter, plot: Plot, box: QRect, across: int, down: int) -> None:
        painter.save()
        painter.setClipRect(box)
        painter.fillRect(box, self._services.theme.colour("paper"))
        painter.translate(across, down)
        plot.paint_on(painter, box.top() - down, box.bottom() - down)
        painter.restore()
