"""Reads the text of files into the side database, a file at a time, and finds in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.attachment import Attachment
from desktop_app.domain.errors import NotUnderstood, UnreadableFile
from desktop_app.domain.progress import Progress
from desktop_app.library import pdf_asking
from desktop_app.library.attaching import open_file, path_of
from desktop_app.store import Library, files, texts

_TOGETHER = 20
"""How many pages are written in one transaction; so many are read again after a stop."""

_PLAIN = "text/"
_PLAIN_BYTES = 4 * 1024 * 1024
_PLAIN_PAGE = 20_000
"""Letters of a plain text that count as a page."""

_WORDS = {
    texts.EMPTY: "There is no text in this PDF: its pages are pictures.",
    texts.LOCKED: "This PDF asks for a password; its text is not searched.",
    texts.BROKEN: "The text of this PDF cannot be read.",
}


@dataclass(frozen=True, slots=True)
class FileHit:
    """A page of a file, from 0, that holds what was looked for; ``[[ ]]`` mark it."""

    page: int
    snippet: str


def read_next_text(library: Library, progress: Progress | None = None) -> Attachment | None:
    """Read the text of one file that has not been read; return it, or None if all have been.

    What was read when it is stopped is kept, and the rest is read the next time.

    Raises
    ------
    Cancelled
        If it was asked to stop.
    """
    waiting = _waiting(library)
    if not waiting:
        return None
    file = waiting[0]
    _read(library, file, path_of(library, file), progress or Progress())
    return file


def count_unread(library: Library) -> int:
    """Return how many files there are whose text is still to be read."""
    return len(_waiting(library))


def text_state(library: Library, key: str) -> str:
    """Return a sentence on why a file's text is not found; empty if it is, or will be.

    Raises
    ------
    NotFound
        If there is no such file.
    """
    file = open_file(library, key)
    with library.texts.reading() as connection:
        state = "" if connection is None else texts.states(connection).get(file.digest, "")
    return _WORDS.get(state, "")


def find_in_files(library: Library, key: str, text: str) -> tuple[FileHit, ...]:
    """Return the pages of a file that hold all that was typed, in order.

    Raises
    ------
    NotFound
        If there is no such file.
    """
    file = open_file(library, key)
    with library.texts.reading() as connection:
        found = [] if connection is None else texts.find_in_file(connection, file.digest, text)
    return tuple(FileHit(each.page, each.snippet) for each in found)


def forget_text(library: Library, key: str) -> None:
    """Forget the text of a file, so that it is read anew."""
    file = open_file(library, key)
    with library.texts.writing() as connection:
        texts.forget(connection, [file.digest])


def _waiting(library: Library) -> list[Attachment]:
    """Return the files whose text is still to be read and that are there, the newest first."""
    with library.reading() as connection:
        known = {file.digest: file for file in files.every(connection) if _has_words(file)}
    with library.texts.reading() as connection:
        states = {} if connection is None else texts.states(connection)
    left = [
        file for digest, file in known.items() if states.get(digest, texts.READING) == texts.READING
    ]
    try:
        return [file for file in reversed(left) if path_of(library, file).is_file()]
    except NotUnderstood:
        return []


def _has_words(file: Attachment) -> bool:
    return file.is_pdf or file.mime.startswith(_PLAIN)


def _read(library: Library, file: Attachment, path: Path, progress: Progress) -> None:
    digest = file.digest
    with library.texts.writing() as connection:
        start = texts.pages_read(connection, digest)
    together: list[tuple[int, str]] = []
    pages, state = start, texts.READ
    answers = pdf_asking.read_texts(path, start) if file.is_pdf else _plain_pages(path)
    try:
        for pages, page, text in answers:
            progress.tell(page, pages, f"Reading {file.name}")
            together.append((page, text))
            if len(together) == _TOGETHER:
                _keep(library, digest, together, pages)
    except pdf_asking.Locked:
        state = texts.LOCKED
    except UnreadableFile:
        state = texts.BROKEN
    finally:
        # A generator that is left half way ends its process only when it is closed.
        if hasattr(answers, "close"):
            answers.close()
    _keep(library, digest, together, pages)
    with library.texts.writing() as connection:
        if state == texts.READ and not texts.has_text(connection, digest):
            state = texts.EMPTY
        texts.put_state(connection, digest, pages, state)


def _keep(library: Library, digest: str, together: list[tuple[int, str]], pages: int) -> None:
    with library.texts.writing() as connection:
        texts.put_pages(connection, digest, together)
        texts.put_state(connection, digest, pages, texts.READING)
    together.clear()


def _plain_pages(path: Path) -> list[tuple[int, int, str]]:
    with path.open("rb") as file:
        text = file.read(_PLAIN_BYTES).decode("utf-8", errors="replace")
    parts = [text[at : at + _PLAIN_PAGE] for at in range(0, len(text), _PLAIN_PAGE)]
    return [(len(parts), number, part) for number, part in enumerate(parts)]
