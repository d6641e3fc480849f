"""Dialogs that bring studies in and out: import, export, citations, completing, the archive."""
