"""The formats of reference files that can be read and written."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """A format of reference files; the values are what the command line and ``Extra`` call it."""

    RIS = "ris"
    BIBTEX = "bibtex"
    NBIB = "nbib"
    CSLJSON = "csljson"
    ENDNOTE = "endnote"

    @property
    def words(self) -> str:
        """What a person calls it."""
        return _TITLES[self]

    @property
    def suffix(self) -> str:
        """The ending a file of it usually has, with the dot."""
        return _SUFFIXES[self]


_TITLES = {
    Format.RIS: "RIS",
    Format.BIBTEX: "BibTeX",
    Format.NBIB: "PubMed (nbib)",
    Format.CSLJSON: "CSL-JSON",
    Format.ENDNOTE: "EndNote XML",
}
_SUFFIXES = {
    Format.RIS: ".ris",
    Format.BIBTEX: ".bib",
    Format.NBIB: ".nbib",
    Format.CSLJSON: ".json",
    Format.ENDNOTE: ".xml",
}
