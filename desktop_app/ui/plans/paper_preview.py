"""The sheet as it will be printed: its pages, the page one is at, zoom."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QProgressBar,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.pdf.book import Book, Opening
from desktop_app.ui.pdf.layout import FIT_PAGE, FIT_WIDTH
from desktop_app.ui.pdf.pages import PagesView
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services

STEPS = 1000


class PaperPreview(QWidget):
    """Shows one file, and keeps page and zoom when a newer one takes its place."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.book = Book()
        self.pages = PagesView(services.theme, self.book)
        self.pages.setAccessibleName("Preview of the sheet")
        self.place = QLabel()
        self.percent = QLabel()
        self.percent.setAccessibleName("Zoom")
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.told = QLabel()
        self.told.setProperty("role", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress of the preview")
        self.buttons: list[QToolButton] = []
        self.words = text_label("", role="quiet")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setContentsMargins(24, 24, 24, 24)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.words)
        self.stack.addWidget(self.pages)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._toolbar())
        box.addWidget(self.stack, 1)
        # Last, for what draws its pages has to go before it.
        self.book.setParent(self)
        self.pages.page_changed.connect(lambda _: self._show_place())
        self.pages.zoom_changed.connect(lambda factor: self.percent.setText(f"{factor:.0%}"))
        services.theme.changed.connect(self._restyle)
        self._restyle()
        self.show_idle()
        self._show_place()

    def show_file(self, path: Path) -> bool:
        """Show a file from the page and at the zoom of the one before; False if it cannot be."""
        page = self.pages.page if self.book.sizes else 0
        zoom = self.pages.zoom
        self.pages.close_book()
        self.book.close()
        if self.book.open(path) is not Opening.GOOD:
            self.show_words("The sheet was written but cannot be shown.")
            return False
        self.stack.setCurrentWidget(self.pages)
        self.pages.show_book(page, zoom)
        self._show_place()
        return True

    def show_words(self, words: str) -> None:
        """Show a sentence in place of the pages."""
        self.words.setText(words)
        self.stack.setCurrentWidget(self.words)
        self._show_place()

    def show_busy(self, done: int, total: int, words: str) -> None:
        """Show how far the making of the sheet is."""
        self.told.setText(words or "Making the sheet")
        self.bar.setRange(0, STEPS if total else 0)
        if total:
            self.bar.setValue(min(STEPS, done * STEPS // total))
        self.told.show()
        self.bar.show()

    def show_idle(self) -> None:
        """Show that nothing is being made."""
        self.told.hide()
        self.bar.hide()

    def close_file(self) -> None:
        """Let the file go."""
        self.pages.close_book()
        self.book.close()

    def _toolbar(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "top")
        flow = FlowLayout(frame, gap=4, line_gap=4)
        flow.setContentsMargins(8, 4, 8, 4)
        pages = self.pages
        flow.addWidget(
            self._button("chevron-left", "Previous page", lambda: pages.go_to(pages.page - 1))
        )
        flow.addWidget(self.place)
        flow.addWidget(
            self._button("chevron-right", "Next page", lambda: pages.go_to(pages.page + 1))
        )
        flow.addWidget(self._button("minus", "Smaller pages", lambda: pages.zoom_step(False)))
        flow.addWidget(self.percent)
        flow.addWidget(self._button("plus", "Larger pages", lambda: pages.zoom_step(True)))
        flow.addWidget(
            self._button("fit-width", "As wide as the window", lambda: pages.set_zoom(FIT_WIDTH))
        )
        flow.addWidget(self._button("fit", "One page", lambda: pages.set_zoom(FIT_PAGE)))
        flow.addWidget(self.told)
        flow.addWidget(self.bar)
        return frame

    def _button(self, icon: str, tip: str, on_click: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setProperty("icon_name", icon)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: on_click())
        self.buttons.append(button)
        return button

    def _show_place(self) -> None:
        count = len(self.book.sizes)
        shown = self.stack.currentWidget() is self.pages and count > 0
        self.place.setText(f"Page {self.pages.page + 1} of {count}" if shown else "No page")
        for button in self.buttons:
            button.setEnabled(shown)

    def _restyle(self) -> None:
        theme = self.services.theme
        for button in self.buttons:
            button.setIcon(theme.icon(str(button.property("icon_name"))))
            button.setIconSize(QSize(theme.scaled(16), theme.scaled(16)))
            button.setFixedSize(theme.scaled(28), theme.scaled(28))
        self.percent.setMinimumWidth(theme.scaled(44))
        self.bar.setFixedSize(theme.scaled(96), theme.scaled(6))
