"""The letters of paper: which font has which, and what stands for those that none has.

The fonts hold Latin with tone marks, Greek, Cyrillic, signs, and the 汉字 of the content.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from threading import Lock
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from desktop_app.content.paths import assets_dir
from desktop_app.domain.errors import UnreadableFile
from desktop_app.paper.blocks import Text

REGULAR, BOLD, ITALIC, HAN, SIGNS = (
    "YongquanSans", "YongquanSans-Bold", "YongquanSans-Italic", "YongquanHan", "YongquanSigns",
)  # fmt: skip
_FILES = {
    REGULAR: "yongquan-sans-regular.ttf",
    BOLD: "yongquan-sans-bold.ttf",
    ITALIC: "yongquan-sans-italic.ttf",
    HAN: "yongquan-han.ttf",
    SIGNS: "yongquan-signs-regular.ttf",
}
MISSING = "\N{REPLACEMENT CHARACTER}"
"""Stands for a run of letters that no font has."""

_SPACES = {"\t": " ", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
_lock = Lock()


def fonts_dir() -> Path:
    """Return the folder of the fonts of paper."""
    return assets_dir() / "fonts" / "paper"


class Letters:
    """Sorts words into the fonts that have their letters; remembers those that were missing."""

    def __init__(self, folder: Path) -> None:
        self._held = held_letters(folder)
        self._missed: dict[str, None] = {}

    @property
    def missed(self) -> tuple[str, ...]:
        """The letters that no font has, each once, in the order in which they were met."""
        return tuple(self._missed)

    def split(self, words: str, font: str = REGULAR) -> Iterator[tuple[str, str]]:
        """Yield font and words, in order; line breaks stay."""
        run: list[str] = []
        last = font
        for letter in self._read(words):
            chosen = self._font(letter, font)
            if not chosen:
                self._missed[letter] = None
                letter, chosen = MISSING, font
                if run and run[-1] == MISSING:
                    continue
            if chosen != last and run:
                yield last, "".join(run)
                run = []
            last = chosen
            run.append(letter)
        if run:
            yield last, "".join(run)

    def plain(self, words: str) -> str:
        """Return words with what no font has replaced."""
        return "".join(part for _, part in self.split(words))

    def markup(self, words: Text, quiet: str) -> str:
        """Return words as reportlab's markup; ``quiet`` is the colour of what stands back."""
        parts = []
        for run in words:
            font = BOLD if run.strong else ITALIC if run.slanted else REGULAR
            inner = "".join(
                f'<font name="{name}">{escape(part)}</font>'
                for name, part in self.split(run.text, font)
            ).replace("\n", "<br/>")
            parts.append(f'<font color="{quiet}">{inner}</font>' if run.quiet else inner)
        return "".join(parts)

    def width(self, words: str, size: float, font: str = REGULAR) -> float:
        """Return how wide words are, in points."""
        return float(sum(stringWidth(part, name, size) for name, part in self.split(words, font)))

    def _read(self, words: str) -> Iterator[str]:
        for letter in unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n")):
            letter = _SPACES.get(letter, letter)
            # Marks of direction, joiners, variation selectors and controls show nothing.
            kind = unicodedata.category(letter)
            if letter != "\n" and (kind in ("Cc", "Cf") or "\ufe00" <= letter <= "\ufe0f"):
                continue
            yield letter

    def _font(self, letter: str, font: str) -> str:
        if letter == "\n":
            return font
        code = ord(letter)
        return next((name for name in (font, HAN, SIGNS) if code in self._held[name]), "")


@cache
def held_letters(folder: Path) -> dict[str, frozenset[int]]:
    """Make the fonts of a folder known, and return the letters that each has.

    Raises
    ------
    UnreadableFile
        If one is missing or damaged.
    """
    with _lock:
        held = {}
        for name, file in _FILES.items():
            try:
                font = TTFont(name, str(folder / file))
            except (OSError, TTFError) as error:
                raise UnreadableFile(
                    f"The font {folder / file} cannot be read: {error}.", "Install Yongquan again."
                ) from error
            registerFont(font)
            held[name] = frozenset(font.face.charToGlyph)
        return held
