"""Bounds of computed numbers: of a sum, and of a number whose sign or whose place in a quotient turns it round."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from builder.content.model.figures import Bound

__all__ = ["OPPOSITE_BOUNDS", "joint_bound"]

OPPOSITE_BOUNDS: Final[dict[Bound, Bound]] = {
    "more-than": "less-than", "less-than": "more-than", "at-least": "at-most", "at-most": "at-least", "about": "about",
}  # fmt: skip
"""The bound of a number that falls when the bounded number rises."""
_LOWER: Final[tuple[Bound, Bound]] = ("at-least", "more-than")
_UPPER: Final[tuple[Bound, Bound]] = ("at-most", "less-than")


def joint_bound(bounds: Iterable[Bound | None]) -> Bound | None:
    """Return the bound of a number computed from bounded ones: strict if one of them is strict, None if none has any.

    Raises ValueError if the bounds point both ways.
    """
    given = {bound for bound in bounds if bound is not None}
    if not given:
        return None
    if given == {"about"}:
        return "about"
    for loose, strict in (_LOWER, _UPPER):
        if given <= {loose, strict}:
            return strict if strict in given else loose
    raise ValueError("bounds that point both ways")
