"""Plans for tests: one with everything in it, and any that Hypothesis can think of."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from desktop_app.domain.area import Area, Feeling, Patch, Side
from desktop_app.domain.plans import (
    BASELINE,
    Acknowledgement,
    Finding,
    Limbs,
    Measured,
    Plan,
    PlanPoint,
    Session,
    Technique,
)

FACES = 107_522


def patch(side: Side, feeling: Feeling, first: int = 0, count: int = 900) -> Patch:
    """Return a patch as large as a real one, marked on some faces."""
    strengths = bytearray(FACES)
    strengths[first : first + count] = bytes((5,)) * count
    return Patch(side, feeling, bytes(strengths))


def full_plan(**changes: Any) -> Plan:
    """Return a plan with something in every field."""
    given: dict[str, Any] = {
        "label": "A12",
        "title": "Numb soles",
        "condition": "numb-feet",
        "cause": "diabetic-peripheral-neuropathy",
        "goals": "Feel the pedals again",
        "notes": "Likes warm rooms.",
        "facts": frozenset({"anticoagulant", "diabetes"}),
        "flags": (("sudden-weakness", False), ("saddle-numbness", False)),
        "area": Area(
            (patch(Side.RIGHT, Feeling.NUMB), patch(Side.LEFT, Feeling.TINGLING, 500)), "skin-1"
        ),
        "findings": (Finding("monofilament", Side.RIGHT, "monofilament-toe-1", "not-felt"),),
        "points": (
            PlanPoint("KI1", Limbs.BOTH, Technique.MANUAL, 12.5),
            PlanPoint("ST36", Limbs.LEFT, Technique.ELECTRO, 30.0, hertz="2/100", pair=1),
            PlanPoint("SP6", Limbs.RIGHT, Technique.PRESSURE, minutes=None, alternative=True),
        ),
        "acknowledged": (
            Acknowledgement("anticoagulant", "Fine needles", datetime(2026, 11, 20, 9, tzinfo=UTC)),
        ),
        "measures": ("numbness", "tcns"),
        "sessions_planned": 10,
        "per_week": 1.5,
        "sessions": (
            Session(BASELINE, date(2026, 11, 1), measured=(Measured("numbness", 7, Side.LEFT),)),
            Session("one", date(2026, 11, 8), ("KI1",), "warmer", "a bruise", ()),
        ),
    }
    return Plan(**{**given, **changes})


_text = st.text(max_size=12)
_moments = st.datetimes(timezones=st.just(UTC))
_numbers = st.floats(allow_nan=False, allow_infinity=False, width=32)
_patches = st.lists(
    st.builds(
        Patch,
        st.sampled_from(Side),
        st.sampled_from(Feeling),
        st.lists(st.integers(0, 10), max_size=40).map(bytes),
    ),
    unique_by=lambda each: (each.side, each.feeling),
    max_size=4,
).map(tuple)


def _some(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=3).map(tuple)


plans = st.builds(
    Plan,
    key=st.just("a1"),
    label=_text,
    title=_text,
    condition=_text,
    cause=_text,
    goals=_text,
    notes=_text,
    facts=st.frozensets(_text, max_size=3),
    flags=_some(st.tuples(_text, st.booleans())),
    area=st.builds(Area, _patches, _text),
    findings=_some(st.builds(Finding, _text, st.sampled_from(Side), _text, _text)),
    points=_some(
        st.builds(
            PlanPoint,
            code=_text,
            limbs=st.sampled_from(Limbs),
            technique=st.sampled_from(Technique),
            depth_mm=st.none() | _numbers,
            angle=_text,
            toward=_text,
            minutes=st.none() | st.integers(0, 90),
            hertz=_text,
            pair=st.integers(0, 4),
            note=_text,
            alternative=st.booleans(),
        )
    ),
    acknowledged=_some(st.builds(Acknowledgement, _text, _text, _moments)),
    measures=_some(_text),
    sessions_planned=st.none() | st.integers(0, 60),
    per_week=st.none() | _numbers,
    sessions=_some(
        st.builds(
            Session,
            _text,
            st.dates(),
            _some(_text),
            _text,
            _text,
            _some(st.builds(Measured, _text, _numbers, st.none() | st.sampled_from(Side))),
        )
    ),
    template=st.booleans(),
    archived=st.booleans(),
)
"""Any plan."""
