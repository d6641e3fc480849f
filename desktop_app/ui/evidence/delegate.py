"""Paints the rows of the study list: title over authors, star, status, marks, tags, files."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop_app.domain.evidence_words import DIRECTION_WORDS
from desktop_app.domain.listed import StudyRow
from desktop_app.domain.own import ReadStatus
from desktop_app.ui.evidence.columns import COLUMNS, Column, byline, cell_words, is_unsaid
from desktop_app.ui.evidence.model import Index, StudyModel
from desktop_app.ui.rich.badges import DIRECTION_MARKS, MARK_TOKENS, paint_mark
from desktop_app.ui.theme import Theme

STATUS_ICONS = {ReadStatus.UNREAD: "unread", ReadStatus.READING: "reading"}
RETRACTED = "RETRACTED"
MOST_CUTS = 4000
"""Texts of which it is kept how much of them there is room for."""

_COLUMNS = tuple(Column)
WIDTHS = (0.62, 0.44)
"""How much of the study column the two bars of an empty row take."""


class StudyDelegate(QStyledItemDelegate):
    """Rows of two lines with the chosen ones on a soft ground; bars where a row is on its way."""

    def __init__(self, theme: Theme, table: QTableView, model: StudyModel) -> None:
        super().__init__(table)
        self.theme = theme
        self.table = table
        self.model = model
        self.tag_colours: dict[str, str] = {}
        self._fonts: dict[str, tuple[QFont, QFontMetrics]] = {}
        self._colours: dict[str, QColor] = {}
        self._cuts: dict[tuple[str, str, int], str] = {}
        self.restyle()

    def restyle(self) -> None:
        """Take the theme's fonts and colours anew."""
        self._colours.clear()
        self._cuts.clear()
        kinds = {"body": False, "small": False, "bold": True}
        self._fonts = {}
        for name, bold in kinds.items():
            font = self.theme.font("small" if name == "small" else "body", bold=bold)
            self._fonts[name] = (font, QFontMetrics(font))

    def row_height(self) -> int:
        """Return the height of a row, pixels."""
        return self._fonts["body"][1].height() + self._fonts["small"][1].height() + 16

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a cell's size; only the height counts."""
        return QSize(40, self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        # Asked straight: through the index the question would go by way of Qt and back.
        row = self.model.row(index.row())
        column = _COLUMNS[index.column()]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self._colour("accent_paper"))
        if self._is_current(index):
            bar = QRect(box.left(), box.top(), 3, box.height())
            painter.fillRect(bar, self._colour("accent"))
        painter.setPen(self._colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if row is not None:
            self._cell(painter, box, row, column)
        elif column is Column.STUDY:
            self._empty(painter, box.adjusted(8, 0, -8, 0))
        painter.restore()

    def _cell(self, painter: QPainter, box: QRect, row: StudyRow, column: Column) -> None:
        inner = box.adjusted(8, 0, -8, 0)
        match column:
            case Column.STAR:
                if row.starred:
                    self._icon(painter, box, "star-full", "accent")
            case Column.STATUS:
                if row.status in STATUS_ICONS:
                    self._icon(painter, box, STATUS_ICONS[row.status], "quiet")
            case Column.STUDY:
                self._study(painter, inner, row)
            case Column.FOUND:
                self._found(painter, inner, row)
            case Column.TAGS:
                self._tags(painter, inner, row)
            case Column.FILES:
                if row.files:
                    self._icon(painter, box, "file", "quiet")
            case _:
                token = "quiet" if column in (Column.YEAR, Column.ADDED) else "ink"
                words = cell_words(row, column)
                self._text(painter, inner, words, "body", token, COLUMNS[column].right)

    def _is_current(self, index: Index) -> bool:
        """Tell whether a cell is the leftmost of the row the keyboard is on."""
        if not self.table.hasFocus() or index.row() != self.table.currentIndex().row():
            return False
        header = self.table.horizontalHeader()
        return all(
            self.table.isColumnHidden(header.logicalIndex(place))
            for place in range(header.visualIndex(index.column()))
        )

    def _icon(self, painter: QPainter, box: QRect, name: str, token: str) -> None:
        side = self.theme.scaled(14)
        spot = QRect(0, 0, side, side)
        spot.moveCenter(box.center())
        self.theme.icon(name, token).paint(painter, spot)

    def _study(self, painter: QPainter, box: QRect, row: StudyRow) -> None:
        # What has not been read stands out, as mail does; shipped studies are all in bold never.
        font = "bold" if row.own and row.status is ReadStatus.UNREAD else "body"
        line, height = self._fonts[font][1].height(), self._fonts["small"][1].height()
        above = QRect(box.left(), box.top() + 6, box.width(), line)
        below = QRect(box.left(), above.bottom() + 3, box.width(), height)
        told = byline(row)
        if not told and not row.retracted:
            self._text(painter, box, row.title, font, "ink")
            return
        self._text(painter, above, row.title, font, "ink")
        if row.retracted:
            metrics = self._fonts["small"][1]
            self._text(painter, below, RETRACTED, "small", "danger")
            below.setLeft(below.left() + metrics.horizontalAdvance(f"{RETRACTED}  "))
        self._text(painter, below, told, "small", "quiet")

    def _found(self, painter: QPainter, box: QRect, row: StudyRow) -> None:
        if is_unsaid(row):
            self._text(painter, box, "–", "body", "quiet")
            return
        mark = DIRECTION_MARKS[row.direction]
        token = MARK_TOKENS[mark]
        side = self.theme.scaled(9)
        spot = QRectF(box.left(), box.center().y() - side / 2, side, side)
        paint_mark(painter, spot, mark, self._colour(token))
        words = box.adjusted(side + 6, 0, 0, 0)
        if words.width() < 4 * side:
            return
        self._text(painter, words, DIRECTION_WORDS[row.direction], "body", token)

    def _tags(self, painter: QPainter, box: QRect, row: StudyRow) -> None:
        """Draw each tag as a dot in its colour with its name, as many as there is room for."""
        metrics = self._fonts["small"][1]
        dot = self.theme.scaled(8)
        left = box.left()
        for key in row.tags:
            name = self.model.tags.get(key, "")
            room = box.right() - left - dot - 4
            if not name or room < 12:
                continue
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour(self.tag_colours.get(key, "neutral")))
            painter.drawEllipse(QRectF(left, box.center().y() - dot / 2 + 1, dot, dot))
            spot = QRect(left + dot + 4, box.top(), room, box.height())
            self._text(painter, spot, name, "small", "ink")
            left += dot + 4 + metrics.horizontalAdvance(name) + 8

    def _empty(self, painter: QPainter, box: QRect) -> None:
        line = self._fonts["body"][1].height()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour("badge"))
        for place, share in enumerate(WIDTHS):
            top = box.top() + 8 + place * (line + 2)
            bar = QRect(box.left(), top, round(box.width() * share), line - 6)
            painter.drawRoundedRect(bar, 3, 3)

    def _colour(self, token: str) -> QColor:
        if token not in self._colours:
            self._colours[token] = self.theme.colour(token)
        return self._colours[token]

    def _text(
        self, painter: QPainter, box: QRect, text: str, font: str, token: str, right: bool = False
    ) -> None:
        chosen, metrics = self._fonts[font]
        painter.setFont(chosen)
        painter.setPen(self._colour(token))
        key = (text, font, box.width())
        cut = self._cuts.get(key)
        if cut is None:
            if len(self._cuts) > MOST_CUTS:
                self._cuts.clear()
            cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            self._cuts[key] = cut
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, cut)
