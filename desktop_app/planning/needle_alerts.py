"""What the depth of each needle of a plan gives to think about, on the body of the atlas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.needle import depth_mm, leanings, met_along, way_out
from desktop_app.content import Content
from desktop_app.domain.plans import PlanPoint
from desktop_app.domain.points import Needling
from desktop_app.domain.safety import Alert, Gravity, Met
from desktop_app.domain.slugs import sentence_case
from desktop_app.planning.holding import places_of

NEAR_MM = 3.0
"""An artery or deep nerve this near to the needle is warned of."""

SLIGHT_MM = 2.0
"""A vein, or a small nerve or artery near the skin, that comes this near is noted."""

DEEPER = 1.1
"""From this multiple of the greatest usual depth a needle counts as deeper than usual."""

SMALL = frozenset(
    {
        "superficial-fibular-nerve",
        "sural-nerve",
        "saphenous-nerve",
        "medial-calcaneal-nerves",
        "dorsal-arterial-arcuate",
    }
)
"""Nerves of the skin, and the thin arteries on the back of the foot, which a finger can press."""

SOURCE = (
    "Measured on the body of the atlas: bones as they lie there, vessels and nerves by surface "
    "markings and average depths. People differ."
)


@dataclass(frozen=True, slots=True)
class Way:
    """What a needle of a plan meets, whichever way it leans if that is left open.

    Parameters
    ----------
    lean
        Angle and direction in words.
    met
        In order of depth, up to the first bone.
    out
        Depth at which it would leave the skin again, mm; None if it does not.
    usual
        Least and greatest usual depth, mm; None if the point is usually not needled.
    """

    code: str
    depth: float
    lean: str
    met: tuple[Met, ...]
    out: float | None
    usual: tuple[float, float] | None

    @property
    def bones(self) -> tuple[Met, ...]:
        """The bones it reaches."""
        return tuple(met for met in self.met if met.kind == "bone")

    @property
    def close(self) -> tuple[Met, ...]:
        """The arteries and deep nerves it passes close by."""
        return tuple(met for met in self.met if _is_grave(met) and met.gap_mm <= NEAR_MM)

    @property
    def slight(self) -> tuple[Met, ...]:
        """The veins and small nerves and arteries it passes close by."""
        return tuple(
            met
            for met in self.met
            if met.kind != "bone" and not _is_grave(met) and met.gap_mm <= SLIGHT_MM
        )

    @property
    def is_deeper(self) -> bool:
        """Tell whether it goes deeper than usual."""
        return self.usual is not None and self.depth > self.usual[1] * DEEPER


def _is_grave(met: Met) -> bool:
    return met.kind in ("artery", "nerve") and met.id not in SMALL


def ways_of(
    atlas: Atlas, content: Content, chosen: Sequence[PlanPoint], usual_if_open: bool = False
) -> tuple[Way, ...]:
    """Return the way of each needle whose depth is given, at every site of its point.

    Parameters
    ----------
    usual_if_open
        Whether a needle of open depth is taken to go as deep as is usual at most.
    """
    return tuple(
        way
        for each in chosen
        if each.technique.needles
        for place in places_of(content, each.code)
        if place in atlas.placed
        for way in _way(atlas, content, each, place, usual_if_open)
    )


def _way(
    atlas: Atlas, content: Content, chosen: PlanPoint, place: str, usual_if_open: bool
) -> Iterator[Way]:
    point = content.points.get(place)
    usual = _usual(atlas, place, point.needling) if point else None
    depth = chosen.depth_mm
    if depth is None and usual_if_open and usual:
        depth = usual[1]
    if depth is None:
        return
    possible = leanings(atlas, place)
    is_open = chosen.angle != "perpendicular" and chosen.toward not in possible
    met: list[Met] = []
    outs = []
    for toward in possible if is_open else (chosen.toward,):
        along = met_along(atlas, place, depth, chosen.angle, toward)
        bone = next((each.depth_mm for each in along if each.kind == "bone"), None)
        # A needle stops at bone: what lies behind it is not met.
        met += [each for each in along if bone is None or each.depth_mm <= bone]
        out = way_out(atlas, place, chosen.angle, toward, depth)
        outs += [out] if out is not None and bone is None else []
    lean = chosen.angle
    if lean != "perpendicular":
        lean += " in any direction" if is_open else f" toward {chosen.toward}"
    yield Way(chosen.code, depth, lean, tuple(_nearest(met)), min(outs, default=None), usual)


def _usual(atlas: Atlas, place: str, needling: Needling) -> tuple[float, float] | None:
    if needling.depth_cun is None:
        return None
    least, most = needling.depth_cun
    return depth_mm(atlas, place, least), depth_mm(atlas, place, most)


def needle_alerts(atlas: Atlas, content: Content, chosen: Sequence[PlanPoint]) -> Iterator[Alert]:
    """Yield a caution for each point whose needle calls for one, and one note for the rest.

    A caution: an artery or deep nerve within ``NEAR_MM``, a needle that would come out again, one
    deeper than usual, a point that is usually not needled. Bone, veins, and small nerves and
    arteries on the way are noted together.
    """
    grave: dict[str, list[Way]] = {}
    light: dict[str, list[Way]] = {}
    for way in ways_of(atlas, content, chosen):
        if way.close or way.out is not None or way.is_deeper or way.usual is None:
            grave.setdefault(way.code, []).append(way)
        elif way.bones or way.slight:
            light.setdefault(way.code, []).append(way)
    for code, ways in grave.items():
        yield _caution(code, [*ways, *light.pop(code, ())])
    if light:
        yield _note(light)


def _caution(code: str, ways: Sequence[Way]) -> Alert:
    close = _nearest(met for way in ways for met in way.close)
    bones = _nearest(met for way in ways for met in way.bones)
    out = min((way.out for way in ways if way.out is not None), default=None)
    is_deeper = any(way.is_deeper for way in ways)
    is_unusual = any(way.usual is None for way in ways)
    heads, dos, keys = [], [], [met.id for met in (*close, *bones)]
    if close:
        heads.append(f"close to the {listed([met.name for met in close])}")
        if any(met.kind == "artery" for met in close):
            dos.append("Feel for the pulse and insert beside it.")
        if any(met.kind == "nerve" for met in close):
            dos.append("Go slowly and draw back at an electric feeling, which numb skin may hide.")
        dos.append("Choose less depth or another angle.")
    if out is not None:
        heads.append("the needle would come out of the skin again")
        dos.append("Choose a shorter needle or a steeper angle.")
        keys.append("out")
    if is_deeper:
        heads.append("deeper than usual")
        dos.append("Keep to the usual depth unless there is a reason not to.")
        keys.append("deeper")
    if is_unusual:
        heads.append("usually not needled")
        dos.append("Read the point’s needling and cautions first.")
        keys.append("not-needled")
    if bones:
        dos.append("Stop and draw back at hard resistance.")
    return Alert(
        id=f"needle:{code}:{'+'.join(sorted(keys))}",
        gravity=Gravity.CAUTION,
        title=sentence_case("; ".join(heads)),
        why=_why(ways[0], close, bones, out),
        do=" ".join(dos),
        code=code,
        codes=(code,),
        source=SOURCE,
    )


def _why(way: Way, close: Sequence[Met], bones: Sequence[Met], out: float | None) -> str:
    """Return one sentence on what is met, and one on the usual depth."""
    parts = [_meeting(met) for met in sorted((*close, *bones), key=lambda met: met.depth_mm)]
    if out is not None:
        parts.append(f"leaves the skin again at {out:.0f} mm")
    said = f"The needle is to go {way.depth:g} mm deep"
    if parts:
        said = f"At {way.depth:g} mm, {way.lean}, the needle {listed(parts)}"
    if way.usual is None:
        return f"{said}. Texts give no depth for this point."
    least, most = way.usual
    return f"{said}, on the body of the atlas. Usual here: {least:.0f} to {most:.0f} mm."


def _meeting(met: Met) -> str:
    if met.kind == "bone":
        return f"reaches the {met.name} at {met.depth_mm:.0f} mm"
    if met.gap_mm < 1:
        return f"meets the {met.name} at {met.depth_mm:.0f} mm"
    return f"passes {met.gap_mm:.0f} mm beside the {met.name} at {met.depth_mm:.0f} mm"


_SLIGHT_WORDS = {
    "bone": "bone",
    "artery": "a small artery",
    "vein": "a vein",
    "nerve": "a nerve of the skin",
}


def _note(light: dict[str, list[Way]]) -> Alert:
    told, keys = [], []
    kinds: set[str] = set()
    for code, ways in light.items():
        met = _nearest(m for way in ways for m in (*way.bones, *way.slight))
        kinds |= {each.kind for each in met}
        told.append(f"{code}: {listed([f'{m.name} at {m.depth_mm:.0f} mm' for m in met])}")
        keys.append(f"{code}({','.join(sorted(m.id for m in met))})")
    heads = [words for kind, words in _SLIGHT_WORDS.items() if kind in kinds]
    dos = ["Draw back at hard resistance."] if "bone" in kinds else []
    if kinds - {"bone"}:
        dos.append("Look and feel before going in, and go in beside a vein; press afterwards.")
    return Alert(
        id=f"needle-notes:{'+'.join(sorted(keys))}",
        gravity=Gravity.NOTE,
        title=sentence_case(f"{listed(heads, 'or')} on the way of the needle"),
        why=f"On the body of the atlas: {'; '.join(told)}.",
        do=" ".join(dos),
        code=next(iter(light)) if len(light) == 1 else "",
        codes=tuple(light),
        source=SOURCE,
    )


def near_words(ways: Iterable[Way], kinds: Sequence[str]) -> str:
    """Return a sentence on the points whose needles come near such structures; empty if none."""
    told: dict[str, list[Met]] = {}
    for way in ways:
        met = [each for each in way.met if each.kind in kinds]
        if met:
            told.setdefault(way.code, []).extend(met)
    if not told:
        return ""
    each = [f"{code} ({listed([m.name for m in _nearest(met)])})" for code, met in told.items()]
    return f"Needles within 5 mm of a named vessel on the body of the atlas: {listed(each)}."


def _nearest(met: Iterable[Met]) -> list[Met]:
    """Return each structure once, where the needle is nearest to it, in order of depth."""
    nearest: dict[str, Met] = {}
    for each in met:
        before = nearest.get(each.id)
        if before is None or (each.gap_mm, each.depth_mm) < (before.gap_mm, before.depth_mm):
            nearest[each.id] = each
    return sorted(nearest.values(), key=lambda one: (one.depth_mm, one.id))


def listed(words: Sequence[str], last: str = "and") -> str:
    """Return words as a sentence lists them: “a, b and c”."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
