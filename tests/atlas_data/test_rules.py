"""Rules say what is wrong with them by file and line, and the atlas says when it is stale."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assets.pipeline.atlas_compare import differences, gist
from assets.pipeline.points import Unplaceable, place_all
from assets.pipeline.points_limb import ATLAS, ROOT, Limb
from assets.pipeline.points_places import Places
from assets.pipeline.points_surface import Surface, split_pinches
from assets.pipeline.rules import read_rules
from assets.pipeline.visibility import runs, thin
from desktop_app.domain.errors import BadContent


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for part in ("points/rules", "structures", "schema"):
        shutil.copytree(ROOT / "data" / part, tmp_path / "data" / part)
    return tmp_path / "data"


def change(path: Path, old: str, new: str) -> int:
    """Replace the first `old` in a file; returns its line."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_shipped_rules_are_well_formed() -> None:
    rules = read_rules()
    assert len(rules.points) == 108
    assert len(rules.lines) > 40


def test_an_unknown_key_is_named_with_file_and_line(data: Path) -> None:
    line = change(data / "points/rules/ST.yaml", "toe: 2, side: lateral", "toe: 2, sid: lateral")
    with pytest.raises(BadContent) as caught:
        read_rules(data)
    assert f"data/points/rules/ST.yaml:{line}: " in str(caught.value)


def test_a_side_that_does_not_exist_is_named(data: Path) -> None:
    line = change(data / "points/rules/GB.yaml", "side: posterior, seen", "side: backwards, seen")
    with pytest.raises(BadContent) as caught:
        read_rules(data)
    found = str(caught.value)
    assert "data/points/rules/GB.yaml:" in found
    assert abs(int(found.split("GB.yaml:")[1].split(":")[0]) - line) <= 1


def test_a_code_that_stands_twice_is_named(data: Path) -> None:
    line = change(data / "points/rules/LR.yaml", "- code: LR2", "- code: LR1")
    with pytest.raises(BadContent, match="LR1 has a rule twice") as caught:
        read_rules(data)
    assert f"LR.yaml:{line}:" in str(caught.value)


def test_a_malformed_course_is_named(data: Path) -> None:
    change(data / "structures/veins.yaml", "depth: 2}", "depth: shallow}")
    with pytest.raises(BadContent, match=r"structures/veins.yaml:\d+: "):
        read_rules(data)


def test_broken_yaml_is_named(data: Path) -> None:
    change(data / "points/rules/KI.yaml", "curves:", "curves: [")
    with pytest.raises(BadContent, match=r"points/rules/KI.yaml:\d+: "):
        read_rules(data)


def test_a_landmark_that_the_body_lacks_is_named(data: Path) -> None:
    old = "a: ASIS, b: greater-trochanter-prominence}"
    line = change(data / "points/rules/GB.yaml", old, old.replace("ASIS", "left-ear"))
    rules, limb = read_rules(data), Limb.read()
    with pytest.raises(Unplaceable) as caught:
        place_all(limb, rules, Places(limb, rules.named()))
    assert "left-ear" in str(caught.value)
    assert f"GB.yaml:{line - 1}: GB29" in str(caught.value)


def test_a_point_placed_by_itself_is_refused() -> None:
    limb = Limb.read()
    places = Places(
        limb, {"ST36": {"kind": "offset", "from": "ST36", "toward": "distal", "cun": 1}}
    )
    with pytest.raises(LookupError, match="reference to itself"):
        places.locate("ST36")


def test_a_moved_point_makes_the_atlas_stale() -> None:
    old: dict[str, Any] = json.loads((ATLAS / "atlas.json").read_text("utf-8"))
    new = json.loads(json.dumps(old))
    assert differences(gist(old), gist(new)) == []
    new["points"]["ST36"]["position"][0] += 0.5
    del new["points"]["ST37"]
    found = differences(gist(old), gist(new))
    assert any("ST36" in line for line in found)
    assert any("ST37" in line for line in found)


def test_views_are_compared_by_extent() -> None:
    old: dict[str, Any] = json.loads((ATLAS / "views" / "foot-dorsal.json").read_text("utf-8"))
    new = json.loads(json.dumps(old))
    assert differences(gist(old), gist(new)) == []
    piece = new["curves"]["meridian:ST"][0]
    piece["uv"] = [[u + 30.0, v] for u, v in piece["uv"]]
    assert differences(gist(old), gist(new))


def test_a_surface_answers_nearest_cut_and_ray() -> None:
    cube = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], dtype=float)
    quads = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    faces = np.array([f for a, b, c, d in quads for f in ((a, b, c), (a, c, d))])
    box = Surface(cube, faces)
    spots, _, bary = box.nearest(np.array([[0.5, 0.5, 3.0], [2.0, 2.0, 2.0]]))
    assert np.allclose(spots, [[0.5, 0.5, 1.0], [1.0, 1.0, 1.0]])
    assert np.allclose(bary.sum(axis=1), 1.0)
    (cut,) = box.cut(np.array([0.0, 0.0, 0.4]), np.array([0.0, 0.0, 1.0]))
    assert cut.closed
    assert cut.lengths[-1] == pytest.approx(4.0)
    distances, _ = box.ray(np.array([0.3, 0.4, -1.0]), np.array([0.0, 0.0, 1.0]))
    assert distances.tolist() == pytest.approx([1.0, 2.0])
    assert len(box.rim) == 0


def test_pinched_vertices_are_split() -> None:
    corners = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [-1, 0, 0], [-1, -1, 0]], dtype=float)
    vertices, faces = split_pinches(corners, np.array([[0, 1, 2], [0, 3, 4]]))
    assert len(vertices) == 6
    assert set(faces[0]) & set(faces[1]) == set()


def test_lines_are_split_by_sight_and_thinned() -> None:
    seen = np.array([True] * 10 + [False] * 2 + [True] * 10 + [False] * 10)
    assert runs(seen) == [(0, 22, True), (22, 31, False)]
    line = np.array([[0.0, 0.0], [1.0, 0.001], [2.0, 0.0], [2.0, 5.0]])
    assert thin(line, 0.01).tolist() == [0, 2, 3]
