"""The evidence workspace: sidebar, list of studies, details of the chosen one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.changes import Changed
from desktop_app.domain.refs import Kind, Ref, study_ref
from desktop_app.ui.evidence.clauses import pieces
from desktop_app.ui.evidence.deeds import Deeds
from desktop_app.ui.evidence.details import StudyDetails
from desktop_app.ui.evidence.forms import Forms
from desktop_app.ui.evidence.list_pane import ListPane
from desktop_app.ui.evidence.mapping import Mapping
from desktop_app.ui.evidence.organiser import Organiser
from desktop_app.ui.evidence.query_help import QueryHelp
from desktop_app.ui.evidence.sidebar import Sidebar
from desktop_app.ui.services import Services
from desktop_app.ui.workspace import Workspace

if TYPE_CHECKING:
    from desktop_app.ui.evidence.reader_page import ReaderPage

SIDEBAR = 208
"""Width of the sidebar at first, pixels at 100 %."""

ROOM = 860
"""Narrower than this, pixels at 100 %, the sidebar is shown only when it is asked for."""

SOON_MS = 30
"""How long after the last of several writes the list is asked again."""


class EvidenceWorkspace(Workspace):
    """Studies to find, order and read."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.pane = ListPane(services)
        self.sidebar = Sidebar(services)
        self.organiser = Organiser(services, self.sidebar)
        self.details = StudyDetails(services)
        self.details.titled.connect(self.titled)
        self.mapping = Mapping(services, self.pane)
        self.deeds = Deeds(services, self.organiser, self._chosen, self.pane.chosen_rows, self)
        self.forms = Forms(services, self._chosen, lambda: self.pane.state.query, self)
        self.model, self.table, self.bar = self.pane.model, self.pane.table, self.pane.bar
        self.bar.field.values = self.organiser.values
        self._wants_sidebar = services.settings.recall("evidence.sidebar", True)
        self._asked_for = False
        self.reading: ReaderPage | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.pane.refresh)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._bind()
        self._restyle()
        self.organiser.show_query(self.pane.state.query)
        self.organiser.count_soon()

    def show_ref(self, ref: Ref) -> None:
        """Show a study, a file or mark in it; or the studies of a collection, tag or filter."""
        if ref.kind is Kind.STUDY:
            self.pane.seek(ref.key)
            self.details.show_key(ref.key)
            self._show_front(self.splitter)
            self._fit_sidebar()
        elif ref.kind in (Kind.FILE, Kind.MARK):
            self._open_file(ref)
        else:
            self._show_place(ref)
            self._show_front(self.splitter)

    def show_home(self) -> None:
        """Show the list with nothing chosen."""
        self._show_front(self.splitter)
        self.pane.choose_none()
        self.details.show_nothing()
        self._fit_sidebar()

    def focus_main(self) -> None:
        """Put the keyboard in the list, on the map or on the file."""
        if self.reading is not None and self.front.currentWidget() is self.reading:
            self.reading.reader.focus_main()
            return
        if self.mapping.is_shown:
            self.mapping.focus()
            return
        target = self.table if self.pane.stack.currentWidget() is self.table else self.bar.field
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_note(self) -> None:
        """Put the keyboard in the note of the chosen study."""
        if self.details.study is not None:
            self.details.note.focus()
            self.details.ensureWidgetVisible(self.details.note)

    def flush(self) -> None:
        """Save the note, and what is typed in the reader."""
        self.details.note.flush()
        if self.reading is not None:
            self.reading.reader.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc lead from the field or the sidebar to the list, and there choose nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self.focus_main()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the sidebar out where there is no room for it."""
        super().resizeEvent(event)
        self._fit_sidebar()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, to be imported."""
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the files that were dropped; on the details, attach them to the study."""
        files = _files(event)
        event.acceptProposedAction()
        spot = self.splitter.mapFrom(self, event.position().toPoint())
        if self.details.study is not None and self.details.geometry().contains(spot):
            self.forms.attach(files)
        else:
            # The other program waits until the drop has been handled.
            QTimer.singleShot(0, self, lambda: self.forms.bring_in(files))

    def _lay_out(self) -> None:
        theme, settings = self.services.theme, self.services.settings
        self.side = QFrame()
        self.side.setProperty("role", "aside")
        box = QVBoxLayout(self.side)
        box.setContentsMargins(8, 12, 0, 0)
        box.addWidget(self.sidebar)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget in (self.side, self.pane, self.details):
            self.splitter.addWidget(widget)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        for place, stretch in enumerate((0, 3, 2)):
            self.splitter.setStretchFactor(place, stretch)
        self.pane.setMinimumWidth(300)
        first = [theme.scaled(SIDEBAR), 740, 320]
        sizes = settings.recall("evidence.panes", first)
        self.splitter.setSizes(sizes if len(sizes) == len(first) else first)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.front = QStackedWidget()
        self.front.addWidget(self.splitter)
        outer.addWidget(self.front)

    def _connect(self) -> None:
        self.splitter.splitterMoved.connect(
            lambda: self.services.settings.remember("evidence.panes", self.splitter.sizes())
        )
        self.pane.query_changed.connect(self.organiser.show_query)
        self.pane.feed.answered.connect(self._answered)
        self.pane.chosen_changed.connect(self._chosen_changed)
        self.pane.more.clicked.connect(self._more)
        self.mapping.changed.connect(self._fit_sidebar)
        self.bar.field.left.connect(self.focus_main)
        self.sidebar.asked.connect(self.pane.ask)
        self.organiser.counted.connect(self._counted)
        self.organiser.changed.connect(self._order_read)
        self.table.customContextMenuRequested.connect(self._table_menu)
        self.services.changed.connect(self._written)
        self.services.theme.changed.connect(self._restyle)

    def _bind(self) -> None:
        deeds, forms = self.deeds, self.forms
        handlers: dict[str, Callable[[], None]] = {
            "evidence.filter": self._focus_filter,
            "evidence.clear": lambda: self.pane.ask(""),
            "evidence.save": self._save_query,
            "evidence.help": self._open_help,
            "evidence.sidebar": self._toggle_sidebar,
            "evidence.columns": self._choose_columns,
            "evidence.map": self.mapping.toggle,
            "evidence.import": forms.bring_in,
            "evidence.export": forms.export,
            "evidence.add": forms.add,
            "evidence.empty": deeds.empty,
        }
        for action, handler in handlers.items():
            self.services.actions.bind(action, handler, self)
        with_chosen: dict[str, Callable[[], None]] = {
            "evidence.star": deeds.star,
            "evidence.read": deeds.read,
            "evidence.tag": lambda: self._pick(deeds.tags_menu(self)),
            "evidence.collect": lambda: self._pick(deeds.collections_menu(self)),
            "evidence.open": self._open_first_file,
            "evidence.attach": forms.attach,
            "evidence.copy": self._copy_citation,
            "evidence.cite": forms.cite,
            "evidence.compare": forms.compare,
            "evidence.edit": forms.edit,
            "evidence.appraise": forms.appraise,
            "evidence.stance": forms.stance,
            "evidence.claim": forms.claim,
            "evidence.fetch": forms.fetch,
            "evidence.trash": deeds.trash,
            "evidence.restore": deeds.restore,
        }
        for action, handler in with_chosen.items():
            self.services.actions.bind(action, handler, self, lambda: bool(self._chosen()))

    def _chosen(self) -> list[int]:
        return self.pane.chosen()

    def _chosen_changed(self) -> None:
        """Go to the study that was chosen, unless there are several."""
        places = self.table.chosen_rows()
        if len(places) != 1:
            return
        row = self.model.held.row(places[0])
        if row is not None:
            self._go(row.key)
            return
        from desktop_app.library.listing import keys_of

        ids = self.pane.chosen()
        self.services.read(
            lambda library: keys_of(library, ids),
            lambda keys: self._go(keys[0]) if keys and self.pane.chosen() == ids else None,
            ticket="evidence.choose",
            owner=self,
        )

    def _go(self, key: str) -> None:
        current = self.services.navigator.current
        instead = self.table.by_keys and current is not None and current.kind is Kind.STUDY
        self.services.navigator.go(study_ref(key), instead)

    def _copy_citation(self) -> None:
        if len(self._chosen()) > 1:
            self.forms.copy_citations()
        else:
            self.details.copy_citation()

    def _open_file(self, ref: Ref) -> None:
        if self.reading is None:
            from desktop_app.ui.evidence.reader_page import ReaderPage

            self.reading = ReaderPage(self.services)
            self.reading.titled.connect(self.titled)
            self.front.addWidget(self.reading)
        self._show_front(self.reading)
        self.reading.open(ref)

    def _show_front(self, page: QWidget) -> None:
        if self.front.currentWidget() is not page:
            self.front.setCurrentWidget(page)

    def _open_first_file(self) -> None:
        card = self.details.card
        if card is None or not card.files:
            self.services.said.emit("This study has no file yet: attach one (Ctrl+Shift+A).")
            return
        first = next((file for file in card.files if file.is_pdf), card.files[0])
        self.services.navigator.go(first.file_ref)

    def _show_place(self, ref: Ref) -> None:
        id_ = f"{ref.kind.value}/{ref.key}"
        place = self.sidebar.place(id_)
        if place is not None:
            self.pane.ask(place.query)

    def _written(self, changed: Changed) -> None:
        kinds = (Kind.STUDY, Kind.COLLECTION, Kind.TAG, Kind.FILE, Kind.CLAIM)
        if any(changed.touches_kind(kind) for kind in kinds):
            self._soon.start()

    def _answered(self, whole: bool) -> None:
        # Counting takes as long as finding: it waits until the list has its answer.
        if whole:
            self.organiser.count_soon()

    def _counted(self) -> None:
        counts = self.organiser.counts
        self.pane.show_totals(counts.get("all", self.pane.total), counts.get("mine", 0))

    def _order_read(self) -> None:
        self.table.delegate.tag_colours = self.organiser.tag_colours()
        self.model.name_tags(self.organiser.tag_names())

    def _table_menu(self, at: QPoint) -> None:
        if self._chosen():
            self._popup(self.table.viewport().mapToGlobal(at))

    def _more(self) -> None:
        button = self.pane.more
        self._popup(button.mapToGlobal(QPoint(0, button.height())))

    def _popup(self, at: QPoint) -> None:
        self.deeds.menu(self, self._collection_shown()).popup(at)

    def _pick(self, menu: QWidget) -> None:
        from PySide6.QtWidgets import QMenu

        if isinstance(menu, QMenu):
            current = self.table.visualRect(self.table.currentIndex())
            spot = current.bottomLeft() if current.isValid() else QPoint(40, 40)
            menu.popup(self.table.viewport().mapToGlobal(spot))
            menu.setActiveAction(menu.actions()[0])

    def _collection_shown(self) -> str:
        """Return the key of the collection that the query asks for alone, or nothing."""
        asked = [piece for piece in pieces(self.pane.state.query) if piece.field == "in"]
        if len(asked) != 1 or not asked[0].asks:
            return ""
        for each in self.organiser.order.collections:
            if asked[0].has(each.name) or asked[0].has(each.key):
                return each.key
        return ""

    def _focus_filter(self) -> None:
        self.bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.field.selectAll()

    def _save_query(self) -> None:
        query = self.pane.state.query.strip()
        if not query:
            self.services.said.emit("Type what the filter shall find first (Ctrl+L).")
            return
        if not self.side.isVisible():
            self._toggle_sidebar()
        self.organiser.save_filter(query[:60], query)

    def _open_help(self) -> None:
        QueryHelp(self.services, self.window(), self.pane.ask).open()

    def _choose_columns(self) -> None:
        header = self.table.horizontalHeader()
        self.table.columns_menu().popup(header.mapToGlobal(QPoint(0, header.height())))

    def _toggle_sidebar(self) -> None:
        shown = self.side.isHidden()
        if self._has_room():
            self._wants_sidebar = shown
            self.services.settings.remember("evidence.sidebar", shown)
        self._asked_for = shown
        self._fit_sidebar()
        if shown:
            self.sidebar.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.focus_main()

    def _has_room(self) -> bool:
        return self.width() >= self.services.theme.scaled(ROOM)

    def _fit_sidebar(self) -> None:
        room = self._has_room()
        shown = self._wants_sidebar if room else self._asked_for
        # Where both have no room, the sidebar lies in the place of the details while it is open.
        # The map has the room of the details until a study is opened from it.
        current = self.services.navigator.current
        is_open = current is not None and current.kind is Kind.STUDY
        needed = is_open or not self.mapping.is_shown
        self.details.setVisible(needed and (room or not shown))
        if shown == self.side.isHidden():
            self.side.setVisible(shown)
            if shown:
                self.organiser.count()

    def _restyle(self) -> None:
        theme = self.services.theme
        self.details.setMinimumWidth(max(300, theme.scaled(195)))
        self.side.setMinimumWidth(theme.scaled(150))
        self.side.setMaximumWidth(theme.scaled(360))
        self._fit_sidebar()


def _files(event: QDropEvent) -> tuple[Path, ...]:
    return tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
