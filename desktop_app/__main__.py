"""The command: a window when nothing is asked for, else an answer on the terminal."""

from __future__ import annotations

import sys
from typing import Any

from desktop_app.library import READ_PDF


def main() -> int:
    """Run the command line and return the exit code."""
    if sys.argv[1:2] == [READ_PDF]:
        # The program as its own child; it needs nothing of the rest.
        from desktop_app.library import pdf_child

        return pdf_child.main(sys.argv[2:])
    from desktop_app import cli

    return cli.main(sys.argv[1:], _start_window, _render)


def _start_window(*given: Any) -> int:
    # Qt is loaded only when a window or a picture is asked for.
    from desktop_app.app import start_window

    return start_window(*given)


def _render(*given: Any) -> None:
    from desktop_app.app import render

    render(*given)


if __name__ == "__main__":
    sys.exit(main())
