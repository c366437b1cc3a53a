"""The slide before a section: its name, number and position in the deck."""

from __future__ import annotations

from builder.tree.blocks import TextNode
from builder.tree.document import SectionNode
from builder.tree.prose import Inlines, Paragraph, TextElement, TextElements, plain
from builder.typeset.inlines import notes_in, notes_in_prose
from builder.typeset.layout_slots import placeholder_slot
from builder.typeset.plan import Part, Slide
from builder.typeset.planner import Planner
from builder.typeset.slide_slots import one_line
from builder.typeset.slides.cover import place_lines
from builder.typeset.source_lines import Credits, block_notes, empty, notes_of
from builder.typeset.speaker_notes import credit_paragraphs, spoken
from builder.typeset.titles import TitleRegister, headline

__all__ = ["divider_slide"]


def divider_slide(
    planner: Planner,
    headlines: TitleRegister,
    twins: tuple[SectionNode, ...],
    progress: tuple[int, int],
    *,
    whole: bool,
) -> tuple[Slide, ...]:
    """Plan the divider of a section in every language.

    `whole` is True if the section has no slides of its own: its message and its prose are then on the divider.
    """
    layout = planner.template.layouts["section"]
    base = tuple(headline(section.title) for section in twins)
    numbers = [_number(planner, section) for section in twins]
    endings: tuple[str, ...] = ("",) * len(twins)
    if all(numbers):
        titles, fits, endings = headlines.take_with_kickers(base, numbers, layout)
    else:
        titles, fits = headlines.take(base, layout)
    parts: list[list[Part]] = [[] for _ in twins]
    cut: list[list[Inlines]] = [[] for _ in twins]
    if whole and any(section.message for section in twins):
        _place_message(planner, parts, cut, twins)
    slides = []
    for n, section in enumerate(twins):
        if plain(titles[n]) != plain(base[n]):
            cut[n].insert(0, base[n])
        slides.append(
            Slide(
                layout="section",
                title=titles[n],
                key=section.key,
                span=section.span,
                title_fit=fits[n],
                kicker=numbers[n] + endings[n],
                parts=tuple(parts[n]),
                notes=_notes(planner, n, section, cut[n], whole=whole),
                section=section.place,
                progress=progress,
            )
        )
    return tuple(slides)


def _number(planner: Planner, section: SectionNode) -> str:
    slot = placeholder_slot(planner.template.layouts["section"], "kicker", planner.template)
    return one_line(planner, section.label, slot) if slot is not None and section.label else ""


def _place_message(
    planner: Planner, parts: list[list[Part]], cut: list[list[Inlines]], twins: tuple[SectionNode, ...]
) -> None:
    """Put the message below the title; on a layout without space for one it is in the notes."""
    messages = tuple(headline(section.message) for section in twins)
    layout = planner.template.layouts["section"]
    slot = placeholder_slot(layout, "subtitle", planner.template) or placeholder_slot(layout, "body", planner.template)
    if slot is not None:
        place_lines(planner, parts, cut, slot, [messages], layout.placeholders.get(slot.role))
        return
    for own, message in zip(cut, messages, strict=True):
        own.append(message)


def _notes(planner: Planner, language: int, section: SectionNode, cut: list[Inlines], *, whole: bool) -> TextElements:
    blocks: list[TextElement] = [Paragraph(line) for line in cut if line]
    credits: Credits = empty()
    if whole:
        for block in section.blocks:
            if isinstance(block, TextNode) and block.only != "brief":
                blocks.extend(spoken(block.blocks))
                notes_of(planner, language, block_notes(block), credits)
        blocks.extend(spoken(section.notes))
        heads = [*notes_in(section.title), *notes_in(section.message), *notes_in_prose(section.notes)]
        notes_of(planner, language, heads, credits)
    if not blocks:
        blocks.append(Paragraph(headline(section.title)))
    return (*blocks, *credit_paragraphs(planner, language, credits))
