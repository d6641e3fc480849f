"""Frames of panning and zooming, and clicks to a painted card, against drawing one picture."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app import content
from desktop_app.atlas import state as moves
from desktop_app.atlas.layers import LAYERS
from desktop_app.content.paths import assets_dir
from desktop_app.store import Library
from desktop_app.ui.actions import Actions
from desktop_app.ui.atlas.pane import Pane
from desktop_app.ui.atlas.workspace import AtlasWorkspace
from desktop_app.ui.navigator import Navigator
from desktop_app.ui.services import Services
from desktop_app.ui.settings import Settings
from desktop_app.ui.tasks import Runner
from desktop_app.ui.theme import Theme

SIZE = (1920, 1080)
STEPS = 120
SETTLE_S = 1.0
Figure = tuple[str, float, float, str, str]


class Picture(QWidget):
    """Draws one picture of its own size: what any frame costs at least."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(*SIZE)
        self._picture = QPixmap(*SIZE)
        self._picture.fill()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture."""
        QPainter(self).drawPixmap(0, 0, self._picture)


def timed(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes, ms."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def median_and_p99(work: Callable[[], object], times: int = STEPS) -> tuple[float, float]:
    """Do something many times and return the median and the 99th percentile, ms."""
    taken = [timed(work) for _ in range(times)]
    return statistics.median(taken), statistics.quantiles(taken, n=100)[98]


def turn(app: QApplication) -> None:
    """Answer what waits, and delete what was left to be deleted.

    The latter is done by a running loop alone; here none runs, and without it the widgets of
    every card shown before would still be there, and counted with each click.
    """
    app.processEvents()
    send(QEvent.Type.DeferredDelete)


def send(kind: QEvent.Type) -> None:
    """Let the events of a kind be answered that wait for anything at all."""
    QCoreApplication.sendPostedEvents(None, kind.value)


def settle(app: QApplication) -> None:
    """Let the screen and everything put off until after the first paint catch up."""
    end = time.perf_counter() + SETTLE_S
    while time.perf_counter() < end:
        turn(app)
        time.sleep(0.01)


def settle_card(app: QApplication) -> None:
    """Let the close-up and other late parts of a card be drawn before the next click."""
    end = time.perf_counter() + 0.08
    while time.perf_counter() < end:
        turn(app)


def open_pane(app: QApplication) -> tuple[Services, AtlasWorkspace, Pane]:
    """Open the atlas in a window of the bench's size, with the library at hand."""
    settings = Settings(None)
    settings.theme = "light"
    shipped = content.load()
    services = Services(
        shipped,
        Runner(),
        Navigator(),
        settings,
        Theme(app, settings, assets_dir()),
        Actions(),
        assets_dir(),
    )
    services.attach(Library.in_memory(shipped))
    workspace = AtlasWorkspace(services)
    pane = workspace.pane
    assert pane is not None, "the atlas has not been built"
    services.navigator.went.connect(workspace.show_ref)
    workspace.resize(*SIZE)
    workspace.show()
    settle(app)
    return services, workspace, pane


def rows() -> list[Figure]:
    """Measure frames with every layer on, then clicks through every point as one first sees it."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    picture = Picture()
    picture.show()
    settle(app)
    floor, floor_p99 = median_and_p99(picture.repaint)
    picture.hide()

    services, _workspace, pane = open_pane(app)
    usual = pane.state
    pane.show_state(replace(usual, layers=frozenset(LAYERS)))
    pane.diagram.repaint()

    def zoom() -> None:
        pane.diagram.zoom_by(1.02)
        pane.diagram.repaint()

    def pan() -> None:
        size, camera = pane.diagram.pixels, pane.diagram.camera
        pane.show_state(moves.pan(pane.state, camera, size, 5.0, 4.0))
        pane.diagram.repaint()

    figures: list[Figure] = []
    for what, move in (("zoom", zoom), ("pan", pan)):
        median, p99 = median_and_p99(move)
        figures.append((f"{what} frame, all layers, median", median, floor, "ms", "16 ms"))
        figures.append((f"{what} frame, all layers, p99", p99, floor_p99, "ms", "33 ms"))
    pane.show_state(usual)
    settle(app)

    def paint() -> None:
        send(QEvent.Type.LayoutRequest)
        # Paints whatever else waits in the window too: the diagram and the list.
        pane.card.repaint()

    def finish() -> None:
        while not services.runner.idle():
            app.processEvents()
        paint()

    codes = [code for code, point in services.content.points.items() if not point.sites]
    first: list[float] = []
    whole: list[float] = []
    for code in codes:

        def click(code: str = code) -> None:
            services.navigator.go(f"yq:point/{code}")
            paint()

        first.append(timed(click))
        whole.append(first[-1] + timed(finish))
        settle_card(app)
    for what, taken in (("card, names and needling", first), ("card, claims and note", whole)):
        median, p99 = statistics.median(taken), statistics.quantiles(taken, n=100)[98]
        figures.append((f"click to painted {what}, median", median, floor, "ms", "16 ms"))
        figures.append((f"click to painted {what}, p99", p99, floor_p99, "ms", "33 ms"))
    services.runner.close()
    return figures
