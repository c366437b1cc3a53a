"""Pieces of the deck template: the grid, type levels and placeholders, written as DrawingML. Boxes are in inches."""

from __future__ import annotations

from builder.office.colour import scheme_colour

INCH = 914_400
Box = tuple[float, float, float, float]
"""Left, top, width, height, in inches."""

# --- The grid --------------------------------------------------------------------------------------------------------

LEFT, FULL = 2 / 3, 12.0
RIGHT = LEFT + FULL
MODULE, GUTTER = 933_450 / INCH, 0.25
"""Of twelve columns: the distance from one to the next, and the space between them."""


def across(count: int) -> float:
    """The width of some columns of the grid, in inches."""
    return count * MODULE - GUTTER


def column(number: int) -> float:
    """The left edge of a column, the first of which is number 1, in inches."""
    return LEFT + (number - 1) * MODULE


TAB = (LEFT, 0, 0.771, 0.12)
KICKER = (LEFT, 0.42, FULL, 0.26)
TITLE = (LEFT, 0.70, FULL, 1.05)
TOP, BOTTOM = 1.95, 6.40
BODY = (LEFT, TOP, FULL, BOTTOM - TOP)
OPENING_TITLE, OPENING = (LEFT, 0.70, FULL, 0.85), (LEFT, 1.60, FULL, 4.75)
"""Title and body of slides whose title is a word: agenda, key figures, sources."""
CAPTION = (LEFT, TOP, FULL, 0.36)
EXHIBIT = (LEFT, 2.48, FULL, 6.48 - 2.48)
CHART = (LEFT, 2.68, FULL, 6.48 - 2.68)
SOURCE = (LEFT, 6.58, FULL, 0.26)
FOOT_RULE = (LEFT, 6.93, FULL, 0.01)
FOOTER = (LEFT, 7.02, 9.2, 0.24)
NUMBER = (RIGHT - 1.0, 7.02, 1.0, 0.24)


def emu(inches: float) -> int:
    """Inches in EMU."""
    return round(inches * INCH)


def xfrm(box: Box) -> str:
    x, y, cx, cy = map(emu, box)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'


RULE = "accent5+70"
"""Hairlines: the grey of quiet text, much lighter."""


def fill(colour: str) -> str:
    """A solid fill in a colour of the theme, or a shade of one: "accent3+40" is 40% lighter, "bg1-25" 25% darker."""
    return f"<a:solidFill>{scheme_colour(colour)}</a:solidFill>"


# --- Type ------------------------------------------------------------------------------------------------------------

SERIF = "+mj-lt"
"""The theme's major font: titles and quotations."""
LEADING = 94
"""Line spacing in per cent of the font's own lines: 1.15 times the size of Calibri, 1.1 times that of Cambria."""
SQUARE = "■"


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
        smaller = '<a:buSzPct val="60000"/>' if bullet == SQUARE else ""
        colouring = '<a:buClr><a:schemeClr val="accent1"/></a:buClr>'
        mark = f'{colouring}{smaller}<a:buFont typeface="Arial"/><a:buChar char="{bullet}"/>'
    return (
        f'<a:lvl{number}pPr marL="{emu(margin)}" indent="{-emu(hanging)}" algn="{align}" defTabSz="914400" rtl="0" '
        f'eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="{line}000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>{mark}'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}" i="{int(italic)}" kern="1200">{fill(colour)}'
        f'<a:latin typeface="{font}"/><a:ea typeface="{font.replace("lt", "ea")}"/><a:cs '
        f'typeface="{font.replace("lt", "cs")}"/>'
        f"</a:defRPr></a:lvl{number}pPr>"
    )


def bullets(sizes: tuple[float, ...] = (24, 22, 20), before: tuple[float, ...] = (16, 4, 4)) -> str:
    """The levels of running text: a square, a dash, a square; deeper levels like the third."""
    levels = []
    for number in range(1, 10):
        step = min(number, 3) - 1
        levels.append(
            level(
                number,
                sizes[step],
                bullet=(SQUARE, "–", SQUARE)[step],
                margin=0.30 * number,
                hanging=0.30,
                before=before[step],
                colour="tx1",
                line=LEADING,
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
        box: Box | None = None,
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
            f'<p:sp><p:nvSpPr>{self._properties(name)}><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr{_drawn(ph)}>'
            f"<p:ph {ph}/></p:nvPr></p:nvSpPr>"
            f"{body}<p:txBody>{properties}<a:lstStyle>{style}</a:lstStyle>{paragraphs}</p:txBody></p:sp>"
        )

    def bar(self, name: str, box: Box, colour: str) -> None:
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


def _drawn(ph: str) -> str:
    """Placeholders beyond the master's own five are drawn by the designer."""
    return ' userDrawn="1"' if 'idx="1' in ph and 'sz="quarter"' in ph and 'type="body"' in ph else ""


def kicker(shapes: Shapes, box: Box = KICKER, colour: str = "accent1") -> None:
    shapes.placeholder(
        "Kicker",
        'type="body" sz="quarter" idx="13"',
        box,
        "Name of the section",
        anchor="b",
        style=plain(14, colour, bold=True),
    )


def source(shapes: Shapes, colour: str = "tx1") -> None:
    shapes.placeholder(
        "Source",
        'type="body" sz="quarter" idx="15"',
        SOURCE,
        "Source: who, what, when",
        style=plain(12, colour),
    )


def caption(shapes: Shapes, box: Box = CAPTION) -> None:
    shapes.placeholder(
        "Caption",
        'type="body" sz="quarter" idx="14"',
        box,
        "What the exhibit shows, and in which unit",
        style=plain(20, "tx2", bold=True, line=LEADING),
    )


def unit(shapes: Shapes, box: Box) -> None:
    """What an exhibit measures, on the line below the caption in `box`."""
    left, top, wide, high = box
    shapes.placeholder(
        "Unit",
        'type="body" sz="quarter" idx="25"',
        (left, top + high, wide, 0.28),
        "In thousands, at the end of the year",
        style=plain(16, "accent5", line=LEADING),
    )


def head(shapes: Shapes, box: Box | None = None) -> None:
    """Kicker and title of a content slide. The title comes first: it is read first."""
    shapes.placeholder("Title", 'type="title"', box, "The message, as a sentence of at most two lines")
    kicker(shapes)


def foot(shapes: Shapes) -> None:
    """Footer and number of a content slide."""
    shapes.placeholder("Footer", 'type="ftr" sz="quarter" idx="11"')
    shapes.placeholder("Slide Number", 'type="sldNum" sz="quarter" idx="12"')
