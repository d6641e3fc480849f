"""Fields of forms: each with its label, its help, a value, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.rich.select import Select
from desktop_app.ui.services import Services


class Field(QWidget):
    """A labelled field; subclasses add the editor and its value."""

    changed = Signal()

    def __init__(self, label: str, explained: str = "") -> None:
        super().__init__()
        self.label = label
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(4)
        self.words = QLabel(label)
        self.words.setProperty("role", "strong")
        self.words.setWordWrap(True)
        self.box.addWidget(self.words)
        self._explained = explained

    def problem(self) -> str:
        """Return what is wrong with what was entered; empty if nothing is."""
        return ""

    def _take(self, editor: QWidget) -> None:
        editor.setAccessibleName(self.label)
        self.words.setBuddy(editor)
        self.setFocusProxy(editor)
        self.box.addWidget(editor)
        if self._explained:
            editor.setAccessibleDescription(self._explained)
            self.box.addWidget(text_label(self._explained, role="small"))


class LineField(Field):
    """One line of text."""

    def __init__(
        self,
        label: str,
        explained: str = "",
        example: str = "",
        check: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__(label, explained)
        self.editor = QLineEdit()
        self.editor.setPlaceholderText(example)
        self._check = check
        self.editor.textChanged.connect(self.changed)
        self._take(self.editor)

    def value(self) -> str:
        """Return the text without blanks around it."""
        return self.editor.text().strip()

    def show_value(self, value: str) -> None:
        """Show a text."""
        self.editor.setText(value)
        self.editor.setCursorPosition(0)

    def problem(self) -> str:
        """Return what the check says of the text."""
        return self._check(self.value()) if self._check is not None else ""


class TextField(Field):
    """Several lines of text; Tab goes on to the next field."""

    def __init__(self, services: Services, label: str, explained: str = "", lines: int = 3) -> None:
        super().__init__(label, explained)
        self.editor = QPlainTextEdit()
        self.editor.setTabChangesFocus(True)
        self._services = services
        self._lines = lines
        self.editor.textChanged.connect(self.changed)
        self._take(self.editor)
        services.theme.changed.connect(self._fit)
        self._fit()

    def value(self) -> str:
        """Return the text without blanks around it."""
        return self.editor.toPlainText().strip()

    def show_value(self, value: str) -> None:
        """Show a text."""
        self.editor.setPlainText(value)

    def _fit(self) -> None:
        metrics = self.editor.fontMetrics()
        self.editor.setFixedHeight(self._lines * metrics.lineSpacing() + 20)


class ChoiceField(Field):
    """One of several values."""

    def __init__(
        self,
        services: Services,
        label: str,
        choices: Iterable[tuple[str, str]],
        explained: str = "",
    ) -> None:
        super().__init__(label, explained)
        self.editor = Select(services.theme, label)
        for value, words in choices:
            self.editor.addItem(words, value)
        self.editor.currentIndexChanged.connect(self.changed)
        self._take(self.editor)

    def value(self) -> str:
        """Return the chosen value."""
        return str(self.editor.currentData() or "")

    def show_value(self, value: str) -> None:
        """Choose a value; one that is not among the choices is added as it is."""
        if self.editor.findData(value) < 0:
            self.editor.addItem(value, value)
        self.editor.choose(value)


class NumberField(LineField):
    """A number, or nothing."""

    def __init__(
        self, label: str, explained: str = "", example: str = "", whole: bool = False
    ) -> None:
        super().__init__(label, explained, example)
        self._whole = whole

    def number(self) -> float | None:
        """Return the number; None if there is none or it is not one."""
        text = self.value().replace("\u2212", "-")
        # A comma is a decimal sign to most of the world, and never one between thousands here.
        text = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
        try:
            number = float(text)
        except ValueError:
            return None
        return number if abs(number) < 1e12 else None

    def whole(self) -> int | None:
        """Return the whole number; None if there is none."""
        number = self.number()
        return None if number is None else int(number)

    def show_number(self, number: float | None) -> None:
        """Show a number, or nothing."""
        self.show_value("" if number is None else f"{number:g}" if number % 1 else f"{number:.0f}")

    def problem(self) -> str:
        """Tell a text that is no number, or not the kind of number that is asked for."""
        if not self.value():
            return ""
        number = self.number()
        if number is None:
            return f"“{self.value()}” is not a number."
        if self._whole and (number < 0 or number % 1):
            return f"“{self.value()}” is not a whole number."
        return ""


class ListField(LineField):
    """Several words in one line, between separators."""

    def __init__(
        self,
        label: str,
        explained: str = "",
        example: str = "",
        separator: str = ",",
        check: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__(label, explained, example)
        self._separator = separator
        self._check_one = check

    def values(self) -> tuple[str, ...]:
        """Return the words in order, each once."""
        words = (word.strip() for word in self.value().split(self._separator))
        return tuple(dict.fromkeys(filter(None, words)))

    def show_values(self, values: Sequence[str]) -> None:
        """Show words."""
        self.show_value(f"{self._separator} ".join(values))

    def problem(self) -> str:
        """Return what the check says of the first word it does not like."""
        if self._check_one is None:
            return ""
        return next(filter(None, map(self._check_one, self.values())), "")


def row(*fields: tuple[QWidget, int]) -> QWidget:
    """Return fields side by side, each with its share of the width."""
    held = QWidget()
    box = QHBoxLayout(held)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(12)
    for field, share in fields:
        box.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
    return held
