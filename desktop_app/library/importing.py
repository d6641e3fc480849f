"""Brings records into the library: planned and shown first, then all in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop_app.domain.progress import Progress
from desktop_app.library.bringing import bring_in
from desktop_app.library.duplicates import Match, match_all
from desktop_app.library.intake import AUTO, FORMATS, take_in
from desktop_app.library.memory import no_collecting
from desktop_app.library.merging import Difference
from desktop_app.library.planned import Choice, Duplicate, Imported, ImportPlan, Incoming
from desktop_app.library.swapping import changed
from desktop_app.store import Library

__all__ = [
    "FORMATS",
    "Choice",
    "Difference",
    "Duplicate",
    "ImportPlan",
    "Imported",
    "Incoming",
    "Match",
    "plan_import",
    "run_import",
]


def plan_import(
    library: Library,
    files: Sequence[Path],
    format: str = AUTO,  # noqa: A002
    on_duplicate: Choice = Choice.MERGE,
    progress: Progress | None = None,
) -> ImportPlan:
    """Read files and tell what would come in, what is a duplicate, and what differs.

    A file that cannot be used as a whole stands among the rejected as record 0, with the reason.

    Parameters
    ----------
    files
        Reference files, PDFs, and folders, which stand for those in them.
    format
        ``auto`` tells each file's format from what is in it; else one of ``FORMATS``.
    on_duplicate
        What is chosen for duplicates: ``SKIP``, ``MERGE`` or ``KEEP``.

    Raises
    ------
    NotUnderstood
        If the format is unknown.
    Cancelled
        If the progress was asked to stop.
    """
    progress = progress or Progress()
    with no_collecting():
        taken, rejected = take_in(files, format, lambda words: progress.tell(0, 0, words))
        matches = match_all(
            library,
            [each.record.reference for each in taken],
            lambda done: progress.tell(done, len(taken), "Looking for duplicates"),
        )
    incoming = tuple(
        Incoming(number, each.record, match, on_duplicate if match else Choice.ADD, each.path)
        for number, (each, match) in enumerate(zip(taken, matches, strict=True))
    )
    return ImportPlan(incoming, tuple(rejected), tuple(map(str, files)))


def run_import(
    library: Library, plan: ImportPlan, progress: Progress | None = None, author: str = ""
) -> Imported:
    """Do what a plan says, in one transaction: all of it, or nothing.

    Merging fills what a study of the user's own does not say, and takes it out of the trash. A
    shipped study is never changed: merging into one counts as skipped, but attaches the PDF.
    A study that has gone since the plan was made is added anew. The whole import can be taken
    back and done again.

    The words of a large import are not yet in the search index when this returns: see
    ``indexing``. Lists, the other fields of a query and duplicates know its studies at once.

    Raises
    ------
    Cancelled
        If the progress was asked to stop; nothing is changed then.
    DiskFull, LibraryBusy, UnreadableFile
        If a file cannot be read any more or nothing can be written; nothing is changed then.
    """
    with no_collecting():
        brought = bring_in(library, plan, progress or Progress())
    count = len(brought.keys) + brought.merged
    title = f"Import {count:,} {'study' if count == 1 else 'studies'}"
    return Imported(
        imported=len(brought.keys),
        merged=brought.merged,
        skipped=brought.skipped,
        duplicates=brought.duplicates,
        rejected=plan.rejected,
        keys=brought.keys,
        changed=changed(title, brought.back, author),
    )
