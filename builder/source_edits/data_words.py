"""Write words of data files: the fields of CSV files. What a workbook, a Parquet file or a database holds is left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from msgspec.structs import replace

from builder.content.markup import Markup
from builder.content.model.blocks import ChartBlock, TableBlock
from builder.content.model.publication import Publication
from builder.content.model.values import Text
from builder.language import fallbacks
from builder.source import Span, column_letters
from builder.source_edits.changes import DATA_COLUMN, NotWritable
from builder.source_edits.csv_fields import changed_field, filled_field
from builder.source_edits.edits import SourceEdit
from builder.source_edits.new_words import paragraph_words
from builder.source_edits.paragraphs import one_line
from builder.source_edits.yaml_places import YamlPlaces

__all__ = ["DataWriter"]


class DataWriter:
    """Plans edits of the fields of a publication's CSV files."""

    def __init__(self, publication: Publication, places: YamlPlaces):
        self._languages = publication.languages
        self._places = places
        self._gaps = {(gap.key, gap.tag): gap for gap in publication.untranslated}
        folder = PurePosixPath(publication.files[0]).parent if publication.files else PurePosixPath()
        self._snapshots = frozenset(str(folder / name) for name in _snapshots(publication))

    def changed(self, text: Text, markup: Markup, words: str) -> list[SourceEdit]:
        """Return the edits that give a field other words."""
        self._check_written(markup.span)
        field = paragraph_words(words, text).replace("\\\n", " ")
        return [] if field == one_line(markup.source) else [changed_field(markup, field)]

    def filled(self, text: Text, tag: str, words: str) -> SourceEdit:
        """Return the edit of an empty field."""
        gaps = (self._gaps.get((text.key, known)) for known in self._languages if tag in fallbacks(known))
        gap = next((gap for gap in gaps if gap is not None), None)
        if gap is None or text.neutral:
            message = f"`{text.span.file}` has one column for all languages here"
            raise NotWritable(message, text.span, f"give it a column for each language: name.{tag}", DATA_COLUMN)
        if gap.column:
            header = replace(gap.span, column=0)
            raise NotWritable(gap.message, header, self._how_to_add(header), DATA_COLUMN)
        self._check_written(gap.span)
        return filled_field(self._places.line(gap.span), gap.span, paragraph_words(words, text))

    def _check_written(self, cell: Span) -> None:
        """Raise NotWritable for a cell of a file that the builder only reads."""
        if cell.file in self._snapshots:
            message = f"the words of `{cell.file}` come from a database"
            raise NotWritable(message, cell, "change them there, then run `builder data refresh`", DATA_COLUMN)
        if not cell.file.endswith(".csv"):
            column = (
                f"column {column_letters(cell.column)} of sheet {cell.sheet}" if cell.sheet else f"column {cell.column}"
            )
            message = f"{column} is in `{cell.file}`, which is only read"
            raise NotWritable(message, cell, "write them there", DATA_COLUMN)

    def _how_to_add(self, header: Span) -> str:
        if header.file in self._snapshots:
            return "let the query give it, then run `builder data refresh`"
        return "add it, empty, and import again" if header.file.endswith(".csv") else "add it there, with these words"


def _snapshots(publication: Publication) -> Iterator[str]:
    """Yield the files that keep the results of queries."""
    for block in publication.all_blocks:
        data = block.table.data if isinstance(block, TableBlock) else None
        data = block.chart.data if isinstance(block, ChartBlock) else data
        if data is not None and data.query is not None:
            yield data.snapshot_file
