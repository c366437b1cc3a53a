"""The default templates in a brand's colours, fonts and logo: a theme rewritten, pictures put in, nothing else moved.

ECMA-376 part 1: 20.1.6 (themes), 20.4.2.8 (inline pictures in Word), 19.3.1.37 (pictures on slides).
"""

from __future__ import annotations

from typing import Any

from builder.brand.brand import Brand, Logo
from builder.office.colour import DRAWING
from builder.office.package import RELATIONSHIPS, Package
from builder.office.parts import bytes_of, root_of
from builder.office.xml import attribute
from builder.templates.deck.placeholders import PRESENTATION

__all__ = ["dress_brief", "dress_deck"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{RELATIONSHIPS}" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_EMU_PER_INCH = 914_400
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
_TITLES = ("title", "heading 1", "heading 2", "heading 3", "heading 4")
_COVER_BOX = (3.2, 0.75)
"""Inches that a logo may take on the cover; it stands against the right margin."""
_COVER_PLATE = 0.18
"""Inches of page colour around a logo that was not drawn for dark grounds."""
_FOOT_BOX = (1.6, 0.26)
_BRIEF_BOX = (2.2, 0.5)

Box = tuple[int, int, int, int]


def dress_deck(package: Package, brand: Brand, colours: dict[str, str]) -> None:
    """Change the default deck template in `package`."""
    main = package.main_part
    width = int(root_of(package, main).find(f"{PRESENTATION}sldSz").get("cx"))
    for name in [name for name, part in package.parts.items() if part.content_type.endswith(".theme+xml")]:
        _theme(package, name, brand, colours)
    master = package.related(main, f"{RELATIONSHIPS}/slideMaster")[0]
    layouts = package.related(master, f"{RELATIONSHIPS}/slideLayout")
    if not brand.bold_headings:
        for part in (master, *layouts):
            _plain_titles(package, part)
    if brand.page_logo is not None:
        _foot_logo(package, master, brand.page_logo, width)
    cover = next((one for one in layouts if root_of(package, one).get("type") == "title"), None)
    if brand.cover_logo is not None and cover is not None:
        _cover_logo(package, cover, brand.cover_logo, width)


def dress_brief(package: Package, brand: Brand, colours: dict[str, str]) -> None:
    """Change the default Word template in `package`."""
    from builder.templates.word.colours import recolour

    main = package.main_part
    for name in package.related(main, f"{RELATIONSHIPS}/theme"):
        _theme(package, name, brand, colours)
    for kind in ("styles", "numbering"):
        name = package.related(main, f"{RELATIONSHIPS}/{kind}")[0]
        root = root_of(package, name)
        recolour(root, colours)
        if kind == "styles":
            _type_styles(root, brand)
        package.replace(name, bytes_of(root))
    if brand.page_logo is not None:
        _first_header(package, main, brand.page_logo)


def _theme(package: Package, part: str, brand: Brand, colours: dict[str, str]) -> None:
    """Colours and fonts of a theme part."""
    from lxml import etree

    root = root_of(package, part)
    root.set("name", brand.name or "Brand")
    scheme = root.find(f".//{DRAWING}clrScheme")
    scheme.set("name", brand.name or "Brand")
    for slot in scheme:
        for child in list(slot):
            slot.remove(child)
        etree.SubElement(slot, f"{DRAWING}srgbClr", {"val": colours[slot.tag.removeprefix(DRAWING)]})
    root.find(f".//{DRAWING}fontScheme").set("name", brand.name or "Brand")
    for slot, font in (("majorFont", brand.headings or brand.base), ("minorFont", brand.base)):
        if font:
            root.find(f".//{DRAWING}{slot}/{DRAWING}latin").set("typeface", font)
    package.replace(part, bytes_of(root))


# --- The deck --------------------------------------------------------------------------------------------------------


def _plain_titles(package: Package, part: str) -> None:
    """Take the bold from titles, for a brand whose headings are of an ordinary weight."""
    root = root_of(package, part)
    holders = list(root.iterfind(f"{PRESENTATION}txStyles/{PRESENTATION}titleStyle"))
    for shape in root.iter(f"{PRESENTATION}sp"):
        held = shape.find(f"{PRESENTATION}nvSpPr/{PRESENTATION}nvPr/{PRESENTATION}ph")
        if held is not None and held.get("type") in ("title", "ctrTitle"):
            holders.append(shape)
    for holder in holders:
        for properties in holder.iter(f"{DRAWING}defRPr"):
            properties.set("b", "0")
    package.replace(part, bytes_of(root))


def _foot_logo(package: Package, master: str, logo: Logo, width: int) -> None:
    """A small logo at the foot of every slide, left of its number."""
    across, down = _fitted(logo, _FOOT_BOX)
    right = width - round(1.45 * _EMU_PER_INCH)
    top = round(7.17 * _EMU_PER_INCH) - down // 2
    _draw(package, master, logo, (right - across, top, across, down))


def _cover_logo(package: Package, cover: str, logo: Logo, width: int) -> None:
    """The logo at the top right of the cover, on a plate of the page's colour unless it was drawn for dark grounds."""
    across, down = _fitted(logo, _COVER_BOX)
    right = width - round(0.75 * _EMU_PER_INCH)
    top = round(0.5 * _EMU_PER_INCH)
    plate = 0 if logo.on_dark else round(_COVER_PLATE * _EMU_PER_INCH)
    box = (right - across - plate, top, across, down)
    behind = (right - across - 2 * plate, top - plate, across + 2 * plate, down + 2 * plate) if plate else None
    _draw(package, cover, logo, box, behind)


def _fitted(logo: Logo, most: tuple[float, float]) -> tuple[int, int]:
    """Width and height in EMU within a box in inches, the proportions kept."""
    scale = min(most[0] / logo.picture.width, most[1] / logo.picture.height)
    return round(logo.picture.width * scale * _EMU_PER_INCH), round(logo.picture.height * scale * _EMU_PER_INCH)


def _draw(package: Package, part: str, logo: Logo, box: Box, plate: Box | None = None) -> None:
    """Put the logo, and a plate behind it, before the placeholders of a master or a layout."""
    from lxml import etree

    rid = package.relate(part, f"{RELATIONSHIPS}/image", _media(package, "/ppt/media/logo{}", logo))
    root = root_of(package, part)
    tree = root.find(f"{PRESENTATION}cSld/{PRESENTATION}spTree")
    free = max(int(one.get("id")) for one in tree.iter(f"{PRESENTATION}cNvPr")) + 1
    shapes = [_plate(free + 1, plate)] if plate else []
    shapes.append(
        f'<p:pic {_NAMESPACES}><p:nvPicPr><p:cNvPr id="{free}" name="Logo" descr="{attribute(logo.alt)}"/><p:cNvPicPr>'
        f'<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill>'
        f'<a:blip r:embed="{rid}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{_place(box)}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
    first = next(n for n, one in enumerate(tree) if one.tag == f"{PRESENTATION}sp")
    for offset, shape in enumerate(shapes):
        tree.insert(first + offset, etree.fromstring(shape))
    package.replace(part, bytes_of(root))


def _place(box: Box) -> str:
    return f'<a:xfrm><a:off x="{box[0]}" y="{box[1]}"/><a:ext cx="{box[2]}" cy="{box[3]}"/></a:xfrm>'


def _plate(number: int, box: Box) -> str:
    """A rectangle in the colour of the page, for the eye only."""
    decorative = (
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
    )
    return (
        f'<p:sp {_NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="Logo plate">{decorative}</p:cNvPr><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def _media(package: Package, pattern: str, logo: Logo) -> str:
    """The part that holds the picture, put in if no equal one is there."""
    for name, part in package.parts.items():
        if part.blob == logo.blob and part.content_type == logo.picture.media_type:
            return name
    name = package.next_name(f"{pattern}.{_EXTENSIONS[logo.picture.media_type]}")
    return package.add_part(name, logo.picture.media_type, logo.blob)


# --- The brief -------------------------------------------------------------------------------------------------------


def _type_styles(root: Any, brand: Brand) -> None:
    """The monospaced font, and the weight of headings."""
    for style in root.iter(f"{_W}style"):
        name = style.find(f"{_W}name").get(f"{_W}val", "").casefold()
        for fonts in style.iter(f"{_W}rFonts"):
            if brand.monospace and fonts.get(f"{_W}ascii") == "Consolas":
                for slot in ("ascii", "hAnsi", "cs"):
                    fonts.set(f"{_W}{slot}", brand.monospace)
        if not brand.bold_headings and name in _TITLES:
            for tag in ("b", "bCs"):
                for one in style.findall(f"{_W}rPr/{_W}{tag}"):
                    one.getparent().remove(one)


def _first_header(package: Package, main: str, logo: Logo) -> None:
    """A header of the first page with the logo against the right margin."""
    from lxml import etree

    across, down = _fitted(logo, _BRIEF_BOX)
    part = package.next_name("/word/header{}.xml")
    picture = _media(package, "/word/media/logo{}", logo)
    package.add_part(part, "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml", b"")
    image = package.relate(part, f"{RELATIONSHIPS}/image", picture)
    package.replace(part, _header(logo, image, across, down).encode())
    rid = package.relate(main, f"{RELATIONSHIPS}/header", part)
    root = root_of(package, main)
    section = root.find(f"{_W}body/{_W}sectPr")
    reference = etree.Element(f"{_W}headerReference", {f"{_W}type": "first", f"{{{RELATIONSHIPS}}}id": rid})
    section.insert(1, reference)
    package.replace(main, bytes_of(root))


def _header(logo: Logo, image: str, across: int, down: int) -> str:
    """A header part with one picture."""
    name = f'id="1" name="Logo" descr="{attribute(logo.alt)}"'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:hdr xmlns:w="{_W[1:-1]}" xmlns:r="{RELATIONSHIPS}" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<w:p><w:pPr><w:pStyle w:val="Header"/><w:pBdr><w:top w:val="nil"/><w:bottom w:val="nil"/></w:pBdr>'
        '<w:ind w:left="0" w:firstLine="0"/><w:jc w:val="right"/></w:pPr><w:r>'
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr {name}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{image}"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{across}" cy="{down}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p></w:hdr>"
    )
