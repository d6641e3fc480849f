"""The rows of the results popup: groups with their counts, hits, commands; no widgets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop_app.domain.refs import Kind, Ref
from desktop_app.ui.actions import Action, shown_key
from desktop_app.ui.titles import KIND_PLURALS, kind_icon

SHOWN = 5
"""Hits shown of each kind before “all”."""


class Hit(Protocol):
    """What a search returns."""

    @property
    def ref(self) -> Ref:
        """Where it leads."""

    @property
    def kind(self) -> str:
        """Kind it is grouped under."""

    @property
    def title(self) -> str:
        """First line."""

    @property
    def subtitle(self) -> str:
        """Second line."""

    @property
    def snippet(self) -> str:
        """Text around the match, with ``[[marks]]``."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the popup. Headings cannot be chosen; ``more`` opens a group fully."""

    title: str
    heading: bool = False
    subtitle: str = ""
    snippet: str = ""
    icon: str = ""
    ref: Ref | None = None
    action: str = ""
    key: str = ""
    more: str = ""

    @property
    def can_choose(self) -> bool:
        """Whether Enter does something here."""
        return not self.heading


def hit_rows(hits: Sequence[Hit], opened: frozenset[str] = frozenset()) -> list[Row]:
    """Group hits by kind, the kind of the best hit first; ``opened`` kinds are shown whole."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(str(hit.kind), []).append(hit)
    rows: list[Row] = []
    for kind, members in groups.items():
        whole = kind in opened or len(groups) == 1
        shown = members if whole else members[:SHOWN]
        rows.append(Row(f"{KIND_PLURALS[Kind(kind)]} · {len(members)}", heading=True))
        rows.extend(_hit_row(hit) for hit in shown)
        if len(shown) < len(members):
            rows.append(Row(f"Show all {len(members)}", more=kind))
    return rows


def _hit_row(hit: Hit) -> Row:
    return Row(
        hit.title,
        subtitle=hit.subtitle,
        snippet=hit.snippet,
        icon=kind_icon(Kind(str(hit.kind))),
        ref=hit.ref,
    )


def command_rows(actions: Iterable[Action], text: str) -> list[Row]:
    """Return the commands whose title has every word of a text.

    All commands stand under their groups; those that were asked for stand best match first.
    """
    words = text.casefold().split()
    rows: list[Row] = []
    group = ""
    fitting = [
        action
        for action in actions
        if all(word in f"{action.title} {action.group}".casefold() for word in words)
    ]
    if words:
        fitting.sort(key=lambda action: _distance(action.title.casefold(), words))
    for action in fitting:
        if not words and action.group != group:
            group = action.group
            rows.append(Row(group, heading=True))
        rows.append(Row(action.title, icon="command", action=action.id, key=shown_key(action)))
    return rows


def _distance(title: str, words: Sequence[str]) -> int:
    """Return 0 if the title begins as typed, 1 if one of its words does, 3 if none has it."""
    if title.startswith(" ".join(words)):
        return 0
    starts = title.split()
    if all(any(start.startswith(word) for start in starts) for word in words):
        return 1
    return 2 if all(word in title for word in words) else 3


def next_choice(rows: Sequence[Row], place: int, step: int) -> int:
    """Return the next row that can be chosen, going round; -1 if there is none."""
    count = len(rows)
    for distance in range(1, count + 1):
        candidate = (place + step * distance) % count
        if rows[candidate].can_choose:
            return candidate
    return -1


def split_marks(text: str) -> list[tuple[str, bool]]:
    """Split a snippet at its ``[[marks]]`` into pieces and whether each is a match."""
    pieces = []
    for number, part in enumerate(text.split("[[")):
        if number == 0:
            pieces.append((part, False))
            continue
        match, closed, rest = part.partition("]]")
        pieces.append((match, bool(closed)))
        pieces.append((rest, False))
    return [(piece, marked) for piece, marked in pieces if piece]


def mark_words(text: str, typed: str) -> str:
    """Mark what was typed in a text: each word's first place, whatever its case and accents."""
    from desktop_app.ui.search.finder import fold

    letters = [fold(letter) for letter in text]
    starts: list[int] = []
    folded = ""
    for place, letter in enumerate(letters):
        starts.extend([place] * len(letter))
        folded += letter
    spans: list[tuple[int, int]] = []
    for word in fold(typed).split():
        found = folded.find(word)
        if found >= 0:
            spans.append((starts[found], starts[found + len(word) - 1] + 1))
    return _with_marks(text, spans)


def _with_marks(text: str, spans: list[tuple[int, int]]) -> str:
    result, at = "", 0
    for start, end in sorted(spans):
        if start < at:
            continue
        while end < len(text) and _is_combining(text[end]):
            end += 1
        result += f"{text[at:start]}[[{text[start:end]}]]"
        at = end
    return result + text[at:]


def _is_combining(letter: str) -> bool:
    import unicodedata

    return unicodedata.combining(letter) != 0
