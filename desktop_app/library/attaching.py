"""Attaches files to studies: kept by content in the library's folder, taken off with undo."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from desktop_app.domain.attachment import PDF, Attachment, file_ref
from desktop_app.domain.changes import Changed, Undo
from desktop_app.domain.errors import NotFound, UnreadableFile
from desktop_app.domain.progress import Progress
from desktop_app.domain.refs import Ref
from desktop_app.library import pdf_asking
from desktop_app.library.storing import (
    FOLDER,
    attachments_folder,
    open_source,
    stored_path,
    take_in,
)
from desktop_app.store import Library, files

KEPT_DAYS = 30
"""How long the content of a file that was taken off is kept."""

_PDF_WITHIN = 1024
"""A PDF's signature stands in so many bytes from its beginning."""

_IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp"})


def attach(
    library: Library,
    ref: Ref,
    path: Path,
    author: str = "",
    progress: Progress | None = None,
) -> Changed:
    """Attach a copy of a file to a study; a study has the same content only once.

    Raises
    ------
    NotFound
        If the library has nothing under this ref.
    NotUnderstood
        If the library is in memory only.
    UnreadableFile
        If it is missing, a folder, too large, unreadable, a PDF or a picture that is not one, or
        a picture so large that showing it would take all memory; nothing is changed.
    Cancelled
        If it was asked to stop; nothing is changed.
    """
    folder = attachments_folder(library)
    mime, pages = _recognise(path)
    with library.reading() as connection:
        if str(ref) not in files.titles(connection, [str(ref)]):
            raise NotFound(f"There is no study “{ref.key}” to attach a file to.")
    stored = take_in(folder, path, progress)
    with library.writing() as connection:
        known = files.of_refs(connection, [str(ref)])
        held = [each for each in known if each.digest == stored.digest]
        if held:
            return Changed(frozenset({ref, held[0].file_ref}), author)
        key = uuid4().hex[:16]
        made = Attachment(
            key, ref, stored.digest, path.name, mime, stored.size, pages, library.clock()
        )
        files.put(connection, [made])
    return _changed({key: None}, [made], f"Attach {made.name}", author)


def detach(library: Library, keys: Iterable[str], author: str = "") -> Changed:
    """Take files off their studies. Marks on them are kept, and are there when it is taken back.

    Raises
    ------
    NotFound
        If there is no such file.
    """
    wanted = list(keys)
    with library.reading() as connection:
        held = files.take(connection, wanted)
    for key in wanted:
        _require(held, key)
    named = held[wanted[0]].name if len(wanted) == 1 else f"{len(wanted)} files"
    return _put_back(library, dict.fromkeys(wanted), f"Remove {named}", author)


def list_files(library: Library, ref: Ref) -> tuple[Attachment, ...]:
    """Return the files of a study, the oldest first."""
    with library.reading() as connection:
        found = files.of_refs(connection, [str(ref)])
    return tuple(_looked_for(library, each) for each in found)


def open_file(library: Library, key: str) -> Attachment:
    """Return one file.

    Raises
    ------
    NotFound
        If there is no such file.
    """
    with library.reading() as connection:
        return _looked_for(library, _require(files.take(connection, [key]), key))


def path_of(library: Library, file: Attachment) -> Path:
    """Return where the content of a file lies, also when it is missing there.

    Raises
    ------
    NotUnderstood
        If the library is in memory only.
    """
    return stored_path(attachments_folder(library), file.digest, file.name)


def remember_page(library: Library, key: str, page: int, zoom: float) -> Changed:
    """Remember the page, from 0, and the zoom at which a file was left; not to be undone."""
    with library.writing() as connection:
        files.remember_page(connection, key, page, zoom)
    return Changed(frozenset())


def sweep_files(library: Library) -> int:
    """Delete the content that no row has named for ``KEPT_DAYS``; return how many files.

    Call it where writes are made, before anything can be undone: it holds writing back.
    """
    if library.folder is None or not (folder := library.folder / FOLDER).is_dir():
        return 0
    gone = 0
    oldest = library.clock().timestamp() - KEPT_DAYS * 86400
    with library.writing() as connection:
        named = {each.digest for each in files.every(connection)}
        for path in [*folder.glob("??/*"), *folder.glob("*.part")]:
            if path.stem not in named and path.is_file() and path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)
                gone += 1
    return gone


def _put_back(
    library: Library, wanted: Mapping[str, Attachment | None], title: str, author: str = ""
) -> Changed:
    """Make rows what they are wanted to be, None for none; its undo makes them what they were."""
    with library.writing() as connection:
        held = files.take(connection, wanted)
        files.remove(connection, [key for key, file in wanted.items() if file is None])
        files.put(connection, filter(None, wanted.values()))
    for file in held.values():
        _touch(library, file)
    before = {key: held.get(key) for key in wanted}
    return _changed(before, [*held.values(), *filter(None, wanted.values())], title, author)


def _changed(
    before: Mapping[str, Attachment | None],
    touched: Iterable[Attachment],
    title: str,
    author: str,
) -> Changed:
    refs = frozenset(ref for file in touched for ref in (file.ref, file_ref(file.key)))
    undo = Undo(title, lambda library: _put_back(library, before, title))
    return Changed(refs, author, undo)


def _touch(library: Library, file: Attachment) -> None:
    """Let the time for which content is kept begin now."""
    if library.folder is not None:
        path = stored_path(library.folder / FOLDER, file.digest, file.name)
        if path.is_file():
            path.touch()


def _looked_for(library: Library, file: Attachment) -> Attachment:
    here = library.folder is not None and path_of(library, file).is_file()
    return file if here else replace(file, missing=True)


def _require(held: Mapping[str, Attachment], key: str) -> Attachment:
    if key not in held:
        raise NotFound(f"There is no file “{key}” in this library.")
    return held[key]


def _recognise(path: Path) -> tuple[str, int | None]:
    """Return what sort of file it is and how many pages it has, if it has any."""
    with open_source(path) as read:
        head = read.read(_PDF_WITHIN)
    suffix = path.suffix.lower()
    if b"%PDF-" in head:
        try:
            return PDF, pdf_asking.count_pages(path)
        except pdf_asking.Locked:
            return PDF, None
    if suffix == ".pdf":
        raise UnreadableFile(
            f"{path} is called a PDF but is not one.", "Fetch it again, or choose another file."
        )
    if suffix in _IMAGES:
        _require_picture(path)
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream", None


def _require_picture(path: Path) -> None:
    # Pillow is wanted here only.
    import warnings

    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(path) as picture:
                picture.verify()
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            raise UnreadableFile(
                f"{path} is a picture too large to be shown.", "Attach a smaller copy of it."
            ) from None
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
            raise UnreadableFile(
                f"{path} is called a picture but is not one, or it is damaged.",
                "Open it in another program to check it.",
            ) from None
