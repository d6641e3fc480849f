"""A plan on paper: practitioner sheet, client handout, diagrams.

What writes PDFs takes longer to load than the window to open: import this room when it is needed.
"""

from desktop_app.planning.paper.choosing import Shown, views_for
from desktop_app.planning.paper.kinds import SECTIONS, SHEET_WORDS, PageSize, Sheet
from desktop_app.planning.paper.writing import draw_diagram, write_docx, write_pdf

__all__ = [
    "SECTIONS",
    "SHEET_WORDS",
    "PageSize",
    "Sheet",
    "Shown",
    "draw_diagram",
    "views_for",
    "write_docx",
    "write_pdf",
]
