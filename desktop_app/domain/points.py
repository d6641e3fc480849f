"""Acupoints and meridians: names, location, needling, what lies beneath, categories."""

from __future__ import annotations

from dataclasses import dataclass

MERIDIAN_ORDER = ("ST", "SP", "BL", "KI", "GB", "LR", "EX-LE")
"""Meridians of the leg in the order of the meridian clock, extra points last."""


@dataclass(frozen=True, slots=True)
class Category:
    """A traditional class of a point, such as ``he-sea`` or ``crossing`` (of named meridians)."""

    kind: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Rival:
    """Another place that a source gives for the same point."""

    id: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a point lies: WHO text, how to find it by hand, rival places, what is unsure."""

    text: str
    find: str = ""
    region_text: str = ""
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True, slots=True)
class Needling:
    """Depth (proportional cun, least and most; None if not needled), angles and variants."""

    depth_cun: tuple[float, float] | None
    angle: tuple[str, ...]
    technique: tuple[str, ...] = ()
    depth_variants: tuple[str, ...] = ()
    classical_note: str = ""


@dataclass(frozen=True, slots=True)
class Moxa:
    """What is said of moxibustion at a point."""

    commonly_contraindicated: bool = False
    classical_prohibition: bool = False
    direct_moxa_avoid: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Beneath:
    """Structures under a point, from the skin inwards."""

    muscles: tuple[str, ...] = ()
    nerves_cutaneous: tuple[str, ...] = ()
    nerves_deep: tuple[str, ...] = ()
    vessels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flags:
    """Machine-readable cautions, for safety rules and badges."""

    pregnancy: str = ""
    pregnancy_note: str = ""
    deep_structures: tuple[str, ...] = ()
    joint_capsule: bool = False
    peritoneum_or_bladder: bool = False
    bone_beneath: bool = False
    insensate_foot_check: bool = False
    reduced_leg_sensation_check: bool = False
    bleeding_technique: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """An acupoint, or one site of a point that has several (``site_of`` names the whole)."""

    code: str
    meridian: str
    number: int
    pinyin: str
    hanzi: str
    hanzi_traditional: str
    english: str
    region: str
    location: Location
    needling: Needling
    moxa: Moxa = Moxa()
    cautions: tuple[str, ...] = ()
    flags: Flags = Flags()
    beneath: Beneath = Beneath()
    categories: tuple[Category, ...] = ()
    five_shu: str = ""
    element: str = ""
    uses: tuple[str, ...] = ()
    uncertain: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    hanzi_variants: tuple[str, ...] = ()
    site_of: str = ""
    same_as: str = ""
    sites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CourseStep:
    """A stop on a meridian's course: a point's code or, with no code, a landmark in words."""

    text: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """One branch of a meridian, in the order the tradition runs it."""

    branch: str
    steps: tuple[CourseStep, ...]


@dataclass(frozen=True, slots=True)
class Meridian:
    """A regular or extraordinary meridian as far as it concerns the leg."""

    code: str
    kind: str
    english: str
    pinyin: str
    hanzi: str
    hanzi_traditional: str
    points: tuple[str, ...]
    courses: tuple[Course, ...]
    name_class: str = ""
    yin_yang: str = ""
    element: str = ""
    paired_with: str = ""
    clock_hours: str = ""
    direction: str = ""
    branches: tuple[str, ...] = ()
    confluent_point: str = ""
    coupled_point: str = ""
    xi_cleft_point: str = ""
    note: str = ""
    summary: str = ""
