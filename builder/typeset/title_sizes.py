"""One size for the titles of a deck, where the template's own is so large that each would be shrunk differently.

A first planning shows what titles need; the second sets them all alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder.diagnostics import Diagnostic
from builder.templates.deck.facts import COVER_ROLES, DeckFacts
from builder.typeset.fit import FULL, Step, title_steps
from builder.typeset.plan import Slide

__all__ = ["common_title_steps", "title_size_remarks"]

_LARGE = 30.0
"""Points above which titles are larger than sentences need."""
_LEAST = 24.0
"""Points to which all titles may be set smaller for the longest of them; what needs less is shrunk by itself."""


def common_title_steps(slides: Sequence[Slide], template: DeckFacts) -> dict[float, Step]:
    """Return the step for all titles of a size, by that size in points: the smallest that the titles of the planned
    `slides` need. Sizes whose titles all fit are left out, and so is the cover.
    """
    needed: dict[float, int] = {}
    for slide in slides:
        levels = template.layouts[slide.layout].placeholders["title"].levels
        if slide.layout not in COVER_ROLES and levels and levels[0].size > _LARGE:
            size = levels[0].size
            needed[size] = min(slide.title_fit.scale, needed.get(size, FULL.scale))
    steps = {}
    for size, scale in needed.items():
        allowed = [step for step in title_steps(size, _LEAST) if step.scale >= scale]
        if allowed[-1] != FULL:
            steps[size] = allowed[-1]
    return steps


def title_size_remarks(steps: Mapping[float, Step]) -> Iterator[Diagnostic]:
    """Yield a remark on each size whose titles are set smaller in the whole deck."""
    for size, step in steps.items():
        message = (
            f"titles of {size:g} pt are set at {size * step.factor:.3g} pt in the whole deck, to stay on two lines"
        )
        yield Diagnostic(
            "titles-resized", message, hint="set smaller titles in the template, or write shorter ones", severity="info"
        )
