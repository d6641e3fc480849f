"""Writes a drawn limb as SVG: the picture within it, letters as letters, lines as lines."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from desktop_app.paper import inks
from desktop_app.paper.alone import LINE, Alone
from desktop_app.paper.drawing import BADGE, DOT, FOOT, TAG, Drawn, Led
from desktop_app.paper.painting import DASH, NUMBER_SIZE, QUALITY, SCALE_SIZE, TAG_SIZE
from desktop_app.paper.stain import swatch

FAMILY = "Noto Sans, DejaVu Sans, Arial, sans-serif"


def svg_of(alone: Alone, scale: float) -> str:
    """Return the text of an SVG file; ``scale`` is pixels for each point of the drawing."""
    width, height = alone.width, alone.height
    drawn = alone.drawn
    head = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": f"{width * scale:.0f}",
        "height": f"{height * scale:.0f}",
        "viewBox": f"0 0 {width:.2f} {height:.2f}",
        "role": "img",
        "aria-label": drawn.described,
        "font-family": FAMILY,
    }
    lines = [
        "<svg " + " ".join(f"{name}={quoteattr(value)}" for name, value in head.items()) + ">",
        f"<title>{escape(drawn.title)}</title>",
        f"<desc>{escape(drawn.described)}</desc>",
        f'<rect width="100%" height="100%" fill="{inks.WHITE}"/>',
        f'<g transform="translate({alone.left:.2f} {alone.top:.2f})">',
        *_limb(drawn),
        "</g>",
        *_words(alone),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _limb(drawn: Drawn) -> Iterator[str]:
    left, top, right, bottom = drawn.box
    kept = BytesIO()
    drawn.picture.save(kept, "JPEG", quality=QUALITY, optimize=True)
    yield (
        f'<image x="{left:.2f}" y="{top:.2f}" width="{right - left:.2f}" '
        f'height="{bottom - top:.2f}" '
        f'href="data:image/jpeg;base64,{b64encode(kept.getvalue()).decode()}"/>'
    )
    for pair in drawn.pairs:
        yield from _pair(pair)
    for point in drawn.points:
        yield _dot(*point.at)
    for point in drawn.points:
        (x1, y1), (x2, y2) = point.at, point.badge
        if point.led:
            for colour, width in ((inks.WHITE, 1.6), (inks.INK, 0.6)):
                yield (
                    f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" '
                    f'stroke="{colour}" stroke-width="{width}"/>'
                )
            yield _dot(x1, y1)
        yield (
            f'<circle cx="{x2:.2f}" cy="{y2:.2f}" r="{BADGE / 2}" fill="{inks.INK}" '
            f'stroke="{inks.WHITE}" stroke-width="0.7"/>'
        )
        yield (
            f'<text x="{x2:.2f}" y="{y2 + NUMBER_SIZE * 0.36:.2f}" font-size="{NUMBER_SIZE}" '
            f'font-weight="bold" fill="{inks.WHITE}" text-anchor="middle">{point.number}</text>'
        )
    for pair in drawn.pairs:
        yield from _tag(pair)
    length, words = drawn.scale
    start, y = (drawn.width - length) / 2 - 10, drawn.height - FOOT / 2 + 3
    path = f"M{start:.2f} {y - 2:.2f}v4m0 -2h{length:.2f}m0 -2v4"
    yield f'<path d="{path}" fill="none" stroke="{inks.QUIET}" stroke-width="0.8"/>'
    yield _text(start + length + 4, y + SCALE_SIZE * 0.36, words, SCALE_SIZE, inks.QUIET)


def _pair(pair: Led) -> Iterator[str]:
    (x1, y1), (x2, y2) = pair.start, pair.end
    dash = f' stroke-dasharray="{" ".join(f"{length:g}" for length in DASH)}"'
    for colour, width, dashed in ((inks.WHITE, 2.6, ""), (inks.INK, 1.0, dash)):
        yield (
            f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" '
            f'stroke="{colour}" stroke-width="{width}"{dashed}/>'
        )


def _tag(pair: Led) -> Iterator[str]:
    (width, height), (x, y) = TAG, pair.tag
    yield (
        f'<rect x="{x - width / 2:.2f}" y="{y - height / 2:.2f}" width="{width}" '
        f'height="{height}" rx="1.8" fill="{inks.WHITE}" stroke="{inks.INK}" stroke-width="0.7"/>'
    )
    yield (
        f'<text x="{x:.2f}" y="{y + TAG_SIZE * 0.36:.2f}" font-size="{TAG_SIZE}" '
        f'font-weight="bold" fill="{inks.INK}" text-anchor="middle">{pair.name}</text>'
    )


def _words(alone: Alone) -> Iterator[str]:
    yield _text(alone.left, 16, alone.title, 11, inks.INK, bold=True)
    y = alone.below
    for feeling, words in alone.legend:
        kept = BytesIO()
        swatch(feeling, 48).save(kept, "PNG")
        yield (
            f'<image x="{alone.left:.2f}" y="{y - 8:.2f}" width="10" height="10" '
            f'href="data:image/png;base64,{b64encode(kept.getvalue()).decode()}"/>'
        )
        yield _text(alone.left + 15, y, words, 8, inks.INK)
        y += LINE
    for words in alone.lines:
        yield _text(alone.left, y, words, 8, inks.INK)
        y += LINE


def _dot(x: float, y: float) -> str:
    return (
        f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{DOT}" fill="{inks.INK}" stroke="{inks.WHITE}" '
        f'stroke-width="0.7"/>'
    )


def _text(x: float, y: float, words: str, size: float, colour: str, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size}" fill="{colour}"{weight}>'
        f"{escape(words)}</text>"
    )
