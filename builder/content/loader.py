"""Load a publication: its folder to a Publication, or to all its problems, each at its line and column."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any, get_args

from msgspec.structs import replace

from builder.content import (
    charts,
    computations,
    derived_figures,
    missing_values,
    named_texts,
    picture_decoders,
    special_decoders,
    table_options,
    tables,
    worded_values,
)
from builder.content.arithmetic import OPERATIONS
from builder.content.chart_pairs import decode_blocks, finish_columns
from builder.content.context import FigureSketch, LoadContext
from builder.content.decoders import Decoders, Finish, own_key, split_hint
from builder.content.decoding_result import INVALID, Decode
from builder.content.files import Unsaved, has_controls, read_source
from builder.content.includes import expand_includes
from builder.content.leaf_decoders import switch_or
from builder.content.model.blocks import ColumnsBlock, Highlight, Point
from builder.content.model.data import DataCell, DataSource
from builder.content.model.exhibits import (
    AxisEnd,
    Category,
    Cell,
    CellFigure,
    Chart,
    Column,
    Computation,
    Image,
    MissingSymbols,
    ScatterAxis,
    Series,
    Table,
    ValueFormat,
)
from builder.content.model.figures import AmountFigure, Counted, Operand, TerritoryFigure, WrittenFigure
from builder.content.model.publication import BriefOptions, Cover, DeckOptions, Publication, Section, Source, Term
from builder.content.model.values import PartialDate, Text
from builder.content.reader import read
from builder.content.scalar_forms import MAX_LEVELS
from builder.content.section_rules import finish_section
from builder.content.sources import figure_cells, opening, selection
from builder.content.sources.queries import Queries
from builder.content.syntax import is_id
from builder.content.territory_rules import finish_territory
from builder.content.untranslated import missing_texts
from builder.content.yaml_values import Mapping, Scalar, Sequence, Value
from builder.diagnostics import BuildError, Diagnostic
from builder.language import declared_tags, is_language_tag, normalise_tag
from builder.source import Span

__all__ = ["load", "load_with_context"]


def load(
    path: Path,
    languages: Collection[str] | None = None,
    queries: Queries | None = None,
    unsaved: Unsaved | None = None,
) -> Publication:
    """Read and check the publication in the file `path`, with the data and pictures that it names.

    A text must have words in each of `languages`: tags as for `builder build --lang`, by default all declared
    languages, none with `()`. What is missing in any language is listed in `Publication.untranslated`.
    `queries` collects the queries of databases that it names, even if the publication is wrong. `unsaved` is content of
    its YAML and CSV files that is not written yet.
    Raises BuildError with all problems, in the order of the source.
    """
    return load_with_context(path, languages, queries, unsaved=unsaved)[0]


def load_with_context(
    path: Path,
    languages: Collection[str] | None = None,
    queries: Queries | None = None,
    base: Path | None = None,
    unsaved: Unsaved | None = None,
) -> tuple[Publication, LoadContext]:
    """Return what `load` returns, with the state in which it was read: its data, and what depends on its values.

    Files have the names in messages that they have seen from `base`, by default the current folder.
    """
    source = read_source(path, base, unsaved)
    value, problems, repaired = read(source)
    if value is None and not problems:
        problems = [
            Diagnostic("empty", "the publication is empty", Span(source.file), "start with `languages: [fr, en]`")
        ]
    if value is None:
        raise BuildError(problems)
    folder = path.parent
    included = expand_includes(value, path, base, unsaved)
    repaired_lines = included.repaired | {(source.file, line) for line in repaired}
    context = _context(value, source.file, folder, queries or Queries(), languages, unsaved or {})
    name = folder.resolve().name
    if has_controls(name):
        problem = "the name of the publication's folder contains a control character"
        raise BuildError(Diagnostic("control-character", problem, Span(source.file), "rename the folder"))
    publication = _publication(value, context, name, (source.file, *included.names))
    places = _language_places(value)
    untranslated = [
        text for text in context.untranslated.values() if (text.span.file, text.span.line) not in repaired_lines
    ]
    # On a line repaired in memory, other problems may only follow from the mistake reported there.
    problems += included.problems
    problems += [
        problem for problem in context.problems if (problem.span.file, problem.span.line) not in repaired_lines
    ]
    problems += missing_texts(untranslated, context.wanted, places, len(context.by_language))
    if problems or publication is INVALID:
        unique = dict.fromkeys(problems)
        raise BuildError(sorted(unique, key=lambda problem: (problem.span.file != source.file, problem.span)))
    complete = replace(
        publication,
        untranslated=tuple(untranslated),
        language_places=places,
        texts_by_language=len(context.by_language),
    )
    return complete, context


def _wanted(languages: Collection[str] | None, declared: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tags whose texts may not be missing, those declared first."""
    if languages is None or "all" in languages:
        return declared
    tags = [own for tag in languages for own in declared_tags(normalise_tag(tag), declared)]
    sorted_tags = sorted(tags, key=lambda tag: declared.index(tag) if tag in declared else len(declared))
    return tuple(dict.fromkeys(sorted_tags))


def _language_places(value: Value) -> dict[str, Span]:
    """Return the declared languages with the place of each declaration."""
    languages = value.get("languages") if isinstance(value, Mapping) else None
    items = languages.items if isinstance(languages, Sequence) else []
    return {normalise_tag(item.value): item.span for item in items if isinstance(item, Scalar)}


def _publication(value: Value, context: LoadContext, name: str, files: tuple[str, ...]) -> Any:
    """Return the publication; its options are present even if nothing was written about them."""
    span = Span(context.file)
    defaults: dict[str, Any] = {
        "brief": BriefOptions(span=span, key="brief"),
        "deck": DeckOptions(span=span, key="deck"),
    }
    if isinstance(value, Mapping):
        defaults = {key: options for key, options in defaults.items() if value.get(key) is None}
    publication = _decoders().struct(Publication, name=name, folder=context.folder, files=files, **defaults)(
        value, "", context
    )
    named_texts.check_named_texts(context)
    return publication


@functools.cache
def _decoders() -> Decoders:
    """Return the decoders, with those of special shapes. Created once: they hold nothing of any publication."""
    special: dict[Any, Decode] = {
        Computation: computations.decode_computation,
        Counted: worded_values.counted,
        Term: worded_values.term,
        tuple[tuple[Cell, ...], ...]: special_decoders.as_is,
        Category: special_decoders.category,
        PartialDate | CellFigure | Text: special_decoders.event_date,
        Operand: derived_figures.decode_operand,
        (Publication, "languages"): special_decoders.languages,
        (Publication, "missing"): missing_values.already_decoded,
        (Publication, "texts"): named_texts.already_decoded,
        (Table, "where"): selection.decode_where,
        (Chart, "where"): selection.decode_where,
        MissingSymbols: missing_values.decode_missing,
        (Source, "url"): special_decoders.source_address,
        (Series, "values"): special_decoders.series_values,
        (ScatterAxis, "values"): special_decoders.series_values,
        AxisEnd: special_decoders.axis_end,
        (Chart, "stacked"): switch_or("percent"),
        (Image, "file"): picture_decoders.picture_file,
        (Image, "alt"): special_decoders.picture_alt,
        (Image, "width"): picture_decoders.decode_width,
        (Cover, "image"): picture_decoders.picture_file,
        (Cover, "alt"): special_decoders.picture_alt,
    }
    finish: dict[type, Finish] = {
        Column: tables.finish_column,
        Table: _remembered(tables.finish_table),
        Chart: _remembered(charts.finish_chart),
        Image: picture_decoders.finish_image,
        Cover: picture_decoders.finish_cover,
        ValueFormat: charts.finish_format,
        DataSource: opening.finish_source,
        DataCell: figure_cells.finish_data_cell,
        AmountFigure: figure_cells.finish_amount,
        Section: finish_section,
        ColumnsBlock: finish_columns,
        TerritoryFigure: finish_territory,
    }
    decoders = Decoders(special, finish)
    special[Decimal | tuple[Decimal, Decimal]] = figure_cells.from_cell(decoders, Decimal)
    special[PartialDate | tuple[PartialDate, PartialDate]] = figure_cells.from_cell(decoders, PartialDate)
    special[Publication, "figures"] = derived_figures.already_decoded
    special[Point] = special_decoders.point(decoders)
    special[Column] = special_decoders.column(decoders)
    special[DataCell, "row"] = figure_cells.decode_row
    special[DataSource] = opening.data_source(decoders)
    special[Section, "blocks"] = decode_blocks(decoders)
    special[Table, "columns"] = table_options.decode_columns(decoders)
    special[Highlight] = special_decoders.highlight(decoders)
    return decoders


def _remembered(finish: Finish) -> Finish:
    """Return what completes a table or a chart, and remembers it where it depends on a text or on figures."""

    def finish_and_remember(exhibit: Table | Chart, value: Mapping, context: LoadContext) -> Any:
        complete = finish(exhibit, value, context)
        if complete is not INVALID and (exhibit.where or _computed_from_figures(complete)):
            context.changing[exhibit.key] = (exhibit, value)
        return complete

    return finish_and_remember


def _computed_from_figures(exhibit: Table | Chart) -> bool:
    if isinstance(exhibit, Table):
        cells = (cell for row in exhibit.rows for cell in row)
        return any(column.compute for column in exhibit.columns) and any(isinstance(cell, CellFigure) for cell in cells)
    measured = exhibit.series if exhibit.x is None else (*exhibit.series, exhibit.x)
    figures = any(isinstance(value, str) for row in measured for value in row.values)
    return figures and any(row.compute for row in measured)


# --- Read before the rest: languages, ids, texts, figures ------------------------------------------------------------


def _context(
    value: Value, file: str, folder: Path, queries: Queries, wanted: Collection[str] | None, unsaved: Unsaved
) -> LoadContext:
    top = value if isinstance(value, Mapping) else Mapping([], 1, 1, value.source, False)
    languages = _languages(top.get("languages"))
    context = LoadContext(
        file=file,
        folder=folder,
        languages=languages,
        wanted=_wanted(wanted, languages),
        figures=_figures(top.get("figures")),
        sources=frozenset(_names(top.get("sources"))),
        anchors={},
        problems=[],
        texts=dict.fromkeys(_names(top.get("texts"))),
        queries=queries,
        unsaved=unsaved,
    )
    missing = top.get("missing")
    symbols = missing_values.decode_missing(missing, "missing", context) if missing is not None else {}
    context.symbols = {} if symbols is INVALID else symbols
    parts = [top.get("sections"), top.get("appendices")]
    for id_, kind in chain.from_iterable(map(_anchors, parts)):
        if id_.value in context.anchors:
            message = f"duplicate id `{id_.value}`; it already names a {context.anchors[id_.value]}"
            context.problem("duplicate-id", message, id_.span, "rename one")
        context.anchors.setdefault(id_.value, kind)
    for section in chain.from_iterable(_too_deep(part, 1) for part in parts):
        message = f"a section of level {MAX_LEVELS + 1}: sections have {MAX_LEVELS} levels"
        context.problem("too-deep", message, section.span, "move it one level up")
    texts = top.get("texts")
    if texts is not None:
        named_texts.decode_texts(texts, "texts", context)
    figures = top.get("figures")
    known = derived_figures.decode_figures(_decoders())(figures, "figures", context) if figures is not None else {}
    context.known_figures = None if known is INVALID else known
    return context


def _too_deep(sections: Value | None, level: int) -> Iterator[Mapping]:
    """Yield the sections of the first level that headings do not have; `level` is that of `sections`."""
    for section in sections.items if isinstance(sections, Sequence) else ():
        if isinstance(section, Mapping):
            if level > MAX_LEVELS:
                yield section
            else:
                yield from _too_deep(section.get("sections"), level + 1)


def _languages(value: Value | None) -> tuple[str, ...]:
    items = value.items if isinstance(value, Sequence) else []
    tags = [normalise_tag(item.value) for item in items if isinstance(item, Scalar)]
    # With one of them wrong, the entries that a text needs are unknown: only the wrong tag is reported.
    return tuple(tags) if all(map(is_language_tag, tags)) else ()


def _names(value: Value | None) -> list[str]:
    return [name.value for name, _ in value.pairs] if isinstance(value, Mapping) else []


def _figures(value: Value | None) -> dict[str, FigureSketch | None]:
    kinds = {own_key(split_hint(cls)[0]) for cls in get_args(WrittenFigure)}
    sketches: dict[str, FigureSketch | None] = {}
    for name, inner in value.pairs if isinstance(value, Mapping) else ():
        own = [pair for pair in inner.pairs if pair[0].value in kinds] if isinstance(inner, Mapping) else []
        if own:
            kind, written = own[0][0].value, own[0][1]
            sketches[name.value] = FigureSketch(kind, kind not in OPERATIONS and isinstance(written, Sequence))
        else:
            sketches[name.value] = None
    return sketches


_EXHIBITS = {"table": "table", "chart": "figure", "image": "figure"}


def _anchors(sections: Value | None) -> Iterator[tuple[Scalar, str]]:
    """Return the ids of sections, tables, charts and pictures, in the order written."""
    for section in sections.items if isinstance(sections, Sequence) else ():
        if not isinstance(section, Mapping):
            continue
        yield from _id(section, "section")
        blocks = section.get("blocks")
        for block in blocks.items if isinstance(blocks, Sequence) else ():
            for exhibit in _single_blocks(block):
                for key, inner in exhibit.pairs:
                    if key.value in _EXHIBITS and isinstance(inner, Mapping):
                        yield from _id(inner, _EXHIBITS[key.value])
        yield from _anchors(section.get("sections"))


def _single_blocks(block: Value) -> Iterator[Mapping]:
    """Yield a block, then those in its columns."""
    if isinstance(block, Mapping):
        yield block
        columns = block.get("columns")
        for column in columns.items if isinstance(columns, Sequence) else ():
            if isinstance(column, Mapping):
                yield column


def _id(value: Mapping, kind: str) -> Iterator[tuple[Scalar, str]]:
    id_ = value.get("id")
    if isinstance(id_, Scalar) and is_id(id_.value):
        yield id_, kind
