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

__all__ = ["MAKERS", "bare", "blank_only", "without_room"]

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


def _with_first_master(blob: bytes) -> bytes:
    """Put a second copy of master, theme and blank layout before the ones that are there."""
    import zipfile

    source = zipfile.ZipFile(io.BytesIO(blob))
    files = {name: source.read(name) for name in source.namelist()}
    master = files["ppt/slideMasters/slideMaster1.xml"].decode()
    one = '<p:sldLayoutIdLst><p:sldLayoutId id="2147483701" r:id="rId1"/></p:sldLayoutIdLst>'
    files["ppt/slideMasters/slideMaster9.xml"] = re.sub(
        r"<p:sldLayoutIdLst>.*?</p:sldLayoutIdLst>", one, master, flags=re.DOTALL
    ).encode()
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    one = '<Relationship Id="{}" Type="{}" Target="{}"/>'
    files["ppt/slideMasters/_rels/slideMaster9.xml.rels"] = rels.format(
        one.format("rId1", kind + "slideLayout", "../slideLayouts/slideLayout99.xml")
        + one.format("rId2", kind + "theme", "../theme/theme9.xml")
    ).encode()
    files["ppt/slideLayouts/slideLayout99.xml"] = files["ppt/slideLayouts/slideLayout7.xml"]
    files["ppt/slideLayouts/_rels/slideLayout99.xml.rels"] = rels.format(
        one.format("rId1", kind + "slideMaster", "../slideMasters/slideMaster9.xml")
    ).encode()
    files["ppt/theme/theme9.xml"] = files["ppt/theme/theme1.xml"]
    types = files["[Content_Types].xml"].decode()
    pml = "application/vnd.openxmlformats-officedocument."
    added = "".join(
        f'<Override PartName="{name}" ContentType="{pml}{kind_}+xml"/>'
        for name, kind_ in (
            ("/ppt/slideMasters/slideMaster9.xml", "presentationml.slideMaster"),
            ("/ppt/slideLayouts/slideLayout99.xml", "presentationml.slideLayout"),
            ("/ppt/theme/theme9.xml", "theme"),
        )
    )
    files["[Content_Types].xml"] = types.replace("</Types>", added + "</Types>").encode()
    main = files["ppt/_rels/presentation.xml.rels"].decode()
    files["ppt/_rels/presentation.xml.rels"] = main.replace(
        "</Relationships>",
        one.format("rId901", kind + "slideMaster", "slideMasters/slideMaster9.xml") + "</Relationships>",
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


def duplicates() -> bytes:
    """Two layouts of the same name, the first of them without a title; and a layout with its own dark colour map."""
    presentation = pptx.Presentation()
    _widen(presentation)
    first, second = presentation.slide_layouts[0], presentation.slide_layouts[1]
    second._element.cSld.set("name", first.name)
    title = next(one for one in second.placeholders if one.placeholder_format.idx == 0)
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
        contents = [one for one in layout.placeholders if one.placeholder_format.type in (2, 7)]
        for one in layout.placeholders:
            if one.placeholder_format.idx == 0:
                place(one, 3, 12, 26, 70)
        for n, one in enumerate(contents):
            place(one, 36 + n * 31, 12, 60 // len(contents) - 1, 70)
    return _saved(presentation)


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
}
