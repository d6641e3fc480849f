"""Lists and tables of rows: how one moves in them, and what is painted under a row."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QTableView

from desktop_app.ui.theme import Theme

_NARROW = 120


def plain_list(view: QListView) -> None:
    """Let a list have rows of one height, which follow the pointer and are not edited in place."""
    _smooth(view)
    view.setMouseTracking(True)
    view.setUniformItemSizes(True)


def plain_table(table: QTableView) -> None:
    """Let whole rows of a table be chosen, not edited in place, without a grid; Tab leaves it."""
    _smooth(table)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()


def paint_ground(
    painter: QPainter, box: QRect, state: QStyle.StateFlag, theme: Theme, parted: bool = True
) -> None:
    """Paint what lies under a row: whether it is chosen, pointed at, or has the keyboard.

    Parameters
    ----------
    parted
        Whether a line parts it from the next, and a bar marks that the keyboard is on it.
    """
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(box, theme.colour("accent_paper"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(box, theme.colour("hover"))
    if not parted:
        return
    if state & QStyle.StateFlag.State_HasFocus:
        painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), theme.colour("accent"))
    painter.setPen(theme.colour("line"))
    painter.drawLine(box.bottomLeft(), box.bottomRight())


def two_lines(theme: Theme) -> QSize:
    """Return the size of a row of one line with a small one below; the list makes it as wide."""
    lines = (theme.font(), theme.font("small"))
    return QSize(_NARROW, sum(QFontMetrics(font).height() for font in lines) + 14)


def _smooth(view: QAbstractItemView) -> None:
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
