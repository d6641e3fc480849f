"""Find every named landmark, line and face group of the right limb and write landmarks.json."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from assets.pipeline.body import ATLAS, Body, load_body
from assets.pipeline.landmarks_find import (
    BACK,
    DOWN,
    FRONT,
    LATERAL,
    MEDIAL,
    UP,
    Finder,
    Groups,
    farthest,
)
from assets.pipeline.landmarks_foot import foot_landmarks
from assets.pipeline.landmarks_lines import find_lines
from assets.pipeline.subdivide import Floats

LANDMARKS_FILE = ATLAS / "landmarks.json"
_TRUNK_CUN = 25.0


def find_landmarks(finder: Finder) -> dict[str, Floats]:
    """Every landmark by name; points on the skin unless their text says "centre" or "level"."""
    found = {**_hip(finder), **_knee(finder), **_leg(finder), **_ankle(finder)}
    found.update(foot_landmarks(finder))
    return dict(sorted(found.items()))


def _hip(f: Finder) -> dict[str, Floats]:
    pelvis, sacrum = "pelvis", np.asarray(f.bone("sacrum").vertices)
    asis = f.bone_end(pelvis, (-0.3, 0.0, 1.0), {"y": (900, 960)})
    symphysis = np.asarray(f.bone(pelvis).vertices)
    symphysis = symphysis[(symphysis[:, 0] > -14) & (symphysis[:, 2] > 50)]
    upper, lower = symphysis[:, 1].max(), symphysis[:, 1].min()
    trochanter = f.bone_end("femur", LATERAL, {"y": (790, 870)})
    head = np.asarray(f.bone("femur").vertices)
    head = head[(head[:, 1] > 790) & (head[:, 0] > head[head[:, 1] > 790, 0].max() - 12.0)]
    psis = f.bone_end(pelvis, BACK, {"y": (915, 990)})
    hiatus = sacrum[:, 1].min() + 0.3 * np.ptp(sacrum[:, 1])
    ischium = f.bone_end(pelvis, (0.0, -1.0, -0.3), {})
    tubercle = f.bone_end(pelvis, (0.0, 0.5, 1.0), {"x": (-36, -18), "z": (55, 95)})
    middle = f.skin.vertices[f.skin.vertices[:, 0] > -1e-6]
    belly = middle[(middle[:, 2] > 60) & (middle[:, 1] > 965) & (middle[:, 1] < 1015)]
    fold, groin = f.ridge("gluteal fold"), f.ridge("inguinal crease")
    pubis = f.beyond((-1e-3, upper, 40.0), FRONT)
    found = {
        "ASIS": f.beyond(asis, (-0.15, 0.0, 1.0)),
        "pubic-symphysis-superior-border": pubis,
        "CV2": pubis,
        "pubic-symphysis-inferior-border": f.beyond((-1e-3, lower, 40.0), FRONT),
        "pubic-tubercle": f.beyond(tubercle, FRONT),
        "umbilicus-centre": belly[belly[:, 2].argmin()],
        "greater-trochanter-prominence": f.beyond(trochanter, LATERAL),
        "hip-centre": (head.min(axis=0) + head.max(axis=0)) / 2 - (17.0, 0.0, 0.0),
        "PSIS": f.beyond(psis, BACK),
        "sacral-hiatus": f.beyond((-1e-3, hiatus, -40.0), BACK),
        "2nd-posterior-sacral-foramen": f.beyond((-22.0, psis[1], -40.0), BACK),
        "4th-posterior-sacral-foramen": f.beyond((-17.0, hiatus, -40.0), BACK),
        "ischial-tuberosity": f.beyond(ischium, (0.0, -0.5, -1.0)),
        "gluteal-fold": fold[np.abs(fold[:, 0] + 92.0).argmin()],
        "inguinal-crease": groin[len(groin) // 2],
        "ST30": f.beyond((-2 * _TRUNK_CUN, upper, 40.0), FRONT),
    }
    found["mid-inguinal-point"] = f.nearest((found["ASIS"] + pubis) / 2 + (0.0, 0.0, 15.0))
    return found


def _knee(f: Finder) -> dict[str, Floats]:
    patella = np.asarray(f.bone("patella").vertices)
    middle = (patella.min(axis=0) + patella.max(axis=0)) / 2
    top, tip = farthest(patella, UP), farthest(patella, DOWN)
    outer = farthest(patella, (-1.0, 1.0, 0.0))
    inner = farthest(patella, (1.0, 1.0, 0.0))
    lateral = f.bone_end("femur", LATERAL, {"y": (380, 440)})
    medial = f.bone_end("femur", MEDIAL, {"y": (380, 440)})
    condyle = f.bone_end("femur", DOWN, {"x": (-105, -60)})
    tuberosity = f.bone_end("tibia", FRONT, {"y": (325, 362)})
    crease = f.ridge("popliteal crease")
    centre = (lateral + medial) / 2
    hollow = crease[np.abs(crease[:, 0] - centre[0]).argmin()]
    biceps, tendinosus = f.ridge("biceps femoris tendon"), f.ridge("semitendinosus tendon")
    return {
        "patella-base": f.beyond((middle[0], top[1] - 1.0, middle[2]), FRONT),
        "patella-base-lateral-end": f.beyond(outer, FRONT),
        "patella-base-medial-end": f.beyond(inner, FRONT),
        "patella-apex": f.beyond((middle[0], tip[1] + 1.0, middle[2]), FRONT),
        "patella-centre": f.beyond(middle, FRONT),
        "lateral-femoral-epicondyle": f.beyond(lateral, LATERAL),
        "medial-femoral-epicondyle": f.beyond(medial, MEDIAL),
        "medial-femoral-condyle": f.nearest(condyle + np.array([12.0, 12.0, 0.0])),
        "adductor-tubercle": f.beyond(medial + np.array([-2.0, 14.0, -4.0]), MEDIAL),
        "knee-centre": centre,
        "tibial-tuberosity": f.beyond(tuberosity, FRONT),
        "popliteal-crease": hollow,
        "biceps-femoris-tendon": biceps[np.abs(biceps[:, 1] - hollow[1]).argmin()],
        "semitendinosus-tendon": tendinosus[np.abs(tendinosus[:, 1] - hollow[1]).argmin()],
    }


def _leg(f: Finder) -> dict[str, Floats]:
    fibula = np.asarray(f.bone("fibula").vertices)
    head = fibula[fibula[:, 1] > fibula[:, 1].max() - 18.0]
    neck = fibula[np.abs(fibula[:, 1] - fibula[:, 1].max() + 28.0) < 4.0]
    calf = f.ridge("lower border of the medial head")
    return {
        "fibula-head": f.beyond(farthest(head, (-1.0, 0.3, 0.0)), LATERAL),
        "fibula-neck": f.beyond(farthest(neck, LATERAL), LATERAL),
        "tibial-medial-condyle-inferior-border": _condyle_angle(f),
        "tibial-lateral-condyle": f.nearest(
            f.bone_end("tibia", (-1.0, 0.0, 0.6), {"y": (355, 385)})
        ),
        "gastrocnemius-apex": calf[0],
    }


def _condyle_angle(f: Finder) -> Floats:
    """Where the flare of the medial tibial condyle turns into the shaft: sharpest inward bend."""
    heights = np.arange(300.0, 366.0, 2.0)
    edges = np.array([farthest(f.slab("tibia", y), (1.0, 0.0, -0.4)) for y in heights])
    bend = edges[:-8, 0] + edges[8:, 0] - 2 * edges[4:-4, 0]
    spot = edges[4:-4][bend.argmax()]
    return f.beyond(spot, (1.0, 0.0, -0.1))


def _ankle(f: Finder) -> dict[str, Floats]:
    outer = {"x": (-400, -140), "y": (-12, 18), "z": (-25, 10)}
    inner = {"x": (-115, 0), "y": (0, 26), "z": (-14, 20)}
    lateral, medial = f.skin_end(LATERAL, outer), f.skin_end(MEDIAL, inner)
    tendon = f.skin_end(BACK, {"y": (lateral[1] - 1.5, lateral[1] + 1.5)})
    sole = float(f.skin.vertices[:, 1].min())
    fibula = f.slab("fibula", float(lateral[1]))
    tibia = f.slab("tibia", float(medial[1]))
    tibia = tibia[tibia[:, 0] > -112.0]
    below, above = f.bone_end("fibula", DOWN, {}), f.bone_end("tibia", DOWN, {"x": (-115, 0)})
    talus = np.asarray(f.bone("talus").vertices)
    return {
        "lateral-malleolus-prominence": lateral,
        "lateral-malleolus-anterior-border": f.beyond(farthest(fibula, FRONT), (-1.0, 0.0, 0.35)),
        "lateral-malleolus-posterior-border": f.beyond(farthest(fibula, BACK), (-1.0, 0.0, -0.35)),
        "lateral-malleolus-inferior-border": f.beyond(below, (-1.0, -0.35, 0.0)),
        "medial-malleolus-prominence": medial,
        "medial-malleolus-anterior-border": f.beyond(farthest(tibia, FRONT), (1.0, 0.0, 0.35)),
        "medial-malleolus-posterior-border": f.beyond(farthest(tibia, BACK), (1.0, 0.0, -0.35)),
        "medial-malleolus-inferior-border": f.beyond(above, (1.0, -0.35, 0.0)),
        "calcaneal-tendon": tendon,
        "ankle-centre": np.array([talus[:, 0].mean(), 0.0, 0.0]),
        "sole-level": np.array([medial[0], sole, medial[2]]),
        "sole": np.array([medial[0], sole, medial[2]]),
    }


def write_landmarks(body: Body, groups: Groups, path: Path = LANDMARKS_FILE) -> None:
    """Find everything on ``body`` and write it, rounded to 0.001 mm."""
    finder = Finder(body, groups)
    document = {
        "units": "mm",
        "side": "right",
        "landmarks": {k: _rounded(p) for k, p in find_landmarks(finder).items()},
        "lines": {k: [_rounded(p) for p in line] for k, line in find_lines(finder).items()},
        "groups": groups,
    }
    rows = [f"{json.dumps(key)}: {_block(value)}" for key, value in document.items()]
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


def _block(value: object) -> str:
    if not isinstance(value, dict):
        return json.dumps(value)
    rows = [f"  {json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in value.items()]
    return "{\n" + ",\n".join(rows) + "\n}"


def _rounded(point: Floats) -> list[float]:
    return [round(float(value), 3) + 0.0 for value in point]


def read_groups(path: Path = LANDMARKS_FILE) -> Groups:
    """Read the face groups as written: ``nail-1..5`` and ``toe-1..5``."""
    groups: Groups = json.loads(path.read_text(encoding="utf-8"))["groups"]
    return groups


def main() -> None:
    """Find the landmarks again on the body as built (its face groups stay as they are)."""
    write_landmarks(load_body(), read_groups())


if __name__ == "__main__":
    main()
