"""Tables on slides as SVG: cells with the fills, borders and text of the table's style (ECMA-376 part 1, 21.1.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree
from msgspec import Struct

from builder.office.colour import DRAWING
from builder.office.xml import is_true
from builder.preview.slides.inheritance import TextStyles, attribute
from builder.preview.slides.shapes import draw_fill_rectangle, line_look
from builder.preview.slides.svg import add
from builder.preview.slides.text_bodies import TextBody, draw_text, text_height
from builder.preview.slides.text_runs import Colours
from builder.templates.deck.facts import Frame
from builder.templates.deck.fills import Fill, FormatScheme, cell_fill, own_fill
from builder.templates.deck.type_levels import whole_number

__all__ = ["draw_table"]

_MARGINS = (("marL", 91_440), ("marT", 45_720), ("marR", 91_440), ("marB", 45_720))
_SIDES = {"left": "lnL", "right": "lnR", "top": "lnT", "bottom": "lnB"}


class _Cell(Struct, frozen=True):
    """A cell in its frame, with its rows (the first, and how many), the parts of the style that it takes, nearest
    first, and its place in the table.
    """

    element: Any
    frame: Frame
    rows: tuple[int, int]
    parts: tuple[Any, ...]
    edges: Mapping[str, bool]
    """True for each side that is an edge of the table."""


def draw_table(
    parent: etree._Element,
    table: Any,
    frame: Frame,
    table_styles: Any | None,
    colours: Colours,
    scheme: FormatScheme,
    styles: TextStyles,
    source: str,
) -> None:
    """Draw a table (`a:tbl`) from its frame's corner; `table_styles` is the root of the part of table styles."""
    style = _style(table, table_styles)
    heights = [whole_number(row.get("h")) or 0 for row in table.iterfind(f"{DRAWING}tr")]
    cells = list(_cells(table, frame, style, heights))
    texts = [_text(cell, colours, styles) for cell in cells]
    grown = _grown(heights, cells, texts, colours)
    if grown != heights:
        cells = list(_cells(table, frame, style, grown))
    for cell in cells:
        draw_fill_rectangle(parent, _fill(cell, colours, scheme, source), cell.frame)
    for cell, text in zip(cells, texts, strict=True):
        _draw_borders(parent, cell, colours)
        if text is not None:
            draw_text(parent, text, cell.frame, colours)


def _grown(
    heights: Sequence[int], cells: Sequence[_Cell], texts: Sequence[TextBody | None], colours: Colours
) -> list[int]:
    """Return the heights of rows as Office draws them: high enough for their text."""
    grown = list(heights)
    for cell, text in sorted(zip(cells, texts, strict=True), key=lambda pair: pair[0].rows[1]):
        first, count = cell.rows
        if text is not None:
            missing = round(text_height(text, cell.frame.width, colours)) - sum(grown[first : first + count])
            grown[first + count - 1] += max(missing, 0)
    return grown


def _style(table: Any, table_styles: Any | None) -> Any:
    name = table.findtext(f"{DRAWING}tblPr/{DRAWING}tableStyleId")
    named = table_styles.iterfind(f"{DRAWING}tblStyle") if table_styles is not None and name else ()
    return next((candidate for candidate in named if candidate.get("styleId") == name), None)


def _cells(table: Any, frame: Frame, style: Any, heights: Sequence[int]) -> Iterator[_Cell]:
    """Yield the cells that are shown, each in its frame: merged ones as one."""
    properties = table.find(f"{DRAWING}tblPr")
    flags = {name: is_true(properties.get(name)) for name in properties.attrib} if properties is not None else {}
    widths = [whole_number(column.get("w")) or 0 for column in table.iterfind(f"{DRAWING}tblGrid/{DRAWING}gridCol")]
    rows = table.findall(f"{DRAWING}tr")
    mirrored = flags.get("rtl", False)
    y = frame.y
    for number, row in enumerate(rows):
        x = frame.x + (sum(widths) if mirrored else 0)
        for place, cell in enumerate(row.findall(f"{DRAWING}tc")[: len(widths)]):
            across = whole_number(cell.get("gridSpan")) or 1
            down = whole_number(cell.get("rowSpan")) or 1
            width = sum(widths[place : place + across])
            left = x - width if mirrored else x
            x += -widths[place] if mirrored else widths[place]
            if is_true(cell.get("hMerge")) or is_true(cell.get("vMerge")):
                continue
            last_row, last_column = number + down >= len(rows), place + across >= len(widths)
            edges = {"top": not number, "bottom": last_row, "left": not place, "right": last_column}
            box = Frame(left, y, width, sum(heights[number : number + down]))
            shown = min(down, len(rows) - number)
            yield _Cell(cell, box, (number, shown), tuple(_parts(style, flags, edges, number, place)), edges)
        y += heights[number]


def _parts(style: Any, flags: Mapping[str, bool], edges: Mapping[str, bool], row: int, column: int) -> Iterator[Any]:
    """Yield the parts of a table style that a cell takes, nearest first (21.1.3.13)."""
    if style is None:
        return
    names = [
        *(["firstRow"] if flags.get("firstRow") and edges["top"] else []),
        *(["lastRow"] if flags.get("lastRow") and edges["bottom"] else []),
        *(["firstCol"] if flags.get("firstCol") and edges["left"] else []),
        *(["lastCol"] if flags.get("lastCol") and edges["right"] else []),
        *([f"band{1 + (row - bool(flags.get('firstRow'))) % 2}H"] if flags.get("bandRow") else []),
        *([f"band{1 + (column - bool(flags.get('firstCol'))) % 2}V"] if flags.get("bandCol") else []),
        "wholeTbl",
    ]
    for name in names:
        part = style.find(f"{DRAWING}{name}")
        if part is not None:
            yield part


def _fill(cell: _Cell, colours: Colours, scheme: FormatScheme, source: str) -> Fill | None:
    fill = own_fill(cell.element.find(f"{DRAWING}tcPr"), colours.names, source)
    if fill is not None:
        return fill
    for part in cell.parts:
        fill = cell_fill(part.find(f"{DRAWING}tcStyle"), colours.names, scheme, source)
        if fill is not None:
            return fill
    return None


def _draw_borders(parent: etree._Element, cell: _Cell, colours: Colours) -> None:
    frame = cell.frame
    left, top, right, bottom = frame.x, frame.y, frame.x + frame.width, frame.y + frame.height
    ends = {
        "left": (left, top, left, bottom),
        "right": (right, top, right, bottom),
        "top": (left, top, right, top),
        "bottom": (left, bottom, right, bottom),
    }
    for side, (x1, y1, x2, y2) in ends.items():
        look = _border(cell, side, colours)
        if look:
            add(parent, "line", x1=x1, y1=y1, x2=x2, y2=y2, **look)


def _border(cell: _Cell, side: str, colours: Colours) -> dict[str, object]:
    own = cell.element.find(f"{DRAWING}tcPr/{DRAWING}{_SIDES[side]}")
    if own is not None:
        return line_look(own, colours)
    inside = "insideH" if side in ("top", "bottom") else "insideV"
    for part in cell.parts:
        # A part other than the whole table has edges of its own: the header's bottom lies inside the table.
        whole = part.tag == f"{DRAWING}wholeTbl"
        names = [side] if cell.edges[side] else [inside] if whole else [side, inside]
        for name in names:
            line = part.find(f"{DRAWING}tcStyle/{DRAWING}tcBdr/{DRAWING}{name}/{DRAWING}ln")
            if line is not None:
                return line_look(line, colours)
    return {}


def _text(cell: _Cell, colours: Colours, styles: TextStyles) -> TextBody | None:
    """Return the text of a cell with what it inherits; None without any."""
    paragraphs = cell.element.findall(f"{DRAWING}txBody/{DRAWING}p")
    if not any((node.text or "").strip() for paragraph in paragraphs for node in paragraph.iter(f"{DRAWING}t")):
        return None
    properties = cell.element.find(f"{DRAWING}tcPr")
    margins = [whole_number(properties.get(name)) if properties is not None else None for name, _ in _MARGINS]
    left, top, right, bottom = (
        usual if own is None else own for own, (_, usual) in zip(margins, _MARGINS, strict=True)
    )
    texts = [text for part in cell.parts for text in part.iterfind(f"{DRAWING}tcTxStyle")]
    chain = styles.chain(cell.element)
    return TextBody(
        paragraphs=paragraphs,
        bodies=cell.element.findall(f"{DRAWING}txBody/{DRAWING}bodyPr"),
        levels=lambda level: styles.levels(chain, level),
        insets=(left, top, right, bottom),
        anchor=(properties.get("anchor") if properties is not None else None) or "t",
        base=next(filter(None, (colours.of(text) for text in texts)), None),
        strong=attribute(texts, "b") == "on",
    )
