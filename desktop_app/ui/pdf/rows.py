"""Draws the rows of the reader's lists: a small line on where, then text with matches marked."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.ui.theme import Theme

PARTS = int(Qt.ItemDataRole.UserRole) + 1
"""Role of a row's parts: where, then texts."""

Index = QModelIndex | QPersistentModelIndex


class Rows(QStyledItemDelegate):
    """Rows of a list of marks, or of matches, where ``[[ ]]`` stand around what was found."""

    def __init__(self, theme: Theme, view: QAbstractItemView, matches: bool = False) -> None:
        super().__init__(view)
        self.view = view
        self.matches = matches
        self.theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        theme = self.theme
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        area: QRect = option.rect
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("accent_paper" if chosen else "hover"))
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        left = area.left() + 8
        if isinstance(icon, QIcon):
            side = theme.scaled(16)
            icon.paint(painter, QRect(left, area.top() + 8, side, side))
            left += side + 8
        text = self._text(index, area.right() - left - 8)
        painter.translate(left, area.top() + 6)
        text.drawContents(painter, QRectF(0, 0, text.textWidth(), text.size().height()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return how much room a row needs at the list's width."""
        width = self.view.viewport().width()
        icon = self.theme.scaled(16) + 8 if index.data(Qt.ItemDataRole.DecorationRole) else 0
        text = self._text(index, max(width - icon - 16, 40))
        return QSize(width, round(text.size().height()) + 12)

    def _text(self, index: Index, width: int) -> QTextDocument:
        colours = self.theme.colours
        where, *texts = index.data(PARTS) or ("",)
        quiet = f'<span style="color:{colours.quiet}; font-size:{self.theme.px("small")}px">'
        lines = [f"{quiet}{escape(where)}</span>"]
        match = f'<span style="background:{colours.match}; color:{colours.ink}">'
        for each in map(escape, texts):
            found = each.replace("[[", match).replace("]]", "</span>")
            lines.append(found if self.matches else each)
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(self.theme.font())
        document.setDefaultStyleSheet(f"body {{ color: {colours.ink}; }}")
        document.setHtml(f"<body>{'<br>'.join(lines)}</body>")
        document.setTextWidth(width)
        return document


class SmallPageRows(QStyledItemDelegate):
    """Draws small pages with a hairline, the current one framed, the number below."""

    def __init__(self, theme: Theme, view: QAbstractItemView, cell: Callable[[], QSize]) -> None:
        super().__init__(view)
        self.view = view
        self.theme = theme
        self.cell = cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a page."""
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if not isinstance(picture, QPixmap):
            return
        painter.save()
        theme = self.theme
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        left = area.left() + (area.width() - picture.width()) // 2
        below = self._words_height()
        top = area.top() + 6 + (area.height() - below - 8 - picture.height()) // 2
        page = QRect(left, top, picture.width(), picture.height())
        painter.drawPixmap(page.topLeft(), picture)
        painter.setPen(_pen(theme.colour("accent" if chosen else "edge"), 3 if chosen else 1))
        painter.drawRect(page.adjusted(-1, -1, 0, 0))
        painter.setFont(theme.font("small", bold=chosen))
        painter.setPen(theme.colour("accent" if chosen else "quiet"))
        number = QRect(area.left(), page.bottom() + 4, area.width(), below)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.drawText(number, Qt.AlignmentFlag.AlignHCenter, words)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room of a page, the same for all."""
        height = self.cell().height() + self._words_height() + 8
        return QSize(self.view.viewport().width(), height)

    def _words_height(self) -> int:
        return self.theme.px("small") * 2


def _pen(colour: QColor, width: int) -> QPen:
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen
