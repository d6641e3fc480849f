"""Links of a PDF: where they lead, in the file or out of it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPointF, QUrl
from PySide6.QtPdf import QPdfLinkModel

from desktop_app.ui.pdf.book import Book


class Link(NamedTuple):
    """A link: a page of the file, from 0, and a place so far below its top; or an address."""

    page: int
    top: float
    address: str

    @property
    def words(self) -> str:
        """Where it leads."""
        return self.address or f"Page {self.page + 1}"


class Links(QObject):
    """The links of an open file."""

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        self._model = QPdfLinkModel(self)
        self._model.setDocument(book.document)

    def at(self, page: int, place: QPointF) -> Link | None:
        """Return the link at a place of a page, points from its top left."""
        self._model.setPage(page)
        found = self._model.linkAt(place)
        return _link(found.page(), found.location(), found.url())

    def on(self, page: int) -> tuple[Link, ...]:
        """Return where the links of a page lead, each place once."""
        self._model.setPage(page)
        role = QPdfLinkModel.Role
        links = []
        for row in range(self._model.rowCount(QModelIndex())):
            index = self._model.index(row, 0)
            page, place, url = (
                self._model.data(index, each.value) for each in (role.Page, role.Location, role.Url)
            )
            links.append(_link(page, place, url))
        return tuple(dict.fromkeys(link for link in links if link is not None))


def _link(page: int, place: QPointF, url: QUrl) -> Link | None:
    if page >= 0:
        return Link(page, place.y(), "")
    return Link(-1, 0.0, url.toString()) if not url.isEmpty() else None
