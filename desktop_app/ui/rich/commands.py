"""Commands of the table in menus, with their words and keys."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop_app.ui.services import Services


def add_command(menu: QMenu, services: Services, action_id: str) -> None:
    """Add a command to a menu, greyed if it cannot be run now; nothing if it is not bound."""
    actions = services.actions
    held = actions.action(action_id)
    if held is None:
        return
    action = QAction(actions.table[action_id].title, menu)
    action.setShortcuts(held.shortcuts())
    action.setEnabled(actions.can_run(action_id))
    action.triggered.connect(lambda: actions.run(action_id))
    menu.addAction(action)
