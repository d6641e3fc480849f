"""Reads what a user hands over to be imported: reference files, PDFs, and folders of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.citation.detecting import HEAD, detect
from desktop_app.citation.formats import Format
from desktop_app.citation.reading import read
from desktop_app.citation.records import Record, Rejected
from desktop_app.domain.errors import NotUnderstood, UnreadableFile
from desktop_app.domain.reference import Reference

AUTO, PDF = "auto", "pdf"

FORMATS = (AUTO, *(each.value for each in Format), PDF)
"""What an import can be told a file is."""

MOST_FILES = 5000
"""How many files of a folder are read."""

DEEPEST = 20
"""How many folders within folders are looked into."""

_CERTAIN = frozenset({".ris", ".bib", ".nbib", ".enw", ".pdf"})
"""Endings of files that a user will miss if they could not be read."""

_POSSIBLE = frozenset({".txt", ".json", ".xml", ".medline", ".ciw", ".bibtex", ".csljson"})
"""Endings that other files have too; in a folder these are passed over if they hold nothing."""

_EVERY = 100
"""After how many records progress is told."""

Tell = Callable[[str], None]
"""Told what is being read; raises ``Cancelled`` to stop."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A record, and the PDF that it was recognised from and brings along."""

    record: Record
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    asked_for: bool


def take_in(
    files: Sequence[Path],
    format: str,  # noqa: A002
    tell: Tell,
) -> tuple[list[Taken], list[Rejected]]:
    """Read all files; folders stand for the reference files and PDFs in them.

    A file that cannot be used as a whole is told among the rejected, as record 0, and the others
    are read all the same.

    Parameters
    ----------
    format
        One of ``FORMATS``; ``auto`` tells it from what is in each file.

    Raises
    ------
    NotUnderstood
        If the format is unknown.
    """
    if format not in FORMATS:
        raise NotUnderstood(f"“{format}” is not a format to import.", f"Use {', '.join(FORMATS)}.")
    taken: list[Taken] = []
    rejected: list[Rejected] = []
    for file in _listed(files, rejected):
        tell(f"Reading {file.path.name}")
        try:
            found = list(_of_file(file.path, format, tell))
        except UnreadableFile as error:
            if file.asked_for or file.path.suffix.lower() in _CERTAIN:
                rejected.append(Rejected(file.path.name, 0, 0, str(error)))
            continue
        taken += (each for each in found if isinstance(each, Taken))
        rejected += (each for each in found if isinstance(each, Rejected))
    return taken, rejected


def _of_file(path: Path, format: str, tell: Tell) -> Iterator[Taken | Rejected]:  # noqa: A002
    if path.exists() and not path.is_file():
        raise UnreadableFile(f"{path.name} is no regular file.", "Save it as a file first.")
    if format == PDF or (format == AUTO and _is_pdf(path)):
        # A child process reads the PDF; most imports need none.
        from desktop_app.library.recognising import recognise_pdf

        yield Taken(_named(recognise_pdf(path), path), path)
        return
    chosen = None if format == AUTO else Format(format)
    count = 0
    for count, found in enumerate(read(path, chosen), 1):
        if count % _EVERY == 0:
            tell(f"Reading {path.name}: {count:,} records")
        yield Taken(found) if isinstance(found, Record) else found
    if not count:
        raise UnreadableFile(f"There are no records in {path.name}.")


def _named(reference: Reference, path: Path) -> Record:
    """Return the record of a PDF; one that does not tell its title is called as its file is."""
    if reference.title:
        return Record(reference, path.name, 1, 1)
    warning = "The PDF does not tell its title; it is called as its file is."
    return Record(replace(reference, title=path.stem), path.name, 1, 1, (warning,))


def _is_pdf(path: Path) -> bool:
    """Tell a PDF by its header, which may stand anywhere in the first KiB (ISO 32000-1, H.3).

    What is called a PDF and is of no known format is one too, so that it is told to be damaged.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
            if b"%PDF-" in head[:1024]:
                return True
            return path.suffix.lower() == ".pdf" and bool(head) and detect(head) is None
    except OSError:
        # Reading it says what is wrong.
        return False


def _listed(files: Sequence[Path], rejected: list[Rejected]) -> Iterator[_File]:
    for path in files:
        if not path.is_dir():
            yield _File(path, asked_for=True)
            continue
        inside = list(_inside(path))
        if not inside:
            rejected.append(Rejected(path.name, 0, 0, "There are no references or PDFs in it."))
        if len(inside) > MOST_FILES:
            told = f"It holds more than {MOST_FILES:,} files. Import its folders one by one."
            rejected.append(Rejected(path.name, 0, 0, told))
            continue
        yield from inside


def _inside(folder: Path) -> Iterator[_File]:
    """Yield the files in a folder that may be meant, by name; links are not followed."""
    wanted = _CERTAIN | _POSSIBLE
    for parent, folders, names in os.walk(folder):
        here = Path(parent)
        depth = len(here.relative_to(folder).parts)
        folders[:] = sorted(name for name in folders if depth < DEEPEST and name[0] != ".")
        paths = (here / name for name in sorted(names) if name[0] != ".")
        for path in paths:
            if path.suffix.lower() in wanted and path.is_file() and not path.is_symlink():
                yield _File(path, asked_for=False)
