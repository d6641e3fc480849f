"""How feelings look on the skin: a colour and a pattern each, so that none is told by colour."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QTransform

from desktop_app.domain.area import STRONGEST, Feeling
from desktop_app.ui.tokens import BODY_TINTS, Colours

PERIOD = 8
"""Pixels after which a pattern repeats."""

WASH = 0.36
"""Opacity of the ground between the strokes of a pattern, at the strongest."""

WEAKEST = 0.34
"""Opacity of the weakest feeling as a share of that of the strongest."""

OPACITIES = bytes(
    [0]
    + [
        round(255 * (WEAKEST + (1 - WEAKEST) * (step - 1) / (STRONGEST - 1)))
        for step in range(1, STRONGEST + 1)
    ]
    + [255] * (255 - STRONGEST)
)
"""Opacity, 0 to 255, of each strength; a translation table for rows of strengths."""


def feeling_colour(colours: Colours, feeling: Feeling) -> QColor:
    """Return the colour of a feeling."""
    return QColor(getattr(colours, feeling.value))


def pattern(feeling: Feeling, colour: QColor, dpr: float = 1.0, scale: float = 1.0) -> QBrush:
    """Return a brush: slanted for numb, dots for tingling, crosses for painful, level for cold.

    Parameters
    ----------
    scale
        Factor on the period and the width of the strokes.
    """
    side = max(round(PERIOD * scale * dpr), 4)
    tile = QPixmap(side, side)
    wash = QColor(colour)
    wash.setAlphaF(WASH)
    tile.fill(wash)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _stroke(painter, feeling, colour, float(side))
    painter.end()
    brush = QBrush(tile)
    brush.setTransform(QTransform.fromScale(1 / dpr, 1 / dpr))
    return brush


def swatch(feeling: Feeling, colours: Colours, size: QSize, dpr: float = 1.0) -> QIcon:
    """Return a sample of a feeling for buttons and lists."""
    picture = QPixmap(round(size.width() * dpr), round(size.height() * dpr))
    picture.setDevicePixelRatio(dpr)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = feeling_colour(colours, feeling)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(pattern(feeling, colour, dpr, size.height() / 20))
    edge = QRectF(0.75, 0.75, size.width() - 1.5, size.height() - 1.5)
    # On the colour of the skin, in either theme, as it is seen on the diagram.
    skin = QPainterPath()
    skin.addRoundedRect(edge, 4, 4)
    painter.fillPath(skin, QColor(BODY_TINTS["skin"]))
    painter.drawPath(skin)
    painter.end()
    return QIcon(picture)


def _stroke(painter: QPainter, feeling: Feeling, colour: QColor, side: float) -> None:
    """Draw the strokes of a pattern so that tiles set side by side join."""
    pen = QPen(colour, side * 0.17)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    if feeling is Feeling.TINGLING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for x, y in ((0.25, 0.25), (0.75, 0.75)):
            painter.drawEllipse(QPointF(x * side, y * side), side * 0.14, side * 0.14)
    elif feeling is Feeling.COLD:
        painter.drawLine(QLineF(0, side / 2, side, side / 2))
    elif feeling is Feeling.PAINFUL:
        near, far = side * 0.22, side * 0.78
        painter.drawLine(QLineF(near, near, far, far))
        painter.drawLine(QLineF(near, far, far, near))
    else:
        # Longer than the tile and once more beyond each side, so that its corners are drawn too.
        for shift in (-side, 0.0, side):
            painter.drawLine(QLineF(shift - side / 2, side * 1.5, shift + side * 1.5, -side / 2))
