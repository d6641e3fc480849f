"""Puts several plans on paper at once: one file each in a folder, none written over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

from desktop_app.atlas.body import Atlas
from desktop_app.domain.labels import plan_name
from desktop_app.domain.progress import Progress
from desktop_app.paper.sizes import PageSize
from desktop_app.planning.paper.kinds import SHEET_WORDS, Sheet
from desktop_app.planning.paper.naming import file_name
from desktop_app.planning.paper.writing import write_pdf
from desktop_app.planning.plans import open_plan
from desktop_app.store import Library

SUFFIX = ".pdf"


@dataclass(frozen=True, slots=True)
class Written:
    """The files, in the order of their plans, and those of them whose name was taken."""

    paths: tuple[Path, ...]
    numbered: tuple[Path, ...]


def write_sheets(
    library: Library,
    atlas: Atlas,
    keys: Sequence[str],
    sheet: Sheet,
    size: PageSize,
    folder: Path,
    day: date,
    progress: Progress | None = None,
    sections: frozenset[str] | None = None,
) -> Written:
    """Write a sheet of each plan as a PDF to a folder.

    A file is called by label and title of its plan; where there is one of that name, also of
    another plan, the new one has a number behind its name. If anything fails, or the work is
    cancelled, no file is left behind.

    Raises
    ------
    NotFound, NotUnderstood, UnreadableFile, DiskFull
        As ``open_plan`` and ``write_pdf``.
    Cancelled
        If the progress was asked to stop.
    """
    progress = progress or Progress()
    written: list[Path] = []
    numbered: list[Path] = []
    try:
        for place, key in enumerate(keys):
            plan = open_plan(library, key)
            words = plan_name(plan.label, plan.title)
            progress.tell(place, len(keys), words)
            name = file_name(plan.label, plan.title, SHEET_WORDS[sheet], day, "")
            path, is_numbered = _free(folder, name)
            inner = Progress(lambda *_, at=place, of=words: progress.tell(at, len(keys), of))
            write_pdf(library, atlas, plan, sheet, size, path, inner, sections)
            written.append(path)
            if is_numbered:
                numbered.append(path)
        progress.tell(len(keys), len(keys))
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return Written(tuple(written), tuple(numbered))


def _free(folder: Path, name: str) -> tuple[Path, bool]:
    """Return where no file is yet, and whether the name had to be numbered."""
    path = folder / f"{name}{SUFFIX}"
    for number in count(2):
        # A link that leads nowhere holds its name as well.
        if not path.exists() and not path.is_symlink():
            break
        path = folder / f"{name} ({number}){SUFFIX}"
    return path, path.name != f"{name}{SUFFIX}"
