"""Takes studies out of the library: as reference files, and as formatted citations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.citation.formats import Format
from desktop_app.citation.writing import write
from desktop_app.content.paths import assets_dir
from desktop_app.domain.errors import NotUnderstood
from desktop_app.domain.listed import StudyOrder
from desktop_app.domain.progress import Progress
from desktop_app.domain.reference import Reference
from desktop_app.library.listing import find_studies, keys_of
from desktop_app.store import Library
from desktop_app.store.references import references_of
from desktop_app.store.replacing import replacing

if TYPE_CHECKING:
    from desktop_app.citation.styles import Form

CHUNK = 250
"""How many studies are read before progress is told, and cancelling heard, again."""

_ENDINGS = {
    **{each.suffix: each for each in Format},
    ".bibtex": Format.BIBTEX,
    ".csljson": Format.CSLJSON,
    ".txt": Format.NBIB,
    ".medline": Format.NBIB,
}


def format_of(path: Path) -> Format:
    """Return the format that a file's ending asks for.

    Raises
    ------
    NotUnderstood
        If the ending asks for none.
    """
    chosen = _ENDINGS.get(path.suffix.lower())
    if chosen is None:
        endings = ", ".join(each.suffix for each in Format)
        raise NotUnderstood(
            f"“{path.name}” does not tell the format to write.",
            f"Let it end in {endings}, or name the format.",
        )
    return chosen


def export_studies(
    library: Library,
    path: Path,
    keys: Sequence[str] | None = None,
    format: Format | None = None,  # noqa: A002
    progress: Progress | None = None,
) -> int:
    """Write studies, shipped or own, to a reference file; return how many.

    The file is replaced in one step, when all has been written.

    Parameters
    ----------
    keys
        Which studies, in order; None for all that are not in the trash, the newest first.
    format
        None takes it from the file's ending.

    Raises
    ------
    NotFound
        If there is no study with one of the keys.
    NotUnderstood
        If no format is given and the ending tells none.
    DiskFull, UnreadableFile
        If the file cannot be written; the one that was there is then as it was.
    Cancelled
        If the progress was asked to stop; nothing is written then.
    """
    chosen = format or format_of(path)
    progress = progress or Progress()
    wanted = keys_for(library, "") if keys is None else tuple(dict.fromkeys(keys))
    references = _references(library, wanted, progress)
    with replacing(path) as part:
        part.write_bytes(write(references, chosen).encode())
        progress.tell(len(wanted), len(wanted), "Writing the file")
    return len(wanted)


def keys_for(library: Library, query: str) -> tuple[str, ...]:
    """Return the keys of the studies that a query finds, the newest first."""
    return keys_of(library, find_studies(library, query, StudyOrder.YEAR, descending=True))


def cite(library: Library, keys: Sequence[str], style: str, form: Form) -> tuple[str, ...]:
    """Return studies as entries of a bibliography, in the style's order.

    Parameters
    ----------
    style
        The id of one of ``citation.styles.STYLES``.

    Raises
    ------
    NotFound
        If there is no study with one of the keys.
    NotUnderstood
        If the style is unknown.
    """
    # What formats citations takes longer to load than the window to open.
    from desktop_app.citation.styles import bibliography

    return bibliography(references_of(library, keys), style, form, assets_dir() / "styles")


def _references(library: Library, keys: Sequence[str], progress: Progress) -> Iterator[Reference]:
    """Yield references, each with a citation key of its own, a part of the library at a time."""
    taken: set[str] = set()
    for start in range(0, len(keys), CHUNK):
        progress.tell(start, len(keys), "Collecting the studies")
        part = keys[start : start + CHUNK]
        for key, reference in zip(part, references_of(library, part), strict=True):
            named = reference.key if reference.key and reference.key not in taken else key
            taken.add(named)
            yield replace(reference, key=named) if named != reference.key else reference
