"""The tables of what a user brings and makes: own studies, order, appraisals, files, marks."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, empty."""
    op.create_table(
        "appraisal",
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("updated", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_appraisal")),
    )
    op.create_table(
        "attachment",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mime", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("added", sa.DateTime(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("zoom", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_digest"), "attachment", ["digest"], unique=False)
    op.create_index(op.f("ix_attachment_ref"), "attachment", ["ref"], unique=False)
    op.create_table(
        "collection",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent"],
            ["collection.key"],
            name=op.f("fk_collection_parent_collection"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_collection")),
    )
    op.create_table(
        "mark",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("colour", sa.String(), nullable=False),
        sa.Column("rects", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("updated", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_mark")),
    )
    op.create_index(op.f("ix_mark_digest"), "mark", ["digest"], unique=False)
    op.create_table(
        "read_status",
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_read_status")),
    )
    op.create_table(
        "saved_filter",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_saved_filter")),
    )
    op.create_table(
        "stance",
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("study", sa.String(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("claim", "study", name=op.f("pk_stance")),
    )
    op.create_index(op.f("ix_stance_study"), "stance", ["study"], unique=False)
    op.create_table(
        "tag",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("colour", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_tag")),
        sa.UniqueConstraint("name", name=op.f("uq_tag_name")),
    )
    op.create_table(
        "collected",
        sa.Column("collection", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("added", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collection"],
            ["collection.key"],
            name=op.f("fk_collected_collection_collection"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("collection", "ref", name=op.f("pk_collected")),
    )
    op.create_index(op.f("ix_collected_ref"), "collected", ["ref"], unique=False)
    op.create_table(
        "own_study",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("likeness", sa.String(), nullable=False),
        sa.Column("batch", sa.String(), nullable=False),
        sa.Column("added", sa.DateTime(), nullable=False),
        sa.Column("trashed", sa.DateTime(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_own_study_entry_id_entry"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_own_study")),
    )
    op.create_index(op.f("ix_own_study_batch"), "own_study", ["batch"], unique=False)
    op.create_index(op.f("ix_own_study_likeness"), "own_study", ["likeness"], unique=False)
    op.create_table(
        "tagged",
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tag"], ["tag.key"], name=op.f("fk_tagged_tag_tag"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tag", "ref", name=op.f("pk_tagged")),
    )
    op.create_index(op.f("ix_tagged_ref"), "tagged", ["ref"], unique=False)
    op.create_table(
        "unindexed",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_unindexed_entry_id_entry"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_unindexed")),
    )
    op.create_index(op.f("ix_entry_withdrawn"), "entry", ["withdrawn"], unique=False)
    _make_studies_anew()
    _index_studies()


def _make_studies_anew() -> None:
    """Make the table that lists are made from with more columns; it is filled from the entries."""
    op.drop_table("study")
    op.create_table(
        "study",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("authors", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("journal", sa.Text(), nullable=False),
        sa.Column("design", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("sample_size", sa.Integer(), nullable=True),
        sa.Column("doi", sa.String(), nullable=False),
        sa.Column("pmid", sa.String(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("cited", sa.Boolean(), nullable=False),
        sa.Column("retracted", sa.Boolean(), nullable=False),
        sa.Column("has_abstract", sa.Boolean(), nullable=False),
        sa.Column("has_effects", sa.Boolean(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("added", sa.DateTime(), nullable=True),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.Column("authors_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_study_entry_id_entry"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_study")),
    )
    for columns in (
        ["year", "title_key"], ["title_key"], ["authors_key", "year"], ["doi"], ["pmid"],
    ):  # fmt: skip
        op.create_index(op.f(f"ix_study_{'_'.join(columns)}"), "study", columns, unique=False)


def _index_studies() -> None:
    """Make the index of what studies say; it is filled when the content is synchronised."""
    op.execute(
        "CREATE VIRTUAL TABLE search_study USING fts5(code, title, author, journal, text, ident, "
        "content = '', tokenize = 'unicode61 remove_diacritics 2', prefix = '2')"
    )
    op.execute("INSERT INTO search_study (search_study, rank) VALUES ('hashsize', 8388608)")
