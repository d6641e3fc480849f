"""Retractions and other notices as reference files tell them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop_app.domain.reference import Notice, NoticeKind

# PubMed's words for what its tags say; they are also written in the notes of other formats.
WORDS = {
    NoticeKind.RETRACTION: "Retraction in",
    NoticeKind.PARTIAL_RETRACTION: "Partial retraction in",
    NoticeKind.CONCERN: "Expression of concern in",
    NoticeKind.ERRATUM: "Erratum in",
    NoticeKind.IS_NOTICE: "Retraction of",
}
_KINDS = {words.lower(): kind for kind, words in WORDS.items()}
_IN_WORDS = re.compile(rf"({'|'.join(WORDS.values())})\s*:\s*(.*)\Z", re.IGNORECASE | re.DOTALL)
_RETRACTED_TITLE = re.compile(
    r"(?:[\[(]\s*retracted\s*[\])]|retracted(?: article| paper| publication)?\s*[:.])",
    re.IGNORECASE,
)
_NOTICE_TITLE = re.compile(
    r"(?:retraction(?: note| notice)?\s*(?::|to\b)|retraction of\b)", re.IGNORECASE
)
_TYPES = {
    "retracted publication": NoticeKind.RETRACTION,
    "retracted article": NoticeKind.RETRACTION,
    "retracted": NoticeKind.RETRACTION,
    "retraction of publication": NoticeKind.IS_NOTICE,
    "retraction notice": NoticeKind.IS_NOTICE,
}


def notice_in(note: str) -> Notice | None:
    """Return the notice that a note is, told in PubMed's words (``Retraction in: ...``)."""
    found = _IN_WORDS.match(note)
    if found:
        return Notice(_KINDS[found[1].lower()], found[2].strip())
    kind = _TYPES.get(note.lower().rstrip("."))
    return Notice(kind) if kind else None


def note_of(notice: Notice) -> str:
    """Write a notice as a note that ``notice_in`` reads."""
    return f"{WORDS[notice.kind]}: {notice.text}".rstrip()


def implied(title: str, types: Iterable[str]) -> tuple[Notice, ...]:
    """Return the notices that a title (``RETRACTED: ...``) or publication types speak of."""
    kinds = [kind for type_ in types if (kind := _TYPES.get(type_.lower()))]
    if _RETRACTED_TITLE.match(title):
        kinds.append(NoticeKind.RETRACTION)
    elif _NOTICE_TITLE.match(title):
        kinds.append(NoticeKind.IS_NOTICE)
    return tuple(Notice(kind) for kind in dict.fromkeys(kinds))


def with_implied(
    notices: Iterable[Notice],
    title: str,
    types: Iterable[str],
) -> tuple[Notice, ...]:
    """Return the notices of a record, and after them the implied ones of no kind among them."""
    told = tuple(dict.fromkeys(notices))
    kinds = {notice.kind for notice in told}
    return (*told, *(notice for notice in implied(title, types) if notice.kind not in kinds))


def to_be_told(
    notices: Iterable[Notice],
    title: str,
    types: Iterable[str],
) -> tuple[Notice, ...]:
    """Return the notices that must be written because title and types do not imply them."""
    known = set(implied(title, types))
    return tuple(notice for notice in notices if notice not in known)
