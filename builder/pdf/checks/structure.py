"""The structure tree: types, headings, figures, tables, lists, contents and notes."""

from __future__ import annotations

from collections.abc import Iterator

from builder.pdf.checks.fault import Fault
from builder.pdf.checks.tables import table_faults
from builder.pdf.roles import STANDARD_TYPES
from builder.pdf.structure import Element, Mark, elements, marks

__all__ = ["structure_faults"]

_LEVELS = {f"H{level}": level for level in range(1, 7)}
_PARENTS = {
    "LI": ("L",),
    "LBody": ("LI",),
    "TR": ("Table", "THead", "TBody", "TFoot"),
    "TH": ("TR",),
    "TD": ("TR",),
    "THead": ("Table",),
    "TBody": ("Table",),
    "TFoot": ("Table",),
    "TOCI": ("TOC",),
}
"""The types allowed in certain others only (ISO 32000-1, 14.8.4.3)."""
_KIDS = {
    "L": ("LI", "L", "Caption"),
    "LI": ("Lbl", "LBody"),
    "Table": ("TR", "THead", "TBody", "TFoot", "Caption"),
    "TR": ("TH", "TD"),
    "TOC": ("TOCI", "TOC", "Caption"),
}


def structure_faults(root: Element) -> Iterator[Fault]:
    """Yield the faults of a tree."""
    if [kid.type for kid in root.kids if isinstance(kid, Element)] != ["Document"]:
        yield Fault("7.1", "the structure is not one document")
    yield from _heading_faults(root)
    identifiers: set[bytes] = set()
    for parent in elements(root):
        yield from _kid_faults(parent)
        for element in parent.kids:
            if isinstance(element, Element):
                yield from _element_faults(element, parent, identifiers)


def _element_faults(element: Element, parent: Element, identifiers: set[bytes]) -> Iterator[Fault]:
    page = _page(element)
    if element.type not in STANDARD_TYPES:
        yield Fault("7.1", f"unknown structure type {element.type}", page)
    if parent.type not in _PARENTS.get(element.type, (parent.type,)):
        yield Fault("7.5", f"{element.type} in {parent.type}", page)
    if element.type == "Figure":
        if not str(element.entries.get("/Alt", "")).strip():
            yield Fault("7.3", "figure without alternative text", page)
        if next(marks(element), None) is None:
            yield Fault("7.3", "figure without content", page)
    elif element.type == "Table":
        yield from table_faults(element, page)
    elif element.type == "L":
        if element.attribute("/List", "/ListNumbering") in (None, "/None") and _has_labels(element):
            yield Fault("7.6", "list with labels whose numbering is not named", page)
    elif element.type == "Note":
        identifier = bytes(element.entries.get("/ID", b""))
        if not identifier or identifier in identifiers:
            yield Fault("7.9", "note without an id of its own", page)
        identifiers.add(identifier)


def _kid_faults(element: Element) -> Iterator[Fault]:
    allowed = _KIDS.get(element.type)
    for kid in element.kids if allowed else ():
        if not isinstance(kid, Element) or kid.type not in (allowed or ()):
            name = kid.type if isinstance(kid, Element) else "content"
            yield Fault("7.5", f"{name} in {element.type}", _page(element))


def _has_labels(items: Element) -> bool:
    return any(
        isinstance(item, Element) and any(isinstance(kid, Element) and kid.type == "Lbl" for kid in item.kids)
        for item in items.kids
    )


def _heading_faults(root: Element) -> Iterator[Fault]:
    """Yield gaps between levels, headings of both kinds in one file, and sections with several headings."""
    numbered = [element for element in elements(root) if element.type in _LEVELS]
    plain = [element for element in elements(root) if element.type == "H"]
    if not numbered and not plain:
        yield Fault("7.4.1", "no headings")
    if numbered and plain:
        yield Fault("7.4.4", "headings with and without levels", _page(plain[0]))
    last = 0
    for heading in numbered:
        level = _LEVELS[heading.type]
        if level > last + 1:
            yield Fault("7.4.2", f"heading of level {level} after one of level {last}", _page(heading))
        last = level
    for element in elements(root):
        if sum(isinstance(kid, Element) and kid.type == "H" for kid in element.kids) > 1:
            yield Fault("7.4.4", "several headings of one section", _page(element))
    for heading in (*numbered, *plain):
        if not any(isinstance(kid, Mark) for kid in marks(heading)):
            yield Fault("7.4.1", "heading without text", _page(heading))


def _page(element: Element) -> int:
    mark = next(marks(element), None)
    return 0 if mark is None else mark.page + 1
