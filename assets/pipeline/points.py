"""Places every point on the body by its rule, and measures each part of the rule back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assets.pipeline.points_features import Place
from assets.pipeline.points_limb import Limb
from assets.pipeline.points_measures import Measures
from assets.pipeline.points_measures_foot import Measure
from assets.pipeline.points_places import Places
from assets.pipeline.points_surface import Floats, Spot
from assets.pipeline.rules import Rules


@dataclass(frozen=True)
class Placement:
    """A point on the skin: its spot, the outward unit normal (3,), and the rule measured back."""

    spot: Spot
    normal: Floats
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True)
class Placed:
    """Everything placed: points by code, rival places by id, other sites, and what is missing."""

    points: Mapping[str, Placement]
    variants: Mapping[str, Placement]
    sites: Mapping[str, Placement]
    not_placed: Mapping[str, str]


class Unplaceable(ValueError):
    """A rule cannot be carried out on this body; the message names file, line and reason."""


def place_all(limb: Limb, rules: Rules, places: Places) -> Placed:
    """Place all points, rivals and sites.

    Raises
    ------
    Unplaceable
        If a rule cannot be carried out and does not say ``not_placed``.
    """
    measures = Measures(limb, places)
    points: dict[str, Placement] = {}
    variants: dict[str, Placement] = {}
    not_placed: dict[str, str] = {}
    for code, rule in rules.points.items():
        if rule.place is None:
            not_placed[code] = rule.not_placed
            continue
        try:
            points[code] = _placed(limb, places, measures, rule.place)
            further = [measures.check(c, points[code].spot.position) for c in rule.checks]
            points[code] = Placement(
                points[code].spot,
                points[code].normal,
                (*points[code].measures, *further),
            )
        except LookupError as error:
            raise Unplaceable(f"{rule.where}: {code}: {error.args[0]}") from error
    for name, (place, where) in rules.rivals.items():
        try:
            variants[name] = _placed(limb, places, measures, place)
        except LookupError as error:
            raise Unplaceable(f"{where}: {name}: {error.args[0]}") from error
    sites: dict[str, Placement] = {}
    for name, (_, place, where) in rules.sites.items():
        try:
            sites[name] = _placed(limb, places, measures, place)
        except LookupError as error:
            raise Unplaceable(f"{where}: {name}: {error.args[0]}") from error
    return Placed(points, variants, sites, not_placed)


def _placed(limb: Limb, places: Places, measures: Measures, place: Place) -> Placement:
    spot = places.spot(place)
    return Placement(spot, limb.skin.normal_at(spot), tuple(measures.of(place, spot.position)))
