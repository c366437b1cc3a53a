"""Read a deck template: its size, its theme, and one layout for each role, with everything inherited resolved."""

from __future__ import annotations

import functools

from builder.diagnostics import BuildError, Diagnostic
from builder.office.part_reader import PartReader
from builder.office.xml import qn
from builder.source import Span
from builder.templates.deck.facts import COVER_ROLES, DeckFacts, Frame, SlideLayout
from builder.templates.deck.master import Master, listed_parts
from builder.templates.deck.pixels import Pixels, read_pixels
from builder.templates.deck.room import with_room
from builder.templates.deck.table_contrast import read_table_style
from builder.templates.deck.type_levels import list_style, whole_number
from builder.templates.open import TemplateFile

__all__ = ["read_deck_facts"]

_NO_TITLE = "the template has no layout with a title placeholder, so that no slide can have a title"
_NO_TITLE_HINT = (
    "in PowerPoint, View > Slide Master: give the master a title and a text placeholder, and tick Title on a layout"
)
_NO_ROOM = "the template has no layout with room for content beside its title"
_NO_ROOM_HINT = (
    "in PowerPoint, View > Slide Master: make the title smaller, and add a text placeholder at least a quarter of the "
    "slide wide and a fifth high"
)
_CLEAR = 0.85
"""Share of a content area that must be free of pictures and text for a master to serve for content."""
_OPENERS = (*COVER_ROLES, "section")
"""Roles that another master may serve."""


def read_deck_facts(file: TemplateFile) -> DeckFacts:
    """Return what a template offers. Raises BuildError if no layout has a title or the file has no slide size."""
    parts = PartReader(file.blob)
    presentation = parts.root(parts.main_part)
    size = presentation.find(qn("p:sldSz"))
    lengths = [whole_number(size.get(name)) or 0 for name in ("cx", "cy")] if size is not None else [0]
    if min(lengths) <= 0:
        raise BuildError(Diagnostic("template-no-size", "the template has no slide size", Span(str(file.path))))
    slide = Frame(0, 0, *lengths)
    default_style = list_style(presentation.find(qn("p:defaultTextStyle")))
    pictures = functools.cache(functools.partial(_pixels, parts))
    names = listed_parts(parts, parts.main_part, presentation, "p:sldMasterIdLst/p:sldMasterId")
    masters = [Master(file, parts, name, default_style, slide, pictures) for name in dict.fromkeys(names)]
    masters = [master for master in masters if master.roles]
    if not masters:
        raise BuildError(Diagnostic("template-no-title", _NO_TITLE, Span(str(file.path)), _NO_TITLE_HINT))
    offers = [(master, _layouts(master, slide)) for master in masters]
    fitness = [_fitness(*offer) for offer in offers]
    main, layouts = offers[fitness.index(max(fitness))]
    if not layouts:
        raise BuildError(Diagnostic("template-no-room", _NO_ROOM, Span(str(file.path)), _NO_ROOM_HINT))
    # A master before that of the content which cannot serve for content was made for covers or dividers.
    special = [
        master
        for master, fit in zip(masters[: masters.index(main)], fitness, strict=False)
        if fit[:2] < max(fitness)[:2] or not master.has_own("text")
    ]
    for role in _OPENERS:
        opener = _opener(role, main, special, masters)
        if opener is not main:
            layouts[role] = opener.layout(role, text_font=opener.theme.minor_font)
    style, texts = read_table_style(parts, layouts["table"], main.scenery(layouts["table"].part_name), main.scheme)
    return DeckFacts(
        width=slide.width, height=slide.height, theme=main.theme, layouts=layouts, digest=file.digest,
        table_style=style, table_texts=texts,
    )  # fmt: skip


def _pixels(parts: PartReader, source: str, relationship: str) -> Pixels | None:
    """Return the picture that a part has by a relationship; None if there is none that can be read."""
    name = parts.target(source, relationship)
    return read_pixels(parts.content(name)) if name is not None else None


def _layouts(master: Master, slide: Frame) -> dict[str, SlideLayout]:
    """Return a master's layouts by role; empty if none has room for content."""
    return with_room({role: master.layout(role) for role in master.roles}, slide.width, slide.height)


def _fitness(master: Master, layouts: dict[str, SlideLayout]) -> tuple[bool, bool, int]:
    """Return how well a master serves for content: first room, then room that is clear, then layouts of its own."""
    if not layouts:
        return False, False, master.worth
    return True, master.clear_share(layouts["text"]) >= _CLEAR, master.worth


def _opener(role: str, main: Master, special: list[Master], masters: list[Master]) -> Master:
    """Return the master for covers or dividers: the first that has a layout for them of the `special` ones, then
    `main`, then any other.
    """
    return next((master for master in (*special, main, *masters) if master.has_own(role)), main)
