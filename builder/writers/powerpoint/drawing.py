"""Pieces of DrawingML that every shape of a slide is made of. Lengths are EMU."""

from __future__ import annotations

from builder.office.colour import scheme_colour
from builder.office.xml import attribute
from builder.templates.deck.facts import Frame

__all__ = ["DECORATIVE", "NAMESPACES", "TREE_START", "fill", "identity", "no_fill_line", "placed", "properties"]

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
TREE_START = (
    '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off '
    'x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
DECORATIVE = (
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
)
"""Says to assistive technology that a shape carries no meaning (PowerPoint 2019 and later)."""

no_fill_line = "<a:ln><a:noFill/></a:ln>"


def identity(guid: str) -> str:
    """The extension with the shape's lasting identity, as PowerPoint itself writes it."""
    return (
        '<a:ext uri="{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"><a16:creationId '
        f'xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" id="{guid}"/></a:ext>'
    )


def properties(number: int, name: str, guid: str = "", alt: str = "", decorative: bool = False) -> str:
    """`p:cNvPr`: the shape's id and name, its description, and whether it is decoration."""
    described = f' descr="{attribute(alt)}"' if alt else ""
    extensions = (identity(guid) if guid else "") + (DECORATIVE if decorative else "")
    if not extensions:
        return f'<p:cNvPr id="{number}" name="{attribute(name)}"{described}/>'
    return f'<p:cNvPr id="{number}" name="{attribute(name)}"{described}><a:extLst>{extensions}</a:extLst></p:cNvPr>'


def placed(frame: Frame, prefix: str = "a") -> str:
    """The place and size of a shape; graphic frames write it with the prefix `p`."""
    place = f'<a:off x="{frame.x}" y="{frame.y}"/><a:ext cx="{frame.width}" cy="{frame.height}"/>'
    return f"<{prefix}:xfrm>{place}</{prefix}:xfrm>"


def fill(colour: str, alpha: int = 100) -> str:
    """A plain fill in a theme colour."""
    return f"<a:solidFill>{scheme_colour(colour, alpha)}</a:solidFill>"
