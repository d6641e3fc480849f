"""Planning: a stroke of the brush, reading an area, the safety check, saving, the sheet."""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from desktop_app import content
from desktop_app.atlas.body import Atlas, open_atlas
from desktop_app.atlas.marking import painted, ready_made
from desktop_app.content.paths import assets_dir
from desktop_app.domain.area import USUAL, Area, Feeling, Side
from desktop_app.domain.plans import Plan, PlanPoint
from desktop_app.planning.candidates import find_candidates
from desktop_app.planning.chart import chart_of
from desktop_app.planning.checking import check_plan
from desktop_app.planning.paper import PageSize, Sheet, write_pdf
from desktop_app.planning.plans import add_plan, open_plan, save_plan
from desktop_app.planning.reading_area import read_area
from desktop_app.store import Library
from desktop_app.ui.actions import Actions
from desktop_app.ui.navigator import Navigator
from desktop_app.ui.plans.marking.step import AreaStep
from desktop_app.ui.services import Services
from desktop_app.ui.settings import Settings
from desktop_app.ui.tasks import Runner
from desktop_app.ui.theme import Theme
from tests.bench import frames

MOVES = 60
POINTS = ("ST36", "SP6", "KI3", "LR3", "KI1", "BL60")
Figure = tuple[str, float, float, str, str]


def sole_plan(atlas: Atlas) -> Plan:
    """Return a plan with both soles marked and six points."""
    area = Area((), atlas.skin.name)
    mask = ready_made(atlas.skin, "sole")
    for side in Side:
        area = area.with_patch(painted(None, side, Feeling.NUMB, mask, USUAL))
    points = tuple(PlanPoint(code, depth_mm=10.0) for code in POINTS)
    return Plan(label="B-1", facts=frozenset({"diabetes"}), area=area, points=points)


def median(work: Callable[[], object], times: int = 9) -> float:
    """Return the median of several runs, ms; a first one is not counted."""
    work()
    return statistics.median(frames.timed(work) for _ in range(times))


def rows() -> list[Figure]:
    """Measure what a plan asks for, each against the least it could cost."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    atlas = open_atlas(assets_dir() / "atlas")
    plan = sole_plan(atlas)
    atlas.skin.warm()
    chart_of(atlas)
    floor = median(lambda: atlas.skin.surface(plan.area.marked(Side.RIGHT)))
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "library", content.load()) as library,
    ):
        shipped = library.content
        reading = read_area(atlas, shipped, plan.area)
        thoughts: list[tuple[str, str, Callable[[], object]]] = [
            ("reading an area of both soles", "50 ms",
             lambda: read_area(atlas, shipped, plan.area)),
            ("candidate points with their reasons", "200 ms",
             lambda: find_candidates(library, atlas, plan.area, reading)),
            ("safety check of six points", "50 ms", lambda: check_plan(atlas, shipped, plan)),
        ]  # fmt: skip
        return [
            *strokes(app, library, plan),
            *((what, median(work), floor, "ms", bar) for what, bar, work in thoughts),
            saving(library, plan, Path(folder)),
            printing(library, atlas, plan, Path(folder)),
        ]


def strokes(app: QApplication, library: Library, plan: Plan) -> list[Figure]:
    """Draw with the largest usual brush over the sole, each move painted before the next."""
    settings = Settings(None)
    services = Services(
        library.content,
        Runner(),
        Navigator(),
        settings,
        Theme(app, settings, assets_dir()),
        Actions(),
        assets_dir(),
    )
    services.attach(library)
    picture = frames.Picture()
    picture.show()
    frames.settle(app)
    floor, floor_p99 = frames.median_and_p99(picture.repaint)
    picture.hide()
    step = AreaStep(services)
    step.resize(*frames.SIZE)
    step.show_plan(replace(plan, key="bench", area=Area((), plan.area.skin)))
    step.show()
    frames.settle(app)
    assert step.canvas is not None
    diagram = step.canvas.diagram
    middle, left = diagram.rect().center(), Qt.MouseButton.LeftButton

    def at(number: int) -> QPoint:
        return middle + QPoint(number % 20 * 4 - 40, number * 5 - 150)

    QTest.mousePress(diagram, left, pos=at(0))
    taken = [frames.timed(partial(_move, app, step, at(number))) for number in range(1, MOVES)]
    QTest.mouseRelease(diagram, left, pos=at(MOVES - 1))
    let_go = [_longest(app, services, partial(_stroke, step, at(number))) for number in range(9)]
    views = list(step.canvas.atlas.cameras)
    turned = [_longest(app, services, partial(step.canvas.turn_to, view)) for view in views]
    step.close()
    services.runner.close()
    return [
        ("stroke, 20-mm brush, painted move, median", statistics.median(taken), floor, "ms",
         "16 ms"),
        ("stroke, 20-mm brush, painted move, p99", statistics.quantiles(taken, n=100)[98],
         floor_p99, "ms", "33 ms"),
        ("letting go of a stroke, longest wait", statistics.median(let_go), floor, "ms", "16 ms"),
        ("turning the view of an area, longest wait", statistics.median(turned), floor, "ms",
         "16 ms"),
    ]  # fmt: skip


def _stroke(step: AreaStep, place: QPoint) -> None:
    """Let go of a short stroke."""
    assert step.canvas is not None
    diagram, left = step.canvas.diagram, Qt.MouseButton.LeftButton
    QTest.mousePress(diagram, left, pos=place)
    QTest.mouseRelease(diagram, left, pos=place + QPoint(3, 3))


def _longest(app: QApplication, services: Services, act: Callable[[], None]) -> float:
    """Act, and return for how long the window was busy at most until all work was done, ms."""
    longest = frames.timed(act)
    end = time.perf_counter() + frames.SETTLE_S
    while time.perf_counter() < end or not services.runner.idle():
        longest = max(longest, frames.timed(app.processEvents))
        time.sleep(0.0003)
    return longest


def _move(app: QApplication, step: AreaStep, place: QPoint) -> None:
    assert step.canvas is not None
    QTest.mouseMove(step.canvas.diagram, place)
    app.processEvents()


def saving(library: Library, plan: Plan, folder: Path) -> Figure:
    """Save a plan after an edit, against one row of as many bytes in a file of its own."""
    (ref,) = add_plan(library, plan).refs
    held = open_plan(library, ref.key)
    turn = iter(range(10_000))
    with sqlite3.connect(folder / "bare.db", isolation_level=None) as bare:
        bare.execute("PRAGMA journal_mode=WAL")
        bare.execute("PRAGMA synchronous=FULL")
        bare.execute("CREATE TABLE plan (key INTEGER PRIMARY KEY, body TEXT)")
        body = "x" * 4000
        floor = median(lambda: bare.execute("INSERT INTO plan (body) VALUES (?)", (body,)))
    bare.close()
    figure = median(
        lambda: save_plan(library, replace(held, goals=f"Goal {next(turn)}"), "Edit goals")
    )
    return "saving a plan after an edit", figure, floor, "ms", "1 s lost at most"


def printing(library: Library, atlas: Atlas, plan: Plan, folder: Path) -> Figure:
    """Write the practitioner sheet, against a page with one line."""

    def bare() -> None:
        page = Canvas(str(folder / "bare.pdf"))
        page.drawString(72, 720, "Yongquan")
        page.save()

    def whole() -> None:
        write_pdf(library, atlas, plan, Sheet.PRACTITIONER, PageSize.A4, folder / "sheet.pdf")

    return "practitioner sheet as PDF", median(whole, 3), median(bare), "ms", "in the background"
