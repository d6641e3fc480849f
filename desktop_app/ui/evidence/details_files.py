"""The files of a study: open, attach, remove."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from desktop_app.domain.attachment import Attachment
from desktop_app.domain.refs import Ref
from desktop_app.ui.rich.chips import Chip, LinkButton
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import SectionHeading, text_label
from desktop_app.ui.services import Services


def size_words(size: int) -> str:
    """Return a size in bytes as people say it."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} kB"
    return f"{size / (1024 * 1024):.1f} MB"


def file_words(file: Attachment) -> str:
    """Return what is said of a file besides its name."""
    parts = [size_words(file.size)]
    if file.pages:
        parts.insert(0, "1 page" if file.pages == 1 else f"{file.pages} pages")
    if file.page:
        parts.append(f"left at page {file.page + 1}")
    if file.missing:
        parts = ["missing from the library's folder"]
    return ", ".join(parts)


class FilesPart(QWidget):
    """Names that open, with a menu each, and a button to attach more."""

    def __init__(self, services: Services, ref: Ref, files: Sequence[Attachment]) -> None:
        super().__init__()
        self.services = services
        self.ref = ref
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        if files:
            self._box.addWidget(SectionHeading("Files"))
        for file in files:
            self._box.addLayout(self._row(file))
        row = FlowLayout()
        attach = Chip("Attach files…")
        attach.setIcon(services.theme.icon("file", "quiet"))
        attach.setToolTip("Copies of the files are kept in the library; or drop them here")
        attach.clicked.connect(lambda: services.actions.run("evidence.attach"))
        row.addWidget(attach)
        self._box.addLayout(row)

    def _row(self, file: Attachment) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        link = LinkButton(file.name, self.services)
        link.setIcon(self.services.theme.icon("file", "accent"))
        link.setAccessibleName(f"Read {file.name}")
        link.clicked.connect(partial(self._open, file))
        row.addWidget(link)
        row.addWidget(text_label(file_words(file), role="doubt" if file.missing else "small"), 1)
        more = QToolButton()
        side = self.services.theme.scaled(16)
        more.setIcon(self.services.theme.icon("more", "quiet"))
        more.setIconSize(QSize(side, side))
        more.setAccessibleName(f"More to do with {file.name}")
        more.setToolTip("More")
        more.clicked.connect(lambda: self._menu(file, more))
        row.addWidget(more)
        return row

    def _open(self, file: Attachment) -> None:
        if file.is_pdf:
            self.services.navigator.go(file.file_ref)
        else:
            self._outside(file)

    def _menu(self, file: Attachment, beside: QWidget) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction("Open in the system's viewer", partial(self._outside, file))
        menu.addAction("Remove from the study", partial(self._remove, file))
        menu.popup(beside.mapToGlobal(QPoint(0, beside.height())))

    def _outside(self, file: Attachment) -> None:
        from desktop_app.library.attaching import path_of

        library = self.services.library
        if library is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path_of(library, file))))

    def _remove(self, file: Attachment) -> None:
        from desktop_app.library.attaching import detach

        self.services.write(lambda library: detach(library, [file.key]))
