"""Paints the rows of the study list: title over authors, star, mark and word of the result."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from desktop_app.domain.evidence import Study
from desktop_app.ui.evidence.model import STUDY_ROLE, Index, StudyModel
from desktop_app.ui.evidence.state import Column, is_cited
from desktop_app.ui.rich.badges import (
    DIRECTION_MARKS,
    DIRECTION_WORDS,
    MARK_TOKENS,
    paint_mark,
    surname,
)
from desktop_app.ui.theme import Theme


def byline(study: Study) -> str:
    """Return authors and journal in one line."""
    names = ", ".join(surname(author) for author in study.authors[:3])
    if len(study.authors) > 3:
        names += " et al."
    parts = [names or "authors not verified", study.journal]
    if is_cited(study):
        parts.append("cited by the source article")
    return " · ".join(part for part in parts if part)


class StudyDelegate(QStyledItemDelegate):
    """Rows of two lines with the chosen one on a soft ground."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def row_height(self) -> int:
        """Return the height of a row, pixels."""
        body = QFontMetrics(self.theme.font()).height()
        return body + QFontMetrics(self.theme.font("small")).height() + 16

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a cell's size; only the height counts."""
        return QSize(40, self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        study: Study = index.data(STUDY_ROLE)
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self.theme.colour("accent_paper"))
        if self._is_current(index):
            bar = QRect(box.left(), box.top(), 3, box.height())
            painter.fillRect(bar, self.theme.colour("accent"))
        painter.setPen(self.theme.colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(8, 0, -8, 0)
        match Column(index.column()):
            case Column.STAR:
                self._star(painter, box, index, study)
            case Column.STUDY:
                self._study(painter, inner, study)
            case Column.FOUND:
                self._found(painter, inner, study)
            case column:
                right = column is Column.NUMBER
                token = "ink" if column is not Column.YEAR else "quiet"
                text = str(index.data())
                self._text(painter, inner, text, self.theme.font(), token, right)
        painter.restore()

    def _is_current(self, index: Index) -> bool:
        """Tell whether a cell is the first of the row the keyboard is on."""
        table = self.parent()
        return (
            isinstance(table, QTableView)
            and table.hasFocus()
            and index.column() == Column.STAR
            and index.row() == table.currentIndex().row()
        )

    def _star(self, painter: QPainter, box: QRect, index: Index, study: Study) -> None:
        model = index.model()
        if isinstance(model, StudyModel) and model.state.is_starred(study):
            side = self.theme.scaled(14)
            spot = QRect(0, 0, side, side)
            spot.moveCenter(box.center())
            self.theme.icon("star-full", "accent").paint(painter, spot)

    def _study(self, painter: QPainter, box: QRect, study: Study) -> None:
        font, small = self.theme.font(), self.theme.font("small")
        line = QFontMetrics(font).height()
        above = QRect(box.left(), box.top() + 6, box.width(), line)
        height = QFontMetrics(small).height()
        below = QRect(box.left(), above.bottom() + 3, box.width(), height)
        self._text(painter, above, study.title, font, "ink")
        self._text(painter, below, byline(study), small, "quiet")

    def _found(self, painter: QPainter, box: QRect, study: Study) -> None:
        mark = DIRECTION_MARKS[study.direction]
        token = MARK_TOKENS[mark]
        side = self.theme.scaled(9)
        spot = QRectF(box.left(), box.center().y() - side / 2, side, side)
        paint_mark(painter, spot, mark, self.theme.colour(token))
        words = box.adjusted(side + 6, 0, 0, 0)
        self._text(painter, words, DIRECTION_WORDS[study.direction], self.theme.font(), token)

    def _text(
        self, painter: QPainter, box: QRect, text: str, font: QFont, token: str, right: bool = False
    ) -> None:
        painter.setFont(font)
        painter.setPen(self.theme.colour(token))
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, cut)
