"""Pictures of where a point lies: a stretch of the limb, with and without its marks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.cameras import UV, Camera
from desktop_app.domain.area import Area, Side
from desktop_app.domain.errors import NotFound
from desktop_app.paper import inks
from desktop_app.paper.choosing import places_of
from desktop_app.paper.stain import DPI, Window, limb_picture, trimmed

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

LEG_MM = 300.0
"""Height of leg that is shown: enough to have a joint in sight."""

MOST_WIDE, MOST_HIGH = 600, 560
"""Pixels of a picture at most."""

BONES = 0.3
"""How strongly the bones shine through where the place is told."""

RADIUS, RIM, HALO = 6.5, 2.0, 12.0
"""Radius of a mark, of its rim and of the ring around it, pixels."""

PAPER_HALO = 4.2
"""Radius of the ring around a mark on paper, points."""

_FINER = 4
_QUALITY = 80


@dataclass(frozen=True, slots=True)
class Closeup:
    """A stretch of a view of the right limb in which a point, or all of its sites, is seen.

    Parameters
    ----------
    title
        What the view is called.
    marks
        Where the point or its sites lie in the view, mm.
    """

    code: str
    view: str
    title: str
    window: Window
    marks: tuple[UV, ...]


def closeup_of(atlas: Atlas, code: str) -> Closeup:
    """Return from where to look at a point, or at a site of one.

    A foot is shown whole. Of a leg a stretch is shown in which the point lies neither in the
    middle nor always at the same height, so that the picture does not tell the place.

    Raises
    ------
    NotFound
        If the point has no place on the body.
    UnreadableFile
        If the atlas cannot be read.
    """
    codes = places_of(atlas, code)
    seen = Counter(view for code in codes if (view := atlas.facing_view(code)))
    if not seen:
        raise NotFound(f"{code} has no place on the body.")
    view = seen.most_common(1)[0][0]
    spots = atlas.projection(view).points
    marks = tuple(spots[code].uv for code in codes if code in spots and spots[code].visible)
    camera = atlas.camera(view)
    return Closeup(code, view, camera.title, _window(atlas, camera, code, marks), marks)


def picture_of(
    atlas: Atlas, closeup: Closeup, marked: bool, bones: bool = False, halo: float = HALO
) -> Picture:
    """Return the picture, with or without marks at the place.

    Parameters
    ----------
    halo
        Radius of the ring around a mark, pixels: larger where the picture is made smaller.
    """
    scale = _scale(closeup)
    wide = closeup.window.size[0]
    limb = limb_picture(
        atlas, closeup.view, Side.RIGHT, Area(), closeup.window, wide * scale / DPI * 72,
        BONES if bones else 0.0,
    )  # fmt: skip
    return _marked(limb, closeup, halo) if marked else limb


def picture_on_paper(
    atlas: Atlas, closeup: Closeup, size: tuple[float, float], bones: bool = False
) -> tuple[Picture, float, float]:
    """Return the marked picture, and its width and height within a size in points.

    The mark is as large on paper however small the picture is.
    """
    wide, high = (part * _scale(closeup) for part in closeup.window.size)
    scale = min(size[0] / wide, size[1] / high)
    picture = picture_of(atlas, closeup, marked=True, bones=bones, halo=PAPER_HALO / scale)
    return picture, picture.width * scale, picture.height * scale


def small_file(picture: Picture) -> bytes:
    """Return a picture as the bytes of a WebP; the same picture gives the same bytes."""
    kept = BytesIO()
    picture.save(kept, "WEBP", quality=_QUALITY, method=4)
    return kept.getvalue()


def _scale(closeup: Closeup) -> float:
    """Return the pixels of a millimetre."""
    wide, high = closeup.window.size
    return min(MOST_WIDE / wide, MOST_HIGH / high)


def _window(atlas: Atlas, camera: Camera, code: str, marks: tuple[UV, ...]) -> Window:
    u, v, width, height = camera.box
    if camera.is_foot:
        return trimmed(atlas, camera.id, Window(u, v, u + width, v + height))
    # The same for a point at every export: what chance there is comes from its code.
    chance = sha256(code.encode()).digest()[0] / 255
    middle = sum(at[1] for at in marks) / len(marks)
    top = middle - LEG_MM * (0.3 + 0.4 * chance)
    top = min(max(top, v), v + height - LEG_MM)
    return trimmed(atlas, camera.id, Window(u, top, u + width, top + LEG_MM))


def _marked(limb: Picture, closeup: Closeup, halo: float) -> Picture:
    scale = limb.width / closeup.window.size[0]
    mark = _mark(round(halo))
    marked = limb.copy()
    for u, v in closeup.marks:
        x, y = (u - closeup.window.u0) * scale, (v - closeup.window.v0) * scale
        corner = (round(x - mark.width / 2), round(y - mark.height / 2))
        marked.paste(mark, corner, mark)
    return marked


@cache
def _mark(halo: int) -> Picture:
    """Return a dot with a ring around it, clear elsewhere."""
    scale = halo / HALO
    side = 2 * (halo + ceil(2 * scale))
    # Circles are drawn without soft edges, so this is drawn larger and made smaller.
    fine = Image.new("RGBA", (_FINER * side, _FINER * side), (255, 255, 255, 0))
    draw = ImageDraw.Draw(fine)

    def ring(radius: float, ink: str, thick: float) -> None:
        box = [_FINER * (side / 2 + way * radius * scale) for way in (-1, -1, 1, 1)]
        draw.ellipse(box, outline=ink, width=round(_FINER * thick * scale))

    ring(HALO + 1, inks.WHITE, 4)
    ring(HALO, inks.DANGER, 2)
    ring(RADIUS, inks.WHITE, RADIUS)
    ring(RADIUS - RIM, inks.DANGER, RADIUS)
    return fine.resize((side, side), Image.Resampling.LANCZOS)
