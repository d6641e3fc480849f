"""Reads a PDF in a process of its own: what a bad file breaks is not the program.

Started by ``pdf_asking`` as ``yongquan --read-pdf WHAT PATH START``. Answers with lines of JSON on
the standard output. It imports little, for it is started for every file.
"""

from __future__ import annotations

import ctypes
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

COUNT, HEAD, TEXT = "count", "head", "text"
"""What it can be asked for: the number of pages; metadata and first pages; the text of pages."""

MOST_PAGES = 5000
MOST_LETTERS = 100_000
"""Most pages of a file and letters of a page that are read."""

HEAD_PAGES = 3
_HEAD_LETTERS = 20_000
_MEMORY = 2 * 1024**3
_SECONDS = 600
_XMP = re.compile(rb"<x:xmpmeta.{,200000}?</x:xmpmeta>", re.DOTALL)
_XMP_BYTES = 64 * 1024**2
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010\x02\ufffe]\s*\n\s*(?=[a-zß-öø-ÿ])")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")


def main(arguments: Sequence[str]) -> int:
    """Answer one question about one file; return the exit code."""
    what, path, start = arguments[0], Path(arguments[1]), int(arguments[2])
    import pypdfium2

    limit()
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        _say({"error": "password" if "password" in str(error).lower() else "damaged"})
        return 0
    _say({"pages": len(document)})
    if what == HEAD:
        _say(_head(document, path))
    elif what == TEXT:
        for number in range(start, min(len(document), MOST_PAGES)):
            _say({"page": number, "text": page_text(document, number)})
    return 0


def limit() -> None:
    """Bound this process's memory, time and files, where the system can."""
    try:
        import resource
    except ImportError:
        return
    for name, most in (
        ("RLIMIT_AS", _MEMORY), ("RLIMIT_CPU", _SECONDS), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0),
    ):  # fmt: skip
        kind = getattr(resource, name, None)
        if kind is not None:
            resource.setrlimit(kind, (most, most))


def page_text(document: Any, number: int) -> str:
    """Return a page's text with words whole that a line's end parted; empty if it has none."""
    from pypdfium2 import PdfiumError

    try:
        page = document[number]
        text = page.get_textpage().get_text_range(count=-1)[:MOST_LETTERS]
    except PdfiumError:
        return ""
    return tidied(text)


def tidied(text: str) -> str:
    """Return text as it is kept: one sort of line end, no control characters, words whole."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("", _BROKEN_WORD.sub("", text)).strip()


def _head(document: Any, path: Path) -> dict[str, Any]:
    pages = range(min(len(document), HEAD_PAGES))
    return {
        "head": {
            "said": document.get_metadata_dict(),
            "xmp": [each for packet in _packets(path) if (each := _xmp(packet))],
            "texts": [page_text(document, number)[:_HEAD_LETTERS] for number in pages],
            "lines": list(_lines(document)),
        }
    }


def _lines(document: Any) -> Iterator[tuple[float, str]]:
    """Yield the first page's lines, each with the height of its letters in points."""
    from pypdfium2 import raw

    if not len(document):
        return
    page = document[0].get_textpage()
    box = raw.FS_RECTF()
    line, tallest = "", 0.0
    for place in range(min(page.count_chars(), _HEAD_LETTERS)):
        letter = chr(raw.FPDFText_GetUnicode(page, place))
        if letter in "\r\n":
            if line.strip():
                yield round(tallest, 1), _UNPRINTABLE.sub("", line).strip()
            line, tallest = "", 0.0
            continue
        line += letter
        if not letter.isspace() and raw.FPDFText_GetLooseCharBox(page, place, ctypes.byref(box)):
            tallest = max(tallest, abs(box.top - box.bottom))
    if line.strip():
        yield round(tallest, 1), _UNPRINTABLE.sub("", line).strip()


def _packets(path: Path) -> list[bytes]:
    """Return the XMP packets of a file, which stand in it uncompressed, the newest first."""
    size = path.stat().st_size
    with path.open("rb") as file:
        data = file.read(_XMP_BYTES)
        if size > _XMP_BYTES:
            file.seek(max(_XMP_BYTES, size - _XMP_BYTES))
            data += file.read(_XMP_BYTES)
    return _XMP.findall(data)[-8:][::-1]


def _xmp(packet: bytes) -> dict[str, Any]:
    """Return what an XMP packet about a PDF says; nothing for one about something else."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(packet)
    except (ParseError, DefusedXmlException, ValueError):
        return {}
    said: dict[str, Any] = {}
    for element in root.iter():
        for name, value in element.attrib.items():
            said.setdefault(name.rpartition("}")[2].lower(), value)
        name = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        items = [item.text.strip() for item in element.iter() if _is_item(item) and item.text]
        if name and (items or (element.text or "").strip()):
            said.setdefault(name, items or (element.text or "").strip())
    wanted = ("doi", "identifier", "title", "creator", "publicationdate", "coverdate", "format")
    kept = {name: said[name] for name in wanted if name in said}
    return kept if "pdf" in str(kept.get("format", "pdf")) else {}


def _is_item(element: Any) -> bool:
    return isinstance(element.tag, str) and element.tag.endswith("}li")


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
