"""What may change in the body so that pages have no holes: exhibits that may move after text that follows them, and
charts that may be lower.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.writers.word.flow import Block, FlowUnit, is_kept, unit_end
from builder.writers.word.pagination.reading import DivisibleTable, KeptBlocks, TableXml
from builder.writers.word.paragraphs import EMU_PER_POINT, WordParagraph

__all__ = ["kept_blocks"]

_REFERS = " REF _Ref"
_REFERENCE = re.compile(r" REF (_Ref\d+)")


def kept_blocks(blocks: Sequence[Block], units: Sequence[FlowUnit | None], text_style: str) -> list[KeptBlocks]:
    """Return the exhibits and the other blocks that stay together, by their places in `blocks`, with what each exhibit
    may pass: whole paragraphs of running text, lists, quotations and callouts that follow it, and exhibits of the other
    kind that the text does not mention after it.

    An exhibit that the text before it announces stays, and one that begins a page. It never passes a heading, an
    exhibit of its own kind, what announces something else, nor a footnote if it has one itself: notes are numbered in
    the order of their marks.
    """
    mentions = _first_mentions(blocks)
    chains = []
    index = 0
    while index < len(blocks):
        start, unit = index, units[index]
        index = unit_end(units, start) if unit is not None else start + 1
        if unit is not None and unit.kind != "text":
            stops = _stops(blocks, units, start, index, text_style, mentions)
            divisible = _divisible(blocks, unit, start, index)
            chains.append(KeptBlocks(start, index, stops, _lowerable(blocks, start, index), divisible))
        elif is_kept(blocks[start]):
            while index < len(blocks) and is_kept(blocks[index - 1]) and not _is_exhibit(units[index]):
                index += 1
            if not is_kept(blocks[index - 1]):
                chains.append(KeptBlocks(start, index))
    return chains


def _is_exhibit(unit: FlowUnit | None) -> bool:
    return unit is not None and unit.kind != "text"


def _divisible(blocks: Sequence[Block], unit: FlowUnit, start: int, end: int) -> DivisibleTable | None:
    if unit.parts is None:
        return None
    place = next(place for place in range(start, end) if isinstance(blocks[place], TableXml))
    return unit.parts.divisible(place)


def _lowerable(blocks: Sequence[Block], start: int, end: int) -> tuple[tuple[int, float], ...]:
    drawings = []
    for place in range(start, end):
        block = blocks[place]
        drawing = block.lowerable if isinstance(block, WordParagraph) else None
        if drawing is not None and drawing.least < drawing.height:
            drawings.append((place, (drawing.height - drawing.least) / EMU_PER_POINT))
    return tuple(drawings)


def _stops(
    blocks: Sequence[Block],
    units: Sequence[FlowUnit | None],
    start: int,
    end: int,
    text_style: str,
    mentions: dict[str, int],
) -> tuple[int, ...]:
    """Return the places after each unit that the exhibit at `start`…`end` may pass."""
    exhibit = units[start]
    if exhibit is None or not _movable(blocks, start, end) or (start and _announces(blocks[start - 1])):
        return ()
    noted = any(map(_has_note, blocks[start:end]))
    stops = []
    place = end
    while place < len(blocks):
        unit = units[place]
        if unit is not None and unit.kind != "text":
            last = unit_end(units, place) if _may_swap(exhibit, unit, mentions) else place
        else:
            last = _text_end(blocks, units, place, text_style)
        passed = blocks[place:last]
        if not (passed and _movable(blocks, place, last)) or (noted and any(map(_has_note, passed))):
            break
        stops.append(last)
        place = last
    return tuple(stops)


def _text_end(blocks: Sequence[Block], units: Sequence[FlowUnit | None], place: int, text_style: str) -> int:
    """Return the end of the text that begins at a place and passes as a whole: a paragraph, a list, a quotation or a
    callout, with what it is kept with; the place itself if something else is there.
    """
    end = place
    while end == place or (end < len(blocks) and is_kept(blocks[end - 1])):
        unit, block = units[end], blocks[end]
        if unit is not None and unit.kind == "text":
            end = unit_end(units, end)
        elif unit is None and isinstance(block, WordParagraph) and block.style == text_style:
            end += 1
        else:
            return place
    return end


def _may_swap(exhibit: FlowUnit, other: FlowUnit, mentions: dict[str, int]) -> bool:
    """Return True if another exhibit may move before one: each kind counts by itself, and the text does not mention
    the other one later.
    """
    if exhibit.kind == other.kind or not (exhibit.target and other.target):
        return False
    last = len(mentions)
    return other.target not in mentions or mentions[other.target] < mentions.get(exhibit.target, last)


def _first_mentions(blocks: Sequence[Block]) -> dict[str, int]:
    """Return the bookmarks that references point to, each with its rank in the order of the first references."""
    mentions: dict[str, int] = {}
    for block in blocks:
        for xml in _parts(block):
            for match in _REFERENCE.finditer(xml) if _REFERS in xml else ():
                mentions.setdefault(match[1], len(mentions))
    return mentions


def _parts(block: Block) -> Sequence[str]:
    """Return the XML of a block that holds its words."""
    if isinstance(block, WordParagraph):
        return (block.runs,)
    return block.rows if isinstance(block, TableXml) else (block,)


def _movable(blocks: Sequence[Block], start: int, end: int) -> bool:
    """Return True for blocks that no section, no page break and no space of a table before them binds to their
    place, and whose last one is not kept with what follows them.
    """
    first = blocks[start]
    if isinstance(first, WordParagraph) and (first.break_before or first.before is not None):
        return False
    return not (
        any(isinstance(block, WordParagraph) and block.section for block in blocks[start:end])
        or is_kept(blocks[end - 1])
        or _announces(blocks[end - 1])
    )


def _announces(block: Block) -> bool:
    """Return True for a paragraph whose last character is a colon."""
    return isinstance(block, WordParagraph) and block.runs.rpartition("</w:t>")[0].rstrip().endswith(":")


def _has_note(block: Block) -> bool:
    return any("<w:footnoteReference " in xml for xml in _parts(block))
