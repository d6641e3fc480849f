"""What the filling of the markers means: a sample, a word and what it says."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.ui.diagram.heat import paint_share
from desktop_app.ui.diagram.look import look_of
from desktop_app.ui.diagram.mastery import SAMPLES, STEPS
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services
from desktop_app.ui.theme import Theme

SIDE = 14


class ShareMark(QWidget):
    """A sample of a marker."""

    def __init__(self, theme: Theme, share: float) -> None:
        super().__init__()
        self.theme = theme
        self.share = share
        theme.changed.connect(self._restyle)
        self._restyle()

    def sizeHint(self) -> QSize:
        """Return a square that grows with the text."""
        side = self.theme.scaled(SIDE) + 2
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = look_of(self.theme)
        paint_share(painter, QRectF(self.rect()).center(), self.width() / 2 - 2, self.share, look)
        painter.end()

    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()


class Legend(QWidget):
    """The steps of mastery, the least first; where room is scarce, without what they mean."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.setAccessibleName(
            "Legend: " + "; ".join(f"{step.word}: {step.means}" for step in STEPS)
        )
        self.full, self.short = self._full(), self._short()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.full)
        box.addWidget(self.short)
        self.show_short(False)

    def show_short(self, on: bool) -> None:
        """Show the words alone, beside each other, or what they mean too."""
        self.full.setVisible(not on)
        self.short.setVisible(on)

    def _full(self) -> QWidget:
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(2, 1)
        top = Qt.AlignmentFlag.AlignTop
        for line, (step, share) in enumerate(SAMPLES):
            grid.addWidget(ShareMark(self.services.theme, share), line, 0, top)
            grid.addWidget(QLabel(step.word), line, 1, top)
            means = text_label(step.means, role="small")
            grid.addWidget(means, line, 2, Qt.AlignmentFlag.AlignVCenter)
        return held

    def _short(self) -> QWidget:
        held = QWidget()
        flow = FlowLayout(held, gap=12, line_gap=2)
        for step, share in SAMPLES:
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(4)
            row.addWidget(ShareMark(self.services.theme, share))
            row.addWidget(QLabel(step.word))
            pair.setToolTip(step.means)
            flow.addWidget(pair)
        return held
