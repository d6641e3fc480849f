"""The layers panel: an eye for each layer, solo for meridians, bone opacity, legend, restore."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.atlas import state as moves
from desktop_app.atlas.layers import LAYERS, Group, Layer
from desktop_app.atlas.state import AtlasState, LabelLanguage
from desktop_app.ui.diagram.legend import paint_sample
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.pages import SectionHeading
from desktop_app.ui.services import Services
from desktop_app.ui.tokens import BODY_TINTS

LANGUAGES = (
    (LabelLanguage.CODE, "Code"),
    (LabelLanguage.PINYIN, "Pinyin"),
    (LabelLanguage.HANZI, "汉字"),
    (LabelLanguage.NONE, "None"),
)
SIDES = 32
"""Pixels beside the rows: the margins of the panel and its scroll bar."""

FOLDED = (Group.EXTRAORDINARY, Group.EXAMINATION)
"""Groups that are closed at first."""


class Swatch(QWidget):
    """A sample of how a layer is drawn: the legend."""

    def __init__(self, layer: Layer, look: Look) -> None:
        super().__init__()
        self.layer = layer
        self.look = look
        self.setFixedSize(round(30 * look.scale), round(16 * look.scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sample."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.layer.group is Group.BODY:
            painter.setPen(QPen(self.look.colour("edge"), 1))
            painter.setBrush(QColor(BODY_TINTS[self.layer.id]))
            middle = QPointF(self.width() / 2, self.height() / 2)
            painter.drawRoundedRect(QRectF(middle.x() - 7, middle.y() - 6, 14, 12), 3, 3)
        else:
            paint_sample(painter, QRectF(self.rect()), self.layer, self.look)
        painter.end()


class LayerRow(QWidget):
    """One layer: eye, sample, name and, for meridians, solo."""

    switched = Signal(str, bool)
    soloed = Signal(str)

    def __init__(self, layer: Layer, services: Services, look: Look) -> None:
        super().__init__()
        self.layer = layer
        self.services = services
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.eye = QToolButton()
        self.eye.setCheckable(True)
        # The open or closed eye says it; a coloured ground in every row would only be noise.
        self.eye.setStyleSheet("QToolButton:checked { background: transparent; }")
        self.eye.setAccessibleName(f"Show {layer.title}")
        self.eye.toggled.connect(self._toggled)
        self.swatch = Swatch(layer, look)
        self.name = QLabel(self._words())
        self.name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(self.eye)
        row.addWidget(self.swatch)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        if layer.means:
            words.addWidget(self._meaning())
        row.addLayout(words, 1)
        self.solo: QToolButton | None = None
        if layer.group in (Group.MERIDIANS, Group.EXTRAORDINARY):
            self.solo = QToolButton()
            self.solo.setText("Solo")
            self.solo.setProperty("role", "rail")
            self.solo.setCheckable(True)
            self.solo.setToolTip(f"{layer.title} alone in colour, the others grey")
            self.solo.setAccessibleName(f"{layer.title} alone")
            self.solo.clicked.connect(lambda: self.soloed.emit(layer.id))
            row.addWidget(self.solo)

    def show_narrow(self, on: bool) -> None:
        """Do without the sample and break long names, or not."""
        self.swatch.setVisible(not on)
        self.name.setWordWrap(on)

    def show_state(self, state: AtlasState) -> None:
        """Show whether the layer is on."""
        on = self.layer.id in state.layers
        self.eye.blockSignals(True)
        self.eye.setChecked(on)
        self.eye.blockSignals(False)
        theme = self.services.theme
        self.eye.setIcon(theme.icon("eye" if on else "eye-off", "ink" if on else "quiet"))
        side = theme.scaled(16)
        self.eye.setIconSize(QSize(side, side))
        self.name.setProperty("role", "" if on else "quiet")
        self.name.style().polish(self.name)
        if self.solo is not None:
            self.solo.setChecked(state.solo == self.layer.id)

    def _toggled(self, on: bool) -> None:
        self.switched.emit(self.layer.id, on)

    def _meaning(self) -> QLabel:
        means = QLabel(self.layer.means)
        means.setProperty("role", "small")
        means.setWordWrap(True)
        means.setContentsMargins(0, 0, 0, 4)
        self.eye.setAccessibleDescription(self.layer.means)
        return means

    def _words(self) -> str:
        if self.layer.group is Group.MERIDIANS and self.layer.id != "EX-LE":
            return f"{self.layer.id}  {self.layer.title}"
        return self.layer.title


class LayersPanel(QFrame):
    """Everything that can be switched on and off; keeps no state of its own."""

    wanted = Signal(object)
    """Sent with the ``AtlasState`` that is asked for."""

    resized = Signal()
    """Sent when a group has been opened or closed."""

    def __init__(
        self, services: Services, state: AtlasState, look: Look, more: tuple[Layer, ...] = ()
    ) -> None:
        super().__init__()
        self.services = services
        self.state = state
        self.more = more
        self.setProperty("role", "popup")
        self.rows: dict[str, LayerRow] = {}
        self._folds: dict[Group, tuple[QToolButton, QWidget]] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 8, 4, 8)
        outer.setSpacing(4)
        self.ground = QWidget()
        self.ground.setProperty("role", "page")
        self.box = QVBoxLayout(self.ground)
        self.box.setContentsMargins(0, 0, 8, 0)
        self.box.setSpacing(0)
        for group in Group:
            self._add_group(group, look)
        self.box.addWidget(SectionHeading("Labels"))
        self.box.addWidget(self._labels())
        self.restore = LinkButton("", services)
        self.restore.clicked.connect(lambda: self.wanted.emit(moves.restore_hidden(self.state)))
        self.box.addWidget(self.restore)
        self.box.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self.ground)
        outer.addWidget(self.area)
        self.show_state(state)

    def show_state(self, state: AtlasState) -> None:
        """Show what is on."""
        self.state = state
        for row in self.rows.values():
            row.show_state(state)
        self.opacity.blockSignals(True)
        self.opacity.setValue(round(state.bone_opacity * 100))
        self.opacity.blockSignals(False)
        self.percent.setText(f"{state.bone_opacity * 100:.0f} %")
        self.restore.setVisible(bool(state.hidden))
        self.restore.setText(f"Restore hidden points ({len(state.hidden)})")
        self.labels.blockSignals(True)
        self.labels.setCurrentIndex(
            next(place for place, (value, _) in enumerate(LANGUAGES) if value is state.labels)
        )
        self.labels.blockSignals(False)

    def show_look(self, look: Look) -> None:
        """Draw the samples in another theme."""
        for row in self.rows.values():
            row.swatch.look = look
            row.swatch.setFixedSize(round(30 * look.scale), round(16 * look.scale))
            row.swatch.update()
        for group, (_, body) in self._folds.items():
            self._fold(group, opened=not body.isHidden())
        self.show_state(self.state)

    def wanted_size(self, room: QSize) -> QSize:
        """Return the size that shows all open groups, as far as there is room.

        Where there is not even room for their width, the rows do without samples.
        """
        least = self.services.theme.scaled(252)
        for narrow in (False, True):
            for row in self.rows.values():
                row.show_narrow(narrow)
            for group, (fold, _) in self._folds.items():
                fold.setText(group.value if narrow else group.value.upper())
            hint = self._hint()
            if hint.width() + SIDES <= room.width():
                break
        width = min(max(least, hint.width() + SIDES), room.width())
        return QSize(width, min(hint.height() + 24, room.height()))

    def _hint(self) -> QSize:
        """Return the size of all rows, measured anew."""
        for part in (*self.rows.values(), *(body for _, body in self._folds.values()), self.ground):
            layout = part.layout()
            if layout is not None:
                layout.invalidate()
        return self.ground.sizeHint()

    def _add_group(self, group: Group, look: Look) -> None:
        layers = [layer for layer in (*LAYERS.values(), *self.more) if layer.group is group]
        head = QHBoxLayout()
        head.setSpacing(8)
        fold = QToolButton()
        fold.setText(group.value.upper())
        fold.setAccessibleName(group.value)
        fold.setProperty("role", "rail")
        fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        fold.setMinimumWidth(self.services.theme.scaled(40))
        fold.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        fold.setToolTip(group.value)
        head.addWidget(fold)
        head.addStretch(1)
        if group is Group.MERIDIANS:
            for words, on in (("All", True), ("None", False)):
                every = LinkButton(words, self.services)
                every.setAccessibleName(f"{words} of the meridians")
                every.clicked.connect(
                    lambda _=False, on=on: self.wanted.emit(moves.all_meridians(self.state, on))
                )
                head.addWidget(every)
        self.box.addLayout(head)
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setSpacing(0)
        for place, layer in enumerate(layers):
            row = LayerRow(layer, self.services, look)
            row.switched.connect(self._switch)
            row.soloed.connect(lambda name: self.wanted.emit(moves.solo(self.state, name)))
            self.rows[layer.id] = row
            grid.addWidget(row, place, 0)
        if group is Group.BODY:
            grid.addWidget(self._opacity_row(), len(layers), 0)
        self.box.addWidget(body)
        self._folds[group] = (fold, body)
        fold.clicked.connect(lambda: self._fold(group, body.isHidden()))
        self._fold(group, group not in FOLDED)

    def _fold(self, group: Group, opened: bool) -> None:
        fold, body = self._folds[group]
        body.setVisible(opened)
        fold.setIcon(
            self.services.theme.icon("chevron-down" if opened else "chevron-right", "quiet")
        )
        side = self.services.theme.scaled(12)
        fold.setIconSize(QSize(side, side))
        self.resized.emit()

    def _opacity_row(self) -> QWidget:
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(32, 0, 4, 0)
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, 100)
        self.opacity.setPageStep(10)
        self.opacity.setAccessibleName("How much the bones shine through, per cent")
        self.opacity.valueChanged.connect(
            lambda value: self.wanted.emit(moves.set_bone_opacity(self.state, value / 100))
        )
        self.percent = QLabel()
        self.percent.setProperty("role", "small")
        self.percent.setMinimumWidth(self.services.theme.scaled(36))
        row.addWidget(self.opacity, 1)
        row.addWidget(self.percent)
        return widget

    def _labels(self) -> QComboBox:
        self.labels = QComboBox()
        self.labels.setAccessibleName("Labels on the diagram")
        for value, words in LANGUAGES:
            self.labels.addItem(words, value.value)
        self.labels.currentIndexChanged.connect(
            lambda place: self._want_labels(LANGUAGES[place][0])
        )
        return self.labels

    def _switch(self, layer: str, on: bool) -> None:
        self.wanted.emit(moves.switch_layer(self.state, layer, on))

    def _want_labels(self, language: LabelLanguage) -> None:
        self.services.settings.label_language = language.value
