"""Chosen plans saved as PDFs from the list, or the open one: a file, or a folder for several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.errors import UnreadableFile
from desktop_app.domain.plans import Plan
from desktop_app.domain.progress import Progress
from desktop_app.planning.paper.kinds import SHEET_WORDS, Sheet
from desktop_app.planning.paper.naming import file_name
from desktop_app.ui.bringing.files import file_to_write, folder_to_use
from desktop_app.ui.plans.body import plan_atlas
from desktop_app.ui.plans.paper_choice import kept_sections, kept_size
from desktop_app.ui.services import Services
from desktop_app.ui.tasks import Lane
from desktop_app.ui.words import counted

if TYPE_CHECKING:
    from desktop_app.atlas.body import Atlas
    from desktop_app.planning.paper.several import Written
    from desktop_app.store import Library

SAVES = {Sheet.PRACTITIONER: "Save as PDF…", Sheet.HANDOUT: "Save handout…"}
SUFFIX = ".pdf"


class Titled(Protocol):
    """A plan, whole or as a row of the list."""

    @property
    def key(self) -> str:
        """Its key."""

    @property
    def label(self) -> str:
        """Its code for the client."""

    @property
    def title(self) -> str:
        """What it is found by."""


class PaperDeeds(QObject):
    """Saves sheets with the paper and the sections that were last chosen in the Paper step.

    Parameters
    ----------
    chosen
        Returns the plans that are chosen, as the library has them.
    """

    def __init__(
        self, services: Services, chosen: Callable[[], Sequence[Titled]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.services = services
        self.chosen = chosen
        self.today: Callable[[], date] = lambda: datetime.now().astimezone().date()
        self._widget = parent

    def save_practitioner(self) -> None:
        """Save the practitioner sheet of the chosen plans."""
        self.save(Sheet.PRACTITIONER)

    def save_handout(self) -> None:
        """Save the client handout of the chosen plans."""
        self.save(Sheet.HANDOUT)

    def save(self, sheet: Sheet) -> None:
        """Ask for a file, or for several plans a folder, and write a sheet of each."""
        plans = tuple(self.chosen())
        if not plans:
            return
        try:
            atlas = plan_atlas(self.services)
        except UnreadableFile as error:
            self.services.trouble.emit(error)
            return
        if len(plans) == 1:
            self._save_one(atlas, plans[0], sheet)
        else:
            self._save_several(atlas, plans, sheet)

    def fill(self, menu: QMenu) -> None:
        """Add what can be saved to a menu."""
        for sheet, words in SAVES.items():
            menu.addAction(words).triggered.connect(lambda _=False, each=sheet: self.save(each))

    def _save_one(self, atlas: Atlas, plan: Titled, sheet: Sheet) -> None:
        words, settings = SHEET_WORDS[sheet], self.services.settings
        name = file_name(plan.label, plan.title, words, self.today(), SUFFIX)
        path = file_to_write(
            self.services, self._widget, f"Save: {words}", name, "PDF (*.pdf)", SUFFIX
        )
        if path is None:
            return
        size, sections = kept_size(settings), kept_sections(settings, sheet)

        def write(library: Library, progress: Progress) -> Path:
            from desktop_app.planning.paper.writing import write_pdf
            from desktop_app.planning.plans import open_plan

            whole = plan if isinstance(plan, Plan) else open_plan(library, plan.key)
            return write_pdf(library, atlas, whole, sheet, size, path, progress, sections)

        self.services.job(
            f"Saving {path.name}",
            write,
            lambda made: self.services.said.emit(f"Saved as {made.name}"),
            lane=Lane.LONG,
            owner=self,
        )

    def _save_several(self, atlas: Atlas, plans: Sequence[Titled], sheet: Sheet) -> None:
        what = _several(len(plans), sheet)
        folder = folder_to_use(self.services, self._widget, f"A folder for {what}")
        if folder is None:
            return
        settings, day = self.services.settings, self.today()
        size, sections = kept_size(settings), kept_sections(settings, sheet)
        keys = tuple(plan.key for plan in plans)

        def write(library: Library, progress: Progress) -> Written:
            from desktop_app.planning.paper.several import write_sheets

            return write_sheets(library, atlas, keys, sheet, size, folder, day, progress, sections)

        self.services.job(
            f"Saving {what}",
            write,
            lambda written: self.services.said.emit(_saved(written, folder, sheet)),
            lane=Lane.LONG,
            owner=self,
        )


def _several(number: int, sheet: Sheet) -> str:
    one = SHEET_WORDS[sheet].lower()
    return counted(number, one, f"{one}s")


def _saved(written: Written, folder: Path, sheet: Sheet) -> str:
    words = f"Saved {_several(len(written.paths), sheet)} in {folder.name or folder}"
    if not written.numbered:
        return words
    names = counted(len(written.numbered), "file of that name was", "files of that name were")
    return f"{words}; {names} there already, so a number was added"
