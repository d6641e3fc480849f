"""What stands in place of the list when there is nothing in it: why, and what to do next."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.evidence.clauses import pieces
from desktop_app.ui.rich.pages import clear, text_label
from desktop_app.ui.services import Services


class Words(NamedTuple):
    """A heading, a sentence and the commands offered, the first as the main one."""

    heading: str
    explained: str
    actions: tuple[str, ...] = ()


OWN = Words(
    "No studies of your own yet",
    "Bring them from PubMed, Zotero, EndNote or Mendeley (RIS, BibTeX, nbib, CSL-JSON, EndNote "
    "XML), or as PDFs: drop files or a folder here. Nothing leaves this machine.",
    ("evidence.import", "evidence.add"),
)
NO_MATCH = Words(
    "No study matches",
    "Take something out of the query, or ask otherwise.",
    ("evidence.clear", "evidence.help"),
)
EMPTY = {
    "is:trashed": Words("The trash is empty", "Studies of your own that you delete wait here."),
    "is:starred": Words("Nothing is starred", "Choose a study and press S to keep it at hand."),
    "is:retracted": Words("No retracted study", "None is known to have been retracted."),
    "added:month": Words("Nothing new", "What you bring in stands here for thirty days."),
}
ELSEWHERE = {
    "in": Words("Nothing in this collection", "Drag studies onto it, or choose some and press C."),
    "tag": Words("Nothing has this tag", "Drag studies onto it, or choose some and press T."),
}


def words_for(query: str, own: int) -> Words:
    """Return what is said of a query that finds nothing; ``own`` counts the user's studies."""
    asked = pieces(query)
    plain = query.strip().casefold()
    if plain == "is:mine" or (plain == "added:month" and not own):
        return OWN
    if plain in EMPTY:
        return EMPTY[plain]
    if len(asked) == 1 and asked[0].asks and asked[0].field in ELSEWHERE:
        return ELSEWHERE[asked[0].field]
    return NO_MATCH


class EmptyList(QWidget):
    """A few words in the middle, with buttons."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(24, 24, 24, 24)
        self._box.setSpacing(8)
        self.words: Words | None = None

    def show_words(self, words: Words) -> None:
        """Say why nothing is listed."""
        if words == self.words:
            return
        self.words = words
        clear(self._box)
        self._box.addStretch(2)
        for text, role in ((words.heading, "lead"), (words.explained, "quiet")):
            label = text_label(text, role=role)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._box.addWidget(label)
        for number, action in enumerate(words.actions):
            button = self._button(action, main=number == 0)
            self._box.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._box.addStretch(3)

    def _button(self, action: str, main: bool) -> QPushButton:
        button = QPushButton(self.services.actions.table[action].title)
        button.setAutoDefault(False)
        if main:
            button.setProperty("role", "primary")
        button.clicked.connect(lambda: self.services.actions.run(action))
        return button
