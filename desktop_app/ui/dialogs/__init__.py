"""The few dialogs: notice, settings, help, about, trouble."""
