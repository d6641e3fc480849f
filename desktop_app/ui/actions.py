"""Every command of the window as data; menus, shortcuts, palette and help are drawn from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Action:
    """A command: id, title, keys, the group it is listed under and where its keys count.

    ``held`` commands are keys a widget takes itself (arrows on the diagram): listed in help,
    not in the palette. ``keys`` are in Qt's portable form; the first is the one shown.
    """

    id: str
    title: str
    keys: tuple[str, ...] = ()
    group: str = "Go"
    where: str = EVERYWHERE
    held: bool = False


TABLE = (
    Action("go.back", "Back", ("Alt+Left", "Back"), "Go"),
    Action("go.forward", "Forward", ("Alt+Right", "Forward"), "Go"),
    Action("go.search", "Search", ("Ctrl+K", "Ctrl+F", "/"), "Go"),
    Action("go.commands", "Find a command", ("Ctrl+Shift+P",), "Go"),
    Action("go.atlas", "Atlas", ("Ctrl+1",), "Go"),
    Action("go.read", "Read: numb feet, topics, meridians", ("Ctrl+2",), "Go"),
    Action("go.evidence", "Evidence", ("Ctrl+3",), "Go"),
    Action("go.plans", "Plans of treatment", ("Ctrl+4",), "Go"),
    Action("go.study", "Study: learn the points", ("Ctrl+5",), "Go"),
    Action("go.recent", "Recently opened", ("Ctrl+H",), "Go"),
    Action("go.starred", "Starred", ("Ctrl+Shift+D",), "Go"),
    Action("page.star", "Star or unstar what is open", ("Ctrl+D",), "Page"),
    Action("page.copy-link", "Copy link", ("Ctrl+Shift+C",), "Page"),
    Action("page.note", "Write a note", ("Ctrl+E",), "Page"),
    Action("page.study", "Open the first study of the card", ("Ctrl+Return",), "Page", "atlas"),
    Action("edit.undo", "Undo", ("Ctrl+Z",), "Edit"),
    Action("edit.redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Edit"),
    Action("view.side", "Other limb (right or left)", ("Ctrl+M",), "View"),
    Action("view.theme", "Light or dark", ("Ctrl+Shift+L",), "View"),
    Action("view.larger", "Larger text", ("Ctrl++", "Ctrl+="), "View"),
    Action("view.smaller", "Smaller text", ("Ctrl+-",), "View"),
    Action("view.normal", "Text at 100 %", ("Ctrl+0",), "View"),
    Action("view.full", "Full screen", ("F11",), "View"),
    Action("view.main", "To the page", ("Ctrl+Shift+Return",), "View"),
    Action("view.regions", "Next region of the window", ("F6",), "View"),
    Action("library.save", "Save the library as an archive…", (), "Program"),
    Action("library.open", "Open an archive…", (), "Program"),
    Action("app.settings", "Settings", ("Ctrl+,",), "Program"),
    Action("app.help", "Help and keyboard shortcuts", ("F1",), "Program"),
    Action("app.about", "About Yongquan and licences", (), "Program"),
    Action("app.quit", "Quit", ("Ctrl+Q",), "Program"),
    Action("atlas.next", "Next point of the meridian", ("N",), "Atlas", "atlas"),
    Action("atlas.previous", "Previous point of the meridian", ("P",), "Atlas", "atlas"),
    Action("atlas.zoom-in", "Zoom in", ("+", "="), "Atlas", "atlas"),
    Action("atlas.zoom-out", "Zoom out", ("-",), "Atlas", "atlas"),
    Action("atlas.fit", "Fit the view", ("F", "0", "Home"), "Atlas", "atlas"),
    Action("atlas.layers", "Layers", ("L",), "Atlas", "atlas"),
    Action("atlas.mastery", "Mastery on the points: show or hide", ("M",), "Atlas", "atlas"),
    Action("atlas.walk", "Walk along the meridian", ("Right", "Left"), "Atlas", "atlas", True),
    Action("atlas.meridian", "Another meridian", ("PgDown", "PgUp"), "Atlas", "atlas", True),
    Action("atlas.clear", "Clear the selection", ("Esc",), "Atlas", "atlas", True),
    Action("evidence.filter", "Filter the studies", ("Ctrl+L",), "Evidence", "evidence"),
    Action("evidence.clear", "Clear the query", ("Ctrl+Backspace",), "Evidence", "evidence"),
    Action("evidence.save", "Save the query as a filter", ("Ctrl+S",), "Evidence", "evidence"),
    Action("evidence.help", "How to find studies", ("Shift+F1",), "Evidence", "evidence"),
    Action("evidence.sidebar", "Show or hide the sidebar", ("Ctrl+B",), "Evidence", "evidence"),
    Action("evidence.map", "Evidence map or list", ("Ctrl+Shift+M",), "Evidence", "evidence"),
    Action("evidence.columns", "Choose the columns", (), "Evidence", "evidence"),
    Action("evidence.import", "Import studies…", ("Ctrl+I",), "Evidence", "evidence"),
    Action("evidence.export", "Export studies…", ("Ctrl+Shift+E",), "Evidence", "evidence"),
    Action("evidence.add", "Add a study by hand…", ("Ctrl+N",), "Evidence", "evidence"),
    Action("evidence.star", "Star or unstar", ("S",), "Evidence", "evidence"),
    Action("evidence.read", "Mark as read or unread", ("R",), "Evidence", "evidence"),
    Action("evidence.tag", "Tag…", ("T",), "Evidence", "evidence"),
    Action("evidence.collect", "Add to a collection…", ("C",), "Evidence", "evidence"),
    Action("evidence.open", "Read the file", ("Ctrl+O",), "Evidence", "evidence"),
    Action("evidence.attach", "Attach files…", ("Ctrl+Shift+A",), "Evidence", "evidence"),
    Action("evidence.copy", "Copy the citation", ("Ctrl+Shift+X",), "Evidence", "evidence"),
    Action("evidence.cite", "Cite in a style…", ("Ctrl+Shift+B",), "Evidence", "evidence"),
    Action("evidence.compare", "Compare side by side", ("Ctrl+Shift+S",), "Evidence", "evidence"),
    Action("evidence.edit", "Edit the study…", ("F2",), "Evidence", "evidence"),
    Action("evidence.appraise", "Appraise the study…", ("Ctrl+Shift+R",), "Evidence", "evidence"),
    Action("evidence.stance", "Tie the study to a claim…", (), "Evidence", "evidence"),
    Action("evidence.claim", "New claim of my own…", (), "Evidence", "evidence"),
    Action("evidence.fetch", "Complete the record online…", (), "Evidence", "evidence"),
    Action("evidence.trash", "Move to the trash", ("Del",), "Evidence", "evidence"),
    Action("evidence.restore", "Restore from the trash", (), "Evidence", "evidence"),
    Action("evidence.empty", "Empty the trash…", (), "Evidence", "evidence"),
    Action("reader.highlight", "Highlight the selected text", ("H",), "Reader", "reader"),
    Action("reader.note", "Put a note on the page", ("N",), "Reader", "reader"),
    Action("reader.delete", "Delete the chosen mark", ("Ctrl+Del",), "Reader", "reader"),
    Action("reader.copy", "Copy the selected text", ("Ctrl+C",), "Reader", "reader"),
    Action("reader.select-page", "Select all text of the page", ("Ctrl+A",), "Reader", "reader"),
    Action("reader.find", "Find in this file", ("Ctrl+Shift+F",), "Reader", "reader"),
    Action("reader.next", "Next match", ("F3",), "Reader", "reader"),
    Action("reader.previous", "Previous match", ("Shift+F3",), "Reader", "reader"),
    Action("reader.page", "Go to a page", ("Ctrl+G",), "Reader", "reader"),
    Action("reader.next-page", "Next page", ("]",), "Reader", "reader"),
    Action("reader.previous-page", "Previous page", ("[",), "Reader", "reader"),
    Action("reader.zoom-in", "Larger pages", ("+", "="), "Reader", "reader"),
    Action("reader.zoom-out", "Smaller pages", ("-",), "Reader", "reader"),
    Action("reader.fit-width", "Pages as wide as the window", ("W",), "Reader", "reader"),
    Action("reader.fit-page", "One page in the window", ("P",), "Reader", "reader"),
    Action("reader.sides", "Small pages and contents", ("L",), "Reader", "reader"),
    Action("reader.marks", "Marks of this file", ("M",), "Reader", "reader"),
    Action("reader.print", "Print the file…", ("Ctrl+P",), "Reader", "reader"),
    Action("reader.outside", "Open in the system's viewer", ("Ctrl+Shift+O",), "Reader", "reader"),
    Action("plans.new", "New plan", ("Ctrl+N",), "Plans", "plans"),
    Action("plans.open", "Open the plan", ("Return",), "Plans", "plans", True),
    Action("plans.filter", "Filter the plans", ("Ctrl+L",), "Plans", "plans"),
    Action("plans.rename", "Change label and title…", ("F2",), "Plans", "plans"),
    Action("plans.duplicate", "Duplicate the plan", ("Ctrl+J",), "Plans", "plans"),
    Action("plans.template", "Make a template of the plan", (), "Plans", "plans"),
    Action("plans.pdf", "Save as PDF…", ("Ctrl+S",), "Plans", "plans"),
    Action("plans.handout", "Save handout…", ("Ctrl+Shift+S",), "Plans", "plans"),
    Action("plans.archive", "Archive, or take out of the archive", ("A",), "Plans", "plans"),
    Action("plans.trash", "Move to the trash", ("Del",), "Plans", "plans"),
    Action("plans.restore", "Restore from the trash", (), "Plans", "plans"),
    Action("plans.empty", "Empty the trash…", (), "Plans", "plans"),
    Action("plan.next", "Next step of the plan", ("Ctrl+PgDown",), "Plan", "plan"),
    Action("plan.previous", "Step of the plan before", ("Ctrl+PgUp",), "Plan", "plan"),
    Action("plan.list", "All plans", ("Alt+Up",), "Plan", "plan"),
    Action("marking.feeling", "Mark as numb, tingling, painful, cold", ("1", "2", "3", "4"), "Plan",
           "marking", True),
    Action("marking.tool", "Brush, eraser, outline, hand", ("B", "E", "O", "H"), "Plan",
           "marking", True),
    Action("marking.size", "Smaller or larger brush", ("[", "]"), "Plan", "marking", True),
    Action("marking.move", "Move the brush", ("Left", "Right", "Up", "Down"), "Plan",
           "marking", True),
    Action("marking.mark", "Mark where the brush is, or on its way while held", ("Space",), "Plan",
           "marking", True),
    Action("marking.view", "The next view", ("PgDown", "PgUp"), "Plan", "marking", True),
    Action("paper.print", "Print the sheet…", ("Ctrl+P",), "Plan", "plan"),
    Action("paper.pdf", "Save the sheet as a PDF…", ("Ctrl+S",), "Plan", "plan"),
    Action("study.start", "Start the session", ("Return",), "Study", "study", True),
    Action("study.limits", "Daily goal and limits…", ("Ctrl+L",), "Study", "study"),
    Action("session.number", "Choose an answer, then rate: again, hard, good, easy",
           ("1", "2", "3", "4"), "Study", "session", True),
    Action("session.go", "Check what is typed, then go on with the rating suggested",
           ("Return", "Space"), "Study", "session", True),
    Action("session.how", "Choose an answer or type it", ("Ctrl+T",), "Study", "session"),
    Action("session.reveal", "Show the answer", ("Ctrl+Return",), "Study", "session"),
    Action("session.stop", "Stop the session; every answer is saved", ("Esc",), "Study",
           "session"),
    Action("locate.move", "Move the cross-hair; finely with Shift",
           ("Left", "Right", "Up", "Down"), "Study", "locate", True),
    Action("locate.take", "Answer with the place under the cross-hair", ("Return",), "Study",
           "locate", True),
    Action("locate.view", "The next view", ("PgDown", "PgUp"), "Study", "locate", True),
    Action("trace.back", "Take the last point of the course back", ("Backspace",), "Study",
           "trace", True),
    Action("trace.done", "That is the whole course", ("D",), "Study", "trace", True),
    Action("figure.walk", "From one to the next", ("Right", "Left", "Down", "Up"), "Figures",
           "figure", True),
    Action("figure.open", "Open its study or studies", ("Return",), "Figures", "figure", True),
)  # fmt: skip
"""All commands. A workspace binds its own when it is born."""


class Actions(QObject):
    """The table with handlers: makes the ``QAction`` of each command that has been bound."""

    bound_changed = Signal()

    def __init__(self, table: tuple[Action, ...] = TABLE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = {action.id: action for action in table}
        self._bound: dict[str, QAction] = {}
        self._enabled: dict[str, Callable[[], bool] | None] = {}

    def bind(
        self,
        action_id: str,
        handler: Callable[[], None],
        scope: QWidget,
        enabled: Callable[[], bool] | None = None,
    ) -> QAction:
        """Give a command its handler; its keys count in the scope's window or in the scope.

        Parameters
        ----------
        scope
            The main window for commands that count everywhere, else the workspace.
        enabled
            Asked before each run; a command that is not enabled does nothing and is greyed.

        Raises
        ------
        KeyError
            If the table has no such command.
        """
        row = self.table[action_id]
        action = QAction(row.title, scope)
        action.setObjectName(action_id)
        action.setShortcuts([QKeySequence(key) for key in row.keys])
        everywhere = row.where == EVERYWHERE
        action.setShortcutContext(
            Qt.ShortcutContext.WindowShortcut
            if everywhere
            else Qt.ShortcutContext.WidgetWithChildrenShortcut
        )

        def run() -> None:
            if enabled is None or enabled():
                handler()

        action.triggered.connect(run)
        self._enabled[action_id] = enabled
        scope.addAction(action)
        self._bound[action_id] = action
        self.bound_changed.emit()
        return action

    def action(self, action_id: str) -> QAction | None:
        """Return the ``QAction`` of a command, or ``None`` while it is not bound."""
        return self._bound.get(action_id)

    def retitle(self, action_id: str, title: str) -> None:
        """Give a command other words, as when Undo names what it takes back."""
        self.table[action_id] = replace(self.table[action_id], title=title)
        action = self.action(action_id)
        if action is not None:
            action.setText(title)
            self.bound_changed.emit()

    def run(self, action_id: str) -> None:
        """Run a command, if it is bound and enabled."""
        action = self.action(action_id)
        if action is not None:
            action.trigger()

    def runnable(self) -> list[Action]:
        """Return the commands that can be run now, in the table's order."""
        return [row for row in self.table.values() if self.can_run(row.id)]

    def can_run(self, action_id: str) -> bool:
        """Tell whether a command is bound, enabled and to be listed."""
        action = self.action(action_id)
        if action is None or self.table[action_id].held or not action.isEnabled():
            return False
        enabled = self._enabled[action_id]
        return enabled is None or enabled()


def shown_key(action: Action) -> str:
    """Return the first key of a command as the platform writes it, or nothing."""
    if not action.keys:
        return ""
    return QKeySequence(action.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
