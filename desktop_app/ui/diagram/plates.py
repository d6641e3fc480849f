"""Plates: small ones at once, full ones decoded off the UI thread, a few views kept."""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QImage, QImageReader

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.outline import Outline
from desktop_app.ui.tasks import Lane, Runner

KEPT_VIEWS = 1
"""Views whose fine plates stay in memory: a leg's two full plates take about 45 MB."""

SMALL_KEPT = 32
"""Small plates that stay in memory: all there are, 16 MB."""

HALF, FULL = 2, 1
"""How far a plate is halved as it is read: a big leg on the screen needs no more than half."""

LARGEST_MB = 256
"""An image that would need more memory than this is refused by the reader."""


class Level(NamedTuple):
    """A plate at one resolution."""

    px_per_mm: float
    image: QImage


class ViewPlates(NamedTuple):
    """The plates of a view, each from coarse to fine; ``finest`` is in pixels per mm."""

    skin: tuple[Level, ...]
    bones: tuple[Level, ...]
    finest: float = 0.0


def best_level(levels: tuple[Level, ...], px_per_mm: float) -> Level | None:
    """Return the coarsest level that is at least as fine as wanted, else the finest."""
    for level in levels:
        if level.px_per_mm >= px_per_mm * 0.95:
            return level
    return levels[-1] if levels else None


def read_image(path: Path | None, halving: int = FULL) -> QImage | None:
    """Read a picture, ready for painting; None if there is none or it cannot be read.

    Parameters
    ----------
    halving
        How many times smaller than in the file. The reader makes it so: done afterwards, it would
        keep other threads waiting for the interpreter.
    """
    reader = _reader(path)
    if reader is None:
        return None
    if halving != FULL:
        reader.setScaledSize(reader.size() / halving)
    return _ready(reader.read())


def fine_plates(atlas: Atlas, view: str, small: ViewPlates, halving: int) -> ViewPlates:
    """Read the full plates of a view and add them, or their half, to the small ones there are."""
    ppm = atlas.camera(view).px_per_mm / halving
    return ViewPlates(
        small.skin + _fine_levels(atlas, view, "skin", halving),
        small.bones + _fine_levels(atlas, view, "bones", halving) if small.bones else (),
        ppm,
    )


def crop_plates(atlas: Atlas, view: str, box: tuple[float, float, float, float]) -> ViewPlates:
    """Read a part of the full plates: ``box`` is u, v, width and height in mm.

    The levels hold the part only; paint them into ``box`` instead of the whole plate.
    """
    levels: list[tuple[Level, ...]] = []
    for name in ("skin", "bones"):
        reader = _reader(atlas.plate(view, name))
        if reader is None:
            levels.append(())
            continue
        camera = atlas.camera(view)
        ppm = reader.size().width() / camera.size_mm[0]
        part = QRect(
            round((box[0] - camera.origin[0]) * ppm),
            round((box[1] - camera.origin[1]) * ppm),
            round(box[2] * ppm),
            round(box[3] * ppm),
        )
        reader.setClipRect(part)
        image = _ready(reader.read())
        levels.append((Level(ppm, image),) if image is not None else ())
    return ViewPlates(levels[0], levels[1], atlas.camera(view).px_per_mm)


class Plates(QObject):
    """Gives plates at once in whatever resolution there is and tells when better ones are in."""

    improved = Signal(str)
    """Sent with the id of a view whose fine plates have arrived."""

    def __init__(self, atlas: Atlas, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.atlas = atlas
        self.runner = runner
        self._small: dict[tuple[str, str], tuple[Level, ...]] = {}
        self._fine: OrderedDict[str, ViewPlates] = OrderedDict()
        self._asked: set[tuple[str, int, bool]] = set()
        self._outlines: dict[str, Outline | None] = {}

    def of(self, view: str, bones: bool = True) -> ViewPlates:
        """Return the plates of a view that are there now; bones are read when first wanted."""
        fine = self._fine.get(view)
        if fine is None:
            return self.small(view, bones)
        self._fine.move_to_end(view)
        if bones and not fine.bones:
            return fine._replace(bones=self._level(view, "bones"))
        return fine

    def small(self, view: str, bones: bool = True) -> ViewPlates:
        """Return the small plates of a view."""
        skin = self._level(view, "skin")
        under = self._level(view, "bones") if bones else ()
        return ViewPlates(skin, under, skin[0].px_per_mm if skin else 0.0)

    def want(self, view: str, px_per_mm: float, bones: bool = True) -> None:
        """Ask for plates of a view that are fine enough; ``improved`` follows if there are."""
        held = self._fine.get(view)
        finest = self.small(view, bones=False).finest if held is None else held.finest
        full = self.atlas.camera(view).px_per_mm
        lacks_bones = bones and held is not None and not held.bones
        if finest >= min(px_per_mm, full) * 0.95 and not lacks_bones:
            return
        halving = HALF if px_per_mm <= full / HALF else FULL
        asked = (view, halving, bones)
        if asked in self._asked:
            return
        self._asked.add(asked)
        atlas, small = self.atlas, self.small(view, bones)

        def take(plates: ViewPlates) -> None:
            self._asked.discard(asked)
            self._take(view, plates)

        self.runner.run(
            Lane.READ, lambda: fine_plates(atlas, view, small, halving), take, owner=self
        )

    def hold(self, view: str, plates: ViewPlates) -> None:
        """Keep fine plates of a view, letting those of views looked at earlier go."""
        self._fine[view] = plates
        self._fine.move_to_end(view)
        while len(self._fine) > KEPT_VIEWS:
            self._fine.popitem(last=False)

    def outline(self, view: str) -> Outline | None:
        """Return the outline of the limb in a view."""
        if view not in self._outlines:
            levels = self._level(view, "skin")
            self._outlines[view] = _outline(levels[0], self.atlas, view) if levels else None
        return self._outlines[view]

    def _level(self, view: str, name: str) -> tuple[Level, ...]:
        if (view, name) not in self._small:
            self._small[view, name] = _small_level(self.atlas, view, name)
        return self._small[view, name]

    def _take(self, view: str, plates: ViewPlates) -> None:
        held = self._fine.get(view)
        if held is None or held.finest < plates.finest or len(held.bones) < len(plates.bones):
            self.hold(view, plates)
            self.improved.emit(view)


def ready_small(atlas: Atlas, *views: str) -> None:
    """Read the small plates of some views, in any thread, so that showing them reads nothing."""
    for view in views:
        for name in ("skin", "bones"):
            _small_level(atlas, view, name)


def _small_level(atlas: Atlas, view: str, name: str) -> tuple[Level, ...]:
    image = _small_image(atlas.plate(view, f"{name}_small"))
    if image is None:
        return ()
    return (Level(image.width() / atlas.camera(view).size_mm[0], image),)


@lru_cache(maxsize=SMALL_KEPT)
def _small_image(path: Path | None) -> QImage | None:
    """Return a small plate; one copy serves every diagram."""
    return read_image(path)


def _reader(path: Path | None) -> QImageReader | None:
    if path is None or not path.exists():
        return None
    reader = QImageReader(str(path))
    reader.setAllocationLimit(LARGEST_MB)
    return reader


def _ready(image: QImage) -> QImage | None:
    """Return an image as it is painted fastest; None if it could not be read."""
    if image.isNull():
        return None
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _fine_levels(atlas: Atlas, view: str, name: str, halving: int) -> tuple[Level, ...]:
    image = read_image(atlas.plate(view, name), halving)
    if image is None:
        return ()
    return (Level(image.width() / atlas.camera(view).size_mm[0], image),)


def _outline(level: Level, atlas: Atlas, view: str) -> Outline:
    alpha = level.image.convertToFormat(QImage.Format.Format_Alpha8)
    data = bytes(alpha.constBits())
    return Outline(
        atlas.camera(view).origin, level.px_per_mm, alpha.width(), alpha.bytesPerLine(), data
    )
