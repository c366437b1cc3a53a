"""A deck template made ready for writing: its facts for the planner, and its package without slides for the writer.

What another deck left in the file goes: slides with their notes and comments, sections, custom shows, the tags of an
earlier author, the thumbnail. What every deck needs and a template may lack is put in: a notes master, a table style.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from builder.office.package import RELATIONSHIPS, ROOT, Package
from builder.office.parts import bytes_of, root_of
from builder.templates.deck.facts import DeckFacts
from builder.templates.deck.notes_master import notes_master
from builder.templates.deck.placeholders import PRESENTATION
from builder.templates.deck.reader import read_deck_facts
from builder.templates.deck.table_style import TABLE_STYLE_ID, table_style, table_styles
from builder.templates.open import TemplateFile

__all__ = ["LANGUAGE_MARK", "SECTIONS_MARK", "SLIDES_MARK", "DeckTemplate", "NotesPage", "read_deck_template"]

SLIDES_MARK = "<?slides ?>"
"""Stands in `DeckTemplate.presentation` where the list of slides goes."""
SECTIONS_MARK = "<?sections ?>"
"""Stands where the extension with the slide sections goes, inside `p:extLst`."""
LANGUAGE_MARK = "@@language@@"
"""Stands in each `lang` of the default text style."""

_RELATION_ID = f"{{{RELATIONSHIPS}}}id"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLIDE = f"{RELATIONSHIPS}/slide"
_PML = "application/vnd.openxmlformats-officedocument.presentationml"
_DROPPED_LISTS = ("sldIdLst", "custShowLst", "photoAlbum", "modifyVerifier", "custDataLst", "smartTags")
_DROPPED_KINDS = ("slide", "commentAuthors", "authors", "changesInfo", "revisionInfo", "tags", "customXml")
_SECTION_LIST = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_BEFORE_SLIDES = ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst")


class NotesPage(Struct, frozen=True, kw_only=True):
    """The notes master: its part, and the indices of its placeholders (None where it has none)."""

    part_name: str
    image: int | None
    body: int | None
    number: int | None


class DeckTemplate(Struct, frozen=True, kw_only=True):
    """A deck template ready for writing. `package` is to be copied, never changed; it has no slide.

    `presentation` is the XML of the main part with the three marks where each deck differs.
    """

    facts: DeckFacts
    package: Package
    main: str
    presentation: str
    notes: NotesPage
    table_style: str


def read_deck_template(file: TemplateFile) -> DeckTemplate:
    """Read the template and make its package ready. Raises BuildError where no slide could be made from it."""
    facts = read_deck_facts(file)
    package = file.package.copy()
    main = package.main_part
    root = root_of(package, main)
    _drop_foreign_parts(package, main)
    _drop_slides(package, main, root)
    notes = _notes_page(package, main, root, facts)
    style = _table_style(package, main, facts)
    presentation = _with_marks(root)
    package.prune()
    return DeckTemplate(
        facts=facts, package=package, main=main, presentation=presentation, notes=notes, table_style=style
    )


def _kind(reltype: str) -> str:
    return reltype.rsplit("/", 1)[-1]


def _drop_foreign_parts(package: Package, main: str) -> None:
    """Take out what describes another file or another author: thumbnail, custom properties, authors, revisions."""
    for rid, one in list(package.relationships.get(ROOT, {}).items()):
        if _kind(one.type) in ("thumbnail", "custom-properties", "core-properties", "extended-properties"):
            package.unrelate(ROOT, rid)
    for rid, one in list(package.relationships.get(main, {}).items()):
        if _kind(one.type) in _DROPPED_KINDS:
            package.unrelate(main, rid)


def _drop_slides(package: Package, main: str, root: Any) -> None:
    """Take out the slides, and every pointer to one that masters, layouts or view properties hold."""
    for name in _DROPPED_LISTS:
        for element in root.findall(f"{PRESENTATION}{name}"):
            root.remove(element)
    for extension in list(root.iterfind(f"{PRESENTATION}extLst/{PRESENTATION}ext")):
        if extension.get("uri") == _SECTION_LIST:
            extension.getparent().remove(extension)
    for kind in ("viewProps", "presProps"):
        for name in package.related(main, f"{RELATIONSHIPS}/{kind}"):
            _plain_properties(package, name)
    for source, ones in list(package.relationships.items()):
        if source.startswith(("/ppt/slides/", "/ppt/notesSlides/")):
            continue
        pointing = [rid for rid, one in ones.items() if one.type == _SLIDE]
        if pointing:
            _forget(package, source, pointing)


def _plain_properties(package: Package, name: str) -> None:
    """View or presentation properties without what names slides (outline views, custom shows, slide ranges)."""
    root = root_of(package, name)
    changed = False
    for element in list(root):
        local = element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
        if local in ("outlineViewPr", "showPr") and any(_names_slides(one) for one in element.iter()):
            root.remove(element)
            changed = True
    for rid in list(package.relationships.get(name, {})):
        package.unrelate(name, rid)
    if changed:
        package.replace(name, bytes_of(root))


def _names_slides(element: Any) -> bool:
    return isinstance(element.tag, str) and element.tag.rsplit("}", 1)[-1] in ("sldLst", "sld", "custShow", "sldRg")


def _forget(package: Package, source: str, rids: list[str]) -> None:
    """Take the relationships out of a part, and the elements that use them (jumps to a slide)."""
    root = root_of(package, source)
    for element in list(root.iter()):
        if isinstance(element.tag, str) and element.get(_RELATION_ID) in rids and element.getparent() is not None:
            element.getparent().remove(element)
    package.replace(source, bytes_of(root))
    for rid in rids:
        package.unrelate(source, rid)


def _notes_page(package: Package, main: str, root: Any, facts: DeckFacts) -> NotesPage:
    """The notes master, listed in the presentation; a new one where the template has none."""
    names = package.related(main, f"{RELATIONSHIPS}/notesMaster")
    if names:
        name = names[0]
    else:
        name = package.next_name("/ppt/notesMasters/notesMaster{}.xml")
        package.add_part(name, f"{_PML}.notesMaster+xml", notes_master(facts.width, facts.height).encode())
        package.relate(name, f"{RELATIONSHIPS}/theme", _second_theme(package, facts))
    rid = package.relate(main, f"{RELATIONSHIPS}/notesMaster", name)
    if root.find(f"{PRESENTATION}notesMasterIdLst") is None:
        _list_notes_master(root, rid)
    found: dict[str, int] = {}
    for ph in root_of(package, name).iter(f"{PRESENTATION}ph"):
        found.setdefault(ph.get("type", "obj"), int(ph.get("idx", "0")))
    return NotesPage(part_name=name, image=found.get("sldImg"), body=found.get("body"), number=found.get("sldNum"))


def _second_theme(package: Package, facts: DeckFacts) -> str:
    """A copy of the theme that the text layout's master has: each master wants a theme part of its own."""
    layout = next(iter(facts.layouts.values())).part_name
    master = package.related(layout, f"{RELATIONSHIPS}/slideMaster")[0]
    theme = package.parts[package.related(master, f"{RELATIONSHIPS}/theme")[0]]
    name = package.add_part(package.next_name("/ppt/theme/theme{}.xml"), theme.content_type, theme.blob, theme.packed)
    for one in list(package.relationships.get(theme.name, {}).values()):
        package.keep_relationship(name, one)
    return name


def _list_notes_master(root: Any, rid: str) -> None:
    from lxml import etree

    listed = etree.Element(f"{PRESENTATION}notesMasterIdLst", nsmap=root.nsmap)
    etree.SubElement(listed, f"{PRESENTATION}notesMasterId").set(_RELATION_ID, rid)
    masters = root.find(f"{PRESENTATION}sldMasterIdLst")
    masters.addnext(listed)


def _table_style(package: Package, main: str, facts: DeckFacts) -> str:
    """The id of the style for tables: the template's own default where it defines one, else ours, put in."""
    if facts.table_style:
        return facts.table_style
    layout = facts.layouts["table"]
    names = package.related(main, f"{RELATIONSHIPS}/tableStyles")
    if not names:
        name = package.next_name("/ppt/tableStyles{}.xml")
        package.add_part(name, f"{_PML}.tableStyles+xml", table_styles(layout).encode())
        package.relate(main, f"{RELATIONSHIPS}/tableStyles", name)
        return TABLE_STYLE_ID
    from lxml import etree

    root = root_of(package, names[0])
    if not any(style.get("styleId") == TABLE_STYLE_ID for style in root):
        drawing = _DRAWING.strip("{}")
        root.append(
            etree.fromstring(table_style(layout).replace("<a:tblStyle ", f'<a:tblStyle xmlns:a="{drawing}" ', 1))
        )
        package.replace(names[0], bytes_of(root))
    return TABLE_STYLE_ID


def _with_marks(root: Any) -> str:
    """The presentation's XML with the marks in the places that the schema gives to what they stand for."""
    from lxml import etree

    before = [root.find(f"{PRESENTATION}{name}") for name in _BEFORE_SLIDES]
    last = [element for element in before if element is not None][-1]
    last.addnext(etree.ProcessingInstruction("slides"))
    extensions = root.find(f"{PRESENTATION}extLst")
    if extensions is None:
        extensions = etree.SubElement(root, f"{PRESENTATION}extLst")
    extensions.insert(0, etree.ProcessingInstruction("sections"))
    style = root.find(f"{PRESENTATION}defaultTextStyle")
    if style is not None:
        _mark_languages(style)
    return bytes_of(root).decode()


def _mark_languages(style: Any) -> None:
    """Put the mark as the language of the style's default run properties, and in place of any other language in it."""
    from lxml import etree

    base = style.find(f"{_DRAWING}defPPr")
    if base is None:
        base = etree.Element(f"{_DRAWING}defPPr")
        style.insert(0, base)
    default = base.find(f"{_DRAWING}defRPr")
    if default is None:
        default = etree.SubElement(base, f"{_DRAWING}defRPr")
    default.set("lang", LANGUAGE_MARK)
    for properties in style.iter(f"{_DRAWING}defRPr"):
        if properties.get("lang"):
            properties.set("lang", LANGUAGE_MARK)
