"""A deck for Anki: brought in by Anki itself, whole, once, and anew after an edit."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from operator import mul
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from PIL import Image

from desktop_app.atlas.body import Atlas
from desktop_app.content import Content
from desktop_app.domain.errors import NotFound, NotUnderstood, UnreadableFile
from desktop_app.domain.progress import Cancelled, Progress
from desktop_app.study.anki import export_anki
from desktop_app.study.anki_cards import (
    FIELDS,
    HAN_FILE,
    NIGHT_ACCENT,
    NIGHT_CAUTION,
    NIGHT_INK,
    NIGHT_PAPER,
    NIGHT_QUIET,
)
from desktop_app.study.closeups import LEG_MM, closeup_of
from desktop_app.study.told import evidence_on, evidence_or_none, points_of, tradition_on
from tests.study.decks import brought_in

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SOME = ("KI", "EX-LE")
WHOLE = re.compile(r'src="([^"]+)"')

Held = dict[str, Any]


@pytest.fixture(scope="module")
def held(
    content: Content, atlas: Atlas, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Held]:
    """Return what Anki holds after: a deck, the same again, an edited one, a renamed point."""
    folder = tmp_path_factory.mktemp("decks")
    edited = replace(
        content,
        points=dict(content.points)
        | {"KI1": replace(content.points["KI1"], english="A <b>new</b> & better name")},
    )
    made = [
        ("first", content, SOME, NOW),
        ("again", content, SOME, NOW + timedelta(hours=1)),
        ("edited", edited, ("ki",), NOW + timedelta(hours=2)),
        ("renamed", replace(content, renamed={"KI0": "KI2"}), ("KI",), NOW + timedelta(hours=3)),
    ]
    paths = []
    for name, what, meridians, when in made:
        paths.append(folder / f"{name}.apkg")
        export_anki(what, atlas, paths[-1], meridians, now=when)
    return dict(zip((each[0] for each in made), brought_in(folder / "anki", *paths), strict=True))


def test_anki_holds_every_point_with_its_fields_cards_and_pictures(
    held: dict[str, Held], content: Content
) -> None:
    first = held["first"]
    points = points_of(content, SOME)
    assert set(first["notes"]) == {point.code for point in points}
    assert first["new"] == len(points)
    assert first["models"] == ["Yongquan point"]
    assert first["decks"] == ["Yongquan", "Yongquan::Extra points", "Yongquan::Kidney"]
    for point in points:
        fields = first["notes"][point.code]
        assert tuple(fields) == FIELDS
        assert fields["Pinyin"] == point.pinyin
        assert fields["Characters"].startswith(point.hanzi)
        for name in set(FIELDS) - {"Categories", "Tradition", "Finding", "Cautions"}:
            assert fields[name], (point.code, name)
        assert content.version in fields["Source"]
        kinds = [card[1] for card in first["cards"] if card[0] == point.code]
        assert sorted(kinds) == sorted(
            ["Locate", "Name", "Recall", *(["Categories"] if point.categories else [])]
        )
        tags = first["tags"][point.code]
        assert f"Yongquan::meridian::{point.meridian}" in tags
        assert f"Yongquan::region::{point.region}" in tags
        assert {f"Yongquan::category::{each.kind}" for each in point.categories} <= set(tags)
    assert first["missing"] == first["unused"] == []


def test_no_answer_is_scrolled_out_of_sight(held: dict[str, Held]) -> None:
    for _, kind, _, answered in held["first"]["cards"]:
        shown = answered.partition("</style>")[2]
        # Anki scrolls to what has this id; what was asked for is at the top.
        assert 'id="answer"' not in shown
        assert shown.index('class="name"') < shown.index("<hr>"), kind


def test_characters_are_readable_where_there_is_no_font_for_them(held: dict[str, Held]) -> None:
    assert HAN_FILE in held["first"]["media"]
    assert all(f'url("{HAN_FILE}")' in asked for _, _, asked, _ in held["first"]["cards"])


def test_cards_ask_without_telling(held: dict[str, Held], content: Content) -> None:
    for code, kind, asked, answered in held["first"]["cards"]:
        point = content.points[code]
        asked, answered = (text.partition("</style>")[2] for text in (asked, answered))
        assert "{{" not in asked + answered
        if kind == "Name":
            assert code not in asked
            assert point.pinyin not in asked
            assert f"{code} {point.pinyin}" in answered
            assert len(WHOLE.findall(asked)) == 1
        else:
            assert f"{code} {point.pinyin}" in asked
        if kind == "Locate":
            # The picture that asks names its view, not the point, and is another on the back.
            (plain,) = WHOLE.findall(asked)
            assert code.lower() not in plain
            assert plain not in WHOLE.findall(answered)
            assert point.location.text[:30] not in asked
        if kind == "Recall":
            assert "Evidence, with its certainty" in answered
            assert "certainty" in answered.replace("its certainty", "") or "No study" in answered


def test_bringing_a_deck_in_again_doubles_nothing(held: dict[str, Held]) -> None:
    first, again = held["first"], held["again"]
    assert again["new"] == 0
    for part in ("guids", "tags", "decks", "models", "media", "notes"):
        assert again[part] == first[part], part
    assert sorted(again["cards"]) == sorted(first["cards"])


def test_an_edit_updates_the_note(held: dict[str, Held]) -> None:
    edited = held["edited"]
    assert edited["new"] == 0
    assert len(edited["notes"]) == len(held["first"]["notes"])
    assert edited["notes"]["KI1"]["English"] == "A &lt;b&gt;new&lt;/b&gt; &amp; better name"
    assert edited["guids"] == held["first"]["guids"]
    assert edited["missing"] == []


def test_a_point_that_was_renamed_is_known_by_its_first_code(
    held: dict[str, Held], content: Content
) -> None:
    # KI2 was never called KI0 before, so under that past it is another note, and only it.
    renamed = held["renamed"]
    assert renamed["new"] == 1
    assert renamed["updated"] + renamed["duplicate"] == len(points_of(content, ("KI",))) - 1


def test_pictures_are_small_and_say_no_place(content: Content, atlas: Atlas) -> None:
    heights = []
    for point in points_of(content):
        closeup = closeup_of(atlas, point.code)
        window = closeup.window
        assert closeup.marks
        for u, v in closeup.marks:
            assert window.u0 <= u <= window.u1
            assert window.v0 <= v <= window.v1
        if not atlas.camera(closeup.view).is_foot:
            (v, *_) = sorted(at[1] for at in closeup.marks)
            heights.append((v - window.v0) / LEG_MM)
    # Of a leg the point is here and there, not in the middle.
    assert max(heights) - min(heights) > 0.35
    assert sum(0.47 < height < 0.53 for height in heights) < len(heights) / 3


def test_every_picture_is_a_small_webp(content: Content, atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "liver.apkg"
    exported = export_anki(content, atlas, path, ["LR"], now=NOW)
    with ZipFile(path) as packed:
        media = json.loads(packed.read("media"))
        pictures = {number: name for number, name in media.items() if name != HAN_FILE}
        assert exported.pictures == len(pictures) == len(set(pictures.values()))
        for number, name in pictures.items():
            assert re.fullmatch(r"yongquan-[a-z0-9-]+-[0-9a-f]{10}\.webp", name)
            made = packed.read(number)
            assert len(made) < 40_000
            with Image.open(BytesIO(made)) as picture:
                assert picture.format == "WEBP"
                assert 150 <= max(picture.size) <= 620
    first = path.read_bytes()
    export_anki(content, atlas, path, ["LR"], now=NOW)
    with ZipFile(path) as packed, ZipFile(BytesIO(first)) as before:
        assert packed.read("media") == before.read("media")


def test_evidence_and_tradition_stay_apart(content: Content) -> None:
    for point in points_of(content):
        said = [each.statement for each in evidence_on(content, point)]
        tradition = tradition_on(content, point)
        assert not set(said) & set(tradition)
        assert all(each.certainty != "traditional" for each in evidence_or_none(content, point))
        assert not any("By tradition" in each for each in said)
    bare = replace(content, claims={})
    (none,) = evidence_or_none(bare, content.points["KI1"])
    assert "no study" in none.statement


def test_what_cannot_be_written_leaves_what_was_there(
    content: Content, atlas: Atlas, tmp_path: Path
) -> None:
    with pytest.raises(NotFound, match=r"“XX”.*ST, SP, BL, KI, GB, LR, EX-LE"):
        export_anki(content, atlas, tmp_path / "a.apkg", ["KI", "XX"])
    with pytest.raises(NotUnderstood, match="apkg"):
        export_anki(content, atlas, tmp_path / "a.zip")
    with pytest.raises(UnreadableFile, match="no folder"):
        export_anki(content, atlas, tmp_path / "none" / "a.apkg", ["KI"])
    old = tmp_path / "old.apkg"
    old.write_text("old")
    with pytest.raises(Cancelled):
        export_anki(content, atlas, old, ["KI"], _stopping_after(3))
    assert old.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["old.apkg"]


def test_night_is_as_readable_as_day() -> None:
    for ink in (NIGHT_INK, NIGHT_QUIET, NIGHT_ACCENT, NIGHT_CAUTION):
        assert _contrast(ink, NIGHT_PAPER) >= 4.5


def _stopping_after(number: int) -> Progress:
    told: list[int] = []
    progress = Progress()

    def listen(done: int, total: int, words: str) -> None:
        told.append(done)
        if len(told) == number:
            progress.cancel()

    progress.listen(listen)
    return progress


def _contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2)."""
    upper, lower = sorted((_light(one), _light(other)), reverse=True)
    return (upper + 0.05) / (lower + 0.05)


def _light(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return float(sum(map(mul, (0.2126, 0.7152, 0.0722), linear)))
