"""The PDFs: sound, tagged, embedded, in reading order, with nothing clipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from desktop_app.atlas.body import Atlas
from desktop_app.domain.errors import NotUnderstood, UnreadableFile
from desktop_app.domain.plans import Plan, PlanPoint
from desktop_app.domain.progress import Cancelled, Progress
from desktop_app.planning.paper import SECTIONS, PageSize, Sheet, write_pdf
from desktop_app.store import Library
from tests.planning import papers


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    library = papers.library()
    yield library
    library.close()


@pytest.fixture(scope="module")
def plan(atlas: Atlas, library: Library) -> Plan:
    return papers.small_plan(atlas, library.content)


@pytest.fixture(scope="module")
def written(
    tmp_path_factory: pytest.TempPathFactory, library: Library, atlas: Atlas, plan: Plan
) -> dict[tuple[Sheet, PageSize], Path]:
    folder = tmp_path_factory.mktemp("paper")
    return {
        (sheet, size): write_pdf(library, atlas, plan, sheet, size, folder / f"{sheet}-{size}.pdf")
        for sheet in Sheet
        for size in PageSize
    }


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, library: Library, atlas: Atlas) -> Path:
    many = papers.large_plan(atlas, library.content)
    out = tmp_path_factory.mktemp("paper") / "many.pdf"
    return write_pdf(library, atlas, many, Sheet.PRACTITIONER, PageSize.LETTER, out)


def test_a_checker_finds_no_fault(written: dict[Any, Path], large: Path) -> None:
    for path in (*written.values(), large):
        assert "No syntax or stream encoding errors found" in papers.run(
            "qpdf", "--check", str(path)
        )


def test_every_font_is_embedded_as_a_subset_that_can_be_searched(
    written: dict[Any, Path],
) -> None:
    for path in written.values():
        fonts = papers.fonts_of(path)
        assert fonts
        assert all(row[1:] == ["yes", "yes", "yes"] for row in fonts), fonts


def test_pages_have_the_size_asked_for(written: dict[tuple[Sheet, PageSize], Path]) -> None:
    for (_, size), path in written.items():
        for page in PdfReader(path).pages:
            assert [float(page.mediabox.width), float(page.mediabox.height)] == pytest.approx(
                size.points, abs=0.01
            )


def test_the_text_comes_in_reading_order(written: dict[tuple[Sheet, PageSize], Path]) -> None:
    words = papers.words_of(written[Sheet.PRACTITIONER, PageSize.A4])
    order = [
        "BX-07 – Numb soles, diabetic", "Red flags", "Asked, not there: stroke signs",
        "Safety alerts", "Where", "Points and needling", "5 points", "KI1", "Yǒngquán", "涌泉",
        "12 mm, perpendicular", "ST36", "2/100 Hz, pair 1", "In reserve, not needled", "GB34",
        "Sessions and outcomes", "a small bruise", "What the evidence says", "Low certainty",
        "References", "STRICTA items", "Not stated: 1a Style",
    ]  # fmt: skip
    at = -1
    for each in order:
        found = words.find(each, at + 1)
        assert found > at, each
        at = found


def test_every_page_tells_its_number_version_and_day(written: dict[Any, Path]) -> None:
    for path in written.values():
        pages = PdfReader(path).pages
        for number, page in enumerate(pages, 1):
            text = page.extract_text()
            assert f"Page {number} of {len(pages)}" in text
            assert "Made 23 November 2026 · Yongquan" in text


def test_a_null_result_is_told_as_plainly(written: dict[tuple[Sheet, PageSize], Path]) -> None:
    practitioner = papers.words_of(written[Sheet.PRACTITIONER, PageSize.A4])
    assert "do not differ between needling" in practitioner
    assert "direction: no difference" in practitioner
    handout = papers.words_of(written[Sheet.HANDOUT, PageSize.A4])
    assert "no different after needles than after a switched-off laser" in handout
    assert "We are not sure of this" in handout
    assert "This is tradition, not the result of a study" in handout


def test_what_belongs_to_the_client_is_in_the_handout(
    written: dict[tuple[Sheet, PageSize], Path],
) -> None:
    words = papers.words_of(written[Sheet.HANDOUT, PageSize.LETTER])
    assert "take blood thinners" in words
    assert "Call the emergency number now" in words
    assert "Some needles are joined to a small box" in words
    assert "herb" not in words  # no moxa in this plan
    assert "Call or write to:" in words


def test_the_structure_holds_headings_tables_lists_and_figures(
    written: dict[tuple[Sheet, PageSize], Path],
) -> None:
    root: Any = PdfReader(written[Sheet.PRACTITIONER, PageSize.A4]).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    kinds = Counter(str(each["/S"]) for each in elements(root["/StructTreeRoot"]))
    assert kinds["/H1"] == 1
    for kind in ("/H2", "/P", "/L", "/LI", "/LBody", "/Table", "/TR", "/TH", "/TD", "/Figure"):
        assert kinds[kind], kind
    figures = [e for e in elements(root["/StructTreeRoot"]) if e["/S"] == "/Figure"]
    assert all("limb" in figure["/Alt"] for figure in figures)
    assert any("1 KI1" in figure["/Alt"] for figure in figures)


def test_every_mark_on_a_page_leads_to_its_element_and_back(
    written: dict[tuple[Sheet, PageSize], Path],
) -> None:
    reader = PdfReader(written[Sheet.HANDOUT, PageSize.A4])
    root: Any = reader.trailer["/Root"]
    tree = root["/StructTreeRoot"]
    numbers = tree["/ParentTree"]["/Nums"]
    by_page = {numbers[at]: numbers[at + 1] for at in range(0, len(numbers), 2)}
    for number, page in enumerate(reader.pages):
        parents: Any = page["/StructParents"]
        assert parents == number
        content = page.get_contents()
        assert content is not None
        drawn = content.get_data().decode("latin-1")
        marks = drawn.count("/MCID")
        assert len(by_page[number].get_object()) == marks
        begun = drawn.count(" BDC")
        assert begun == drawn.count("EMC")
        # Nothing is written outside of marks: letters stand between a beginning and its end.
        depth = 0
        for line in drawn.splitlines():
            depth += line.endswith("BDC") - (line.strip() == "EMC")
            assert depth in (0, 1)
            assert depth or " Tj" not in line


def test_headings_are_bookmarks(written: dict[tuple[Sheet, PageSize], Path]) -> None:
    outline = PdfReader(written[Sheet.PRACTITIONER, PageSize.A4]).outline
    titles = [each.title for each in flat(outline)]
    assert titles[0] == "BX-07 – Numb soles, diabetic"
    assert {"Red flags", "Points and needling", "What the evidence says"} < set(titles)


def test_a_long_table_repeats_its_head_and_stays_on_the_page(large: Path) -> None:
    pages = [page.extract_text() for page in PdfReader(large).pages]
    heads = [number for number, text in enumerate(pages) if "Where, and what to mind" in text]
    assert len(heads) > 2
    words = papers.words_of(large)
    assert words.count("Long. ") >= 1699
    boxes = papers.run("pdftotext", "-bbox", str(large), "-")
    edges = [float(part.split('"')[1]) for part in boxes.split("xMax=")[1:]
             for part in [f"x={part}"]]  # fmt: skip
    assert max(edges) <= 612.0 - 50.0
    lows = [float(part.split('"')[1]) for part in boxes.split("yMax=")[1:]]
    assert max(lows) <= 792.0 - 20.0


def test_sections_can_be_left_out(
    tmp_path: Path, library: Library, atlas: Atlas, plan: Plan
) -> None:
    path = write_pdf(
        library, atlas, plan, Sheet.PRACTITIONER, PageSize.A4, tmp_path / "p.pdf",
        sections=frozenset({"points"}),
    )  # fmt: skip
    words = papers.words_of(path)
    assert "Points and needling" in words
    assert "STRICTA" not in words
    with pytest.raises(NotUnderstood, match="evidence"):
        write_pdf(library, atlas, plan, Sheet.HANDOUT, PageSize.A4, path, sections={"x"})  # type: ignore[arg-type]
    assert all(SECTIONS[sheet] for sheet in Sheet)


HOSTILE = (
    "</para><font size=99>big</font> & <b> &amp; ]]> %s {0} \\n",
    "مرحبا بالعالم ‏שלום\u202e",
    "🦶🏽👩‍⚕️ e\u0301 x̌ \ufeff\u200b",
    "龘靐齉 涌泉",
    "\x00\x07\x1b[31m\x7f\ud83d",
    "x" * 10_000,
    "long " * 2_000,
    "a\r\n\r\nb\rc\u2028d",
)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_can_break_a_sheet(
    words: str, tmp_path: Path, library: Library, atlas: Atlas, plan: Plan
) -> None:
    hostile = replace(
        plan, label=words[:400], title=words[:400], goals=words, notes=words, condition="unknown",
        points=(replace(plan.points[0], note=words, hertz=words[:200]), PlanPoint("ZZ99")),
        sessions=(replace(plan.sessions[1], response=words, adverse=words),),
    )  # fmt: skip
    for sheet in Sheet:
        told = frozenset(SECTIONS[sheet]) - {"evidence", "diagrams", "where", "warnings"}
        path = write_pdf(
            library, atlas, hostile, sheet, PageSize.A4, tmp_path / "hostile.pdf", sections=told
        )
        papers.run("qpdf", "--check", str(path))
        assert all(row[1:] == ["yes"] * 3 for row in papers.fonts_of(path))


def test_letters_that_no_font_has_are_seen_to_be_missing(
    tmp_path: Path, library: Library, atlas: Atlas, plan: Plan
) -> None:
    odd = replace(plan, notes="before 龘靐 after, <b>not bold</b> ≥ 3")
    words = papers.words_of(
        write_pdf(library, atlas, odd, Sheet.PRACTITIONER, PageSize.A4, tmp_path / "odd.pdf")
    )
    assert "before \ufffd after, <b>not bold</b> ≥ 3" in words
    assert "stands for letters that the fonts of this sheet do not have" in words


def test_what_cannot_be_written_is_told_and_leaves_what_was_there(
    tmp_path: Path, library: Library, atlas: Atlas, plan: Plan
) -> None:
    with pytest.raises(UnreadableFile, match="no folder"):
        write_pdf(library, atlas, plan, Sheet.HANDOUT, PageSize.A4, tmp_path / "no" / "x.pdf")
    kept = tmp_path / "kept.pdf"
    kept.write_bytes(b"as it was")
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        write_pdf(library, atlas, plan, Sheet.HANDOUT, PageSize.A4, kept, progress)
    assert kept.read_bytes() == b"as it was"
    assert [path.name for path in tmp_path.iterdir()] == ["kept.pdf"]


def test_progress_is_told_and_can_stop_between_pages(
    tmp_path: Path, library: Library, atlas: Atlas, plan: Plan
) -> None:
    told: list[str] = []
    progress = Progress()

    def listen(done: int, total: int, words: str) -> None:
        told.append(words)
        if total and done == 1:
            progress.cancel()

    progress.listen(listen)
    with pytest.raises(Cancelled):
        write_pdf(
            library, atlas, plan, Sheet.PRACTITIONER, PageSize.A4, tmp_path / "x.pdf", progress
        )
    assert "Drawing the limbs" in told
    assert not list(tmp_path.iterdir())


def test_an_empty_plan_has_a_sheet_too(tmp_path: Path, library: Library, atlas: Atlas) -> None:
    for sheet in Sheet:
        path = write_pdf(library, atlas, Plan(), sheet, PageSize.LETTER, tmp_path / "empty.pdf")
        assert papers.words_of(path)


def elements(node: Any) -> Iterator[Any]:
    """Yield the structure elements below a node."""
    for kid in node.get("/K", ()):
        kid = kid.get_object()
        if "/S" in kid:
            yield kid
            yield from elements(kid)


def flat(outline: Any) -> Iterator[Any]:
    """Yield the entries of an outline and those within them."""
    for each in outline:
        if isinstance(each, list):
            yield from flat(each)
        else:
            yield each
