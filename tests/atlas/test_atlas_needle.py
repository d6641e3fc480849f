"""What a needle meets, against another ray cast and another measure of distance on the body."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import trimesh
from numpy.typing import NDArray

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.cameras import Vector, dot
from desktop_app.atlas.courses import courses_in
from desktop_app.atlas.mesh import SKIN
from desktop_app.atlas.needle import (
    ANGLES,
    DIRECTIONS,
    UNDER_SKIN,
    Needle,
    bone_ahead,
    depth_mm,
    leanings,
    met_along,
    needle,
    structure_name,
    way_out,
)
from desktop_app.atlas.solids import SKIN_CELL, body_in
from desktop_app.domain.errors import NotFound, NotUnderstood, UnreadableFile

Floats = NDArray[np.float64]

AGREE = 0.5
"""mm within which two measures must agree."""


class Reference:
    """Another ray cast: trimesh reads the file, and the sides of a face's edges are compared."""

    def __init__(self, path: Path) -> None:
        scene: Any = trimesh.load(path)
        self.names = list(scene.geometry)
        meshes = list(scene.geometry.values())
        self.faces = np.concatenate(
            [np.asarray(mesh.vertices, dtype=float)[np.asarray(mesh.faces)] for mesh in meshes]
        )
        self.owners = np.repeat(range(len(meshes)), [len(mesh.faces) for mesh in meshes])
        self.low, self.high = self.faces.min(axis=1), self.faces.max(axis=1)

    def around(self, place: Vector, reach: float) -> tuple[Floats, NDArray[np.int64]]:
        """Return the faces that a line of this length may cross, and whose they are."""
        near = ((self.low <= np.array(place) + reach) & (self.high >= np.array(place) - reach)).all(
            axis=1
        )
        return self.faces[near], self.owners[near]

    def met(
        self, around: tuple[Floats, NDArray[np.int64]], line: Needle, reach: float
    ) -> tuple[dict[str, float], float | None]:
        """Return the depth at which each bone is entered, and where the skin is left."""
        crossings: dict[str, list[float]] = {}
        for at, owner in zip(*_crossed(*around, line), strict=True):
            if 0 <= at <= reach:
                crossings.setdefault(self.names[owner], []).append(float(at))
        out = min((at for at in crossings.pop(SKIN, []) if at > UNDER_SKIN), default=None)
        entered = {name: min(hits) for name, hits in crossings.items()}
        return {name: at for name, at in entered.items() if out is None or at < out}, out


def _crossed(
    faces: Floats, owners: NDArray[np.int64], line: Needle
) -> tuple[Floats, NDArray[np.int64]]:
    """Return where a line crosses faces, mm, and whose each of these is."""
    corners, way = faces - np.array(line.start), np.array(line.way)
    sides = np.array(
        [
            np.einsum("ij,ij->i", np.cross(way, corners[:, first]), corners[:, second])
            for first, second in ((0, 1), (1, 2), (2, 0))
        ]
    )
    through = (sides >= -1e-9).all(axis=0) | (sides <= 1e-9).all(axis=0)
    hit, whose = corners[through], owners[through]
    normals = np.cross(hit[:, 1] - hit[:, 0], hit[:, 2] - hit[:, 0])
    steep = normals @ way
    slanted = np.abs(steep) > 1e-12
    at = (hit[:, 0] * normals).sum(axis=1)[slanted] / steep[slanted]
    return at, whose[slanted]


def ways(atlas: Atlas) -> Iterator[tuple[str, str, str]]:
    """Yield every point or site with every angle and every direction it has there."""
    for code in atlas.placed:
        for angle in ANGLES:
            for toward in ("",) if angle == "perpendicular" else leanings(atlas, code):
                yield code, angle, toward


def test_bones_agree_with_another_ray_cast_for_every_point_angle_and_direction(
    atlas: Atlas,
) -> None:
    reference = Reference(atlas.folder / "body.glb")
    hits, depth = 0, 30.0
    around: dict[str, tuple[Floats, NDArray[np.int64]]] = {}
    for code, angle, toward in ways(atlas):
        line = needle(atlas, code, angle, toward)
        if code not in around:
            around = {code: reference.around(line.start, depth)}
        expected, out = reference.met(around[code], line, depth)
        met = met_along(atlas, code, depth, angle, toward)
        found = {each.id: each.depth_mm for each in met if each.kind == "bone"}
        assert found.keys() == expected.keys(), (code, angle, toward)
        for name, at in found.items():
            assert at == pytest.approx(expected[name], abs=AGREE), (code, angle, toward, name)
        assert way_out(atlas, code, angle, toward, depth) == pytest.approx(out, abs=AGREE)
        ahead = bone_ahead(atlas, code, angle, toward, depth)
        first = min(expected, key=expected.__getitem__, default="")
        assert (ahead.id if ahead else "") == first, (code, angle, toward)
        hits += len(found)
    assert hits > 250


def test_vessels_and_nerves_agree_with_points_set_close_along_both(atlas: Atlas) -> None:
    record = atlas.record["curves"]
    dense: dict[str, list[Floats]] = {}
    for name, curve in record.items():
        if curve["kind"] != "meridian":
            dense.setdefault(name.split(":")[1], []).append(_dense(np.array(curve["polyline"])))
    depth, spread, passed = 30.0, 5.0, 0
    around: dict[str, dict[str, list[Floats]]] = {}
    for code, angle, toward in ways(atlas):
        line = needle(atlas, code, angle, toward)
        if code not in around:
            around = {code: _within(dense, line.start, depth + spread)}
        length = way_out(atlas, code, angle, toward, depth) or depth
        expected = {}
        for name, chains in around[code].items():
            gap = min(_gap(chain, line, length) for chain in chains)
            if gap <= spread - 0.1:
                expected[name] = gap
        met = met_along(atlas, code, depth, angle, toward, spread)
        found = {each.id: each for each in met if each.kind != "bone"}
        assert expected.keys() <= found.keys(), (code, angle, toward)
        for name, each in found.items():
            near = min(_gap(chain, line, length) for chain in around[code][name])
            assert each.gap_mm == pytest.approx(near, abs=0.1), (code, angle, toward, name)
            place = np.array(line.at(each.depth_mm))
            there = min(
                float(np.linalg.norm(chain - place, axis=1).min()) for chain in around[code][name]
            )
            assert there == pytest.approx(each.gap_mm, abs=0.15)
        passed += len(found)
    assert passed > 500


def _dense(line: Floats) -> Floats:
    lengths = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    at = np.append(np.arange(0.0, lengths[-1], 0.15), lengths[-1])
    return np.stack([np.interp(at, lengths, column) for column in line.T], axis=1)


def _within(dense: dict[str, list[Floats]], place: Vector, reach: float) -> dict[str, list[Floats]]:
    """Return the parts of the chains that a needle of this reach may come near."""
    near = {
        name: [chain[np.linalg.norm(chain - place, axis=1) <= reach + 1] for chain in chains]
        for name, chains in dense.items()
    }
    kept = {name: [chain for chain in chains if len(chain)] for name, chains in near.items()}
    return {name: chains for name, chains in kept.items() if chains}


def _gap(chain: Floats, line: Needle, length: float) -> float:
    apart = chain - np.array(line.start)
    along = np.clip(apart @ np.array(line.way), 0.0, length)
    return float(np.linalg.norm(apart - along[:, None] * np.array(line.way), axis=1).min())


def test_what_is_met_comes_in_order_of_depth_and_no_deeper_than_the_needle(atlas: Atlas) -> None:
    for code in ("BL40", "ST41", "LR3", "KI3"):
        met = met_along(atlas, code, 32.0)
        depths = [each.depth_mm for each in met]
        assert depths == sorted(depths)
        assert all(0 <= depth <= 32 for depth in depths)


def test_a_longer_needle_meets_no_less(atlas: Atlas) -> None:
    for code in atlas.placed:
        short = {met.id for met in met_along(atlas, code, 8.0)}
        assert short <= {met.id for met in met_along(atlas, code, 30.0)}, code


def test_a_needle_makes_the_angle_it_says_with_the_skin(atlas: Atlas) -> None:
    for code, angle, toward in ways(atlas):
        line = needle(atlas, code, angle, toward)
        normal = np.array(atlas.placed[code].normal)
        sine = -float(np.array(line.way) @ normal / np.linalg.norm(normal))
        assert np.degrees(np.arcsin(min(sine, 1.0))) == pytest.approx(ANGLES[angle], abs=0.01)
        assert np.linalg.norm(line.way) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("code", "toward", "way"),
    [
        ("ST36", "proximal", (0, 1, 0)),
        ("ST36", "distal", (0, -1, 0)),
        ("ST36", "medial", (1, 0, 0)),
        ("GB34", "posterior", (0, 0, -1)),
        ("LR3", "distal", (0, 0, 1)),
        ("LR3", "proximal", (0, 0, -1)),
        ("LR3", "lateral", (-1, 0, 0)),
        ("KI1", "distal", (0, 0, 1)),
        ("SP10", "proximal", (0, 1, 0)),
        ("BL60", "anterior", (0, 0, 1)),
    ],
)
def test_a_leaning_needle_goes_the_way_it_is_told(
    atlas: Atlas, code: str, toward: str, way: Vector
) -> None:
    # Along the skin, that is without the part that goes straight in.
    straight = needle(atlas, code).way
    leaning = needle(atlas, code, "transverse", toward).way
    part = dot(leaning, straight)
    along = tuple(a - part * b for a, b in zip(leaning, straight, strict=True))
    assert dot((along[0], along[1], along[2]), way) > 0.5


def test_every_point_can_lean_some_way(atlas: Atlas) -> None:
    for code in atlas.placed:
        found = leanings(atlas, code)
        assert len(found) >= 2, code
        assert list(found) == [name for name in DIRECTIONS if name in found]


def test_a_direction_into_the_body_is_refused_with_those_that_are_not(atlas: Atlas) -> None:
    with pytest.raises(NotUnderstood, match=r"GB34.* proximal, distal, anterior"):
        needle(atlas, "GB34", "oblique", "lateral")
    with pytest.raises(NotUnderstood, match="proximal"):
        needle(atlas, "GB34", "oblique")
    with pytest.raises(NotUnderstood, match="perpendicular, oblique, transverse"):
        needle(atlas, "GB34", "askew")


def test_points_without_a_place_are_not_found(atlas: Atlas) -> None:
    with pytest.raises(NotFound, match=r"EX-LE10\.1, EX-LE10\.2"):
        met_along(atlas, "EX-LE10", 10.0)
    with pytest.raises(NotFound, match="LI4"):
        depth_mm(atlas, "LI4", 1.0)


def test_cun_become_mm_by_the_scale_of_the_segment(atlas: Atlas) -> None:
    scales = {name: row["mm_per_cun"] for name, row in atlas.record["scales"].items()}
    for code, scale in (
        ("ST36", "leg-lateral"), ("SP6", "leg-medial"), ("ST34", "thigh-anterior"),
        ("GB31", "thigh-lateral"), ("BL37", "thigh-posterior"), ("BL57", "leg-lateral"),
        ("KI1", "leg-lateral"), ("LR3", "leg-lateral"), ("GB30", "leg-lateral"),
    ):  # fmt: skip
        assert depth_mm(atlas, code, 1.5) == pytest.approx(1.5 * scales[scale]), code


def test_the_body_says_what_is_known_of_it(atlas: Atlas) -> None:
    met = {each.id: each for each in met_along(atlas, "KI3", 20.0)}
    assert met["posterior-tibial-artery"].name == "posterior tibial artery"
    assert met["posterior-tibial-artery"].gap_mm < 3
    bone = bone_ahead(atlas, "EX-LE8")
    assert bone is not None
    assert (bone.kind, bone.name, bone.gap_mm) == ("bone", "tibia", 0.0)
    assert bone.depth_mm < 10
    assert bone_ahead(atlas, "SP6", reach_mm=20.0) is None


def test_everything_that_can_be_met_has_a_name(atlas: Atlas) -> None:
    ids = {course.id for course in courses_in(atlas.folder)} | {
        bone.name for bone in body_in(atlas.folder).bones
    }
    names = {structure_name(name) for name in ids}
    assert len(names) == len(ids)
    assert not any(any(letter.isdigit() for letter in name) for name in names)


def test_no_face_of_the_skin_is_longer_than_a_cell(atlas: Atlas) -> None:
    skin = body_in(atlas.folder).skin
    for along in (skin.ys, skin.zs):
        corners = np.array(along)[np.array(skin.corners).reshape(-1, 3)]
        assert float(np.ptp(corners, axis=1).max()) <= SKIN_CELL


def test_lines_cross_a_closed_bone_an_even_number_of_times(atlas: Atlas) -> None:
    draw = np.random.default_rng(7)
    for mesh in body_in(atlas.folder).bones[3::9]:
        least, most = np.array(mesh.least), np.array(mesh.most)
        for _ in range(40):
            through = draw.uniform(least, most)
            way = draw.normal(size=3)
            way /= np.linalg.norm(way)
            start = through - 500 * way
            count = len(mesh.crossings((*start.tolist(),), (*way.tolist(),), 1000.0))
            assert count % 2 == 0


@pytest.mark.parametrize("damage", [b"", b"glTF", b"\0" * 64])
def test_a_damaged_body_is_an_error_of_the_world(tmp_path: Path, damage: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"body\.glb"):
        body_in(tmp_path)
    (tmp_path / "body.glb").write_bytes(damage)
    with pytest.raises(UnreadableFile, match=r"body\.glb"):
        body_in(tmp_path)


def test_a_body_without_a_skin_is_an_error_of_the_world(atlas: Atlas, tmp_path: Path) -> None:
    whole = (atlas.folder / "body.glb").read_bytes()
    (tmp_path / "body.glb").write_bytes(whole.replace(b'"name":"skin"', b'"name":"coat"'))
    with pytest.raises(UnreadableFile, match="missing"):
        body_in(tmp_path)
    (tmp_path / "body.glb").write_bytes(whole[:-200])
    with pytest.raises(UnreadableFile, match=r"body\.glb"):
        body_in(tmp_path)


def test_damaged_courses_are_an_error_of_the_world(atlas: Atlas, tmp_path: Path) -> None:
    shutil.copy(atlas.folder / "body.glb", tmp_path)
    (tmp_path / "atlas.json").write_text('{"curves": {"nerve:a": {"kind": "nerve"}}}')
    with pytest.raises(UnreadableFile, match=r"atlas\.json"):
        courses_in(tmp_path)
