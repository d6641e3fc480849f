"""How memory is looked after while tens of thousands of records are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collecting() -> Iterator[None]:
    """Let the garbage collector rest for a while, and leave alone what was made meanwhile.

    It would walk through all records made so far again and again, and none of them is garbage:
    that takes a third of the time, and holds up the window each time. What is let go of is freed
    as ever; only objects that refer to each other in a ring, of which there are few, are not.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
