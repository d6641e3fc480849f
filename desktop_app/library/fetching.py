"""Fetches one record by its DOI from Crossref or by its PMID from PubMed, only when asked to.

``request_for`` says beforehand what would be sent: an identifier and the program's name, no more.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from desktop_app import __version__
from desktop_app.citation.csljson import from_csl
from desktop_app.citation.formats import Format
from desktop_app.citation.identifiers import clean_doi, clean_pmid
from desktop_app.citation.reading import read_bytes
from desktop_app.citation.records import Record
from desktop_app.domain.errors import NotFetched, NotFound, NotUnderstood, UnreadableFile
from desktop_app.domain.progress import Progress
from desktop_app.domain.reference import Reference
from desktop_app.library.merging import comparable_doi

CROSSREF = "https://api.crossref.org"
"""Serves ``/works/{doi}`` as JSON (api.crossref.org/swagger-ui)."""

PUBMED = "https://eutils.ncbi.nlm.nih.gov"
"""Serves the E-utilities (ncbi.nlm.nih.gov/books/NBK25499, EFetch)."""

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
"""The only hosts that may be asked without encryption: this very computer."""


@dataclass(frozen=True, slots=True)
class Request:
    """What will be sent when a record is fetched, and the identifier that it asks for.

    ``shown`` is the whole request as text, for the user to see first.
    """

    url: str
    headers: tuple[tuple[str, str], ...]
    shown: str
    doi: str = ""
    pmid: str = ""

    @property
    def host(self) -> str:
        """Who is asked."""
        return urlsplit(self.url).hostname or ""

    @property
    def service(self) -> str:
        """What a person calls who is asked."""
        return "Crossref" if self.doi else "PubMed"


def request_for(doi: str = "", pmid: str = "", base: str = "") -> Request:
    """Return the request that would fetch a record; nothing is sent yet.

    Parameters
    ----------
    doi, pmid
        What is asked for; with both, the DOI is. Addresses and prefixes are understood.
    base
        Another server that answers alike, ``https`` or on this computer.

    Raises
    ------
    NotUnderstood
        If there is neither a DOI nor a PMID in what was given, or the server is not to be used.
    """
    bare_doi, bare_pmid = clean_doi(doi), clean_pmid(pmid)
    if bare_doi:
        # A DOI may hold signs that mean something in an address; the slash stays as it is.
        url = f"{_base(base or CROSSREF)}/works/{quote(bare_doi, safe='/')}"
        accept, bare_pmid = "application/json", ""
    elif bare_pmid:
        asked = {"db": "pubmed", "id": bare_pmid, "retmode": "text", "rettype": "medline"}
        url = f"{_base(base or PUBMED)}/entrez/eutils/efetch.fcgi?{urlencode(asked)}"
        accept = "text/plain"
    else:
        raise NotUnderstood(
            f"“{doi or pmid}” is neither a DOI nor a PMID.",
            "A DOI looks like 10.1000/xyz123, a PMID like 12345678.",
        )
    headers = (("Accept", accept), ("User-Agent", f"Yongquan/{__version__}"))
    lines = [f"GET {url}", *(f"{name}: {value}" for name, value in headers)]
    return Request(url, headers, "\n".join(lines), bare_doi, bare_pmid)


def fetch(request: Request, progress: Progress | None = None) -> Reference:
    """Send a request and return the record that came back.

    Raises
    ------
    NotFound
        If there is no such record.
    NotFetched
        If no answer came, or one that is broken, too large, of another kind or for another record;
        says which.
    Cancelled
        If the progress was asked to stop.
    """
    # The parts of the library that speak to the network are loaded only when it is asked for.
    from desktop_app.library.network import get

    progress = progress or Progress()
    progress.tell(0, 0, f"Asking {request.service}")
    is_local = request.host in LOCAL
    answer = get(request.url, dict(request.headers), request.service, progress, is_local)
    return _from_crossref(request, answer) if request.doi else _from_pubmed(request, answer)


def _base(text: str) -> str:
    parts = urlsplit(text)
    local = parts.scheme == "http" and parts.hostname in LOCAL
    if not parts.hostname or not (parts.scheme == "https" or local):
        raise NotUnderstood(
            f"{text} is not a server that may be asked.", "It must begin with https://."
        )
    return text.rstrip("/")


def _from_crossref(request: Request, answer: bytes) -> Reference:
    try:
        whole: Any = json.loads(answer)
        work = whole["message"]
        named = comparable_doi(str(work.get("DOI", "")))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise _broken(request) from error
    if named != comparable_doi(request.doi):
        raise _another(request, f"DOI {named}" if named else "no DOI")
    return from_csl(work)


def _from_pubmed(request: Request, answer: bytes) -> Reference:
    if not answer.strip():
        raise NotFound(f"PubMed knows no record {request.pmid}.", "Check the PMID.")
    try:
        found = list(read_bytes(answer, "PubMed's answer", Format.NBIB))
    except UnreadableFile as error:
        raise _broken(request) from error
    records = [each.reference for each in found if isinstance(each, Record)]
    if not records:
        raise _broken(request)
    if records[0].pmid != request.pmid:
        raise _another(request, f"PMID {records[0].pmid}")
    return records[0]


def _broken(request: Request) -> NotFetched:
    return NotFetched(f"{request.service}’s answer is broken and was not used.", "Try again later.")


def _another(request: Request, named: str) -> NotFetched:
    asked = f"DOI {request.doi}" if request.doi else f"PMID {request.pmid}"
    return NotFetched(
        f"{request.service} was asked for {asked} and answered with {named}; that was not used.",
        "Check the identifier.",
    )
