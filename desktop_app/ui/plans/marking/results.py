"""Results of the tests of sensation: set, summed up, and turned into skin to mark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import compress

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.marking import disc, ready_made
from desktop_app.atlas.skin import Skin
from desktop_app.domain.area import Side
from desktop_app.domain.plans import Finding, Plan
from desktop_app.domain.sensing import TESTS, Place, Test
from desktop_app.domain.structures import Structure

DISC_MM = 12.0
"""Radius of the skin that a site stands for where no part of the foot does: our own measure."""

ORDER = {
    (test.id, place.id): number
    for number, (test, place) in enumerate((test, place) for test in TESTS for place in test.places)
}


def result(plan: Plan, test: str, side: Side, place: str) -> str:
    """Return what a test gave at a place, or nothing."""
    return next(
        (
            finding.value
            for finding in plan.findings
            if (finding.test, finding.side, finding.site) == (test, side, place)
        ),
        "",
    )


def with_results(plan: Plan, changes: tuple[Finding, ...]) -> Plan:
    """Return the plan with these results in place of what there was; an empty value is none."""
    changed = {(each.test, each.side, each.site) for each in changes}
    kept = [each for each in plan.findings if (each.test, each.side, each.site) not in changed]
    kept += [each for each in changes if each.value]
    kept.sort(key=_order)
    return replace(plan, findings=tuple(kept))


def _order(finding: Finding) -> tuple[int, int]:
    place = ORDER.get((finding.test, finding.site), len(ORDER))
    return place, list(Side).index(finding.side)


def places_of(test: Test, protocol: str, structures: Mapping[str, Structure]) -> tuple[Place, ...]:
    """Return the places that a protocol uses; all of them if the test has no such protocol.

    Parameters
    ----------
    structures
        Examination sites by id.
    """
    if protocol not in test.protocols:
        return test.places
    return tuple(
        place
        for place in test.places
        if place.id in structures and protocol in structures[place.id].protocols
    )


def next_value(test: Test, value: str) -> str:
    """Return the result after this one as clicks go: none, the choices in order, none again."""
    values = ["", *(choice.value for choice in test.choices)]
    return values[(values.index(value) + 1) % len(values)] if value in values else ""


def value_words(test: Test, value: str) -> str:
    """Return a result in words."""
    return next((c.words for c in test.choices if c.value == value), value or "Not tested")


def summary(plan: Plan, test: Test, places: tuple[Place, ...]) -> str:
    """Return what came of a test on each limb: ``Right 3 of 10 abnormal, left not tested``."""
    told = []
    for side in Side:
        values = [value for place in places if (value := result(plan, test.id, side, place.id))]
        off = sum(map(test.is_abnormal, values))
        word = "not felt" if test.id == "monofilament" else "abnormal"
        told.append(
            f"{side.value} {off} of {len(values)} {word}" if values else f"{side.value} not tested"
        )
    return ", ".join(told).capitalize()


def abnormal_skin(atlas: Atlas, skin: Skin, plan: Plan, test: Test) -> dict[Side, bytes]:
    """Return the skin that the abnormal places of a test stand for, by limb."""
    sites = atlas.record.get("sites", {})
    masks = {}
    for side in Side:
        mask = bytearray(skin.faces)
        for place in test.places:
            if not test.is_abnormal(result(plan, test.id, side, place.id)):
                continue
            if place.region:
                faces: Iterable[int] = compress(range(skin.faces), ready_made(skin, place.region))
            elif place.id in sites:
                faces = disc(skin, int(sites[place.id]["face"]), DISC_MM)
            else:
                continue
            for face in faces:
                mask[face] = 1
        if any(mask):
            masks[side] = bytes(mask)
    return masks
