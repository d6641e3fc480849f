"""Tells which publication a PDF is, from its metadata and first pages; never by guessing.

A field stays empty unless the file itself is clear: metadata that programs fill in by themselves
count only where the first pages confirm them, and of several candidates none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from desktop_app.citation.identifiers import clean_doi, find_doi, find_pmid
from desktop_app.citation.names import name_from_inverted, name_of
from desktop_app.citation.tidy import one_line
from desktop_app.domain.own import folded
from desktop_app.domain.reference import Credit, Name, Reference, When
from desktop_app.library import pdf_asking

_REFERENCES = re.compile(
    r"^\s*(?:references|bibliography|literature cited|\u53c2\u8003\u6587\u732e)\s*:?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_DOI_CONTINUES = re.compile(r"(10\.\d{4,9}/[^\s\"<>]*[./_(-])\n(?=[\w(])")
_PMCID = re.compile(r"\bPMC(\d{5,9})\b")
_YEAR = r"((?:19|20)\d\d)\b"
_DAY = r"(?:\w+\.?\s+){0,3}(?:\d{1,2},?\s+)?"
_YEARS = (
    re.compile(rf"(?:©|\(c\)|copyright)\s*(?:the authors?(?:\(s\))?,?\s*)?{_YEAR}", re.IGNORECASE),
    re.compile(rf"\bpublished(?:\s+online)?\s*:?\s*{_DAY}{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_YEAR}\s*(?:[A-Z][a-z]{{2}}\s*(?:\d{{1,2}})?)?;\s*\d{{1,4}}\s*(?:\(|:)"),
)
_PROGRAMS = re.compile(
    r"(?:^microsoft word|^untitled|^powerpoint|^slide \d|^document\d*$|^pii:|"
    r"\.(?:docx?|pdf|indd|qxd|qxp|tex|dvi|rtf|fm|eps|ps|p65|3b2|xml)\b)",
    re.IGNORECASE,
)
_MASTHEAD = re.compile(
    r"\b(?:journal|annals|archives|proceedings|transactions|bulletin|issn|vol(?:ume)?\.?\s*\d|"
    r"original article|original research|research article|review article|case report|open access|"
    r"www\.|https?:|doi|elsevier|springer|wiley|contents lists)\b|@",
    re.IGNORECASE,
)
_LEAST_TITLE, _LEAST_HAN, _MOST_TITLE = 15, 6, 300
"""Shortest title that is believed, also in Chinese characters, and the longest; letters."""

_LARGER = 1.15
"""By how much the letters of a title stand above those of the running text."""

_CONFIRMED = 0.8
"""Share of a title's words that the first pages must have."""


def recognise_pdf(path: Path) -> Reference:
    """Return what a PDF tells of its publication; fields it does not tell are empty.

    Raises
    ------
    Locked
        If it asks for a password.
    UnreadableFile
        If it is no PDF, is damaged, or reading it takes too long.
    """
    return reference_from(pdf_asking.read_head(path))


def reference_from(head: dict[str, Any]) -> Reference:
    """Return the reference that a PDF's metadata and first pages tell; see ``read_head``."""
    said, packets = head["said"], head["xmp"]
    texts = [_before_references(text) for text in head["texts"]]
    together = "\n".join(texts)
    first = texts[0] if texts else ""
    return Reference(
        title=_title(said, packets, together, head["lines"]),
        credits=tuple(map(Credit, _authors(said, packets, together))),
        issued=When(year=_year(packets, first)),
        doi=_doi(said, packets, texts),
        pmid=_only(map(find_pmid, first.splitlines())),
        pmcid=_only(f"PMC{number}" for number in _PMCID.findall(first)),
    )


def _before_references(text: str) -> str:
    found = _REFERENCES.search(text)
    return text[: found.start()] if found else text


def _only(values: Iterable[str]) -> str:
    """Return the one value that is there; empty if there is none, or several."""
    known = {value.casefold(): value for value in values if value}
    return next(iter(known.values())) if len(known) == 1 else ""


def _doi(said: dict[str, str], packets: Sequence[dict[str, Any]], texts: Sequence[str]) -> str:
    told = [_one(packet.get(name)) for packet in packets for name in ("doi", "identifier")]
    in_metadata = _only([*map(_doi_in, told), *map(find_doi, said.values())])
    if in_metadata:
        return in_metadata
    for text in texts[:2]:
        whole = _DOI_CONTINUES.sub(r"\1", text)
        found = _only(map(find_doi, re.split(r"\s+", whole)))
        if found:
            return found
        if find_doi(whole):
            return ""
    return ""


def _doi_in(text: str) -> str:
    return clean_doi(text) if text else ""


def _one(value: Any) -> str:
    """Return the first of what XMP says under a name."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return value if isinstance(value, str) else ""


def _title(
    said: dict[str, str],
    packets: Sequence[dict[str, Any]],
    together: str,
    lines: Sequence[Sequence[Any]],
) -> str:
    for told in (*(_one(packet.get("title")) for packet in packets), said.get("Title", "")):
        title = one_line(told)
        if _is_title(title) and not _PROGRAMS.search(title) and _is_confirmed(title, together):
            return title
    return _largest(lines)


def _is_title(text: str) -> bool:
    if len(text) > _MOST_TITLE or sum(char.isalpha() for char in text) <= len(text) / 2:
        return False
    if sum("\u4e00" <= char <= "\u9fff" for char in text) >= _LEAST_HAN:
        return True
    return len(text) >= _LEAST_TITLE and len(text.split()) > 2


def _is_confirmed(title: str, together: str) -> bool:
    """Tell whether the first pages have this title's words; where they have no text, they do."""
    if not together.strip():
        return True
    there = set(map(folded, re.split(r"[\W_]+", together)))
    words = [folded(word) for word in re.split(r"[\W_]+", title) if word]
    return sum(word in there for word in words) >= _CONFIRMED * len(words)


def _largest(lines: Sequence[Sequence[Any]]) -> str:
    """Return what stands in the largest letters of the first page, if that reads like a title."""
    best, tallest = "", 0.0
    for height, group in groupby(lines, key=lambda line: float(line[0])):
        text = one_line(" ".join(str(line[1]) for line in group))
        if height > tallest and not _MASTHEAD.search(text) and _is_title(text):
            best, tallest = text, height
    usual = _usual_height(line for line in lines if float(line[0]) != tallest)
    return best if usual and tallest >= usual * _LARGER else ""


def _usual_height(lines: Iterable[Sequence[Any]]) -> float:
    """Return the height of most letters."""
    letters: dict[float, int] = {}
    for height, text in lines:
        letters[float(height)] = letters.get(float(height), 0) + len(text)
    return max(letters, key=lambda height: letters[height]) if letters else 0.0


def _authors(
    said: dict[str, str], packets: Sequence[dict[str, Any]], together: str
) -> tuple[Name, ...]:
    for packet in packets:
        told = packet.get("creator")
        names = told if isinstance(told, list) else [told] if isinstance(told, str) else []
        if read := _confirmed_names(names, together):
            return read
    return _confirmed_names(_apart(said.get("Author", "")), together)


def _apart(text: str) -> list[str]:
    """Part a line of authors into names."""
    text = one_line(text)
    if ";" in text:
        return [part.strip() for part in text.split(";") if part.strip()]
    parts = [part.strip() for part in re.split(r",|\band\b|&", text) if part.strip()]
    if len(parts) == 2 and not any(" " in part for part in parts):
        # ``Smith, John`` is one person; so short a line of two family names is none we can tell.
        return [text] if "," in text else []
    return parts if all(" " in part for part in parts) else []


def _confirmed_names(told: Sequence[str], together: str) -> tuple[Name, ...]:
    """Return names if all of them stand on the first pages; else none."""
    names = tuple(map(_name, filter(None, map(one_line, told))))
    there = folded(together)
    known = all(folded(name.family or name.literal) in there for name in names)
    return names if names and there and known else ()


def _name(text: str) -> Name:
    """Return a name written as people sign: ``Maria de la Cruz``; or inverted."""
    read = name_from_inverted(text)
    if "," in text or read.family or " " not in text:
        return read
    words = text.split()
    family = len(words) - 1
    while family > 1 and words[family - 1].islower():
        family -= 1
    return name_of(" ".join(words[family:]), " ".join(words[:family]))


def _year(packets: Sequence[dict[str, Any]], first: str) -> int | None:
    told = [
        _one(packet.get(name))[:4]
        for packet in packets
        for name in ("publicationdate", "coverdate")
    ]
    if year := _only(text for text in told if re.fullmatch(r"(?:19|20)\d\d", text)):
        return int(year)
    on_page = _only(match for form in _YEARS for match in form.findall(first))
    return int(on_page) if on_page else None
