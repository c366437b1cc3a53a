"""The deck as a python-pptx presentation: every slide of the plan, written into the emptied template."""

from __future__ import annotations

from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation

from builder.office.deck_package import DeckPackage, DeckRelationships, WrittenSlide, layout_parts
from builder.templates.deck.template import DeckTemplate
from builder.tree.document import Document
from builder.typeset.plan import Deck
from builder.writers.powerpoint.anchors import DeckAnchors
from builder.writers.powerpoint.context import DeckContext
from builder.writers.powerpoint.memory import SlideMemory
from builder.writers.powerpoint.notes import add_notes
from builder.writers.powerpoint.presentation import FIRST_SLIDE_ID, add_sections, list_slides, set_language
from builder.writers.powerpoint.properties import add_properties
from builder.writers.powerpoint.slides import fill_slide
from builder.writers.powerpoint.targets import reference_targets

__all__ = ["anchored_deck", "write_deck"]


def write_deck(
    document: Document, deck: Deck, template: DeckTemplate, memory: SlideMemory | None = None
) -> Presentation:
    """Return the presentation of `deck`, planned for `template.facts` from `document`. `memory` is that of earlier
    decks in this language and template, of the publication with other values.

    Presentations from equal arguments save equal bytes.
    """
    return _written(document, deck, template, memory)[0]


def anchored_deck(document: Document, deck: Deck, template: DeckTemplate) -> tuple[Presentation, DeckAnchors]:
    """Return the presentation as `write_deck` does, and its anchors with the inlines of each paragraph."""
    return _written(document, deck, template, None)


def _written(
    document: Document, deck: Deck, template: DeckTemplate, memory: SlideMemory | None
) -> tuple[Presentation, DeckAnchors]:
    package = DeckPackage.from_own_bytes(template.blob)
    presentation = package.presentation
    slides = [WrittenSlide(package, number) for number in range(1, len(deck.slides) + 1)]
    context = DeckContext(
        package,
        document,
        template.table_style,
        template.facts.table_inks,
        template.facts.header_fill,
        template.facts.theme.minor_font,
        layout_parts(package),
        presentation.part.notes_master_part,
        slides,
        reference_targets(document, deck),
    )
    relationships = DeckRelationships(presentation.part)
    rids = []
    for number, (slide, part) in enumerate(zip(deck.slides, slides, strict=True), 1):
        context.anchors.add_slide(FIRST_SLIDE_ID + number - 1, slide.key)
        if memory is None or not memory.put(context, slide, part, number):
            before = dict(context.rows_written)
            shapes = fill_slide(context, template.facts.layouts[slide.layout], slide, part, number)
            add_notes(context, template.notes, slide, part, number)
            if memory is not None:
                memory.keep(context, slide, shapes, number, before)
        rids.append(relationships.relate(RELATIONSHIP_TYPE.SLIDE, part))
    root: Any = presentation.element
    list_slides(root, rids)
    add_sections(root, context.title, deck.sections, len(slides))
    set_language(root, document.office_language)
    add_properties(package, document, len(slides))
    context.anchors.put(package, document.name, document.language)
    return presentation, context.anchors
