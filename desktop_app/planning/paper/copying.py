"""Copies a sheet, or some pages of it, to another file."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from shutil import copyfile

from desktop_app.paper.alone import pdfium
from desktop_app.store.replacing import replacing


def copy_pages(path: Path, target: Path, pages: Sequence[int]) -> None:
    """Write some pages of a PDF, numbered from 0, to another; all of them as they are.

    Raises
    ------
    UnreadableFile, DiskFull
        If the file cannot be written.
    """
    import pypdfium2

    with replacing(target) as part, pdfium, closing(pypdfium2.PdfDocument(path)) as whole:
        if list(pages) == list(range(len(whole))):
            copyfile(path, part)
            return
        with closing(pypdfium2.PdfDocument.new()) as chosen:
            chosen.import_pages(whole, list(pages))
            chosen.save(part)
