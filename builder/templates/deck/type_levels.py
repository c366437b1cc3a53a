"""The type of placeholders with everything inherited: layout, master, the master's text styles, the default text style.

ECMA-376 part 1, 21.1.2.4 (list styles) and 19.3.1.51 (`p:txStyles`). Each level is gathered as a plain dictionary of
what is said about it, the farthest first, and becomes a `Level` at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from builder.office.colour import DRAWING, first_colour, resolve_colour
from builder.templates.deck.facts import Level, Theme

__all__ = ["LEVELS", "ListStyle", "levels_of", "list_style", "merged"]

LEVELS = 5
"""Levels kept: no slide goes deeper."""

ListStyle = list[dict[str, Any]]
"""What a list style says, level by level."""


def list_style(element: Any) -> ListStyle:
    """What an `a:lstStyle` (or a text style of the master, or the default text style) says; nothing when it is None."""
    if element is None:
        return []
    base = element.find(f"{DRAWING}defPPr")
    common = _said(base) if base is not None else {}
    return [common | _said(element.find(f"{DRAWING}lvl{n}pPr")) for n in range(1, LEVELS + 1)]


def merged(styles: Sequence[ListStyle]) -> ListStyle:
    """Styles laid over one another, the nearest last."""
    result: ListStyle = [{} for _ in range(LEVELS)]
    for style in styles:
        for level, said in zip(result, style, strict=False):
            level.update(said)
    return result


def _said(properties: Any) -> dict[str, Any]:
    """What one `a:lvl…pPr` says."""
    if properties is None:
        return {}
    said: dict[str, Any] = {}
    for name in ("marL", "indent"):
        if properties.get(name) is not None:
            said[name] = int(properties.get(name))
    for child in properties:
        name = child.tag[len(DRAWING) :] if isinstance(child.tag, str) else ""
        if name in ("lnSpc", "spcBef", "spcAft") and len(child):
            said[name] = (child[0].tag == f"{DRAWING}spcPts", int(child[0].get("val", "0").rstrip("%") or 0))
        elif name in ("buChar", "buAutoNum", "buBlip"):
            said["bullet"] = True
        elif name == "buNone":
            said["bullet"] = False
        elif name == "defRPr":
            said.update(_said_of_type(child))
    return said


def _said_of_type(properties: Any) -> dict[str, Any]:
    """What an `a:defRPr` says."""
    said: dict[str, Any] = {}
    if properties.get("sz"):
        said["size"] = int(properties.get("sz")) / 100
    for name in ("b", "i"):
        if properties.get(name) is not None:
            said[name] = properties.get(name) in ("1", "true")
    if properties.get("cap"):
        said["caps"] = properties.get("cap") == "all"
    latin = properties.find(f"{DRAWING}latin")
    if latin is not None and latin.get("typeface"):
        said["font"] = latin.get("typeface")
    colour = first_colour(properties.find(f"{DRAWING}solidFill"))
    if colour is not None:
        said["colour"] = colour
    return said


def levels_of(style: ListStyle, theme: Theme, colours: dict[str, str]) -> tuple[Level, ...]:
    """The levels of a merged style; `colours` are the slide's colours by name."""
    return tuple(_level(said, theme, colours) for said in style)


def _level(said: dict[str, Any], theme: Theme, colours: dict[str, str]) -> Level:
    size = said.get("size", 18.0)
    in_points, line = said.get("lnSpc", (False, 100_000))
    colour = resolve_colour(said["colour"], colours) if "colour" in said else None
    return Level(
        font=font_name(said.get("font", "+mn-lt"), theme),
        size=size,
        bold=said.get("b", False),
        italic=said.get("i", False),
        caps=said.get("caps", False),
        colour=colour or colours["tx1"],
        line_spacing=0.0 if in_points else line / 100_000,
        exact_spacing=line / 100 if in_points else 0.0,
        space_before=_space(said.get("spcBef"), size),
        space_after=_space(said.get("spcAft"), size),
        margin_left=said.get("marL", 0),
        indent=said.get("indent", 0),
        bullet=said.get("bullet", False),
    )


def _space(said: tuple[bool, int] | None, size: float) -> float:
    """Points before or after a paragraph; a percentage is of a line of 1.2 times the type size."""
    if said is None:
        return 0.0
    in_points, value = said
    return value / 100 if in_points else value / 100_000 * size * 1.2


def font_name(typeface: str, theme: Theme) -> str:
    """The family behind `+mj-lt` and `+mn-lt`; other names stand for themselves."""
    if typeface.startswith("+"):
        return theme.major_font if typeface.startswith("+mj") else theme.minor_font
    return typeface
