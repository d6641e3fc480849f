"""Territories of nerves, roots, arteries and meridians hold the places that textbooks name."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import numpy as np
import pytest
import yaml

from assets.pipeline.points_limb import ATLAS, ROOT, Limb
from assets.pipeline.territories import REGULAR
from desktop_app.atlas.skin import Skin, load_skin
from desktop_app.domain.findings import Ground


@cache
def skin() -> Skin:
    return load_skin(ATLAS)


@cache
def atlas() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((ATLAS / "atlas.json").read_text("utf-8"))
    return read


@cache
def limb() -> Limb:
    return Limb.read()


def label(kind: str, face: int) -> str:
    labels = skin().labels[Ground(kind)]
    return labels.names[labels.faces[face]]


def ids(file: str) -> set[str]:
    entries = yaml.safe_load((ROOT / "data" / "structures" / file).read_text("utf-8"))
    return {entry["id"] for entry in entries["structures"]}


@pytest.mark.parametrize("ground", Ground)
def test_every_face_has_a_label_and_every_territory_some_skin(ground: Ground) -> None:
    labels = skin().labels[ground]
    assert len(labels.faces) == len(limb().skin.faces)
    assert {labels.names[index] for index in set(labels.faces)} == set(labels.names)


def test_labels_are_the_structures_of_the_content() -> None:
    beyond = {"beyond"}
    labels = skin().labels
    assert set(labels[Ground.NERVE].names) == ids("nerve-territories.yaml") | beyond
    assert set(labels[Ground.DERMATOME].names) == ids("dermatomes.yaml") | beyond
    assert set(labels[Ground.ARTERY].names) == ids("artery-beds.yaml") | beyond
    assert set(labels[Ground.MERIDIAN].names) == {*REGULAR, "none"}


def test_beds_of_named_arteries_bear_their_ids() -> None:
    named = {"femoral-artery", "popliteal-artery", "anterior-tibial-artery", "fibular-artery"}
    named |= {"posterior-tibial-artery", "dorsalis-pedis-artery"}
    named |= {"medial-plantar-artery", "lateral-plantar-artery"}
    assert named <= ids("artery-beds.yaml") & ids("arteries.yaml")


@pytest.mark.parametrize(
    ("code", "nerve"),
    [
        ("KI1", "medial-plantar-nerve"),
        ("LR2", "deep-fibular-nerve"),
        ("ST43", "superficial-fibular-nerve"),
        ("GB42", "superficial-fibular-nerve"),
        ("BL62", "sural-nerve"),
        ("BL64", "sural-nerve"),
        ("SP6", "saphenous-nerve"),
        ("LR5", "saphenous-nerve"),
        ("SP5", "saphenous-nerve"),
        ("KI5", "medial-calcaneal-nerves"),
        ("ST36", "lateral-sural-cutaneous-nerve"),
        ("GB39", "superficial-fibular-nerve"),
        ("BL37", "posterior-femoral-cutaneous-nerve"),
        ("GB31", "lateral-femoral-cutaneous-nerve"),
        ("BL53", "cluneal-nerves"),
        ("EX-LE12.1", "medial-plantar-nerve"),
        ("EX-LE12.5", "lateral-plantar-nerve"),
    ],
)
def test_points_lie_in_the_territory_of_their_nerve(code: str, nerve: str) -> None:
    assert label("nerve-territory", atlas()["points"][code]["face"]) == nerve


@pytest.mark.parametrize(
    ("code", "artery"),
    [
        ("ST36", "anterior-tibial-artery"),
        ("ST39", "anterior-tibial-artery"),
        ("SP6", "posterior-tibial-artery"),
        ("SP9", "posterior-tibial-artery"),
        ("KI3", "posterior-tibial-artery"),
        ("BL60", "fibular-artery"),
        ("GB38", "fibular-artery"),
        ("BL40", "popliteal-artery"),
        ("BL56", "popliteal-artery"),
        ("ST42", "dorsalis-pedis-artery"),
        ("LR3", "dorsalis-pedis-artery"),
        ("LR2", "dorsalis-pedis-artery"),
        ("BL61", "lateral-calcaneal-artery"),
        ("EX-LE12.1", "medial-plantar-artery"),
        ("EX-LE12.4", "lateral-plantar-artery"),
        ("BL37", "profunda-femoris-artery"),
        ("GB31", "lateral-circumflex-femoral-artery"),
        ("SP11", "femoral-artery"),
        ("BL54", "gluteal-arteries"),
    ],
)
def test_points_lie_in_the_bed_of_their_artery(code: str, artery: str) -> None:
    assert label("artery-bed", atlas()["points"][code]["face"]) == artery


def test_points_of_a_meridian_lie_in_its_band() -> None:
    for code, row in atlas()["points"].items():
        meridian = code.rstrip("0123456789.")
        if meridian in REGULAR:
            assert label("meridian-band", row["face"]) == meridian, code


@pytest.mark.parametrize("level", ["L1", "L2", "L3", "L4", "L5", "S1", "S2", "S3"])
def test_key_sensory_points_lie_in_their_dermatome(level: str) -> None:
    assert label("dermatome", atlas()["sites"][f"key-point-{level}"]["face"]) == level


@pytest.mark.parametrize(
    ("toe", "nerves"),
    [
        (1, {"medial-plantar-nerve"}),
        (2, {"medial-plantar-nerve"}),
        (3, {"medial-plantar-nerve"}),
        (4, {"medial-plantar-nerve", "lateral-plantar-nerve"}),
        (5, {"lateral-plantar-nerve"}),
    ],
)
def test_nail_beds_belong_to_the_plantar_nerves(toe: int, nerves: set[str]) -> None:
    found = [label("nerve-territory", face) for face in limb().groups[f"nail-{toe}"]]
    share = np.mean([nerve in nerves for nerve in found])
    assert share > 0.9


def test_monofilament_sites_follow_the_protocols() -> None:
    sites = yaml.safe_load((ROOT / "data" / "structures" / "sites.yaml").read_text("utf-8"))
    protocols = [p for site in sites["structures"] for p in site.get("protocols", ())]
    assert {p: protocols.count(p) for p in set(protocols)} == {
        "ten-site": 10,
        "ada-4": 4,
        "iwgdf-3": 3,
        "isncsci": 8,
    }


def test_every_view_outlines_some_territories() -> None:
    for path in sorted((ATLAS / "views").glob("*.json")):
        view = json.loads(path.read_text("utf-8"))
        assert len(path.read_bytes()) < 150_000
        assert any(name.startswith("dermatome:") for name in view["territories"])
        assert any(name.startswith("nerve-territory:") for name in view["territories"])
