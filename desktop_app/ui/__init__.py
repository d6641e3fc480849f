"""The window: shell, navigation, actions, theme, tasks, and one folder per workspace."""

from desktop_app.ui.immortal import keep_alive

keep_alive()
