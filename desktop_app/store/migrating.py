"""Runs Alembic's steps on a library: each whole or not at all."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from desktop_app.content.paths import migrations_dir
from desktop_app.domain.errors import LibraryDamaged
from desktop_app.store.connections import open_writer


def upgrade(path: Path, scripts: Path | None = None, target: str = "head") -> None:
    """Run the steps that a library lacks, one transaction each.

    Foreign keys are off meanwhile: SQLite alters a table by making it anew, and dropping the old
    one would delete every row that refers to it. They are checked before each commit.

    Parameters
    ----------
    path
        The library file.
    scripts
        The folder of the steps; the program's own if not given.
    target
        The last step to run.

    Raises
    ------
    LibraryDamaged
        If a step leaves a row that refers to nothing; that step is then undone.
    """
    config = Config()
    config.set_main_option("script_location", str(scripts or migrations_dir()).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    engine = open_writer(path)
    try:
        with engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
            for revision in reversed(list(script.iterate_revisions(target, "base"))):
                with connection.begin():
                    config.attributes["connection"] = connection
                    command.upgrade(config, revision.revision)
                    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                    if broken:
                        raise LibraryDamaged(
                            f"{len(broken)} rows of {path} refer to nothing after the upgrade, "
                            "which was undone.",
                            "The library is as it was; report this with the backup.",
                        )
    finally:
        engine.dispose()
