"""A deck template ready for writing: facts for the planner, and an emptied presentation as bytes for the writer.

What every deck needs and a template may lack is added: a notes master, a table style.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.parts.presentation import PresentationPart
from pptx.parts.slide import NotesMasterPart, SlideMasterPart
from pptx.presentation import Presentation

from builder.office.deck_package import DeckPackage, layout_parts, related_part
from builder.office.xml import declare, qn
from builder.templates.damage import damaged_part
from builder.templates.deck.emptying import empty_deck
from builder.templates.deck.facts import DeckFacts
from builder.templates.deck.notes_master import notes_master
from builder.templates.deck.reader import read_deck_facts
from builder.templates.deck.table_style import TABLE_STYLE_ID, table_style, table_styles
from builder.templates.deck.type_levels import whole_number
from builder.templates.open import TemplateFile

__all__ = ["DeckTemplate", "NotesPlaceholders", "read_deck_template"]


_WRITTEN = {
    "/docProps/app.xml": RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    "/docProps/core.xml": RELATIONSHIP_TYPE.CORE_PROPERTIES,
    "/docProps/custom.xml": RELATIONSHIP_TYPE.CUSTOM_PROPERTIES,
    "/ppt/tableStyles.xml": RELATIONSHIP_TYPE.TABLE_STYLES,
}
"""Parts that builds write under fixed names, with the types of their relationships."""


class NotesPlaceholders(Struct, frozen=True, kw_only=True):
    """Indices of the notes master's placeholders; None where it has none."""

    image: int | None
    body: int | None
    number: int | None


class DeckTemplate(Struct, frozen=True, kw_only=True):
    """A deck template ready for writing. Plain values only: processes can share it.

    `blob` is the presentation without slides, with a notes master and a definition of the table style `table_style`.
    """

    facts: DeckFacts
    blob: bytes
    notes: NotesPlaceholders
    table_style: str


def read_deck_template(file: TemplateFile) -> DeckTemplate:
    """Read a template and empty it. Raises BuildError if it has no slide size or no layout with a title."""
    facts = read_deck_facts(file)
    package = DeckPackage.from_bytes(file.blob)
    if not isinstance(package.main_document_part, PresentationPart):
        raise damaged_part(file, str(package.main_document_part.partname), "is not a presentation")
    presentation = package.presentation
    _check_layouts(file, package, facts)
    _drop_mistyped(package)
    empty_deck(package)
    notes = _notes_placeholders(_notes_master(presentation, facts))
    style = _table_style(presentation, facts)
    return DeckTemplate(facts=facts, blob=package.to_bytes(compressed=False), notes=notes, table_style=style)


def _check_layouts(file: TemplateFile, package: DeckPackage, facts: DeckFacts) -> None:
    """Raise BuildError if a layout in use is declared as another part, or lacks its master or the master's theme."""
    parts = layout_parts(package)
    for layout in facts.layouts.values():
        name = layout.part_name
        part = parts.get(name)
        if part is None:
            raise damaged_part(file, name, "is not declared as a slide layout")
        master = related_part(part, RELATIONSHIP_TYPE.SLIDE_MASTER)
        if not isinstance(master, SlideMasterPart):
            raise damaged_part(file, name, "has no slide master")
        if related_part(master, RELATIONSHIP_TYPE.THEME) is None:
            raise damaged_part(file, str(master.partname), "has no theme")


def _drop_mistyped(package: DeckPackage) -> None:
    """Drop relationships of another type to parts that builds write under the same name: a package has each once."""
    relationships: Any
    for relationships in (package._rels, package.main_document_part.rels):
        for rid, rel in list(relationships.items()):
            if not rel.is_external and _WRITTEN.get(str(rel.target_part.partname), rel.reltype) != rel.reltype:
                relationships.pop(rid)


def _notes_placeholders(part: NotesMasterPart) -> NotesPlaceholders:
    indices: dict[str, int] = {}
    for ph in part.notes_master.element.iter(qn("p:ph")):
        index = whole_number(ph.get("idx", "0"))
        if index is not None:
            indices.setdefault(ph.get("type", "obj"), index)
    return NotesPlaceholders(image=indices.get("sldImg"), body=indices.get("body"), number=indices.get("sldNum"))


def _notes_master(presentation: Presentation, facts: DeckFacts) -> NotesMasterPart:
    """Return the notes master, listed in the presentation; a new one if the template has none.

    python-pptx's own default shows slides of 4:3 and is not listed.
    """
    main = presentation.part
    part = related_part(main, RELATIONSHIP_TYPE.NOTES_MASTER)
    if not isinstance(part, NotesMasterPart):
        part = _new_notes_master(presentation, facts)
    _list_notes_master(presentation.element, main.relate_to(part, RELATIONSHIP_TYPE.NOTES_MASTER))
    return part


def _new_notes_master(presentation: Presentation, facts: DeckFacts) -> NotesMasterPart:
    package = presentation.part.package
    part = NotesMasterPart(
        package.next_partname("/ppt/notesMasters/notesMaster%d.xml"),
        CONTENT_TYPE.PML_NOTES_MASTER,
        package,
        parse_xml(notes_master(facts.width, facts.height).encode()),
    )
    part.relate_to(_theme_copy(presentation, facts), RELATIONSHIP_TYPE.THEME)
    return part


def _theme_copy(presentation: Presentation, facts: DeckFacts) -> Part:
    """Return a copy of the theme of the master of text slides: each master needs a theme part of its own."""
    package = presentation.part.package
    name = facts.layouts["text"].part_name
    theme = layout_parts(package)[name].slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    copy = Part(package.next_partname("/ppt/theme/theme%d.xml"), theme.content_type, package, theme.blob)
    for rid, rel in theme.rels.items():
        copy.rels._rels[rid] = rel
    return copy


def _list_notes_master(root: Any, rid: str) -> None:
    """Add the notes master to `p:notesMasterIdLst` after the slide masters (ECMA-376 part 1, 19.2.1.26)."""
    if root.find(qn("p:notesMasterIdLst")) is not None:
        return
    listed = parse_xml(f'<p:notesMasterIdLst {declare("p", "r")}><p:notesMasterId r:id="{rid}"/></p:notesMasterIdLst>')
    root.find(qn("p:sldMasterIdLst")).addnext(listed)


def _table_style(presentation: Presentation, facts: DeckFacts) -> str:
    """Return the id of the style for tables: the template's own default if it defines one, else ours, added."""
    if facts.table_style:
        return facts.table_style
    layout = facts.layouts["table"]
    main = presentation.part
    part = related_part(main, RELATIONSHIP_TYPE.TABLE_STYLES)
    if part is None:
        blob = table_styles(layout).encode()
        part = Part(PackURI("/ppt/tableStyles.xml"), CONTENT_TYPE.PML_TABLE_STYLES, main.package, blob)
        main.relate_to(part, RELATIONSHIP_TYPE.TABLE_STYLES)
        return TABLE_STYLE_ID
    root = parse_xml(part.blob)
    if not any(style.get("styleId") == TABLE_STYLE_ID for style in root):
        root.append(parse_xml(table_style(layout)))
    if root.get("def") is None:
        root.set("def", TABLE_STYLE_ID)
    part.blob = serialize_part_xml(root)
    return TABLE_STYLE_ID
