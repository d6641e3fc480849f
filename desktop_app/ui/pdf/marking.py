"""Makes, changes and deletes marks on the open file, and keeps page and list in step."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtWidgets import QMenu

from desktop_app.domain.attachment import COLOURS, Attachment, Box, Mark, MarkKind
from desktop_app.domain.changes import Changed
from desktop_app.domain.refs import Kind
from desktop_app.ui.pdf.marks import MarksPanel
from desktop_app.ui.pdf.pages import PagesView
from desktop_app.ui.pdf.painting import SIGN
from desktop_app.ui.services import Services

_AUTHOR = "pdf-marking"
_BELOW_TOP = 24.0
"""How far below the top of what is seen a new note stands, points."""


class Marking(QObject):
    """The marks of one file.

    Parameters
    ----------
    pages, panel
        What shows them.
    """

    editing = Signal()
    """Sent before a mark is to be commented on, so that the panel can be shown."""

    coloured = Signal(str)
    """Sent with the colour that is now used."""

    menu_filled = Signal(object)
    """Sent with a ``QMenu`` before it is shown, so that others can offer more."""

    def __init__(self, services: Services, pages: PagesView, panel: MarksPanel) -> None:
        super().__init__(pages)
        self.services = services
        self.pages = pages
        self.panel = panel
        self.file: Attachment | None = None
        self.colour = COLOURS[0]
        pages.mark_chosen.connect(self.choose)
        pages.menu_wanted.connect(self._show_menu)
        panel.chosen.connect(self.fly_to)
        panel.commented.connect(lambda key, text: self.edit(key, comment=text))
        panel.coloured.connect(lambda key, colour: self.edit(key, colour=colour))
        panel.deleted.connect(self.delete)
        services.changed.connect(self._changed)

    def show_marks(self, file: Attachment | None, marks: tuple[Mark, ...]) -> None:
        """Show the marks of a file, or none."""
        self.file = file
        self.pages.set_marks(marks)
        self.panel.show_marks(marks)

    def choose(self, key: str, edit: bool = False) -> None:
        """Choose a mark on the page and in the list, perhaps to comment on it."""
        if edit and key:
            self.editing.emit()
        self.panel.choose(key, edit)
        self.pages.choose_mark(key)

    def fly_to(self, key: str) -> None:
        """Bring a mark into view."""
        mark = self.panel.marks.get(key)
        self.pages.choose_mark(key)
        if mark is not None and mark.boxes:
            self.pages.show_box(mark.page, mark.boxes[0])

    def highlight(self, colour: str, page: int, boxes: tuple[Box, ...], quote: str) -> None:
        """Highlight a text of a page; the colour is used from now on."""
        self._use(colour)
        self._add(page, boxes, MarkKind.HIGHLIGHT, " ".join(quote.split()))
        self.pages.select(None)

    def add_note(self, at: tuple[int, QPointF] | None = None) -> None:
        """Put a note on a page and ask for its words: at a place, or at the top of what is seen."""
        page, place = at or self._seen_corner()
        size = self.pages.book.sizes[page]
        left = min(max(place.x(), 0.0), size.width - SIGN)
        top = min(max(place.y(), 0.0), size.height - SIGN)
        self._add(page, (Box(left, top, SIGN, SIGN),), MarkKind.NOTE, "", edit=True)

    def edit(self, key: str, colour: str | None = None, comment: str | None = None) -> None:
        """Give a mark another colour or comment."""
        from desktop_app.library.marking import edit_mark

        if colour is not None:
            self._use(colour)
        self.services.write(lambda library: edit_mark(library, key, colour, comment), owner=self)

    def delete(self, key: str) -> None:
        """Delete a mark."""
        from desktop_app.library.marking import delete_mark

        if key:
            self.services.write(lambda library: delete_mark(library, key), owner=self)

    def read(self, key: str = "", edit: bool = False) -> None:
        """Read the marks anew and choose one."""
        from desktop_app.library.marking import list_marks

        file = self.file
        if file is None:
            return

        def show(marks: tuple[Mark, ...]) -> None:
            if self.file is not None and self.file.digest == file.digest:
                self.show_marks(self.file, marks)
                self.choose(key if key in self.panel.marks else "", edit)

        self.services.read(
            lambda library: list_marks(library, file.digest), show, ticket="pdf.marks", owner=self
        )

    def _use(self, colour: str) -> None:
        self.colour = colour
        self.coloured.emit(colour)

    def _seen_corner(self) -> tuple[int, QPointF]:
        page = self.pages.page
        first, corner = self.pages.place_at(QPointF(0, 0))
        top = corner.y() if first == page else 0.0
        return page, QPointF(self.pages.book.sizes[page].width - SIGN - 12, top + _BELOW_TOP)

    def _add(
        self, page: int, boxes: tuple[Box, ...], kind: MarkKind, quote: str, edit: bool = False
    ) -> None:
        from desktop_app.library.marking import add_mark

        file, colour = self.file, self.colour
        if file is None:
            return

        def added(changed: Changed) -> None:
            self.read(next(ref.key for ref in changed.refs if ref.kind is Kind.MARK), edit)

        self.services.write(
            lambda library: add_mark(
                library, file.digest, page, boxes, kind, colour, quote, author=_AUTHOR
            ),
            on_done=added,
            owner=self,
        )

    def _changed(self, changed: Changed) -> None:
        if self.file is None or changed.author == _AUTHOR:
            return
        if changed.touches(self.file.file_ref) or Kind.MARK in changed.everything:
            self.read(self.panel.key)

    def _show_menu(self, spot: QPoint) -> None:
        menu = QMenu(self.pages)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        selected, key, actions = self.pages.overlay.selected, self.panel.key, self.services.actions
        copy = menu.addAction("Copy", lambda: actions.run("reader.copy"))
        colours = menu.addMenu("Highlight")
        copy.setEnabled(selected is not None)
        colours.setEnabled(selected is not None)
        if selected is not None:
            for colour in COLOURS:
                colours.addAction(
                    colour.capitalize(),
                    partial(self.highlight, colour, selected.page, selected.boxes, selected.text),
                )
        menu.addAction("Put a note here", lambda: self.add_note(self.pages.pointed))
        if key:
            menu.addSeparator()
            menu.addAction("Comment on this mark", lambda: self.choose(key, edit=True))
            menu.addAction("Delete this mark", lambda: self.delete(key))
        self.menu_filled.emit(menu)
        menu.popup(spot)
