"""What comes on paper, page by page: the sheets of a plan, an exam with its key, flash cards."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from desktop_app import content
from desktop_app.atlas.body import open_atlas
from desktop_app.atlas.marking import painted, ready_made
from desktop_app.content.paths import assets_dir
from desktop_app.domain.area import Area, Feeling, Side
from desktop_app.domain.learning import Selection
from desktop_app.domain.plans import Plan, PlanPoint
from desktop_app.paper.sizes import PageSize
from desktop_app.planning.paper import Sheet, write_pdf
from desktop_app.planning.plans import add_plan, open_plan
from desktop_app.store import Library
from desktop_app.study.cards_paper import write_cards_pdf
from desktop_app.study.exam import make_exam
from desktop_app.study.exam_paper import write_exam_pdf

DPI = 80
DEPTHS_MM = {"ST36": 30.0, "SP6": 25.0, "KI3": 10.0, "LR3": 15.0, "KI1": 12.0, "BL60": 15.0}


def print_all(folder: Path) -> None:
    """Write each paper in A4 and Letter, and each page as a PNG into ``folder``."""
    shipped, atlas = content.load(), open_atlas(assets_dir() / "atlas")
    sole = ready_made(atlas.skin, "sole")
    patches = (painted(None, side, Feeling.NUMB, sole, 7) for side in Side)
    made = Plan(
        label="S12",
        title="Numb soles",
        cause="diabetic-peripheral-neuropathy",
        facts=frozenset({"anticoagulant", "diabetes"}),
        area=Area(tuple(patches), atlas.skin.name),
        points=tuple(PlanPoint(code, depth_mm=depth) for code, depth in DEPTHS_MM.items()),
    )
    exam = make_exam(shipped, Selection(), 20, 20, 7, atlas)
    with tempfile.TemporaryDirectory() as name:
        written = Path(name)
        with Library.open(written / "library", shipped) as library:
            (ref,) = add_plan(library, made).refs
            plan = open_plan(library, ref.key)
            for size in PageSize:
                for sheet in Sheet:
                    file = written / f"paper-{sheet.value}-{size.value}.pdf"
                    write_pdf(library, atlas, plan, sheet, size, file)
        for size in PageSize:
            write_exam_pdf(shipped, atlas, exam, written / f"paper-exam-{size.value}.pdf", size)
            cards = written / f"paper-cards-{size.value}.pdf"
            write_cards_pdf(shipped, atlas, cards, size, meridians=("KI",))
        for file in sorted(written.glob("*.pdf")):
            pages = folder / file.stem
            subprocess.run(["pdftoppm", "-png", "-r", str(DPI), file, pages], check=True)
            print(f"{pages}-*.png", flush=True)
