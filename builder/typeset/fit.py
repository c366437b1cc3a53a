"""Largest fitting size: steps of font scale and line spacing as PowerPoint's own autofit writes them.

PowerPoint shrinks text in steps: spacing by 10 or 20%, then type to 92.5, 85, 77.5 … % (ECMA-376 part 1, 21.1.2.1.3,
`normAutofit`; the steps are those that PowerPoint writes). Only a declared range of them is used: below it, text is
split.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from msgspec import Struct

from builder.typeset.measure import LevelledParagraph
from builder.typeset.plan import Fit

__all__ = [
    "BODY_MINIMUM",
    "FULL",
    "HEIGHT_SPARE",
    "Step",
    "body_steps",
    "lines_over",
    "most_that_fit",
    "smallest_fit",
    "title_steps",
]

HEIGHT_SPARE = 0.92
"""Share of a text box that measured lines may fill: the rest is for renderers with slightly larger line spacing."""
BODY_MINIMUM = 14.0
"""Minimum size of body text in points (unless the template's own full size is smaller)."""
TITLE_MINIMUM = 20.0
_AMPLE = 18.0
"""Points that are large enough for any text: larger type may shrink to it when that keeps things together."""


def most_that_fit(limit: int, fits: Callable[[int], bool]) -> int:
    """Return the largest number from 1 to `limit` for which `fits` is true, or 0, by bisection: a number that fits
    means that every smaller one does.
    """
    return bisect_left(range(1, limit + 1), True, key=lambda number: not fits(number))


class Step(Struct, frozen=True):
    """One step of shrinking, in thousandths of a per cent as written."""

    scale: int = 100_000
    reduction: int = 0

    @property
    def factor(self) -> float:
        """The factor of the type size."""
        return self.scale / 100_000

    @property
    def tighter(self) -> float:
        """Reduction of line spacing, as a share of the line."""
        return self.reduction / 100_000

    def fit(self, lines: int) -> Fit:
        """Return the step in the form of the plan."""
        return Fit(self.scale, self.reduction, lines)


FULL = Step()
_BODY = (
    FULL,
    Step(100_000, 10_000),
    Step(92_500, 10_000),
    Step(85_000, 20_000),
    Step(77_500, 20_000),
    Step(70_000, 20_000),
    Step(62_500, 20_000),
)
_TITLE = (FULL, Step(90_000), Step(80_000), Step(70_000), Step(62_500), Step(55_000))
_STEADY, _LEAST_STEADY = 30.0, 28.0
"""Points of titles that have one smaller step only: beside each other, slides with larger and smaller titles look
careless.
"""


def body_steps(sizes: Sequence[float], minimum: float = BODY_MINIMUM) -> tuple[Step, ...]:
    """Return the steps allowed for text of these sizes (points at full scale): none makes any of them smaller than
    `minimum`.
    """
    smallest = min(sizes, default=minimum)
    return tuple(step for step in _BODY if step.scale == FULL.scale or smallest * step.factor >= minimum - 0.01)


def full_steps(sizes: Sequence[float]) -> tuple[Step, ...]:
    """Return the steps that count as full size: only the first, unless the template's own type is larger than
    necessary.
    """
    return (FULL, *(step for step in body_steps(sizes, _AMPLE) if step.scale < FULL.scale))


def cover_steps(sizes: Sequence[float], minimum: float) -> tuple[Step, ...]:
    """Return the steps allowed for the lines of a title slide."""
    smallest = min(sizes, default=minimum)
    smaller = (Step(scale, 20_000) for scale in (70_000, 62_500, 55_000, 47_500))
    return (*body_steps(sizes, minimum), *(step for step in smaller if smallest * step.factor >= minimum - 0.01))


def title_steps(size: float, minimum: float = TITLE_MINIMUM) -> tuple[Step, ...]:
    """Return the steps allowed for a title of this size."""
    if _LEAST_STEADY < size <= _STEADY:
        return (FULL, Step(round(_LEAST_STEADY / size * 100_000)))
    return tuple(step for step in _TITLE if step is FULL or size * step.factor >= minimum - 0.01)


def extent(block: Sequence[LevelledParagraph], width: float, step: Step = FULL) -> tuple[float, int]:
    """Return height and number of lines of all paragraphs together."""
    height, lines = 0.0, 0
    for paragraph in block:
        more, count = paragraph.height(width, step.factor, step.tighter)
        height += more
        lines += count
    return height, lines


def smallest_fit(
    blocks: Sequence[Sequence[LevelledParagraph]],
    width: float,
    height: float,
    steps: Sequence[Step],
    *,
    most_lines: int = 0,
) -> Step | None:
    """Return the first step at which every block (one per language) fits a box of inner `width` × `height` (points), or
    None.

    `height` is used as given: the caller reserves the spare. `most_lines` limits the lines as well (0: no limit).
    """
    for step in steps:
        if all(_fits(block, width, height, step, most_lines) for block in blocks):
            return step
    return None


def _fits(block: Sequence[LevelledParagraph], width: float, height: float, step: Step, most_lines: int) -> bool:
    """Return True if a block fits; measuring stops at the end of the box."""
    used, lines = 0.0, 0
    for paragraph in block:
        more, count = paragraph.height(width, step.factor, step.tighter)
        used += more
        lines += count
        if used > height or (most_lines and lines > most_lines):
            return False
    return True


def lines_over(block: Sequence[LevelledParagraph], width: float, height: float) -> int:
    """Return by how many lines a block at full size exceeds a height: what an author would have to cut."""
    total, lines = extent(block, width)
    if total <= height or not lines:
        return 0
    return max(1, round((total - height) * lines / total))
