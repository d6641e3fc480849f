"""Notes for Anki: their fields, the cards that are made of them, and how those look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any

import genanki

from desktop_app.paper import inks

MODEL = 1_764_000_036
DECK = 1_764_000_100
"""Ids by which Anki knows our notes and decks again; they must never change."""

MADE = datetime(2026, 11, 23, 14, tzinfo=UTC)
"""When the cards were last laid out anew: what a user changed later stays."""

NIGHT_INK, NIGHT_QUIET, NIGHT_ACCENT, NIGHT_CAUTION = "#e8e6e1", "#a9b0b8", "#5eead4", "#fbbf24"
NIGHT_PAPER = "#1c1f24"

FIELDS = (
    "Code", "Pinyin", "Characters", "English", "Meridian", "Location", "Finding", "Needling",
    "Cautions", "Categories", "Beneath", "Evidence", "Tradition", "Picture question",
    "Picture answer", "Source",
)  # fmt: skip
"""Fields of a note; new ones may only be added at the end."""

HAN_FILE = "_yongquan-han.otf"
"""The font of the characters among the deck's media. Anki keeps what begins with a low line, though
no note names it."""

_CSS = f"""
@font-face {{ font-family: "Yongquan Han"; src: url("{HAN_FILE}"); }}
.card {{
  font-family: "Noto Sans", "Segoe UI", "Helvetica Neue", sans-serif;
  font-size: 18px; line-height: 1.5; text-align: left;
  color: {inks.INK}; background: {inks.WHITE};
  --quiet: {inks.QUIET}; --accent: {inks.ACCENT}; --caution: {inks.CAUTION}; --line: {inks.LINE};
}}
.card.nightMode, .card.night_mode {{
  color: {NIGHT_INK}; background: {NIGHT_PAPER};
  --quiet: {NIGHT_QUIET}; --accent: {NIGHT_ACCENT}; --caution: {NIGHT_CAUTION}; --line: #454b54;
}}
.sheet {{ max-width: 640px; margin: 0 auto; padding: 8px; }}
.asked {{ color: var(--accent); font-weight: 600; margin-bottom: 4px; }}
.name {{ font-size: 26px; line-height: 1.3; font-weight: 600; }}
.han {{ font-family: "Yongquan Han", sans-serif; font-weight: 400; }}
.quiet {{ color: var(--quiet); font-size: 15px; }}
.picture {{ margin: 12px 0; text-align: center; }}
.picture img {{
  max-width: 100%; max-height: 60vh; padding: 8px; border-radius: 8px; background: {inks.WHITE};
}}
h3 {{ font-size: 15px; margin: 16px 0 2px; color: var(--quiet); font-weight: 600; }}
.cautions {{ border-left: 3px solid var(--caution); padding-left: 12px; margin-top: 16px; }}
.cautions h3 {{ margin-top: 0; color: var(--caution); }}
ul {{ margin: 0; padding-left: 20px; }}
li {{ margin: 2px 0; }}
.sure {{ font-weight: 600; }}
.tradition {{ border-top: 1px solid var(--line); margin-top: 16px; }}
hr {{ border: 0; border-top: 1px solid var(--line); margin: 16px 0; }}
"""

_NAME = (
    '<div class="name">{{Code}} {{Pinyin}} <span class="han" lang="zh">{{Characters}}</span></div>'
    '<div class="quiet">{{English}} · {{Meridian}}</div>'
)
_WHERE = "<h3>Location</h3>{{Location}}{{#Finding}}<h3>How to find it</h3>{{Finding}}{{/Finding}}"
_NEEDLING = (
    "<h3>Needling</h3>{{Needling}}"
    '{{#Cautions}}<div class="cautions"><h3>Cautions</h3>{{Cautions}}</div>{{/Cautions}}'
)
_BENEATH = "{{#Beneath}}<h3>Beneath</h3>{{Beneath}}{{/Beneath}}"
_SAID = (
    '<h3>Evidence, with its certainty</h3><div class="quiet">{{Evidence}}</div>'
    '{{#Tradition}}<div class="tradition"><h3>Tradition (not graded as evidence)</h3>'
    '<div class="quiet">{{Tradition}}</div></div>{{/Tradition}}'
)
_SOURCE = '<hr><div class="quiet">{{Source}}</div>'
_PICTURE = '<div class="picture">{{Picture %s}}</div>'


def _asked(words: str) -> str:
    return f'<div class="asked">{words}</div>'


_SIDES = ("qfmt", "afmt")
# Not with the id “answer”: Anki would scroll to it, away from the name or the picture above.
_THEN = "<hr>"
_TEMPLATES = (
    {
        "name": "Locate",
        "qfmt": _asked("Where is it?") + _NAME + _PICTURE % "question",
        "afmt": _NAME + _PICTURE % "answer" + _WHERE + _BENEATH + _SOURCE,
    },
    {
        "name": "Name",
        "qfmt": _asked("Which point is this?") + _PICTURE % "answer",
        "afmt": _NAME + _PICTURE % "answer" + _WHERE + _SOURCE,
    },
    {
        "name": "Recall",
        "qfmt": _asked("Where is it, and how is it needled?") + _NAME,
        "afmt": _NAME + _THEN + _WHERE + _NEEDLING + _BENEATH + _SAID + _SOURCE,
    },
    {
        "name": "Categories",
        "qfmt": "{{#Categories}}" + _asked("Of which classes is it?") + _NAME + "{{/Categories}}",
        "afmt": _NAME + _THEN + "{{Categories}}" + _SOURCE,
    },
)


class _Model(genanki.Model):  # type: ignore[misc]  # genanki has no types
    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:  # noqa: ARG002
        """Return the model as Anki keeps it, last changed when its cards were laid out."""
        kept: dict[str, Any] = super().to_json(MADE.timestamp(), deck_id)
        return kept


def point_model() -> genanki.Model:
    """Return the kind of note of a point, with its cards."""
    return _Model(
        MODEL,
        "Yongquan point",
        fields=[{"name": name} for name in FIELDS],
        templates=[
            template | {side: f'<div class="sheet">{template[side]}</div>' for side in _SIDES}
            for template in _TEMPLATES
        ],
        css=_CSS,
    )


def deck(number: int, name: str, about: str) -> genanki.Deck:
    """Return an empty deck; its number makes its id."""
    return genanki.Deck(DECK + number, name, about)


def note(
    model: genanki.Model, guid: str, fields: Mapping[str, str], tags: Iterable[str], due: int
) -> genanki.Note:
    """Return a note; ``due`` is its place among the new ones."""
    return genanki.Note(
        model, [fields[name] for name in FIELDS], guid=guid, tags=list(tags), due=due
    )


def guid_of(text: str) -> str:
    """Return the id by which Anki knows a note again."""
    return str(genanki.guid_for(text))


def listed(lines: Iterable[str]) -> str:
    """Return lines, already HTML, as a list; a single one by itself, none as nothing."""
    items = list(lines)
    if len(items) < 2:
        return "".join(items)
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def image(name: str, about: str) -> str:
    """Return a picture of the deck as HTML."""
    return f'<img src="{escape(name)}" alt="{escape(about)}">'


def package_writer(decks: Iterable[genanki.Deck]) -> genanki.Package:
    """Return what writes decks into Anki's database."""
    return genanki.Package(list(decks))
