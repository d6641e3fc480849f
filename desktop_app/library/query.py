"""Reads the query language: words, ``"phrases"``, ``field:value``, ``-not``, ``OR``, parentheses.

Anything typed is a legal query. What is no clause is text; what was meant as one and makes no
sense is taken as text too, and a problem says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from desktop_app.domain.query import (
    EVERYTHING,
    Either,
    Every,
    Query,
    QueryProblem,
    Wanted,
    Without,
    Words,
)
from desktop_app.library.fields import BY_NAME, FIELDS, Field, LookUp, understand

__all__ = ["FIELDS", "Query", "QueryProblem", "parse_query", "quoted"]

MOST_CLAUSES = 60
"""How many clauses are heeded; a database has its limits, and nobody types more."""

DEEPEST = 12
"""How deep parentheses are heeded."""

_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no file and no database can hold."""

_CLAUSE = re.compile(r"([^\W\d_]+):")


def parse_query(text: str, look_up: LookUp | None = None, today: date | None = None) -> Query:
    """Return what a typed text asks for; it never fails.

    Parameters
    ----------
    text
        What was typed.
    look_up
        Names of the library's conditions, tags and so on; without it they are taken to be keys.
    today
        From which ``added:week`` counts back; without it, from the date of this machine.
    """
    whole = _HALVES.sub("\ufffd", text)
    return _Reading(whole, look_up, today or date.today()).query()  # noqa: DTZ011


def quoted(value: str) -> str:
    """Return a value as it is written after a field's colon."""
    plain = value.replace('"', " ")
    return plain if re.fullmatch(r"[^\s,:()\"“”„«»]+", plain) else f'"{plain}"'


@dataclass(slots=True)
class _Group:
    """What has been read since an opening parenthesis: alternatives, each a row of parts."""

    start: int
    without: bool = False
    rows: list[list[Wanted]] = field(default_factory=lambda: [[]])
    words: list[str] = field(default_factory=list)
    or_at: int = -1

    def add(self, part: Wanted, without: bool = False) -> None:
        self.flush()
        self.rows[-1].append(Without(part) if without else part)

    def flush(self) -> None:
        """Words that follow each other are one text, so that ``st 36`` is a code."""
        if self.words:
            self.rows[-1].append(Words(" ".join(self.words)))
            self.words = []

    def wanted(self) -> Wanted | None:
        self.flush()
        rows = [row[0] if len(row) == 1 else Every(tuple(row)) for row in self.rows if row]
        if not rows:
            return None
        return rows[0] if len(rows) == 1 else Either(tuple(rows))


class _Reading:
    """One text being read, from left to right."""

    def __init__(self, text: str, look_up: LookUp | None, today: date) -> None:
        self._text = text
        self._look_up = look_up
        self._today = today
        self._at = 0
        self._groups = [_Group(0)]
        self._too_deep = 0
        self._clauses = 0
        self._without = False
        self._problems: list[QueryProblem] = []

    def query(self) -> Query:
        """Read to the end."""
        while self._at < len(self._text):
            self._step()
        while len(self._groups) > 1:
            self._problem(self._groups[-1].start, self._groups[-1].start + 1,
                          "This parenthesis is not closed.")  # fmt: skip
            self._close()
        root = self._groups[0]
        self._check_or(root)
        return Query(self._text, root.wanted() or EVERYTHING, tuple(self._problems))

    def _step(self) -> None:
        start, sign = self._at, self._text[self._at]
        if sign.isspace():
            self._at += 1
        elif sign == "(":
            self._at += 1
            self._open(start)
        elif sign == ")":
            self._at += 1
            self._shut(start)
        elif sign == "|":
            self._at += 1
            self._or(start)
        elif sign in "-−" and self._text[start + 1 : start + 2].strip():
            self._at += 1
            self._without = not self._without
        elif sign in _QUOTES:
            text, closed = self._quotation()
            if text.strip():
                self._add(start, Words(text, exact=closed))
        elif clause := _CLAUSE.match(self._text, start):
            self._clause(start, clause)
        else:
            self._word(start, self._run())

    def _open(self, start: int) -> None:
        if len(self._groups) > DEEPEST:
            self._too_deep += 1
            self._problem(start, start + 1, "These parentheses are too deep and are left out.")
            return
        self._groups.append(_Group(start, self._without))
        self._without = False

    def _shut(self, start: int) -> None:
        if self._too_deep:
            self._too_deep -= 1
        elif len(self._groups) > 1:
            self._close()
        else:
            self._problem(start, start + 1, "No parenthesis was opened before this one.")

    def _close(self) -> None:
        group = self._groups.pop()
        self._check_or(group)
        wanted = group.wanted()
        if wanted is not None:
            self._groups[-1].add(wanted, group.without)

    def _or(self, start: int) -> None:
        group = self._groups[-1]
        group.flush()
        if not group.rows[-1]:
            self._problem(start, self._at, "OR stands between two things; here one is missing.")
            return
        group.or_at = start
        group.rows.append([])

    def _check_or(self, group: _Group) -> None:
        group.flush()
        if len(group.rows) > 1 and not group.rows[-1]:
            end = group.or_at + (1 if self._text[group.or_at] == "|" else 2)
            self._problem(group.or_at, end, "OR stands between two things; here one is missing.")

    def _word(self, start: int, word: str) -> None:
        if word == "OR":
            self._or(start)
        elif word == "NOT":
            self._without = not self._without
        elif word == "AND":
            pass
        elif self._without:
            self._add(start, Words(word))
        elif self._counts(start):
            self._groups[-1].words.append(word)

    def _clause(self, start: int, clause: re.Match[str]) -> None:
        asked = BY_NAME.get(clause[1].casefold())
        if asked is None:
            run = self._run()
            rest = run[len(clause[0]) :]
            if rest and not rest.startswith("//"):
                known = ", ".join(each.name for each in FIELDS)
                self._problem(start, start + len(clause[0]), f"There is no field “{clause[1]}”; "
                              f"it is looked for as text. The fields are {known}.")  # fmt: skip
            self._word(start, run)
            return
        self._at = clause.end()
        values = self._values()
        if not values:
            told = f"“{asked.name}:” needs a value, such as {asked.examples[0]}."
            self._problem(start, clause.end(), told)
            self._without = False
            return
        self._ask(start, asked, values)

    def _ask(self, start: int, asked: Field, values: tuple[tuple[str, bool], ...]) -> None:
        wanted, why = understand(asked, values, self._look_up, self._today)
        if wanted is None:
            told = ", ".join(text for text, _ in values)
            self._problem(start, self._at, f"“{told}” {why} It is looked for as text.")
            wanted = Words(" ".join(text for text, _ in values))
        self._add(start, wanted)

    def _values(self) -> tuple[tuple[str, bool], ...]:
        """Read ``value,"another value"`` after a colon, which may be followed by spaces."""
        at = self._at
        while self._text[self._at : self._at + 1].isspace():
            self._at += 1
        following = _CLAUSE.match(self._text, self._at)
        if following and following[1].casefold() in BY_NAME:
            self._at = at
            return ()
        values: list[tuple[str, bool]] = []
        while True:
            if self._text[self._at : self._at + 1] in _QUOTES and self._at < len(self._text):
                text, closed = self._quotation()
            else:
                text, closed = self._run(","), False
            if text.strip():
                values.append((text.strip(), closed))
            if self._text[self._at : self._at + 1] != ",":
                return tuple(values)
            self._at += 1

    def _quotation(self) -> tuple[str, bool]:
        """Read a text in quotation marks; one still open reaches to the end."""
        start = self._at + 1
        closing = _QUOTES[self._text[self._at]]
        end = self._text.find(closing, start)
        self._at = len(self._text) if end < 0 else end + 1
        return self._text[start : None if end < 0 else end], end >= 0

    def _run(self, until: str = "") -> str:
        """Read to the next space; parentheses inside, as in some DOIs, belong to it in pairs."""
        start, opened = self._at, 0
        while self._at < len(self._text):
            sign = self._text[self._at]
            if sign.isspace() or sign in _QUOTES or sign in until or (sign == ")" and not opened):
                break
            opened += {"(": 1, ")": -1}.get(sign, 0)
            self._at += 1
        if opened:
            # Not in pairs: the first of them opens a group.
            self._at = self._text.index("(", start)
        if self._at == start:
            self._at += not until
        return self._text[start : self._at]

    def _add(self, start: int, part: Wanted) -> None:
        without, self._without = self._without, False
        if self._counts(start):
            self._groups[-1].add(part, without)

    def _counts(self, start: int) -> bool:
        self._clauses += 1
        if self._clauses == MOST_CLAUSES + 1:
            told = f"Only the first {MOST_CLAUSES} words and clauses are heeded."
            self._problem(start, len(self._text), told)
        return self._clauses <= MOST_CLAUSES

    def _problem(self, start: int, end: int, message: str) -> None:
        self._problems.append(QueryProblem(start, end, message))
