"""Cuts the shipped fonts out of Noto: 汉字 for screen and paper, and what paper is written in.

Run ``python -m assets.pipeline.fonts --han NotoSansCJK-Regular.ttc`` (Debian: package
fonts-noto-cjk) after characters have been added to ``data/``: it holds the characters of the
content and no more. ``--paper FOLDER`` cuts the fonts of paper out of the folder of the package
fonts-noto-core, and needs no other run.
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FAMILY = "Yongquan Han"
"""Name of the subset: the licence keeps the original's name for the original."""

FACE = "Noto Sans CJK SC"
FONT = ROOT / "assets" / "fonts" / "yongquan-han.otf"
PAPER = ROOT / "assets" / "fonts" / "paper"
PAPER_FAMILY = "Yongquan Sans"
PAPER_STYLES = ("Regular", "Bold", "Italic")
PAPER_LETTERS = (
    (0x20, 0x24F), (0x2B0, 0x2FF), (0x370, 0x3FF), (0x400, 0x45F), (0x1E00, 0x1EFF),
    (0x2000, 0x22FF), (0xFFFD, 0xFFFD),
)  # fmt: skip
"""Latin with tone marks, Greek, Cyrillic, punctuation, and the sign for what is missing."""

PAPER_SIGNS = "\u2190\u2191\u2192\u2193\u2212\u221a\u221e\u2248\u2260\u2261\u2264\u2265"
"""Arrows and signs of comparison, which Noto Sans leaves to Noto Sans Math."""

READ = ("data/**/*.yaml", "desktop_app/**/*.py", "assets/help/*.md")
"""Where characters are looked for."""


def han_characters(root: Path = ROOT) -> set[str]:
    """Return every Han character and full-width mark that the program can show."""
    found: set[str] = set()
    for pattern in READ:
        for file in root.glob(pattern):
            found.update(filter(is_han, file.read_text(encoding="utf-8")))
    return found


def is_han(letter: str) -> bool:
    """Tell whether a letter needs a Chinese font."""
    name = unicodedata.name(letter, "")
    return name.startswith(("CJK", "IDEOGRAPHIC", "FULLWIDTH"))


def cut(source: Path, out: Path, letters: set[str]) -> None:
    """Write a font with these letters only.

    Raises
    ------
    ValueError
        If the source has no face of simplified Chinese, or lacks a letter.
    """
    from fontTools import subset
    from fontTools.ttLib import TTCollection

    faces = TTCollection(source).fonts
    font = next((face for face in faces if face["name"].getDebugName(1) == FACE), None)
    if font is None:
        raise ValueError(f"{source} has no face {FACE}")
    missing = letters - {chr(code) for code in font.getBestCmap()}
    if missing:
        raise ValueError(f"{source} lacks {''.join(sorted(missing))}")
    options = subset.Options(layout_features=["locl"], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    options.drop_tables += ["vhea", "vmtx", "VORG"]
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(letters)))
    cutter.subset(font)
    rename(font)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    out.parent.mkdir(parents=True, exist_ok=True)
    font.save(out)


def cut_paper(folder: Path, out: Path) -> list[Path]:
    """Write the fonts of paper, in TrueType outlines: those are what a PDF is given.

    Letters are placed by their widths alone, so nothing but outlines is kept.
    """
    from fontTools import subset
    from fontTools.ttLib import TTFont

    letters = {code for first, last in PAPER_LETTERS for code in range(first, last + 1)}
    wanted = [(f"NotoSans-{style}", PAPER_FAMILY, style, letters) for style in PAPER_STYLES]
    signs = set(map(ord, PAPER_SIGNS))
    wanted.append(("NotoSansMath-Regular", "Yongquan Signs", "Regular", signs))
    written = []
    out.mkdir(parents=True, exist_ok=True)
    for source, family, style, codes in wanted:
        font = TTFont(folder / f"{source}.ttf", recalcTimestamp=False)
        options = subset.Options(
            layout_features=[], hinting=False, glyph_names=False, notdef_outline=True,
            name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        )  # fmt: skip
        options.drop_tables += ["GDEF", "GPOS", "GSUB", "MATH", "STAT"]
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=codes)
        cutter.subset(font)
        name(font, family, style, f"{family} {style}; subset of {source}")
        written.append(out / f"{family.lower().replace(' ', '-')}-{style.lower()}.ttf")
        font.save(written[-1])
    return written


def truetype(source: Path, out: Path) -> None:
    """Write a font of cubic outlines as one of quadratic ones, which a PDF's writer can embed.

    Outlines move by at most a thousandth of the size of the letters.
    """
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont, newTable

    font = TTFont(source, recalcTimestamp=False)
    order, drawn = font.getGlyphOrder(), font.getGlyphSet()
    outlines = {}
    for glyph in order:
        pen = TTGlyphPen(drawn)
        drawn[glyph].draw(Cu2QuPen(pen, font["head"].unitsPerEm / 1000, reverse_direction=True))
        outlines[glyph] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, outlines
    most = font["maxp"]
    most.tableVersion = 0x00010000
    zeros = ("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
             "maxStackElements", "maxSizeOfInstructions", "maxComponentElements")  # fmt: skip
    most.maxZones = 1
    for field in zeros:
        setattr(most, field, 0)
    font["post"].formatType = 3.0
    for tag in ("CFF ", "GSUB", "GPOS", "GDEF", "BASE"):
        if tag in font:
            del font[tag]
    font.sfntVersion = "\0\1\0\0"
    out.parent.mkdir(parents=True, exist_ok=True)
    font.save(out)


def name(font: object, family: str, style: str, unique: str) -> None:
    """Give a subset its own name; copyright and licence stay."""
    for record in font["name"].names:  # type: ignore[index]
        own = {
            1: family, 2: style, 3: unique, 4: f"{family} {style}",
            6: f"{family.replace(' ', '')}-{style}",
        }.get(record.nameID)  # fmt: skip
        if own is not None:
            record.string = own


def rename(font: object) -> None:
    """Give the subset of 汉字 its own name, also within its outlines."""
    name(font, FAMILY, "Regular", f"{FAMILY}; subset of {FACE}")
    for record in font["name"].names:  # type: ignore[index]
        if record.nameID == 4:
            record.string = FAMILY
    top = font["CFF "].cff  # type: ignore[index]
    top.fontNames = [FAMILY.replace(" ", "") + "-Regular"]
    top.topDictIndex[0].FullName = FAMILY
    top.topDictIndex[0].FamilyName = FAMILY


def main(arguments: list[str]) -> int:
    """Cut the fonts and say how large they have become."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--han", type=Path, help="NotoSansCJK-Regular.ttc")
    parser.add_argument("--paper", type=Path, help="folder with NotoSans-Regular.ttf and others")
    chosen = parser.parse_args(arguments)
    written = []
    if chosen.han:
        cut(chosen.han, FONT, han_characters())
        truetype(FONT, PAPER / f"{FONT.stem}.ttf")
        written += [FONT, PAPER / f"{FONT.stem}.ttf"]
    if chosen.paper:
        written += cut_paper(chosen.paper, PAPER)
    for file in written:
        print(f"{file.name}: {file.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
