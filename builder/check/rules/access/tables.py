"""Tables that can be read cell by cell: with a caption, headers in words and row names."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.content.model.blocks import TableBlock
from builder.content.model.exhibits import CellEmpty, Table

__all__ = ["RULES"]


def _tables(context: CheckContext) -> Iterator[Table]:
    return (block.table for block in context.publication.all_blocks if isinstance(block, TableBlock))


def missing_caption(context: CheckContext) -> Iterator[Finding]:
    """Find tables without a caption."""
    for table in _tables(context):
        if table.caption is None:
            yield Finding("this table has no caption", table.span, "add `caption`")


def wordless_header(context: CheckContext) -> Iterator[Finding]:
    """Find headers without a letter or a digit."""
    for table in _tables(context):
        headers = [column.header for column in table.columns] + [group.header for group in table.header_groups]
        for header in headers:
            for markup in header.entries.values():
                words = "".join(piece.text for piece in context.pieces(markup))
                if not any(char.isalnum() or char == "\ufffc" or char in "%€$£¥№" for char in words):
                    yield Finding("this header has no words", markup.place(0), "name the content of the column")


def nameless_row(context: CheckContext) -> Iterator[Finding]:
    """Find rows whose first cell is empty in tables whose first column names the rows."""
    for table in _tables(context):
        computed = {index for index, mark in enumerate(table.marks) if mark.computed}
        rows = [row for index, row in enumerate(table.rows) if index not in computed]
        empty = [row[0] for row in rows if row and isinstance(row[0], CellEmpty)]
        if len(empty) < len(rows):
            for cell in empty:
                yield Finding("this row has no name: its first cell is empty", cell.span, "name the row")


RULES: tuple[Rule, ...] = (
    Rule(
        code="ACC013",
        name="table-without-caption",
        severity="info",
        summary="A table has no caption.",
        find=missing_caption,
        bad="- table: {columns: …, rows: …}",
        good="- table:\n    caption: {fr: Recettes par source, en: Revenue by source}\n    columns: …",
    ),
    Rule(
        code="ACC014",
        name="wordless-header",
        severity="warning",
        summary="The header of a column has no words.",
        find=wordless_header,
        bad="columns: [{header: '–'}, {header: {fr: Montant, en: Amount}}]",
        good="columns: [{header: {fr: Poste, en: Item}}, {header: {fr: Montant, en: Amount}}]",
    ),
    Rule(
        code="ACC015",
        name="nameless-row",
        severity="info",
        summary="The first cell of a row is empty.",
        find=nameless_row,
        bad="rows:\n  - [Lyon, 12]\n  - [null, 14]",
        good="rows:\n  - [Lyon, 12]\n  - [Nice, 14]",
    ),
)
