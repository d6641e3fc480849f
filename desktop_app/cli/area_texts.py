"""What the command line prints for people to read of an area and of protocols."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.cli.texts import indented, table, wrapped
from desktop_app.content import Content
from desktop_app.domain.evidence_words import DIRECTION_WORDS, design_word
from desktop_app.domain.findings import AreaReading, Candidate, Ground, Pattern
from desktop_app.domain.plan_words import GROUND_WORDS, REASON_WORDS
from desktop_app.planning.candidates import RANKED
from desktop_app.planning.protocols import Comparison

POINTS = 12
"""How many points are written out; the JSON has all."""

NOTHING = "No shape that this program knows explains the area."


def area_text(content: Content, reading: AreaReading, candidates: Sequence[Candidate]) -> str:
    """Return what an area says: red flags, patterns, shares, then points with their reasons."""
    limbs = " and ".join(limb.side.value for limb in reading.limbs)
    blocks = [f"{reading.surface_mm2 / 100:.0f} cm² of skin marked, {limbs}"]
    flags = [f"{flag.urgency}: {flag.text} {flag.action}" for flag in reading.red_flags]
    blocks.append(_block("Ask first", flags))
    blocks += [_pattern(each) for each in reading.patterns] or [NOTHING]
    for ground in Ground:
        rows = [("", "of the area", "of the territory", "fit")]
        rows += [
            (
                share.name,
                _percent(share.share_of_area),
                _percent(share.coverage),
                f"{share.fit:.2f}",
            )
            for share in reading.of(ground)
        ]
        blocks.append(f"{GROUND_WORDS[ground]}\n{indented(table(rows))}")
    blocks.append("\n".join(["Points", *(f"  {line}" for line in wrapped(RANKED))]))
    blocks += [_candidate(content, each) for each in candidates[:POINTS]]
    if len(candidates) > POINTS:
        blocks.append(f"and {len(candidates) - POINTS} more; --json has them all")
    return "\n\n".join(blocks)


def protocols_text(compared: Comparison) -> str:
    """Return each protocol, then a table of which of them uses which point."""
    rows = [
        (
            str(number),
            each.study,
            design_word(each.design),
            DIRECTION_WORDS[each.direction],
            " ".join(each.points),
        )
        for number, each in enumerate(compared.protocols, 1)
    ]
    head = ("point", *(str(number) for number in range(1, len(rows) + 1)))
    used = [(code, *("x" if each else "." for each in cells)) for code, cells in compared.rows]
    return f"{table(rows)}\n\n{table([head, *used])}"


def _pattern(pattern: Pattern) -> str:
    lines = [pattern.text, pattern.because]
    lines += [f"What does not fit: {pattern.misfits}"] if pattern.misfits else []
    lines += [f"Tell apart: {each}" for each in pattern.tell_apart]
    lines += [
        f"Source: {pattern.source} {' '.join(f'[{key}]' for key in pattern.studies)}".rstrip()
    ]
    return _block(pattern.name, lines)


def _candidate(content: Content, candidate: Candidate) -> str:
    return _block(
        f"{candidate.code}  {content.points[candidate.code].pinyin}", list(_reasons(candidate))
    )


def _reasons(candidate: Candidate) -> Iterator[str]:
    for reason in candidate.reasons:
        leads = " ".join(f"[{each}]" for each in (reason.claim, reason.study) if each)
        kind = REASON_WORDS[reason.kind]
        yield " ".join(filter(None, (f"{kind}: {reason.text}", leads)))


def _block(heading: str, texts: Sequence[str]) -> str:
    lines = [line for text in texts for line in wrapped(text, "  ")]
    return "\n".join([heading, *(f"  {line}" for line in lines)])


def _percent(part: float) -> str:
    return f"{100 * part:.0f} %"
