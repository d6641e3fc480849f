"""What stands before the body in the window: points, labels and scale bars, copied from sprites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QRegion

from desktop_app.atlas.cameras import Frame
from desktop_app.atlas.drawing import Marker, Sign
from desktop_app.atlas.labels import Placed, Rect, overlap
from desktop_app.atlas.scalebar import LONGEST_BAR, Bar
from desktop_app.atlas.state import AtlasState
from desktop_app.ui.diagram import painter as paint
from desktop_app.ui.diagram.heat import LARGER, Heat, paint_share, step_of
from desktop_app.ui.diagram.inset import inset_box
from desktop_app.ui.diagram.lettering import Text
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.diagram.scene import Scene
from desktop_app.ui.diagram.sprites import Sprites

INSET_FROM = 3.0
"""Zoom from which a small picture of the whole view shows where one is."""

EDGE = 16.0
"""Pixels between the scale bars and the left and lower edges."""

BARS = (LONGEST_BAR, 80.0, 50.0, 30.0)
"""Pixels that a scale bar may take, the first that has room."""

ABOVE = 10.0
"""Pixels between the scale bars and a control that they had to make room for."""

AROUND = 20.0
"""Pixels about the middle of a point that its ring stays within, and to spare about a label."""


class Foreground:
    """Keeps the sprites; ``of`` is one picture's foreground."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.sprites = Sprites()

    @property
    def dpr(self) -> float:
        """Return the device pixel ratio the sprites are made for."""
        return self.sprites.dpr

    def clear(self, dpr: float) -> None:
        """Forget all sprites: the theme, the text size or the screen has changed."""
        self.sprites.clear(dpr)

    def of(
        self,
        state: AtlasState,
        frame: Frame,
        look: Look,
        covered: Sequence[Rect],
        heat: Heat | None = None,
        part: QRectF | None = None,
    ) -> Front:
        """Return the foreground of a state.

        Parameters
        ----------
        covered
            What lies over the frame, pixels.
        heat
            Shares that the points are filled by; none to draw them in their meridians' colours.
        part
            The part of the frame that has to be painted, pixels; none for all of it.
        """
        return Front(self.scene, self.sprites, state, frame, look, tuple(covered), heat, part)

    def changed(self, old: Front, new: Front) -> QRegion | None:
        """Return where two foregrounds of one frame differ; None if they may do so anywhere.

        It is told for another point chosen or pointed at and nothing else, with what goes on
        being drawn as it was: then a ring, two or three labels and their leaders.
        """
        alike = replace(new.state, selected=old.state.selected, hovered=old.state.hovered)
        if alike != old.state or old.frame != new.frame or new.has_inset:
            return None
        before = self.scene.drawing(old.state)
        if self.scene.drawing(new.state) is not before:
            return None
        codes = {old.state.selected, old.state.hovered, new.state.selected, new.state.hovered}
        boxes = [_about(*new.frame.to_screen(m.uv)) for m in before.markers if m.code in codes]
        origin = QPointF(*new.frame.to_screen((0.0, 0.0)))
        boxes += [_room(each).translated(origin) for each in _not_in_both(old.placed, new.placed)]
        region = QRegion()
        for box in boxes:
            region = region.united(box.toAlignedRect())
        return region


def _not_in_both(one: Sequence[Placed], other: Sequence[Placed]) -> list[Placed]:
    # By identity: what stays comes from one lettering, what was put in anew is another object.
    both = {id(each) for each in one} & {id(each) for each in other}
    return [each for each in (*one, *other) if id(each) not in both]


def _about(x: float, y: float) -> QRectF:
    return QRectF(x - AROUND, y - AROUND, 2 * AROUND, 2 * AROUND)


def _room(each: Placed) -> QRectF:
    """Return the room that a label and its leader are painted in."""
    left, top, right, bottom = each.rect
    if each.leader:
        left, right = min(left, each.label.x), max(right, each.label.x)
        top, bottom = min(top, each.label.y), max(bottom, each.label.y)
    return QRectF(QPointF(left, top), QPointF(right, bottom)).adjusted(
        -AROUND, -AROUND, AROUND, AROUND
    )


@dataclass(frozen=True, slots=True)
class Front:
    """The foreground of one state in one frame."""

    scene: Scene
    sprites: Sprites
    state: AtlasState
    frame: Frame
    look: Look
    covered: tuple[Rect, ...]
    heat: Heat | None = None
    part: QRectF | None = None

    @property
    def has_inset(self) -> bool:
        """Tell whether the overview shows where one is."""
        return self.state.zoom >= INSET_FROM

    @property
    def box(self) -> QRectF:
        """Return what is painted of the frame, pixels."""
        whole = QRectF(0, 0, self.frame.width, self.frame.height)
        return whole if self.part is None else whole.intersected(self.part)

    @property
    def placed(self) -> list[Placed]:
        """Return every label with its place, pixels from the frame's place (0, 0)."""
        return self.scene.labels(self.state, self.frame, self.look, self.obstacles())[1]

    def paint_marks(self, painter: QPainter) -> None:
        """Paint signs and points, with rings about the chosen, the hovered and the lit ones."""
        state, frame = self.state, self.frame
        drawing = self.scene.drawing(state)
        radius = paint.marker_radius(state.zoom, self.look.scale)
        box = self.box.adjusted(-AROUND, -AROUND, AROUND, AROUND)
        for sign in drawing.signs:
            at = QPointF(*frame.to_screen(sign.uv))
            if box.contains(at):
                self._sign(painter, at, radius, sign)
        ringed: list[tuple[QPointF, bool]] = []
        for marker in drawing.markers:
            at = QPointF(*frame.to_screen(marker.uv))
            if not box.contains(at):
                continue
            self._marker(painter, at, radius, marker)
            if marker.code == state.selected:
                ringed.append((at, True))
            elif marker.code == state.hovered or marker.code in state.lit:
                ringed.append((at, False))
        for at, chosen in ringed:
            paint.paint_ring(painter, at, radius, self.look, chosen)

    def paint_labels(self, painter: QPainter) -> None:
        """Paint leaders and labels."""
        lettering, placed = self.scene.labels(self.state, self.frame, self.look, self.obstacles())
        origin = QPointF(*self.frame.to_screen((0.0, 0.0)))
        shown = self.box.translated(-origin)
        seen = [
            (each, QRectF(QPointF(*each.rect[:2]), QPointF(*each.rect[2:])))
            for each in placed
            if _room(each).intersects(shown)
        ]
        radius = paint.marker_radius(self.state.zoom, self.look.scale)
        painter.save()
        painter.translate(origin)
        for each, _ in seen:
            if each.leader:
                paint.paint_leader(painter, each, radius, self.look)
        painter.restore()
        for each, rect in seen:
            key = each.label.key
            text = lettering.texts[key]
            chosen = key == self.state.selected
            self.sprites.draw(
                painter,
                ("label", text.text, text.kind, text.layer, text.muted, chosen, text.font.key()),
                rect.translated(origin),
                partial(self._text, text=text, chosen=chosen),
            )

    def paint_bars(self, painter: QPainter) -> None:
        """Paint the scale bars."""
        bars, bottom = self._bars()
        paint.paint_scale_bars(painter, EDGE, bottom, bars, self.look)

    def obstacles(self) -> tuple[Rect, ...]:
        """Return what lies over the picture, where labels would not be seen."""
        bars, bottom = self._bars()
        boxes = [paint.scale_bars_box(EDGE, bottom, bars, self.look)]
        if self.has_inset:
            camera = self.scene.atlas.camera(self.state.view)
            boxes.append(inset_box(camera, self.frame, self.look))
        return (*self.covered, *(paint.edges(box) for box in boxes))

    def _bars(self) -> tuple[tuple[Bar, ...], float]:
        """Return the bars and their lower edge: short enough to cover neither limb nor control.

        Where no length is, they stand above the control that is in their way.
        """
        bottom = self.frame.height - EDGE
        for longest in BARS:
            bars = self.scene.bars(self.state, self.frame, longest)
            box = self._bars_box(bars, bottom)
            if not any(overlap(rect, box) for rect in self.covered) and not self._on_limb(box):
                return bars, bottom
        bars = self.scene.bars(self.state, self.frame)
        box = self._bars_box(bars, bottom)
        tops = [rect[1] for rect in self.covered if overlap(rect, box)]
        return bars, min(tops) - ABOVE if tops else bottom

    def _bars_box(self, bars: tuple[Bar, ...], bottom: float) -> Rect:
        return paint.edges(paint.scale_bars_box(EDGE, bottom, bars, self.look))

    def _on_limb(self, box: Rect) -> bool:
        """Tell whether the limb, shown whole, is there; one that is moved about may be anywhere."""
        return self.state.rests and self.scene.touches_limb(self.state, self.frame, box)

    def _marker(self, painter: QPainter, at: QPointF, radius: float, marker: Marker) -> None:
        if self.heat and marker.visible:
            self._share(painter, at, radius * LARGER, self.heat.get(marker.code, 0.0))
            return
        rect = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
        key = ("marker", marker.meridian, marker.visible, marker.muted, round(radius, 2))
        self.sprites.draw(
            painter, key, rect,
            lambda p, r: paint.paint_marker(p, r.center(), radius, marker, self.look),
        )  # fmt: skip

    def _share(self, painter: QPainter, at: QPointF, radius: float, share: float) -> None:
        rect = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
        self.sprites.draw(
            painter, ("share", step_of(share), round(radius, 2)), rect,
            lambda p, r: paint_share(p, r.center(), radius, share, self.look),
        )  # fmt: skip

    def _sign(self, painter: QPainter, at: QPointF, radius: float, sign: Sign) -> None:
        rect = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
        self.sprites.draw(
            painter, ("sign", sign.layer, round(radius, 2)), rect,
            lambda p, r: paint.paint_sign(p, r.center(), radius, sign, self.look),
        )  # fmt: skip

    def _text(self, painter: QPainter, rect: QRectF, text: Text, chosen: bool) -> None:
        self.scene.paint_text(painter, rect, text, self.look, chosen)
