"""A rendered slide beside its plan: which text was drawn outside its shape, off the slide or over other text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tests.files.geometry import Box, Page, squeeze
from tests.files.opc import NS, Element, Opc
from tests.files.slidexml import EMU, A, frame_of, shapes, text_of

__all__ = ["misplaced"]

SLACK = 3.0
"""Points by which LibreOffice's drawing may differ from what was measured."""


class _Piece(NamedTuple):
    """A paragraph that a shape (or a cell) holds, and the box that it must stay in."""

    owner: str
    words: str
    box: Box


def misplaced(opc: Opc, slide: str, page: Page) -> list[str]:
    """What is wrong with the text of one rendered slide, one line each."""
    problems = [f"off the slide: {g.text!r} at {g.ink}" for g in page.glyphs if not page.size.holds(g.ink)]
    taken: set[int] = set()
    drawn: list[tuple[str, Box]] = []
    for piece in _pieces(opc, slide):
        places = [(span, box) for span, box in page.places(piece.words) if not taken & set(span)]
        inside = next(((span, box) for span, box in places if piece.box.holds(box, SLACK)), None)
        if inside is None:
            where = f"at {places[0][1]}, not in {piece.box}" if places else "not drawn in one piece"
            problems.append(f"{piece.owner}: {piece.words[:60]!r} {where}")
            continue
        taken.update(inside[0])
        drawn.append((piece.owner, inside[1]))
    return problems + _collisions(drawn) + _strays(opc, slide, page, taken)


def _collisions(drawn: list[tuple[str, Box]]) -> list[str]:
    return [
        f"{first} and {second} are drawn over each other at {box}"
        for n, (first, box) in enumerate(drawn)
        for second, other in drawn[n + 1 :]
        if first != second and box.overlap(other) > SLACK
    ]


def _strays(opc: Opc, slide: str, page: Page, taken: set[int]) -> list[str]:
    """Glyphs that belong to no paragraph (bullets, chart labels, the layout's own) must lie in some frame."""
    frames = [
        Box(*frame) for part in _parts(opc, slide) for s in shapes(opc, part) if (frame := frame_of(opc, part, s))
    ]
    loose = [glyph for n, glyph in enumerate(page.glyphs) if n not in taken]
    return [
        f"{glyph.text!r} drawn outside every frame, at {glyph.ink}"
        for glyph in loose
        if not any(frame.holds(glyph.ink, SLACK) for frame in frames)
    ]


def _parts(opc: Opc, slide: str) -> list[str]:
    layout = opc.related(slide, "slideLayout")[0]
    return [slide, layout, opc.related(layout, "slideMaster")[0]]


def _pieces(opc: Opc, slide: str) -> Iterator[_Piece]:
    for shape in shapes(opc, slide):
        frame = frame_of(opc, slide, shape)
        table = shape.find(".//a:tbl", NS)
        if frame is None:
            continue
        name = shape.find(".//p:cNvPr", NS).get("name", "")
        if table is not None:
            yield from _cells(name, table, Box(*frame))
        elif shape.find(".//a:fld", NS) is None:
            yield from _paragraphs(name, shape, Box(*frame))


def _paragraphs(name: str, holder: Element, box: Box) -> Iterator[_Piece]:
    for line in text_of(holder).split("\n"):
        if squeeze(line):
            yield _Piece(name, line, box)


def _cells(name: str, table: Element, box: Box) -> Iterator[_Piece]:
    """Cells by column: sideways they must keep to their column, downwards to the table."""
    widths = [int(element.get("w", "0")) / EMU for element in table.findall(f"{A}tblGrid/{A}gridCol")]
    for row_number, row in enumerate(table.findall(f"{A}tr"), 1):
        left = box.left
        for column, cell in enumerate(row.findall(f"{A}tc")):
            column_box = Box(left, box.top, left + widths[column], box.bottom)
            left += widths[column]
            yield from _paragraphs(f"{name}, row {row_number}, column {column + 1}", cell, column_box)
