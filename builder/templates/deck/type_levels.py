"""Type of placeholders with everything inherited: layout, master, the master's text styles, the default text style.

ECMA-376 part 1, 21.1.2.4 (list styles) and 19.3.1.51 (`p:txStyles`). Each level is collected as a dictionary of
its properties, the farthest style first, and becomes a `Level` at the end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from builder.office.colour import DRAWING, first_colour, resolve_colour
from builder.office.theme import Theme
from builder.office.xml import is_true
from builder.templates.deck.facts import Alignment, Level

__all__ = ["LEVELS", "ListStyle", "levels_of", "list_style", "merged", "whole_number"]

LEVELS = 5
"""Number of levels read: no slide goes deeper."""

_ALIGNMENTS: dict[str, Alignment] = {"ctr": "centre", "r": "right"}
"""By `algn`; justified and distributed text (`just`, `dist` …) begins at the left."""

_WHOLE_NUMBER = re.compile(r"\s*[+-]?[0-9]{1,10}\s*", re.ASCII).fullmatch
_LEAST_SIZE, _MOST_SIZE = 100, 400_000
"""Type sizes that Office accepts, in hundredths of a point (ECMA-376 part 1, 20.1.10.72)."""

ListStyle = list[dict[str, Any]]
"""The properties of a list style, level by level."""


def whole_number(value: str | None) -> int | None:
    """Return the value of an attribute that is a 32-bit whole number; None for a missing one and for anything else."""
    if value is None or not _WHOLE_NUMBER(value):
        return None
    number = int(value)
    return number if abs(number) < 2**31 else None


def list_style(element: Any) -> ListStyle:
    """Return the levels of an `a:lstStyle`, a text style of the master or the default text style; [] for None."""
    if element is None:
        return []
    base = element.find(f"{DRAWING}defPPr")
    common = _paragraph_properties(base) if base is not None else {}
    return [common | _paragraph_properties(element.find(f"{DRAWING}lvl{n}pPr")) for n in range(1, LEVELS + 1)]


def merged(styles: Sequence[ListStyle]) -> ListStyle:
    """Return the combined style; later styles override earlier ones."""
    result: ListStyle = [{} for _ in range(LEVELS)]
    for style in styles:
        for level, values in zip(result, style, strict=False):
            level.update(values)
    return result


def _paragraph_properties(properties: Any) -> dict[str, Any]:
    """Return the properties of an `a:lvl…pPr`."""
    if properties is None:
        return {}
    values: dict[str, Any] = {}
    if properties.get("algn") is not None:
        values["algn"] = properties.get("algn")
    for name in ("marL", "indent"):
        length = whole_number(properties.get(name))
        if length is not None:
            values[name] = length
    for child in properties:
        name = child.tag[len(DRAWING) :] if isinstance(child.tag, str) else ""
        if name in ("lnSpc", "spcBef", "spcAft") and len(child):
            spacing = whole_number(child[0].get("val", "0").rstrip("%"))
            if spacing is not None:
                values[name] = (child[0].tag == f"{DRAWING}spcPts", spacing)
        elif name in ("buChar", "buAutoNum", "buBlip"):
            values["bullet"] = True
        elif name == "buNone":
            values["bullet"] = False
        elif name == "defRPr":
            values.update(_run_properties(child))
    return values


def _run_properties(properties: Any) -> dict[str, Any]:
    """Return the properties of an `a:defRPr`."""
    values: dict[str, Any] = {}
    size = whole_number(properties.get("sz"))
    if size is not None and _LEAST_SIZE <= size <= _MOST_SIZE:
        values["size"] = size / 100
    for name in ("b", "i"):
        if properties.get(name) is not None:
            values[name] = is_true(properties.get(name))
    if properties.get("cap"):
        values["caps"] = properties.get("cap") == "all"
    latin = properties.find(f"{DRAWING}latin")
    if latin is not None and latin.get("typeface"):
        values["font"] = latin.get("typeface")
    colour = first_colour(properties.find(f"{DRAWING}solidFill"))
    if colour is not None:
        values["colour"] = colour
    return values


def levels_of(style: ListStyle, theme: Theme, colours: dict[str, str]) -> tuple[Level, ...]:
    """Return the levels of a merged style; `colours` are the slide's colours by name."""
    return tuple(_level(values, theme, colours) for values in style)


def _level(values: dict[str, Any], theme: Theme, colours: dict[str, str]) -> Level:
    size = values.get("size", 18.0)
    in_points, line = values.get("lnSpc", (False, 100_000))
    colour = resolve_colour(values["colour"], colours) if "colour" in values else None
    return Level(
        font=font_name(values.get("font", "+mn-lt"), theme),
        size=size,
        bold=values.get("b", False),
        italic=values.get("i", False),
        caps=values.get("caps", False),
        colour=colour or colours["tx1"],
        line_spacing=0.0 if in_points else line / 100_000,
        exact_spacing=line / 100 if in_points else 0.0,
        space_before=_space(values.get("spcBef"), size),
        space_after=_space(values.get("spcAft"), size),
        margin_left=values.get("marL", 0),
        indent=values.get("indent", 0),
        bullet=values.get("bullet", False),
        alignment=_ALIGNMENTS.get(values.get("algn", "l"), "left"),
    )


def _space(spacing: tuple[bool, int] | None, size: float) -> float:
    """Return points before or after a paragraph; a percentage is of a line of 1.2 times the type size."""
    if spacing is None:
        return 0.0
    in_points, value = spacing
    return value / 100 if in_points else value / 100_000 * size * 1.2


def font_name(typeface: str, theme: Theme) -> str:
    """Return the font family: that of the theme for `+mj-lt` and `+mn-lt`, else the name itself."""
    if typeface.startswith("+"):
        return theme.major_font if typeface.startswith("+mj") else theme.minor_font
    return typeface
