"""Deck templates not made by us, or made awkward on purpose, as bytes."""

from __future__ import annotations

import copy
import io
import re
from typing import Any

import pptx
from lxml import etree
from pptx.oxml.ns import qn

from tests.templates.changing import changed

__all__ = [
    "MAKERS",
    "add_picture",
    "add_shape",
    "bare",
    "blank_only",
    "cover_master",
    "fill_background",
    "own_table_style",
    "photo",
    "without_room",
]

_FRENCH = (
    "Diapositive de titre", "Titre et contenu", "Titre de section", "Deux contenus", "Comparaison",
    "Titre seul", "Vide",
    "Contenu avec légende", "Image avec légende", "Titre et texte vertical", "Titre vertical et texte",
)  # fmt: skip
_GERMAN = (
    "Titelfolie", "Titel und Inhalt", "Abschnittsüberschrift", "Zwei Inhalte", "Vergleich", "Nur Titel", "Leer",
    "Inhalt mit Überschrift", "Bild mit Überschrift", "Titel und vertikaler Text", "Vertikaler Titel und Text",
)  # fmt: skip


def _saved(presentation: Any) -> bytes:
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def _rename(presentation: Any, names: tuple[str, ...]) -> None:
    for layout, name in zip(presentation.slide_layouts, names, strict=True):
        layout._element.cSld.set("name", name)
        del layout._element.attrib["type"]
        for shape in layout.placeholders:
            shape.name = f"Platzhalter {shape.shape_id}"


def _widen(presentation: Any, width: int = 12_192_000) -> None:
    """Make a 4:3 template 16:9 (or as wide as said, in EMU), every frame with it."""
    factor = width / presentation.slide_width
    presentation.slide_width = width
    master = presentation.slide_master
    for part in (master, *presentation.slide_layouts):
        for element in part._element.iter(qn("a:off"), qn("a:ext")):
            for name in ("x", "cx"):
                if element.get(name):
                    element.set(name, str(round(int(element.get(name)) * factor)))


def bare() -> bytes:
    """python-pptx's own template: 4:3, English names, no notes master, no table style of its own."""
    return _saved(pptx.Presentation())


def french_with_slides() -> bytes:
    """French names, no layout types, and slides left in it, with notes, sections, a custom show and a jump."""
    presentation = pptx.Presentation()
    _widen(presentation)
    _rename(presentation, _FRENCH)
    for place in range(3):
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = f"Vieille diapositive {place}"
        slide.notes_slide.notes_text_frame.text = "Vieilles notes"
    layout = presentation.slide_layouts[1]
    rid = layout.part.relate_to(
        presentation.slides[0].part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"
    )
    properties = layout.placeholders[0]._element.find(f".//{qn('p:cNvPr')}")
    link = etree.SubElement(properties, qn("a:hlinkClick"))
    link.set(qn("r:id"), rid)
    link.set("action", "ppaction://hlinksldjump")
    root = presentation.part._element
    first = root.find(qn("p:sldIdLst"))[0].get("id")
    relation = root.find(qn("p:sldIdLst"))[0].get(qn("r:id"))
    shows = etree.fromstring(
        f'<p:custShowLst xmlns:p="{root.nsmap["p"]}" xmlns:r="{root.nsmap["r"]}"><p:custShow name="Court" id="0">'
        "<p:sldLst>"
        f'<p:sld r:id="{relation}"/></p:sldLst></p:custShow></p:custShowLst>'
    )
    root.find(qn("p:notesSz")).addnext(shows)
    sections = etree.fromstring(
        f'<p:extLst xmlns:p="{root.nsmap["p"]}"><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}"><p14:sectionLst '
        'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="Vieille section" '
        f'id="{{6A9E0F5C-2F5A-4C3B-9D1E-0A1B2C3D4E5F}}"><p14:sldIdLst><p14:sldId id="{first}"/></p14:sldIdLst>'
        "</p14:section>"
        "</p14:sectionLst></p:ext></p:extLst>"
    )
    for old in root.findall(qn("p:extLst")):
        root.remove(old)
    root.append(sections)
    return _saved(presentation)


def german_dark() -> bytes:
    """German names, a dark ground by the colour map, no layout types."""
    presentation = pptx.Presentation()
    _widen(presentation)
    _rename(presentation, _GERMAN)
    master = presentation.slide_master._element
    colour_map = master.find(qn("p:clrMap"))
    for name, value in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
        colour_map.set(name, value)
    return _saved(presentation)


def painted_dark() -> bytes:
    """A dark ground painted by hand with light text, while the colour map still says that the ground is light."""
    presentation = pptx.Presentation()
    _widen(presentation)
    master = presentation.slide_master._element
    background = etree.fromstring(
        f'<p:bg xmlns:p="{master.nsmap["p"]}" xmlns:a="{master.nsmap["a"]}"><p:bgPr><a:solidFill><a:srgbClr '
        'val="1A1A2E"/>'
        "</a:solidFill><a:effectLst/></p:bgPr></p:bg>"
    )
    data = master.find(qn("p:cSld"))
    for old in data.findall(qn("p:bg")):
        data.remove(old)
    data.insert(0, background)
    for properties in master.find(qn("p:txStyles")).iter(qn("a:schemeClr")):
        properties.set("val", "bg1")
    return _saved(presentation)


def without_room() -> bytes:
    """One layout whose title takes nearly the whole slide."""
    presentation = pptx.Presentation()
    _keep(presentation, {5})
    title = presentation.slide_layouts[0].placeholders[0]
    title.left, title.top, title.width, title.height = 457_200, 274_638, 8_229_600, 6_000_000
    return _saved(presentation)


def title_only() -> bytes:
    """One layout, and on it nothing but a title."""
    presentation = pptx.Presentation()
    _keep(presentation, {5})
    return _saved(presentation)


def blank_only() -> bytes:
    """No layout with a title."""
    presentation = pptx.Presentation()
    _keep(presentation, {6})
    return _saved(presentation)


def _keep(presentation: Any, places: set[int]) -> None:
    for place in reversed(range(len(presentation.slide_layouts))):
        if place not in places:
            presentation.slide_layouts.remove(presentation.slide_layouts[place])


def several_masters() -> bytes:
    """Two masters: the first has only a blank layout and an empty theme, the second is whole. Duplicate layouts too."""
    presentation = pptx.Presentation()
    _widen(presentation)
    blob = _saved(presentation)
    return _with_first_master(blob)


def _with_first_master(blob: bytes, layouts: tuple[int, ...] = (7,)) -> bytes:
    """Put a second copy of master, theme and some layouts (by number) before the ones that are there."""
    import zipfile

    source = zipfile.ZipFile(io.BytesIO(blob))
    files = {name: source.read(name) for name in source.namelist()}
    relation = '<Relationship Id="{}" Type="{}" Target="{}"/>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    pml = "application/vnd.openxmlformats-officedocument."
    ids = "".join(f'<p:sldLayoutId id="{2147483701 + n}" r:id="rId{n}"/>' for n in layouts)
    files["ppt/slideMasters/slideMaster9.xml"] = re.sub(
        r"<p:sldLayoutIdLst>.*?</p:sldLayoutIdLst>",
        f"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>",
        files["ppt/slideMasters/slideMaster1.xml"].decode(),
        flags=re.DOTALL,
    ).encode()
    files["ppt/theme/theme9.xml"] = files["ppt/theme/theme1.xml"]
    added = [("slideMasters/slideMaster9.xml", "presentationml.slideMaster"), ("theme/theme9.xml", "theme")]
    master_rels = [relation.format("rId99", kind + "theme", "../theme/theme9.xml")]
    for n in layouts:
        name = f"slideLayouts/slideLayout{90 + n}.xml"
        files[f"ppt/{name}"] = files[f"ppt/slideLayouts/slideLayout{n}.xml"]
        files[f"ppt/slideLayouts/_rels/slideLayout{90 + n}.xml.rels"] = _relationships(
            [relation.format("rId1", kind + "slideMaster", "../slideMasters/slideMaster9.xml")]
        )
        added.append((name, "presentationml.slideLayout"))
        master_rels.append(relation.format(f"rId{n}", kind + "slideLayout", f"../{name}"))
    files["ppt/slideMasters/_rels/slideMaster9.xml.rels"] = _relationships(master_rels)
    overrides = "".join(f'<Override PartName="/ppt/{name}" ContentType="{pml}{end}+xml"/>' for name, end in added)
    types = files["[Content_Types].xml"].decode()
    files["[Content_Types].xml"] = types.replace("</Types>", overrides + "</Types>").encode()
    main = files["ppt/_rels/presentation.xml.rels"].decode()
    files["ppt/_rels/presentation.xml.rels"] = main.replace(
        "</Relationships>",
        relation.format("rId901", kind + "slideMaster", "slideMasters/slideMaster9.xml") + "</Relationships>",
    ).encode()
    show = files["ppt/presentation.xml"].decode()
    files["ppt/presentation.xml"] = show.replace(
        "<p:sldMasterIdLst>", '<p:sldMasterIdLst><p:sldMasterId id="2147483700" r:id="rId901"/>'
    ).encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _relationships(entries: list[str]) -> bytes:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{"".join(entries)}</Relationships>'.encode()


def cover_master(layouts: tuple[int, ...] = (1, 2), *, covered: bool = True, font: str = "Georgia") -> bytes:
    """Two masters: the first, dark and with fonts of its own, has the cover and, if said so, text upon which a picture
    lies; the second has all layouts.
    """
    presentation = pptx.Presentation()
    _widen(presentation)
    presentation = pptx.Presentation(io.BytesIO(_with_first_master(_saved(presentation), layouts)))
    first = presentation.slide_masters[0]
    fill_background(first, '<a:solidFill><a:srgbClr val="102A43"/></a:solidFill>')
    for style in first._element.find(qn("p:txStyles")).iter(qn("a:schemeClr")):
        style.set("val", "bg1")
    for layout in first.slide_layouts if covered else ():
        if layout.name == "Title and Content":
            add_picture(layout, photo([(200, 60, 20)]), (0.3, 0.2, 0.6, 0.7))

    def change(name: str, text: str) -> str:
        fonts = r"(<a:minorFont>\s*<a:latin typeface=\")[^\"]*"
        return re.sub(fonts, rf"\g<1>{font}", text) if name == "ppt/theme/theme9.xml" else text

    return changed(_saved(presentation), change)


def fill_background(part: Any, fill: str) -> None:
    """Give a master or a layout a background of this fill, which is XML with the prefix `a`."""
    data = part._element.find(qn("p:cSld"))
    for old in data.findall(qn("p:bg")):
        data.remove(old)
    data.insert(0, _parsed(part, f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"))


def photo(columns: list[tuple[int, int, int]]) -> io.BytesIO:
    """A PNG of vertical stripes of equal width in these colours."""
    from PIL import Image

    image = Image.new("RGB", (40 * len(columns), 60))
    for number, colour in enumerate(columns):
        image.paste(colour, (40 * number, 0, 40 * (number + 1), 60))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    stream.seek(0)
    return stream


def add_picture(part: Any, picture: io.BytesIO, place: tuple[float, float, float, float], *, crop: str = "") -> None:
    """Add a picture to a layout under everything else; `place` is x, y, width and height as shares of the slide, `crop`
    the attributes of its `a:srcRect`.
    """
    _, rid = part.part.get_or_add_image_part(picture)
    x, y, width, height = _lengths(part, place)
    _add(
        part,
        '<p:pic><p:nvPicPr><p:cNvPr id="901" name="Photo"/><p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{rid}"/><a:srcRect {crop}/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>',
    )


def add_shape(
    part: Any, fill: str, place: tuple[float, float, float, float], *, attributes: str = "", turn: int = 0,
    geometry: str = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>', grouped: bool = False,
) -> None:  # fmt: skip
    """Add a shape to a layout or a master under everything else; `place` as for a picture, `turn` in degrees,
    `attributes` those of `p:cNvPr`; `grouped` puts it in a group of twice the scale.
    """
    x, y, width, height = _lengths(part, place)
    half = 2 if grouped else 1
    shape = (
        f'<p:sp><p:nvSpPr><p:cNvPr id="902" name="Shape"{attributes}/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm rot="{turn * 60_000}"><a:off x="{x // half}" y="{y // half}"/>'
        f'<a:ext cx="{width // half}" cy="{height // half}"/></a:xfrm>{geometry}{fill}</p:spPr></p:sp>'
    )
    if grouped:
        box = f'<a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/>'
        inner = f'<a:chOff x="{x // 2}" y="{y // 2}"/><a:chExt cx="{width // 2}" cy="{height // 2}"/>'
        shape = (
            '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="903" name="Group"/><p:cNvGrpSpPr/><p:nvPr userDrawn="1"/>'
            f"</p:nvGrpSpPr><p:grpSpPr><a:xfrm>{box}{inner}</a:xfrm></p:grpSpPr>{shape}</p:grpSp>"
        )
    _add(part, shape)


def _lengths(part: Any, place: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    presentation = part.part.package.presentation_part.presentation
    width, height = presentation.slide_width, presentation.slide_height
    x, y, across, down = place
    return round(x * width), round(y * height), round(across * width), round(down * height)


def _add(part: Any, shape: str) -> None:
    part._element.cSld.spTree.insert(2, _parsed(part, shape))


def _parsed(part: Any, xml: str) -> Any:
    names = " ".join(f'xmlns:{name}="{part._element.nsmap[name]}"' for name in ("a", "p", "r"))
    return etree.fromstring(f"<root {names}>{xml}</root>")[0]


def photo_behind_text() -> bytes:
    """Photographs behind titles and text whose colours are those of a white page, a dark band behind the footer, and a
    gradient on the dividers.
    """
    presentation = pptx.Presentation()
    _widen(presentation)
    for layout in presentation.slide_layouts:
        if layout.name == "Section Header":
            stops = '<a:gs pos="0"><a:srgbClr val="1B3A4B"/></a:gs><a:gs pos="100000"><a:srgbClr val="3A5A40"/></a:gs>'
            fill_background(layout, f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="0"/></a:gradFill>')
        elif layout.name == "Title Slide":
            add_picture(layout, photo([(30, 40, 60), (50, 30, 30)]), (0, 0, 1, 1))
        elif layout.name == "Title and Content":
            add_picture(layout, photo([(20, 20, 20), (250, 250, 250)]), (0, 0, 1, 0.24), crop='r="50000"')
    add_shape(
        presentation.slide_master, '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>', (0, 0.9, 1, 0.1), grouped=True
    )
    return _saved(presentation)


def duplicates() -> bytes:
    """Two layouts of the same name, the first of them without a title; and a layout with its own dark colour map."""
    presentation = pptx.Presentation()
    _widen(presentation)
    first, second = presentation.slide_layouts[0], presentation.slide_layouts[1]
    second._element.cSld.set("name", first.name)
    title = next(placeholder for placeholder in second.placeholders if placeholder.placeholder_format.idx == 0)
    title._element.getparent().remove(title._element)
    section = presentation.slide_layouts[2]._element
    override = section.find(qn("p:clrMapOvr"))
    for child in list(override):
        override.remove(child)
    mapping = copy.deepcopy(presentation.slide_master._element.find(qn("p:clrMap")))
    mapping.tag = qn("a:overrideClrMapping")
    for name, value in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
        mapping.set(name, value)
    override.append(mapping)
    return _saved(presentation)


def potx_with_comments() -> bytes:
    """A 16:10 .potx in Georgia and Verdana, with a slide, its comments and their author."""
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    presentation = pptx.Presentation()
    _widen(presentation, 10_972_800)
    slide = presentation.slides.add_slide(presentation.slide_layouts[0])
    slide.shapes.title.text = "Vieille diapositive"
    namespace = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    kinds = "application/vnd.openxmlformats-officedocument.presentationml."
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    authors = (
        f'<p:cmAuthorLst {namespace}><p:cmAuthor id="0" name="Vieille" initials="V" lastIdx="1" clrIdx="0"/>'
        "</p:cmAuthorLst>"
    )
    comments = (
        f'<p:cmLst {namespace}><p:cm authorId="0" dt="2020-01-01T00:00:00" idx="1"><p:pos x="1" y="1"/>'
        "<p:text>Vieilles remarques</p:text></p:cm></p:cmLst>"
    )
    for owner, name, kind, text in (
        (presentation.part, "commentAuthors", "commentAuthors", authors),
        (slide.part, "comments/comment1", "comments", comments),
    ):
        part = Part(PackURI(f"/ppt/{name}.xml"), f"{kinds}{kind}+xml", presentation.part.package, text.encode())
        owner.relate_to(part, f"{relations}{kind}")

    def change(name: str, text: str) -> str:
        if name == "[Content_Types].xml":
            return text.replace("presentation.main+xml", "template.main+xml")
        if name.startswith("ppt/theme/"):
            text = re.sub(r'(<a:majorFont><a:latin typeface=")[^"]*', r"\1Georgia", text)
            return re.sub(r'(<a:minorFont><a:latin typeface=")[^"]*', r"\1Verdana", text)
        return text

    return changed(_saved(presentation), change)


def side_titles() -> bytes:
    """Titles in a column at the left, content at the right of them; a wide band of colour behind the titles."""
    presentation = pptx.Presentation()
    _widen(presentation)
    width, height = presentation.slide_width, presentation.slide_height
    master = presentation.slide_master
    band = etree.fromstring(
        f'<p:sp xmlns:p="{master._element.nsmap["p"]}" xmlns:a="{master._element.nsmap["a"]}"><p:nvSpPr>'
        '<p:cNvPr id="99" name="Band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width * 32 // 100}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="E8EEF4"/></a:solidFill>'
        "</p:spPr></p:sp>"
    )
    master._element.cSld.spTree.insert(2, band)

    def place(shape: Any, left: int, top: int, across: int, down: int) -> None:
        shape.left, shape.width = width * left // 100, width * across // 100
        shape.top, shape.height = height * top // 100, height * down // 100

    for place_, layout in enumerate(presentation.slide_layouts):
        if place_ not in (1, 3, 5):
            continue
        contents = [placeholder for placeholder in layout.placeholders if placeholder.placeholder_format.type in (2, 7)]
        for placeholder in layout.placeholders:
            if placeholder.placeholder_format.idx == 0:
                place(placeholder, 3, 12, 26, 70)
        for n, placeholder in enumerate(contents):
            place(placeholder, 36 + n * 31, 12, 60 // len(contents) - 1, 70)
    return _saved(presentation)


def large_capitals() -> bytes:
    """Titles in capitals of a font that nobody has metrics of, 40 pt in a low frame close to the text; a cover whose
    subtitle is too low for its lines.
    """
    presentation = pptx.Presentation()
    _widen(presentation)
    height = presentation.slide_height
    style = presentation.slide_master._element.find(qn("p:txStyles")).find(qn("p:titleStyle"))
    for properties in style.iter(qn("a:defRPr")):
        properties.set("cap", "all")
        properties.set("sz", "4000")
    title, body = list(presentation.slide_master.placeholders)[:2]
    title.top, title.height = height * 5 // 100, height * 13 // 100
    body.top, body.height = height * 18 // 100, height * 70 // 100
    subtitle = presentation.slide_layouts[0].placeholders[1]
    subtitle.left, subtitle.width = title.left, title.width
    subtitle.top, subtitle.height = height * 86 // 100, height * 6 // 100

    def change(name: str, text: str) -> str:
        fonts = r'(<a:majorFont>\s*<a:latin typeface=")[^"]*'
        return re.sub(fonts, r"\g<1>Comme Chez Soi", text) if name.startswith("ppt/theme/") else text

    return changed(_saved(presentation), change)


_DARK = '<a:solidFill><a:srgbClr val="10203A"/></a:solidFill>'


def own_table_style(header: str, body: str = "", fill: str = _DARK) -> bytes:
    """A default table style of the template's own, with these colours of text and this fill of its header. The colours
    in its references to fonts are black, as PowerPoint writes them.
    """
    name = "{11111111-2222-3333-4444-555555555555}"
    reference = '<a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>'
    namespace = "http://schemas.openxmlformats.org/drawingml/2006/main"
    styles = (
        f'<a:tblStyleLst xmlns:a="{namespace}" def="{name}"><a:tblStyle styleId="{name}" styleName="Own">'
        f"<a:wholeTbl><a:tcTxStyle>{reference}{body}</a:tcTxStyle><a:tcStyle><a:tcBdr/></a:tcStyle></a:wholeTbl>"
        f'<a:firstRow><a:tcTxStyle b="on">{reference}{header}</a:tcTxStyle><a:tcStyle><a:tcBdr/>'
        f"<a:fill>{fill}</a:fill></a:tcStyle></a:firstRow></a:tblStyle></a:tblStyleLst>"
    )
    presentation = pptx.Presentation()
    part = presentation.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/tableStyles"
    )
    part.blob = styles.encode()
    return _saved(presentation)


def dark_header() -> bytes:
    """Black text on the dark header of the template's own table style."""
    return own_table_style('<a:schemeClr val="dk1"/>')


MAKERS = {
    "bare": bare,
    "french": french_with_slides,
    "german-dark": german_dark,
    "painted-dark": painted_dark,
    "title-only": title_only,
    "several-masters": several_masters,
    "duplicates": duplicates,
    "potx": potx_with_comments,
    "side-titles": side_titles,
    "cover-master": cover_master,
    "photo": photo_behind_text,
    "large-capitals": large_capitals,
    "dark-header": dark_header,
}
