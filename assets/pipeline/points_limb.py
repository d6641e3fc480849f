"""The right limb as the rules see it: skin, bones, landmarks, segments and cun scales."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from assets.pipeline.glb import read_glb
from assets.pipeline.points_sections import Section, Segment
from assets.pipeline.points_surface import Floats, Surface

ROOT = Path(__file__).resolve().parents[2]
ATLAS = ROOT / "assets" / "atlas"
SCALES = ROOT / "data" / "structures" / "scales.yaml"
FORWARD = np.array([0.0, 0.0, 1.0])
UP = np.array([0.0, 1.0, 0.0])


@dataclass(frozen=True)
class Scale:
    """A stretch of this body that counts as a stated number of cun."""

    id: str
    segment: str
    start: str
    end: str
    cun: float
    mm_per_cun: float


class Limb:
    """Skin, bones and landmarks of the right limb, mm, and what follows from them."""

    def __init__(
        self,
        skin: Surface,
        bones: Mapping[str, Surface],
        marks: Mapping[str, Any],
        scales: list[dict[str, Any]],
    ) -> None:
        self.skin = skin
        self.bones = bones
        self.landmarks = {k: np.array(v, dtype=float) for k, v in marks["landmarks"].items()}
        self.groups: dict[str, list[int]] = dict(marks.get("groups", {}))
        self.lines = {k: np.array(v, dtype=float) for k, v in marks.get("lines", {}).items()}
        self._scales = scales
        self._sections: dict[tuple[str, float], Section] = {}

    @classmethod
    def read(cls, atlas: Path = ATLAS, scales: Path = SCALES) -> Limb:
        """Read ``body.glb``, ``landmarks.json`` and ``scales.yaml``."""
        meshes, _ = read_glb(atlas / "body.glb")
        solid = {name: Surface(vertices, faces) for name, (vertices, faces) in meshes.items()}
        marks = json.loads((atlas / "landmarks.json").read_text("utf-8"))
        listed = yaml.safe_load(scales.read_text("utf-8"))
        return cls(solid.pop("skin"), solid, marks, listed["scales"])

    def landmark(self, name: str) -> Floats:
        """Position (3,) of a landmark in mm.

        Raises
        ------
        LookupError
            If the body has no such landmark.
        """
        if name not in self.landmarks:
            raise LookupError(f"the body has no landmark {name!r}")
        return self.landmarks[name]

    def line_at(self, name: str, section: Section) -> Floats:
        """Point (3,) where a line on the skin meets the level of a section.

        Raises
        ------
        LookupError
            If the body has no such line, or it does not reach this level.
        """
        if name not in self.lines:
            raise LookupError(f"the body has no line {name!r}")
        line = self.lines[name]
        below = (line - section.segment.origin) @ section.segment.distal - section.level
        crossing = np.flatnonzero(below[:-1] * below[1:] <= 0)
        if not len(crossing):
            raise LookupError(f"the line {name!r} does not reach this level")
        at = int(crossing[0])
        step = below[at] - below[at + 1]
        share = below[at] / step if abs(step) > 1e-12 else 0.0
        return np.asarray(line[at] * (1 - share) + line[at + 1] * share)

    @cached_property
    def segments(self) -> dict[str, Segment]:
        """The segments: ``body`` (upright), ``thigh``, ``leg`` and ``foot`` (heel to toes)."""
        hip, knee = self.landmark("hip-centre"), self.landmark("knee-centre")
        ankle = self.landmark("ankle-centre")
        heel, toes = self.landmark("heel-posterior-edge"), self.landmark("mtp-2")
        level = np.array([1.0, 0.0, 1.0])
        return {
            "body": Segment.between("body", hip, hip - 100 * UP, FORWARD),
            "thigh": Segment.between("thigh", hip, knee, FORWARD),
            "leg": Segment.between("leg", knee, ankle, FORWARD),
            "foot": Segment.between("foot", heel, heel + (toes - heel) * level, UP),
        }

    @cached_property
    def scales(self) -> dict[str, Scale]:
        """Every cun scale whose ends this body has, measured on it."""
        found = {}
        for entry in self._scales:
            start, end = self.landmarks.get(entry["from"]), self.landmarks.get(entry["to"])
            if start is None or end is None:
                continue
            segment = str(entry["segment"])
            if segment == "across":
                length = 2.0 * abs(float(start[0]))
            else:
                axis = self.segments[segment]
                length = abs(axis.level(end) - axis.level(start))
            cun = float(entry["cun"])
            found[entry["id"]] = Scale(
                entry["id"], segment, entry["from"], entry["to"], cun, length / cun
            )
        return found

    def cun(self, scale: str) -> float:
        """Length of one cun of a scale on this body, mm.

        Raises
        ------
        LookupError
            If the scale is unknown or an end of it is missing on this body.
        """
        if scale not in self.scales:
            raise LookupError(f"the body has no scale {scale!r}")
        return self.scales[scale].mm_per_cun

    @property
    def finger_cun(self) -> float:
        """One finger-cun, taken as one cun of the leg, mm."""
        return self.cun("leg-lateral")

    def section(self, segment: str, level: float) -> Section:
        """Cut the limb across a segment at `level` mm below its upper end.

        Raises
        ------
        LookupError
            If the plane misses the skin.
        """
        key = (segment, round(level, 6))
        if key not in self._sections:
            axis = self.segments[segment]
            origin = axis.axis_at(level)
            cuts = self.skin.cut(origin, axis.distal)
            if not cuts:
                raise LookupError(f"the {segment} has no skin at that level")
            near = [cut for cut in cuts if cut.lengths[-1] > 0.4 * cuts[0].lengths[-1]]
            gaps = [float(np.linalg.norm(cut.points - origin, axis=1).min()) for cut in near]
            best = near[int(np.argmin(gaps))]
            self._sections[key] = Section(axis, level, best, self.bones)
        return self._sections[key]
