"""The command: a window when nothing is asked for, else an answer on the terminal."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return the exit code."""
    from desktop_app import cli
    from desktop_app.app import render, start_window

    return cli.main(sys.argv[1:], start_window, render)


if __name__ == "__main__":
    sys.exit(main())
