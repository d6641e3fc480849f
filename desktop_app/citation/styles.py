"""Bibliographies and citations in the text, formatted in one of the shipped styles.

citeproc-py and lxml are imported when the first one is formatted; a style is parsed once.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from desktop_app.citation.csljson_fields import to_csl
from desktop_app.domain.errors import NotUnderstood, UnreadableFile
from desktop_app.domain.reference import Reference

if TYPE_CHECKING:
    from desktop_app.citation.csl_styles import ParsedStyle


@dataclass(frozen=True, slots=True)
class Style:
    """A style: what the command line calls it, what a person does, its file and its language."""

    id: str
    title: str
    file: str
    language: str = "en-US"


STYLES: tuple[Style, ...] = (
    Style("vancouver", "Vancouver (NLM, Citing Medicine)", "nlm-citation-sequence"),
    Style(
        "ama", "AMA (American Medical Association, 11th edition)", "american-medical-association"
    ),
    Style("apa", "APA (7th edition)", "apa"),
    Style("chicago", "Chicago (author and date)", "chicago-author-date"),
    Style("harvard", "Harvard (Cite Them Right)", "harvard-cite-them-right", "en-GB"),
)


class Form(StrEnum):
    """What the text is for: ``html`` has ``<i>``, ``<b>``, ``<sup>``, ``<sub>``, no other tags."""

    HTML = "html"
    PLAIN = "plain"


# The elements of a parsed style are no more than wrapped pointers; two threads must not share them.
_LOCK = RLock()
_INITIALS = re.compile(r"[^\W\d_]{2,4}\Z")
_MARK = re.compile("[\ue000-\ue00f]")
_PAIRS = {"\ue000": "i", "\ue002": "b", "\ue004": "sup", "\ue006": "sub"}
_SMALL_CAPS = '<span style="font-variant:small-caps;">'


def style_of(style: str) -> Style:
    """Return the style of an id.

    Raises
    ------
    NotUnderstood
        If there is none; the message names those there are.
    """
    for each in STYLES:
        if each.id == style:
            return each
    known = ", ".join(each.id for each in STYLES)
    raise NotUnderstood(f"“{style}” is no style of citations.", f"Choose one of: {known}.")


def bibliography(
    references: Sequence[Reference], style: str, form: Form, styles_dir: Path
) -> tuple[str, ...]:
    """Return the entries of a bibliography, in the style's order.

    Parameters
    ----------
    references
        What is listed; numbered styles number them as they come.
    style
        The id of one of ``STYLES``.
    form
        HTML, or plain text.
    styles_dir
        The folder of the styles, ``assets/styles``.

    Raises
    ------
    NotUnderstood
        If there is no such style.
    UnreadableFile
        If the style's file cannot be read.
    """
    chosen = style_of(style)
    with _LOCK:
        parsed = _parsed(chosen, styles_dir)
        items = parsed.items([_prepared(reference) for reference in references])
        parsed.set_suffixes(items)
        entries = [parsed.entry(item) for item in parsed.sorted(items)]
    return tuple(
        _finished(f"{margin} {entry}" if margin else entry, form) for margin, entry in entries
    )


def in_text(references: Sequence[Reference], style: str, form: Form, styles_dir: Path) -> str:
    """Return the citation in the text of publications that are cited together.

    Parameters and errors are those of ``bibliography``.
    """
    chosen = style_of(style)
    with _LOCK:
        parsed = _parsed(chosen, styles_dir)
        items = parsed.items([_prepared(reference) for reference in references])
        parsed.set_suffixes(items)
        text = parsed.cluster(items)
    return _finished(text, form)


def _parsed(style: Style, folder: Path) -> ParsedStyle:
    try:
        return _parse(folder, style.file, style.language)
    except (OSError, SyntaxError) as error:
        raise UnreadableFile(
            f"The style {style.title} could not be read from {folder}.", "Install Yongquan again."
        ) from error


@cache
def _parse(folder: Path, file: str, language: str) -> ParsedStyle:
    from desktop_app.citation.csl_styles import ParsedStyle

    return ParsedStyle(folder, file, language)


def _prepared(reference: Reference) -> dict[str, Any]:
    """Return the CSL item with PubMed's ``JA`` as the initials ``J A`` that it stands for."""
    item = to_csl(reference)
    for value in item.values():
        for name in value if isinstance(value, list) else ():
            given = name.get("given", "") if isinstance(name, dict) else ""
            if _INITIALS.match(given) and given.isupper():
                name["given"] = " ".join(given)
    return item


def _finished(text: str, form: Form) -> str:
    """Turn the marks of formatting into tags, or take them away."""
    text = text.strip()
    if form is Form.PLAIN:
        return _MARK.sub("", text)
    text = html.escape(text, quote=False)
    open_tags: list[str] = []
    return _MARK.sub(lambda found: _tag(found[0], open_tags), text)


def _tag(mark: str, open_tags: list[str]) -> str:
    """Return the tag of a mark; italics within italics stand upright."""
    if mark in _PAIRS:
        upright = mark == "\ue000" and open_tags.count("i") % 2 == 1
        open_tags.append(_PAIRS[mark])
        return '<span style="font-style:normal;">' if upright else f"<{_PAIRS[mark]}>"
    if mark == "\ue00a":
        return _SMALL_CAPS
    if mark == "\ue00b":
        return "</span>"
    name = _PAIRS.get(chr(ord(mark) - 1))
    if name is None or name not in open_tags:
        return ""
    open_tags.reverse()
    open_tags.remove(name)
    open_tags.reverse()
    return "</span>" if name == "i" and open_tags.count("i") % 2 == 1 else f"</{name}>"
