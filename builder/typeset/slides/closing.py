"""The last slides: the list of sources, and the sentence to remember."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.tree.document import SourceNode
from builder.tree.prose import Inlines, Paragraph, Run, TextElement
from builder.typeset.content_units import ContentUnit, paragraph_unit
from builder.typeset.inlines import text, without_notes
from builder.typeset.plan import Part, Slide, SlideParagraph
from builder.typeset.planner import Planner, Texts
from builder.typeset.slide_drafts import finish, plain_drafts
from builder.typeset.slide_slots import SectionTopic, SlideSlots, open_slots
from builder.typeset.slides.text_slides import plan_words, text_slot
from builder.typeset.source_lines import empty
from builder.typeset.text_flow import lay_out
from builder.typeset.titles import TitleRegister, headline, place_of

__all__ = ["Ending", "last_slides"]

_MINIMUM = 11.0
_SIZE = 14.0


class Ending(Struct, frozen=True):
    """The slides after the last section: those of the sources, and the one with the sentence to remember."""

    sources: list[tuple[Slide, ...]]
    closing: list[tuple[Slide, ...]]


def last_slides(planner: Planner, headlines: TitleRegister) -> Ending:
    """Plan all sources of the publication, on as many slides as they need, and the sentence to remember after them.

    Where a sentence closes the deck, sources that need more than one slide are in its speaker notes instead.
    """
    closings = tuple(headline(document.deck.closing) for document in planner.documents)
    if not all(closings):
        return Ending(_source_slides(planner, headlines, on_one=False), [])
    sources = _source_slides(planner, headlines, on_one=True)
    return Ending(sources, [_closing_slide(planner, headlines, closings, with_sources=not sources)])


# --- Sources ---------------------------------------------------------------------------------------------------------


def _source_slides(planner: Planner, headlines: TitleRegister, *, on_one: bool) -> list[tuple[Slide, ...]]:
    """Plan the slides of the sources; none if they must be on one slide and are not."""
    documents = planner.documents
    if not documents[0].sources:
        return []
    base = tuple(text(document.labels.sources) for document in documents)
    topic = SectionTopic(base=base, kickers=("",) * len(documents), span=documents[0].span, key="sources")
    credits = tuple(empty() for _ in documents)
    scene = open_slots(planner, "sources", topic, credits)
    slot = text_slot(planner, scene, size=_SIZE)
    units = [_unit(twins) for twins in zip(*(document.sources for document in documents), strict=True)]
    if on_one and len(lay_out(planner, units, slot, _MINIMUM).slides) > 1:
        return []
    slides = plan_words(planner, topic, units, slot, None, _MINIMUM)
    return [finish(planner, headlines, draft) for draft in plain_drafts(planner, topic, scene, slides, credits)]


def _unit(twins: tuple[SourceNode, ...]) -> ContentUnit:
    return paragraph_unit(
        [SlideParagraph(_shown(source), 0, "none", span=source.span, key=f"sources.{source.id}") for source in twins]
    )


def _shown(source: SourceNode) -> Inlines:
    return without_notes(source.inlines) or (Run(source.id),)


# --- The sentence to remember ----------------------------------------------------------------------------------------


def _closing_slide(
    planner: Planner, headlines: TitleRegister, closings: Texts, *, with_sources: bool
) -> tuple[Slide, ...]:
    """Plan the slide of the sentence: as a statement if the template has a layout for them and it fits, else as the
    text of an ordinary slide.
    """
    topic, scene, slides = _as_statement(planner, headlines, closings) or _as_text(planner, closings)
    drafts = plain_drafts(planner, topic, scene, slides, tuple(empty() for _ in closings))
    if with_sources:
        for language, closing in enumerate(closings):
            drafts[0].notes[language] += _notes(planner, language, closing)
    return finish(planner, headlines, drafts[0])


_Stage = tuple[SectionTopic, SlideSlots, Sequence[tuple[tuple[Part, ...], ...]]]


def _as_statement(planner: Planner, headlines: TitleRegister, closings: Texts) -> _Stage | None:
    layout = planner.template.layouts["statement"]
    if layout.substitute or headlines.taken(closings) or headlines.step(closings, layout) is None:
        return None
    topic = _topic(planner, closings, tuple(document.labels.conclusion for document in planner.documents))
    scene = open_slots(planner, "statement", topic, tuple(empty() for _ in closings))
    return topic, scene, [((),) * len(closings)]


def _as_text(planner: Planner, closings: Texts) -> _Stage:
    titles = tuple(text(document.labels.conclusion) for document in planner.documents)
    topic = _topic(planner, titles, ("",) * len(titles))
    scene = open_slots(planner, "text", topic, tuple(empty() for _ in closings))
    unit = paragraph_unit([SlideParagraph(closing, 0, "none", span=place_of(closing)) for closing in closings])
    return topic, scene, plan_words(planner, topic, [unit], text_slot(planner, scene), place_of(closings[0]))


def _topic(planner: Planner, titles: Texts, kickers: tuple[str, ...]) -> SectionTopic:
    return SectionTopic(base=titles, kickers=kickers, span=planner.documents[0].span, key="closing")


def _notes(planner: Planner, language: int, closing: Inlines) -> list[TextElement]:
    """Return the sentence, and all sources below their heading; nothing if there are none."""
    document = planner.documents[language]
    if not document.sources:
        return []
    sources = [Paragraph(_shown(source), source.span, f"sources.{source.id}") for source in document.sources]
    return [Paragraph(closing), Paragraph(text(document.labels.sources, strong=True)), *sources]
