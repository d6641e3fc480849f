"""Settings, each declared once with type, default, limits and help; kept in a JSON file."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar, overload

from PySide6.QtCore import QObject, Signal

log = logging.getLogger(__name__)

T = TypeVar("T")


class Setting(Generic[T]):
    """One setting: its default, what it accepts and what it is for.

    Parameters
    ----------
    default
        Value of a fresh installation, and what a broken value falls back to.
    accepts
        Tells whether a value read from the file is usable.
    title, explained
        Words for the settings page; a setting without a title is kept but not shown there.
    choices
        Values and their words, for settings with a fixed choice.
    """

    def __init__(
        self,
        default: T,
        accepts: Callable[[Any], bool],
        title: str = "",
        explained: str = "",
        choices: tuple[tuple[T, str], ...] = (),
    ) -> None:
        self.default = default
        self.accepts = accepts
        self.title = title
        self.explained = explained
        self.choices = choices
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, settings: None, owner: type) -> Setting[T]: ...

    @overload
    def __get__(self, settings: Settings, owner: type) -> T: ...

    def __get__(self, settings: Settings | None, owner: type) -> Setting[T] | T:
        if settings is None:
            return self
        value: T = settings.value(self.name)
        return value

    def __set__(self, settings: Settings, value: T) -> None:
        settings.put(self.name, value)


def _choice(
    default: T, choices: tuple[tuple[T, str], ...], title: str, explained: str
) -> Setting[T]:
    values = tuple(value for value, _ in choices)
    return Setting(
        default,
        lambda v: any(type(v) is type(x) and v == x for x in values),
        title,
        explained,
        choices,
    )


def _text(default: str = "") -> Setting[str]:
    return Setting(default, lambda value: isinstance(value, str))


class Settings(QObject):
    """The user's choices and what the window remembers between two starts.

    Parameters
    ----------
    file
        JSON file; ``None`` keeps everything in memory.
    """

    changed = Signal(str)
    """Sent with the name of a setting after it has got another value."""

    theme = _choice(
        "system",
        (("system", "As the system"), ("light", "Light"), ("dark", "Dark")),
        "Theme",
        "Light or dark; prints and pictures stay white.",
    )
    font_scale = _choice(
        100,
        ((100, "100 %"), (125, "125 %"), (150, "150 %"), (175, "175 %"), (200, "200 %")),
        "Text size",
        "Size of all text in the window.",
    )
    side = _choice(
        "right",
        (("right", "Right"), ("left", "Left")),
        "Limb",
        "Which limb the atlas shows; the left is the mirror image of the right.",
    )
    label_language = _choice(
        "code",
        (("code", "Code (ST36)"), ("pinyin", "Pinyin (Zúsānlǐ)"), ("hanzi", "汉字 (足三里)"),
         ("none", "No labels")),
        "Labels on the diagram",
        "How points are named on the diagram; cards always show all names.",
    )  # fmt: skip
    characters = _choice(
        "simplified",
        (("simplified", "Simplified (简体)"), ("traditional", "Traditional (繁體)")),
        "Chinese characters",
        "Which form of the characters leads where a point's name is shown.",
    )
    fetching = _choice(
        False,
        ((False, "Never (nothing leaves this machine)"), (True, "When I ask for it")),
        "Complete records over the network",
        "Lets a record be completed from Crossref (by DOI) or PubMed (by PMID). Each request is "
        "shown before it is sent.",
    )
    citation_style = _text("vancouver")
    first_notice_accepted = _text()
    last_ref = _text()
    workspace = _text("atlas")
    geometry = _text()
    memory: Setting[dict[str, Any]] = Setting({}, lambda value: isinstance(value, dict))

    def __init__(self, file: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.file = file
        self._values = self._read()

    @staticmethod
    @cache
    def declared() -> dict[str, Setting[Any]]:
        """Return every setting by name."""
        return {name: s for name, s in vars(Settings).items() if isinstance(s, Setting)}

    def value(self, name: str) -> Any:
        """Return the value of a setting by name, or its default; a copy if it can be changed."""
        value = self._values.get(name, self.declared()[name].default)
        return value.copy() if isinstance(value, (dict, list)) else value

    def put(self, name: str, value: Any) -> None:
        """Give a setting another value, save the file and send ``changed``.

        Raises
        ------
        ValueError
            If the setting does not accept the value.
        """
        setting = self.declared()[name]
        if not setting.accepts(value):
            raise ValueError(f"{name} cannot be {value!r}")
        if value == self.value(name):
            return
        self._values[name] = value
        self._write()
        self.changed.emit(name)

    def remember(self, key: str, value: Any) -> None:
        """Keep a JSON value under a key of a workspace's own choice."""
        self.memory = {**self.memory, key: value}

    def recall(self, key: str, default: T) -> T:
        """Return what was kept under a key if it is of the default's type, else the default."""
        value = self.memory.get(key, default)
        return value if type(value) is type(default) else default

    def _read(self) -> dict[str, Any]:
        if self.file is None:
            return {}
        try:
            raw = json.loads(self.file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            log.warning("The settings in %s cannot be read and start afresh: %s", self.file, error)
            return {}
        if not isinstance(raw, dict):
            log.warning("The settings in %s start afresh: not a JSON object", self.file)
            return {}
        declared = self.declared()
        good = {}
        for name, value in raw.items():
            if name in declared and declared[name].accepts(value):
                good[name] = value
            else:
                log.warning("The setting %s = %r is not usable and falls back", name, value)
        return good

    def _write(self) -> None:
        if self.file is None:
            return
        part = self.file.with_name(self.file.name + ".part")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(self._values, ensure_ascii=False, indent=2, sort_keys=True)
            part.write_text(text + "\n", encoding="utf-8")
            part.replace(self.file)
        except OSError as error:
            log.warning("The settings cannot be saved in %s: %s", self.file, error)


def settings_file(library: Path | None = None) -> Path:
    """Return where settings are kept: beside a named library, else in the user's config folder."""
    if library is not None:
        return library / "settings.json"
    import platformdirs

    return Path(platformdirs.user_config_dir("yongquan", appauthor=False)) / "settings.json"
