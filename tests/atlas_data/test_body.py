"""The shipped body: closed where it should be, bones inside, landmarks where they belong."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import yaml

from assets.pipeline.body import ATLAS, Body, load_body
from assets.pipeline.glb import read_glb, write_glb
from assets.pipeline.landmarks import LANDMARKS_FILE, read_groups, write_landmarks
from assets.pipeline.sources import ROOT
from assets.pipeline.surface import Surface

TOES = (1, 2, 3, 4, 5)


@cache
def body() -> Body:
    return load_body()


@cache
def skin() -> Surface:
    mesh = body().skin
    return Surface(np.asarray(mesh.vertices), np.asarray(mesh.faces))


@cache
def document() -> dict[str, dict[str, list[float]]]:
    result: dict[str, dict[str, list[float]]] = json.loads(LANDMARKS_FILE.read_text("utf-8"))
    return result


def mark(name: str) -> np.ndarray:
    return np.array(document()["landmarks"][name])


def bone_names() -> list[str]:
    return sorted(read_glb(ATLAS / "body.glb")[0].keys() - {"skin"})


def test_the_contracted_bones_are_there() -> None:
    expected = {"pelvis", "sacrum", "femur", "patella", "tibia", "fibula", "talus", "calcaneus"}
    expected |= {"navicular", "cuboid", "cuneiform-medial", "cuneiform-intermediate"}
    expected |= {"cuneiform-lateral", "phalanx-distal-1", "phalanx-proximal-1"}
    expected |= {f"metatarsal-{k}" for k in TOES}
    kinds = ("proximal", "middle", "distal")
    expected |= {f"phalanx-{kind}-{k}" for kind in kinds for k in TOES[1:]}
    assert set(bone_names()) == expected


@pytest.mark.parametrize("name", bone_names())
def test_no_bone_comes_through_the_skin(name: str) -> None:
    depth = skin().depth(np.asarray(body().bones[name].vertices))
    assert depth.min() > 1.5, f"{name} lies {depth.min():.1f} mm below the skin at its shallowest"


@pytest.mark.parametrize("name", [n for n in bone_names() if n != "sacrum"])
def test_bones_are_closed(name: str) -> None:
    mesh = body().bones[name]
    assert mesh.is_watertight
    assert mesh.volume > 0


def test_skin_is_a_manifold_open_only_at_its_cuts() -> None:
    mesh = body().skin
    assert mesh.is_winding_consistent
    edges, uses = np.unique(mesh.edges_sorted, axis=0, return_counts=True)
    assert uses.max() == 2
    rim = np.asarray(mesh.vertices)[edges[uses == 1].ravel()]
    top = rim[:, 1] > mesh.bounds[1, 1] - 0.01
    median = np.abs(rim[:, 0]) < 0.01
    assert np.all(top | median)
    assert len(mesh.split(only_watertight=False)) == 1
    assert mesh.area_faces.min() > 0


def test_only_the_right_limb_is_stored() -> None:
    assert body().skin.bounds[1, 0] <= 0.0
    for name, bone in body().bones.items():
        assert bone.bounds[1, 0] <= 0.01, name


def test_frame_stands_on_the_ankle_joint() -> None:
    talus = body().bones["talus"].bounds
    assert talus[0, 1] < 0 < talus[1, 1]
    assert talus[0, 2] < 0 < talus[1, 2]
    assert -80 < body().skin.bounds[0, 1] < -60


def test_bones_stand_in_order() -> None:
    def centre(name: str) -> np.ndarray:
        middle: np.ndarray = body().bones[name].bounds.mean(axis=0)
        return middle

    assert centre("fibula")[0] < centre("tibia")[0], "fibula lateral to tibia"
    assert centre("fibula")[2] < centre("tibia")[2], "fibula behind tibia"
    assert body().bones["patella"].bounds[0, 2] > body().bones["femur"].bounds[1, 2] - 12
    assert centre("patella")[1] > centre("tibia")[1]
    for low, high in pairwise(TOES):
        assert centre(f"metatarsal-{high}")[0] < centre(f"metatarsal-{low}")[0]
        assert centre(f"phalanx-distal-{high}")[0] < centre(f"phalanx-distal-{low}")[0]
    assert centre("cuneiform-lateral")[0] < centre("cuneiform-medial")[0]
    assert centre("calcaneus")[2] < centre("navicular")[2] < centre("metatarsal-1")[2]


@pytest.mark.parametrize("toe", TOES)
def test_toe_bones_lie_in_their_toe(toe: int) -> None:
    faces = np.array(read_groups()[f"toe-{toe}"])
    low = skin().triangles[faces].min(axis=(0, 1))
    high = skin().triangles[faces].max(axis=(0, 1))
    tip = np.asarray(body().bones[f"phalanx-distal-{toe}"].vertices)
    assert np.all(tip > low)
    assert np.all(tip < high)


@pytest.mark.parametrize(
    ("landmark", "bone", "limit"),
    [
        ("lateral-malleolus-prominence", "fibula", 9.0),
        ("medial-malleolus-prominence", "tibia", 9.0),
        ("patella-centre", "patella", 9.0),
        ("tibial-tuberosity", "tibia", 10.0),
        ("fibula-head", "fibula", 12.0),
        ("navicular-tuberosity", "navicular", 7.0),
        ("5th-metatarsal-tuberosity", "metatarsal-5", 7.0),
        ("mtp-1", "metatarsal-1", 18.0),
        ("toe-tip-1", "phalanx-distal-1", 7.0),
        ("toe-tip-5", "phalanx-distal-5", 7.0),
    ],
)
def test_bones_that_can_be_felt_lie_near_their_bump(landmark: str, bone: str, limit: float) -> None:
    mesh = body().bones[bone]
    spot, _ = Surface(np.asarray(mesh.vertices), np.asarray(mesh.faces)).nearest(mark(landmark))
    assert np.linalg.norm(spot[0] - mark(landmark)) < limit


def test_landmarks_keep_their_relations() -> None:
    lateral, medial = mark("lateral-malleolus-prominence"), mark("medial-malleolus-prominence")
    assert lateral[1] < medial[1], "lateral malleolus lower"
    assert lateral[2] < medial[2], "lateral malleolus further back"
    assert lateral[0] < medial[0] < 0
    assert mark("patella-apex")[1] < mark("patella-base")[1]
    assert mark("patella-base-lateral-end")[0] < mark("patella-base-medial-end")[0]
    assert mark("tibial-tuberosity")[1] < mark("patella-apex")[1]
    assert mark("fibula-head")[0] < mark("tibial-medial-condyle-inferior-border")[0]
    assert mark("calcaneal-tendon")[2] < lateral[2] - 20
    assert abs(mark("popliteal-crease")[1] - mark("patella-apex")[1]) < 20
    assert mark("gluteal-fold")[2] < 0 < mark("ASIS")[2]
    assert mark("greater-trochanter-prominence")[1] < mark("ASIS")[1]
    assert mark("PSIS")[2] < -50
    assert mark("umbilicus-centre")[1] > mark("pubic-symphysis-superior-border")[1]


@pytest.mark.parametrize("toe", TOES)
def test_nail_corners_frame_the_nail(toe: int) -> None:
    faces = np.array(read_groups()[f"nail-{toe}"])
    nail = skin().triangles[faces].reshape(-1, 3)
    medial, lateral = mark(f"nail-corner-{toe}-medial"), mark(f"nail-corner-{toe}-lateral")
    middle = nail.mean(axis=0)
    assert lateral[0] < middle[0] < medial[0]
    assert max(medial[2], lateral[2]) < middle[2], "corners at the base of the nail"
    assert np.linalg.norm(nail - medial, axis=1).min() < 1.5
    assert np.linalg.norm(nail - lateral, axis=1).min() < 1.5


@pytest.mark.parametrize("toe", TOES[:-1])
def test_webs_lie_between_their_toes(toe: int) -> None:
    name = f"web-margin-{toe}-{toe + 1}"
    upper, lower = mark(name), mark(f"{name}-plantar")
    for spot in (upper, lower):
        assert mark(f"toe-tip-{toe + 1}")[0] < spot[0] < mark(f"toe-tip-{toe}")[0]
        assert mark(f"mtp-{toe + 1}")[2] < spot[2] < mark(f"toe-tip-{toe + 1}")[2]
    assert lower[1] < upper[1]


def test_thigh_and_leg_have_about_the_same_cun() -> None:
    crease = mark("popliteal-crease")[1]
    leg = (crease - mark("lateral-malleolus-prominence")[1]) / 16
    inner = (mark("patella-apex")[1] - mark("medial-malleolus-prominence")[1]) / 15
    thigh = (mark("greater-trochanter-prominence")[1] - crease) / 19
    front = (mark("pubic-symphysis-superior-border")[1] - mark("patella-base")[1]) / 18
    assert inner == pytest.approx(leg, rel=0.05)
    assert thigh == pytest.approx(leg, rel=0.15)
    assert front == pytest.approx(leg, rel=0.15)
    ankle = (mark("medial-malleolus-prominence")[1] - mark("sole")[1]) / 3
    assert ankle == pytest.approx(leg, rel=0.15)


def test_landmarks_and_lines_lie_on_the_skin() -> None:
    inside = {"hip-centre", "knee-centre", "ankle-centre", "sole", "sole-level"}
    names = [name for name in document()["landmarks"] if name not in inside]
    points = [mark(name) for name in names]
    points += [np.array(p) for line in document()["lines"].values() for p in line]
    spots, _ = skin().nearest(np.array(points))
    assert np.linalg.norm(spots - np.array(points), axis=1).max() < 0.01


def test_every_landmark_has_its_meaning_written_down() -> None:
    meant = yaml.safe_load((ROOT / "data/structures/landmarks.yaml").read_text("utf-8"))
    for kind in ("landmarks", "lines", "groups"):
        names = {
            row["id"].format(toe=toe, next=toe + 1)
            for row in meant[kind]
            for toe in row.get("toes", [0])
        }
        assert names == set(document()[kind]), kind


def test_finding_the_landmarks_again_gives_the_same_file(tmp_path: Path) -> None:
    again = tmp_path / "landmarks.json"
    write_landmarks(body(), read_groups(), again)
    new = json.loads(again.read_text("utf-8"))
    assert new["groups"] == document()["groups"]
    assert new["landmarks"].keys() == document()["landmarks"].keys()
    for name, point in new["landmarks"].items():
        assert point == pytest.approx(document()["landmarks"][name], abs=0.002), name
    for name, line in new["lines"].items():
        assert np.array(line) == pytest.approx(np.array(document()["lines"][name]), abs=0.002), name


def test_glb_round_trip_keeps_bytes_and_order(tmp_path: Path) -> None:
    meshes, extras = read_glb(ATLAS / "body.glb")
    assert extras == {"units": "mm", "side": "right"}
    copy = tmp_path / "copy.glb"
    write_glb(copy, meshes, extras)
    assert copy.read_bytes() == (ATLAS / "body.glb").read_bytes()


def test_a_file_that_is_no_glb_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.glb"
    wrong.write_bytes(b"not a mesh at all")
    with pytest.raises(ValueError, match="not a binary glTF"):
        read_glb(wrong)
