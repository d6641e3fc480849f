"""The search field: any text is legal, ``>`` lists commands, an empty field what was opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.domain.refs import BadRef, Ref
from desktop_app.ui.recent import Recent
from desktop_app.ui.search.rows import Hit, Row, command_rows, hit_rows
from desktop_app.ui.services import Services
from desktop_app.ui.titles import kind_icon

if TYPE_CHECKING:
    from desktop_app.store import Library
    from desktop_app.ui.search.finder import Finder
    from desktop_app.ui.search.popup import Popup

PLACEHOLDER = "Search points, studies, symptoms"
COMMAND = ">"
LIMIT = 60
POPUP_WIDTH = 640
"""Pixels at 100 %, where the window has room for it."""

RECENT = 10
HINT = "Type a code, a name, a nerve, a symptom or an author. “>” lists commands."


class SearchField(QLineEdit):
    """The one field for finding; its popup lies over the window, which is its parent."""

    def __init__(self, services: Services, window: QWidget, recent: Recent) -> None:
        super().__init__()
        self.services = services
        self.recent = recent
        self._finder: Finder | None = None
        self._over = window
        self._popup: Popup | None = None
        self._opened: frozenset[str] = frozenset()
        self._hits: Sequence[Hit] = ()
        self._shown_for: str | None = None
        self._enter_waits = False
        self.setPlaceholderText(PLACEHOLDER)
        self.setAccessibleName("Search")
        self.setAccessibleDescription("Type, choose with the arrow keys, open with Enter.")
        self.setClearButtonEnabled(False)
        self.textEdited.connect(self._edited)
        window.installEventFilter(self)

    @property
    def popup(self) -> Popup:
        """Return the results, born when first wanted."""
        if self._popup is None:
            from desktop_app.ui.search.popup import Popup

            self._popup = Popup(self.services.theme, self._over)
            self._popup.chosen.connect(self._choose)
        return self._popup

    @property
    def finder(self) -> Finder:
        """Return the search in memory, born when first wanted."""
        if self._finder is None:
            from desktop_app.ui.search.finder import Finder

            self._finder = Finder(self.services.content)
        return self._finder

    def start(self, text: str = "") -> None:
        """Put the keyboard here, with a text to begin with."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self.setText(text)
        else:
            self.selectAll()
        self.search()

    def leave(self) -> None:
        """Hide the results."""
        if self._popup is not None:
            self._popup.hide()
        self._enter_waits = False

    def search(self) -> None:
        """Show what the field's text asks for."""
        text = self.text()
        if text.startswith(COMMAND):
            rows = command_rows(self.services.actions.runnable(), text[1:])
            self._show(rows, "No such command.")
        elif not text.strip():
            self._show_recent()
        elif text.strip().startswith("yq:"):
            self._show_ref(text.strip())
        elif self.services.library is None:
            self._show_hits(self.finder.find(text, LIMIT), text)
        else:
            self._ask_library(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the choice, open it, or clear and leave."""
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                if self.popup.isHidden():
                    self.search()
                else:
                    self.popup.step(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp:
                for _ in range(5):
                    self.popup.step(1 if event.key() == Qt.Key.Key_PageDown else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter()
            case Qt.Key.Key_Escape:
                self._escape()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the results when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.leave()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show results again on a click."""
        super().mousePressEvent(event)
        self.search()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, with its key at the right end while it is empty."""
        super().paintEvent(event)
        if self.text() or self.hasFocus() or not self._has_room_for_key():
            return
        painter = QPainter(self)
        painter.setPen(self.services.theme.colour("quiet"))
        painter.setFont(self.services.theme.font("small"))
        where = self.rect().adjusted(0, 0, -12, 0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(where, right, "Ctrl K")
        painter.end()

    def _has_room_for_key(self) -> bool:
        metrics = self.fontMetrics()
        return metrics.horizontalAdvance(PLACEHOLDER + "Ctrl K") + 48 < self.width()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the popup under the field when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self._popup is not None:
            self._place_popup()
        return False

    def _edited(self) -> None:
        self._opened = frozenset()
        self.search()

    def _ask_library(self, text: str) -> None:
        from desktop_app.reading import search

        def ask(library: Library) -> Sequence[Hit]:
            return search(library, text, limit=LIMIT)

        self.services.read(
            ask, lambda hits: self._answered(hits, text), ticket="search", owner=self
        )

    def _answered(self, hits: Sequence[Hit], text: str) -> None:
        if text == self.text() and (self._is_in_use() or self._enter_waits):
            self._show_hits(hits, text)

    def _is_in_use(self) -> bool:
        return self.window().focusWidget() is self

    def _show_hits(self, hits: Sequence[Hit], text: str) -> None:
        self._hits = hits
        self._show(
            hit_rows(hits, self._opened),
            f"Nothing found for “{text.strip()}”. Try a code (ST36), a name (zusanli), "
            "a nerve, a symptom or a study's author.",
        )
        if self._enter_waits:
            self._enter_waits = False
            self.popup.choose()

    def list_refs(self, heading: str, refs: Sequence[Ref], otherwise: str) -> None:
        """Put the keyboard here and show a list of refs to choose from."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.clear()
        self._show_refs(heading, refs, otherwise)

    def _show_recent(self) -> None:
        self._show_refs("Recently opened", self.recent.all()[:RECENT], HINT)

    def _show_refs(self, heading: str, refs: Sequence[Ref], otherwise: str) -> None:
        names = self.services.names
        names.want(refs)
        rows = [
            Row(
                names.title(ref),
                subtitle=names.subtitle(ref),
                icon=kind_icon(ref.kind),
                ref=ref,
            )
            for ref in refs
            if names.knows(ref)
        ]
        self._show([Row(heading, heading=True), *rows] if rows else [], otherwise)

    def _show_ref(self, text: str) -> None:
        rows = []
        if _is_ref(text):
            ref = Ref.parse(text)
            rows = [Row(self.services.names.title(ref), icon=kind_icon(ref.kind), ref=ref)]
        self._show(rows, "A Yongquan link looks like yq:point/ST36.")

    def _show(self, rows: list[Row], otherwise: str) -> None:
        self._shown_for = self.text()
        self._place_popup()
        typed = "" if self.text().startswith(COMMAND) else self.text()
        self.popup.show_rows(rows, typed, otherwise)

    def _place_popup(self) -> None:
        window = self._over
        middle = self.mapTo(window, QPoint(self.width() // 2, self.height() + 4))
        width = max(self.width(), self.services.theme.scaled(POPUP_WIDTH))
        width = min(width, window.width() - 16)
        left = min(max(8, middle.x() - width // 2), window.width() - width - 8)
        self.popup.width_wanted = width
        self.popup.move(left, middle.y())
        self.popup.resize(width, self.popup.height())

    def _enter(self) -> None:
        if self._shown_for != self.text():
            self._enter_waits = True
        else:
            self.popup.choose()

    def _escape(self) -> None:
        if self.text():
            self.clear()
            self.search()
            return
        self.leave()
        self.services.actions.run("view.main")

    def _choose(self, row: Row) -> None:
        if row.more:
            self._opened |= {row.more}
            self._show(hit_rows(self._hits, self._opened), "")
            return
        self.leave()
        self.clear()
        if row.ref is not None:
            self.services.navigator.go(row.ref)
        self.services.actions.run("view.main")
        if row.action:
            self.services.actions.run(row.action)


def _is_ref(text: str) -> bool:
    try:
        Ref.parse(text)
    except BadRef:
        return False
    return True
