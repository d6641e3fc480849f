"""What dialogs with a form share: parts, fields, what is wrong, saving, leaving unsaved work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.changes import Changed
from desktop_app.store import Library
from desktop_app.ui.dialogs.asking import ask
from desktop_app.ui.rich.fields import Field
from desktop_app.ui.rich.pages import Page, text_label
from desktop_app.ui.rich.tabs import Tabs
from desktop_app.ui.services import Services


class FormDialog(QDialog):
    """A dialog with a form in parts. Ctrl+Return saves; Esc leaves, asking if anything changed.

    Subclasses fill the parts, then call ``begin``, and say what ``value`` is entered and with which
    ``verb`` it is written.

    Parameters
    ----------
    width, height
        Size at a text size of 100 %, pixels; never larger than the window.
    """

    def __init__(
        self, services: Services, parent: QWidget, title: str, width: int = 760, height: int = 640
    ) -> None:
        super().__init__(parent)
        self.services = services
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(True)
        self._begun: object = None
        self.heading = QLabel(title)
        self.heading.setProperty("role", "title")
        self.heading.setContentsMargins(24, 0, 24, 0)
        self.heading.setWordWrap(True)
        self.tabs = Tabs()
        self.wrong = text_label("", role="danger-word")
        self.wrong.setAccessibleName("What is wrong")
        self.save_button = QPushButton("Save")
        self.save_button.setProperty("role", "primary")
        self.save_button.setShortcut("Ctrl+Return")
        self.save_button.setToolTip("Ctrl+Return")
        self.save_button.setAutoDefault(False)
        self.save_button.clicked.connect(self.save)
        leave = QPushButton("Cancel")
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.setSpacing(8)
        foot.addWidget(self.wrong, 1)
        foot.addWidget(leave)
        foot.addWidget(self.save_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 16, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.heading)
        box.addWidget(self.tabs, 1)
        box.addLayout(foot)
        theme, room = services.theme, parent.window().size()
        self.resize(
            min(theme.scaled(width), room.width() - 48),
            min(theme.scaled(height), room.height() - 48),
        )

    def part(self, words: str) -> Page:
        """Add a part to the form and return its page."""
        page = Page(width=10_000)
        page.body.setSpacing(12)
        self.tabs.add(words, page)
        return page

    def value(self) -> object:
        """Return what is entered, comparable."""
        raise NotImplementedError

    def verb(self) -> Callable[[Library], Changed]:
        """Return the verb that writes what is entered."""
        raise NotImplementedError

    def begin(self) -> None:
        """Remember what the form begins with, and put the keyboard in its first field."""
        self._begun = self.value()
        part = self.tabs.stack.widget(0)
        # Not findChild, which takes the nearest, and fields side by side lie deeper.
        fields = part.findChildren(Field) if part is not None else []
        first = next(iter(fields), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_changed(self) -> bool:
        """Tell whether anything else is entered than at the beginning."""
        return self.value() != self._begun

    def save(self) -> None:
        """Write what is entered and close, or show what is wrong."""
        self.wrong.setText("")
        for field in self.findChildren(Field):
            problem = field.problem()
            if problem:
                self._show_wrong(field, f"{field.label}: {problem}")
                return
        if not self.is_changed():
            self.accept()
            return
        self.save_button.setEnabled(False)
        self.services.write(self.verb(), on_done=self._saved, on_error=self._failed, owner=self)

    def reject(self) -> None:
        """Leave; what was entered is given up only if the user says so."""
        if not self.is_changed():
            super().reject()
            return
        ask(
            self,
            "Leave without saving?",
            "What you have entered in this form would be lost.",
            "Leave",
            super().reject,
            "Go on editing",
        )

    def _show_wrong(self, field: Field, words: str) -> None:
        for place in range(self.tabs.stack.count()):
            part = self.tabs.stack.widget(place)
            if part is not None and part.isAncestorOf(field):
                self.tabs.show_part(place)
        self.wrong.setText(words)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _saved(self, changed: Changed) -> None:
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.save_button.setEnabled(True)
        self.wrong.setText(str(error))
