"""A slide being planned, in all languages at once, and how it becomes finished slides."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.source import NOWHERE, Span
from builder.tree.prose import Inlines, Paragraph, TextElement, TextElements
from builder.typeset.inlines import text
from builder.typeset.plan import Part, Slide
from builder.typeset.planner import Planner, Texts, quoted
from builder.typeset.slide_slots import SectionTopic, SlideSlots, box_parts, one_line_path
from builder.typeset.source_lines import Credits, empty, source_line
from builder.typeset.speaker_notes import credit_paragraphs
from builder.typeset.titles import TitleRegister

__all__ = ["SlideDraft", "finish", "plain_drafts"]


class SlideDraft(Struct, kw_only=True):
    """A slide in all languages: parts, credits and notes per language."""

    topic: SectionTopic
    scene: SlideSlots
    base: Texts
    parts: tuple[tuple[Part, ...], ...]
    credits: tuple[Credits, ...]
    """Credits of the content on the slide: its source line."""
    said: tuple[Credits, ...] = ()
    """Credits of the content in the speaker notes."""
    notes: list[list[TextElement]]
    alts: tuple[str, ...] = ()
    span: Span = NOWHERE
    key: str = ""
    blocks: tuple[str, ...] = ()
    """Keys of the blocks shown."""


def plain_drafts(
    planner: Planner,
    topic: SectionTopic,
    scene: SlideSlots,
    slides: Sequence[Sequence[tuple[Part, ...]]],
    credits: tuple[Credits, ...],
) -> list[SlideDraft]:
    """Return the drafts of slides outside sections: one for each, from the parts of each language."""
    return [
        SlideDraft(
            topic=topic,
            scene=scene,
            base=topic.base,
            parts=tuple(parts),
            credits=credits,
            notes=[[] for _ in planner.documents],
            key=topic.key,
        )
        for parts in slides
    ]


def finish(planner: Planner, headlines: TitleRegister, draft: SlideDraft) -> tuple[Slide, ...]:
    """Return the finished slides of a draft, one per language."""
    layout = draft.scene.layout_slots.layout
    kickers = _kickers(draft)
    endings: tuple[str, ...] = ("",) * len(kickers)
    if all(kickers) and "kicker" in draft.scene.layout_slots.slots:
        titles, fits, endings = headlines.take_with_kickers(draft.base, kickers, layout)
    else:
        titles, fits = headlines.take(draft.base, layout)
    slides = []
    for language in planner.languages:
        kicker, kicker_parts, kicker_note = _kicker(planner, draft, kickers[language], endings[language])
        source, source_parts = _source(planner, draft, language)
        notes = _notes(planner, draft, language, titles[language], kicker_note)
        slides.append(
            Slide(
                layout=draft.scene.layout_slots.role,
                title=titles[language],
                key=draft.key or draft.topic.key,
                span=draft.span if draft.span.file else draft.topic.span,
                title_fit=fits[language],
                kicker=kicker,
                parts=(*kicker_parts, *draft.scene.caption_parts[language], *draft.parts[language], *source_parts),
                caption=draft.scene.captions[language],
                source=source,
                notes=notes,
                section=draft.topic.section,
            )
        )
    return tuple(slides)


def _kickers(draft: SlideDraft) -> tuple[str, ...]:
    """Return the kicker in every language: with the section's name if the title is not the section's own."""
    if draft.topic.named and draft.base is not draft.topic.base:
        return draft.topic.named
    return draft.topic.kickers


def _kicker(planner: Planner, draft: SlideDraft, words: str, ending: str) -> tuple[str, tuple[Part, ...], str]:
    """Return the kicker with its ending ("(suite)") for the placeholder, or as a box; and the full one for the notes
    if it was cut, or left out because the layout has no placeholder for it. A number alone is not noted.
    """
    slot = draft.scene.layout_slots.slots.get("kicker")
    if not words or slot is None:
        return "", (), words if any(map(str.isalpha, words)) else ""
    shown = one_line_path(planner, words, slot, ending)
    full = words if shown != words + ending else ""
    if slot.size:
        return "", box_parts(slot, text(shown)), full
    return shown, (), full


def _source(planner: Planner, draft: SlideDraft, language: int) -> tuple[Inlines, tuple[Part, ...]]:
    """Return the source line for the placeholder, or as a box; the notes page has all of it."""
    slot = draft.scene.layout_slots.slots.get("source")
    if slot is None:
        return (), ()
    line, whole = source_line(planner, language, draft.credits[language], slot)
    if not whole:
        planner.report(
            "source-line-shortened", f"{planner.documents[language].language}: the sources of the slide "
            f"“{quoted(draft.base[language])}” do not fit on one line; the speaker notes have all of them", draft.span,
        )  # fmt: skip
    if slot.size:
        return (), box_parts(slot, line)
    return line, ()


def _notes(planner: Planner, draft: SlideDraft, language: int, title: Inlines, kicker: str) -> TextElements:
    """Return the speaker notes: what to say, then captions and names cut on the slide, notes, sources. Never empty."""
    credits = empty()
    credits.merge(draft.credits[language])
    if draft.said:
        credits.merge(draft.said[language])
    blocks: list[TextElement] = list(draft.notes[language])
    if not blocks:
        alt = draft.alts[language] if draft.alts else ""
        blocks.append(Paragraph(text(alt) if alt else title))
    for words in (kicker, draft.scene.leftover[language]):
        if words:
            blocks.append(Paragraph(text(words)))
    return (*blocks, *credit_paragraphs(planner, language, credits))
