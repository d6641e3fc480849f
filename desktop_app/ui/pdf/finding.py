"""Finds a text in the open file: a field, the hits with their surroundings, next and previous."""

from __future__ import annotations

import time

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtPdf import QPdfLink, QPdfSearchModel
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.attachment import Box
from desktop_app.ui.pdf.book import Book, readable
from desktop_app.ui.pdf.rows import PARTS, Rows
from desktop_app.ui.theme import Theme

_LEAST = 2
"""Fewest letters that are looked for."""

_LISTED = 500
"""Most hits that are listed; the rest is still gone through."""

_NO_TEXT = "There is no text in this PDF: its pages are pictures."
_PAUSE_MS = 150
_SLICE_SECONDS = 0.01
"""How long it looks before it lets the window be painted."""


class Finding(QWidget):
    """A search in one file."""

    went = Signal(int, object)
    """Sent with the page and the boxes of the hit that is now the current one."""

    found = Signal()
    """Sent when the hits have changed."""

    left = Signal()
    """Sent when one wants to go back to the page."""

    def __init__(self, theme: Theme, book: Book) -> None:
        super().__init__()
        self.theme = theme
        self.book = book
        self.current = -1
        self._wanted = ""
        self._hits: list[tuple[int, tuple[Box, ...]]] = []
        self._by_page: dict[int, list[tuple[Box, ...]]] = {}
        self.model = QPdfSearchModel(self)
        self.model.setDocument(book.document)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find in this file")
        self.field.setAccessibleName("Find in this file")
        self.field.setClearButtonEnabled(True)
        self.previous = self._button("chevron-up", "Previous match (Shift+F3)")
        self.next = self._button("chevron-down", "Next match (F3)")
        self.count = QLabel()
        self.count.setProperty("role", "small")
        self.count.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("Matches")
        self.list.setItemDelegate(Rows(theme, self.list, matches=True))
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 0, 8, 0)
        box.setSpacing(4)
        box.addLayout(row)
        box.addWidget(self.count)
        box.addWidget(self.list, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._find)
        self.field.textChanged.connect(self._pause.start)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.list.currentRowChanged.connect(self._to)
        self._next_page = 0
        self._looking = QTimer(self)
        self._looking.setInterval(0)
        self._looking.timeout.connect(self._look)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_book(self) -> None:
        """Look in the book that has been opened."""
        self._find()

    def close_book(self) -> None:
        """Let the book go."""
        self._pause.stop()
        self._looking.stop()
        self.field.clear()
        self._pause.stop()
        self._wanted = ""
        self.model.setSearchString("")
        self._clear()

    def look_for(self, text: str) -> None:
        """Look for a text now."""
        self.field.setText(text)
        self._pause.stop()
        self._find()

    def hits(self) -> list[tuple[int, tuple[Box, ...]]]:
        """Return every hit that has been found so far: page and boxes."""
        return self._hits

    def by_page(self) -> dict[int, list[tuple[Box, ...]]]:
        """Return the boxes of every hit that has been found so far, by page."""
        return self._by_page

    def hit(self) -> tuple[int, tuple[Box, ...], str] | None:
        """Return the current hit with what it says."""
        if not 0 <= self.current < len(self._hits):
            return None
        return (*self._hits[self.current], self._wanted)

    def step(self, by: int) -> None:
        """Go to the next hit, or the previous one; round at the ends."""
        if self._hits:
            start = self.current if self.current >= 0 else (-1 if by > 0 else 0)
            self._go((start + by) % len(self._hits))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the hits from the field; Esc goes back to the page."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if self._pause.isActive():
                self._pause.stop()
                self._find()
            self.step(-1 if back else 1)
        elif key == Qt.Key.Key_Down and self.field.hasFocus() and self._hits:
            self.list.setFocus()
            self._go(max(self.current, 0))
        elif key == Qt.Key.Key_Escape:
            if self.field.text():
                self.look_for("")
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _find(self) -> None:
        text = self.field.text().strip()
        wanted = text if len(text) >= _LEAST else ""
        if wanted != self._wanted:
            self._wanted = wanted
            self._clear()
            self.model.setSearchString(wanted)
            self._next_page = 0
            if wanted and self.book.sizes:
                self._looking.start()
        self._tell()

    def _clear(self) -> None:
        self._looking.stop()
        self.current = -1
        self._hits = []
        self._by_page = {}
        self.list.clear()
        self._tell()
        self.found.emit()

    def _look(self) -> None:
        """Look on some more pages: the model by itself takes a tenth of a second for each."""
        until = time.monotonic() + _SLICE_SECONDS
        before = len(self._hits)
        self.list.blockSignals(True)
        while self._next_page < len(self.book.sizes) and time.monotonic() < until:
            for link in self.model.resultsOnPage(self._next_page):
                page, boxes = link.page(), _boxes(link)
                self._hits.append((page, boxes))
                self._by_page.setdefault(page, []).append(boxes)
                if self.list.count() < _LISTED:
                    self.list.addItem(self._item(link))
            self._next_page += 1
        self.list.blockSignals(False)
        if self._next_page >= len(self.book.sizes):
            self._looking.stop()
        self._tell()
        if len(self._hits) > before:
            self.found.emit()

    def _item(self, link: QPdfLink) -> QListWidgetItem:
        before, after = (_plain(text) for text in (link.contextBefore(), link.contextAfter()))
        where, text = f"Page {link.page() + 1}", f"{before}[[{self._wanted}]]{after}"
        item = QListWidgetItem()
        item.setData(PARTS, (where, f"…{text}…"))
        spoken = text.replace("[[", "").replace("]]", "")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{where}: {spoken}")
        return item

    def _go(self, number: int) -> None:
        if number < self.list.count():
            self.list.blockSignals(True)
            self.list.setCurrentRow(number)
            self.list.blockSignals(False)
        self._to(number)

    def _to(self, number: int) -> None:
        if 0 <= number < len(self._hits):
            self.current = number
            self._tell()
            self.went.emit(*self._hits[number])

    def _tell(self) -> None:
        number = len(self._hits)
        words = ""
        if self.current >= 0:
            words = f"{self.current + 1} of {number}"
        elif self._looking.isActive():
            words = f"{number} found…"
        elif number:
            words = f"{number} found"
        elif self._wanted:
            words = "Nothing found" if self._has_text() else _NO_TEXT
        self.count.setText(words)
        for button in (self.previous, self.next):
            button.setEnabled(bool(number))

    def _has_text(self) -> bool:
        return any(self.book.text(page).strip() for page in range(min(len(self.book.sizes), 5)))

    def _button(self, icon: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("icon_name", icon)
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition(" (")[0])
        return button

    def _restyle(self) -> None:
        side = self.theme.scaled(16)
        for button in (self.previous, self.next):
            button.setIcon(self.theme.icon(str(button.property("icon_name"))))
            button.setIconSize(QSize(side, side))
        self.list.doItemsLayout()


def _boxes(link: QPdfLink) -> tuple[Box, ...]:
    return tuple(Box(rect.x(), rect.y(), rect.width(), rect.height()) for rect in link.rectangles())


def _plain(text: str) -> str:
    return readable(text).replace("⏎", " ").replace("\n", " ")
