"""Flash cards to print and cut: fronts, and backs that fall on them when printed on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.paragraph import Paragraph

from desktop_app import __version__
from desktop_app.atlas.body import Atlas
from desktop_app.content import Content
from desktop_app.domain.points import Point
from desktop_app.domain.progress import Progress
from desktop_app.paper import inks
from desktop_app.paper.blocks import Text, quiet, strong, text
from desktop_app.paper.letters import REGULAR, Letters, fonts_dir
from desktop_app.paper.painting import image_of
from desktop_app.paper.pdf import LANGUAGE
from desktop_app.paper.pieces import Pen, Piece, Prose, Stack, put
from desktop_app.paper.sizes import PageSize
from desktop_app.paper.tags import Node, Tags
from desktop_app.store.replacing import replacing
from desktop_app.study.closeups import closeup_of, picture_on_paper
from desktop_app.study.told import (
    category_words,
    hanzi_words,
    meridian_words,
    needling_words,
    points_of,
)

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

COLUMNS, ROWS = 2, 4
CARD = (258.0, 187.0)
"""Width and height of a card, points (91 x 66 mm)."""

PAD = 12.0
PICTURE = (84.0, CARD[1] - 2 * PAD)
"""Most width and height of the picture on the back, points."""

MARK, OFF = 11.0, 4.0
"""Length of a cut mark, and how far it stays off the cards, points."""

SIZES = (8.6, 8.2, 7.8, 7.4, 7.0, 6.6, 6.2, 5.8)
"""Sizes of the words of a back: the largest with which they fit."""

HOW = "Print on both sides, flipped on the long edge, at 100 %"


@dataclass(frozen=True, slots=True)
class _Card:
    point: Point
    picture: Picture
    size: tuple[float, float]
    described: str


def write_cards_pdf(
    content: Content,
    atlas: Atlas,
    path: Path,
    size: PageSize = PageSize.A4,
    meridians: Iterable[str] = (),
    progress: Progress | None = None,
) -> Path:
    """Write a card for each point of these meridians, or of all, and return the path.

    Eight cards are on a sheet. A page of fronts (code and names) is followed by the page of their
    backs (picture, place, needling, classes), in columns from right to left, so that each back
    lies behind its front.

    Raises
    ------
    NotFound
        If a meridian has no points here.
    UnreadableFile, DiskFull
        If the atlas or a font cannot be read, or the file not be written.
    Cancelled
        If the progress was asked to stop; nothing is written then.
    """
    progress = progress or Progress()
    points = points_of(content, meridians)
    letters = Letters(fonts_dir())
    with replacing(path) as part:
        canvas = Canvas(
            str(part),
            pagesize=size.points,
            pageCompression=1,
            initialFontName=REGULAR,
            lang=LANGUAGE,
        )
        canvas.setTitle("Flash cards: points of foot and leg")
        canvas.setCreator(f"Yongquan {__version__}")
        pen = Pen(canvas, Tags(), letters)
        each = COLUMNS * ROWS
        sheets = [points[first : first + each] for first in range(0, len(points), each)]
        done = 0
        for number, held in enumerate(sheets, 1):
            cards = []
            for point in held:
                progress.tell(done, len(points), "Drawing cards")
                cards.append(_card(atlas, point))
                done += 1
            _draw_sheet(pen, size, cards, f"Sheet {number} of {len(sheets)}", content.version)
        pen.tags.finish(canvas, LANGUAGE)
        canvas.save()
    return path


def places_of_cards(size: PageSize, count: int, back: bool) -> list[tuple[float, float]]:
    """Return the upper left corner of each card of a page, points from its lower left corner."""
    left, top = _corner(size)
    places = []
    for number in range(count):
        row, column = divmod(number, COLUMNS)
        if back:
            column = COLUMNS - 1 - column
        places.append((left + column * CARD[0], top - row * CARD[1]))
    return places


def _corner(size: PageSize) -> tuple[float, float]:
    width, height = size.points
    return (width - COLUMNS * CARD[0]) / 2, (height + ROWS * CARD[1]) / 2


def _card(atlas: Atlas, point: Point) -> _Card:
    closeup = closeup_of(atlas, point.code)
    picture, width, height = picture_on_paper(atlas, closeup, PICTURE, bones=True)
    return _Card(
        point, picture, (width, height), f"{point.code} marked: {closeup.title}, right limb."
    )


def _draw_sheet(pen: Pen, size: PageSize, cards: Sequence[_Card], sheet: str, version: str) -> None:
    for back in (False, True):
        _cut_marks(pen, size)
        side = "backs" if back else "fronts"
        made = f"Yongquan {__version__}, content {version}; not medical advice."
        _along_the_edge(pen, size, f"{sheet}, {side}. {HOW}. {made}")
        for card, (x, top) in zip(cards, places_of_cards(size, len(cards), back), strict=True):
            part = pen.tags.root.add("Sect")
            (_draw_back if back else _draw_front)(pen, card, part, x, top)
        pen.canvas.showPage()


def _draw_front(pen: Pen, card: _Card, part: Node, x: float, top: float) -> None:
    point = card.point
    lines: tuple[tuple[Text, float], ...] = (
        (text(strong(point.code)), 26),
        (text(point.pinyin), 15),
        (text(hanzi_words(point)), 17),
        (text(quiet(point.english)), 9.5),
    )
    stack = Stack([_prose(pen, words, height, part, centred=True) for words, height in lines])
    inner = CARD[0] - 2 * PAD
    stack.draw(pen, x + PAD, top - (CARD[1] - stack.height(inner)) / 2 + 4, inner)
    foot = _prose(pen, text(quiet(meridian_words(point.meridian))), 8, part, centred=True)
    foot.draw(pen, x + PAD, top - CARD[1] + PAD + foot.height(inner), inner)


def _draw_back(pen: Pen, card: _Card, part: Node, x: float, top: float) -> None:
    width, height = card.size
    left, below = x + PAD + (PICTURE[0] - width) / 2, top - (CARD[1] + height) / 2
    figure = part.add("Figure", alt=card.described)
    figure.box = (left, below, left + width, below + height)
    with pen.tags.marked(pen.canvas, figure):
        pen.canvas.drawImage(image_of(card.picture), left, below, width, height)
    inner = CARD[0] - 3 * PAD - PICTURE[0]
    words = _fitting(pen, card.point, part, inner, CARD[1] - 2 * PAD)
    words.draw(pen, x + 2 * PAD + PICTURE[0], top - PAD, inner)


def _fitting(pen: Pen, point: Point, part: Node, width: float, height: float) -> Piece:
    """Return the words of a back in the largest letters with which they fit."""
    told = [
        text(strong(f"{point.code} {point.pinyin}")),
        text(point.location.text),
        text(strong("Needling: "), f"{needling_words(point)}."),
    ]
    if point.cautions:
        told.append(text(strong("Cautions: "), " ".join(point.cautions)))
    classes = category_words(point)
    if classes:
        told.append(text(strong("Tradition: "), f"{'; '.join(classes)}."))
    for size in SIZES:
        stack = Stack([_prose(pen, words, size, None) for words in told])
        if stack.height(width) <= height:
            break
    return Stack([_prose(pen, words, size, part) for words in told])


def _prose(pen: Pen, words: Text, size: float, part: Node | None, centred: bool = False) -> Prose:
    style = ParagraphStyle(
        "card", fontName=REGULAR, fontSize=size, leading=size * 1.3, textColor=inks.INK,
        spaceAfter=size * 0.35, bulletFontName=REGULAR, alignment=TA_CENTER if centred else 0,
    )  # fmt: skip
    node = part.add("P") if part is not None else None
    return Prose(Paragraph(pen.letters.markup(words, inks.QUIET), style), node)


def _cut_marks(pen: Pen, size: PageSize) -> None:
    left, top = _corner(size)
    right, bottom = left + COLUMNS * CARD[0], top - ROWS * CARD[1]
    with pen.tags.artifact(pen.canvas):
        pen.canvas.setStrokeColor(inks.QUIET)
        pen.canvas.setLineWidth(0.4)
        for column in range(COLUMNS + 1):
            x = left + column * CARD[0]
            pen.canvas.line(x, top + OFF, x, top + OFF + MARK)
            pen.canvas.line(x, bottom - OFF, x, bottom - OFF - MARK)
        for row in range(ROWS + 1):
            y = top - row * CARD[1]
            pen.canvas.line(left - OFF, y, left - OFF - MARK, y)
            pen.canvas.line(right + OFF, y, right + OFF + MARK, y)


def _along_the_edge(pen: Pen, size: PageSize, words: str) -> None:
    left, top = _corner(size)
    with pen.tags.artifact(pen.canvas, "Pagination"):
        pen.canvas.saveState()
        pen.canvas.setFillColor(inks.QUIET)
        pen.canvas.translate(left - OFF - MARK - 6, top - ROWS * CARD[1] + PAD)
        pen.canvas.rotate(90)
        put(pen, 0, 0, words, 6.5, REGULAR)
        pen.canvas.restoreState()
