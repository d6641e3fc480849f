"""Asks for a file to write or to read, in the system's own dialog, and remembers the folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop_app.ui.services import Services

FOLDER = "files.folder"


def file_to_write(
    services: Services, parent: QWidget, title: str, name: str, kinds: str, suffix: str = ""
) -> Path | None:
    """Return the file to write, or None if the user thinks better of it.

    Parameters
    ----------
    name
        Offered as its name.
    kinds
        What may be chosen, in Qt's form: ``PDF (*.pdf)``.
    suffix
        Added to a name without it; the user is asked then if there is a file of that name.
    """
    start = Path(services.settings.recall(FOLDER, "")) / name
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(start), kinds)
    path = _remembered(services, chosen)
    if path is None or not suffix or path.suffix.lower() == suffix:
        return path
    path = path.with_name(path.name + suffix)
    # The system's dialog has asked of the name as it was typed.
    return path if not path.exists() or _replaces(parent, title, path) else None


def files_to_read(services: Services, parent: QWidget, title: str, kinds: str) -> tuple[Path, ...]:
    """Return the files to read; none if the user thinks better of it."""
    start = services.settings.recall(FOLDER, "")
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, start, kinds)
    for each in chosen:
        _remembered(services, each)
    return tuple(map(Path, chosen))


def folder_to_use(services: Services, parent: QWidget, title: str) -> Path | None:
    """Return a folder, or None if the user thinks better of it."""
    start = services.settings.recall(FOLDER, "")
    return _remembered(services, QFileDialog.getExistingDirectory(parent, title, start))


def _replaces(parent: QWidget, title: str, path: Path) -> bool:
    question = f"There is a file {path.name} already. Replace it?"
    buttons = QMessageBox.StandardButton
    answer = QMessageBox.question(
        parent, title, question, buttons.Yes | buttons.Cancel, buttons.Cancel
    )
    return answer == buttons.Yes


def _remembered(services: Services, chosen: str) -> Path | None:
    if not chosen:
        return None
    path = Path(chosen)
    services.settings.remember(FOLDER, str(path.parent))
    return path
