"""``python -m desktop_app.content compile|check``: checks ``data/`` and compiles it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from desktop_app.content.compiled import write_compiled
from desktop_app.content.loading import compiled_path, read_yaml
from desktop_app.content.paths import bundle_dir
from desktop_app.domain.errors import BadContent


def main(arguments: list[str] | None = None) -> int:
    """Check the content, and write ``assets/content.json`` if asked to compile."""
    parser = argparse.ArgumentParser(prog="python -m desktop_app.content", description=__doc__)
    parser.add_argument("step", choices=("check", "compile"))
    parser.add_argument("--root", type=Path, default=bundle_dir(), help="folder of data/")
    chosen = parser.parse_args(arguments)
    data = chosen.root / "data"
    try:
        content = read_yaml(data, strict=chosen.step == "check")
    except BadContent as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return 1
    if chosen.step == "compile":
        write_compiled(content, data, compiled_path(chosen.root))
    return 0


if __name__ == "__main__":
    sys.exit(main())
