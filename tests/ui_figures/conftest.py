"""What tests of figures share: drawings of every kind."""

from __future__ import annotations

import pytest

from desktop_app.content import Content
from desktop_app.domain.refs import Kind, Ref
from desktop_app.library.seeing import evidence_map, timeline
from desktop_app.store import Library
from desktop_app.ui.figures.drawing import Drawing
from desktop_app.ui.figures.forest import ForestDrawing
from desktop_app.ui.figures.map import MapDrawing
from desktop_app.ui.figures.risk import RiskDrawing
from desktop_app.ui.figures.timeline import TimelineDrawing
from tests.ui_figures import samples


@pytest.fixture(scope="session")
def drawings(content: Content) -> dict[str, Drawing]:
    """Every kind of figure, with much in it."""
    with Library.in_memory(content) as shipped:
        return {
            "pooled": ForestDrawing(samples.pooled_forest()),
            "mixed": ForestDrawing(samples.mixed_forest()),
            "risk": RiskDrawing(samples.risk_table()),
            "timeline": TimelineDrawing(timeline(shipped, Ref(Kind.CONDITION, "numb-feet"))),
            "map": MapDrawing(evidence_map(shipped)),
            "outcomes": MapDrawing(evidence_map(shipped, by="outcome")),
            "empty map": MapDrawing(evidence_map(shipped, "zzzzqqqq")),
        }
