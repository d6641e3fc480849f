"""The pages of the study room and the ways of answering, as data: each is read in when wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from desktop_app.domain.questions import How
from desktop_app.ui.services import Services
from desktop_app.ui.study.asking import Asking
from desktop_app.ui.study.page import StudyPage


class PageRow(NamedTuple):
    """A page beside Today: its id, the words of its tab and its class."""

    id: str
    words: str
    load: Callable[[], Callable[[Services], StudyPage]]


def _choose() -> type[Asking]:
    from desktop_app.ui.study.choose import ChooseAsking

    return ChooseAsking


def _type() -> type[Asking]:
    from desktop_app.ui.study.typed import TypeAsking

    return TypeAsking


def _locate() -> type[Asking]:
    from desktop_app.ui.study.locate import LocateAsking

    return LocateAsking


def _trace() -> type[Asking]:
    from desktop_app.ui.study.trace import TraceAsking

    return TraceAsking


def _progress() -> type[StudyPage]:
    from desktop_app.ui.study.progress_page import ProgressPage

    return ProgressPage


def _exam() -> type[StudyPage]:
    from desktop_app.ui.study.exam_page import ExamPage

    return ExamPage


def _export() -> type[StudyPage]:
    from desktop_app.ui.study.export_page import ExportPage

    return ExportPage


PAGES: tuple[PageRow, ...] = (
    PageRow("progress", "Progress", _progress),
    PageRow("exam", "Exam", _exam),
    PageRow("export", "Take along", _export),
)
"""The pages in the order of their tabs, after Today; their classes are imported when asked for, in
any thread."""

ASKINGS: Mapping[How, Callable[[], type[Asking]]] = {
    How.CHOOSE: _choose,
    How.TYPE: _type,
    How.CLICK: _locate,
    How.TRACE: _trace,
}
"""The class of each way of answering; asked for, it is imported, in any thread. Without a row, a
question is asked in its next way."""

ON_THE_BODY = frozenset({How.CLICK, How.TRACE})
"""Ways of answering that want all the room there is, with the words at their side."""
