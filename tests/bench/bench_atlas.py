"""Times the atlas by itself: ``python -m tests.bench.bench_atlas [assets]`` prints milliseconds.

The window is 1920 x 1080 with every layer on; a frame is one ``repaint`` of the diagram.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desktop_app import content
from desktop_app.atlas import state as moves
from desktop_app.atlas.layers import LAYERS
from desktop_app.content.paths import assets_dir
from desktop_app.store import Library
from desktop_app.ui.actions import Actions
from desktop_app.ui.navigator import Navigator
from desktop_app.ui.services import Services
from desktop_app.ui.settings import Settings
from desktop_app.ui.tasks import InlineRunner
from desktop_app.ui.theme import Theme

SIZE = (1920, 1080)
STEPS = 60


def timed(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes, ms."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def show(what: str, times: list[float]) -> None:
    """Print median, 99th percentile and worst."""
    ordered = sorted(times)
    late = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    print(
        f"{what:34} median {statistics.median(ordered):7.2f}  p99 {late:7.2f}  "
        f"worst {ordered[-1]:7.2f}  n {len(ordered)}"
    )


def main(assets: Path) -> None:
    """Open the atlas and move, zoom, turn and click through it."""
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    settings = Settings(None)
    settings.theme = "light"
    loaded = content.load()
    services = Services(
        loaded,
        InlineRunner(),
        Navigator(),
        settings,
        Theme(app, settings, assets),
        Actions(),
        assets,
    )
    services.attach(Library.in_memory(loaded))
    start = time.perf_counter()
    from desktop_app.ui.atlas.workspace import AtlasWorkspace

    print(f"{'import':34} {(time.perf_counter() - start) * 1000:7.2f}")
    made: list[AtlasWorkspace] = []
    print(f"{'construct':34} {timed(lambda: made.append(AtlasWorkspace(services))):7.2f}")
    workspace = made[0]
    pane = workspace.pane
    assert pane is not None
    services.navigator.went.connect(workspace.show_ref)
    workspace.resize(*SIZE)
    workspace.show()
    print(f"{'first paint':34} {timed(app.processEvents):7.2f}")

    def frame(work: Callable[[], object]) -> float:
        def both() -> None:
            work()
            pane.diagram.repaint()

        return timed(both)

    def all_layers() -> None:
        pane.show_state(replace(pane.state, layers=frozenset(LAYERS)))

    show("all layers on", [frame(all_layers)])
    turns = [
        frame(lambda v=view: pane.show_state(moves.turn_to(pane.state, v)))
        for view in [*pane.atlas.cameras, "limb-lateral"]
    ]
    show("turn to another view", turns)
    show("zoom frame", [frame(lambda: pane.diagram.zoom_by(1.04)) for _ in range(STEPS)])
    time.sleep(0.12)
    app.processEvents()
    show("sharp again after zooming", [frame(pane.diagram.update)])
    size = pane.diagram.pixels
    camera = pane.diagram.camera
    show(
        "pan frame",
        [
            frame(lambda: pane.show_state(moves.pan(pane.state, camera, size, 9.0, 7.0)))
            for _ in range(STEPS)
        ],
    )
    pane.show_state(moves.fit(pane.state))
    app.processEvents()
    codes = [code for code, p in loaded.points.items() if not p.sites][:60]
    clicks = []
    for code in codes:

        def click(code: str = code) -> None:
            services.navigator.go(f"yq:point/{code}")
            pane.card.repaint()
            pane.diagram.repaint()

        clicks.append(timed(click))
        app.processEvents()
    show("click to card, claims included", clicks)
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else assets_dir())
