"""What a search finds in the user's files: marks on their pages, and the text of the pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop_app.domain.attachment import Attachment, file_ref
from desktop_app.domain.errors import WorldError
from desktop_app.domain.refs import Kind
from desktop_app.reading.views import Hit
from desktop_app.store import TEXT, Library, files, marks, texts

FILES = 10
"""Most files that one search shows."""


def named_marks(library: Library, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Return hits on marks with the study and page; those on files of the trash are left out."""
    if not hits:
        return ()
    with library.reading() as connection:
        digests = {
            mark.ref: mark.digest
            for mark in marks.take(connection, [hit.ref.key for hit in hits]).values()
        }
        attached = files.of_digests(connection, digests.values())
        titles = files.titles(connection, [str(file.ref) for file in attached])
    shown = {file.digest: titles[str(file.ref)] for file in attached if str(file.ref) in titles}
    return tuple(
        replace(hit, subtitle=f"{hit.subtitle} · {shown[digests[hit.ref]]}")
        for hit in hits
        if digests.get(hit.ref) in shown
    )


def file_hits(library: Library, text: str, limit: int = FILES) -> tuple[Hit, ...]:
    """Return the files whose text holds all that was typed, each with the first such page."""
    try:
        with library.texts.reading() as connection:
            found = [] if connection is None else texts.find(connection, text, limit)
    except WorldError:
        # They can be made anew; a search that does without them is better than none.
        return ()
    if not found:
        return ()
    with library.reading() as connection:
        attached = files.of_digests(connection, [each.digest for each in found])
        titles = files.titles(connection, [str(file.ref) for file in attached])
    first = _first_of_each(file for file in attached if str(file.ref) in titles)
    return tuple(
        Hit(
            ref=file_ref(first[each.digest].key, each.page),
            kind=Kind.FILE,
            title=titles[str(first[each.digest].ref)],
            subtitle=_place(first[each.digest].name, each),
            snippet=each.snippet,
            rank=TEXT,
        )
        for each in found
        if each.digest in first
    )


def _first_of_each(attached: Iterable[Attachment]) -> dict[str, Attachment]:
    first: dict[str, Attachment] = {}
    for file in attached:
        first.setdefault(file.digest, file)
    return first


def _place(name: str, each: texts.PageFound) -> str:
    more = f" and {each.others} more" if each.others else ""
    return f"{name}, page {each.page + 1}{more}"
