"""The chosen points as a table: edited in place, put in order by dragging or by keys."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDoubleSpinBox,
    QHeaderView,
    QMenu,
    QSpinBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_app.domain.plan_words import LIMB_WORDS, TECHNIQUE_WORDS
from desktop_app.domain.plans import Limbs, Plan, Technique
from desktop_app.domain.refs import point_ref
from desktop_app.ui.plans.points.chosen_model import TITLES, ChosenModel, Column, Index
from desktop_app.ui.plans.points.edits import ANGLES, DEEPEST_MM
from desktop_app.ui.rich.rows import plain_table
from desktop_app.ui.services import Services

LONGEST_MINUTES = 240


class ChosenTable(QTableView):
    """The table; Delete takes points out, Ctrl+Up and Ctrl+Down move them."""

    selected = Signal()
    """Sent when other points are selected."""

    remove_wanted = Signal(object)
    shift_wanted = Signal(object, int)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.points = ChosenModel(services)
        self.setModel(self.points)
        self.setItemDelegate(_Editors(services, self))
        self.setAccessibleName("Chosen points")
        plain_table(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.SelectedClicked
        )
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropOverwriteMode(False)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setProperty("role", "plain")
        header.setSectionsClickable(False)
        self._telling = True
        self.selectionModel().selectionChanged.connect(lambda *_: self._tell())
        services.theme.changed.connect(self._fit)
        self._fit()

    @property
    def codes(self) -> tuple[str, ...]:
        """The selected points, in order."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return tuple(self.points.points[p].code for p in places if p < self.points.rowCount())

    def show_plan(self, plan: Plan) -> None:
        """Show a plan; what is selected stays selected."""
        held = self.codes
        self._telling = False
        if self.points.show_plan(plan):
            self.choose(held)
        self._telling = True
        self._tell()

    def choose(self, codes: Collection[str]) -> None:
        """Select points and go to the last of them."""
        places = [n for n, point in enumerate(self.points.points) if point.code in codes]
        selection = self.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        telling, self._telling = self._telling, False
        selection.clearSelection()
        for place in places:
            index = self.points.index(place, Column.POINT)
            selection.setCurrentIndex(index, flags.Select | flags.Rows)
        self._telling = telling
        if places:
            self.scrollTo(self.points.index(places[-1], Column.POINT))
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take out and move the selected points; open a cell with Enter."""
        codes = self.codes
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and codes:
            self.remove_wanted.emit(codes)
        elif ctrl and key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and codes:
            self.shift_wanted.emit(codes, -1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the selected points."""
        codes = self.codes
        if not codes:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(codes) == 1:
            ref = point_ref(codes[0])
            menu.addAction(f"Open {codes[0]}", lambda: self.services.navigator.go(ref))
            menu.addSeparator()
        for words, keys, by in (("Move up", "Ctrl+Up", -1), ("Move down", "Ctrl+Down", 1)):
            entry = menu.addAction(f"{words}\t{keys}")
            entry.triggered.connect(lambda _=False, by=by: self.shift_wanted.emit(codes, by))
        menu.addSeparator()
        menu.addAction("Take out of the plan\tDel", lambda: self.remove_wanted.emit(codes))
        menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out columns that have no room; the form below has them all."""
        super().resizeEvent(event)
        self._fit()

    def _tell(self) -> None:
        if self._telling:
            self.selected.emit()

    def _fit(self) -> None:
        scaled = self.services.theme.scaled
        header = self.horizontalHeader()
        header.setMinimumSectionSize(scaled(20))
        widths = {
            Column.NUMBER: 34,
            Column.LIMBS: 60,
            Column.TECHNIQUE: 104,
            Column.DEPTH: 66,
            Column.ANGLE: 132,
            Column.MINUTES: 52,
        }
        room = self.viewport().width() - scaled(150)
        for column, width in widths.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, scaled(width))
        header.setSectionResizeMode(Column.POINT, QHeaderView.ResizeMode.Stretch)
        keep = (
            Column.NUMBER, Column.DEPTH, Column.LIMBS, Column.TECHNIQUE, Column.MINUTES,
            Column.ANGLE,
        )  # fmt: skip
        for column in keep:
            room -= scaled(widths[column])
            self.setColumnHidden(column, room < 0)
        self.verticalHeader().setDefaultSectionSize(scaled(32))


class _Editors(QStyledItemDelegate):
    """Makes the editors of cells."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self.services = services

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = Column(index.column())
        editor: QWidget
        if column is Column.DEPTH:
            spin = QDoubleSpinBox(parent)
            spin.setRange(0, DEEPEST_MM)
            spin.setDecimals(0)
            spin.setSpecialValueText("open")
            editor = spin
        elif column is Column.MINUTES:
            minutes = QSpinBox(parent)
            minutes.setRange(0, LONGEST_MINUTES)
            minutes.setSpecialValueText("–")
            editor = minutes
        else:
            box = QComboBox(parent)
            for value, words in _choices(column):
                box.addItem(words, value)
            box.activated.connect(lambda _: self._done(box))
            editor = box
        editor.setAccessibleName(TITLES[column][0])
        editor.setAutoFillBackground(True)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QDoubleSpinBox):
            editor.setValue(float(value or 0))
            editor.selectAll()
        elif isinstance(editor, QSpinBox):
            editor.setValue(int(value or 0))
            editor.selectAll()
        elif isinstance(editor, QComboBox):
            place = next((n for n in range(editor.count()) if editor.itemData(n) == value), 0)
            editor.setCurrentIndex(place)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        value: object
        if isinstance(editor, (QDoubleSpinBox, QSpinBox)):
            value = editor.value() or None
        elif isinstance(editor, QComboBox):
            value = _value(Column(index.column()), editor.currentData())
        else:
            return
        model.setData(index, value)

    def _done(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)


def _choices(column: Column) -> Sequence[tuple[object, str]]:
    if column is Column.LIMBS:
        return tuple(LIMB_WORDS.items())
    if column is Column.TECHNIQUE:
        return tuple(TECHNIQUE_WORDS.items())
    return tuple((angle, angle) for angle in ANGLES)


def _value(column: Column, held: object) -> object:
    """Return what an entry stands for: Qt hands enumerations of text back as plain text."""
    makes: dict[Column, Callable[[str], object]] = {
        Column.LIMBS: Limbs,
        Column.TECHNIQUE: Technique,
    }
    return makes.get(column, str)(str(held))
