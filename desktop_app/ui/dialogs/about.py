"""About: what the program is, its versions, and the licences of what it is made of."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_app import __version__
from desktop_app.ui.dialogs.notice import PARTS
from desktop_app.ui.dialogs.sheet import Sheet
from desktop_app.ui.rich.pages import SectionHeading, text_label
from desktop_app.ui.services import Services

MADE_OF = (
    ("Qt for Python (PySide6)", "LGPL-3.0", "window, drawing, SVG, PDF"),
    ("SQLAlchemy, Alembic", "MIT", "the library file"),
    ("SQLite", "public domain", "the library file, full-text search"),
    ("PyYAML", "MIT", "reading the content"),
    ("jsonschema", "MIT", "checking the content"),
    ("platformdirs", "MIT", "where your data is kept"),
    ("filelock", "MIT", "one running copy per library"),
    ("Pillow", "MIT-CMU", "pictures"),
    ("bibtexparser, pylatexenc", "MIT", "BibTeX"),
    ("defusedxml", "PSF", "EndNote's XML"),
    ("citeproc-py, lxml", "BSD", "citations"),
    ("Citation styles of the CSL project", "CC-BY-SA-3.0", "how citations are written"),
    ("pypdfium2 with PDFium", "Apache-2.0, BSD-3-Clause", "the text of PDFs"),
    ("orjson", "MPL-2.0 and MIT", "records in the library file"),
    ("MakeHuman base mesh", "CC0-1.0", "the skin of the body"),
    ("MyoSim bones", "Apache-2.0", "the bones of the body"),
    ("Noto Sans CJK (subset)", "OFL-1.1", "汉字"),
)


class AboutDialog(Sheet):
    """Versions, notice, licences."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(services, parent, "About Yongquan", 600, 640)
        self.setObjectName("about")
        page = self.page
        page.add(
            text_label(
                "Yongquan (涌泉, “gushing spring”: KI1, the point in the sole) is an offline atlas "
                "of foot and leg, with the evidence behind what is said of its points."
            )
        )
        page.add(
            text_label(f"Version {__version__} · content {services.content.version}", role="quiet")
        )
        page.add(SectionHeading("A reference, not medical advice"))
        for part in PARTS:
            page.add(text_label(part, markdown=True))
        accepted = services.settings.first_notice_accepted
        if accepted:
            page.add(text_label(f"Accepted on {accepted}.", role="small"))
        page.add(SectionHeading("Licences"))
        page.add(text_label("Yongquan itself: MIT. It is made with:"))
        lines = "\n".join(f"- **{name}** ({licence}): {use}" for name, licence, use in MADE_OF)
        page.add(text_label(lines, markdown=True))
        for title, text in licence_texts(services):
            page.add(SectionHeading(title))
            page.add(_text_box(text))
        page.body.addStretch(1)
        self.add_button("Close", primary=True)


def licence_texts(services: Services) -> list[tuple[str, str]]:
    """Return the licence texts that ship in ``assets/licences``, by file name."""
    folder = services.assets / "licences"
    return [
        (file.stem.replace("-", " "), file.read_text(encoding="utf-8"))
        for file in sorted(folder.glob("*.txt"))
    ]


def _text_box(text: str) -> QPlainTextEdit:
    box = QPlainTextEdit(text)
    box.setReadOnly(True)
    box.setFixedHeight(160)
    box.setTabChangesFocus(True)
    return box
