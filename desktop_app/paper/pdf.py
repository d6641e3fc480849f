"""Writes a sheet as a PDF: tagged, its fonts embedded, every page with head, foot and number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.paragraph import Paragraph

from desktop_app import __version__
from desktop_app.domain.progress import Progress
from desktop_app.paper import inks
from desktop_app.paper.blocks import (
    Blank,
    Block,
    Document,
    Facts,
    Grid,
    Heading,
    Items,
    Look,
    NewPage,
    Panel,
    Pictures,
    Task,
    Text,
    Weight,
    Words,
    plain,
    quiet,
    strong,
    text,
)
from desktop_app.paper.letters import REGULAR, Letters
from desktop_app.paper.pages import Laid, lay_pages
from desktop_app.paper.pictures import picture_rows
from desktop_app.paper.pieces import (
    Barred,
    BlankLine,
    Bulleted,
    Pen,
    Piece,
    Prose,
    Stack,
    put,
)
from desktop_app.paper.sizes import PageSize
from desktop_app.paper.styles import Styles, styles
from desktop_app.paper.tables import Row, Table
from desktop_app.paper.tags import Node, Tags
from desktop_app.paper.tasks import Boxed, Numbered, PageEnd

LANGUAGE = "en-GB"
SIDE, TOP, BOTTOM = 51.0, 56.0, 54.0
"""Margins in points (18 mm at the sides)."""

HEAD_SIZE = 8.0
MISSED = (
    "\N{REPLACEMENT CHARACTER} stands for letters that the fonts of this sheet do not have; "
    "the plan itself keeps them."
)

_BARS = {Weight.CALM: inks.LINE, Weight.CAUTION: inks.CAUTION, Weight.DANGER: inks.DANGER}


def page_width(size: PageSize) -> float:
    """Return the width between the margins, points."""
    return size.points[0] - 2 * SIDE


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many pages, and the letters that the fonts do not have."""

    pages: int
    missed: tuple[str, ...]


def write_document(
    document: Document, size: PageSize, path: Path, fonts: Path, progress: Progress
) -> Written:
    """Write a sheet to a file, and return what became of it.

    Raises
    ------
    UnreadableFile
        If a font cannot be read.
    OSError
        If the file cannot be written.
    Cancelled
        If the progress was asked to stop.
    """
    letters = Letters(fonts)
    width, height = size.points
    canvas = Canvas(
        str(path), pagesize=size.points, pageCompression=1, initialFontName=REGULAR,
        initialFontSize=HEAD_SIZE, lang=LANGUAGE,
    )  # fmt: skip
    canvas.setTitle(letters.plain(document.title))
    canvas.setAuthor("")
    canvas.setSubject(letters.plain(document.head))
    canvas.setCreator(f"Yongquan {__version__}")
    tags = Tags()
    pen = Pen(canvas, tags, letters)
    maker = Maker(letters, tags, styles(document.large))
    pieces = list(maker.pieces(document.blocks, tags.root, page_width(size)))
    if letters.missed:
        note = Words((*_quiet(MISSED),), Look.CAPTION)
        pieces += maker.pieces((note,), tags.root, page_width(size))
    pages = lay_pages(pieces, page_width(size), height - TOP - BOTTOM)
    for number, laid in enumerate(pages, 1):
        progress.tell(number - 1, len(pages), "Writing pages")
        _draw_page(pen, document, laid, (number, len(pages)), (width, height))
        canvas.showPage()
    tags.finish(canvas, LANGUAGE)
    if len(pages) > 1:
        canvas.showOutline()
    canvas.save()
    progress.tell(len(pages), len(pages), "Writing pages")
    return Written(len(pages), letters.missed)


def _draw_page(
    pen: Pen,
    document: Document,
    laid: Sequence[Laid],
    number: tuple[int, int],
    size: tuple[float, float],
) -> None:
    width, height = size
    for piece, down in laid:
        piece.draw(pen, SIDE, height - TOP - down, width - 2 * SIDE)
    with pen.tags.artifact(pen.canvas, "Pagination"):
        pen.canvas.setFillColor(inks.QUIET)
        if number[0] > 1:
            put(pen, SIDE, height - 34, _short(pen, document.head, width - 2 * SIDE), HEAD_SIZE,
                REGULAR)  # fmt: skip
        words = f"Page {number[0]} of {number[1]}"
        wide = pen.letters.width(words, HEAD_SIZE)
        put(pen, width - SIDE - wide, 30, words, HEAD_SIZE, REGULAR)
        put(pen, SIDE, 30, _short(pen, document.foot, width - 2 * SIDE - wide - 16), HEAD_SIZE,
            REGULAR)  # fmt: skip


def _short(pen: Pen, words: str, width: float) -> str:
    """Return words cut to one line of this width."""
    words = " ".join(words.split())[:300]
    if pen.letters.width(words, HEAD_SIZE) <= width:
        return words
    while words and pen.letters.width(words + "…", HEAD_SIZE) > width:
        words = words[:-1]
    return words.rstrip() + "…"


def _quiet(words: str) -> Text:
    return text(quiet(words))


class Maker:
    """Makes pieces of blocks, and their elements in the structure in the same order."""

    def __init__(self, letters: Letters, tags: Tags, looks: Styles) -> None:
        self.letters = letters
        self.tags = tags
        self.looks = looks

    def pieces(self, blocks: Sequence[Block], within: Node, width: float) -> Iterator[Piece]:
        """Yield the pieces of blocks."""
        for block, following in zip(blocks, (*blocks[1:], None), strict=True):
            match block:
                case Heading():
                    yield self._heading(block, within)
                case Words():
                    look = self.looks.looks[block.look]
                    prose = self._prose(block.text, look, within.add("P"))
                    prose.keeps = isinstance(following, Grid | Pictures | Items) or (
                        isinstance(following, Words) and following.look is Look.CAPTION
                    )
                    yield prose
                case Items():
                    yield from self._list(block, within)
                case Grid():
                    yield self._table(block, within)
                case Facts():
                    yield self._facts(block, within)
                case Pictures():
                    caption = self.looks.looks[Look.CAPTION]
                    yield from picture_rows(block.drawings, within, width, self._prose, caption)
                case Panel():
                    part = within.add("Sect")
                    inner = Stack(list(self.pieces(block.blocks, part, width - Barred.INDENT)))
                    yield Barred(inner, _BARS[block.weight])
                case Blank():
                    style = self.looks.looks[Look.BODY]
                    yield BlankLine(self._prose(_strong(block.label), style, within.add("P")))
                case Task():
                    yield self._task(block, within)
                case NewPage():
                    yield PageEnd()

    def _prose(self, words: Text, style: ParagraphStyle, node: Node | None) -> Prose:
        return Prose(Paragraph(self.letters.markup(words, inks.QUIET), style), node)

    def _heading(self, block: Heading, within: Node) -> Piece:
        words = self.letters.markup(_strong(block.text), inks.QUIET)
        style = self.looks.headings[block.level]
        node = within.add(f"H{block.level}")
        shown = self.letters.plain(block.text)
        mark = (shown, block.level - 1) if block.level < 3 else None
        return Prose(Paragraph(words, style), node, bookmark=mark)

    def _list(self, block: Items, within: Node) -> Iterator[Piece]:
        style = self.looks.looks[block.look]
        whole = within.add("L")
        for number, words in enumerate(block.items, 1):
            item = whole.add("LI")
            label = item.add("Lbl")
            mark = f"{number}." if block.numbered else "•"
            indent = self.looks.indent * (1.7 if block.numbered else 1.0)
            body = self._prose(words, style, item.add("LBody"))
            yield Bulleted(body, mark, indent, style, label)

    def _task(self, block: Task, within: Node) -> Piece:
        style = self.looks.looks[Look.BODY]
        whole = within.add("Sect")
        label = whole.add("P")
        pieces: list[Piece] = [self._prose(block.asked, style, whole.add("P"))]
        choices = whole.add("L")
        pieces += (
            Boxed(self._prose(choice, style, choices.add("LI").add("LBody")))
            for choice in block.choices
        )
        drawn = block.picture
        figure = (drawn, whole.add("Figure", alt=drawn.described)) if drawn else None
        return Numbered((f"{block.number}.", label), pieces, figure)

    def _table(self, block: Grid, within: Node) -> Piece:
        whole = within.add("Table", summary=block.about)
        total = sum(column.share for column in block.columns)
        shares = [column.share / total for column in block.columns]
        heads = [column.title for column in block.columns]
        head = again = None
        if any(heads):
            line = whole.add("THead").add("TR")
            cells = [line.add("TH", scope="Column") for _ in heads]
            head = self._row([_strong(title) for title in heads], cells, shares)
            again = self._row([_strong(title) for title in heads], [None] * len(heads), shares)
        body = whole.add("TBody")
        rows = []
        for row in block.rows:
            line = body.add("TR")
            stacks = []
            for place, cell in enumerate(row):
                holder = line.add("TD") if place else line.add("TH", scope="Row")
                stacks.append(Stack([self._cell(words, holder) for words in cell]))
            rows.append(Row(stacks, shares))
        return Table(head, again, rows)

    def _cell(self, words: Words, holder: Node) -> Piece:
        small = words.look in (Look.SMALL, Look.CAPTION)
        style = self.looks.cell_small if small else self.looks.cell
        return self._prose(words.text, style, holder.add("P"))

    def _row(
        self, titles: Sequence[Text], nodes: Sequence[Node | None], shares: Sequence[float]
    ) -> Row:
        stacks = [
            Stack([self._prose(title, self.looks.head, node)] if plain(title) else [])
            for title, node in zip(titles, nodes, strict=True)
        ]
        return Row(stacks, shares)

    def _facts(self, block: Facts, within: Node) -> Piece:
        whole = within.add("Table")
        body = whole.add("TBody")
        rows = []
        for name, words in block.pairs:
            line = body.add("TR")
            key = self._prose((*_quiet(name),), self.looks.name, line.add("TH", scope="Row"))
            value = self._prose(words, self.looks.cell, line.add("TD"))
            rows.append(Row([Stack([key]), Stack([value])], (0.22, 0.78)))
        return Table(None, None, rows)


def _strong(words: str) -> Text:
    return text(strong(words))
