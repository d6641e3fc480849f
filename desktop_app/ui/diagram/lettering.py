"""What labels say and how large they are: points, letters of meridians, territories, rivals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontMetricsF

from desktop_app.atlas.drawing import Area, Drawing, line_start, rank_of, text_of
from desktop_app.atlas.labels import Label, Placed
from desktop_app.atlas.names import Name
from desktop_app.atlas.outline import Outline
from desktop_app.atlas.projection import roomiest
from desktop_app.atlas.state import AtlasState, LabelLanguage
from desktop_app.domain.points import Point
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.words import sentence_case

LETTERS_RANK = 1000
AREA_RANK = 500
RIVAL_RANK = -5
NEAR_RANK = 100
MUTED_RANK = -200

WORDS_WIDE = 15
"""Letters in a line of a territory's name."""

LETTERS = {
    "YINQIAO": "Yin Heel",
    "YANGQIAO": "Yang Heel",
    "YINWEI": "Yin Link",
    "YANGWEI": "Yang Link",
    "CHONG": "Chong",
    "DAI": "Dai",
}
"""What the plate on an extraordinary vessel's line says."""


class Text(NamedTuple):
    """What a label says and how."""

    text: str
    font: QFont
    kind: str = "point"
    layer: str = ""
    muted: bool = False

    def size(self) -> tuple[float, float]:
        """Return width and height of the label, pixels."""
        metrics = QFontMetricsF(self.font)
        lines = self.text.split("\n")
        widest = max(metrics.horizontalAdvance(line) for line in lines)
        return widest + 8, metrics.height() * len(lines) + 1


class Lettering(NamedTuple):
    """All labels of a view at one scale; places are pixels from the frame's place (0, 0)."""

    placed: tuple[Placed, ...]
    texts: Mapping[str, Text]
    wanted: Mapping[str, Label]


class Lettered(NamedTuple):
    """Everything that can be named in a drawing, measured."""

    names: tuple[Name, ...]
    texts: Mapping[str, Text]


class Letterer:
    """Names what a drawing shows.

    Parameters
    ----------
    points
        Points by code.
    name_of
        Tells the name of a territory by its key in the view.
    traditional
        Whether characters are written in their traditional form.
    """

    def __init__(
        self,
        points: Mapping[str, Point],
        name_of: Callable[[str], str],
        look: Look,
        outline: Outline | None,
        traditional: bool,
    ) -> None:
        self.points = points
        self.name_of = name_of
        self.look = look
        self.outline = outline
        self.traditional = traditional

    def name(self, state: AtlasState, drawing: Drawing) -> Lettered:
        """Measure every name of a drawing."""
        found = [
            *self._points(state, drawing),
            *self._letters(drawing),
            *self._areas(drawing),
            *self._rivals(state, drawing),
        ]
        return Lettered(tuple(name for name, _ in found), {name.key: text for name, text in found})

    def _points(self, state: AtlasState, drawing: Drawing) -> Iterator[tuple[Name, Text]]:
        hidden = state.labels is LabelLanguage.NONE
        language = LabelLanguage.CODE if hidden else state.labels
        font = self.look.label_font(language)
        for marker in drawing.markers:
            if hidden and marker.code != state.selected:
                continue
            point = self.points[marker.code]
            text = Text(text_of(point, language, self.traditional), font, muted=marker.muted)
            rank = rank_of(point)
            rank += NEAR_RANK * marker.visible + MUTED_RANK * marker.muted
            outward, room = (1, 0.0) if self.outline is None else self.outline.outward(marker.uv)
            yield Name(marker.code, marker.uv, *text.size(), rank, outward, room), text

    def _letters(self, drawing: Drawing) -> Iterator[tuple[Name, Text]]:
        seen: set[str] = set()
        for line in drawing.lines:
            at = line_start(line)
            if not line.id.startswith("meridian:") or line.layer in seen or at is None:
                continue
            seen.add(line.layer)
            words = LETTERS.get(line.layer, line.layer)
            text = Text(words, self.look.font(10, bold=True), "letters", line.layer, line.muted)
            width, height = text.size()
            yield (
                Name(
                    line.id,
                    at,
                    width + 4,
                    height + 2,
                    LETTERS_RANK,
                    inside=True,
                    lift=height * 0.6,
                    wanders=True,
                ),
                text,
            )

    def _areas(self, drawing: Drawing) -> Iterator[tuple[Name, Text]]:
        for area in drawing.areas:
            seen = self.outline.holds if self.outline is not None else None
            at, span = roomiest(area.rings, seen)
            if seen is not None and not seen(at):
                continue
            text = Text(self._area_words(area), self.look.font(10, bold=True), "area")
            yield Name(area.id, at, *text.size(), AREA_RANK, inside=True, span=span), text

    def _rivals(self, state: AtlasState, drawing: Drawing) -> Iterator[tuple[Name, Text]]:
        if state.labels is LabelLanguage.NONE:
            return
        for sign in drawing.signs:
            if sign.layer == "rivals":
                text = Text(f"{sign.code}?", self.look.font(10), "rival")
                yield Name(sign.id, sign.uv, *text.size(), RIVAL_RANK), text

    def _area_words(self, area: Area) -> str:
        if area.layer == "dermatomes":
            return area.id.partition(":")[2]
        name = self.name_of(area.id).removeprefix("Bed of the ")
        for kind in (" nerves", " nerve", " arteries", " artery"):
            name = name.replace(kind, "")
        words = sentence_case(name).split()
        lines = [words[0]]
        for word in words[1:]:
            if len(lines[-1]) + len(word) < WORDS_WIDE:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return "\n".join(lines)
