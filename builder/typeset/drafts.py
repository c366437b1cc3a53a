"""A slide being planned, in all languages at once, and how it becomes finished slides."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.source import NOWHERE, Span
from builder.templates.layouts import Frame
from builder.tree.nodes import Inlines, ItemList, ListItem, Paragraph, Prose, ProseBlock, plain
from builder.typeset.credits import Credits, empty, source_line, source_words
from builder.typeset.headlines import Headlines
from builder.typeset.inlines import notes_in_prose, text, without_notes
from builder.typeset.measure import WIDTH_SPARE, emu, inner
from builder.typeset.plan import Part, Slide, SlideParagraph, TextPart
from builder.typeset.planner import Planner, Texts
from builder.typeset.space import Slot, Stage, stage

__all__ = ["Draft", "Scene", "Topic", "finish", "open_scene", "spoken"]

_CAPTION_LINES = 3


class Topic(Struct, kw_only=True):
    """What slides of one section have in common: their headline, kicker, place and key."""

    base: Texts
    kickers: tuple[str, ...]
    named: tuple[str, ...] = ()
    """The kickers with the section's name, for slides whose title does not say it; empty: the kickers have it."""
    span: Span = NOWHERE
    key: str = ""
    section: tuple[int, ...] = ()


class Scene(Struct, kw_only=True):
    """A stage set for some content: its captions and source lines have their places, `area` is free."""

    stage: Stage
    area: Frame
    captions: tuple[str, ...]
    caption_parts: tuple[tuple[Part, ...], ...]
    leftover: tuple[str, ...]
    """Captions too long for a slide, in full, for the notes page."""


class Draft(Struct, kw_only=True):
    """A slide in all languages: parts, credits and notes per language."""

    topic: Topic
    scene: Scene
    base: Texts
    parts: tuple[tuple[Part, ...], ...]
    credits: tuple[Credits, ...]
    """Of what the slide shows: its source line."""
    said: tuple[Credits, ...] = ()
    """Of what is only said: on the notes page."""
    notes: list[list[ProseBlock]]
    alts: tuple[str, ...] = ()
    span: Span = NOWHERE
    key: str = ""
    continued: bool = False
    blocks: tuple[str, ...] = ()
    """Keys of the blocks shown."""


def open_scene(
    planner: Planner, role: str, topic: Topic, credits: Sequence[Credits], captions: tuple[str, ...] = ()
) -> Scene:
    """The stage of a role with room made for what this slide needs around its content."""
    furniture = []
    if any(topic.kickers):
        furniture.append("kicker")
    if any(captions):
        furniture.append("caption")
    if any(source_words(planner, language, one) for language, one in enumerate(credits)):
        furniture.append("source")
    found = stage(planner.template, role, tuple(furniture))
    scene = Scene(
        stage=found, area=found.area, captions=captions or ("",) * len(planner.documents),
        caption_parts=((),) * len(planner.documents), leftover=("",) * len(planner.documents),
    )  # fmt: skip
    return _with_captions(planner, scene) if any(captions) else scene


def _with_captions(planner: Planner, scene: Scene) -> Scene:
    """The captions in their slot; a slot too low for them is made higher, at the cost of the content."""
    slot = scene.stage.slots["caption"]
    shown, leftover = [], []
    for language, caption in enumerate(scene.captions):
        short = _shortened(planner, caption, slot)
        shown.append(short)
        leftover.append(caption if short != caption else "")
    needed = max(caption_height(planner, one, slot) for one in shown)
    area, frame = scene.area, slot.frame
    if needed > frame.height * 1.02:
        more = needed - frame.height
        if frame.y <= area.y:
            frame = Frame(frame.x, frame.y, frame.width, needed)
            area = Frame(area.x, area.y + more, area.width, area.height - more)
        else:
            frame = Frame(frame.x, frame.y - more, frame.width, needed)
            area = Frame(area.x, area.y, area.width, area.height - more)
    if not slot.size and frame is slot.frame:
        return Scene(
            stage=scene.stage,
            area=area,
            captions=tuple(shown),
            caption_parts=scene.caption_parts,
            leftover=tuple(leftover),
        )
    parts = tuple(box_parts(slot, text(one), frame) for one in shown)
    return Scene(
        stage=scene.stage, area=area, captions=("",) * len(shown), caption_parts=parts, leftover=tuple(leftover)
    )  # fmt: skip


def box_parts(slot: Slot, inlines: Inlines, frame: Frame | None = None) -> tuple[Part, ...]:
    """A line of text in a slot that is no placeholder, or in a placeholder that was moved; nothing for no text."""
    if not inlines:
        return ()
    paragraph = SlideParagraph(inlines, 0, "none")
    return (
        TextPart(
            placeholder=slot.role, paragraphs=(paragraph,), frame=frame or slot.frame, size=slot.size,
            bold=bool(slot.size) and slot.levels[0].bold,
        ),
    )  # fmt: skip


def caption_lines(planner: Planner, caption: str, slot: Slot) -> int:
    """The lines that a caption takes in its slot."""
    level = slot.levels[0]
    width, _ = inner(slot.frame, slot.insets)
    return planner.measured(text(caption), level).lines(width / (level.size * WIDTH_SPARE)) if caption else 0


def caption_height(planner: Planner, caption: str, slot: Slot) -> int:
    level = slot.levels[0]
    line = planner.fonts.face(level.font, level.bold, level.italic).line
    spacing = level.exact_spacing or level.line_spacing * line * level.size
    return emu(caption_lines(planner, caption, slot) * spacing) + slot.insets[1] + slot.insets[3]


def _shortened(planner: Planner, caption: str, slot: Slot) -> str:
    """A caption of at most three lines, cut at a word."""
    if caption_lines(planner, caption, slot) <= _CAPTION_LINES:
        return caption
    words = caption.split(" ")
    low, high = 1, len(words) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if caption_lines(planner, " ".join(words[:middle]) + " …", slot) <= _CAPTION_LINES:
            low = middle
        else:
            high = middle - 1
    return " ".join(words[:low]) + " …"


# --- Finishing -------------------------------------------------------------------------------------------------------


def finish(planner: Planner, headlines: Headlines, draft: Draft) -> tuple[Slide, ...]:
    """The finished slides of a draft, one a language."""
    layout = draft.scene.stage.layout
    titles, fits = headlines.take(draft.base, layout, draft.span)
    slides = []
    for language in planner.languages:
        kicker, kicker_parts, kicker_note = _kicker(planner, draft, language)
        source, source_parts = _source(planner, draft, language)
        notes = _notes(planner, draft, language, titles[language], kicker_note)
        slides.append(
            Slide(
                layout=draft.scene.stage.role,
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
                hidden_continuation=draft.continued,
            )
        )
    return tuple(slides)


def _kicker(planner: Planner, draft: Draft, language: int) -> tuple[str, tuple[Part, ...], str]:
    """The kicker for the placeholder, or as a box; and the full one for the notes when it had to be cut."""
    words = draft.topic.kickers[language]
    if draft.topic.named and draft.base is not draft.topic.base:
        words = draft.topic.named[language]
    slot = draft.scene.stage.slots.get("kicker")
    if not words or slot is None:
        return "", (), ""
    shown = one_line(planner, words, slot)
    full = words if shown != words else ""
    if slot.size:
        return "", box_parts(slot, text(shown)), full
    return shown, (), full


def one_line(planner: Planner, words: str, slot: Slot) -> str:
    """Words on one line of a slot, cut with an ellipsis if need be."""
    level = slot.levels[0]
    room = inner(slot.frame, slot.insets)[0] / (level.size * WIDTH_SPARE)
    if planner.measured(text(words), level).natural() <= room:
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if planner.measured(text(words[:middle].rstrip() + "…"), level).natural() <= room:
            low = middle
        else:
            high = middle - 1
    return words[:low].rstrip() + "…"


def _source(planner: Planner, draft: Draft, language: int) -> tuple[Inlines, tuple[Part, ...]]:
    """The source line for the placeholder, or as a box; the notes page has all of it."""
    slot = draft.scene.stage.slots.get("source")
    if slot is None:
        return (), ()
    line, whole = source_line(planner, language, draft.credits[language], slot)
    if not whole:
        planner.report(
            "source-line-shortened", f"{planner.documents[language].language}: the sources of the slide "
            f"“{plain(draft.base[language])}” do not fit its foot; the notes page has all of them", draft.span,
        )  # fmt: skip
    if slot.size:
        return (), box_parts(slot, line)
    return line, ()


def _notes(planner: Planner, draft: Draft, language: int, title: Inlines, kicker: str) -> Prose:
    """The notes page: what to say, then captions and names cut on the slide, notes, sources. Never empty."""
    labels = planner.documents[language].labels
    found = empty()
    found.merge(draft.credits[language])
    if draft.said:
        found.merge(draft.said[language])
    blocks: list[ProseBlock] = list(draft.notes[language])
    for words in (kicker, draft.scene.leftover[language]):
        if words:
            blocks.append(Paragraph(text(words)))
    if not blocks:
        alt = draft.alts[language] if draft.alts else ""
        blocks.append(Paragraph(text(alt) if alt else title))
    for note in found.footnotes:
        blocks.extend(_labelled(text(labels.note), note))
    line = source_words(planner, language, found)
    if line:
        blocks.append(Paragraph(line))
    return tuple(blocks)


def _labelled(label: Inlines, note: Prose) -> list[ProseBlock]:
    """A note with its label before its first words."""
    spoken_note = list(spoken(note))
    if spoken_note and isinstance(first := spoken_note[0], Paragraph):
        spoken_note[0] = Paragraph((*label, *first.inlines), first.span, first.key)
    return spoken_note


def spoken(prose: Prose) -> Prose:
    """Prose for the notes page: without the marks of notes, which follow it as paragraphs of their own."""
    if next(notes_in_prose(prose), None) is None:
        return prose
    blocks: list[ProseBlock] = []
    for block in prose:
        if isinstance(block, Paragraph):
            inlines = without_notes(block.inlines)
            if inlines:
                blocks.append(Paragraph(inlines, block.span, block.key))
        elif isinstance(block, ItemList):
            items = tuple(ListItem(spoken(item.blocks), item.span) for item in block.items)
            blocks.append(ItemList(items, block.ordered, block.start, block.span))
        else:
            blocks.append(block)
    return tuple(blocks)
