"""Runs what was typed: prints answers, or opens the window."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop_app import content as contents
from desktop_app.cli.parsing import parser
from desktop_app.cli.printing import print_json
from desktop_app.content import Content
from desktop_app.content.paths import assets_dir, library_folder
from desktop_app.domain.codes import read_code
from desktop_app.domain.errors import NotFound, WorldError
from desktop_app.domain.points import Point
from desktop_app.domain.refs import BadRef, Ref

StartWindow = Callable[[Path, str], int]
"""Opens the window on a library's folder, at a ref or nowhere; returns the exit code."""

Render = Callable[[str, str, Sequence[str], str | None, str, str, tuple[int, int], Path], None]
"""Draws view, side, layers, selected code, labels, theme and size to a file."""

FAILED, MISTYPED = 1, 2


def main(arguments: Sequence[str], start_window: StartWindow, render: Render) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments
        What was typed after the program's name.
    start_window, render
        The window and the renderer, which load Qt only when called.

    Returns
    -------
    int
        The exit code: 0, 1 if the world is not as it should be, 2 if something was mistyped.
    """
    _speak_utf8()
    try:
        chosen = parser().parse_args(arguments)
    except SystemExit as stopped:
        return int(stopped.code or 0)
    try:
        code = _run(chosen, start_window, render)
        sys.stdout.flush()
    except (WorldError, BadRef) as error:
        print(f"yongquan: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # The reader (head, less) has gone.
        _print_no_more()
        return FAILED
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        _print_no_more()
        print("yongquan: There is no room left on the disk for the answer.", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return 128 + 2
    return code


def _run(chosen: argparse.Namespace, start_window: StartWindow, render: Render) -> int:
    match chosen.verb:
        case None:
            ref = str(Ref.parse(chosen.open)) if chosen.open else ""
            return start_window(library_folder(chosen.library), ref)
        case "points":
            _print_points(contents.load(), chosen.json)
        case "point":
            _print_point(contents.load(), " ".join(chosen.code), chosen.json)
        case "studies" | "import" | "export" | "cite" | "archive":
            # What works with the library's studies is loaded only for them.
            from desktop_app.cli.bringing import run

            return run(chosen, contents.load())
        case "claims":
            _print_claims(contents.load(), chosen.json)
        case "atlas":
            _print_atlas(chosen.side, chosen.json)
        case "area" | "protocols":
            from desktop_app.cli import areas

            return areas.run(chosen, contents.load())
        case "plan":
            from desktop_app.cli import plans

            return plans.run(chosen, contents.load())
        case "study":
            from desktop_app.cli import studying

            return studying.run(chosen, contents.load())
        case "search":
            _print_hits(contents.load(), chosen)
        case "render":
            _render(chosen, render)
    return 0


def _print_points(content: Content, as_json: bool) -> None:
    from desktop_app.cli import shapes, texts

    points = content.points.values()
    if as_json:
        print_json([shapes.point_shape(content, point) for point in points])
    else:
        print(texts.table(map(texts.point_row, points)))


def _print_point(content: Content, typed: str, as_json: bool) -> None:
    from desktop_app.cli import shapes, texts
    from desktop_app.content.about import point_claims, point_studies

    point = _point(content, typed)
    if as_json:
        print_json(shapes.point_shape(content, point))
        return
    claims = point_claims(content, point)
    studies = point_studies(content, point, claims)
    print(texts.point_text(content, point, claims, studies))


def _print_claims(content: Content, as_json: bool) -> None:
    from desktop_app.cli import shapes, texts

    claims = content.claims.values()
    if as_json:
        print_json([shapes.claim_shape(claim) for claim in claims])
    else:
        print("\n\n".join(texts.claim_text(content, claim) for claim in claims))


def _print_atlas(side: str, as_json: bool) -> None:
    from desktop_app.cli import texts
    from desktop_app.cli.mirroring import read_atlas

    atlas = read_atlas(assets_dir(), side)
    if as_json:
        print_json(atlas)
        return
    rows = [("point", "x mm", "y mm", "z mm")]
    rows += [
        (code, *(f"{value:.1f}" for value in placed["position"]))
        for code, placed in atlas["points"].items()
    ]
    print(texts.table(rows))


def _print_hits(content: Content, chosen: argparse.Namespace) -> None:
    from desktop_app.cli import shapes, texts
    from desktop_app.cli.looking import library_to_read
    from desktop_app.reading import search

    with library_to_read(chosen, content, "Searching without your notes.") as library:
        hits = search(library, " ".join(chosen.text), chosen.limit)
    if chosen.json:
        print_json([shapes.hit_shape(hit) for hit in hits])
    elif hits:
        print(texts.hit_text(hits))
    else:
        print("Nothing found.", file=sys.stderr)


def _render(chosen: argparse.Namespace, render: Render) -> None:
    select = None
    if chosen.select:
        select = _point(contents.load(), chosen.select).code
    folder = chosen.output.absolute().parent
    if not folder.is_dir():
        raise NotFound(f"There is no folder {folder} to write to.")
    layers = tuple(filter(None, (layer.strip() for layer in chosen.layers.split(","))))
    render(
        chosen.view,
        chosen.side,
        layers,
        select,
        chosen.labels,
        chosen.theme,
        chosen.size,
        chosen.output,
    )


def _point(content: Content, typed: str) -> Point:
    point = content.points.get(read_code(typed))
    if point is None:
        raise NotFound(
            f"There is no point “{typed}” in this atlas.",
            "Codes look like ST36; “yongquan points” lists all, “yongquan search” finds names.",
        )
    return point


def _print_no_more() -> None:
    """Send what is still to be written nowhere: it cannot be written, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """Print UTF-8 wherever we are; tone marks and characters do not fit other encodings."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
