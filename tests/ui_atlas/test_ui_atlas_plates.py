"""Plates: small ones read ahead, halves and parts as the reader makes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from desktop_app.atlas.body import Atlas, open_atlas
from desktop_app.ui.diagram.plates import (
    FULL,
    HALF,
    Plates,
    crop_plates,
    fine_plates,
    read_image,
    ready_small,
)
from desktop_app.ui.tasks import InlineRunner
from tests.atlas.tiny import write_tiny_atlas

VIEW = "limb-lateral"


@pytest.fixture
def atlas(tmp_path: Path) -> Atlas:
    write_tiny_atlas(tmp_path)
    return open_atlas(tmp_path / "atlas")


def plate(atlas: Atlas, name: str) -> Path:
    path = atlas.plate(VIEW, name)
    assert path is not None
    return path


def test_small_plates_read_ahead_are_not_read_again(atlas: Atlas) -> None:
    ready_small(atlas, VIEW)
    for name in ("skin_small", "bones_small"):
        plate(atlas, name).unlink()
    held = Plates(atlas, InlineRunner()).of(VIEW)
    assert held.skin
    assert held.bones


def test_a_half_is_half_as_wide_and_looks_the_same(atlas: Atlas) -> None:
    small = Plates(atlas, InlineRunner()).small(VIEW)
    half = fine_plates(atlas, VIEW, small, HALF).skin[-1].image
    full = fine_plates(atlas, VIEW, small, FULL).skin[-1].image
    assert (half.width(), half.height()) == (full.width() // 2, full.height() // 2)
    middle = half.rect().center()
    assert half.pixelColor(middle) == full.pixelColor(middle * 2)


def test_a_part_is_that_of_the_whole_plate_and_clear_beyond_it(atlas: Atlas) -> None:
    whole = read_image(plate(atlas, "skin"))
    assert whole is not None
    ppm = whole.width() / atlas.camera(VIEW).size_mm[0]
    left, top = atlas.camera(VIEW).origin
    part = crop_plates(atlas, VIEW, (left - 10, top + 100, 150, 80)).skin[0].image
    x, y, width, height = (round(mm * ppm) for mm in (-10, 100, 150, 80))
    assert part == whole.copy(x, y, width, height)
    assert part.pixelColor(0, 0).alpha() == 0


def test_a_plate_that_cannot_be_read_is_left_out(atlas: Atlas) -> None:
    plate(atlas, "skin").write_bytes(b"no picture")
    crop = crop_plates(atlas, VIEW, (0, 0, 50, 50))
    assert crop.skin == ()
    assert crop.bones
    assert isinstance(crop.bones[0].image, QImage)
