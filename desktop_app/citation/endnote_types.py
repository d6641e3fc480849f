"""EndNote's names and numbers of types of publications, and which of them we write."""

from __future__ import annotations

from desktop_app.domain.reference import ReferenceType as T

WRITTEN = {
    T.ARTICLE: ("Journal Article", 17),
    T.PREPRINT: ("Electronic Article", 43),
    T.MAGAZINE: ("Magazine Article", 19),
    T.NEWSPAPER: ("Newspaper Article", 23),
    T.BOOK: ("Book", 6),
    T.CHAPTER: ("Book Section", 5),
    T.PAPER: ("Conference Paper", 47),
    T.THESIS: ("Thesis", 32),
    T.REPORT: ("Report", 27),
    T.DATASET: ("Dataset", 59),
    T.WEBPAGE: ("Web Page", 12),
    T.STANDARD: ("Standard", 58),
    T.PATENT: ("Patent", 25),
    T.LEGISLATION: ("Statute", 31),
    T.REVIEW: ("Journal Article", 17),
    T.SOFTWARE: ("Computer Program", 9),
    T.ENTRY: ("Encyclopedia", 53),
    T.PERIODICAL: ("Serial", 57),
    T.MANUSCRIPT: ("Unpublished Work", 34),
    T.VIDEO: ("Film or Broadcast", 21),
    T.DOCUMENT: ("Generic", 13),
}

# Types that EndNote has no name for are told by the type of work.
WORK = {T.PREPRINT: "Preprint", T.REVIEW: "Review of a work"}
BY_WORK = {words.lower(): type_ for type_, words in WORK.items()}

_ALSO = {
    ("Electronic Article", 43): T.ARTICLE,
    ("Electronic Book", 44): T.BOOK,
    ("Edited Book", 28): T.BOOK,
    ("Classical Work", 49): T.BOOK,
    ("Ancient Text", 51): T.BOOK,
    ("Catalog", 8): T.BOOK,
    ("Electronic Book Section", 60): T.CHAPTER,
    ("Conference Proceedings", 10): T.PAPER,
    ("Government Document", 46): T.REPORT,
    ("Grant", 54): T.REPORT,
    ("Online Database", 45): T.DATASET,
    ("Blog", 56): T.WEBPAGE,
    ("Legal Rule or Regulation", 50): T.LEGISLATION,
    ("Bill", 4): T.LEGISLATION,
    ("Case", 7): T.LEGISLATION,
    ("Hearing", 14): T.LEGISLATION,
    ("Dictionary", 52): T.ENTRY,
    ("Manuscript", 36): T.MANUSCRIPT,
    ("Audiovisual Material", 3): T.VIDEO,
    ("Online Multimedia", 48): T.VIDEO,
    ("Artwork", 2): T.DOCUMENT,
    ("Chart or Table", 38): T.DOCUMENT,
    ("Equation", 39): T.DOCUMENT,
    ("Figure", 37): T.DOCUMENT,
    ("Map", 20): T.DOCUMENT,
    ("Music", 61): T.DOCUMENT,
    ("Pamphlet", 24): T.DOCUMENT,
    ("Personal Communication", 26): T.DOCUMENT,
}

_ALL = [(named, type_) for type_, named in WRITTEN.items() if type_ not in WORK]
_ALL += list(_ALSO.items())
BY_NAME = {name.lower(): type_ for (name, _), type_ in _ALL}
BY_NUMBER = {number: type_ for (_, number), type_ in _ALL}


def type_of(name: str, number: str) -> T | None:
    """Return the type of a name or, where that is unknown, of a number."""
    found = BY_NAME.get(name.strip().lower())
    if found is None and number.strip().isdecimal():
        found = BY_NUMBER.get(int(number))
    return found
