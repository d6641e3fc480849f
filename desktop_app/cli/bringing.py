"""Lists, imports, exports and cites studies, and saves and opens archives, from a terminal."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from desktop_app.cli import shapes, texts
from desktop_app.cli.looking import library_as_it_is
from desktop_app.cli.printing import print_json, watched
from desktop_app.content import Content
from desktop_app.content.paths import library_folder
from desktop_app.domain.evidence import Study
from desktop_app.store import Library
from desktop_app.store.looking import has_library

DONE, FAILED = 0, 1


def run(chosen: argparse.Namespace, content: Content) -> int:
    """Run one of these verbs; return the exit code."""
    match chosen.verb:
        case "studies":
            return _list(chosen, content)
        case "import":
            return _import(chosen, content)
        case "export":
            return _export(chosen, content)
        case "cite":
            return _cite(chosen, content)
        case _:
            return _archive(chosen, content)


def _list(chosen: argparse.Namespace, content: Content) -> int:
    studies = _found(chosen, content)
    if chosen.json:
        print_json([shapes.study_shape(study) for study in studies])
    else:
        print(texts.table(map(texts.study_row, studies)))
    return DONE


def _found(chosen: argparse.Namespace, content: Content) -> list[Study]:
    folder = library_folder(chosen.library)
    if not chosen.query and not has_library(folder):
        return list(content.studies.values())
    from desktop_app.library.exporting import keys_for
    from desktop_app.library.references import studies_of

    with library_as_it_is(folder, content) as library:
        _warn(library, chosen.query)
        return list(studies_of(library, keys_for(library, chosen.query)).values())


def _import(chosen: argparse.Namespace, content: Content) -> int:
    from desktop_app.library.importing import Choice, plan_import, run_import
    from desktop_app.library.indexing import index_waiting

    with Library.open(library_folder(chosen.library), content) as library, watched() as progress:
        choice = Choice(chosen.on_duplicate)
        plan = plan_import(library, chosen.files, chosen.format, choice, progress)
        imported = run_import(library, plan, progress)
        index_waiting(library, progress)
    if chosen.json:
        print_json(shapes.imported_shape(imported))
    else:
        print(texts.imported_text(imported))
    return FAILED if imported.rejected else DONE


def _export(chosen: argparse.Namespace, content: Content) -> int:
    from desktop_app.citation.formats import Format
    from desktop_app.library.exporting import export_studies, format_of, keys_for

    path: Path = chosen.file
    written = Format(chosen.format) if chosen.format else format_of(path)
    with (
        library_as_it_is(library_folder(chosen.library), content) as library,
        watched() as progress,
    ):
        _warn(library, chosen.query)
        keys = keys_for(library, chosen.query)
        count = export_studies(library, path, keys, written, progress)
    if chosen.json:
        print_json({"exported": count, "file": str(path), "format": written.value})
    else:
        print(f"{texts.counted(count)} written to {path}.")
    return DONE


def _cite(chosen: argparse.Namespace, content: Content) -> int:
    from desktop_app.citation.styles import Form
    from desktop_app.library.exporting import cite

    form = Form.HTML if chosen.form == "html" else Form.PLAIN
    keys = [key.removeprefix("yq:study/") for key in chosen.key]
    with library_as_it_is(library_folder(chosen.library), content) as library:
        entries = cite(library, keys, chosen.style, form)
    if chosen.json:
        print_json(list(entries))
    else:
        print("\n".join(entries))
    return DONE


def _archive(chosen: argparse.Namespace, content: Content) -> int:
    from desktop_app.library.archive import open_archive, save_archive

    folder, path = library_folder(chosen.library), chosen.file
    if chosen.do == "open":
        with watched() as progress:
            open_archive(path, folder, progress)
        print(f"{path} opened in {folder}.")
        return DONE
    with Library.open_read_only(folder, content) as library, watched() as progress:
        save_archive(library, path, progress)
    print(f"The library in {folder} saved to {path}.")
    return DONE


def _warn(library: Library, query: str) -> None:
    """Tell what of a query was not understood and taken as text."""
    if not query:
        return
    from desktop_app.library.listing import read_query

    for problem in read_query(library, query).problems:
        print(f"yongquan: {problem.message}", file=sys.stderr)
