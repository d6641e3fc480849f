"""The table of the user's plans."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, Index, Integer, LargeBinary, String, Table, Text

from desktop_app.store.own_tables import metadata as metadata

plan = Table(
    "plan",
    metadata,
    Column("key", String, primary_key=True),
    Column("label", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("condition", String, nullable=False),
    Column("points", Integer, nullable=False),
    Column("sessions", Integer, nullable=False),
    Column("sessions_planned", Integer),
    Column("template", Boolean(create_constraint=False), nullable=False),
    Column("archived", Boolean(create_constraint=False), nullable=False),
    Column("trashed", DateTime),
    Column("created", DateTime, nullable=False),
    Column("updated", DateTime, nullable=False),
    Column("document", Text, nullable=False),
    Column("area", LargeBinary, nullable=False),
    Index(None, "updated"),
)
"""Plans: ``document`` as JSON and ``area`` as packed faces (``store.plan_form``), last and in the
one row, so that lists are read without them and no part of a plan is ever older than the rest.

The columns before them repeat what lists show, but for ``archived`` and ``trashed``, which stand
nowhere else. Times are UTC."""
