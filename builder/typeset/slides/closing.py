"""The last slides: the list of sources."""

from __future__ import annotations

from builder.tree.document import SourceNode
from builder.tree.prose import Inlines, Run
from builder.typeset.content_units import ContentUnit, paragraph_unit
from builder.typeset.inlines import text, without_notes
from builder.typeset.plan import Slide, SlideParagraph
from builder.typeset.planner import Planner
from builder.typeset.slide_drafts import finish, plain_drafts
from builder.typeset.slide_slots import SectionTopic, open_slots
from builder.typeset.slides.text_slides import plan_words, text_slot
from builder.typeset.source_lines import empty
from builder.typeset.titles import TitleRegister

__all__ = ["source_slides"]

_MINIMUM = 11.0


def source_slides(planner: Planner, headlines: TitleRegister) -> list[tuple[Slide, ...]]:
    """Plan all sources of the publication, on as many slides as they need."""
    documents = planner.documents
    if not documents[0].sources:
        return []
    base = tuple(text(document.labels.sources) for document in documents)
    topic = SectionTopic(base=base, kickers=("",) * len(documents), span=documents[0].span, key="sources")
    credits = tuple(empty() for _ in documents)
    scene = open_slots(planner, "sources", topic, credits)
    units = [_unit(twins) for twins in zip(*(document.sources for document in documents), strict=True)]
    slides = plan_words(planner, topic, units, text_slot(planner, scene, size=14.0), None, _MINIMUM)
    return [finish(planner, headlines, draft) for draft in plain_drafts(planner, topic, scene, slides, credits)]


def _unit(twins: tuple[SourceNode, ...]) -> ContentUnit:
    return paragraph_unit(
        [SlideParagraph(_shown(source), 0, "none", span=source.span, key=source.id) for source in twins]
    )


def _shown(source: SourceNode) -> Inlines:
    return without_notes(source.inlines) or (Run(source.id),)
