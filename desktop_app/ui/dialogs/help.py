"""Help: how to find, how to read the marks, and every shortcut, drawn from the actions table."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop_app.ui.actions import EVERYWHERE, Action
from desktop_app.ui.dialogs.sheet import Sheet
from desktop_app.ui.rich.badges import Badge
from desktop_app.ui.rich.pages import SectionHeading, text_label
from desktop_app.ui.services import Services

WHERE = {
    "atlas": "on the atlas",
    "evidence": "in the evidence list",
    "plans": "in the list of plans",
    "plan": "in an open plan",
}
GROUPS = {
    "Go": "Moving about",
    "Page": "What is open",
    "Edit": "Taking back",
    "View": "The window",
    "Program": "The program",
    "Atlas": "On the atlas",
    "Evidence": "In the evidence list",
    "Reader": "In the reader of PDFs",
    "Plans": "In the list of plans",
    "Plan": "In an open plan",
    "Study": "Studying",
    "Figures": "On a figure of the evidence",
}


def shown_keys(action: Action) -> list[str]:
    """Return all keys of a command as the platform writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    keys = [key for key in action.keys if key not in ("Back", "Forward")]
    return [QKeySequence(key).toString(native) for key in keys]


class HelpDialog(Sheet):
    """Texts from ``assets/help`` and the table of shortcuts."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(services, parent, "Help", 680, 680)
        self.setObjectName("help")
        text = (services.assets / "help" / "help.md").read_text(encoding="utf-8")
        for part in text.split("\n## "):
            heading, _, body = part.partition("\n")
            self.page.add(SectionHeading(heading.removeprefix("## ").strip()))
            self.page.add(text_label(body.strip(), services, markdown=True))
        self.page.add(SectionHeading("Keyboard"))
        self.page.body.addLayout(self._shortcuts())
        self.page.body.addStretch(1)
        self.add_button("Close", primary=True)

    def _shortcuts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        group = ""
        line = 0
        for action in self.services.actions.table.values():
            if not action.keys:
                continue
            if action.group != group:
                group = action.group
                heading = QLabel(GROUPS.get(group, group))
                heading.setContentsMargins(0, 8, 0, 2)
                heading.setFont(self.services.theme.font("body", bold=True))
                grid.addWidget(heading, line, 0, 1, 2)
                line += 1
            title = QLabel(action.title)
            title.setWordWrap(True)
            grid.addWidget(title, line, 0)
            grid.addLayout(self._keys(action), line, 1)
            line += 1
        return grid

    def _keys(self, action: Action) -> QGridLayout:
        row = QGridLayout()
        row.setHorizontalSpacing(4)
        keys = shown_keys(action)
        for place, key in enumerate(keys):
            badge = Badge(key)
            if action.where != EVERYWHERE:
                badge.setToolTip(f"Counts {WHERE.get(action.where, 'there')}.")
            row.addWidget(badge, 0, place)
        row.setColumnStretch(len(keys), 1)
        return row
