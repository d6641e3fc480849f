"""Keeps ``None``, ``True`` and ``False`` alive on Python 3.11, where PySide6 6.12 loses references.

PySide6 6.12 returns these objects without taking a reference, as only Python 3.12 and later allow.
On Python 3.11 each such call brings the count of ``None`` one nearer to zero, and the interpreter
stops with “none_dealloc: deallocating None” after a few thousand calls.
"""

from __future__ import annotations

import sys

ENOUGH = 1 << 60
"""References given to each: more than any program gives back."""

LOST = (None, True, False)
"""What PySide6 returns without taking a reference."""


def keep_alive() -> None:
    """Give what PySide6 loses so many references that they never run out.

    Does nothing where these objects are immortal (Python 3.12 and later) or have been seen to.
    """
    if sys.version_info >= (3, 12) or sys.getrefcount(None) > ENOUGH // 2:
        return
    import ctypes

    for each in LOST:
        ctypes.c_ssize_t.from_address(id(each)).value += ENOUGH
