"""Photograph the program at work: ``python -m tests.pictures``, into ``build/pictures``.

The stories of the end-to-end tests are walked through in a real window, light and dark, and each
thing worth looking at is saved as a PNG of the whole screen; so is each page that is printed.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.e2e.desk import Desk
from tests.e2e.screen import Screen
from tests.pictures import plan, study
from tests.pictures.paper import print_all

OUT = Path(__file__).parents[2] / "build" / "pictures"
CALM_S = 1.0
"""How long a screen is left alone before it is photographed, seconds."""

PAPER = "paper"
STORIES: dict[str, Callable[[Path], plan.Story]] = {"plan": plan.prepare, "study": study.prepare}


class Camera:
    """Numbers and saves the pictures of one story."""

    def __init__(self, screen: Screen, folder: Path, begins: str) -> None:
        self.screen = screen
        self.folder = folder
        self.begins = begins
        self.count = 0

    def __call__(self, what: str) -> None:
        """Save what is on the screen once it has come to rest."""
        time.sleep(CALM_S)
        self.count += 1
        file = self.folder / f"{self.begins}-{self.count:02d}-{what}.png"
        self.screen.picture(file)
        print(file, flush=True)


def tell(name: str, theme: str, size: tuple[int, int], text: int, folder: Path) -> None:
    """Walk through one story; it stops where something does not come to stand on the screen."""
    with tempfile.TemporaryDirectory() as made:
        library = Path(made) / "My clinic"
        library.mkdir()
        settings = {"first_notice_accepted": "2026-11-23", "theme": theme, "font_scale": text}
        (library / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        story = STORIES[name](library)
        with Screen(*size) as screen, Desk(screen, library) as desk:
            picture = Camera(screen, folder, f"{name}-{theme}-{size[0]}-{text}")
            try:
                story(desk, picture)
            except AssertionError:
                picture("where-it-stopped")
                raise


def main() -> int:
    """Take the pictures that the command line asks for."""
    asked = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    asked.add_argument("--only", choices=[*STORIES, PAPER], action="append")
    asked.add_argument("--theme", choices=("light", "dark"), action="append")
    asked.add_argument("--size", default="1440x900", help="of the screen, pixels")
    asked.add_argument("--text", type=int, default=100, help="size of the text, per cent")
    asked.add_argument("-o", "--out", type=Path, default=OUT)
    said = asked.parse_args()
    width, height = map(int, said.size.split("x"))
    said.out.mkdir(parents=True, exist_ok=True)
    for name in said.only or [*STORIES, PAPER]:
        if name == PAPER:
            print_all(said.out)
            continue
        for theme in said.theme or ("light", "dark"):
            tell(name, theme, (width, height), said.text, said.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
