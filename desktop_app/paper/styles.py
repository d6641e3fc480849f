"""How words are set on paper: sizes, leading and white space; larger where anyone is to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportlab.lib.styles import ParagraphStyle

from desktop_app.paper import inks
from desktop_app.paper.blocks import Look
from desktop_app.paper.letters import BOLD, REGULAR


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a sheet: of paragraphs, headings by level, cells and their heads."""

    looks: Mapping[Look, ParagraphStyle]
    headings: Mapping[int, ParagraphStyle]
    cell: ParagraphStyle
    cell_small: ParagraphStyle
    head: ParagraphStyle
    name: ParagraphStyle
    indent: float


def styles(large: bool) -> Styles:
    """Return the styles of a sheet."""
    body = 11.0 if large else 9.5
    scale = body / 9.5

    def style(name: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
        given = {"textColor": inks.INK, "fontName": REGULAR} | more
        return ParagraphStyle(
            name, fontSize=size, leading=leading, bulletFontName=REGULAR, splitLongWords=1,
            allowWidows=0, allowOrphans=0, **given,
        )  # fmt: skip

    looks = {
        Look.BODY: style("body", body, body * 1.42, spaceAfter=4 * scale),
        Look.LEAD: style("lead", body * 1.1, body * 1.55, spaceAfter=8, textColor=inks.QUIET),
        Look.SMALL: style("small", body * 0.86, body * 1.2, spaceAfter=3),
        Look.CAPTION: style(
            "caption", body * 0.86, body * 1.15, spaceAfter=4, textColor=inks.QUIET
        ),
    }
    headings = {
        1: style("h1", 20, 25, fontName=BOLD, spaceAfter=4, keepWithNext=1),
        2: style(
            "h2", 13 * (1.08 if large else 1), 18, fontName=BOLD, textColor=inks.ACCENT,
            spaceBefore=16 * scale, spaceAfter=5 * scale, keepWithNext=1,
        ),
        3: style(
            "h3", body * 1.06, body * 1.45, fontName=BOLD, spaceBefore=9 * scale, spaceAfter=2.5,
            keepWithNext=1,
        ),
    }  # fmt: skip
    return Styles(
        looks=looks,
        headings=headings,
        cell=style("cell", body * 0.87, body * 1.16, spaceAfter=1.5),
        cell_small=style("cell-small", body * 0.82, body * 1.1, spaceAfter=1.5),
        head=style("head", body * 0.8, body * 1.05, fontName=BOLD, textColor=inks.QUIET),
        name=style("name", body * 0.87, body * 1.16, textColor=inks.QUIET),
        indent=11.0 * scale,
    )
