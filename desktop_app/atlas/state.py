"""What the diagram shows, as one frozen value; every gesture is a function to the next value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from desktop_app.atlas.cameras import UV, Camera, Frame
from desktop_app.atlas.layers import DEFAULT_LAYERS, EXTRAORDINARY, LAYERS, MASTERY
from desktop_app.domain.area import Side as Side
from desktop_app.domain.points import MERIDIAN_ORDER

LEAST_ZOOM, MOST_ZOOM = 1.0, 24.0
"""Zoom is relative to the scale at which the whole view fits: 1 is 100 %."""

ZOOM_STEP = 1.25
"""Factor of one press of + or -, or one notch of the wheel."""

SIDE_MARGIN, TOP_MARGIN, BOTTOM_MARGIN = 56.0, 18.0, 60.0
"""Pixels kept free around a fitted view; below it lie scale bars and zoom control."""


class LabelLanguage(StrEnum):
    """How points are named on the diagram."""

    CODE = "code"
    PINYIN = "pinyin"
    HANZI = "hanzi"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class AtlasState:
    """View, limb, zoom, centre, layers, labels, hovered and selected point.

    Parameters
    ----------
    zoom
        1 fits the whole view into the window.
    centre
        Place shown in the middle, mm on the right limb; None is the middle of the view.
    layers
        Ids of the layers that are on.
    solo
        A meridian shown in colour while the others turn grey, or "".
    hidden
        Codes of points hidden one by one.
    lit
        Codes of points lit up together, such as those of a study.
    text
        Text scale, 1.0 to 2.0: a fitted view leaves room for its labels and controls.
    """

    view: str
    side: Side = Side.RIGHT
    zoom: float = 1.0
    centre: UV | None = None
    layers: frozenset[str] = DEFAULT_LAYERS
    bone_opacity: float = 0.35
    labels: LabelLanguage = LabelLanguage.CODE
    solo: str = ""
    hidden: frozenset[str] = frozenset()
    lit: frozenset[str] = frozenset()
    hovered: str = ""
    selected: str = ""
    text: float = 1.0

    @property
    def rests(self) -> bool:
        """Tell whether the whole view is shown, neither zoomed nor moved."""
        return self.zoom == 1.0 and self.centre is None

    def shows(self, layer: str) -> bool:
        """Tell whether a layer is on."""
        return layer in self.layers


def fit_scale(camera: Camera, width: float, height: float, text: float = 1.0) -> float:
    """Return the pixels per mm at which the whole view fits with text of this scale."""
    grown = 0.5 + text / 2
    across = max(width - 2 * SIDE_MARGIN * grown, 40.0) / camera.size_mm[0]
    down = max(height - (TOP_MARGIN + BOTTOM_MARGIN) * grown, 40.0) / camera.size_mm[1]
    return min(across, down)


def frame_of(state: AtlasState, camera: Camera, width: float, height: float) -> Frame:
    """Return the window onto the view that this state shows."""
    scale = fit_scale(camera, width, height, state.text) * state.zoom
    u, v = camera.middle
    grown = 0.5 + state.text / 2
    resting = (u, v + (BOTTOM_MARGIN - TOP_MARGIN) * grown / 2 / scale)
    return Frame(width, height, scale, state.centre or resting, state.side is Side.LEFT)


def turn_to(state: AtlasState, view: str) -> AtlasState:
    """Show another view, whole."""
    if view == state.view:
        return state
    return replace(state, view=view, zoom=1.0, centre=None, hovered="")


def show_side(state: AtlasState, side: Side) -> AtlasState:
    """Show the right or the left limb; zoom and place stay."""
    return replace(state, side=side)


def fit(state: AtlasState) -> AtlasState:
    """Show the whole view."""
    return replace(state, zoom=1.0, centre=None)


def zoom_at(
    state: AtlasState, camera: Camera, size: tuple[float, float], factor: float, at: UV
) -> AtlasState:
    """Zoom by a factor so that what is under the pixel ``at`` stays there, within the limits."""
    zoom = min(max(state.zoom * factor, LEAST_ZOOM), MOST_ZOOM)
    before = frame_of(state, camera, *size)
    under = before.to_uv(*at)
    nearer = replace(state, zoom=zoom)
    after = frame_of(nearer, camera, *size)
    x, y = after.to_screen(under)
    return pan(nearer, camera, size, at[0] - x, at[1] - y)


def pan(
    state: AtlasState, camera: Camera, size: tuple[float, float], dx: float, dy: float
) -> AtlasState:
    """Move what is shown by pixels; some of the view always stays in sight."""
    frame = frame_of(state, camera, *size)
    place = frame.to_uv(frame.width / 2 - dx, frame.height / 2 - dy)
    return replace(state, centre=_kept(place, camera, frame))


def centre_on(
    state: AtlasState, camera: Camera, size: tuple[float, float], place: UV, zoom: float = 0.0
) -> AtlasState:
    """Put a place in the middle, at this zoom (0 keeps the present one)."""
    wanted = min(max(zoom or state.zoom, LEAST_ZOOM), MOST_ZOOM)
    nearer = replace(state, zoom=wanted)
    return replace(nearer, centre=_kept(place, camera, frame_of(nearer, camera, *size)))


def reveal(
    state: AtlasState, camera: Camera, size: tuple[float, float], place: UV, margin: float = 16.0
) -> AtlasState:
    """Move just enough for a place to be in sight with ``margin`` pixels around it."""
    x, y = frame_of(state, camera, *size).to_screen(place)
    width, height = size
    dx = max(margin - x, 0.0) or min(width - margin - x, 0.0)
    dy = max(margin - y, 0.0) or min(height - margin - y, 0.0)
    if dx == 0 and dy == 0:
        return state
    frame = frame_of(state, camera, *size)
    # The whole of what is asked for must happen, so the limits of panning do not count here.
    return replace(state, centre=frame.to_uv(width / 2 - dx, height / 2 - dy))


def switch_layer(state: AtlasState, layer: str, on: bool) -> AtlasState:
    """Switch a layer on or off; switching the solo meridian off ends the solo.

    Raises
    ------
    ValueError
        If there is no such layer.
    """
    if layer not in LAYERS and layer != MASTERY.id:
        raise ValueError(f"There is no layer “{layer}”.")
    layers = state.layers | {layer} if on else state.layers - {layer}
    solo = "" if layer == state.solo and not on else state.solo
    return replace(state, layers=layers, solo=solo)


def solo(state: AtlasState, meridian: str) -> AtlasState:
    """Show one meridian in colour and the others grey; the same again ends it."""
    if meridian == state.solo or not meridian:
        return replace(state, solo="")
    return replace(state, solo=meridian, layers=state.layers | {meridian})


def all_meridians(state: AtlasState, on: bool) -> AtlasState:
    """Switch every meridian and the extra points on or off."""
    every = frozenset(MERIDIAN_ORDER)
    layers = state.layers | every if on else state.layers - every
    return replace(state, layers=layers, solo="")


def set_bone_opacity(state: AtlasState, opacity: float) -> AtlasState:
    """Let the bones shine through at 0 to 1; 0 is off."""
    kept = min(max(opacity, 0.0), 1.0)
    layers = state.layers | {"bones"} if kept else state.layers - {"bones"}
    return replace(state, bone_opacity=kept, layers=layers)


def hide(state: AtlasState, code: str) -> AtlasState:
    """Hide one point."""
    selected = "" if state.selected == code else state.selected
    return replace(state, hidden=state.hidden | {code}, hovered="", selected=selected)


def restore_hidden(state: AtlasState) -> AtlasState:
    """Show every point hidden one by one."""
    return replace(state, hidden=frozenset())


def hover(state: AtlasState, code: str) -> AtlasState:
    """Put the pointer on a point, or on none."""
    return state if code == state.hovered else replace(state, hovered=code)


def select(state: AtlasState, code: str, meridian: str = "") -> AtlasState:
    """Choose a point; what hides it (its layer, its own hiding) gives way."""
    layers = state.layers | {meridian} if meridian else state.layers
    return replace(
        state, selected=code, lit=frozenset(), hidden=state.hidden - {code}, layers=layers
    )


def clear(state: AtlasState) -> AtlasState:
    """Choose nothing and light nothing up."""
    return replace(state, selected="", hovered="", lit=frozenset())


def light(state: AtlasState, codes: frozenset[str]) -> AtlasState:
    """Light these points up together; what hides them gives way."""
    return replace(state, lit=codes, selected="", hidden=state.hidden - codes)


def show_meridian(state: AtlasState, meridian: str) -> AtlasState:
    """Show a meridian alone in colour, also when its layer was off."""
    if meridian in EXTRAORDINARY or meridian in MERIDIAN_ORDER:
        return replace(state, layers=state.layers | {meridian}, solo=meridian)
    return state


def _kept(place: UV, camera: Camera, frame: Frame) -> UV:
    """Keep the middle of the window where a good part of the view stays in sight."""
    kept = []
    for axis, pixels in ((0, frame.width), (1, frame.height)):
        half = pixels / 2 / frame.scale
        least, most = camera.origin[axis], camera.origin[axis] + camera.size_mm[axis]
        middle = (least + most) / 2
        # When all of it fits, it may be moved about the middle by a quarter of the window.
        slack = max((most - least) / 2 - half * 0.5, half * 0.25)
        kept.append(min(max(place[axis], middle - slack), middle + slack))
    return kept[0], kept[1]
