"""Point by point: the body with the mastery of each, the table that says the same, one chosen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.layers import MASTERY
from desktop_app.domain.errors import UnreadableFile
from desktop_app.domain.refs import Kind, Ref, point_ref
from desktop_app.ui.diagram.body import shared_atlas
from desktop_app.ui.diagram.mastery import mastery_words
from desktop_app.ui.diagram.mastery_legend import Legend
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services
from desktop_app.ui.study.progress_body import MasteryBody
from desktop_app.ui.study.progress_points import PointsTable

TABLE_WIDTH = 336
NARROW = 420
"""Pixels of width at 100 % below which the table stands under the body."""

LOW = 480
"""Pixels of height at 100 % below which the legend has no room for what the steps mean."""

EXPLAINED = (
    "The chance, on average, that you recall a question about the point now. Questions that were "
    "never asked count as not recalled."
)


class MasteryMap(QWidget):
    """Where one is sure, and where not."""

    study_wanted = Signal(str)
    """Sent with the code of a point that is to be studied."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.mastery: Mapping[str, float] = {}
        self.table = PointsTable(services)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._open)
        self.body = self._body()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        if self.body is not None:
            self._box.addWidget(self.body, 1)
        self.aside = self._aside()
        self._box.addWidget(self.aside)
        self._show_chosen("")
        services.theme.changed.connect(self._fit)

    def show_mastery(self, mastery: Mapping[str, float]) -> None:
        """Show the mastery of these points, 0 to 1."""
        self.mastery = mastery
        self.table.show_mastery(mastery)
        if self.body is not None:
            self.body.show_mastery(mastery)
        self._show_chosen(self.table.code)

    def choose(self, code: str) -> None:
        """Choose a point, on the body and in the table; a click beside all chooses none."""
        if not code:
            return
        if self.table.points.place_of(code) < 0:
            self.services.said.emit(f"{code}: nothing is asked about it.")
            return
        self.table.choose(code)

    def focus_main(self) -> None:
        """Put the keyboard in the table, where every point can be reached."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the table under the body where there is no room beside it."""
        super().resizeEvent(event)
        self._fit()

    def _body(self) -> MasteryBody | None:
        try:
            atlas: Atlas = shared_atlas(self.services)
        except UnreadableFile:
            # The table says all that the body would.
            return None
        body = MasteryBody(self.services, atlas)
        body.picked.connect(self.choose)
        body.stepped.connect(self._step)
        return body

    def _aside(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "side")
        box = QVBoxLayout(frame)
        box.setContentsMargins(12, 12, 12, 12)
        box.setSpacing(8)
        self.words = text_label("")
        box.addWidget(self.words)
        verbs = QWidget()
        flow = FlowLayout(verbs)
        self.study_button = QPushButton("Study this point")
        self.study_button.setAutoDefault(False)
        self.study_button.clicked.connect(lambda: self.study_wanted.emit(self.table.code))
        self.card_button = QPushButton("Open its card")
        self.card_button.setAutoDefault(False)
        self.card_button.clicked.connect(lambda: self._open(self.table.code))
        flow.addWidget(self.study_button)
        flow.addWidget(self.card_button)
        self.atlas_button = LinkButton("Show all on the atlas", self.services)
        self.atlas_button.setToolTip("Switch the layer of mastery on in the atlas")
        self.atlas_button.clicked.connect(
            lambda: self.services.navigator.reveal(Ref(Kind.LEARNING, MASTERY.id))
        )
        flow.addWidget(self.atlas_button)
        box.addWidget(verbs)
        box.addWidget(self.table, 1)
        self.legend = Legend(self.services)
        self.legend.setToolTip(EXPLAINED)
        box.addWidget(self.legend)
        return frame

    def _chosen(self, code: str) -> None:
        if self.body is not None:
            self.body.choose(code)
        self._show_chosen(code)

    def _show_chosen(self, code: str) -> None:
        point = self.services.content.points.get(code)
        for button in (self.study_button, self.card_button):
            button.setEnabled(point is not None)
        if point is None or code not in self.mastery:
            self.words.setText("Choose a point, on the body or in the table.")
            return
        self.words.setText(f"{code} {point.pinyin}: {_lower(mastery_words(self.mastery[code]))}")

    def _open(self, code: str) -> None:
        if code:
            self.services.navigator.go(point_ref(code))

    def _step(self, by: int) -> None:
        rows = self.table.points.rowCount()
        place = min(max(self.table.currentIndex().row() + by, 0), rows - 1)
        if rows:
            self.choose(self.table.points.codes[place])

    def _fit(self) -> None:
        scaled = self.services.theme.scaled
        direction = QBoxLayout.Direction
        narrow = self.width() < scaled(NARROW)
        self._box.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        if self.body is None or narrow:
            self.aside.setFixedWidth(self.width())
        else:
            self.aside.setFixedWidth(min(scaled(TABLE_WIDTH), self.width() // 2))
        if narrow and self.body is not None:
            self.aside.setFixedHeight(self.height() // 2)
        else:
            self.aside.setMinimumHeight(0)
            self.aside.setMaximumHeight(16_777_215)
        self.legend.show_short(narrow or self.height() < scaled(LOW))


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
