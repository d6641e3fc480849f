"""The tests of sensation are whole, and name sites and studies that exist."""

from __future__ import annotations

import pytest

from desktop_app.atlas.body import open_atlas
from desktop_app.content import Content
from desktop_app.content.paths import assets_dir
from desktop_app.domain.area import Feeling
from desktop_app.domain.sensing import PROTOCOLS, TESTS, sensory_test

PLACED_ELSEWHERE = {"great-toe-bone", "achilles-tendon", "dorsum", "sole"}
"""Places that are no examination site of the library."""


def test_the_tests_are_those_that_findings_name() -> None:
    assert [test.id for test in TESTS] == [
        "monofilament", "vibration", "pinprick", "temperature", "ankle-reflex", "pulse", "refill",
    ]  # fmt: skip
    assert sensory_test("nothing") is None


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.id)
def test_each_is_whole(test: object, content: Content) -> None:
    test = sensory_test(test.id)  # type: ignore[attr-defined]
    assert test is not None
    assert len({place.id for place in test.places}) == len(test.places)
    assert not test.choices[0].abnormal
    assert all(choice.abnormal for choice in test.choices[1:])
    assert test.explained.endswith(".")
    assert "clinician" in test.source
    for place in test.places:
        assert test.place(place.id) is place
        assert f"site/{place.id}" in content.structures or place.id in PLACED_ELSEWHERE
    assert set(test.studies) <= content.studies.keys()
    assert test.is_abnormal(test.choices[-1].value)
    assert not test.is_abnormal(test.choices[0].value)
    assert not test.is_abnormal("")


def test_what_is_filled_in_is_a_ready_made_area() -> None:
    regions = open_atlas(assets_dir() / "atlas").skin.regions
    for test in TESTS:
        for place in test.places:
            assert not place.region or place.region in regions
            assert not place.region or test.fills is Feeling.NUMB


def test_protocols_choose_among_the_sites_of_the_monofilament(content: Content) -> None:
    monofilament = sensory_test("monofilament")
    assert monofilament is not None
    assert monofilament.protocols == tuple(name for name, _ in PROTOCOLS)
    for name, count in zip(monofilament.protocols, (10, 4, 3), strict=True):
        chosen = {each.id for each in content.structures.values() if name in each.protocols}
        assert len(chosen) == count
        assert chosen <= {place.id for place in monofilament.places}
