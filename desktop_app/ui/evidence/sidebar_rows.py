"""Paints the rows of the sidebar: icon or dot, words, count; headings in small capitals."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QWidget,
)

from desktop_app.ui.evidence.model import Index
from desktop_app.ui.evidence.places import Place
from desktop_app.ui.theme import Theme

PLACE_ROLE = Qt.ItemDataRole.UserRole
CHOSEN_ROLE = Qt.ItemDataRole.UserRole + 1


class PlaceDelegate(QStyledItemDelegate):
    """One line each; what the query asks for stands on a soft ground."""

    def __init__(self, theme: Theme, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self.theme = theme
        self.tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's size, pixels."""
        place: Place = index.data(PLACE_ROLE)
        height = QFontMetrics(self.theme.font("small" if place.heading else "body")).height()
        return QSize(60, height + (14 if place.heading else 9))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        place: Place = index.data(PLACE_ROLE)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(index.data(CHOSEN_ROLE))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(box.adjusted(0, 1, -6, -1))
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour("accent_paper" if chosen else "hover"))
            painter.drawRoundedRect(ground, 4, 4)
        current = index.row() == self.tree.currentIndex().row() and (
            self.tree.currentIndex().parent() == index.parent()
        )
        if current and self.tree.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self.theme.colour("accent"))
            painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if place.heading:
            self._heading(painter, box, place, self.tree.isExpanded(index))
        else:
            self._row(painter, box, place, chosen)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a field for another name."""
        field = QLineEdit(parent)
        field.setAccessibleName("Name")
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the name there is, all of it marked."""
        # The row may change while one types, such as its count; what is typed stays.
        if isinstance(editor, QLineEdit) and not editor.property("begun"):
            editor.setProperty("begun", True)
            editor.setText(index.data(PLACE_ROLE).words)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the new name to the tree."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def _heading(self, painter: QPainter, box: QRect, place: Place, opened: bool) -> None:
        side = self.theme.scaled(10)
        spot = QRect(box.left() + 2, box.center().y() - side // 2 + 3, side, side)
        name = "chevron-down" if opened else "chevron-right"
        self.theme.icon(name, "quiet").paint(painter, spot)
        painter.setFont(self.theme.font("small", bold=True))
        painter.setPen(self.theme.colour("quiet"))
        where = box.adjusted(side + 8, 6, -8, 0)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, place.words)

    def _row(self, painter: QPainter, box: QRect, place: Place, chosen: bool) -> None:
        side = self.theme.scaled(14)
        ink = "accent" if chosen else "quiet" if place.adds else "ink"
        left = box.left() + 6
        if place.colour:
            dot = self.theme.scaled(9)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour(place.colour))
            across = left + (side - dot) / 2
            painter.drawEllipse(QRectF(across, box.center().y() - dot / 2 + 1, dot, dot))
        elif place.field and chosen:
            self._icon(painter, box, left, side, "check", "accent")
        elif place.icon:
            self._icon(painter, box, left, side, place.icon, "accent" if chosen else "quiet")
        left += side + 6
        right = box.right() - 12
        if place.count is not None:
            small = self.theme.font("small")
            words = f"{place.count:,}"
            width = QFontMetrics(small).horizontalAdvance(words) + 2
            painter.setFont(small)
            painter.setPen(self.theme.colour("quiet"))
            spot = QRect(right - width, box.top(), width, box.height())
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, words)
            right -= width + 6
        font = self.theme.font("body", bold=chosen)
        painter.setFont(font)
        painter.setPen(self.theme.colour(ink))
        cut = QFontMetrics(font).elidedText(place.words, Qt.TextElideMode.ElideRight, right - left)
        spot = QRect(left, box.top(), right - left, box.height())
        painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, cut)

    def _icon(
        self, painter: QPainter, box: QRect, left: int, side: int, name: str, token: str
    ) -> None:
        spot = QRect(left, box.center().y() - side // 2 + 1, side, side)
        self.theme.icon(name, token).paint(painter, spot)
