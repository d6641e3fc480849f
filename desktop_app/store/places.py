"""Where the user's library lies."""

from __future__ import annotations

import os
from pathlib import Path


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
