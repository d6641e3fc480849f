"""The rows of attachments, and the marks on them as far as search shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.engine import Connection

from desktop_app.domain.attachment import Attachment
from desktop_app.domain.refs import Ref
from desktop_app.store import marks
from desktop_app.store.own_tables import attachment, own_study
from desktop_app.store.tables import entry
from desktop_app.store.values import read_time, stored_time


def put(connection: Connection, files: Iterable[Attachment]) -> None:
    """Add attachments, each in place of the one that had its key."""
    held = list(files)
    connection.execute(delete(attachment).where(attachment.c.key.in_([f.key for f in held])))
    if held:
        connection.execute(insert(attachment), [_row(each) for each in held])
    marks.index_files(connection, {each.digest for each in held})


def remove(connection: Connection, keys: Iterable[str]) -> None:
    """Remove attachments; their marks stay, and are found again when the file is."""
    where = attachment.c.key.in_(list(keys))
    digests = set(connection.execute(select(attachment.c.digest).where(where)).scalars())
    connection.execute(delete(attachment).where(where))
    marks.index_files(connection, digests)


def take(connection: Connection, keys: Iterable[str]) -> dict[str, Attachment]:
    """Return attachments by key; unknown keys are left out."""
    return _taken(connection, attachment.c.key.in_(list(keys)))


def of_refs(connection: Connection, refs: Iterable[str]) -> tuple[Attachment, ...]:
    """Return the attachments of what these refs name, the oldest first."""
    return tuple(_taken(connection, attachment.c.ref.in_(list(refs))).values())


def of_digests(connection: Connection, digests: Iterable[str]) -> tuple[Attachment, ...]:
    """Return the attachments that have one of these contents, the oldest first."""
    return tuple(_taken(connection, attachment.c.digest.in_(list(digests))).values())


def every(connection: Connection) -> tuple[Attachment, ...]:
    """Return all attachments, the oldest first."""
    return tuple(_taken(connection, attachment.c.key.is_not(None)).values())


def remember_page(connection: Connection, key: str, page: int, zoom: float) -> None:
    """Remember what was last seen of a file."""
    values = {"page": page, "zoom": zoom}
    connection.execute(update(attachment).where(attachment.c.key == key).values(values))


def titles(connection: Connection, refs: Iterable[str]) -> dict[str, str]:
    """Return the titles of what has files, by ref; what is in the trash is left out."""
    keys = [(ref, *ref.removeprefix("yq:").split("/", 1)) for ref in dict.fromkeys(refs)]
    query = (
        select(entry.c.kind, entry.c.key, entry.c.title)
        .join(own_study, own_study.c.entry_id == entry.c.id, isouter=True)
        .where(entry.c.key.in_([key for _, _, key in keys]))
        .where(or_(own_study.c.entry_id.is_(None), own_study.c.trashed.is_(None)))
    )
    known = {(row.kind, row.key): row.title for row in connection.execute(query)}
    return {ref: known[kind, key] for ref, kind, key in keys if (kind, key) in known}


def _taken(connection: Connection, where: Any) -> dict[str, Attachment]:
    query = select(attachment).where(where).order_by(attachment.c.added, attachment.c.key)
    return {row.key: _attachment(row) for row in connection.execute(query)}


def _attachment(row: Any) -> Attachment:
    return Attachment(
        key=row.key,
        ref=Ref.parse(row.ref),
        digest=row.digest,
        name=row.name,
        mime=row.mime,
        size=row.size,
        pages=row.pages,
        added=read_time(row.added),
        page=row.page,
        zoom=row.zoom,
    )


def _row(file: Attachment) -> dict[str, Any]:
    return {
        "key": file.key,
        "ref": str(file.ref),
        "digest": file.digest,
        "name": file.name,
        "mime": file.mime,
        "size": file.size,
        "pages": file.pages,
        "added": stored_time(file.added),
        "page": file.page,
        "zoom": file.zoom,
    }
