"""Outlines of shapes: preset geometries as far as slides use them, and freeforms (ECMA-376 part 1, 20.1.9)."""

from __future__ import annotations

import math
from typing import Any

from lxml import etree

from builder.office.colour import DRAWING
from builder.preview.slides.svg import add, number
from builder.templates.deck.facts import Frame
from builder.templates.deck.type_levels import whole_number

__all__ = ["LINES", "draw_outline"]

LINES = frozenset(("line", "straightConnector1"))
"""Geometries without an area."""
_ROUND = frozenset(("ellipse", "flowChartConnector", "donut"))
_POLYGONS = {
    "triangle": ((0.5, 0.0), (1.0, 1.0), (0.0, 1.0)),
    "rtTriangle": ((0.0, 0.0), (1.0, 1.0), (0.0, 1.0)),
    "diamond": ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),
    "parallelogram": ((0.25, 0.0), (1.0, 0.0), (0.75, 1.0), (0.0, 1.0)),
    "homePlate": ((0.0, 0.0), (0.75, 0.0), (1.0, 0.5), (0.75, 1.0), (0.0, 1.0)),
    "chevron": ((0.0, 0.0), (0.75, 0.0), (1.0, 0.5), (0.75, 1.0), (0.0, 1.0), (0.25, 0.5)),
    "hexagon": ((0.25, 0.0), (0.75, 0.0), (1.0, 0.5), (0.75, 1.0), (0.25, 1.0), (0.0, 0.5)),
}
_USUAL_ROUNDING = 16_667
_ROUNDED = ("roundRect", "round2SameRect", "flowChartAlternateProcess")
_STEPS = {"moveTo": ("M", 1), "lnTo": ("L", 1), "cubicBezTo": ("C", 3), "quadBezTo": ("Q", 2)}


def draw_outline(parent: etree._Element, properties: Any, frame: Frame, **look: object) -> etree._Element:
    """Draw the outline of a shape (`p:spPr`) in its frame; a geometry that is not known is a rectangle."""
    path = _freeform(properties.find(f"{DRAWING}custGeom"), frame) if properties is not None else ""
    if path:
        return add(parent, "path", d=path, **look)
    preset = properties.find(f"{DRAWING}prstGeom") if properties is not None else None
    name = preset.get("prst", "rect") if preset is not None else "rect"
    if name in LINES:
        ends = {"x2": frame.x + frame.width, "y2": frame.y + frame.height}
        return add(parent, "line", x1=frame.x, y1=frame.y, **ends, **look)
    if name in _ROUND:
        radii = {"rx": frame.width / 2, "ry": frame.height / 2}
        return add(parent, "ellipse", cx=frame.x + radii["rx"], cy=frame.y + radii["ry"], **radii, **look)
    if name in _POLYGONS:
        points = (
            f"{number(frame.x + x * frame.width)},{number(frame.y + y * frame.height)}" for x, y in _POLYGONS[name]
        )
        return add(parent, "polygon", points=" ".join(points), **look)
    radius = _rounding(preset) * min(frame.width, frame.height) if name in _ROUNDED else None
    box = {"x": frame.x, "y": frame.y, "width": frame.width, "height": frame.height}
    return add(parent, "rect", **box, rx=radius, **look)


def _rounding(preset: Any) -> float:
    """Return the radius of a rounded rectangle in its shorter side (guide `adj`)."""
    guide = next(preset.iter(f"{DRAWING}gd"), None)
    value = whole_number(guide.get("fmla", "").removeprefix("val ")) if guide is not None else None
    return min(max(_USUAL_ROUNDING if value is None else value, 0), 50_000) / 100_000


def _freeform(geometry: Any, frame: Frame) -> str:
    """Return the path of a drawn shape; "" for none, and for one whose points are formulas."""
    paths = geometry.find(f"{DRAWING}pathLst") if geometry is not None else None
    commands: list[str] = []
    for path in paths if paths is not None else ():
        width, height = whole_number(path.get("w")) or frame.width, whole_number(path.get("h")) or frame.height
        scale_x, scale_y = frame.width / max(width, 1), frame.height / max(height, 1)
        at = (0.0, 0.0)
        for step in path:
            name = step.tag.removeprefix(DRAWING) if isinstance(step.tag, str) else ""
            if name == "close":
                commands.append("Z")
                continue
            if name == "arcTo":
                arc = _arc(step, at, scale_x, scale_y)
                if arc is None:
                    return ""
                command, at = arc
                commands.append(command)
                continue
            letter, count = _STEPS.get(name, ("", 0))
            points = [(whole_number(point.get("x")), whole_number(point.get("y"))) for point in step]
            if not letter or len(points) != count or any(None in point for point in points):
                return ""
            placed = [(frame.x + (x or 0) * scale_x, frame.y + (y or 0) * scale_y) for x, y in points]
            at = placed[-1]
            commands.append(letter + " ".join(f"{number(x)} {number(y)}" for x, y in placed))
    return " ".join(commands)


def _arc(step: Any, at: tuple[float, float], scale_x: float, scale_y: float) -> tuple[str, tuple[float, float]] | None:
    """Return an arc of an ellipse from a point (20.1.9.4), and the point where it ends; angles are 60,000ths of a
    degree.
    """
    values = [whole_number(step.get(name)) for name in ("wR", "hR", "stAng", "swAng")]
    if None in values:
        return None
    width, height, start, sweep = (float(value or 0) for value in values)
    radius_x, radius_y = width * scale_x, height * scale_y
    begin, end = math.radians(start / 60_000), math.radians((start + sweep) / 60_000)
    x = at[0] + radius_x * (math.cos(end) - math.cos(begin))
    y = at[1] + radius_y * (math.sin(end) - math.sin(begin))
    flags = f"0 {int(abs(sweep) > 10_800_000)} {int(sweep > 0)}"
    return f"A{number(radius_x)} {number(radius_y)} {flags} {number(x)} {number(y)}", (x, y)
