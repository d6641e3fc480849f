"""The head of a card: code, names, meridian, categories, previous, next and star."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop_app.domain.categories import category_word
from desktop_app.domain.points import Point
from desktop_app.domain.refs import Kind, Ref
from desktop_app.ui.rich.badges import Badge
from desktop_app.ui.rich.chips import Chip
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.services import Services


class CardHead(QWidget):
    """Names and classes of the point that is shown; made once, filled for each point."""

    step_wanted = Signal(int)
    """Sent with 1 for the next point of the meridian, -1 for the one before."""

    star_wanted = Signal(bool)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.point: Point | None = None
        self.code = self._name("display")
        self.previous = self._tool("chevron-left", "Previous point (P)")
        self.next = self._tool("chevron-right", "Next point (N)")
        self.star = self._tool("star", "Star (Ctrl+D)")
        self.star.setCheckable(True)
        self.previous.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.next.clicked.connect(lambda: self.step_wanted.emit(1))
        self.star.clicked.connect(self.star_wanted)
        self.tools = QWidget()
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.top.setSpacing(0)
        self.top.addWidget(self.code, 1)
        for button in (self.previous, self.next, self.star):
            row.addWidget(button)
        self.top.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self.names = self._name("lead")
        self.other = self._name("small")
        self.chips = QWidget()
        self.flow = FlowLayout(self.chips, gap=4, line_gap=4)
        self.meridian = Chip("")
        self.meridian.clicked.connect(self._open_meridian)
        self.flow.addWidget(self.meridian)
        self.badges: list[Badge] = []
        self._channel_style = ""
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(self.top)
        box.addWidget(self.names)
        box.addWidget(self.other)
        box.addWidget(self.chips)
        services.theme.changed.connect(self._restyle)
        self._restyle()

    def show_point(self, point: Point, has_previous: bool, has_next: bool) -> None:
        """Show a point's names and classes."""
        self.point = point
        self.code.setText(f"{point.code} {point.pinyin}")
        traditional = self.services.settings.characters == "traditional"
        leads, other = point.hanzi, point.hanzi_traditional
        if traditional:
            leads, other = other, leads
        self.names.setText(f"{leads} · {point.english}")
        also = [other] if other != leads else []
        also += [
            name for name in (*point.hanzi_variants, *point.aliases) if name not in (leads, other)
        ]
        self.other.setText("Also: " + ", ".join(also))
        self.other.setVisible(bool(also))
        self.previous.setEnabled(has_previous)
        self.next.setEnabled(has_next)
        self.show_star(False)
        self._fill_chips(point)

    def fit(self, width: int) -> None:
        """Put the buttons above the name where both do not fit beside each other."""
        self.code.ensurePolished()
        words = self.code.text().split()
        widest = max((self.code.fontMetrics().horizontalAdvance(word) for word in words), default=0)
        beside = widest + self.tools.sizeHint().width() <= width
        self.top.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.BottomToTop
        )

    def show_star(self, on: bool) -> None:
        """Show whether the point is starred."""
        self.star.setChecked(on)
        theme = self.services.theme
        self.star.setIcon(theme.icon("star-full" if on else "star", "accent" if on else "ink"))
        self.star.setAccessibleName("Starred" if on else "Not starred")

    def _fill_chips(self, point: Point) -> None:
        meridian = self.services.content.meridians.get(point.meridian)
        self.meridian.setVisible(meridian is not None)
        if meridian is not None:
            self.meridian.setText(f"{meridian.code} · {meridian.english}")
            self.meridian.setToolTip(f"{meridian.name_class} · {meridian.pinyin} {meridian.hanzi}")
            self._dress_channel(meridian.code)
        words = [category_word(category, point) for category in point.categories]
        if meridian is None:
            words.insert(0, "Extra point")
        # Badges are kept and refilled: to dress a new widget costs more than to paint it.
        while len(self.badges) < len(words):
            self.badges.append(Badge(""))
            self.flow.addWidget(self.badges[-1])
        for number, badge in enumerate(self.badges):
            badge.setVisible(number < len(words))
            if number < len(words):
                badge.setText(words[number])

    def _dress_channel(self, meridian: str) -> None:
        style = self._chip_style(meridian)
        if style != self._channel_style:
            self._channel_style = style
            self.meridian.setStyleSheet(style)

    def _open_meridian(self) -> None:
        if self.point is not None:
            self.services.navigator.go(Ref(Kind.MERIDIAN, self.point.meridian))

    def _chip_style(self, meridian: str) -> str:
        colours = self.services.theme.colours
        edge = QColor(colours.meridian_edge(meridian)).name()
        fill = QColor(colours.meridian(meridian))
        red, green, blue = fill.red(), fill.green(), fill.blue()
        return (
            f"QPushButton {{ background: rgba({red}, {green}, {blue}, 46); }} "
            f"QPushButton:!focus {{ border: 2px solid {edge}; padding: 0 8px; }}"
        )

    def _restyle(self) -> None:
        theme = self.services.theme
        side = theme.scaled(18)
        for button, icon in ((self.previous, "chevron-left"), (self.next, "chevron-right")):
            button.setIcon(theme.icon(icon))
        for button in (self.previous, self.next, self.star):
            button.setIconSize(QSize(side, side))
            button.setFixedSize(theme.scaled(30), theme.scaled(30))
        self.show_star(self.star.isChecked())
        if self.point is not None:
            self._fill_chips(self.point)

    def _tool(self, icon: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(self.services.theme.icon(icon))
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition(" (")[0])
        return button

    def _name(self, role: str) -> QLabel:
        label = QLabel()
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label
