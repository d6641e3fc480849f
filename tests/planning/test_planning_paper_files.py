"""Views that are chosen, diagrams as files, and the handout for a word processor."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from PIL import Image

from assets.pipeline.fonts import PAPER_SIGNS, is_han
from desktop_app.atlas.body import BEST_FACING, Atlas
from desktop_app.domain.area import Area, Feeling, Patch, Side
from desktop_app.domain.errors import NotFound, NotUnderstood, UnreadableFile
from desktop_app.domain.plans import Limbs, Plan, PlanPoint
from desktop_app.paper.letters import MISSING, Letters, fonts_dir
from desktop_app.planning.paper import draw_diagram, views_for, write_docx
from desktop_app.store import Library
from tests.planning import papers


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    library = papers.library()
    yield library
    library.close()


@pytest.fixture(scope="module")
def plan(atlas: Atlas, library: Library) -> Plan:
    return papers.small_plan(atlas, library.content)


def test_one_view_is_enough_for_one_point(atlas: Atlas) -> None:
    (shown,) = views_for(atlas, Plan(points=(PlanPoint("KI1", Limbs.LEFT),)))
    assert shown == ("foot-plantar", Side.LEFT)


def test_the_views_show_every_point_well(atlas: Atlas, plan: Plan) -> None:
    shown = views_for(atlas, plan)
    assert 1 <= len(shown) <= 6
    assert {at.side for at in shown} == {Side.RIGHT}  # both limbs alike: drawn once
    for code in ("KI1", "ST36", "SP6", "EX-LE10.1", "EX-LE10.4"):
        assert any(
            code in atlas.projection(at.view).points
            and atlas.projection(at.view).points[code].visible
            and atlas.camera(at.view).facing(atlas.placed[code].normal) >= BEST_FACING
            for at in shown
        ), code


def test_limbs_that_are_treated_unlike_are_both_drawn(atlas: Atlas) -> None:
    points = (PlanPoint("LR3", Limbs.LEFT), PlanPoint("ST36", Limbs.RIGHT))
    assert {at.side for at in views_for(atlas, Plan(points=points))} == set(Side)


def test_marked_skin_is_shown_where_no_point_is(atlas: Atlas) -> None:
    sole = papers.painted(atlas.skin.regions["sole"])
    area = Area((Patch(Side.LEFT, Feeling.NUMB, sole),), atlas.skin.name)
    shown = views_for(atlas, Plan(area=area, points=(PlanPoint("ST36", Limbs.LEFT),)))
    assert ("foot-plantar", Side.LEFT) in shown
    assert views_for(atlas, Plan()) == ()


def test_many_points_take_six_views_at_most(atlas: Atlas, library: Library) -> None:
    assert len(views_for(atlas, papers.large_plan(atlas, library.content))) <= 6


def test_a_diagram_is_a_picture_with_the_marked_skin(
    atlas: Atlas, library: Library, plan: Plan, tmp_path: Path
) -> None:
    made = {}
    for name, each in (("marked", plan), ("bare", replace(plan, area=Area()))):
        path = draw_diagram(
            atlas, library.content, each, "foot-plantar", Side.LEFT, tmp_path / f"{name}.png", 1.5
        )
        with Image.open(path) as picture:
            made[name] = picture.convert("RGB")
            assert picture.info["dpi"] == pytest.approx((108, 108), abs=1)
    blue = [
        sum(b > r + 20 for r, _, b in zip(*(band.tobytes() for band in made[name].split()),
                                          strict=True))
        for name in ("marked", "bare")
    ]  # fmt: skip
    assert blue[0] > 20 * (blue[1] + 50)


def test_the_left_limb_is_the_mirror_image(atlas: Atlas, library: Library, tmp_path: Path) -> None:
    content, plan = library.content, Plan()
    pictures = []
    for side in Side:
        path = draw_diagram(atlas, content, plan, "foot-dorsal", side, tmp_path / f"{side}.png", 1)
        with Image.open(path) as picture:
            pictures.append(picture.convert("L"))
    right, left = pictures
    assert right.size == left.size
    middle = (0, 60, right.width, right.height - 60)
    turned = left.transpose(Image.Transpose.FLIP_LEFT_RIGHT).crop(middle)
    differ = [
        abs(a - b) for a, b in zip(right.crop(middle).tobytes(), turned.tobytes(), strict=True)
    ]
    assert sum(differ) / len(differ) < 2


def test_an_svg_holds_text_as_text(
    atlas: Atlas, library: Library, plan: Plan, tmp_path: Path
) -> None:
    path = draw_diagram(
        atlas, library.content, plan, "foot-plantar", Side.RIGHT, tmp_path / "d.svg"
    )
    root = ET.fromstring(path.read_text("utf-8"))
    space = {"s": "http://www.w3.org/2000/svg"}
    texts = [each.text for each in root.iterfind(".//s:text", space)]
    assert "1" in texts
    assert "1 KI1 Yǒngquán" in " ".join(filter(None, texts))
    assert "numb (slanting lines)" in texts
    hrefs = [each.get("href", "") for each in root.iterfind(".//s:image", space)]
    assert hrefs
    assert all(href.startswith("data:image/") for href in hrefs)
    assert "Marked skin: numb" in root.get("aria-label", "")


def test_what_is_no_diagram_is_told(
    atlas: Atlas, library: Library, plan: Plan, tmp_path: Path
) -> None:
    content = library.content
    with pytest.raises(NotUnderstood, match="svg"):
        draw_diagram(atlas, content, plan, "foot-plantar", Side.LEFT, tmp_path / "d.gif")
    with pytest.raises(NotUnderstood, match=r"0\.5 to 10"):
        draw_diagram(atlas, content, plan, "foot-plantar", Side.LEFT, tmp_path / "d.png", 99)
    with pytest.raises(NotFound, match="foot-plantar"):
        draw_diagram(atlas, content, plan, "elsewhere", Side.LEFT, tmp_path / "d.png")
    with pytest.raises(UnreadableFile, match="folder"):
        draw_diagram(atlas, content, plan, "foot-plantar", Side.LEFT, tmp_path / "no" / "d.png")


def test_the_handout_has_real_headings_and_lists(
    library: Library, plan: Plan, tmp_path: Path
) -> None:
    made = docx.Document(str(write_docx(library, plan, tmp_path / "handout.docx")))
    styles = [(each.style.name if each.style else "", each.text) for each in made.paragraphs]
    assert styles[0] == ("Heading 1", "Acupuncture for your numb feet")
    assert ("Heading 2", "When to get help") in styles
    assert sum(name == "List Bullet" for name, _ in styles) > 20
    assert made.core_properties.title.startswith("Client handout")
    assert made.core_properties.language == "en-GB"


def test_no_text_can_break_the_handout(library: Library, plan: Plan, tmp_path: Path) -> None:
    hostile = replace(plan, label="\x00<w:p>\x1b", goals="\ud83d\x07 <b>&amp; 🦶 مرحبا")
    made = docx.Document(str(write_docx(library, hostile, tmp_path / "handout.docx")))
    assert any("<b>&amp; 🦶 مرحبا" in each.text for each in made.paragraphs)


def test_every_letter_of_the_content_can_be_printed() -> None:
    letters = Letters(fonts_dir())
    data = Path(__file__).parents[2] / "data"
    used = set("".join(path.read_text("utf-8") for path in data.rglob("*.yaml")))
    missing = {each for each in used if each.isprintable() and MISSING in letters.plain(each)}
    assert not missing, "run assets.pipeline.fonts"
    assert any(map(is_han, used))
    assert MISSING not in letters.plain(PAPER_SIGNS)
