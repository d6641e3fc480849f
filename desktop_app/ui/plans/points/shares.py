"""Shares of a marked area in territories, as a plain table with bars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop_app.domain.findings import Share
from desktop_app.ui.plans.points.words import percent
from desktop_app.ui.rich.rows import paint_ground
from desktop_app.ui.services import Services

HEADERS = (
    ("Territory", "Choose one to see it on the diagram; press Enter or click twice to open it"),
    (
        "Of the area",
        "How much of the marked skin lies in this territory, by true skin surface (precision)",
    ),
    (
        "Covered",
        "How much of this territory is marked, by true skin surface (sensitivity)",
    ),
    (
        "Fit",
        (
            "How well this territory alone explains the area: the skin in both divided by the skin "
            "in either (Jaccard index). High only if the area fills it and hardly leaves it."
        ),
    ),
)
SHOWN_FROM = 0.01
"""Territories with less of the area are folded away."""

FRACTION = Qt.ItemDataRole.UserRole + 1


class ShareTable(QTableWidget):
    """Territories of one ground, the greatest share first; as tall as its rows."""

    pointed = Signal(object)
    """Sent with the ``Share`` that is pointed at or has the keyboard, or None."""

    chosen = Signal(object)
    """Sent with the ``Share`` that was clicked or stepped to."""

    opened = Signal(object)
    """Sent with the ``Share`` that was opened."""

    def __init__(self, services: Services, title: str, shares: Sequence[Share]) -> None:
        super().__init__(0, len(HEADERS))
        self.services = services
        self.shares = tuple(shares)
        self.setAccessibleName(title)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Bars(services, self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fill()
        self.cellEntered.connect(lambda row, _: self.pointed.emit(self.shares[row]))
        self.currentCellChanged.connect(lambda row, *_: self._stepped(row))
        self.cellClicked.connect(lambda row, _: self.chosen.emit(self.shares[row]))
        self.activated.connect(self._activated)
        services.theme.changed.connect(self._fit)
        self._fit()

    def leaveEvent(self, event: object) -> None:
        """Point at nothing."""
        self.pointed.emit(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        self.pointed.emit(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at nothing beside the rows."""
        super().mouseMoveEvent(event)
        if not self.indexAt(event.position().toPoint()).isValid():
            self.pointed.emit(None)

    def _fill(self) -> None:
        self.setRowCount(len(self.shares))
        for column, (words, tip) in enumerate(HEADERS):
            item = QTableWidgetItem(words)
            item.setToolTip(tip)
            right = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(right | Qt.AlignmentFlag.AlignVCenter)
            self.setHorizontalHeaderItem(column, item)
        for row, share in enumerate(self.shares):
            name = QTableWidgetItem(share.name)
            name.setToolTip(f"{share.name}: {share.surface_mm2 / 100:.1f} cm² marked")
            self.setItem(row, 0, name)
            for column, value in enumerate((share.share_of_area, share.coverage, share.fit), 1):
                item = QTableWidgetItem(percent(value))
                item.setData(FRACTION, value)
                item.setToolTip(f"{HEADERS[column][1]}: {value * 100:.1f} %")
                self.setItem(row, column, item)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)

    def _fit(self) -> None:
        scaled = self.services.theme.scaled
        row = scaled(26)
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(HEADERS)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, scaled(92))
        self.verticalHeader().setDefaultSectionSize(row)
        header.setMinimumSectionSize(scaled(40))
        top = header.sizeHint().height()
        self.setFixedHeight(top + row * len(self.shares) + 2)

    def _stepped(self, row: int) -> None:
        if row >= 0 and self.hasFocus():
            self.chosen.emit(self.shares[row])

    def _activated(self, index: QModelIndex) -> None:
        self.opened.emit(self.shares[index.row()])


class _Bars(QStyledItemDelegate):
    """Draws a share as a bar under its number."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self.services = services

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(40, self.services.theme.scaled(26))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = self.services.theme
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, box, state, theme, parted=False)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("ink"))
        inner = box.adjusted(8, 0, -8, 0)
        text = str(index.data())
        fraction = index.data(FRACTION)
        if fraction is None:
            words = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, inner.width()
            )
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, words)
        else:
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(inner.adjusted(0, 0, 0, -4), right, text)
            ground = QRectF(inner.left(), box.bottom() - 5, inner.width(), 3)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("badge"))
            painter.drawRoundedRect(ground, 1.5, 1.5)
            ground.setWidth(ground.width() * min(float(fraction), 1.0))
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(ground, 1.5, 1.5)
        painter.restore()
