"""``None``, ``True`` and ``False`` outlive any number of calls that return them."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject

from desktop_app.ui.immortal import ENOUGH, LOST, keep_alive


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal here")
def test_none_does_not_run_out() -> None:
    thing = QObject()
    for _ in range(100_000):
        thing.parent()
    for each in LOST:
        assert sys.getrefcount(each) > ENOUGH // 2


def test_seeing_to_it_twice_changes_nothing() -> None:
    before = sys.getrefcount(None)
    keep_alive()
    assert abs(sys.getrefcount(None) - before) < 1_000_000
