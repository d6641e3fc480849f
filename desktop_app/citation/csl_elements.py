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

from desktop_app.citation.csl_casing import title_case

_FALLBACKS = {"verb-short": "verb", "symbol": "short", "verb": None, "short": None}
_PAGES = re.compile(r"([A-Za-z]*)(\d+)-([A-Za-z]*)(\d+)\Z")
_RANGE = re.compile(r"(\d+)[-–](\d+)\Z")
_NUMERIC = re.compile(r"[A-Za-z]*\d+[A-Za-z]*(?:\s*[-–,&]\s*[A-Za-z]*\d+[A-Za-z]*)*\Z")
HAN = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+\Z")
_EN_DASH = "–"
_FEWEST_DIGITS = 2


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


class _Cased:
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


class _Macros:
    """Macros found by a table; citeproc-py searches the whole style for each use."""

    def get_macro(self, name: str) -> Any:
        return self.get_root().macros[name]  # type: ignore[attr-defined]


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


def _note(item: Any, variable: str, rendered: bool) -> None:
    state = item.state
    state.called += 1
    if rendered:
        state.rendered += 1
        if state.watching:
            state.seen.add(variable)


class Text(_Cased, _Macros, _Pages, model.Text):
    """A text: number ranges with a dash, terms that fall back, what was substituted left out."""

    def _variable(self, item: Any, context: Any) -> Any:
        variable = self.get("variable")
        if variable == "year-suffix":
            return String(item.state.year_suffix) if item.state.year_suffix else None
        if variable in item.state.suppressed:
            _note(item, variable, rendered=False)
            return None
        try:
            text = self._text(item, variable)
        except VariableError:
            _note(item, variable, rendered=False)
            raise
        _note(item, variable, rendered=bool(text) and variable != "citation-number")
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


class Number(_Cased, model.Number):
    """A number; tells that it was there."""

    def process(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        variable = self.get("variable")
        value = item.reference.get(variable.replace("-", "_"))
        _note(item, variable, rendered=value is not None)
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
            _note(item, name, rendered=there)
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


class DatePart(_Cased, model.Date_Part):
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


class Names(_Macros, model.Names):
    """Names: those that stood in for others are not given twice."""

    def process(
        self, item: Any, names_context: Any = None, context: Any = None, **kwargs: Any
    ) -> Any:
        state = item.state
        context = self if context is None else context
        roles = [role for role in self.get("variable").split() if role not in state.suppressed]
        there = [role for role in roles if item.reference.get(role.replace("-", "_"))]
        for role in self.get("variable").split():
            _note(item, role, rendered=role in there)
        if not there:
            substitute = self.substitute()
            if substitute is None:
                raise VariableError
            return substitute.render(item, context=context, **kwargs)
        names = self._with_name() if names_context is None else names_context
        return self._names(item, there, names, context, **kwargs)

    def _with_name(self) -> Any:
        """Return these names, or those they stand in for when they say nothing of their own."""
        if self.name is None and self.label is None:
            for above in self.iterancestors():
                if isinstance(above, model.Names):
                    return above
        return self

    def _names(self, item: Any, roles: list[str], names: Any, context: Any, **kwargs: Any) -> Any:
        reference = item.reference
        together = {"editor", "translator"} == set(
            roles
        ) and reference.editor == reference.translator
        output = []
        for role in roles[:1] if together else roles:
            people = reference[role.replace("-", "_")]
            text = _people(names, item, role.replace("-", "_"), context, **kwargs)
            label = names.label
            if label is not None:
                term = "editortranslator" if together else role
                words = label.render(item, term, len(people) > 1)
                if words:
                    before = next(iter(names)) is label and names.name is not None
                    text = words + text if before else text + words
            output.append(text)
        if output and isinstance(output[0], int):
            return str(sum(output)) if sum(output) else None
        return join(output, self.get("delimiter") or self.get_parent_delimiter(context))


def _people(names: Any, item: Any, role: str, context: Any, **kwargs: Any) -> Any:
    name = names.name
    if name is not None:
        return name.render(item, role, context=context, **kwargs)
    # An element that stands in no tree finds no options; it must not stay, or it counts as written.
    name = names.makeelement(f"{{{names.nsmap['cs']}}}name")
    names.insert(0, name)
    try:
        return name.render(item, role, context=context, **kwargs)
    finally:
        names.remove(name)


class Name(model.Name):
    """A name within names: initials by CSL's rule; options without a search of the whole tree."""

    def get_option(self, name: str, context: Any = None, sort_options: Any = None) -> Any:
        if context is None or not isinstance(context, model.Layout):
            return super().get_option(name, context, sort_options)
        value = (sort_options or {}).get(name)
        if value is None:
            named = f"name-{name}" if name in ("form", "delimiter") else name
            value = self.get(name, context.getparent().get_option(named))
        if name in ("initialize-with-hyphen", "et-al-use-last"):
            return value.lower() == "true"
        return int(value) if name.startswith("et-al") else value

    def et_al(self) -> Any:
        following = self.getnext()
        while following is not None and not isinstance(following, model.Et_Al):
            following = following.getnext()
        return words_of(self, "et-al", None) if following is None else following.render()

    def initialize(self, given: str, mark: str, context: Any) -> str:
        if self.get("initialize") == "false":
            return _dotted(given, mark.rstrip())
        keep_hyphen = self.get_option("initialize-with-hyphen", context)
        output = ""
        for part in re.findall(r"[^\s.\-]+|-", given):
            if part == "-":
                output = output.rstrip() + ("-" if keep_hyphen else "")
            elif part[0].isupper():
                output += part[0] + mark
            else:
                output = f"{output.rstrip()} {part} " if output else f"{part} "
        return re.sub(r"\s+", " ", output).strip()


def _dotted(given: str, mark: str) -> str:
    """Return the given name with its initials marked alike, and its full names as they are."""
    parts = re.findall(r"[^\s.\-]+(?:-[^\s.\-]{2,})*", given)
    return " ".join(
        f"{part}{mark}" if len(part) == 1 and part.isupper() else part for part in parts
    )


class Substitute(model.Substitute):
    """What stands in for missing names, and every variable of it, appears there only."""

    def render(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        state = item.state
        for child in self.iterchildren():
            outer = state.watching, state.seen
            state.watching, state.seen = True, set()
            try:
                if isinstance(child, model.Names) and child.name is None:
                    text = child.render(
                        item, names_context=self.getparent(), context=context, **kwargs
                    )
                else:
                    text = child.render(item, context=context, **kwargs)
            except VariableError:
                text = None
            seen = state.seen
            state.watching, state.seen = outer
            if text:
                state.suppressed |= seen
                return text
        raise VariableError


class Label(_Cased, model.Label):
    """A label: terms that fall back, and one only where its variable is."""

    def process(
        self, item: Any, variable: str | None = None, plural: bool | None = None,
        context: Any = None, **kwargs: Any,
    ) -> Any:  # fmt: skip
        name = variable or self.get("variable")
        if variable is None:
            value = item.reference.get(name.replace("-", "_"))
            if value is None or name in item.state.suppressed:
                return None
            plural = re.search(r"\d+\s*[^\d.:/]+\s*\d+", str(value)) is not None
        how = self.get("plural", "contextual")
        return words_of(
            self, name, self.get("form"), how == "always" or (how != "never" and bool(plural))
        )


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


class Key(_Macros, model.Key):
    """What is sorted by."""


ELEMENTS = {
    "text": Text, "number": Number, "date": Date, "date-part": DatePart, "names": Names,
    "name": Name, "substitute": Substitute, "label": Label, "group": Group, "if": If,
    "else-if": ElseIf, "macro": Macro, "key": Key,
}  # fmt: skip
