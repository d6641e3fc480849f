"""A plan on paper: the preview is the PDF itself, printed, saved, exported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from PySide6.QtCore import QLocale, QSize
from PySide6.QtGui import QGuiApplication, QImage, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.area import Side
from desktop_app.domain.errors import WorldError
from desktop_app.domain.plans import Plan, PlanPoint
from desktop_app.paper.sizes import PageSize
from desktop_app.planning.paper.kinds import SECTIONS, Sheet
from desktop_app.store import Library
from desktop_app.ui.plans.paper import PaperStep
from desktop_app.ui.plans.paper_choice import usual_size
from desktop_app.ui.services import Services
from tests.ui_plans.plan_steps import marked, show

POINTS = tuple(PlanPoint(code, depth_mm=10.0) for code in ("KI3", "ST36"))
A4, LETTER = (595, 842), (612, 792)


@pytest.fixture
def step(qtbot: QtBot, services: Services, library: Library) -> Iterator[PaperStep]:
    services.settings.remember("paper.size", "a4")
    made = PaperStep(services)
    made.today = lambda: date(2026, 11, 23)
    show(qtbot, made, 1000, 700)
    yield made
    made.close()


def made(qtbot: QtBot, step: PaperStep) -> None:
    """Wait until the preview is up to date."""
    qtbot.waitUntil(lambda: step.is_current, timeout=20_000)


def text(step: PaperStep) -> str:
    """Return what all pages of the preview say, in one line."""
    book = step.preview.book
    return " ".join(" ".join(book.text(page) for page in range(len(book.sizes))).split())


def answer(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[str]:
    """Answer the system's dialog for files; return the names it is opened with."""
    offered: list[str] = []

    def dialog(_: QWidget, __: str, start: str, ___: str) -> tuple[str, str]:
        offered.append(Path(start).name)
        return str(path or ""), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
    return offered


def test_the_preview_is_the_sheet_that_will_be_printed(qtbot: QtBot, step: PaperStep) -> None:
    step.show_plan(Plan("a", label="B-17", points=POINTS))
    made(qtbot, step)
    said = text(step)
    assert "B-17" in said
    assert "KI3" in said
    assert step.preview.place.text().startswith("Page 1 of ")
    size = step.preview.book.sizes[0]
    assert (round(size.width), round(size.height)) == A4
    step.options.sizes.buttons[PageSize.LETTER].click()
    made(qtbot, step)
    size = step.preview.book.sizes[0]
    assert (round(size.width), round(size.height)) == LETTER
    assert step.services.settings.recall("paper.size", "") == "letter"


def test_letters_that_cannot_be_printed_are_told(qtbot: QtBot, step: PaperStep) -> None:
    step.show_plan(Plan("a", label="B-17", goals="Walk", points=POINTS))
    made(qtbot, step)
    assert step.options.missed.isHidden()
    hebrew, emoji = "\u05e9\u05dc", "\U0001f600"
    step.show_plan(Plan("a", label="B-17", goals=f"{hebrew} {emoji} {emoji}", points=POINTS))
    made(qtbot, step)
    assert not step.options.missed.isHidden()
    assert step.options.missed.text().startswith(
        f"3 characters cannot be printed: {' '.join(hebrew)} {emoji}. "
    )
    many = "".join(map(chr, range(0x5D0, 0x5E4)))
    step.show_plan(Plan("a", label="B-17", goals=many, points=POINTS))
    made(qtbot, step)
    assert "20 characters cannot be printed" in step.options.missed.text()
    assert "and 8 more." in step.options.missed.text()


def test_sections_are_left_out_and_the_handout_has_its_own(qtbot: QtBot, step: PaperStep) -> None:
    step.show_plan(Plan("a", label="B-17", points=POINTS))
    made(qtbot, step)
    assert "STRICTA" in text(step)
    step.options.boxes["stricta"].click()
    made(qtbot, step)
    assert "STRICTA" not in text(step)
    step.options.sheets.buttons[Sheet.HANDOUT].click()
    assert list(step.options.boxes) == list(SECTIONS[Sheet.HANDOUT])
    made(qtbot, step)
    assert "This sheet is for you" in text(step)
    step.options.sheets.buttons[Sheet.PRACTITIONER].click()
    assert not step.options.boxes["stricta"].isChecked()


def test_an_edit_makes_the_sheet_anew_at_the_same_page_and_zoom(
    qtbot: QtBot, step: PaperStep
) -> None:
    step.show_plan(Plan("a", label="B-17", points=POINTS))
    made(qtbot, step)
    step.preview.pages.set_zoom(0.9)
    step.preview.pages.go_to(1)
    first = step.file
    step.show_plan(Plan("a", label="B-18", points=POINTS))
    assert not step.is_current
    made(qtbot, step)
    assert "B-18" in text(step)
    assert step.preview.pages.page == 1
    assert step.preview.pages.zoom == pytest.approx(0.9)
    assert first is not None
    assert not first.exists(), "no client’s sheet is left behind"


def print_to(step: PaperStep, out: Path, change: Callable[[QPrinter], object]) -> list[int]:
    """Answer the system's dialog for printers with a file; return how many pages it offered."""
    offered: list[int] = []

    def answer(_: QWidget, printer: QPrinter, pages: int) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        change(printer)
        offered.append(pages)
        return True

    step.ask_printer = answer
    return offered


def test_the_sheet_is_printed_on_another_paper_as_large_as_fits(
    qtbot: QtBot, step: PaperStep, tmp_path: Path
) -> None:
    out = tmp_path / "printed.pdf"
    paper = QPageSize(QPageSize.PageSizeId.A4)
    offered = print_to(step, out, lambda printer: printer.setPageSize(paper))
    step.options.sizes.buttons[PageSize.LETTER].click()
    step.show_plan(Plan("a", label="B-17", points=POINTS))
    with qtbot.waitSignal(step.services.said, timeout=30_000) as said:
        step.options.print_button.click()
    pages = len(step.preview.book.sizes)
    assert offered == [pages]
    assert said.args == [f"Printed {pages} pages"]
    document = QPdfDocument()
    document.load(str(out))
    assert document.pageCount() == pages
    size = document.pagePointSize(0)
    assert (round(size.width()), round(size.height())) == A4
    shown = step.preview.book.document
    # Letter is wider and lower than A4: as wide as the paper, in the middle of its height.
    height = round(LETTER[1] * A4[0] / LETTER[0])
    above = (A4[1] - height) // 2
    for page in range(pages):
        one = _grey(document.render(page, QSize(*A4))).crop((0, above, A4[0], above + height))
        other = _grey(shown.render(page, QSize(A4[0], height)))
        differing = ImageChops.difference(one, other).point(lambda level: level > 48)
        lost = sum(differing.histogram()[1:])
        assert lost < 20, f"page {page + 1} is printed as it is shown"
    document.close()


def test_what_is_printed_to_a_file_on_the_same_paper_is_the_sheet_itself(
    qtbot: QtBot, step: PaperStep, tmp_path: Path
) -> None:
    out = tmp_path / "printed.pdf"
    print_to(step, out, lambda _: None)
    step.show_plan(Plan("a", label="B-17", points=POINTS))
    made(qtbot, step)
    assert step.file is not None
    with qtbot.waitSignal(step.services.said, timeout=30_000):
        step.options.print_button.click()
    assert out.read_bytes() == step.file.read_bytes()
    print_to(step, out, lambda printer: printer.setFromTo(2, 2))
    with qtbot.waitSignal(step.services.said, timeout=30_000) as said:
        step.options.print_button.click()
    assert said.args == ["Printed 1 page"]
    document = QPdfDocument()
    document.load(str(out))
    assert document.pageCount() == 1
    words = " ".join(document.getAllText(0).text().split())
    assert words == " ".join(step.preview.book.text(1).split())
    document.close()


def _grey(image: QImage) -> Image.Image:
    flat = QImage(image.size(), QImage.Format.Format_Grayscale8)
    flat.fill(255)
    painter = QPainter(flat)
    painter.drawImage(0, 0, image)
    painter.end()
    size = (flat.width(), flat.height())
    made = Image.frombytes("L", size, bytes(flat.constBits()), "raw", "L", flat.bytesPerLine())
    # Letters are drawn a little otherwise from dots than from outlines.
    return made.filter(ImageFilter.GaussianBlur(2))


def test_who_thinks_better_of_printing_prints_nothing(qtbot: QtBot, step: PaperStep) -> None:
    step.ask_printer = lambda *_: False
    step.show_plan(Plan("a", points=POINTS))
    made(qtbot, step)
    with qtbot.assertNotEmitted(step.services.said):
        step.print_sheet()


def test_a_pdf_is_saved_under_a_name_of_label_and_date(
    qtbot: QtBot, step: PaperStep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step.show_plan(Plan("a", label="B/17", points=POINTS))
    made(qtbot, step)
    path = tmp_path / "mine"
    offered = answer(monkeypatch, path)
    step.options.pdf_button.click()
    assert offered == ["B-17 practitioner sheet 2026-11-23.pdf"]
    saved = path.with_name("mine.pdf")
    assert saved.read_bytes().startswith(b"%PDF")
    assert step.options.saved.text() == "Saved as mine.pdf"
    step.options.copy_path.click()
    assert QGuiApplication.clipboard().text() == str(saved)


def test_handout_and_diagrams_are_saved_too(
    qtbot: QtBot,
    step: PaperStep,
    services: Services,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    step.show_plan(Plan("a", label="B-17", area=marked(services, "sole"), points=POINTS))
    made(qtbot, step)
    docx = tmp_path / "handout.docx"
    assert answer(monkeypatch, docx) == []
    step.options.docx_button.click()
    assert docx.read_bytes().startswith(b"PK")
    assert step.options.diagrams.isEnabled()
    entries = step.options._menu.actions()
    assert {entry.text().rpartition(", as ")[2] for entry in entries} == {
        "PNG picture…", "SVG drawing…",
    }  # fmt: skip
    png = tmp_path / "sole.png"
    offered = answer(monkeypatch, png)
    step.save_diagram("foot-plantar", Side.LEFT, ".png")
    assert offered == ["B-17 sole, left 2026-11-23.png"]
    assert not QImage(str(png)).isNull()
    svg = tmp_path / "sole.svg"
    answer(monkeypatch, svg)
    step.save_diagram("foot-plantar", Side.RIGHT, ".svg")
    assert "<svg" in svg.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_told(
    qtbot: QtBot, step: PaperStep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step.show_plan(Plan("a", points=POINTS))
    made(qtbot, step)
    answer(monkeypatch, tmp_path / "not there" / "sheet.pdf")
    with qtbot.waitSignal(step.services.trouble) as told:
        step.save_pdf()
    assert isinstance(told.args[0], WorldError)
    assert step.options.result.isHidden()
    answer(monkeypatch, None)
    step.save_pdf()
    assert step.options.result.isHidden()


def test_nothing_is_made_while_nobody_looks(
    qtbot: QtBot, services: Services, library: Library
) -> None:
    step = PaperStep(services)
    qtbot.addWidget(step)
    step.show_plan(Plan("a", points=POINTS))
    QTest.qWait(400)
    file = step.file
    assert file is None
    step.show()
    made(qtbot, step)
    assert step.file is not None
    step.close()


def test_no_sheet_is_left_behind(qtbot: QtBot, services: Services, library: Library) -> None:
    step = PaperStep(services)
    step.show()
    step.show_plan(Plan("a", points=POINTS))
    made(qtbot, step)
    assert step.file is not None
    folder = step.file.parent
    assert folder.exists()
    step.close()
    step.deleteLater()
    qtbot.waitUntil(lambda: not folder.exists())


def test_paper_is_that_of_the_country() -> None:
    country = QLocale.Country
    english = QLocale.Language.English
    assert usual_size(QLocale(english, country.UnitedStates)) is PageSize.LETTER
    assert usual_size(QLocale(english, country.Canada)) is PageSize.LETTER
    assert usual_size(QLocale(english, country.UnitedKingdom)) is PageSize.A4
    assert usual_size(QLocale(QLocale.Language.German, country.Germany)) is PageSize.A4


def test_the_choices_stand_above_the_pages_where_there_is_no_room_beside_them(
    qtbot: QtBot, step: PaperStep
) -> None:
    step.show_plan(Plan("a", points=POINTS))
    made(qtbot, step)
    assert step.preview.x() >= step.options.width()
    step.resize(420, 700)
    qtbot.waitUntil(lambda: step.preview.y() > 0)
    assert step.preview.x() == 0
