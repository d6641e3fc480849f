"""The list of plans: places, filter, table, and what can be done with the chosen ones."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.changes import Changed
from desktop_app.domain.labels import WHY_A_CODE
from desktop_app.domain.plans import PlanRow
from desktop_app.domain.refs import Kind
from desktop_app.ui.actions import shown_key
from desktop_app.ui.plans.list_deeds import PlanDeeds, plan_ref
from desktop_app.ui.plans.list_model import PlanModel
from desktop_app.ui.plans.list_paper import PaperDeeds
from desktop_app.ui.plans.list_table import PlanTable
from desktop_app.ui.rich.commands import add_command
from desktop_app.ui.rich.empty import EmptyList, Words
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.services import Services

if TYPE_CHECKING:
    from desktop_app.store import Library

SOON_MS = 30
"""How long after the last of several writes the list is read again."""


class PlanPlace(Enum):
    """Which plans are listed."""

    PLANS = "Plans"
    TEMPLATES = "Templates"
    ARCHIVED = "Archived"
    TRASH = "Trash"


EMPTY = {
    PlanPlace.PLANS: Words(
        "From the numb area to a plan",
        "Mark where the foot is numb, tingles, hurts or is cold. Yongquan tells which nerves, "
        "roots, arteries and meridians that skin belongs to, which points reach it and on what "
        "evidence, and what to watch out for; you choose, and print the plan.\n\n"
        f"Each plan has a label for the client. {WHY_A_CODE}",
        ("plans.new",),
    ),
    PlanPlace.TEMPLATES: Words(
        "No template yet",
        "A template holds points and techniques you begin other plans from, and nothing of a "
        "client. Choose a plan and make a template of it.",
    ),
    PlanPlace.ARCHIVED: Words(
        "Nothing is archived", "Plans that are done can be put here (A): kept, but out of the way."
    ),
    PlanPlace.TRASH: Words("The trash is empty", "Plans that you delete wait here."),
}
NO_MATCH = Words("No plan matches", "Every word of the filter must be found in label, title or "
                 "condition.", ("plans.filter",))  # fmt: skip


def read_place(library: Library, place: PlanPlace) -> tuple[PlanRow, ...]:
    """Return the plans of a place; archived templates stand with what is archived."""
    from desktop_app.planning.plans import list_plans

    match place:
        case PlanPlace.PLANS:
            return list_plans(library)
        case PlanPlace.TEMPLATES:
            return list_plans(library, templates=True)
        case PlanPlace.ARCHIVED:
            plans = list_plans(library, archived=True)
            templates = list_plans(library, templates=True, archived=True)
            return tuple(sorted((*plans, *templates), key=lambda row: row.updated, reverse=True))
        case PlanPlace.TRASH:
            return list_plans(library, trashed=True)


class PlanList(QWidget):
    """All plans, to be found, opened and put away."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.place = PlanPlace.PLANS
        self._is_read = False
        self._wants_keyboard = False
        self._seek = ""
        self.model = PlanModel(services.content)
        self.model.setParent(self)
        self.table = PlanTable(services, self.model)
        self.deeds = PlanDeeds(services, self.chosen, self)
        self.paper = PaperDeeds(services, self.chosen, self)
        self.empty = EmptyList(services)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.read)
        self._lay_out()
        self.table.opened.connect(self._open)
        self.table.customContextMenuRequested.connect(self._menu_at)
        services.changed.connect(self._changed)
        services.library_missing.connect(self._show)
        services.theme.changed.connect(self._restyle)
        self._bind()
        self._restyle()
        self.read()

    def chosen(self) -> tuple[PlanRow, ...]:
        """Return the plans that are chosen, from top to bottom."""
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return tuple(self.model.rows[place] for place in places)

    def read(self) -> None:
        """Read the list anew, and the templates."""
        place = self.place
        self.services.read(
            lambda library: (read_place(library, place), read_place(library, PlanPlace.TEMPLATES)),
            lambda told: self._show_rows(place, *told),
            ticket="plans.list",
            owner=self,
        )

    def show_place(self, place: PlanPlace) -> None:
        """List the plans of a place."""
        self.places.choose(place)
        if place is not self.place:
            self.place = place
            self._is_read = False
            self.empty_button.setVisible(place is PlanPlace.TRASH)
            self.read()

    def seek(self, key: str) -> None:
        """Choose a plan, as soon as it is listed."""
        self._seek = key
        self._choose_sought()

    def focus_main(self) -> None:
        """Put the keyboard in the list, or on what is offered where there is none."""
        self._wants_keyboard = self.stack.currentWidget() is self.blank
        if self.stack.currentWidget() is self.table:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.table.selectionModel().hasSelection():
                # Given the keyboard, a view makes its first row the current one, but chooses none.
                self.table.selectRow(max(self.table.currentIndex().row(), 0))
            return
        button = self.empty.findChild(QPushButton)
        (button or self.new_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc clear the filter, then lead to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.field.clear()
            self.focus_main()
        elif event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self.focus_main()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.heading = QLabel("Plans")
        self.heading.setProperty("role", "title")
        self.places = Segments("List", [(place, place.value) for place in PlanPlace])
        self.places.choose(self.place)
        self.places.chosen.connect(self.show_place)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Filter by label, title, condition")
        self.field.setAccessibleName("Filter the plans")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self.focus_main)
        self.empty_button = self._button("Empty the trash…", "plans.empty")
        self.empty_button.hide()
        self.templates = QMenu(self)
        self.from_button = QPushButton("From template")
        self.from_button.setAutoDefault(False)
        self.from_button.setToolTip("Begin a plan from one of your templates")
        self.from_button.clicked.connect(self._offer_templates)
        self.new_button = self._button("New plan", "plans.new")
        self.new_button.setProperty("role", "primary")
        self.templates_held: tuple[PlanRow, ...] = ()
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.heading)
        top.addStretch(1)
        for button in (self.empty_button, self.from_button, self.new_button):
            top.addWidget(button)
        sift = QWidget()
        flow = FlowLayout(sift, gap=16, line_gap=8)
        flow.addWidget(self.places)
        flow.addWidget(self.field)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.blank = QWidget()
        self.stack.addWidget(self.blank)
        self.stack.setCurrentWidget(self.blank)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 16, 24, 12)
        box.setSpacing(12)
        box.addLayout(top)
        box.addWidget(sift)
        box.addWidget(self.stack, 1)

    def _button(self, words: str, action: str) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        row = self.services.actions.table[action]
        button.setToolTip(f"{row.title} ({shown_key(row)})" if row.keys else row.title)
        button.clicked.connect(lambda: self.services.actions.run(action))
        return button

    def _bind(self) -> None:
        deeds, bind = self.deeds, self.services.actions.bind
        bind("plans.filter", self._focus_filter, self)
        bind(
            "plans.empty",
            lambda: deeds.empty_trash(self.model.total),
            self,
            lambda: self.place is PlanPlace.TRASH and self.model.total > 0,
        )
        one: dict[str, Callable[[], None]] = {
            "plans.rename": deeds.rename,
            "plans.duplicate": deeds.duplicate,
            "plans.template": deeds.make_template,
        }
        for action, handler in one.items():
            bind(action, handler, self.table, partial(self._has_chosen, one=True))
        several: dict[str, Callable[[], None]] = {
            "plans.archive": deeds.archive,
            "plans.trash": deeds.trash,
            "plans.pdf": self.paper.save_practitioner,
            "plans.handout": self.paper.save_handout,
        }
        for action, handler in several.items():
            bind(action, handler, self.table, self._has_chosen)
        bind("plans.restore", deeds.restore, self.table, partial(self._has_chosen, trashed=True))

    def _has_chosen(self, one: bool = False, trashed: bool = False) -> bool:
        held = len(self.table.selectionModel().selectedRows())
        in_trash = self.place is PlanPlace.TRASH
        # Commands are found in the palette too, when the list is out of sight.
        return self.isVisible() and in_trash is trashed and (held == 1 if one else held > 0)

    def _focus_filter(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _filter(self, text: str) -> None:
        keys = [row.key for row in self.chosen()]
        self.model.show_filter(text)
        self._choose(keys)
        self._show()

    def _show_rows(
        self, place: PlanPlace, rows: tuple[PlanRow, ...], templates: tuple[PlanRow, ...]
    ) -> None:
        if place is not self.place:
            return
        self._is_read = True
        self.templates_held = templates
        keys = [row.key for row in self.chosen()]
        at = self.table.currentIndex().row()
        has_keyboard = self.table.hasFocus() or self.empty.isAncestorOf(self.focusWidget() or self)
        self.model.show_rows(rows)
        self._choose(keys, at)
        self._show()
        self._choose_sought()
        if has_keyboard or self._wants_keyboard:
            self.focus_main()

    def _show(self) -> None:
        if self.model.rows:
            self.stack.setCurrentWidget(self.table)
            return
        if not self._is_read and not self.services.is_missing:
            self.stack.setCurrentWidget(self.blank)
            return
        words = NO_MATCH if self.model.total else EMPTY[self.place]
        self.empty.show_words(words)
        self.stack.setCurrentWidget(self.empty)

    def _choose(self, keys: list[str], at: int = -1) -> None:
        """Choose plans again; where they are gone, the one that took their place."""
        places = [place for key in keys if (place := self.model.place_of(key)) >= 0]
        if not places and keys and self.model.rows and at >= 0:
            places = [min(at, len(self.model.rows) - 1)]
        flags = QItemSelectionModel.SelectionFlag
        selection = self.table.selectionModel()
        for place in places:
            selection.select(self.model.index(place, 0), flags.Select | flags.Rows)
        if places:
            selection.setCurrentIndex(self.model.index(places[0], 0), flags.NoUpdate)

    def _choose_sought(self) -> None:
        place = self.model.place_of(self._seek)
        if self._seek and place >= 0:
            self._seek = ""
            self.table.selectRow(place)

    def _open(self, place: int) -> None:
        row = self.model.rows[place]
        if row.trashed:
            self.services.said.emit("This plan is in the trash: restore it to open it.")
        else:
            self.services.navigator.go(plan_ref(row.key))

    def _offer_templates(self) -> None:
        self.deeds.fill_templates(self.templates, self.templates_held)
        button = self.from_button
        self.templates.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _menu_at(self, at: QPoint) -> None:
        if self.chosen():
            self.menu().popup(self.table.viewport().mapToGlobal(at))

    def menu(self) -> QMenu:
        """Return the menu of what can be done with the chosen plans."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        if self.place is PlanPlace.TRASH:
            actions = ["plans.restore", "plans.empty", "edit.undo"]
        else:
            menu.addAction("Open", lambda: self._open(self.table.currentIndex().row()))
            actions = [
                *("plans.rename", "plans.duplicate", "plans.template", ""),
                *("plans.pdf", "plans.handout", "", "plans.archive", "plans.trash", "edit.undo"),
            ]
        for action in actions:
            if action:
                add_command(menu, self.services, action)
            else:
                menu.addSeparator()
        return menu

    def _changed(self, changed: Changed) -> None:
        if changed.touches_kind(Kind.PLAN):
            self._soon.start()

    def _restyle(self) -> None:
        self.field.setMinimumWidth(self.services.theme.scaled(240))
