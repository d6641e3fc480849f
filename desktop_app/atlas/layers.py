"""The layers of the atlas: what can be switched on and off, in which group, and the defaults."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from desktop_app.domain.errors import NotUnderstood
from desktop_app.domain.points import MERIDIAN_ORDER


class Group(StrEnum):
    """The headings under which layers are listed."""

    BODY = "Body"
    MERIDIANS = "Meridians"
    EXTRAORDINARY = "Extraordinary vessels"
    POINTS = "Points"
    ANATOMY = "Anatomy"
    EXAMINATION = "Examination"


class Layer(NamedTuple):
    """One thing to switch on or off; ``prefix`` is how its curves, areas or sites are named.

    ``means`` says what it shows where the title alone does not.
    """

    id: str
    title: str
    group: Group
    prefix: str = ""
    on: bool = False
    means: str = ""


EXTRAORDINARY = {
    "YINQIAO": "Yin Heel (Yinqiao)",
    "YANGQIAO": "Yang Heel (Yangqiao)",
    "YINWEI": "Yin Link (Yinwei)",
    "YANGWEI": "Yang Link (Yangwei)",
    "CHONG": "Thoroughfare (Chong)",
    "DAI": "Girdle (Dai)",
}
MERIDIAN_TITLES = {
    "ST": "Stomach",
    "SP": "Spleen",
    "BL": "Bladder",
    "KI": "Kidney",
    "GB": "Gallbladder",
    "LR": "Liver",
    "EX-LE": "Extra points",
}

TERRITORY_LAYERS = {
    "nerve-territory": "nerve-territories",
    "dermatome": "dermatomes",
    "artery-bed": "artery-beds",
}
"""The layer of each kind of territory."""

LAYERS: dict[str, Layer] = {
    layer.id: layer
    for layer in (
        Layer("skin", "Skin", Group.BODY, on=True),
        Layer("bones", "Bones", Group.BODY, on=True),
        *(
            Layer(code, MERIDIAN_TITLES[code], Group.MERIDIANS, f"meridian:{code}", on=True)
            for code in MERIDIAN_ORDER
        ),
        *(
            Layer(code, title, Group.EXTRAORDINARY, f"meridian:{code}")
            for code, title in EXTRAORDINARY.items()
        ),
        Layer("far-side", "Points on the far side", Group.POINTS),
        Layer("rivals", "Rival locations", Group.POINTS),
        Layer("arteries", "Arteries", Group.ANATOMY, "artery:"),
        Layer("veins", "Veins", Group.ANATOMY, "vein:"),
        Layer("nerves", "Nerves", Group.ANATOMY, "nerve:"),
        Layer("nerve-territories", "Nerve territories", Group.ANATOMY, "nerve-territory:"),
        Layer("dermatomes", "Dermatomes", Group.ANATOMY, "dermatome:"),
        Layer("artery-beds", "Artery beds", Group.ANATOMY, "artery-bed:"),
        Layer("pulses", "Foot pulses", Group.EXAMINATION, "pulse"),
        Layer("monofilament", "Monofilament sites", Group.EXAMINATION, "monofilament"),
        Layer("key-sensory", "Key sensory points", Group.EXAMINATION, "key-sensory-point"),
    )
}

MASTERY = Layer(
    "mastery",
    "Mastery",
    Group.POINTS,
    means="How well you know each point, by your answers in Study",
)
"""What was learned, painted on the points: it comes from the library, not from the body.

It stands apart from ``LAYERS``: only the atlas of the window, which has a library, offers it.
"""

DEFAULT_LAYERS = frozenset(layer.id for layer in LAYERS.values() if layer.on)

BUNDLES: dict[str, frozenset[str]] = {
    "default": DEFAULT_LAYERS,
    "all": frozenset(LAYERS),
    "none": frozenset(),
    "meridians": frozenset(MERIDIAN_ORDER),
    "extraordinary": frozenset(EXTRAORDINARY),
    "points": frozenset(MERIDIAN_ORDER),
    "vessels": frozenset({"arteries", "veins"}),
    "territories": frozenset(TERRITORY_LAYERS.values()),
    "sites": frozenset({"pulses", "monofilament", "key-sensory"}),
}
"""Names that stand for several layers on the command line."""


def parse_layers(names: Iterable[str]) -> frozenset[str]:
    """Read layer names as typed, in any case; bundles such as ``meridians`` count too.

    Raises
    ------
    NotUnderstood
        If a name is unknown; the message lists the legal ones.
    """
    known = {name.casefold(): frozenset({name}) for name in LAYERS}
    known.update(BUNDLES)
    chosen: set[str] = set()
    for name in names:
        key = name.strip().casefold()
        if not key:
            continue
        if key not in known:
            raise NotUnderstood(
                f"There is no layer “{name.strip()}”. Layers: {', '.join(LAYERS)}; "
                f"bundles: {', '.join(BUNDLES)}."
            )
        chosen |= known[key]
    return frozenset(chosen)


def curve_layer(curve: str) -> str:
    """Return the layer a curve belongs to, or "" (``meridian:ST:branch-1`` -> ``ST``)."""
    kind, _, rest = curve.partition(":")
    if kind in ("meridian", "vessel"):
        return rest.partition(":")[0]
    return {"artery": "arteries", "vein": "veins", "nerve": "nerves"}.get(kind, "")


def territory_layer(territory: str) -> str:
    """Return the layer a territory belongs to, or ""."""
    return TERRITORY_LAYERS.get(territory.partition(":")[0], "")


def site_layer(kind: str) -> str:
    """Return the layer of an examination site by its structure's kind, or ""."""
    return {"pulse": "pulses", "monofilament": "monofilament"}.get(
        kind, "key-sensory" if kind == "key-sensory-point" else ""
    )
