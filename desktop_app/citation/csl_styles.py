# mypy: disable-error-code="import-untyped,misc,no-untyped-call,no-any-return"
"""Formats CSL items in a style with citeproc-py and the elements put right in ``csl_elements``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from citeproc import model
from citeproc.source import Date, DateRange, LiteralDate, Name, Reference
from citeproc.string import String
from lxml import etree

from desktop_app.citation.csl_elements import ELEMENTS, HAN

_NAMESPACE = "http://purl.org/net/xbiblio/csl"
# Formatting stands in the text as characters of the private use area until it is all put together.
MARKS = {"i": "\ue000\ue001", "b": "\ue002\ue003", "sup": "\ue004\ue005", "sub": "\ue006\ue007"}
_NO_CASE = "\ue008\ue009"
_SMALL_CAPS = "\ue00a\ue00b"
_TAG = re.compile(
    r'<(/?)(i|b|sup|sub)>|<span class="nocase">(.*?)</span>|<span style="[^"]*">(.*?)</span>'
)
_NAMES = frozenset({"author", "editor", "translator", "collection-editor", "contributor"})
_UNUSED = frozenset(
    {"id", "type", "custom", "abstract", "note", "keyword", "citation-key", "source"}
)


@dataclass
class State:
    """What happened so far while one item was formatted."""

    own_place: bool
    year_suffix: str = ""
    called: int = 0
    rendered: int = 0
    watching: bool = False
    seen: set[str] = field(default_factory=set)
    suppressed: set[str] = field(default_factory=set)


class Item:
    """One publication within a list, as citeproc-py's elements ask for it."""

    has_locator = False

    def __init__(self, reference: Any, number: int, own_place: bool) -> None:
        self.reference = reference
        self.number = number
        self.year_suffix = ""
        self._own_place = own_place
        self.state = State(own_place)

    def begin(self) -> None:
        """Forget what happened when it was formatted before."""
        self.state = State(self._own_place, self.year_suffix)

    def __contains__(self, name: str) -> bool:
        return False


def _marked(tag: str) -> Any:
    opening, closing = MARKS[tag][0], MARKS[tag][1]
    return lambda text: f"{opening}{text}{closing}"


_FORMATTER = SimpleNamespace(
    preformat=str,
    Italic=_marked("i"),
    Oblique=_marked("i"),
    Bold=_marked("b"),
    Light=str,
    Underline=str,
    Superscript=_marked("sup"),
    Subscript=_marked("sub"),
    SmallCaps=lambda text: f"{_SMALL_CAPS[0]}{text}{_SMALL_CAPS[1]}",
)


class ParsedStyle:
    """A style with its locales, ready to format items."""

    def __init__(self, folder: Path, file: str, language: str) -> None:
        self.root = _parse(folder / f"{file}.csl")
        self.root.formatter = _FORMATTER
        self.root.macros = {each.get("name"): each for each in self.root.iterfind(_tag("macro"))}
        self.root.words = {}
        self.root.locales = self._locales(folder, language)
        for locale in self.root.locales:
            locale.style = self.root
        self._elements = list(self.root.iter())
        self.bibliography = self.root.find(_tag("bibliography"))
        self.citation = self.root.find(_tag("citation"))
        self.layout = self.bibliography.find(_tag("layout"))
        self.citation_layout = self.citation.find(_tag("layout"))
        source = etree.tostring(self.root, encoding="unicode")
        self.has_own_place = 'variable="year-suffix"' in source
        self.adds_suffix = self.citation.get("disambiguate-add-year-suffix") == "true"
        self.quotes = tuple(str(self._term(name)) for name in ("open-quote", "close-quote"))
        self.punctuation_in_quote = self.root.get_locale_option("punctuation-in-quote") == "true"

    def _locales(self, folder: Path, language: str) -> list[Any]:
        own = {each.get("{http://www.w3.org/XML/1998/namespace}lang"): each
               for each in self.root.iterfind(_tag("locale"))}  # fmt: skip
        found = [own[name] for name in (language, language.split("-")[0], None) if name in own]
        names = dict.fromkeys((language, "en-US"))
        return [*found, *(_parse(folder / f"locales-{name}.xml") for name in names)]

    def _term(self, name: str) -> Any:
        return self.root.get_term(name).single

    def items(self, records: Sequence[dict[str, Any]]) -> list[Item]:
        """Return the records as items, in order."""
        return [
            Item(self._reference(record), number, self.has_own_place)
            for number, record in enumerate(records, 1)
        ]

    def _reference(self, record: dict[str, Any]) -> Any:
        values: dict[str, Any] = {}
        for variable, value in record.items():
            name = variable.replace("-", "_")
            if variable in _UNUSED:
                continue
            if variable in _NAMES:
                values[name] = [self._name(each) for each in value]
            elif isinstance(value, dict):
                values[name] = _date(value)
            elif isinstance(value, str):
                text = self._text(value, variable)
                if record.get("language", "").startswith("fr"):
                    text = re.sub(r" (?=[:;!?»])|(?<=«) ", "\u202f", text)
                values[name] = String(text)
        reference = Reference.__new__(Reference)
        dict.__init__(reference, {name: value for name, value in values.items() if value})
        reference.key, reference.type = "", record.get("type", "document")
        return reference

    def _text(self, text: str, variable: str) -> str:
        if variable in ("URL", "DOI", "PMID", "PMCID", "ISBN", "ISSN"):
            return text
        text = _TAG.sub(_mark_of, text)
        text = re.sub(r'(?<![\w.,;:!?)\]])"(?=\S)', "“", text).replace('"', "”")
        return text.replace("'", "’")

    def _name(self, parts: dict[str, str]) -> Any:
        parts = {name: text.replace("'", "’") for name, text in parts.items()}
        family, given = parts.get("family", ""), parts.get("given", "")
        if "literal" not in parts and HAN.match(family) and HAN.match(given or family):
            return Name(literal=family + given)
        if self.root.get("initialize-with", ".") == "" and "suffix" in parts:
            parts["suffix"] = parts["suffix"].replace(".", "")
        return Name(**parts)

    def sorted(self, items: list[Item]) -> list[Item]:
        """Return the items in the order of the bibliography."""
        return _sorted(items, self.bibliography.find(_tag("sort")), self.layout)

    def set_suffixes(self, items: list[Item]) -> None:
        """Give items that would be cited alike a letter each, in the order of the bibliography."""
        if not self.adds_suffix:
            return
        alike: dict[tuple[str, ...], list[Item]] = {}
        for item in self.sorted(items):
            alike.setdefault((self.cited(item), *_distinct_names(item)), []).append(item)
        for group in alike.values():
            if len(group) > 1:
                for place, item in enumerate(group):
                    item.year_suffix = _letters(place)

    def entry(self, item: Item) -> tuple[str, str]:
        """Return what stands in the margin (a number, or "") and the entry, marks included."""
        item.begin()
        children = list(self.layout)
        margin = ""
        if self.bibliography.get("second-field-align"):
            margin = str(children.pop(0).render(item, context=self.layout) or "")
        texts = []
        for child in children:
            try:
                text = child.render(item, context=self.layout)
            except model.VariableError:
                continue
            texts.append(str(text or ""))
        text = self.layout.get("prefix", "") + "".join(texts)
        suffix = self.layout.get("suffix", "")
        text += suffix if not (suffix == "." and text.endswith(".")) else ""
        return margin, self.tidied(text)

    def cited(self, item: Item) -> str:
        """Return what stands in the text for one item, without brackets."""
        item.begin()
        try:
            return str(
                self.citation_layout.render_children(item, context=self.citation_layout) or ""
            )
        except model.VariableError:
            return ""

    def cluster(self, items: list[Item]) -> str:
        """Return the citation of items that are cited together, with its brackets."""
        layout = self.citation_layout
        delimiter = layout.get("delimiter", "")
        if self.citation.get("collapse") == "citation-number":
            text = delimiter.join(_number_runs([item.number for item in items]))
        else:
            ordered = _sorted(items, self.citation.find(_tag("sort")), layout)
            shared = self._sharing_first_name(items)
            texts = [_with_initials(self.cited(item), item, shared) for item in ordered]
            text = delimiter.join(_years_together(texts))
        text = f"{layout.get('prefix', '')}{text}{layout.get('suffix', '')}"
        return self.tidied(str(layout.format(text)))

    def _sharing_first_name(self, items: list[Item]) -> set[str]:
        """Return the family names that stand first for more than one person."""
        if not self.citation.get("givenname-disambiguation-rule", "").startswith("primary"):
            return set()
        people: dict[str, set[str]] = {}
        for item in items:
            if names := item.reference.get("author"):
                given, family = names[0].parts()[:2]
                people.setdefault(str(family), set()).add(str(given)[:1])
        return {family for family, given in people.items() if len(given) > 1}

    def tidied(self, text: str) -> str:
        """Bring the punctuation where two pieces meet to what citeproc-js makes of it."""
        text = re.sub(r"([?!])\.(?=[\s\ue000-\ue00f”]|\Z)", r"\1", text)
        text = re.sub(r"([?!.][”’])\.(?=\s|\Z)", r"\1", text)
        if self.punctuation_in_quote:
            closing = self.quotes[1]
            inner = "’?" if "‘" in text else ""
            text = re.sub(rf"({inner}[\ue000-\ue00f]*{closing})([.,])", r"\2\1", text)
            text = re.sub(r"([?!.])[.,](?=’?[\ue000-\ue00f]*”)", r"\1", text)
        return re.sub(r"  +", " ", text)


def _distinct_names(item: Item) -> list[str]:
    """Return what keeps citations apart: every family name, and the initials of the first."""
    names = item.reference.get("author") or item.reference.get("editor") or []
    parts = [name.parts() for name in names]
    families = [str(part[1]) for part in parts]
    given = (parts[0][0] or "") if parts else ""
    return [*families, "".join(word[0] for word in re.split(r"[\s.-]+", given) if word)]


def _number_runs(numbers: list[int]) -> list[str]:
    """Return ``1–3`` for three or more numbers in a row, the others one by one."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts: list[str] = []
    for run in runs:
        texts += [f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(number) for number in run]
    return texts


_CITED_YEAR = re.compile(r"(.+?)(,? )(\d{4}[a-z]*|n\.d\.(?:-[a-z]+)?|in press)\Z")


def _years_together(texts: list[str]) -> list[str]:
    """Return ``Lee, 2010a, 2010b`` for the years of the same names that follow each other."""
    together: list[str] = []
    names = ""
    for text in texts:
        found = _CITED_YEAR.match(text)
        if found and found[1] == names:
            together[-1] += f", {found[3]}"
        else:
            together.append(text)
        names = found[1] if found else ""
    return together


def _with_initials(text: str, item: Item, shared: set[str]) -> str:
    names = item.reference.get("author") or [None]
    given, family = names[0].parts()[:2] if names[0] else ("", "")
    if family not in shared or not given:
        return text
    initials = " ".join(f"{word[0]}." for word in re.split(r"[\s.]+", str(given)) if word)
    return text.replace(str(family), f"{initials} {family}", 1)


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _mark_of(found: re.Match[str]) -> str:
    if found[2]:
        return MARKS[found[2]][1 if found[1] else 0]
    inner = found[3] if found[3] is not None else found[4]
    return f"{_NO_CASE[0]}{inner}{_NO_CASE[1]}" if found[3] is not None else str(inner)


def _date(value: dict[str, Any]) -> Any:
    if "literal" in value:
        return LiteralDate(value["literal"])
    parts = value.get("date-parts") or [[]]
    dates = [
        Date(**dict(zip(("year", "month", "day"), each, strict=False))) for each in parts if each
    ]
    if not dates:
        return None
    if "season" in value:
        dates[0]["season"] = value["season"]
    return dates[0] if len(dates) == 1 else DateRange(begin=dates[0], end=dates[1])


def _parse(path: Path) -> Any:
    lookup = etree.ElementNamespaceClassLookup()
    namespace = lookup.get_namespace(_NAMESPACE)
    namespace[None] = model.CitationStylesElement
    namespace.update(
        {each.__name__.replace("_", "-").lower(): each
         for each in model.CitationStylesElement.__subclasses__()}
    )  # fmt: skip
    namespace.update(ELEMENTS)
    parser = etree.XMLParser(remove_comments=True, no_network=True, resolve_entities=False)
    parser.set_element_class_lookup(lookup)
    return etree.parse(str(path), parser).getroot()


def _sorted(items: list[Item], sort: Any, layout: Any) -> list[Item]:
    if sort is None:
        return items
    for key in reversed(sort.findall(_tag("key"))):
        values = [_sort_value(item, key, layout) for item in items]
        # What has no value comes last, whichever way the key runs.
        down = key.get("sort") == "descending"
        there = [(value, item) for value, item in zip(values, items, strict=True) if value]
        there.sort(key=lambda pair: pair[0], reverse=down)
        items = [item for _, item in there] + [
            item for value, item in zip(values, items, strict=True) if not value]  # fmt: skip
    return items


def _sort_value(item: Item, key: Any, layout: Any) -> tuple[Any, ...]:
    variable = key.get("variable", "").replace("-", "_")
    if variable == "citation_number":
        return (item.number,)
    if variable:
        value = item.reference.get(variable)
        if value is None:
            return ()
        if isinstance(value, Date):
            return collated(value.sort_key())
        if isinstance(value, list):
            return collated(
                " ".join(str(part) for name in value for part in reversed(name.parts()) if part)
            )
        return collated(str(value))
    item.begin()
    item.state.year_suffix = ""
    options = {"name-as-sort-order": "all"}
    if layout.getroottree().getroot().get("demote-non-dropping-particle") != "never":
        options["demote-non-dropping-particle"] = "display-and-sort"
    for name in ("names-min", "names-use-first", "names-use-last"):
        if key.get(name):
            options[name.replace("names", "et-al")] = key.get(name)
    try:
        text = key.get_macro(key.get("macro")).render(item, context=layout, sort_options=options)
    except model.VariableError:
        return ()
    return collated(str(text)) if text else ()


@cache
def collated(text: str) -> tuple[Any, ...]:
    """Return a key that sorts as a dictionary does: letters first, then accents, then case."""
    text = re.sub("[\ue000-\ue00f]", "", text)
    plain = unicodedata.normalize(
        "NFKD", text.replace("Ł", "L").replace("ł", "l").replace("Ø", "O")
    )
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = re.sub(r"[^\w\s,]+", "", letters.casefold())
    return (re.sub(r",", " \x00", words), text.casefold(), text.swapcase())
