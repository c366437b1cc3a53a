"""Notes in the margin of a brief, which LibreOffice tags as divisions inside the paragraph beside them."""

from __future__ import annotations

from builder.pdf.structure import Element, Kid, elements

__all__ = ["lift_asides"]


def lift_asides(root: Element) -> None:
    """Put the paragraphs of each note before the paragraph beside it, as in the Office file: a paragraph holds no other
    one.
    """
    for element in list(elements(root)):
        kids: list[Kid] = []
        for kid in element.kids:
            if isinstance(kid, Element) and kid.type == "P":
                asides = [inner for inner in kid.kids if isinstance(inner, Element) and _is_aside(inner)]
                kid.kids = [inner for inner in kid.kids if inner not in asides]
                kids += [paragraph for aside in asides for paragraph in aside.kids]
            kids.append(kid)
        element.kids = kids


def _is_aside(element: Element) -> bool:
    return element.type == "Div" and all(isinstance(kid, Element) and kid.type == "P" for kid in element.kids)
