"""The height and the width of the text on the pages of a section (ECMA-376 part 1, 17.6). Lengths are points."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from builder.office.xml import qn
from builder.templates.word.style_sheet import W, is_on
from builder.writers.word.pagination.paragraph_looks import points

__all__ = ["HeaderHeights", "SectionPages", "section_pages"]

_ID = qn("r:id")
_GRIDS = ("lines", "linesAndChars", "snapToChars")


class SectionPages(Struct, frozen=True):
    """The text area of a section."""

    width: float
    first_height: float
    """Of the section's first page."""
    height: float
    grid: float
    """Distance of the lines of its grid, or 0."""


HeaderHeights = Callable[[str, float], float]
"""Returns the height of a header or footer by its relationship id, in a width."""


def section_pages(
    section: Any, inherited: dict[tuple[str, str], str], heights: HeaderHeights, *, even_pages: bool
) -> SectionPages:
    """Return the text area of a section (`w:sectPr`). `inherited` holds the headers and footers of the sections before
    it by kind (17.10.1), to which its own are added.
    """
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")

    def margin(name: str) -> float:
        return points(margins.get(f"{W}{name}"))

    for reference in section:
        if reference.tag in (f"{W}headerReference", f"{W}footerReference"):
            kind = reference.tag.removeprefix(W).removesuffix("Reference")
            inherited[kind, reference.get(f"{W}type", "default")] = reference.get(_ID, "")
    width = points(size.get(f"{W}w")) - margin("left") - margin("right") - margin("gutter")

    def edge(side: str, kind: str, pages: tuple[str, ...]) -> float:
        """Return where the text begins: at the margin, or below a header that needs more (17.6.11)."""
        fixed = margin(side)
        if fixed < 0:
            return -fixed
        needs = [heights(inherited[kind, page], width) for page in pages if (kind, page) in inherited]
        return max([fixed, *(margin(kind) + need for need in needs)])

    def height(*pages: str) -> float:
        return points(size.get(f"{W}h")) - edge("top", "header", pages) - edge("bottom", "footer", pages)

    usual = height("default", "even") if even_pages else height("default")
    title = section.find(f"{W}titlePg")
    grid = section.find(f"{W}docGrid")
    snaps = grid is not None and grid.get(f"{W}type") in _GRIDS
    return SectionPages(
        width=width,
        first_height=height("first") if title is not None and is_on(title) else usual,
        height=usual,
        grid=points(grid.get(f"{W}linePitch")) if snaps else 0.0,
    )
