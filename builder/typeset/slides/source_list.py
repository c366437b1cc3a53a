"""The list of sources: on slides of its own, or on the strip of the slide that closes the deck."""

from __future__ import annotations

from collections.abc import Sequence

from builder.templates.deck.facts import SlideLayout
from builder.tree.document import Document, SourceNode
from builder.tree.prose import Inlines, Run, plain
from builder.typeset.content_units import ContentUnit, paragraph_unit
from builder.typeset.fit import Step, extent, smallest_fit
from builder.typeset.inlines import text, with_ordinals, without_notes
from builder.typeset.layout_slots import placeholder_slot
from builder.typeset.measure import inner, measure
from builder.typeset.plan import Part, Slide, SlideParagraph, TextPart
from builder.typeset.planner import Planner
from builder.typeset.slide_drafts import finish, plain_drafts
from builder.typeset.slide_slots import SectionTopic, open_slots
from builder.typeset.slides.definitions import TermRows, plan_rows
from builder.typeset.slides.text_slides import plan_words, text_slot
from builder.typeset.source_lines import empty
from builder.typeset.text_flow import lay_out
from builder.typeset.titles import TitleRegister

__all__ = ["reference", "source_slides", "sources_on_strip", "strip"]

_MINIMUM = 11.0
_SIZE = 14.0
_STRIP_STEPS = (Step(), Step(92_500), Step(85_000), Step(77_500))
_MOST_IN_TABLE = 6
_TABLE_SIZES = ((22.0, 20.0), (20.0, 18.0), (18.0, 16.0))
"""Points of the short and the full form of a source."""


def reference(source: SourceNode) -> Inlines:
    """Return the full form of a source."""
    return without_notes(source.inlines) or (Run(source.id),)


# --- Slides ----------------------------------------------------------------------------------------------------------


def source_slides(planner: Planner, headlines: TitleRegister, *, on_one: bool) -> list[tuple[Slide, ...]]:
    """Plan the slides of the sources: a few as a table of their short and full forms, more as text; none if they must
    be on one slide and are not.
    """
    documents = planner.documents
    if not documents[0].sources:
        return []
    base = tuple(text(document.labels.sources) for document in documents)
    topic = SectionTopic(base=base, kickers=("",) * len(documents), span=documents[0].span, key="sources")
    credits = tuple(empty() for _ in documents)
    scene = open_slots(planner, "sources", topic, credits)
    slot = text_slot(planner, scene, size=_SIZE)
    twins = list(zip(*(document.sources for document in documents), strict=True))
    rows = _rows(twins) if len(twins) <= _MOST_IN_TABLE else None
    table = plan_rows(planner, rows, slot.frame, _TABLE_SIZES, "sources.terms") if rows is not None else None
    units = [_unit(own) for own in twins]
    slides: list[tuple[tuple[Part, ...], ...]]
    if table is not None:
        slides = [tuple((part,) for part in table)]
    elif on_one and len(lay_out(planner, units, slot, _MINIMUM).slides) > 1:
        return []
    else:
        slides = plan_words(planner, topic, units, slot, None, _MINIMUM)
    return [finish(planner, headlines, draft) for draft in plain_drafts(planner, topic, scene, slides, credits)]


def _rows(twins: Sequence[tuple[SourceNode, ...]]) -> TermRows | None:
    """Return each source with the short form that slides name it by; None if one has no other than the full form."""
    if not all(source.short and plain(source.short) != plain(reference(source)) for own in twins for source in own):
        return None
    return TermRows(
        [[source.short for source in own] for own in twins],
        [[reference(source) for source in own] for own in twins],
        [[("", f"sources.{source.id}") for source in own] for own in twins],
    )


def _unit(twins: tuple[SourceNode, ...]) -> ContentUnit:
    return paragraph_unit([_entry(source, 0) for source in twins])


def _entry(source: SourceNode, level: int) -> SlideParagraph:
    return SlideParagraph(reference(source), level, "none", span=source.span, key=f"sources.{source.id}")


# --- The strip -------------------------------------------------------------------------------------------------------


def sources_on_strip(planner: Planner, layout: SlideLayout) -> list[TextPart] | None:
    """Return the sources under their heading on the strip of a layout, in every language; None if there are none or
    more than it holds.
    """
    if not planner.documents[0].sources:
        return None
    return _on_strip(planner, layout, [_sources_of(document) for document in planner.documents])


def strip(planner: Planner, layout: SlideLayout) -> list[tuple[TextPart, ...]]:
    """Return what the strip of a layout holds in every language: the sources, else authors and date, else nothing."""
    parts = sources_on_strip(planner, layout)
    if parts is None:
        parts = _on_strip(planner, layout, [_issuer(document) for document in planner.documents])
    return [(part,) for part in parts] if parts is not None else [()] * len(planner.documents)


def _sources_of(document: Document) -> tuple[SlideParagraph, ...]:
    labels = document.labels
    label = labels.source_several if len(document.sources) > 1 else labels.source
    heading = SlideParagraph(text(label.rstrip(":\u00a0\u202f ")), 0, "none")
    return (heading, *(_entry(source, 1) for source in document.sources))


def _issuer(document: Document) -> tuple[SlideParagraph, ...]:
    lines = (text(document.authors_text), with_ordinals(document.date_text, document.language))
    return tuple(SlideParagraph(line, level, "none") for level, line in enumerate(lines) if line)


def _on_strip(
    planner: Planner, layout: SlideLayout, texts: Sequence[tuple[SlideParagraph, ...]]
) -> list[TextPart] | None:
    slot = placeholder_slot(layout, "sources", planner.template)
    if slot is None or not all(texts):
        return None
    width, height = inner(slot.frame, slot.insets)
    blocks = [measure(own, planner.fonts, slot.levels) for own in texts]
    step = smallest_fit(blocks, width, height, _STRIP_STEPS)
    if step is None:
        return None
    return [
        TextPart(placeholder="sources", paragraphs=own, fit=step.fit(extent(block, width, step)[1]))
        for own, block in zip(texts, blocks, strict=True)
    ]
