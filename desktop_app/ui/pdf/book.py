"""A PDF that is open: its pages, text and contents, or why it cannot be shown."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, QPointF
from PySide6.QtPdf import QPdfDocument, QPdfSelection

from desktop_app.domain.attachment import Box
from desktop_app.ui.pdf.layout import Size

_MOST_POINTS = 14_400.0
"""Longest side of a page that the form allows, points; what is larger is taken as this."""

_MOST_PAGES = 20_000
"""Most pages of a file that is shown; each is measured when it is opened."""

_BROKEN_WORD = re.compile("[\ufffe\x02]\\s*")
_WORD = re.compile(r"\w[\w'’\-]*")


class Opening(Enum):
    """How opening a file went."""

    GOOD = "good"
    LOCKED = "locked"
    DAMAGED = "damaged"
    MISSING = "missing"


class Selected:
    """Some text of a page: what it says and where it stands."""

    def __init__(self, page: int, selection: QPdfSelection) -> None:
        self.page = page
        self.text = readable(selection.text())
        self.boxes = tuple(
            Box(rect.x(), rect.y(), rect.width(), rect.height())
            for rect in (polygon.boundingRect() for polygon in selection.bounds())
            if not rect.isEmpty()
        )


class Book(QObject):
    """One file. It is closed with the reader that shows it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = QPdfDocument(self)
        self.sizes: tuple[Size, ...] = ()

    def open(self, path: Path, password: str = "") -> Opening:
        """Open a file."""
        errors = QPdfDocument.Error
        self.document.setPassword(password)
        error = self.document.load(str(path))
        if error is errors.None_ and 0 < self.document.pageCount() <= _MOST_PAGES:
            self.sizes = tuple(map(self._size, range(self.document.pageCount())))
            return Opening.GOOD
        self.sizes = ()
        if error in (errors.IncorrectPassword, errors.UnsupportedSecurityScheme):
            return Opening.LOCKED
        return Opening.MISSING if error is errors.FileNotFound else Opening.DAMAGED

    def close(self) -> None:
        """Let the file go."""
        self.document.close()
        self.sizes = ()

    def between(self, page: int, start: QPointF, end: QPointF) -> Selected | None:
        """Return the text between two places of a page, points; None if there is none."""
        return _selected(page, self.document.getSelection(page, start, end))

    def whole(self, page: int) -> Selected | None:
        """Return all text of a page."""
        return _selected(page, self.document.getAllText(page))

    def word_at(self, page: int, place: QPointF) -> Selected | None:
        """Return the word at a place of a page."""
        return self._around(page, place, _WORD)

    def line_at(self, page: int, place: QPointF) -> Selected | None:
        """Return the line at a place of a page."""
        return self._around(page, place, re.compile(r"[^\r\n]+"))

    def text(self, page: int) -> str:
        """Return what a page says."""
        return readable(self.document.getAllText(page).text())

    def _around(self, page: int, place: QPointF, form: re.Pattern[str]) -> Selected | None:
        # The letter under a place is only told as the beginning of some that follow it.
        near = next(
            (
                found
                for step in (4, 12, -4, -12)
                if (found := self.document.getSelection(page, place, place + QPointF(step, 0)))
                .isValid()
            ),
            None,
        )  # fmt: skip
        if near is None:
            return None
        text = self.document.getAllText(page).text()
        at = near.startIndex()
        for match in form.finditer(text):
            if match.start() <= at < match.end():
                length = match.end() - match.start()
                found = self.document.getSelectionAtIndex(page, match.start(), length)
                return _selected(page, found)
        return None

    def _size(self, page: int) -> Size:
        size = self.document.pagePointSize(page)
        return Size(
            min(max(size.width(), 1.0), _MOST_POINTS), min(max(size.height(), 1.0), _MOST_POINTS)
        )


def readable(text: str) -> str:
    """Return text of a page with words whole that a line's end parted, and one sort of line."""
    return _BROKEN_WORD.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _selected(page: int, selection: QPdfSelection) -> Selected | None:
    if not selection.isValid():
        return None
    found = Selected(page, selection)
    return found if found.text.strip() and found.boxes else None
