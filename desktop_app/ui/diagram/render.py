"""Draws a view of the atlas to a PNG, SVG or PDF file, with the window's own painting."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPdfWriter,
)

from desktop_app.atlas import state as moves
from desktop_app.atlas.body import Atlas, open_atlas
from desktop_app.atlas.layers import DEFAULT_LAYERS, parse_layers
from desktop_app.atlas.state import AtlasState, LabelLanguage, Side
from desktop_app.content import Content
from desktop_app.content.paths import assets_dir
from desktop_app.domain.codes import read_code
from desktop_app.domain.errors import NotFound, NotUnderstood, UnreadableFile
from desktop_app.ui.diagram.legend import paint_legend
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.diagram.plates import Plates, fine_plates
from desktop_app.ui.diagram.scene import Scene
from desktop_app.ui.tasks import InlineRunner
from desktop_app.ui.tokens import Colours

LEAST_SIDE, MOST_SIDE = 64, 10_000
"""Limits of a picture's sides, pixels."""

PDF_DPI = 300
SCREEN_DPI = 96
THEMES = ("light", "dark")
SUFFIXES = (".png", ".svg", ".pdf")


def render_view(
    content: Content,
    view: str,
    side: str = "right",
    layers: Sequence[str] = (),
    select: str | None = None,
    labels: str = "code",
    theme: str = "light",
    size: tuple[int, int] = (1200, 1600),
    out: Path = Path("atlas.png"),
    *,
    assets: Path | None = None,
) -> None:
    """Draw a view to a file; its suffix says whether PNG, SVG or PDF.

    Parameters
    ----------
    layers
        Layer names or bundles, on the skin unless ``none`` is among them; an empty list means
        the layers that are on by default.
    select
        Code of a point to ring and name.
    labels
        ``code``, ``pinyin``, ``hanzi`` or ``none``.
    size
        Width and height: pixels of a PNG, 1/96 inch of an SVG or PDF.

    Raises
    ------
    NotFound
        If there is no such view or point, or the point has no place in this view.
    NotUnderstood
        If a layer, label language, side, theme, size or suffix is not legal; says what is.
    UnreadableFile
        If the atlas cannot be read or the picture not be written.
    """
    _choose(theme, THEMES, "theme")
    _choose(out.suffix.lower(), SUFFIXES, "file type")
    if not all(LEAST_SIDE <= pixels <= MOST_SIDE for pixels in size):
        raise NotUnderstood(f"A side must have {LEAST_SIDE} to {MOST_SIDE} pixels, not {size}.")
    application = _application()
    folder = assets or assets_dir()
    atlas = open_atlas(folder / "atlas")
    state = _state(atlas, content, view, side, layers, select, labels)
    scene = Scene(atlas, content, Plates(atlas, InlineRunner()))
    look = Look(Colours(dark=theme == "dark"), _families(folder), 1.0)
    picture = Picture(scene, state, look, size)
    picture.write(out)
    del application


class Picture:
    """A view with legend and scale, ready to be painted on anything."""

    def __init__(self, scene: Scene, state: AtlasState, look: Look, size: tuple[int, int]) -> None:
        self.scene = scene
        self.state = state
        self.look = look
        self.size = size

    def write(self, out: Path) -> None:
        """Write the file.

        Raises
        ------
        UnreadableFile
            If it cannot be written.
        """
        write = {".svg": self._write_svg, ".pdf": self._write_pdf}.get(
            out.suffix.lower(), self._write_png
        )
        if not write(out):
            raise UnreadableFile(
                f"The picture {out} cannot be written.", "Choose a folder you may write to."
            )

    def paint(self, painter: QPainter, dpr: float = 1.0) -> None:
        """Paint on a ground of ``size``; ``dpr`` is how many dots stand for one pixel."""
        width, height = self.size
        camera = self.scene.atlas.camera(self.state.view)
        frame = moves.frame_of(self.state, camera, width, height)
        plates = self.scene.plates
        if frame.scale * dpr > plates.of(self.state.view).finest:
            small = plates.small(self.state.view)
            plates.hold(self.state.view, fine_plates(self.scene.atlas, self.state.view, small, 1))
        painter.fillRect(QRectF(0, 0, width, height), QColor(self.look.colours.paper))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.scene.paint(painter, self.state, frame, self.look, dpr)
        paint_legend(painter, self.scene, self.state, self.look, (width, height))

    def _write_png(self, out: Path) -> bool:
        image = QImage(QSize(*self.size), QImage.Format.Format_ARGB32_Premultiplied)
        image.setDotsPerMeterX(round(SCREEN_DPI / 0.0254))
        image.setDotsPerMeterY(round(SCREEN_DPI / 0.0254))
        painter = QPainter(image)
        self.paint(painter)
        painter.end()
        return image.save(str(out))

    def _write_svg(self, out: Path) -> bool:
        from PySide6.QtSvg import QSvgGenerator

        generator = QSvgGenerator()
        generator.setFileName(str(out))
        generator.setSize(QSize(*self.size))
        generator.setViewBox(QRectF(0, 0, *self.size))
        generator.setResolution(SCREEN_DPI)
        generator.setTitle(self._title())
        return self._paint_on(generator)

    def _write_pdf(self, out: Path) -> bool:
        writer = QPdfWriter(str(out))
        writer.setResolution(PDF_DPI)
        points = QSizeF(*(side * 72 / SCREEN_DPI for side in self.size))
        page = QPageSize(
            points, QPageSize.Unit.Point, "picture", QPageSize.SizeMatchPolicy.ExactMatch
        )
        writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
        writer.setTitle(self._title())
        writer.setCreator("Yongquan")
        return self._paint_on(writer, PDF_DPI / SCREEN_DPI)

    def _paint_on(self, device: QPaintDevice, dots: float = 1.0) -> bool:
        painter = QPainter()
        if not painter.begin(device):
            return False
        painter.scale(dots, dots)
        self.paint(painter, max(dots, 2.0))
        return painter.end()

    def _title(self) -> str:
        camera = self.scene.atlas.camera(self.state.view)
        return f"{camera.title}, {self.state.side.value} limb"


def _layers(names: Sequence[str]) -> frozenset[str]:
    if not names:
        return DEFAULT_LAYERS
    bare = "none" in (name.strip().casefold() for name in names)
    return parse_layers(names) | (frozenset() if bare else frozenset({"skin"}))


def _state(
    atlas: Atlas,
    content: Content,
    view: str,
    side: str,
    layers: Sequence[str],
    select: str | None,
    labels: str,
) -> AtlasState:
    camera = atlas.camera(view)
    _choose(side, [each.value for each in Side], "side")
    _choose(labels, [each.value for each in LabelLanguage], "label language")
    state = AtlasState(
        view=camera.id,
        side=Side(side),
        layers=_layers(layers),
        labels=LabelLanguage(labels),
    )
    if not select:
        return state
    select = select if select in content.points else read_code(select) or select
    point = content.points.get(select)
    if point is None:
        raise NotFound(f"There is no point {select} in this atlas.", "Points look like ST36.")
    places = atlas.projection(view).points
    if point.sites:
        return replace(moves.select(state, "", point.meridian), lit=frozenset(point.sites))
    if select not in places:
        views = ", ".join(v for v in atlas.cameras if select in atlas.projection(v).points)
        raise NotFound(f"{select} has no place in the view {view}.", f"Views with it: {views}.")
    return moves.select(state, select, point.meridian)


def _choose(value: str, legal: Iterable[str], what: str) -> None:
    legal = tuple(legal)
    if value not in legal:
        raise NotUnderstood(f"There is no {what} “{value}”. Choose one of: {', '.join(legal)}.")


def _application() -> QGuiApplication:
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    # Pictures are drawn without a screen, so none is asked for.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(["yongquan"])


def _families(assets: Path) -> tuple[str, ...]:
    families = [QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()]
    for file in sorted((assets / "fonts").glob("*.otf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number)
    return tuple(families)
