"""Columns of a data file as cells of a table, categories and values of a chart."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from builder.content import scalar_forms
from builder.content.context import LoadContext
from builder.content.csvdata import Data, Field, parse_csv
from builder.content.decoding_result import INVALID
from builder.content.files import MAX_DATA, FileProblem, decode, read_inside
from builder.content.markup import Markup, Para, Str
from builder.content.model.exhibits import CellDate, CellEmpty, CellNumber, Column
from builder.content.model.values import PartialDate, Text
from builder.content.suggestions import did_you_mean
from builder.content.yaml_values import SourceText
from builder.language import fallbacks
from builder.source import Span

__all__ = ["Fields", "cells", "fields_of", "numbers", "open_data", "texts_or_dates"]

Fields = list[tuple[str, int]]
"""Positions of a column's fields in a row: one under the tag "", or one for each language."""


def open_data(name: str, span: Span, context: LoadContext) -> Data | None:
    """Open the data file that a table or a chart names. Return None after reporting a problem."""
    try:
        blob = read_inside(context.folder, name, MAX_DATA)
    except FileProblem as problem:
        context.problem(problem.code, problem.message, span, problem.hint)
        return None
    folder = context.file.rpartition("/")[0]
    text, problems = decode(blob, f"{folder}/{name}" if folder else name)
    if problems:
        context.problems.extend(problems)
        return None
    return parse_csv(SourceText(f"{folder}/{name}" if folder else name, text), context.problems)


def fields_of(key: str, data: Data, span: Span, context: LoadContext) -> Fields | None:
    """Return the field that a key names, or those of its languages: `site`, or `site.fr` and `site.en`."""
    names = data.names
    if key in names:
        return [("", names.index(key))]
    found = [(tag, names.index(f"{key}.{tag}")) for tag in _tags(context) if f"{key}.{tag}" in names]
    if not found:
        near = did_you_mean(key, names)
        hint = "" if near else f"its columns are {', '.join(names)}"
        context.problem("data", f"`{data.file}` has no column `{key}`{near}", span, hint)
        return None
    missing = context.missing(tuple(tag for tag, _ in found))
    if missing:
        shown = ", ".join(f"`{key}.{tag}`" for tag in missing)
        context.problem("missing-language", f"`{data.file}` has no column {shown}", span)
        return None
    return found


def _tags(context: LoadContext) -> list[str]:
    return list(dict.fromkeys(tag for language in context.languages for tag in fallbacks(language)))


def cells(fields: Fields, data: Data, column: Column, context: LoadContext) -> Callable[[list[Field], str], Any]:
    """Return a function that makes a row's cell for a column."""
    style = column.format
    dates = style is not None and style.date
    numeric = (
        style is not None
        and not dates
        and (style.percent or any((style.currency, style.unit)) or style.decimals is not None)
    )
    file, comma = data.file, data.decimal_comma
    if len(fields) > 1:
        return lambda row, key: _text([(tag, row[index]) for tag, index in fields], key, data)
    index = fields[0][1]

    def cell(row: list[Field], key: str) -> Any:
        field = row[index]
        written = field[0].strip()
        span = Span(file, field[1], field[2])
        if not written:
            return CellEmpty(span=span, key=key)
        try:
            if dates:
                return CellDate(span=span, key=key, value=scalar_forms.date(written))
            if numeric or _is_number(written, comma):
                return CellNumber(span=span, key=key, value=_number(written, comma))
        except scalar_forms.FormError as error:
            context.problem("value", error.message, span, error.hint)
            return INVALID
        return _text([("", field)], key, data)

    return cell


def _is_number(written: str, comma: bool) -> bool:
    return written[0] in "+-0123456789" and scalar_forms.is_number(written.replace(",", ".", 1) if comma else written)


def _number(written: str, comma: bool) -> Decimal:
    try:
        return scalar_forms.decimal(written.replace(",", ".", 1) if comma and "." not in written else written)
    except scalar_forms.FormError:
        return scalar_forms.decimal(written)


def _text(fields: list[tuple[str, Field]], key: str, data: Data) -> Text:
    """Return words as in the data file: data has no mark-up."""
    entries: dict[str, Markup] = {}
    for tag, field in fields:
        written = field[0]
        scalar = data.scalar(field)
        words = " ".join(written.split("\n")).strip()
        span = scalar.place(len(written) - len(written.lstrip()))
        entries[tag] = Markup(written, data.span(field), (Para((Str(words, span),) if words else (), span),), scalar)
    return Text(span=next(iter(entries.values())).span, key=key, entries=entries)


def texts_or_dates(fields: Fields, data: Data, key: str, context: LoadContext) -> tuple[Text | PartialDate, ...]:
    """Return the categories of a chart: years and other dates, or words."""
    found: list[Text | PartialDate] = []
    for number, row in enumerate(data.rows):
        written = row[fields[0][1]][0].strip()
        if not written:
            context.problem("data", "this category is empty", data.span(row[fields[0][1]]))
        elif len(fields) == 1 and scalar_forms.is_date(written):
            date = context.convert(scalar_forms.date, written, data.span(row[fields[0][1]]))
            if date is not None:
                found.append(date)
        else:
            found.append(_text([(tag, row[index]) for tag, index in fields], f"{key}.{number}", data))
    return tuple(found)


def numbers(index: int, data: Data, context: LoadContext) -> tuple[Decimal | None, ...]:
    """Return the values of a series; an empty field is None."""
    found: list[Decimal | None] = []
    for row in data.rows:
        written = row[index][0].strip()
        try:
            found.append(_number(written, data.decimal_comma) if written else None)
        except scalar_forms.FormError as error:
            context.problem("value", error.message, data.span(row[index]), error.hint)
    return tuple(found)
