"""Searches the content in memory, for the moments before the library is open."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.domain.codes import read_code, spellings
from desktop_app.domain.evidence import Claim, Condition, Study, Topic
from desktop_app.domain.points import Meridian, Point
from desktop_app.domain.refs import Kind, Ref, point_ref
from desktop_app.domain.structures import Structure
from desktop_app.ui.titles import subtitle_of, title_of

if TYPE_CHECKING:
    from desktop_app.content import Content

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Found:
    """Something found: where it leads and how it is shown. ``snippet`` marks ``[[matches]]``."""

    ref: Ref
    kind: str
    title: str
    subtitle: str = ""
    snippet: str = ""


def fold(text: str) -> str:
    """Return a text without case, tone marks and accents, for comparing."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@dataclass(frozen=True, slots=True)
class _Entry:
    ref: Ref
    names: tuple[str, ...]
    text: str


class Finder:
    """An index over the content's words, made when first asked.

    Ranks exact names before beginnings of names, those before words in names, and text last.
    """

    def __init__(self, content: Content) -> None:
        self.content = content
        self._entries: list[_Entry] = []

    def find(self, text: str, limit: int = 50) -> tuple[Found, ...]:
        """Return what matches every word of a text, best first; any text is legal."""
        words = [fold(word) for word in _WORD.findall(unicodedata.normalize("NFKC", text))]
        if not words:
            return ()
        if not self._entries:
            self._entries = list(self._index())
        whole = fold(text).strip()
        ranked = []
        code = read_code(text)
        if code in self.content.points:
            ranked.append((-1, Kind.POINT.value, point_ref(code)))
        for place, entry in enumerate(self._entries):
            rank = _rank(entry, words, whole)
            if rank is not None and entry.ref != point_ref(code or "-"):
                ranked.append((rank * 10_000 + place, entry.ref.kind.value, entry.ref))
        ranked.sort(key=lambda row: row[0])
        return tuple(self._found(ref) for _, _, ref in ranked[:limit])

    def _found(self, ref: Ref) -> Found:
        return Found(
            ref, ref.kind.value, title_of(self.content, ref), subtitle_of(self.content, ref)
        )

    def _index(self) -> Iterator[_Entry]:
        order = {kind: place for place, kind in enumerate(Kind)}
        things = sorted(self.content.everything(), key=lambda pair: order[pair[0].kind])
        for ref, thing in things:
            names, text = _words_of(thing)
            yield _Entry(ref, tuple(fold(name) for name in names if name), fold(text))


def _words_of(thing: object) -> tuple[tuple[str, ...], str]:
    match thing:
        case Point():
            written = (thing.pinyin, thing.pinyin.replace(" ", ""), thing.hanzi)
            names = (*spellings(thing.code), *written, thing.hanzi_traditional, thing.english)
            return (*names, *thing.aliases), f"{thing.location.text} {' '.join(thing.uses)}"
        case Meridian():
            return (thing.code, thing.english, thing.pinyin, thing.hanzi), thing.summary
        case Study():
            return (thing.title, " ".join(thing.authors)), (
                f"{thing.year} {thing.doi} {thing.pmid} {thing.journal} {thing.main_finding} "
                f"{' '.join(thing.points)} {' '.join(thing.conditions)} {thing.intervention}"
            )
        case Claim():
            return (thing.statement,), f"{thing.why} {' '.join(thing.points)}"
        case Condition():
            return (thing.name, *thing.aliases), thing.summary
        case Topic():
            return (thing.title,), thing.summary
        case Structure():
            return (thing.name, thing.id), f"{thing.text} {thing.roots} {thing.nerve}"
    return (), ""


def _rank(entry: _Entry, words: list[str], whole: str) -> int | None:
    if whole in entry.names:
        return 0
    if any(name.startswith(whole) for name in entry.names):
        return 1
    if all(any(word in name for name in entry.names) for word in words):
        return 2
    together = " ".join(entry.names) + " " + entry.text
    return 3 if all(word in together for word in words) else None
