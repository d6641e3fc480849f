"""Files that belong to studies, and the marks a reader leaves on their pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from desktop_app.domain.refs import Kind, Ref

PDF = "application/pdf"

COLOURS = ("yellow", "green", "blue", "pink")
"""What a highlight can be coloured; each is a token."""

_AT_PAGE = re.compile(r"(?P<key>.+?)-p(?P<page>\d{1,6})")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a study.

    ``digest`` is the SHA-256 of its content, ``size`` in bytes, ``pages`` None if it has none or
    they are unknown. ``page`` (from 0) and ``zoom`` (1.0 is life size, 0 fits the width) are as
    last seen. It is ``missing`` if the file is no longer in the library's folder.
    """

    key: str
    ref: Ref
    digest: str
    name: str
    mime: str
    size: int
    pages: int | None
    added: datetime
    page: int = 0
    zoom: float = 0.0
    missing: bool = False

    @property
    def is_pdf(self) -> bool:
        """Tell whether the program can show it itself."""
        return self.mime == PDF

    @property
    def file_ref(self) -> Ref:
        """What it is opened by."""
        return file_ref(self.key)


def file_ref(key: str, page: int | None = None) -> Ref:
    """Return the ref of an attachment, or of a page of it; pages count from 0.

    In the ref, as for the reader, they count from 1: ``yq:file/0a1b-p3``.
    """
    return Ref(Kind.FILE, key if page is None else f"{key}-p{page + 1}")


def place_in_file(ref: Ref) -> tuple[str, int | None]:
    """Return the attachment's key and the page, from 0, that a file's ref names, if it does."""
    match = _AT_PAGE.fullmatch(ref.key)
    if match is None:
        return ref.key, None
    return match["key"], max(0, int(match["page"]) - 1)


class MarkKind(StrEnum):
    """What a mark is."""

    HIGHLIGHT = "highlight"
    NOTE = "note"


class Box(NamedTuple):
    """A rectangle on a page: points (1/72 inch) from the page's top left."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlight, or a note at a place on a page.

    It belongs to the content of a file, so every study that has this file shows it. ``page``
    counts from 0; ``quote`` is the highlighted text, ``comment`` what the user says. Times are UTC.
    """

    key: str
    digest: str
    page: int
    kind: MarkKind
    colour: str
    boxes: tuple[Box, ...]
    quote: str
    comment: str
    created: datetime
    updated: datetime

    @property
    def ref(self) -> Ref:
        """What it is opened by."""
        return Ref(Kind.MARK, self.key)
