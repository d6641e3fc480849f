"""Names of what is drawn, measured once; at each scale they become labels to lay out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from desktop_app.atlas.cameras import UV, Frame
from desktop_app.atlas.labels import Label


class Name(NamedTuple):
    """A text of known size that belongs to a place.

    Parameters
    ----------
    uv
        The place, mm.
    width, height
        Size of the text, pixels.
    outward, room
        The nearer side of the limb (1 towards growing u, -1 the other) and the mm to its edge.
    inside
        Whether it is written about its place, within an area or at the end of a line.
    lift
        Pixels by which it stands higher than its place.
    span
        How wide (mm) the area is there; the name is left out while it is wider than the area.
    wanders
        Whether a name that is written ``inside`` may stand beside its place rather than nowhere.
    """

    key: str
    uv: UV
    width: float
    height: float
    rank: int = 0
    outward: int = 1
    room: float = 0.0
    inside: bool = False
    lift: float = 0.0
    span: float = float("inf")
    wanders: bool = False


def labels_at(names: Iterable[Name], frame: Frame) -> list[Label]:
    """Return the labels that the names ask for at the scale of a frame."""
    labels = []
    for name in names:
        if name.span * frame.scale < name.width * 0.8:
            continue
        x, y = frame.to_screen(name.uv)
        labels.append(
            Label(
                key=name.key,
                x=x,
                y=y - name.lift,
                width=name.width,
                height=name.height,
                rank=name.rank,
                outward=-name.outward if frame.mirrored else name.outward,
                room=name.room * frame.scale,
                inside=name.inside,
                wanders=name.wanders,
            )
        )
    return labels
