"""The list of sources: on slides of its own, or on the strip of the slide that closes the deck."""

from __future__ import annotations

import re
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

__all__ = ["reference", "source_slides", "sources_beside", "sources_on_strip", "strip"]

_WORD = re.compile(r"\w+")
_MINIMUM = 11.0
_SIZE = 14.0
_STRIP_STEPS = (Step(), Step(92_500), Step(85_000), Step(77_500))
_MOST_BESIDE = 8
"""Sources in the two columns of a strip."""
_MOST_IN_TABLE = 6
_LARGER = (22.0, 20.0, 18.0)
"""Points of a few sources that are listed."""
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
        slides = plan_words(planner, topic, units, slot, None, _MINIMUM, _LARGER)
    return [finish(planner, headlines, draft) for draft in plain_drafts(planner, topic, scene, slides, credits)]


def _rows(twins: Sequence[tuple[SourceNode, ...]]) -> TermRows | None:
    """Return each source with the short form that slides name it by; None if one has none, or if the full forms have
    all words of the short ones: then the sources are found without them.
    """
    sources = [source for own in twins for source in own]
    if not all(source.short for source in sources) or all(map(_says_its_short_form, sources)):
        return None
    return TermRows(
        [[source.short for source in own] for own in twins],
        [[reference(source) for source in own] for own in twins],
        [[("", f"sources.{source.id}") for source in own] for own in twins],
    )


def _says_its_short_form(source: SourceNode) -> bool:
    short, full = (set(_WORD.findall(plain(inlines))) for inlines in (source.short, reference(source)))
    return short <= full


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


def sources_beside(planner: Planner, layout: SlideLayout) -> list[tuple[TextPart, ...]] | None:
    """Return the sources in the two columns of a layout's strip, in every language; None if the layout has no second
    column, or if there are more sources than the columns hold.
    """
    count = len(planner.documents[0].sources)
    if not 1 < count <= _MOST_BESIDE:
        return None
    half = (count + 1) // 2
    texts = [_sources_of(document) for document in planner.documents]
    left = _on_strip(planner, layout, [own[: half + 1] for own in texts], steps=_STRIP_STEPS[:3])
    right = _on_strip(planner, layout, [own[half + 1 :] for own in texts], "sources2", _STRIP_STEPS[:3])
    return list(zip(left, right, strict=True)) if left is not None and right is not None else None


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
    planner: Planner,
    layout: SlideLayout,
    texts: Sequence[tuple[SlideParagraph, ...]],
    role: str = "sources",
    steps: Sequence[Step] = _STRIP_STEPS,
) -> list[TextPart] | None:
    slot = placeholder_slot(layout, role, planner.template)
    if slot is None or not all(texts):
        return None
    width, height = inner(slot.frame, slot.insets)
    blocks = [measure(own, planner.fonts, slot.levels) for own in texts]
    step = smallest_fit(blocks, width, height, steps)
    if step is None:
        return None
    return [
        TextPart(placeholder=role, paragraphs=own, fit=step.fit(extent(block, width, step)[1]))
        for own, block in zip(texts, blocks, strict=True)
    ]
