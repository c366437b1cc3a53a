"""Where the data of a table, a chart or a figure comes from."""

from __future__ import annotations

from decimal import Decimal
from pathlib import PurePosixPath
from typing import Annotated

from msgspec import Meta, field

from builder.content.model.values import Node

__all__ = ["MAX_LIMIT", "MAX_TIMEOUT", "DataCell", "DataSource", "QueryKeys"]

MAX_TIMEOUT = 3_600
MAX_LIMIT = 1_000_000


class QueryKeys(Node, frozen=True, kw_only=True):
    """The keys of data from a database. Builds read the snapshot of the query's result, and no database."""

    query: Annotated[str | None, Meta(description="A file with one SELECT (.sql) in the publication's folder.")] = None
    connection: Annotated[
        str | None, Meta(description="The environment variable with the database's address: BUDGET_DB.")
    ] = None
    snapshot: Annotated[
        str | None, Meta(description="The CSV file that keeps the result. By default that of the query's name.")
    ] = None
    timeout: Annotated[int, Meta(description="The longest time of the query in seconds.")] = 30
    limit: Annotated[int, Meta(description="The most rows that the query may return.")] = 10_000

    @property
    def snapshot_file(self) -> str:
        """The name of the snapshot."""
        return self.snapshot or PurePosixPath(self.query or "").with_suffix(".csv").as_posix()


class DataSource(QueryKeys, frozen=True, kw_only=True):
    """A data file, and the part of it that is read; or a query. In YAML the file's name, or a mapping."""

    file: Annotated[
        str | None,
        Meta(description="A CSV file (UTF-8), a workbook (.xlsx) or a Parquet file in the publication's folder."),
    ] = None
    table: Annotated[str | None, Meta(description="The workbook's table, by its name in Excel.")] = None
    sheet: Annotated[str | None, Meta(description="The workbook's sheet.")] = None
    range: Annotated[
        str | None, Meta(description="The cells of the sheet, header included: B3:F20. By default all.")
    ] = None
    name: Annotated[str | None, Meta(description="The workbook's defined name for the cells, header included.")] = None


class DataCell(QueryKeys, frozen=True, kw_only=True):
    """One cell of a workbook, a data file or the result of a query, as the value of a figure."""

    from_: Annotated[
        str | None, Meta(description="A workbook (.xlsx), CSV or Parquet file in the publication's folder.")
    ] = None
    cell: Annotated[str | None, Meta(description="The workbook's cell, with its sheet: Budget!B4.")] = None
    name: Annotated[str | None, Meta(description="The workbook's defined name for the cell.")] = None
    column: Annotated[str | None, Meta(description="The column of a data file or query, by its header.")] = None
    scale: Annotated[
        Decimal | None, Meta(description="What the number is multiplied by: 1_000_000 where the file is in millions.")
    ] = None
    row: Annotated[
        dict[str, str],
        Meta(description="The row, by its values in other columns: {year: 2024}. Not needed if there is one row."),
    ] = field(default_factory=dict)
