"""The one atlas that all steps of all plans look at."""

from __future__ import annotations

from desktop_app.ui.diagram.body import shared_atlas as plan_atlas

__all__ = ["plan_atlas"]
