"""The inks of paper: dark on white whatever the window's theme, and sizes of letters."""

from __future__ import annotations

from desktop_app.domain.area import Feeling

INK = "#1f2328"
QUIET = "#57606a"
"""6.4:1 on white: names of fields, captions, heads and feet."""

LINE = "#c9c5ba"
ACCENT = "#0f766e"
CAUTION = "#92400e"
DANGER = "#b91c1c"
WHITE = "#ffffff"

FEELINGS = {
    Feeling.NUMB: "#0072b2",
    Feeling.TINGLING: "#a8417f",
    Feeling.PAINFUL: "#c24a00",
    Feeling.COLD: "#007a58",
}


def rgb(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of ``#rrggbb``, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
