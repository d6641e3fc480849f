"""How learning stands, in a few numbers and figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.domain.learning import Progress
from desktop_app.domain.questions import Question
from desktop_app.ui.figures.drawing import Drawing
from desktop_app.ui.figures.figure import Figure
from desktop_app.ui.rich.pages import Page, clear, text_label
from desktop_app.ui.services import Services
from desktop_app.ui.study.progress_calendar import CalendarDrawing
from desktop_app.ui.study.progress_forecast import ForecastDrawing
from desktop_app.ui.study.progress_leeches import Leeches
from desktop_app.ui.study.progress_skills import SkillsDrawing
from desktop_app.ui.study.progress_words import Told, told

WIDTH = 960
NARROW = 680
"""Pixels of width at 100 % below which the figures stand one under the other."""

TILE = 200
"""Least width of a number with its words, pixels at 100 %."""


class Overview(Page):
    """Numbers, what is forgotten most, days to come, skills, days done."""

    study_wanted = Signal(object)
    """Sent with the items that are to be studied."""

    def __init__(self, services: Services) -> None:
        super().__init__(width=services.theme.scaled(WIDTH))
        self.services = services
        self.figures: dict[str, Figure] = {}
        self._shown: object = None
        self.setAccessibleName("Progress: overview")
        self.tiles = Tiles(services)
        self.leeches = Leeches(services)
        self.leeches.wanted.connect(self.study_wanted)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(32)
        self._year = QVBoxLayout()
        self.add(self.tiles)
        self.add(self.leeches)
        self.body.addLayout(self._pair)
        self.body.addLayout(self._year)
        self.body.addStretch(1)
        services.theme.changed.connect(self._restyle)

    def show_progress(self, progress: Progress, asked: Sequence[Question], today: date) -> None:
        """Show how learning stands; ``asked`` are the questions forgotten most."""
        self.leeches.show_items(progress.leeches, asked)
        self.tiles.show_told(told(progress, today))
        shown = (progress.forecast, progress.by_skill, progress.calendar, today)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._pair)
        clear(self._year)
        drawings: dict[str, Drawing] = {
            "Next 30 days": ForecastDrawing(progress.forecast),
            "Learned, by skill": SkillsDrawing(progress.by_skill),
            "The last year": CalendarDrawing(progress.calendar, today),
        }
        self.figures = {
            words: Figure(words, drawing, self.services) for words, drawing in drawings.items()
        }
        forecast, skills, calendar = self.figures.values()
        self._pair.addWidget(forecast, 3, Qt.AlignmentFlag.AlignTop)
        self._pair.addWidget(skills, 2, Qt.AlignmentFlag.AlignTop)
        self._year.addWidget(calendar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put figures beside each other where there is room."""
        direction = QBoxLayout.Direction
        wide = self.viewport().width() >= self.services.theme.scaled(NARROW)
        self._pair.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        super().resizeEvent(event)

    def _restyle(self) -> None:
        self.set_width(self.services.theme.scaled(WIDTH))


class Tiles(QWidget):
    """A few numbers in a row, or in two or four where there is less room."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.shown: tuple[Told, ...] = ()
        self._tiles: list[QFrame] = []
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)

    def show_told(self, shown: Sequence[Told]) -> None:
        """Show these numbers."""
        if tuple(shown) == self.shown:
            return
        self.shown = tuple(shown)
        clear(self._grid)
        self._tiles = [_tile(each) for each in self.shown]
        self._across = 0
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in as many rows as it takes."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(1, self.width() // self.services.theme.scaled(TILE))
        across = 4 if room >= 4 else 2 if room >= 2 else 1
        if across == self._across:
            return
        self._across = across
        for number, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, number // across, number % across)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < across else 0)


def _tile(each: Told) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "card")
    frame.setAccessibleName(f"{each.name}: {each.value}, {each.means}")
    box = QVBoxLayout(frame)
    box.setContentsMargins(12, 8, 12, 12)
    box.setSpacing(0)
    name = QLabel(each.name)
    name.setProperty("role", "quiet")
    value = QLabel(each.value)
    value.setProperty("role", "display")
    box.addWidget(name)
    box.addWidget(value)
    box.addWidget(text_label(each.means, role="small"))
    box.addStretch(1)
    return frame
