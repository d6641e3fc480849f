"""Writes a sheet for a word processor, with real headings, lists and tables; no drawings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

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
    Panel,
    Text,
    Words,
    plain,
)

FONT = "Noto Sans"
"""Asked for; a word processor without it takes another."""

LANGUAGE = "en-GB"
_STYLES = {
    Look.BODY: "Normal",
    Look.LEAD: "Subtitle",
    Look.SMALL: "Normal",
    Look.CAPTION: "Caption",
}
_SIZES = {"Normal": 11.5, "Subtitle": 12.5, "Caption": 9.5, "Heading 1": 20, "Heading 2": 14,
          "Heading 3": 12, "List Bullet": 11.5, "List Number": 11.5, "Header": 9,
          "Footer": 9}  # fmt: skip


def write_word(document: Document, path: Path) -> None:
    """Write a sheet as DOCX.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    made = docx.Document()
    _set_styles(made)
    facts = made.core_properties
    facts.title, facts.author, facts.language = _legal(document.title), "", LANGUAGE
    facts.comments = _legal(document.foot)
    facts.created = facts.modified = datetime.combine(document.made, time(), UTC)
    section = made.sections[0]
    section.footer.paragraphs[0].text = _legal(document.foot)
    _blocks(made, document.blocks)
    made.save(str(path))


def _blocks(made: Any, blocks: Sequence[Block]) -> None:
    for block in blocks:
        match block:
            case Heading():
                made.add_heading(_legal(block.text), block.level)
            case Words():
                _runs(made.add_paragraph(style=_STYLES[block.look]), block.text)
            case Items():
                style = "List Number" if block.numbered else "List Bullet"
                for item in block.items:
                    _runs(made.add_paragraph(style=style), item)
            case Panel():
                _blocks(made, block.blocks)
            case Blank():
                paragraph = made.add_paragraph()
                paragraph.add_run(f"{block.label} ").bold = True
                paragraph.add_run("\t").underline = True
                paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(450))
            case Facts():
                for name, words in block.pairs:
                    paragraph = made.add_paragraph()
                    paragraph.add_run(f"{name}: ").bold = True
                    _runs(paragraph, words)
            case Grid():
                _table(made, block)
            case _:
                pass


def _table(made: Any, block: Grid) -> None:
    table = made.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
        cell.paragraphs[0].add_run(_legal(column.title)).bold = True
    # A head that is repeated on every page, and read out with its cells.
    head = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001  python-docx has no way of its own
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    head.append(mark)
    for row in block.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].text = "\n".join(_legal(plain(each.text)) for each in words)


def _runs(paragraph: Any, words: Text) -> None:
    for each in words:
        run = paragraph.add_run(_legal(each.text))
        run.bold = each.strong or None
        run.italic = each.slanted or None
        if each.quiet:
            run.font.color.rgb = RGBColor(*inks.rgb(inks.QUIET))


def _legal(words: str) -> str:
    """Return words without the letters that XML forbids."""
    return "".join(
        letter
        for letter in words
        if letter in "\t\n" or "\x20" <= letter <= "\ud7ff" or "\ue000" <= letter <= "\ufffd"
        or letter > "\uffff"
    )  # fmt: skip


def _set_styles(made: Any) -> None:
    for name, size in _SIZES.items():
        style = made.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(kind), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
        colour = inks.ACCENT if name == "Heading 2" else inks.INK
        quiet = name in ("Subtitle", "Caption", "Header", "Footer")
        style.font.color.rgb = RGBColor(*inks.rgb(inks.QUIET if quiet else colour))
        style.font.italic = False
        style.font.bold = name.startswith("Heading")
    normal = made.styles["Normal"].paragraph_format
    normal.space_after, normal.line_spacing_rule = Pt(6), WD_LINE_SPACING.MULTIPLE
    normal.line_spacing = 1.25
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    made.styles["Normal"].element.get_or_add_rPr().append(language)
