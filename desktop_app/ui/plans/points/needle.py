"""The way of a needle as a ruler: bones it enters, vessels and nerves it passes, where it ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.domain.plans import PlanPoint
from desktop_app.domain.safety import Met
from desktop_app.ui.rich.pages import clear, text_label
from desktop_app.ui.services import Services
from desktop_app.ui.theme import Theme

if TYPE_CHECKING:
    from desktop_app.atlas.body import Atlas

BEYOND_MM = 10.0
"""How far beyond the tip, and beyond the usual depth, the ruler looks."""

HEIGHT = 104
SIDES = 16
KIND_WORDS = {"artery": "artery", "vein": "vein", "nerve": "nerve", "bone": "bone"}
SOURCE = (
    "The bar below is the usual depth. Measured on the body of the atlas, to the courses of "
    "vessels and nerves as textbooks draw them: a guide to what lies there, not a measure of this "
    "client."
)


@dataclass(frozen=True, slots=True)
class Path:
    """What lies on the way of a needle.

    Parameters
    ----------
    depth_mm
        Of the needle; None if it is left open.
    reach_mm
        How far was looked.
    out_mm
        Where the needle would come out of the skin again, None if it does not.
    usual_mm
        Least and most of the usual depth, None if there is none.
    """

    point: PlanPoint
    depth_mm: float | None
    reach_mm: float
    met: tuple[Met, ...]
    out_mm: float | None = None
    usual_mm: tuple[float, float] | None = None


def look_along(atlas: Atlas, point: PlanPoint, usual_mm: tuple[float, float] | None) -> Path:
    """Return what a needle of the plan meets, and what it would meet a little deeper.

    Raises
    ------
    NotFound, NotUnderstood
        If the atlas has no place for the point, or the needle cannot lean as it should.
    """
    from desktop_app.atlas.needle import met_along, way_out

    usual = usual_mm[1] if usual_mm else 0.0
    reach = max(point.depth_mm or 0.0, usual, 10.0) + BEYOND_MM
    where = (point.angle, point.toward)
    met = met_along(atlas, point.code, reach, *where)
    out = way_out(atlas, point.code, *where, reach)
    return Path(point, point.depth_mm, reach, met, out, usual_mm)


class NeedleView(QWidget):
    """The ruler and, in words, what it shows."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.path: Path | None = None
        self.ruler = Ruler(services.theme)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.ruler)
        box.addLayout(self.lines)

    def show_words(self, words: str) -> None:
        """Show a sentence in place of the ruler."""
        self.path = None
        self.ruler.hide()
        clear(self.lines)
        self.lines.addWidget(text_label(words, role="quiet"))

    def show_path(self, path: Path) -> None:
        """Show the way of a needle."""
        if path == self.path:
            return
        self.path = path
        self.ruler.show_path(path)
        self.ruler.show()
        clear(self.lines)
        for words in told(path):
            self.lines.addWidget(text_label(words))
        self.lines.addWidget(text_label(SOURCE, role="small"))
        self.ruler.setAccessibleName(". ".join(told(path)))


class Ruler(QWidget):
    """Draws the needle to scale from the skin at the left."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.path: Path | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_path(self, path: Path) -> None:
        """Draw the way of a needle."""
        self.path = path
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size at which it reads well, pixels."""
        return QSize(360, self.theme.scaled(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw skin, usual depth, what is met, needle and scale."""
        path = self.path
        if path is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.theme.font("small"))
        self._ground(painter, path)
        for met in path.met:
            if met.kind == "bone":
                self._bone(painter, path, met)
        self._needle(painter, path)
        for letter, met in lettered(path):
            self._mark(painter, path, letter, met)
        self._scale(painter, path)
        painter.end()

    @property
    def _middle(self) -> float:
        return self.height() * 0.4

    def _x(self, path: Path, depth: float) -> float:
        room = self.width() - 2 * SIDES
        return SIDES + room * depth / path.reach_mm

    def _ground(self, painter: QPainter, path: Path) -> None:
        theme = self.theme
        body = QRectF(SIDES, 4, self.width() - 2 * SIDES, self.height() * 0.62)
        painter.fillRect(body, theme.colour("hover"))
        if path.usual_mm is not None:
            least, most = (self._x(path, depth) for depth in path.usual_mm)
            painter.fillRect(
                QRectF(least, body.bottom() - 5, max(most - least, 2), 5), theme.colour("accent")
            )
        painter.setPen(QPen(theme.colour("ink"), 2))
        painter.drawLine(QLineF(SIDES, body.top(), SIDES, body.bottom()))
        if path.out_mm is not None and path.out_mm < path.reach_mm:
            x = self._x(path, path.out_mm)
            painter.fillRect(
                QRectF(x, body.top(), body.right() - x, body.height()), theme.colour("sheet")
            )
            painter.drawLine(QLineF(x, body.top(), x, body.bottom()))

    def _bone(self, painter: QPainter, path: Path, met: Met) -> None:
        left = self._x(path, met.depth_mm)
        wide = self.width() - SIDES - left
        box = QRectF(left, 4, wide, self.height() * 0.62)
        painter.fillRect(box, self.theme.colour("edge"))
        painter.setPen(QPen(self.theme.colour("quiet"), 1.5))
        painter.drawLine(QLineF(left, box.top(), left, box.bottom()))

    def _needle(self, painter: QPainter, path: Path) -> None:
        theme = self.theme
        y = self._middle
        tip = path.depth_mm
        if tip is None:
            painter.setPen(QPen(theme.colour("quiet"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(2, y, self.width() - SIDES, y))
            return
        x = self._x(path, tip)
        painter.setPen(QPen(theme.colour("quiet"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(x, y, self.width() - SIDES, y))
        painter.setPen(QPen(theme.colour("ink"), 2.4))
        painter.drawLine(QLineF(2, y, max(x - 5, 3), y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ink"))
        painter.drawPolygon(
            QPolygonF([QPointF(x - 7, y - 2.6), QPointF(x, y), QPointF(x - 7, y + 2.6)])
        )

    def _mark(self, painter: QPainter, path: Path, letter: str, met: Met) -> None:
        theme = self.theme
        x = self._x(path, met.depth_mm)
        side = painter.fontMetrics().height()
        if met.kind == "bone":
            y = 4 + side / 2 + 1
            painter.setPen(theme.colour("ink"))
            painter.drawText(
                QRectF(x + 3, y - side / 2, side, side), Qt.AlignmentFlag.AlignVCenter, letter
            )
            return
        per_mm = (self.width() - 2 * SIDES) / path.reach_mm
        lowest = self.height() * 0.62 - side / 2 + 2
        y = min(self._middle + met.gap_mm * per_mm + side / 2, lowest)
        reached = path.depth_mm is not None and met.depth_mm <= path.depth_mm
        colour = theme.colour(met.kind if met.kind in KIND_WORDS else "quiet")
        painter.setPen(QPen(colour, 1.6))
        painter.setBrush(colour if reached else theme.colour("sheet"))
        painter.drawEllipse(QPointF(x, y), side / 2, side / 2)
        painter.setPen(theme.colour("sheet") if reached else colour)
        spot = QRectF(x - side / 2, y - side / 2, side, side)
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, letter)

    def _scale(self, painter: QPainter, path: Path) -> None:
        theme = self.theme
        top = 4 + self.height() * 0.62
        painter.setPen(QPen(theme.colour("quiet"), 1))
        painter.drawLine(QLineF(SIDES, top, self.width() - SIDES, top))
        step = 10 if path.reach_mm > 25 else 5
        for depth in range(0, int(path.reach_mm) + 1, step):
            x = self._x(path, depth)
            painter.drawLine(QLineF(x, top, x, top + 4))
            words = f"{depth} mm" if depth == 0 else str(depth)
            box = QRectF(x - 40, top + 4, 80, painter.fontMetrics().height())
            if depth == 0:
                box.moveLeft(x - 2)
                painter.drawText(box, Qt.AlignmentFlag.AlignLeft, words)
            else:
                painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, words)

    def _restyle(self) -> None:
        self.setFixedHeight(self.theme.scaled(HEIGHT))
        self.update()


def lettered(path: Path) -> tuple[tuple[str, Met], ...]:
    """Return what is met, each with its letter, in order of depth."""
    return tuple(zip("abcdefghijklmnopqrstuvwxyz", path.met, strict=False))


def told(path: Path) -> tuple[str, ...]:
    """Return in words what a needle meets, in order of depth."""
    lines = []
    for letter, met in lettered(path):
        deep = path.depth_mm is not None and met.depth_mm > path.depth_mm
        where = f"{met.depth_mm:.0f} mm" + (", beyond the tip" if deep else "")
        if met.kind == "bone":
            lines.append(f"{letter}  {where}: bone, {met.name}")
        else:
            lines.append(f"{letter}  {where}: {_named(met)}, {met.gap_mm:.1f} mm beside it")
    if path.out_mm is not None and path.out_mm < path.reach_mm:
        lines.append(f"The needle would leave the skin again at {path.out_mm:.0f} mm.")
    return tuple(lines) or (
        f"Nothing named lies within 5 mm of the needle down to {path.reach_mm:.0f} mm.",
    )


def _named(met: Met) -> str:
    word = KIND_WORDS.get(met.kind, met.kind)
    return met.name if word in met.name else f"{met.name} ({word})"
