"""``PdfReader``: a study's file to be read, searched and marked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QAccessible,
    QDesktopServices,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.attachment import Attachment, Box, Mark
from desktop_app.ui.pdf.book import Book, Opening
from desktop_app.ui.pdf.commands import bind_commands, meant_here
from desktop_app.ui.pdf.finding import Finding
from desktop_app.ui.pdf.following import Following
from desktop_app.ui.pdf.marking import Marking
from desktop_app.ui.pdf.marks import MarksPanel
from desktop_app.ui.pdf.pages import PagesView
from desktop_app.ui.pdf.panes import BESIDE, SIDES, Panes
from desktop_app.ui.pdf.refusal import Refusal
from desktop_app.ui.pdf.sides import Sides
from desktop_app.ui.pdf.toolbar import Toolbar
from desktop_app.ui.rich.tabs import Tabs
from desktop_app.ui.services import Services
from desktop_app.ui.tasks import Lane
from desktop_app.ui.words import counted

if TYPE_CHECKING:
    from desktop_app.store import Library

_REMEMBER_MS = 2000
"""The page is remembered when one has stayed on it so long, and on leaving."""

_MARKS, _FIND = 0, 1
"""The parts of what stands beside the pages."""

_PANES = "reader.panes"
"""What is remembered of the sides: whether each is wanted."""


Read = tuple[Attachment, Path, tuple[Mark, ...]]


class PdfReader(QWidget):
    """Shows one file. ``opened`` is the attachment, None before one has been read."""

    shown = Signal(object)
    """Sent with the ``Attachment`` that is now open."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.opened: Attachment | None = None
        self.path: Path | None = None
        self._password = ""
        self._marks: tuple[Mark, ...] = ()
        self._wanted: tuple[int | None, str] = (None, "")
        theme = services.theme
        self.book = Book()
        self.pages = PagesView(theme, self.book)
        self.sides = Sides(theme, self.book)
        self.marks = MarksPanel(theme)
        self.finding = Finding(theme, self.book)
        self.marking = Marking(services, self.pages, self.marks)
        self.following = Following(services, self.pages)
        self.refusal = Refusal()
        self.toolbar = Toolbar(services)
        self.beside = Tabs(side=8)
        self.beside.add("Marks", self.marks)
        self.beside.add("Find", self.finding)
        self.panes = Panes(theme, self.sides, self.pages, self.beside)
        kept = services.settings.recall(_PANES, dict[str, bool]())
        self.panes.wanted = {name: bool(kept.get(name, True)) for name in self.panes.wanted}
        self.stack = QStackedWidget()
        self.stack.addWidget(self.refusal)
        self.stack.addWidget(self.panes)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.toolbar)
        box.addWidget(self.stack, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_REMEMBER_MS)
        self._pause.timeout.connect(self._remember)
        # Last, for what draws its pages has to go before it.
        self.book.setParent(self)
        self._connect()
        bind_commands(services.actions, self, self)
        self.show_nothing()

    def open(self, key: str, page: int | None = None, mark: str = "") -> None:
        """Open a file by its attachment's key: at a page (from 0), at a mark, or where it was left.

        Parameters
        ----------
        key
            What follows ``yq:file/``, without a page.
        page
            From 0; None for the page one was at.
        mark
            The key of a mark to go to; it wins over the page.
        """
        from desktop_app.library.attaching import open_file, path_of
        from desktop_app.library.marking import list_marks

        self._wanted = (page, mark)
        if self.opened is not None and self.opened.key == key and self.book.sizes:
            self._go_to_wanted()
            return

        def read(library: Library) -> Read:
            file = open_file(library, key)
            return file, path_of(library, file), list_marks(library, file.digest)

        self.services.read(
            read, self._show, ticket="pdf.open", owner=self, on_error=self._not_there
        )

    def open_mark(self, key: str) -> None:
        """Open the file that shows a mark, at the mark."""
        from desktop_app.library.marking import file_of_mark

        self.services.read(
            lambda library: file_of_mark(library, key),
            lambda file: self.open(file.key, mark=key),
            ticket="pdf.open",
            owner=self,
            on_error=self._not_there,
        )

    def close_file(self) -> None:
        """Let the file go; what was typed and the page are kept."""
        self.flush()
        for part in (self.pages, self.sides, self.finding):
            part.close_book()
        self.book.close()
        self.marking.show_marks(None, ())
        self.opened = self.path = None

    def show_nothing(self) -> None:
        """Say that nothing is open."""
        self._refuse("No file is open", "Open one from the files of a study.")

    def flush(self) -> None:
        """Save what has been typed, and the page."""
        self.marks.flush()
        if self._pause.isActive():
            self._remember()

    def focus_main(self) -> None:
        """Put the keyboard on the pages, or on what stands in their place."""
        (self.pages if self.book.sizes else self.refusal).setFocus()

    def event(self, event: QEvent) -> bool:
        """Take keys that elsewhere mean the window."""
        if event.type() == QEvent.Type.ShortcutOverride and self._meant(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys that were taken; Esc lets go of what is selected."""
        action = self._meant(event)
        chosen = self.pages.overlay.selected is not None or self.marks.key
        if action:
            self.services.actions.run(action)
        elif event.key() == Qt.Key.Key_Escape and chosen:
            self.pages.select(None)
            self.marking.choose("")
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the page one was at."""
        self.flush()
        super().hideEvent(event)

    def _meant(self, event: QEvent) -> str:
        return meant_here(event) if self.book.sizes else ""

    def _connect(self) -> None:
        self.pages.page_changed.connect(self._page_changed)
        self.pages.zoom_changed.connect(self.toolbar.show_zoom)
        self.pages.zoom_changed.connect(lambda _: self._pause.start())
        self.pages.selection_changed.connect(self._offer_highlight)
        self.sides.went.connect(self.pages.go_to)
        self.toolbar.went.connect(self._to_page)
        self.toolbar.highlighted.connect(self.highlight)
        self.marking.editing.connect(lambda: self._show_beside(_MARKS))
        self.marking.menu_filled.connect(self.following.offer)
        self.marking.coloured.connect(self.toolbar.colours.show_colour)
        self.finding.went.connect(self._to_hit)
        self.finding.found.connect(self._show_found)
        for part in (self.marks, self.finding):
            part.left.connect(self.pages.setFocus)
        self.panes.shown.connect(self._tell_panes)
        self.beside.shown.connect(self._tell_panes)
        self.refusal.password_typed.connect(self._load)
        self.refusal.outside_wanted.connect(self.open_outside)

    def _show(self, read: Read) -> None:
        self.close_file()
        self.opened, self.path, self._marks = read
        self.shown.emit(self.opened)
        self._load()

    def _load(self, password: str = "") -> None:
        """Open the file that has been found, perhaps with its password."""
        self._password = password
        file, path = self.opened, self.path
        if file is None or path is None:
            return
        if file.missing:
            lost = f"It should lie at {path}. Attach the file again, or put it back from a copy."
            self._refuse(f"{file.name} is missing", lost)
        elif not file.is_pdf:
            self._refuse(file.name, "Files other than PDFs are shown by other programs.", True)
        else:
            self._tell_opening(file, self.book.open(path, password), bool(password))

    def _tell_opening(self, file: Attachment, opening: Opening, tried: bool) -> None:
        if opening is Opening.GOOD:
            self._begin(file)
        elif opening is Opening.LOCKED:
            words = "That is not the password." if tried else "Its text is not searched."
            self.refusal.tell(f"{file.name} asks for a password", words, locked=True)
            self._show_pages(False)
        else:
            bad = "The file is damaged, or of a kind this reader does not know."
            self._refuse(f"{file.name} cannot be shown", bad, outside=True)

    def _begin(self, file: Attachment) -> None:
        had_focus = self.refusal.isAncestorOf(self.focusWidget() or self)
        self._show_pages(True)
        for part in (self.sides, self.finding):
            part.show_book()
        page, _ = self._wanted
        self.pages.show_book(file.page if page is None else page, file.zoom)
        self.marking.show_marks(file, self._marks)
        self._offer_highlight()
        self._tell_panes()
        self._pause.stop()
        if had_focus:
            self.pages.setFocus()
        # The pages have their size after this turn of the event loop.
        QTimer.singleShot(0, self, self._go_to_wanted)

    def _refuse(self, heading: str, words: str, outside: bool = False) -> None:
        self.refusal.tell(heading, words, outside)
        self._show_pages(False)

    def _not_there(self, error: Exception) -> None:
        self.close_file()
        self._refuse("This file cannot be opened", str(error))

    def _show_pages(self, readable: bool) -> None:
        self.toolbar.setVisible(readable)
        self.stack.setCurrentWidget(self.panes if readable else self.refusal)

    def _go_to_wanted(self) -> None:
        page, mark = self._wanted
        self._wanted = (None, "")
        if mark in self.marks.marks:
            self.marking.choose(mark)
            self.marking.fly_to(mark)
        elif page is not None:
            self.pages.go_to(page)

    def _page_changed(self, page: int) -> None:
        self.toolbar.show_page(page, len(self.book.sizes))
        self.sides.show_page(page)
        spoken = f"Page {page + 1} of {len(self.book.sizes)}"
        if QAccessible.isActive():
            spoken += f". {self.book.text(page)}"
        self.pages.setAccessibleDescription(spoken)
        self._pause.start()

    def _to_page(self, page: int) -> None:
        self.pages.go_to(page)
        self.pages.setFocus()

    def _remember(self) -> None:
        from desktop_app.library.attaching import remember_page

        self._pause.stop()
        file, page, zoom = self.opened, self.pages.page, self.pages.zoom
        if file is not None and self.book.sizes and (page, zoom) != (file.page, file.zoom):
            # A library that cannot be written is no trouble here.
            self.services.write(
                lambda library: remember_page(library, file.key, page, zoom),
                on_error=lambda _: None,
            )

    def print_file(self) -> None:
        """Ask for a printer and print the file; its marks are not printed."""
        from desktop_app.ui.pdf import printing

        file, path, password = self.opened, self.path, self._password
        if file is None or path is None:
            return
        first = self.book.sizes[0]
        printer = printing.printer_of(file.name, first.width > first.height)
        if printing.ask_printer(self, printer, len(self.book.sizes), "Print the file"):
            self.services.job(
                "Printing",
                lambda _, progress: printing.print_pdf(path, printer, progress, password),
                lambda pages: self.services.said.emit(f"Printed {counted(pages, 'page', 'pages')}"),
                lane=Lane.LONG,
                owner=self,
            )

    def copy_text(self) -> None:
        """Copy what is selected."""
        selected = self.pages.overlay.selected
        if selected is not None:
            QGuiApplication.clipboard().setText(selected.text)
            self.services.said.emit("Text copied")

    def find_text(self) -> None:
        """Let something be looked for, to begin with what is selected."""
        self._show_beside(_FIND)
        selected = self.pages.overlay.selected
        if selected is not None and "\n" not in selected.text:
            self.finding.look_for(selected.text.strip())
        self.finding.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.finding.field.selectAll()

    def _to_hit(self, page: int, boxes: tuple[Box, ...]) -> None:
        self.pages.overlay.hit = (page, boxes)
        if boxes:
            self.pages.show_box(page, boxes[0])
        self.pages.viewport().update()
        self._offer_highlight()

    def _show_found(self) -> None:
        self.pages.overlay.found = self.finding.by_page()
        if self.finding.current < 0:
            self.pages.overlay.hit = None
        self.pages.viewport().update()
        self._offer_highlight()

    def open_outside(self) -> None:
        """Open the file in the system's viewer."""
        if self.path is not None and self.path.is_file():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path)))

    def _offer_highlight(self) -> None:
        can = self.pages.overlay.selected is not None or self.finding.hit() is not None
        self.toolbar.show_selection(can)

    def highlight(self, colour: str) -> None:
        """Highlight what is selected, or the match one is at."""
        selected, hit = self.pages.overlay.selected, self.finding.hit()
        if selected is not None:
            self.marking.highlight(colour, selected.page, selected.boxes, selected.text)
        elif hit is not None:
            self.marking.highlight(colour, *hit)
        else:
            self.services.said.emit("Select some text first; then H highlights it")

    def _show_side(self, name: str, show: bool = True) -> None:
        self.panes.show_side(name, show)
        self.services.settings.remember(_PANES, dict(self.panes.wanted))

    def _show_beside(self, part: int) -> None:
        self.beside.show_part(part)
        self._show_side(BESIDE)

    def toggle_sides(self) -> None:
        """Show or hide small pages and contents."""
        self._show_side(SIDES, not self.panes.is_shown(SIDES))

    def toggle_marks(self) -> None:
        """Show the marks, or hide what stands beside the pages."""
        if self.panes.is_shown(BESIDE) and self.beside.stack.currentIndex() == _MARKS:
            self._show_side(BESIDE, False)
            self.pages.setFocus()
        else:
            self._show_beside(_MARKS)

    def _tell_panes(self) -> None:
        buttons, part = self.toolbar.buttons, self.beside.stack.currentIndex()
        beside = self.panes.is_shown(BESIDE)
        buttons["reader.sides"].setChecked(self.panes.is_shown(SIDES))
        buttons["reader.marks"].setChecked(beside and part == _MARKS)
        buttons["reader.find"].setChecked(beside and part == _FIND)
