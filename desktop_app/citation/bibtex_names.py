"""Lists of names in BibTeX: ``von Last, Jr, First and {A Body} and others``."""

from __future__ import annotations

import re
from collections.abc import Callable

from desktop_app.citation.latex import to_latex, to_text
from desktop_app.citation.names import SUFFIXES, name_from_inverted, name_of
from desktop_app.citation.tidy import one_line
from desktop_app.domain.reference import Name

_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_PART = re.compile(r"(?<!\\)[{},]|\s+(?:and|AND|And)(?=\s)|[\s~]+")
_COMMA = re.compile(r",\s*\S")
_INITIALS = re.compile(r"^[^,]+,\s*(?:[^\W\d_]\.?[\s-]?){1,4}\Z")
_LATEX = re.compile(r"[\\{$~\n]|--|``|''")
_EXTENDED = re.compile(r"\s*(family|given|prefix|suffix|useprefix|id)(-i)?\s*=\s*(.*)\Z", re.DOTALL)


def read_names(value: str) -> tuple[tuple[Name, ...], bool]:
    """Return the names of a value, and whether it ends with ``and others``."""
    value = value.strip()
    if not value:
        return (), False
    value = _without_double_braces(value)
    people = _split(value, _is_and) if "{" in value else _AND.split(value)
    names: list[Name] = []
    others = False
    for each in people:
        person = each.strip(" \n\t,;" if "{" not in each else " \n\t")
        if person.lower() == "others":
            others = True
        elif person and (name := _name(person)) != Name():
            names.append(name)
    return tuple(names), others


def _without_double_braces(value: str) -> str:
    """Open ``{{Smith, J and Doe, A}}`` of Web of Science, but not ``{{A Body and Another}}``."""
    if not (value.startswith("{") and value.endswith("}")) or "{" in value[1:]:
        return value
    people = _AND.split(value[1:-1])
    sign = _COMMA if len(people) > 1 else _INITIALS
    are_people = all(sign.search(each) for each in people)
    return value[1:-1] if are_people and len(value) > 2 else value


def _split(value: str, is_break: Callable[[str], bool]) -> list[str]:
    parts: list[str] = []
    depth = begin = 0
    for found in _PART.finditer(value):
        sign = found[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(0, depth - 1)
        elif depth == 0 and is_break(sign):
            parts.append(value[begin : found.start()])
            begin = found.end()
    return [*parts, value[begin:]]


def _is_and(sign: str) -> bool:
    return sign.strip().lower() == "and"


def _is_comma(sign: str) -> bool:
    return sign == ","


def _is_space(sign: str) -> bool:
    return not sign.strip(" \t\n~")


def _text(part: str) -> str:
    return one_line(to_text(part)) if _LATEX.search(part) else part.strip()


def _name(person: str) -> Name:
    braced = "{" in person
    if braced and person[0] == "{" and person[-1] == "}" and _split(person, _is_space) == [person]:
        return Name(literal=_text(person[1:-1]))
    if "," not in person:
        return _in_order(person, braced)
    parts = _split(person, _is_comma) if braced else person.split(",")
    if "=" in person and (name := _extended(parts)):
        return name
    texts = [text for part in parts if (text := _text(part))]
    if len(texts) > 2 and texts[1].lower().rstrip(".") not in SUFFIXES:
        # EndNote's order of family, given, suffix.
        return name_of(texts[0], texts[1], ", ".join(texts[2:]))
    if len(texts) > 2:
        return name_of(texts[0], ", ".join(texts[2:]), texts[1])
    return (
        name_of(texts[0], texts[1]) if len(texts) == 2 else Name(literal=texts[0] if texts else "")
    )


def _extended(parts: list[str]) -> Name | None:
    """Read biblatex's ``family=Berg, given=Jan, prefix=van der``."""
    found = [match for part in parts if (match := _EXTENDED.match(part))]
    if len(found) != len(parts):
        return None
    said = {match[1]: _text(match[3]) for match in found if not match[2]}
    family, given = said.get("family", ""), said.get("given", "")
    if not given:
        return Name(literal=family)
    return Name(family, given, said.get("prefix", ""), said.get("suffix", ""))


def _in_order(person: str, braced: bool) -> Name:
    words = [_text(word) for word in _split(person, _is_space)] if braced else _text(person).split()
    words = [word for word in words if word]
    if len(words) < 2:
        return Name(literal=words[0] if words else "")
    if not braced:
        initials_last = name_from_inverted(" ".join(words))
        if not initials_last.literal:
            return initials_last
    suffix = words.pop() if words[-1].lower().rstrip(".") in SUFFIXES and len(words) > 2 else ""
    lower = [place for place, word in enumerate(words[:-1]) if place and word[0].islower()]
    first = lower[0] if lower else len(words) - 1
    return name_of(" ".join(words[first:]), " ".join(words[:first]), suffix)


def write_name(name: Name) -> str:
    """Return a name that ``read_names`` reads as the same one."""
    if name.literal:
        return f"{{{to_latex(name.literal)}}}"
    family = f"{name.particle} {_guarded(name.family)}".strip()
    parts = [family, _guarded(name.suffix), _guarded(name.given)] if name.suffix else [
        family, _guarded(name.given)]  # fmt: skip
    written = ", ".join(parts)
    if name.suffix and name.suffix.lower().rstrip(".") not in SUFFIXES:
        return ", ".join([family, _guarded(name.given), _guarded(name.suffix)])
    return written


def _guarded(text: str) -> str:
    written = to_latex(text)
    return f"{{{written}}}" if "," in text or _AND.search(f" {text} ") else written
