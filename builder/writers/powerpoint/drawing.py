"""DrawingML that the shapes of a slide have in common. Lengths are EMU."""

from __future__ import annotations

from builder.office.colour import scheme_colour
from builder.office.xml import attribute, declare
from builder.templates.deck.facts import Frame

__all__ = ["DECORATIVE", "TREE_START", "fill", "identity", "no_fill_line", "properties", "root", "transform"]

TREE_START = (
    '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off '
    'x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
DECORATIVE = (
    f'<a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative {declare("adec")} val="1"/></a:ext>'
)
"""Marks a shape as decoration for assistive technology (PowerPoint 2019 and later)."""

no_fill_line = "<a:ln><a:noFill/></a:ln>"


def identity(guid: str) -> str:
    """Return the extension with a shape's lasting identity, in PowerPoint's own form."""
    return (
        f'<a:ext uri="{{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}}"><a16:creationId {declare("a16")} id="{guid}"/></a:ext>'
    )


def properties(number: int, name: str, guid: str = "", alt: str = "", decorative: bool = False) -> str:
    """Return `p:cNvPr`: a shape's id, name, identity, alternative text, and the mark of decoration."""
    described = f' descr="{attribute(alt)}"' if alt else ""
    extensions = (identity(guid) if guid else "") + (DECORATIVE if decorative else "")
    if not extensions:
        return f'<p:cNvPr id="{number}" name="{attribute(name)}"{described}/>'
    return f'<p:cNvPr id="{number}" name="{attribute(name)}"{described}><a:extLst>{extensions}</a:extLst></p:cNvPr>'


def transform(frame: Frame, prefix: str = "a") -> str:
    """Return the `xfrm` with a shape's position and size; that of a graphic frame has the prefix `p`."""
    position = f'<a:off x="{frame.x}" y="{frame.y}"/><a:ext cx="{frame.width}" cy="{frame.height}"/>'
    return f"<{prefix}:xfrm>{position}</{prefix}:xfrm>"


def fill(colour: str, alpha: int = 100) -> str:
    """Return a solid fill in a theme colour; `alpha` in percent."""
    return f"<a:solidFill>{scheme_colour(colour, alpha)}</a:solidFill>"


def root(name: str, children: str) -> str:
    """Return the root element of a part, with its namespaces."""
    return f"<{name} {declare('a', 'r', 'p')}>{children}</{name}>"
