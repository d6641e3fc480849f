"""A file of a study in place of the list, with the way back to the study."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.attachment import Attachment, place_in_file
from desktop_app.domain.refs import Kind, Ref
from desktop_app.ui.pdf.reader import PdfReader
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.services import Services


class ReaderPage(QWidget):
    """The reader under a line that leads back; Esc goes back too."""

    titled = Signal(object, str)
    """Sent with the ref that is open and the words for the window's title."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.ref: Ref | None = None
        self.reader = PdfReader(services)
        self.back = LinkButton("Back to the study", services)
        self.back.setIcon(services.theme.icon("back", "accent"))
        self.back.clicked.connect(self.go_back)
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 4)
        row.addWidget(self.back)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row)
        box.addWidget(self.reader, 1)
        self.reader.shown.connect(self._shown)

    def open(self, ref: Ref) -> None:
        """Open a file, at a page if the ref names one, or at a mark."""
        self.ref = ref
        if ref.kind is Kind.MARK:
            self.reader.open_mark(ref.key)
        else:
            key, page = place_in_file(ref)
            self.reader.open(key, page)

    def go_back(self) -> None:
        """Go to the study the file belongs to."""
        file = self.reader.opened
        if file is not None:
            self.services.navigator.go(file.ref)
        else:
            self.services.navigator.back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc, once the reader has nothing to let go of."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def _shown(self, file: Attachment) -> None:
        if self.ref is not None:
            self.titled.emit(self.ref, file.name)
        # While the file was being opened there was nothing else to hold the keyboard.
        if self.back.hasFocus():
            self.reader.focus_main()
