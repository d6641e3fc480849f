"""Writes the points as a deck for Anki, with pictures of where each lies.

Notes and decks have ids of their own that come from the codes of points, so that a deck that is
exported and brought in again updates what is there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from html import escape
from itertools import count
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from desktop_app import __version__
from desktop_app.atlas.body import Atlas
from desktop_app.content import Content
from desktop_app.content.paths import assets_dir
from desktop_app.domain.errors import NotUnderstood, UnreadableFile
from desktop_app.domain.points import MERIDIAN_ORDER, Point
from desktop_app.domain.progress import Progress
from desktop_app.paper.stain import Window
from desktop_app.store.decks import database_of
from desktop_app.store.replacing import replacing
from desktop_app.study.closeups import closeup_of, picture_of, small_file
from desktop_app.study.told import (
    Weighed,
    beneath_words,
    category_words,
    evidence_or_none,
    hanzi_words,
    meridian_words,
    needling_notes,
    needling_words,
    points_of,
    tradition_on,
)

SUFFIX = ".apkg"
HAN_FONT_FILE = "yongquan-han.otf"
DECK = "Yongquan"
ABOUT = "Points of foot and leg. A reference for trained practitioners; not medical advice."


@dataclass(frozen=True, slots=True)
class Exported:
    """What an exported deck holds: notes, the cards made of them, pictures, files in all."""

    path: Path
    notes: int
    cards: int
    pictures: int
    media: int


@dataclass(frozen=True, slots=True)
class _Pictures:
    """The pictures of a point: without and with its mark, and what they show in words."""

    asking: str
    telling: str
    title: str


def export_anki(
    content: Content,
    atlas: Atlas,
    path: Path,
    meridians: Iterable[str] = (),
    progress: Progress | None = None,
    now: datetime | None = None,
) -> Exported:
    """Write a deck of the points of these meridians, or of all.

    Parameters
    ----------
    now
        When it is exported: a note changes in Anki only if it is newer than what is there.

    Raises
    ------
    NotFound
        If a meridian has no points here.
    NotUnderstood
        If the file does not end in ``.apkg``: Anki would not take it.
    UnreadableFile, DiskFull
        If the atlas cannot be read or the file not be written.
    Cancelled
        If the progress was asked to stop; nothing is written then.
    """
    progress = progress or Progress()
    if path.suffix.lower() != SUFFIX:
        raise NotUnderstood(
            f"“{path.name}” does not end in {SUFFIX}, as Anki’s decks do.", "Choose another name."
        )
    points = points_of(content, meridians)
    moment = now or datetime.now(UTC)
    with replacing(path) as part, ZipFile(part, "w") as packed:
        media: dict[str, str] = {}
        pictures = _pack_pictures(atlas, points, (packed, media, moment), progress)
        drawn = len(media)
        _pack_font((packed, media, moment))
        progress.tell(len(points), len(points), "Writing the deck")
        database, cards = _database(content, points, pictures, moment)
        packed.writestr(_entry("collection.anki2", moment, ZIP_DEFLATED), database)
        packed.writestr(_entry("media", moment, ZIP_DEFLATED), json.dumps(media))
    return Exported(path, len(points), cards, drawn, len(media))


def _pack_pictures(
    atlas: Atlas,
    points: Iterable[Point],
    into: tuple[ZipFile, dict[str, str], datetime],
    progress: Progress,
) -> dict[str, _Pictures]:
    packed, media, moment = into
    numbers: dict[str, str] = {}

    def keep(made: bytes, name: str) -> str:
        # A picture that changes gets another name, so that Anki never mixes up two.
        whole = f"yongquan-{name}-{sha256(made).hexdigest()[:10]}.webp"
        if whole not in numbers:
            numbers[whole] = str(len(numbers))
            media[numbers[whole]] = whole
            packed.writestr(_entry(numbers[whole], moment, ZIP_STORED), made)
        return whole

    # View by view, since the plates of a view take longest to read.
    closeups = [closeup_of(atlas, point.code) for point in points]
    closeups.sort(key=lambda each: each.view)
    pictures = {}
    plain: dict[tuple[str, Window], str] = {}
    for done, closeup in enumerate(closeups):
        progress.tell(done, len(closeups), "Drawing pictures")
        window = closeup.view, closeup.window
        # The points of a foot share the picture that tells no place.
        if window not in plain:
            asking = picture_of(atlas, closeup, marked=False)
            plain[window] = keep(small_file(asking), closeup.view)
        marked = small_file(picture_of(atlas, closeup, marked=True, bones=True))
        telling = keep(marked, closeup.code.lower())
        pictures[closeup.code] = _Pictures(plain[window], telling, closeup.title)
    return pictures


def _pack_font(into: tuple[ZipFile, dict[str, str], datetime]) -> None:
    """Take the font of the characters along: not every computer has one."""
    from desktop_app.study.anki_cards import HAN_FILE

    packed, media, moment = into
    font = assets_dir() / "fonts" / HAN_FONT_FILE
    try:
        made = font.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            f"The font {font} cannot be read: {error.strerror}.", "Install Yongquan again."
        ) from error
    number = str(len(media))
    media[number] = HAN_FILE
    packed.writestr(_entry(number, moment, ZIP_DEFLATED), made)


def _entry(name: str, moment: datetime, kind: int) -> ZipInfo:
    entry = ZipInfo(name, moment.timetuple()[:6])
    entry.compress_type = kind
    entry.external_attr = 0o644 << 16
    return entry


def _database(
    content: Content,
    points: Iterable[Point],
    pictures: Mapping[str, _Pictures],
    moment: datetime,
) -> tuple[bytes, int]:
    from desktop_app.study import anki_cards as cards

    model = cards.point_model()
    decks = {
        code: cards.deck(number, f"{DECK}::{meridian_words(code)}", ABOUT)
        for number, code in enumerate(MERIDIAN_ORDER, 1)
    }
    made = 0
    for place, point in enumerate(points):
        fields = _fields(content, point, pictures[point.code])
        guid = cards.guid_of(f"yongquan:point:{_first_code(content, point.code)}")
        note = cards.note(model, guid, fields, _tags(point), place)
        decks[point.meridian].add_note(note)
        made += len(note.cards)
    used = [deck for deck in decks.values() if deck.notes]
    package = cards.package_writer(used)
    seconds = moment.timestamp()

    def write(cursor: Any) -> None:
        package.write_to_db(cursor, seconds, count(int(seconds * 1000)))

    return database_of(write), made


def _first_code(content: Content, code: str) -> str:
    """Return the code under which a point first shipped, by which Anki knows it again."""
    seen = {code}
    while True:
        older = [old for old, new in content.renamed.items() if new == code and old not in seen]
        if not older:
            return code
        code = older[0]
        seen.add(code)


def _tags(point: Point) -> tuple[str, ...]:
    return (
        f"{DECK}::meridian::{point.meridian}",
        f"{DECK}::region::{point.region}",
        *dict.fromkeys(f"{DECK}::category::{each.kind}" for each in point.categories),
    )


def _fields(content: Content, point: Point, pictures: _Pictures) -> dict[str, str]:
    from desktop_app.study.anki_cards import image, listed

    needling = (needling_words(point), *needling_notes(point))
    beneath = (f"{escape(kind)}: {escape(names)}" for kind, names in beneath_words(point))
    source = f"{ABOUT} Yongquan {__version__}, content {content.version}."
    return {
        "Code": escape(point.code),
        "Pinyin": escape(point.pinyin),
        "Characters": escape(hanzi_words(point)),
        "English": escape(point.english),
        "Meridian": escape(meridian_words(point.meridian)),
        "Location": escape(point.location.text),
        "Finding": escape(point.location.find),
        "Needling": "<br>".join(map(escape, needling)),
        "Cautions": listed(map(escape, point.cautions)),
        "Categories": listed(map(escape, category_words(point))),
        "Beneath": "<br>".join(beneath),
        "Evidence": listed(map(_weighed, evidence_or_none(content, point))),
        "Tradition": listed(map(escape, tradition_on(content, point))),
        "Picture question": image(pictures.asking, pictures.title),
        "Picture answer": image(pictures.telling, f"{pictures.title}, the place marked"),
        "Source": escape(source),
    }


def _weighed(said: Weighed) -> str:
    studies = f" ({escape('; '.join(said.studies))})" if said.studies else ""
    sure = f'<span class="sure">{escape(said.certainty[0].upper() + said.certainty[1:])}.</span>'
    return f"{sure} {escape(said.statement)}{studies}"
