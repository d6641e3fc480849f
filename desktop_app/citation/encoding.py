r"""Bytes of reference files as clean text, by rule, whatever program and decade they come from.

A byte order mark decides. Without one the file is UTF-8 unless it has more bytes that cannot be
UTF-8 than letters that can; then it is in the encoding of Chinese, Japanese or Korean that gives
it common letters, or else in Windows-1252, which holds all of Latin-1 that prints. In a UTF-8 file
each stray byte alone is taken as Windows-1252, so that one bad byte spoils one letter. Line ends
become ``\n``; control characters go.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, Protocol

from desktop_app.citation.east_asian import east_asian

CHUNK = 1 << 20

_SAMPLE = 1 << 16  # bytes of lines by which older encodings are told apart

_WINDOWS = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def _cleaned(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code in (0x0B, 0x0C):
        return " "
    if 0x80 <= code < 0xA0:  # Windows-1252 that somebody turned into UTF-8 as Latin-1
        letter = _WINDOWS[code]
        return letter if letter != found[0] else ""
    return ""


def clean(text: str) -> str:
    """Return the text without control characters other than tab and line feed."""
    return _CONTROL.sub(_cleaned, text)


def _stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(_WINDOWS[byte] for byte in error.object[error.start : error.end]), error.end


codecs.register_error("yongquan-stray", _stray)


class _Decoder(Protocol):
    def decode(self, data: bytes, final: bool = False, /) -> str: ...


class _WindowsDecoder:
    def decode(self, data: bytes, final: bool = False, /) -> str:  # noqa: ARG002
        return codecs.charmap_decode(data, "strict", _WINDOWS)[0]


def _decoder(encoding: str) -> _Decoder:
    if encoding == "windows-1252":
        return _WindowsDecoder()
    errors = "yongquan-stray" if encoding == "utf-8" else "replace"
    return codecs.getincrementaldecoder(encoding)(errors)


def mark_of(data: bytes) -> tuple[str, int]:
    """Return the encoding that the first bytes name and the length of the mark; "" for none."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    if len(data) >= 4 and data[0] and data[2] and not data[1] and not data[3]:
        return "utf-16-le", 0
    if len(data) >= 4 and data[1] and data[3] and not data[0] and not data[2]:
        return "utf-16-be", 0
    return "", 0


class Tally:
    """Counts, chunk by chunk, what speaks for UTF-8 and what against."""

    def __init__(self) -> None:
        self._strict = codecs.getincrementaldecoder("utf-8")("replace")
        self.letters = 0
        self.strays = 0
        self._sample = b""

    def count(self, chunk: bytes) -> None:
        """Take in the next bytes of the file."""
        if chunk.isascii():
            return
        text = self._strict.decode(chunk)
        strays = text.count("\ufffd")
        self.strays += strays
        self.letters += len(text) - len(text.encode("ascii", "ignore")) - strays
        if strays and len(self._sample) < _SAMPLE:
            # No letter of several bytes holds the end of a line.
            lines = (line for line in chunk.splitlines() if not line.isascii())
            self._sample = b"\n".join((self._sample, *lines))[: 2 * _SAMPLE]

    @property
    def encoding(self) -> str:
        """What a file without a mark is read as."""
        if self.strays <= self.letters:
            return "utf-8"
        return east_asian(self._sample) or "windows-1252"


def encoding_of(data: bytes) -> tuple[str, int]:
    """Return the encoding of a whole file's bytes, and the length of its mark."""
    encoding, mark = mark_of(data)
    if encoding:
        return encoding, mark
    tally = Tally()
    tally.count(data)
    return tally.encoding, 0


def decode(data: bytes) -> str:
    """Return all of a file's bytes as clean text."""
    encoding, mark = encoding_of(data)
    return "".join(blocks(io.BytesIO(data), encoding, mark))


def blocks(file: BinaryIO, encoding: str, mark: int = 0) -> Iterator[str]:
    """Give a file as clean text, piece by piece, from behind its mark."""
    file.seek(mark)
    decoder = io.IncrementalNewlineDecoder(_decoder(encoding), translate=True)  # type: ignore[arg-type]
    while chunk := file.read(CHUNK):
        yield clean(decoder.decode(chunk))
    yield clean(decoder.decode(b"", final=True))


def lines(pieces: Iterator[str]) -> Iterator[str]:
    """Give the lines of text that comes in pieces, without their ends."""
    return chain.from_iterable(_whole_lines(pieces))


def _whole_lines(pieces: Iterator[str]) -> Iterator[list[str]]:
    rest = ""
    for piece in pieces:
        found = (rest + piece).split("\n")
        rest = found.pop()
        yield found
    if rest:
        yield [rest]
