"""One CSL-JSON item as a ``Reference``, and back."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from desktop_app.citation.csljson_parts import (
    credits_of,
    date_to_csl,
    dicts_of,
    name_to_csl,
    text_of,
    texts_of,
    when_of,
)
from desktop_app.citation.formats import Format
from desktop_app.citation.identifiers import clean_doi, clean_pmcid, clean_pmid
from desktop_app.citation.pages import whole_pages
from desktop_app.citation.tidy import one_line, paragraphs
from desktop_app.domain.reference import (
    Extra,
    FileLink,
    Notice,
    NoticeKind,
    Reference,
    ReferenceType,
    Role,
)

# Where a text of CSL stands in a Reference; the first name of each is the one that is written.
_TEXTS = {
    "title": ("title",),
    "title_short": ("title-short", "shortTitle", "short-title"),
    "title_original": ("original-title",),
    "container": ("container-title",),
    "container_short": ("container-title-short", "journalAbbreviation", "short-container-title"),
    "volume": ("volume",),
    "issue": ("issue",),
    "number": ("number", "article-number"),
    "edition": ("edition", "edition-number"),
    "series": ("collection-title",),
    "series_number": ("collection-number",),
    "publisher": ("publisher",),
    "place": ("publisher-place", "publisher-location"),
    "event": ("event-title", "event"),
    "genre": ("genre",),
    "isbn": ("ISBN",),
    "issn": ("ISSN",),
    "url": ("URL",),
    "language": ("language",),
    "database": ("source",),
    "call_number": ("call-number",),
}
_TYPES = {kind.value: kind for kind in ReferenceType}
_OTHER_TYPES = {
    "journal-article": ReferenceType.ARTICLE,
    "proceedings-article": ReferenceType.PAPER,
    "book-chapter": ReferenceType.CHAPTER,
    "book-section": ReferenceType.CHAPTER,
    "monograph": ReferenceType.BOOK,
    "edited-book": ReferenceType.BOOK,
    "reference-book": ReferenceType.BOOK,
    "proceedings": ReferenceType.BOOK,
    "reference-entry": ReferenceType.ENTRY,
    "posted-content": ReferenceType.PREPRINT,
    "dissertation": ReferenceType.THESIS,
    "peer-review": ReferenceType.REVIEW,
    "journal": ReferenceType.PERIODICAL,
    "review-book": ReferenceType.REVIEW,
    "post": ReferenceType.WEBPAGE,
    "post-weblog": ReferenceType.WEBPAGE,
    "entry": ReferenceType.ENTRY,
    "entry-dictionary": ReferenceType.ENTRY,
    "broadcast": ReferenceType.VIDEO,
    "bill": ReferenceType.LEGISLATION,
    "regulation": ReferenceType.LEGISLATION,
}
# What Crossref tells of its own bookkeeping; it says nothing of the publication.
_CROSSREF_ONLY = frozenset(
    {"indexed", "deposited", "created", "score", "member", "prefix", "content-domain", "resource",
     "reference-count", "references-count", "is-referenced-by-count", "reference", "license",
     "link", "alternative-id", "journal-issue", "relation", "update-policy", "assertion", "funder",
     "issn-type", "isbn-type", "published-print", "published-online", "published", "subtitle",
     "short-container-title", "updated-by", "update-to", "posted", "accepted"}
)  # fmt: skip
_CROSSREF_SIGNS = ("indexed", "deposited", "is-referenced-by-count")
_NOTICES = {
    "retraction": NoticeKind.RETRACTION,
    "withdrawal": NoticeKind.RETRACTION,
    "removal": NoticeKind.RETRACTION,
    "partial_retraction": NoticeKind.PARTIAL_RETRACTION,
    "expression_of_concern": NoticeKind.CONCERN,
    "erratum": NoticeKind.ERRATUM,
    "corrigendum": NoticeKind.ERRATUM,
    "correction": NoticeKind.ERRATUM,
}
# Programs that need an id invent such ones; they are nobody's citation key.
_INVENTED_ID = re.compile(r"item-\d+", re.IGNORECASE)
_NOTE_LINE = re.compile(r"\s*([A-Za-z][A-Za-z _-]*[A-Za-z])\s*:\s*(\S.*?)\s*\Z")
_TAG = re.compile(r"</?(?:jats:)?[a-zA-Z][^<>]*>")
_JATS_TITLE = re.compile(r"<jats:title>\s*abstract\s*</jats:title>", re.IGNORECASE)
_JATS_BLOCK = re.compile(r"</jats:(?:p|title|sec)>")

Dict = dict[str, Any]


def from_csl(item: Dict) -> Reference:
    """Return the publication of a CSL item; what is not understood is kept in ``extras``.

    Lists where CSL has a text (Crossref), ``key: value`` lines in ``note`` (Zotero's extra field)
    and dates in any of CSL's forms are understood.
    """
    rest = dict(item)
    custom = rest.pop("custom", None)
    own = custom if isinstance(custom, dict) else {}
    fields: Dict = {}
    for field, names in _TEXTS.items():
        fields[field] = next((text for name in names if (text := _take(rest, name))), "")
    if any(sign in rest for sign in _CROSSREF_SIGNS):
        _read_crossref(rest, fields)
    remarks = _note_fields(str(rest.pop("note", "") or ""), fields, rest)
    fields["type"], odd_type = _type_of(_take(rest, "type"))
    identity = _take(rest, "id")
    key = _take(rest, "citation-key") or identity
    fields["key"] = "" if _INVENTED_ID.fullmatch(key) else key
    _read_identifiers(rest, fields)
    fields["credits"] = credits_of(rest)
    fields["issued"] = when_of(rest.pop("issued", None), own.pop("issued-text", ""))
    fields["accessed"] = when_of(rest.pop("accessed", None), own.pop("accessed-text", ""))
    fields["pages"] = whole_pages(_take(rest, "page") or _take(rest, "page-first"))
    rest.pop("page-first", None)
    fields["abstract"] = _plain_abstract(rest.pop("abstract", ""))
    fields["keywords"] = texts_of(own.pop("keywords", None)) or _split(rest.pop("keyword", ""))
    notes = texts_of(own.pop("notes", None), paragraphs)
    fields["notes"] = notes or ((remarks,) if remarks else ())
    fields["subjects"] = (*fields.get("subjects", ()), *texts_of(own.pop("subjects", None)))
    fields["publication_types"] = texts_of(own.pop("publication-types", None))
    fields["accession"] = text_of(own.pop("accession", ""))
    notices = [notice for each in dicts_of(own.pop("notices", None)) if (notice := _notice(each))]
    fields["notices"] = (*fields.get("notices", ()), *notices)
    fields["files"] = tuple(
        FileLink(text_of(each.get("path")), text_of(each.get("title")), text_of(each.get("mime")))
        for each in dicts_of(own.pop("files", None))
        if text_of(each.get("path"))
    )
    if odd_type:
        rest["type"] = odd_type
    if own or (custom is not None and not isinstance(custom, dict)):
        rest["custom"] = own or custom
    fields["extras"] = tuple(
        Extra(Format.CSLJSON, str(tag), json.dumps(value, ensure_ascii=False))
        for tag, value in rest.items()
        if value not in (None, "", [], {})
    )
    return Reference(**fields)


def to_csl(reference: Reference) -> Dict:
    """Return the CSL item of a publication; what CSL has no variable for stands in ``custom``."""
    item: Dict = {"id": reference.key, "type": reference.type.value}
    for field, names in _TEXTS.items():
        if text := getattr(reference, field):
            item[names[0]] = text
    for role in Role:
        if names_of_role := reference.names(role):
            item[role.value] = [name_to_csl(name) for name in names_of_role]
    custom: Dict = {}
    for variable, when in (("issued", reference.issued), ("accessed", reference.accessed)):
        if date := date_to_csl(when):
            item[variable] = date
        if when.text and "literal" not in date and "season" not in date:
            custom[f"{variable}-text"] = when.text
    for variable, text in (
        ("page", reference.pages), ("DOI", reference.doi), ("PMID", reference.pmid),
        ("PMCID", reference.pmcid), ("abstract", reference.abstract),
        ("keyword", ", ".join(reference.keywords)), ("note", "\n".join(reference.notes)),
    ):  # fmt: skip
        if text:
            item[variable] = text
    if reference.keywords and _split(item["keyword"]) != reference.keywords:
        custom["keywords"] = list(reference.keywords)
    if reference.notes and (
        len(reference.notes) > 1 or _note_fields(item["note"], {}, {}) != item["note"]
    ):
        custom["notes"] = list(reference.notes)
    for name, values in (
        ("subjects", list(reference.subjects)),
        ("publication-types", list(reference.publication_types)),
        ("accession", reference.accession),
        ("notices", [{"kind": n.kind.value, "text": n.text} for n in reference.notices]),
        ("files", [{"path": f.path, "title": f.title, "mime": f.mime} for f in reference.files]),
    ):
        if values:
            custom[name] = values
    for extra in reference.extras:
        if extra.format == Format.CSLJSON:
            _put_extra(item, custom, extra)
    if custom:
        item["custom"] = custom
    return item


def _put_extra(item: Dict, custom: Dict, extra: Extra) -> None:
    try:
        value = json.loads(extra.value)
    except (ValueError, RecursionError):
        value = extra.value
    if extra.tag == "custom" and isinstance(value, dict):
        custom.update({name: each for name, each in value.items() if name not in custom})
    elif extra.tag == "type" or extra.tag not in item:
        item[extra.tag] = value


def _take(rest: Dict, name: str) -> str:
    """Take a text out of the item; what is no text stays there."""
    text = text_of(rest.get(name))
    if text:
        del rest[name]
    return text


def _split(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return texts_of(value)
    text = text_of(value)
    return tuple(
        word for each in re.split(r";" if ";" in text else ",", text) if (word := each.strip())
    )


def _type_of(text: str) -> tuple[ReferenceType, str]:
    """Return the type, and the word it stood as when writing the type would lose that."""
    if text in _TYPES:
        return _TYPES[text], ""
    if not text:
        return ReferenceType.DOCUMENT, ""
    known = _OTHER_TYPES.get(text)
    is_crossref = known is not None and not text.startswith(
        ("post-w", "review", "entry", "b", "reg")
    )
    return known or ReferenceType.DOCUMENT, "" if is_crossref or text == "book-chapter" else text


def _read_identifiers(rest: Dict, fields: Dict) -> None:
    for field, name, clean in (
        ("doi", "DOI", clean_doi), ("pmid", "PMID", clean_pmid), ("pmcid", "PMCID", clean_pmcid),
    ):  # fmt: skip
        cleaned = clean(text_of(rest.get(name)))
        if cleaned:
            del rest[name]
        fields[field] = cleaned or fields.get(field, "")


def _note_fields(note: str, fields: Dict, rest: Dict) -> str:
    """Move ``PMID: 123`` and other ``variable: value`` lines where they belong; return the rest."""
    left: list[str] = []
    for line in note.split("\n"):
        found = _NOTE_LINE.match(line)
        if not (found and _put_variable(found[1], found[2], fields, rest)):
            left.append(line)
    return paragraphs("\n".join(left))


def _put_variable(name: str, value: str, fields: Dict, rest: Dict) -> bool:
    name = name.lower().replace(" ", "-")
    cleaners = {"pmid": clean_pmid, "pmcid": clean_pmcid, "doi": clean_doi}
    if name in cleaners:
        cleaned = cleaners[name](value)
        return bool(cleaned) and fields.setdefault(name, cleaned) == cleaned
    if name in ("original-date", "event-date", "citation-key") and name not in rest:
        rest[name] = value if name == "citation-key" else {"raw": value}
        return True
    for field, names in _TEXTS.items():
        # A remark such as "Number: three" must not pass for a field: only CSL's own long names.
        if name == names[0].lower() and (
            "-" in name or name in ("isbn", "issn", "edition", "genre")
        ):
            if fields.get(field):
                return False
            fields[field] = value
            return True
    return False


def _plain_abstract(value: object) -> str:
    text = value if isinstance(value, str) else text_of(value)
    if "<" in text:
        text = _JATS_BLOCK.sub("\n", _JATS_TITLE.sub("", text))
        text = html.unescape(_TAG.sub("", text)) if "jats:" in str(value) else text
    return "\n".join(one_line(line) for line in paragraphs(text).split("\n"))


def _notice(item: Dict) -> Notice | None:
    kind = text_of(item.get("kind"))
    known = kind in {each.value for each in NoticeKind}
    return Notice(NoticeKind(kind), text_of(item.get("text"))) if known else None


def _read_crossref(rest: Dict, fields: Dict) -> None:
    """Understand what only an answer of Crossref's own interface has."""
    subtitle = text_of(rest.get("subtitle"))
    if subtitle and subtitle.lower() not in fields["title"].lower():
        fields["title"] = f"{fields['title']}: {subtitle}".lstrip(": ")
    for field in ("title", "container", "publisher", "container_short"):
        fields[field] = html.unescape(fields[field])
    fields["subjects"] = texts_of(rest.pop("subject", None))
    notices = []
    for each in dicts_of(rest.get("updated-by")):
        kind = _NOTICES.get(text_of(each.get("type")).lower().replace(" ", "_"))
        if kind:
            notices.append(Notice(kind, text_of(each.get("DOI"))))
    notices += [
        Notice(NoticeKind.IS_NOTICE, text_of(each.get("DOI")))
        for each in dicts_of(rest.get("update-to"))
        if _NOTICES.get(text_of(each.get("type")).lower()) is NoticeKind.RETRACTION
    ]
    fields["notices"] = tuple(notices)
    if "issued" not in rest or not when_of(rest["issued"]).year:
        rest["issued"] = (
            rest.get("published-print") or rest.get("published-online") or rest.get("posted")
        )
    for name in _CROSSREF_ONLY:
        rest.pop(name, None)
