"""The tables of what is learned: reviews, the memories they make, what is left out, limits."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, Float, Index, Integer, String, Table, Text

from desktop_app.store.plan_tables import metadata as metadata

review = Table(
    "review",
    metadata,
    Column("key", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("item", String, nullable=False),
    Column("rating", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("retention", Float, nullable=False),
    Column("answered", DateTime, nullable=False),
    Column("took_ms", Integer, nullable=False),
    Column("given", Text, nullable=False),
    Index(None, "number"),
    Index(None, "item"),
    Index(None, "answered"),
)
"""Every answer, in the order of ``number``, from which memories can be made anew: ``retention`` is
what was aimed at then, ``state`` the item's before it. The rating 0 tells that the item was to be
forgotten: what came before no longer counts for its memory. Times are UTC."""

memory = Table(
    "memory",
    metadata,
    Column("item", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("due", DateTime, nullable=False),
    Column("stability", Float),
    Column("difficulty", Float),
    Column("step", Integer),
    Column("last_review", DateTime),
    Column("reviews", Integer, nullable=False),
    Column("lapses", Integer, nullable=False),
    Column("rated", Integer),
)
"""What the scheduler holds of each item that has been reviewed; made from ``review`` alone."""

suspended = Table(
    "suspended",
    metadata,
    Column("item", String, primary_key=True),
    Column("since", DateTime, nullable=False),
)
"""Items that are not asked until they are taken back."""

learning_limit = Table(
    "learning_limit",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Float, nullable=False),
    Column("updated", DateTime, nullable=False),
)
"""How much a day holds, where the user has changed it; named as the fields of ``Limits``."""
