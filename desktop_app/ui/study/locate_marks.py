"""What is drawn on the limb after a click: the click, the true place, a ruler, the landmarks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, dist, hypot, pi, sin, sqrt

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.cameras import Camera, Frame, Vector, dot
from desktop_app.atlas.labels import Label, Placed, Rect, lay_out
from desktop_app.atlas.under import place_under
from desktop_app.study.landmarks import Landmark
from desktop_app.ui.diagram import painter as paint
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.study.mark_labels import MarkLabels

DEEP_MM = 30.0
"""A landmark so far behind the skin that a view shows is on the far side."""

RADIUS = 6.0
KNOB = 3.5
PAD = 5.0


@dataclass(frozen=True, slots=True)
class Shown:
    """What to draw; places are mm on the right limb.

    Parameters
    ----------
    name
        Written at the true place.
    measured
        Written at the ruler, such as “0.4 cun · 10 mm”.
    within
        Radius, mm, of the circle in which a click is right, and the normal of the skin there.
    cun
        One cun there, mm: the ruler has a bead at each.
    """

    name: str = ""
    measured: str = ""
    right: bool = False
    place: Vector | None = None
    normal: Vector = (0.0, 0.0, 1.0)
    within: float = 0.0
    clicked: Vector | None = None
    path: tuple[Vector, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    cun: float = 0.0


def near_side(atlas: Atlas, view: str, landmarks: Iterable[Landmark]) -> tuple[Landmark, ...]:
    """Return the landmarks that lie on the side of the limb that a view shows."""
    camera = atlas.camera(view)
    kept = []
    for landmark in landmarks:
        under = place_under(atlas, view, camera.project(landmark.position))
        if under is not None:
            behind = dot(under.place, camera.toward) - dot(landmark.position, camera.toward)
            if behind <= DEEP_MM:
                kept.append(landmark)
    return tuple(kept)


def paint_shown(
    painter: QPainter, shown: Shown, camera: Camera, frame: Frame, look: Look,
    kept: MarkLabels, obstacles: Sequence[Rect] = (),
) -> None:  # fmt: skip
    """Paint all of it, labels where they find room.

    Parameters
    ----------
    kept
        The labels painted before.
    obstacles
        What lies over the frame, pixels.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def at(place: Vector) -> QPointF:
        return QPointF(*frame.to_screen(camera.project(place)))

    scale = 0.5 + look.scale / 2
    labels: list[Label] = []
    texts: dict[str, str] = {}
    marks: list[tuple[float, float, str]] = []

    def name(key: str, where: QPointF, words: str, rank: int) -> None:
        metrics = QFontMetricsF(look.font(11, bold=rank > 1))
        width = metrics.horizontalAdvance(words) + 2 * PAD
        middle = frame.width / 2
        outward = 1 if where.x() >= middle else -1
        gap = (RADIUS + 6) * scale
        labels.append(
            Label(key, where.x(), where.y(), width, metrics.height() + 4, rank, outward, gap=gap)
        )
        texts[key] = words
        marks.append((where.x(), where.y(), key))

    for landmark in shown.landmarks:
        name(f"landmark {landmark.id}", at(landmark.position), landmark.name, 1)
    if shown.clicked is not None:
        name("clicked", at(shown.clicked), shown.measured, 2)
    if shown.place is not None:
        name("place", at(shown.place), shown.name, 3)
    bounds = (4.0, 4.0, frame.width - 4, frame.height - 4)
    laid = lay_out(labels, marks, bounds, obstacles)
    named = {placed.label.key for placed in laid}
    for landmark in shown.landmarks:
        if shown.place is not None:
            _dotted(painter, QLineF(at(landmark.position), at(shown.place)), look)
        # A cross without a name would only be one more riddle.
        if shown.place is not None or f"landmark {landmark.id}" in named:
            _cross(painter, at(landmark.position), scale, look)
    if shown.place is not None:
        _circle(painter, shown, camera, frame, look)
    if len(shown.path) > 1:
        ticks = [at(place) for place in ticks_along(shown.path, shown.cun)]
        _ruler(painter, QPolygonF([at(place) for place in shown.path]), ticks, scale, look)
    if shown.place is not None:
        _true(painter, at(shown.place), scale, look)
    if shown.clicked is not None:
        _clicked(painter, at(shown.clicked), shown.right, scale, look)
    for placed in laid:
        _label(painter, placed, texts[placed.label.key], look, kept)
    painter.restore()


def _label(painter: QPainter, placed: Placed, words: str, look: Look, kept: MarkLabels) -> None:
    if placed.leader:
        paint.paint_leader(painter, placed, RADIUS, look)
    left, top, right, bottom = placed.rect
    rect = QRectF(QPointF(left, top), QPointF(right, bottom))
    key = placed.label.key
    font = look.font(11, bold=placed.label.rank > 1)
    if key == "clicked":
        painter.setPen(QPen(look.colour("edge"), 1))
        painter.setBrush(look.colour("sheet"))
        painter.drawRoundedRect(rect, 3, 3)
        painter.setPen(look.colour("ink"))
        painter.setFont(font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
        return
    kept.draw(painter, rect, words, font, look, chosen=key == "place")


def _dotted(painter: QPainter, line: QLineF, look: Look) -> None:
    for colour, width in ((look.colour("label_halo", 0.7), 3.0), (look.colour("quiet"), 1.2)):
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if width < 2:
            pen.setDashPattern([2, 4])
        painter.setPen(pen)
        painter.drawLine(line)


def _cross(painter: QPainter, at: QPointF, scale: float, look: Look) -> None:
    """Paint a landmark: a small upright cross."""
    arm = 5.0 * scale
    for pen in (QPen(look.colour("label_halo"), 4.5), QPen(look.colour("label_ink"), 1.8)):
        painter.setPen(pen)
        painter.drawLine(QLineF(at.x() - arm, at.y(), at.x() + arm, at.y()))
        painter.drawLine(QLineF(at.x(), at.y() - arm, at.x(), at.y() + arm))


def _circle(painter: QPainter, shown: Shown, camera: Camera, frame: Frame, look: Look) -> None:
    """Paint the circle in which a click is right, as it lies on the skin."""
    if shown.place is None or not shown.within:
        return
    nx, ny, nz = shown.normal
    helper = (0.0, 1.0, 0.0) if abs(ny) < 0.9 else (1.0, 0.0, 0.0)
    east = _unit(_across((nx, ny, nz), helper))
    north = _unit(_across((nx, ny, nz), east))
    ring = QPolygonF()
    for number in range(49):
        turn = 2 * pi * number / 48
        x, y, z = (
            place + shown.within * (cos(turn) * e + sin(turn) * n)
            for place, e, n in zip(shown.place, east, north, strict=True)
        )
        ring.append(QPointF(*frame.to_screen(camera.project((x, y, z)))))
    painter.setBrush(look.colour("accent", 0.14))
    painter.setPen(QPen(look.colour("label_halo", 0.8), 3.4))
    painter.drawPolyline(ring)
    pen = QPen(look.colour("accent"), 1.4)
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.drawPolygon(ring)


def ticks_along(path: Sequence[Vector], cun: float) -> list[Vector]:
    """Return the places a whole number of cun (mm each) before the end of a way."""
    found: list[Vector] = []
    if cun <= 0:
        return found
    left = cun
    for near, far in pairwise(reversed(path)):
        length, done = dist(near, far), 0.0
        while length - done >= left:
            done += left
            share = done / length
            x, y, z = (a + (b - a) * share for a, b in zip(near, far, strict=True))
            found.append((x, y, z))
            left = cun
        left -= length - done
    return found


def _ruler(
    painter: QPainter, path: QPolygonF, ticks: Sequence[QPointF], scale: float, look: Look
) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(look.colour("label_halo"), 6.0), QPen(look.colour("label_ink"), 2.2)):
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(path)
        for end, before in ((path.first(), path.at(1)), (path.last(), path.at(path.size() - 2))):
            dx, dy = end.x() - before.x(), end.y() - before.y()
            length = hypot(dx, dy) or 1.0
            bar = QPointF(-dy / length, dx / length) * 7.0 * scale
            painter.drawLine(QLineF(end - bar, end + bar))
    painter.setPen(QPen(look.colour("label_halo"), 1.5))
    painter.setBrush(look.colour("label_ink"))
    for tick in ticks:
        painter.drawEllipse(tick, 4.0 * scale, 4.0 * scale)


def _clicked(painter: QPainter, at: QPointF, right: bool, scale: float, look: Look) -> None:
    """Paint where one clicked: a tick's ring if right, else a saltire."""
    arm = RADIUS * scale
    colour = look.colour("supports" if right else "danger")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(look.colour("label_halo"), 6.0), QPen(colour, 2.6)):
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if right:
            painter.drawPolyline(
                QPolygonF(
                    [
                        at + QPointF(-arm, 0),
                        at + QPointF(-arm * 0.2, arm * 0.8),
                        at + QPointF(arm * 1.2, -arm),
                    ]
                )
            )
        else:
            painter.drawLine(at + QPointF(-arm, -arm), at + QPointF(arm, arm))
            painter.drawLine(at + QPointF(-arm, arm), at + QPointF(arm, -arm))


def _true(painter: QPainter, at: QPointF, scale: float, look: Look) -> None:
    painter.setPen(QPen(look.colour("label_halo"), 2))
    painter.setBrush(look.colour("accent"))
    painter.drawEllipse(at, KNOB * scale + 1.5, KNOB * scale + 1.5)


def _across(a: Vector, b: Vector) -> Vector:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def _unit(a: Vector) -> Vector:
    length = sqrt(dot(a, a)) or 1.0
    return a[0] / length, a[1] / length, a[2] / length
