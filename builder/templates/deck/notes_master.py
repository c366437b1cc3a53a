"""The notes master for templates without one: slide on top, notes below, number at the foot.

PowerPoint repairs a file whose notes pages have no master listed in `presentation.xml`, and the default of python-pptx
shows slides of 4:3. Lengths are EMU.
"""

from __future__ import annotations

from builder.office.xml import PROLOGUE, declare

__all__ = ["NOTES_HEIGHT", "NOTES_WIDTH", "notes_master", "slide_image_frame"]

NOTES_WIDTH, NOTES_HEIGHT = 6_858_000, 9_144_000
_MARGIN = 685_800
_TOP = 685_800
_IMAGE_HEIGHT = 3_086_100


def slide_image_frame(width: int, height: int) -> tuple[int, int, int, int]:
    """Return x, y, width and height of the slide's image on the notes page: as large as the margins allow."""
    scale = min((NOTES_WIDTH - 2 * _MARGIN) / width, _IMAGE_HEIGHT / height)
    across, down = round(width * scale), round(height * scale)
    return (NOTES_WIDTH - across) // 2, _TOP, across, down


def _level(number: int) -> str:
    """Return level `number` of the notes: the first plain, deeper levels with a bullet, each indented by 0.2 inch."""
    margin = 182_880 * (number - 1)
    mark = "<a:buNone/>" if number == 1 else '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
    indent = 0 if number == 1 else -182_880
    return (
        f'<a:lvl{number}pPr marL="{margin}" indent="{indent}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" '
        'latinLnBrk="0" '
        f'hangingPunct="1"><a:spcBef><a:spcPts val="400"/></a:spcBef>{mark}<a:defRPr sz="1200" kern="1200">'
        "<a:solidFill>"
        '<a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs '
        'typeface="+mn-cs"/>'
        f"</a:defRPr></a:lvl{number}pPr>"
    )


def _placeholder(number: int, name: str, ph: str, frame: tuple[int, int, int, int], body: str, locks: str) -> str:
    x, y, cx, cy = frame
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks {locks}/></p:cNvSpPr><p:nvPr>'
        f"<p:ph {ph}/>"
        f'</p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{body}</p:sp>'
    )


def notes_master(width: int, height: int) -> str:
    """Return the part, for slides of `width` × `height`."""
    image = slide_image_frame(width, height)
    below = image[1] + image[3] + 300_000
    across = NOTES_WIDTH - 2 * _MARGIN
    outline = '<a:noFill/><a:ln w="6350"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln></p:spPr>'
    text = (
        '</p:spPr><p:txBody><a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle/>'
        '<a:p><a:pPr lvl="0"/><a:r><a:rPr lang="en-GB"/><a:t>Notes</a:t></a:r></a:p></p:txBody>'
    )
    number = (
        '</p:spPr><p:txBody><a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"/><a:lstStyle>'
        '<a:lvl1pPr algn="r">'
        '<a:defRPr sz="1000"/></a:lvl1pPr></a:lstStyle><a:p><a:fld id="{0E1C8A52-6B0B-4E0F-9A44-3B7C5A1D2F60}" '
        'type="slidenum">'
        '<a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld></a:p></p:txBody>'
    )
    shapes = (
        _placeholder(
            2, "Slide Image", 'type="sldImg" idx="2"', image, outline, 'noGrp="1" noRot="1" noChangeAspect="1"'
        )
        + _placeholder(
            3,
            "Notes",
            'type="body" sz="quarter" idx="3"',
            (_MARGIN, below, across, 8_300_000 - below),
            text,
            'noGrp="1"',
        )
        + _placeholder(
            4,
            "Slide Number",
            'type="sldNum" sz="quarter" idx="5"',
            (_MARGIN, 8_500_000, across, 240_000),
            number,
            'noGrp="1"',
        )
    )
    levels = "".join(map(_level, range(1, 10)))
    return (
        f'{PROLOGUE}<p:notesMaster {declare("a", "r", "p")}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/>'
        "</a:solidFill>"
        '<a:effectLst/></p:bgPr></p:bg><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/>'
        "</p:nvGrpSpPr>"
        '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/>'
        "</a:xfrm>"
        f"</p:grpSpPr>{shapes}</p:spTree></p:cSld>"
        '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
        'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
        f"<p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    )
