"""The tables of what a user brings and makes: own studies, their order, appraisals, files, marks.

Rows name what they are about by ref, so that they outlive it and hold for shipped studies too.
Keys are random, so that what is restored never takes another's place.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from desktop_app.store.tables import metadata as metadata

own_study = Table(
    "own_study",
    metadata,
    Column("entry_id", ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True),
    Column("likeness", String, nullable=False),
    Column("batch", String, nullable=False),
    Column("added", DateTime, nullable=False),
    Column("trashed", DateTime),
    Column("reference", Text, nullable=False),
    Index(None, "likeness"),
    Index(None, "batch"),
)
"""The user's own studies: ``reference`` as JSON (last, so that what is read often is read without
it), ``likeness`` to find duplicates by (normalised title, year, first author), ``batch`` the import
it came with; in the trash since ``trashed``."""

unindexed = Table(
    "unindexed",
    metadata,
    Column("entry_id", ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True),
)
"""Studies that are not yet in the search index."""

collection = Table(
    "collection",
    metadata,
    Column("key", String, primary_key=True),
    Column("parent", ForeignKey("collection.key", ondelete="CASCADE")),
    Column("name", Text, nullable=False),
    Column("position", Integer, nullable=False),
)
"""The user's collections, nested."""

collected = Table(
    "collected",
    metadata,
    Column("collection", ForeignKey("collection.key", ondelete="CASCADE"), primary_key=True),
    Column("ref", String, primary_key=True),
    Column("added", DateTime, nullable=False),
    Index(None, "ref"),
)
"""What lies in a collection."""

tag = Table(
    "tag",
    metadata,
    Column("key", String, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("colour", String, nullable=False),
)
"""The user's tags; ``colour`` is the name of a token."""

tagged = Table(
    "tagged",
    metadata,
    Column("tag", ForeignKey("tag.key", ondelete="CASCADE"), primary_key=True),
    Column("ref", String, primary_key=True),
    Index(None, "ref"),
)
"""What has a tag."""

saved_filter = Table(
    "saved_filter",
    metadata,
    Column("key", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("position", Integer, nullable=False),
)
"""Queries that the user keeps under a name."""

read_status = Table(
    "read_status",
    metadata,
    Column("ref", String, primary_key=True),
    Column("status", String, nullable=False),
)
"""How far a study has been read: ``reading`` or ``read``; unread studies have no row."""

appraisal = Table(
    "appraisal",
    metadata,
    Column("ref", String, primary_key=True),
    Column("body", Text, nullable=False),
    Column("updated", DateTime, nullable=False),
)
"""The user's appraisal of a study, as JSON."""

stance = Table(
    "stance",
    metadata,
    Column("claim", String, primary_key=True),
    Column("study", String, primary_key=True),
    Column("stance", String, nullable=False),
    Column("note", Text, nullable=False),
    Index(None, "study"),
)
"""How a study bears on a claim, as the user sees it; both by ref."""

attachment = Table(
    "attachment",
    metadata,
    Column("key", String, primary_key=True),
    Column("ref", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("mime", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("pages", Integer),
    Column("added", DateTime, nullable=False),
    Column("page", Integer, nullable=False),
    Column("zoom", Float, nullable=False),
    Index(None, "ref"),
    Index(None, "digest"),
)
"""Files of studies, stored by SHA-256 in ``attachments/``; ``page`` and ``zoom`` as last seen."""

mark = Table(
    "mark",
    metadata,
    Column("key", String, primary_key=True),
    Column("digest", String, nullable=False),
    Column("page", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("colour", String, nullable=False),
    Column("rects", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("created", DateTime, nullable=False),
    Column("updated", DateTime, nullable=False),
    Index(None, "digest"),
)
"""Highlights and notes on a page of a file; ``rects`` are in points from the page's top left."""
