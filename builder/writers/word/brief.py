"""Write the Word brief: a document of one language in a template, as a python-docx document.

The body is built as one XML string. python-docx's parser makes elements of it when the document is read or edited, so
that they are the classes of that library; a build that only saves does without. Its paragraph-by-paragraph API would
take minutes on long tables (`table.cell` is quadratic: 108 s for 2,400 cells) and has no footnotes, fields or
languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from msgspec.structs import replace

from builder.office.properties import property_words
from builder.office.word_package import WordPackage
from builder.office.xml import PROLOGUE, declare
from builder.templates.word.reader import BriefTemplate
from builder.tree.document import BlockLike, Document, SectionNode
from builder.tree.exhibits import ChartNode, ImageNode, TableNode
from builder.tree.prose import Inlines, Run, unformatted
from builder.tree.walk import sections_in
from builder.writers.word.anchors import BriefAnchors
from builder.writers.word.blocks import Outline, write_sections
from builder.writers.word.classification import mark_pages
from builder.writers.word.contents import toc_lines
from builder.writers.word.context import BriefContext
from builder.writers.word.cover import write_cover
from builder.writers.word.exhibit_lists import exhibit_lists
from builder.writers.word.header_fields import fill_headers
from builder.writers.word.header_tabs import HeaderTabs
from builder.writers.word.header_words import header_words
from builder.writers.word.imprint import write_imprint
from builder.writers.word.localisation import localised_settings, localised_styles, number_in_digits
from builder.writers.word.page_numbers import settle_pages
from builder.writers.word.paragraphs import WordParagraph, document_xml
from builder.writers.word.properties import add_properties
from builder.writers.word.prose import note_paragraphs
from builder.writers.word.section_numbers import SectionNumbers, unnumbered_heading

__all__ = ["anchored_brief", "write_brief", "write_measured_brief"]

_SHORT_LIST = 8
"""Sources that stay together on one page."""
_TAKEN_ALONG = 9
"""Paragraphs of a last section, heading included, that stay with a short list of sources as a whole."""
_LAST_LINES = 2
"""Paragraphs of a longer one that do."""


def write_brief(document: Document, template: BriefTemplate, pages: Mapping[str, int] | None = None) -> WordPackage:
    """Return the brief of a document as a package; saving it gives the same bytes each time.

    `pages` gives the page of each heading and listed caption by its bookmark (`_Toc000000001`, …) if the caller has
    laid out the file; without it they are measured.
    """
    return _written(document, template, pages).package


def anchored_brief(document: Document, template: BriefTemplate) -> tuple[WordPackage, BriefAnchors]:
    """Return the brief as `write_brief` does, and its anchors with the inlines of each passage."""
    state = _written(document, template, None)
    return state.package, state.anchors


def write_measured_brief(document: Document, template: BriefTemplate) -> tuple[WordPackage, Mapping[str, int]]:
    """Return the brief of a document, and the pages measured for the entries of its contents and lists, by bookmark: 0
    for one that could not be measured.
    """
    state = _written(document, template, None)
    return state.package, state.measured


def _written(document: Document, template: BriefTemplate, pages: Mapping[str, int] | None) -> BriefContext:
    sections = sections_in(document.sections, "brief")
    document = document if sections is document.sections else replace(document, sections=sections)
    state = BriefContext(document, template)
    state.notes.write = lambda prose, mark: note_paragraphs(state, prose, mark)
    numbers = SectionNumbers(state, sections)
    _find_targets(state, sections, numbers)
    outline = Outline(state, sections, numbers)
    sources_title: Inlines = (Run(document.labels.sources, protected=True),)
    sources_mark = state.anchors.reserve("_Toc") if document.sources else ""
    extra = ((sources_title, sources_mark),) if document.sources else ()
    write_cover(state, toc_lines(state, outline, extra), exhibit_lists(state), pages)
    write_sections(state, sections, outline)
    if document.sources:
        _write_sources(state, sources_title, sources_mark)
    write_imprint(state)
    _assemble(state)
    return state


def _find_targets(state: BriefContext, sections: tuple[SectionNode, ...], numbers: SectionNumbers) -> None:
    """Reserve a bookmark for everything in this file that has an id, so that references may
    precede their targets.
    """
    for section in sections:
        if section.id:
            state.targets.bookmarks[section.id] = (state.anchors.reserve("_Ref"), unformatted(section.title))
            # A reference's field shows the number without the full stop after it (17.16.5.44, switch r).
            state.targets.section_numbers[section.id] = numbers.label(section).rstrip(".")
        for block in section.blocks:
            if block.only != "deck" and (name := _target(block)):
                state.targets.bookmarks[name] = (state.anchors.reserve("_Ref"), "")
        _find_targets(state, section.sections, numbers)


def _target(block: BlockLike) -> str | None:
    """Return the id of a numbered block."""
    if isinstance(block, (TableNode, ChartNode, ImageNode)) and block.number:
        return block.id
    return None


def _write_sources(state: BriefContext, title: Inlines, bookmark: str) -> None:
    """Write the list of sources, under a heading without number.

    A short list stays together and is kept with the last lines of the text: it is never alone on the last page.
    """
    short = len(state.document.sources) <= _SHORT_LIST
    if short:
        state.flow.bind_ending(_TAKEN_ALONG, _LAST_LINES)
    runs = state.anchors.put(bookmark, state.inlines.runs(title))
    numbering = unnumbered_heading(state, 1)
    state.flow.gap = 0
    first, state.first_heading = state.first_heading, False
    style = state.styles["heading_1"]
    space = 0 if first else None
    state.flow.add(WordParagraph(style, runs, keep=True, break_before=first, numbering=numbering, before=space))
    for source in state.document.sources:
        words = state.passage(f"sources.{source.id}", source.inlines)
        keep = short and source is not state.document.sources[-1]
        state.flow.add(WordParagraph(state.styles["bibliography"], words, keep=keep or None))


def _assemble(state: BriefContext) -> None:
    """Put everything that depends on the document into the package."""
    part, template = state.package.main_document_part, state.template
    mark_pages(state)
    header_tabs = HeaderTabs(state)
    pieces = list(state.flow.finish())
    fill_headers(state, pieces)
    state.notes.finish()
    number_in_digits(part.numbering_part, template.headings, state.language)
    state.lists.add_to(part.numbering_part)
    styles = part.part_related_by(RELATIONSHIP_TYPE.STYLES)
    styles.replace_xml(
        localised_styles(
            styles.blob, state.language, template.page.text_width, state.page.text_width, template.body_right
        )
    )
    header_tabs.place(styles.blob)
    settings = part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    settings.replace_xml(localised_settings(settings.blob, state.language, state.document.decimal_mark))
    state.measured = settle_pages(state, pieces)
    state.lists.add_to(part.numbering_part)  # those of repeated notes
    body = document_xml(pieces)
    part.replace_xml(body)
    add_properties(state.package, state.document)
    _add_anchors(state, body)


def _add_anchors(state: BriefContext, body: bytes) -> None:
    """Add the list of anchors as a custom XML part, with the id that Word requires, derived from the publication's
    name.
    """
    document, package = state.document, state.package
    digest = blake2b(f"{document.name} {document.language}".encode(), digest_size=16).hexdigest().upper()
    guid = f"{{{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:]}}}"
    item = f'{PROLOGUE}<ds:datastoreItem ds:itemID="{guid}" {declare("ds")}><ds:schemaRefs/></ds:datastoreItem>'
    others = (*header_words(package), *property_words(package.core_properties))
    anchors = state.anchors.part(document.name, document.language, body, others)
    part = Part(PackURI("/customXml/item1.xml"), CONTENT_TYPE.XML, anchors, package)
    properties = Part(
        PackURI("/customXml/itemProps1.xml"), CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, item.encode(), package
    )
    part.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    state.relationships.relate(RELATIONSHIP_TYPE.CUSTOM_XML, part)
