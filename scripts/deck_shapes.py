"""Pieces of the deck template: the grid, type levels and placeholders, written as DrawingML. Boxes are in inches."""

from __future__ import annotations

INCH = 914_400
Box = tuple[float, float, float, float]
"""Left, top, width, height, in inches."""

# --- The grid --------------------------------------------------------------------------------------------------------

LEFT, RIGHT = 0.75, 12.583
FULL = RIGHT - LEFT
GUTTER = 0.46
HALF = (FULL - GUTTER) / 2
READING = 10.6
"""Width of a column of text that stands alone: about 65 characters of 24 points."""
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


def xfrm(box: Box) -> str:
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


def bullets(sizes: tuple[float, ...] = (24, 20, 18), before: tuple[float, ...] = (14, 6, 4)) -> str:
    """The levels of running text: a bullet, a dash, a bullet; deeper levels like the third."""
    levels = []
    for number in range(1, 10):
        step = min(number, 3) - 1
        levels.append(
            level(
                number,
                sizes[step],
                bullet="•–•"[step],
                margin=0.34 * number,
                hanging=0.34,
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


def caption(shapes: Shapes, box: Box = CAPTION) -> None:
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
    """Footer and number of a content slide."""
    shapes.placeholder("Footer", 'type="ftr" sz="quarter" idx="11"')
    shapes.placeholder("Slide Number", 'type="sldNum" sz="quarter" idx="12"')
