"""A plan on paper: practitioner sheet, client handout, diagrams.

What writes PDFs takes longer to load than the window to open, so it is loaded when it is first
asked for; what can be chosen (sheets, sizes, sections) is there at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from desktop_app.paper.choosing import Shown, views_for
from desktop_app.paper.sizes import PageSize
from desktop_app.planning.paper.kinds import SECTIONS, SHEET_WORDS, Sheet
from desktop_app.planning.paper.naming import file_name

if TYPE_CHECKING:
    from desktop_app.planning.paper.several import Written, write_sheets
    from desktop_app.planning.paper.writing import draw_diagram, write_docx, write_pdf

__all__ = [
    "SECTIONS",
    "SHEET_WORDS",
    "PageSize",
    "Sheet",
    "Shown",
    "Written",
    "draw_diagram",
    "file_name",
    "views_for",
    "write_docx",
    "write_pdf",
    "write_sheets",
]
_LATER = {
    "Written": "several",
    "draw_diagram": "writing",
    "write_docx": "writing",
    "write_pdf": "writing",
    "write_sheets": "several",
}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
