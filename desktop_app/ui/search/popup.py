"""The results under the search field: a list in groups with the matches marked."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QCursor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.search.rows import Row, mark_words, next_choice, split_marks
from desktop_app.ui.theme import Theme

ROW_ROLE = Qt.ItemDataRole.UserRole
LONGEST = 480
"""Greatest height of the list, pixels at 100 %."""


class RowsModel(QAbstractListModel):
    """The rows of the popup for a list view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show_rows(self, rows: list[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        """Return a row's words for the screen reader, or the row itself."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.title, row.subtitle, row.key) if part)
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let headings be seen but not chosen."""
        if not index.isValid() or self.rows[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowDelegate(QStyledItemDelegate):
    """Paints a row: icon, title with the match marked, second line, snippet or key."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.typed = ""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return a row's height: one line, or two with a snippet."""
        row: Row = index.data(ROW_ROLE)
        body = QFontMetrics(self.theme.font()).height()
        small = QFontMetrics(self.theme.font("small")).height()
        if row.heading:
            return QSize(100, small + 12)
        return QSize(100, body + 12 + (small + 2 if row.snippet else 0))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row."""
        row: Row = index.data(ROW_ROLE)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if row.heading:
            painter.setFont(self._heading_font())
            painter.setPen(self.theme.colour("quiet"))
            where = box.adjusted(12, 4, -12, 0)
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, row.title.upper())
            painter.restore()
            return
        if state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour("accent_paper"))
            painter.drawRoundedRect(box.adjusted(4, 0, -4, 0), 4, 4)
        self._paint_row(painter, row, box.adjusted(12, 0, -12, 0))
        painter.restore()

    def _paint_row(self, painter: QPainter, row: Row, box: QRect) -> None:
        font, small = self.theme.font(), self.theme.font("small")
        line = QFontMetrics(font).height()
        top = box.top() + 6
        left = box.left() + 26
        if row.icon:
            spot = QRect(box.left(), top + (line - 16) // 2, 16, 16)
            self.theme.icon(row.icon, "quiet").paint(painter, spot)
        right = box.right()
        if row.key:
            width = QFontMetrics(small).horizontalAdvance(row.key) + 2
            spot = QRect(right - width, top, width, line)
            self._words(painter, spot, row.key, small, "quiet")
            right -= width + 12
        ink = "accent" if row.more else "ink"
        title = mark_words(row.title, self.typed) if row.ref else row.title
        spot = QRect(left, top, right - left, line)
        used = self._words(painter, spot, title, font, ink)
        if row.subtitle and right - left - used > 60:
            spot = QRect(left + used + 12, top, right - left - used - 12, line)
            self._words(painter, spot, mark_words(row.subtitle, self.typed), font, "quiet")
        if row.snippet:
            height = QFontMetrics(small).height()
            spot = QRect(left, top + line + 1, right - left, height)
            self._words(painter, spot, row.snippet, small, "quiet")

    def _words(self, painter: QPainter, box: QRect, text: str, font: QFont, token: str) -> int:
        """Draw a text with its marks in one line, cut with … at the end; return its width."""
        metrics = QFontMetrics(font)
        painter.setFont(font)
        left = box.left()
        for piece, marked in split_marks(" ".join(text.split())):
            room = box.right() - left + 1
            if room <= metrics.averageCharWidth():
                break
            cut = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, room)
            width = metrics.horizontalAdvance(cut)
            spot = QRect(left, box.top(), width, box.height())
            if marked:
                painter.fillRect(spot, self.theme.colour("match"))
            painter.setPen(self.theme.colour("ink") if marked else QColor(self.theme.colour(token)))
            # By the baseline: 汉字 of another font must not push the letters down.
            painter.drawText(left, box.top() + metrics.ascent(), cut)
            left += width
            if cut != piece:
                break
        return left - box.left()

    def _heading_font(self) -> QFont:
        font = self.theme.font("small", bold=True)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.5)
        return font


class Popup(QFrame):
    """The list under the field; the field keeps the keyboard and moves the choice."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setProperty("role", "popup")
        self._pointer = QCursor.pos()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.model = RowsModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("Search results")
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.delegate = RowDelegate(theme, self.list)
        self.list.setItemDelegate(self.delegate)
        self.list.entered.connect(self._hovered)
        self.list.clicked.connect(lambda index: self.choose(index.row()))
        self.empty = QLabel()
        self.empty.setProperty("role", "quiet")
        self.empty.setContentsMargins(12, 8, 12, 8)
        self.empty.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 4, 1, 4)
        box.setSpacing(0)
        box.addWidget(self.list)
        box.addWidget(self.empty)
        self.hide()

    @property
    def place(self) -> int:
        """The chosen row, or -1."""
        return self.list.currentIndex().row()

    def show_rows(self, rows: list[Row], typed: str, otherwise: str) -> None:
        """Show rows under the field, or a sentence when there are none."""
        self.delegate.typed = typed
        self._pointer = QCursor.pos()
        self.model.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.empty.setText(otherwise)
        self._set_place(next_choice(rows, -1, 1))
        self._fit()
        self.list.scrollToTop()
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Move the choice to the next or previous row, going round."""
        self._set_place(next_choice(self.model.rows, self.place, by))

    def choose(self, place: int | None = None) -> None:
        """Send the row that is chosen."""
        place = self.place if place is None else place
        if 0 <= place < len(self.model.rows) and self.model.rows[place].can_choose:
            self.chosen.emit(self.model.rows[place])

    def _set_place(self, place: int) -> None:
        self.list.setCurrentIndex(self.model.index(place) if place >= 0 else QModelIndex())

    def _hovered(self, index: QModelIndex) -> None:
        if QCursor.pos() == self._pointer:
            return  # the list came under a resting pointer; the keyboard's choice stands
        if self.model.rows[index.row()].can_choose:
            self.list.setCurrentIndex(index)

    def _fit(self) -> None:
        rows = range(self.model.rowCount())
        wanted = sum(self.list.sizeHintForRow(row) for row in rows) + 2
        window = self.parentWidget()
        room = window.height() - self.y() - 40 if window is not None else wanted
        height = min(wanted, room, self.theme.scaled(LONGEST))
        self.list.setFixedHeight(max(0, height))
        self.adjustSize()
        self.resize(self.width_wanted, self.sizeHint().height())

    width_wanted = 560
    """Width the field asks for, pixels."""
