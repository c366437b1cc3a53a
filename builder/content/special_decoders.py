"""Values that authors may write in several ways: a point or a column as a mere text, a cell of any kind."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msgspec import Struct

from builder.content import leaf_decoders, scalar_forms
from builder.content.context import LoadContext
from builder.content.decoders import Decoders, unknown_key
from builder.content.decoding_result import INVALID, Decode
from builder.content.local_numbers import scaled
from builder.content.localised import decode_text, empty_text, entries_of
from builder.content.missing_values import suggested, without_symbol
from builder.content.model.blocks import Highlight, Point
from builder.content.model.exhibits import (
    CellDate,
    CellEmpty,
    CellFigure,
    CellMissing,
    CellNumber,
    CellTerritory,
    Column,
)
from builder.content.model.values import PartialDate
from builder.content.syntax import FIGURE, is_id
from builder.content.typed_numbers import split_at_groups, typed_number
from builder.content.yaml_values import Mapping, Scalar, Sequence, Value

__all__ = [
    "CellColumn",
    "are_numbers",
    "as_is",
    "axis_end",
    "category",
    "cell",
    "column",
    "event_date",
    "highlight",
    "languages",
    "picture_alt",
    "point",
    "series_values",
    "source_address",
]


def as_is(value: Value, key: str, context: LoadContext) -> Value:
    """Return the value unchanged, for a later check."""
    return value


def languages(value: Value, key: str, context: LoadContext) -> Any:
    """Return the declared languages: tags, the first of them the source's."""
    hint = "write [fr, en], the source language first"
    if type(value) is not Sequence:
        context.mismatch(value, key, "a list", hint)
        return INVALID
    if not value.items:
        context.problem("wrong-type", "`languages` is empty", value.span, hint)
        return INVALID
    tags: list[str] = []
    wrong = False
    for item in value.items:
        tag = leaf_decoders.scalar_of(str, frozenset(), "language")(item, key, context)
        if tag is INVALID:
            wrong = True
            continue
        if tag in tags:
            context.problem("duplicate-key", f"duplicate language `{tag}`", item.span, "keep one")
        tags.append(tag)
    return INVALID if wrong else tuple(tags)


def point(decoders: Decoders) -> Decode:
    """Return a point: a text, or a mapping."""
    whole = decoders.whole(Point)

    def decode(value: Value, key: str, context: LoadContext) -> Any:
        if not _has_key(value, ("text", "term", "points")):
            text = decode_text(value, key, context, "inline")
            return INVALID if text is None else Point(span=value.span, key=key, text=text)
        item = whole(value, key, context)
        if item is not INVALID and item.text is None and item.term is None:
            context.problem("missing-key", "a point needs `text` or `term`", value.span)
        return item

    return decode


def column(decoders: Decoders) -> Decode:
    """Return a column: its header, or a mapping."""
    whole = decoders.whole(Column)

    def decode(value: Value, key: str, context: LoadContext) -> Any:
        if not _has_key(value, ("header", "key", "align", "width", "format", "compute")):
            text = decode_text(value, f"{key}.header", context, "inline")
            return INVALID if text is None else Column(span=value.span, key=key, header=text)
        return whole(value, key, context)

    return decode


def highlight(decoders: Decoders) -> Decode:
    """Return a highlight: a figure's id, or a mapping."""
    whole = decoders.whole(Highlight)

    def decode(value: Value, key: str, context: LoadContext) -> Any:
        if type(value) is not Scalar:
            return whole(value, key, context)
        name = _figure_id(value, context)
        return INVALID if name is None else Highlight(span=value.span, key=key, figure=name)

    return decode


def _has_key(value: Value, keys: tuple[str, ...]) -> bool:
    return type(value) is Mapping and any(name.value in keys for name, _ in value.pairs)


def _figure_id(value: Scalar, context: LoadContext) -> str | None:
    name = context.convert(scalar_forms.reference, value.value, value.span)
    if name is not None:
        context.check_figure(name, value.span)
    return name


_LONE_MARKS = frozenset("-*+#>")
"""Marks of a list, a heading or a quotation, which people type in cells without a value."""


class CellColumn(Struct, frozen=True):
    """What the cells of a column are read as: dates, symbols of missing values, numbers to multiply."""

    dates: bool = False
    symbols: frozenset[str] = frozenset()
    scale: Decimal | None = None


def are_numbers(values: list[Value], symbols: frozenset[str]) -> bool:
    """Return True if some of the values are numbers or figures, and all others are symbols or empty."""
    numbers = 0
    for value in values:
        if type(value) is not Scalar:
            if not (isinstance(value, Mapping) and value.get("figure")):
                return False
            numbers += 1
        elif not value.is_null and (text := value.value.strip()) not in symbols:
            text, _ = without_symbol(text, symbols)
            if not scalar_forms.is_number(text) and FIGURE.fullmatch(text) is None:
                return False
            numbers += 1
    return numbers > 0


def cell(value: Value, key: str, context: LoadContext, column: CellColumn) -> Any:
    """Return a cell of a table; in a column of dates, a date."""
    if type(value) is Scalar:
        return _scalar_cell(value, key, context, column)
    reference = _reference_cell(value, key, context)
    if reference is not None:
        return reference
    text = decode_text(value, key, context, "inline")
    return INVALID if text is None else text


def _scalar_cell(value: Scalar, key: str, context: LoadContext, column: CellColumn) -> Any:
    written = value.value
    if column.symbols and (marked := _cell_with_symbol(value, key, context, column)) is not None:
        return marked
    if not value.style:
        if value.is_null:
            return CellEmpty(span=value.span, key=key)
        if column.dates and scalar_forms.is_date(written):
            return _date_cell(value, key, context)
        if written[0] in "+-0123456789" and scalar_forms.is_number(written):
            return _number_cell(written, "", value, key, context, column)
        if written[0] in "+-−–0123456789" and (local := typed_number(written)) and written[-1].isdecimal():
            context.problem("value", local.message, value.span, f"{local.hint}, or quote it as text")
            return INVALID
    elif column.dates and scalar_forms.is_date(written):
        return _date_cell(value, key, context)
    if written[:1] == "{" and (match := FIGURE.fullmatch(written)):
        context.check_figure(match[1], value.span)
        return CellFigure(span=value.span, key=key, figure=match[1], style=match[2])
    if written.strip() in _LONE_MARKS:
        symbol = written.strip()
        message = f"`{symbol}` alone is a mark of Markdown, not a text"
        hint = f"write null, or \\{symbol} for the sign itself; for a symbol among numbers, add {suggested((symbol,))}"
        context.problem("value", message, value.span, hint)
        return INVALID
    text = decode_text(value, key, context, "inline")
    return INVALID if text is None else text


def _cell_with_symbol(value: Scalar, key: str, context: LoadContext, column: CellColumn) -> Any:
    """Return a missing value, or a number with a symbol after it; None for any other cell."""
    written = "" if value.is_null else value.value.strip()
    if written in column.symbols:
        return CellMissing(span=value.span, key=key, symbol=written)
    number, symbol = without_symbol(written, column.symbols)
    if not symbol or not scalar_forms.is_number(number):
        return None
    return _number_cell(number, symbol, value, key, context, column)


def _number_cell(written: str, symbol: str, value: Scalar, key: str, context: LoadContext, column: CellColumn) -> Any:
    number = context.convert(scalar_forms.decimal, written, value.span)
    if number is None:
        return INVALID
    if column.scale is not None:
        number = scaled(number, column.scale)
    return CellNumber(span=value.span, key=key, value=number, symbol=symbol)


def _date_cell(value: Scalar, key: str, context: LoadContext) -> Any:
    date = context.convert(scalar_forms.date, value.value, value.span)
    return INVALID if date is None else CellDate(span=value.span, key=key, value=date)


def _reference_cell(value: Value, key: str, context: LoadContext) -> Any:
    """Read `{figure: id, style: …}` or `{territory: FR}`; None if the value is neither."""
    if type(value) is not Mapping:
        return None
    parts = {name.value: inner for name, inner in value.pairs}
    for kind, known in (("figure", ("figure", "style")), ("territory", ("territory",))):
        if kind not in parts:
            continue
        for name, _ in value.pairs:
            if name.value not in known:
                unknown_key(name, dict.fromkeys(known), context)
        inner = parts[kind]
        if type(inner) is not Scalar or inner.is_null:
            context.mismatch(inner, kind, "a figure id" if kind == "figure" else "a country code")
            return INVALID
        if kind == "territory":
            return _territory(inner, value, key, context)
        figure = _figure_id(inner, context)
        style = parts.get("style")
        written = style.value if isinstance(style, Scalar) and not style.is_null else None
        return INVALID if figure is None else CellFigure(span=value.span, key=key, figure=figure, style=written)
    return None


def _territory(inner: Scalar, value: Value, key: str, context: LoadContext) -> Any:
    territory = context.convert(scalar_forms.territory, inner.value, inner.span)
    return INVALID if territory is None else CellTerritory(span=value.span, key=key, territory=territory)


def category(value: Value, key: str, context: LoadContext) -> Any:
    """Return a category of a chart: a year or another date, a territory, a figure, a text of words."""
    if type(value) is Scalar and not value.style and scalar_forms.is_date(value.value):
        return _date(value, context)
    return _dated(value, key, context, "plain")


def event_date(value: Value, key: str, context: LoadContext) -> Any:
    """Return the date of an event: a date, a figure, a text."""
    if type(value) is Scalar and scalar_forms.is_date(value.value):
        return _date(value, context)
    return _dated(value, key, context, "inline")


def _date(value: Scalar, context: LoadContext) -> PartialDate | Any:
    date = context.convert(scalar_forms.date, value.value, value.span)
    return INVALID if date is None else date


def _dated(value: Value, key: str, context: LoadContext, kind: Any) -> Any:
    if type(value) is Scalar and (match := FIGURE.fullmatch(value.value)):
        context.check_figure(match[1], value.span)
        return CellFigure(span=value.span, key=key, figure=match[1], style=match[2])
    reference = _reference_cell(value, key, context)
    if reference is not None:
        return reference
    text = decode_text(value, key, context, kind)
    return INVALID if text is None else text


def source_address(value: Value, key: str, context: LoadContext) -> Any:
    """Return the addresses of a source, by language tag."""
    addresses: dict[str, str] = {}
    for tag, scalar in entries_of(value, key, context):
        if scalar.is_null or not scalar.value.strip():
            context.mismatch(scalar, key, "a web address")
            continue
        address = context.convert(scalar_forms.url, scalar.value.strip(), scalar.span)
        if address is not None:
            addresses[tag] = address
    return addresses if addresses or type(value) is Mapping else INVALID


def series_values(value: Value, key: str, context: LoadContext) -> Any:
    """Return the values of a series, or of the horizontal axis of a scatter chart."""
    numbers = split_at_groups(value.items) if type(value) is Sequence and value.flow else []
    for number in numbers:
        context.typed_number(number)
    return INVALID if numbers else leaf_decoders.list_of(_series_value)(value, key, context)


def _series_value(value: Value, key: str, context: LoadContext) -> Any:
    """Return a value of a series: a number, a month or a day, the id of a figure, or None."""
    if type(value) is not Scalar:
        context.mismatch(value, key, "a number or a figure id")
        return INVALID
    written = value.value
    if value.is_null or written.strip() in context.symbols:
        return None
    if "-" in written and scalar_forms.is_date(written):
        return _date(value, context)
    if written[:1].isdigit() or written[:1] in "+-." or not written.strip():
        number = context.convert(scalar_forms.decimal, written, value.span)
        return INVALID if number is None else number
    if not is_id(written) and not FIGURE.fullmatch(written):
        hint = "write a number, or the id of a figure; names of points or categories go into `categories`"
        context.problem("value", f"`{written[:60]}` is not a number", value.span, hint)
        return INVALID
    name = context.convert(scalar_forms.reference, written, value.span)
    if name is None:
        return INVALID
    context.check_figure(name, value.span, "write a number, or add it to `figures`")
    sketch = context.figures.get(name)
    if sketch is not None and (sketch.ranged or sketch.kind == "territory"):
        kind = "a range" if sketch.ranged else "a territory"
        context.problem("value", f"figure `{name}` is {kind}; a chart needs a single number", value.span)
        return INVALID
    return name


def axis_end(value: Value, key: str, context: LoadContext) -> Any:
    """Return an end of an axis: a number, a month or a day."""
    if type(value) is Scalar and "-" in value.value and scalar_forms.is_date(value.value):
        return _date(value, context)
    return leaf_decoders.scalar_of(Decimal, frozenset(), "from")(value, key, context)


def picture_alt(value: Value, key: str, context: LoadContext) -> Any:
    """Return the alternative text of a picture; '' marks it as decorative."""
    if type(value) is Scalar and value.style and not value.value.strip():
        return empty_text(key, value)
    text = decode_text(value, key, context, "plain", may_be_empty=True)
    return INVALID if text is None else text
