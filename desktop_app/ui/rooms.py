"""The workspaces of the window as data: what each opens and how it is made when first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from desktop_app.domain.refs import Kind
from desktop_app.ui.services import Services
from desktop_app.ui.workspace import Workspace


def _atlas(services: Services) -> Workspace:
    from desktop_app.ui.atlas.workspace import AtlasWorkspace

    return AtlasWorkspace(services)


def _read(services: Services) -> Workspace:
    from desktop_app.ui.read.workspace import ReadWorkspace

    return ReadWorkspace(services)


def _evidence(services: Services) -> Workspace:
    from desktop_app.ui.evidence.workspace import EvidenceWorkspace

    return EvidenceWorkspace(services)


def _plans(services: Services) -> Workspace:
    from desktop_app.ui.plans.workspace import PlansWorkspace

    return PlansWorkspace(services)


def _study(services: Services) -> Workspace:
    from desktop_app.ui.study.workspace import StudyWorkspace

    return StudyWorkspace(services)


class Room(NamedTuple):
    """A workspace of the window: its words, icon, the kinds it opens and how it is made."""

    id: str
    words: str
    icon: str
    kinds: tuple[Kind, ...]
    make: Callable[[Services], Workspace]

    @property
    def action(self) -> str:
        """The command that opens it."""
        return f"go.{self.id}"


ROOMS = (
    Room("atlas", "Atlas", "atlas", (Kind.POINT,), _atlas),
    Room(
        "read",
        "Read",
        "read",
        (Kind.CONDITION, Kind.TOPIC, Kind.MERIDIAN, Kind.CLAIM, Kind.VESSEL, Kind.NERVE,
         Kind.TERRITORY, Kind.SITE),
        _read,
    ),
    Room(
        "evidence",
        "Evidence",
        "evidence",
        (Kind.STUDY, Kind.FILE, Kind.MARK, Kind.COLLECTION, Kind.TAG, Kind.FILTER),
        _evidence,
    ),
    Room("plans", "Plans", "plan", (Kind.PLAN,), _plans),
    Room("study", "Study", "study", (Kind.LEARNING,), _study),
)  # fmt: skip
"""The workspaces, in the order of the rail."""
