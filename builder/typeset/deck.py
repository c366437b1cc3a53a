"""Documents to decks: all languages planned at once, so that slide N of one is slide N of every other.

The order: title, key figures, agenda, then each section with its subsections (behind dividers where these are wanted),
and the sources. Nothing here writes a file; nothing of the documents is left out: what a slide cannot show is on its
notes page.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.diagnostics import Diagnostic
from builder.templates.layouts import DeckTemplate
from builder.tree.nodes import Document, SectionNode, TextNode, plain
from builder.typeset.headlines import Headlines, headline
from builder.typeset.plan import Deck, Slide
from builder.typeset.planner import Planner
from builder.typeset.slides.closing import source_slides
from builder.typeset.slides.opening import agenda_slides, divider_slide, key_figure_slides, title_slide
from builder.typeset.slides.sections import Sections

__all__ = ["plan_decks"]

Twins = tuple[Slide, ...]
"""One slide in every language."""


def plan_decks(
    documents: Sequence[Document], template: DeckTemplate
) -> tuple[tuple[Deck, ...], tuple[Diagnostic, ...]]:
    """The decks of a publication's documents, one a language, and what had to shrink or be continued.

    The documents must be of one publication: as many sections, blocks and points in each (ValueError otherwise).
    """
    if not documents:
        return (), ()
    planner = Planner(documents, template)
    headlines = Headlines(planner)
    slides: list[Twins] = [title_slide(planner, headlines)]
    slides += key_figure_slides(planner, headlines)
    slides += agenda_slides(planner, headlines)
    starts: list[int] = [0]
    sections = list(zip(*(one.sections for one in documents), strict=True))
    dividers = _wants_dividers(documents[0])
    for number, twins in enumerate(sections, 1):
        starts.append(len(slides))
        whole = _announces_only(twins[0])
        if dividers:
            slides.append(divider_slide(planner, headlines, twins, (number, len(sections)), whole=whole))
        planned = Sections(planner, headlines)
        planned.add(twins, [], divided=dividers)
        slides += planned.slides
    starts.append(len(slides))
    slides += source_slides(planner, headlines)
    decks = tuple(
        Deck(slides=tuple(twins[n] for twins in slides), sections=_sections(document, starts, len(slides)))
        for n, document in enumerate(documents)
    )
    return decks, planner.diagnostics


def _wants_dividers(document: Document) -> bool:
    """Whether each section has a divider: as the author says, else where sections have subsections."""
    if document.deck.dividers is not None:
        return document.deck.dividers
    return any(section.sections for section in document.sections)


def _announces_only(section: SectionNode) -> bool:
    """Whether a section only leads to its subsections: no blocks to show, at most prose."""
    shown = [one for one in section.blocks if one.only != "brief"]
    return bool(section.sections) and all(isinstance(one, TextNode) for one in shown)


def _sections(document: Document, starts: Sequence[int], count: int) -> tuple[tuple[str, int], ...]:
    """PowerPoint's sections of slides: one for the opening, one for each section that has slides, one for the sources."""
    names = [plain(headline(document.title)), *(plain(headline(one.title)) for one in document.sections)]
    names.append(document.labels.sources)
    ends = [*starts[1:], count]
    found: list[tuple[str, int]] = []
    for name, start, end in zip(names, starts, ends, strict=True):
        if end > start:
            found.append((_unused(name, [one for one, _ in found]), start))
    return tuple(found)


def _unused(name: str, used: Sequence[str]) -> str:
    if name not in used:
        return name
    number = 2
    while f"{name} ({number})" in used:
        number += 1
    return f"{name} ({number})"
