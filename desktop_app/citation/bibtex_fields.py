"""The fields of one BibTeX or BibLaTeX entry as a ``Reference``."""

from __future__ import annotations

import re
from typing import Any

from desktop_app.citation.bibtex_names import read_names
from desktop_app.citation.formats import Format
from desktop_app.citation.identifiers import clean_doi, clean_pmcid, clean_pmid
from desktop_app.citation.latex import to_text
from desktop_app.citation.pages import whole_pages
from desktop_app.citation.tidy import one_line, paragraphs
from desktop_app.domain.reference import (
    Credit,
    Extra,
    FileLink,
    Notice,
    NoticeKind,
    Reference,
    ReferenceType,
    Role,
    When,
)

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# What each type is written as: the entry's type and, where two share one, its subtype.
WRITTEN_TYPES: dict[ReferenceType, tuple[str, str]] = {
    ReferenceType.ARTICLE: ("article", ""),
    ReferenceType.PREPRINT: ("misc", "preprint"),
    ReferenceType.MAGAZINE: ("article", "magazine"),
    ReferenceType.NEWSPAPER: ("article", "newspaper"),
    ReferenceType.BOOK: ("book", ""),
    ReferenceType.CHAPTER: ("incollection", ""),
    ReferenceType.PAPER: ("inproceedings", ""),
    ReferenceType.THESIS: ("thesis", ""),
    ReferenceType.REPORT: ("report", ""),
    ReferenceType.DATASET: ("dataset", ""),
    ReferenceType.WEBPAGE: ("online", ""),
    ReferenceType.STANDARD: ("standard", ""),
    ReferenceType.PATENT: ("patent", ""),
    ReferenceType.LEGISLATION: ("legislation", ""),
    ReferenceType.REVIEW: ("review", ""),
    ReferenceType.SOFTWARE: ("software", ""),
    ReferenceType.ENTRY: ("inreference", ""),
    ReferenceType.PERIODICAL: ("periodical", ""),
    ReferenceType.MANUSCRIPT: ("unpublished", ""),
    ReferenceType.VIDEO: ("video", ""),
    ReferenceType.DOCUMENT: ("misc", ""),
}
_TYPES = {pair: kind for kind, pair in WRITTEN_TYPES.items()}
_OTHER_TYPES = {
    "inbook": ReferenceType.CHAPTER, "conference": ReferenceType.PAPER,
    "bookinbook": ReferenceType.CHAPTER, "suppbook": ReferenceType.CHAPTER,
    "mvbook": ReferenceType.BOOK, "collection": ReferenceType.BOOK,
    "mvcollection": ReferenceType.BOOK, "proceedings": ReferenceType.BOOK,
    "mvproceedings": ReferenceType.BOOK, "reference": ReferenceType.BOOK,
    "booklet": ReferenceType.BOOK, "phdthesis": ReferenceType.THESIS,
    "mastersthesis": ReferenceType.THESIS, "bachelorsthesis": ReferenceType.THESIS,
    "techreport": ReferenceType.REPORT, "manual": ReferenceType.REPORT,
    "electronic": ReferenceType.WEBPAGE, "www": ReferenceType.WEBPAGE,
    "webpage": ReferenceType.WEBPAGE, "preprint": ReferenceType.PREPRINT,
    "data": ReferenceType.DATASET, "movie": ReferenceType.VIDEO,
}  # fmt: skip
THESES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis",
          "bachelorsthesis": "Bachelor's thesis"}  # fmt: skip
# Types whose ``number`` is the publication's own; elsewhere it is the issue, or that of a series.
_OWN_NUMBER = frozenset({ReferenceType.REPORT, ReferenceType.PATENT, ReferenceType.STANDARD,
    ReferenceType.LEGISLATION, ReferenceType.MANUSCRIPT, ReferenceType.PREPRINT,
    ReferenceType.DATASET, ReferenceType.SOFTWARE, ReferenceType.DOCUMENT, ReferenceType.WEBPAGE,
    ReferenceType.VIDEO, ReferenceType.THESIS})  # fmt: skip
_IN_SERIES = frozenset({ReferenceType.BOOK, ReferenceType.CHAPTER, ReferenceType.PAPER,
                        ReferenceType.ENTRY})  # fmt: skip
# Names of the same field in different programs; the first that is there is taken.
_TEXTS = {
    "title_short": ("shorttitle",),
    "title_original": ("origtitle",),
    "container": ("journaltitle", "journal", "booktitle", "journal-full"),
    "container_short": (
        "shortjournal",
        "journal-iso",
        "abbrev_source_title",
        "journalabbreviation",
    ),
    "volume": ("volume",),
    "number": ("eid", "article-number", "art_number", "articleno"),
    "edition": ("edition",),
    "series": ("series",),
    "publisher": ("publisher", "institution", "school", "organization"),
    "place": ("address", "location"),
    "event": ("eventtitle", "booktitleaddon"),
    "genre": ("type",),
    "language": ("language", "langid"),
    "database": ("database", "source"),
    "accession": ("accession",),
    "call_number": ("callnumber", "call-number", "lccn"),
}
_NAMES = {"author": Role.AUTHOR, "editor": Role.EDITOR, "translator": Role.TRANSLATOR,
          "serieseditor": Role.SERIES_EDITOR, "collaborator": Role.INVESTIGATOR}  # fmt: skip
NOTE_FIELDS = ("note", "annotation", "annote", "comment")
# Read as they stand: a percent sign or a tilde in an address is no LaTeX.
_VERBATIM = frozenset({"url", "doi", "file", "eprint", "isbn", "issn", "pmid", "pmcid", "verba",
    "bdsk-url-1", "bdsk-url-2", "local-url", "pdf"})  # fmt: skip
_UNESCAPE = re.compile(r"\\(?:textasciitilde|textbackslash)\{\}|\\([{}%&#$_~])|\$\\sim\$")
_DATE = re.compile(r"(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T[\d:.Zz+-]*)?")
_OLD_DATE = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})|(\d{4})[./](\d{1,2})[./](\d{1,2})")
_ESCAPED_OR_SIGN = re.compile(r"\\.|[:;]", re.DOTALL)
_FILE_ESCAPE = re.compile(r"\\([\\:;_{}])")
_NOTICES = {kind.value: kind for kind in NoticeKind}


class Fields:
    """The fields of an entry; each is taken once, and what is left over is kept as it is."""

    def __init__(self, fields: dict[str, str]) -> None:
        self._left = fields

    def raw(self, name: str) -> str:
        """Take the value between its delimiters."""
        return self._left.pop(name, "").strip()

    def text(self, *names: str, markup: bool = False) -> str:
        """Take the first field there is as one line of text."""
        for name in names:
            value = self._left.pop(name, "")
            if value and (text := _line(value, markup=markup)):
                return text
        return ""

    def verbatim(self, *names: str) -> str:
        """Take the first field there is as an address or a path stands there."""
        for name in names:
            if name in self._left and (value := _verbatim(self._left.pop(name))):
                return value
        return ""

    def paragraphs(self, name: str) -> str:
        """Take a long text with its paragraphs."""
        value = self._left.pop(name, "")
        if not value:
            return ""
        text = paragraphs(to_text(value))
        return "\n".join(one_line(each) for each in text.split("\n")) if "  " in text else text

    def has(self, name: str) -> bool:
        """Tell whether a field is left."""
        return name in self._left

    def extras(self) -> list[Extra]:
        """Return what nobody took."""
        return [
            Extra(Format.BIBTEX, name, text)
            for name, value in self._left.items()
            if (text := _verbatim(value) if name in _VERBATIM else _line(value))
        ]


def _line(value: str, *, markup: bool = False) -> str:
    if value.isalnum():
        return value
    return one_line(to_text(value, markup=markup))


def _verbatim(value: str) -> str:
    value = value.strip()
    while len(value) > 1 and value[0] == "{" and value[-1] == "}":
        value = value[1:-1].strip()
    if "\\" not in value:
        return one_line(value)
    return one_line(_UNESCAPE.sub(_unescaped, value))


def _unescaped(found: re.Match[str]) -> str:
    return found[1] or ("\\" if "backslash" in found[0] else "~")


def read_entry(kind: str, key: str, values: dict[str, str]) -> Reference:
    """Return the publication; ``values`` are by lower-case name, between their delimiters."""
    fields = Fields(values)
    extras: list[Extra] = []
    type_, subtype_taken = _type_of(kind, fields)
    if not subtype_taken:
        extras.append(Extra(Format.BIBTEX, "ENTRYTYPE", kind))
    known: dict[str, Any] = {"type": type_, "key": key}
    known["title"] = _title(fields)
    known["credits"] = _credits(fields, extras)
    known["issued"] = _issued(fields, extras)
    known["accessed"] = _date(fields.text("urldate", "lastchecked", "accessed"))[0]
    known["subjects"], known["keywords"] = _keywords(fields)
    known["publication_types"] = _listed(fields.text("document_type"))
    known.update({field: fields.text(*names) for field, names in _TEXTS.items()})
    if not known["genre"] and kind in THESES:
        known["genre"] = THESES[kind]
    _read_numbers(fields, known)
    known["pages"] = whole_pages(fields.text("pages"))
    _read_identifiers(fields, known)
    known["abstract"] = fields.paragraphs("abstract")
    known["notes"] = tuple(text for name in NOTE_FIELDS if (text := fields.paragraphs(name)))
    known["notices"] = _notices(fields.paragraphs("notice"))
    known["files"] = _files(fields)
    extras += fields.extras()
    return Reference(**known, extras=tuple(extras))


def _type_of(kind: str, fields: Fields) -> tuple[ReferenceType, bool]:
    subtype = fields.raw("entrysubtype").lower()
    found = _TYPES.get((kind, subtype)) or _TYPES.get((kind, ""))
    if found:
        return found, True
    return _OTHER_TYPES.get(kind, ReferenceType.DOCUMENT), False


def _title(fields: Fields) -> str:
    title = fields.text("title", markup=True)
    subtitle = fields.text("subtitle", markup=True)
    if not subtitle:
        return title
    joint = " " if title.endswith(("?", "!", ":")) else ": "
    return f"{title}{joint}{subtitle}" if title else subtitle


def _credits(fields: Fields, extras: list[Extra]) -> tuple[Credit, ...]:
    people: list[Credit] = []
    for field, role in _NAMES.items():
        if fields.has(field):
            names, others = read_names(fields.raw(field))
            people += [Credit(name, role) for name in names]
            if others:
                extras.append(Extra(Format.BIBTEX, "others", field))
    return tuple(people)


def _issued(fields: Fields, extras: list[Extra]) -> When:
    date = fields.text("date")
    if date:
        when, whole = _date(date)
        if not whole and when.year is not None:
            extras.append(Extra(Format.BIBTEX, "date", date))
        if fields.has("year") and when.year is not None:
            fields.raw("year")
        if fields.has("month") and when.month is not None:
            fields.raw("month")
        if when.year is not None or when.text:
            return when
    year, month, day = fields.text("year"), fields.text("month"), fields.text("day")
    state = fields.text("pubstate")
    if not re.fullmatch(r"-?\d{1,4}", year):
        when = _date(year)[0]
        return when if when.year is not None else When(text=year or state)
    if state:
        extras.append(Extra(Format.BIBTEX, "pubstate", state))
    number, day_in_month = _month(month)
    if not number:
        return When(int(year), text=month)
    day = day if re.fullmatch(r"[0-3]?\d", day) else day_in_month
    return When(int(year), number, int(day) if day and 1 <= int(day) <= 31 else None)


def _month(text: str) -> tuple[int | None, str]:
    """Return the month of ``mar``, ``March``, ``3``, ``MAR 12`` or ``12 March``, and the day."""
    if text.isascii() and text.isdigit() and len(text) <= 2:
        return (int(text), "") if 1 <= int(text) <= 12 else (None, "")
    found = re.fullmatch(r"(?:(\d{1,2})[.~ ]*)?([A-Za-z]{3,9})\.?(?:[,~ ]*(\d{1,2}))?", text)
    short = found[2][:3].lower() if found else ""
    if not found or short not in MONTHS:
        return None, ""
    return MONTHS.index(short) + 1, found[1] or found[3] or ""


def _date(text: str) -> tuple[When, bool]:
    """Return a date of biblatex, and whether that is all that the text says."""
    if not text:
        return When(), True
    found = _DATE.match(text)
    old = _OLD_DATE.fullmatch(text)
    if old:
        day, month, year = (old[1], old[2], old[3]) if old[3] else (old[6], old[5], old[4])
        return When(int(year), *_in_range(int(month), int(day))), True
    if not found or (found.end() < len(text) and text[found.end()] not in "/~?% "):
        return When(text=text), True
    month, day = (int(each) if each else None for each in (found[2], found[3]))
    return When(int(found[1]), *_in_range(month, day)), found.end() == len(text)


def _in_range(month: int | None, day: int | None) -> tuple[int | None, int | None]:
    if month is None or not 1 <= month <= 12:
        return None, None
    return month, day if day is not None and 1 <= day <= 31 else None


def _keywords(fields: Fields) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return an indexer's subjects and the authors' keywords."""
    authors = _listed(fields.text("author_keywords"))
    keywords = _listed(fields.text("keywords", "keyword"))
    subjects = _listed(fields.text("mesh", "mesh-terms", "mesh_terms"))
    return ((*subjects, *keywords), authors) if authors else (subjects, keywords)


def _listed(text: str) -> tuple[str, ...]:
    parts = text.split(";" if ";" in text else ",")
    return tuple(dict.fromkeys(part for each in parts if (part := each.strip())))


def _read_numbers(fields: Fields, known: dict[str, Any]) -> None:
    number, issue = fields.text("number"), fields.text("issue")
    kind = known["type"]
    known["issue"] = ""
    known["series_number"] = fields.text("seriesnumber")
    if kind in _OWN_NUMBER and not known["number"]:
        known["number"] = number
    elif kind in _IN_SERIES:
        known["series_number"] = known["series_number"] or number
    else:
        known["issue"] = number or issue
        issue = "" if not number else issue
    if issue:
        known["issue"] = known["issue"] or issue


def _read_identifiers(fields: Fields, known: dict[str, Any]) -> None:
    known["isbn"], known["issn"] = fields.verbatim("isbn"), fields.verbatim("issn")
    doi = fields.verbatim("doi")
    known["doi"] = clean_doi(doi)
    known["url"] = fields.verbatim("url", "bdsk-url-1") or _address(fields, known["doi"], doi)
    known["doi"] = known["doi"] or clean_doi(known["url"])
    known["pmid"] = clean_pmid(fields.verbatim("pmid", "pubmed-id", "pubmed_id"))
    known["pmcid"] = clean_pmcid(_pmc(fields.verbatim("pmcid", "pmc")))
    if not fields.has("eprint"):
        return
    kind = fields.raw("eprinttype") or fields.raw("archiveprefix")
    value = fields.verbatim("eprint")
    if kind.lower() in ("pubmed", "pmid", "medline") and not known["pmid"]:
        known["pmid"] = clean_pmid(value)
    elif kind.lower() in ("pmc", "pmcid") and not known["pmcid"]:
        known["pmcid"] = clean_pmcid(_pmc(value))
    else:
        fields._left.update({"eprint": value, **({"eprinttype": kind} if kind else {})})  # noqa: SLF001


def _pmc(text: str) -> str:
    return f"PMC{text}" if text.isdigit() else text


def _address(fields: Fields, doi: str, stated: str) -> str:
    """Return the address in ``howpublished``, or in ``doi`` when that held no DOI."""
    if not doi and stated.startswith("http"):
        return stated
    if not fields.has("howpublished"):
        return ""
    found = re.search(r"https?://[^\s{}]+", fields._left["howpublished"])  # noqa: SLF001
    if not found:
        return ""
    fields.raw("howpublished")
    return _verbatim(found[0])


def _notices(text: str) -> tuple[Notice, ...]:
    notices = []
    for line in text.split("\n"):
        kind, _, rest = line.partition(":")
        if kind.strip() in _NOTICES:
            notices.append(Notice(_NOTICES[kind.strip()], rest.strip()))
    return tuple(notices)


def _files(fields: Fields) -> tuple[FileLink, ...]:
    value = fields.raw("file")
    if value.startswith("{") and value.endswith("}"):
        value = value[1:-1]
    links = [link for each in _split(value, ";") if (link := _file(each.strip()))]
    paths = [path for name in ("local-url", "pdf") if (path := fields.verbatim(name))]
    return (*links, *(FileLink(path) for path in paths))


def _split(text: str, sign: str) -> list[str]:
    """Split at a sign that no backslash stands before, unless that is itself one of a pair."""
    ends = [found.start() for found in _ESCAPED_OR_SIGN.finditer(text) if found[0] == sign]
    begins = [0, *(end + 1 for end in ends)]
    return [text[begin:end] for begin, end in zip(begins, [*ends, len(text)], strict=True)]


def _file(text: str) -> FileLink | None:
    """Read ``title:path:type`` with escapes (Zotero, JabRef, Mendeley), or a path alone."""
    parts = [_FILE_ESCAPE.sub(r"\1", one_line(part)) for part in _split(text, ":")]
    if len(parts) == 4 and len(parts[1]) == 1:
        # A drive's colon that was not escaped: ``:C:/a.pdf:PDF``.
        parts = [parts[0], f"{parts[1]}:{parts[2]}", parts[3]]
    if len(parts) == 3:
        title, path, mime = parts
    else:
        title, path, mime = "", _FILE_ESCAPE.sub(r"\1", text), ""
    return FileLink(path, title, mime) if path else None
