"""What can be typed next in the query field: names of fields, then their values; no widgets."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.library.query import FIELDS, quoted
from desktop_app.ui.search.finder import fold

MOST = 12
"""Proposals shown at a time."""

_WORD = re.compile(r"""(?:^|(?<=[\s(-]))(?P<word>(?:[A-Za-z]+:(?:"[^"]*"|[^\s()"])*)?[^\s():]*)$""")
_OPEN_QUOTE = re.compile(r"""(?:^|(?<=[\s(-]))(?P<word>[A-Za-z]+:(?:"[^"]*"|[^\s()"])*"[^"]*)$""")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A completion: ``text`` takes the place of what stands between ``start`` and the cursor."""

    text: str
    start: int
    explained: str = ""


Values = Callable[[str], Sequence[tuple[str, str]]]
"""Gives the values of a field that depend on the library, with words: tags, collections, points."""


def proposals(before: str, values: Values) -> tuple[Proposal, ...]:
    """Return what the word before the cursor may become.

    Parameters
    ----------
    before
        The query up to the cursor.
    values
        Gives the values of fields that have no fixed ones.
    """
    match = _OPEN_QUOTE.search(before) or _WORD.search(before)
    if match is None or not match["word"]:
        return ()
    start = match.start("word")
    name, colon, typed = match["word"].partition(":")
    if not colon:
        return tuple(
            Proposal(f"{field.name}:", start, field.explained)
            for field in FIELDS
            if field.name.startswith(name.lower())
        )[:MOST]
    # Only the last value of a list is being typed.
    last = re.split(r',(?=(?:[^"]*"[^"]*")*[^"]*$)', typed)[-1]
    return _values(name.lower(), last.lstrip('"'), len(before) - len(last), values)


def _values(name: str, typed: str, start: int, values: Values) -> tuple[Proposal, ...]:
    field = next((each for each in FIELDS if name in (each.name, *each.aliases)), None)
    if field is None:
        return ()
    known = [(value.value, value.words) for value in field.choices] or list(values(field.name))
    wanted = fold(typed)
    starting = [each for each in known if fold(each[0]).startswith(wanted)]
    within = [
        each
        for each in known
        if each not in starting and wanted and wanted in fold(f"{each[0]} {each[1]}")
    ]
    return tuple(
        Proposal(f"{quoted(value)} ", start, "" if words == value else words)
        for value, words in (starting + within)[:MOST]
        if fold(value) != wanted
    )
