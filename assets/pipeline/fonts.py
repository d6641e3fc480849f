"""Cuts the shipped 汉字 font out of Noto Sans CJK: the characters of the content and no more.

Run ``python -m assets.pipeline.fonts NotoSansCJK-Regular.ttc`` (Debian: package fonts-noto-cjk)
after characters have been added to ``data/``.
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


def rename(font: object) -> None:
    """Give the subset its own name; copyright and licence stay."""
    table = font["name"]  # type: ignore[index]
    for record in table.names:
        if record.nameID in (1, 4):
            record.string = FAMILY
        elif record.nameID == 6:
            record.string = FAMILY.replace(" ", "") + "-Regular"
        elif record.nameID == 3:
            record.string = f"{FAMILY}; subset of {FACE}"
    top = font["CFF "].cff  # type: ignore[index]
    top.fontNames = [FAMILY.replace(" ", "") + "-Regular"]
    top.topDictIndex[0].FullName = FAMILY
    top.topDictIndex[0].FamilyName = FAMILY


def main(arguments: list[str]) -> int:
    """Cut the font and say how large it has become."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="NotoSansCJK-Regular.ttc")
    source: Path = parser.parse_args(arguments).source
    letters = han_characters()
    cut(source, FONT, letters)
    print(f"{FONT.name}: {len(letters)} characters, {FONT.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
