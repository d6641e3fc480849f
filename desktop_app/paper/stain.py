"""The limb as a picture: the skin of a plate on white, the marked skin stained on it."""

from __future__ import annotations

from array import array
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.cameras import UV, Camera
from desktop_app.domain.area import STRONGEST, Area, Feeling, Side
from desktop_app.domain.errors import UnreadableFile
from desktop_app.paper import inks

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

DPI = 240
"""Dots of an inch of paper; plates have about as many at the sizes they are drawn."""

PERIOD_MM = 1.5
"""Millimetres of paper after which a pattern repeats."""

WASH = 0.34
"""Opacity of the ground between the strokes of a pattern, at the strongest."""

WEAKEST = 0.4
"""Opacity of the weakest feeling as a share of that of the strongest."""

FAINT = 24
"""Alpha (0 to 255) of a plate below which there is no limb."""

BESIDE_MM = 3.0
"""Paper that is kept beside the limb, mm."""

FADE_MM = 10.0
"""Millimetres of the body over which a limb that is cut off fades into the paper."""


FEELING_WORDS = {
    Feeling.NUMB: "numb (slanting lines)",
    Feeling.TINGLING: "tingling (dots)",
    Feeling.PAINFUL: "painful (crosses)",
    Feeling.COLD: "cold (level lines)",
}
"""Feelings as a legend names them, with their patterns."""


class Window(NamedTuple):
    """The part of a view that is drawn, mm on the right limb: left, top, right, bottom."""

    u0: float
    v0: float
    u1: float
    v1: float

    @property
    def size(self) -> UV:
        """Return width and height, mm."""
        return self.u1 - self.u0, self.v1 - self.v0


def limb_picture(
    atlas: Atlas,
    view: str,
    side: Side,
    area: Area,
    window: Window,
    width: float,
    bones: float = 0.0,
) -> Picture:
    """Return the picture of a window, ``width`` points wide on paper.

    An area that was painted on another skin is left out. ``bones`` is how strongly the bones
    shine through, 0 to 1.

    Raises
    ------
    UnreadableFile
        If the plate or the face image cannot be read.
    """
    camera = atlas.camera(view)
    wide, high = window.size
    pixels = min(round(width / 72 * DPI), round(wide * camera.px_per_mm))
    size = (max(pixels, 8), max(round(pixels * high / wide), 8))
    plate = _plate(atlas, view)
    box = _box(camera, window, camera.px_per_mm)
    limb = _cut(plate, box, size)
    ground = Image.new("RGB", size, inks.WHITE)
    alpha = _faded(limb.getchannel("A"), camera, window)
    ground.paste(limb.convert("RGB"), (0, 0), alpha)
    if bones:
        within = _cut(_plate(atlas, view, "bones"), box, size)
        through = ImageChops.multiply(_faded(within.getchannel("A"), camera, window), alpha)
        faint = through.point([round(value * bones) for value in range(256)])
        ground.paste(within.convert("RGB"), (0, 0), faint)
    if any(p.side is side for p in area.patches) and area.skin == atlas.skin.name:
        _stain(ground, atlas, view, side, area, window, alpha, width)
    return ground if side is Side.RIGHT else ground.transpose(Image.Transpose.FLIP_LEFT_RIGHT)


def swatch(feeling: Feeling, side: int) -> Picture:
    """Return a sample of a feeling's pattern for a legend, pixels wide and high."""
    ground = Image.new("RGB", (side, side), inks.WHITE)
    mask = _patterned(feeling, (side, side), max(side // 3, 4))
    ground.paste(Image.new("RGB", (side, side), inks.FEELINGS[feeling]), (0, 0), mask)
    return ground


@lru_cache(maxsize=4)
def _plate_file(path: str) -> Picture:
    try:
        with Image.open(path) as picture:
            plate = picture.convert("RGBA")
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            f"The plate {path} cannot be read: {error}.", "Install Yongquan again."
        ) from error
    # What is all but clear is a shadow of the compression; on white paper it would show.
    plate.putalpha(
        plate.getchannel("A").point([0 if value < FAINT else value for value in range(256)])
    )
    return plate


def trimmed(atlas: Atlas, view: str, window: Window) -> Window:
    """Return a window without the empty paper beside the limb.

    Raises
    ------
    UnreadableFile
        If the plate cannot be read.
    """
    camera = atlas.camera(view)
    scale = camera.px_per_mm
    left, top, right, bottom = map(round, _box(camera, window, scale))
    box = _plate(atlas, view).getchannel("A").crop((left, top, right, bottom)).getbbox()
    if box is None:
        return window
    u = camera.origin[0]
    first = max(u + (left + box[0]) / scale - BESIDE_MM, window.u0)
    last = min(u + (left + box[2]) / scale + BESIDE_MM, window.u1)
    return window._replace(u0=first, u1=last)


def _plate(atlas: Atlas, view: str, name: str = "skin") -> Picture:
    path = atlas.plate(view, name)
    if path is None:
        raise UnreadableFile(f"The view {view} has no plate of {name}.", "Install Yongquan again.")
    return _plate_file(str(path))


def _cut(plate: Picture, box: tuple[float, float, float, float], size: tuple[int, int]) -> Picture:
    """Return these pixels of a plate in another size."""
    # Resizing works on the whole of a picture with alpha first, so the rest is cut off before.
    left, top = int(box[0]), int(box[1])
    part = plate.crop((left, top, ceil(box[2]), ceil(box[3])))
    within = (box[0] - left, box[1] - top, box[2] - left, box[3] - top)
    return part.resize(size, Image.Resampling.LANCZOS, within, reducing_gap=3.0)


def _box(camera: Camera, window: Window, scale: float) -> tuple[float, float, float, float]:
    """Return the pixels of a plate that a window covers."""
    u, v = camera.origin
    width, height = camera.size_mm[0] * scale, camera.size_mm[1] * scale
    return (
        max((window.u0 - u) * scale, 0.0),
        max((window.v0 - v) * scale, 0.0),
        min((window.u1 - u) * scale, width),
        min((window.v1 - v) * scale, height),
    )


def _faded(alpha: Picture, camera: Camera, window: Window) -> Picture:
    """Let a limb that the window cuts off above or below fade away there."""
    width, height = alpha.size
    soft = max(round(FADE_MM * height / window.size[1]), 1)
    ramp = Image.new("L", (1, height), 255)
    v, bottom = camera.origin[1], camera.origin[1] + camera.size_mm[1]
    for row in range(min(soft, height)):
        strength = round(255 * row / soft)
        if window.v0 > v + 1:
            ramp.putpixel((0, row), strength)
        if window.v1 < bottom - 1:
            ramp.putpixel((0, height - 1 - row), strength)
    return ImageChops.multiply(alpha, ramp.resize((width, height)))


def _stain(
    ground: Picture,
    atlas: Atlas,
    view: str,
    side: Side,
    area: Area,
    window: Window,
    alpha: Picture,
    width: float,
) -> None:
    faces = atlas.faces(view)
    whole = Image.frombytes("RGB", (faces.width, faces.height), faces.data)
    scale = faces.camera.faces_px_per_mm
    left, top, right, bottom = map(round, _box(faces.camera, window, scale))
    part = whole.crop((left, top, right, bottom))
    # Face numbers have three bytes, least first; a fourth makes them numbers to look up.
    four = Image.merge("RGBA", (*part.split(), Image.new("L", part.size)))
    numbers = array("I")
    numbers.frombytes(four.tobytes())
    if numbers.itemsize != 4:
        raise UnreadableFile("This machine counts in other words than the atlas.")
    period = max(round(PERIOD_MM / 25.4 * 72 * ground.width / width), 4)
    for feeling in Feeling:
        patch = area.patch(side, feeling)
        if patch is None:
            continue
        shades = bytes([0]) + patch.strengths.translate(_SHADES)
        mask = Image.frombytes("L", part.size, bytes(map(shades.__getitem__, numbers)))
        mask = mask.filter(ImageFilter.GaussianBlur(1.2)).resize(
            ground.size, Image.Resampling.BICUBIC
        )
        mask = ImageChops.multiply(
            ImageChops.multiply(mask, alpha), _patterned(feeling, ground.size, period)
        )
        ground.paste(Image.new("RGB", ground.size, inks.FEELINGS[feeling]), (0, 0), mask)


_SHADES = bytes(
    [0]
    + [
        round(255 * (WEAKEST + (1 - WEAKEST) * (step - 1) / (STRONGEST - 1)))
        for step in range(1, STRONGEST + 1)
    ]
    + [255] * (255 - STRONGEST)
)


def _patterned(feeling: Feeling, size: tuple[int, int], period: int) -> Picture:
    """Return the pattern of a feeling: slanted, dots, crosses or level lines over a wash."""
    # Drawn four times as large and made smaller, since lines are drawn without soft edges.
    fine = 4 * period
    tile = Image.new("L", (fine, fine), round(255 * WASH))
    draw = ImageDraw.Draw(tile)
    stroke = round(fine * 0.17)
    if feeling is Feeling.TINGLING:
        for x, y in ((0.25, 0.25), (0.75, 0.75)):
            r = 0.14
            draw.ellipse([(x - r) * fine, (y - r) * fine, (x + r) * fine, (y + r) * fine], 255)
    elif feeling is Feeling.COLD:
        draw.line([0, fine / 2, fine, fine / 2], 255, stroke)
    elif feeling is Feeling.PAINFUL:
        near, far = fine * 0.22, fine * 0.78
        draw.line([near, near, far, far], 255, stroke)
        draw.line([near, far, far, near], 255, stroke)
    else:
        for shift in (-fine, 0, fine):
            draw.line([shift - fine / 2, fine * 1.5, shift + fine * 1.5, -fine / 2], 255, stroke)
    tile = tile.resize((period, period), Image.Resampling.LANCZOS)
    whole = Image.new("L", size)
    for x in range(0, size[0], period):
        for y in range(0, size[1], period):
            whole.paste(tile, (x, y))
    return whole
