"""Addresses and files that a record names."""

from __future__ import annotations

import re
from mimetypes import guess_type
from urllib.parse import unquote

from desktop_app.domain.reference import FileLink

_ADDRESS = re.compile(r"(?:https?|ftp)://\S|www\.\S", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Tell an address on the web from a path."""
    return bool(_ADDRESS.match(text))


def file_of(path: str) -> FileLink:
    """Return the link to a file with the kind its ending tells; ``file://`` goes."""
    if path.lower().startswith("file:"):
        path = unquote(re.sub(r"\Afile:/{0,2}(?:localhost)?", "", path, flags=re.IGNORECASE))
        path = path[1:] if re.match(r"/[A-Za-z]:", path) else path
    return FileLink(path, mime=guess_type(path)[0] or "")
