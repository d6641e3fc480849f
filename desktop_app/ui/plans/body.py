"""The one atlas that all steps of all plans look at, and what its views need."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop_app.atlas.body import Atlas
from desktop_app.ui.diagram.body import shared_atlas as plan_atlas
from desktop_app.ui.diagram.plates import ready_small
from desktop_app.ui.services import Services
from desktop_app.ui.tasks import Lane

__all__ = ["plan_atlas", "ready_views"]


def ready_views(services: Services, atlas: Atlas, owner: QObject) -> None:
    """Read what turning to any view needs at once, so that the window does not wait for it."""

    def read() -> None:
        for view in atlas.cameras:
            atlas.projection(view)
            ready_small(atlas, view)

    # What cannot be read is told of when the view is turned to.
    services.runner.run(Lane.READ, read, on_error=lambda _: None, owner=owner)
