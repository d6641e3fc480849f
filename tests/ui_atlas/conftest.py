"""A window's worth of services around the tiny atlas, everything inline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.content import Content
from desktop_app.content.paths import assets_dir
from desktop_app.domain.evidence import (
    Certainty,
    Claim,
    ClaimKind,
    Direction,
    Stance,
    Study,
    StudyStance,
)
from desktop_app.domain.points import (
    Beneath,
    Category,
    Location,
    Meridian,
    Moxa,
    Needling,
    Point,
    Rival,
)
from desktop_app.domain.structures import Structure
from desktop_app.store import Library
from desktop_app.ui.actions import Actions
from desktop_app.ui.atlas.pane import Pane
from desktop_app.ui.atlas.workspace import AtlasWorkspace
from desktop_app.ui.navigator import Navigator
from desktop_app.ui.services import Services
from desktop_app.ui.settings import Settings
from desktop_app.ui.tasks import InlineRunner
from desktop_app.ui.theme import Theme
from tests.atlas.tiny import POINTS, write_tiny_atlas

CAUTION = "The anterior tibial artery lies deep: do not needle deeper than 2 cun."
NAMES = {"ST": "Stomach meridian", "GB": "Gallbladder meridian", "SP": "Spleen meridian",
         "KI": "Kidney meridian", "LR": "Liver meridian"}  # fmt: skip


def _point(code: str) -> Point:
    return Point(
        code, code[:2], int(code[2:]), f"Pin{code}", "足三里", "足三里", f"Name of {code}",
        "leg-anterior", Location(f"Where {code} lies.", f"How to find {code}."),
        Needling((1, 2), ("perpendicular",)),
    )  # fmt: skip


def tiny_content() -> Content:
    points = {code: _point(code) for code in sorted((*POINTS, "LR12"))}
    points["ST36"] = replace(
        points["ST36"],
        cautions=(CAUTION,),
        categories=(Category("he-sea"), Category("command", "Abdomen")),
        five_shu="he-sea",
        element="earth",
        uses=("weak legs",),
        beneath=Beneath(muscles=("tibialis anterior",), vessels=("anterior tibial artery",)),
        moxa=Moxa(direct_moxa_avoid=True),
    )
    points["GB39"] = replace(
        points["GB39"],
        location=Location("On the fibula.", rivals=(Rival("a", "behind the fibula", "old texts"),)),
    )
    study = Study(
        "li-2013", "Blood flow at ST36", ("Li X",), 2013, "J Test", "rct", Direction.BENEFIT,
        sample_size=10, points=("ST36",),
    )  # fmt: skip
    claim = Claim(
        "flow-st36", ClaimKind.CIRCULATION, "Needling here raises skin blood flow.",
        Certainty.VERY_LOW, "One small trial.", ("ST36",),
        studies=(StudyStance("li-2013", Stance.SUPPORTS),),
    )  # fmt: skip
    return Content(
        version="test",
        digest="test",
        points=points,
        meridians={
            code: Meridian(
                code=code, kind="regular", english=name, name_class=f"Foot {code}",
                pinyin="jīng", hanzi="经", hanzi_traditional="經",
                points=tuple(c for c in points if c.startswith(code)), courses=(),
            )
            for code, name in NAMES.items()
        },
        studies={"li-2013": study},
        claims={"flow-st36": claim},
        structures={
            "nerve/common-fibular-nerve": Structure(
                "common-fibular-nerve", "nerve", "Common fibular nerve", "Round the fibular neck.",
                roots="L4-S2", points_nearby=("GB34",),
            ),
            "site/heel": Structure("heel", "monofilament", "Heel", "Under the heel."),
            "territory/L5": Structure("L5", "dermatome", "Dermatome L5", "Outer leg."),
        },
    )  # fmt: skip


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    """A folder with the tiny atlas and the program's own icons and fonts."""
    for name in ("icons", "fonts"):
        (tmp_path / name).symlink_to(assets_dir() / name)
    return write_tiny_atlas(tmp_path)


@pytest.fixture
def services(qtbot: QtBot, qapp: object, assets: Path) -> Iterator[Services]:
    settings = Settings(None)
    settings.theme = "light"
    content = tiny_content()
    made = Services(
        content=content,
        runner=InlineRunner(),
        navigator=Navigator(),
        settings=settings,
        theme=Theme(qapp, settings, assets),  # type: ignore[arg-type]
        actions=Actions(),
        assets=assets,
    )
    library = Library.in_memory(content)
    made.attach(library)
    yield made
    library.close()


@pytest.fixture
def open_workspace(qtbot: QtBot, services: Services) -> Callable[[], AtlasWorkspace]:
    """Make a workspace of 1200 x 800 pixels that follows the navigator."""
    kept: list[AtlasWorkspace] = []

    def make() -> AtlasWorkspace:
        workspace = AtlasWorkspace(services)
        qtbot.addWidget(workspace)
        # Nothing else holds it: qtbot knows its widgets by weak references.
        kept.append(workspace)
        services.navigator.went.connect(workspace.show_ref)
        workspace.resize(1200, 800)
        workspace.show()
        qtbot.waitExposed(workspace)
        return workspace

    return make


@pytest.fixture
def pane(open_workspace: Callable[[], AtlasWorkspace]) -> Iterator[Pane]:
    workspace = open_workspace()
    assert workspace.pane is not None
    yield workspace.pane
    workspace.flush()
