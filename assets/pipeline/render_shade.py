"""Studio light on skin and bone: pixel normals, openness and colour in, linear RGB out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assets.pipeline.render_raster import Reals


@dataclass(frozen=True)
class Light:
    """A directional lamp, given in camera axes (right, up, toward)."""

    direction: tuple[float, float, float]
    colour: tuple[float, float, float]
    wrap: tuple[float, float, float]


@dataclass(frozen=True)
class Material:
    """How a surface answers light.

    Attributes
    ----------
    lights : tuple of Light
        Key first; its highlight is the one that shows.
    sky, ground : tuple of float
        Ambient colours from above and below.
    shadow_tint : tuple of float
        Exponents of openness per channel: blood makes shadows of skin warm.
    gloss, gloss_power : float
        Strength and sharpness of the highlight.
    edge : tuple of float
        Linear colour towards which a surface turns where it leaves the eye.
    edge_width : float
        Facing ratio below which that starts.
    line, line_strength : tuple of float, float
        Colour (sRGB, 0 to 1) and opacity of the contour.
    """

    lights: tuple[Light, ...]
    sky: tuple[float, float, float]
    ground: tuple[float, float, float]
    shadow_tint: tuple[float, float, float]
    gloss: float
    gloss_power: float
    edge: tuple[float, float, float]
    edge_width: float
    line: tuple[float, float, float]
    line_strength: float


SKIN = Material(
    lights=(
        Light((-0.50, 0.52, 0.66), (0.98, 0.94, 0.885), (0.24, 0.15, 0.11)),
        Light((0.80, 0.10, 0.40), (0.17, 0.19, 0.22), (0.40, 0.36, 0.34)),
        Light((0.70, 0.45, -0.55), (0.30, 0.30, 0.32), (0.05, 0.05, 0.05)),
        Light((-0.85, 0.05, -0.45), (0.14, 0.14, 0.15), (0.05, 0.05, 0.05)),
    ),
    sky=(0.36, 0.37, 0.39),
    ground=(0.235, 0.21, 0.20),
    shadow_tint=(0.82, 1.10, 1.25),
    gloss=0.06,
    gloss_power=16.0,
    edge=(0.22, 0.115, 0.08),
    edge_width=0.52,
    line=(0.27, 0.175, 0.135),
    line_strength=0.72,
)

BONE = Material(
    lights=(
        Light((-0.50, 0.52, 0.66), (1.06, 1.02, 0.95), (0.10, 0.08, 0.06)),
        Light((0.80, 0.10, 0.40), (0.14, 0.16, 0.19), (0.30, 0.28, 0.28)),
        Light((0.70, 0.45, -0.55), (0.20, 0.20, 0.22), (0.05, 0.05, 0.05)),
    ),
    sky=(0.27, 0.28, 0.295),
    ground=(0.15, 0.13, 0.11),
    shadow_tint=(1.15, 1.30, 1.50),
    gloss=0.05,
    gloss_power=24.0,
    edge=(0.075, 0.042, 0.022),
    edge_width=0.72,
    line=(0.20, 0.125, 0.075),
    line_strength=0.9,
)


def shade(
    material: Material,
    normal: Reals,
    albedo: Reals,
    openness: Reals,
    relief: Reals,
    shine: Reals,
) -> Reals:
    """Light a surface.

    Parameters
    ----------
    material : Material
        How it answers light.
    normal : array (k, 3)
        Unit normals in camera axes (right, up, toward).
    albedo : array (k, 3)
        Linear RGB of the surface.
    openness : array (k,)
        Share of the sky it sees, 0 to 1.
    relief : array (k,)
        Below 0 in hollows, above 0 on ridges, about -1 to 1.
    shine : array (k,)
        Extra gloss (nails), 0 to 1.

    Returns
    -------
    array (k, 3)
        Linear RGB.
    """
    light = np.zeros_like(albedo)
    blend = (0.5 + 0.5 * normal[:, 1])[:, None]
    tint = np.asarray(material.shadow_tint, dtype=np.float32)
    open_rgb = np.power(np.clip(openness, 0.02, 1.0)[:, None], tint)
    sky, ground = (np.asarray(c, dtype=np.float32) for c in (material.sky, material.ground))
    light += (ground + (sky - ground) * blend) * open_rgb
    soft = np.sqrt(open_rgb)
    for lamp in material.lights:
        direction = _unit(lamp.direction)
        wrap = np.asarray(lamp.wrap, dtype=np.float32)
        wrapped = ((normal @ direction)[:, None] + wrap) / (1.0 + wrap)
        lit = np.clip(wrapped, 0.0, None)
        light += np.asarray(lamp.colour, dtype=np.float32) * lit * np.sqrt(lit) ** 0.5 * soft
    light *= (1.0 + 0.30 * np.clip(relief, -1.0, 1.0))[:, None]
    colour = albedo * light
    half = _unit(np.asarray(_unit(material.lights[0].direction)) + np.array([0.0, 0.0, 1.0]))
    gleam = np.clip(normal @ half, 0.0, 1.0)
    spec = material.gloss * gleam**material.gloss_power + 0.30 * shine * gleam**60.0
    colour += (spec * openness)[:, None]
    facing = np.clip(normal[:, 2], 0.0, 1.0)
    turn = np.clip(1.0 - facing / material.edge_width, 0.0, 1.0)
    turn = (0.80 * turn * turn * turn)[:, None]
    edge = np.asarray(material.edge, dtype=np.float32)
    return np.asarray(colour * (1.0 - turn) + edge * turn, dtype=np.float32)


def to_srgb(linear: Reals) -> Reals:
    """Encode linear RGB with the sRGB curve, bending the highlights over softly."""
    x = np.clip(linear, 0.0, None)
    knee = 0.72
    over = np.clip(x - knee, 0.0, None)
    x = np.minimum(x, knee) + (1.0 - knee) * (1.0 - np.exp(-over / (1.0 - knee)))
    low = x * 12.92
    high = 1.055 * np.power(np.maximum(x, 0.0031308), 1.0 / 2.4) - 0.055
    return np.asarray(np.where(x <= 0.0031308, low, high), dtype=np.float32)


def from_srgb(*channels: int) -> Reals:
    """Decode 8-bit sRGB channels to linear RGB."""
    c = np.asarray(channels, dtype=np.float32) / 255.0
    return np.asarray(
        np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4), dtype=np.float32
    )


def _unit(vector: object) -> Reals:
    v = np.asarray(vector, dtype=np.float32)
    return np.asarray(v / np.linalg.norm(v), dtype=np.float32)
