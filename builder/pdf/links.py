"""Links: each annotation belongs to an element around the words that it makes clickable (ISO 14289-1, 7.18.5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from pikepdf import Dictionary, Name, String

from builder.pdf.content import Box, ContentBlock
from builder.pdf.draft import Draft
from builder.pdf.structure import Annotation, Element, Kid, Mark, elements, held_annotations

__all__ = ["correct_links"]

_MARGIN = 1.0
"""Points by which the position of a text may lie outside of its link."""


def correct_links(draft: Draft) -> None:
    """Give every link an element in the tree and a description, and pages with links the order of the structure."""
    for element in list(elements(draft.root)):
        _join(element)
    _hold_once(draft.root)
    held = {annotation for _, annotation in held_annotations(draft.root)}
    holders = _holders(draft.root)
    for index, page in enumerate(draft.pdf.pages):
        links = page.obj.get("/Annots")
        if not links:
            continue
        page.obj.Tabs = Name.S
        for place, link in enumerate(links):
            annotation = Annotation(index, place)
            if link.get("/Subtype") != Name.Link:
                continue
            words = "" if annotation in held else _attach(draft, annotation, _rectangle(link.Rect), holders[index])
            if not str(link.get("/Contents", "")).strip():
                action: Any = link.get("/A", Dictionary())
                described = words.strip() or str(action.get("/URI", "")).strip()
                if described:
                    link.Contents = String(described)


def _join(parent: Element) -> None:
    """Join the links to one annotation in an element: LibreOffice writes one for each portion of the words."""
    last: dict[Annotation, int] = {}
    kids: list[Kid] = []
    for kid in parent.kids:
        annotation = _annotation(kid)
        first = None if annotation is None else last.get(annotation)
        if annotation is None or first is None:
            kids.append(kid)
            if annotation is not None:
                last[annotation] = len(kids) - 1
            continue
        link = kids[first]
        if isinstance(link, Element) and isinstance(kid, Element):
            between = kids[first + 1 :]
            link.kids = [*_words_of(link), *between, *_words_of(kid), annotation]
            link.entries = {}
            del kids[first + 1 :]
    parent.kids = kids


def _words_of(link: Element) -> list[Kid]:
    """Return the kids of a link without its annotation, in a span if they are in another language."""
    if "/Lang" in link.entries:
        return [Element("Span", link.kids[:-1], {"/Lang": link.entries["/Lang"]})]
    return link.kids[:-1]


def _annotation(kid: Kid) -> Annotation | None:
    """Return the annotation of a link as LibreOffice writes it: the last of its kids."""
    if not isinstance(kid, Element) or kid.type != "Link" or not kid.kids:
        return None
    return kid.kids[-1] if isinstance(kid.kids[-1], Annotation) else None


def _hold_once(root: Element) -> None:
    """Leave each annotation to the first element that holds it: the structure has it once."""
    held: set[Annotation] = set()
    for element in list(elements(root)):
        kept: list[Kid] = []
        for kid in element.kids:
            if isinstance(kid, Annotation):
                if kid in held:
                    element.type = "Span"
                    continue
                held.add(kid)
            kept.append(kid)
        element.kids = kept


def _rectangle(values: object) -> Box:
    left, bottom, right, top = (float(value) for value in values)  # type: ignore[attr-defined]
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _holders(root: Element) -> defaultdict[int, list[Element]]:
    """Return the elements with marks on each page."""
    holders: defaultdict[int, list[Element]] = defaultdict(list)
    for element in elements(root):
        for page in dict.fromkeys(kid.page for kid in element.kids if isinstance(kid, Mark)):
            holders[page].append(element)
    return holders


def _attach(draft: Draft, annotation: Annotation, box: Box, holders: list[Element]) -> str:
    """Put an annotation into a new element around the portions of text inside its box, which one of the elements on its
    page holds; or into the link that has them already: words on two lines have two annotations, and the box of the
    first may cover both. Return their text.
    """
    for element, mark, block in _marked(draft, annotation.page, holders):
        inside = [index for index, portion in enumerate(block.portions) if _holds(box, portion.x, portion.y)]
        if not inside:
            continue
        if element.type == "Link":
            element.kids.append(annotation)
            return draft.text(mark)
        parts = draft.split(mark, inside[0], inside[-1])
        words = draft.text(parts[1]) if parts[1] is not None else ""
        inner: list[Kid] = [annotation] if parts[1] is None else [parts[1], annotation]
        link = Element("Link", inner)
        holders.append(link)
        place = element.kids.index(mark)
        element.kids[place : place + 1] = [kid for kid in (parts[0], link, parts[2]) if kid is not None]
        return words
    return ""


def _marked(draft: Draft, page: int, holders: Sequence[Element]) -> Iterator[tuple[Element, Mark, ContentBlock]]:
    for element in holders:
        for kid in list(element.kids):
            if isinstance(kid, Mark) and kid.page == page:
                block = draft.block(kid)
                if block is not None:
                    yield element, kid, block


def _holds(box: Box, x: float, y: float) -> bool:
    left, bottom, right, top = box
    return left - _MARGIN <= x < right and bottom - _MARGIN <= y <= top
