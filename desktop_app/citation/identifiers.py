"""DOI, PMID, PMC id, ISSN and ISBN as they stand in the wild, brought to their plain form."""

from __future__ import annotations

import re
from urllib.parse import unquote

_LONGEST = 1000  # characters of a field or an address that is for a DOI
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]{1,500}")
# What stands before and behind the DOI in a field that is for one; old ones hold < > and ;.
_BEFORE_DOI = re.compile(
    r"(?:doi\s*:?\s*)?(?:https?://)?(?:(?:dx\.)?doi\.org/)?(?:doi:\s*)?(?=10\.\d)", re.IGNORECASE
)
_BEHIND_DOI = re.compile(r"(?:[\s.,;]|\[(?:doi|pii)\])+\Z", re.IGNORECASE)
_WHOLE_DOI = re.compile(r"10\.\d{4,9}/\S+\Z")
_NEXT_DOI = re.compile(r"[\s;,|]+(?=\S*?\b10\.\d{4,9}/)")
_BEHIND_ADDRESS = re.compile(
    r"(?:/(?:full|fulltext|abstract|e?pdf)|\.pdf)?(?:[?#&].*)?\Z", re.IGNORECASE
)
_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
# Addresses of records in CENTRAL look like DOIs; the publications have others.
_NO_DOI = "10.1002/central/"
_PMID = re.compile(r"(?:pmid|pubmed|medline|pm)?\s*:?\s*(\d{1,8})(?:\s*\[?.*)?\Z", re.IGNORECASE)
_MARKED_PMID = re.compile(r"\b(?:pmid|pubmed)\b\s*(?:id)?\s*[:=]?\s*(\d{1,8})\b", re.IGNORECASE)
_PUBMED_URL = re.compile(
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/|[?&]list_uids=)"
    r"(?:\?term=)?(\d{1,8})\b"
)
_PMCID = re.compile(r"\bPMC\s?(\d{3,9})\b", re.IGNORECASE)
_ISSN = re.compile(r"\b(\d{4})-?(\d{3}[\dXx])\b")
_ISBN = re.compile(r"\b(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]\b")


def clean_doi(text: str) -> str:
    """Return the bare DOI of ``doi:10...``, ``https://doi.org/10...``; "" when there is none."""
    text = text.strip()
    found = _without_surroundings(text) if len(text) <= _LONGEST else find_doi(text)
    while found and (again := _without_surroundings(found)) != found:
        found = again
    return found


def _without_surroundings(text: str) -> str:
    before = _BEFORE_DOI.match(text)
    whole = _BEHIND_DOI.sub("", text[before.end() :] if before else text)
    if not _WHOLE_DOI.match(whole):
        return find_doi(text)
    if "%" in whole and _ESCAPED.search(whole):
        plain = unquote(whole).split()[0]
        return plain if _WHOLE_DOI.match(plain) else whole
    return whole


def dois_apart(text: str) -> list[str]:
    """Return the parts of a field that holds several DOIs; most hold one."""
    several = len(text) <= _LONGEST and text.count("10.") > 1
    return _NEXT_DOI.split(text) if several else [text]


def is_bare_doi(text: str) -> bool:
    """Tell a DOI without anything around it."""
    return bool(_WHOLE_DOI.match(text))


def find_doi(text: str) -> str:
    """Return the first DOI within a text or an address, without what follows it; "" if none."""
    if "10." not in text and "%2F" not in text:
        return ""
    if "%2f" in text.lower():
        text = unquote(text)
    found = _DOI.search(text)
    if not found:
        return ""
    doi = found[0].rstrip(".,;:'")
    if "://" in text:
        doi = _BEHIND_ADDRESS.sub("", doi)
        if doi.lower().startswith(_NO_DOI):
            return ""
    for opening, closing in ("()", "[]", "{}"):
        while doi.endswith(closing) and doi.count(closing) > doi.count(opening):
            doi = doi[:-1].rstrip(".,;:'")
    return doi if _WHOLE_DOI.match(doi) else ""


def clean_pmid(text: str) -> str:
    """Return the digits of ``PMID: 123``, ``MEDLINE:123`` or a bare number; "" otherwise."""
    found = _PMID.match(text.strip())
    return found[1] if found else ""


def find_pmid(text: str) -> str:
    """Return the PMID that a text or a PubMed address marks as one; "" if none."""
    found = _MARKED_PMID.search(text) or _PUBMED_URL.search(text)
    return found[1] if found else ""


def clean_pmcid(text: str) -> str:
    """Return ``PMC123`` from a text that has it; "" otherwise."""
    found = _PMCID.search(text)
    return f"PMC{found[1]}" if found else ""


def find_issn(text: str) -> str:
    """Return the first ISSN as ``1234-567X``; "" when there is none."""
    if find_isbn(text):
        return ""
    found = _ISSN.search(text)
    return f"{found[1]}-{found[2].upper()}" if found else ""


def find_isbn(text: str) -> str:
    """Return the first ISBN as it stands, hyphens kept; "" when there is none."""
    found = _ISBN.search(text)
    return found[0] if found else ""
