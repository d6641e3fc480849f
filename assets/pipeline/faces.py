"""Face-index images: which triangle of the canonical skin each pixel of a view shows."""

from __future__ import annotations

import numpy as np

from assets.pipeline.cameras import Camera, Floats
from assets.pipeline.render_fade import fade, open_edge_vertices
from assets.pipeline.render_raster import rasterise_view

SEEN_OPACITY = 0.04
FOOT_CROP_MM = 260.0


def kept_faces(camera: Camera, points: Floats, faces: np.ndarray) -> np.ndarray:
    """Return the ids of the triangles that may stand in a view: a foot view has no thigh."""
    if not camera.is_foot:
        return np.arange(len(faces))
    return np.flatnonzero((points[faces][:, :, 1] < FOOT_CROP_MM).all(axis=1))


def face_image(camera: Camera, points: Floats, faces: np.ndarray) -> np.ndarray:
    """Draw the face-index image of a view.

    Parameters
    ----------
    camera : Camera
        A framed view; the image has its ``faces_px_per_mm``.
    points : array (n, 3)
        Vertices of the canonical skin, mm.
    faces : int array (m, 3)
        Its triangles in canonical order.

    Returns
    -------
    uint8 array (h, w, 3)
        R + 256 G + 65536 B is the face index + 1, or 0 where no outer skin shows.
    """
    kept = kept_faces(camera, points, faces)
    hits = rasterise_view(camera, points, faces[kept], camera.faces_px_per_mm)
    corner = points[faces[kept[hits.face]]]
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    opacity = fade(camera, points, points[open_edge_vertices(faces)])
    shown = normal @ np.asarray(camera.toward) > 0
    shown &= hits.interpolate(faces[kept], opacity) >= SEEN_OPACITY
    ids = np.zeros(hits.shape[0] * hits.shape[1], dtype=np.int64)
    ids[hits.pixel[shown]] = kept[hits.face[shown]] + 1
    channels = [(ids >> shift) & 255 for shift in (0, 8, 16)]
    return np.stack(channels, axis=1).astype(np.uint8).reshape(*hits.shape, 3)


def decode(image: np.ndarray) -> np.ndarray:
    """Return the face index of each pixel (h, w) of a face-index image, -1 for none."""
    rgb = image.astype(np.int64)
    return np.asarray(rgb[..., 0] + 256 * rgb[..., 1] + 65536 * rgb[..., 2] - 1)
