"""``Content``: everything that ships in ``data/``, as frozen domain objects by code or id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from desktop_app.domain.refs import Kind, Ref

if TYPE_CHECKING:
    from desktop_app.domain.evidence import Claim, Condition, Study, Topic
    from desktop_app.domain.findings import Pattern
    from desktop_app.domain.handout import HandoutWords
    from desktop_app.domain.points import Meridian, Point
    from desktop_app.domain.safety import ClientFact, SafetyRule
    from desktop_app.domain.structures import Structure

Thing: TypeAlias = "Point | Meridian | Study | Claim | Condition | Topic | Structure"


class Record(NamedTuple):
    """What the records of a folder become, and the field that names one of them.

    The class is imported when first asked for: the first picture needs few of them, and
    importing all takes as long as opening the window.
    """

    module: str
    name: str
    key: str

    @property
    def made(self) -> type[Any]:
        """Return the class of ``domain``."""
        cls: type[Any] = getattr(import_module(f"desktop_app.domain.{self.module}"), self.name)
        return cls


RECORDS = {
    "points": Record("points", "Point", "code"),
    "meridians": Record("points", "Meridian", "code"),
    "studies": Record("evidence", "Study", "key"),
    "claims": Record("evidence", "Claim", "id"),
    "conditions": Record("evidence", "Condition", "id"),
    "topics": Record("evidence", "Topic", "id"),
    "structures": Record("structures", "Structure", "id"),
    "patterns": Record("findings", "Pattern", "id"),
    "handouts": Record("handout", "HandoutWords", "condition"),
    "facts": Record("safety", "ClientFact", "id"),
    "safety": Record("safety", "SafetyRule", "id"),
}
"""Folders of ``data/`` that become domain objects."""

BUILD_ONLY = ("points/rules/", "structures/landmarks.yaml", "structures/scales.yaml")
"""Parts of ``data/`` that place points on the body when the atlas is built; not content."""

STRUCTURE_KINDS = {
    "artery": Kind.VESSEL,
    "vein": Kind.VESSEL,
    "nerve": Kind.NERVE,
    "nerve-territory": Kind.TERRITORY,
    "dermatome": Kind.TERRITORY,
    "artery-bed": Kind.TERRITORY,
    "pulse": Kind.SITE,
    "monofilament": Kind.SITE,
    "key-sensory-point": Kind.SITE,
}
"""The kind of ref of each kind of structure."""


@dataclass(frozen=True, slots=True)
class Content:
    """The shipped content; ``digest`` changes with every edit of ``data/``.

    ``structures`` stand under kind and id (``nerve/sural-nerve``, ``territory/sural-nerve``), since
    a nerve or artery shares its id with the skin it supplies. ``renamed`` tells for codes that no
    longer ship which stand for them.
    """

    version: str = ""
    digest: str = ""
    points: Mapping[str, Point] = field(default_factory=dict)
    meridians: Mapping[str, Meridian] = field(default_factory=dict)
    studies: Mapping[str, Study] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    structures: Mapping[str, Structure] = field(default_factory=dict)
    patterns: Mapping[str, Pattern] = field(default_factory=dict)
    handouts: Mapping[str, HandoutWords] = field(default_factory=dict)
    facts: Mapping[str, ClientFact] = field(default_factory=dict)
    safety: Mapping[str, SafetyRule] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)

    def get(self, ref: Ref) -> Thing | None:
        """Return what this ref names, or None if it did not ship."""
        thing: Thing | None = None
        match ref.kind:
            case Kind.POINT:
                thing = self.points.get(ref.key)
            case Kind.MERIDIAN:
                thing = self.meridians.get(ref.key)
            case Kind.STUDY:
                thing = self.studies.get(ref.key)
            case Kind.CLAIM:
                thing = self.claims.get(ref.key)
            case Kind.CONDITION:
                thing = self.conditions.get(ref.key)
            case Kind.TOPIC:
                thing = self.topics.get(ref.key)
            case Kind.VESSEL | Kind.NERVE | Kind.TERRITORY | Kind.SITE:
                thing = self.structures.get(f"{ref.kind}/{ref.key}")
            case _:
                thing = None
        return thing

    def structure(self, name: str) -> Structure | None:
        """Return a structure by its bare id: a nerve or vessel before the skin it supplies."""
        keys = (f"{kind}/{name}" for kind in (Kind.NERVE, Kind.VESSEL, Kind.TERRITORY, Kind.SITE))
        return next((self.structures[key] for key in keys if key in self.structures), None)

    def everything(self) -> Iterator[tuple[Ref, Thing]]:
        """Yield every object with its ref."""
        for point in self.points.values():
            yield Ref(Kind.POINT, point.code), point
        for meridian in self.meridians.values():
            yield Ref(Kind.MERIDIAN, meridian.code), meridian
        for study in self.studies.values():
            yield Ref(Kind.STUDY, study.key), study
        for claim in self.claims.values():
            yield Ref(Kind.CLAIM, claim.id), claim
        for condition in self.conditions.values():
            yield Ref(Kind.CONDITION, condition.id), condition
        for topic in self.topics.values():
            yield Ref(Kind.TOPIC, topic.id), topic
        for structure in self.structures.values():
            yield structure_ref(structure), structure


def structure_ref(structure: Structure) -> Ref:
    """Return the ref of a vessel, nerve, territory or examination site."""
    return Ref(STRUCTURE_KINDS[structure.kind], structure.id)
