"""Reads and validates ``data/`` into domain objects."""

from desktop_app.content.loading import load, read_yaml
from desktop_app.content.model import Content, Thing, structure_ref

__all__ = ["Content", "Thing", "load", "read_yaml", "structure_ref"]
