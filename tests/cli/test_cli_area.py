"""Areas and protocols from a terminal: the promised JSON, text for people, one clear sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop_app.content import Content
from desktop_app.domain.evidence import Direction, Study
from desktop_app.domain.findings import NO_STUDY, Ground
from desktop_app.domain.reference import Reference
from desktop_app.domain.refs import Kind
from desktop_app.library.appraising import add_study
from desktop_app.store import Library
from tests.cli.terminal import Call
from tests.planning.skins import atlas

SKIN = atlas().skin


def read(call: Call, *arguments: str) -> dict[str, Any]:
    code, out, err = call("area", *arguments, "--json")
    assert (code, err) == (0, "")
    answer: dict[str, Any] = json.loads(out)
    return answer


@pytest.mark.parametrize("name", SKIN.labels[Ground.NERVE].territories)
def test_each_nerve_reads_as_itself(call: Call, name: str) -> None:
    first = read(call, "--territory", name)["nerves"][0]
    assert first["id"] == name
    assert first["share_of_area"] > 0.95
    assert first["coverage"] > 0.95


def test_the_answer_has_the_promised_shape(call: Call, content: Content, folder: Path) -> None:
    answer = read(call, "--territory", "L5")
    assert {
        "surface_mm2", "nerves", "dermatomes", "arteries", "meridians", "patterns", "red_flags",
        "points",
    } <= set(answer)  # fmt: skip
    assert answer["surface_mm2"] > 50_000
    for ground in ("nerves", "dermatomes", "arteries", "meridians"):
        for row in answer[ground]:
            assert {"id", "share_of_area", "coverage"} <= set(row)
            assert 0 < row["share_of_area"] <= 1
    assert answer["dermatomes"][0]["id"] == "L5"
    for point in answer["points"]:
        assert point["code"] in content.points
        for reason in point["reasons"]:
            assert {"kind", "claim", "text"} <= set(reason)
            assert reason["claim"] in {*content.claims, None}
            assert reason["claim"] or reason["study"] or NO_STUDY in reason["text"]
    assert answer["patterns"][0]["id"] == "single-root"
    assert answer["red_flags"][0]["urgency"] == "emergency"
    assert not folder.exists()


def test_a_stocking_on_both_feet(call: Call) -> None:
    answer = read(call, "--territory", "stocking-mid-calf", "--side", "both")
    assert answer["patterns"][0]["id"] == "length-dependent"
    assert [limb["side"] for limb in answer["limbs"]] == ["right", "left"]


@pytest.mark.parametrize(
    ("name", "ground", "found"),
    [
        ("l5", "dermatomes", "L5"), ("Dermatome L5", "dermatomes", "L5"),
        ("KI", "meridians", "KI"), ("dermatome:S1", "dermatomes", "S1"),
        ("fibular artery", "arteries", "fibular-artery"),
        ("Sural nerve", "nerves", "sural-nerve"), ("obturator", "nerves", "obturator-nerve"),
        ("meridian-band:LR", "meridians", "LR"),
    ],
)  # fmt: skip
def test_names_in_many_spellings(call: Call, name: str, ground: str, found: str) -> None:
    first = read(call, "--territory", name)[ground][0]
    assert (first["id"], first["coverage"]) == (found, pytest.approx(1.0))


def test_lines_are_read_on_every_view(call: Call) -> None:
    for view, camera in atlas().cameras.items():
        (u, v), (width, height) = camera.origin, camera.size_mm
        corners = [(u, v), (u + width, v), (u + width, v + height), (u, v + height)]
        line = " ".join(f"{x},{y}" for x, y in corners)
        answer = read(call, "--view", view, "--polygon", line)
        seen = sum(area for area, on in zip(SKIN.areas, SKIN.seen[view], strict=True) if on)
        assert answer["surface_mm2"] == pytest.approx(seen, rel=1e-3)


def test_a_line_means_the_same_on_the_left_mirrored(call: Call) -> None:
    right = read(call, "--view", "foot-plantar", "--polygon=-160,-150 -100,-150 -100,-60 -160,-60")
    left = read(
        call, "--view", "foot-plantar", "--polygon", "160,-150 100,-150 100,-60 160,-60",
        "--side", "left",
    )  # fmt: skip
    both = read(
        call, "--view", "foot-plantar", "--polygon", "-160,-150 -100,-150 -100,-60 -160,-60",
        "--side", "both",
    )  # fmt: skip
    assert right["nerves"] == left["nerves"]
    assert left["limbs"][0]["side"] == "left"
    assert both["surface_mm2"] == pytest.approx(2 * right["surface_mm2"], abs=0.2)
    assert both["patterns"][0]["id"] == "both-feet-alike"


def test_several_lines_and_names_add_up(call: Call) -> None:
    answer = read(
        call, "--territory", "medial-plantar-nerve", "--territory", "lateral-plantar-nerve"
    )
    assert len(answer["nerves"]) == 2
    again = read(
        call, "--territory", "sole", "--view", "foot-plantar",
        "--polygon", "-184,-202 -76,-202 -76,67 -184,67",
    )  # fmt: skip
    assert again["surface_mm2"] >= read(call, "--territory", "sole")["surface_mm2"]


def test_cold_is_another_feeling(call: Call) -> None:
    ids = [p["id"] for p in read(call, "--territory", "toes", "--feeling", "cold")["patterns"]]
    assert "poor-perfusion" in ids


def test_own_studies_count(call: Call, folder: Path, content: Content) -> None:
    study = Study("", "", (), None, "", "rct", Direction.BENEFIT, points=("KI1",),
                  conditions=("numb-feet",))  # fmt: skip
    with Library.open(folder, content) as library:
        changed = add_study(library, Reference(title="Numb soles"), study)
    key = next(ref.key for ref in changed.refs if ref.kind is Kind.STUDY)
    answer = read(call, "--territory", "medial-plantar-nerve")
    point = next(each for each in answer["points"] if each["code"] == "KI1")
    assert key in {reason["study"] for reason in point["reasons"]}
    _, out, _ = call("protocols", "--json")
    assert key in {each["study"] for each in json.loads(out)["protocols"]}


def test_a_damaged_library_does_not_stop_it(call: Call, folder: Path) -> None:
    folder.mkdir()
    (folder / "library.db").write_bytes(b"not a database" * 1000)
    code, out, err = call("area", "--territory", "L5", "--json")
    assert code == 0
    assert json.loads(out)["points"]
    assert "is damaged" in err


def test_it_can_be_read(call: Call) -> None:
    code, out, _ = call("area", "--territory", "sural-nerve")
    assert code == 0
    first, *_ = out.split("\n")
    assert first.endswith("cm² of skin marked, right")
    headings = ("Ask first", "Skin of one nerve: Sural nerve", "Peripheral nerves", "Points")
    places = [out.index(f"\n{heading}\n") for heading in headings]
    assert places == sorted(places)
    assert "onsistent with" in out
    assert NO_STUDY in " ".join(out.split())
    # Only a table may be wider than the text.
    assert max(len(line) for line in out.splitlines() if "%  " not in line) <= 88


def test_protocols(call: Call) -> None:
    code, out, _ = call("protocols", "--condition", "numb-feet", "--json")
    answer = json.loads(out)
    assert code == 0
    assert "bao-2020" in {each["study"] for each in answer["protocols"]}
    rows = {row["code"]: row["studies"] for row in answer["points"]}
    assert "meyer-hamme-2021" in rows["EX-LE10"]
    code, out, _ = call("protocols", "--cause", "diabetic-peripheral-neuropathy")
    assert code == 0
    assert "meyer-hamme-2021" in out
    assert "bao-2020" not in out
    code, out, err = call("protocols", "--cause", "positional")
    assert (code, out) == (0, "") or "dimitrova" in out
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ([], 2, "Which area?"),
        (["--view", "foot-plantar"], 2, "needs the --view"),
        (["--polygon", "0,0 1,0 1,1"], 2, "needs the --view"),
        (["--view", "foot-plantar", "--polygon", "abc"], 2, "is no line"),
        (["--view", "foot-plantar", "--polygon", "1,2,3 4,5 6,7"], 2, "is no line"),
        (["--view", "foot-plantar", "--polygon", "nan,0 1,0 1,1"], 2, "is no line"),
        (["--view", "foot-plantar", "--polygon", "1e999,0 1,0 1,1"], 2, "is no line"),
        (["--view", "foot-plantar", "--polygon=-1e9,-1e9 1e9,-1e9 1e9,1e9"], 2, "is no line"),
        (["--view", "foot-plantar", "--polygon", ""], 2, "fewer than 3"),
        (["--view", "foot-plantar", "--polygon", "1,2 3,4"], 2, "fewer than 3"),
        (["--view", "foot-plantar", "--polygon", "1,2 1,2 1,2"], 2, "fewer than 3"),
        (["--view", "foot-plantar", "--polygon", "900,900 901,900 901,901"], 2, "holds no skin"),
        (["--view", "foot-plantar", "--polygon", "0,0 1,0 2,0"], 2, "holds no skin"),
        (["--view", "bogus", "--polygon", "0,0 1,0 1,1"], 2, "invalid choice"),
        (["--territory", "L5", "--side", "up"], 2, "invalid choice"),
        (["--territory", "L5", "--feeling", "fine"], 2, "invalid choice"),
        (["--territory", "tibial-nerve"], 1, "its branches have: medial-plantar-nerve"),
        (["--territory", "sciatic-nerve"], 1, "no skin of its own"),
        (["--territory", "plantar"], 1, "may be any of"),
        (["--territory", ""], 1, "no territory"),
        (["--territory", "../../etc/passwd"], 1, "no territory"),
        (["--territory", "x" * 5000], 1, "no territory"),
        (["--territory", "L5", "--condition", "bogus"], 1, "Those there are: numb-feet"),
        (["--territory", "L5", "--cause", "bogus"], 1, "tarsal-tunnel"),
    ],
)
def test_bad_input_gets_one_clear_sentence(
    call: Call, folder: Path, arguments: list[str], code: int, told: str
) -> None:
    answered, out, err = call("area", *arguments)
    assert (answered, out) == (code, "")
    assert told in err
    assert not folder.exists()
