"""The same verbs from a terminal."""

from desktop_app.cli.running import main

__all__ = ["main"]
