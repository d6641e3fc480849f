"""What every figure is: a title, a layout for any width, and a table that says the same."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from desktop_app.ui.figures.canvas import Canvas
from desktop_app.ui.figures.style import Style


@dataclass(frozen=True, slots=True)
class Table:
    """The figure as rows of words, for those who cannot see it and for copying."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def text(self) -> str:
        """Return the table as lines with tabs."""
        return "\n".join("\t".join(row) for row in (self.headers, *self.rows))


class Drawing(ABC):
    """A figure that can be laid out at any width."""

    title: str
    """What the figure shows, as a heading and as its file's title."""

    name: str
    """What a file of it is called, without suffix."""

    print_width = 720
    """Pixels of its width where it is saved."""

    @abstractmethod
    def lay_out(self, canvas: Canvas) -> None:
        """Draw on a canvas of given width and style."""

    @abstractmethod
    def table(self) -> Table:
        """Return what the figure shows as a table."""

    @abstractmethod
    def summary(self) -> str:
        """Return in a sentence or two what the figure shows."""

    @property
    def more(self) -> int:
        """How many rows are left out unless the whole is asked for."""
        return 0

    def least_width(self, style: Style) -> float:
        """Return the width below which the figure is scrolled rather than squeezed."""
        return style.px(200)

    def on(self, width: float, style: Style, whole: bool = True) -> Canvas:
        """Return the figure laid out, whole or with its long lists cut short."""
        canvas = Canvas(width, style, whole)
        self.lay_out(canvas)
        return canvas
