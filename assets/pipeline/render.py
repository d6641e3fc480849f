"""Draws a surface through a camera: raster, light, contour, fade, and clean edges."""

from __future__ import annotations

import numpy as np

from assets.pipeline.cameras import Camera
from assets.pipeline.faces import kept_faces
from assets.pipeline.render_fade import fade
from assets.pipeline.render_raster import Hits, Reals, rasterise_view
from assets.pipeline.render_shade import Material, shade, to_srgb
from assets.pipeline.render_surface import Surface

CONTOUR_RGB = (0.27, 0.175, 0.135)
CONTOUR_STRENGTH = 0.72


def draw(
    camera: Camera,
    surface: Surface,
    material: Material,
    px_per_mm: float,
    supersample: int = 2,
    line_px: float = 1.6,
) -> np.ndarray:
    """Draw one plate.

    Parameters
    ----------
    camera : Camera
        A framed view.
    surface : Surface
        What to draw.
    material : Material
        How it answers light.
    px_per_mm : float
        Resolution of the plate.
    supersample : int
        Samples along each side of a pixel.
    line_px : float
        Width of the contour in pixels of the plate.

    Returns
    -------
    uint8 array (h, w, 4)
        Straight (not premultiplied) sRGB with alpha.
    """
    faces = surface.faces[kept_faces(camera, surface.points, surface.faces)]
    hits = rasterise_view(camera, surface.points, faces, px_per_mm, supersample)
    alpha_at = fade(camera, surface.points, surface.rim)
    normal = hits.interpolate(faces, surface.normals @ _screen(camera))
    normal /= np.linalg.norm(normal, axis=1, keepdims=True) + 1e-9
    corner = surface.points[faces[hits.face]]
    flat = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    outside = flat @ np.asarray(camera.toward) > 0
    colour = to_srgb(
        shade(
            material,
            normal,
            hits.interpolate(faces, surface.albedo),
            hits.interpolate(faces, surface.openness),
            hits.interpolate(faces, surface.relief),
            hits.interpolate(faces, surface.shine),
        )
    )
    line = CONTOUR_STRENGTH * contour(hits, line_px * supersample)
    colour += line[:, None] * (np.asarray(CONTOUR_RGB, dtype=np.float32) - colour)
    alpha = np.clip(hits.interpolate(faces, alpha_at), 0.0, 1.0) * outside
    return _resolve(hits, colour, alpha, supersample)


def contour(hits: Hits, width: float) -> Reals:
    """Strength (k,) of the contour at each seen pixel: 1 at a drop in depth, 0 a line away.

    Parameters
    ----------
    hits : Hits
        What the pixels see.
    width : float
        Width of the line in pixels of `hits`.
    """
    reach = max(1, round(width))
    height, columns = hits.shape
    padded = np.full((height + 2 * reach, columns + 2 * reach), -1e4, dtype=np.float32)
    padded[reach:-reach, reach:-reach] = hits.image(hits.depth, -1e4)
    flat = padded.ravel()
    stride = columns + 2 * reach
    here = (hits.pixel // columns + reach) * stride + hits.pixel % columns + reach
    line = np.zeros(len(here), dtype=np.float32)
    for dy in range(-reach, reach + 1):
        for dx in range(-reach, reach + 1):
            far = float(np.hypot(dx, dy))
            if far == 0 or far > width:
                continue
            drop = hits.depth - flat[here + dy * stride + dx]
            np.clip((drop - 1.2) / 4.0, 0.0, 1.0, out=drop)
            np.maximum(line, drop * (1.0 - (far - 1.0) / width), out=line)
    return line


def _screen(camera: Camera) -> np.ndarray:
    return np.stack([camera.right, camera.up, camera.toward], axis=1)


def _resolve(hits: Hits, colour: Reals, alpha: Reals, supersample: int) -> np.ndarray:
    """Average the samples of each pixel, weighted by their alpha."""
    height, width = (side // supersample for side in hits.shape)

    def pooled(values: Reals) -> Reals:
        picture = hits.image(values, 0.0).reshape(height, supersample, width, supersample)
        return np.asarray(picture.mean(axis=(1, 3)), dtype=np.float32)

    cover = pooled(alpha)
    out = np.zeros((height, width, 4), dtype=np.uint8)
    for c in range(3):
        straight = pooled(colour[:, c] * alpha) / np.maximum(cover, 1e-6)
        out[:, :, c] = np.clip(straight * 255.0 + 0.5, 0, 255)
    out[:, :, 3] = np.clip(cover * 255.0 + 0.5, 0, 255)
    return out
