"""Labels the skin with territories of nerves, roots, arteries and meridians; draws outlines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import potpourri3d
from scipy import sparse

from assets.pipeline.curves import Curve, Drawing, even_steps
from assets.pipeline.points_limb import Limb
from assets.pipeline.points_places import Places
from assets.pipeline.points_surface import Flags, Floats, Ints, Surface, split_pinches
from assets.pipeline.rules import Line, Rules
from assets.pipeline.territories_outline import Mosaic
from assets.pipeline.visibility import Sight

BEYOND = "beyond"
NONE = "none"
REGULAR = ("ST", "SP", "BL", "KI", "GB", "LR")
BAND_CUN = 1.5
"""A meridian's band reaches this far to either side of its course, if no other is nearer."""

_OUTLINED = ("nerve-territory", "dermatome", "artery-bed")
_STRIP_STEPS = 9
_FOOT_STEPS = 5
_SEED_STEP_MM = 2.0
_SMOOTHINGS = 14
_SPREAD = 0.6


@dataclass(frozen=True)
class Labelling:
    """One kind of territory over the whole skin.

    Attributes
    ----------
    kind : str
        ``nerve-territory``, ``dermatome``, ``artery-bed`` or ``meridian-band``.
    names : tuple of str
        Labels; ``beyond`` is skin of the trunk that belongs to none of them, ``none`` skin too far
        from any meridian.
    scores : (n, labels) array
        How strongly each label claims each vertex; the greatest wins.
    faces : (m,) array
        Index into `names` of each face.
    """

    kind: str
    names: tuple[str, ...]
    scores: Floats
    faces: Ints
    mosaic: Mosaic


@dataclass(frozen=True)
class Territories:
    """All labellings of the skin."""

    labellings: tuple[Labelling, ...]

    def outlines(self, sight: Sight, shown: Flags) -> dict[str, list[Floats]]:
        """Outline rings (n, 2) of each territory as a view shows it, by ``kind:id``.

        `shown` (m,) says which faces the plate shows at all.
        """
        return {
            f"{item.kind}:{name}": rings
            for item in self.labellings
            if item.kind in _OUTLINED
            for name, rings in zip(item.names, item.mosaic.outlines(sight, shown), strict=True)
            if name != BEYOND
        }


class Seeds:
    """Turns the regions of a territory into vertices that surely belong to it."""

    def __init__(self, limb: Limb, places: Places, drawing: Drawing) -> None:
        self._limb = limb
        self._places = places
        self._drawing = drawing

    def of(self, regions: tuple[Mapping[str, Any], ...], where: str) -> Ints:
        """Vertices (k,) that the regions name.

        Raises
        ------
        LookupError
            If a region cannot be carried out on this body.
        """
        found: list[Floats] = []
        vertices: list[int] = []
        for region in regions:
            ((kind, said),) = region.items()
            if kind == "nails":
                for toe in said:
                    faces = np.asarray(self._limb.groups.get(f"nail-{toe}", []), dtype=np.int64)
                    vertices += np.unique(self._limb.skin.faces[faces]).tolist()
            elif kind == "spots":
                found.append(np.array([self._places.spot(place).position for place in said]))
            elif kind == "line":
                line = Line(where, "territory", tuple(said), where)
                found.append(self._drawing.draw(line).polyline)
            elif kind == "strip":
                found.append(self._strip(said))
            elif kind == "foot":
                found.append(self._foot(said))
            else:
                found.append(self._toes(said))
        if found:
            vertices += _vertices(np.concatenate(found), self._limb.skin).tolist()
        return np.unique(np.asarray(vertices, dtype=np.int64))

    def _strip(self, said: Mapping[str, Any]) -> Floats:
        scale = self._limb.scales[said["scale"]]
        segment = self._limb.segments[scale.segment]
        start = segment.level(self._limb.landmark(scale.start))
        spots = []
        for cun, angle in _steps(said["cun"], said["angle"], _STRIP_STEPS):
            section = self._limb.section(segment.name, start + cun * scale.mm_per_cun)
            try:
                arc = self._places.feature(section, {"angle": {"degrees": angle}})
            except LookupError:
                continue
            spots.append(section.at(arc))
        return even_steps(np.array(spots), _SEED_STEP_MM) if spots else np.empty((0, 3))

    def _foot(self, said: Mapping[str, Any]) -> Floats:
        spots = [
            self._places.locate({"kind": said["surface"], "along": along, "across": across})
            for along, across in _steps(said["along"], said["across"], _FOOT_STEPS)
        ]
        return even_steps(np.array(spots), _SEED_STEP_MM)

    def _toes(self, said: Mapping[str, Any]) -> Floats:
        return np.array(
            [
                self._places.locate(
                    {"kind": "toe-side", "toe": toe, "bone": bone, "side": said["side"]}
                )
                for toe in said["toes"]
                for bone in said.get("bones", ("proximal", "distal"))
            ]
        )


def _vertices(positions: Floats, skin: Surface) -> Ints:
    """Vertex (q,) of the skin nearest to each of `positions` (q, 3)."""
    _, faces, bary = skin.nearest(positions)
    corners = skin.faces[faces]
    return np.asarray(corners[np.arange(len(corners)), bary.argmax(axis=1)])


def _steps(first: list[float], second: list[float], count: int) -> list[tuple[float, float]]:
    ways = [np.linspace(pair[0], pair[-1], count) for pair in (first, second)]
    return list(zip(ways[0].tolist(), ways[1].tolist(), strict=True))


def _smoothed(scores: Floats, skin: Surface) -> Floats:
    """Average each vertex's scores (n, labels) with its neighbours', over and over.

    The mesh is finer where borders must be finer, so that counting in neighbours is right.
    """
    count = len(skin.vertices)
    ends = skin.faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2)
    links = sparse.coo_matrix(
        (np.ones(2 * len(ends)), (ends[:, [0, 1]].ravel(), ends[:, [1, 0]].ravel())), (count, count)
    ).tocsr()
    links.data[:] = 1.0
    share = sparse.diags(0.5 / np.maximum(np.asarray(links.sum(axis=1)).ravel(), 1.0)) @ links
    for _ in range(_SMOOTHINGS):
        scores = 0.5 * scores + share @ scores
    return scores


class _Distances:
    """Distances over the skin, by the heat method."""

    def __init__(self, skin: Surface) -> None:
        self._count = len(skin.vertices)
        self._solver = potpourri3d.MeshHeatMethodDistanceSolver(
            *split_pinches(skin.vertices, skin.faces), t_coef=_SPREAD, use_robust=True
        )

    def from_any(self, vertices: Ints) -> Floats:
        """Distance (n,) of every vertex from the nearest of `vertices` (k,), mm."""
        return np.asarray(self._solver.compute_distance_multisource(vertices)[: self._count])


def label_skin(
    limb: Limb, places: Places, drawing: Drawing, rules: Rules, curves: Sequence[Curve]
) -> Territories:
    """Label every face with the territory whose seeds lie nearest over the skin.

    Raises
    ------
    LookupError
        If a region cannot be carried out on this body; names the territory.
    """
    seeds = Seeds(limb, places, drawing)
    distances = _Distances(limb.skin)
    labellings = []
    for kind in _OUTLINED:
        found: dict[str, Floats] = {}
        for key, regions in rules.territories.items():
            owner, _, name = key.partition(":")
            if owner != kind:
                continue
            try:
                found[name] = -distances.from_any(seeds.of(regions, key))
            except LookupError as error:
                raise LookupError(f"{key}: {error.args[0]}") from error
        labellings.append(_labelling(kind, found, limb.skin))
    bands = {NONE: np.full(len(limb.skin.vertices), -BAND_CUN * limb.finger_cun)}
    for meridian in REGULAR:
        course = np.concatenate([c.above for c in curves if c.id in _courses(meridian)])
        bands[meridian] = -distances.from_any(np.unique(_vertices(course, limb.skin)))
    labellings.append(_labelling("meridian-band", bands, limb.skin))
    return Territories(tuple(labellings))


def _courses(meridian: str) -> tuple[str, str]:
    """Name the lines of a meridian with points: branches lead over to the next meridian."""
    return f"meridian:{meridian}", f"meridian:{meridian}:outer"


def _labelling(kind: str, found: Mapping[str, Floats], skin: Surface) -> Labelling:
    scores = _smoothed(np.stack(list(found.values()), axis=1), skin)
    faces = scores[skin.faces].mean(axis=1).argmax(axis=1).astype(np.int64)
    return Labelling(kind, tuple(found), scores, faces, Mosaic(skin, scores))
