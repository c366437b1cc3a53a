"""Links and other annotations (ISO 14289-1, 7.18)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Name

from builder.pdf.checks.fault import Fault
from builder.pdf.structure import Annotation, Element, held_annotations, marks

__all__ = ["link_faults"]


def link_faults(pdf: pikepdf.Pdf, root: Element) -> Iterator[Fault]:
    """Yield the faults of annotations. `root` is the structure tree."""
    holders: dict[Annotation, Element] = {}
    for element, annotation in held_annotations(root):
        if annotation in holders:
            yield Fault("7.18.5", "link that is in the structure twice", annotation.page + 1)
        holders[annotation] = element
    pages = {page.obj.objgen for page in pdf.pages}
    for index, page in enumerate(pdf.pages):
        annotations = page.obj.get("/Annots", ())
        if len(annotations) and page.obj.get("/Tabs") != Name.S:
            yield Fault("7.18.3", "links whose order is not that of the structure", index + 1)
        for place, node in enumerate(annotations):
            if node.get("/Subtype") != Name.Link:
                yield Fault("7.18.1", "an annotation that is no link", index + 1)
                continue
            holder = holders.get(Annotation(index, place))
            if holder is None or holder.type != "Link":
                yield Fault("7.18.5", "link that is not in the structure", index + 1)
            elif next(marks(holder), None) is None:
                yield Fault("7.18.5", "link without words", index + 1)
            if not str(node.get("/Contents", "")).strip():
                yield Fault("7.18.5", "link without description", index + 1)
            if not _leads_somewhere(node, pages):
                yield Fault("7.18.5", "link that leads nowhere", index + 1)


def _leads_somewhere(link: Any, pages: set[tuple[int, int]]) -> bool:
    action = link.get("/A")
    if action is not None and action.get("/S") == Name.URI:
        return bool(str(action.get("/URI", "")))
    place = link.get("/Dest") if action is None else action.get("/D")
    return isinstance(place, Array) and len(place) > 0 and getattr(place[0], "objgen", None) in pages
