"""A share at each point, drawn as a pie so that it reads without colour: how full the disc is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop_app.ui.diagram.look import Look

Heat = Mapping[str, float]
"""Shares from 0 to 1 by the code of a point; a point that has none counts as 0."""

LARGER = 1.45
"""How much larger than a plain marker a pie is, so that its filling is seen."""

STEPS = 16
"""Fillings that are told apart; finer ones nobody could see."""

_TURN = 16 * 360
"""A whole turn in Qt's measure, sixteenths of a degree."""


def step_of(share: float) -> int:
    """Return the filling that a share is drawn with; anything but 0 and 1 is neither."""
    if share <= 0:
        return 0
    return STEPS if share >= 1 else min(max(round(share * STEPS), 1), STEPS - 1)


def paint_share(
    painter: QPainter, centre: QPointF, radius: float, share: float, look: Look
) -> None:
    """Paint a disc filled clockwise from the top by a share of 0 to 1, with a ring around."""
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("label_halo"))
    painter.drawEllipse(centre, radius + 1.6, radius + 1.6)
    painter.setBrush(look.colour("sheet"))
    painter.drawEllipse(box)
    painter.setBrush(look.colour("accent"))
    step = step_of(share)
    if step == STEPS:
        painter.drawEllipse(box)
    elif step:
        painter.drawPie(box, _TURN // 4, -round(_TURN * step / STEPS))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour("label_ink"), 1.3))
    painter.drawEllipse(box)
