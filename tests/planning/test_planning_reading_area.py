"""An area is read by true surface: shares, coverage, fit, red flags."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.pipeline.glb import read_glb
from desktop_app.content import Content
from desktop_app.content.paths import assets_dir
from desktop_app.domain.area import STRONGEST, Area, Feeling, Patch, Side
from desktop_app.domain.errors import NotUnderstood
from desktop_app.domain.findings import AreaReading, Ground, Share
from desktop_app.planning.reading_area import read_area
from tests.planning.skins import atlas, both, marked, some_of

SKIN = atlas().skin
TERRITORIES = [(ground, name) for ground in Ground for name in SKIN.labels[ground].territories]


def read(content: Content, area: Area) -> AreaReading:
    return read_area(atlas(), content, area)


def share(reading: AreaReading, ground: Ground, name: str) -> Share:
    return next(each for each in reading.of(ground) if each.id == name)


def true_areas() -> np.ndarray:
    meshes, _ = read_glb(assets_dir() / "atlas" / "body.glb")
    vertices, faces = meshes["skin"]
    a, b, c = (vertices[faces[:, corner]] for corner in range(3))
    return np.asarray(np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2)


@pytest.mark.parametrize(("ground", "name"), TERRITORIES)
def test_a_whole_territory_reads_as_itself(content: Content, ground: Ground, name: str) -> None:
    reading = read(content, marked(right=SKIN.territory(ground, name)))
    best = reading.of(ground)[0]
    assert best.id == name
    assert min(best.share_of_area, best.coverage, best.fit) > 0.95
    assert len(reading.of(ground)) == 1


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_shares_agree_with_the_mesh(content: Content, data: st.DataObject) -> None:
    seeds = data.draw(st.lists(st.integers(0, SKIN.faces - 1), min_size=1, max_size=4))
    mask = np.zeros(SKIN.faces, dtype=np.uint8)
    for seed in seeds:
        mask[seed : seed + data.draw(st.integers(1, 9000))] = 1
    reading = read(content, marked(left=mask.tobytes()))
    areas = true_areas()
    total = areas[mask == 1].sum()
    assert reading.surface_mm2 == pytest.approx(total, rel=1e-3)
    for ground in Ground:
        labels = np.frombuffer(SKIN.labels[ground].faces, dtype=np.uint8)
        for each in reading.of(ground):
            of = labels == SKIN.labels[ground].names.index(each.id)
            shared = areas[of & (mask == 1)].sum()
            assert each.surface_mm2 == pytest.approx(shared, rel=2e-3, abs=0.5)
            assert each.share_of_area == pytest.approx(shared / total, abs=1e-3)
            assert each.coverage == pytest.approx(shared / areas[of].sum(), abs=1e-3)
            either = areas[of | (mask == 1)].sum()
            assert each.fit == pytest.approx(shared / either, abs=1e-3)
        assert sum(each.share_of_area for each in reading.of(ground)) <= 1.001


@pytest.mark.parametrize("view", list(SKIN.seen))
def test_half_and_half_whichever_view_it_is_painted_on(content: Content, view: str) -> None:
    labels, seen = SKIN.labels[Ground.NERVE], SKIN.seen[view]
    shown = {
        name: [f for f in range(SKIN.faces) if seen[f] and labels.faces[f] == number]
        for number, name in enumerate(labels.names)
        if name in labels.territories
    }
    surfaces = {name: sum(SKIN.areas[f] for f in faces) for name, faces in shown.items()}
    wide = [name for name, surface in surfaces.items() if surface > 300]
    assert len(wide) >= 2
    for one, other in combinations(wide, 2):
        half = min(surfaces[one], surfaces[other]) * 0.9
        mask = both(some_of(SKIN, shown[one], half), some_of(SKIN, shown[other], half))
        reading = read(content, marked(right=mask))
        for name in (one, other):
            found = share(reading, Ground.NERVE, name).share_of_area
            assert found == pytest.approx(0.5, abs=0.03)
    same = [read(content, area) for area in (marked(left=mask), marked(right=mask, left=mask))]
    assert share(same[0], Ground.NERVE, one) == share(reading, Ground.NERVE, one)
    assert share(same[1], Ground.NERVE, one).share_of_area == pytest.approx(0.5, abs=0.03)


def test_both_limbs_are_each_measured_against_their_own(content: Content) -> None:
    sural = SKIN.territory(Ground.NERVE, "sural-nerve")
    one = read(content, marked(right=sural))
    two = read(content, marked(right=sural, left=sural))
    assert two.surface_mm2 == pytest.approx(2 * one.surface_mm2)
    assert [limb.side for limb in two.limbs] == [Side.RIGHT, Side.LEFT]
    assert share(two, Ground.NERVE, "sural-nerve").fit == pytest.approx(1.0)
    assert two.limbs[0].shares == one.shares
    saphenous = SKIN.territory(Ground.NERVE, "saphenous-nerve")
    mixed = read(content, marked(right=sural, left=saphenous))
    assert share(mixed, Ground.NERVE, "sural-nerve").coverage == pytest.approx(0.5)


def test_how_strong_a_feeling_is_does_not_count(content: Content) -> None:
    mask = SKIN.territory(Ground.NERVE, "sural-nerve")
    weak = read(content, marked(right=mask, strength=1))
    assert weak == read(content, marked(right=mask, strength=STRONGEST))


def test_feelings_on_the_same_skin_count_once(content: Content) -> None:
    mask = SKIN.territory(Ground.NERVE, "sural-nerve")
    area = marked(right=mask)
    twice = area.with_patch(Patch(Side.RIGHT, Feeling.TINGLING, mask))
    assert read(content, twice).shares == read(content, area).shares


def test_skin_of_no_territory_counts_to_the_surface_only(content: Content) -> None:
    labels = SKIN.labels[Ground.NERVE]
    beyond = bytes(labels.names[each] not in labels.territories for each in labels.faces)
    reading = read(content, marked(right=beyond))
    assert reading.surface_mm2 > 1000
    assert reading.of(Ground.NERVE) == ()
    assert reading.red_flags


def test_nothing_marked_says_nothing(content: Content) -> None:
    assert read(content, Area()) == AreaReading(0.0, (), (), (), ())


@pytest.mark.parametrize(
    "area",
    [
        Area((Patch(Side.RIGHT, Feeling.NUMB, b"\5" * 100),), SKIN.name),
        Area((Patch(Side.RIGHT, Feeling.NUMB, b"\5" * SKIN.faces),), "another"),
    ],
)
def test_an_area_of_another_body_is_not_read(content: Content, area: Area) -> None:
    with pytest.raises(NotUnderstood, match="another body"):
        read(content, area)


def test_red_flags_are_never_missing(content: Content) -> None:
    known = {flag.id for flag in content.conditions["numb-feet"].red_flags}
    for ground, name in TERRITORIES:
        reading = read(content, marked(left=SKIN.territory(ground, name)))
        flags = [flag.id for flag in reading.red_flags]
        assert flags
        assert len(flags) == len(set(flags))
        assert set(flags) <= known
    tip = bytearray(SKIN.faces)
    tip[50_000] = 1
    assert read(content, marked(right=bytes(tip))).red_flags


def test_the_area_decides_which_red_flag_comes_first(content: Content) -> None:
    def flags(area: Area) -> list[str]:
        return [flag.id for flag in read(content, area).red_flags]

    sole, whole = SKIN.regions["sole"], b"\1" * SKIN.faces
    assert flags(marked(right=SKIN.territory(Ground.DERMATOME, "S3")))[0] == "saddle-numbness"
    assert "stroke-signs" in flags(marked(right=sole))
    assert "stroke-signs" not in flags(marked(right=sole, left=sole))
    assert "spinal-cord-signs" in flags(marked(right=whole, left=whole))[:3]
    assert flags(marked(right=sole, feeling=Feeling.COLD))[0] == "cold-pulseless-foot"
    assert "rest-pain" in flags(marked(right=sole, feeling=Feeling.PAINFUL))
    assert "ulcer-infection-black-tissue" in flags(marked(right=sole))
    thigh = SKIN.territory(Ground.NERVE, "lateral-femoral-cutaneous-nerve")
    assert "ulcer-infection-black-tissue" not in flags(marked(right=thigh))


def test_the_gravest_are_asked_first(content: Content) -> None:
    order = list(dict.fromkeys(f.urgency for f in content.conditions["numb-feet"].red_flags))
    for ground, name in TERRITORIES:
        mask = SKIN.territory(ground, name)
        urgencies = [f.urgency for f in read(content, marked(right=mask, left=mask)).red_flags]
        assert urgencies == sorted(urgencies, key=order.index)
