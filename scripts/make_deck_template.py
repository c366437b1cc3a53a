"""Make templates/deck.pptx, the deck template that comes with the builder.

Run once, then edited in PowerPoint like any template: builds read only the file. Everything is written here as XML, so
that the file holds nothing of another's template: a theme, one master, a layout for each role, a notes master, a table
style. Lengths are inches in the tables below and EMU in the file.

    python scripts/make_deck_template.py [OUTPUT]
"""

from __future__ import annotations

import sys
from pathlib import Path

from deck_shapes import (
    BOTTOM,
    CAPTION,
    EXHIBIT,
    FOOTER,
    FULL,
    GUTTER,
    HALF,
    LEFT,
    NUMBER,
    READING,
    RIGHT,
    TITLE,
    TOP,
    Shapes,
    bullets,
    caption,
    emu,
    fill,
    foot,
    head,
    level,
    plain,
    source,
)
from office_parts import RELATIONSHIPS, ROOT, PackageParts
from office_theme import COLOURS, XML, theme_part

from builder.templates.deck.notes_master import notes_master
from builder.templates.deck.table_style import table_styles

PML = "application/vnd.openxmlformats-officedocument.presentationml"
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
WIDTH, HEIGHT = 12_192_000, 6_858_000

# --- Layouts ---------------------------------------------------------------------------------------------------------


def content(middle, sourced: bool = True) -> str:  # type: ignore[no-untyped-def]
    """A content layout: head, what `middle` adds, the source line, foot."""
    shapes = Shapes()
    head(shapes)
    middle(shapes)
    if sourced:
        source(shapes)
    foot(shapes)
    return shapes.tree()


def text_middle(shapes: Shapes) -> None:
    shapes.placeholder("Body", 'idx="1"', (LEFT, TOP, READING, BOTTOM - TOP), levels=3)


def two_middle(shapes: Shapes) -> None:
    style = bullets((20, 18, 16), (12, 5, 3))
    shapes.placeholder("Body", 'sz="half" idx="1"', (LEFT, TOP, HALF, BOTTOM - TOP), levels=3, style=style)
    right = LEFT + HALF + GUTTER
    caption(shapes, (right, TOP, HALF, CAPTION[3]))
    shapes.placeholder("Body 2", 'sz="half" idx="2"', (right, EXHIBIT[1], HALF, EXHIBIT[3]), levels=3, style=style)


def agenda_middle(shapes: Shapes) -> None:
    style = plain(24, "tx1", 18, before=14)
    style = style.replace('<a:lvl1pPr marL="0" indent="0"', f'<a:lvl1pPr marL="{emu(0.72)}" indent="{-emu(0.72)}"')
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
    shapes.bar("Quote bar", (LEFT, TOP + 0.1, 0.09, 4.25), "accent1")
    shapes.placeholder(
        "Quote",
        'type="body" idx="1"',
        (LEFT + 0.55, TOP + 0.1, 10.6, 3.45),
        "The words that were said",
        anchor="b",
        style=plain(36, "tx2", before=10, line=100),
    )
    shapes.placeholder(
        "Attribution",
        'type="body" sz="quarter" idx="20"',
        (LEFT + 0.55, TOP + 3.75, 10.6, 0.6),
        "Who said them",
        anchor="t",
        style=plain(20, "accent1", bold=True),
    )


def sources_middle(shapes: Shapes) -> None:
    style = plain(16, "tx1", 14, before=10)
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
        (LEFT, 0.62, 10.6, 1.1),
        "Part",
        style=plain(66, "accent3+", bold=True),
    )
    shapes.placeholder(
        "Subtitle",
        'type="body" idx="1"',
        (LEFT, 4.62, 9.6, 1.6),
        "The message of the section",
        style=plain(24, "bg1", before=6),
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
    ("Sources", "", content(sources_middle, sourced=False), False),
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
    package = PackageParts()

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
