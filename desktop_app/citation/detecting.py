"""Which format a file is in, told by its content; and what else it is when it is none."""

from __future__ import annotations

import re

from desktop_app.citation.encoding import decode
from desktop_app.citation.formats import Format

HEAD = 1 << 16

# The first line of a record, of each format that is made of lines.
_STARTS = (
    (
        Format.RIS,
        re.compile(r"(?im)^[ \t]*TY[ \t]{0,4}[-–—:][ \t]*\w{2,}"),
    ),
    (Format.RIS, re.compile(r"^(?:TI|T1|AU|A1)  - ?\S.*\n(?:.*\n){0,200}?ER  -", re.MULTILINE)),
    (Format.NBIB, re.compile(r"^(?:PMID|OWN |STAT|DCOM|EDAT|CRDT) ?- ?\S", re.MULTILINE)),
    # Also without what PubMed gives each record, as we write studies that are not in it.
    (Format.NBIB, re.compile(r"^(?:FAU |JT  |BTI |LID |AID |PHST)- ?\S", re.MULTILINE)),
    (Format.NBIB, re.compile(r"\A(?:TI|TT|CN|DP|LA)  - ?\S")),
    (Format.BIBTEX, re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]", re.MULTILINE)),
)
_ROOT = re.compile(r"<(?![?!])(?:\w+:)?(\w+)")
_ASIDE = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)

_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x1f\x8b", "a compressed file"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"{\\rtf", "an RTF document"),
)
_TOLD = (
    (
        re.compile(r"^%[0T] \S", re.MULTILINE),
        "an EndNote .enw file; export it as RIS",
    ),
    (re.compile(r"\AFN \S"), "Web of Science's own plain text; export it as RIS or BibTeX"),
    (
        re.compile(r"(?m)\APT [JBSP]$"),
        "Web of Science's own plain text; export it as RIS",
    ),
    (re.compile(r"\A[^\n,;\t]{1,40}(?:[,;\t][^\n,;\t]{0,60}){3,}\n"), "a table; export it as RIS"),
)
_ROOTS = {
    "html": "a web page, perhaps that of a failed download",
    "pubmedarticleset": 'PubMed XML; in PubMed choose "Save" and the format "PubMed" instead',
    "rdf": "RDF; export it as RIS, BibTeX or CSL-JSON",
    "modscollection": "MODS XML; export it as RIS, BibTeX or EndNote XML",
    "mods": "MODS XML; export it as RIS, BibTeX or EndNote XML",
    "svg": "a picture",
}


def detect(data: bytes) -> Format | None:
    """Tell a format by the first bytes of a file (64 KB are enough); None when it is none.

    What stands before the first record does not matter, nor does the file's name.
    """
    if _magic(data):
        return None
    text = decode(data[:HEAD]).lstrip()
    if text.startswith("<"):
        root = _root(text)
        return Format.ENDNOTE if root in ("xml", "records", "record") else _by_lines(text)
    if re.match(r"\[\s*(?:[{\]]|\Z)|\{\s*[\"}]", text):
        return Format.CSLJSON
    return _by_lines(text)


def what_it_is(data: bytes) -> str:
    """Say what a file is that is in none of the formats, with what to do where that is known."""
    if not data:
        return "empty"
    if told := _magic(data):
        return told
    if looks_binary(data):
        return "not text"
    text = decode(data[:HEAD]).lstrip()
    if not text:
        return "empty"
    if text.startswith("<"):
        root = _root(text)
        return _ROOTS.get(root, f"XML of another kind (<{root}>)" if root else "not text")
    for pattern, told in _TOLD:
        if pattern.search(text):
            return told
    return "in no format of references that is known here"


def looks_binary(data: bytes) -> bool:
    """Tell whether the first bytes are those of no text at all."""
    head = data[:HEAD]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or (b"\x00" in head and detect(head)):
        return False
    control = sum(head.count(byte) for byte in range(32) if byte not in (9, 10, 11, 12, 13, 27))
    return bool(_magic(head)) or (control * 10 > len(head) and detect(head) is None)


def _magic(data: bytes) -> str:
    return next((told for magic, told in _MAGIC if data.startswith(magic)), "")


def _root(text: str) -> str:
    found = _ROOT.search(_ASIDE.sub("", text))
    return found[1].lower() if found else ""


def _by_lines(text: str) -> Format | None:
    places = [
        (found.start(), order, format_)
        for order, (format_, pattern) in enumerate(_STARTS)
        if (found := pattern.search(text))
    ]
    return min(places)[2] if places else None
