"""Loads the content: compiled if that is up to date, else from the YAML files."""

from __future__ import annotations

import logging
from pathlib import Path

from desktop_app.content.compiled import digest, read_compiled
from desktop_app.content.model import Content
from desktop_app.content.paths import bundle_dir
from desktop_app.domain.errors import BadContent, UnreadableFile

_log = logging.getLogger(__name__)


def compiled_path(root: Path) -> Path:
    """Return where the compiled content of a checkout or bundle lies."""
    return root / "assets" / "content.json"


def load(root: Path | None = None) -> Content:
    """Return the shipped content.

    Parameters
    ----------
    root
        The folder that holds ``assets/`` and ``data/``; the program's own if not given.

    Raises
    ------
    BadContent
        If the YAML files have to be read and break a rule.
    UnreadableFile
        If there is neither compiled content nor YAML.
    """
    root = root or bundle_dir()
    data = root / "data"
    compiled = compiled_path(root)
    content = read_compiled(compiled, data)
    if content is not None:
        return content
    if data.is_dir():
        return _renewed(data, compiled)
    raise UnreadableFile(
        f"The content {compiled} is missing or damaged.", "Install Yongquan again."
    )


def _renewed(data: Path, compiled: Path) -> Content:
    """Read the YAML files; while they are being edited and broken, use what was last good."""
    try:
        return read_yaml(data)
    except BadContent as error:
        content = read_compiled(compiled, None)
        if content is None:
            raise
        _log.warning("%s\nThe content compiled before is used.", error.what)
        return content


def read_yaml(data: Path, strict: bool = False) -> Content:
    """Read and check the YAML files of ``data/``.

    Parameters
    ----------
    data
        The folder.
    strict
        Whether to look at what only the atlas is built from too, and to miss schemas.

    Raises
    ------
    BadContent
        With every problem found, each as ``file:line: reason``.
    """
    # Reading YAML and schemas takes longer than the rest of the start and is rarely needed.
    from desktop_app.content.assembly import assemble, content_of
    from desktop_app.content.crosscheck import cross_problems
    from desktop_app.content.problems import Problem, bad_content
    from desktop_app.content.schemas import missing_schemas, schema_problems
    from desktop_app.content.sources import read_sources

    sources, problems = read_sources(data, build=strict)
    problems += schema_problems(sources, data / "schema")
    if strict:
        problems += missing_schemas(sources, data / "schema")
    malformed = {problem.file for problem in problems}
    assembly = assemble(sources)
    problems += assembly.problems
    problems += cross_problems(assembly, malformed)
    versions = [
        str(source.value.get("version", ""))
        for source in sources
        if not source.folder and isinstance(source.value, dict)
    ]
    version = max(versions, default="")
    if not version:
        problems.append(Problem(f"{data.name}/content.yaml", 1, "the content has no version"))
    if problems:
        raise bad_content(problems)
    return content_of(assembly, version, digest(data))
