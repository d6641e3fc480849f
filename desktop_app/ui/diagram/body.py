"""The one atlas that plans and study look at."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from desktop_app.atlas.body import Atlas, open_atlas
from desktop_app.ui.services import Services


def shared_atlas(services: Services) -> Atlas:
    """Return the built atlas; what it holds is read when it is first asked for.

    Raises
    ------
    UnreadableFile
        If there is no readable atlas.
    """
    return _opened(services.assets / "atlas")


@cache
def _opened(folder: Path) -> Atlas:
    return open_atlas(folder)
