"""A drawn limb that stands alone, outside a sheet: with its title, legend and names of points."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import Lock

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from desktop_app.content import Content
from desktop_app.domain.area import Feeling
from desktop_app.paper import inks
from desktop_app.paper.drawing import Drawn
from desktop_app.paper.letters import BOLD, REGULAR, Letters
from desktop_app.paper.painting import paint
from desktop_app.paper.pieces import Pen, put
from desktop_app.paper.stain import FEELING_WORDS, swatch
from desktop_app.paper.tags import Tags

LINE = 13.0
EDGE = 12.0
HEAD = 26.0
LEAST_WIDTH = 230.0
MOST_WIDTH = 600.0

pdfium = Lock()
"""PDFium is not made for several threads at once."""


@dataclass(frozen=True, slots=True)
class Alone:
    """A drawing with what belongs to it, in points; y grows downwards.

    Parameters
    ----------
    left, top
        Where the drawing begins.
    below
        The first line under it.
    """

    drawn: Drawn
    title: str
    width: float
    height: float
    left: float
    top: float
    below: float
    legend: tuple[tuple[Feeling, str], ...]
    lines: tuple[str, ...]


def alone_of(drawn: Drawn, content: Content, fonts: Path) -> Alone:
    """Return a drawing with title, legend and the names of its points."""
    letters = Letters(fonts)
    legend = tuple((feeling, FEELING_WORDS[feeling]) for feeling in drawn.feelings)
    width = min(max(drawn.width + 2 * EDGE, LEAST_WIDTH), MOST_WIDTH)
    names = {}
    for point in drawn.points:
        whole = point.code.partition(".")[0] if point.code not in content.points else point.code
        known = content.points.get(whole)
        base = known.site_of or known.code if known else whole
        names[point.number] = f"{point.number} {base} {known.pinyin}" if known else (
            f"{point.number} {whole}"
        )  # fmt: skip
    told = [*names.values(), *(f"{p.name} electrode pair {'–'.join(p.codes)}" for p in drawn.pairs)]
    lines = _wrapped(told, letters, width - 2 * EDGE)
    below = HEAD + drawn.height + LINE
    height = below + LINE * (len(legend) + len(lines)) + EDGE - LINE / 2
    return Alone(
        drawn, drawn.title, width, height, (width - drawn.width) / 2 if not lines else
        max((width - drawn.width) / 2, EDGE), HEAD, below, legend, lines,
    )  # fmt: skip


def png_of(alone: Alone, fonts: Path, scale: float) -> bytes:
    """Return the bytes of a PNG; ``scale`` is pixels for each point of the drawing."""
    import pypdfium2

    page = BytesIO()
    canvas = Canvas(
        page, pagesize=(alone.width, alone.height), initialFontName=REGULAR, pageCompression=0
    )
    pen = Pen(canvas, Tags(), Letters(fonts))
    paint(pen, alone.drawn, alone.left, alone.height - alone.top)
    canvas.setFillColor(inks.INK)
    put(pen, alone.left, alone.height - 16, alone.title, 11, BOLD)
    y = alone.height - alone.below
    for feeling, words in alone.legend:
        canvas.drawImage(ImageReader(swatch(feeling, 48)), alone.left, y - 2, 10, 10)
        put(pen, alone.left + 15, y, words, 8, REGULAR)
        y -= LINE
    for words in alone.lines:
        put(pen, alone.left, y, words, 8, REGULAR)
        y -= LINE
    canvas.showPage()
    canvas.save()
    with pdfium:
        document = pypdfium2.PdfDocument(page.getvalue())
        try:
            picture = document[0].render(scale=scale).to_pil().convert("RGB")
        finally:
            document.close()
    kept = BytesIO()
    picture.save(kept, "PNG", dpi=(72 * scale, 72 * scale))
    return kept.getvalue()


def _wrapped(names: list[str], letters: Letters, width: float) -> tuple[str, ...]:
    lines: list[str] = []
    for name in names:
        longer = f"{lines[-1]}   {name}" if lines else name
        if lines and letters.width(longer, 8) <= width:
            lines[-1] = longer
        else:
            lines.append(name)
    return tuple(lines)
