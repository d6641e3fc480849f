"""The commands of the reader, and the keys that mean them here and the window elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop_app.ui.actions import Actions
from desktop_app.ui.pdf.book import Book
from desktop_app.ui.pdf.finding import Finding
from desktop_app.ui.pdf.layout import FIT_PAGE, FIT_WIDTH
from desktop_app.ui.pdf.marking import Marking
from desktop_app.ui.pdf.marks import MarksPanel
from desktop_app.ui.pdf.pages import PagesView
from desktop_app.ui.pdf.toolbar import Toolbar

_MEANT_HERE = {
    Qt.Key.Key_F: "reader.find",
    Qt.Key.Key_Plus: "reader.zoom-in",
    Qt.Key.Key_Equal: "reader.zoom-in",
    Qt.Key.Key_Minus: "reader.zoom-out",
    Qt.Key.Key_0: "reader.fit-width",
}
"""Keys that with Ctrl mean the file here, and the window elsewhere."""


class Commanded(Protocol):
    """What the commands act on: the parts of a reader, and what it does itself."""

    book: Book
    path: Path | None
    pages: PagesView
    finding: Finding
    marking: Marking
    marks: MarksPanel
    toolbar: Toolbar

    def highlight(self, colour: str) -> None:
        """Highlight what is selected, or the match one is at."""

    def copy_text(self) -> None:
        """Copy what is selected."""

    def find_text(self) -> None:
        """Let something be looked for."""

    def toggle_sides(self) -> None:
        """Show or hide small pages and contents."""

    def toggle_marks(self) -> None:
        """Show or hide the marks."""

    def print_file(self) -> None:
        """Ask for a printer and print the file."""

    def open_outside(self) -> None:
        """Open the file in the system's viewer."""


def bind_commands(actions: Actions, reader: Commanded, scope: QWidget) -> None:
    """Give the commands of a reader what they do; their keys count in the scope."""
    pages, finding, bind = reader.pages, reader.finding, actions.bind

    def can_read() -> bool:
        return bool(reader.book.sizes)

    for action, handler in (
        ("reader.highlight", lambda: reader.highlight(reader.marking.colour)),
        ("reader.note", lambda: reader.marking.add_note()),
        ("reader.delete", lambda: reader.marking.delete(reader.marks.key)),
        ("reader.copy", reader.copy_text),
        ("reader.select-page", lambda: pages.select(reader.book.whole(pages.page))),
        ("reader.find", reader.find_text),
        ("reader.next", lambda: finding.step(1)),
        ("reader.previous", lambda: finding.step(-1)),
        ("reader.page", reader.toolbar.focus_page),
        ("reader.next-page", lambda: pages.go_to(pages.page + 1)),
        ("reader.previous-page", lambda: pages.go_to(pages.page - 1)),
        ("reader.zoom-in", lambda: pages.zoom_step(larger=True)),
        ("reader.zoom-out", lambda: pages.zoom_step(larger=False)),
        ("reader.fit-width", lambda: pages.set_zoom(FIT_WIDTH)),
        ("reader.fit-page", lambda: pages.set_zoom(FIT_PAGE)),
        ("reader.sides", reader.toggle_sides),
        ("reader.marks", reader.toggle_marks),
        ("reader.print", reader.print_file),
    ):
        bind(action, handler, scope, can_read)
    bind("reader.outside", reader.open_outside, scope, lambda: reader.path is not None)


def meant_here(event: QEvent) -> str:
    """Return the command that a key means here and elsewhere does not."""
    if not isinstance(event, QKeyEvent):
        return ""
    if event.matches(QKeySequence.StandardKey.Delete):
        return "reader.delete"
    modifiers = Qt.KeyboardModifier
    held = event.modifiers() & ~modifiers.KeypadModifier
    key = Qt.Key(event.key())
    with_shift = held == modifiers.ControlModifier | modifiers.ShiftModifier
    if held != modifiers.ControlModifier and not (with_shift and key is Qt.Key.Key_Plus):
        return ""
    return _MEANT_HERE.get(key, "")
