"""The tables of data of a brief: which of a received file are which of those printed now, and their cells."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from builder.round_trip.brief_reference import BriefReference
from builder.round_trip.cell_grid import CellGrid, GridCell
from builder.round_trip.edited_brief import story_tokens
from builder.round_trip.places import PassagePlaces
from builder.round_trip.story import FileCell, FileTable, Look, Story
from builder.round_trip.table_pull import CellWords, printed_cells
from builder.round_trip.tokens import likeness
from builder.tree.document import Document
from builder.tree.exhibits import TableNode, table_of
from builder.tree.prose import SmallTable
from builder.tree.walk import all_blocks, visit

__all__ = ["cells_as_printed", "match_tables", "paragraphs_of", "received_grid", "table_nodes"]

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


def match_tables(reference: BriefReference, story: Story, names: Mapping[str, str]) -> dict[int, int]:
    """Return for the tables of data as printed those of a file, by their numbers: by anchors, then by their words."""
    by_name = {
        name: number for number in reference.table_keys for name in reference.story.tables[number].anchors if name
    }
    pairs: dict[int, int] = {}
    for number, table in enumerate(story.tables):
        for name in table.anchors:
            printed = by_name.get(names.get(name, ""))
            if printed is not None and printed not in pairs:
                pairs[printed] = number
    free = [number for number in range(len(story.tables)) if number not in pairs.values()]
    for printed in reference.table_keys:
        if printed in pairs:
            continue
        keys = _keys(reference.story, reference.story.tables[printed])
        likes = {number: likeness(keys, _keys(story, story.tables[number])) for number in free}
        best = max(free, key=lambda number: likes[number], default=None)
        if best is not None and likes[best] >= _LIKE:
            pairs[printed] = best
            free.remove(best)
    return pairs


def paragraphs_of(tables: Sequence[FileTable], numbers: Collection[int]) -> set[int]:
    """Return the numbers of the paragraphs in tables."""
    return {
        paragraph
        for number in numbers
        for row in tables[number].rows
        for cell in row.cells
        for paragraph in range(cell.first, cell.end)
    }


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
