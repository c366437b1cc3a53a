"""Plan decks from documents: all languages at once, so that slide N of one is slide N of every other.

The order: title, key figures, agenda, then each section with its subsections (behind dividers if requested), the
sources, and the sentence to remember, unless the last section closes the deck. No file is written here, and nothing of
the documents is left out: what a slide cannot show is on its notes page.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from builder.diagnostics import Diagnostic
from builder.templates.deck.facts import DeckFacts
from builder.tree.blocks import PageBreakNode, TextNode
from builder.tree.document import BlockLike, Document, SectionNode
from builder.tree.prose import unformatted
from builder.tree.walk import sections_in
from builder.typeset.classification import marked
from builder.typeset.memory import PlanMemory
from builder.typeset.plan import Deck, Slide, TablePart
from builder.typeset.planner import Planner
from builder.typeset.recolouring import recolouring
from builder.typeset.slides.agenda import with_slide_numbers
from builder.typeset.slides.closing import last_slides
from builder.typeset.slides.conclusions import closes, names_sources
from builder.typeset.slides.cover import title_slide
from builder.typeset.slides.dividers import divider_slide
from builder.typeset.slides.opening import agenda_slides, key_figure_slides
from builder.typeset.slides.sections import section_slides
from builder.typeset.slides.source_list import source_slides
from builder.typeset.title_sizes import common_title_steps, title_size_remarks
from builder.typeset.titles import TitleRegister, headline

__all__ = ["plan_decks"]

Twins = tuple[Slide, ...]
"""One slide in every language."""


class _Start(Struct, frozen=True):
    """The first slide of a group, by its index, and the names of the group in every language."""

    names: tuple[str, ...]
    index: int


def plan_decks(
    documents: Sequence[Document], template: DeckFacts, memory: PlanMemory | None = None
) -> tuple[tuple[Deck, ...], tuple[Diagnostic, ...]]:
    """Plan the decks of a publication's documents, one per language. Return them with the diagnostics about shrunk or
    continued text.

    The documents must be of one publication: the same number of sections, blocks and points in each (ValueError
    otherwise). `memory` is that of earlier plannings for the same template, of the publication with other values.
    """
    if not documents:
        return (), ()
    documents = [_in_deck(document) for document in documents]
    memory = memory or PlanMemory()
    planner = Planner(documents, template, memory.fonts)
    slides, starts = _plan(planner, TitleRegister(planner), memory)
    steps = common_title_steps([twins[0] for twins in slides], template)
    if steps:
        planner = Planner(documents, template, planner.fonts)
        slides, starts = _plan(planner, TitleRegister(planner, steps), memory)
    slides = marked(slides, documents, template)
    decks = tuple(
        Deck(
            slides=_keyed(document, [twins[n] for twins in slides], memory),
            sections=_sections(starts, n, len(slides)),
        )
        for n, document in enumerate(documents)
    )
    used = {slide.layout for slide in decks[0].slides}
    tables = any(isinstance(part, TablePart) for slide in decks[0].slides for part in slide.parts)
    remarks = (*title_size_remarks(steps), *recolouring(template, used, tables=tables))
    return decks, (*planner.diagnostics, *remarks)


def _plan(planner: Planner, headlines: TitleRegister, memory: PlanMemory) -> tuple[list[Twins], list[_Start]]:
    """Plan every slide. Return them with the groups in which PowerPoint lists them: the opening, each section, the
    sources, the sentence to remember.
    """
    documents = planner.documents
    slides: list[Twins] = [title_slide(planner, headlines)]
    slides += key_figure_slides(planner, headlines)
    slides += agenda_slides(planner, headlines)
    starts = [_Start(tuple(unformatted(headline(document.title)) for document in documents), 0)]

    def add(names: Iterable[str], group: Sequence[Twins]) -> None:
        starts.append(_Start(tuple(names), len(slides)))
        slides.extend(group)

    sources = [document.labels.sources for document in documents]
    sections = list(zip(*(document.sections for document in documents), strict=True))
    firsts: list[int] = []
    for number, twins in enumerate(sections, 1):
        divided = _wants_divider(documents[0], twins[0], planner.template)
        whole = divided and _announces_only(twins[0])
        own: list[Twins] = []
        if divided:
            own.append(divider_slide(planner, headlines, twins, (number, len(sections)), whole=whole))
        last = number == len(sections) and not twins[0].appendix and not documents[0].deck.closing
        plan = partial(section_slides, planner, headlines, twins, announced=whole, last=last)
        own += memory.section(planner, headlines, twins, (whole, last), plan)
        closed = bool(own) and closes(own[-1])
        if closed and not names_sources(planner, own[-1]):
            add(sources, source_slides(planner, headlines, on_one=False))
        firsts.append(len(slides) if own else -1)
        add((unformatted(headline(section.title)) for section in twins), own)
        if closed:
            return [with_slide_numbers(own, firsts) for own in slides], starts
    ending = last_slides(planner, headlines)
    add(sources, ending.sources)
    add((document.labels.conclusion for document in documents), ending.closing)
    return [with_slide_numbers(own, firsts) for own in slides], starts


def _in_deck(document: Document) -> Document:
    sections = sections_in(document.sections, "deck")
    return document if sections is document.sections else replace(document, sections=sections)


def _keyed(document: Document, slides: Sequence[Slide], memory: PlanMemory) -> tuple[Slide, ...]:
    """Give slides unique keys: a continuation counts on from the slide that it continues (`key~2`)."""
    counts: dict[str, int] = {}
    keyed = []
    for slide in slides:
        count = counts[slide.key] = counts.get(slide.key, 0) + 1
        if count > 1:
            key = f"{slide.key}~{count}"
            slide = memory.keyed(document.language, slide, key, partial(replace, slide, key=key))
        keyed.append(slide)
    return tuple(keyed)


def _wants_divider(document: Document, section: SectionNode, template: DeckFacts) -> bool:
    """Return True if a section has a divider: by the author's option, else if it has subsections or nothing else.

    A template without a layout for dividers gets none unless the author asks for them: their slides would be empty but
    for a title that looks like any other.
    """
    states = bool(section.message) and not template.layouts["statement"].substitute
    bare = not section.sections and not _shown(section) and not states
    wanted = document.deck.dividers
    if wanted is None and not _has_divider_layout(template):
        return False
    return bare or (bool(section.sections) if wanted is None else wanted)


def _has_divider_layout(template: DeckFacts) -> bool:
    """Return True if the layout of dividers is not one that slides with content take."""
    divider = template.layouts["section"]
    return not divider.substitute or divider.part_name not in (
        template.layouts["text"].part_name, template.layouts["title-only"].part_name,
    )  # fmt: skip


def _announces_only(section: SectionNode) -> bool:
    """Return True if a section has nothing to show on slides of its own: no blocks, or prose that introduces its
    subsections.
    """
    shown = _shown(section)
    return not shown or (bool(section.sections) and all(isinstance(block, TextNode) for block in shown))


def _shown(section: SectionNode) -> list[BlockLike]:
    return [block for block in section.blocks if block.only != "brief" and not isinstance(block, PageBreakNode)]


def _sections(starts: Sequence[_Start], language: int, count: int) -> tuple[tuple[str, int], ...]:
    """Return PowerPoint's sections of slides: one for each group that has slides."""
    ends = [*(start.index for start in starts[1:]), count]
    slide_sections: dict[str, int] = {}
    for start, end in zip(starts, ends, strict=True):
        if end > start.index:
            slide_sections[_unused(start.names[language], slide_sections)] = start.index
    return tuple(slide_sections.items())


def _unused(name: str, used: Container[str]) -> str:
    if name not in used:
        return name
    number = 2
    while f"{name} ({number})" in used:
        number += 1
    return f"{name} ({number})"
