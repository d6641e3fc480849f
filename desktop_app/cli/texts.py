"""What the command line prints for people to read."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from desktop_app.content import Content
from desktop_app.domain.categories import category_word
from desktop_app.domain.evidence import Certainty, Claim, Study
from desktop_app.domain.points import Point

if TYPE_CHECKING:
    from desktop_app.library.planned import Imported
    from desktop_app.reading import Hit

WIDTH = 88
"""Columns of text."""

_CERTAINTY = {
    Certainty.HIGH: "High certainty",
    Certainty.MODERATE: "Moderate certainty",
    Certainty.LOW: "Low certainty",
    Certainty.VERY_LOW: "Very low certainty",
    Certainty.TRADITIONAL: "Traditional",
    Certainty.NO_STUDY: "No study",
}


def table(rows: Iterable[Sequence[str]], gap: str = "  ") -> str:
    """Return rows in columns, as wide as their widest cell; the last is left as it is."""
    cells = [tuple(row) for row in rows]
    if not cells:
        return ""
    widths = [max(_columns(row[at]) for row in cells) for at in range(len(cells[0]) - 1)]
    return "\n".join(gap.join([*map(_padded, row[:-1], widths), row[-1]]).rstrip() for row in cells)


def point_row(point: Point) -> tuple[str, ...]:
    """Return a point as a row of a table."""
    return point.code, point.pinyin, point.hanzi, point.english


def study_row(study: Study) -> tuple[str, ...]:
    """Return a study as a row of a table."""
    return study.key, str(study.year or ""), study.design, study.direction.value, study.title


def claim_text(content: Content, claim: Claim) -> str:
    """Return a claim with its certainty, why, and studies."""
    lines = [*wrapped(claim.statement), *wrapped(f"{_CERTAINTY[claim.certainty]}. {claim.why}")]
    for stance in claim.studies:
        study = content.studies.get(stance.key)
        design = f", {_words(study.design)}" if study else ""
        size = f", n = {study.sample_size}" if study and study.sample_size else ""
        note = f". {stance.note}" if stance.note else ""
        lines += wrapped(f"{stance.stance.value}: {stance.key}{design}{size}{note}", "  ")
    return "\n".join([f"[{_words(claim.kind.value)}] {claim.id}", *(f"  {each}" for each in lines)])


def point_text(content: Content, point: Point, claims: list[Claim], studies: list[Study]) -> str:
    """Return a point's card: names, place, needling, cautions, what lies beneath, evidence."""
    blocks = [
        f"{point.code}  {point.pinyin}  {_hanzi(point)}\n{point.english}",
        *_blocks(point),
    ]
    if not claims and not studies:
        blocks.append("Evidence\n  Nothing here has been studied at this point.")
    blocks += [claim_text(content, claim) for claim in claims]
    if studies:
        blocks.append("Studies\n" + indented(table(study_row(study) for study in studies)))
    return "\n\n".join(blocks)


def imported_text(imported: Imported) -> str:
    """Return what an import did: the numbers, then what could not be read and why."""
    numbers = (
        f"{counted(imported.imported)} imported, {imported.merged:,} merged, "
        f"{imported.skipped:,} skipped, {len(imported.rejected):,} rejected."
    )
    lines = [numbers]
    for each in imported.rejected:
        place = f"{each.file}:{each.line}: record {each.record}: " if each.record else ""
        named = place or ("" if each.file in each.reason else f"{each.file}: ")
        lines.append(f"{named}{each.reason}")
    return "\n".join(lines)


def counted(count: int) -> str:
    """Return how many studies, in words."""
    return f"{count:,} {'study' if count == 1 else 'studies'}"


def hit_text(hits: Iterable[Hit]) -> str:
    """Return the answers to a search, one to a line."""
    return table((hit.kind.value, str(hit.ref), hit.title) for hit in hits)


def _blocks(point: Point) -> Iterator[str]:
    needling, moxa, beneath = point.needling, point.moxa, point.beneath
    depth = needling.depth_cun
    needle = [f"{depth[0]:g} to {depth[1]:g} cun" if depth else "not needled"]
    needle += [", ".join(needling.angle)] if needling.angle else []
    rivals = (f"Also: {rival.text} ({rival.source})" for rival in point.location.rivals)
    categories = (category_word(category, point) for category in point.categories)
    for heading, parts in (
        ("Categories", [", ".join(categories)]),
        ("Find it", [point.location.text, point.location.find, *rivals]),
        ("Sites", [", ".join(point.sites)]),
        ("Needle it", [", ".join(needle), *needling.technique, *needling.depth_variants]),
        ("Moxa", [moxa.note]),
        ("Cautions", point.cautions),
        (
            "Beneath",
            [
                "; ".join(names)
                for names in (
                    beneath.muscles,
                    beneath.nerves_cutaneous,
                    beneath.nerves_deep,
                    beneath.vessels,
                )
            ],
        ),
        ("Used for (traditional)", point.uses),
    ):
        lines = [line for part in parts if part for line in wrapped(part, "  ")]
        if lines:
            yield "\n".join([heading, *(f"  {line}" for line in lines)])


def _hanzi(point: Point) -> str:
    if point.hanzi == point.hanzi_traditional:
        return point.hanzi
    return f"{point.hanzi} ({point.hanzi_traditional})"


def wrapped(text: str, hanging: str = "") -> list[str]:
    """Return a text in lines that leave room to indent them."""
    return textwrap.wrap(text, WIDTH - 4, subsequent_indent=hanging)


def indented(text: str) -> str:
    """Return a text with each line moved in."""
    return textwrap.indent(text, "  ")


def _words(slug: str) -> str:
    return slug.replace("-", " ")


def _columns(text: str) -> int:
    """Return how many columns a terminal takes for a text; Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _columns(text))
