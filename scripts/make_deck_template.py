"""Make templates/deck.pptx, the deck template that comes with the builder.

Run once, then edited in PowerPoint like any template: builds read only the file. Everything is written here as XML, so
that the file holds nothing of another's template: a theme, one master, a layout for each role, a notes master, a table
style. Lengths are inches in the tables below and EMU in the file.

    python scripts/make_deck_template.py [OUTPUT]
"""

from __future__ import annotations

import sys
from pathlib import Path

from office_theme import XML, theme_part

from builder.templates.notes_master import notes_master
from builder.templates.package import RELATIONSHIPS, ROOT, Package
from builder.templates.table_style import table_styles

PML = "application/vnd.openxmlformats-officedocument.presentationml"
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
WIDTH, HEIGHT = 12_192_000, 6_858_000
INCH = 914_400

COLOURS = {
    "dk1": "1B1F24",
    "lt1": "FFFFFF",
    "dk2": "12283A",
    "lt2": "F3F1EC",
    "accent1": "0E5A73",
    "accent2": "C8761B",
    "accent3": "4E9A91",
    "accent4": "8C2F2B",
    "accent5": "6B7480",
    "accent6": "8A6B94",
    "hlink": "0E5A73",
    "folHlink": "5A4B6B",
}

# --- The grid --------------------------------------------------------------------------------------------------------

LEFT, RIGHT = 0.75, 12.583
FULL = RIGHT - LEFT
GUTTER = 0.46
HALF = (FULL - GUTTER) / 2
READING = 9.75
"""Width of a column of text that stands alone: about 80 characters of 20 points."""
KICKER = (LEFT, 0.44, FULL, 0.26)
TITLE = (LEFT, 0.74, FULL, 0.94)
TOP, BOTTOM = 1.9, 6.45
CAPTION = (LEFT, TOP, FULL, 0.32)
EXHIBIT = (LEFT, TOP + 0.42, FULL, BOTTOM - TOP - 0.42)
SOURCE = (LEFT, 6.56, FULL, 0.34)
FOOTER = (LEFT, 7.06, 9.5, 0.22)
NUMBER = (11.583, 7.06, 1.0, 0.22)


def emu(inches: float) -> int:
    """Inches in EMU, on whole thousands of EMU (a twelfth of a point: nothing that can be seen)."""
    return round(inches * INCH / 100) * 100


def xfrm(box: tuple[float, float, float, float]) -> str:
    x, y, cx, cy = map(emu, box)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'


def fill(colour: str) -> str:
    """A solid fill; "accent3+" is the accent lightened for dark grounds, "bg1-" the ground darkened for hairlines."""
    if colour.endswith("-"):
        return f'<a:solidFill><a:schemeClr val="{colour[:-1]}"><a:lumMod val="75000"/></a:schemeClr></a:solidFill>'
    if colour.endswith("+"):
        return (
            f'<a:solidFill><a:schemeClr val="{colour[:-1]}"><a:lumMod val="60000"/><a:lumOff val="40000"/>'
            "</a:schemeClr>"
            "</a:solidFill>"
        )
    return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'


# --- Type ------------------------------------------------------------------------------------------------------------


def level(
    number: int,
    size: float,
    colour: str = "tx1",
    *,
    bold: bool = False,
    bullet: str = "",
    margin: float = 0.0,
    hanging: float = 0.0,
    before: float = 0.0,
    line: int = 100,
    align: str = "l",
    font: str = "+mn-lt",
    italic: bool = False,
) -> str:
    """`a:lvl…pPr`: sizes and spaces in points, margins in inches, line spacing in per cent."""
    mark = "<a:buNone/>"
    if bullet:
        mark = f'<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char="{bullet}"/>'
    return (
        f'<a:lvl{number}pPr marL="{emu(margin)}" indent="{-emu(hanging)}" algn="{align}" defTabSz="914400" rtl="0" '
        f'eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="{line}000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>{mark}'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}" i="{int(italic)}" kern="1200">{fill(colour)}'
        f'<a:latin typeface="{font}"/><a:ea typeface="{font.replace("lt", "ea")}"/><a:cs '
        f'typeface="{font.replace("lt", "cs")}"/>'
        f"</a:defRPr></a:lvl{number}pPr>"
    )


def bullets(sizes: tuple[float, ...] = (20, 18, 16), before: tuple[float, ...] = (10, 5, 3)) -> str:
    """The levels of running text: a bullet, a dash, a bullet; deeper levels like the third."""
    levels = []
    for number in range(1, 10):
        step = min(number, 3) - 1
        levels.append(
            level(
                number,
                sizes[step],
                bullet="•–•"[step],
                margin=0.3 * number,
                hanging=0.3,
                before=before[step],
                colour="tx1",
            )
        )
    return "".join(levels)


def plain(size: float, colour: str = "tx1", deeper: float = 0.0, **options: object) -> str:
    """Levels without bullets; levels below the first are set in by a quarter of an inch each."""
    first = level(1, size, colour, **options)  # type: ignore[arg-type]
    rest = [level(n, deeper or size, colour, margin=0.25 * (n - 1), **options) for n in range(2, 6)]  # type: ignore[arg-type]
    return first + "".join(rest)


# --- Shapes ----------------------------------------------------------------------------------------------------------


class Shapes:
    """The shapes of one master or layout, numbered as they come."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def _properties(self, name: str, locks: str = "", extension: str = "") -> str:
        number = len(self.parts) + 2
        return f'<p:cNvPr id="{number}" name="{name}">{extension}</p:cNvPr><p:cNvSpPr{locks}'

    def placeholder(
        self,
        name: str,
        ph: str,
        box: tuple[float, float, float, float] | None = None,
        prompt: str = "",
        *,
        style: str = "",
        anchor: str = "t",
        insets: bool = False,
        levels: int = 1,
        autofit: bool = True,
    ) -> None:
        """A placeholder; without a box it stands where the master's does, without a style it is set as the master's."""
        body = f"<p:spPr>{xfrm(box)}</p:spPr>" if box else "<p:spPr/>"
        inset = "" if insets else ' lIns="0" tIns="0" rIns="0" bIns="0"'
        properties = f'<a:bodyPr vert="horz" wrap="square"{inset} anchor="{anchor}">'
        properties += "<a:normAutofit/>" if autofit else "<a:noAutofit/>"
        properties += "</a:bodyPr>"
        if not box and not style:
            properties = "<a:bodyPr/>"
        names = ("First level", "Second level", "Third level")
        texts = [prompt or names[0], *names[1:levels]]
        paragraphs = "".join(
            f'<a:p><a:pPr lvl="{n}"/><a:r><a:rPr lang="en-GB"/><a:t>{text}</a:t></a:r></a:p>'
            for n, text in enumerate(texts)
        )
        if 'type="sldNum"' in ph:
            paragraphs = (
                '<a:p><a:fld id="{6C1B5D0E-9A0F-4B53-8C55-2D1C1B6E7A11}" type="slidenum"><a:rPr lang="en-GB"/>'
                "<a:t>‹#›</a:t></a:fld></a:p>"
            )
        if 'type="ftr"' in ph:
            # Not left empty: LibreOffice then forgets the style of the footers on slides.
            paragraphs = '<a:p><a:r><a:rPr lang="en-GB"/><a:t>Footer</a:t></a:r></a:p>'
        if 'type="dt"' in ph:
            paragraphs = '<a:p><a:r><a:rPr lang="en-GB"/><a:t>Date</a:t></a:r></a:p>'
        self.parts.append(
            f'<p:sp><p:nvSpPr>{self._properties(name)}><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr{USER_DRAWN(ph)}>'
            f"<p:ph {ph}/></p:nvPr></p:nvSpPr>"
            f"{body}<p:txBody>{properties}<a:lstStyle>{style}</a:lstStyle>{paragraphs}</p:txBody></p:sp>"
        )

    def bar(self, name: str, box: tuple[float, float, float, float], colour: str) -> None:
        """A plain rectangle, marked as decoration."""
        decorative = (
            '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
            'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
        )
        self.parts.append(
            f'<p:sp><p:nvSpPr>{self._properties(name, "", decorative)}/><p:nvPr userDrawn="1"/></p:nvSpPr>'
            f"<p:spPr>{xfrm(box)}"
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill(colour)}<a:ln><a:noFill/></a:ln></p:spPr>'
            '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>'
        )

    def tree(self) -> str:
        group = (
            '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off '
            'x="0" y="0"/>'
            '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
        )
        return f"<p:spTree>{group}{''.join(self.parts)}</p:spTree>"


def USER_DRAWN(ph: str) -> str:  # noqa: N802 - reads as a constant where it is used
    """Placeholders beyond the master's own five are drawn by the designer."""
    return ' userDrawn="1"' if 'idx="1' in ph and 'sz="quarter"' in ph and 'type="body"' in ph else ""


def kicker(shapes: Shapes, box: tuple[float, float, float, float] = KICKER, colour: str = "accent1") -> None:
    shapes.placeholder(
        "Kicker",
        'type="body" sz="quarter" idx="13"',
        box,
        "Name of the section",
        anchor="b",
        style=plain(13, colour, bold=True),
    )


def source(shapes: Shapes) -> None:
    shapes.placeholder(
        "Source",
        'type="body" sz="quarter" idx="15"',
        SOURCE,
        "Source: who, what, when",
        anchor="b",
        style=plain(10, "tx1"),
    )


def caption(shapes: Shapes, box: tuple[float, float, float, float] = CAPTION) -> None:
    shapes.placeholder(
        "Caption",
        'type="body" sz="quarter" idx="14"',
        box,
        "What the exhibit shows, and in which unit",
        style=plain(14, "tx1", bold=True),
    )


def head(shapes: Shapes) -> None:
    """Kicker and title of a content slide. The title comes first: it is read first."""
    shapes.placeholder("Title", 'type="title"', prompt="The message, as a sentence of at most two lines")
    kicker(shapes)


def foot(shapes: Shapes) -> None:
    """Source line, footer and number of a content slide."""
    source(shapes)
    shapes.placeholder("Footer", 'type="ftr" sz="quarter" idx="11"')
    shapes.placeholder("Slide Number", 'type="sldNum" sz="quarter" idx="12"')


# --- Layouts ---------------------------------------------------------------------------------------------------------


def content(middle) -> str:  # type: ignore[no-untyped-def]
    """A content layout: head, what `middle` adds, foot."""
    shapes = Shapes()
    head(shapes)
    middle(shapes)
    foot(shapes)
    return shapes.tree()


def text_middle(shapes: Shapes) -> None:
    shapes.placeholder("Body", 'idx="1"', (LEFT, TOP, READING, BOTTOM - TOP), levels=3)


def two_middle(shapes: Shapes) -> None:
    style = bullets((18, 16, 14), (9, 4, 3))
    shapes.placeholder("Body", 'sz="half" idx="1"', (LEFT, TOP, HALF, BOTTOM - TOP), levels=3, style=style)
    right = LEFT + HALF + GUTTER
    caption(shapes, (right, TOP, HALF, CAPTION[3]))
    shapes.placeholder("Body 2", 'sz="half" idx="2"', (right, EXHIBIT[1], HALF, EXHIBIT[3]), levels=3, style=style)


def agenda_middle(shapes: Shapes) -> None:
    style = plain(20, "tx1", 16, before=9)
    style = style.replace('<a:lvl1pPr marL="0" indent="0"', f'<a:lvl1pPr marL="{emu(0.5)}" indent="{-emu(0.5)}"')
    style = style.replace(
        "<a:buNone/>",
        '<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPlain"/>',
        1,
    )
    box = (LEFT, TOP, HALF, BOTTOM - TOP)
    shapes.placeholder("Body", 'sz="half" idx="1"', box, "First section", style=style)
    shapes.placeholder("Body 2", 'sz="half" idx="2"', (LEFT + HALF + GUTTER, *box[1:]), "Further sections", style=style)


def exhibit(name: str, ph: str, prompt: str):  # type: ignore[no-untyped-def]
    def middle(shapes: Shapes) -> None:
        caption(shapes)
        shapes.placeholder(name, ph, EXHIBIT, prompt, style=plain(14))

    return middle


def quote_middle(shapes: Shapes) -> None:
    shapes.bar("Quote bar", (LEFT, TOP + 0.1, 0.07, 3.5), "accent1")
    shapes.placeholder(
        "Quote",
        'type="body" idx="1"',
        (LEFT + 0.55, TOP + 0.1, 9.6, 2.85),
        "The words that were said",
        anchor="ctr",
        style=plain(26, "tx1", before=6, line=105),
    )
    shapes.placeholder(
        "Attribution",
        'type="body" sz="quarter" idx="20"',
        (LEFT + 0.55, TOP + 3.1, 9.6, 0.5),
        "Who said them",
        anchor="b",
        style=plain(16, "accent1", bold=True),
    )


def sources_middle(shapes: Shapes) -> None:
    style = plain(14, "tx1", 12, before=8)
    shapes.placeholder(
        "Body", 'type="body" idx="1"', (LEFT, TOP, FULL, 6.9 - TOP), "Author, title, publisher, year", style=style
    )


def title_layout() -> str:
    shapes = Shapes()
    shapes.bar("Cover bar", (LEFT, 0, 0.9, 0.14), "accent3")
    shapes.placeholder(
        "Title",
        'type="ctrTitle"',
        (LEFT, 1.75, 10.6, 2.25),
        "Title of the publication",
        anchor="b",
        style=level(1, 44, "bg1", bold=True, line=90, font="+mj-lt"),
    )
    shapes.placeholder(
        "Kicker",
        'type="body" sz="quarter" idx="13"',
        (LEFT, 0.72, 10.6, 0.34),
        "Kind of document",
        anchor="t",
        style=plain(16, "accent3+", bold=True),
    )
    shapes.placeholder(
        "Subtitle",
        'type="subTitle" idx="1"',
        (LEFT, 4.25, 9.6, 1.2),
        "Subtitle",
        style=plain(22, "bg1", line=100),
    )
    shapes.placeholder(
        "Attribution",
        'type="body" sz="quarter" idx="20"',
        (LEFT, 6.28, 10.6, 0.3),
        "Authors",
        anchor="b",
        style=plain(14, "bg1", bold=True),
    )
    shapes.placeholder(
        "Date",
        'type="body" sz="quarter" idx="21"',
        (LEFT, 6.62, 10.6, 0.3),
        "Date",
        anchor="t",
        style=plain(14, "accent3+"),
    )
    return shapes.tree()


def section_layout() -> str:
    shapes = Shapes()
    shapes.placeholder(
        "Title",
        'type="title"',
        (LEFT, 1.9, 10.6, 2.05),
        "Name of the section",
        anchor="b",
        style=level(1, 40, "bg1", bold=True, line=90, font="+mj-lt"),
    )
    shapes.placeholder(
        "Kicker",
        'type="body" sz="quarter" idx="13"',
        (LEFT, 0.72, 10.6, 0.34),
        "Part",
        style=plain(16, "accent3+", bold=True),
    )
    shapes.placeholder(
        "Subtitle",
        'type="body" idx="1"',
        (LEFT, 4.62, 9.6, 1.6),
        "The message of the section",
        style=plain(22, "bg1", before=6),
    )
    dark = plain(10, "bg1")
    shapes.placeholder("Footer", 'type="ftr" sz="quarter" idx="11"', FOOTER, style=dark, anchor="ctr", autofit=False)
    shapes.placeholder(
        "Slide Number",
        'type="sldNum" sz="quarter" idx="12"',
        NUMBER,
        style=plain(10, "bg1", align="r"),
        anchor="ctr",
        autofit=False,
    )
    return shapes.tree()


TABLE_PH, CHART_PH, PICTURE_PH = 'type="tbl" idx="16"', 'type="chart" idx="17"', 'type="pic" idx="18"'
LAYOUTS: tuple[tuple[str, str, str, bool], ...] = (
    ("Title", "title", title_layout(), True),
    ("Agenda", "", content(agenda_middle), False),
    ("Section", "secHead", section_layout(), True),
    ("Text", "obj", content(text_middle), False),
    ("Two contents", "twoObj", content(two_middle), False),
    ("Table", "tbl", content(exhibit("Table", TABLE_PH, "A table")), False),
    ("Chart", "chart", content(exhibit("Chart", CHART_PH, "A chart")), False),
    ("Picture", "", content(exhibit("Picture", PICTURE_PH, "A picture")), False),
    ("Title only", "titleOnly", content(lambda shapes: None), False),
    ("Highlights", "", content(lambda shapes: None), False),
    ("Timeline", "", content(lambda shapes: None), False),
    ("Quote", "", content(quote_middle), False),
    ("Sources", "", content(sources_middle), False),
)


def layout_part(name: str, kind: str, tree: str, dark: bool) -> str:
    ground = f"<p:bg><p:bgPr>{fill('tx2')}<a:effectLst/></p:bgPr></p:bg>" if dark else ""
    attributes = f' type="{kind}"' if kind else ""
    hide = ' showMasterSp="0"' if dark else ""
    return (
        f'{XML}<p:sldLayout {NAMESPACES}{hide}{attributes} preserve="1" userDrawn="1"><p:cSld '
        f'name="{name}">{ground}{tree}</p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


# --- Master, presentation --------------------------------------------------------------------------------------------


def guides() -> str:
    """The grid as guides, in eighths of a point."""
    places = [("vert", LEFT), ("vert", LEFT + HALF), ("vert", LEFT + HALF + GUTTER), ("vert", RIGHT)]
    places += [("horz", TITLE[1]), ("horz", TOP), ("horz", BOTTOM), ("horz", FOOTER[1])]
    lines = "".join(
        f'<p15:guide id="{n}"{" orient=" + chr(34) + "horz" + chr(34) if way == "horz" else ""} '
        f'pos="{round(place * 576)}" '
        'userDrawn="1"><p15:clr><a:srgbClr val="C8761B"/></p15:clr></p15:guide>'
        for n, (way, place) in enumerate(places, 1)
    )
    return (
        '<p:extLst><p:ext uri="{27BBF7A9-308A-43DC-89C8-2F10F3537804}"><p15:sldGuideLst '
        f'xmlns:p15="http://schemas.microsoft.com/office/powerpoint/2012/main">{lines}</p15:sldGuideLst></p:ext></p:extLst>'
    )


def master_part() -> str:
    shapes = Shapes()
    shapes.bar("House mark", (LEFT, 0, 0.6, 0.1), "accent1")
    shapes.bar("Foot rule", (LEFT, 6.98, FULL, 0.01), "bg1-")
    title = level(1, 28, "tx2", bold=True, line=90, font="+mj-lt")
    shapes.placeholder("Title", 'type="title"', TITLE, "The message, as a sentence of at most two lines", anchor="t")
    shapes.placeholder("Body", 'type="body" idx="1"', (LEFT, TOP, READING, BOTTOM - TOP), levels=3)
    small = {"anchor": "ctr", "autofit": False}
    shapes.placeholder(
        "Date", 'type="dt" sz="half" idx="2"', (9.6, 7.06, 1.9, 0.22), style=plain(10, "tx1", align="r"), **small
    )  # type: ignore[arg-type]
    shapes.placeholder(
        "Footer", 'type="ftr" sz="quarter" idx="3"', (LEFT, 7.06, 8.7, 0.22), style=plain(10, "tx1"), **small
    )  # type: ignore[arg-type]
    shapes.placeholder(
        "Slide Number",
        'type="sldNum" sz="quarter" idx="4"',
        NUMBER,
        style=plain(10, "tx1", bold=True, align="r"),
        **small,
    )  # type: ignore[arg-type]
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n}"/>' for n in range(1, len(LAYOUTS) + 1))
    other = "".join(level(n, 18, "tx1") for n in range(1, 10))
    return (
        f'{XML}<p:sldMaster {NAMESPACES} preserve="1"><p:cSld><p:bg><p:bgPr>{fill("bg1")}<a:effectLst/></p:bgPr></p:bg>'
        f'{shapes.tree()}</p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" '
        'accent2="accent2" '
        'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
        f"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles><p:titleStyle>{title}</p:titleStyle>"
        f"<p:bodyStyle>{bullets()}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles>{guides()}</p:sldMaster>"
    )


def presentation_part(master: str, notes: str) -> str:
    levels = "".join(level(n, 18, "tx1", margin=0.5 * (n - 1)) for n in range(1, 10))
    return (
        f'{XML}<p:presentation {NAMESPACES} saveSubsetFonts="1" autoCompressPictures="0"><p:sldMasterIdLst>'
        f'<p:sldMasterId id="2147483648" r:id="{master}"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId '
        f'r:id="{notes}"/>'
        f'</p:notesMasterIdLst><p:sldSz cx="{WIDTH}" cy="{HEIGHT}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="en-GB"/></a:defPPr>{levels}</p:defaultTextStyle>'
        "</p:presentation>"
    )


def core_part() -> str:
    return (
        f'{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Deck template</dc:title></cp:coreProperties>'
    )


def app_part() -> str:
    return f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Slides>0</Slides></Properties>'


def build() -> bytes:
    """The whole file."""
    package = Package()

    def put(name: str, kind: str, xml: str) -> str:
        return package.add_part(name, kind, xml.encode())

    main = "/ppt/presentation.xml"
    master = "/ppt/slideMasters/slideMaster1.xml"
    notes = "/ppt/notesMasters/notesMaster1.xml"
    put(main, f"{PML}.presentation.main+xml", presentation_part("rId1", "rId2"))
    put(master, f"{PML}.slideMaster+xml", master_part())
    for number, (name, kind, tree, dark) in enumerate(LAYOUTS, 1):
        layout = put(
            f"/ppt/slideLayouts/slideLayout{number}.xml", f"{PML}.slideLayout+xml", layout_part(name, kind, tree, dark)
        )
        package.relate(master, f"{RELATIONSHIPS}/slideLayout", layout)
        package.relate(layout, f"{RELATIONSHIPS}/slideMaster", master)
    theme = "application/vnd.openxmlformats-officedocument.theme+xml"
    put("/ppt/theme/theme1.xml", theme, theme_part("Briefing", COLOURS, "Calibri", "Calibri"))
    put("/ppt/theme/theme2.xml", theme, theme_part("Notes", COLOURS, "Calibri", "Calibri"))
    package.relate(master, f"{RELATIONSHIPS}/theme", "/ppt/theme/theme1.xml")
    put(notes, f"{PML}.notesMaster+xml", notes_master(WIDTH, HEIGHT))
    package.relate(notes, f"{RELATIONSHIPS}/theme", "/ppt/theme/theme2.xml")
    put("/ppt/presProps.xml", f"{PML}.presProps+xml", f"{XML}<p:presentationPr {NAMESPACES}/>")
    put("/ppt/viewProps.xml", f"{PML}.viewProps+xml", f"{XML}<p:viewPr {NAMESPACES}/>")
    put("/ppt/tableStyles.xml", f"{PML}.tableStyles+xml", table_styles())
    for kind, target in (
        ("slideMaster", master),
        ("notesMaster", notes),
        ("presProps", "/ppt/presProps.xml"),
        ("viewProps", "/ppt/viewProps.xml"),
        ("theme", "/ppt/theme/theme1.xml"),
        ("tableStyles", "/ppt/tableStyles.xml"),
    ):
        package.relate(main, f"{RELATIONSHIPS}/{kind}", target)
    office = "application/vnd.openxmlformats-officedocument"
    put("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", core_part())
    put("/docProps/app.xml", f"{office}.extended-properties+xml", app_part())
    package.relate(ROOT, f"{RELATIONSHIPS}/officeDocument", main)
    package.relate(
        ROOT,
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "/docProps/core.xml",
    )
    package.relate(ROOT, f"{RELATIONSHIPS}/extended-properties", "/docProps/app.xml")
    return package.to_bytes()


if __name__ == "__main__":
    target = (
        Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "templates" / "deck.pptx"
    )
    target.write_bytes(build())
    print(target)
