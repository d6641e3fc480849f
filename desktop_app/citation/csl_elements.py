# Methods named as citeproc-py names them take its arguments and are described there.
# ruff: noqa: D102, ARG002
# mypy: disable-error-code="import-untyped,misc,no-untyped-call,no-any-return"
"""What citeproc-py does otherwise than CSL says, put right in classes of our own.

Each class below is registered for its element in place of citeproc-py's; nothing of that library
is changed. A comment on each says which of its faults it mends. The state of one rendering (what
was substituted, which variables appeared) is kept in the item, not in the elements.
"""

from __future__ import annotations

import re
from typing import Any

from citeproc import model
from citeproc.source import LiteralDate, VariableError
from citeproc.string import String, join

from desktop_app.citation.csl_names import Label, Name, Names, Substitute
from desktop_app.citation.csl_terms import Cased, Macros, note, words_of

_PAGES = re.compile(r"([A-Za-z]*)(\d+)-([A-Za-z]*)(\d+)\Z")
_RANGE = re.compile(r"(\d+)[-–](\d+)\Z")
_NUMERIC = re.compile(r"[A-Za-z]*\d+[A-Za-z]*(?:\s*[-–,&]\s*[A-Za-z]*\d+[A-Za-z]*)*\Z")
HAN = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+\Z")
_EN_DASH = "–"
_FEWEST_DIGITS = 2


class _Pages:
    """Page ranges: prefixes on both sides, and what is no range left alone."""

    def pages(self, text: str) -> str:
        """Return pages as the style shortens them."""
        found = _PAGES.match(text)
        if not found:
            return text
        delimiter = str(words_of(self, "page-range-delimiter", None)) or _EN_DASH
        first, last = found[2], found[4]
        prefixes_agree = found[3] in ("", found[1])
        how = self.get_root().get("page-range-format")  # type: ignore[attr-defined]
        if not prefixes_agree or len(first) > len(last) or how is None:
            return f"{found[1]}{first}{delimiter}{found[3]}{last}"
        if how == "expanded":
            return f"{found[1]}{first}{delimiter}{found[1]}{last}"
        return f"{found[1]}{first}{delimiter}{_short_last(first, last, how)}"


def _short_last(first: str, last: str, how: str) -> str:
    if how.startswith("chicago"):
        number = int(first)
        if number < 100 or number % 100 == 0 or len(first) != len(last):
            return last
        if number % 100 < 10:
            how = "minimal"
        else:
            how = "minimal-two"
            if (
                how == "minimal-two"
                and len(first) > 3
                and first[: len(first) - 3] != last[: len(first) - 3]
            ):
                return last
    if len(first) != len(last):
        return last
    same = 0
    while same < len(last) - 1 and first[same] == last[same]:
        same += 1
    if how == "minimal-two":
        same = min(same, max(0, len(last) - _FEWEST_DIGITS))
    return last[same:]


class Text(Cased, Macros, _Pages, model.Text):
    """A text: number ranges with a dash, terms that fall back, what was substituted left out."""

    def _variable(self, item: Any, context: Any) -> Any:
        variable = self.get("variable")
        if variable == "year-suffix":
            return String(item.state.year_suffix) if item.state.year_suffix else None
        if variable in item.state.suppressed:
            note(item, variable, rendered=False)
            return None
        try:
            text = self._text(item, variable)
        except VariableError:
            note(item, variable, rendered=False)
            raise
        note(item, variable, rendered=bool(text) and variable != "citation-number")
        return text

    def _text(self, item: Any, variable: str) -> Any:
        if variable == "citation-number":
            return str(item.number)
        short = f"{variable}-short".replace("-", "_")
        if self.get("form") == "short" and short in item.reference:
            return item.reference[short]
        text = item.reference[variable.replace("-", "_")]
        if variable in ("page", "page-first"):
            pages = self.pages(str(text))
            return String(re.split("[-–]", pages)[0] if variable == "page-first" else pages)
        if variable in ("issue", "volume") and (found := _RANGE.match(str(text))):
            delimiter = str(words_of(self, "page-range-delimiter", None)) or _EN_DASH
            return String(f"{found[1]}{delimiter}{found[2]}")
        return text

    def font_style(self, text: Any) -> Any:
        # Han, kana and hangul have no italics; citeproc-js leaves them upright here too.
        if "variable" in self.attrib and HAN.match(str(text)):
            return text
        return super().font_style(text)

    def quote(self, string: Any) -> Any:
        """Put quotation marks around; those inside become the inner ones."""
        if self.get("quotes") != "true":
            return string
        opening, closing = (
            str(words_of(self, name, None)) for name in ("open-quote", "close-quote")
        )
        text = str(string)
        if opening == "“":
            text = text.replace("“", "‘").replace("”", "’")
        return String(f"{opening}{text}{closing}")

    def _term(self, item: Any) -> Any:
        plural = self.get("plural", "false") == "true"
        return words_of(self, self.get("term"), self.get("form"), plural)

    def process(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        language = item.reference.get("language")
        if "macro" in self.attrib:
            options = kwargs.get("sort_options")
            text = self.get_macro(self.get("macro")).render(
                item, context=context, sort_options=options
            )
        elif "variable" in self.attrib:
            text = self._variable(item, context)
        elif "term" in self.attrib:
            text = self._term(item)
        else:
            text = String(self.get("value"))
        return text, str(language) if language else None


class Number(Cased, model.Number):
    """A number; tells that it was there."""

    def process(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        variable = self.get("variable")
        value = item.reference.get(variable.replace("-", "_"))
        note(item, variable, rendered=value is not None)
        if value is None or variable in item.state.suppressed:
            raise VariableError
        return self._process(value, variable)


class Date(model.Date):
    """A date: parts joined by the locale's delimiter, which citeproc-py loses."""

    def render(self, item: Any, variable: str | None = None, **kwargs: Any) -> Any:
        name = variable or self.get("variable")
        if not self.is_locale_date() or variable is None:
            date = item.reference.get(name.replace("-", "_"))
            there = bool(date) and name not in item.state.suppressed
            note(item, name, rendered=there)
            if not there:
                raise VariableError
            if isinstance(date, LiteralDate) and self._is_without_year():
                raise VariableError
        text = super().render(item, variable, **kwargs)
        if variable is None and text and name == "issued" and item.state.year_suffix:
            return _with_suffix(str(text), item.state)
        return text

    def _is_without_year(self) -> bool:
        parts = [part.get("name") for part in self.iterfind("cs:date-part", self.nsmap)]
        return bool(parts) and self.get("form") is None and "year" not in parts

    def render_single_date(self, date: Any, show_parts: Any = None, context: Any = None) -> Any:
        parts = self.parts(date, show_parts, context)
        if not parts:
            return None
        inner = context if context is not None else self
        return join(parts, inner.get("delimiter") or self.get("delimiter", ""))


def _with_suffix(text: str, state: Any) -> str:
    """Put the letter after the first year, when the style has no place of its own for it."""
    if state.own_place:
        return text
    found = re.search(r"\d{4}", text)
    if not found:
        return text
    return text[: found.end()] + state.year_suffix + text[found.end() :]


class DatePart(Cased, model.Date_Part):
    """A part of a date; citeproc-py writes one style's settings into the locale for good."""

    def process(self, date: Any, context: Any = None) -> Any:
        name = self.get("name")
        form = self.get("form")
        if context is not None:
            for own in context.iterfind("cs:date-part", self.nsmap):
                form = own.get("form", form) if own.get("name") == name else form
        if name == "year":
            return self._year(date, context, form)
        if name == "day":
            day = date.day
            return f"{day:02}" if form == "numeric-leading-zeros" else str(day)
        month = date.get("month")
        if month is None:
            return words_of(context, f"season-{date.season:02}", form)
        if form in ("numeric", "numeric-leading-zeros"):
            return f"{month:02}" if form != "numeric" else str(month)
        return words_of(context, f"month-{month:02}", form)

    def _year(self, date: Any, context: Any, form: str | None) -> str:
        year = date.year
        if form == "short":
            return f"{year % 100:02}"
        era = "bc" if year < 0 else "ad" if year < 1000 else ""
        return f"{abs(year)}{words_of(context, era, None) if era else ''}"


class Group(model.Group):
    """A group is left out when all variables called in it are empty, however deep they stand."""

    def process(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        state = item.state
        called, rendered = state.called, state.rendered
        output = []
        for child in self.iterchildren():
            extra = (
                {"delimiter": self.get("delimiter", "")} if isinstance(child, model.Choose) else {}
            )
            try:
                text = child.render(item, context=context, **extra, **kwargs)
            except VariableError:
                continue
            if text:
                output.append(text)
        if not output or (state.called > called and state.rendered == rendered):
            raise VariableError
        return self.join(output)


class _Tested:
    """Conditions: ranges are numeric; nothing is ambiguous but by its year."""

    def _is_numeric(self, item: Any) -> list[bool]:
        names = [name.replace("-", "_") for name in self.get("is-numeric").split()]  # type: ignore[attr-defined]
        return [bool(_NUMERIC.match(str(item.reference.get(name, "")))) for name in names]

    def _variable(self, item: Any) -> list[bool]:
        names = [name.replace("-", "_") for name in self.get("variable").split()]  # type: ignore[attr-defined]
        return [name in item.reference for name in names]

    def _position(self, item: Any, context: Any) -> list[bool]:
        return [name == "first" for name in self.get("position").split()]  # type: ignore[attr-defined]

    def _locator(self, item: Any) -> list[bool]:
        return [False]

    def render(self, item: Any, **kwargs: Any) -> Any:
        if "disambiguate" in self.attrib:  # type: ignore[attr-defined]
            raise model.ConditionFailed
        return super().render(item, **kwargs)


class If(_Tested, model.If):
    """A condition."""


class ElseIf(_Tested, model.Else_If):
    """A further condition."""


class Macro(model.Macro):
    """A macro; one without anything in it is empty, and its delimiter is its own."""


class Key(Macros, model.Key):
    """What is sorted by."""


ELEMENTS = {
    "text": Text, "number": Number, "date": Date, "date-part": DatePart, "names": Names,
    "name": Name, "substitute": Substitute, "label": Label, "group": Group, "if": If,
    "else-if": ElseIf, "macro": Macro, "key": Key,
}  # fmt: skip
