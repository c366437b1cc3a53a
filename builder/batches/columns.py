"""The columns of rows: what each header sets in the publication, and the values of its cells, all checked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, Literal

from msgspec import Struct

from builder.content import scalar_forms
from builder.content.csvdata import Data
from builder.content.local_numbers import ANY_SIGNS, currencies_of, read_number
from builder.content.model.figures import (
    AmountFigure,
    DateFigure,
    DerivedFigureBase,
    PercentFigure,
    TerritoryFigure,
    WrittenFigure,
)
from builder.content.model.publication import Publication
from builder.content.model.values import PartialDate
from builder.content.named_texts import MAX_LENGTH
from builder.content.number_columns import DataColumn, decimal_mark
from builder.content.suggestions import did_you_mean
from builder.content.variants import VALUE_KEYS, Variants
from builder.diagnostics import Diagnostic
from builder.language import fallbacks, is_language_tag, normalise_tag
from builder.source import Span

__all__ = ["RowColumn", "Value", "find_columns", "read_column"]

Value = Decimal | PartialDate | str | None
"""A number, a date, words or a territory's code; None for a missing value of a figure."""

_OWN: Final = ("title", "subtitle")
"""The publication's own texts that a column may set."""
_EXPECTED: Final = {AmountFigure: "an amount", PercentFigure: "a percentage", DateFigure: "a date"}


class RowColumn(Struct, frozen=True):
    """A column that is used: its position and header, what it sets, and for words the language ("" for all).

    `pattern` columns set nothing: only the names of folders use them.
    """

    index: int
    header: str
    sets: Literal["figure", "text", "own", "pattern"]
    name: str
    tag: str = ""


def find_columns(
    data: Data, variants: Variants, pattern: Collection[str], languages: Collection[str], problems: list[Diagnostic]
) -> list[RowColumn]:
    """Return the columns of the rows that are used; what is wrong with the others is added to `problems`.

    `pattern` are the columns that the names of folders use, `languages` those in which texts must have words.
    """
    finder = _Finder(data, variants, pattern)
    columns = [
        column
        for index, field in enumerate(data.header)
        if not field[0].startswith("_") and (column := finder.column(index, field[0], data.span(field))) is not None
    ]
    problems += finder.problems
    for name in pattern:
        if name not in data.names:
            near = did_you_mean(name, data.names)
            message = f"`-o` names the column `{name}`, and there is none{near}"
            problems.append(
                Diagnostic("data", message, Span(data.file), "" if near else f"its columns are {data.listed}")
            )
    problems += _incomplete(columns, languages, data)
    return columns


class _Finder:
    """Finds out what headers mean."""

    def __init__(self, data: Data, variants: Variants, pattern: Collection[str]):
        self._data = data
        self._publication: Publication = variants.publication
        self._written = variants.written_figures
        self._pattern = pattern
        self.problems: list[Diagnostic] = []

    def column(self, index: int, header: str, span: Span) -> RowColumn | None:
        """Return the column with a header, or None after reporting a problem."""
        figure = self._written.get(header)
        base, tag = self._split(header)
        if figure is not None and base in self._publication.texts and not tag:
            message = f"`{header}` is a figure and a named text"
            self.problems.append(Diagnostic("data", message, span, "rename one of them in the publication"))
            return None
        if figure is not None:
            return self._figure(index, header, figure, span)
        if base in self._publication.texts:
            return RowColumn(index, header, "text", base, tag)
        if base in _OWN:
            return RowColumn(index, header, "own", base, tag)
        if header in self._pattern:
            return RowColumn(index, header, "pattern", header)
        known = [*self._written, *self._publication.texts, *_OWN]
        near = did_you_mean(base, known)
        hint = "" if near else "declare it under `figures` or `texts`, or begin its name with `_`"
        message = f"the column `{header}` sets no figure and no text of the publication{near}"
        if not header:
            message, hint = "a column has no name", "name it, or delete it"
        self.problems.append(Diagnostic("unknown-column", message, span, hint))
        return None

    def _split(self, header: str) -> tuple[str, str]:
        """Return the name of a text and the language that a header means."""
        base, mark, written = header.rpartition(".")
        tag = normalise_tag(written)
        if header in self._publication.texts or not mark or not is_language_tag(tag):
            return header, ""
        languages = self._publication.languages
        known = any(tag in fallbacks(own) or own in fallbacks(tag) for own in languages)
        return (base, tag) if known else (header, "")

    def _figure(self, index: int, header: str, figure: WrittenFigure, span: Span) -> RowColumn | None:
        fault = hint = ""
        if isinstance(figure, DerivedFigureBase):
            fault, hint = f"`{header}` is computed from other figures", "name a column for each of these"
        elif isinstance(getattr(figure, VALUE_KEYS[type(figure)]), tuple):
            fault, hint = f"`{header}` is a range, and a column has single values", "declare a figure for each end"
        if fault:
            self.problems.append(Diagnostic("data", fault, span, hint))
            return None
        return RowColumn(index, header, "figure", header)


def _incomplete(columns: list[RowColumn], languages: Collection[str], data: Data) -> Iterator[Diagnostic]:
    """Yield the problems of texts that have a column for some languages only, or for one and for all."""
    tags: dict[tuple[str, str], dict[str, RowColumn]] = {}
    for column in columns:
        if column.sets in ("text", "own"):
            tags.setdefault((column.sets, column.name), {})[column.tag] = column
    for (_, name), by_tag in tags.items():
        first = data.span(data.header[next(iter(by_tag.values())).index])
        if "" in by_tag and len(by_tag) > 1:
            tag = next(tag for tag in by_tag if tag)
            message = f"the columns `{name}` and `{name}.{tag}` cannot be combined"
            yield Diagnostic("data", message, first, "keep one column for all languages, or one for each")
        elif "" not in by_tag:
            for language in languages:
                if not set(fallbacks(language)) & set(by_tag):
                    message = f"there is no column `{name}.{language}`"
                    yield Diagnostic(
                        "missing-language", message, first, f"add it beside `{next(iter(by_tag.values())).header}`"
                    )


def read_column(column: RowColumn, data: Data, variants: Variants, problems: list[Diagnostic]) -> list[Value]:
    """Return the values of a column, one for each row; what is wrong with a cell is added to `problems`."""
    if column.sets == "figure":
        figure = variants.written_figures[column.name]
        texts, read = _figure_reader(column, figure, data, problems)
        symbol = figure.missing
    else:
        texts, read, symbol = data.column(column.index), _words, None
    values: list[Value] = []
    for number, text in enumerate(texts):
        field = data.rows[number][column.index]
        value: Value = None
        try:
            if (fault := data.faults.get((field[1], field[2]))) is not None:
                raise scalar_forms.FormError(fault.message, fault.hint)
            if text:
                value = None if symbol is not None and text == symbol else read(number, text)
            elif symbol is None:
                raise _empty(column)
        except scalar_forms.FormError as problem:
            message = f"column `{column.header}`: {problem.message}"
            problems.append(Diagnostic("value", message, data.span(field), problem.hint))
        values.append(value)
    return values


def _empty(column: RowColumn) -> scalar_forms.FormError:
    hint = f"write it, or add `missing` to the figure `{column.name}`" if column.sets == "figure" else "write it"
    return scalar_forms.FormError("the cell is empty", hint)


def _words(_: int, text: str) -> str:
    """Return words on one line, as texts of data files are read."""
    if len(text) > MAX_LENGTH:
        raise scalar_forms.FormError(f"the text has {len(text)} characters; the limit is {MAX_LENGTH}")
    return " ".join(text.split("\n")) if "\n" in text else text


_Read = Callable[[int, str], Value]


def _figure_reader(
    column: RowColumn, figure: WrittenFigure, data: Data, problems: list[Diagnostic]
) -> tuple[list[str], _Read]:
    """Return the texts of the column of a figure, and what reads the value of one."""
    texts, natives = data.column(column.index), data.native_column(column.index)
    if isinstance(figure, TerritoryFigure):
        return texts, lambda _, text: scalar_forms.territory(text)
    if isinstance(figure, DateFigure):

        def date(number: int, text: str) -> Value:
            native = natives[number] if natives is not None else None
            return native if isinstance(native, PartialDate) else scalar_forms.date(text)

        return texts, date
    problems += _wrong_formats(column, figure, data)
    expected = _EXPECTED.get(type(figure), "a number")
    if natives is not None:

        def stored(number: int, text: str) -> Value:
            native = natives[number]
            if isinstance(native, Decimal):
                return native
            content = f"the date {text}" if native is not None else f"the text `{text[:60]}`"
            raise scalar_forms.FormError(f"expected {expected}, found {content}", "correct the cell")

        return texts, stored
    signs = ("%",) if isinstance(figure, PercentFigure) else _MONEY if isinstance(figure, AmountFigure) else ()
    mark, ambiguous = decimal_mark(DataColumn(data, column.index, "column", signs, frozenset(), None, None), texts)
    doubtful = frozenset(ambiguous if mark is None else ())

    def written(number: int, text: str) -> Value:
        if number in doubtful:
            raise scalar_forms.FormError(f"`{text}` can be read in two ways", "write it without digit groups")
        value = read_number(text, mark or ".", signs)
        if value is None:
            raise scalar_forms.FormError(f"expected {expected}, found `{text[:60]}`", "write digits, as in 12.5")
        return value

    return texts, written


_MONEY: Final = tuple(sign for sign in ANY_SIGNS if sign != "%")


def _wrong_formats(column: RowColumn, figure: WrittenFigure, data: Data) -> Iterator[Diagnostic]:
    """Yield the problems of cells whose number format says another kind of number than the figure is."""
    formats: Mapping[Any, Span] = data.formats[column.index] if data.formats else {}
    for format_, span in formats.items():
        shown = ""
        if format_.kind == "percent" and not isinstance(figure, PercentFigure):
            shown = "a percentage"
        elif format_.kind == "amount" and isinstance(figure, AmountFigure):
            known = (format_.currency,) if format_.currency else currencies_of(format_.sign)
            shown = "" if figure.currency in known else f"an amount in {format_.currency or format_.sign}"
        elif format_.kind == "amount":
            shown = f"an amount in {format_.currency or format_.sign}"
        if shown:
            expected = _EXPECTED.get(type(figure), "a number")
            if isinstance(figure, AmountFigure):
                expected = f"an amount in {figure.currency}"
            message = f"column `{column.header}`: expected {expected}, found {shown}"
            yield Diagnostic("value", message, span, "correct the cell's number format")
