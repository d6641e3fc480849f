"""The chosen points as rows of a table: what each cell shows, what may be edited and moved."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from desktop_app.domain.plan_words import LIMB_WORDS, TECHNIQUE_WORDS
from desktop_app.domain.plans import Plan, PlanPoint, Technique
from desktop_app.domain.safety import Alert, Gravity
from desktop_app.ui.services import Services
from desktop_app.ui.words import counted

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
MIME = "application/x-yongquan-plan-points"


class Column(IntEnum):
    """Columns of the table."""

    NUMBER = 0
    POINT = 1
    LIMBS = 2
    TECHNIQUE = 3
    DEPTH = 4
    ANGLE = 5
    MINUTES = 6


TITLES = {
    Column.NUMBER: ("", "Number, as on the diagram; alternatives have letters"),
    Column.POINT: (
        "Point",
        "Drag a row, or press Ctrl+Up and Ctrl+Down, to change the order; * has a note",
    ),
    Column.LIMBS: ("Side", "On which limb"),
    Column.TECHNIQUE: ("Technique", "How the point is treated"),
    Column.DEPTH: ("Depth", "Depth of the needle under the skin, mm"),
    Column.ANGLE: ("Angle", "Angle of the needle to the skin"),
    Column.MINUTES: ("Min", "Minutes the needle stays, or the treatment lasts"),
}
NUMERIC = (Column.DEPTH, Column.MINUTES)
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
FIELDS = {
    Column.LIMBS: "limbs",
    Column.TECHNIQUE: "technique",
    Column.DEPTH: "depth_mm",
    Column.ANGLE: "angle",
    Column.MINUTES: "minutes",
}
SHORT_TECHNIQUES = {
    Technique.MANUAL: "Manual",
    Technique.ELECTRO: "Electro",
    Technique.MOXA: "Moxa",
    Technique.WARM_NEEDLE: "Warm needle",
    Technique.PRESSURE: "Pressure",
    Technique.BLEEDING: "Bleeding",
}


def numbers(plan: Plan) -> dict[str, str]:
    """Return the number of each point of a plan; alternatives have letters."""
    made, number, letter = {}, 0, 0
    for point in plan.points:
        if point.alternative:
            made[point.code] = chr(ord("A") + letter % 26)
            letter += 1
        else:
            number += 1
            made[point.code] = str(number)
    return made


class ChosenModel(QAbstractTableModel):
    """The points of a plan."""

    wanted = Signal(object, str, object)
    """Sent with codes, the name of a field and the value it is to have."""

    moved = Signal(object, int)
    """Sent with codes and the place they are to stand before."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.plan = Plan()
        self.alerts: dict[str, list[Alert]] = {}
        self._numbers: dict[str, str] = {}

    @property
    def points(self) -> Sequence[PlanPoint]:
        """The points, in order."""
        return self.plan.points

    def show_plan(self, plan: Plan) -> bool:
        """Show a plan; tell whether other rows are shown now."""
        same = [p.code for p in plan.points] == [p.code for p in self.plan.points]
        if not same:
            self.beginResetModel()
        self.plan = plan
        self._numbers = numbers(plan)
        if not same:
            self.endResetModel()
        elif plan.points:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(plan.points) - 1, len(Column) - 1)
            )
        return not same

    def show_alerts(self, alerts: Collection[Alert]) -> None:
        """Mark the points that alerts are about."""
        self.alerts = {}
        for alert in alerts:
            if alert.code and not alert.acknowledged:
                self.alerts.setdefault(alert.code, []).append(alert)
        if self.points:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.points) - 1, 1))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many points there are."""
        return 0 if parent.isValid() else len(self.points)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the title of a column, or what it means."""
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(Column):
            words, tip = TITLES[Column(section)]
            if role == Qt.ItemDataRole.DisplayRole:
                return words
            if role == Qt.ItemDataRole.ToolTipRole:
                return tip
            if role == Qt.ItemDataRole.TextAlignmentRole and section in NUMERIC:
                return RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows, edits and says."""
        if not index.isValid() or index.row() >= len(self.points):
            return None
        point, column = self.points[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(point, column)
        if role == Qt.ItemDataRole.EditRole:
            return getattr(point, FIELDS[column]) if column in FIELDS else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(point, column)
        if role == Qt.ItemDataRole.DecorationRole and column is Column.POINT:
            return self._sign(point)
        if role == Qt.ItemDataRole.ForegroundRole and point.alternative:
            return self.services.theme.colour("quiet")
        if role == Qt.ItemDataRole.TextAlignmentRole and column in NUMERIC:
            return RIGHT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{TITLES[column][0]} {self._words(point, column)}".strip()
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another value of a cell."""
        column = Column(index.column())
        if role != Qt.ItemDataRole.EditRole or column not in FIELDS:
            return False
        point = self.points[index.row()]
        if value != getattr(point, FIELDS[column]):
            self.wanted.emit((point.code,), FIELDS[column], value)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tell what can be done with a cell."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled
        column = Column(index.column())
        point = self.points[index.row()]
        needled = point.technique.needles or column not in (Column.DEPTH, Column.ANGLE)
        return flags | flag.ItemIsEditable if column in FIELDS and needled else flags

    def supportedDropActions(self) -> Qt.DropAction:
        """Move rows."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Take rows of this table only."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the points that are dragged."""
        places = sorted({index.row() for index in indexes})
        carried = QMimeData()
        carried.setData(MIME, ",".join(self.points[p].code for p in places).encode())
        carried.setText(", ".join(self.points[p].code for p in places))
        return carried

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Ask for the dragged points to stand where they were dropped."""
        if not data.hasFormat(MIME) or action is not Qt.DropAction.MoveAction:
            return False
        codes = bytes(data.data(MIME).data()).decode().split(",")
        before = row if row >= 0 else parent.row() if parent.isValid() else len(self.points)
        # After the drop is over: the table is not to be changed under it.
        QTimer.singleShot(0, self, lambda: self.moved.emit(tuple(codes), before))
        # False keeps the view from taking out the rows it believes were copied.
        return False

    def _words(self, point: PlanPoint, column: Column) -> str:
        known = self.services.content.points.get(point.code)
        match column:
            case Column.NUMBER:
                return self._numbers.get(point.code, "")
            case Column.POINT:
                name = f"{point.code}  {known.pinyin}" if known else point.code
                return f"{name} *" if point.note else name
            case Column.LIMBS:
                return LIMB_WORDS[point.limbs]
            case Column.TECHNIQUE:
                return " ".join((SHORT_TECHNIQUES[point.technique], point.hertz)).strip()
            case Column.DEPTH if point.technique.needles:
                return "open" if point.depth_mm is None else f"{point.depth_mm:g} mm"
            case Column.ANGLE if point.technique.needles:
                return f"{point.angle} {point.toward}".strip()
            case Column.MINUTES:
                return "–" if point.minutes is None else str(point.minutes)
        return "–"

    def _tip(self, point: PlanPoint, column: Column) -> str:
        parts = []
        if column in (Column.NUMBER, Column.POINT):
            known = self.services.content.points.get(point.code)
            parts.append(f"{point.code} {known.pinyin} {known.english}" if known else point.code)
            if point.alternative:
                parts.append("An alternative: told in the plan, not treated and not counted.")
            if point.note:
                parts.append(point.note)
            parts += [alert.title for alert in self.alerts.get(point.code, ())]
        elif column is Column.TECHNIQUE:
            parts.append(TECHNIQUE_WORDS[point.technique])
            if point.hertz:
                parts.append(f"{point.hertz} Hz")
            if point.pair:
                parts.append(f"electrode pair {point.pair}")
        elif column is Column.ANGLE:
            parts.append(self._words(point, column))
        return "\n".join(parts)

    def _sign(self, point: PlanPoint) -> object:
        raised = self.alerts.get(point.code)
        if not raised:
            return None
        stops = any(alert.gravity is Gravity.STOP for alert in raised)
        side = self.services.theme.scaled(14)
        tone = "danger" if stops else "caution"
        return self.services.theme.icon("warning", tone).pixmap(side, side)


def needles_words(plan: Plan) -> str:
    """Return how many points and needles a session takes."""
    points = counted(len(plan.chosen), "point", "points")
    needles = counted(plan.needles, "needle", "needles")
    reserve = len(plan.points) - len(plan.chosen)
    more = f", {counted(reserve, 'alternative', 'alternatives')}" if reserve else ""
    return f"{points}, {needles} a session{more}"
