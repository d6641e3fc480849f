"""SQLAlchemy comes without asyncio, and asyncio still works afterwards."""

from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPTS = {
    "the library needs no asyncio": (
        "import sys, desktop_app.store, sqlalchemy\n"
        "sqlalchemy.create_engine('sqlite://').connect().close()\n"
        "assert 'asyncio' not in sys.modules"
    ),
    "asyncio can be had later": (
        "import desktop_app.store, asyncio; assert asyncio.run(asyncio.sleep(0, 7)) == 7"
    ),
    "SQLAlchemy finds what it wants of asyncio": (
        "import desktop_app.store, asyncio\n"
        "from sqlalchemy.util import concurrency as c\n"
        "assert c.asyncio.CancelledError is asyncio.CancelledError"
    ),
    "asyncio imported before stays": (
        "import asyncio, sys, desktop_app.store; assert sys.modules['asyncio'] is asyncio"
    ),
}


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_asyncio(script: str) -> None:
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
