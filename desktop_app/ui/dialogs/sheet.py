"""What the dialogs share: a title, a page that scrolls, a row of buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.rich.pages import Page
from desktop_app.ui.services import Services

SCROLLS = {
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class Sheet(QDialog):
    """A dialog with a title, a page and buttons; Esc closes it.

    Parameters
    ----------
    width, height
        Size at a text size of 100 %, pixels; never larger than the window.
    """

    def __init__(
        self, services: Services, parent: QWidget, title: str, width: int = 560, height: int = 560
    ) -> None:
        super().__init__(parent)
        self.services = services
        self._primary: QPushButton | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 16, 0, 0)
        box.setSpacing(0)
        heading = QLabel(title)
        heading.setProperty("role", "title")
        heading.setContentsMargins(24, 0, 24, 0)
        box.addWidget(heading)
        self.page = Page(width=10_000)
        # The keys scroll it wherever the keyboard is, so that it need not be stopped at.
        self.page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box.addWidget(self.page, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setContentsMargins(24, 12, 24, 16)
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        box.addLayout(self.buttons)
        theme = services.theme
        room = parent.window().size()
        self.resize(
            min(theme.scaled(width), room.width() - 48),
            min(theme.scaled(height), room.height() - 48),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard on the button that Enter presses."""
        super().showEvent(event)
        if self._primary is not None and self._primary.isEnabled():
            self._primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll the page with the arrows wherever the keyboard is."""
        bar = self.page.verticalScrollBar()
        step = SCROLLS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            bar.triggerAction(step)

    def add_button(self, words: str, primary: bool = False) -> QPushButton:
        """Add a button that closes the dialog as accepted."""
        button = QPushButton(words)
        if primary:
            button.setProperty("role", "primary")
        button.setDefault(primary)
        button.setAutoDefault(primary)
        button.clicked.connect(self.accept)
        if primary:
            self._primary = button
        self.buttons.addWidget(button)
        return button
