"""What can be typed after ``yongquan``."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from desktop_app import __version__

VIEWS = (
    "limb-anterior", "limb-lateral", "limb-posterior", "limb-medial",
    "foot-dorsal", "foot-plantar", "foot-lateral", "foot-medial", "foot-posterior",
)  # fmt: skip
"""The views of the atlas that can be rendered."""

LAYERS_HELP = (
    "ST SP BL KI GB LR EX-LE (or: meridians), extraordinary, bones, arteries, veins, nerves, "
    "nerve-territories, dermatomes, sites, rivals, far-side, all; the skin is drawn unless none is "
    "among them; default: skin, bones, meridians"
)

FORMATS = (".png", ".svg", ".pdf")

LARGEST = 10_000
"""The most pixels a side of a rendered picture may have."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="yongquan",
        description="An offline foot-and-leg acupuncture atlas. Without a verb the window opens.",
        epilog="A reference for trained practitioners; not medical advice.",
        parents=[_library(None)],
    )
    top.add_argument("--version", action="version", version=f"yongquan {__version__}")
    top.add_argument("--open", metavar="REF", default="", help="open the window at yq:point/ST36")
    verbs = top.add_subparsers(dest="verb", metavar="VERB", title="verbs")

    def verb(name: str, text: str, json: bool = True) -> argparse.ArgumentParser:
        added = verbs.add_parser(
            name, help=text, description=text, parents=[_library(argparse.SUPPRESS)]
        )
        if json:
            added.add_argument("--json", action="store_true", help="print JSON")
        return added

    verb("points", "list all points")
    point = verb("point", "show one point")
    point.add_argument("code", nargs="+", help="in any spelling: ST36, st-36, S36, E36")
    verb("studies", "list the studies")
    verb("claims", "list the claims with their certainty and studies")
    atlas = verb("atlas", "positions on the body, in millimetres")
    atlas.add_argument("--side", choices=("right", "left"), default="right")
    search = verb("search", "search points, studies, claims, conditions, topics and notes")
    search.add_argument("text", nargs="+")
    search.add_argument("--limit", type=_positive, default=50, help="at most this many (50)")
    _add_render(verb("render", "draw a view of the atlas to a file", json=False))
    return top


def _library(default: object) -> argparse.ArgumentParser:
    """Return the option that stands before or after the verb alike."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--library",
        type=Path,
        metavar="DIR",
        default=default,
        help="folder of the library (also YONGQUAN_LIBRARY)",
    )
    return shared


def _add_render(render: argparse.ArgumentParser) -> None:
    render.add_argument(
        "--view", choices=VIEWS, metavar="VIEW", required=True, help="; ".join(VIEWS)
    )
    render.add_argument("--side", choices=("right", "left"), default="right")
    render.add_argument("--layers", default="", metavar="A,B,...", help=LAYERS_HELP)
    render.add_argument("--select", metavar="CODE", help="a point to mark")
    render.add_argument("--labels", choices=("code", "pinyin", "hanzi", "none"), default="code")
    render.add_argument("--theme", choices=("light", "dark"), default="light")
    render.add_argument("--size", type=_size, default=(1200, 1600), metavar="WxH")
    render.add_argument(
        "-o", "--output", type=_picture, required=True, metavar="FILE", help=".png, .svg or .pdf"
    )


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number above 0")
    return int(text)


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{2,5})[x×X](\d{2,5})", text)
    if match is None or max(int(match[1]), int(match[2])) > LARGEST:
        raise argparse.ArgumentTypeError(f"“{text}” is not a size such as 1200x1600")
    return int(match[1]), int(match[2])


def _picture(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in FORMATS:
        raise argparse.ArgumentTypeError(f"“{text}” does not end in {', '.join(FORMATS)}")
    return path
