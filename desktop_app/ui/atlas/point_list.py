"""The list of points: what the diagram says, in words, for keyboard and screen reader."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from desktop_app.atlas.drawing import Marker
from desktop_app.domain.points import MERIDIAN_ORDER, Meridian, Point
from desktop_app.ui.diagram import painter as paint
from desktop_app.ui.diagram.heat import paint_share
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.theme import Theme

CODE = Qt.ItemDataRole.UserRole
FOLDED = Qt.ItemDataRole.UserRole + 1
NO_PARENT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


def folded(text: str) -> str:
    """Return a text without accents, spaces and hyphens, in small letters."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c) and c not in " -")


class PointModel(QAbstractListModel):
    """Points in the order of the meridians; each meridian's name stands above its points."""

    def __init__(
        self,
        points: Mapping[str, Point],
        meridians: Mapping[str, Meridian],
        order: Mapping[str, Sequence[str]],
    ) -> None:
        super().__init__()
        self.points = points
        self.near: frozenset[str] = frozenset()
        self.mastery: Mapping[str, float] = {}
        self.rows: list[tuple[str, str]] = []
        for meridian in (*MERIDIAN_ORDER, *(m for m in order if m not in MERIDIAN_ORDER)):
            codes = order.get(meridian, ())
            if codes:
                named = meridians.get(meridian)
                self.rows.append(("", named.english if named else "Extra points"))
                self.rows += [(code, self._words(points[code])) for code in codes]

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return words, code and what is searched."""
        if not index.isValid():
            return None
        code, words = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == CODE:
            return code
        if role == Qt.ItemDataRole.AccessibleTextRole and code:
            where = "" if code in self.near else ", not on the near side of this view"
            return f"{words}, {self.points[code].english}{where}{self._known(code, ', ')}"
        if role == Qt.ItemDataRole.ToolTipRole and code:
            return self.points[code].english + self._known(code, "\n")
        if role == FOLDED and code:
            point = self.points[code]
            names = (code, point.pinyin, point.hanzi, point.hanzi_traditional, point.english)
            return folded(" ".join((*names, *point.aliases)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let points be chosen, headings not."""
        if index.isValid() and not self.rows[index.row()][0]:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def show_near(self, codes: frozenset[str]) -> None:
        """Tell which points are on the near side of the view that is shown."""
        if codes != self.near:
            self.near = codes
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def show_mastery(self, mastery: Mapping[str, float]) -> None:
        """Tell how well points are known, 0 to 1; nothing tells it of none."""
        if mastery != self.mastery:
            self.mastery = mastery
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def row_of(self, code: str) -> int:
        """Return the row of a point, or -1."""
        return next((row for row, (each, _) in enumerate(self.rows) if each == code), -1)

    def _known(self, code: str, before: str) -> str:
        if code not in self.mastery:
            return ""
        from desktop_app.ui.diagram.mastery import mastery_words

        return f"{before}mastery: {mastery_words(self.mastery[code])}"

    def _words(self, point: Point) -> str:
        return f"{point.code} {point.pinyin} {point.hanzi}"


class PointFilter(QSortFilterProxyModel):
    """Keeps the points whose code or name holds what is typed; headings go while one types."""

    def __init__(self, model: PointModel) -> None:
        super().__init__()
        self._wanted = ""
        self.setSourceModel(model)

    def show_matches(self, text: str) -> None:
        """Keep what matches a typed text."""
        self._wanted = folded(text)
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Tell whether a row stays."""
        if not self._wanted:
            return True
        names = self.sourceModel().index(row, 0, parent).data(FOLDED)
        return names is not None and self._wanted in names


class PointDelegate(QStyledItemDelegate):
    """Draws a point as its mark, code, pinyin and characters; headings in capitals."""

    def __init__(self, model: PointModel, theme: Theme, look: Look) -> None:
        super().__init__()
        self.model = model
        self.theme = theme
        self.look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size of a row, pixels."""
        return QSize(120, self.theme.scaled(26))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        code = index.data(CODE)
        if not code:
            painter.setFont(self.theme.font("small", bold=True))
            painter.setPen(self.theme.colour("quiet"))
            where = rect.adjusted(12, 0, -4, -2)
            words = painter.fontMetrics().elidedText(
                index.data().upper(), Qt.TextElideMode.ElideRight, int(where.width())
            )
            painter.drawText(where, Qt.AlignmentFlag.AlignBottom, words)
        else:
            self._paint_point(painter, option, rect, self.model.points[code])
        painter.restore()

    def _paint_point(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRectF, point: Point
    ) -> None:
        near = point.code in self.model.near
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self.theme.colour("accent_paper"))
            painter.fillRect(
                QRectF(rect.left(), rect.top(), 3, rect.height()), self.theme.colour("accent")
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self.theme.colour("hover"))
        at = QPointF(rect.left() + 18, rect.center().y())
        known = self.model.mastery.get(point.code)
        if known is None or not near:
            marker = Marker(point.code, point.meridian, (0, 0), near, muted=False)
            paint.paint_marker(painter, at, 4.2, marker, self.look)
        else:
            paint_share(painter, at, 5.6, known, self.look)
        painter.setPen(self.theme.colour("ink"))
        painter.setFont(self.theme.font("body"))
        x = rect.left() + 32
        metrics = painter.fontMetrics()
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(x, rect.top(), 90, rect.height()), centre, point.code)
        x += max(metrics.horizontalAdvance(point.code), metrics.horizontalAdvance("GB44")) + 8
        painter.setPen(self.theme.colour("quiet"))
        painter.setFont(self.theme.font("small"))
        room = rect.right() - x - 6
        if known is not None:
            share = f"{known:.0%}".replace("%", " %")
            aligned = centre | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(x, rect.top(), room, rect.height()), aligned, share)
            room -= painter.fontMetrics().horizontalAdvance("100 %") + 6
        names = painter.fontMetrics().elidedText(
            f"{point.pinyin} {point.hanzi}", Qt.TextElideMode.ElideRight, int(room)
        )
        painter.drawText(QRectF(x, rect.top(), room, rect.height()), centre, names)


class PointView(QListView):
    """The list itself; Enter opens the point it stands on."""

    opened = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, else move in the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            code = self.currentIndex().data(CODE)
            if code:
                self.opened.emit(code)
                return
        super().keyPressEvent(event)


class PointList(QFrame):
    """A field to filter, and the points; what is chosen here is chosen on the diagram."""

    opened = Signal(str)
    """Sent with the code of a point that is chosen here."""

    def __init__(
        self,
        theme: Theme,
        look: Look,
        points: Mapping[str, Point],
        meridians: Mapping[str, Meridian],
        order: Mapping[str, Sequence[str]],
    ) -> None:
        super().__init__()
        self.theme = theme
        self.model = PointModel(points, meridians, order)
        self.filter = PointFilter(self.model)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Filter points")
        self.field.setAccessibleName("Filter the list of points")
        self.field.setClearButtonEnabled(True)
        self.view = PointView()
        self.view.setModel(self.filter)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setAccessibleName("Points")
        self.delegate = PointDelegate(self.model, theme, look)
        self.view.setItemDelegate(self.delegate)
        self.none = QLabel("No point matches.")
        self.none.setProperty("role", "quiet")
        self.none.setContentsMargins(12, 4, 8, 4)
        self.none.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.setSpacing(8)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(self.field)
        box.addLayout(row)
        box.addWidget(self.none)
        box.addWidget(self.view, 1)
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._open_first)
        self.view.clicked.connect(self._open)
        self.view.opened.connect(self.opened)
        self._quiet = False
        self.view.selectionModel().currentChanged.connect(self._moved)

    def show_point(self, code: str) -> None:
        """Stand on a point without opening it; "" stands on none."""
        self._quiet = True
        index = self.filter.mapFromSource(self.model.index(self.model.row_of(code)))
        if code and index.isValid():
            self.view.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            # From afar to the middle, with its neighbours: a list that follows row by row is
            # drawn anew with every click.
            seen = self.view.viewport().rect().intersects(self.view.visualRect(index))
            hints = QListView.ScrollHint
            self.view.scrollTo(index, hints.EnsureVisible if seen else hints.PositionAtCenter)
        else:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
        self._quiet = False

    def show_mastery(self, mastery: Mapping[str, float]) -> None:
        """Tell with each point how well it is known, 0 to 1; nothing tells it of none."""
        self.model.show_mastery(mastery)

    def show_look(self, look: Look) -> None:
        """Follow theme and text size."""
        self.delegate.look = look
        self.view.doItemsLayout()
        self.view.viewport().update()

    def _filter(self, text: str) -> None:
        self.filter.show_matches(text)
        self.none.setVisible(self.filter.rowCount() == 0)

    def _open(self, index: QModelIndex) -> None:
        code = index.data(CODE)
        if code:
            self.opened.emit(code)

    def _open_first(self) -> None:
        for row in range(self.filter.rowCount()):
            code = self.filter.index(row, 0).data(CODE)
            if code:
                self.opened.emit(code)
                return

    def _moved(self, index: QModelIndex) -> None:
        # Arrow keys in the list turn the diagram along with them.
        if not self._quiet and self.view.hasFocus():
            self._open(index)
