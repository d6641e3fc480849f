"""The built atlas at run time: cameras at once, everything else when first asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop_app.atlas.cameras import Camera, Vector, load_cameras, read_json
from desktop_app.atlas.faces import FaceImage, load_faces
from desktop_app.atlas.projection import Projection, load_projection
from desktop_app.domain.errors import NotFound

if TYPE_CHECKING:
    from desktop_app.atlas.skin import Skin

BEST_FACING = 0.35
"""Least facing (about 70 degrees off) at which a point is still read well from a view."""

CUN_OUTER = ("popliteal-crease", "lateral-malleolus-prominence", 16)
CUN_INNER = ("patella-apex", "medial-malleolus-prominence", 15)
"""Landmarks and the cun between them (WHO 2008)."""

FOOT_BELOW = 45.0
"""mm above the ankle joint centre up to which a point is looked for in a close-up of the foot."""


class Placed(NamedTuple):
    """Where a point lies on the right limb: position (mm) and outward unit normal."""

    position: Vector
    normal: Vector


@dataclass(slots=True)
class Atlas:
    """The folder of the built atlas and what has been read of it so far.

    Raises
    ------
    UnreadableFile
        On any access that finds a file missing or damaged.
    """

    folder: Path
    cameras: dict[str, Camera]
    _projections: dict[str, Projection] = field(default_factory=dict)
    _faces: dict[str, FaceImage] = field(default_factory=dict)
    _placed: dict[str, Placed] = field(default_factory=dict)
    _record: dict[str, Any] = field(default_factory=dict)
    _skin: Skin | None = None

    def camera(self, view: str) -> Camera:
        """Return a camera by id.

        Raises
        ------
        NotFound
            If there is no such view; names those there are.
        """
        try:
            return self.cameras[view]
        except KeyError:
            raise NotFound(
                f"There is no view “{view}”.", f"Views: {', '.join(self.cameras)}."
            ) from None

    def projection(self, view: str) -> Projection:
        """Return what a view shows."""
        if view not in self._projections:
            self.camera(view)
            self._projections[view] = load_projection(self.folder / "views" / f"{view}.json")
        return self._projections[view]

    def faces(self, view: str) -> FaceImage:
        """Return the picture that tells which face of the skin each pixel shows."""
        if view not in self._faces:
            camera = self.camera(view)
            self._faces[view] = load_faces(self.folder / camera.plates["faces"], camera)
        return self._faces[view]

    def plate(self, view: str, name: str) -> Path | None:
        """Return the path of a view's picture, or None when the view has none of that name."""
        relative = self.camera(view).plates.get(name)
        return self.folder / relative if relative else None

    @property
    def skin(self) -> Skin:
        """Return the skin: its faces, their territories and ready-made parts.

        The first time it is read, which takes longer than the window may wait.
        """
        if self._skin is None:
            from desktop_app.atlas.skin import load_skin

            self._skin = load_skin(self.folder)
        return self._skin

    @property
    def record(self) -> dict[str, Any]:
        """Return ``atlas.json`` as read."""
        if not self._record:
            self._record = read_json(self.folder / "atlas.json")
        return self._record

    @property
    def placed(self) -> dict[str, Placed]:
        """Return position and normal of every point on the body."""
        if not self._placed:
            self._placed = {
                code: Placed(_vector(row["position"]), _vector(row["normal"]))
                for code, row in self.record["points"].items()
            }
        return self._placed

    def mm_per_cun(self, view: str) -> float | None:
        """Return the length of one cun of the lower leg on this body, mm, for a view's scale.

        The leg measures 15 cun from the patella's apex to the medial malleolus, and 16 from the
        popliteal crease to the lateral one (WHO 2008); None if the view's landmarks are missing.
        """
        inner = view == "limb-medial"
        upper, lower, cun = CUN_INNER if inner else CUN_OUTER
        source = "limb-medial" if inner else "limb-lateral"
        if source not in self.cameras:
            return None
        landmarks = self.projection(source).landmarks
        if upper not in landmarks or lower not in landmarks:
            return None
        return abs(landmarks[lower][1] - landmarks[upper][1]) / cun

    def best_view(self, code: str, current: str) -> str:
        """Return the view to show a point in.

        The current view if it sees the point well, else the one that sees it best; the current
        one if none does.
        """
        spot = self.projection(current).points.get(code)
        place = self.placed.get(code)
        if place is None:
            return current
        sees = spot is not None and spot.visible
        if sees and self.camera(current).facing(place.normal) >= BEST_FACING:
            return current
        return self.facing_view(code) or current

    def facing_view(self, code: str) -> str:
        """Return the view that sees a point best, or "" if none does.

        For points of the foot its close-ups come before the whole limb where they see it well,
        then the most face-on.
        """
        place = self.placed.get(code)
        if place is None:
            return ""
        best, best_rank = "", (0, -2.0)
        for view, camera in self.cameras.items():
            spot = self.projection(view).points.get(code)
            if spot is None or not spot.visible:
                continue
            facing = camera.facing(place.normal)
            near = camera.is_foot and place.position[1] < FOOT_BELOW and facing >= BEST_FACING
            rank = (2 if near else 1, facing)
            if rank > best_rank:
                best, best_rank = view, rank
        return best


def open_atlas(folder: Path) -> Atlas:
    """Open the built atlas in this folder (reads the cameras only).

    Raises
    ------
    UnreadableFile
        If there is no readable ``cameras.json``.
    """
    return Atlas(folder, load_cameras(folder))


def _vector(row: Any) -> Vector:
    return float(row[0]), float(row[1]), float(row[2])
