"""Electrode pairs on paper: lines between two points, names, and words for what is not drawn."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from math import dist
from pathlib import Path

import pytest

from desktop_app.atlas.body import Atlas
from desktop_app.domain.area import Side
from desktop_app.domain.plans import Limbs, Plan, PlanPoint, Technique
from desktop_app.paper.choosing import Shown, codes_in, pairs_in, views_for
from desktop_app.paper.drawing import Drawn, draw_limb
from desktop_app.planning.paper import PageSize, Sheet, draw_diagram, write_pdf
from desktop_app.planning.paper.saying import numbers_of, pairs_told
from desktop_app.store import Library
from tests.planning import papers


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    library = papers.library()
    yield library
    library.close()


def wired(*joined: tuple[str, int], limbs: Limbs = Limbs.BOTH) -> Plan:
    return Plan(
        label="E-1",
        points=tuple(
            PlanPoint(code, limbs, Technique.ELECTRO, 10, hertz="2", pair=pair)
            for code, pair in joined
        ),
    )


def drawn(atlas: Atlas, plan: Plan, shown: Shown) -> Drawn:
    return draw_limb(atlas, plan, shown, numbers_of(plan), (300.0, 300.0))


@pytest.mark.parametrize("side", Side)
def test_a_line_joins_the_two_points_of_a_pair(atlas: Atlas, side: Side) -> None:
    plan = wired(("ST36", 1), ("SP6", 1), limbs=Limbs(side.value))
    limb = drawn(atlas, plan, Shown("limb-anterior", side))
    (led,) = limb.pairs
    at = {point.code: point.at for point in limb.points}
    assert (led.name, led.start, led.end) == ("E1", at["ST36"], at["SP6"])
    assert 0 < led.tag[0] < limb.width
    assert limb.described.endswith("Electrode pairs: E1 ST36–SP6.")


def test_names_do_not_hide_numbers(atlas: Atlas) -> None:
    plan = wired(("LR3", 1), ("ST44", 1), ("KI3", 2), ("BL60", 2))
    for shown in views_for(atlas, plan):
        limb = drawn(atlas, plan, shown)
        for led in limb.pairs:
            assert all(dist(led.tag, point.badge) > 9 for point in limb.points)


def test_the_other_end_is_shown_where_it_can_be_seen(atlas: Atlas) -> None:
    front = Shown("limb-anterior", Side.RIGHT)
    apart = wired(("ST36", 0), ("SP6", 0))
    assert codes_in(atlas, apart, front) == ("ST36",)
    plan = wired(("ST36", 1), ("SP6", 1))
    assert codes_in(atlas, plan, front) == ("ST36", "SP6")
    assert pairs_in(atlas, apart, front) == ()


def test_a_view_is_added_that_shows_both_ends(atlas: Atlas) -> None:
    plan = wired(("KI3", 1), ("BL60", 1))
    shown = views_for(atlas, plan)
    assert len({at.side for at in shown}) == 1, "what both limbs have alike is drawn once"
    assert sum(len(pairs_in(atlas, plan, at)) for at in shown) >= 1


def test_what_is_on_no_drawing_is_told(atlas: Atlas) -> None:
    plan = wired(("ST36", 1), ("SP6", 1), ("GB34", 2))
    drawings = tuple(drawn(atlas, plan, shown) for shown in views_for(atlas, plan))
    assert list(pairs_told(plan, drawings)) == [
        ("E1:", " ST36–SP6, both limbs, 2 Hz."),
        ("E2:", " GB34 right–GB34 left, across the limbs, 2 Hz; on no drawing together."),
    ]


def test_the_practitioner_has_the_pairs_and_the_client_has_not(
    atlas: Atlas, library: Library, tmp_path: Path
) -> None:
    plan = wired(("ST36", 1), ("SP6", 1))
    sheet, handout = tmp_path / "sheet.pdf", tmp_path / "handout.pdf"
    write_pdf(library, atlas, plan, Sheet.PRACTITIONER, PageSize.A4, sheet)
    words = papers.words_of(sheet)
    assert "Electrode pairs (dashed lines):" in words
    assert "E1: ST36–SP6, both limbs, 2 Hz." in words
    write_pdf(library, atlas, plan, Sheet.HANDOUT, PageSize.A4, handout)
    assert "E1" not in papers.words_of(handout).split()
    assert "No syntax or stream encoding errors" in papers.run("qpdf", "--check", str(sheet))


def test_a_drawing_that_stands_alone_has_them_too(
    atlas: Atlas, library: Library, tmp_path: Path
) -> None:
    plan = wired(("ST36", 1), ("SP6", 1))
    path = draw_diagram(
        atlas, library.content, plan, "limb-anterior", Side.RIGHT, tmp_path / "leg.svg"
    )
    root = ET.parse(path).getroot()
    name = "{http://www.w3.org/2000/svg}"
    assert [line.get("stroke-dasharray") for line in root.iter(f"{name}line")].count("3 1.6") == 1
    words = [each.text for each in root.iter(f"{name}text")]
    assert "E1" in words
    assert any("E1 electrode pair ST36–SP6" in (each or "") for each in words)
