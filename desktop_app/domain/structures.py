"""Vessels, nerves, territories and examination sites of the lower limb."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Structure:
    """An artery, vein, nerve, nerve territory, dermatome, artery bed or examination site.

    ``kind`` is one of ``artery``, ``vein``, ``nerve``, ``nerve-territory``, ``dermatome``,
    ``artery-bed``, ``pulse``, ``monofilament``, ``key-sensory-point``.
    """

    id: str
    kind: str
    name: str
    text: str = ""
    roots: str = ""
    nerve: str = ""
    relation: str = ""
    variation: str = ""
    confidence: str = ""
    points_nearby: tuple[str, ...] = ()
    protocols: tuple[str, ...] = ()
    source: str = ""
