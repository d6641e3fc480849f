"""Plans to put on paper, and what PDFs hold, for tests."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from desktop_app.atlas.body import Atlas
from desktop_app.content import Content, load
from desktop_app.domain.area import Area, Feeling, Patch, Side
from desktop_app.domain.plans import (
    BASELINE,
    Finding,
    Limbs,
    Measured,
    Plan,
    PlanPoint,
    Session,
    Technique,
)
from desktop_app.store import Library

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def library() -> Library:
    return Library.in_memory(load(), clock=lambda: NOW)


def painted(mask: bytes) -> bytes:
    return bytes(7 * face for face in mask)


def small_plan(atlas: Atlas, content: Content) -> Plan:
    sole = painted(atlas.skin.regions["sole"])
    patches = tuple(Patch(side, Feeling.NUMB, sole) for side in Side)
    return Plan(
        label="BX-07",
        title="Numb soles, diabetic",
        cause="diabetic-peripheral-neuropathy",
        goals="Feel the pedals again.",
        facts=frozenset({"anticoagulant", "diabetes"}),
        flags=tuple((flag.id, False) for flag in content.conditions["numb-feet"].red_flags),
        area=Area(patches, atlas.skin.name),
        findings=(Finding("monofilament", Side.RIGHT, "monofilament-toe-1", "not-felt"),),
        points=(
            PlanPoint("KI1", Limbs.BOTH, Technique.MANUAL, 12),
            PlanPoint("ST36", Limbs.BOTH, Technique.ELECTRO, 30, hertz="2/100", pair=1),
            PlanPoint("SP6", Limbs.BOTH, Technique.ELECTRO, 25, hertz="2/100", pair=1),
            PlanPoint("EX-LE10", Limbs.BOTH, Technique.MANUAL, 12),
            PlanPoint("LR3", Limbs.BOTH, Technique.MANUAL, 15),
            PlanPoint("GB34", alternative=True, note="If ST36 bruises"),
        ),
        sessions_planned=10,
        per_week=2,
        sessions=(
            Session(BASELINE, date(2026, 11, 1), measured=(Measured("numbness", 7),)),
            Session("one", date(2026, 11, 8), ("KI1",), "warm feet", "a small bruise",
                    (Measured("numbness", 6),)),
        ),
    )  # fmt: skip


def large_plan(atlas: Atlas, content: Content) -> Plan:
    codes = [code for code in content.points if "." not in code][::3][:36]
    points = tuple(
        PlanPoint(code, tuple(Limbs)[place % 3], Technique.MANUAL, 8 + place % 5)
        for place, code in enumerate(codes)
    )
    plan = small_plan(atlas, content)
    return replace(plan, label="CK-12", title="Many points", points=points, notes="Long. " * 1700)


def words_of(path: Path) -> str:
    """Return the text in the order of reading, with its lines joined."""
    made = run("pdftotext", "-raw", str(path), "-")
    return " ".join(made.split())


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def fonts_of(path: Path) -> list[list[str]]:
    """Return name and the columns embedded, subset, to-Unicode of each font."""
    lines = run("pdffonts", str(path)).splitlines()[2:]
    return [[line.split()[0], *re.findall(r"\b(?:yes|no)\b", line)] for line in lines]


def objects_of(path: Path) -> dict[str, Any]:
    """Return the objects of a PDF by reference."""
    return dict(json.loads(run("qpdf", "--json=2", str(path)))["qpdf"][1])
