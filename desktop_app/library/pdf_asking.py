"""Asks a process of its own about a PDF, and ends it when it takes too long."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

from desktop_app.domain.errors import UnreadableFile
from desktop_app.library import READ_PDF
from desktop_app.library.pdf_child import COUNT, HEAD, TEXT

SECONDS = 30.0
"""How long the next answer may take: a page, or the file's head."""

_LONGEST = 1_000_000
"""Longest answer, letters."""


class Locked(UnreadableFile):
    """A PDF that asks for a password."""


def count_pages(path: Path) -> int:
    """Return how many pages a PDF has.

    Raises
    ------
    Locked
        If it asks for a password.
    UnreadableFile
        If it is no PDF, is damaged, or reading it fails.
    """
    return int(next(_answers(path, COUNT))["pages"])


def read_head(path: Path) -> dict[str, Any]:
    """Return what a PDF says of itself: ``said``, ``xmp``, ``texts`` of first pages, ``lines``.

    Raises
    ------
    Locked, UnreadableFile
        As ``count_pages``.
    """
    for answer in _answers(path, HEAD):
        if "head" in answer:
            return dict(answer["head"])
    raise _broken(path)


def read_texts(path: Path, start: int = 0) -> Generator[tuple[int, int, str], None, None]:
    """Yield pages in all, the page from 0, and its text, beginning with a page.

    Raises
    ------
    Locked, UnreadableFile
        As ``count_pages``; pages that were yielded are good.
    """
    pages = 0
    for answer in _answers(path, TEXT, start):
        pages = answer.get("pages", pages)
        if "page" in answer:
            yield pages, answer["page"], answer["text"]


def _answers(path: Path, what: str, start: int = 0) -> Iterator[dict[str, Any]]:
    """Yield what the child says; it is gone when this ends, however it ends."""
    if not path.is_file():
        raise UnreadableFile(f"{path} is not there.", "Attach the file again.")
    lines: Queue[bytes] = Queue(maxsize=64)
    child = subprocess.Popen(  # noqa: S603  ourselves
        [*_program(), READ_PDF, what, str(path.absolute()), str(start)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    reader = Thread(target=_pump, args=(child, lines), name="yongquan-pdf", daemon=True)
    reader.start()
    try:
        while line := _next(lines, path):
            answer = _understood(line, path)
            if "error" in answer:
                raise _refusal(path, answer["error"])
            yield answer
        if child.wait(SECONDS) != 0:
            raise _broken(path)
    finally:
        child.kill()
        while reader.is_alive():
            _drain(lines)
            reader.join(0.01)
        if child.stdout is not None:
            child.stdout.close()
        child.wait()


def _pump(child: subprocess.Popen[bytes], lines: Queue[bytes]) -> None:
    if child.stdout is not None:
        while line := child.stdout.readline(_LONGEST):
            lines.put(line)
    lines.put(b"")


def _next(lines: Queue[bytes], path: Path) -> bytes:
    try:
        return lines.get(timeout=SECONDS)
    except Empty:
        raise UnreadableFile(
            f"{path} takes too long to read.", "Open it in another program and save it anew."
        ) from None


def _understood(line: bytes, path: Path) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(line)
    except ValueError:
        raise _broken(path) from None
    return answer


def _drain(lines: Queue[bytes]) -> None:
    while not lines.empty():
        lines.get_nowait()


def _program() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "desktop_app"]


def _environment() -> dict[str, str]:
    """Return our own, with which the child finds the program wherever it was started."""
    home = str(Path(__file__).resolve().parents[2])
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"}


def _refusal(path: Path, error: str) -> UnreadableFile:
    if error == "password":
        return Locked(f"{path.name} asks for a password.", "Save a copy without one.")
    return UnreadableFile(
        f"{path} is not a PDF, or it is damaged.", "Open it in another program to check it."
    )


def _broken(path: Path) -> UnreadableFile:
    return UnreadableFile(
        f"{path} cannot be read: the program that reads PDFs gave up on it.",
        "Open it in another program and save it anew.",
    )
