"""Every point lies on the skin, by its rule, on the right side of the bones."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import numpy as np
import pytest
import yaml

from assets.pipeline.points_foot import Foot
from assets.pipeline.points_limb import ATLAS, ROOT, Limb

SCALE_OF_LEVEL = {
    "SP6": (3, "medial-malleolus-prominence", "leg-medial"),
    "SP7": (6, "medial-malleolus-prominence", "leg-medial"),
    "LR5": (5, "medial-malleolus-prominence", "leg-medial"),
    "LR6": (7, "medial-malleolus-prominence", "leg-medial"),
    "KI7": (2, "medial-malleolus-prominence", "leg-medial"),
    "KI8": (2, "medial-malleolus-prominence", "leg-medial"),
    "KI9": (5, "medial-malleolus-prominence", "leg-medial"),
    "GB35": (7, "lateral-malleolus-prominence", "leg-lateral"),
    "GB36": (7, "lateral-malleolus-prominence", "leg-lateral"),
    "GB37": (5, "lateral-malleolus-prominence", "leg-lateral"),
    "GB38": (4, "lateral-malleolus-prominence", "leg-lateral"),
    "GB39": (3, "lateral-malleolus-prominence", "leg-lateral"),
    "ST40": (8, "lateral-malleolus-prominence", "leg-lateral"),
    "BL58": (7, "lateral-malleolus-prominence", "leg-lateral"),
    "BL59": (3, "lateral-malleolus-prominence", "leg-lateral"),
    "BL55": (-2, "popliteal-crease", "leg-lateral"),
    "BL56": (-5, "popliteal-crease", "leg-lateral"),
    "BL57": (-8, "popliteal-crease", "leg-lateral"),
    "GB31": (9, "popliteal-crease", "thigh-lateral"),
    "GB32": (7, "popliteal-crease", "thigh-lateral"),
    "ST32": (6, "patella-base", "thigh-anterior"),
    "ST33": (3, "patella-base", "thigh-anterior"),
    "ST34": (2, "patella-base", "thigh-anterior"),
    "SP10": (2, "patella-base-medial-end", "thigh-anterior"),
    "BL37": (-6, "gluteal-fold", "thigh-posterior"),
}
LAST_POINT = {"ST": 45, "SP": 13, "BL": 67, "KI": 11, "GB": 44, "LR": 12}
FIRST_POINT = {"ST": 31, "SP": 1, "BL": 36, "KI": 1, "GB": 29, "LR": 1}


@cache
def atlas() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((ATLAS / "atlas.json").read_text("utf-8"))
    return read


@cache
def limb() -> Limb:
    return Limb.read()


def at(code: str) -> np.ndarray:
    kind = "variants" if "~" in code else "points"
    return np.array(atlas()[kind][code]["position"])


def slab(bone: str, code: str) -> np.ndarray:
    """Vertices of a bone within 4 mm of a point's level, seen along the leg."""
    leg = limb().segments["leg"]
    vertices = limb().bones[bone].vertices
    near = np.abs((vertices - at(code)) @ leg.distal) < 4.0
    return np.asarray(vertices[near])


def ahead(positions: np.ndarray) -> np.ndarray:
    return np.asarray(positions @ limb().segments["leg"].anterior)


def codes_in_data() -> set[str]:
    codes: set[str] = set()
    for path in (ROOT / "data" / "points").glob("*.yaml"):
        for point in yaml.safe_load(path.read_text("utf-8"))["points"]:
            sites = [site["code"] for site in point.get("sites", ())]
            codes |= set(sites) if sites else {point["code"]}
    return codes


def rivals_in_data() -> set[str]:
    return {
        f"{point['code']}~{rival['id']}"
        for path in (ROOT / "data" / "points").glob("*.yaml")
        for point in yaml.safe_load(path.read_text("utf-8"))["points"]
        for rival in point["location"].get("rivals", ())
    }


def test_every_point_of_the_content_has_a_place_or_a_reason() -> None:
    assert set(atlas()["points"]) | set(atlas()["not_placed"]) == codes_in_data()


def test_every_rival_place_of_the_content_is_on_the_body() -> None:
    placed = {name.partition(".")[0] for name in atlas()["variants"] if name.count("~") == 1}
    assert placed == rivals_in_data()


@pytest.mark.parametrize("kind", ["points", "variants", "sites"])
def test_places_lie_on_the_skin(kind: str) -> None:
    entries = atlas()[kind]
    positions = np.array([entry["position"] for entry in entries.values()])
    spots, _, _ = limb().skin.nearest(positions)
    assert float(np.linalg.norm(spots - positions, axis=1).max()) < 0.05


def test_face_and_barycentric_weights_give_the_position() -> None:
    triangles = limb().skin.triangles
    for code, entry in atlas()["points"].items():
        spot = np.array(entry["barycentric"]) @ triangles[entry["face"]]
        assert np.allclose(spot, entry["position"], atol=0.05), code


def test_normals_point_outwards() -> None:
    for code, entry in atlas()["points"].items():
        assert np.linalg.norm(entry["normal"]) == pytest.approx(1.0, abs=1e-3)
        face = limb().skin.face_normals[entry["face"]]
        assert float(face @ np.array(entry["normal"])) > 0.3, code


@pytest.mark.parametrize("kind", ["points", "variants"])
def test_every_part_of_every_rule_is_kept_within_a_tenth_of_a_cun(kind: str) -> None:
    wrong = [
        (code, measure)
        for code, entry in atlas()[kind].items()
        for measure in entry["measures"]
        if abs(measure["expected_cun"] - measure["measured_cun"]) > 0.1
    ]
    assert wrong == []


def test_every_point_has_a_measure() -> None:
    bare = [code for code, entry in atlas()["points"].items() if not entry["measures"]]
    assert bare == []


@pytest.mark.parametrize("code", SCALE_OF_LEVEL)
def test_levels_measured_from_the_landmarks_alone(code: str) -> None:
    cun, landmark, scale = SCALE_OF_LEVEL[code]
    ends = limb().scales[scale]
    axis = limb().segments[ends.segment].distal
    marks = limb().landmarks
    length = float((marks[ends.end] - marks[ends.start]) @ axis) / ends.cun
    found = float((marks[landmark] - at(code)) @ axis) / length
    assert found == pytest.approx(cun, abs=0.1)


def test_gb35_lies_behind_the_fibula() -> None:
    assert float(ahead(at("GB35"))) < float(ahead(slab("fibula", "GB35")).min())


@pytest.mark.parametrize("code", ["GB36", "GB37", "GB38", "GB39"])
def test_gb36_to_gb39_lie_in_front_of_the_fibula(code: str) -> None:
    assert float(ahead(at(code))) > float(ahead(slab("fibula", code)).max())


def test_the_rival_gb39_lies_behind_the_fibula() -> None:
    assert float(ahead(at("GB39~a"))) < float(ahead(slab("fibula", "GB39~a")).min())


@pytest.mark.parametrize("code", ["LR5", "LR6"])
def test_lr5_and_lr6_lie_over_the_medial_surface_of_the_tibia(code: str) -> None:
    normal = np.array(atlas()["points"][code]["normal"])
    depth, _ = limb().bones["tibia"].ray(at(code), -normal)
    assert len(depth)
    assert depth[0] < 25.0
    tibia = slab("tibia", code)
    assert ahead(tibia).min() < float(ahead(at(code))) < ahead(tibia).max()
    medial = limb().segments["leg"].direction("medial")
    assert float(at(code) @ medial) > float(tibia.mean(axis=0) @ medial)


@pytest.mark.parametrize("code", ["SP6", "SP7", "SP8"])
def test_sp6_to_sp8_lie_behind_the_medial_border_of_the_tibia(code: str) -> None:
    tibia = slab("tibia", code)
    medial = tibia @ limb().segments["leg"].direction("medial")
    inner = tibia[medial > np.percentile(medial, 70)]
    assert float(ahead(at(code))) < float(ahead(inner).min())


def test_st36_lies_a_finger_outside_the_crest() -> None:
    crest = limb().lines["tibia-crest"]
    level = limb().segments["leg"]
    nearest = crest[np.abs([level.level(p) - level.level(at("ST36")) for p in crest]).argmin()]
    gap = float((at("ST36") - nearest) @ level.lateral) / limb().finger_cun
    assert 0.4 < gap < 1.0


def test_st40_lies_outside_st38_at_its_level() -> None:
    leg = limb().segments["leg"]
    assert float((at("ST40") - at("ST38")) @ leg.lateral) > 0.4 * limb().finger_cun
    assert abs(leg.level(at("ST40")) - leg.level(at("ST38"))) < 0.1 * limb().finger_cun


def test_ki7_lies_on_the_front_of_the_calcaneal_tendon_and_ki8_before_it() -> None:
    edge = limb().lines["calcaneal-tendon-medial-edge"]
    assert np.linalg.norm(edge - at("KI7"), axis=1).min() < 6.0
    step = float(ahead(at("KI8") - at("KI7"))) / limb().finger_cun
    assert 0.4 < step < 1.3
    assert float(ahead(at("KI8"))) < float(ahead(slab("tibia", "KI8")).min())


def test_bl60_lies_between_malleolus_and_tendon() -> None:
    back = float(ahead(limb().landmarks["calcaneal-tendon"]))
    front = float(ahead(limb().landmarks["lateral-malleolus-prominence"]))
    assert 0.3 < (float(ahead(at("BL60"))) - back) / (front - back) < 0.75


@pytest.mark.parametrize(
    ("code", "toe", "side"),
    [
        ("SP1", 1, "medial"),
        ("LR1", 1, "lateral"),
        ("ST45", 2, "lateral"),
        ("GB44", 4, "lateral"),
        ("BL67", 5, "lateral"),
    ],
)
def test_nail_points_lie_at_the_corners(code: str, toe: int, side: str) -> None:
    corner = limb().landmarks[f"nail-corner-{toe}-{side}"]
    middle = limb().landmarks[f"nail-base-{toe}"]
    gap = float(np.linalg.norm(at(code) - corner)) / limb().finger_cun
    assert gap == pytest.approx(0.1, abs=0.05)
    assert np.linalg.norm(at(code) - middle) > np.linalg.norm(corner - middle)
    nail = set(limb().groups[f"nail-{toe}"])
    assert atlas()["points"][code]["face"] not in nail


@pytest.mark.parametrize(
    ("code", "web"), [("LR2", "1-2"), ("ST44", "2-3"), ("EX-LE10.3", "3-4"), ("GB43", "4-5")]
)
def test_web_points_lie_just_behind_the_web_margins(code: str, web: str) -> None:
    margin = limb().landmarks[f"web-margin-{web}"]
    assert np.linalg.norm(at(code) - margin) < 0.2 * limb().finger_cun
    assert (at(code) - margin) @ limb().segments["foot"].distal < 0


def test_lr3_lies_in_the_first_space_beyond_the_bases() -> None:
    foot = Foot(limb())
    way = foot.space(1, 2)
    first, second = (foot.bone(f"metatarsal-{n}") for n in (1, 2))
    assert first.base @ way < at("LR3") @ way < first.head @ way
    across = foot.side(1, "lateral")
    spots = [
        bone.base + bone.axis * ((at("LR3") - bone.base) @ way) / (bone.axis @ way)
        for bone in (first, second)
    ]
    assert spots[0] @ across < at("LR3") @ across < spots[1] @ across


def test_ki1_lies_a_third_of_the_way_to_the_heel_in_the_hollow() -> None:
    foot = limb().segments["foot"]
    web = limb().landmarks["web-margin-2-3-plantar"]
    heel = limb().landmarks["heel-posterior-edge"]
    share = (foot.level(web) - foot.level(at("KI1"))) / (foot.level(web) - foot.level(heel))
    assert share == pytest.approx(1 / 3, abs=0.05)
    assert at("KI1")[1] > limb().landmarks["sole-level"][1] + 3.0


def test_group_points_have_their_sites() -> None:
    groups = atlas()["groups"]
    assert {code: len(sites) for code, sites in groups.items()} == {
        "EX-LE1": 2,
        "EX-LE5": 2,
        "EX-LE10": 4,
        "EX-LE12": 5,
    }
    assert at("EX-LE10.1").tolist() == at("LR2").tolist()
    assert at("EX-LE5.1").tolist() == at("ST35").tolist()


@pytest.mark.parametrize("meridian", LAST_POINT)
def test_meridians_pass_their_points_in_order(meridian: str) -> None:
    curve = atlas()["curves"][f"meridian:{meridian}"]
    line = np.array(curve["polyline"])
    own = [code for code in curve["points"] if code.startswith(meridian)]
    numbers = [int(code.removeprefix(meridian)) for code in own]
    assert numbers == sorted(numbers)
    gaps = [np.linalg.norm(line - at(code), axis=1) for code in own]
    assert max(float(gap.min()) for gap in gaps) < 0.5
    steps = [int(gap.argmin()) for gap in gaps]
    assert steps == sorted(steps)


@pytest.mark.parametrize("meridian", LAST_POINT)
def test_no_point_of_a_meridian_is_left_off_its_lines(meridian: str) -> None:
    passed = {
        code
        for name, curve in atlas()["curves"].items()
        if name.split(":")[1] == meridian
        for code in curve["points"]
    }
    numbers = set(range(FIRST_POINT[meridian], LAST_POINT[meridian] + 1))
    if meridian == "BL":
        numbers -= set(range(41, 53))
    assert {f"{meridian}{number}" for number in numbers} <= passed


def test_meridians_lie_on_the_skin() -> None:
    for name, curve in atlas()["curves"].items():
        if curve["kind"] == "meridian":
            line = np.array(curve["polyline"])
            gap = np.linalg.norm(limb().skin.nearest(line)[0] - line, axis=1)
            assert float(gap.max()) < 0.05, name


def test_vessels_and_nerves_lie_under_the_skin() -> None:
    for name, curve in atlas()["curves"].items():
        if curve["kind"] != "meridian":
            line = np.array(curve["polyline"])
            spots, faces, _ = limb().skin.nearest(line)
            depth = np.einsum("ij,ij->i", spots - line, limb().skin.face_normals[faces])
            assert float(depth.min()) > -0.3, name
            assert float(depth.max()) > 1.0, name


def test_left_is_the_mirror_of_right() -> None:
    positions = np.array([entry["position"] for entry in atlas()["points"].values()])
    assert (positions[:, 0] <= 0).all()
    left = positions * [-1.0, 1.0, 1.0]
    mirrored = limb().skin.vertices * [-1.0, 1.0, 1.0]
    triangles = mirrored[limb().skin.faces]
    faces = [entry["face"] for entry in atlas()["points"].values()]
    weights = np.array([entry["barycentric"] for entry in atlas()["points"].values()])
    assert np.allclose(np.einsum("ij,ijk->ik", weights, triangles[faces]), left, atol=0.05)
