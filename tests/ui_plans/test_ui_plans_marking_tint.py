"""How a marked area looks on a diagram."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop_app.atlas import state as moves
from desktop_app.atlas.body import Atlas, open_atlas
from desktop_app.atlas.state import AtlasState
from desktop_app.content import Content
from desktop_app.domain.area import Area, Feeling, Patch, Side
from desktop_app.ui.diagram.diagram import Diagram
from desktop_app.ui.diagram.facemap import PIECE, FaceMap
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.diagram.plates import Plates
from desktop_app.ui.diagram.scene import Scene
from desktop_app.ui.plans.body import plan_atlas, ready_views
from desktop_app.ui.services import Services
from desktop_app.ui.tasks import InlineRunner
from desktop_app.ui.tokens import Colours

SOLE = AtlasState("foot-plantar", layers=frozenset({"skin"}))


@pytest.fixture
def atlas(services: Services) -> Atlas:
    return plan_atlas(services)


@pytest.fixture
def open_diagram(qtbot: QtBot, atlas: Atlas, content: Content) -> Callable[[AtlasState], Diagram]:
    """Make a diagram of 500 x 700 pixels."""
    kept = []

    def make(state: AtlasState) -> Diagram:
        scene = Scene(atlas, content, Plates(atlas, InlineRunner()))
        diagram = Diagram(scene, state, Look(Colours(), ("sans",), 1.0))
        qtbot.addWidget(diagram)
        kept.append(diagram)
        diagram.resize(500, 700)
        return diagram

    return make


def area_of(atlas: Atlas, feeling: Feeling, strength: int = 5, side: Side = Side.RIGHT) -> Area:
    """Return the ball of the foot, marked."""
    mask = atlas.skin.regions["ball"]
    strengths = bytes(strength if each else 0 for each in mask)
    return Area((Patch(side, feeling, strengths),), atlas.skin.name)


def picture(diagram: Diagram) -> QImage:
    # The first picture asks for finer plates, which the second one shows.
    diagram.grab()
    return diagram.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def data(image: QImage) -> bytes:
    return bytes(image.constBits())


def difference(one: QImage, other: QImage) -> int:
    return sum(abs(a - b) for a, b in zip(data(one)[::7], data(other)[::7], strict=True))


def test_no_area_costs_nothing(open_diagram: Callable[[AtlasState], Diagram]) -> None:
    diagram = open_diagram(SOLE)
    before = data(picture(diagram))
    diagram.show_area(Area())
    assert diagram.tint is None
    assert data(picture(diagram)) == before


def test_the_stronger_the_less_skin_shows(
    atlas: Atlas, open_diagram: Callable[[AtlasState], Diagram]
) -> None:
    diagram = open_diagram(SOLE)
    bare = picture(diagram)
    changes = []
    for strength in (1, 5, 10):
        diagram.show_area(area_of(atlas, Feeling.NUMB, strength))
        changes.append(difference(bare, picture(diagram)))
    assert 0 < changes[0] < changes[1] < changes[2]
    diagram.show_area(Area())
    assert data(picture(diagram)) == data(bare)


def test_feelings_differ_in_grey_too(
    atlas: Atlas, open_diagram: Callable[[AtlasState], Diagram]
) -> None:
    diagram = open_diagram(SOLE)
    greys = []
    for feeling in Feeling:
        diagram.show_area(area_of(atlas, feeling))
        grey = picture(diagram).convertToFormat(QImage.Format.Format_Grayscale8)
        x, y = diagram.frame.to_screen((-150.0, -115.0))
        patch = grey.copy(round(x), round(y), 24, 24)
        greys.append([QColor(patch.pixel(i, j)).red() for i in range(24) for j in range(24)])
    for number, one in enumerate(greys):
        for other in greys[:number]:
            # What is left once the means are the same is the pattern.
            shift = (sum(one) - sum(other)) / len(one)
            assert sum(abs(a - b - shift) for a, b in zip(one, other, strict=True)) / len(one) > 4


def test_the_left_limb_is_the_mirror_image(
    atlas: Atlas, open_diagram: Callable[[AtlasState], Diagram]
) -> None:
    inside = []
    for side in Side:
        diagram = open_diagram(replace(SOLE, side=side))
        bare = picture(diagram)
        diagram.show_area(area_of(atlas, Feeling.NUMB, side=side))
        marked = picture(diagram)
        changed = [
            (x if side is Side.RIGHT else 499 - x, y)
            for y in range(0, 700, 2)
            for x in range(500)
            if marked.pixel(x, y) != bare.pixel(x, y)
        ]
        inside.append(set(changed))
    right, left = inside
    assert len(right) > 500
    assert len(right ^ left) < 0.1 * len(right)


def test_an_area_of_the_other_limb_or_another_mesh_is_not_painted(
    atlas: Atlas, open_diagram: Callable[[AtlasState], Diagram]
) -> None:
    diagram = open_diagram(SOLE)
    bare = data(picture(diagram))
    diagram.show_area(area_of(atlas, Feeling.NUMB, side=Side.LEFT))
    assert data(picture(diagram)) == bare
    diagram.show_area(replace(area_of(atlas, Feeling.NUMB), skin="another"))
    assert data(picture(diagram)) == bare
    assert diagram.tint is not None
    assert diagram.tint.is_foreign


def test_zoom_and_pan_carry_it_along(
    atlas: Atlas, open_diagram: Callable[[AtlasState], Diagram]
) -> None:
    diagram = open_diagram(SOLE)
    diagram.wanted.connect(diagram.show_state)
    diagram.show_area(area_of(atlas, Feeling.COLD))
    picture(diagram)
    diagram.show_state(moves.zoom_at(diagram.state, diagram.camera, diagram.pixels, 3, (250, 250)))
    picture(diagram)
    diagram.show_state(moves.pan(diagram.state, diagram.camera, diagram.pixels, 30, -20))
    moved = picture(diagram)
    fresh = open_diagram(diagram.state)
    fresh.show_area(area_of(atlas, Feeling.COLD))
    # Its pattern may begin elsewhere.
    assert difference(moved, picture(fresh)) < 0.2 * difference(moved, picture(open_diagram(SOLE)))


def test_each_pixel_has_the_level_of_its_face(atlas: Atlas) -> None:
    image = atlas.faces("foot-plantar")
    assert image.width * image.height > PIECE, "more than is worked on at a time"
    faces = FaceMap(image)
    strengths = bytes(face % 251 for face in range(atlas.skin.faces))
    levels = faces.picture(faces.row(strengths)).tobytes()
    skin = faces.skin.tobytes()
    for pixel in range(0, image.width * image.height, 37):
        number = int.from_bytes(image.data[3 * pixel : 3 * pixel + 3], "little")
        assert levels[pixel] == (strengths[number - 1] if number else 0)
        assert skin[pixel] == (255 if number else 0)


def test_what_turning_to_a_view_needs_is_read_beforehand(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = open_atlas(services.assets / "atlas")
    ready_views(services, fresh, services)
    read: list[Path] = []
    monkeypatch.setattr("desktop_app.atlas.body.load_projection", read.append)
    for view in fresh.cameras:
        fresh.projection(view)
    assert read == []
