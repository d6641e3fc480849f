"""From an empty library to a plan on paper, by keyboard and mouse in a real window."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from desktop_app import content
from desktop_app.atlas.body import Atlas, open_atlas
from desktop_app.atlas.marking import ready_made
from desktop_app.content.paths import assets_dir
from desktop_app.domain.area import Feeling, Side
from desktop_app.domain.plans import Limbs, Plan, PlanPoint
from desktop_app.planning.checking import check_plan
from desktop_app.planning.plans import add_plan, list_plans, open_plan
from desktop_app.store import Library
from tests.e2e.desk import Desk
from tests.e2e.screen import Screen, until

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(300),
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb"),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext"),
]

SKIN = "The skin to mark; the list of what is marked says the same"
CODES = ("KI1", "KI3", "SP6", "ST36", "LR3", "GB34")
REASON = "INR 2.4 of this week; thin needles, two minutes of pressure"

ALERTS = {
    "bleeding-risk": CODES,
    "foot-without-feeling": ("KI1", "KI3", "LR3"),
    "needle:KI3:posterior-tibial-artery": ("KI3",),
    "needle:LR3:deep-fibular-nerve": ("LR3",),
    "needle-notes:GB34(fibula)+ST36(tibia)": ("GB34", "ST36"),
}
"""All there is to say of this client and these points, no more: the alerts, and of which points."""

KEPT_S = 1.1
"""What was done longer ago than this must outlive a kill, seconds."""


def begin(desk: Desk) -> None:
    """Make a plan for a client without red flags: diabetic, on warfarin, numb soles."""
    screen = desk.screen
    until(lambda: "Yongquan" in screen.title(), "the window did not come up")
    screen.key("F11", "ctrl+4")
    desk.click("New plan", kind="QPushButton")
    desk.turn_to("None of these is there", "Client")
    desk.click("None of these is there")
    desk.turn_to("Label of the client", "Client")
    desk.click("Label of the client", kind="QLineEdit")
    screen.key("ctrl+a")
    screen.type("S12")
    screen.key("Tab")
    screen.type("Numb soles")
    screen.key("Tab", "Tab")
    screen.type("diab")
    for words in ("warfarin", "diabetes"):
        desk.turn_to("Find what matters for safety", "Client")
        desk.click("Find what matters for safety", kind="QLineEdit")
        screen.type(words)
        screen.key("Return")
    desk.shows("Ticked: Takes an anticoagulant, Diabetes.", begins=True)


def mark(desk: Desk) -> None:
    """Mark both soles, and by the brush a little more; the stroke is taken back and made anew."""
    screen = desk.screen
    desk.click("Area", kind="StepButton")
    until(lambda: desk.is_on("Add a ready-made area"), "the skin was never ready")
    desk.click("Add a ready-made area")
    desk.click("Foot", kind="entry")
    desk.click("Sole", kind="entry")
    desk.shows("Numb, left")
    before = sizes(desk)
    paint(desk)
    until(lambda: sizes(desk) != before, "the brush marked nothing")
    after = sizes(desk)
    screen.key("ctrl+z")
    until(lambda: sizes(desk) == before, "the stroke was not taken back")
    screen.key("ctrl+shift+z")
    until(lambda: sizes(desk) == after, "the stroke was not made anew")


def paint(desk: Desk) -> None:
    """Drag the brush from the middle of the foot that is shown over its inner edge."""
    x, y, width, height = desk.shows(SKIN)
    desk.screen.drag(*((x + width // 2 + 8 * by, y + height * 6 // 10) for by in range(14)))


def sizes(desk: Desk) -> list[str]:
    """Return what the list of what is marked says of each patch."""
    return [words for words, _, _ in desk.seen() if "cm²" in words]


def choose(desk: Desk) -> None:
    """Read what the area says, and add points by code."""
    screen = desk.screen
    desk.click("Points", kind="StepButton")
    desk.shows("Consistent with")
    desk.click("Candidates")
    desk.shows("In the area", begins=True)
    for code in CODES:
        desk.click("Filter candidates, or find any point")
        screen.key("ctrl+a")
        screen.type(code)
        desk.shows(code, kind="row")
        screen.key("Return")
        desk.shows("Take out of the plan")
        screen.key("ctrl+a", "BackSpace")
    desk.shows(f"Chosen {len(CODES)}")


def heed(desk: Desk) -> None:
    """Read the alerts, and acknowledge the first of them."""
    desk.click("Safety", kind="StepButton")
    desk.click("Acknowledge: Bleeds more easily")
    desk.shows("Reason for going on in spite of: Bleeds more easily")
    desk.screen.type(REASON)
    desk.screen.key("Return")
    desk.shows("Acknowledge: Foot at risk: look, test and feel first")


def put_on_paper(desk: Desk, sheet: str, file: Path) -> None:
    """Save a sheet as a PDF."""
    desk.click("Paper", kind="StepButton")
    desk.click(f"Sheet: {sheet}")
    until(lambda: page_is_shown(desk), "the preview never came")
    desk.click("Save PDF…")
    until(lambda: desk.screen.title().startswith("Save"), "no dialog asked for a file")
    desk.screen.key("ctrl+a")
    desk.screen.type(str(file))
    desk.screen.key("Return")
    until(file.exists, "the sheet was not written")
    desk.shows(f"Saved as {file.name}")


def page_is_shown(desk: Desk) -> bool:
    return any(words.startswith("Page 1 of ") for words, _, _ in desk.seen())


def text_of(file: Path) -> str:
    """Return the text of a PDF, lines of a paragraph joined."""
    run = subprocess.run(["pdftotext", str(file), "-"], check=True, capture_output=True, text=True)
    return " ".join(run.stdout.split())


def test_numb_soles_of_a_diabetic_on_warfarin_to_paper(
    screen: Screen, library: Path, tmp_path: Path
) -> None:
    sheet, handout = tmp_path / "sheet.pdf", tmp_path / "handout.pdf"
    with Desk(screen, library) as desk:
        begin(desk)
        mark(desk)
        choose(desk)
        heed(desk)
        put_on_paper(desk, "Practitioner", sheet)
        put_on_paper(desk, "Client handout", handout)
        assert desk.leave() == 0
    atlas, shipped = open_atlas(assets_dir() / "atlas"), content.load()
    with Library.open(library, shipped) as opened:
        (row,) = list_plans(opened)
        plan = open_plan(opened, row.key)
    assert (plan.label, plan.title) == ("S12", "Numb soles")
    assert plan.cause == "diabetic-peripheral-neuropathy"
    assert plan.facts == {"anticoagulant", "diabetes"}
    assert plan.flags
    assert not any(there for _, there in plan.flags)
    assert [point.code for point in plan.points] == list(CODES)
    assert {point.limbs for point in plan.points} == {Limbs.BOTH}
    soles_and_a_stroke_are_marked(plan, atlas)
    alerts = {alert.id: alert for alert in check_plan(atlas, shipped, plan)}
    assert {id_: set(alert.codes) for id_, alert in alerts.items()} == {
        id_: set(codes) for id_, codes in ALERTS.items()
    }
    assert [each.alert for each in plan.acknowledged] == ["bleeding-risk"]
    assert plan.acknowledged[0].reason == REASON
    told = text_of(sheet)
    assert "S12 – Numb soles" in told
    for words in (*CODES, REASON, *(alert.title for alert in alerts.values())):
        assert words in told
    assert REASON not in text_of(handout)


def soles_and_a_stroke_are_marked(plan: Plan, atlas: Atlas) -> None:
    sole = ready_made(atlas.skin, "sole")
    assert {patch.side for patch in plan.area.patches} == set(Side)
    for patch in plan.area.patches:
        assert patch.feeling is Feeling.NUMB
        marked = patch.strengths
        assert all(marked[face] for face in range(len(sole)) if sole[face])
        beyond = sum(bool(marked[face]) and not sole[face] for face in range(len(sole)))
        assert 0 < beyond < sum(sole)


def test_words_and_strokes_a_second_before_a_kill_are_kept(screen: Screen, library: Path) -> None:
    shipped = content.load()
    asked = tuple((flag.id, False) for flag in shipped.conditions["numb-feet"].red_flags)
    with Library.open(library, shipped) as opened:
        made = Plan(label="S13", points=(PlanPoint("KI1"),), flags=asked)
        (ref,) = add_plan(opened, made).refs
    with Desk(screen, library, str(ref)) as desk:
        until(lambda: "S13" in screen.title(), "the plan was not opened")
        screen.key("F11")
        desk.turn_to("Goals", "Client")
        desk.click("Goals", kind="QPlainTextEdit")
        screen.type("Feel the floor again")
        time.sleep(KEPT_S)
        kill(desk)
    with Library.open(library, shipped) as opened:
        assert open_plan(opened, ref.key).goals == "Feel the floor again"
    with Desk(screen, library, str(ref)) as desk:
        until(lambda: "S13" in screen.title(), "the plan was not opened again")
        screen.key("F11")
        desk.click("Area", kind="StepButton")
        until(lambda: desk.is_on("Add a ready-made area"), "the skin was never ready")
        paint(desk)
        time.sleep(KEPT_S)
        kill(desk)
    with Library.open(library, shipped) as opened:
        plan = open_plan(opened, ref.key)
    assert {patch.side for patch in plan.area.patches} == set(Side)
    assert plan.goals == "Feel the floor again"


def kill(desk: Desk) -> None:
    os.kill(desk.program.pid, signal.SIGKILL)
    desk.program.wait()
