"""Placeholders of a layout with everything inherited: frame, insets, anchor and type from the layout or its master.

ECMA-376 part 1, 19.3.1.36 (`p:ph`). A placeholder of a layout inherits from the master's of its kind,
whatever its index.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from builder.office.colour import DRAWING
from builder.office.theme import Theme
from builder.office.xml import is_true, qn
from builder.templates.deck.facts import Alignment, Frame, Level
from builder.templates.deck.type_levels import ListStyle, levels_of, list_style, merged, whole_number

__all__ = [
    "PRESENTATION",
    "Inherited",
    "LayoutPlaceholder",
    "family_of",
    "find_placeholders",
    "frame_of",
    "placeholder_shapes",
]

PRESENTATION = qn("p:")

_FAMILIES = {"title": "title", "ctrTitle": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum", "hdr": "hdr"}
_STYLES = {"title": "titleStyle", "body": "bodyStyle"}
_INSETS = (("lIns", 91_440), ("tIns", 45_720), ("rIns", 91_440), ("bIns", 45_720))


class LayoutPlaceholder(Struct, frozen=True, kw_only=True):
    """A placeholder before its role is known. `type` is `vert` for vertical text, which builds do not use."""

    type: str
    idx: int
    name: str
    frame: Frame
    insets: tuple[int, int, int, int]
    anchor: str
    levels: tuple[Level, ...]
    alignment: Alignment


class Inherited:
    """Properties that the placeholders of a layout inherit from its master."""

    def __init__(self, master: Any, default_style: ListStyle, theme: Theme):
        self.theme = theme
        self.shapes: dict[str, Any] = {}
        for shape, ph in placeholder_shapes(master):
            self.shapes.setdefault(family_of(ph.get("type", "obj")), shape)
        styles = master.find(f"{PRESENTATION}txStyles")
        self._styles: dict[str, ListStyle] = {}
        for family in ("title", "body", "dt", "ftr", "sldNum"):
            name = _STYLES.get(family, "otherStyle")
            element = styles.find(f"{PRESENTATION}{name}") if styles is not None else None
            own = list_style(_list_style_of(self.shapes.get(family)))
            self._styles[family] = merged((default_style, list_style(element), own))
        self._levels: dict[tuple[str, int], tuple[Level, ...]] = {}

    def levels(self, family: str, shape: Any, colours: dict[str, str]) -> tuple[Level, ...]:
        """Return the levels of a layout's placeholder, computed once for each colour map if the layout changes none."""
        own = _list_style_of(shape)
        style = self._styles.get(family, self._styles["body"])
        if own is not None and len(own):
            return levels_of(merged((style, list_style(own))), self.theme, colours)
        key = (family, id(colours))
        if key not in self._levels:
            self._levels[key] = levels_of(style, self.theme, colours)
        return self._levels[key]


def find_placeholders(layout: Any, inherited: Inherited, colours: dict[str, str]) -> list[LayoutPlaceholder]:
    """Return the placeholders of a layout, in the order of its shapes; those without a frame are left out."""
    placeholders = []
    for shape, ph in placeholder_shapes(layout):
        kind = ph.get("type", "obj")
        family = family_of(kind)
        chain = [shape, inherited.shapes.get(family)]
        frame = next(filter(None, map(_frame, chain)), None)
        index = whole_number(ph.get("idx", "0"))
        if frame is None or frame.width <= 0 or frame.height <= 0 or index is None or index < 0:
            continue
        bodies = [sp.find(f"{PRESENTATION}txBody/{DRAWING}bodyPr") for sp in chain if sp is not None]
        levels = inherited.levels(family, shape, colours)
        block_centred = is_true(_attribute(bodies, "anchorCtr"))
        placeholders.append(
            LayoutPlaceholder(
                type="vert" if ph.get("orient") == "vert" else kind,
                idx=index,
                name=_name(shape),
                frame=frame,
                insets=_insets(bodies),
                anchor=_attribute(bodies, "anchor") or "t",
                levels=levels,
                alignment="centre" if block_centred else levels[0].alignment if levels else "left",
            )
        )
    return placeholders


def family_of(kind: str) -> str:
    """Return the kind of the master's placeholder from which one of this `kind` (`p:ph type`) inherits."""
    return _FAMILIES.get(kind, "body")


def placeholder_shapes(part: Any) -> list[tuple[Any, Any]]:
    """Return the shapes that are placeholders, each with its `p:ph`, in order."""
    tree = part.find(f"{PRESENTATION}cSld/{PRESENTATION}spTree")
    if tree is None:
        return []
    return [(shape, ph) for shape in tree for ph in shape.iterfind(f"./*/{PRESENTATION}nvPr/{PRESENTATION}ph")]


def _name(shape: Any) -> str:
    properties = shape.find(f".//{PRESENTATION}cNvPr")
    return "" if properties is None else str(properties.get("name", ""))


def _list_style_of(shape: Any) -> Any:
    return shape.find(f"{PRESENTATION}txBody/{DRAWING}lstStyle") if shape is not None else None


def _frame(shape: Any) -> Frame | None:
    return frame_of(shape.find(f"{PRESENTATION}spPr/{DRAWING}xfrm") if shape is not None else None)


def frame_of(transform: Any, place: str = "off", extent: str = "ext") -> Frame | None:
    """Return the frame of a transform (`a:xfrm`), or of the inside of a group; None for a missing or damaged one."""
    if transform is None:
        return None
    offset, size = transform.find(f"{DRAWING}{place}"), transform.find(f"{DRAWING}{extent}")
    if offset is None or size is None:
        return None
    lengths = [whole_number(value) for value in (offset.get("x"), offset.get("y"), size.get("cx"), size.get("cy"))]
    known = [length for length in lengths if length is not None]
    return Frame(*known) if len(known) == len(lengths) else None


def _insets(bodies: list[Any]) -> tuple[int, int, int, int]:
    left, top, right, bottom = (_inset(_attribute(bodies, name), default) for name, default in _INSETS)
    return left, top, right, bottom


def _inset(value: str | None, default: int) -> int:
    inset = whole_number(value)
    return default if inset is None else inset


def _attribute(bodies: list[Any], name: str) -> str | None:
    """Return the nearest value of an attribute of `a:bodyPr`: each attribute is inherited by itself."""
    return next((body.get(name) for body in bodies if body is not None and body.get(name) is not None), None)
