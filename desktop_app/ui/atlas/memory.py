"""What the atlas remembers between two starts: view, layers, bone opacity."""

from __future__ import annotations

from typing import Any, TypeGuard

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.layers import DEFAULT_LAYERS, LAYERS, MASTERY
from desktop_app.atlas.state import AtlasState, LabelLanguage, Side
from desktop_app.ui.settings import Settings

KEY = "atlas"
KNOWN = frozenset({*LAYERS, MASTERY.id})
FIRST_VIEW = "limb-lateral"
OPACITY = 0.35


def recall_state(settings: Settings, atlas: Atlas) -> AtlasState:
    """Return the state of the last start; what is no longer legal falls back."""
    empty: dict[str, Any] = {}
    kept = settings.recall(KEY, empty)
    layers = kept.get("layers")
    view = kept.get("view")
    opacity = kept.get("bone_opacity")
    return AtlasState(
        view=view if view in atlas.cameras else FIRST_VIEW,
        side=Side(settings.side),
        layers=frozenset(layers) & KNOWN if _are_texts(layers) else DEFAULT_LAYERS,
        bone_opacity=float(opacity) if _is_share(opacity) else OPACITY,
        labels=LabelLanguage(settings.label_language),
    )


def remember_state(settings: Settings, state: AtlasState) -> None:
    """Keep what the next start begins with."""
    settings.remember(
        KEY,
        {
            "view": state.view,
            "layers": sorted(state.layers),
            "bone_opacity": state.bone_opacity,
        },
    )


def _are_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_share(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and 0 <= value <= 1
