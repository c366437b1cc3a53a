"""A difference and a growth of the same two numbers whose signs contradict one another.

`growth: [from, to]` names the earlier number first, `difference: [a, b]` is a minus b: who writes both in one order
gets a fall beside a rise.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.rules.figures.table_cells import tables
from builder.content.markup import FigureRef
from builder.content.model.blocks import Highlight
from builder.content.model.exhibits import CellFigure, CellNumber, ChartValues, Column, Table
from builder.content.model.figures import Figure, FigureNumberBase
from builder.content.text import inlines_of
from builder.resolve.figures import figure_text, figure_value
from builder.resolve.numbers import formatter
from builder.source import Span

__all__ = ["RULES"]

_ABSOLUTE = "absolute"


def figures_of_opposite_signs(context: CheckContext) -> Iterator[Finding]:
    """Find differences of figures that are printed with another sign than the growth of the same two. A rise that
    prints as a fall is a warning; a fall that prints as a positive number may be meant: "spending fell by 3 million".
    """
    growths: dict[tuple[str, ...], Figure] = {}
    differences: list[tuple[tuple[str, ...], Figure]] = []
    for figure in context.publication.figures.values():
        derived = figure.derived if isinstance(figure, FigureNumberBase) else None
        if derived is not None and derived.operation == "growth":
            growths.setdefault(derived.operands, figure)
        elif derived is not None and derived.operation == "difference":
            differences.append((derived.operands, figure))
    pairs = [(operands, figure, growths[operands]) for operands, figure in differences if operands in growths]
    if not pairs:
        return
    signed = context.once(_printed_with_sign)
    for (first, second), figure, growth in pairs:
        own, other = figure_value(figure), figure_value(growth)
        if own is None or other is None or own * other >= 0 or figure.id not in signed:
            continue
        words = [figure_text(value, formatter(context.source_tag), "compact") for value in (figure, growth)]
        message = (
            f"`{figure.id}` is `{first}` minus `{second}`, {words[0]}, "
            f"but `{growth.id}` from `{first}` to `{second}` is {words[1]}"
        )
        hint = f"write `difference: [{second}, {first}]`, or {{{figure.id}:{_ABSOLUTE}}} where its sign says nothing"
        yield Finding(message, figure.span, hint, severity="info" if own > 0 else None)


def _printed_with_sign(context: CheckContext) -> set[str]:
    """Return the figures that are printed somewhere with their sign."""
    signed: set[str] = set()
    _gather(context.publication, signed)
    for text in context.texts:
        for markup in text.entries.values():
            if "{" in markup.source:
                references = (inline for inline in inlines_of(markup.blocks) if isinstance(inline, FigureRef))
                signed |= {reference.figure for reference in references if reference.style != _ABSOLUTE}
    return signed


def _gather(node: object, signed: set[str]) -> None:
    if isinstance(node, tuple):
        for child in node:
            _gather(child, signed)
    elif isinstance(node, Struct) and not isinstance(node, Span):
        if isinstance(node, CellFigure | Highlight) and node.style != _ABSOLUTE:
            signed.add(node.figure)
        elif isinstance(node, ChartValues):
            signed.update(value for value in node.values if isinstance(value, str))
        for name in node.__struct_fields__:
            if name not in ("values", "computed_from", "entries"):
                _gather(getattr(node, name), signed)


def columns_of_opposite_signs(context: CheckContext) -> Iterator[Finding]:
    """Find computed columns of differences that fall in rows in which the growth of the same two columns rises."""
    for table in tables(context):
        growths = {_operands(column): index for index, column in enumerate(table.columns) if _is(column, "growth")}
        for index, column in enumerate(table.columns):
            other = growths.get(_operands(column)) if _is(column, "difference") else None
            if other is not None and column.compute is not None:
                yield from _contradicted(table, index, other, column.compute.span)


def _contradicted(table: Table, difference: int, growth: int, span: Span) -> Iterator[Finding]:
    """Report a column of differences by the first row that contradicts its growth."""
    first, second = _operands(table.columns[difference])
    for row in table.rows:
        own, other = row[difference], row[growth]
        if isinstance(own, CellNumber) and isinstance(other, CellNumber) and own.value < 0 < other.value:
            message = (
                f"this column is `{first}` minus `{second}`, {_short(own.value)} in a row "
                f"where the growth from `{first}` to `{second}` is {_short(other.value)} %"
            )
            yield Finding(message, span, f"write `difference: [{second}, {first}]`")
            return


def _is(column: Column, operation: str) -> bool:
    return column.compute is not None and column.compute.operation == operation


def _operands(column: Column) -> tuple[str, ...]:
    return tuple(operand.name for operand in column.compute.operands) if column.compute is not None else ()


def _short(number: Decimal) -> str:
    return f"{number:.1f}".removesuffix(".0")


RULES: tuple[Rule, ...] = (
    Rule(
        code="FIG020",
        name="opposite-signs",
        severity="warning",
        summary="A difference and a growth of the same two numbers have opposite signs.",
        find=lambda context: (*figures_of_opposite_signs(context), *columns_of_opposite_signs(context)),
        bad="figures:\n  rise: {difference: [before, now]}\n  growth: {growth: [before, now]}",
        good="figures:\n  rise: {difference: [now, before]}\n  growth: {growth: [before, now]}",
    ),
)
