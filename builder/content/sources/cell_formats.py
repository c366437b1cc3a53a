"""The number formats of cells, in place of the format that a column or chart does not have.

A percentage, a currency and the number of decimals are taken from the cells; what contradicts the author's own format
is an error.
"""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from builder.content.context import LoadContext
from builder.content.decoding_result import INVALID
from builder.content.local_numbers import currencies_of
from builder.content.model.exhibits import ValueFormat
from builder.content.model.values import Node
from builder.content.sources.number_formats import NumberFormat
from builder.content.sources.typed_values import CellFormats
from builder.source import Span

__all__ = ["format_of_cells", "format_of_series"]

_ALIKE = "give the cells one number format"


def format_of_cells(
    own: ValueFormat | None, cells: CellFormats, name: str, owner: Node, scaled: bool, context: LoadContext
) -> Any:
    """Return the format of a column with what its cells say, None if they say nothing; INVALID after reporting a
    contradiction.

    `own` is the author's format, `owner` the column or chart, `name` the column's name in the file; numbers that are
    `scaled` have other decimals.
    """
    percents = [format_ for format_ in cells if format_.kind == "percent"]
    amounts = [format_ for format_ in cells if format_.kind == "amount"]
    if percents:
        if len(percents) < len(cells):
            other = next(format_ for format_ in cells if format_.kind != "percent")
            message = f"`{name}` has percentages, as at {cells[percents[0]]}, and other numbers"
            context.problem("value", message, cells[other], _ALIKE)
            return INVALID
        if own is not None and (own.currency or own.unit):
            context.problem("value", f"`{name}` has percentages, its format says otherwise", cells[percents[0]], _ALIKE)
            return INVALID
        return _with(own, owner, cells, scaled, percent=True)
    if amounts:
        return _with_currency(own, amounts, cells, name, owner, scaled, context)
    return _with(own, owner, cells, scaled) if cells else own


def _with_currency(
    own: ValueFormat | None,
    amounts: list[NumberFormat],
    cells: CellFormats,
    name: str,
    owner: Node,
    scaled: bool,
    context: LoadContext,
) -> Any:
    """Return the format of a column whose cells show a currency."""
    if own is not None and own.percent:
        context.problem("value", f"`{name}` has amounts, its format is `percent: true`", cells[amounts[0]], _ALIKE)
        return INVALID
    if own is not None and own.currency:
        for format_ in amounts:
            if own.currency not in ((format_.currency,) if format_.currency else currencies_of(format_.sign)):
                message = f"`{name}` has amounts in {format_.currency or format_.sign}, its format is in {own.currency}"
                context.problem("value", message, cells[format_], "write the currency of the cells")
                return INVALID
        return own
    if own is not None and own.of_numbers:
        return own
    if len({format_.currency or format_.sign for format_ in amounts}) > 1:
        message = f"`{name}` has amounts in several currencies"
        context.problem("value", message, cells[amounts[1]], "use a column for each currency")
        return INVALID
    currency, sign = amounts[0].currency, amounts[0].sign
    if not currency:
        known = currencies_of(sign)
        several = "of several currencies" if known else "of an unknown currency"
        code = known[0] if known else "EUR"
        hint = f"add `format: {{currency: {code}}}`, or `format: {{decimals: 2}}` for plain numbers"
        context.problem("value", f"`{name}` has amounts with the sign `{sign}`, {several}", cells[amounts[0]], hint)
        return INVALID
    return _with(own, owner, cells, scaled, currency=currency)


def _with(own: ValueFormat | None, owner: Node, cells: CellFormats, scaled: bool, **kind: Any) -> ValueFormat | None:
    """Return a format with a kind and, if the author wrote none, the decimals that all cells share."""
    if own is not None:
        return replace(own, **kind) if not own.of_numbers and not own.date else own
    shared = {format_.decimals for format_ in cells}
    decimals = shared.pop() if len(shared) == 1 and not scaled else None
    if decimals is None and not kind:
        return None
    return ValueFormat(span=owner.span, key=f"{owner.key}.format", decimals=decimals, **kind)


def format_of_series(formats: list[ValueFormat | None], span: Span, context: LoadContext) -> Any:
    """Return the format that the cells of all series of a chart share; INVALID after reporting different ones."""
    kinds = {(format_.percent, format_.currency) if format_ is not None else (False, None) for format_ in formats}
    if len(kinds) > 1:
        context.problem("value", "the series are of different kinds", span, "use a chart for each kind")
        return INVALID
    first = formats[0] if formats else None
    if first is None or (
        len({format_.decimals for format_ in formats if format_ is not None}) == 1 and None not in formats
    ):
        return first
    return replace(first, decimals=None) if first.percent or first.currency else None
