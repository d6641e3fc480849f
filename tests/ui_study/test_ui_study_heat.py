"""Mastery on the body: the points as pies, which need no colour to be read."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from desktop_app.atlas.state import AtlasState, LabelLanguage
from desktop_app.ui.diagram.body import shared_atlas
from desktop_app.ui.diagram.heat import paint_share, step_of
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.diagram.stage import PicturedStage
from desktop_app.ui.services import Services
from desktop_app.ui.tokens import Colours


def filled(share: float) -> float:
    """Return how much of a disc is painted in the accent."""
    look = Look(Colours(), ("sans",))
    image = QImage(60, 60, QImage.Format.Format_ARGB32)
    image.fill(QColor("#808080"))
    painter = QPainter(image)
    paint_share(painter, QPointF(30, 30), 24, share, look)
    painter.end()
    accent = look.colour("accent").rgb()
    inside = [
        (x, y)
        for x in range(60)
        for y in range(60)
        if (x + 0.5 - 30) ** 2 + (y + 0.5 - 30) ** 2 < 21**2
    ]
    return sum(image.pixel(x, y) == accent for x, y in inside) / len(inside)


def test_a_disc_is_filled_by_its_share() -> None:
    assert filled(0.0) == 0
    assert filled(1.0) == 1
    for share in (0.25, 0.5, 0.75):
        assert abs(filled(share) - share) < 0.03
    assert 0 < filled(0.001) < filled(0.999) < 1
    assert [step_of(share) for share in (-1, 0, 1, 2)] == [0, 0, 16, 16]


def test_points_are_filled_and_drawn_as_before_without_heat(
    qtbot: QtBot, services: Services
) -> None:
    stage = PicturedStage(
        services, shared_atlas(services), AtlasState("limb-medial", labels=LabelLanguage.NONE)
    )
    qtbot.addWidget(stage)
    stage.resize(700, 800)
    stage.show()
    qtbot.waitExposed(stage)
    stage.turn_to("limb-anterior")
    diagram = stage.diagram
    plain = diagram.grab().toImage()
    at = diagram.place_of("ST36")
    assert at is not None
    accent = QColor(services.theme.colours.accent)

    def right_half() -> QColor:
        place = (at + QPointF(2.5, 0)) * diagram.devicePixelRatioF()
        return diagram.grab().toImage().pixelColor(QPoint(round(place.x()), round(place.y())))

    diagram.show_heat({"ST36": 0.5})
    assert right_half() == accent
    diagram.show_heat({"ST36": 0.0})
    assert right_half() == QColor(services.theme.colours.sheet)
    diagram.show_heat({})
    assert diagram.grab().toImage() == plain
