"""Follows the links of a PDF; nothing is opened outside without asking."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu

from desktop_app.ui.dialogs.asking import ask
from desktop_app.ui.pdf.links import Link
from desktop_app.ui.pdf.pages import PagesView
from desktop_app.ui.services import Services

_SCHEMES = ("http", "https", "mailto")
"""What an address may begin with that is opened; a file of this machine never is."""

_MOST = 20
"""Links of a page that a menu offers."""

_LONGEST = 60
"""Letters of an address in a menu."""


class Following(QObject):
    """Follows links: goes to a place in the file; asks before anything is opened outside."""

    def __init__(self, services: Services, pages: PagesView) -> None:
        super().__init__(pages)
        self.services = services
        self.pages = pages
        pages.link_followed.connect(self.follow)

    def follow(self, link: Link) -> None:
        """Go where a link leads."""
        if not link.address:
            self.pages.go_to(link.page, link.top)
            return
        url = QUrl(link.address)
        if url.scheme().lower() not in _SCHEMES:
            self.services.said.emit(f"Not opened: {link.address}")
            return

        def open_outside() -> None:
            QDesktopServices.openUrl(url)

        ask(
            self.pages,
            "Open this address in another program?",
            link.address,
            "Open it",
            open_outside,
        )

    def offer(self, menu: QMenu) -> None:
        """Offer the links of the page in a menu, for who has no pointer."""
        links = self.pages.links.on(self.pages.page)[:_MOST]
        if not links:
            return
        offered = menu.addMenu("Links on this page")
        for link in links:
            words = link.words
            short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
            entry = offered.addAction(short.replace("&", "&&"))
            entry.triggered.connect(lambda _=False, link=link: self.follow(link))
