"""Write words of data files: the fields of CSV files. What a workbook, a Parquet file or a database holds is left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from builder.content.markup import Markup
from builder.content.model.blocks import ChartBlock, TableBlock
from builder.content.model.publication import Publication, Section
from builder.content.model.values import Text
from builder.language import fallbacks
from builder.source_edits.changes import NotWritable
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
        self._gaps = {(gap.key, gap.tag): gap.span for gap in publication.untranslated}
        folder = PurePosixPath(publication.files[0]).parent if publication.files else PurePosixPath()
        self._snapshots = frozenset(str(folder / name) for name in _snapshots(publication.all_parts))

    def changed(self, text: Text, markup: Markup, words: str) -> list[SourceEdit]:
        """Return the edits that give a field other words."""
        scalar = markup.scalar
        assert scalar is not None
        if scalar.style == "cell":
            raise NotWritable(f"the words are in `{scalar.source.file}`", markup.span, "change them there")
        if scalar.source.file in self._snapshots:
            hint = "change them there, then run `builder data refresh`"
            raise NotWritable("the words come from a database", markup.span, hint)
        field = paragraph_words(words, text).replace("\\\n", " ")
        return [] if field == one_line(markup.source) else [changed_field(markup, field)]

    def filled(self, text: Text, tag: str, words: str) -> SourceEdit:
        """Return the edit of an empty field."""
        places = (self._gaps.get((text.key, known)) for known in self._languages if tag in fallbacks(known))
        gap = next((place for place in places if place is not None), None)
        if gap is None or not gap.file.endswith(".csv") or text.neutral:
            message = "these words are in a data file that has one column for all languages"
            raise NotWritable(message, text.span, f"give it a column for each language: name.{tag}")
        if gap.line == 1:
            raise NotWritable(f"the data file has no column for `{tag}`", gap, "add it")
        return filled_field(self._places.line(gap), gap, paragraph_words(words, text))


def _snapshots(sections: tuple[Section, ...]) -> Iterator[str]:
    """Yield the files that keep the results of queries."""
    for section in sections:
        for block in section.blocks:
            data = block.table.data if isinstance(block, TableBlock) else None
            data = block.chart.data if isinstance(block, ChartBlock) else data
            if data is not None and data.query is not None:
                yield data.snapshot_file
        yield from _snapshots(section.sections)
