"""A process that is killed in the middle of its work, with no chance to tidy up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

can_kill = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill -9")


def killed_when_here(code: str, *given: object) -> None:
    """Run code in a process of its own, and kill it once it has said “here” and waits."""
    child = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, given)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "here\n"
        os.kill(child.pid, signal.SIGKILL)
