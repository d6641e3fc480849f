"""The strip above a session: how far it is, for how long, how to answer, undo and stop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.questions import How
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.services import Services
from desktop_app.ui.study.wording import took_words

THICK = 4
"""Of the bar, pixels at 100 %."""

HOW_WORDS = {
    How.CHOOSE: "Choose",
    How.TYPE: "Type",
    How.CLICK: "Find on the body",
    How.TRACE: "Trace on the body",
}


class SessionStrip(QFrame):
    """Progress and what can be done at any time."""

    how_wanted = Signal(object)
    """Sent with the ``How`` that the user would rather answer in."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.setProperty("role", "top")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.told = QLabel()
        self.took = QLabel()
        for label in (self.told, self.took):
            label.setProperty("role", "quiet")
        self.hows: Segments | None = None
        self._offered: tuple[How, ...] = ()
        self.reveal_button = self._button("Show the answer", "session.reveal", "Ctrl+Return")
        self.undo_button = self._button("Undo last answer", "edit.undo", "Ctrl+Z")
        self.stop_button = self._button("Stop", "session.stop", "Esc; every answer is saved")
        row = QWidget()
        self._flow = FlowLayout(row, gap=16, line_gap=4)
        self._held = QWidget()
        self._hows = FlowLayout(self._held)
        for widget in (self.told, self.took, self._held, self.reveal_button):
            self._flow.addWidget(widget)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(row, 1, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(self.undo_button, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self.stop_button, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 8, 24, 8)
        box.setSpacing(8)
        box.addLayout(across)
        box.addWidget(self.bar)
        services.theme.changed.connect(self._restyle)
        self._restyle()

    def show_progress(self, answered: int, left: int, seconds: float) -> None:
        """Tell how far the session is."""
        self.bar.setRange(0, max(1, answered + left))
        self.bar.setValue(answered)
        words = f"{answered} answered, {left} to go"
        self.told.setText(words)
        self.took.setText(took_words(seconds))
        self.bar.setAccessibleName(words)
        self.undo_button.setEnabled(answered > 0)

    def show_hows(self, hows: tuple[How, ...], how: How) -> None:
        """Offer ways of answering, if there are several, with the one that is open chosen."""
        if hows != self._offered:
            self._offered = hows
            if self.hows is not None:
                self._hows.removeWidget(self.hows)
                self.hows.hide()
                self.hows.deleteLater()
                self.hows = None
            if len(hows) > 1:
                self.hows = Segments("Answer by", [(each, HOW_WORDS[each]) for each in hows])
                self.hows.chosen.connect(self.how_wanted)
                self.hows.setToolTip("Ctrl+T")
                self._hows.addWidget(self.hows)
        self._held.setVisible(len(hows) > 1)
        if self.hows is not None:
            self.hows.choose(how)

    def show_asking(self, is_open: bool) -> None:
        """Offer what can be done while a question waits for its answer."""
        self.reveal_button.setVisible(is_open)
        self._held.setVisible(is_open and len(self._offered) > 1)

    def _button(self, words: str, action: str, tip: str) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.setToolTip(tip)
        button.clicked.connect(lambda: self.services.actions.run(action))
        return button

    def _restyle(self) -> None:
        self.bar.setFixedHeight(self.services.theme.scaled(THICK))
