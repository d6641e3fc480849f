"""What belongs to Qt is destroyed by the window's thread, whoever makes garbage."""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.ui import collecting


class Ring:
    """Refers to itself, and tells in which thread it went."""

    def __init__(self, told: list[int]) -> None:
        self.itself = self
        self.told = told

    def __del__(self) -> None:
        self.told.append(threading.get_ident())


def test_a_working_thread_collects_nothing(qtbot: QtBot) -> None:
    told: list[int] = []
    parent = QObject()
    collecting.Collecting(parent)
    assert not gc.isenabled()
    Ring(told)
    worker = threading.Thread(target=lambda: [[number] for number in range(200_000)])
    worker.start()
    worker.join()
    assert len(told) == 0
    kept: list[object] = []
    for _ in range(200):
        kept.append([[number] for number in range(1_000)])
        collecting.collect()
    assert told == [threading.get_ident()]
