"""The Word brief: a document of one language, in a template, as the bytes of a .docx file.

Only the document and the template are read; the same two give the same bytes. XML is written as strings, in one pass.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

from builder.language import reads_right_to_left
from builder.office.xml import PROLOGUE, attribute
from builder.templates.word.reader import BriefTemplate
from builder.templates.word.skeleton import DECIMAL, LIST_SEPARATOR
from builder.templates.word.style_sheet import LANGUAGE
from builder.tree.nodes import BlockLike, ChartNode, Document, ImageNode, Inlines, Run, SectionNode, TableNode, plain
from builder.writers.word.blocks import Outline, write_sections
from builder.writers.word.contents import toc_lines
from builder.writers.word.cover import write_cover
from builder.writers.word.props import add_properties
from builder.writers.word.prose import note_paragraphs
from builder.writers.word.stories import fill_stories
from builder.writers.word.writing import Writing
from builder.writers.word.xml import RELATIONSHIPS, paragraph, part

__all__ = ["write_brief"]

_XML = "application/xml"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_DATA = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


_SHORT_LIST = 8
"""Sources that stay together on one page."""
_TAKEN_ALONG = 9
"""Paragraphs of a last section, heading included, that stay with a short list of sources as a whole."""
_LAST_LINES = 2
"""Paragraphs of a longer one that do."""


def write_brief(document: Document, template: BriefTemplate, pages: Mapping[str, int] | None = None) -> bytes:
    """The .docx of a document.

    `pages` may give the page of each heading by the bookmark that `contents` gives it (`_Toc000000001`, … in order),
    where the caller has had the file laid out; without it the table of contents shows no page numbers until it is
    updated.
    """
    state = Writing(document, template)
    state.notes.write = lambda prose, mark: note_paragraphs(state, prose, mark)
    _find_targets(state, document.sections)
    outline = Outline(state, document.sections)
    sources_title: Inlines = (Run(document.labels.sources, protected=True),)
    sources_mark = state.anchors.reserve("_Toc") if document.sources else ""
    extra = ((sources_title, sources_mark),) if document.sources else ()
    write_cover(state, toc_lines(state, outline, extra), pages or {})
    write_sections(state, document.sections, outline)
    if document.sources:
        _write_sources(state, sources_title, sources_mark)
    _assemble(state)
    return state.package.to_bytes()


def _find_targets(state: Writing, sections: tuple[SectionNode, ...]) -> None:
    """Give a bookmark to everything in this file that has an id, so that references may stand before their targets."""
    for section in sections:
        if section.id:
            state.targets.found[section.id] = (state.anchors.reserve("_Ref"), plain(section.title))
        for block in section.blocks:
            if block.only != "deck" and (name := _target(block)):
                state.targets.found[name] = (state.anchors.reserve("_Ref"), "")
        _find_targets(state, section.sections)


def _target(block: BlockLike) -> str | None:
    """The id of a block that has a number to refer to."""
    if isinstance(block, (TableNode, ChartNode, ImageNode)) and block.number:
        return block.id
    return None


def _write_sources(state: Writing, title: Inlines, bookmark: str) -> None:
    """The list of sources, under a heading without number.

    A short one stays whole, and takes the last lines of the text along: it never stands alone on the last page.
    """
    short = len(state.document.sources) <= _SHORT_LIST
    if short:
        state.flow.bind_ending(_TAKEN_ALONG, _LAST_LINES)
    runs = state.anchors.put(bookmark, state.inlines.runs(title))
    numbering = ""
    if state.template.numbered:
        numbering = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{state.template.unnumbered}"/></w:numPr>'
    state.flow.gap = 0
    first, state.first_heading = state.first_heading, False
    style = state.styles["heading_1"]
    heading = paragraph(style, runs, keep=True, break_before=first, numbering=numbering)
    state.flow.add(heading, keep=True)
    for source in state.document.sources:
        words = state.passage(f"sources.{source.id}", source.inlines)
        keep = short and source is not state.document.sources[-1]
        state.flow.add(paragraph(state.styles["bibliography"], words, keep=keep or None), keep=keep)


def _assemble(state: Writing) -> None:
    """Put every part that depends on the document into the package."""
    template, package = state.template, state.package
    fill_stories(state)
    package.replace(state.part, part("document", "<w:body>", *state.flow.finish(), "</w:body>"))
    package.replace(template.footnotes_part, state.notes.part())
    package.replace(template.numbering_part, state.lists.part())
    package.replace(template.styles_part, _localised(state, template.styles_xml))
    settings = part("settings", _with_marks(state, template.settings_xml))
    package.replace(template.settings_part, settings)
    _add_anchors(state)
    add_properties(package, state.document)
    package.prune()


def _localised(state: Writing, xml: str) -> bytes:
    """The styles in the document's language, tabs at the right edge moved where the paper was changed."""
    language = attribute(state.language)
    east_asia = language if language.split("-")[0] in ("zh", "ja", "ko") else "en-US"
    from_right = reads_right_to_left(state.language)
    bidi = language if from_right else "ar-SA"
    xml = xml.replace(LANGUAGE, language).replace("x-builder-east-asia", east_asia).replace("x-builder-bidi", bidi)
    if from_right:
        xml = _from_right(xml)
    old, new = state.template.page.text_width, state.page.text_width
    if old != new:
        xml = xml.replace(f'w:pos="{old}"', f'w:pos="{new}"')
    return f"{PROLOGUE}{xml}".encode()


def _from_right(xml: str) -> str:
    """The styles with every paragraph set from right to left: in the defaults, that all styles build on (17.3.1.6)."""
    head, mark, tail = xml.partition("<w:pPrDefault>")
    if not mark:
        return xml.replace("</w:docDefaults>", "<w:pPrDefault><w:pPr><w:bidi/></w:pPr></w:pPrDefault></w:docDefaults>")
    place = min(at for at in (tail.find("<w:spacing"), tail.find("<w:ind "), tail.find("</w:pPr>")) if at >= 0)
    return f"{head}{mark}{tail[:place]}<w:bidi/>{tail[place:]}"


def _with_marks(state: Writing, xml: str) -> str:
    """The settings in the document's language, with its decimal mark (Word's decimal tabs and formulas use it)."""
    mark = state.document.decimal_mark
    xml = xml.replace(LANGUAGE, attribute(state.language)).replace(DECIMAL, attribute(mark))
    return xml.replace(LIST_SEPARATOR, ";" if mark == "," else ",")


def _add_anchors(state: Writing) -> None:
    """The list of anchors, as a custom XML part with the id that Word wants it to have, drawn from the
    publication's name.
    """
    document, package = state.document, state.package
    name = package.add_part("/customXml/item1.xml", _XML, state.anchors.part(document.name, document.language))
    digest = blake2b(f"{document.name} {document.language}".encode(), digest_size=16).hexdigest().upper()
    guid = f"{{{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:]}}}"
    item = f'{PROLOGUE}<ds:datastoreItem ds:itemID="{guid}" xmlns:ds="{_DATA}"><ds:schemaRefs/></ds:datastoreItem>'
    properties = package.add_part("/customXml/itemProps1.xml", _PROPERTIES, item.encode())
    package.relate(state.part, f"{RELATIONSHIPS}/customXml", name)
    package.relate(name, f"{RELATIONSHIPS}/customXmlProps", properties)
