"""How text is folded for searching: tone marks, look-alike characters, codes, Chinese words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop_app.domain.codes import POINTS_OF, read_code, spellings

SPLIT = "\N{ZERO WIDTH SPACE}"
"""Put between Chinese characters, so that the index takes each as a word; taken out of snippets."""

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SORTED_BY = 48
"""How many letters of a text it is sorted by."""

_LEADING_SIGNS = re.compile(r"^[\W_]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_HAN_RUN = re.compile(f"[{_HAN}]+")
_HAN_GAP = re.compile(f"(?<=[{_HAN}])(?=[{_HAN}])")
_MENTION = re.compile(
    r"\b(?:EX[-\s]?LE|" + "|".join(POINTS_OF) + r")[-\s]?\d{1,2}(?:\.\d{1,2})?(?!\d)"
)
_MAYBE_MENTION = re.compile(r"[A-Z][-\s]?\d")
_SIGNS = re.compile(r"[\W_]+")
_TYPED_CODE = re.compile(
    r"(?<!\w)(ex[-\s]?le|[a-z]{1,3})[-\s]*(\d{1,2}(?:\.\d{1,2})?)(?!\w)", re.IGNORECASE
)


class _Unaccented(dict[int, int | None]):
    """For ``str.translate``: combining marks go, all else stays; a character is judged once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_UNACCENTED = _Unaccented()


def plain(text: str) -> str:
    """Return text in the form that is compared: compatible characters made one, no surrogates."""
    return text if text.isascii() else unicodedata.normalize("NFKC", _SURROGATES.sub("", text))


def joined(text: str) -> str:
    """Return text without tone marks, case, spaces and signs: ``Zú sān-lǐ`` is ``zusanli``."""
    if text.isascii():
        return _SIGNS.sub("", text.casefold())
    letters = unicodedata.normalize("NFD", plain(text).casefold())
    return "".join(char for char in letters if unicodedata.category(char)[0] in "LN")


def sort_key(text: str) -> str:
    """Return the beginning of a text as it is sorted: no case, no accents, no leading signs."""
    begun = text[:_SORTED_BY]
    if not begun.isascii():
        begun = unicodedata.normalize("NFKD", plain(begun)).translate(_UNACCENTED)
    return _LEADING_SIGNS.sub("", begun.casefold())


def split_han(text: str) -> str:
    """Return text with every Chinese character a word of its own."""
    return text if text.isascii() else _HAN_GAP.sub(SPLIT, plain(text))


def unsplit_han(text: str) -> str:
    """Undo ``split_han``, also where marks of a match stand between."""
    return text.replace(SPLIT, "")


def mentioned_codes(text: str) -> Iterator[str]:
    """Yield the WHO codes that a text mentions, in any of WHO's spellings (``ST-36``)."""
    plainly = plain(text)
    if not _MAYBE_MENTION.search(plainly):
        return
    for match in _MENTION.finditer(plainly):
        code = read_code(match[0])
        if code:
            yield code


def code_words(codes: Iterable[str]) -> str:
    """Return every spelling of these codes, joined, as words for the index."""
    words = (word.replace(".", "") for code in codes for word in spellings(code))
    return " ".join(dict.fromkeys(words))


@dataclass(frozen=True, slots=True)
class Term:
    """One thing looked for: words that follow each other, or one of several such rows."""

    choices: tuple[tuple[str, ...], ...]
    prefix: bool = True


def terms(text: str) -> list[Term]:
    """Return what a typed text asks for. Any text is legal; signs only part words."""
    found: list[Term] = []
    rest = plain(text)
    while match := _TYPED_CODE.search(rest):
        if read_code(match[0]):
            found += _words(rest[: match.start()])
            apart = tuple(_tokens(match[0]))
            found.append(Term(((joined(match[0]),), apart), prefix=False))
        else:
            found += _words(rest[: match.end()])
        rest = rest[match.end() :]
    return found + _words(rest)


def begin_in(text: str, wanted: Iterable[Term]) -> bool:
    """Tell whether words of a text begin with all these terms, whatever their accents and case."""
    held = f" {_bare(text)}"
    return all(any(_row(words) in held for words in term.choices) for term in wanted)


def _row(words: tuple[str, ...]) -> str:
    if _HAN_RUN.fullmatch(words[0]):
        return "".join(words)
    return f" {_bare(' '.join(words))}"


def _bare(text: str) -> str:
    """Return words without case and accents, one space between them."""
    letters = unicodedata.normalize("NFD", plain(text).casefold())
    bare = "".join(char for char in letters if not unicodedata.combining(char))
    return " ".join(re.sub(r"[\W_]+", " ", bare).split())


def phrase(text: str) -> list[Term]:
    """Return what asks for a text word by word, one after the other, as it was typed."""
    words = tuple(
        word
        for token in _tokens(plain(text))
        for word in (token if _HAN_RUN.fullmatch(token) else (token,))
    )
    return [Term((words,), prefix=False)] if words else []


def _words(text: str) -> list[Term]:
    found = []
    for token in _tokens(text):
        if _HAN_RUN.fullmatch(token):
            found.append(Term((tuple(token),), prefix=False))
        elif len(token) > 3 and token.endswith("s") and not token.endswith("ss"):
            found.append(Term(((token[:-1],),)))
        else:
            found.append(Term(((token,),)))
    return found


def _tokens(text: str) -> Iterator[str]:
    """Yield runs of letters and digits; Chinese runs apart from others."""
    spaced = "".join(
        char if unicodedata.category(char)[0] in "LNM" else " " for char in text
    ).casefold()
    for word in spaced.split():
        start = 0
        for match in _HAN_RUN.finditer(word):
            if word[start : match.start()]:
                yield word[start : match.start()]
            yield match[0]
            start = match.end()
        if word[start:]:
            yield word[start:]
