"""What can be done with the chosen studies: star, status, tags, collections, trash, menu of all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.changes import Changed
from desktop_app.domain.listed import StudyRow
from desktop_app.domain.own import ReadStatus
from desktop_app.domain.refs import Ref, study_ref
from desktop_app.ui.dialogs.naming import NameDialog
from desktop_app.ui.evidence.organiser import Organiser
from desktop_app.ui.rich.commands import add_command
from desktop_app.ui.rich.dots import dot_icon
from desktop_app.ui.services import Services
from desktop_app.ui.words import counted

if TYPE_CHECKING:
    from desktop_app.store import Library

ON_ONE = (
    "evidence.open", "evidence.attach", "evidence.edit", "evidence.appraise", "evidence.stance",
    "evidence.claim",
)  # fmt: skip
ON_SEVERAL = ("evidence.compare",)
"""Commands in the menu that make sense for one study, and for several."""

ASKS_WIDE = 340
"""Width of the dialog that asks for a name, pixels at 100 %."""

SHIPPED_STAYS = "Studies that come with Yongquan stay: only your own can be put into the trash."

Chosen = Callable[[], Sequence[int]]
Rows = Callable[[], Sequence[StudyRow]]
Write = Callable[["Library", tuple[Ref, ...]], Changed]


class Deeds(QObject):
    """Verbs on the chosen studies, however many; each can be taken back.

    Parameters
    ----------
    chosen
        Returns the numbers of the chosen studies.
    rows
        Returns the chosen rows that are held, enough to tell what a toggle should do.
    """

    def __init__(
        self, services: Services, organiser: Organiser, chosen: Chosen, rows: Rows, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.services = services
        self.organiser = organiser
        self.chosen = chosen
        self.rows = rows
        self._widget = parent

    def star(self) -> None:
        """Star the chosen studies; if all are starred, take the stars away."""
        from desktop_app.library.organising import set_stars

        on = not all(row.starred for row in self.rows())
        self._write(lambda library, refs: set_stars(library, refs, on))

    def read(self) -> None:
        """Mark the chosen studies as read; if all are, as unread."""
        done = all(row.status is ReadStatus.READ for row in self.rows())
        self.mark(ReadStatus.UNREAD if done else ReadStatus.READ)

    def mark(self, status: ReadStatus) -> None:
        """Say how far the chosen studies have been read."""
        from desktop_app.library.organising import set_status

        self._write(lambda library, refs: set_status(library, refs, status))

    def tag(self, key: str, on: bool) -> None:
        """Give the chosen studies a tag or take it from them."""
        from desktop_app.library.organising import set_tag

        self._write(lambda library, refs: set_tag(library, refs, key, on))

    def collect(self, key: str) -> None:
        """Put the chosen studies into a collection."""
        from desktop_app.library.organising import collect

        self._write(lambda library, refs: collect(library, refs, key))

    def uncollect(self, key: str) -> None:
        """Take the chosen studies out of a collection."""
        from desktop_app.library.organising import uncollect

        self._write(lambda library, refs: uncollect(library, refs, key))

    def trash(self) -> None:
        """Put the user's own among the chosen studies into the trash."""
        from desktop_app.library.organising import trash_studies

        rows = self.rows()
        if rows and not any(row.own for row in rows):
            self.services.said.emit(SHIPPED_STAYS)
            return
        if any(not row.own for row in rows):
            self.services.said.emit(SHIPPED_STAYS)
        self._write_keys(lambda library, keys: trash_studies(library, keys), own=True)

    def restore(self) -> None:
        """Take the chosen studies out of the trash."""
        from desktop_app.library.organising import restore_studies

        self._write_keys(lambda library, keys: restore_studies(library, keys), own=True)

    def empty(self) -> None:
        """Remove what is in the trash for good, after asking."""
        from desktop_app.library.organising import count_trash, empty_trash
        from desktop_app.ui.dialogs.asking import ask

        def remove() -> None:
            self.services.write(empty_trash, on_done=lambda _: self.services.forgotten.emit())

        def question(count: int) -> None:
            if not count:
                self.services.said.emit("The trash is empty.")
                return
            ask(
                self._widget,
                f"Remove {counted(count, 'study', 'studies')} for good?",
                "Notes, tags, marks and appraisals of them go too. This cannot be taken back.",
                "Remove",
                remove,
            )

        self.services.read(count_trash, question, owner=self)

    def menu(self, parent: QWidget, collection: str = "") -> QMenu:
        """Return the menu of the chosen studies.

        Parameters
        ----------
        collection
            Key of the collection that is shown, of which studies can be taken out.
        """
        menu = QMenu(parent)
        menu.aboutToHide.connect(menu.deleteLater)
        rows = self.rows()
        trashed = bool(rows) and all(row.trashed for row in rows)
        for action in ("evidence.star", "evidence.read"):
            add_command(menu, self.services, action)
        self._tags(menu.addMenu("Tag"), rows)
        self._collections(menu.addMenu("Add to collection"))
        if collection:
            menu.addAction("Remove from this collection", lambda: self.uncollect(collection))
        menu.addSeparator()
        for action in ON_SEVERAL if len(self.chosen()) > 1 else ON_ONE:
            add_command(menu, self.services, action)
        menu.addSeparator()
        for action in ("evidence.copy", "evidence.cite", "evidence.export"):
            add_command(menu, self.services, action)
        menu.addSeparator()
        add_command(menu, self.services, "evidence.restore" if trashed else "evidence.trash")
        add_command(menu, self.services, "edit.undo")
        return menu

    def tags_menu(self, parent: QWidget) -> QMenu:
        """Return the tags alone, to be picked from quickly."""
        menu = QMenu(parent)
        menu.aboutToHide.connect(menu.deleteLater)
        self._tags(menu, self.rows())
        return menu

    def collections_menu(self, parent: QWidget) -> QMenu:
        """Return the collections alone, to be picked from quickly."""
        menu = QMenu(parent)
        menu.aboutToHide.connect(menu.deleteLater)
        self._collections(menu)
        return menu

    def _tags(self, menu: QMenu, rows: Sequence[StudyRow]) -> None:
        for number, tag in enumerate(self.organiser.order.tags, 1):
            colour = self.services.theme.colour(tag.colour or "neutral")
            words = f"&{number} {tag.name}" if number < 10 else tag.name
            action = menu.addAction(dot_icon(colour), words)
            action.setCheckable(True)
            on = bool(rows) and all(tag.key in row.tags for row in rows)
            action.setChecked(on)
            action.triggered.connect(lambda _=False, key=tag.key, on=on: self.tag(key, not on))
        if self.organiser.order.tags:
            menu.addSeparator()
        menu.addAction("New tag…", self._new_tag)

    def _collections(self, menu: QMenu) -> None:
        depth: dict[str, int] = {}
        for each in self.organiser.order.collections:
            depth[each.key] = depth.get(each.parent, -1) + 1
            words = f"{'    ' * depth[each.key]}{each.name.replace('&', '&&')}"
            menu.addAction(words, partial(self.collect, each.key))
        if depth:
            menu.addSeparator()
        menu.addAction("New collection…", self._new_collection)

    def _new_tag(self) -> None:
        from desktop_app.library.organising import add_tag

        def tag(name: str) -> None:
            for each in self.organiser.order.tags:
                if each.name.casefold() == name.casefold():
                    self.tag(each.key, True)
                    return
            colour = self.organiser.next_colour()
            self._write(lambda library, refs: add_tag(library, name, colour, on=refs))

        self._ask_name("New tag", "Name of the tag", "Tag", tag)

    def _new_collection(self) -> None:
        from desktop_app.library.organising import add_collection

        def collect(name: str) -> None:
            self._write(lambda library, refs: add_collection(library, name, holding=refs))

        self._ask_name("New collection", "Name of the collection", "Add", collect)

    def _ask_name(self, title: str, label: str, yes: str, then: Callable[[str], None]) -> None:
        words = f"{label} for {counted(len(self.chosen()), 'study', 'studies')}"
        width = self.services.theme.scaled(ASKS_WIDE)
        NameDialog(self._widget, title, words, yes, then, width).open()

    def _write(self, verb: Write) -> None:
        self._write_keys(
            lambda library, keys: verb(library, tuple(map(study_ref, keys))), own=False
        )

    def _write_keys(self, verb: Callable[[Library, tuple[str, ...]], Changed], own: bool) -> None:
        """Call a verb with the keys of the chosen studies, found out on the writing lane."""
        if self.services.library is None:
            self.services.said.emit("The library is not open yet: nothing can be kept.")
            return
        ids = tuple(self.chosen())
        if not ids:
            self.services.said.emit("Choose a study first.")
            return

        def work(library: Library) -> Changed:
            from desktop_app.library.listing import keys_of, study_rows

            if own:
                keys = tuple(row.key for row in study_rows(library, ids) if row.own)
            else:
                keys = keys_of(library, ids)
            return verb(library, keys)

        self.services.write(work)
