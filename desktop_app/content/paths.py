"""Where files lie: the program's own (in a checkout, installed, or bundled) and the user's."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def bundle_dir() -> Path:
    """Return the folder that holds ``assets/`` (and, in a checkout, ``data/``)."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen)
    package = Path(__file__).resolve().parent.parent
    if (package / "assets").is_dir():
        return package
    return package.parent


def assets_dir() -> Path:
    """Return the folder of what the program shows: plates, icons, fonts, compiled content."""
    return bundle_dir() / "assets"


def data_dir() -> Path:
    """Return the folder of the YAML content; it exists in a checkout only."""
    return bundle_dir() / "data"


def migrations_dir() -> Path:
    """Return the folder of the library's migration scripts."""
    frozen = getattr(sys, "_MEIPASS", None)
    package = Path(frozen) / "desktop_app" if frozen else Path(__file__).resolve().parent.parent
    return package / "store" / "migrations"


def library_folder(chosen: Path | None = None) -> Path:
    """Return the library's folder: the chosen one, ``YONGQUAN_LIBRARY``, or the user's own."""
    if chosen is not None:
        return chosen.expanduser()
    named = os.environ.get("YONGQUAN_LIBRARY", "")
    if named:
        return Path(named).expanduser()
    # Not needed when a folder is named, and the start counts milliseconds.
    from platformdirs import user_data_path

    return user_data_path("yongquan", appauthor=False)
