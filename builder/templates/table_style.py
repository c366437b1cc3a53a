"""The table style that the builder brings where a template has none of its own (ECMA-376 part 1, 20.1.4.2).

Quiet: hairlines between rows, a strong rule under the header, bold header, first column and totals, no fill and no band.
Everything is said in theme colours, so that it suits any theme, dark ones too.
"""

from __future__ import annotations

from builder.templates.xml import PROLOGUE

__all__ = ["TABLE_STYLE_ID", "table_style", "table_styles"]

TABLE_STYLE_ID = "{7B6A4C1E-52D7-4F0B-9C3A-1D5E8F20A6B4}"

_TITLE = 'val="tx2">'
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


HAIRLINE = 'val="bg1"><a:lumMod val="78000"/>'
"""The colour of hairlines on a light ground, as the rest of an `a:schemeClr`: the ground, darkened."""
DARK_HAIRLINE = 'val="tx1"><a:lumMod val="50000"/>'
"""The same on a dark ground. (Alpha would do for both, but LibreOffice draws table borders without it.)"""


def _line(side: str, width: int, colour: str = 'val="tx1">') -> str:
    """A border: its width in EMU and the rest of its `a:schemeClr`."""
    return (
        f'<a:{side}><a:ln w="{width}" cap="flat" cmpd="sng"><a:solidFill><a:schemeClr {colour}</a:schemeClr>'
        f"</a:solidFill></a:ln></a:{side}>"
    )


def _no_line(side: str) -> str:
    return f"<a:{side}><a:ln><a:noFill/></a:ln></a:{side}>"


def _text(colour: str = "tx1", bold: bool = False) -> str:
    weight = ' b="on"' if bold else ""
    return f'<a:tcTxStyle{weight}><a:fontRef idx="minor"/><a:schemeClr val="{colour}"/></a:tcTxStyle>'


def table_style(dark: bool = False) -> str:
    """The style as an `a:tblStyle` element (the namespace `a` declared by its parent), for a light or a dark ground."""
    sides = "".join(map(_no_line, ("left", "right", "top")))
    whole = f"{sides}{_line('bottom', 12_700)}{_line('insideH', 6_350, DARK_HAIRLINE if dark else HAIRLINE)}{_no_line('insideV')}"
    return (
        f'<a:tblStyle styleId="{TABLE_STYLE_ID}" styleName="Briefing">'
        f"<a:wholeTbl>{_text()}<a:tcStyle><a:tcBdr>{whole}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
        f'<a:band1H><a:tcStyle><a:tcBdr/><a:fill><a:solidFill><a:schemeClr val="bg2"/></a:solidFill></a:fill></a:tcStyle></a:band1H>'
        f"<a:firstCol>{_text(bold=True)}<a:tcStyle><a:tcBdr/></a:tcStyle></a:firstCol>"
        f"<a:lastRow>{_text(bold=True)}<a:tcStyle><a:tcBdr>{_line('top', 12_700)}</a:tcBdr></a:tcStyle></a:lastRow>"
        f"<a:firstRow>{_text('tx2', bold=True)}<a:tcStyle><a:tcBdr>{_line('bottom', 22_225, _TITLE)}</a:tcBdr></a:tcStyle>"
        "</a:firstRow></a:tblStyle>"
    )


def table_styles(dark: bool = False) -> str:
    """A whole part of table styles: this one, as the style of new tables."""
    return f'{PROLOGUE}<a:tblStyleLst xmlns:a="{_DRAWING}" def="{TABLE_STYLE_ID}">{table_style(dark)}</a:tblStyleLst>'
