"""Puts a view together for painting: what is drawn, where its labels stand, how big things are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.cameras import Frame
from desktop_app.atlas.drawing import Drawing, compose
from desktop_app.atlas.labels import Placed, Rect, insert, lay_out, overlap
from desktop_app.atlas.names import labels_at
from desktop_app.atlas.scalebar import LONGEST_BAR, Bar, bars
from desktop_app.atlas.state import AtlasState, LabelLanguage
from desktop_app.content import Content
from desktop_app.content.model import STRUCTURE_KINDS
from desktop_app.domain.refs import Kind, Ref
from desktop_app.domain.structures import Structure
from desktop_app.ui.diagram import painter as paint
from desktop_app.ui.diagram.lettering import Lettered, Letterer, Lettering, Text
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.diagram.plates import Plates

ROW_STEP = 4
"""Pixels from one row to the next at which it is seen whether the limb is there."""

RING_GAP = 15.0
"""Pixels from the chosen point to its label, which stands outside the ring."""


class Scene:
    """A view, its drawing and its lettering, each worked out once per state that changes it."""

    def __init__(self, atlas: Atlas, content: Content, plates: Plates) -> None:
        self.atlas = atlas
        self.content = content
        self.plates = plates
        self.traditional = False
        self._sites = {
            structure.id: structure
            for structure in content.structures.values()
            if STRUCTURE_KINDS[structure.kind] is Kind.SITE
        }
        self._drawing: tuple[object, Drawing] | None = None
        self._lettered: tuple[Drawing, object, Lettered] | None = None
        self._lettering: tuple[Lettered, object, Lettering] | None = None

    def drawing(self, state: AtlasState) -> Drawing:
        """Return what the state lets be seen."""
        key = _drawing_key(state, self._shown_anyway(state))
        if self._drawing is None or self._drawing[0] != key:
            projection = self.atlas.projection(state.view)
            outline = self.plates.outline(state.view)
            drawing = compose(state, projection, self.content.points, self._sites, outline)
            self._drawing = (key, drawing)
        return self._drawing[1]

    def lettering(
        self, state: AtlasState, frame: Frame, look: Look, obstacles: Sequence[Rect] = ()
    ) -> Lettering:
        """Return the labels that find room at this scale.

        While the whole view is shown they keep within the frame and clear of what lies over it;
        once the view is moved they stay as they are, wherever it is moved.
        """
        lettered = self._named(state, look)
        bounds, kept_clear = _flat(frame, obstacles) if state.rests else (None, [])
        key = (round(frame.scale, 4), frame.mirrored, bounds, tuple(kept_clear))
        kept = self._lettering
        if kept is None or kept[0] is not lettered or kept[1] != key:
            flat = replace(frame, width=0.0, height=0.0, centre=(0.0, 0.0))
            lettering = self._lay_out(state, lettered, flat, bounds, kept_clear)
            kept = self._lettering = (lettered, key, lettering)
        return kept[2]

    def _named(self, state: AtlasState, look: Look) -> Lettered:
        drawing = self.drawing(state)
        key = (state.labels, look.scale, look.family, self.traditional)
        kept = self._lettered
        if kept is None or kept[0] is not drawing or kept[1] != key:
            letterer = Letterer(
                self.content.points,
                self.name_of,
                look,
                self.plates.outline(state.view),
                self.traditional,
            )
            kept = self._lettered = (drawing, key, letterer.name(state, drawing))
        return kept[2]

    def _lay_out(
        self,
        state: AtlasState,
        lettered: Lettered,
        flat: Frame,
        bounds: Rect | None,
        obstacles: Sequence[Rect],
    ) -> Lettering:
        drawing = self.drawing(state)
        labels = labels_at(lettered.names, flat)
        markers = [(*flat.to_screen(m.uv), m.code) for m in drawing.markers]
        markers += [(*flat.to_screen(s.uv), s.id) for s in drawing.signs]
        wanted = {label.key: label for label in labels if label.key in self.content.points}
        placed = lay_out(labels, markers, bounds, obstacles)
        return Lettering(tuple(placed), lettered.texts, wanted)

    def labels(
        self, state: AtlasState, frame: Frame, look: Look, obstacles: Sequence[Rect] = ()
    ) -> tuple[Lettering, list[Placed]]:
        """Return the lettering, and its labels with those of the chosen and the hovered point.

        Parameters
        ----------
        obstacles
            What lies over the frame, pixels; labels that would run under it are left out.
        """
        lettering = self.lettering(state, frame, look, obstacles)
        bounds, covered = _flat(frame, obstacles)
        placed = [
            each
            for each in lettering.placed
            if not any(overlap(each.rect, rect) for rect in covered)
        ]
        shown = {each.label.key for each in placed}
        if state.hovered in lettering.wanted and state.hovered not in shown:
            placed = insert(placed, lettering.wanted[state.hovered], bounds, covered)
        if state.selected in lettering.wanted:
            chosen = replace(lettering.wanted[state.selected], gap=RING_GAP * look.scale)
            placed = insert(placed, chosen, bounds, covered)
        return lettering, placed

    def bars(
        self, state: AtlasState, frame: Frame, longest: float = LONGEST_BAR
    ) -> tuple[Bar, ...]:
        """Return the scale bars of a view, of so many pixels at most."""
        return bars(frame.scale, self.atlas.mm_per_cun(state.view), longest)

    def touches_limb(self, state: AtlasState, frame: Frame, box: Rect) -> bool:
        """Tell whether the limb reaches into a part of the frame, pixels."""
        outline = self.plates.outline(state.view)
        if outline is None:
            return False
        left, top, right, bottom = box
        for row in range(int(top), int(bottom) + 1, ROW_STEP):
            span = outline.span(frame.to_uv(left, row)[1])
            if span is not None:
                edge, other = sorted(frame.to_screen((u, 0.0))[0] for u in span)
                if edge < right and other > left:
                    return True
        return False

    def paint(
        self, painter: QPainter, state: AtlasState, frame: Frame, look: Look, dpr: float = 1.0
    ) -> None:
        """Paint the whole view, as pictures and prints show it."""
        self.paint_ground(painter, state, frame, look, dpr)
        self.paint_marks(painter, state, frame, look)
        shown = self.bars(state, frame)
        bars = paint.scale_bars_box(16, frame.height - 16, shown, look)
        self.paint_labels(painter, state, frame, look, (paint.edges(bars),))
        paint.paint_scale_bars(painter, 16, frame.height - 16, shown, look)

    def paint_labels(
        self,
        painter: QPainter,
        state: AtlasState,
        frame: Frame,
        look: Look,
        obstacles: Sequence[Rect] = (),
    ) -> None:
        """Paint leaders and labels."""
        lettering, placed = self.labels(state, frame, look, obstacles)
        origin = QPointF(*frame.to_screen((0.0, 0.0)))
        painter.save()
        painter.translate(origin)
        radius = paint.marker_radius(state.zoom, look.scale)
        shown = QRectF(-origin.x(), -origin.y(), frame.width, frame.height)
        seen = [
            (each, rect)
            for each in placed
            if shown.contains(rect := QRectF(QPointF(*each.rect[:2]), QPointF(*each.rect[2:])))
        ]
        for each, _ in seen:
            if each.leader:
                paint.paint_leader(painter, each, radius, look)
        for each, rect in seen:
            text = lettering.texts[each.label.key]
            self.paint_text(painter, rect, text, look, each.label.key == state.selected)
        painter.restore()

    def paint_ground(
        self, painter: QPainter, state: AtlasState, frame: Frame, look: Look, dpr: float
    ) -> None:
        """Paint body, areas and lines."""
        body = paint.Body(
            self.plates.of(state.view, state.shows("bones")),
            state.shows("skin"),
            state.bone_opacity if state.shows("bones") else 0.0,
            look.skin_opacity,
            self.atlas.camera(state.view).box,
        )
        paint.paint_body(painter, frame, body, dpr)
        paint.paint_ground(painter, frame, self.drawing(state), look, body, dpr)

    def paint_marks(self, painter: QPainter, state: AtlasState, frame: Frame, look: Look) -> None:
        """Paint signs, points and the rings of the chosen and the hovered point."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing = self.drawing(state)
        radius = paint.marker_radius(state.zoom, look.scale)
        for sign in drawing.signs:
            paint.paint_sign(painter, QPointF(*frame.to_screen(sign.uv)), radius, sign, look)
        box = QRectF(-20, -20, frame.width + 40, frame.height + 40)
        for marker in drawing.markers:
            at = QPointF(*frame.to_screen(marker.uv))
            if box.contains(at):
                paint.paint_marker(painter, at, radius, marker, look)
        for marker in drawing.markers:
            if marker.code == state.selected or marker.code in state.lit:
                at = QPointF(*frame.to_screen(marker.uv))
                paint.paint_ring(painter, at, radius, look, marker.code == state.selected)
        painter.restore()

    def paint_text(
        self, painter: QPainter, rect: QRectF, text: Text, look: Look, chosen: bool
    ) -> None:
        """Paint one label in its place."""
        if text.kind == "letters":
            paint.paint_letters(painter, rect, text.text, look, text.layer, text.muted)
        else:
            quiet = text.kind != "point" or text.muted
            paint.paint_label(painter, rect, text.text, text.font, look, chosen, quiet)

    def name_of(self, key: str) -> str:
        """Return the name of a curve, area or site by its key in the view."""
        kind, _, rest = key.partition(":")
        if kind == "meridian":
            meridian = self.content.meridians.get(rest.partition(":")[0])
            return meridian.english if meridian is not None else rest
        structure = self.structure_of(key)
        return structure.name if structure is not None else rest or key

    def structure_of(self, key: str) -> Structure | None:
        """Return the structure that a curve, area or site of a view stands for, if any."""
        kind, _, rest = key.partition(":")
        ref_kind = STRUCTURE_KINDS.get(kind) if rest else Kind.SITE
        if ref_kind is None:
            return None
        thing = self.content.get(Ref(ref_kind, rest.partition(":")[0] or key))
        return thing if isinstance(thing, Structure) else None

    def _shown_anyway(self, state: AtlasState) -> str:
        """Return the chosen point if it would not be drawn were it not chosen."""
        spot = self.atlas.projection(state.view).points.get(state.selected)
        if spot is None:
            return ""
        point = self.content.points.get(state.selected)
        is_twin = point is not None and bool(point.same_as)
        return "" if spot.visible and not is_twin else state.selected


def _flat(frame: Frame, obstacles: Sequence[Rect]) -> tuple[Rect, list[Rect]]:
    """Return the frame's own place and these, in pixels from the frame's place (0, 0)."""
    x, y = frame.to_screen((0.0, 0.0))
    bounds, *others = (
        (round(left - x, 1), round(top - y, 1), round(right - x, 1), round(bottom - y, 1))
        for left, top, right, bottom in ((0.0, 0.0, frame.width, frame.height), *obstacles)
    )
    return bounds, others


def _drawing_key(state: AtlasState, anyway: str) -> tuple[object, ...]:
    labelled = state.selected if state.labels is LabelLanguage.NONE else ""
    return (state.view, state.layers, state.solo, state.hidden, state.lit, anyway, labelled)
