"""What one planning remembers for the next in the same template: measured texts, and the slides of each section. These
are planned again only if the section's nodes have changed, or if its titles meet others than before.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from builder.diagnostics import Diagnostic
from builder.tree.document import Document, SectionNode
from builder.typeset.fonts import Fonts
from builder.typeset.plan import Slide
from builder.typeset.planner import Planner
from builder.typeset.titles import TitleLog, TitleRegister

__all__ = ["PlanMemory"]

Twins = tuple[SectionNode, ...]
Slides = list[tuple[Slide, ...]]


class _Section(Struct, frozen=True):
    """The slides of a section, what they were planned from, the titles that they met and took, and the reports."""

    twins: Twins
    shared: tuple[object, ...]
    slides: Slides
    titles: TitleLog
    diagnostics: tuple[Diagnostic, ...]


class PlanMemory:
    """What the last planning knows, for decks of one template."""

    def __init__(self) -> None:
        self.fonts = Fonts()
        self._sections: dict[tuple[object, ...], _Section] = {}
        self._keyed: dict[tuple[str, str], tuple[Slide, Slide]] = {}

    def section(
        self,
        planner: Planner,
        headlines: TitleRegister,
        twins: Twins,
        place: tuple[bool, bool],
        plan: Callable[[], Slides],
    ) -> Slides:
        """Return the slides that `plan` gives for a section, or those remembered for the same nodes. `place` says
        whether a divider announces it, and whether the deck may end with it.
        """
        key = (twins[0].key, place, headlines.common)
        shared = tuple(map(_shared, planner.documents))
        known = self._sections.get(key)
        if (
            known is not None
            and len(known.twins) == len(twins)
            and all(twin is other or twin == other for twin, other in zip(known.twins, twins, strict=True))
            and known.shared == shared
            and headlines.replay(known.titles)
        ):
            planner.repeat(known.diagnostics)
            return known.slides
        count = len(planner.reports)
        with headlines.logged() as titles:
            slides = plan()
        self._sections[key] = _Section(twins, shared, slides, titles, tuple(planner.reports[count:]))
        return slides

    def keyed(self, language: str, slide: Slide, key: str, make: Callable[[], Slide]) -> Slide:
        """Return a slide with another key, the same object as long as the slide is."""
        known = self._keyed.get((language, key))
        if known is None or known[0] is not slide:
            known = self._keyed[language, key] = (slide, make())
        return known[1]


def _shared(document: Document) -> tuple[object, ...]:
    """Return what the slides of any section depend on besides its nodes."""
    return document.language, document.labels, document.sources, document.deck.source_id
