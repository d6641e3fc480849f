"""The bar above the pages: page, zoom, marking, finding, the system's viewer."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from desktop_app.ui.actions import shown_key
from desktop_app.ui.pdf.swatches import Swatches
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.services import Services

_PLAIN_KEYS = {"reader.zoom-in": "Ctrl++", "reader.zoom-out": "Ctrl+-", "reader.find": "Ctrl+F"}
"""Keys that mean something else in the rest of the window."""


class Toolbar(QFrame):
    """Buttons for the reader's commands; they wrap where the window is narrow."""

    went = Signal(int)
    """Sent with the page, from 0, that was typed."""

    highlighted = Signal(str)
    """Sent with the colour in which the selected text is to be highlighted."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.setProperty("role", "top")
        flow = FlowLayout(self, gap=12, line_gap=4)
        flow.setContentsMargins(8, 4, 8, 4)
        self.buttons: dict[str, QToolButton] = {}
        self.page = QLineEdit()
        self.page.setAccessibleName("Page")
        self.page.setToolTip("Type a page and press Enter (Ctrl+G)")
        self.page.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.page.returnPressed.connect(self._typed)
        self.page.editingFinished.connect(self._show_page)
        self.of = QLabel()
        self.percent = QLabel()
        self.percent.setAccessibleName("Zoom")
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.colours = Swatches(services.theme, "Highlight the selected text")
        self.colours.wanted.connect(self.highlighted)
        self._now, self._pages = 0, 0
        flow.addWidget(
            self._group(
                self._button("reader.sides", "sidebar", checkable=True),
                self._button("reader.previous-page", "chevron-left"),
                self.page,
                self.of,
                self._button("reader.next-page", "chevron-right"),
            )
        )
        flow.addWidget(
            self._group(
                self._button("reader.zoom-out", "minus"),
                self.percent,
                self._button("reader.zoom-in", "plus"),
                self._button("reader.fit-width", "fit-width"),
                self._button("reader.fit-page", "fit"),
            )
        )
        flow.addWidget(self._group(self.colours, self._button("reader.note", "note")))
        flow.addWidget(
            self._group(
                self._button("reader.find", "search", checkable=True),
                self._button("reader.marks", "mark", checkable=True),
                self._button("reader.print", "print"),
                self._button("reader.outside", "external"),
            )
        )
        services.theme.changed.connect(self._restyle)
        self._restyle()

    def show_page(self, page: int, pages: int) -> None:
        """Show the page one reads, from 0, of so many."""
        self._now, self._pages = page, pages
        self.page.setValidator(QIntValidator(1, max(pages, 1), self.page))
        self.of.setText(f"/ {pages}")
        if not self.page.hasFocus():
            self._show_page()
        for action, can in (
            ("reader.previous-page", page > 0),
            ("reader.next-page", page < pages - 1),
        ):
            self.buttons[action].setEnabled(can)

    def focus_page(self) -> None:
        """Let a page be typed."""
        self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.page.selectAll()

    def show_zoom(self, factor: float) -> None:
        """Show how large the pages are; 1.0 is life size."""
        self.percent.setText(f"{factor * 100:.0f} %")

    def show_selection(self, selected: bool) -> None:
        """Offer highlighting while text is selected."""
        self.colours.setEnabled(selected)

    def _show_page(self) -> None:
        self.page.setText(str(self._now + 1) if self._pages else "")

    def _typed(self) -> None:
        text = self.page.text()
        if text.isdigit():
            self.went.emit(int(text) - 1)

    def _group(self, *parts: QWidget) -> QWidget:
        group = QWidget()
        row = QHBoxLayout(group)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for part in parts:
            row.addWidget(part)
        return group

    def _button(self, action: str, icon: str, checkable: bool = False) -> QToolButton:
        row = self.services.actions.table[action]
        button = QToolButton()
        key = _PLAIN_KEYS.get(action, shown_key(row))
        button.setToolTip(f"{row.title} ({key})" if key else row.title)
        button.setAccessibleName(row.title)
        button.setCheckable(checkable)
        button.setProperty("icon_name", icon)
        button.clicked.connect(lambda: self.services.actions.run(action))
        self.buttons[action] = button
        return button

    def _restyle(self) -> None:
        theme = self.services.theme
        for button in self.buttons.values():
            button.setIcon(theme.icon(str(button.property("icon_name"))))
            button.setIconSize(QSize(theme.scaled(16), theme.scaled(16)))
            button.setMinimumSize(theme.scaled(28), theme.scaled(28))
        self.page.setFixedWidth(theme.scaled(30) + 20)
        self.percent.setMinimumWidth(theme.scaled(44))
