"""Flash cards: a back lies behind its front, and holds all that it should."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop_app.atlas.body import Atlas
from desktop_app.content import Content
from desktop_app.domain.errors import NotFound, UnreadableFile
from desktop_app.domain.progress import Cancelled, Progress
from desktop_app.paper.sizes import PageSize
from desktop_app.study.cards_paper import CARD, COLUMNS, ROWS, places_of_cards, write_cards_pdf
from desktop_app.study.told import needling_words, points_of
from tests.planning.papers import fonts_of, run

WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<')


@pytest.fixture(scope="module")
def made(
    content: Content, atlas: Atlas, tmp_path_factory: pytest.TempPathFactory
) -> dict[PageSize, Path]:
    folder = tmp_path_factory.mktemp("cards")
    return {
        PageSize.A4: write_cards_pdf(content, atlas, folder / "a4.pdf"),
        PageSize.LETTER: write_cards_pdf(
            content, atlas, folder / "letter.pdf", PageSize.LETTER, ["ki"]
        ),
    }


@pytest.mark.parametrize("size", list(PageSize))
def test_each_back_lies_behind_its_front(
    content: Content, made: dict[PageSize, Path], size: PageSize
) -> None:
    points = points_of(content, ["KI"] if size is PageSize.LETTER else ())
    pages = run("pdftotext", "-bbox", str(made[size]), "-").split("<page ")[1:]
    each = COLUMNS * ROWS
    assert len(pages) == 2 * -(-len(points) // each)
    width, height = size.points
    for sheet, (front, back) in enumerate(zip(pages[::2], pages[1::2], strict=True)):
        held = points[sheet * each : (sheet + 1) * each]
        fronts, backs = (_cards(page, height, size) for page in (front, back))
        for number, point in enumerate(held):
            row, column = divmod(number, COLUMNS)
            # Turned over on the long edge, left is right.
            behind = " ".join(backs[row, COLUMNS - 1 - column])
            assert fronts[row, column][0] == point.code
            assert f"{point.code} {point.pinyin}" in behind
            assert point.location.text[-25:] in behind
            assert needling_words(point) in behind
            assert all(caution in behind for caution in point.cautions)
    left, _ = places_of_cards(size, 1, back=False)[0]
    assert left == pytest.approx((width - COLUMNS * CARD[0]) / 2)


def test_cards_are_whole_on_paper(made: dict[PageSize, Path]) -> None:
    for size, path in made.items():
        assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(path))
        assert all(columns == ["yes", "yes", "yes"] for _, *columns in fonts_of(path))
        width, height = size.points
        left, top = places_of_cards(size, 1, back=False)[0]
        # There is room beside and above for a printer that cannot print to the edge.
        assert min(left, height - top) > 20
        assert left + COLUMNS * CARD[0] <= width - 20


def test_cards_that_cannot_be_written_leave_what_was_there(
    content: Content, atlas: Atlas, tmp_path: Path
) -> None:
    with pytest.raises(NotFound, match=r"“XX”.*ST, SP"):
        write_cards_pdf(content, atlas, tmp_path / "a.pdf", meridians=["XX"])
    with pytest.raises(UnreadableFile, match="no folder"):
        write_cards_pdf(content, atlas, tmp_path / "none" / "a.pdf", meridians=["LR"])
    stopped = Progress()
    stopped.cancel()
    old = tmp_path / "a.pdf"
    old.write_text("old")
    with pytest.raises(Cancelled):
        write_cards_pdf(content, atlas, old, meridians=["LR"], progress=stopped)
    assert old.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


def _cards(page: str, height: float, size: PageSize) -> dict[tuple[int, int], list[str]]:
    """Return the words of each card by row and column; none may lie across the edge of one."""
    left, top = places_of_cards(size, 1, back=False)[0]
    held: dict[tuple[int, int], list[str]] = {}
    for x0, y0, x1, y1, word in WORD.findall(page):
        upper, lower = height - float(y0), height - float(y1)
        if float(x0) < left:
            continue
        column, row = int((float(x0) - left) // CARD[0]), int((top - upper) // CARD[1])
        assert float(x1) <= left + (column + 1) * CARD[0] - 4, word
        assert lower >= top - (row + 1) * CARD[1], word
        held.setdefault((row, column), []).append(word)
    return held
