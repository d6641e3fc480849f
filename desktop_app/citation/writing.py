"""Writes references in any of the formats."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.citation.formats import Format
from desktop_app.citation.modules import module_of
from desktop_app.domain.reference import Reference


def write(references: Iterable[Reference], format: Format) -> str:  # noqa: A002
    """Return the references in a format, ending with a newline.

    Everything the format can hold is held, extras of the same format included.
    """
    return module_of(format).write_text(references)
