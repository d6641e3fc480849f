"""The note editor: Markdown that saves itself while one writes."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.changes import Changed
from desktop_app.domain.refs import Ref
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.text_box import TextBox
from desktop_app.ui.services import Services

if TYPE_CHECKING:
    from desktop_app.store import Library

PAUSE_MS = 400
"""A note is saved this long after it differs from what is saved, also while one writes on."""


_NUMBERS = count(1)


class MarkdownView(QTextBrowser):
    """Shows Markdown without HTML; loads nothing, ``yq:`` links lead to their refs."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)

    def show_markdown(self, text: str) -> None:
        """Show a Markdown text; HTML in it is shown as it is written."""
        self.document().setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownNoHTML)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load nothing: pictures in notes could call out to the network."""
        return None

    def _follow(self, url: QUrl) -> None:
        if url.scheme() == "yq":
            self._services.navigator.go(url.toString())
        elif url.scheme() in ("http", "https", "mailto"):
            QDesktopServices.openUrl(url)


def joined(note: str, more: str) -> str:
    """Return a note with more text as its last paragraph."""
    return f"{note.rstrip()}\n\n{more}" if note.strip() else more


class NoteEditor(QWidget):
    """My note on one ref; saved within 400 ms of a key, on leaving the field and on closing."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self.ref: Ref | None = None
        self._saved = ""
        self._saving = 0
        self._unread = False
        self._reread = False
        self._author = f"note-editor-{next(_NUMBERS)}"
        self.field = TextBox()
        self.field.setPlaceholderText("Write here… (Markdown)")
        self.field.setAccessibleName("My notes")
        self.view = MarkdownView(services)
        self.view.setAccessibleName("My note, formatted")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.field)
        self.stack.addWidget(self.view)
        self.state = QLabel()
        self.state.setProperty("role", "small")
        self.format = LinkButton("Show formatted", services)
        self.format.clicked.connect(self._toggle_format)
        below = QHBoxLayout()
        below.addWidget(self.state)
        below.addStretch(1)
        below.addWidget(self.format)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.stack)
        box.addLayout(below)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._save_soon)
        self.field.textChanged.connect(self._typed)
        self.field.left.connect(self._save_soon)
        services.changed.connect(self._changed)
        services.library_missing.connect(self._tell_library)
        services.theme.changed.connect(self._fit)
        self._fit()

    def open(self, ref: Ref) -> None:
        """Show the note on a ref: first saves the one that is open, then reads the other."""
        self.flush()
        self._turn_to(ref)
        self._show("")
        self._unread = True
        self.field.setEnabled(not self.services.is_missing)
        self._tell_library()
        self._read()

    def show_note(self, ref: Ref, text: str) -> None:
        """Show a note that has been read already."""
        if ref != self.ref:
            self.flush()
        elif self._is_dirty() and not self._unread:
            return
        early = self.field.toPlainText() if ref == self.ref and self._unread else ""
        self._turn_to(ref)
        self._unread = False
        self.field.setEnabled(True)
        if early:
            self._saved = text
            self.field.setPlainText(joined(text, early))
            self.field.moveCursor(QTextCursor.MoveOperation.End)
            return
        self._show(text)
        self.state.setText("")

    def focus(self) -> None:
        """Put the keyboard in the field, at the end of the text."""
        self._show_field()
        self.field.setFocus()
        self.field.moveCursor(QTextCursor.MoveOperation.End)

    def flush(self) -> None:
        """Save now what has been typed; the write is durable when the writing lane is done."""
        self._pause.stop()
        if self.ref is None or not self._is_dirty():
            return
        ref, text, unread = self.ref, self.field.toPlainText(), self._unread
        from desktop_app.reading import read_note, write_note

        def write(library: Library) -> Changed:
            note = read_note(library, ref) if unread else None
            return write_note(library, ref, joined(note.text, text) if note else text, self._author)

        self._saved = text
        self._reread = unread
        self._saving += 1
        self.state.setText("Saving…")
        self.services.write(
            write,
            on_done=lambda _: self._done(ref),
            on_error=self._failed,
            owner=self,
        )

    def _read(self) -> None:
        from desktop_app.reading import read_note

        ref = self.ref
        if ref is None:
            return

        def show(note: Any) -> None:
            if self.ref == ref and (self._unread or not self._is_dirty()):
                self.show_note(ref, note.text if note is not None else "")

        self.services.read(
            lambda library: read_note(library, ref), show, ticket=f"note:{id(self)}", owner=self
        )

    def _tell_library(self) -> None:
        if self.services.is_missing:
            self.field.setEnabled(False)
            self.state.setText("The library is not open: notes cannot be written.")
        else:
            self.state.setText("" if self.services.library else "Opening the library…")

    def _is_dirty(self) -> bool:
        return self.field.isEnabled() and self.field.toPlainText() != self._saved

    def _save_soon(self) -> None:
        # What is typed before the note has been read is saved with it, once it is there.
        if not self._unread:
            self.flush()

    def _typed(self) -> None:
        if self._is_dirty():
            self.state.setText("")
            if not self._pause.isActive():
                self._pause.start()

    def _done(self, ref: Ref) -> None:
        self._saving -= 1
        if self._saving or self._is_dirty():
            return
        self.state.setText("Saved")
        if ref == self.ref and (self._unread or self._reread):
            # The note was opened or added to while this was being written.
            self._reread = False
            self._read()

    def _failed(self, error: Exception) -> None:
        self._saving -= 1
        self._saved = "\0"
        self.state.setText("Not saved")
        self.services.trouble.emit(error)

    def _changed(self, changed: Changed) -> None:
        if self.ref is None or changed.author == self._author:
            return
        if self._saving or self._is_dirty():
            return
        if changed.touches(self.ref):
            self._read()

    def _turn_to(self, ref: Ref) -> None:
        if ref != self.ref:
            # What was typed and taken away elsewhere is not brought back here.
            self.field.document().clearUndoRedoStacks()
        self.ref = ref

    def _show(self, text: str) -> None:
        self._saved = text
        if self.field.toPlainText() != text:
            self.field.setPlainText(text)
        self._pause.stop()
        self._show_field()

    def _toggle_format(self) -> None:
        if self.stack.currentWidget() is self.view:
            self._show_field()
            self.field.setFocus()
        else:
            self.flush()
            self.view.show_markdown(self.field.toPlainText())
            self.stack.setCurrentWidget(self.view)
            self.format.setText("Write")

    def _show_field(self) -> None:
        self.stack.setCurrentWidget(self.field)
        self.format.setText("Show formatted")

    def _fit(self) -> None:
        self.stack.setFixedHeight(self.services.theme.scaled(112))
