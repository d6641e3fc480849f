"""What was last chosen for paper: sheet, size, sections; remembered from one plan to the next."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from desktop_app.paper.sizes import PageSize
from desktop_app.planning.paper.kinds import SECTIONS, Sheet
from desktop_app.ui.settings import Settings

PAGE_SIZE = "paper.size"
SHEET = "paper.sheet"
LEFT_OUT = "paper.left-out"

_LETTER = (
    QLocale.Country.UnitedStates, QLocale.Country.Canada, QLocale.Country.Mexico,
    QLocale.Country.Philippines, QLocale.Country.Chile, QLocale.Country.Colombia,
    QLocale.Country.CostaRica, QLocale.Country.Guatemala, QLocale.Country.Panama,
    QLocale.Country.PuertoRico, QLocale.Country.Venezuela, QLocale.Country.DominicanRepublic,
    QLocale.Country.ElSalvador, QLocale.Country.Nicaragua,
)  # fmt: skip
"""Countries whose offices use Letter."""


def usual_size(locale: QLocale) -> PageSize:
    """Return the paper that offices of a country use."""
    return PageSize.LETTER if locale.territory() in _LETTER else PageSize.A4


def kept_sheet(settings: Settings) -> Sheet:
    """Return the sheet that was last chosen."""
    kept = settings.recall(SHEET, "")
    return Sheet(kept) if kept in list(Sheet) else Sheet.PRACTITIONER


def kept_size(settings: Settings) -> PageSize:
    """Return the paper that was last chosen, or that of the country."""
    kept = settings.recall(PAGE_SIZE, "")
    return PageSize(kept) if kept in list(PageSize) else usual_size(QLocale())


def kept_sections(settings: Settings, sheet: Sheet) -> frozenset[str]:
    """Return the sections of a sheet that are wanted: all that were not left out."""
    out = _left_out(settings)
    return frozenset(each for each in SECTIONS[sheet] if f"{sheet}/{each}" not in out)


def keep_section(settings: Settings, sheet: Sheet, section: str, on: bool) -> None:
    """Remember that a section of a sheet is wanted, or left out."""
    key = {f"{sheet}/{section}"}
    out = _left_out(settings)
    settings.remember(LEFT_OUT, sorted(out - key if on else out | key))


def _left_out(settings: Settings) -> frozenset[str]:
    return frozenset(map(str, settings.recall(LEFT_OUT, list[str]())))
