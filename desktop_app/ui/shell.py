"""The main window: rail, top bar, the workspaces (each born when first shown), status line."""

from __future__ import annotations

import sys
from functools import partial
from types import TracebackType

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.refs import BadRef, Kind, Ref
from desktop_app.ui.actions import Actions
from desktop_app.ui.opening import Dialogs
from desktop_app.ui.rail import Entry, Rail
from desktop_app.ui.recent import Recent
from desktop_app.ui.rooms import ROOMS, Room
from desktop_app.ui.services import Services
from desktop_app.ui.stars import Stars
from desktop_app.ui.statusline import StatusLine
from desktop_app.ui.theme import app_icon
from desktop_app.ui.topbar import TopBar
from desktop_app.ui.undoing import UndoStack
from desktop_app.ui.workspace import Workspace

PROGRAM = "Yongquan"
FIRST_SIZE = QSize(1280, 820)
"""Size of the window at the first start, where the screen has room for it."""

FRAME = QSize(8, 40)
"""Room the window manager's frame and title bar take."""

FONT_SCALES = (100, 125, 150, 175, 200)


OF_THE_LIBRARY = (Kind.STUDY, Kind.FILE, Kind.CLAIM, Kind.PLAN)
"""Kinds of which there are some that only the library knows."""

FOOT = (Entry("Settings", "settings", "app.settings"), Entry("Help", "help", "app.help"))


class MainWindow(QMainWindow):
    """The window. Shows whatever the navigator goes to.

    Parameters
    ----------
    services
        What every workspace is handed.
    rooms
        The workspaces; tests give their own.
    """

    painted = Signal()
    """Sent once, when the first picture of the window is on the screen."""

    def __init__(self, services: Services, rooms: tuple[Room, ...] = ROOMS) -> None:
        super().__init__()
        self.services = services
        self.rooms = {room.id: room for room in rooms}
        self.workspaces: dict[str, Workspace] = {}
        self.stars = Stars(services)
        self.recent = Recent(services)
        self.undoing = UndoStack(services, self)
        self.dialogs = Dialogs(services, self)
        self.room = ""
        self._painted_once = False
        self.setObjectName("window")
        self.setWindowIcon(app_icon(services.assets))
        self.rail = Rail(services, [Entry(r.words, r.icon, r.action) for r in rooms], FOOT)
        self.stack = QStackedWidget()
        self.status = StatusLine(services)
        self.setCentralWidget(self._centre())
        self.setStatusBar(self.status)
        self._bind_actions()
        navigator = services.navigator
        navigator.went.connect(self._went)
        navigator.went_home.connect(self._went_home)
        navigator.revealed.connect(self._reveal)
        self.stars.changed.connect(self._show_star)
        services.names.learnt.connect(self._name_current)
        self.undoing.changed.connect(self._name_undo)
        services.trouble.connect(self._tell_trouble)
        self._restore()

    def workspace(self, room_id: str) -> Workspace:
        """Return a workspace, made now if it has not been shown before."""
        if room_id not in self.workspaces:
            made = self.rooms[room_id].make(self.services)
            self.workspaces[room_id] = made
            self.stack.addWidget(made)
            made.titled.connect(self._titled)
            self.services.later.do(lambda: self._watch_presses(made))
        return self.workspaces[room_id]

    def flush(self) -> None:
        """Save now what has been typed anywhere."""
        for workspace in self.workspaces.values():
            workspace.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave full screen on Esc."""
        if event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self._full_screen()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go back and forward with the side buttons of the mouse."""
        self._side_button(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch the side buttons of the mouse wherever they are pressed."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            return self._side_button(event)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the first picture is there, and show the notice of the first start."""
        super().paintEvent(event)
        if not self._painted_once:
            self._painted_once = True
            # The window is painted before what lies in it, all in one turn of the event loop.
            QTimer.singleShot(0, self, self.painted.emit)
            QTimer.singleShot(0, self, self.dialogs.first_notice)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save notes and remember the window."""
        self.flush()
        settings = self.services.settings
        if not self.isFullScreen():
            settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        settings.workspace = self.room
        current = self.services.navigator.current
        settings.last_ref = str(current) if current else ""
        super().closeEvent(event)

    def _watch_presses(self, workspace: Workspace) -> None:
        """Hear of the side buttons in lists too, which keep every press for themselves."""
        for area in workspace.findChildren(QAbstractScrollArea):
            area.viewport().installEventFilter(self)

    def _centre(self) -> QWidget:
        right = QWidget()
        self.top = TopBar(self.services, self, self.recent)
        below = QVBoxLayout(right)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.top)
        below.addWidget(self.stack, 1)
        centre = QWidget()
        across = QHBoxLayout(centre)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addWidget(right, 1)
        return centre

    def _bind_actions(self) -> None:
        actions: Actions = self.services.actions
        navigator, dialogs = self.services.navigator, self.dialogs

        def is_open() -> bool:
            return navigator.current is not None

        for room in self.rooms.values():
            actions.bind(room.action, partial(self._to_room, room.id), self)
        actions.bind("go.back", navigator.back, self, lambda: navigator.history.can_back)
        actions.bind("go.forward", navigator.forward, self, lambda: navigator.history.can_forward)
        actions.bind("go.search", self.top.field.start, self)
        actions.bind("go.commands", lambda: self.top.field.start(">"), self)
        actions.bind("go.recent", lambda: self._search_empty(""), self)
        actions.bind("go.starred", self._show_starred, self)
        actions.bind("page.star", self._toggle_star, self, is_open)
        actions.bind("page.copy-link", self._copy_link, self, is_open)
        actions.bind("page.note", self._write_note, self, is_open)
        actions.bind("edit.undo", self.undoing.undo, self, lambda: self.undoing.can_undo)
        actions.bind("edit.redo", self.undoing.redo, self, lambda: self.undoing.can_redo)
        actions.bind("view.side", self._other_side, self)
        actions.bind("view.theme", self._other_theme, self)
        actions.bind("view.larger", lambda: self._scale(1), self)
        actions.bind("view.smaller", lambda: self._scale(-1), self)
        actions.bind("view.normal", lambda: self._scale(0), self)
        actions.bind("view.full", self._full_screen, self)
        actions.bind("view.main", self._focus_main, self)
        actions.bind("view.regions", self._next_region, self)
        actions.bind("library.save", dialogs.save_archive, self, dialogs.has_folder)
        actions.bind("library.open", dialogs.open_archive, self, dialogs.has_folder)
        actions.bind("app.settings", dialogs.settings, self)
        actions.bind("app.help", dialogs.help, self)
        actions.bind("app.about", dialogs.about, self)
        actions.bind("app.quit", self._quit, self)

    def _restore(self) -> None:
        settings = self.services.settings
        self.setMinimumSize(720, 480)
        space = self.screen().availableSize() - FRAME
        self.resize(FIRST_SIZE.boundedTo(space))
        if settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode("ascii")))
        try:
            ref = Ref.parse(settings.last_ref)
        except BadRef:
            ref = None
        own = ref is not None and ref.kind in OF_THE_LIBRARY
        if ref is not None and self._room_of(ref) and (own or self.services.content.get(ref)):
            self.services.navigator.go(ref)
        else:
            first = next(iter(self.rooms))
            room = settings.workspace if settings.workspace in self.rooms else first
            self.services.navigator.home(room)

    def _room_of(self, ref: Ref) -> str:
        return next((room.id for room in self.rooms.values() if ref.kind in room.kinds), "")

    def _went(self, ref: Ref) -> None:
        room = self._room_of(ref)
        if not room:
            self.services.said.emit(f"{ref} cannot be opened here.")
            return
        was = self.room
        self._show_room(room)
        # What only the library knows has no title before it has been read.
        named = self.services.names.title(ref)
        self._title(named if self.services.names.knows(ref) else self.rooms[room].words)
        self.workspaces[room].show_ref(ref)
        self._show_star()
        self._take_keyboard(was)

    def _went_home(self, room: str) -> None:
        was = self.room
        self._show_room(room)
        # A workspace may go on to a page of its own, whose title then stands.
        self._title(self.rooms[room].words)
        self.workspaces[room].show_home()
        self._show_star()
        self._take_keyboard(was)

    def _reveal(self, ref: Ref) -> None:
        self.workspace("atlas").reveal(ref)

    def _show_room(self, room: str) -> None:
        workspace = self.workspace(room)
        self.room = room
        self.stack.setCurrentWidget(workspace)
        self.rail.mark(self.rooms[room].action)

    def _take_keyboard(self, was: str) -> None:
        """Put the keyboard on what was opened, unless one works in that workspace already."""
        focus = self.focusWidget()
        if was != self.room or focus is None or not self.stack.isAncestorOf(focus):
            self._focus_main()

    def _to_room(self, room: str) -> None:
        """Open a workspace where it was left: at the last ref of its kinds, else at its start."""
        history = self.services.navigator.history
        for place in reversed(history.places[: history.at + 1]):
            if isinstance(place, Ref) and self._room_of(place) == room:
                if self.room == room and place == history.current:
                    break
                self.services.navigator.go(place)
                return
        self.services.navigator.home(room)

    def _titled(self, ref: Ref, words: str) -> None:
        """Name what is open, once the library has told its name."""
        if ref == self.services.navigator.current:
            self._title(words)

    def _name_current(self) -> None:
        current = self.services.navigator.current
        if current is not None and self.services.names.knows(current):
            self._title(self.services.names.title(current))

    def _title(self, words: str) -> None:
        short = words if len(words) <= 60 else words[:59].rstrip() + "…"
        self.setWindowTitle(f"{short} – {PROGRAM}")

    def _side_button(self, event: QMouseEvent) -> bool:
        if event.button() is Qt.MouseButton.BackButton:
            self.services.navigator.back()
        elif event.button() is Qt.MouseButton.ForwardButton:
            self.services.navigator.forward()
        else:
            return False
        return True

    def _show_star(self) -> None:
        ref = self.services.navigator.current
        self.top.show_star(None if ref is None else self.stars.has(ref))

    def _toggle_star(self) -> None:
        ref = self.services.navigator.current
        if ref is not None:
            self.stars.toggle(ref)
            self._show_star()

    def _show_starred(self) -> None:
        self.top.field.list_refs("Starred", self.stars.all(), "Nothing is starred yet (Ctrl+D).")

    def _search_empty(self, text: str) -> None:
        self.top.field.clear()
        self.top.field.start(text)

    def _name_undo(self) -> None:
        for action, word, title in (
            ("edit.undo", "Undo", self.undoing.undo_title),
            ("edit.redo", "Redo", self.undoing.redo_title),
        ):
            named = f"{word}: {title[:1].lower()}{title[1:]}" if title else word
            self.services.actions.retitle(action, named)

    def _copy_link(self) -> None:
        QGuiApplication.clipboard().setText(str(self.services.navigator.current))
        self.services.said.emit("Link copied")

    def _write_note(self) -> None:
        self.workspace(self.room).focus_note()

    def _focus_main(self) -> None:
        self.workspace(self.room).focus_main()

    def _other_side(self) -> None:
        settings = self.services.settings
        settings.side = "left" if settings.side == "right" else "right"

    def _other_theme(self) -> None:
        self.services.settings.theme = "light" if self.services.theme.dark else "dark"

    def _scale(self, step: int) -> None:
        settings = self.services.settings
        place = FONT_SCALES.index(settings.font_scale) + step if step else 0
        settings.font_scale = FONT_SCALES[min(max(place, 0), len(FONT_SCALES) - 1)]

    def _full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _next_region(self) -> None:
        focus = self.focusWidget()
        if focus is not None and self.stack.isAncestorOf(focus):
            self.rail.focus_marked()
        elif focus is not None and self.rail.isAncestorOf(focus):
            self.top.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._focus_main()

    def _quit(self) -> None:
        self.close()

    def _tell_trouble(self, error: Exception) -> None:
        self.dialogs.trouble(error)


def build_window(services: Services) -> MainWindow:
    """Make the main window and let it tell of bugs; the caller shows it."""
    window = MainWindow(services)
    sys.excepthook = partial(_caught, window)
    return window


def _caught(
    window: MainWindow,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    if isinstance(error, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        window.dialogs.trouble(error.with_traceback(trace))
