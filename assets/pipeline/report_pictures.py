"""Close-ups for the placement report: plates with bones, points and lines drawn in."""

from __future__ import annotations

import base64
import io
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from assets.pipeline.points_limb import ATLAS

COLOURS = {
    "ST": "#B87400",
    "SP": "#C04E00",
    "BL": "#0072B2",
    "KI": "#2389C7",
    "GB": "#00805C",
    "LR": "#B4568F",
    "EX": "#4B5563",
}
_BONES = 0.45
_LARGEST_PX = 900
_RADIUS_PX = 6


@dataclass(frozen=True)
class Region:
    """A close-up: title, view, the points that frame it, mm of skin around them."""

    title: str
    view: str
    points: tuple[str, ...]
    margin_mm: float


REGIONS = (
    Region("Great toe and first web", "foot-dorsal", ("SP1", "LR1", "LR2", "EX-LE12.1"), 10),
    Region("Toes 2 and 3", "foot-dorsal", ("ST45", "ST44", "EX-LE10.3", "EX-LE12.3"), 10),
    Region("Toes 4 and 5", "foot-dorsal", ("GB44", "GB43", "BL67", "EX-LE12.5"), 10),
    Region("Dorsum", "foot-dorsal", ("ST41", "ST42", "ST43", "LR3", "GB41", "GB42", "LR4"), 14),
    Region("Sole", "foot-plantar", ("KI1", "EX-LE11", "BL65", "KI2", "SP3"), 22),
    Region("Inner foot", "foot-medial", ("SP2", "SP3", "SP4", "SP5", "KI2", "KI6", "LR4"), 16),
    Region("Inner ankle", "foot-medial", ("KI3", "KI4", "KI5", "KI6", "KI7", "KI8", "EX-LE8"), 16),
    Region("Outer foot", "foot-lateral", ("BL62", "BL63", "BL64", "BL65", "BL66", "GB40"), 16),
    Region("Outer ankle", "foot-lateral", ("BL59", "BL60", "BL61", "BL62", "EX-LE9", "GB40"), 16),
    Region("Lower leg, inner side", "limb-medial", ("SP6", "SP7", "LR5", "LR6", "KI9", "KI7"), 22),
    Region("Upper leg, inner side", "limb-medial", ("SP8", "SP9", "LR7", "LR8", "KI10"), 26),
    Region("Lower leg, outer side", "limb-lateral", ("GB35", "GB36", "GB39", "BL58", "ST39"), 24),
    Region("Upper leg, front", "limb-anterior", ("ST35", "ST36", "ST37", "ST40", "EX-LE4"), 26),
    Region("Upper leg, outer side", "limb-lateral", ("GB33", "GB34", "EX-LE6", "ST36"), 26),
    Region("Calf", "limb-posterior", ("BL40", "BL55", "BL56", "BL57", "BL58", "BL39"), 26),
    Region("Knee, front", "limb-anterior", ("ST34", "ST35", "SP10", "EX-LE2", "EX-LE4"), 24),
    Region("Thigh, front", "limb-anterior", ("ST31", "ST32", "ST33", "SP11", "EX-LE3"), 26),
    Region("Thigh, outer side", "limb-lateral", ("GB31", "GB32", "GB33"), 60),
    Region("Thigh, inner side", "limb-medial", ("LR9", "SP10", "LR8"), 50),
    Region("Thigh, back", "limb-posterior", ("BL36", "BL37", "BL38", "BL39", "BL40"), 30),
    Region("Groin", "limb-anterior", ("ST31", "SP12", "SP13", "LR12", "LR10", "KI11"), 24),
    Region("Hip and buttock", "limb-lateral", ("GB29", "GB30", "BL54", "BL53", "GB31"), 24),
    Region("Buttock", "limb-posterior", ("BL36", "BL53", "BL54", "GB30"), 24),
)


@cache
def _view(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((ATLAS / "views" / f"{name}.json").read_text("utf-8"))
    return read


@cache
def _cameras() -> dict[str, dict[str, Any]]:
    listed = json.loads((ATLAS / "cameras.json").read_text("utf-8"))
    return {camera["id"]: camera for camera in listed}


@cache
def _plate(name: str, kind: str) -> Image.Image | None:
    path = ATLAS / _cameras()[name]["plates"][kind]
    return Image.open(path).convert("RGBA") if path.is_file() else None


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    found = sorted(Path("/usr/share/fonts").rglob("DejaVuSans.ttf"))
    return ImageFont.truetype(str(found[0]), size) if found else ImageFont.load_default(size)


def picture(region: Region) -> str:
    """Draw a close-up; returns it as a ``data:`` address.

    Raises
    ------
    LookupError
        If a point that frames the region is not in its view.
    """
    view, camera = _view(region.view), _cameras()[region.view]
    missing = [code for code in region.points if code not in view["points"]]
    if missing:
        raise LookupError(f"{region.title}: {', '.join(missing)} not in {region.view}")
    uv = [view["points"][code]["uv"] for code in region.points]
    low = [min(spot[axis] for spot in uv) - region.margin_mm for axis in (0, 1)]
    high = [max(spot[axis] for spot in uv) + region.margin_mm for axis in (0, 1)]
    scale = min(12.0, _LARGEST_PX / max(high[0] - low[0], high[1] - low[1]))
    size = (round((high[0] - low[0]) * scale), round((high[1] - low[1]) * scale))
    page = Image.new("RGBA", size, "#FBFAF7")
    ppm = camera["px_per_mm"]
    corner = [(low[axis] - camera["origin"][axis]) * ppm for axis in (0, 1)]
    box = (*corner, corner[0] + size[0] / scale * ppm, corner[1] + size[1] / scale * ppm)
    for kind, opacity in (("skin", 1.0), ("bones", _BONES)):
        plate = _plate(region.view, kind)
        if plate is not None:
            part = plate.transform(size, Image.Transform.EXTENT, box, Image.Resampling.BICUBIC)
            part.putalpha(part.getchannel("A").point(lambda a, share=opacity: int(a * share)))
            page.alpha_composite(part)
    _draw(ImageDraw.Draw(page), view, low, scale)
    file = io.BytesIO()
    page.convert("RGB").save(file, "WEBP", quality=82)
    return "data:image/webp;base64," + base64.b64encode(file.getvalue()).decode()


def _draw(draw: ImageDraw.ImageDraw, view: dict[str, Any], low: list[float], scale: float) -> None:
    def place(uv: list[float]) -> tuple[float, float]:
        return (uv[0] - low[0]) * scale, (uv[1] - low[1]) * scale

    for name, pieces in view["curves"].items():
        kind, _, rest = name.partition(":")
        colour = COLOURS.get(rest.split(":")[0])
        if kind == "meridian" and colour:
            for piece in pieces:
                if piece["visible"]:
                    draw.line(
                        [place(uv) for uv in piece["uv"]], fill=colour, width=3, joint="curve"
                    )
    for kind, radius in (("variants", _RADIUS_PX - 2), ("points", _RADIUS_PX)):
        for code, entry in view[kind].items():
            if not entry["visible"] or (kind == "points" and "." in code and code[:6] == "EX-LE5"):
                continue
            x, y = place(entry["uv"])
            colour = "#9CA3AF" if kind == "variants" else COLOURS[code[:2]]
            spot = (x - radius, y - radius, x + radius, y + radius)
            draw.ellipse(spot, fill=colour, outline="white", width=2)
            draw.text(
                (x + radius + 3, y - 8),
                code,
                fill=colour if kind == "points" else "#6B7280",
                font=_font(14),
                stroke_width=2,
                stroke_fill="#FBFAF7",
            )
