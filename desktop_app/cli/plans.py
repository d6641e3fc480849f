"""Lists plans, shows one, and puts one on paper, from a terminal."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from desktop_app.atlas.body import open_atlas
from desktop_app.cli.looking import library_as_it_is
from desktop_app.cli.printing import print_json, watched
from desktop_app.content import Content
from desktop_app.content.paths import assets_dir, library_folder
from desktop_app.domain.plans import Plan
from desktop_app.planning.plans import find_plan, list_plans, open_plan
from desktop_app.store import Library

DONE, MISTYPED = 0, 2

WORD_SUFFIX = ".docx"


def run(chosen: argparse.Namespace, content: Content) -> int:
    """Run one of these verbs; return the exit code."""
    with library_as_it_is(library_folder(chosen.library), content) as library:
        match chosen.do:
            case "list":
                return _list(library, chosen)
            case "show":
                return _show(library, chosen)
            case _:
                return _export(library, chosen)


def _list(library: Library, chosen: argparse.Namespace) -> int:
    from desktop_app.cli import plan_shapes, plan_texts

    rows = list_plans(library, templates=chosen.templates, archived=chosen.archived)
    if chosen.json:
        print_json([plan_shapes.row_shape(row) for row in rows])
    elif rows:
        print(plan_texts.list_text(rows))
    else:
        print("There are none.", file=sys.stderr)
    return DONE


def _show(library: Library, chosen: argparse.Namespace) -> int:
    from desktop_app.cli import plan_shapes, plan_texts
    from desktop_app.planning.checking import check_plan

    plan = _named(library, chosen)
    alerts = check_plan(open_atlas(assets_dir() / "atlas"), library.content, plan)
    if chosen.json:
        print_json(plan_shapes.plan_shape(plan, alerts))
    else:
        print(plan_texts.plan_text(library.content, plan, alerts))
    return DONE


def _export(library: Library, chosen: argparse.Namespace) -> int:
    plan, path = _named(library, chosen), chosen.output
    as_words = path.suffix.lower() == WORD_SUFFIX
    if as_words and chosen.sheet == "practitioner":
        print(
            f"yongquan: Only the handout is written as {WORD_SUFFIX}. "
            "Write the practitioner sheet as .pdf, or choose --sheet handout.",
            file=sys.stderr,
        )
        return MISTYPED
    # What writes paper takes long to load, and only this asks for it.
    from desktop_app.planning.paper import PageSize, Sheet, write_docx, write_pdf

    sheet = Sheet(chosen.sheet or ("handout" if as_words else "practitioner"))
    with watched() as progress:
        if as_words:
            write_docx(library, plan, path)
        else:
            atlas = open_atlas(assets_dir() / "atlas")
            write_pdf(library, atlas, plan, sheet, PageSize(chosen.page), path, progress)
    _told(chosen, plan, sheet.value, path)
    return DONE


def _told(chosen: argparse.Namespace, plan: Plan, sheet: str, path: Path) -> None:
    if chosen.json:
        print_json({"ref": str(plan.ref), "sheet": sheet, "file": str(path)})
    else:
        print(f"Written to {path}.")


def _named(library: Library, chosen: argparse.Namespace) -> Plan:
    return open_plan(library, find_plan(library, chosen.id))
