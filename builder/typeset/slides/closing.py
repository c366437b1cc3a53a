"""The last slides: the list of sources, and the sentence to remember."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.tree.prose import Inlines, Paragraph, TextElement
from builder.typeset.content_units import paragraph_unit
from builder.typeset.inlines import text
from builder.typeset.plan import Part, Slide, SlideParagraph
from builder.typeset.planner import Planner, Texts
from builder.typeset.slide_drafts import finish, plain_drafts
from builder.typeset.slide_slots import SectionTopic, SlideSlots, open_slots
from builder.typeset.slides.source_list import reference, source_slides, sources_on_strip, strip
from builder.typeset.slides.text_slides import plan_words, text_slot
from builder.typeset.source_lines import empty
from builder.typeset.titles import TitleRegister, headline, place_of

__all__ = ["Ending", "last_slides"]


class Ending(Struct, frozen=True):
    """The slides after the last section: those of the sources, and the one with the sentence to remember."""

    sources: list[tuple[Slide, ...]]
    closing: list[tuple[Slide, ...]]


def last_slides(planner: Planner, headlines: TitleRegister) -> Ending:
    """Plan the sentence to remember, and all sources of the publication: on its strip, on one slide before it, or in
    its speaker notes; without a sentence on as many slides as they need.
    """
    closings = tuple(headline(document.deck.closing) for document in planner.documents)
    if not all(closings):
        return Ending(source_slides(planner, headlines, on_one=False), [])
    shown = _in_own_type(planner, headlines, closings)
    on_strip = shown is not None and sources_on_strip(planner, shown[1].layout_slots.layout) is not None
    sources = [] if on_strip else source_slides(planner, headlines, on_one=True)
    topic, scene, slides = shown or _as_text(planner, closings)
    drafts = plain_drafts(planner, topic, scene, slides, tuple(empty() for _ in closings))
    if not sources and not on_strip:
        for language, closing in enumerate(closings):
            drafts[0].notes[language] += _notes(planner, language, closing)
    return Ending(sources, [finish(planner, headlines, drafts[0])])


_Stage = tuple[SectionTopic, SlideSlots, Sequence[tuple[tuple[Part, ...], ...]]]


def _in_own_type(planner: Planner, headlines: TitleRegister, closings: Texts) -> _Stage | None:
    """Return the sentence in the type that the template has for it, or for statements; None if it has neither, or if
    the sentence does not fit.
    """
    for role in ("closing", "statement"):
        layout = planner.template.layouts[role]
        if layout.substitute or headlines.taken(closings) or headlines.step(closings, layout) is None:
            continue
        topic = _topic(planner, closings, tuple(document.labels.conclusion for document in planner.documents))
        scene = open_slots(planner, role, topic, tuple(empty() for _ in closings))
        return topic, scene, [tuple(strip(planner, layout))]
    return None


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
    sources = [Paragraph(reference(source), source.span, f"sources.{source.id}") for source in document.sources]
    return [Paragraph(closing), Paragraph(text(document.labels.sources, strong=True)), *sources]
