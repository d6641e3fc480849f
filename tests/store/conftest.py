"""A small content, and libraries of it on a real disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.content import Content
from desktop_app.domain.evidence import (
    Certainty,
    Claim,
    ClaimKind,
    Direction,
    Stance,
    Study,
    StudyStance,
)
from desktop_app.domain.points import Course, CourseStep, Location, Meridian, Needling, Point
from desktop_app.store import Library

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def point(number: int, pinyin: str, hanzi: str, english: str, text: str = "") -> Point:
    return Point(
        code=f"ST{number}",
        meridian="ST",
        number=number,
        pinyin=pinyin,
        hanzi=hanzi,
        hanzi_traditional=hanzi,
        english=english,
        region="leg",
        location=Location(text or f"Where ST{number} lies."),
        needling=Needling((0.5, 1), ("perpendicular",)),
    )


def small_content() -> Content:
    points = [
        point(35, "Dúbí", "犊鼻", "Calf's Nose"),
        point(36, "Zúsānlǐ", "足三里", "Leg Three Miles", "3 cun below ST35, beside the shin."),
        point(37, "Shàngjùxū", "上巨虚", "Upper Great Void"),
    ]
    study = Study(
        key="somebody-2020",
        title="Skin microcirculation after needling",
        authors=("Somebody A", "Other B"),
        year=2020,
        journal="Journal",
        design="rct",
        direction=Direction.MIXED,
        points=("ST36",),
        sample_size=20,
        main_finding="Flow rose beside ST-36 in some.",
    )
    claim = Claim(
        id="flow-at-st36",
        kind=ClaimKind.CIRCULATION,
        statement="Needling ST36 changes microcirculation of the skin.",
        certainty=Certainty.LOW,
        points=("ST36",),
        studies=(StudyStance("somebody-2020", Stance.MIXED, "small"),),
    )
    meridian = Meridian(
        code="ST",
        kind="regular",
        english="Stomach meridian",
        pinyin="Zúyángmíng wèi jīng",
        hanzi="足阳明胃经",
        hanzi_traditional="足陽明胃經",
        points=("ST35", "ST36", "ST37"),
        courses=(Course("main", (CourseStep(code="ST35"), CourseStep(code="ST36"))),),
    )
    return Content(
        version="2026.1",
        digest="first",
        points={each.code: each for each in points},
        meridians={"ST": meridian},
        studies={study.key: study},
        claims={claim.id: claim},
    )


@pytest.fixture
def content() -> Content:
    return small_content()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path, content: Content) -> Iterator[Library]:
    with Library.open(folder, content, clock=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def reopened(folder: Path) -> Iterator[Callable[[Content], Library]]:
    """Open the library of the folder again with other content."""
    held: list[Library] = []

    def open_with(content: Content) -> Library:
        held.append(Library.open(folder, content, clock=lambda: NOW))
        return held[-1]

    yield open_with
    for each in held:
        each.close()


@pytest.fixture
def newer(content: Content) -> Callable[..., Content]:
    """Return the content as a newer version ships it, with some things changed."""

    def changed(**parts: object) -> Content:
        return replace(content, version="2026.2", digest="second", **parts)  # type: ignore[arg-type]

    return changed
