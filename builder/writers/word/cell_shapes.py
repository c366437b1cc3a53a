"""Cells of tables that are merged, ruled or filled (ECMA-376 part 1, 17.4.17, 17.4.66, 17.4.84)."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from builder.office.colour import contrast, with_lightness
from builder.tree.exhibits import TableNode

__all__ = [
    "NO_BOTTOM",
    "PLAIN_SHAPE",
    "CellShape",
    "bottom_rule",
    "cell_properties",
    "ends_right",
    "highlight_fill",
    "left_inset",
    "rows_kept_together",
    "tinted_fill",
    "top_rule",
]

_GROUND = (1.03, 1.4)
"""Contrasts with white between which a theme's light ground is seen and what is written on it is read."""
_HIGHLIGHT_TINT = 0x1C
"""Share of the accent, in 255ths, in the fill of what is set off where the theme has no such ground."""
_INSET = 170
"""3 mm, in twips: between the left edge of a cell and words that would else touch a fill, or the numbers of the column
before, which end at its right edge.
"""
NO_BOTTOM = '<w:tcBorders><w:bottom w:val="nil"/></w:tcBorders>'


class CellShape(Struct, frozen=True):
    """How a cell differs from a plain one: the columns it extends over, its part of a vertical merge (`restart`,
    `continue`), its borders (`w:tcBorders`) and fill (`w:shd`).
    """

    across: int = 1
    merge: str = ""
    borders: str = ""
    fill: str = ""
    flush: bool = False
    """True if its words end at its right edge, as those of the last column do at the edge of the table."""
    inset: int = 0
    """Twips between its left edge and its words."""


PLAIN_SHAPE = CellShape()


def cell_properties(width: int, shape: CellShape) -> str:
    """Return `w:tcPr` of a cell of this width in twips."""
    span = f'<w:gridSpan w:val="{shape.across}"/>' if shape.across > 1 else ""
    left = f'<w:left w:w="{shape.inset}" w:type="dxa"/>' if shape.inset else ""
    right = '<w:right w:w="0" w:type="dxa"/>' if shape.flush else ""
    margins = f"<w:tcMar>{left}{right}</w:tcMar>" if left or right else ""
    merge = f'<w:vMerge w:val="{shape.merge}"/>' if shape.merge else ""
    return f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{shape.borders}{shape.fill}{margins}</w:tcPr>'


def ends_right(table: TableNode, index: int) -> bool:
    """Return True for a column whose words end at its right edge, as numbers do."""
    return table.columns[index].align in ("right", "decimal") and not (table.row_header and index == 0)


def left_inset(table: TableNode, index: int) -> int:
    """Return the twips between the left edge of the cells of a column and their words: some where words begin at an
    edge at which a fill or the numbers of the column before end, or at which their own fill begins.
    """
    column = table.columns[index]
    if column.align == "center" or ends_right(table, index):
        return 0
    beside = index > 0 and (ends_right(table, index - 1) or table.columns[index - 1].highlight)
    return _INSET if beside or column.highlight else 0


def bottom_rule(size: int, colour: str) -> str:
    """Return a rule below a cell, in eighths of a point."""
    return f"<w:tcBorders>{_edge('bottom', size, colour)}</w:tcBorders>"


def top_rule(size: int, colour: str) -> str:
    """Return a rule above a cell, in eighths of a point."""
    return f"<w:tcBorders>{_edge('top', size, colour)}</w:tcBorders>"


def _edge(side: str, size: int, colour: str) -> str:
    theme = ' w:themeColor="text2"' if colour != "auto" else ""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"{theme}/>'


def tinted_fill(name: str, rgb: str, tint: int) -> str:
    """Return a fill in a light tint of a theme colour: `tint` is its share in 255ths, the rest is white (17.3.5)."""
    light = with_lightness(rgb, lambda lightness: lightness * tint / 255 + 1 - tint / 255)
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{light}" w:themeFill="{name}" w:themeFillTint="{tint:02X}"/>'


def highlight_fill(colours: Mapping[str, str]) -> str:
    """Return the fill of what is set off in a table: the light ground of the theme, which boxes and tiles have too,
    or a tint of its first accent if that ground is white or dark.
    """
    ground = colours.get("lt2", "FFFFFF")
    if _GROUND[0] <= contrast(ground, "FFFFFF") <= _GROUND[1]:
        return f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}" w:themeFill="background2"/>'
    return tinted_fill("accent1", colours.get("accent1", "4472C4"), _HIGHLIGHT_TINT)


def rows_kept_together(table: TableNode) -> set[int]:
    """Return the rows that stay on the page of the next: names of groups, rows before subtotals, merged rows."""
    if not table.kinds and not table.shaped:
        return set()
    kept: set[int] = set()
    for index, row in enumerate(table.rows):
        if table.kind(index) == "group" or (index and table.kind(index) in ("subtotal", "total")):
            kept.add(index if table.kind(index) == "group" else index - 1)
        down = max(cell.down for cell in row)
        kept.update(range(index, index + down - 1))
    return kept
