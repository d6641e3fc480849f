"""Draws a surface through a camera: raster, light, contour, fade, and clean edges."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter, map_coordinates

from assets.pipeline.cameras import MARGIN_MM, Camera, Floats
from assets.pipeline.faces import kept_faces
from assets.pipeline.render_fade import INNER_VIEW, fade, median_fade, smoothstep
from assets.pipeline.render_raster import Hits, Reals, rasterise_view
from assets.pipeline.render_shade import Material, shade, to_srgb
from assets.pipeline.render_surface import Surface

MEND_CELL_MM = 3.0


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
    alpha_at = fade(camera, surface.points, surface.rim) * surface.opacity
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
    line = material.line_strength * contour(hits, line_px * supersample)
    colour += line[:, None] * (np.asarray(material.line, dtype=np.float32) - colour)
    alpha = np.clip(hits.interpolate(faces, alpha_at), 0.0, 1.0)
    if surface.closes_inside and camera.id == INNER_VIEW:
        sure = hits.interpolate(faces, median_fade(surface.points, surface.rim)) * outside
        facing = np.clip(normal[:, 2], 0.0, 1.0) ** 2
        colour = mend(hits, colour, sure, sure * facing, px_per_mm * supersample)
    else:
        alpha *= outside
    alpha *= _border_fade(hits, MARGIN_MM / 2 * px_per_mm * supersample)
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
            if far == 0 or far > width or (far > 1 and (dx + dy) % 2):
                continue
            drop = hits.depth - flat[here + dy * stride + dx]
            np.clip((drop - 1.2) / 4.0, 0.0, 1.0, out=drop)
            np.maximum(line, drop * (1.0 - (far - 1.0) / width), out=line)
    return line


def mend(hits: Hits, colour: Reals, sure: Reals, weight: Reals, px_per_mm: float) -> Reals:
    """Close the open inside of the body with the softly spread colour of the skin around it.

    Parameters
    ----------
    hits : Hits
        What the pixels see.
    colour : array (k, 3)
        Their colours.
    sure : array (k,)
        How far each colour is to be kept, 0 (open inside) to 1 (skin).
    weight : array (k,)
        How much each colour says about the skin nearby.
    px_per_mm : float
        Resolution of `hits`.
    """
    cell = max(1, round(MEND_CELL_MM * px_per_mm))
    rows, columns = hits.pixel // hits.shape[1], hits.pixel % hits.shape[1]
    shape = (hits.shape[0] // cell + 1, hits.shape[1] // cell + 1)
    at = (rows // cell) * shape[1] + columns // cell

    def coarse(values: Reals) -> Floats:
        sums = np.bincount(at, values, shape[0] * shape[1])
        return np.asarray(sums.reshape(shape), dtype=np.float64)

    layers = np.stack([coarse(weight), *(coarse(weight * colour[:, c]) for c in range(3))])
    spread = np.zeros_like(layers)
    for length, share in ((8.0, 1.0), (20.0, 1e-2), (60.0, 1e-4)):
        sigma = length / MEND_CELL_MM
        spread += share * gaussian_filter(layers, (0, sigma, sigma), mode="nearest")
    fill = spread[1:] / np.maximum(spread[0], 1e-12)
    spots = np.stack([(rows + 0.5) / cell - 0.5, (columns + 0.5) / cell - 0.5])
    out = np.empty_like(colour)
    for c in range(3):
        smooth = map_coordinates(fill[c], spots, order=1, mode="nearest", output=np.float32)
        out[:, c] = smooth + (colour[:, c] - smooth) * sure
    return out


def _border_fade(hits: Hits, ramp: float) -> Reals:
    """Weight (k,) that falls to 0 over `ramp` pixels towards the border of the picture."""
    height, width = hits.shape
    rows, columns = hits.pixel // width, hits.pixel % width
    edge = np.minimum(np.minimum(rows, height - 1 - rows), np.minimum(columns, width - 1 - columns))
    return smoothstep(0.25 * ramp, ramp, edge.astype(np.float64)).astype(np.float32)


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
