"""The tables of a library.

What can be looked at is an ``entry``: shipped, or later the user's own. What users write refers to
entries by ref, not by row, so that it outlives any entry.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

meta = Table(
    "meta",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Facts of the library itself: version and digest of the content it holds."""

entry = Table(
    "entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("key", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("digest", String, nullable=False),
    Column("origin", String, nullable=False),
    Column("withdrawn", Boolean(create_constraint=False), nullable=False),
    Column("position", Integer, nullable=False),
    UniqueConstraint("kind", "key"),
    Index(None, "withdrawn"),
)
"""Whatever has a ref; ``body`` is the domain object as JSON, ``origin`` is shipped or own."""

study = Table(
    "study",
    metadata,
    Column("entry_id", ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True),
    Column("authors", Text, nullable=False),
    Column("year", Integer),
    Column("journal", Text, nullable=False),
    Column("design", String, nullable=False),
    Column("direction", String, nullable=False),
    Column("sample_size", Integer),
    Column("doi", String, nullable=False),
    Column("pmid", String, nullable=False),
    Column("tier", String, nullable=False),
    Column("cited", Boolean(create_constraint=False), nullable=False),
    Column("retracted", Boolean(create_constraint=False), nullable=False),
    Column("has_abstract", Boolean(create_constraint=False), nullable=False),
    Column("has_effects", Boolean(create_constraint=False), nullable=False),
    Column("points", Integer),
    Column("added", DateTime),
    Column("title_key", String, nullable=False),
    Column("authors_key", String, nullable=False),
    Index(None, "year", "title_key"),
    Index(None, "title_key"),
    Index(None, "authors_key", "year"),
    Index(None, "doi"),
    Index(None, "pmid"),
)
"""What studies are listed, filtered and sorted by; keys are the folded beginnings of texts.

``points`` is a number, null for none; ``added`` is null for what ships."""

link = Table(
    "link",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("from_id", ForeignKey("entry.id", ondelete="CASCADE"), nullable=False),
    Column("role", String, nullable=False),
    Column("to_kind", String, nullable=False),
    Column("to_key", String, nullable=False),
    Index(None, "to_kind", "to_key"),
    Index(None, "from_id"),
)
"""That an entry names another; ``role`` is a claim's stance, or the field that names it."""

note = Table(
    "note",
    metadata,
    Column("ref", String, primary_key=True),
    Column("text", Text, nullable=False),
    Column("created", DateTime, nullable=False),
    Column("updated", DateTime, nullable=False),
)
"""The user's notes, one per ref; times are UTC."""

star = Table(
    "star",
    metadata,
    Column("ref", String, primary_key=True),
    Column("created", DateTime, nullable=False),
)
"""What the user has starred."""

visit = Table(
    "visit",
    metadata,
    Column("ref", String, primary_key=True),
    Column("opened", DateTime, nullable=False),
    Index(None, "opened"),
)
"""When each thing was last opened."""

search_doc = Table(
    "search_doc",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("ref", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("subtitle", Text, nullable=False),
    UniqueConstraint("kind", "ref"),
)
"""What a search can find; its text is in the full-text index under the same id."""

search_form = Table(
    "search_form",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("doc_id", ForeignKey("search_doc.id", ondelete="CASCADE"), nullable=False),
    Column("form", String, nullable=False),
    Column("rank", Integer, nullable=False),
    Index(None, "form"),
    Index(None, "doc_id"),
)
"""Codes (rank 0), names (1) and aliases (2) of a document, joined and folded."""
