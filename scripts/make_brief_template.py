# ruff: noqa: E501 - element after element, in the order of the schema
"""Makes `templates/brief.docx`, once. Builds read only that file; edit it in Word, or change this and run it again.

The page has one left edge, 20 mm from the paper's. Text is 124 mm wide, about 70 characters of 10.5 point, and leaves a
margin of 40 mm at its right; headings, exhibits and footnotes take the whole 170 mm. The serif is for what is read
first: titles, first headings, leads, quotations. Lengths are twips (1/20 point), type sizes half-points. Element order
follows the schemas of ECMA-376 part 1 (17.3.1.26, 17.3.2.28, 17.7.4.17).

Usage: python scripts/make_brief_template.py [FILE]
"""

from __future__ import annotations

import sys
from pathlib import Path

import office_theme
from office_parts import RELATIONSHIPS, ROOT, PackageParts

from builder.office.xml import PROLOGUE, escape
from builder.templates.word.emptying import COMPATIBILITY

MARGIN = 1134  # 20 mm, at the left and at the right of the page
TEXT_WIDTH = 9638  # 170 mm
ASIDE = 2608  # 46 mm: the margin column at the right of the text, with its gutter
HANG = 624  # 11 mm: between the left edge and the title of a numbered heading
DEEP = 794  # 14 mm: the same on the deepest levels, whose numbers are long
INSET = 340  # 6 mm: between the left edge and the text beside an accent bar
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
CT = "application/vnd.openxmlformats-officedocument.wordprocessingml"

EMU_PER_MM = 36_000
BAND_HEIGHT, STRIP_HEIGHT = 83.0, 2.2
"""The band of the first page in navy, and the strip in teal below it, in millimetres."""
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
SHAPES = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
COLOURS = office_theme.COLOURS
# Names of theme colours in WordprocessingML (17.18.97) for the slots of the theme.
THEME_NAMES = {"dk1": "text1", "lt1": "background1", "dk2": "text2", "lt2": "background2", "hlink": "hyperlink"}
HAIRLINE = "C4D0D6"


def colour(slot: str) -> str:
    return f'<w:color w:val="{COLOURS[slot]}" w:themeColor="{THEME_NAMES.get(slot, slot)}"/>'


def fill(slot: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{COLOURS[slot]}" w:themeFill="{THEME_NAMES.get(slot, slot)}"/>'


def edge(side: str, size: int, slot: str, space: int = 0) -> str:
    """A border: `size` in eighths of a point, `space` in points."""
    theme = f' w:themeColor="{THEME_NAMES.get(slot, slot)}"' if slot in COLOURS else ""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{COLOURS.get(slot, slot)}"{theme}/>'


def size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


BOLD = "<w:b/><w:bCs/>"
NOT_BOLD = '<w:b w:val="0"/><w:bCs w:val="0"/>'
KEEP = "<w:keepNext/><w:keepLines/>"


def spacing(before: float = 0, after: float = 0, line: int = 0) -> str:
    """Points before and after; `line` in 240ths of a line."""
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"{lines}/>'


SERIF, SANS = 1.172, 1.2207
"""Line heights of the theme's fonts, Cambria and Calibri, in ems."""


def leading(points: float, line: float, font: float = SANS) -> int:
    """Return the line spacing, in 240ths of the font's own, that makes lines of `line` points of type of `points`."""
    return round(240 * line / (points * font))


def indent(left: int = 0, hanging: int = 0, right: int = 0) -> str:
    """Return indents; text styles leave the margin column free by `right=ASIDE`."""
    tail = f' w:hanging="{hanging}"' if hanging else ' w:firstLine="0"'
    return f'<w:ind w:left="{left}" w:right="{right}"{tail}/>'


def style(
    kind: str,
    name: str,
    *,
    sid: str = "",
    based: str = "Normal",
    following: str = "",
    link: str = "",
    ppr: str = "",
    rpr: str = "",
    extra: str = "",
    ui: int = 99,
    shown: bool = True,
    builtin: bool = True,
    default: bool = False,
) -> str:
    """A style element (17.7.4.17). `builtin` names are Word's own, distinguished by name whatever the language of
    Office.
    """
    sid = sid or "".join(word[:1].upper() + word[1:] for word in name.split())
    return "".join(
        (
            f'<w:style w:type="{kind}"{" w:default=" + chr(34) + "1" + chr(34) if default else ""}',
            "" if builtin else ' w:customStyle="1"',
            f' w:styleId="{sid}"><w:name w:val="{escape(name)}"/>',
            f'<w:basedOn w:val="{based}"/>' if based and not default else "",
            f'<w:next w:val="{following}"/>' if following else "",
            f'<w:link w:val="{link}"/>' if link else "",
            f'<w:uiPriority w:val="{ui}"/>',
            "<w:qFormat/>" if shown else "<w:semiHidden/><w:unhideWhenUsed/>",
            f"<w:pPr>{ppr}</w:pPr>" if ppr else "",
            f"<w:rPr>{rpr}</w:rPr>" if rpr else "",
            extra,
            "</w:style>",
        )
    )


MAJOR = (
    '<w:rFonts w:asciiTheme="majorHAnsi" w:eastAsiaTheme="majorEastAsia" w:hAnsiTheme="majorHAnsi" '
    'w:cstheme="majorBidi"/>'
)
MINOR = MAJOR.replace("major", "minor")
MONO = '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>'


def frame_styles() -> list[str]:
    """Word's foundation, and the text."""
    return [
        style("paragraph", "Normal", default=True, ui=0, ppr="<w:widowControl/>"),
        style("character", "Default Paragraph Font", default=True, ui=1, shown=False),
        style(
            "table",
            "Normal Table",
            sid="TableNormal",
            default=True,
            shown=False,
            extra='<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
            '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
            "</w:tblCellMar></w:tblPr>",
        ),
        style("numbering", "No List", default=True, shown=False),
        style("paragraph", "Body Text", ui=1, ppr=spacing(0, 7.5) + indent(right=ASIDE)),
        style(
            "paragraph",
            "Lead",
            following="BodyText",
            builtin=False,
            ui=2,
            ppr=KEEP + spacing(0, 7, leading(13.5, 18.5, SERIF)) + indent(right=ASIDE),
            rpr=MAJOR + colour("dk2") + size(13.5),
        ),
    ]


def heading_styles() -> list[str]:
    def heading(level: int, head: str, tail: str, rpr: str, *, numbered: bool = True) -> str:
        number = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>' if numbered else ""
        return style(
            "paragraph",
            f"heading {level}",
            sid=f"Heading{level}",
            following="BodyText",
            ui=9,
            ppr=f'{KEEP}{number}{head}{tail}<w:outlineLvl w:val="{level - 1}"/>',
            rpr=rpr,
        )

    rule = f"<w:pBdr>{edge('top', 18, 'accent1', 7)}{edge('between', 18, 'accent1', 7)}</w:pBdr>"
    titled, deep = indent(HANG, HANG), indent(DEEP, DEEP)
    italic = "<w:i/><w:iCs/>"
    return [
        heading(1, rule, spacing(26, 5, leading(22, 25, SERIF)) + titled, MAJOR + BOLD + colour("dk2") + size(22)),
        heading(2, "", spacing(14, 4, leading(15, 18)) + titled, MINOR + BOLD + colour("accent1") + size(15)),
        heading(3, "", spacing(9, 2, leading(11.5, 15)) + titled, MINOR + BOLD + colour("dk2") + size(11.5)),
        heading(4, "", spacing(9, 2) + deep, MINOR + BOLD + italic + colour("dk1") + size(10.5)),
        heading(5, "", spacing(9, 2) + deep, MINOR + italic + colour("dk1") + size(10.5)),
        # Builds go no deeper; these are for those who go on writing in Word.
        *(
            heading(
                level, "", spacing(8, 2) + indent(), MINOR + italic + colour("accent5") + size(10.5), numbered=False
            )
            for level in (6, 7, 8, 9)
        ),
    ]


def cover_styles() -> list[str]:
    bar = f"<w:pBdr>{edge('left', 36, 'accent1', 14)}</w:pBdr>"
    strip = f"<w:pBdr>{edge('top', 18, 'accent1', 5)}</w:pBdr>"
    # Neighbours of one style share their border: the rule between them has to be asked for (17.3.1.5).
    hairline = f"<w:pBdr>{edge('top', 4, HAIRLINE, 4)}{edge('between', 4, HAIRLINE, 4)}</w:pBdr>"
    below = f"<w:pBdr>{edge('bottom', 12, 'dk2', 3)}</w:pBdr>"
    line = f"<w:pBdr>{edge('bottom', 4, HAIRLINE, 3)}{edge('between', 4, HAIRLINE, 3)}</w:pBdr>"
    navy = fill("dk2")
    white = colour("lt1")
    return [
        # Over the band: white on navy, also where the band is not drawn.
        style(
            "paragraph",
            "Document Status",
            following="Title",
            builtin=False,
            ui=10,
            ppr="<w:keepNext/>" + navy + spacing(0, 0, 240),
            rpr=BOLD + colour("accent2") + size(11),
        ),
        style(
            "character",
            "Document Date",
            builtin=False,
            based="DefaultParagraphFont",
            ui=10,
            rpr=NOT_BOLD + white + navy,
        ),
        style(
            "paragraph",
            "Title",
            following="Subtitle",
            ui=10,
            ppr=KEEP + navy + spacing(26, 0, leading(44, 48, SERIF)),
            rpr=MAJOR + BOLD + white + '<w:kern w:val="28"/>' + size(44),
        ),
        style(
            "paragraph",
            "Subtitle",
            following="BodyText",
            ui=11,
            ppr="<w:keepNext/>" + navy + spacing(4.5, 0, leading(18, 23)),
            rpr=white + size(18),
        ),
        style(
            "paragraph",
            "Document Authors",
            following="BodyText",
            builtin=False,
            ui=11,
            ppr=navy + spacing(21, 54, 240),
            rpr=colour("accent3") + size(11),
        ),
        # The same for templates that lack these styles, and have no band.
        style(
            "paragraph",
            "Plain Document Status",
            builtin=False,
            shown=False,
            ppr=f'<w:keepNext/>{strip}<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>{spacing(0, 24, 240)}',
            rpr=BOLD + colour("accent1") + size(11),
        ),
        style(
            "character",
            "Plain Document Date",
            builtin=False,
            shown=False,
            based="DefaultParagraphFont",
            rpr=NOT_BOLD + colour("accent5"),
        ),
        style(
            "paragraph",
            "Plain Title",
            builtin=False,
            shown=False,
            ppr=KEEP + spacing(0, 6, leading(34, 38, SERIF)) + "<w:contextualSpacing/>",
            rpr=MAJOR + BOLD + colour("dk2") + '<w:kern w:val="28"/>' + size(34),
        ),
        style(
            "paragraph",
            "Plain Subtitle",
            builtin=False,
            shown=False,
            ppr="<w:keepNext/>" + spacing(0, 8, leading(18, 23)),
            rpr=colour("accent5") + size(18),
        ),
        style(
            "paragraph",
            "Plain Document Authors",
            builtin=False,
            shown=False,
            ppr=spacing(0, 22),
            rpr=colour("dk1") + size(11),
        ),
        style(
            "paragraph",
            "Summary Box",
            builtin=False,
            ui=12,
            ppr=f"{bar}{spacing(0, 6, leading(12.5, 18))}{indent(INSET)}",
            rpr=colour("dk1") + size(12.5),
        ),
        style(
            "paragraph",
            "Summary Heading",
            based="SummaryBox",
            following="SummaryBox",
            builtin=False,
            ui=12,
            ppr=KEEP + spacing(0, 3, leading(15, 18)),
            rpr=BOLD + colour("accent1") + size(15),
        ),
        style(
            "paragraph",
            "Key Figure Value",
            following="KeyFigureLabel",
            builtin=False,
            ui=13,
            ppr=KEEP + spacing(0, 3, 221),
            rpr=BOLD + colour("accent1") + size(30),
        ),
        style(
            "character",
            "Key Figure Unit",
            based="DefaultParagraphFont",
            builtin=False,
            ui=13,
            rpr=size(17),
        ),
        style(
            "character",
            "Key Figure Prefix",
            based="DefaultParagraphFont",
            builtin=False,
            ui=13,
            rpr=NOT_BOLD + colour("dk1") + size(10.5),
        ),
        style(
            "paragraph",
            "Key Figure Label",
            builtin=False,
            ui=13,
            ppr="<w:keepLines/>" + spacing(1, 0, 240),
            rpr=size(10.5),
        ),
        style(
            "table",
            "Key Figures",
            based="TableNormal",
            builtin=False,
            ui=13,
            # Tiles: a white rule between them is the gap.
            extra=f"<w:tblPr><w:tblBorders>{edge('top', 24, 'accent1')}{edge('insideV', 72, 'lt1')}</w:tblBorders>"
            '<w:tblCellMar><w:top w:w="153" w:type="dxa"/><w:left w:w="255" w:type="dxa"/><w:bottom w:w="142" '
            f'w:type="dxa"/><w:right w:w="170" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tcPr>{fill("lt2")}</w:tcPr>',
        ),
        style(
            "paragraph",
            "Key Figure Row",
            builtin=False,
            ui=13,
            ppr=f'<w:keepLines/>{hairline}<w:tabs><w:tab w:val="left" w:pos="{ASIDE}"/></w:tabs>'
            + spacing(6, 0, 245)
            + indent(ASIDE, ASIDE),
            rpr=size(10.5),
        ),
        style(
            "character",
            "Key Figure Number",
            based="DefaultParagraphFont",
            builtin=False,
            ui=13,
            rpr=BOLD + colour("accent1") + size(17),
        ),
        style(
            "paragraph",
            "TOC Heading",
            following="BodyText",
            ui=39,
            ppr=KEEP + below + spacing(10, 0, leading(15, 18)) + indent(),
            rpr=MINOR + BOLD + colour("accent1") + size(15),
        ),
        style(
            "paragraph",
            "table of figures",
            sid="TableofFigures",
            following="BodyText",
            ui=39,
            ppr=f'{line}<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
            f"{spacing(3, 0, 240)}{indent(HANG, HANG)}",
            rpr=size(10),
        ),
        *(
            style(
                "paragraph",
                f"toc {level}",
                sid=f"TOC{level}",
                following="BodyText",
                ui=39,
                ppr=f'{line}<w:tabs><w:tab w:val="left" w:pos="{text}"/>'
                f'<w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
                # No right indent: LibreOffice drops the page number at a tab that stands beyond it.
                f"{spacing(before, 0, 240)}{indent(text, hanging)}",
                rpr=size(points),
            )
            for level, text, hanging, before, points in (
                (1, HANG, HANG, 3.5, 10.5),
                (2, HANG + 567, 567, 3, 10),
                (3, HANG + 1247, 680, 3, 10),
                (4, HANG + 2098, 851, 3, 10),
                (5, HANG + 3119, 1021, 3, 10),
            )
        ),
    ]


def list_styles() -> list[str]:
    def item(kind: str, num: int, level: int) -> str:
        suffix = f" {level}" if level > 1 else ""
        ilvl = f'<w:ilvl w:val="{level - 1}"/>' if level > 1 else ""
        return style(
            "paragraph",
            f"List {kind}{suffix}",
            based="BodyText",
            ui=14,
            ppr=f'<w:numPr>{ilvl}<w:numId w:val="{num}"/></w:numPr>{spacing(0, 3.5)}{indent(340 * level, 340, ASIDE)}',
        )

    items = [item(kind, num, level) for kind, num in (("Bullet", 2), ("Number", 3)) for level in (1, 2, 3)]
    more = [
        style(
            "paragraph",
            f"List Continue{f' {level}' if level > 1 else ''}",
            based="BodyText",
            ui=14,
            ppr=spacing(0, 3.5) + indent(340 * level, right=ASIDE),
        )
        for level in (1, 2, 3)
    ]
    return items + more


def exhibit_styles() -> list[str]:
    return [
        style(
            "paragraph",
            "caption",
            sid="Caption",
            following="BodyText",
            ui=35,
            ppr=KEEP + spacing(9, 3, leading(11.5, 15)),
            rpr=BOLD + colour("dk2") + size(11.5),
        ),
        style(
            "paragraph", "Figure", following="Caption", builtin=False, ui=35, ppr="<w:keepNext/>" + spacing(9, 4, 240)
        ),
        style(
            "paragraph",
            "Unit Line",
            following="Figure",
            builtin=False,
            ui=35,
            ppr=KEEP + spacing(0, 3, leading(9.5, 13)),
            rpr=colour("accent5") + size(9.5),
        ),
        style(
            "paragraph",
            "Source Line",
            following="BodyText",
            builtin=False,
            ui=36,
            ppr="<w:keepLines/>" + spacing(3, 10, leading(9, 12)),
            rpr=colour("dk1") + size(9),
        ),
        style("paragraph", "Table Text", builtin=False, ui=37, ppr=spacing(2, 2, 240), rpr=size(10)),
        style("paragraph", "Table Number", based="TableText", builtin=False, ui=37, ppr='<w:jc w:val="right"/>'),
        style(
            "paragraph",
            "Table Header",
            based="TableText",
            builtin=False,
            ui=37,
            ppr="<w:keepNext/>" + spacing(4, 4, 240),
            rpr=BOLD + colour("dk2") + size(10),
        ),
        table_style(),
    ]


def table_style() -> str:
    """Quiet: rules under the header and at the foot, hairlines between rows, no vertical line, no fill."""
    margins = (
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="142" w:type="dxa"/></w:tblCellMar>'
    )
    borders = f"<w:tblBorders>{edge('bottom', 4, HAIRLINE)}{edge('insideH', 4, HAIRLINE)}</w:tblBorders>"

    def part(kind: str, rpr: str, tcpr: str = "") -> str:
        cell = f"<w:tcPr>{tcpr}</w:tcPr>" if tcpr else ""
        return f'<w:tblStylePr w:type="{kind}"><w:rPr>{rpr}</w:rPr>{cell}</w:tblStylePr>'

    return style(
        "table",
        "Brief Table",
        based="TableNormal",
        builtin=False,
        ui=37,
        extra=f'<w:tblPr><w:tblStyleRowBandSize w:val="1"/>{borders}{margins}</w:tblPr>'
        + part(
            "firstRow",
            BOLD + colour("dk2"),
            f'<w:tcBorders>{edge("bottom", 10, "dk2")}</w:tcBorders><w:vAlign w:val="bottom"/>',
        )
        + part("lastRow", BOLD, f"<w:tcBorders>{edge('top', 10, 'dk2')}{edge('bottom', 10, 'dk2')}</w:tcBorders>")
        + part("firstCol", BOLD),
    )


def callout_styles() -> list[str]:
    """A bar in the colour of the kind over a tint; the word of the kind is a tag in that colour. In the margin, a rule
    above and no fill. All paragraphs of a note there have one border, or programs would part them.
    """
    kinds = (("Note", "accent1", "lt1"), ("Warning", "accent4", "lt1"), ("Key", "accent2", "dk2"))
    styles = []
    for name, slot, on_slot in kinds:
        padding = "".join(edge(side, 4, "lt2", space) for side, space in (("bottom", 5), ("right", 8)))
        bars = edge("top", 4, "lt2", 5) + edge("left", 28, slot, 9) + padding
        text = f"<w:pBdr>{bars}</w:pBdr>{fill('lt2')}{spacing(0, 4, leading(10, 14))}{indent(250, right=ASIDE + 170)}"
        styles += [
            style("paragraph", f"Callout {name}", builtin=False, ui=30, ppr=f"<w:keepLines/>{text}", rpr=size(10)),
            style(
                "paragraph",
                f"Callout {name} Title",
                based=f"Callout{name}",
                following=f"Callout{name}",
                builtin=False,
                ui=30,
                ppr=KEEP + spacing(12, 4, leading(10, 14)),
                rpr=BOLD + colour("dk2"),
            ),
            style(
                "paragraph",
                f"Margin {name}",
                builtin=False,
                ui=30,
                ppr="<w:keepLines/>"
                + f"<w:pBdr>{edge('top', 18, slot, 6)}</w:pBdr>"
                + spacing(0, 3, leading(10, 14))
                + indent(),
                rpr=size(10),
            ),
            style(
                "paragraph",
                f"Margin {name} Title",
                based=f"Margin{name}",
                following=f"Margin{name}",
                builtin=False,
                ui=30,
                rpr=BOLD + colour("dk2"),
            ),
            style(
                "character",
                f"Callout {name} Tag",
                based="DefaultParagraphFont",
                builtin=False,
                ui=30,
                rpr=BOLD + colour(on_slot) + size(9) + fill(slot),
            ),
        ]
    return styles


def apart_styles() -> list[str]:
    """Quotes, timelines, code."""
    hanging = f'<w:tabs><w:tab w:val="left" w:pos="{ASIDE}"/></w:tabs>'
    frame = "".join(edge(side, 4, "lt2", 5) for side in ("top", "left", "bottom", "right"))
    bar = f"<w:pBdr>{edge('left', 28, 'accent2', 14)}</w:pBdr>"
    return [
        style(
            "paragraph",
            "Quote",
            following="QuoteAttribution",
            ui=29,
            ppr=KEEP + bar + spacing(9, 3, leading(16, 21, SERIF)) + indent(INSET, right=ASIDE),
            rpr=MAJOR + "<w:i/><w:iCs/>" + colour("dk2") + size(16),
        ),
        style(
            "paragraph",
            "Quote Attribution",
            based="Quote",
            following="BodyText",
            builtin=False,
            ui=29,
            ppr='<w:keepNext w:val="0"/>' + spacing(0, 12, leading(10, 15)),
            rpr=MINOR + '<w:i w:val="0"/><w:iCs w:val="0"/>' + colour("accent5") + size(10),
        ),
        style(
            "paragraph",
            "Timeline Date",
            following="TimelineText",
            builtin=False,
            ui=31,
            ppr=f"{KEEP}<w:pBdr>{edge('top', 4, HAIRLINE, 4)}{edge('between', 4, HAIRLINE, 4)}</w:pBdr>{hanging}"
            f"{spacing(9, 1)}{indent(ASIDE, ASIDE)}",
            rpr=BOLD + colour("accent1"),
        ),
        style(
            "paragraph",
            "Timeline Text",
            builtin=False,
            ui=31,
            ppr="<w:keepLines/>" + spacing(0, 4) + indent(ASIDE),
        ),
        style(
            "paragraph",
            "Code",
            builtin=False,
            ui=32,
            ppr=f"<w:keepLines/><w:pBdr>{frame}</w:pBdr>{fill('lt2')}{spacing(7, 11, 240)}{indent(130, 0, ASIDE + 130)}",
            rpr=MONO + "<w:noProof/>" + size(9),
        ),
        style(
            "character",
            "Code Char",
            based="DefaultParagraphFont",
            builtin=False,
            ui=32,
            rpr=MONO + "<w:noProof/>" + size(9.5),
        ),
    ]


def page_styles() -> list[str]:
    small = colour("accent5") + size(9)
    right_tab = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    return [
        style("paragraph", "header", sid="Header", ppr=right_tab + spacing(0, 0, 240), rpr=small, shown=False),
        style(
            "paragraph",
            "footer",
            sid="Footer",
            ppr=right_tab + spacing(0, 0, 240),
            rpr=small,
            shown=False,
        ),
        style(
            "paragraph",
            "footnote text",
            sid="FootnoteText",
            shown=False,
            ppr="<w:keepLines/>" + spacing(0, 2, leading(8.5, 11.5)) + indent(170, 170),
            rpr=size(8.5),
        ),
        style(
            "character",
            "footnote reference",
            sid="FootnoteReference",
            based="DefaultParagraphFont",
            shown=False,
            rpr=BOLD + colour("accent1") + '<w:vertAlign w:val="superscript"/>',
        ),
        style(
            "character",
            "Hyperlink",
            based="DefaultParagraphFont",
            shown=False,
            rpr=colour("hlink") + '<w:u w:val="single"/>',
        ),
        style("paragraph", "Imprint", builtin=False, ui=38, ppr=spacing(0, 0, leading(9, 12)), rpr=size(9)),
        style(
            "paragraph",
            "Imprint Heading",
            based="Imprint",
            following="Imprint",
            builtin=False,
            ui=38,
            ppr="<w:keepNext/>",
            rpr=BOLD,
        ),
        style(
            "table",
            "Imprint Table",
            based="TableNormal",
            builtin=False,
            ui=38,
            extra='<w:tblPr><w:tblCellMar><w:top w:w="113" w:type="dxa"/><w:left w:w="170" w:type="dxa"/><w:bottom '
            f'w:w="113" w:type="dxa"/><w:right w:w="170" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tcPr>{fill("lt2")}'
            "</w:tcPr>",
        ),
        style(
            "paragraph",
            "Bibliography",
            ui=37,
            ppr="<w:keepLines/>" + spacing(0, 3, leading(9.5, 13)) + indent(284, 284, ASIDE),
            rpr=size(9.5),
        ),
    ]


def styles_part() -> str:
    """Styles, over defaults of 10.5 point on 15. Latent styles keep Word's gallery to what stands here (17.7.4.5)."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{MINOR}{colour('dk1')}{size(10.5)}"
        '<w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        f"{spacing(0, 0, leading(10.5, 15))}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    latent = (
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
        'w:defQFormat="0" w:count="376"/>'
    )
    groups = (
        frame_styles(),
        cover_styles(),
        heading_styles(),
        list_styles(),
        exhibit_styles(),
        callout_styles(),
        apart_styles(),
        page_styles(),
    )
    body = "".join(element for group in groups for element in group)
    return f'{PROLOGUE}<w:styles xmlns:w="{W}">{defaults}{latent}{body}</w:styles>'


def numbering_part() -> str:
    """Headings (1 to 1.1.1.1.1), bullets and ordered lists. Bullets are characters of the text font, not of Symbol."""

    def level(n: int, form: str, text: str, left: int, hanging: int, linked: str = "", rpr: str = "") -> str:
        bound = f'<w:pStyle w:val="{linked}"/>' if linked else ""
        bound += "" if hanging else '<w:suff w:val="nothing"/>'
        props = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
        # A heading begins at its hanging indent, which builds widen for long numbers: a stop would come before it.
        tab = (
            f'<w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>'
            if hanging and not linked.startswith("Heading")
            else ""
        )
        return (
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{bound}<w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr>{tab}<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>{props}</w:lvl>'
        )

    def abstract(number: int, name: str, levels: list[str]) -> str:
        return (
            f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="5B1D{number:04X}"/>'
            f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="6C2E{number:04X}"/><w:name w:val="{name}"/>'
            f"{''.join(levels)}</w:abstractNum>"
        )

    def linked(kind: str, n: int) -> str:
        return f"List{kind}{n + 1 if n else ''}" if n < 3 else ""

    heads = [
        level(
            n,
            "decimal",
            ".".join(f"%{k + 1}" for k in range(n + 1)),
            HANG if n < 3 else DEEP,
            HANG if n < 3 else DEEP,
            f"Heading{n + 1}" if n < 5 else "",
            colour("accent1"),
        )
        for n in range(9)
    ]
    marks = "•–·"
    bullets = [
        level(n, "bullet", marks[min(n, 2)], 340 * (n + 1), 340, linked("Bullet", n), MINOR + colour("accent1"))
        for n in range(9)
    ]
    forms = (("decimal", "%{}."), ("lowerLetter", "%{})"), ("lowerRoman", "%{}."))
    numbers = [
        level(
            n,
            forms[n % 3][0],
            forms[n % 3][1].format(n + 1),
            340 * (n + 1),
            340,
            linked("Number", n),
            colour("accent1"),
        )
        for n in range(9)
    ]
    lists = abstract(0, "Headings", heads) + abstract(1, "Bullets", bullets) + abstract(2, "Numbers", numbers)
    # For headings without a number (the list of sources): nothing, at the left edge.
    lists += abstract(3, "Unnumbered", [level(0, "none", "", 0, 0)])
    nums = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(4))
    return f'{PROLOGUE}<w:numbering xmlns:w="{W}">{lists}{nums}</w:numbering>'


def theme_part() -> str:
    """The theme: colours and fonts of the house, shared with the deck; effects plain."""
    colours = "".join(f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>' for slot, value in COLOURS.items())
    order = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    assert tuple(COLOURS) == order
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
        for kind, font in (("major", "Cambria"), ("minor", "Calibri"))
    )
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = '<a:ln w="{}" cap="flat" cmpd="sng" algn="ctr">' + solid + '<a:prstDash val="solid"/></a:ln>'
    lines = "".join(line.format(width) for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{PROLOGUE}<a:theme xmlns:a="{A}" name="Builder"><a:themeElements><a:clrScheme name="Builder">{colours}'
        f'</a:clrScheme><a:fontScheme name="Builder">{fonts}</a:fontScheme><a:fmtScheme name="Builder"><a:fillStyleLst>'
        f"{solid * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effects}"
        f"</a:effectStyleLst><a:bgFillStyleLst>{solid * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def settings_part() -> str:
    """No update prompt, no tracked changes, compatibility mode 15 (17.15.3.4)."""
    mapping = "".join(
        f' w:{key}="{value}"'
        for key, value in (
            ("bg1", "light1"),
            ("t1", "dark1"),
            ("bg2", "light2"),
            ("t2", "dark2"),
            *((f"accent{n}", f"accent{n}") for n in range(1, 7)),
            ("hyperlink", "hyperlink"),
            ("followedHyperlink", "followedHyperlink"),
        )
    )
    return (
        f'{PROLOGUE}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/>'
        f'</w:footnotePr><w:compat>{COMPATIBILITY}</w:compat><w:themeFontLang w:val="en-GB"/><w:clrSchemeMapping{mapping}/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def footnotes_part() -> str:
    """The two separators, at the left edge. Notes are written by builds."""
    notes = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr>{spacing(0, 4, 240)}{indent()}</w:pPr><w:r>'
        f"<w:{kind}/></w:r></w:p></w:footnote>"
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return f'{PROLOGUE}<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>'


def control(tag: str, alias: str, sample: str) -> str:
    """A content control that a build fills: a designer moves and formats it in Word."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{tag}"/><w:id w:val="{sum(map(ord, tag)) * 7919}"/>'
        f"<w:text/></w:sdtPr><w:sdtContent><w:r><w:t>{escape(sample)}</w:t></w:r></w:sdtContent></w:sdt>"
    )


TO_THE_RIGHT = '<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r>'
"""A tab to the right margin, whatever the page's width; programs that do not know it use the tab stop of the style."""


def header_part() -> str:
    left = control("title", "Title", "Title of the publication")
    right = control("status", "Kind of document", "Kind of document")
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{left}{TO_THE_RIGHT}{right}</w:p>'
    return f'{PROLOGUE}<w:hdr xmlns:w="{W}">{paragraph}</w:hdr>'


def footer_part(first: bool = False) -> str:
    """The foot of pages: who issued the publication and when, not on the first page, which says so; the page."""
    left = "" if first else control("issued", "Authors and date", "Authors · Date")
    right = control("page-of", "Page x of y", "Page 1 of 1")
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{left}{TO_THE_RIGHT}{right}</w:p>'
    return f'{PROLOGUE}<w:ftr xmlns:w="{W}">{paragraph}</w:ftr>'


SPECIMEN = (
    ("DocumentStatus", "Document Status: the kind of publication, and its date on the right"),
    ("Title", "Title of the publication"),
    ("Subtitle", "Subtitle"),
    ("DocumentAuthors", "Document Authors"),
    ("SummaryHeading", "Summary Heading"),
    ("SummaryBox", "Summary Box. This page shows the styles; builds replace it and keep the styles, the page, the header "
     "and the footer. Change any of them in Word and save the file."),
    ("KeyFigureValue", "100 M"),
    ("KeyFigureLabel", "Key Figure Label"),
    ("TOCHeading", "TOC Heading"),
    ("Heading1", "Heading 1"),
    ("Lead", "Lead: the sentence to remember from a section."),
    ("BodyText", "Body Text. The text is about seventy characters wide and leaves a margin at its right; headings and "
     "exhibits take the whole width. Everything begins at one left edge."),
    ("Heading2", "Heading 2"),
    ("ListBullet", "List Bullet"),
    ("ListBullet2", "List Bullet 2"),
    ("ListNumber", "List Number"),
    ("ListNumber2", "List Number 2"),
    ("Heading3", "Heading 3"),
    ("Quote", "“Quote: somebody’s words.”"),
    ("QuoteAttribution", "Quote Attribution"),
    ("CalloutNoteTitle", "Callout Note Title"),
    ("CalloutNote", "Callout Note"),
    ("CalloutWarningTitle", "Callout Warning Title"),
    ("CalloutWarning", "Callout Warning"),
    ("CalloutKeyTitle", "Callout Key Title"),
    ("CalloutKey", "Callout Key"),
    ("MarginNoteTitle", "Margin Note Title"),
    ("MarginNote", "Margin Note: a short callout in the margin. Without these styles callouts stay in the text."),
    ("MarginWarningTitle", "Margin Warning Title"),
    ("MarginWarning", "Margin Warning"),
    ("MarginKeyTitle", "Margin Key Title"),
    ("MarginKey", "Margin Key"),
    ("TimelineDate", "2023\tTimeline Date"),
    ("TimelineText", "Timeline Text"),
    ("Code", "Code"),
    ("Caption", "Caption"),
)  # fmt: skip


def band_run(number: int, name: str, slot: str, top: float, height: float) -> str:
    """A decorative rectangle behind the text, as wide as the paper; `top` and `height` in millimetres."""
    across, down, high = 11906 * 635, round(top * EMU_PER_MM), round(height * EMU_PER_MM)
    shape = (
        f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{high}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="{slot}"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>"
    )
    decorative = (
        f'<a:extLst><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative xmlns:adec="{DECORATIVE}" '
        'val="1"/></a:ext></a:extLst>'
    )
    anchor = (
        f'<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{number}" behindDoc="1" '
        'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page">'
        '<wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="page">'
        f'<wp:posOffset>{down}</wp:posOffset></wp:positionV><wp:extent cx="{across}" cy="{high}"/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="{number}" name="{name}">{decorative}'
        f'</wp:docPr><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{SHAPES}">{shape}</a:graphicData></a:graphic>'
        "</wp:anchor>"
    )
    return (
        f'<w:r><w:rPr><w:noProof/></w:rPr><mc:AlternateContent xmlns:mc="{COMPATIBLE}" xmlns:wps="{SHAPES}" '
        f'xmlns:a="{A}" xmlns:wp="{DRAWING}"><mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing></mc:Choice>'
        "</mc:AlternateContent></w:r>"
    )


def document_part() -> str:
    """A specimen of the styles, for whoever opens the template, and the page."""

    def paragraph(sid: str, text: str) -> str:
        runs = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t"))
        band = band_run(1, "Band", "tx2", 0, BAND_HEIGHT) + band_run(2, "Strip", "accent1", BAND_HEIGHT, STRIP_HEIGHT)
        return f'<w:p><w:pPr><w:pStyle w:val="{sid}"/></w:pPr>{band if sid == "Title" else ""}<w:r>{runs}</w:r></w:p>'

    widths = (TEXT_WIDTH - 5000, 2500, 2500)
    rows = (("Header", "2023", "2024"), ("Table Text", "1.5", "2.5"), ("Total", "1.5", "2.5"))
    table = [
        '<w:tbl><w:tblPr><w:tblStyle w:val="BriefTable"/><w:tblW w:w="9638" w:type="dxa"/>'
        '<w:tblLook w:val="04E0" w:firstRow="1" w:lastRow="1" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        '<w:tblDescription w:val="A specimen of the table style"/></w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
        + "</w:tblGrid>"
    ]
    for index, row in enumerate(rows):
        head = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if index == 0 else "<w:trPr><w:cantSplit/></w:trPr>"
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{widths[k]}" w:type="dxa"/></w:tcPr>'
            + paragraph("TableHeader" if index == 0 else "TableText" if k == 0 else "TableNumber", text)
            + "</w:tc>"
            for k, text in enumerate(row)
        )
        table.append(f"<w:tr>{head}{cells}</w:tr>")
    table.append("</w:tbl>")
    body = "".join(paragraph(*sample) for sample in SPECIMEN) + "".join(table)
    body += paragraph("SourceLine", "Source Line") + paragraph("Bibliography", "Bibliography")
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
        '<w:footerReference w:type="first" r:id="rId7"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1247" '
        f'w:right="{MARGIN}" w:bottom="1417" w:left="{MARGIN}" w:header="624" w:footer="680" w:gutter="0"/>'
        '<w:cols w:space="708"/><w:titlePg/></w:sectPr>'
    )
    return (
        f'{PROLOGUE}<w:document xmlns:w="{W}" xmlns:r="{RELATIONSHIPS}"><w:body>{body}{section}</w:body></w:document>'
    )


def core_part() -> str:
    return (
        f'{PROLOGUE}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Brief template</dc:title><dc:language>en-GB</dc:language>'
        "</cp:coreProperties>"
    )


def make() -> bytes:
    """The whole file."""
    package = PackageParts()
    document = package.add_part("/word/document.xml", f"{CT}.document.main+xml", document_part().encode())
    package.relate(ROOT, f"{RELATIONSHIPS}/officeDocument", document)
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    core_type = "application/vnd.openxmlformats-package.core-properties+xml"
    package.relate(ROOT, core, package.add_part("/docProps/core.xml", core_type, core_part().encode()))
    theme = "application/vnd.openxmlformats-officedocument.theme+xml"
    for name, kind, content_type, xml in (
        ("styles", "styles", f"{CT}.styles+xml", styles_part()),
        ("numbering", "numbering", f"{CT}.numbering+xml", numbering_part()),
        ("settings", "settings", f"{CT}.settings+xml", settings_part()),
        ("theme/theme1", "theme", theme, theme_part()),
        ("header1", "header", f"{CT}.header+xml", header_part()),
        ("footer1", "footer", f"{CT}.footer+xml", footer_part()),
        ("footer2", "footer", f"{CT}.footer+xml", footer_part(first=True)),
        ("footnotes", "footnotes", f"{CT}.footnotes+xml", footnotes_part()),
    ):
        part = package.add_part(f"/word/{name}.xml", content_type, xml.encode())
        package.relate(document, f"{RELATIONSHIPS}/{kind}", part)
    return package.to_bytes()


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "templates" / "brief.docx"
    target.write_bytes(make())
