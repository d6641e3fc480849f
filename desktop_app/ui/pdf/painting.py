"""Paints a page with what lies on it: marks, found and selected text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from desktop_app.domain.attachment import Box, Mark, MarkKind
from desktop_app.ui.pdf.book import Selected
from desktop_app.ui.pdf.layout import Frame
from desktop_app.ui.theme import Theme

SIGN = 18.0
"""Side of a note's sign, points."""

_CORNER = 5.0
"""The sign's folded corner, points."""


@dataclass(slots=True)
class Overlay:
    """What lies on the pages. ``found`` has every hit as page and boxes, ``hit`` the current."""

    marks: tuple[Mark, ...] = ()
    chosen: str = ""
    selected: Selected | None = None
    found: dict[int, list[tuple[Box, ...]]] = field(default_factory=dict)
    hit: tuple[int, tuple[Box, ...]] | None = None

    def marks_on(self, page: int) -> Iterable[Mark]:
        """Return the marks of a page."""
        return (mark for mark in self.marks if mark.page == page)

    def mark_at(self, page: int, x: float, y: float) -> Mark | None:
        """Return the mark at a place of a page, in points; the latest if several lie there."""
        return next(
            (
                mark
                for mark in sorted(self.marks_on(page), key=lambda mark: mark.created, reverse=True)
                if any(_holds(box, x, y) for box in mark.boxes)
            ),
            None,
        )


def paint_page(
    painter: QPainter,
    theme: Theme,
    page: int,
    frame: Frame,
    scale: float,
    picture: QPixmap | None,
    overlay: Overlay,
) -> None:
    """Paint one page where its frame stands."""
    area = QRectF(*frame)
    painter.fillRect(area, theme.colour("page"))
    if picture is not None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(area, picture, QRectF(picture.rect()))
    painter.save()
    painter.setClipRect(area)
    painter.translate(area.topLeft())
    painter.scale(scale, scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for mark in overlay.marks_on(page):
        if mark.kind is MarkKind.HIGHLIGHT:
            _wash(painter, theme.colour(f"mark_{mark.colour}"), mark.boxes)
    for boxes in overlay.found.get(page, ()):
        _wash(painter, theme.colour("page_found"), boxes)
    if overlay.selected is not None and overlay.selected.page == page:
        _wash(painter, theme.colour("page_chosen"), overlay.selected.boxes)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    for mark in overlay.marks_on(page):
        _paint_signs(painter, theme, mark, mark.key == overlay.chosen)
    if overlay.hit is not None and overlay.hit[0] == page:
        _outline(painter, theme.colour("page_ink"), overlay.hit[1], 1.2)
    painter.restore()


def _wash(painter: QPainter, colour: QColor, boxes: Sequence[Box]) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for box in boxes:
        painter.drawRoundedRect(QRectF(*box).adjusted(-0.8, -1.2, 0.8, 1.2), 1.5, 1.5)


def _outline(painter: QPainter, colour: QColor, boxes: Sequence[Box], width: float) -> None:
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for box in boxes:
        painter.drawRoundedRect(QRectF(*box).adjusted(-2, -2.2, 2, 2.2), 2, 2)


def _paint_signs(painter: QPainter, theme: Theme, mark: Mark, chosen: bool) -> None:
    ink = theme.colour("page_ink")
    if mark.kind is MarkKind.NOTE:
        for box in mark.boxes[:1]:
            paint_sign(painter, QRectF(*box), theme.colour(f"mark_{mark.colour}"), ink)
    elif mark.comment and mark.boxes:
        # A highlight with a comment says so at its end.
        last = mark.boxes[-1]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(QPointF(last.left + last.width + 3, last.top), 2, 2)
    if chosen:
        _outline(painter, ink, mark.boxes, 1.0)


def paint_sign(painter: QPainter, area: QRectF, ground: QColor, ink: QColor) -> None:
    """Paint the sign of a page note: a sheet with a folded corner and two lines."""
    corner = _CORNER * area.width() / SIGN
    sheet = QPolygonF(
        [
            area.topLeft(),
            area.topRight(),
            QPointF(area.right(), area.bottom() - corner),
            QPointF(area.right() - corner, area.bottom()),
            area.bottomLeft(),
        ]
    )
    painter.setPen(QPen(ink, area.width() / SIGN))
    painter.setBrush(ground)
    painter.drawPolygon(sheet)
    for line in (0.35, 0.6):
        top = area.top() + area.height() * line
        inset = area.width() * 0.22
        painter.drawLine(QPointF(area.left() + inset, top), QPointF(area.right() - inset, top))


def _holds(box: Box, x: float, y: float) -> bool:
    near = 2.0
    return (
        box.left - near <= x <= box.left + box.width + near
        and box.top - near <= y <= box.top + box.height + near
    )
