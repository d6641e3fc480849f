"""Drawings: nothing outside the sheet at any width, nothing said by the picture alone, saved."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QPainter, QPicture
from PySide6.QtWidgets import QApplication

from desktop_app.content import Content
from desktop_app.domain.appraisal import Effect, Measure
from desktop_app.domain.errors import NotUnderstood, UnreadableFile
from desktop_app.domain.refs import claim_ref
from desktop_app.library.seeing import forest
from desktop_app.store import Library
from desktop_app.ui.figures.axis import axis_for
from desktop_app.ui.figures.drawing import Drawing
from desktop_app.ui.figures.forest import ForestDrawing
from desktop_app.ui.figures.saving import save
from desktop_app.ui.figures.style import Style, print_style
from desktop_app.ui.services import Services
from desktop_app.ui.tokens import Colours
from tests.ui_figures.samples import mixed_forest, pooled_forest

KINDS = ("pooled", "mixed", "risk", "timeline", "map", "outcomes", "empty map")


def painted(drawing: Drawing, width: float, style: Style) -> QPicture:
    picture = QPicture()
    painter = QPainter(picture)
    drawing.on(width, style).paint(painter)
    painter.end()
    return picture


def style_at(scale: float, dark: bool = False) -> Style:
    return Style(dark, tuple(QApplication.font().families()), scale)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [340, 560, 720, 1200])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_drawn_outside_the_sheet(
    drawings: dict[str, Drawing], kind: str, width: int, scale: float
) -> None:
    drawing, style = drawings[kind], style_at(scale)
    room = max(width, drawing.least_width(style))
    canvas = drawing.on(room, style)
    box = painted(drawing, room, style).boundingRect()
    assert box.left() >= -4
    assert box.right() <= room + 4
    assert box.top() >= -4
    assert box.bottom() <= canvas.height + 4
    for spot in canvas.spots:
        assert spot.box.left() >= -1, spot.words
        assert spot.box.right() <= room + 1, spot.words


@pytest.mark.usefixtures("qapp")
def test_every_claims_figure_can_be_drawn(content: Content) -> None:
    style = style_at(1.0)
    with Library.in_memory(content) as shipped:
        for claim in content.claims.values():
            drawing = ForestDrawing(forest(shipped, claim_ref(claim.id)))
            canvas = drawing.on(680, style)
            assert canvas.height > 0
            keys = {str(spot.target).rpartition("/")[2] for spot in canvas.spots}
            assert keys == {each.key for each in claim.studies}, claim.id


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("kind", KINDS)
def test_the_table_says_what_the_picture_shows(drawings: dict[str, Drawing], kind: str) -> None:
    drawing = drawings[kind]
    table = drawing.table()
    assert drawing.summary()
    assert drawing.title
    assert all(len(row) == len(table.headers) for row in table.rows)
    spots = drawing.on(drawing.least_width(style_at(1.0)) + 400, style_at(1.0)).spots
    assert bool(spots) == bool(table.rows)
    text = table.text()
    for spot in spots:
        first = re.split(r"[,:]", spot.words)[0]
        assert first in text


@pytest.mark.usefixtures("qapp")
def test_a_mean_is_drawn_only_where_there_is_one() -> None:
    pooled, mixed = ForestDrawing(pooled_forest()), ForestDrawing(mixed_forest())
    assert "Pooled: −" in pooled.summary()
    assert "Pooled" in pooled.table().text()
    assert "Not pooled: The studies measured at different times" in mixed.summary()
    assert "Pooled\t" not in mixed.table().text()


@pytest.mark.usefixtures("qapp")
def test_long_lists_are_cut_short_until_asked_for() -> None:
    drawing = ForestDrawing(mixed_forest())
    assert drawing.more == 2
    short = drawing.on(700, style_at(1.0), whole=False)
    whole = drawing.on(700, style_at(1.0))
    assert len(whole.spots) - len(short.spots) == 2
    assert short.height < whole.height


def test_an_axis_of_ratios_is_even_about_one() -> None:
    axis = axis_for([Effect(Measure.OR, 2.0, 1.0, 4.0), Effect(Measure.OR, 0.5, 0.25, 1)], 0, 100)
    assert axis.place(1.0) == pytest.approx(50)
    assert axis.place(2.0) - 50 == pytest.approx(50 - axis.place(0.5))
    assert 1.0 in axis.ticks()
    assert all(axis.holds(tick) for tick in axis.ticks())


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (1.10, 1.34, (0.9, 1.0, 1.1, 1.2, 1.3)),
        (0.5, 2.0, (0.5, 1.0, 2.0)),
        (0.1, 8.0, (0.2, 0.5, 1.0, 2.0, 5.0)),
    ],
)
def test_an_axis_of_ratios_has_round_ticks(
    low: float, high: float, ticks: tuple[float, ...]
) -> None:
    axis = axis_for([Effect(Measure.RR, (low * high) ** 0.5, low, high)], 0, 100)
    assert set(ticks) <= {round(tick, 6) for tick in axis.ticks()}
    assert len(axis.ticks()) <= 9


def test_one_wide_interval_does_not_flatten_the_others() -> None:
    narrow = [Effect(Measure.MD, value, value - 1, value + 1) for value in (-2, -1, 1)]
    wide = Effect(Measure.MD, 0, -500, 500)
    axis = axis_for([*narrow, wide], 0, 100)
    assert not axis.holds(-500)
    assert axis.place(-500) == pytest.approx(0)
    assert axis.place(1) - axis.place(-2) > 20


@pytest.mark.parametrize("low", [-34.7, -3, -0.4])
def test_no_difference_is_always_on_the_axis_with_room_at_both_sides(low: float) -> None:
    axis = axis_for([Effect(Measure.MD, low * 0.7, low, low * 0.4)], 0, 100)
    assert 25 <= axis.place(0) <= 75
    assert 0 in axis.ticks()


@pytest.mark.parametrize("kind", KINDS)
def test_figures_are_saved_in_every_form(
    services: Services, drawings: dict[str, Drawing], tmp_path: Path, kind: str
) -> None:
    services.settings.theme = "dark"
    style = print_style(services.theme)
    drawing = drawings[kind]
    for suffix in (".svg", ".pdf", ".png"):
        save(drawing, tmp_path / f"figure{suffix}", style)
    svg = (tmp_path / "figure.svg").read_text(encoding="utf-8")
    assert drawing.title.split()[0] in svg
    assert Colours().sheet.lower() in svg.lower()
    assert (tmp_path / "figure.pdf").read_bytes().startswith(b"%PDF")
    with Image.open(tmp_path / "figure.png") as picture:
        assert picture.width == 2 * (drawing.print_width + 48)
        assert picture.convert("RGB").getpixel((4, 4)) == (255, 255, 255)


def test_what_cannot_be_saved_says_so(
    services: Services, drawings: dict[str, Drawing], tmp_path: Path
) -> None:
    style = print_style(services.theme)
    with pytest.raises(NotUnderstood, match=r"\.svg, \.pdf, \.png"):
        save(drawings["risk"], tmp_path / "figure.gif", style)
    with pytest.raises(UnreadableFile, match="cannot be written"):
        save(drawings["risk"], tmp_path / "no" / "figure.png", style)
