"""The program on a screen of its own, worked at by what stands on it rather than by pixels."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.e2e.screen import Screen, until

ROOT = Path(__file__).parents[2]

TURNS = 60
"""Steps of the wheel that lead from one end of a page to the other."""

Box = tuple[int, int, int, int]
"""Left, top, width and height, pixels of the screen."""


class Desk:
    """A running program; mouse and keyboard are the screen's, places are asked of the program."""

    def __init__(self, screen: Screen, library: Path, ref: str = "") -> None:
        self.screen = screen
        self.program = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.watched", str(library), ref],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
            env=screen.environment(),
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.program.kill()
        self.program.wait()
        for pipe in (self.program.stdin, self.program.stdout):
            if pipe is not None:
                pipe.close()

    def seen(self) -> list[tuple[str, str, Box]]:
        """Return words, kind and place of all that can be seen."""
        return [(words, kind, box) for words, kind, _, box in self._told()]

    def is_on(self, words: str) -> bool:
        """Tell whether something can be seen that can be used."""
        return any(said == words and on for said, _, on, _ in self._told())

    def _told(self) -> list[tuple[str, str, bool, Box]]:
        given, said = self.program.stdin, self.program.stdout
        assert given is not None
        assert said is not None
        given.write("\n")
        given.flush()
        line = said.readline()
        assert line, "the program has ended"
        parts = json.loads(line)
        return [(words, kind, on, (x, y, w, h)) for words, kind, on, x, y, w, h in parts]

    def find(self, words: str, kind: str = "", begins: bool = False) -> Box | None:
        """Return where something stands: the one in front if there are several."""
        for said, sort, box in reversed(self.seen()):
            found = said.startswith(words) if begins else said == words
            if found and kind in ("", sort):
                return box
        return None

    def shows(self, words: str, kind: str = "", begins: bool = False) -> Box:
        """Wait until something stands still on the screen; return where."""
        boxes: list[Box | None] = [None]

        def stands() -> bool:
            boxes.append(self.find(words, kind, begins))
            return boxes[-1] is not None and boxes[-1] == boxes[-2]

        until(stands, f"“{words}” never came to stand on the screen")
        box = boxes[-1]
        assert box is not None
        return box

    def click(self, words: str, kind: str = "", begins: bool = False) -> Box:
        """Click in the middle of something; return where it stands."""
        box = self.shows(words, kind, begins)
        self.screen.click(box[0] + box[2] // 2, box[1] + box[3] // 2)
        return box

    def turn_to(self, words: str, over: str, begins: bool = False, kind: str = "") -> Box:
        """Turn the wheel over something (of a kind) until something else is whole in sight."""
        x, y, width, height = self.shows(over, kind)
        bottom = y + height
        for turn in range(4 * TURNS):
            box = self.find(words, begins=begins)
            if box is not None and box[3] >= 20 and box[1] + box[3] < bottom - 8:
                return self.shows(words, begins=begins)
            # What came late, or was passed by on a busy machine, is found on the way back.
            self.screen.wheel(x + width - 24, y + height // 2, back=turn // TURNS % 2 == 1)
            time.sleep(0.05)
        raise AssertionError(f"“{words}” was not found by turning the wheel")

    def leave(self) -> int:
        """Quit by keyboard; return the exit code."""
        self.screen.key("ctrl+q")
        return self.program.wait(60)
