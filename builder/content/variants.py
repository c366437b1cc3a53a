"""One publication with other values: what a row of values changes is read anew, everything else is read once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from builder.content.charts import finish_chart
from builder.content.context import LoadContext
from builder.content.decoding_result import INVALID
from builder.content.derived_figures import computed_figures, without_value
from builder.content.loader import load_with_context
from builder.content.model.blocks import Block, ChartBlock, TableBlock
from builder.content.model.exhibits import Cell, CellFigure, CellMissing, Chart, ChartValues, Table
from builder.content.model.figures import (
    AmountFigure,
    DateFigure,
    Figure,
    MissingFigure,
    NumberFigure,
    PercentFigure,
    PointsFigure,
    QuantityFigure,
    TerritoryFigure,
    WrittenFigure,
)
from builder.content.model.publication import Publication, Section
from builder.content.model.values import PartialDate
from builder.content.named_texts import literal_text, with_words
from builder.content.sources.selection import check_selected
from builder.content.tables import finish_table
from builder.diagnostics import BuildError, Diagnostic
from builder.source import Span

__all__ = ["VALUE_KEYS", "Values", "Variants", "read_variants"]

VALUE_KEYS: Final[dict[type, str]] = {
    AmountFigure: "amount",
    NumberFigure: "number",
    PercentFigure: "percent",
    PointsFigure: "points",
    QuantityFigure: "quantity",
    DateFigure: "date",
    TerritoryFigure: "territory",
}
"""The key of the value of each kind of figure."""

EMPTY: Final = "\u2013"
"""What is printed for a value that is missing without a symbol, as in a table."""

Words = dict[str, str]
"""Words by language; "" for all languages."""


class Values(Struct, frozen=True, kw_only=True):
    """Values to put into a publication: those of figures by id (None: it is missing), the words of named texts by name,
    its title and its subtitle (empty: its own). `span` is their place in messages.

    `places` are those of words, by name and language ("title", "subtitle" for the publication's own). They must differ,
    since a text is known by the place where it begins; two rows may have the same, and then share what equal words
    give.
    """

    figures: dict[str, Decimal | PartialDate | str | None] = {}
    texts: dict[str, Words] = {}
    title: Words = {}
    subtitle: Words = {}
    places: dict[tuple[str, str], Span] = {}
    span: Span


class Variants:
    """A publication as it was read, from which those with other values are made; `base` is the folder from which its
    files have the names of messages.
    """

    def __init__(self, publication: Publication, context: LoadContext, base: Path):
        self.publication = publication
        self._base = base
        self._context = context

    @property
    def written_figures(self) -> Mapping[str, WrittenFigure]:
        """The figures as they are declared, by id."""
        return self._context.written_figures

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that the publication was read from, its own first, then those that it includes, data and pictures
        by name.
        """
        folder = self.publication.folder
        own = (self._base / name for name in self.publication.files)
        return (*own, *(folder / name for name in sorted(self._context.file_names)))

    def with_values(self, values: Values, languages: Collection[str] | None = None) -> Publication:
        """Return the publication with other values. Raises BuildError with all problems that they cause, such as a text
        without words in one of `languages` (by default the publication's).
        """
        publication = self.publication
        if values.texts:
            publication = with_words(publication, values.texts, values.span, languages, values.places)
        changes: dict[str, Any] = {
            key: literal_text(key, key, words, values.span, values.places)
            for key, words in (("title", values.title), ("subtitle", values.subtitle))
            if words
        }
        context = replace(self._context, problems=[], texts=dict(publication.texts))
        if values.figures:
            changes["figures"] = context.known_figures = self._figures(values, context)
        exhibits = {} if context.problems else self._exhibits(context)
        if context.problems:
            raise BuildError(sorted(dict.fromkeys(context.problems), key=lambda problem: problem.span))
        missing = {name: figure for name, figure in changes.get("figures", {}).items() if _is_missing(figure)}
        if exhibits or missing:
            changing = _Exhibits(exhibits, missing)
            changes["sections"] = changing.sections(publication.sections)
            changes["appendices"] = changing.sections(publication.appendices)
        return replace(publication, **changes)

    def check_rows(self, words: Mapping[str, str], span: Span) -> tuple[Diagnostic, ...]:
        """Return the problems of tables and charts for which words of texts choose no rows. Nothing else is read."""
        texts = {name: literal_text(name, name, {"": text}, span, {}) for name, text in words.items()}
        context = replace(self._context, problems=[], texts={**self.publication.texts, **texts})
        for exhibit, value in self._context.changing.values():
            if exhibit.data is not None and any(name in words for name in exhibit.where.values()):
                check_selected(exhibit.data, exhibit.header_row, exhibit.where, value, context)
        return tuple(dict.fromkeys(context.problems))

    def _figures(self, values: Values, context: LoadContext) -> dict[str, Figure] | None:
        """Return all figures, those derived from others computed anew; the others stay the same objects."""
        written: dict[str, WrittenFigure | MissingFigure] = dict(context.written_figures)
        for name, value in values.figures.items():
            figure = context.written_figures[name]
            if value is None:
                written[name] = without_value(figure, figure.missing or EMPTY)
            else:
                changed: Any = {VALUE_KEYS[type(figure)]: value}
                written[name] = replace(figure, **changed)
        figures = computed_figures(written, context)
        if figures is None:
            return None
        old = self.publication.figures
        return {name: old[name] if old[name] == figure else figure for name, figure in figures.items()}

    def _exhibits(self, context: LoadContext) -> dict[str, Table | Chart]:
        """Return the tables and charts that depend on values, by key; problems are added to the context."""
        exhibits: dict[str, Table | Chart] = {}
        for key, (exhibit, value) in self._context.changing.items():
            if isinstance(exhibit, Table):
                complete = finish_table(exhibit, value, context)
            else:
                complete = finish_chart(exhibit, value, context)
            if complete is not INVALID:
                exhibits[key] = complete
        return exhibits


def read_variants(path: Path, languages: Collection[str] | None = None, base: Path | None = None) -> Variants:
    """Read the publication in the file `path`, as `load` does; messages name files as seen from `base`, by default the
    current folder. Raises BuildError with all its problems.
    """
    base = base or Path.cwd()
    return Variants(*load_with_context(path, languages, base=base), base)


def _is_missing(figure: Figure) -> bool:
    return isinstance(figure, MissingFigure)


_Measured = TypeVar("_Measured", bound=ChartValues)


class _Exhibits(Struct):
    """Tables and charts to put in place of others, by key; and figures without a value, which are missing values in all
    tables and charts. What does not change stays the same object.
    """

    complete: Mapping[str, Table | Chart]
    missing: Mapping[str, MissingFigure]

    def sections(self, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        """Return sections with the exhibits."""
        return _same_or(sections, tuple(map(self._section, sections)))

    def _section(self, section: Section) -> Section:
        blocks = _same_or(section.blocks, tuple(map(self._block, section.blocks)))
        sections = self.sections(section.sections)
        if sections is section.sections and blocks is section.blocks:
            return section
        return replace(section, blocks=blocks, sections=sections)

    def _block(self, block: Block) -> Block:
        if isinstance(block, TableBlock):
            table = self._table(block.table)
            return block if table is block.table else replace(block, table=table)
        if isinstance(block, ChartBlock):
            chart = self._chart(block.chart)
            return block if chart is block.chart else replace(block, chart=chart)
        return block

    def _table(self, written: Table) -> Table:
        complete = self.complete.get(written.key, written)
        table = complete if isinstance(complete, Table) else written
        if not self.missing:
            return table
        rows = _same_or(table.rows, tuple(_same_or(row, tuple(map(self._cell, row))) for row in table.rows))
        return table if rows is table.rows else replace(table, rows=rows)

    def _cell(self, cell: Cell) -> Cell:
        figure = self.missing.get(cell.figure) if isinstance(cell, CellFigure) else None
        return cell if figure is None else CellMissing(span=cell.span, key=cell.key, symbol=figure.symbol)

    def _chart(self, written: Chart) -> Chart:
        complete = self.complete.get(written.key, written)
        chart = complete if isinstance(complete, Chart) else written
        if not self.missing:
            return chart
        series = _same_or(chart.series, tuple(map(self._measured, chart.series)))
        axis = self._measured(chart.x) if chart.x is not None else None
        return chart if series is chart.series and axis is chart.x else replace(chart, series=series, x=axis)

    def _measured(self, row: _Measured) -> _Measured:
        """Return a series, or the horizontal axis of a scatter chart."""
        if not any(value in self.missing for value in row.values):
            return row
        return replace(row, values=tuple(None if value in self.missing else value for value in row.values))


_Item = TypeVar("_Item")


def _same_or(old: tuple[_Item, ...], new: tuple[_Item, ...]) -> tuple[_Item, ...]:
    """Return the old items if the new ones are the same objects."""
    return old if all(item is other for item, other in zip(new, old, strict=True)) else new
