"""The marks of the open file beside its pages: listed, gone to, commented, deleted."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.attachment import Mark, MarkKind
from desktop_app.ui.pdf.rows import PARTS, Rows
from desktop_app.ui.pdf.swatches import Swatches, swatch
from desktop_app.ui.rich.text_box import TextBox
from desktop_app.ui.theme import Theme

_PAUSE_MS = 1500
"""A comment is saved so long after the last key, and on leaving the field."""

_QUOTED = 160
"""How much of a highlighted text is listed, letters."""


class MarksPanel(QWidget):
    """A list of marks, and below it the chosen one to be changed."""

    chosen = Signal(str)
    """Sent with the key of the mark one has chosen in the list; empty if none is."""

    commented = Signal(str, str)
    coloured = Signal(str, str)
    deleted = Signal(str)
    left = Signal()
    """Sent when one wants to go back to the page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.marks: dict[str, Mark] = {}
        self.key = ""
        self._saved = ""
        self.list = QListWidget()
        self.list.setItemDelegate(Rows(theme, self.list))
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setAccessibleName("Marks")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = QLabel(
            "No marks yet. Select text with the mouse and press H to highlight it; "
            "N puts a note on the page."
        )
        self.nothing.setProperty("role", "quiet")
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(12, 4, 12, 8)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.editor = self._editor()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.nothing)
        box.addWidget(self.list, 1)
        box.addStretch(0)
        box.addWidget(self.editor)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.comment.textChanged.connect(self._typed)
        self.comment.left.connect(self.flush)
        self.list.currentItemChanged.connect(self._listed)
        self.list.itemClicked.connect(self._clicked)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.show_marks(())

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """List these marks; the chosen one stays chosen if it is there."""
        self.marks = {mark.key: mark for mark in marks}
        self.list.blockSignals(True)
        self.list.clear()
        for mark in marks:
            self.list.addItem(self._item(mark))
        self.list.blockSignals(False)
        self.list.setVisible(bool(marks))
        self.nothing.setVisible(not marks)
        self.choose(self.key if self.key in self.marks else "")

    def choose(self, key: str, edit: bool = False) -> None:
        """Choose a mark by key, or none; perhaps to comment on it at once."""
        if key != self.key:
            self.flush()
        self.key = key if key in self.marks else ""
        self.list.blockSignals(True)
        rows = list(self.marks)
        self.list.setCurrentRow(rows.index(self.key) if self.key else -1)
        if self.list.currentItem() is not None:
            self.list.scrollToItem(self.list.currentItem())
        self.list.blockSignals(False)
        self._show_chosen()
        if edit and self.key:
            self.comment.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Save what has been typed."""
        self._pause.stop()
        text = self.comment.toPlainText()
        if self.key and text != self._saved:
            self._saved = text
            self.commented.emit(self.key, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Comment on the chosen mark with Enter; go back to the page with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            self.choose(self.key, edit=True)
        else:
            super().keyPressEvent(event)

    def _editor(self) -> QFrame:
        frame = QFrame()
        self.where = QLabel()
        self.where.setProperty("role", "small")
        self.colours = Swatches(self.theme, "Colour")
        self.colours.wanted.connect(lambda colour: self.coloured.emit(self.key, colour))
        self.delete = QToolButton()
        self.delete.setToolTip("Delete this mark (Del)")
        self.delete.setAccessibleName("Delete this mark")
        self.delete.clicked.connect(lambda: self.deleted.emit(self.key))
        self.comment = TextBox()
        self.comment.setPlaceholderText("Comment…")
        self.comment.setAccessibleName("Comment on the mark")
        row = QHBoxLayout()
        row.addWidget(self.colours)
        row.addStretch(1)
        row.addWidget(self.delete)
        box = QVBoxLayout(frame)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(4)
        box.addWidget(self.where)
        box.addWidget(self.comment)
        box.addLayout(row)
        return frame

    def _item(self, mark: Mark) -> QListWidgetItem:
        quote = " ".join(mark.quote.split())
        if len(quote) > _QUOTED:
            quote = f"{quote[:_QUOTED].rsplit(' ', 1)[0]}…"
        lines = [f"Page {mark.page + 1}", f"“{quote}”" if quote else "", mark.comment.strip()]
        item = QListWidgetItem(swatch(self.theme, mark.colour, mark.kind), "")
        item.setData(PARTS, tuple(line for line in lines if line))
        item.setData(Qt.ItemDataRole.UserRole, mark.key)
        named = "Highlight" if mark.kind is MarkKind.HIGHLIGHT else "Note"
        spoken = f"{named}, {mark.colour}, {', '.join(filter(None, lines))}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        return item

    def _show_chosen(self) -> None:
        mark = self.marks.get(self.key)
        self.editor.setVisible(mark is not None)
        if mark is None:
            return
        named = "Highlight" if mark.kind is MarkKind.HIGHLIGHT else "Note"
        self.where.setText(f"{named} on page {mark.page + 1}")
        self.colours.show_colour(mark.colour)
        typing = self.comment.hasFocus() and self.comment.toPlainText() != self._saved
        if not typing and self.comment.toPlainText() != mark.comment:
            self._saved = mark.comment
            self.comment.setPlainText(mark.comment)
        self._saved = mark.comment

    def _typed(self) -> None:
        if self.comment.toPlainText() != self._saved:
            self._pause.start()

    def _listed(self, item: QListWidgetItem | None) -> None:
        key = str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""
        self.choose(key)
        self.chosen.emit(key)

    def _clicked(self, item: QListWidgetItem) -> None:
        # The one that is current already is gone to once more.
        self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def _restyle(self) -> None:
        side = self.theme.scaled(16)
        self.delete.setIcon(self.theme.icon("trash"))
        self.delete.setIconSize(QSize(side, side))
        self.comment.setFixedHeight(self.theme.scaled(76))
        for row in range(self.list.count()):
            item = self.list.item(row)
            mark = self.marks[str(item.data(Qt.ItemDataRole.UserRole))]
            item.setIcon(swatch(self.theme, mark.colour, mark.kind))
        self.list.doItemsLayout()
