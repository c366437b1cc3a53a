"""What a layout draws under its text: the backgrounds, then the shapes of the master and of the layout, bottom first.

ECMA-376 part 1, 19.3.1.39 (`p:sldLayout`), 19.3.1.22 (`p:grpSp`), 20.1.7 (transforms), 20.1.9 (geometries).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from msgspec import Struct

from builder.office.colour import DRAWING
from builder.office.xml import is_true
from builder.templates.deck.facts import Frame
from builder.templates.deck.fills import Fill, FormatScheme, background_fill, own_fill, read_fill, shape_fill
from builder.templates.deck.placeholders import PRESENTATION
from builder.templates.deck.type_levels import whole_number

__all__ = ["Drawn", "drawn_objects"]

_DEGREE = 60_000
_TRIANGLES = {"triangle": ((0.5, 0.0), (1.0, 1.0), (0.0, 1.0)), "rtTriangle": ((0.0, 0.0), (1.0, 1.0), (0.0, 1.0))}
_ROUND = ("ellipse", "flowChartConnector", "donut", "pie", "chord")
_CURVE_STEPS = 8
Outline = tuple[tuple[float, float], ...]


class Placed(Struct, frozen=True):
    """A mapping of lengths inside a group to lengths on the slide: `scale` and `offset`, across and down."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    offset_x: float = 0.0
    offset_y: float = 0.0


class Drawn(Struct, frozen=True, kw_only=True):
    """An object drawn under text: its frame on the slide, what fills it, and its outline.

    `outlines` are polygons in shares of the frame, none for a whole rectangle, `round` is True for an ellipse. `kind`
    is "background", "shape", "picture", "text" (a shape with words) or "other" (a table, a chart).
    """

    kind: str
    frame: Frame
    fill: Fill | None = None
    turn: float = 0.0
    """Degrees, clockwise."""
    flip_x: bool = False
    flip_y: bool = False
    outlines: tuple[Outline, ...] = ()
    round: bool = False

    @property
    def rectangular(self) -> bool:
        """True if the object covers exactly its frame, upright."""
        return not self.outlines and not self.round and self.turn % 180 == 0

    @property
    def is_visible(self) -> bool:
        """True if the object has a fill, or is a table or a chart."""
        return self.kind == "other" or (self.fill is not None and bool(self.fill.tones or self.fill.picture))

    def shares(self, x: float, y: float) -> tuple[float, float] | None:
        """Return a point of the slide as shares of the object's width and height; None if it is not covered."""
        frame = self.frame
        across = x - frame.x - frame.width / 2
        down = y - frame.y - frame.height / 2
        if self.turn:
            angle = math.radians(-self.turn)
            across, down = (
                across * math.cos(angle) - down * math.sin(angle),
                across * math.sin(angle) + down * math.cos(angle),
            )
        across, down = across / max(frame.width, 1) + 0.5, down / max(frame.height, 1) + 0.5
        if not (0 <= across <= 1 and 0 <= down <= 1):
            return None
        across, down = 1 - across if self.flip_x else across, 1 - down if self.flip_y else down
        if self.round and (across - 0.5) ** 2 + (down - 0.5) ** 2 > 0.25:
            return None
        if self.outlines and sum(_inside(outline, across, down) for outline in self.outlines) % 2 == 0:
            return None
        return across, down


def drawn_objects(
    layout: Any, master: Any, colours: dict[str, str], scheme: FormatScheme, names: tuple[str, str], slide: Frame
) -> Iterator[Drawn]:
    """Yield what lies under the placeholders of a layout. `names` are the part names of layout and master, `slide` is
    the whole slide.
    """
    layout_name, master_name = names
    for part, name in ((layout, layout_name), (master, master_name)):
        background = part.find(f"{PRESENTATION}cSld/{PRESENTATION}bg")
        if background is not None:
            yield Drawn(kind="background", frame=slide, fill=background_fill(background, colours, scheme, name))
            break
    shown = ((master, master_name), (layout, layout_name))
    for part, name in shown if is_true(layout.get("showMasterSp", "1")) else shown[1:]:
        tree = part.find(f"{PRESENTATION}cSld/{PRESENTATION}spTree")
        if tree is not None:
            yield from _ShapeTree(colours, scheme, name).objects(tree, Placed(), None)


class _ShapeTree:
    """Reads the objects of one part, whose name is `source`, in drawing order."""

    def __init__(self, colours: dict[str, str], scheme: FormatScheme, source: str):
        self._colours = colours
        self._scheme = scheme
        self._source = source

    def objects(self, tree: Any, placed: Placed, group: Fill | None) -> Iterator[Drawn]:
        """Yield the objects of a shape tree or a group, without placeholders; `group` is the fill of the group."""
        for shape in tree:
            kind = shape.tag[len(PRESENTATION) :] if isinstance(shape.tag, str) else ""
            if shape.find(f"./*/{PRESENTATION}nvPr/{PRESENTATION}ph") is not None or _is_hidden(shape):
                continue
            if kind == "grpSp":
                properties = shape.find(f"{PRESENTATION}grpSpPr")
                own = own_fill(properties, self._colours, self._source)
                yield from self.objects(shape, _inside_group(properties, placed), own or group)
            elif kind == "graphicFrame":
                frame = _frame(shape.find(f"{PRESENTATION}xfrm"), placed)
                if frame is not None:
                    yield Drawn(kind="other", frame=frame)
            elif kind in ("sp", "pic"):
                yield from self._object(shape, placed, group)

    def _object(self, shape: Any, placed: Placed, group: Fill | None) -> Iterator[Drawn]:
        properties = shape.find(f"{PRESENTATION}spPr")
        transform = _child(properties, "xfrm")
        frame = _frame(transform, placed)
        if frame is None:
            return
        picture = shape.find(f"{PRESENTATION}blipFill")
        if picture is not None:
            fill = read_fill(picture, self._colours, self._source)
        else:
            fill = shape_fill(shape, self._colours, self._scheme, group, self._source)
        preset = _child(properties, "prstGeom")
        geometry = preset.get("prst", "rect") if preset is not None else "rect"
        triangle = _TRIANGLES.get(geometry)
        yield Drawn(
            kind="text"
            if _has_words(shape)
            else "picture"
            if fill is not None and fill.picture is not None
            else "shape",
            frame=frame,
            fill=fill,
            turn=(whole_number(transform.get("rot")) or 0) / _DEGREE,
            flip_x=is_true(transform.get("flipH")),
            flip_y=is_true(transform.get("flipV")),
            outlines=(triangle,) if triangle else _freeform(_child(properties, "custGeom")),
            round=geometry in _ROUND,
        )


def _is_hidden(shape: Any) -> bool:
    properties = shape.find(f"./*/{PRESENTATION}cNvPr")
    return properties is not None and is_true(properties.get("hidden"))


def _has_words(shape: Any) -> bool:
    return any((node.text or "").strip() for node in shape.iter(f"{DRAWING}t"))


def _child(properties: Any, name: str) -> Any:
    return properties.find(f"{DRAWING}{name}") if properties is not None else None


def _pair(element: Any, names: tuple[str, str]) -> tuple[int, int] | None:
    if element is None:
        return None
    first, second = (whole_number(element.get(name)) for name in names)
    return (first, second) if first is not None and second is not None else None


def _frame(transform: Any, placed: Placed) -> Frame | None:
    """Return the frame of a transform on the slide; None for a missing, damaged or empty one."""
    offset, size = _pair(_child(transform, "off"), ("x", "y")), _pair(_child(transform, "ext"), ("cx", "cy"))
    if offset is None or size is None or min(size) <= 0:
        return None
    return Frame(
        round(offset[0] * placed.scale_x + placed.offset_x),
        round(offset[1] * placed.scale_y + placed.offset_y),
        round(size[0] * placed.scale_x),
        round(size[1] * placed.scale_y),
    )


def _inside_group(properties: Any, placed: Placed) -> Placed:
    """Return how lengths inside a group become lengths on the slide. The turn of a group is not followed."""
    transform = _child(properties, "xfrm")
    offset, size = _pair(_child(transform, "off"), ("x", "y")), _pair(_child(transform, "ext"), ("cx", "cy"))
    inner, extent = _pair(_child(transform, "chOff"), ("x", "y")), _pair(_child(transform, "chExt"), ("cx", "cy"))
    if offset is None or size is None or inner is None or extent is None or min(extent) <= 0:
        return placed
    scale_x, scale_y = size[0] / extent[0], size[1] / extent[1]
    return Placed(
        placed.scale_x * scale_x,
        placed.scale_y * scale_y,
        (offset[0] - inner[0] * scale_x) * placed.scale_x + placed.offset_x,
        (offset[1] - inner[1] * scale_y) * placed.scale_y + placed.offset_y,
    )


def _freeform(geometry: Any) -> tuple[Outline, ...]:
    """Return the filled outlines of a drawn shape (`a:custGeom`); none for one whose points are formulas, which counts
    as a rectangle.
    """
    outlines: list[Outline] = []
    paths = geometry.find(f"{DRAWING}pathLst") if geometry is not None else None
    for path in paths if paths is not None else ():
        size = _pair(path, ("w", "h"))
        if path.get("fill") == "none":
            continue
        if size is None or min(size) <= 0:
            return ()
        outline: list[tuple[float, float]] = []
        for step in path:
            points = [_pair(point, ("x", "y")) for point in step.iterfind(f"{DRAWING}pt")]
            shares = [(point[0] / size[0], point[1] / size[1]) for point in points if point is not None]
            if len(shares) != len(points):
                return ()
            if step.tag == f"{DRAWING}moveTo" and outline:
                outlines.append(tuple(outline))
                outline = []
            if step.tag in (f"{DRAWING}cubicBezTo", f"{DRAWING}quadBezTo") and outline:
                shares = _curve([outline[-1], *shares])
            outline += shares
        outlines.append(tuple(outline))
    return tuple(outline for outline in outlines if len(outline) > 2)


def _curve(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return points on a Bézier curve after its first one, by de Casteljau's construction."""
    curve = []
    for step in range(1, _CURVE_STEPS + 1):
        share = step / _CURVE_STEPS
        row = points
        while len(row) > 1:
            row = [(x + (next_x - x) * share, y + (next_y - y) * share) for (x, y), (next_x, next_y) in pairwise(row)]
        curve.append(row[0])
    return curve


def _inside(outline: Outline, x: float, y: float) -> bool:
    """Return True if a point is inside a polygon: a ray from it crosses an odd number of edges."""
    inside = False
    for (x1, y1), (x2, y2) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
