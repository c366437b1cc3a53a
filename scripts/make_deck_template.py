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
    BODY,
    CAPTION,
    CHART,
    EXHIBIT,
    FOOT_RULE,
    FOOTER,
    FULL,
    GUTTER,
    LEADING,
    LEFT,
    NUMBER,
    OPENING,
    OPENING_TITLE,
    RIGHT,
    RULE,
    SERIF,
    TAB,
    TITLE,
    TOP,
    Shapes,
    across,
    bullets,
    caption,
    column,
    emu,
    fill,
    foot,
    head,
    kicker,
    level,
    plain,
    source,
    unit,
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


def content(middle, sourced: bool = True, opening: bool = False) -> str:  # type: ignore[no-untyped-def]
    """A content layout: head, what `middle` adds, the source line, foot. The title of an `opening` is a word."""
    shapes = Shapes()
    head(shapes, OPENING_TITLE if opening else None)
    middle(shapes)
    if sourced:
        source(shapes)
    foot(shapes)
    return shapes.tree()


def text_middle(shapes: Shapes) -> None:
    shapes.placeholder("Body", 'idx="1"', BODY, levels=3)


def two_middle(shapes: Shapes) -> None:
    """Text on five columns of the grid, an exhibit on seven."""
    left, top, _, height = BODY
    shapes.placeholder("Body", 'sz="half" idx="1"', (left, top, across(5), height), levels=3)
    right, wide = column(6), across(7)
    caption(shapes, (right, top, wide, CAPTION[3]))
    below = EXHIBIT[1]
    shapes.placeholder("Body 2", 'sz="half" idx="2"', (right, below, wide, top + height - below), levels=3)


def points_chart_middle(shapes: Shapes) -> None:
    """Text on five columns of the grid; on seven a panel with a chart, its caption and what it measures."""
    left, top, _, height = BODY
    shapes.placeholder("Body", 'sz="half" idx="1"', (left, top, across(5), height), levels=3)
    right, wide, inset = column(6), across(7), 0.25
    shapes.bar("Chart panel", (right, top, wide, height), "bg2")
    box = (right + inset, top + 0.13, wide - 2 * inset, CAPTION[3])
    caption(shapes, box)
    unit(shapes, box)
    below = top + 0.86
    frame = (right + inset, below, wide - 2 * inset, top + height - 0.08 - below)
    shapes.placeholder("Body 2", 'sz="half" idx="2"', frame, levels=3)


def agenda_middle(shapes: Shapes) -> None:
    style = plain(24, "tx1", 20, before=16, line=LEADING)
    style = style.replace('<a:lvl1pPr marL="0" indent="0"', f'<a:lvl1pPr marL="{emu(0.72)}" indent="{-emu(0.72)}"')
    style = style.replace(
        "<a:buNone/>",
        '<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buSzPct val="100000"/><a:buFont typeface="+mn-lt"/>'
        '<a:buAutoNum type="arabicPlain"/>',
        1,
    )
    left, top, _, height = OPENING
    half = 5.6
    shapes.placeholder("Body", 'sz="half" idx="1"', (left, top, half, height), "First section", style=style)
    right = (RIGHT - half, top, half, height)
    shapes.placeholder("Body 2", 'sz="half" idx="2"', right, "Further sections", style=style)


def opening_middle(shapes: Shapes) -> None:
    shapes.placeholder("Body", 'idx="1"', OPENING, levels=3)


def exhibit(name: str, ph: str, prompt: str, measured: bool = False):  # type: ignore[no-untyped-def]
    def middle(shapes: Shapes) -> None:
        caption(shapes)
        if measured:
            unit(shapes, CAPTION)
        shapes.placeholder(name, ph, CHART if measured else EXHIBIT, prompt, style=plain(16))

    return middle


def quote_middle(shapes: Shapes) -> None:
    shapes.bar("Quote panel", BODY, "bg2")
    shapes.placeholder(
        "Quote mark",
        'type="body" sz="quarter" idx="22"',
        (1.3, 1.78, 1.6, 2.5),
        "“",
        style=plain(115, "accent1", bold=True, align="r", font=SERIF),
        autofit=False,
    )
    shapes.placeholder(
        "Quote",
        'type="body" idx="1"',
        (3.06, 2.15, 8.9, 2.9),
        "The words that were said",
        anchor="ctr",
        style=plain(40, "tx2", before=10, line=98, font=SERIF),
    )
    shapes.bar("Quote rule", (3.06, 5.25, 0.77, 0.04), "accent2")
    shapes.placeholder(
        "Attribution",
        'type="body" sz="quarter" idx="20"',
        (3.06, 5.45, 8.9, 0.8),
        "Who said them",
        anchor="t",
        style=plain(22, "tx1", line=LEADING),
    )


def quote_points_middle(shapes: Shapes) -> None:
    """A short quotation on a panel of five columns, points beside it."""
    left, top, _, height = BODY
    inset, wide = left + 0.40, across(5) - 0.80
    shapes.bar("Quote panel", (left, top, across(5), height), "accent1")
    shapes.placeholder(
        "Quote mark",
        'type="body" sz="quarter" idx="22"',
        (inset, top, wide, 1.6),
        "“",
        style=plain(96, "bg1", bold=True, font=SERIF),
        autofit=False,
    )
    shapes.placeholder(
        "Quote",
        'type="body" idx="1"',
        (inset, 3.55, wide, 1.55),
        "The words that were said",
        style=plain(40, "bg1", before=10, line=LEADING, font=SERIF),
    )
    shapes.bar("Quote rule", (inset, 5.24, 0.77, 0.042), "accent2")
    shapes.placeholder(
        "Attribution",
        'type="body" sz="quarter" idx="20"',
        (inset, 5.36, wide, 0.96),
        "Who said them",
        style=plain(18, "bg1", line=LEADING),
    )
    shapes.placeholder("Body 2", 'sz="half" idx="2"', (column(6), top, across(7), height), levels=3)


def sources_middle(shapes: Shapes) -> None:
    left, top, wide, _ = OPENING
    shapes.placeholder(
        "Body",
        'type="body" idx="1"',
        (left, top, wide, 6.75 - top),
        "Author, title, publisher, year",
        style=plain(18, "tx1", 16, before=10),
    )


def title_layout(picture: bool = False) -> str:
    """The cover: words on the left, on the dark ground; on the right a block in the first accent, or a picture."""
    wide = 6.9
    block = (column(8), 0, WIDTH / 914_400 - column(8), 7.5)
    shapes = Shapes()
    if not picture:
        shapes.bar("Cover block", block, "accent1")
    shapes.placeholder(
        "Title",
        'type="ctrTitle"',
        (LEFT, 1.84, wide, 2.38),
        "Title of the publication",
        anchor="b",
        style=level(1, 66, "bg1", bold=True, line=88, font=SERIF),
    )
    shapes.placeholder(
        "Kicker",
        'type="body" sz="quarter" idx="13"',
        (LEFT, 1.46, wide, 0.34),
        "Kind of document",
        anchor="t",
        style=plain(18, "accent2", bold=True),
    )
    shapes.placeholder(
        "Subtitle",
        'type="subTitle" idx="1"',
        (LEFT, 4.4, wide, 1.45),
        "Subtitle",
        style=plain(28, "bg1", line=LEADING),
    )
    shapes.bar("Cover rule", (LEFT, 6.08, 0.771, 0.042), "accent2")
    shapes.placeholder(
        "Attribution",
        'type="body" sz="quarter" idx="20"',
        (LEFT, 6.24, wide, 0.34),
        "Authors",
        anchor="b",
        style=plain(18, "bg1", bold=True),
    )
    shapes.placeholder(
        "Date",
        'type="body" sz="quarter" idx="21"',
        (LEFT, 6.58, wide, 0.34),
        "Date",
        anchor="t",
        style=plain(18, "accent3"),
    )
    if picture:
        shapes.placeholder(
            "Picture", 'type="pic" idx="18"', block, "A picture that fills this side", style=plain(16, "bg1")
        )
        shapes.placeholder(
            "Source",
            'type="body" sz="quarter" idx="15"',
            (LEFT, 7.02, wide, 0.24),
            "Who made the picture",
            style=plain(11, "accent3"),
        )
    else:
        key_figure(shapes)
    return shapes.tree()


def key_figure(shapes: Shapes) -> None:
    """The places of one figure on the block of the cover: the words before it, the number, its label, its source."""
    left, wide = column(8) + 0.5, 4.6
    lines = (
        ("Key figure prefix", 22, (left, 2.14, wide, 0.46), "More than", "b", plain(28, "bg1")),
        ("Key figure", 23, (left, 2.6, wide, 2.0), "0", "b", plain(120, "bg1", bold=True, line=88)),
        ("Key figure label", 24, (left, 4.66, wide, 1.4), "What it counts", "t", plain(28, "bg1", line=LEADING)),
        ("Source", 15, (left, 6.3, wide, 0.56), "Source: who, what, when", "t", plain(14, "bg1")),
    )
    for name, index, frame, prompt, anchor, style in lines:
        shapes.placeholder(name, f'type="body" sz="quarter" idx="{index}"', frame, prompt, anchor=anchor, style=style)


def section_layout() -> str:
    shapes = Shapes()
    shapes.bar("House mark", TAB, "accent2")
    shapes.placeholder(
        "Title",
        'type="title"',
        (LEFT, 1.9, across(11), 2.05),
        "Name of the section",
        anchor="b",
        style=level(1, 44, "bg1", bold=True, line=90, font=SERIF),
    )
    shapes.placeholder(
        "Kicker",
        'type="body" sz="quarter" idx="13"',
        (LEFT, 0.62, across(11), 1.1),
        "Part",
        style=plain(66, "accent2", bold=True),
    )
    shapes.placeholder(
        "Subtitle",
        'type="body" idx="1"',
        (LEFT, 4.62, across(9), 1.75),
        "The message of the section",
        style=plain(28, "bg1", before=6, line=LEADING),
    )
    dark = plain(11, "bg1")
    shapes.placeholder("Footer", 'type="ftr" sz="quarter" idx="11"', FOOTER, style=dark, anchor="ctr", autofit=False)
    shapes.placeholder(
        "Slide Number",
        'type="sldNum" sz="quarter" idx="12"',
        NUMBER,
        style=plain(11, "bg1", bold=True, align="r"),
        anchor="ctr",
        autofit=False,
    )
    return shapes.tree()


def statement_layout() -> str:
    """A sentence that fills the slide, on the first accent, and a short text below it."""
    shapes = Shapes()
    shapes.bar("House mark", TAB, "accent2")
    shapes.placeholder(
        "Title",
        'type="title"',
        (LEFT, 1.2, across(11), 2.65),
        "The message, as a sentence",
        anchor="b",
        style=level(1, 54, "bg1", bold=True, line=92, font=SERIF),
    )
    kicker(shapes, colour="bg1")
    shapes.bar("Statement rule", (LEFT, 4.05, 0.771, 0.042), "accent2")
    shapes.placeholder(
        "Body", 'idx="1"', (LEFT, 4.35, across(9), 2.1), "What follows from it", style=plain(30, "bg1", line=LEADING)
    )
    source(shapes, "bg1")
    shapes.bar("Foot rule", FOOT_RULE, "accent3")
    shapes.placeholder(
        "Footer", 'type="ftr" sz="quarter" idx="11"', FOOTER, style=plain(11, "bg1"), anchor="ctr", autofit=False
    )
    number = plain(11, "bg1", bold=True, align="r")
    shapes.placeholder(
        "Slide Number", 'type="sldNum" sz="quarter" idx="12"', NUMBER, style=number, anchor="ctr", autofit=False
    )
    return shapes.tree()


def closing_layout(columns: bool, many_sources: bool = False) -> str:
    """The last slide: what to remember on the dark ground, a sentence or columns; sources on a light strip below, which
    is higher for many.
    """
    top = 4.4 if many_sources else 5.72
    shapes = Shapes()
    shapes.bar("House mark", TAB, "accent2")
    size, frame, anchor = (
        (36, (LEFT, 0.7, across(11), 1.3), "t") if columns else (54, (LEFT, 1.2, across(11), 2.65), "b")
    )
    shapes.placeholder(
        "Title",
        'type="title"',
        frame,
        "What remains, as a sentence",
        anchor=anchor,
        style=level(1, size, "bg1", bold=True, line=92, font=SERIF),
    )
    kicker(shapes, colour="accent2")
    if columns:
        shapes.placeholder("Body", 'idx="1"', (LEFT, 2.2, FULL, top - 2.48), "What it means", style=plain(24, "bg1"))
    else:
        shapes.bar("Closing rule", (LEFT, 4.05, 0.771, 0.042), "accent2")
    shapes.bar("Closing strip", (0, top, WIDTH / 914_400, HEIGHT / 914_400 - top), "bg1")
    size = 14 if many_sources else 16
    entries = "".join(level(n, size, "tx1", before=4 if many_sources else 2) for n in range(2, 6))
    heads = level(1, 16, "accent1", bold=True) + entries
    if many_sources:
        # Beside each other, left of the place of a logo; the second column begins beside the entries of the first.
        left, right = (LEFT, top + 0.2, 4.44, 2.28), (LEFT + 4.67, top + 0.52, 4.24, 1.96)
        shapes.placeholder("Sources", 'type="body" sz="quarter" idx="24"', left, "Sources", style=heads)
        shapes.placeholder("Sources 2", 'type="body" sz="quarter" idx="26"', right, "More sources", style=heads)
    else:
        place = (LEFT, 5.92, 7.9, 0.98)
        shapes.placeholder("Sources", 'type="body" sz="quarter" idx="24"', place, "Sources", style=heads)
    foot(shapes)
    return shapes.tree()


TABLE_PH, CHART_PH, PICTURE_PH = 'type="tbl" idx="16"', 'type="chart" idx="17"', 'type="pic" idx="18"'
LAYOUTS: tuple[tuple[str, str, str, bool], ...] = (
    ("Title", "title", title_layout(), True),
    ("Title and picture", "", title_layout(picture=True), True),
    ("Agenda", "", content(agenda_middle, sourced=False, opening=True), False),
    ("Key figures", "", content(opening_middle, opening=True), False),
    ("Section", "secHead", section_layout(), True),
    ("Text", "obj", content(text_middle), False),
    ("Two contents", "twoObj", content(two_middle), False),
    ("Points and chart", "", content(points_chart_middle), False),
    ("Table", "tbl", content(exhibit("Table", TABLE_PH, "A table")), False),
    ("Chart", "chart", content(exhibit("Chart", CHART_PH, "A chart", measured=True)), False),
    ("Picture", "", content(exhibit("Picture", PICTURE_PH, "A picture")), False),
    ("Title only", "titleOnly", content(lambda shapes: None), False),
    ("Highlights", "", content(lambda shapes: None), False),
    ("Timeline", "", content(lambda shapes: None), False),
    ("Quote", "", content(quote_middle), False),
    ("Quote and points", "", content(quote_points_middle), False),
    ("Statement", "", statement_layout(), True),
    ("Closing", "", closing_layout(columns=False), True),
    ("Closing columns", "", closing_layout(columns=True), True),
    ("Closing columns and sources", "", closing_layout(columns=True, many_sources=True), True),
    ("Sources", "", content(sources_middle, sourced=False, opening=True), False),
)


def layout_part(name: str, kind: str, tree: str, dark: bool) -> str:
    colour = "accent1" if name == "Statement" else "tx2"
    ground = f"<p:bg><p:bgPr>{fill(colour)}<a:effectLst/></p:bgPr></p:bg>" if dark else ""
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
    places = [("vert", LEFT), ("vert", column(6) - GUTTER), ("vert", column(6)), ("vert", RIGHT)]
    places += [("horz", TITLE[1]), ("horz", TOP), ("horz", BODY[1] + BODY[3]), ("horz", FOOTER[1])]
    lines = "".join(
        f'<p15:guide id="{n}"{" orient=" + chr(34) + "horz" + chr(34) if way == "horz" else ""} '
        f'pos="{round(place * 576)}" '
        'userDrawn="1"><p15:clr><a:srgbClr val="E8A838"/></p15:clr></p15:guide>'
        for n, (way, place) in enumerate(places, 1)
    )
    return (
        '<p:extLst><p:ext uri="{27BBF7A9-308A-43DC-89C8-2F10F3537804}"><p15:sldGuideLst '
        f'xmlns:p15="http://schemas.microsoft.com/office/powerpoint/2012/main">{lines}</p15:sldGuideLst></p:ext></p:extLst>'
    )


def master_part() -> str:
    shapes = Shapes()
    shapes.bar("House mark", TAB, "accent1")
    shapes.bar("Foot rule", FOOT_RULE, RULE)
    title = level(1, 30, "tx2", bold=True, line=LEADING, font=SERIF)
    shapes.placeholder("Title", 'type="title"', TITLE, "The message, as a sentence of at most two lines", anchor="t")
    shapes.placeholder("Body", 'type="body" idx="1"', BODY, levels=3)
    small = {"anchor": "ctr", "autofit": False}
    date = (FOOTER[0] + FOOTER[2] + 0.1, FOOTER[1], 1.3, FOOTER[3])
    shapes.placeholder("Date", 'type="dt" sz="half" idx="2"', date, style=plain(11, "accent5", align="r"), **small)  # type: ignore[arg-type]
    shapes.placeholder("Footer", 'type="ftr" sz="quarter" idx="3"', FOOTER, style=plain(11, "accent5"), **small)  # type: ignore[arg-type]
    shapes.placeholder(
        "Slide Number",
        'type="sldNum" sz="quarter" idx="4"',
        NUMBER,
        style=plain(11, "tx2", bold=True, align="r"),
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
    put("/ppt/theme/theme1.xml", theme, theme_part("Briefing", COLOURS, "Cambria", "Calibri"))
    put("/ppt/theme/theme2.xml", theme, theme_part("Notes", COLOURS, "Cambria", "Calibri"))
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
