"""Writes references as BibTeX that BibLaTeX reads too, in UTF-8."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from desktop_app.citation.bibtex_fields import MONTHS, NOTE_FIELDS, THESES, WRITTEN_TYPES
from desktop_app.citation.bibtex_names import write_name
from desktop_app.citation.dates import iso
from desktop_app.citation.formats import Format
from desktop_app.citation.latex import to_latex
from desktop_app.domain.reference import FileLink, Reference, ReferenceType, Role, When

_SERIAL = frozenset({ReferenceType.ARTICLE, ReferenceType.MAGAZINE, ReferenceType.NEWSPAPER,
                     ReferenceType.REVIEW, ReferenceType.PERIODICAL})  # fmt: skip
_IN_SERIES = frozenset({ReferenceType.BOOK, ReferenceType.CHAPTER, ReferenceType.PAPER,
                        ReferenceType.ENTRY})  # fmt: skip
_PUBLISHERS = {ReferenceType.THESIS: "school", ReferenceType.REPORT: "institution"}
_ROLES = {Role.AUTHOR: "author", Role.EDITOR: "editor", Role.TRANSLATOR: "translator",
          Role.SERIES_EDITOR: "serieseditor", Role.INVESTIGATOR: "collaborator"}  # fmt: skip
_NOT_IN_KEYS = re.compile(r"[\s{}()\[\],=\"#%~\\'@]+")
_VERBATIM = frozenset({"url", "doi", "eprint", "isbn", "issn", "pmid", "pmcid"})
_WORD = re.compile(r"(?<![\w\\{<&])[^\W\d_][\w-]*")
_PAGES = re.compile(r"(?<=\w)-(?=\w)")

Lines = list[tuple[str, str]]


def write_text(references: Iterable[Reference]) -> str:
    """Return the references as BibTeX, each with a citation key of its own."""
    used: set[str] = set()
    entries = [_entry(reference, _own_key(reference, used)) for reference in references]
    return "\n".join(entries) or "\n"


def _own_key(reference: Reference, used: set[str]) -> str:
    key = _NOT_IN_KEYS.sub("", reference.key) or _invented_key(reference)
    own, count = key, 1
    while own.lower() in used:
        count += 1
        own = f"{key}-{count}"
    used.add(own.lower())
    return own


def _invented_key(reference: Reference) -> str:
    names = reference.names() or reference.names(Role.EDITOR)
    first = (names[0].family or names[0].literal) if names else reference.title
    plain = unicodedata.normalize("NFKD", first.split(" ")[0] if first else "")
    word = re.sub(r"[^a-z0-9]", "", plain.lower()) or "untitled"
    return f"{word}{reference.year or ''}"


def _entry(reference: Reference, key: str) -> str:
    extras = {e.tag: e.value for e in reference.extras if e.format == Format.BIBTEX}
    kind, subtype = WRITTEN_TYPES[reference.type]
    kind = extras.pop("ENTRYTYPE", kind)
    lines: Lines = [("entrysubtype", subtype)] if subtype else []
    others = extras.pop("others", "")
    for role, field in _ROLES.items():
        names = [write_name(name) for name in reference.names(role)]
        if others == field:
            names.append("others")
        lines.append((field, " and ".join(names)))
    lines += _texts(reference, kind)
    lines += _dates(reference, extras)
    lines += _identifiers(reference)
    lines += _long_texts(reference)
    written = {field for field, value in lines if value}
    lines += [
        (tag, _address(value) if tag in _VERBATIM else to_latex(value))
        for tag, value in extras.items()
        if tag not in written
    ]
    body = "".join(f"  {field} = {_delimited(field, value)},\n" for field, value in lines if value)
    return f"@{kind}{{{key},\n{body}}}\n"


def _delimited(field: str, value: str) -> str:
    return value if field == "month" and value in MONTHS else f"{{{value}}}"


def _texts(reference: Reference, kind: str) -> Lines:
    type_ = reference.type
    container = "journal" if type_ in _SERIAL else "booktitle"
    publisher = "institution" if kind == "techreport" else _PUBLISHERS.get(type_, "publisher")
    genre = "" if THESES.get(kind) == reference.genre else reference.genre
    number = "" if type_ in _SERIAL or type_ in _IN_SERIES else "number"
    texts = [
        ("title", _protected(reference.title)),
        ("shorttitle", to_latex(reference.title_short)),
        ("origtitle", to_latex(reference.title_original)),
        (container, to_latex(reference.container)),
        ("shortjournal", to_latex(reference.container_short)),
        ("eventtitle", to_latex(reference.event)),
        ("series", to_latex(reference.series)),
        ("volume", to_latex(reference.volume)),
    ]
    if type_ in _SERIAL:
        texts += [("number", to_latex(reference.issue)), ("eid", to_latex(reference.number))]
        texts.append(("seriesnumber", to_latex(reference.series_number)))
    elif type_ in _IN_SERIES:
        texts.append(("number", to_latex(reference.series_number)))
        texts += [("issue", to_latex(reference.issue)), ("eid", to_latex(reference.number))]
    else:
        texts += [(number, to_latex(reference.number)), ("issue", to_latex(reference.issue)),
                  ("seriesnumber", to_latex(reference.series_number))]  # fmt: skip
    return [
        *texts,
        ("pages", _PAGES.sub("--", to_latex(reference.pages))),
        ("edition", to_latex(reference.edition)),
        (publisher, to_latex(reference.publisher)),
        ("address", to_latex(reference.place)),
        ("type", to_latex(genre)),
    ]


def _dates(reference: Reference, extras: dict[str, str]) -> Lines:
    issued, accessed = reference.issued, reference.accessed
    lines: Lines = []
    if "date" in extras:
        lines.append(("date", to_latex(extras.pop("date"))))
    elif issued.year is None:
        lines.append(("year", to_latex(issued.text)))
    else:
        lines.append(("year", str(issued.year)))
        month = MONTHS[issued.month - 1] if issued.month else to_latex(issued.text)
        lines.append(("month", month))
        lines.append(("day", str(issued.day) if issued.month and issued.day else ""))
    return [*lines, ("urldate", _iso(accessed))]


def _iso(when: When) -> str:
    return to_latex(iso(when))


def _identifiers(reference: Reference) -> Lines:
    return [
        ("doi", _address(reference.doi)),
        ("pmid", reference.pmid),
        ("pmcid", reference.pmcid),
        ("isbn", _address(reference.isbn)),
        ("issn", _address(reference.issn)),
        ("url", _address(reference.url)),
        ("language", to_latex(reference.language)),
        ("database", to_latex(reference.database)),
        ("accession", to_latex(reference.accession)),
        ("callnumber", to_latex(reference.call_number)),
    ]


def _long_texts(reference: Reference) -> Lines:
    notes = reference.notes
    last = len(NOTE_FIELDS) - 1
    notes = (*notes[:last], "\n".join(notes[last:])) if len(notes) > last else notes
    return [
        ("abstract", to_latex(reference.abstract)),
        ("keywords", _listed(reference.keywords)),
        ("mesh", _listed(reference.subjects)),
        ("document_type", _listed(reference.publication_types)),
        *[(field, to_latex(note)) for field, note in zip(NOTE_FIELDS, notes, strict=False)],
        ("notice", to_latex("\n".join(f"{n.kind.value}: {n.text}" for n in reference.notices))),
        ("file", ";".join(_file(link) for link in reference.files)),
    ]


def _listed(words: tuple[str, ...]) -> str:
    """Join words so that one with a comma in it stays whole; a semicolon cannot be kept."""
    safe = [word.replace(";", ",") for word in words]
    if any("," in word for word in safe):
        return to_latex("; ".join(safe) + (";" if len(safe) == 1 else ""))
    return to_latex(", ".join(safe))


def _file(link: FileLink) -> str:
    title, path, mime = (
        re.sub(r"([\\:;{}])", r"\\\1", each) for each in (link.title, link.path, link.mime)
    )
    return f"{title}:{path}:{mime}"


def _address(text: str) -> str:
    return re.sub(r"[{}\\]", lambda found: f"%{ord(found[0]):02X}", text)


def _protected(title: str) -> str:
    """Put braces around what a style must not make small: names, abbreviations.

    In a title with a capital on most words nothing but what has a capital inside is protected, for
    there the capitals are the title's manner and not the word's.
    """
    words = [word for word in _WORD.findall(title)[1:] if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    is_title_case = bool(words) and capitals > len(words) / 2
    first = _WORD.search(title)
    begin = first.start() if first else -1

    def guard(found: re.Match[str]) -> str:
        word = found[0]
        inner = any(sign.isupper() for sign in word[1:])
        capital = (
            word[0].isupper() and not is_title_case and found.start() != begin and len(word) > 1
        )
        return f"\0{word}\1" if inner or capital else word

    guarded = _WORD.sub(guard, title)
    return to_latex(guarded, markup=True).replace("\0", "{").replace("\1", "}")
