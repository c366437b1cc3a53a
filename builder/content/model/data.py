"""Where the data of a table, a chart or a figure comes from."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from builder.content.model.values import Node

__all__ = ["DataCell", "DataSource"]


class DataSource(Node, frozen=True, kw_only=True):
    """A data file, and the part of it that is read. In YAML the file's name, or a mapping."""

    file: Annotated[
        str, Meta(description="A CSV file (UTF-8), a workbook (.xlsx) or a Parquet file in the publication's folder.")
    ]
    table: Annotated[str | None, Meta(description="The workbook's table, by its name in Excel.")] = None
    sheet: Annotated[str | None, Meta(description="The workbook's sheet.")] = None
    range: Annotated[
        str | None, Meta(description="The cells of the sheet, header included: B3:F20. By default all.")
    ] = None
    name: Annotated[str | None, Meta(description="The workbook's defined name for the cells, header included.")] = None


class DataCell(Node, frozen=True, kw_only=True):
    """One cell of a workbook, as the value of a figure."""

    from_: Annotated[str, Meta(description="A workbook (.xlsx) in the publication's folder.")]
    cell: Annotated[str | None, Meta(description="The cell, with its sheet: Budget!B4.")] = None
    name: Annotated[str | None, Meta(description="The workbook's defined name for the cell.")] = None
