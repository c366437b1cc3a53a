"""The table style for templates without one of their own (ECMA-376 part 1, 20.1.4.2).

Quiet: hairlines between rows, a strong rule under the header, bold header, first column and totals, no fill. Colours
are the theme's; which ones depends on the background of the layout.
"""

from __future__ import annotations

from builder.office.colour import contrast, scheme_colour, shade_of
from builder.office.xml import PROLOGUE, declare
from builder.templates.deck.facts import SlideLayout

__all__ = ["TABLE_STYLE_ID", "header_colour", "table_style", "table_styles"]

TABLE_STYLE_ID = "{7B6A4C1E-52D7-4F0B-9C3A-1D5E8F20A6B4}"

_RULE, _STRONG_RULE, _HAIRLINE = 12_700, 22_225, 6_350
_READABLE = 4.5


def _line(side: str, width: int, colour: str) -> str:
    """Return a border: its width in EMU and its colour's name."""
    paint = f"<a:solidFill>{scheme_colour(colour)}</a:solidFill>"
    return f'<a:{side}><a:ln w="{width}" cap="flat" cmpd="sng">{paint}</a:ln></a:{side}>'


def _no_line(side: str) -> str:
    return f"<a:{side}><a:ln><a:noFill/></a:ln></a:{side}>"


def _part(name: str, colour: str, bold: bool, borders: str, fill: str = "") -> str:
    """Return the formatting of one part of a table (`wholeTbl`, `firstRow`, …): text, borders, fill."""
    weight = ' b="on"' if bold else ""
    text = f'<a:tcTxStyle{weight}><a:fontRef idx="minor"/>{scheme_colour(colour)}</a:tcTxStyle>'
    return f"<a:{name}>{text}<a:tcStyle><a:tcBdr>{borders}</a:tcBdr>{fill}</a:tcStyle></a:{name}>"


def _definition(layout: SlideLayout | None, declarations: str = "") -> str:
    """Return the style as `a:tblStyle`; without `declarations`, its parent declares the namespace `a`.

    `layout` is that of the tables; None means a light background with the usual colours of the theme.
    """
    ink, head, hairline = "tx1", "tx2", "bg1-22"
    if layout is not None:
        ink, head = layout.ink, header_colour(layout)
        # Alpha would do for both grounds, but LibreOffice draws the borders of tables without it.
        if contrast(layout.background, "FFFFFF") > contrast(layout.background, "000000"):
            hairline = f"{ink}-50"
    plain = "".join(map(_no_line, ("left", "right", "top")))
    inside = f"{_line('insideH', _HAIRLINE, hairline)}{_no_line('insideV')}"
    whole = f"{plain}{_line('bottom', _RULE, ink)}{inside}"
    return (
        f'<a:tblStyle{declarations} styleId="{TABLE_STYLE_ID}" styleName="Briefing">'
        f"{_part('wholeTbl', ink, False, whole, '<a:fill><a:noFill/></a:fill>')}"
        f"{_part('firstCol', ink, True, '')}"
        f"{_part('lastRow', ink, True, _line('top', _RULE, ink))}"
        f"{_part('firstRow', head, True, _line('bottom', _STRONG_RULE, head))}"
        "</a:tblStyle>"
    )


def header_colour(layout: SlideLayout) -> str:
    """Return the colour of the header and its rule, which can be read on the background of the layout."""
    readable = contrast(shade_of("tx2", layout.colours), layout.background) >= _READABLE
    return "tx2" if readable else layout.ink


def table_style(layout: SlideLayout | None = None) -> str:
    """Return the style as an `a:tblStyle` element, for tables on `layout` (None: a light background)."""
    return _definition(layout, f" {declare('a')}")


def table_styles(layout: SlideLayout | None = None) -> str:
    """Return a part of table styles with this one, which new tables take."""
    return f'{PROLOGUE}<a:tblStyleLst {declare("a")} def="{TABLE_STYLE_ID}">{_definition(layout)}</a:tblStyleLst>'
