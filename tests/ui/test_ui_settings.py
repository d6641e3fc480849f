"""Settings: what is broken falls back, what is good is kept."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from desktop_app.ui.settings import Settings, settings_file


def test_defaults_without_a_file(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    assert (settings.theme, settings.font_scale, settings.side) == ("system", 100, "right")
    assert not settings.first_notice_accepted


def test_a_choice_is_there_at_the_next_start(tmp_path: Path) -> None:
    file = tmp_path / "new" / "settings.json"
    Settings(file).side = "left"
    assert Settings(file).side == "left"


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '"x"', "\0", '{"theme": "pink"}', '{"theme": 3}', '{"nobody": 1}'],
)
def test_broken_settings_fall_back_with_a_word(
    tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "settings.json"
    file.write_text(text, encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        settings = Settings(file)
    assert settings.theme == "system"
    assert caplog.records


def test_one_broken_value_leaves_the_others(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"font_scale": True, "side": "left"}), encoding="utf-8")
    settings = Settings(file)
    assert settings.font_scale == 100
    assert settings.side == "left"


def test_a_value_out_of_its_limits_is_refused(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    with pytest.raises(ValueError, match="font_scale"):
        settings.put("font_scale", 90)


def test_a_change_is_told_once(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    told: list[str] = []
    settings.changed.connect(told.append)
    settings.theme = "dark"
    settings.theme = "dark"
    assert told == ["theme"]


def test_a_folder_that_cannot_be_written_is_no_disaster(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    settings = Settings(blocked / "settings.json")
    settings.side = "left"
    assert settings.side == "left"


def test_what_is_remembered_comes_back_in_its_type(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.remember("sizes", [1, 2])
    assert settings.recall("sizes", [0]) == [1, 2]
    assert settings.recall("sizes", "text") == "text"
    assert settings.recall("other", 3) == 3


def test_every_shown_setting_has_words() -> None:
    for name, setting in Settings.declared().items():
        assert setting.accepts(setting.default), name
        if setting.title:
            assert setting.explained, name
            assert setting.choices, name


def test_settings_lie_beside_a_named_library(tmp_path: Path) -> None:
    assert settings_file(tmp_path) == tmp_path / "settings.json"
    assert settings_file().name == "settings.json"
