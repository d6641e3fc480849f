"""Reads a marked area: whose skin it is, which shapes explain it, which red flags come first.

Three measures, named wherever they are shown: the share of the area that lies in a territory
(precision), the coverage of the territory by the area (sensitivity), and the fit, the skin in both
divided by the skin in either (Jaccard index). All are of true skin surface. A feeling's strength
does not count: skin is marked or it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop_app.atlas.body import Atlas
from desktop_app.content import Content
from desktop_app.domain.area import Area, Feeling, Side
from desktop_app.domain.errors import NotUnderstood
from desktop_app.domain.findings import AreaReading, Ground, LimbReading, Share
from desktop_app.planning.chart import Chart, Tally, chart_of
from desktop_app.planning.limb import Limb
from desktop_app.planning.patterns import find_patterns
from desktop_app.planning.red_flags import first_red_flags

CONDITION = "numb-feet"
"""The condition whose causes and red flags an area is read against unless another is named."""


def read_area(
    atlas: Atlas, content: Content, area: Area, condition: str = CONDITION
) -> AreaReading:
    """Return what a marked area says; an empty area says nothing.

    Skin of the trunk, which no territory holds, counts to the surface and to no territory.

    Raises
    ------
    NotUnderstood
        If the area belongs to another body.
    """
    if area.is_empty:
        return AreaReading(0.0, (), (), (), ())
    _require_same_skin(atlas, area)
    chart = chart_of(atlas)
    limbs = tuple(
        Limb(side, area, mask, chart.tally(mask), chart)
        for side in Side
        if any(mask := area.marked(side))
    )
    names = {ground: _names(atlas, content, ground) for ground in Ground}
    known = content.conditions.get(condition or CONDITION)
    patterns = find_patterns([_as_felt(limb) for limb in limbs], names, content, known)
    return AreaReading(
        surface_mm2=sum(limb.tally.total for limb in limbs),
        limbs=tuple(
            LimbReading(limb.side, limb.tally.total, _shares([limb.tally], chart, names))
            for limb in limbs
        ),
        shares=_shares([limb.tally for limb in limbs], chart, names),
        patterns=patterns,
        red_flags=first_red_flags(limbs, patterns, known),
    )


def _require_same_skin(atlas: Atlas, area: Area) -> None:
    skin = atlas.skin
    sizes = {len(patch.strengths) for patch in area.patches}
    if area.skin not in ("", skin.name) or sizes != {skin.faces}:
        raise NotUnderstood(
            "The marked area belongs to another body than this atlas shows.", "Mark it anew."
        )


def _as_felt(limb: Limb) -> Limb:
    """Return a limb without the skin that is only cold, unless nothing else is marked.

    Shapes are those of feeling lost or gone wrong; cold skin has a pattern of its own.
    """
    felt = limb.area.marked(limb.side, frozenset(Feeling) - {Feeling.COLD})
    if not felt or felt == limb.mask:
        return limb
    return Limb(limb.side, limb.area, felt, limb.chart.tally(felt), limb.chart)


def _shares(
    tallies: Iterable[Tally], chart: Chart, names: dict[Ground, dict[str, str]]
) -> tuple[Share, ...]:
    """Return the shares of limbs taken together, each measured against its own territories."""
    held = list(tallies)
    return tuple(share for ground in Ground for share in _of_ground(held, chart, ground, names))


def _of_ground(
    tallies: list[Tally], chart: Chart, ground: Ground, names: dict[Ground, dict[str, str]]
) -> Iterator[Share]:
    marked = sum(tally.total for tally in tallies)
    wholes = chart.total.grounds[ground]
    found = {
        name: sum(tally.grounds[ground].get(name, 0.0) for tally in tallies) for name in wholes
    }
    for name, both in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        whole = wholes[name] * len(tallies)
        if both:
            yield Share(
                ground=ground,
                id=name,
                name=names[ground].get(name, name),
                surface_mm2=both,
                share_of_area=min(1.0, both / marked),
                coverage=min(1.0, both / whole),
                fit=min(1.0, both / (marked + whole - both)),
            )


def _names(atlas: Atlas, content: Content, ground: Ground) -> dict[str, str]:
    labels = atlas.skin.labels[ground]
    names = dict(zip(labels.names, labels.words, strict=True))
    if ground is Ground.MERIDIAN:
        names |= {code: each.english for code, each in content.meridians.items() if code in names}
    return names
