"""A field in which one names a study or a claim by typing some of its words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter

from desktop_app.domain.refs import Kind, Ref
from desktop_app.reading import Hit, search
from desktop_app.ui.rich.fields import LineField
from desktop_app.ui.services import Services

REF_ROLE = Qt.ItemDataRole.UserRole
PAUSE_MS = 60
"""How long typing pauses before the library is searched."""


class PickField(LineField):
    """Offers what the library has of one kind; ``ref`` is what was picked."""

    def __init__(self, services: Services, kind: Kind, label: str, explained: str = "") -> None:
        super().__init__(label, explained, "Type some of its words")
        self.ref: Ref | None = None
        self._services = services
        self._kind = kind
        self._found = QStandardItemModel(self)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(12)
        completer.activated[QModelIndex].connect(self._picked)  # type: ignore[index]  # an overload
        self._completer = completer
        self.editor.setCompleter(completer)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.editor.textEdited.connect(self._edited)

    def pick(self, ref: Ref, words: str) -> None:
        """Show what was picked."""
        self.ref = ref
        self.editor.setText(words)
        self.editor.setCursorPosition(0)
        self.changed.emit()

    def problem(self) -> str:
        """Tell words that name nothing yet."""
        if self.ref is None:
            return "Type some words, then choose from the list."
        return ""

    def _edited(self) -> None:
        self.ref = None
        self._pause.start()

    def _search(self) -> None:
        text = self.value()
        if text:
            self._services.read(
                partial(search, text=text, limit=40), self._show, ticket="pick", owner=self
            )

    def _show(self, hits: tuple[Hit, ...]) -> None:
        if self.ref is not None:
            return
        self._found.clear()
        for hit in hits:
            if hit.kind is self._kind:
                item = QStandardItem(
                    f"{hit.title}  ·  {hit.subtitle}" if hit.subtitle else hit.title
                )
                item.setData(hit.ref, REF_ROLE)
                item.setToolTip(hit.title)
                self._found.appendRow(item)
        if self._found.rowCount():
            self._completer.complete()

    def _picked(self, index: QModelIndex) -> None:
        ref, words = index.data(REF_ROLE), index.data()
        # The completer writes the whole row into the line after this signal.
        QTimer.singleShot(0, self, lambda: self.pick(ref, words))
