"""What can be typed after ``yongquan``."""

from __future__ import annotations

import argparse
import re
from math import nan
from pathlib import Path

from desktop_app import __version__

VIEWS = (
    "limb-anterior", "limb-lateral", "limb-posterior", "limb-medial",
    "foot-dorsal", "foot-plantar", "foot-lateral", "foot-medial", "foot-posterior",
)  # fmt: skip
"""The views of the atlas that can be rendered."""

LAYERS_HELP = (
    "ST SP BL KI GB LR EX-LE (or: meridians), extraordinary, bones, arteries, veins, nerves, "
    "nerve-territories, dermatomes, artery-beds, sites, rivals, far-side, all; the skin is drawn "
    "unless none is among them; default: skin, bones, meridians"
)

FORMATS = (".png", ".svg", ".pdf")

REFERENCES = ("ris", "bibtex", "nbib", "csljson", "endnote")
"""The formats of reference files that can be read and written."""

STYLES = ("vancouver", "ama", "apa", "chicago", "harvard")
"""The citation styles that ship."""

PAPERS = (".pdf", ".docx")
"""The files that a plan can be written to."""

DECKS = (".apkg",)
"""The files that a deck for Anki can be written to."""

SHEETS = ("practitioner", "handout")
"""For whom a plan can be put on paper."""

LEAST_CORNERS = 3
"""A line around an area has at least so many."""

FARTHEST_MM = 10_000
"""No place of a line lies farther out than this; not a number is no place either."""

LONGEST_SEED = 9
"""Digits of the number of an exam at most; it stands on every page."""

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
    studies = verb("studies", "list the studies: the shipped ones and your own")
    _add_query(studies)
    verb("claims", "list the claims with their certainty and studies")
    atlas = verb("atlas", "positions on the body, in millimetres")
    atlas.add_argument("--side", choices=("right", "left"), default="right")
    _add_area(verb("area", "what a marked area of skin says, and points for it"))
    _add_about(verb("protocols", "the point sets of the studies, side by side"))
    _add_plan(verb("plan", "list plans, show one, or put it on paper", json=False))
    _add_study(
        verb("study", "learn the points: decks, cards, exams, and how it stands", json=False)
    )
    search = verb("search", "search points, studies, claims, conditions, topics and notes")
    search.add_argument("text", nargs="+")
    search.add_argument("--limit", type=_positive, default=50, help="at most this many (50)")
    _add_import(verb("import", "bring references and PDFs into the library"))
    export = verb("export", "write studies to a reference file")
    export.add_argument("file", type=Path, metavar="FILE", help="its ending tells the format")
    export.add_argument("--format", choices=REFERENCES, metavar="FORMAT", help=_or(REFERENCES))
    _add_query(export)
    cite = verb("cite", "print studies as a bibliography")
    cite.add_argument("key", nargs="+", help="as “yongquan studies” lists them")
    cite.add_argument(
        "--style", choices=STYLES, metavar="STYLE", default=STYLES[0], help=_or(STYLES)
    )
    cite.add_argument("--form", choices=("text", "html"), default="text")
    _add_archive(
        verb("archive", "save the whole library as one file, or open such a file", json=False)
    )
    _add_render(verb("render", "draw a view of the atlas to a file", json=False))
    return top


def _add_area(area: argparse.ArgumentParser) -> None:
    area.add_argument(
        "--view", choices=VIEWS, metavar="VIEW", action="append", default=[], help="; ".join(VIEWS)
    )
    area.add_argument(
        "--polygon", type=_polygon, metavar="'X,Y X,Y X,Y...'", action="append", default=[],
        help="a line around the area in millimetres of the view, as “yongquan atlas --json” has "
        "them: x to the right, y down; with --side both, those of the right limb",
    )  # fmt: skip
    area.add_argument(
        "--territory", metavar="NAME", action="append", default=[],
        help="or a name: sural-nerve, L5, posterior-tibial-artery, KI, stocking-knee, sole...",
    )  # fmt: skip
    area.add_argument("--side", choices=("right", "left", "both"), default="right")
    area.add_argument("--feeling", choices=("numb", "tingling", "painful", "cold"), default="numb")
    _add_about(area)


def _add_about(listing: argparse.ArgumentParser) -> None:
    listing.add_argument(
        "--condition", metavar="ID", default="", help="whose studies count, such as numb-feet"
    )
    listing.add_argument(
        "--cause", metavar="ID", default="", help="such as diabetic-peripheral-neuropathy"
    )


def _add_plan(plan: argparse.ArgumentParser) -> None:
    verbs = plan.add_subparsers(dest="do", metavar="VERB", title="verbs", required=True)

    def verb(name: str, text: str) -> argparse.ArgumentParser:
        added = verbs.add_parser(
            name, help=text, description=text, parents=[_library(argparse.SUPPRESS)]
        )
        added.add_argument("--json", action="store_true", help="print JSON")
        return added

    which = verb("list", "list plans, the last changed first").add_mutually_exclusive_group()
    which.add_argument("--templates", action="store_true", help="templates instead")
    which.add_argument("--archived", action="store_true", help="archived plans instead")
    about = "its key, as “yongquan plan list” has it, or a label that no other plan has"
    verb("show", "show one plan and what is to be thought of").add_argument("id", help=about)
    export = verb("export", "write a plan to a PDF, or its handout to a .docx")
    export.add_argument("id", help=about)
    export.add_argument(
        "-o", "--output", type=_paper, required=True, metavar="FILE", help=_or(PAPERS)
    )
    export.add_argument(
        "--sheet", choices=SHEETS, help="for whom (practitioner; of a .docx: handout)"
    )
    export.add_argument("--page", choices=("a4", "letter"), default="a4", help="paper (a4)")


def _add_study(study: argparse.ArgumentParser) -> None:
    verbs = study.add_subparsers(dest="do", metavar="VERB", title="verbs", required=True)

    def verb(name: str, text: str) -> argparse.ArgumentParser:
        added = verbs.add_parser(
            name, help=text, description=text, parents=[_library(argparse.SUPPRESS)]
        )
        added.add_argument("--json", action="store_true", help="print JSON")
        return added

    def writing(name: str, text: str) -> argparse.ArgumentParser:
        added = verb(name, text)
        added.add_argument(
            "--meridian", metavar="CODE", action="append", default=[],
            help="ST, SP, BL, KI, GB, LR or EX-LE; several may be given; all if none is",
        )  # fmt: skip
        return added

    export = writing("export", "write the points with pictures as a deck for Anki")
    export.add_argument("--anki", type=_deck, required=True, metavar="FILE", help=DECKS[0])
    verb("stats", "how learning stands")
    exam = writing("exam", "write an exam with its key to a PDF")
    exam.add_argument("--questions", type=_positive, default=20, metavar="N", help="at most (20)")
    exam.add_argument("--minutes", type=_positive, default=0, metavar="N", help="told on the paper")
    exam.add_argument(
        "--seed", type=_seed, default=None, metavar="N",
        help="the same number makes the same exam; by chance if not given",
    )  # fmt: skip
    exam.add_argument("--no-key", action="store_true", help="leave the right answers out")
    cards = writing("cards", "write flash cards, to be printed on both sides, to a PDF")
    for paper in (exam, cards):
        paper.add_argument("-o", "--output", type=_pdf, required=True, metavar="FILE", help=".pdf")
        paper.add_argument("--page", choices=("a4", "letter"), default="a4", help="paper (a4)")


def _add_query(listing: argparse.ArgumentParser) -> None:
    listing.add_argument(
        "--query",
        metavar="Q",
        default="",
        help='which, such as: design:rct point:ST36 year:2015.. "laser doppler"',
    )


def _add_import(bring: argparse.ArgumentParser) -> None:
    formats = ("auto", *REFERENCES, "pdf")
    bring.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="reference files, PDFs, or folders"
    )
    bring.add_argument(
        "--format", choices=formats, metavar="FORMAT", default="auto",
        help=f"{_or(formats)}; auto tells it from what is in each file",
    )  # fmt: skip
    bring.add_argument(
        "--on-duplicate", choices=("skip", "merge", "keep"), default="merge",
        help="what becomes of a record that is there already; merge fills empty fields only",
    )  # fmt: skip


def _add_archive(archive: argparse.ArgumentParser) -> None:
    archive.add_argument("do", choices=("save", "open"), help="save to FILE, or open it")
    archive.add_argument(
        "file", type=Path, metavar="FILE", help="open unpacks it into the new folder --library"
    )


def _or(words: tuple[str, ...]) -> str:
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} or {words[-1]}"


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


def _polygon(text: str) -> tuple[tuple[float, float], ...]:
    corners = [corner.split(",") for corner in text.replace(";", " ").split()]
    try:
        places = tuple((float(x), float(y)) for x, y in corners)
    except ValueError:
        places = ((nan, nan),)
    if not all(abs(part) <= FARTHEST_MM for place in places for part in place):
        raise argparse.ArgumentTypeError(f"“{_shortened(text)}” is no line such as 0,0 30,0 30,40")
    if len(set(places)) < LEAST_CORNERS:
        raise argparse.ArgumentTypeError(
            f"“{_shortened(text)}” has fewer than {LEAST_CORNERS} corners"
        )
    return places


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


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
    return _ending(text, FORMATS)


def _paper(text: str) -> Path:
    return _ending(text, PAPERS)


def _pdf(text: str) -> Path:
    return _ending(text, (".pdf",))


def _deck(text: str) -> Path:
    return _ending(text, DECKS)


def _seed(text: str) -> int:
    if not text.isdecimal() or len(text) > LONGEST_SEED:
        raise argparse.ArgumentTypeError(f"“{_shortened(text)}” is not a whole number from 0")
    return int(text)


def _ending(text: str, suffixes: tuple[str, ...]) -> Path:
    path = Path(text)
    if path.suffix.lower() not in suffixes:
        raise argparse.ArgumentTypeError(f"“{text}” does not end in {_or(suffixes)}")
    return path
