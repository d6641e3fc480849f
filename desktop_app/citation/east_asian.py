"""Tells the older encodings of Chinese, Japanese and Korean text from one another.

CNKI and Wanfang write GB 18030, Airiti Big5, Ichushi Shift-JIS, RISS the Korean code page. In each
of them nearly every letter that is no ASCII is a common one of its language; in another encoding
the same bytes give rare letters or none.
"""

from __future__ import annotations

import codecs
from functools import cache

# Codec, bytes of the first and the last of its common letters' rows, bytes of the second place.
_COMMON = (
    ("cp949", ((0xB0, 0xC8), (0xA1, 0xAF))),  # Hangul, signs
    ("gb18030", ((0xB0, 0xD7), (0xA1, 0xA3))),  # the 3,755 characters of level 1, signs
    ("cp932", ((0x81, 0x83), (0x88, 0x97))),  # signs and kana, the characters of level 1
    ("euc_jp", ((0xA1, 0xA5), (0xB0, 0xCF))),
    ("cp950", ((0xA4, 0xC6), (0xA1, 0xA3))),
)
_ENOUGH = 0.8  # of the letters; text in Western and Russian encodings gives less
_ALIKE = 0.05  # Korean text gives as many characters of GB 18030; the first of the two is meant
_LETTERS = 3  # fewer tell nothing: two accented letters side by side may be one character


def east_asian(sample: bytes) -> str:
    """Return the codec of whole lines of text; "" when they are in none of these encodings."""
    shares = [(_share(sample, codec, rows), codec) for codec, rows in _COMMON]
    best = max(share for share, _ in shares)
    if best < _ENOUGH:
        return ""
    return next(codec for share, codec in shares if share >= best - _ALIKE)


def _share(sample: bytes, codec: str, rows: tuple[tuple[int, int], ...]) -> float:
    letters = [letter for letter in sample.decode(codec, "replace") if ord(letter) > 0x7F]
    if len(letters) < _LETTERS:
        return 0.0
    common = _letters(codec, rows)
    return sum(letter in common for letter in letters) / len(letters)


@cache
def _letters(codec: str, rows: tuple[tuple[int, int], ...]) -> frozenset[str]:
    found = set()
    for first, last in rows:
        for lead in range(first, last + 1):
            for trail in range(0x40, 0xFF):
                try:
                    found.add(codecs.decode(bytes((lead, trail)), codec))
                except UnicodeDecodeError:
                    continue
    return frozenset(letter for letter in found if len(letter) == 1)
