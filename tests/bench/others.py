"""Another program's import of the same references, where one is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from desktop_app import content
from desktop_app.citation.formats import Format
from desktop_app.library.importing import plan_import, run_import
from desktop_app.library.indexing import index_waiting
from desktop_app.store import Library
from tests.bench.libraries import KEPT, file_of

COUNT = 1000
CONFIG = """
from cobib.config import config
config.database.file = {folder!r} + "/all.yaml"
config.logging.logfile = {folder!r} + "/log"
config.logging.cache = {folder!r} + "/cache"
"""
Figure = tuple[str, float, float, str, str]


def rows() -> list[Figure]:
    """Import a BibTeX file with coBib (MIT, pypi.org/project/cobib), our import as the floor.

    coBib is looked for on the path and in ``build/bench/cobib``; it is slow, so the file is short.
    """
    places = os.pathsep.join((str(KEPT / "cobib" / "bin"), os.environ.get("PATH", os.defpath)))
    program = shutil.which("cobib", path=places)
    if program is None:
        print("coBib is not installed: its import is left out", file=sys.stderr)
        return []
    file = file_of(COUNT, Format.BIBTEX)
    what = f"coBib's import of {COUNT:,} BibTeX records; floor: ours"
    return [(what, 1000 * _theirs(program, file), 1000 * _ours(file), "ms", "")]


def _theirs(program: str, file: Path) -> float:
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.py"
        config.write_text(CONFIG.format(folder=folder), encoding="utf-8")
        environment = os.environ | {"HOME": folder, "XDG_DATA_HOME": folder}

        def run(*arguments: str) -> None:
            command = [program, "--config", str(config), *arguments]
            subprocess.run(command, check=True, capture_output=True, env=environment)

        run("init")
        start = time.perf_counter()
        run("add", "--bibtex", str(file))
        return time.perf_counter() - start


def _ours(file: Path) -> float:
    """Return how long it takes until all is in and its words are found, s."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder), content.load()) as library,
    ):
        start = time.perf_counter()
        run_import(library, plan_import(library, [file]))
        index_waiting(library)
        return time.perf_counter() - start
