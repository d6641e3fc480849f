"""Saves a figure as SVG, PDF or PNG, or gives it as a picture; always dark on white."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPaintDevice, QPainter, QPdfWriter

from desktop_app.domain.errors import NotUnderstood, UnreadableFile
from desktop_app.ui.figures.canvas import Canvas
from desktop_app.ui.figures.drawing import Drawing
from desktop_app.ui.figures.style import Style

SUFFIXES = (".svg", ".pdf", ".png")
MARGIN = 24
"""Pixels of white around the figure."""

SCREEN_DPI = 96
PDF_DPI = 300
FINE = 2
"""Dots for a pixel in a PNG."""


def save(drawing: Drawing, path: Path, style: Style) -> None:
    """Write a figure; the file's suffix says in which form.

    Raises
    ------
    NotUnderstood
        If the suffix is none of ``SUFFIXES``.
    UnreadableFile
        If the file cannot be written.
    """
    writers: dict[str, Callable[[_Sheet, Path], bool]] = {
        ".svg": _write_svg,
        ".pdf": _write_pdf,
        ".png": lambda sheet, where: sheet.image().save(str(where)),
    }
    write = writers.get(path.suffix.lower())
    if write is None:
        raise NotUnderstood(f"A figure is saved as {', '.join(SUFFIXES)}, not as “{path.name}”.")
    if not write(_Sheet(drawing, style), path):
        raise UnreadableFile(
            f"The figure {path} cannot be written.", "Choose a folder you may write to."
        )


def picture(drawing: Drawing, style: Style) -> QImage:
    """Return a figure as a picture, two dots for a pixel."""
    return _Sheet(drawing, style).image()


class _Sheet:
    """A figure with its title, laid out on white paper."""

    def __init__(self, drawing: Drawing, style: Style) -> None:
        self.title = drawing.title
        self._heading = Canvas(drawing.print_width, style)
        top = self._heading.block(0, 0, drawing.print_width, drawing.title, "lead", bold=True)
        self._heading.skip(top + 12)
        self._figure = drawing.on(drawing.print_width, style)
        self._style = style
        self.size = QSize(
            drawing.print_width + 2 * MARGIN,
            round(self._heading.height + self._figure.height) + 2 * MARGIN,
        )

    def paint(self, painter: QPainter) -> None:
        painter.fillRect(QRectF(0, 0, self.size.width(), self.size.height()), self._style.paper())
        painter.translate(MARGIN, MARGIN)
        self._heading.paint(painter)
        painter.translate(0, self._heading.height)
        self._figure.paint(painter)

    def image(self) -> QImage:
        image = QImage(self.size * FINE, QImage.Format.Format_RGB32)
        image.setDotsPerMeterX(round(FINE * SCREEN_DPI / 0.0254))
        image.setDotsPerMeterY(round(FINE * SCREEN_DPI / 0.0254))
        self.on_device(image, FINE)
        return image

    def on_device(self, device: QPaintDevice, dots: float = 1.0) -> bool:
        painter = QPainter()
        if not painter.begin(device):
            return False
        painter.scale(dots, dots)
        self.paint(painter)
        return painter.end()


def _write_svg(sheet: _Sheet, path: Path) -> bool:
    from PySide6.QtSvg import QSvgGenerator

    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(sheet.size)
    generator.setViewBox(QRectF(0, 0, sheet.size.width(), sheet.size.height()))
    generator.setResolution(SCREEN_DPI)
    generator.setTitle(sheet.title)
    return sheet.on_device(generator)


def _write_pdf(sheet: _Sheet, path: Path) -> bool:
    writer = QPdfWriter(str(path))
    writer.setResolution(PDF_DPI)
    points = QSizeF(sheet.size) * 72 / SCREEN_DPI
    page = QPageSize(points, QPageSize.Unit.Point, "figure", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    writer.setTitle(sheet.title)
    writer.setCreator("Yongquan")
    return sheet.on_device(writer, PDF_DPI / SCREEN_DPI)
