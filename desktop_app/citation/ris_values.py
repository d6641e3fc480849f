"""Values of RIS fields that hold several things."""

from __future__ import annotations

import re

from desktop_app.citation.identifiers import clean_pmid, find_pmid
from desktop_app.citation.links import is_address
from desktop_app.citation.tidy import one_line

_SEVERAL_NAMES = re.compile(r"\s*[;\uff1b]\s*")
# Chinese, Japanese and Korean names are written whole, without a comma.
_WHOLE_NAME = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\U00020000-\U0003ffff\u00b7 ]+\Z")


def pmid_of(tag: str, value: str) -> str:
    """Return the PMID that a field for other things holds; "" if none."""
    if tag in ("M3", "L3"):
        return ""
    if tag == "C2":
        return value if value.isdigit() and len(value) <= 8 else find_pmid(value)  # Scopus
    return find_pmid(value) or (clean_pmid(value) if value.lower().endswith("[pmid]") else "")


def names_of(value: str) -> list[str]:
    """Return the names of a field, one a line, or apart by semicolons.

    Semicolons part names if all of them are inverted, or all are East Asian.
    """
    if "\n" not in value and ";" not in value and "\uff1b" not in value:
        return [value]
    names = [one_line(name) for name in value.split("\n")]
    if ";" in value or "\uff1b" in value:
        parts = [part for part in _SEVERAL_NAMES.split(value) if part]
        if all("," in part for part in parts) or all(map(_WHOLE_NAME.match, parts)):
            names = [one_line(part) for part in parts]
    return [name for name in names if name]


def links_of(fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the links of fields that may hold several addresses."""
    found = []
    for tag, value in fields:
        parts = value.split()
        if len(parts) > 1 and all(is_address(part) for part in parts):
            found += [(tag, part) for part in parts]
        else:
            found.append((tag, one_line(value)))
    return found


def split_sole(fields: list[tuple[str, str]]) -> list[str]:
    """Return the values of keyword fields; a sole one with two commas or more lists several."""
    values = [value for _, value in fields]
    if len(values) == 1 and values[0].count(",") > 1 and ";" not in values[0]:
        return [values[0].replace(",", ";")]
    return values


def keywords_of(value: str) -> list[str]:
    """Return the keywords of a field, one a line or apart by semicolons."""
    value = value.replace("\uff1b", ";")
    if ";" not in value and "\n" not in value:
        return [one_line(value)]
    words = (one_line(word) for line in value.split("\n") for word in line.split(";"))
    return [word for word in words if word]
