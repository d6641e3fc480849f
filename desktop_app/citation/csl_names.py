# Methods named as citeproc-py names them take its arguments and are described there.
# ruff: noqa: D102, ARG002
# mypy: disable-error-code="import-untyped,misc,no-untyped-call,no-any-return"
"""The elements of names in a style, put right as ``csl_elements`` says."""

from __future__ import annotations

import re
from typing import Any

from citeproc import model
from citeproc.source import VariableError
from citeproc.string import join

from desktop_app.citation.csl_terms import Cased, Macros, note, words_of


class Names(Macros, model.Names):
    """Names: those that stood in for others are not given twice."""

    def process(
        self, item: Any, names_context: Any = None, context: Any = None, **kwargs: Any
    ) -> Any:
        state = item.state
        context = self if context is None else context
        roles = [role for role in self.get("variable").split() if role not in state.suppressed]
        there = [role for role in roles if item.reference.get(role.replace("-", "_"))]
        for role in self.get("variable").split():
            note(item, role, rendered=role in there)
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


class Label(Cased, model.Label):
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
