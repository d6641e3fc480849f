"""Keeps ``None`` alive on Python 3.11, where PySide6 6.12 loses one reference to it per call.

PySide6 6.12 returns ``None`` without taking a reference, as only Python 3.12 and later allow. On
Python 3.11 each such call brings the count of ``None`` one nearer to zero, and the interpreter
stops with “none_dealloc: deallocating None” after a few thousand calls.
"""

from __future__ import annotations

import sys

ENOUGH = 1 << 60
"""References given to ``None``: more than any program gives back."""


def keep_none_alive() -> None:
    """Give ``None`` so many references that it never runs out of them.

    Does nothing where ``None`` is immortal (Python 3.12 and later) or has been seen to already.
    """
    if sys.version_info >= (3, 12) or sys.getrefcount(None) > ENOUGH // 2:
        return
    import ctypes

    ctypes.c_ssize_t.from_address(id(None)).value += ENOUGH
