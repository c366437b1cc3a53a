"""Apply a brand's colours, fonts and logo to the default templates: rewrite the theme, add pictures.

ECMA-376 part 1: 20.1.6 (themes), 20.4.2.3 (pictures in Word), 19.3.1.37 (pictures on slides). Lengths are EMU.
"""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml as parse_word_xml
from docx.parts.image import ImagePart as WordImagePart
from docx.shared import Emu
from lxml import etree
from pptx.opc.package import Part as DeckPart
from pptx.opc.packuri import PackURI as DeckPartName
from pptx.oxml import parse_xml as parse_deck_xml

from builder.brand.brand import Brand, Logo
from builder.brand.logo_ground import plate_for
from builder.office.colour import (
    contrast,
    first_colour,
    mapped_colours,
    mixed,
    resolve_colour,
    scheme_colour,
    second_accent,
    shade_of,
    turns_brown,
)
from builder.office.deck_package import DeckPackage
from builder.office.word_package import WordPackage
from builder.office.xml import attribute, declare, qn
from builder.templates.word.colours import make_tags_readable, own_fill, recolour

__all__ = ["dress_brief", "dress_deck"]

_A = qn("a:")
_W = qn("w:")
_EMU_PER_INCH = 914_400
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
_TITLES = ("title", "heading 1", "heading 2", "heading 3", "heading 4", "heading 5")
_COVER_BOX = (2.9, 0.5)
"""Width and height in inches available to a logo on the cover, at the left margin."""
_MARGIN = 609_600
"""The left margin of slides."""
_CLOSING = ("Closing", "Closing columns", "Closing columns and sources")
"""Layouts with a strip in the page's colour for the sources and the logo."""
_STRIP_LOGO = 6.12
"""Inches from the top of the slide to the logo on that strip."""
_COVER_PLATE = 0.18
"""Inches of page colour around a logo that was not drawn for dark backgrounds."""
_READABLE = 4.5
"""The least contrast ratio of text with its background (WCAG 2.1, 1.4.3)."""
_BLOCK = 1.35
"""The least contrast ratio of a block or a bar with the ground around it."""
_SHADES = {"-25": "BF", "-50": "80"}
"""Office's darker shades of a colour, with the shade of Word that is the same."""
_HAIRLINE, _HAIRLINE_SHARE = "C4D0D6", 0.25
"""Colour of the default brief's hairlines, and the share of the text colour in those of a brand."""
_FOOT_BOX = (1.6, 0.26)
_FOOT_PLATE = 0.05
"""Inches of dark ground around a logo that cannot be seen on the page."""
_GUIDE = "{http://schemas.microsoft.com/office/powerpoint/2012/main}clr"
_FILLS = {"text2": "dk2", "background2": "lt2", "text1": "dk1", "background1": "lt1"}
_WORD_NAMES = {"bg1": "background1", "tx1": "text1", "tx2": "text2"}
_BRIEF_BOX = (1.6, 0.47)
_BRIEF_PLATE = 0.06
_HALF_LINE = 85_000
"""Half the height of the first line over the band of a brief."""
_LOGO_GAP = 0.15
"""Inches between that line and a logo beside it."""
_EMU_PER_TWIP = 635
_SHAPES = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"

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
    for element in (master.element, *(layout.element for layout in layouts)):
        _set_readable(element, colours)
    for guide in (colour for root in (presentation.element, master.element) for colour in root.iter(_GUIDE)):
        guide.find(f"{_A}srgbClr").set("val", colours["accent5"])
    width = int(presentation.slide_width or 0)
    if brand.page_logo is not None:
        _foot_logo(package, master, brand.page_logo, width, colours)
    if brand.cover_logo is not None:
        for layout in layouts:
            if _is_cover(layout.element):
                _cover_logo(package, layout, brand.cover_logo, colours)
            elif layout.name in _CLOSING:
                _strip_logo(package, layout, brand.cover_logo, width, colours)
    return package.to_bytes()


def dress_brief(template: bytes, brand: Brand, colours: dict[str, str]) -> bytes:
    """Return the default Word template in a brand's theme, with its logo in the band of the first page."""
    package = WordPackage.from_bytes(template)
    document = package.document
    theme = document.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _theme(theme.blob, brand, colours)
    for root in (document.styles.element, document.part.numbering_part.element):
        _set_readable_brief(root, colours)
        recolour(root, colours)
    _set_band(package.main_document_part.element.body, colours)
    make_tags_readable(document.styles.element, colours)
    _type_styles(document.styles.element, brand)
    if brand.cover_logo is not None:
        taken = _band_logo(package, brand.cover_logo, colours)
        status = document.styles["Document Status"].paragraph_format
        status.right_indent = Emu(taken + round(_LOGO_GAP * _EMU_PER_INCH))
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


def _is_cover(layout: Any) -> bool:
    """Return True for a layout of the first slide: its title is that of the publication."""
    return any(placeholder.get("type") == "ctrTitle" for placeholder in layout.iter(qn("p:ph")))


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


def _set_readable(root: Any, colours: dict[str, str]) -> None:
    """Set text and bullets of a master or a layout in another colour where an accent, or the page's colour on an
    accent, cannot be read on its ground, and its bars where they cannot be seen.
    """
    names = mapped_colours(colours, {})
    ground = first_colour(root.find(f"{qn('p:cSld')}/{qn('p:bg')}"))
    behind = (resolve_colour(ground, names) if ground is not None else None) or colours["lt1"]
    strips = _strips(root, names)
    for colour in root.iter(f"{_A}schemeClr"):
        name, holder = colour.get("val", ""), colour.getparent()
        is_text = holder.tag == f"{_A}buClr" or holder.getparent().tag == f"{_A}defRPr"
        if len(colour) or not (name.startswith("accent") or (name == "bg1" and is_text)):
            continue
        if name == "accent2":
            name = second_accent(names, behind)
        chosen = name if name != colour.get("val") else ""
        if is_text:
            shape = next(colour.iterancestors(qn("p:sp")), None)
            chosen = _text_colour(name, _ground_of(shape, strips) or behind, names) or chosen
        elif holder.getparent().tag == qn("p:spPr") and contrast(names[name], behind) < _BLOCK:
            choices = ("accent1", "accent2", "accent3", "accent5", "bg1")
            chosen = next(choice for choice in choices if contrast(names[choice], behind) >= _BLOCK)
        if chosen:
            holder.replace(colour, parse_deck_xml(f"<p:x {declare('a', 'p')}>{scheme_colour(chosen)}</p:x>")[0])


def _strips(root: Any, names: dict[str, str]) -> list[tuple[Box, str]]:
    """Return the boxes of a layout's plain shapes with their colours of the theme: the grounds of some texts."""
    strips = []
    for shape in root.iter(qn("p:sp")):
        fill = shape.find(f"{qn('p:spPr')}/{_A}solidFill/{_A}schemeClr")
        box = _box_of(shape)
        if box is not None and fill is not None and not len(fill) and not list(shape.iter(qn("p:ph"))):
            strips.append((box, names[fill.get("val")]))
    return strips


def _ground_of(shape: Any, strips: list[tuple[Box, str]]) -> str:
    """Return the colour of the strip that the text of a shape is on; "" if it is on none."""
    box = _box_of(shape) if shape is not None else None
    if box is None:
        return ""
    x, y = box[0] + box[2] // 2, box[1] + box[3] // 2
    for (left, top, across, down), colour in reversed(strips):
        if left <= x < left + across and top <= y < top + down:
            return colour
    return ""


def _box_of(shape: Any) -> Box | None:
    transform = shape.find(f"{qn('p:spPr')}/{_A}xfrm")
    if transform is None:
        return None
    place, size = transform.find(f"{_A}off"), transform.find(f"{_A}ext")
    return int(place.get("x")), int(place.get("y")), int(size.get("cx")), int(size.get("cy"))


def _text_colour(name: str, behind: str, names: dict[str, str]) -> str:
    """Return the name of the colour for text in the accent `name`, or in the page's colour: on a dark ground the first
    accent or the page's colour, on a light one a darker shade of an accent, but none of a yellow or an orange; last the
    text colours. "" if it can be read as it is.
    """
    if contrast(names[name], behind) >= _READABLE:
        return ""
    if contrast(behind, "FFFFFF") > contrast(behind, "000000"):
        choices = ["accent1", "bg1"]
    else:
        shades = _SHADES if name.startswith("accent") and not turns_brown(names[name]) else ()
        choices = [*(f"{name}{shade}" for shade in shades), "tx2", "tx1"]
    return next((choice for choice in choices if contrast(shade_of(choice, names), behind) >= _READABLE), choices[-1])


def _foot_logo(package: DeckPackage, master: Any, logo: Logo, width: int, colours: dict[str, str]) -> None:
    """Add a small logo at the foot of every slide, left of its number, on a dark plate if the page would hide it."""
    across, down = _fitted(logo, _FOOT_BOX)
    right = width - round(1.75 * _EMU_PER_INCH)
    top = round(7.14 * _EMU_PER_INCH) - down // 2
    box = (right - across, top, across, down)
    slot = plate_for(logo.blob, {"bg1": colours["lt1"], "tx2": colours["dk2"]})
    plate = _around(box, _FOOT_PLATE) if slot else None
    _add_logo(package, master, logo, box, plate, slot)


def _cover_logo(package: DeckPackage, cover: Any, logo: Logo, colours: dict[str, str]) -> None:
    """Add the logo at the top left of the cover, on a plate of the page's colour if the ground would hide it."""
    across, down = _fitted(logo, _COVER_BOX)
    top = round(0.62 * _EMU_PER_INCH)
    slot = plate_for(logo.blob, {"tx2": colours["dk2"], "bg1": colours["lt1"]})
    plate = _COVER_PLATE if slot else 0
    box = (_MARGIN + round(plate * _EMU_PER_INCH), top, across, down)
    _add_logo(package, cover, logo, box, _around(box, plate) if slot else None, slot)


def _strip_logo(package: DeckPackage, closing: Any, logo: Logo, width: int, colours: dict[str, str]) -> None:
    """Add the logo at the right of the strip that closes the deck, on a dark plate if the page's colour hides it."""
    across, down = _fitted(logo, _COVER_BOX)
    slot = plate_for(logo.blob, {"bg1": colours["lt1"], "tx2": colours["dk2"]})
    plate = _COVER_PLATE if slot else 0
    box = (width - _MARGIN - across - round(plate * _EMU_PER_INCH), round(_STRIP_LOGO * _EMU_PER_INCH), across, down)
    _add_logo(package, closing, logo, box, _around(box, plate) if slot else None, slot)


def _around(box: Box, margin: float) -> Box:
    """Return a box with a margin in inches on each side."""
    edge = round(margin * _EMU_PER_INCH)
    return (box[0] - edge, box[1] - edge, box[2] + 2 * edge, box[3] + 2 * edge)


def _fitted(logo: Logo, most: tuple[float, float]) -> tuple[int, int]:
    """Return width and height within a box in inches, the proportions kept."""
    scale = min(most[0] / logo.picture.width, most[1] / logo.picture.height)
    return round(logo.picture.width * scale * _EMU_PER_INCH), round(logo.picture.height * scale * _EMU_PER_INCH)


def _add_logo(package: DeckPackage, slide: Any, logo: Logo, box: Box, plate: Box | None, slot: str) -> None:
    """Add the logo, and a plate behind it, before the placeholders of a master or a layout."""
    rid = slide.part.relate_to(_picture(package, logo), RELATIONSHIP_TYPE.IMAGE)
    tree = slide.element.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    free = max(int(properties.get("id")) for properties in tree.iter(qn("p:cNvPr"))) + 1
    shapes = [_plate(free + 1, plate, slot)] if plate else []
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


def _plate(number: int, box: Box, slot: str) -> str:
    """Return a decorative rectangle in a colour of the theme."""
    decorative = (
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
        f'<adec:decorative {declare("adec")} val="1"/></a:ext></a:extLst>'
    )
    return (
        f'<p:sp {declare("a", "r", "p")}><p:nvSpPr><p:cNvPr id="{number}" name="Logo plate">{decorative}</p:cNvPr>'
        f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_position(box)}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
        f'<a:schemeClr val="{slot}"/></a:solidFill>'
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


def _set_readable_brief(root: Any, colours: dict[str, str]) -> None:
    """Set text in another colour where an accent cannot be read on the page or on the band; hairlines in the brand's
    text colour, lightened.
    """
    hairline = mixed(colours["lt1"], colours["dk1"], _HAIRLINE_SHARE)
    for node in root.iter():
        if node.get(f"{_W}color") == _HAIRLINE:
            node.set(f"{_W}color", hairline)
    for colour in root.iter(f"{_W}color"):
        name = colour.get(f"{_W}themeColor", "")
        if not name.startswith("accent"):
            continue
        fill = own_fill(colour)
        behind = colours[_FILLS.get(fill, fill)] if fill else colours["lt1"]
        names = mapped_colours(colours, {})
        wanted = second_accent(names, behind) if name == "accent2" else name
        chosen = _text_colour(wanted, behind, names) or (wanted if wanted != name else "")
        shade = next((change for change in _SHADES if chosen.endswith(change)), "")
        if shade:
            colour.set(f"{_W}themeShade", _SHADES[shade])
            colour.set(f"{_W}val", shade_of(chosen, colours))
        elif chosen:
            colour.set(f"{_W}themeColor", _WORD_NAMES.get(chosen, chosen))


def _set_band(body: Any, colours: dict[str, str]) -> None:
    """Set the strip below the band of the first page in an accent that can be seen there."""
    for strip in body.iter(f"{_A}schemeClr"):
        name = strip.get("val", "")
        if name.startswith("accent") and contrast(colours[name], colours["dk2"]) < _BLOCK:
            choices = ("accent1", "accent2", "accent3", "accent5")
            seen = (choice for choice in choices if contrast(colours[choice], colours["dk2"]) >= _BLOCK)
            strip.set("val", next(seen, "bg2"))


def _band_logo(package: WordPackage, logo: Logo, colours: dict[str, str]) -> int:
    """Put the logo in the band of the first page, level with its first line, on a plate of the page's colour if the
    band would hide it. It is before the text: the ground of paragraphs would cover it. Return the width that it takes
    from the line, in EMU.
    """
    main = package.main_document_part
    body = main.element.body
    page, margins = body.find(f"{_W}sectPr/{_W}pgSz"), body.find(f"{_W}sectPr/{_W}pgMar")
    right = (int(page.get(f"{_W}w")) - int(margins.get(f"{_W}right"))) * _EMU_PER_TWIP
    middle = int(margins.get(f"{_W}top")) * _EMU_PER_TWIP + _HALF_LINE
    across, down = _fitted(logo, _BRIEF_BOX)
    hidden = plate_for(logo.blob, {"tx2": colours["dk2"], "bg1": colours["lt1"]})
    plate = round(_BRIEF_PLATE * _EMU_PER_INCH) if hidden else 0
    left, top = right - across - plate, middle - down // 2
    name = package.next_partname(f"/word/media/logo%d.{_EXTENSIONS[logo.picture.media_type]}")
    image = main.relate_to(WordImagePart(name, logo.picture.media_type, logo.blob), RELATIONSHIP_TYPE.IMAGE)
    anchor = next(body.iter(qn("wp:anchor")))
    title = next(parent for parent in anchor.iterancestors() if parent.tag == f"{_W}p")
    runs = [run for run in title if run.tag == f"{_W}r" and next(run.iter(qn("wp:anchor")), None) is not None]
    at = title.index(runs[-1]) + 1
    free = 1 + max(int(node.get("id", "0")) for node in body.iter(qn("wp:docPr")))
    if plate:
        box = (left - plate, top - plate, across + 2 * plate, down + 2 * plate)
        title.insert(at, parse_word_xml(_plate_run(free, box)))
        at += 1
    title.insert(at, parse_word_xml(_logo_run(logo, image, free + 1, (left, top, across, down))))
    return across + 2 * plate


def _logo_run(logo: Logo, image: str, number: int, box: Box) -> str:
    name = f'name="Logo" descr="{attribute(logo.alt)}"'
    picture = (
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="0" {name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{image}"/>'
        f"<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>{_placed(box)}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    )
    drawing = _anchored(f'id="{number}" {name}/>', number, box, picture)
    return f"<w:r {declare('w', 'r', 'wp', 'a', 'pic')}><w:rPr><w:noProof/></w:rPr>{drawing}</w:r>"


def _plate_run(number: int, box: Box) -> str:
    shape = (
        f'<a:graphicData uri="{_SHAPES}"><wps:wsp><wps:cNvSpPr/><wps:spPr>{_placed(box)}<a:prstGeom prst="rect">'
        '<a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr>'
        "<wps:bodyPr/></wps:wsp></a:graphicData>"
    )
    decorative = (
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
        f'<adec:decorative {declare("adec")} val="1"/></a:ext></a:extLst>'
    )
    drawing = _anchored(f'id="{number}" name="Logo plate">{decorative}</wp:docPr>', number, box, shape)
    return (
        f"<w:r {declare('w', 'r', 'wp', 'a')}><w:rPr><w:noProof/></w:rPr>"
        f'<mc:AlternateContent {declare("mc")} xmlns:wps="{_SHAPES}"><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        "</mc:AlternateContent></w:r>"
    )


def _placed(box: Box) -> str:
    return f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{box[2]}" cy="{box[3]}"/></a:xfrm>'


def _anchored(described: str, number: int, box: Box, graphic: str) -> str:
    """Return a drawing placed from the page, before the ground of the text; `described` are the attributes of
    `wp:docPr` and what follows them.
    """
    across, down = (
        f'<wp:position{side} relativeFrom="page"><wp:posOffset>{offset}</wp:posOffset></wp:position{side}>'
        for side, offset in (("H", box[0]), ("V", box[1]))
    )
    return (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{number}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        f'<wp:simplePos x="0" y="0"/>{across}{down}<wp:extent cx="{box[2]}" cy="{box[3]}"/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr {described}<wp:cNvGraphicFramePr/>'
        f"<a:graphic>{graphic}</a:graphic></wp:anchor></w:drawing>"
    )
