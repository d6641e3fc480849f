"""Place the bones inside the skin: fit each to the body, name it, give it a smooth surface."""

from __future__ import annotations

import numpy as np
import trimesh

from assets.pipeline.place import Pairs, extreme, inset, rod, warp
from assets.pipeline.shape import Capsule, patella_surface, smooth_bone, solid_bone
from assets.pipeline.skin import Skin
from assets.pipeline.subdivide import Floats
from assets.pipeline.surface import Surface

#: Order of the connected parts of the model's two foot meshes.
FOOT_PARTS = (
    "metatarsal-1", "metatarsal-2", "metatarsal-3", "metatarsal-4", "metatarsal-5",
    "cuneiform-medial", "cuneiform-intermediate", "cuneiform-lateral",
    "cuboid", "navicular", "calcaneus",
)  # fmt: skip
TOE_PARTS = (
    *(f"phalanx-distal-{k}" for k in (1, 2, 3, 4, 5)),
    *(f"phalanx-middle-{k}" for k in (2, 3, 4, 5)),
    *(f"phalanx-proximal-{k}" for k in (1, 2, 3, 4, 5)),
)
BONES = (
    "pelvis", "sacrum", "femur", "patella", "tibia", "fibula", "talus", "calcaneus", "navicular",
    "cuboid", "cuneiform-medial", "cuneiform-intermediate", "cuneiform-lateral",
    *(f"metatarsal-{k}" for k in (1, 2, 3, 4, 5)),
    *(f"phalanx-proximal-{k}" for k in (1, 2, 3, 4, 5)),
    *(f"phalanx-middle-{k}" for k in (2, 3, 4, 5)),
    *(f"phalanx-distal-{k}" for k in (1, 2, 3, 4, 5)),
)  # fmt: skip

# Where features of each bone belong in the body, mm. The heights follow adult proportions (knee
# joint line 27 % of stature above the ground, malleoli 4 to 5 %); depth below the skin is a few mm
# where a bone can be felt. Left: point of the model; right: place in the body.
_HIP = (-86.0, 848.0, 22.0)
_FEMUR: Pairs = (
    ((-77.3, 921.5, -56.2), _HIP),
    ((-139.2, 903.4, -70.5), (-150.0, 833.0, 16.0)),
    ((-114.9, 515.2, -60.6), (-155.0, 408.0, 0.0)),
    ((-39.7, 518.8, -51.0), (-69.0, 410.0, 4.0)),
    ((-56.7, 491.1, -49.1), (-89.0, 384.0, 9.0)),
    ((-101.0, 517.0, -80.8), (-139.0, 410.0, -26.0)),
    ((-99.5, 515.5, -22.9), (-139.0, 412.0, 38.0)),
)
_TIBIA: Pairs = (
    ((-114.3, 488.6, -56.5), (-154.0, 378.0, 3.0)),
    ((-45.4, 489.8, -60.6), (-76.0, 377.0, -1.0)),
    ((-60.5, 486.0, -85.7), (-92.0, 374.0, -26.0)),
    ((-101.5, 485.3, -37.9), (-138.0, 373.0, 24.0)),
    ((-78.0, 499.1, -67.8), (-114.0, 388.0, -4.0)),
    ((-84.6, 450.5, -28.2), (-123.0, 344.0, 43.0)),
    ((-80.0, 353.0, -34.0), (-127.0, 235.0, 31.0)),
    ((-71.0, 353.0, -46.0), (-107.0, 235.0, 15.0)),
    ((-80.0, 207.0, -42.0), (-125.0, 85.0, 23.0)),
    ((-70.0, 207.0, -52.0), (-109.0, 85.0, 8.0)),
    ((-48.7, 128.0, -54.5), (-101.0, 8.0, 3.0)),
    ((-70.4, 142.8, -40.7), (-120.0, 18.0, 20.0)),
    ((-78.7, 141.7, -81.5), (-128.0, 17.0, -17.0)),
    ((-99.0, 135.0, -60.0), (-142.0, 11.0, 2.0)),
)
_FIBULA: Pairs = (
    ((-104.7, 473.9, -77.8), (-154.0, 369.0, -22.0)),
    ((-115.8, 459.1, -82.3), (-166.0, 355.0, -23.0)),
    ((-97.0, 459.0, -70.0), (-149.0, 354.0, -12.0)),
    ((-104.0, 300.0, -74.0), (-152.0, 185.0, -16.0)),
    ((-98.0, 210.0, -72.0), (-148.0, 85.0, -9.0)),
    ((-111.9, 136.0, -74.1), (-157.0, 3.0, -9.0)),
    ((-97.8, 110.0, -76.5), (-150.0, -17.0, -9.0)),
    ((-96.0, 136.0, -65.0), (-145.0, 6.0, -1.0)),
)
_PELVIS: Pairs = (
    ((-77.3, 921.5, -56.2), _HIP),
    ((-120.8, 1000.0, 0.1), (-115.0, 927.0, 80.0)),
    ((-132.2, 1017.0, -22.0), (-125.0, 944.0, 55.0)),
    ((-76.5, 1080.9, -75.8), (-76.0, 1006.0, 4.0)),
    ((-40.7, 1016.7, -137.9), (-41.0, 941.0, -58.0)),
    ((-31.7, 866.2, -64.2), (-35.0, 792.0, 14.0)),
    ((-43.8, 896.6, -114.2), (-47.0, 823.0, -36.0)),
    ((-26.7, 920.5, 0.1), (-28.0, 847.0, 80.0)),
    ((0.0, 905.0, -4.0), (0.0, 832.0, 76.0)),
    ((0.0, 933.6, -128.0), (0.0, 860.0, -58.0)),
    ((0.0, 973.0, -156.5), (0.0, 899.0, -79.0)),
    ((41.6, 1061.8, -117.6), (42.0, 985.0, -41.0)),
    ((-41.6, 1061.8, -117.6), (-42.0, 985.0, -41.0)),
)
_TIBIA_FLARE = 52.0
_TIBIA_RODS: tuple[Capsule, ...] = (
    ((-107.5, 12.0, 8.0), 7.0, (-107.5, -4.0, 6.0), 5.0),
    ((-107.5, 12.0, -2.0), 7.0, (-107.5, 0.0, -3.0), 5.0),
    ((-123.5, 344.0, 36.0), 6.0, (-127.0, 235.0, 27.0), 4.5),
    ((-127.0, 235.0, 27.0), 4.5, (-127.5, 150.0, 24.0), 4.0),
    ((-127.5, 150.0, 24.0), 4.0, (-123.0, 80.0, 18.0), 4.0),
)
_PATELLA_CENTRE, _PATELLA_SIZE = (-120.5, 408.0, 52.5), (41.0, 44.0, 19.0)
_PATELLA_TILT = 10.0
_TALUS: Pairs = (
    ((-96.0, 120.0, -60.0), (-142.0, -4.0, 3.0)),
    ((-55.0, 120.0, -60.0), (-104.0, -4.0, 3.0)),
    ((-76.0, 131.0, -62.0), (-123.0, 7.5, 2.0)),
    ((-76.0, 101.0, -62.0), (-123.0, -22.0, 0.0)),
    ((-76.0, 115.0, -83.0), (-125.0, -8.0, -21.0)),
    ((-76.0, 115.0, -37.0), (-114.0, -10.0, 32.0)),
)
_CALCANEUS: Pairs = (
    ((-79.0, 92.0, -124.0), (-124.0, -34.0, -55.0)),
    ((-76.0, 66.0, -112.0), (-123.0, -58.0, -43.0)),
    ((-79.0, 118.0, -68.0), (-127.0, -8.0, -6.0)),
    ((-104.0, 95.0, -75.0), (-147.0, -31.0, -4.0)),
    ((-54.0, 108.0, -66.0), (-103.0, -18.0, 2.0)),
    ((-86.0, 90.0, -49.0), (-137.0, -32.0, 27.5)),
)
_HEAD_CENTRES = (
    (-98.0, -54.0, 125.0), (-119.5, -56.5, 127.0), (-135.5, -57.0, 121.0),
    (-150.5, -57.5, 112.0), (-165.0, -57.5, 101.0),
)  # fmt: skip
_BASE_CENTRES = (
    (-105.0, -29.5, 67.0), (-117.0, -14.5, 58.0), (-130.0, -17.5, 54.0),
    (-143.0, -27.0, 46.0), (-156.0, -41.5, 36.5),
)  # fmt: skip
_MIDFOOT: Pairs = (
    ((-45.5, 95.0, -34.0), (-100.0, -29.0, 38.0)),
    ((-65.0, 115.0, -33.0), (-112.0, 1.0, 35.0)),
    ((-110.0, 92.0, -38.0), (-155.0, -37.0, 31.0)),
    ((-98.0, 82.0, -42.0), (-143.0, -48.0, 27.0)),
    ((-98.0, 104.0, -42.0), (-141.0, -17.0, 28.0)),
    ((-70.0, 113.0, -16.0), (-116.0, -1.0, 49.0)),
    ((-48.0, 96.0, -7.0), (-102.0, -28.5, 59.0)),
)
#: The model's small tarsal bones leave wide joint spaces.
_TARSAL_GROWTH = {
    "cuneiform-medial": 1.12, "cuneiform-intermediate": 1.25, "cuneiform-lateral": 1.3,
    "cuboid": 1.15, "navicular": 1.08,
}  # fmt: skip
#: Least depth below the smooth skin, mm, before relief is modelled.
_INSET = {"fibula": 1.6, "tibia": 1.6, "patella": 2.5}
_INSET_ELSE = 2.4
_TIP_DEPTH = 3.5
_GAP = 1.0
_TOE_WIDTHS = {"proximal": (0.68, 0.82, 0.82, 0.78, 0.78), "middle": (0.0, 0.9, 0.9, 0.9, 0.9),
               "distal": (0.66, 1.25, 1.25, 1.2, 1.15)}  # fmt: skip


def place_bones(source: dict[str, trimesh.Trimesh], skin: Skin) -> dict[str, trimesh.Trimesh]:
    """Return the named bones of the right limb, placed in the skin's frame.

    Parameters
    ----------
    source : bones of the model, see ``sources.read_bones``.
    skin : the skin they belong to; gives the toe joints and tips.
    """
    foot = _parts(source["r_foot"], FOOT_PARTS)
    toes = _parts(source["r_bofoot"], TOE_PARTS)
    placed = {
        "femur": warp(source["r_femur"], _FEMUR),
        "patella": _place_patella(),
        "fibula": warp(source["r_fibula"], _FIBULA),
        "talus": warp(source["r_talus"], _TALUS),
        "calcaneus": warp(foot["calcaneus"], _CALCANEUS),
    }
    pairs = _MIDFOOT + _metatarsal_pairs(foot)
    for name in FOOT_PARTS[:-1]:
        placed[name] = _grow(warp(foot[name], pairs), _TARSAL_GROWTH.get(name, 1.0))
    placed.update(_place_toes(toes, skin))
    smooth = {name: smooth_bone(mesh) for name, mesh in placed.items()}
    smooth["pelvis"] = solid_bone(
        [warp(source["r_pelvis"], _PELVIS)], pitch=2.5, soften=2.0, blend=1.0, faces=6000, rounds=30
    )
    whole = smooth_bone(warp(source["sacrum_geom_1_sacrum"], _PELVIS))
    smooth["sacrum"] = whole.slice_plane((0.0, 0.0, 0.0), (-1.0, 0.0, 0.0))
    smooth["tibia"] = _build_tibia(warp(source["r_tibia"], _TIBIA))
    surface = Surface(skin.vertices, skin.faces)
    return {name: inset(smooth[name], surface, _INSET.get(name, _INSET_ELSE)) for name in BONES}


def _grow(mesh: trimesh.Trimesh, scale: float) -> trimesh.Trimesh:
    middle = mesh.bounds.mean(axis=0)
    return trimesh.Trimesh((mesh.vertices - middle) * scale + middle, mesh.faces, process=False)


def _parts(mesh: trimesh.Trimesh, names: tuple[str, ...]) -> dict[str, trimesh.Trimesh]:
    pieces = mesh.split(only_watertight=False)
    return dict(zip(names, pieces, strict=True))


def _build_tibia(mesh: trimesh.Trimesh) -> trimesh.Trimesh:
    """Close the gap above the ankle, and add the anterior border and the medial malleolus."""
    low = mesh.vertices[mesh.vertices[:, 1] < _TIBIA_FLARE]
    flare = trimesh.convex.convex_hull(low)
    return solid_bone(
        [mesh, flare], _TIBIA_RODS, pitch=2.0, soften=2.0, blend=5.0, faces=7000, rounds=8
    )


def _place_patella() -> trimesh.Trimesh:
    mesh = patella_surface(_PATELLA_SIZE)
    tilt = trimesh.transformations.rotation_matrix(np.radians(_PATELLA_TILT), (1, 0, 0))
    points = mesh.vertices @ tilt[:3, :3].T + _PATELLA_CENTRE
    return trimesh.Trimesh(points, mesh.faces, process=False)


def _metatarsal_pairs(foot: dict[str, trimesh.Trimesh]) -> Pairs:
    pairs: list[tuple[tuple[float, ...], tuple[float, ...]]] = []
    for k in range(5):
        mesh = foot[f"metatarsal-{k + 1}"]
        head, base = extreme(mesh, (0, 0, 1), 8.0), extreme(mesh, (0, 0, -1), 10.0)
        pairs += [(tuple(head), _HEAD_CENTRES[k]), (tuple(base), _BASE_CENTRES[k])]
    return tuple(pairs)


def _place_toes(toes: dict[str, trimesh.Trimesh], skin: Skin) -> dict[str, trimesh.Trimesh]:
    placed: dict[str, trimesh.Trimesh] = {}
    for k in (1, 2, 3, 4, 5):
        chain = _toe_chain(k, skin)
        kinds = ("proximal", "distal") if k == 1 else ("proximal", "middle", "distal")
        for kind, start, end in zip(kinds, chain[:-1], chain[1:], strict=True):
            along = (end - start) / np.linalg.norm(end - start)
            width = _TOE_WIDTHS[kind][k - 1]
            name = f"phalanx-{kind}-{k}"
            placed[name] = rod(toes[name], start + _GAP * along, end - _GAP * along, width)
    return placed


def _toe_chain(toe: int, skin: Skin) -> list[Floats]:
    """Joint centres of a toe from the metatarsophalangeal joint to the tip of the bone."""
    head = np.array(_HEAD_CENTRES[toe - 1])
    points = skin.vertices[skin.toes[:, toe - 1] > 0.5]
    depths = [skin.joints[f"joint-r-toe-{toe}-{j}"][2] for j in range(2, 3 if toe == 1 else 4)]
    depths.append(points[:, 2].max() - _TIP_DEPTH)
    chain = [head + np.array([0.0, 0.5, 9.0 if toe == 1 else 7.0])]
    for depth in depths:
        slab = points[np.abs(points[:, 2] - min(depth, points[:, 2].max() - 5.0)) < 2.0]
        middle = (slab.min(axis=0) + slab.max(axis=0)) / 2
        chain.append(np.array([middle[0], middle[1] + 0.8, depth]))
    return chain
