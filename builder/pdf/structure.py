"""The structure tree of a tagged PDF (ISO 32000-1, 14.7) as Python objects that can be changed and written back.

Elements refer to content by marks (page index, MCID) and to annotations by page index and position in the page's list.
Writing builds a new tree with its parent tree, so that no reference of the old one can be left over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf
from msgspec import Struct
from pikepdf import Array, Dictionary, Name, NumberTree, String

__all__ = [
    "Annotation",
    "Element",
    "Kid",
    "Mark",
    "elements",
    "held_annotations",
    "marks",
    "prune",
    "read_structure",
    "write_structure",
]

_OWN_KEYS = frozenset({"/Type", "/S", "/P", "/Pg", "/K"})
_MAY_BE_EMPTY = frozenset({"TR", "TH", "TD"})


class Mark(NamedTuple):
    """A marked-content sequence: the index of its page, from 0, and its MCID."""

    page: int
    number: int


class Annotation(NamedTuple):
    """An annotation: the index of its page and its place in the page's list."""

    page: int
    place: int


class Element(Struct, eq=False):
    """A structure element. `entries` are those of its dictionary besides type, parent, page and kids ("/Alt").

    `page` is the index of the page that LibreOffice names.
    """

    type: str
    kids: list[Kid] = []
    entries: dict[str, Any] = {}
    page: int | None = None

    def attribute(self, owner: str, name: str) -> Any:
        """Return an attribute of an owner ("/Layout", "/BBox"), or None."""
        for attributes in self.attributes():
            if attributes.get("/O") == Name(owner) and name in attributes:
                return attributes[name]
        return None

    def set_attribute(self, owner: str, name: str, value: Any) -> None:
        """Set an attribute of an owner."""
        for attributes in self.attributes():
            if attributes.get("/O") == Name(owner):
                attributes[name] = value
                return
        added = Dictionary(O=Name(owner))
        added[name] = value
        present = self.attributes()
        self.entries["/A"] = Array([*present, added]) if present else added

    def attributes(self) -> list[Any]:
        """Return the dictionaries of attributes, one an owner."""
        value = self.entries.get("/A")
        if value is None:
            return []
        return list(value) if isinstance(value, Array) else [value]


Kid = Element | Mark | Annotation


def elements(root: Element) -> Iterator[Element]:
    """Yield an element and all elements inside it, in reading order."""
    yield root
    for kid in root.kids:
        if isinstance(kid, Element):
            yield from elements(kid)


def marks(root: Element) -> Iterator[Mark]:
    """Yield the marks of an element and of those inside it, in reading order."""
    for kid in root.kids:
        if isinstance(kid, Element):
            yield from marks(kid)
        elif isinstance(kid, Mark):
            yield kid


def held_annotations(root: Element) -> Iterator[tuple[Element, Annotation]]:
    """Yield the annotations of an element and of those inside it, each with the element that holds it."""
    for kid in root.kids:
        if isinstance(kid, Element):
            yield from held_annotations(kid)
        elif isinstance(kid, Annotation):
            yield root, kid


def prune(element: Element) -> None:
    """Remove the elements that hold nothing. Cells stay: a table needs them."""
    for kid in element.kids:
        if isinstance(kid, Element):
            prune(kid)
    element.kids = [
        kid for kid in element.kids if not isinstance(kid, Element) or kid.kids or kid.type in _MAY_BE_EMPTY
    ]


def read_structure(pdf: pikepdf.Pdf) -> Element:
    """Return the root of the structure tree, an element of type "StructTreeRoot"; without kids if there is none."""
    return _Reader(pdf).root()


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf):
        self._pdf = pdf
        self._pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        self._annotations = {
            annotation.objgen: Annotation(page, index) for page, index, annotation in _page_annotations(pdf)
        }

    def root(self) -> Element:
        tree = self._pdf.Root.get("/StructTreeRoot")
        if tree is None:
            return Element("StructTreeRoot")
        return Element("StructTreeRoot", self._kids(tree, None))

    def _kids(self, node: Any, page: int | None) -> list[Kid]:
        value = node.get("/K")
        if value is None:
            return []
        kids = (self._kid(kid, page) for kid in (value if isinstance(value, Array) else [value]))
        return [kid for kid in kids if kid is not None]

    def _kid(self, node: Any, page: int | None) -> Kid | None:
        if isinstance(node, int):
            return None if page is None else Mark(page, node)
        kind = node.get("/Type")
        if kind == Name.MCR:
            place = self._page(node, page)
            return None if place is None else Mark(place, int(node.MCID))
        if kind == Name.OBJR:
            return self._annotations.get(node.Obj.objgen)
        place = self._page(node, page)
        entries = {key: value for key, value in node.items() if key not in _OWN_KEYS}
        return Element(str(node.S)[1:], self._kids(node, place), entries, place)

    def _page(self, node: Any, page: int | None) -> int | None:
        own = node.get("/Pg")
        return page if own is None else self._pages.get(own.objgen)


def _page_annotations(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int, Any]]:
    for page, node in enumerate(pdf.pages):
        for index, annotation in enumerate(node.obj.get("/Annots", ())):
            yield page, index, annotation


def write_structure(pdf: pikepdf.Pdf, root: Element) -> None:
    """Replace the structure tree of a PDF. The parent tree, the ids and the page's and annotations' keys are new."""
    _Writer(pdf).write(root)


class _Writer:
    def __init__(self, pdf: pikepdf.Pdf):
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._owners: list[dict[int, Any]] = [{} for _ in self._pages]
        self._annotated: list[tuple[Annotation, Any]] = []
        self._identified: list[tuple[bytes, Any]] = []

    def write(self, root: Element) -> None:
        pdf = self._pdf
        tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tree.K = Array([self._element(kid, tree) for kid in root.kids if isinstance(kid, Element)])
        tree.ParentTree, tree.ParentTreeNextKey = self._parents()
        if self._identified:
            names = Array()
            for identifier, element in sorted(self._identified, key=lambda pair: pair[0]):
                names.append(String(identifier))
                names.append(element)
            tree.IDTree = pdf.make_indirect(Dictionary(Names=names))
        pdf.Root.StructTreeRoot = tree

    def _element(self, element: Element, parent: Any) -> Any:
        node = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.type), P=parent))
        for key, value in element.entries.items():
            node[key] = value
        page = next((kid.page for kid in element.kids if isinstance(kid, Mark)), None)
        if page is not None:
            node.Pg = self._pages[page]
        if element.kids:
            kids = [self._kid(kid, node, page) for kid in element.kids]
            node.K = kids[0] if len(kids) == 1 else Array(kids)
        if "/ID" in element.entries:
            self._identified.append((bytes(element.entries["/ID"]), node))
        return node

    def _kid(self, kid: Kid, node: Any, page: int | None) -> Any:
        if isinstance(kid, Element):
            return self._element(kid, node)
        if isinstance(kid, Annotation):
            self._annotated.append((kid, node))
            annotation = self._pages[kid.page].Annots[kid.place]
            return Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self._pages[kid.page])
        self._owners[kid.page][kid.number] = node
        if kid.page == page:
            return kid.number
        return Dictionary(Type=Name.MCR, Pg=self._pages[kid.page], MCID=kid.number)

    def _parents(self) -> tuple[Any, int]:
        """Return the parent tree and its next free key: pages first, then annotations (14.7.4.4)."""
        pdf = self._pdf
        tree = NumberTree.new(pdf)
        for key, (page, owners) in enumerate(zip(self._pages, self._owners, strict=True)):
            if not owners:
                if "/StructParents" in page:
                    del page["/StructParents"]
                continue
            page.StructParents = key
            tree[key] = pdf.make_indirect(Array([owners.get(number) for number in range(max(owners) + 1)]))
        key = len(self._pages)
        for annotation, node in self._annotated:
            self._pages[annotation.page].Annots[annotation.place].StructParent = key
            tree[key] = node
            key += 1
        return tree.obj, key
