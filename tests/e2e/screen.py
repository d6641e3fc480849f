"""A screen of the test's own (Xvfb and a window manager) with a keyboard, mouse and camera."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from PIL import ImageGrab


class Screen:
    """An X display that lives as long as the ``with`` block.

    Parameters
    ----------
    width, height
        Size in pixels.
    """

    def __init__(self, width: int = 1440, height: int = 900) -> None:
        self.size = (width, height)
        self.display = ""
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        out, into = os.pipe()
        width, height = self.size
        self._processes.append(
            subprocess.Popen(
                ["Xvfb", "-displayfd", str(into), "-screen", "0", f"{width}x{height}x24",
                 "-nolisten", "tcp"],
                pass_fds=[into],
                stderr=subprocess.DEVNULL,
            )
        )  # fmt: skip
        os.close(into)
        with os.fdopen(out) as pipe:
            self.display = f":{pipe.readline().strip()}"
        self._processes.append(
            subprocess.Popen(["openbox", "--sm-disable"], env=self.environment(),
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        )  # fmt: skip
        until(self._managed, "no window manager")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in reversed(self._processes):
            process.send_signal(signal.SIGKILL)
            process.wait()

    def environment(self, **more: str) -> dict[str, str]:
        """Return the environment of a program on this screen."""
        env = {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", **more}
        env.pop("WAYLAND_DISPLAY", None)
        return env

    def key(self, *keys: str) -> None:
        """Press keys, in xdotool's names (``ctrl+k``, ``Return``), one after the other."""
        for key in keys:
            self._run(["xdotool", "key", "--clearmodifiers", key])
            time.sleep(0.08)

    def type(self, text: str) -> None:
        """Type a text."""
        self._run(["xdotool", "type", "--delay", "30", text])
        time.sleep(0.1)

    def click(self, x: int, y: int) -> None:
        """Click at a place of the screen, in pixels."""
        self._run(["xdotool", "mousemove", str(x), str(y), "click", "1"])

    def wheel(self, x: int, y: int, back: bool = False) -> None:
        """Turn the wheel a step towards oneself at a place, or back."""
        self._run(["xdotool", "mousemove", str(x), str(y), "click", "4" if back else "5"])

    def drag(self, *places: tuple[int, int]) -> None:
        """Press at the first place, go over the others and let go at the last."""
        start, *rest = [["mousemove", str(x), str(y)] for x, y in places]
        moves = [word for move in rest for word in (*move, "sleep", "0.03")]
        self._run(["xdotool", *start, "mousedown", "1", "sleep", "0.05", *moves, "mouseup", "1"])

    def title(self) -> str:
        """Return the title of the window that has the focus, or nothing."""
        return self._run(["xdotool", "getactivewindow", "getwindowname"], check=False).strip()

    def picture(self, file: Path) -> None:
        """Save what the screen shows as a PNG."""
        ImageGrab.grab(xdisplay=self.display).save(file)

    def _managed(self) -> bool:
        return "_NET_SUPPORTING_WM_CHECK" in self._run(["xprop", "-root"])

    def _run(self, command: Sequence[str], check: bool = True) -> str:
        return subprocess.run(
            command, check=check, capture_output=True, text=True, env=self.environment()
        ).stdout


def until(true: Callable[[], bool], otherwise: str, seconds: float = 60.0) -> None:
    """Wait until something is true.

    Raises
    ------
    AssertionError
        With ``otherwise``, if it is not true in time.
    """
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.05)
    raise AssertionError(otherwise)
