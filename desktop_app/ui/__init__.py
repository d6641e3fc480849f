"""The window: shell, navigation, actions, theme, tasks, and one folder per workspace."""
