"""The structure of a tagged PDF: what each mark on a page is, in the order it is to be read.

PDF 1.7 (ISO 32000-1), 14.7 and 14.8: marked content on the pages, a tree of structure elements
that holds it, and a number tree that leads from the pages back to the elements.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFPage,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas


@dataclass(slots=True, eq=False)
class Node:
    """A structure element.

    Parameters
    ----------
    kind
        ``H1``, ``P``, ``L``, ``Table``, ``Figure``...
    alt
        Words in place of a picture.
    scope
        Of a heading cell: ``Column`` or ``Row``.
    box
        Of a figure: left, bottom, right, top on its page.
    """

    kind: str
    parent: Node | None = None
    alt: str = ""
    scope: str = ""
    summary: str = ""
    box: tuple[float, float, float, float] | None = None
    kids: list[Node | tuple[int, int]] = field(default_factory=list)

    def add(self, kind: str, alt: str = "", scope: str = "", summary: str = "") -> Node:
        """Add and return an element within this one."""
        kid = Node(kind, self, alt, scope, summary)
        self.kids.append(kid)
        return kid


class TaggedPage(PDFPage):  # type: ignore[misc]  # reportlab has no types
    """A page that can lead back to the structure."""

    __NoDefault__ = (*PDFPage.__NoDefault__, "StructParents", "Tabs")


class Tags:
    """The structure of one document, grown while its pages are drawn."""

    def __init__(self) -> None:
        self.root = Node("Document")
        self._pages: list[list[Node]] = []

    @contextmanager
    def marked(self, canvas: Canvas, node: Node) -> Iterator[None]:
        """Mark what is drawn in the block as content of an element."""
        page = canvas.getPageNumber() - 1
        while len(self._pages) <= page:
            self._pages.append([])
        number = len(self._pages[page])
        self._pages[page].append(node)
        node.kids.append((page, number))
        canvas.addLiteral(f"/{node.kind} <</MCID {number}>> BDC")
        yield
        canvas.addLiteral("EMC")

    @contextmanager
    def artifact(self, canvas: Canvas, kind: str = "Layout") -> Iterator[None]:
        """Mark what is drawn in the block as no part of the content: rules, heads, feet."""
        canvas.addLiteral(f"/Artifact <</Type /{kind}>> BDC")
        yield
        canvas.addLiteral("EMC")

    def finish(self, canvas: Canvas, language: str) -> None:
        """Give the structure to the document, whose pages have all been shown."""
        document = canvas._doc  # noqa: SLF001  reportlab has no other way to its structure
        pages = document.Pages.pages
        self._pages += [[] for _ in range(len(pages) - len(self._pages))]
        for number, page in enumerate(pages):
            page.__class__ = TaggedPage
            page.StructParents = number
            page.Tabs = PDFName("S")
        # Elements point both ways, so all are made before any is filled.
        nodes = list(_all(self.root))
        made = {id(node): PDFDictionary({"Type": PDFName("StructElem")}) for node in nodes}
        places = {key: document.Reference(element) for key, element in made.items()}
        tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        top = document.Reference(tree)
        for node in nodes:
            above = places[id(node.parent)] if node.parent else top
            sheets = [document.Reference(page) for page in pages]
            _fill(made[id(node)], node, above, places, sheets)
        back: list[object] = []
        for number, marks in enumerate(self._pages):
            back += [number, PDFArray([places[id(node)] for node in marks])]
        tree["K"] = PDFArray([places[id(self.root)]])
        tree["ParentTree"] = PDFDictionary({"Nums": PDFArray(back)})
        tree["ParentTreeNextKey"] = len(self._pages)
        catalog = document.Catalog
        catalog.StructTreeRoot = tree
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.Lang = PDFString(language)
        catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})


def _all(node: Node) -> Iterator[Node]:
    yield node
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _all(kid)


def _fill(
    element: PDFDictionary,
    node: Node,
    above: PDFObjectReference,
    places: dict[int, PDFObjectReference],
    sheets: list[PDFObjectReference],
) -> None:
    element["S"] = PDFName(node.kind)
    element["P"] = above
    kids: list[object] = []
    for kid in node.kids:
        if isinstance(kid, Node):
            kids.append(places[id(kid)])
        else:
            page, number = kid
            mark = {"Type": PDFName("MCR"), "Pg": sheets[page], "MCID": number}
            kids.append(PDFDictionary(mark))
    element["K"] = PDFArray(kids)
    if node.alt:
        element["Alt"] = PDFString(node.alt)
    attributes = []
    if node.scope:
        attributes.append({"O": PDFName("Table"), "Scope": PDFName(node.scope)})
    if node.summary:
        attributes.append({"O": PDFName("Table"), "Summary": PDFString(node.summary)})
    if node.box:
        box = PDFArray([round(side, 2) for side in node.box])
        where = {"O": PDFName("Layout"), "Placement": PDFName("Block"), "BBox": box}
        attributes.append(where)
    if attributes:
        element["A"] = PDFArray([PDFDictionary(each) for each in attributes])
