# Methods named as citeproc-py names them take its arguments and are described there.
# ruff: noqa: D102
# mypy: disable-error-code="import-untyped,misc,no-untyped-call,no-any-return"
"""What several of our CSL elements share: terms, case, macros, and what was rendered."""

from __future__ import annotations

import re
from typing import Any

from citeproc.string import String

from desktop_app.citation.csl_casing import title_case

_FALLBACKS = {"verb-short": "verb", "symbol": "short", "verb": None, "short": None}


def term_of(element: Any, name: str, form: str | None) -> Any:
    """Return a term in a form, or in the form CSL falls back on when it is missing."""
    form = None if form == "long" else form
    term = element.get_term(name, form)
    while term is None and form is not None:
        form = _FALLBACKS.get(form)
        term = element.get_term(name, form)
    return term


def words_of(element: Any, name: str, form: str | None, plural: bool = False) -> String:
    """Return the words of a term, empty when no locale has it."""
    root = element.get_root()
    style = getattr(root, "style", None)
    known = (root if style is None else style).words
    found = known.get((name, form, plural))
    if found is None:
        term = term_of(element, name, form)
        found = String("") if term is None else term.multiple if plural else term.single
        known[name, form, plural] = found
    return found


class Cased:
    """Title case by CSL's rule (citeproc-py: only with an explicit language, few small words)."""

    def case(self, text: Any, language: str | None = None) -> Any:
        kind = self.get("text-case")  # type: ignore[attr-defined]
        if kind == "title":
            english = language is None or language.startswith("en")
            return String(title_case(str(text))) if english else text
        if kind == "capitalize-first":
            return String(_capital_first(str(text)))
        return super().case(text, language)


def _capital_first(text: str) -> str:
    found = re.search(r"[^\W_]", text)
    if not found or (
        found.start() and text[found.start() - 1] not in "“‘([\ue000\ue002\ue004\ue006 "
    ):
        return text
    return text[: found.start()] + found[0].upper() + text[found.end() :]


class Macros:
    """Macros found by a table; citeproc-py searches the whole style for each use."""

    def get_macro(self, name: str) -> Any:
        return self.get_root().macros[name]  # type: ignore[attr-defined]


def note(item: Any, variable: str, rendered: bool) -> None:
    """Remember that a variable was called for, and whether it was there."""
    state = item.state
    state.called += 1
    if rendered:
        state.rendered += 1
        if state.watching:
            state.seen.add(variable)
