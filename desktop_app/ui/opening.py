"""The dialogs that the window opens; each is imported when it is first wanted."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.ui.services import Services


class Dialogs:
    """Opens the dialogs of a window.

    Parameters
    ----------
    window
        What they stand in front of.
    """

    def __init__(self, services: Services, window: QWidget) -> None:
        self.services = services
        self.window = window

    def has_folder(self) -> bool:
        """Tell whether there is a library that can be archived."""
        library = self.services.library
        return library is not None and library.folder is not None

    def first_notice(self) -> None:
        """Show what must be known before the first use, unless it was accepted."""
        if not self.services.settings.first_notice_accepted:
            from desktop_app.ui.dialogs.notice import Notice

            Notice(self.services, self.window).open()

    def save_archive(self) -> None:
        """Save the library as an archive."""
        from desktop_app.ui.bringing.archiving import save_as_archive

        save_as_archive(self.services, self.window)

    def open_archive(self) -> None:
        """Open an archive in place of the library."""
        from desktop_app.ui.bringing.archiving import ArchiveDialog

        ArchiveDialog(self.services, self.window).begin()

    def settings(self) -> None:
        """Open the settings."""
        from desktop_app.ui.dialogs.settings import SettingsDialog

        SettingsDialog(self.services, self.window).open()

    def help(self) -> None:
        """Open the help."""
        from desktop_app.ui.dialogs.help import HelpDialog

        HelpDialog(self.services, self.window).open()

    def about(self) -> None:
        """Tell of the program and its licences."""
        from desktop_app.ui.dialogs.about import AboutDialog

        AboutDialog(self.services, self.window).open()

    def trouble(self, error: BaseException) -> None:
        """Tell of an error."""
        from desktop_app.ui.dialogs.trouble import tell

        tell(error, self.window)
