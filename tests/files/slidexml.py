"""What a PowerPoint file says: its slides, shapes, notes and charts."""

from __future__ import annotations

from collections.abc import Iterator

from tests.files.opc import NS, Element, Opc

__all__ = [
    "EMU",
    "A",
    "P",
    "ancestry",
    "frame_of",
    "layout_of",
    "notes_of",
    "placeholder",
    "shapes",
    "slides",
    "text_of",
    "title_of",
]

A = "{" + NS["a"] + "}"
P = "{" + NS["p"] + "}"
EMU = 12_700
"""EMU in a point."""

_MASTER_TYPES = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "tbl": "body", "chart": "body", "pic": "body"}
_SHAPES = {f"{P}{tag}" for tag in ("sp", "pic", "graphicFrame", "cxnSp")}


def slides(opc: Opc) -> list[str]:
    """The slides' part names in the order of the show."""
    targets = {relation.id: relation.target for relation in opc.relations("ppt/presentation.xml")}
    return [targets[rid] for rid in opc.strings("ppt/presentation.xml", "//p:sldIdLst/p:sldId/@r:id")]


def shapes(opc: Opc, part: str) -> list[Element]:
    """The shapes of a slide, a layout or a master, back to front, those in groups in place of their group."""
    return [element for element in opc.xml(part).find(f"{P}cSld/{P}spTree").iter() if element.tag in _SHAPES]


def text_of(shape: Element) -> str:
    """The words of a shape, a line a paragraph."""
    lines = []
    for paragraph in shape.iter(f"{A}p"):
        words = [element.text or "" if element.tag == f"{A}t" else " " for element in paragraph.iter(f"{A}t", f"{A}br")]
        lines.append("".join(words))
    return "\n".join(lines)


def placeholder(shape: Element) -> Element | None:
    """A shape's placeholder element, if it fills one."""
    return shape.find(f"./{P}nvSpPr/{P}nvPr/{P}ph") if shape.tag == f"{P}sp" else shape.find(f".//{P}nvPr/{P}ph")


def title_of(opc: Opc, slide: str) -> str:
    """The words of a slide's title placeholder, "" if there is none."""
    for shape in shapes(opc, slide):
        holder = placeholder(shape)
        if holder is not None and holder.get("type") in ("title", "ctrTitle"):
            return text_of(shape).replace("\n", " ").strip()
    return ""


def layout_of(opc: Opc, slide: str) -> str:
    """The name of a slide's layout."""
    layout = opc.related(slide, "slideLayout")[0]
    return opc.strings(layout, "/p:sldLayout/p:cSld/@name")[0]


def notes_of(opc: Opc, slide: str) -> str:
    """The words of a slide's speaker notes."""
    for notes in opc.related(slide, "notesSlide"):
        for shape in shapes(opc, notes):
            holder = placeholder(shape)
            if holder is not None and holder.get("type") == "body":
                return text_of(shape)
    return ""


def frame_of(opc: Opc, part: str, shape: Element) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of a shape in points; a placeholder may have its layout's or its master's."""
    for own in ancestry(opc, part, shape):
        offset, extent = own.find(".//a:off", NS), own.find(".//a:ext[@cx]", NS)
        if offset is not None and extent is not None:
            x, y = int(offset.get("x", "0")), int(offset.get("y", "0"))
            width, height = int(extent.get("cx", "0")), int(extent.get("cy", "0"))
            return x / EMU, y / EMU, (x + width) / EMU, (y + height) / EMU
    return None


def ancestry(opc: Opc, part: str, shape: Element) -> Iterator[Element]:
    """The shape of a slide or a layout, then the placeholders that it inherits from: by number, then by type."""
    yield shape
    own = placeholder(shape)
    if own is None:
        return
    kind = own.get("type", "obj")
    for layout in opc.related(part, "slideLayout"):
        for other in _placeholders(opc, layout):
            if placeholder(other).get("idx", "0") == own.get("idx", "0"):
                kind = placeholder(other).get("type", "obj")
                yield other
        part = layout
    for master in opc.related(part, "slideMaster"):
        for other in _placeholders(opc, master):
            if placeholder(other).get("type", "obj") == _MASTER_TYPES.get(kind, kind):
                yield other


def _placeholders(opc: Opc, part: str) -> list[Element]:
    return [shape for shape in shapes(opc, part) if placeholder(shape) is not None]
