"""The theme of the builder's own templates: the colours of both, and the deck's theme part written out."""

from __future__ import annotations

COLOURS = {
    "dk1": "1B242C",
    "lt1": "FFFFFF",
    "dk2": "12263A",
    "lt2": "EAF2F4",
    "accent1": "0F5A73",
    "accent2": "E8A838",
    "accent3": "9CCBD6",
    "accent4": "9C3D1B",
    "accent5": "4D5B66",
    "accent6": "6A96A5",
    "hlink": "0F5A73",
    "folHlink": "5A4B6B",
}
"""The palette that the brief and the deck share, by theme slot."""

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def theme_part(name: str, colours: dict[str, str], major: str, minor: str) -> str:
    """A theme part (ECMA-376 part 1, 20.1.6.9)."""
    scheme = "".join(f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>' for slot, value in colours.items())
    fonts = "".join(
        f'<a:{slot}><a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/></a:{slot}>'
        for slot, font in (("majorFont", major), ("minorFont", minor))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(
        f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
        for width in (6350, 12700, 19050)
    )
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{XML}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{scheme}</a:clrScheme><a:fontScheme name="{name}">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme>"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )
