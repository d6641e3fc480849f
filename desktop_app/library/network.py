"""One HTTP request, guarded: who may answer, how much, how long, and what each failure means."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Mapping
from http.client import HTTPException, HTTPResponse
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from desktop_app.domain.errors import NotFetched, NotFound, WorldError
from desktop_app.domain.progress import Progress

MOST_BYTES = 5 * 1024 * 1024
"""Largest answer that is taken; a record has a few KiB."""

SILENCE_S = 10.0
"""How long is waited for the next byte."""

WHOLE_S = 60.0
"""How long a whole answer may take."""

_CHUNK = 64 * 1024


def get(
    url: str,
    headers: Mapping[str, str],
    service: str,
    progress: Progress,
    is_local: bool = False,
    silence: float = SILENCE_S,
    whole: float = WHOLE_S,
) -> bytes:
    """Return what an address answers, if it is of the kind that ``Accept`` names.

    Parameters
    ----------
    service
        What a person calls who is asked, for messages.
    is_local
        Whether the address is on this computer, which is never asked through another one.
    silence, whole
        How many seconds are waited for the next byte, and for the whole answer.

    Raises
    ------
    NotFound
        If there is nothing at that address.
    NotFetched
        If no usable answer came; says why.
    Cancelled
        If the progress was asked to stop.
    """
    request = Request(url, headers=dict(headers))  # noqa: S310  the opener below knows only HTTP
    try:
        with _opener(is_local).open(request, timeout=silence) as answer:
            _require_kind(answer, headers["Accept"], service)
            return _body(answer, service, progress, time.monotonic() + whole)
    except HTTPError as error:
        with error:
            raise _refused(error, service) from error
    except (OSError, HTTPException, ValueError) as error:
        raise _unreached(error, service) from error


class _SafeRedirects(HTTPRedirectHandler):
    """Follows an answer elsewhere only to the same host or over an encrypted connection."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        downgraded = old.scheme == "https" and new.scheme != "https"
        if downgraded or (new.scheme != "https" and new.netloc != old.netloc):
            raise NotFetched(
                f"{old.hostname} sent the request on to {new.hostname or newurl} over an "
                "unprotected connection; it was not followed.",
                "Check the network you are in.",
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(is_local: bool) -> OpenerDirector:
    """Return what opens HTTP and HTTPS addresses, and no files or anything else."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler({} if is_local else None),
        HTTPHandler(),
        HTTPSHandler(context=ssl.create_default_context()),
        HTTPDefaultErrorHandler(),
        HTTPErrorProcessor(),
        _SafeRedirects(),
    ):
        opener.add_handler(handler)
    return opener


def _require_kind(answer: HTTPResponse, wanted: str, service: str) -> None:
    kind = answer.headers.get_content_type()
    is_json = wanted == "application/json" and kind.endswith("+json")
    if kind != wanted and not is_json:
        raise NotFetched(
            f"{service} answered with {kind} rather than a record; that was not used.",
            "You may have to sign in to the network first; or try again later.",
        )


def _body(answer: HTTPResponse, service: str, progress: Progress, until: float) -> bytes:
    parts: list[bytes] = []
    size, words = 0, f"Reading {service}’s answer"
    while part := answer.read1(_CHUNK):
        parts.append(part)
        size += len(part)
        progress.tell(size, 0, words)
        if size > MOST_BYTES:
            raise NotFetched(
                f"{service}’s answer is larger than {MOST_BYTES // (1024 * 1024)} MB "
                "and was not used.",
                "Try again later.",
            )
        if time.monotonic() > until:
            raise TimeoutError
    if answer.length:
        raise NotFetched(
            f"{service}’s answer ended before it was whole; it was not used.", "Try again."
        )
    return b"".join(parts)


def _refused(error: HTTPError, service: str) -> WorldError:
    """Return what a status means to the user."""
    wait = str(error.headers.get("Retry-After", "") if error.headers else "")
    after = f"in {wait} seconds" if wait.isdecimal() and len(wait) < 6 else "in a few minutes"
    if error.code in (404, 410):
        return NotFound(f"{service} knows no such record.", "Check the identifier.")
    if error.code == 429:
        return NotFetched(f"{service} has been asked too often (429).", f"Try again {after}.")
    if error.code >= 500:
        return NotFetched(
            f"{service} has trouble of its own ({error.code}).", f"Try again {after}."
        )
    return NotFetched(f"{service} refused the request ({error.code}).", "Check the identifier.")


def _unreached(error: Exception, service: str) -> NotFetched:
    """Return what a failed connection means to the user."""
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        return NotFetched(f"{service} did not answer in time.", "Try again later.")
    if isinstance(cause, ssl.SSLError):
        return NotFetched(
            f"The connection to {service} could not be trusted.", "Check the network you are in."
        )
    if isinstance(cause, socket.gaierror | ConnectionRefusedError) or (
        isinstance(error, URLError) and isinstance(cause, OSError)
    ):
        return NotFetched(
            f"{service} cannot be reached; this computer seems to be offline.",
            "Check the connection and try again; everything else works without it.",
        )
    return NotFetched(f"{service}’s answer broke off and was not used.", "Try again.")
