"""What stands at the left of the pages: small pictures of them, and the contents."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPixmap
from PySide6.QtPdf import QPdfBookmarkModel
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QTreeView, QVBoxLayout, QWidget

from desktop_app.ui.pdf.book import Book
from desktop_app.ui.pdf.pictures import Pictures
from desktop_app.ui.pdf.rows import SmallPageRows
from desktop_app.ui.rich.tabs import Tabs
from desktop_app.ui.theme import Theme

_WIDTH = 120
"""Width of a small picture at 100 %, pixels."""

_TALLEST = 1.8
"""How many times as tall as wide a small picture may be."""

_AHEAD = 12
"""How many pages are drawn beyond those in view."""

Index = QModelIndex | QPersistentModelIndex


class SmallPages(QAbstractListModel):
    """The pages as a list; each is drawn when it is first seen."""

    def __init__(self, theme: Theme, book: Book, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.book = book
        self.pictures = Pictures(book.document, self)
        self.pictures.ready.connect(self._drawn)
        self._cell = QSize()
        self._seen: dict[int, None] = {}
        self._blanks: dict[tuple[int, int], QPixmap] = {}

    def show_book(self) -> None:
        """Begin anew with the book that has been opened."""
        self.beginResetModel()
        self._seen.clear()
        self.measure()
        self.pictures.open()
        self.endResetModel()

    def close_book(self) -> None:
        """Let the book go."""
        self.beginResetModel()
        self.pictures.close()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Return the number of pages."""
        return 0 if parent.isValid() else len(self.book.sizes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a page's number, name and picture."""
        page = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return str(page + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"Page {page + 1}"
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(page)
        return None

    def _picture(self, page: int) -> QPixmap:
        held = self.pictures.picture(page)
        if held is not None:
            return held
        self._seen.pop(page, None)
        self._seen[page] = None
        latest = list(reversed(self._seen))[:_AHEAD]
        self.pictures.want((each, self._size(each)) for each in latest)
        size = self._size(page)
        key = (size.width(), size.height())
        if key not in self._blanks:
            self._blanks[key] = QPixmap(size)
            self._blanks[key].fill(self.theme.colour("page"))
        return self._blanks[key]

    def cell(self) -> QSize:
        """Return the room of every page: as wide as all, as tall as the tallest."""
        return self._cell

    def measure(self) -> None:
        """Take the text size into account, and the book's pages."""
        width = self.theme.scaled(_WIDTH)
        tallest = max((size.height / size.width for size in self.book.sizes), default=1.0)
        self._cell = QSize(width, round(width * min(tallest, _TALLEST)))

    def _size(self, page: int) -> QSize:
        size = self.book.sizes[page]
        room = QSizeF(self._cell)
        fitted = QSizeF(size.width, size.height).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        return QSize(max(round(fitted.width()), 1), max(round(fitted.height()), 1))

    def _drawn(self, page: int) -> None:
        if page < self.rowCount():
            index = self.index(page)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])


class Sides(Tabs):
    """Small pages, and the contents if the file has them."""

    went = Signal(int, float)
    """Sent with a page, from 0, and how far below its top, points."""

    def __init__(self, theme: Theme, book: Book) -> None:
        super().__init__(side=8)
        self.theme = theme
        self.book = book
        self.model = SmallPages(theme, book, self)
        self.small = QListView()
        self.small.setModel(self.model)
        self.small.setItemDelegate(SmallPageRows(theme, self.small, self.model.cell))
        self.small.setUniformItemSizes(True)
        self.small.setResizeMode(QListView.ResizeMode.Adjust)
        self.small.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.small.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.small.setAccessibleName("Small pages")
        self.bookmarks = QPdfBookmarkModel(self)
        self.bookmarks.setDocument(book.document)
        self.contents = QTreeView()
        self.contents.setHeaderHidden(True)
        self.contents.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.contents.setAccessibleName("Contents")
        self.nothing = QLabel("This file has no table of contents.")
        self.nothing.setProperty("role", "quiet")
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(12, 8, 12, 8)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        contents = QWidget()
        box = QVBoxLayout(contents)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.nothing)
        box.addWidget(self.contents, 1)
        self.add("Pages", self.small)
        self.add("Contents", contents)
        self.small.selectionModel().currentChanged.connect(self._current)
        self.small.clicked.connect(self._to_page)
        self.small.activated.connect(self._to_page)
        self.contents.clicked.connect(self._to_bookmark)
        self.contents.activated.connect(self._to_bookmark)
        self._showing = False
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_book(self) -> None:
        """Show the book that has been opened."""
        self.model.show_book()
        self.contents.setModel(self.bookmarks)
        found = self.bookmarks.rowCount(QModelIndex()) > 0
        self.contents.setVisible(found)
        self.nothing.setVisible(not found)
        if found:
            self.contents.expandToDepth(0)

    def close_book(self) -> None:
        """Let the book go."""
        self.model.close_book()
        self.contents.setModel(None)

    def show_page(self, page: int) -> None:
        """Choose the page that is read."""
        if page >= self.model.rowCount() or self.small.currentIndex().row() == page:
            return
        self._showing = True
        self.small.setCurrentIndex(self.model.index(page))
        self._showing = False

    def _current(self, now: QModelIndex) -> None:
        if not self._showing and now.isValid() and self.small.hasFocus():
            self._to_page(now)

    def _to_page(self, index: QModelIndex) -> None:
        self.went.emit(index.row(), 0.0)

    def _to_bookmark(self, index: QModelIndex) -> None:
        roles = QPdfBookmarkModel.Role
        page = self.bookmarks.data(index, roles.Page.value)
        place = self.bookmarks.data(index, roles.Location.value)
        if isinstance(page, int) and page >= 0:
            self.went.emit(page, float(place.y()) if place is not None else 0.0)

    def _restyle(self) -> None:
        self.model.measure()
        self.small.doItemsLayout()
