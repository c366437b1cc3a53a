"""The tables of data of a brief: which of a received file are which of those printed now, and their cells."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.round_trip.brief_reference import BriefReference
from builder.round_trip.cell_grid import CellGrid, GridCell
from builder.round_trip.edited_brief import story_tokens
from builder.round_trip.places import PassagePlaces
from builder.round_trip.story import FileCell, FileTable, Look, Story
from builder.round_trip.table_pull import CellWords, printed_cells
from builder.round_trip.tokens import likeness
from builder.source_edits.origins import without_repetition
from builder.tree.document import Document
from builder.tree.exhibits import TableNode, table_of
from builder.tree.prose import SmallTable
from builder.tree.walk import all_blocks, visit
from builder.typeset.column_units import with_units_in_headers, without_header_notes
from builder.writers.word.anchors import Anchor, anchor_name

__all__ = [
    "cells_as_printed",
    "headers_alone",
    "joined_parts",
    "match_tables",
    "paragraphs_of",
    "received_grid",
    "table_nodes",
]

_LIKE = 0.5


def table_nodes(document: Document) -> dict[str, TableNode]:
    """Return the tables of a document by their keys, those in texts too."""
    nodes: dict[str, TableNode] = {}
    for block in all_blocks(document):
        if isinstance(block, TableNode):
            nodes[block.key] = block
        else:
            nodes |= {node.key: table_of(node) for node in visit(block) if isinstance(node, SmallTable)}
    return nodes


def match_tables(
    reference: BriefReference, story: Story, built: Mapping[str, Anchor], names: Mapping[str, str]
) -> dict[str, list[int]]:
    """Return for the key of each table of data as printed the tables of a file that are its parts, by their numbers:
    found by anchors, then by their words. `built` are the anchors of the file by name, `names` the present names.
    """
    by_name = {name: number for number in reference.table_keys for name in reference.story.tables[number].anchors}
    keys = {name: reference.table_keys[number] for name, number in by_name.items()}
    seen: set[str] = set()
    matched: set[int] = set()
    parts: dict[int, str] = {}
    for number, table in enumerate(story.tables):
        for name in table.anchors:
            key = keys.get(names.get(name, "")) or keys.get(names.get(_first_part(name, built), ""))
            if key is not None and name not in seen:
                seen.add(name)
                parts.setdefault(number, key)
                matched.add(by_name.get(names.get(name, ""), -1))
    present = set(names.values())
    free = [number for number in range(len(story.tables)) if number not in parts]
    for printed, key in reference.table_keys.items():
        further = printed - 1 in reference.table_keys and reference.table_keys[printed - 1] == key
        was_built = not present.isdisjoint(reference.story.tables[printed].anchors)
        if printed in matched or (key in parts.values() and not (further and was_built)):
            continue
        words = _keys(reference.story, reference.story.tables[printed])
        likes = {number: likeness(words, _keys(story, story.tables[number])) for number in free}
        best = max(free, key=lambda number: likes[number], default=None)
        if best is not None and likes[best] >= _LIKE:
            parts[best] = key
            free.remove(best)
    grouped: dict[str, list[int]] = {}
    for number in sorted(parts):
        grouped.setdefault(parts[number], []).append(number)
    return grouped


def _first_part(name: str, built: Mapping[str, Anchor]) -> str:
    """Return the name of the anchor of a table's first part for that of another part."""
    return anchor_name(without_repetition(built[name].key)) if name in built else ""


def paragraphs_of(tables: Sequence[FileTable], numbers: Collection[int]) -> set[int]:
    """Return the numbers of the paragraphs in tables."""
    return {
        paragraph
        for number in numbers
        for row in tables[number].rows
        for cell in row.cells
        for paragraph in range(cell.first, cell.end)
    }


class JoinedParts(Struct, frozen=True):
    """The parts of a table as one table with the headers of the first, and the headers of each other part."""

    whole: FileTable
    headers: tuple[FileTable, ...]


def joined_parts(parts: Sequence[FileTable], headers: int, story: Story) -> JoinedParts:
    """Return a table for its parts, of which each begins with so many rows of headers; one that has lost them has rows
    alone.
    """
    first = parts[0]
    words = _keys(story, FileTable(first.rows[:headers]))
    rows, repeated = list(first.rows), []
    for part in parts[1:]:
        head = FileTable(part.rows[:headers])
        has_headers = likeness(words, _keys(story, head)) >= _LIKE
        if has_headers:
            repeated.append(head)
        rows += part.rows[headers if has_headers else 0 :]
    return JoinedParts(FileTable(tuple(rows), first.anchors), tuple(repeated))


def headers_alone(table: TableNode) -> TableNode:
    """Return the headers of a table as a further part of it repeats them."""
    return replace(without_header_notes(with_units_in_headers(table)), rows=(), kinds=(), total=False)


def cells_as_printed(
    table: TableNode, printed: FileTable, story: Story, places: PassagePlaces
) -> tuple[list[list[CellWords]], int]:
    """Return the cells of a table as printed, with the looks that the file has, and the number of rows of headers."""

    def looks(row: int, number: int) -> list[tuple[str, Look]]:
        cells = printed.rows[row].cells if row < len(printed.rows) else ()
        if number >= len(cells):
            return []
        cell = cells[number]
        return [
            (piece.text, piece.look)
            for paragraph in story.paragraphs[cell.first : cell.end]
            for piece in paragraph.pieces
        ]

    return printed_cells(table, places, looks)


def received_grid(table: FileTable, story: Story) -> CellGrid:
    """Return the cells of a received table, without the rows that a tracked change deletes."""
    rows = tuple(tuple(_row(row.cells, story)) for row in table.rows if row.deleted is None)
    return CellGrid(rows, tuple(row.deleted for row in table.rows if row.deleted is not None))


def _row(cells: Sequence[FileCell], story: Story) -> Iterator[GridCell]:
    column = 0
    for cell in cells:
        paragraphs = story.paragraphs[cell.first : cell.end]
        revised = any(piece.inserted or piece.deleted for paragraph in paragraphs for piece in paragraph.pieces)
        rejected = tuple(token.key for token in story_tokens(paragraphs, "rejected")) if revised else None
        tokens = tuple(story_tokens(paragraphs, "edited"))
        yield GridCell(tokens, column, cell.across, cell.continued, rejected)
        column += cell.across


def _keys(story: Story, table: FileTable) -> list[str]:
    """Return the neutral forms of the words of a table's first rows."""
    cells = [cell for row in table.rows[:4] for cell in row.cells]
    return [token.key for cell in cells for token in story_tokens(story.paragraphs[cell.first : cell.end], "edited")]
