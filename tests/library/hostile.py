"""Files that are broken on purpose, or made to do harm; each must be refused with one message."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

BOMB_SIDE = 30_000

DEEP = 50_000


def _giant_file(path: Path) -> None:
    path.write_bytes(b"TY  - JOUR\nAB  - ")
    os.truncate(path, 1 << 30)


def _giant_line(path: Path) -> None:
    path.write_bytes(b"TY  - JOUR\nAB  - " + b"x" * (3 << 20))


def _picture_bomb(path: Path) -> None:
    """Write a small PNG that unpacks to 30,000 by 30,000 points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    size = struct.pack(">IIBBBBB", BOMB_SIDE, BOMB_SIDE, 1, 0, 0, 0, 0)
    packer = zlib.compressobj(1)
    row = bytes(BOMB_SIDE // 8 + 1)
    rows = b"".join(packer.compress(row * 1000) for _ in range(BOMB_SIDE // 1000))
    body = chunk(b"IHDR", size) + chunk(b"IDAT", rows + packer.flush()) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)


def _bytes(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def _text(text: str) -> Callable[[Path], object]:
    return _bytes(text.encode())


_XML = "<xml><records><record><titles><title>&a;</title></titles></record></records></xml>"

MAKE: Mapping[str, tuple[Callable[[Path], object], str]] = {
    "giant-file.ris": (_giant_file, "1024 MB"),
    "giant-line.ris": (_giant_line, "line 2 is longer than 1 MB"),
    "deep.bib": (_text(f"\n@article{{a, title={'{' * DEEP}x{'}' * DEEP}}}"), "nested too deep"),
    "open.bib": (_text(f"@article{{a, title={'{' * DEEP}"), "not closed"),
    "deep.json": (_text(f'[{{"title": "T", "x": {"[" * DEEP}'), "nested too deep"),
    "entities.xml": (
        _text(f'<!DOCTYPE x [<!ENTITY b "lol"><!ENTITY a "&b;&b;&b;">]>{_XML}'),
        "declares XML entities",
    ),
    "outside.xml": (
        _text(f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>{_XML}'),
        "declares XML entities",
    ),
    "undeclared.xml": (_text(_XML), "undefined entity"),
    "text.pdf": (_text("This is no PDF at all.\n" * 9), "is not a PDF"),
    "noise.pdf": (_bytes(b"%PDF-1.7\n" + bytes(9999)), "is not a PDF"),
    "bomb.png": (_picture_bomb, "is a PNG picture"),
    "empty.ris": (_text(""), "is empty"),
    "none.json": (_text("[]"), "There are no records"),
    "gone.ris": (lambda _: None, "could not be read"),
}
"""By name: what makes the file, and what its message must say."""


def make_all(folder: Path) -> list[Path]:
    """Write every hostile file; return their paths."""
    paths = [folder / name for name in MAKE]
    for path in paths:
        MAKE[path.name][0](path)
    return paths
