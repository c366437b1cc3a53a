"""Values of files that store numbers and dates as such, unlike CSV."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from builder.content.model.values import PartialDate
from builder.content.sources.number_formats import NumberFormat
from builder.source import Span

__all__ = ["CellFormats", "Native", "ValueFault"]

Native = Decimal | PartialDate
"""A number or a date that a file stores as such."""

CellFormats = dict[NumberFormat, Span]
"""The number formats of a column's cells, with the first cell of each."""


class ValueFault(Struct, frozen=True):
    """Why a cell cannot be used, and the fix."""

    message: str
    hint: str = ""
