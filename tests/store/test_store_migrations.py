"""Libraries of earlier forms are brought up to date whole, after a backup, or stay as they were."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from desktop_app.content import Content
from desktop_app.content.paths import migrations_dir
from desktop_app.domain.errors import LibraryDamaged
from desktop_app.domain.refs import point_ref
from desktop_app.reading import read_note, search, write_note
from desktop_app.store import Library, backup, schema
from desktop_app.store.migrating import upgrade

ST36 = point_ref("ST36")

STEP = '''
"""A step for the test."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade():
{body}
'''

RECREATE = """
    with op.batch_alter_table("entry", recreate="always") as batch:
        batch.add_column(sa.Column("added", sa.Integer()))
"""


def form(path: Path) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT type, name, coalesce(sql, '') FROM sqlite_master "
            "WHERE name NOT LIKE 'search_text_%' ORDER BY type, name"
        ).fetchall()
    return [(kind, name, "".join(sql.split())) for kind, name, sql in rows]


def count(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """Return a copy of the migration scripts into which a step can be put."""
    copy = tmp_path / "migrations"
    (copy / "versions").mkdir(parents=True)
    for path in (migrations_dir() / "env.py", *(migrations_dir() / "versions").glob("v*.py")):
        target = copy / path.relative_to(migrations_dir())
        target.write_bytes(path.read_bytes())
    return copy


def put_step(scripts: Path, body: str) -> None:
    (scripts / "versions" / "v0005.py").write_text(STEP.format(body=body), encoding="utf-8")


def test_the_steps_make_what_a_new_library_has(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    library.close()
    stepped = tmp_path / "stepped.db"
    upgrade(stepped)
    assert form(stepped) == form(folder / "library.db")


def test_the_known_forms_are_those_of_the_steps() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations_dir()))
    walked = ScriptDirectory.from_config(config).walk_revisions()
    assert tuple(step.revision for step in walked)[::-1] == schema.REVISIONS


def test_recreating_a_table_keeps_the_rows_that_refer_to_it(
    library: Library, folder: Path, scripts: Path
) -> None:
    library.close()
    path = folder / "library.db"
    links, studies = count(path, "link"), count(path, "study")
    assert links
    assert studies
    put_step(scripts, RECREATE)
    upgrade(path, scripts)
    assert (count(path, "link"), count(path, "study")) == (links, studies)
    assert count(path, "alembic_version") == 1


def test_a_half_done_step_is_undone(library: Library, folder: Path, scripts: Path) -> None:
    library.close()
    path = folder / "library.db"
    before = form(path)
    put_step(
        scripts, RECREATE + '    op.execute("DELETE FROM note")\n    raise RuntimeError("half")'
    )
    with pytest.raises(RuntimeError, match="half"):
        upgrade(path, scripts)
    assert form(path) == before
    assert schema.stored_revision(path) == "0004"


def test_a_step_that_leaves_loose_rows_is_undone(
    library: Library, folder: Path, scripts: Path
) -> None:
    library.close()
    path = folder / "library.db"
    entries = count(path, "entry")
    put_step(scripts, '    op.execute("DELETE FROM entry")')
    with pytest.raises(LibraryDamaged, match="was undone"):
        upgrade(path, scripts)
    assert count(path, "entry") == entries
    assert schema.stored_revision(path) == "0004"


def test_an_old_library_is_backed_up_upgraded_and_indexed_anew(
    library: Library,
    folder: Path,
    content: Content,
    scripts: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_note(library, ST36, "deqi")
    library.close()
    put_step(scripts, RECREATE + '    op.execute("DELETE FROM search_text")')
    monkeypatch.setattr("desktop_app.store.migrating.migrations_dir", lambda: scripts)
    monkeypatch.setattr(schema, "REVISIONS", ("0001", "0002", "0003", "0004", "0005"))
    monkeypatch.setattr(schema, "HEAD", "0005")
    with Library.open(folder, content) as again:
        assert again.path is not None
        note = read_note(again, ST36)
        assert note is not None
        assert search(again, "zusanli")[0].ref == ST36
        assert search(again, "deqi")[0].ref == ST36
        copies = backup.backups(again.path)
    assert [copy.name.partition("Z-")[2] for copy in copies] == ["before-0005-from-0004.db"]
    assert schema.stored_revision(copies[0]) == "0004"


def test_opening_an_up_to_date_library_does_not_import_alembic(
    library: Library, folder: Path
) -> None:
    library.close()
    program = (
        "import sys, pathlib; from desktop_app.content import Content; "
        "from desktop_app.store import Library; "
        "Library.open(pathlib.Path(sys.argv[1]), Content(version='2000.1')).close(); "
        "print('alembic' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert run.stdout.strip() == "False"
