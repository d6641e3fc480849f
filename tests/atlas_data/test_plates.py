"""The shipped plates: complete, of the right size, unmirrored, without a hard edge."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from assets.pipeline.body import load_body
from assets.pipeline.cameras import ATLAS, Camera, read_cameras
from assets.pipeline.faces import FOOT_CROP_MM, decode
from assets.pipeline.render_fade import fade, open_edge_vertices
from assets.pipeline.render_raster import rasterise
from assets.pipeline.render_relief import openness

CAMERAS = read_cameras()
IDS = [camera.id for camera in CAMERAS]
WORDS = "limb-anterior limb-lateral limb-posterior limb-medial foot-dorsal foot-plantar"
SAMPLES = 40


@pytest.fixture(scope="module")
def skin() -> tuple[np.ndarray, np.ndarray]:
    mesh = load_body().skin
    return np.asarray(mesh.vertices, dtype=np.float64), np.asarray(mesh.faces)


def picture(camera: Camera, plate: str) -> np.ndarray:
    with Image.open(ATLAS / camera.to_json()["plates"][plate]) as image:
        return np.asarray(image.convert("RGB" if plate == "faces" else "RGBA"))


def test_the_nine_views_keep_their_ids() -> None:
    assert [*WORDS.split(), "foot-lateral", "foot-medial", "foot-posterior"] == IDS


@pytest.mark.parametrize("camera", CAMERAS, ids=IDS)
def test_no_view_is_a_mirror_image(camera: Camera) -> None:
    np.testing.assert_allclose(np.cross(camera.right, camera.up), camera.toward, atol=1e-6)


def test_the_great_toe_is_on_its_side() -> None:
    towards_the_midline = np.array([1.0, 0.0, 0.0])
    side = {camera.id: float(np.dot(camera.right, towards_the_midline)) for camera in CAMERAS}
    assert side["limb-anterior"] == side["foot-plantar"] == 1.0
    assert side["limb-posterior"] == side["foot-dorsal"] == side["foot-posterior"] == -1.0


@pytest.mark.parametrize("camera", CAMERAS, ids=IDS)
@pytest.mark.parametrize(
    ("plate", "scale"),
    [
        ("skin", "px_per_mm"),
        ("bones", "px_per_mm"),
        ("faces", "faces_px_per_mm"),
        ("skin_small", "small_px_per_mm"),
        ("bones_small", "small_px_per_mm"),
    ],
)
def test_a_plate_has_the_size_that_its_camera_states(
    camera: Camera, plate: str, scale: str
) -> None:
    factor = getattr(camera, scale)
    width, height = camera.size_mm
    assert picture(camera, plate).shape[:2] == (height * factor, width * factor)


@pytest.mark.parametrize("camera", CAMERAS, ids=IDS)
@pytest.mark.parametrize("plate", ["skin", "bones", "skin_small", "bones_small", "thumb"])
def test_a_plate_fades_before_its_border(camera: Camera, plate: str) -> None:
    alpha = picture(camera, plate)[:, :, 3]
    assert alpha.max() == 255
    for border in (alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]):
        assert border.max() == 0


@pytest.mark.parametrize("camera", CAMERAS, ids=IDS)
def test_a_pixel_names_the_face_that_a_ray_meets_first(
    camera: Camera, skin: tuple[np.ndarray, np.ndarray]
) -> None:
    points, faces = skin
    ids = decode(picture(camera, "faces"))
    assert ids.max() < len(faces)
    rows, columns = np.nonzero(ids >= 0)
    chosen = np.random.default_rng(7).choice(len(rows), SAMPLES, replace=False)
    uvd = camera.project(points)
    kept = np.arange(len(faces))
    if camera.is_foot:
        kept = kept[(points[faces][:, :, 1] < FOOT_CROP_MM).all(axis=1)]
    for row, column in zip(rows[chosen], columns[chosen], strict=True):
        at = np.array([column + 0.5, row + 0.5]) / camera.faces_px_per_mm + camera.origin
        assert ids[row, column] in nearest(uvd, faces, kept, at)


def nearest(uvd: np.ndarray, faces: np.ndarray, kept: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Return the triangles within a hair of the first one under a point of the plate."""
    tri = uvd[faces[kept]]
    box = (tri[:, :, :2].min(axis=1) <= at + 1e-6) & (tri[:, :, :2].max(axis=1) >= at - 1e-6)
    kept, tri = kept[box.all(axis=1)], tri[box.all(axis=1)]
    a, b, c = tri[:, 0], tri[:, 1] - tri[:, 0], tri[:, 2] - tri[:, 0]
    area = b[:, 0] * c[:, 1] - b[:, 1] * c[:, 0]
    p = at - a[:, :2]
    second = (p[:, 0] * c[:, 1] - p[:, 1] * c[:, 0]) / area
    third = (b[:, 0] * p[:, 1] - b[:, 1] * p[:, 0]) / area
    under = (second > -1e-6) & (third > -1e-6) & (second + third < 1 + 1e-6)
    depth = (a[:, 2] + second * b[:, 2] + third * c[:, 2])[under]
    return np.asarray(kept[under][depth > depth.max() - 1e-3])


@pytest.mark.parametrize("camera", CAMERAS, ids=IDS)
def test_the_inside_of_the_body_is_never_picked(
    camera: Camera, skin: tuple[np.ndarray, np.ndarray]
) -> None:
    points, faces = skin
    ids = decode(picture(camera, "faces"))
    corner = points[faces[np.unique(ids[ids >= 0])]]
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    assert (normal @ np.asarray(camera.toward) > 0).all()


def test_the_plates_stay_light_to_ship() -> None:
    assert sum(f.stat().st_size for f in (ATLAS / "plates").iterdir()) < 15_000_000


def test_the_rasteriser_keeps_the_nearest_triangle() -> None:
    square = np.array([[0, 0, 0], [8, 0, 0], [8, 8, 0], [0, 8, 0]], dtype=np.float64)
    lid = np.array([[2, 2, 1], [6, 2, 1], [6, 6, 1], [2, 6, 1]], dtype=np.float64)
    quad = np.array([[0, 1, 2], [0, 2, 3]])
    hits = rasterise(np.concatenate([lid, square]), np.concatenate([quad, quad + 4]), (8, 8))
    depth = hits.image(hits.depth, -1.0)
    assert (depth[2:6, 2:6] == 1).all()
    assert depth.sum() == 16
    values = np.arange(8, dtype=np.float64)
    at = hits.interpolate(np.concatenate([quad, quad + 4]), values)
    assert at.min() >= 0
    assert at.max() <= 7


@pytest.mark.parametrize("camera", CAMERAS, ids=IDS)
def test_the_body_has_dissolved_where_it_is_cut(
    camera: Camera, skin: tuple[np.ndarray, np.ndarray]
) -> None:
    points, faces = skin
    rim = points[open_edge_vertices(faces)]
    opacity = fade(camera, points, rim)
    assert opacity.min() == 0.0
    assert opacity.max() == 1.0
    waist = points[:, 1] > points[:, 1].max() - 1.0
    assert opacity[waist].max() < 1e-9


def test_a_hollow_sees_less_sky_than_a_plain() -> None:
    side = np.arange(-20.0, 21.0, 2.0)
    x, z = (grid.ravel() for grid in np.meshgrid(side, side))
    points = np.column_stack([x, np.where(np.abs(x) < 3.0, -8.0, 0.0), z])
    n = len(side)
    corner = (np.arange(n - 1)[:, None] * n + np.arange(n - 1)).ravel()
    faces = np.concatenate(
        [
            np.stack([corner, corner + n, corner + 1], axis=1),
            np.stack([corner + 1, corner + n, corner + n + 1], axis=1),
        ]
    )
    up = np.tile([0.0, 1.0, 0.0], (len(points), 1))
    sky = openness(points, up, (points, faces), 0.25, 64)
    middle = np.abs(z) < 1.0
    assert sky[middle & (np.abs(x) > 14.0)].min() > 0.95
    assert sky[middle & (np.abs(x) < 1.0)].max() < 0.75
