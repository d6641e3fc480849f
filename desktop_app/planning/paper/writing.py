"""Puts a plan on paper: PDFs of both sheets, the handout for a word processor, diagrams."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from desktop_app.atlas.body import Atlas
from desktop_app.content import Content
from desktop_app.domain.area import Side
from desktop_app.domain.errors import NotUnderstood
from desktop_app.domain.plans import Plan
from desktop_app.domain.progress import Progress
from desktop_app.paper.alone import alone_of, png_of
from desktop_app.paper.choosing import Shown
from desktop_app.paper.drawing import draw_limb
from desktop_app.paper.letters import fonts_dir
from desktop_app.paper.pdf import Written, page_width, write_document
from desktop_app.paper.sizes import PageSize
from desktop_app.paper.svg import svg_of
from desktop_app.paper.word import write_word
from desktop_app.planning.checking import check_plan
from desktop_app.planning.paper.handout import client_handout
from desktop_app.planning.paper.kinds import SECTIONS, Sheet
from desktop_app.planning.paper.practitioner import practitioner_sheet
from desktop_app.planning.paper.saying import numbers_of
from desktop_app.store import Library
from desktop_app.store.replacing import replacing

DIAGRAM_SIZE = (420.0, 560.0)
"""Most width and height of a diagram that stands alone, points."""

LEAST_SCALE, MOST_SCALE = 0.5, 10.0


def write_pdf(
    library: Library,
    atlas: Atlas,
    plan: Plan,
    sheet: Sheet,
    size: PageSize,
    path: Path,
    progress: Progress | None = None,
    sections: frozenset[str] | None = None,
) -> Path:
    """Write a sheet of a plan as a PDF, and return its path; as ``write_sheet``."""
    write_sheet(library, atlas, plan, sheet, size, path, progress, sections)
    return path


def write_sheet(
    library: Library,
    atlas: Atlas,
    plan: Plan,
    sheet: Sheet,
    size: PageSize,
    path: Path,
    progress: Progress | None = None,
    sections: frozenset[str] | None = None,
) -> Written:
    """Write a sheet of a plan as a PDF; return its pages, and the letters that its fonts have not.

    It is tagged, its fonts are embedded and its text can be searched. The file is replaced in one
    step, when all has been written.

    Parameters
    ----------
    sections
        Ids of ``SECTIONS``; all of them if not given. The head of the sheet is always there.

    Raises
    ------
    NotUnderstood
        If there is no such section; names those there are.
    UnreadableFile, DiskFull
        If the atlas or a font cannot be read, or the file not be written.
    Cancelled
        If the progress was asked to stop; nothing is written then.
    """
    progress = progress or Progress()
    wanted = _sections(sheet, sections)
    width = page_width(size)
    progress.tell(0, 0, "Composing the sheet")
    if sheet is Sheet.PRACTITIONER:
        alerts = check_plan(atlas, library.content, plan)
        document = practitioner_sheet(library, atlas, plan, alerts, wanted, width, progress)
    else:
        document = client_handout(library, plan, wanted, atlas, width)
    with replacing(path) as part:
        return write_document(document, size, part, fonts_dir(), progress)


def write_docx(library: Library, plan: Plan, path: Path) -> Path:
    """Write the text of the handout for a word processor, and return its path.

    Raises
    ------
    UnreadableFile, DiskFull
        If the file cannot be written.
    """
    document = client_handout(library, plan, frozenset(SECTIONS[Sheet.HANDOUT]), None, 0.0)
    with replacing(path) as part:
        write_word(document, part)
    return path


def draw_diagram(
    atlas: Atlas,
    content: Content,
    plan: Plan,
    view: str,
    side: Side,
    path: Path,
    scale: float = 2.0,
) -> Path:
    """Write a view with the marked skin and the numbered points as PNG or SVG.

    Parameters
    ----------
    path
        Its suffix tells which.
    scale
        Pixels for each point (1/72 inch) of the drawing, 0.5 to 10.

    Raises
    ------
    NotFound
        If there is no such view.
    NotUnderstood
        If the suffix is another, or the scale out of range.
    UnreadableFile, DiskFull
        If the atlas cannot be read or the file not be written.
    """
    suffix = path.suffix.lower()
    if suffix not in (".png", ".svg"):
        raise NotUnderstood(f"A diagram is not written as “{path.suffix}”.", "Use .png or .svg.")
    if not LEAST_SCALE <= scale <= MOST_SCALE:
        raise NotUnderstood(f"A scale is {LEAST_SCALE:g} to {MOST_SCALE:g}, not {scale:g}.")
    atlas.camera(view)
    drawn = draw_limb(atlas, plan, Shown(view, side), numbers_of(plan), DIAGRAM_SIZE)
    alone = alone_of(drawn, content, fonts_dir())
    made = svg_of(alone, scale).encode() if suffix == ".svg" else png_of(alone, fonts_dir(), scale)
    with replacing(path) as part:
        part.write_bytes(made)
    return path


def _sections(sheet: Sheet, sections: Iterable[str] | None) -> frozenset[str]:
    known = SECTIONS[sheet]
    if sections is None:
        return frozenset(known)
    unknown = set(sections) - set(known)
    if unknown:
        raise NotUnderstood(
            f"There is no section “{min(unknown)}”.", f"Sections: {', '.join(known)}."
        )
    return frozenset(sections)
