"""Apply a brand's colours, fonts and logo to the default templates: rewrite the theme, add pictures.

ECMA-376 part 1: 20.1.6 (themes), 20.4.2.8 (inline pictures in Word), 19.3.1.37 (pictures on slides). Lengths are EMU.
"""

from __future__ import annotations

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI as WordPartName
from docx.opc.part import Part as WordPart
from docx.oxml import parse_xml as parse_word_xml
from docx.oxml.parser import OxmlElement
from docx.parts.hdrftr import HeaderPart
from docx.parts.image import ImagePart as WordImagePart
from lxml import etree
from pptx.opc.package import Part as DeckPart
from pptx.opc.packuri import PackURI as DeckPartName
from pptx.oxml import parse_xml as parse_deck_xml

from builder.brand.brand import Brand, Logo
from builder.office.deck_package import DeckPackage
from builder.office.word_package import WordPackage
from builder.office.xml import attribute, declare, qn
from builder.templates.word.colours import make_tags_readable, recolour

__all__ = ["dress_brief", "dress_deck"]

_A = qn("a:")
_W = qn("w:")
_EMU_PER_INCH = 914_400
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
_TITLES = ("title", "heading 1", "heading 2", "heading 3", "heading 4", "heading 5")
_COVER_BOX = (3.2, 0.75)
"""Width and height in inches available to a logo on the cover, at the right margin."""
_COVER_PLATE = 0.18
"""Inches of page colour around a logo that was not drawn for dark backgrounds."""
_FOOT_BOX = (1.6, 0.26)
_BRIEF_BOX = (2.2, 0.5)

Box = tuple[int, int, int, int]


def dress_deck(template: bytes, brand: Brand, colours: dict[str, str]) -> bytes:
    """Return the default deck template in a brand's theme, with its logos."""
    package = DeckPackage.from_bytes(template)
    presentation = package.presentation
    for part in package.iter_parts():
        if part.content_type.endswith(".theme+xml"):
            part.blob = _theme(part.blob, brand, colours)
    master = presentation.slide_masters[0]
    layouts = list(master.slide_layouts)
    if not brand.bold_headings:
        for element in (master.element, *(layout.element for layout in layouts)):
            _plain_titles(element)
    width = int(presentation.slide_width or 0)
    if brand.page_logo is not None:
        _foot_logo(package, master, brand.page_logo, width)
    cover = next((layout for layout in layouts if layout.element.get("type") == "title"), None)
    if brand.cover_logo is not None and cover is not None:
        _cover_logo(package, cover, brand.cover_logo, width)
    return package.to_bytes()


def dress_brief(template: bytes, brand: Brand, colours: dict[str, str]) -> bytes:
    """Return the default Word template in a brand's theme, with its logo in the header of the first page."""
    package = WordPackage.from_bytes(template)
    document = package.document
    theme = document.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _theme(theme.blob, brand, colours)
    recolour(document.styles.element, colours)
    recolour(document.part.numbering_part.element, colours)
    make_tags_readable(document.styles.element, colours)
    _type_styles(document.styles.element, brand)
    if brand.page_logo is not None:
        _first_header(package, brand.page_logo)
    return package.to_bytes()


def _theme(blob: bytes, brand: Brand, colours: dict[str, str]) -> bytes:
    """Return a theme part with the brand's name, colours and fonts."""
    root: Any = parse_word_xml(blob)
    root.set("name", brand.name or "Brand")
    scheme = root.find(f".//{_A}clrScheme")
    scheme.set("name", brand.name or "Brand")
    for slot in scheme:
        for child in list(slot):
            slot.remove(child)
        etree.SubElement(slot, f"{_A}srgbClr", {"val": colours[slot.tag.removeprefix(_A)]})
    root.find(f".//{_A}fontScheme").set("name", brand.name or "Brand")
    for slot, font in (("majorFont", brand.headings or brand.base), ("minorFont", brand.base)):
        if font:
            root.find(f".//{_A}{slot}/{_A}latin").set("typeface", font)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


# --- The deck --------------------------------------------------------------------------------------------------------


def _plain_titles(root: Any) -> None:
    """Remove bold from the titles of a master or layout, for a brand whose headings have a regular weight."""
    holders = list(root.iterfind(f"{qn('p:txStyles')}/{qn('p:titleStyle')}"))
    for shape in root.iter(qn("p:sp")):
        placeholder = shape.find(f"{qn('p:nvSpPr')}/{qn('p:nvPr')}/{qn('p:ph')}")
        if placeholder is not None and placeholder.get("type") in ("title", "ctrTitle"):
            holders.append(shape)
    for holder in holders:
        for properties in holder.iter(f"{_A}defRPr"):
            properties.set("b", "0")


def _foot_logo(package: DeckPackage, master: Any, logo: Logo, width: int) -> None:
    """Add a small logo at the foot of every slide, left of its number."""
    across, down = _fitted(logo, _FOOT_BOX)
    right = width - round(1.45 * _EMU_PER_INCH)
    top = round(7.17 * _EMU_PER_INCH) - down // 2
    _add_logo(package, master, logo, (right - across, top, across, down))


def _cover_logo(package: DeckPackage, cover: Any, logo: Logo, width: int) -> None:
    """Add the logo at the top right of the cover, on a plate of the page's colour unless it is for dark backgrounds."""
    across, down = _fitted(logo, _COVER_BOX)
    right = width - round(0.75 * _EMU_PER_INCH)
    top = round(0.5 * _EMU_PER_INCH)
    plate = 0 if logo.on_dark else round(_COVER_PLATE * _EMU_PER_INCH)
    box = (right - across - plate, top, across, down)
    behind = (right - across - 2 * plate, top - plate, across + 2 * plate, down + 2 * plate) if plate else None
    _add_logo(package, cover, logo, box, behind)


def _fitted(logo: Logo, most: tuple[float, float]) -> tuple[int, int]:
    """Return width and height within a box in inches, the proportions kept."""
    scale = min(most[0] / logo.picture.width, most[1] / logo.picture.height)
    return round(logo.picture.width * scale * _EMU_PER_INCH), round(logo.picture.height * scale * _EMU_PER_INCH)


def _add_logo(package: DeckPackage, slide: Any, logo: Logo, box: Box, plate: Box | None = None) -> None:
    """Add the logo, and a plate behind it, before the placeholders of a master or a layout."""
    rid = slide.part.relate_to(_picture(package, logo), RELATIONSHIP_TYPE.IMAGE)
    tree = slide.element.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    free = max(int(properties.get("id")) for properties in tree.iter(qn("p:cNvPr"))) + 1
    shapes = [_plate(free + 1, plate)] if plate else []
    shapes.append(
        f'<p:pic {declare("a", "r", "p")}><p:nvPicPr><p:cNvPr id="{free}" name="Logo" descr="{attribute(logo.alt)}"/>'
        f'<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill>'
        f'<a:blip r:embed="{rid}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{_position(box)}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
    first = next(index for index, shape in enumerate(tree) if shape.tag == qn("p:sp"))
    for offset, shape in enumerate(shapes):
        tree.insert(first + offset, parse_deck_xml(shape))


def _position(box: Box) -> str:
    return f'<a:xfrm><a:off x="{box[0]}" y="{box[1]}"/><a:ext cx="{box[2]}" cy="{box[3]}"/></a:xfrm>'


def _plate(number: int, box: Box) -> str:
    """Return a decorative rectangle in the colour of the page."""
    decorative = (
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
        f'<adec:decorative {declare("adec")} val="1"/></a:ext></a:extLst>'
    )
    return (
        f'<p:sp {declare("a", "r", "p")}><p:nvSpPr><p:cNvPr id="{number}" name="Logo plate">{decorative}</p:cNvPr>'
        f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_position(box)}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _picture(package: DeckPackage, logo: Logo) -> DeckPart:
    """Return the part that holds the picture, added if there is no equal one."""
    for part in package.iter_parts():
        if part.content_type == logo.picture.media_type and part.blob == logo.blob:
            return part
    name = package.next_partname(f"/ppt/media/logo%d.{_EXTENSIONS[logo.picture.media_type]}")
    return DeckPart(DeckPartName(name), logo.picture.media_type, package, logo.blob)


# --- The brief -------------------------------------------------------------------------------------------------------


def _type_styles(root: Any, brand: Brand) -> None:
    """Set the monospaced font, and the weight of headings."""
    for style in root.iter(f"{_W}style"):
        name = style.find(f"{_W}name").get(f"{_W}val", "").casefold()
        for fonts in style.iter(f"{_W}rFonts"):
            if brand.monospace and fonts.get(f"{_W}ascii") == "Consolas":
                for slot in ("ascii", "hAnsi", "cs"):
                    fonts.set(f"{_W}{slot}", brand.monospace)
        if not brand.bold_headings and name in _TITLES:
            for tag in ("b", "bCs"):
                for bold in style.findall(f"{_W}rPr/{_W}{tag}"):
                    bold.getparent().remove(bold)


def _first_header(package: WordPackage, logo: Logo) -> None:
    """Add a header of the first page with the logo at the right margin."""
    across, down = _fitted(logo, _BRIEF_BOX)
    main = package.main_document_part
    name = package.next_partname(f"/word/media/logo%d.{_EXTENSIONS[logo.picture.media_type]}")
    picture: WordPart = WordImagePart(WordPartName(name), logo.picture.media_type, logo.blob)
    empty = parse_word_xml(f"<w:hdr {declare('w')}/>")
    header = HeaderPart(package.next_partname("/word/header%d.xml"), CONTENT_TYPE.WML_HEADER, empty, package)
    image = header.relate_to(picture, RELATIONSHIP_TYPE.IMAGE)
    header._element = parse_word_xml(_header(logo, image, across, down))
    reference = OxmlElement("w:headerReference")
    reference.set(f"{_W}type", "first")
    reference.set(qn("r:id"), main.relate_to(header, RELATIONSHIP_TYPE.HEADER))
    package.document.element.body.find(f"{_W}sectPr").insert(1, reference)


def _header(logo: Logo, image: str, across: int, down: int) -> str:
    """Return a header with one picture."""
    name = f'id="1" name="Logo" descr="{attribute(logo.alt)}"'
    return (
        f"<w:hdr {declare('w', 'r', 'wp', 'a', 'pic')}>"
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
