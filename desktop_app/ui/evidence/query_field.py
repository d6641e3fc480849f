"""The field a query is typed in: completes fields and values, moves on to the list with Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop_app.ui.evidence.completion import Proposal, Values, proposals
from desktop_app.ui.search.popup import Popup
from desktop_app.ui.search.rows import Row
from desktop_app.ui.services import Services

PLACEHOLDER = "Filter: words, design:rct, point:ST36, year:2015.."
WIDTH = 420
"""Width of the proposals, pixels at 100 %."""

_NEXT = (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QueryField(QLineEdit):
    """A line edit whose proposals lie over the window; Tab takes the first of them."""

    left = Signal()
    """Sent when Enter or Esc is done with the field."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.values: Values = _no_values
        self._popup: Popup | None = None
        self._proposals: Sequence[Proposal] = ()
        self.setPlaceholderText(PLACEHOLDER)
        self.setAccessibleName("Filter the studies")
        self.setAccessibleDescription("Words, or fields such as design:rct; Tab completes.")
        self.textEdited.connect(self._propose)

    def proposals_shown(self) -> tuple[str, ...]:
        """Return the texts proposed now."""
        shown = self._popup is not None and not self._popup.isHidden()
        return tuple(each.text for each in self._proposals) if shown else ()

    def event(self, event: QEvent) -> bool:
        """Take Tab for completion while there is something to complete."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
            and self.proposals_shown()
        ):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the proposals, take one, or leave."""
        popup = self._popup if self.proposals_shown() else None
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if popup is not None:
                popup.step(1 if key == Qt.Key.Key_Down else -1)
            elif key == Qt.Key.Key_Down:
                self.left.emit()
        elif popup is not None and key in _NEXT and (popup.place >= 0 or key == Qt.Key.Key_Tab):
            self._take(max(0, popup.place))
        elif key == Qt.Key.Key_Escape and popup is not None:
            self.close_proposals()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.close_proposals()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the proposals when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.close_proposals()

    def close_proposals(self) -> None:
        """Hide the proposals."""
        if self._popup is not None:
            self._popup.hide()

    def _propose(self) -> None:
        before = self.text()[: self.cursorPosition()]
        self._proposals = proposals(before, self.values)
        if not self._proposals:
            self.close_proposals()
            return
        popup = self._proposing()
        rows = [
            Row(each.text.strip(), subtitle=each.explained, icon="filter")
            for each in self._proposals
        ]
        where = self.mapTo(self.window(), QPoint(0, self.height() + 4))
        popup.width_wanted = min(
            self.services.theme.scaled(WIDTH), self.window().width() - where.x() - 8
        )
        popup.move(where)
        popup.show_rows(rows, "", "")
        # Enter leaves the field unless a proposal has been gone to.
        popup.list.setCurrentIndex(QModelIndex())

    def _proposing(self) -> Popup:
        if self._popup is None:
            self._popup = Popup(self.services.theme, self.window())
            self._popup.list.setAccessibleName("Proposals")
            self._popup.chosen.connect(self._chosen)
        return self._popup

    def _chosen(self, row: Row) -> None:
        texts = [each.text.strip() for each in self._proposals]
        if row.title in texts:
            self._take(texts.index(row.title))

    def _take(self, place: int) -> None:
        chosen = self._proposals[place]
        text, at = self.text(), self.cursorPosition()
        self.setText(text[: chosen.start] + chosen.text + text[at:].lstrip())
        self.setCursorPosition(chosen.start + len(chosen.text))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._propose()


def _no_values(_: str) -> Sequence[tuple[str, str]]:
    return ()
