"""Publications before their translation: copies without the words of one language, every other byte kept."""

from __future__ import annotations

import shutil
from pathlib import Path

from builder.content.loader import load
from builder.content.model.values import Text
from builder.content.yaml_values import Mapping, Scalar, Value
from builder.language import fallbacks
from builder.source import Span
from builder.source_edits.edits import SourceEdit, apply_edits
from builder.source_edits.passages import in_data, rich_texts
from builder.source_edits.yaml_places import SourceFile, YamlPlaces, entry_of

__all__ = ["untranslated_copy"]


def untranslated_copy(source: Path, folder: Path, language: str) -> Path:
    """Copy the folder of a publication without its texts in a language; return its file. CSV files keep the columns,
    workbooks their words.
    """
    shutil.copytree(source, folder)
    path = folder / "publication.yaml"
    places = YamlPlaces()
    edits: set[SourceEdit] = set()
    for text, _ in rich_texts(load(path)):
        for tag in fallbacks(language):
            if tag in text.entries and text.entries[tag].source.strip():
                edits.add(_deletion(text, tag, places))
    apply_edits(edit for edit in edits if edit.start != edit.end)
    return path


def _deletion(text: Text, tag: str, places: YamlPlaces) -> SourceEdit:
    markup = text.entries[tag]
    scalar = markup.scalar
    assert scalar is not None
    if scalar.style == "cell":
        return SourceEdit(scalar.span, scalar.span, "")
    if in_data(markup):
        lines = scalar.source.text[scalar.start : scalar.end].split("\n")
        end_column = len(lines[-1]) + (scalar.column if len(lines) == 1 else 1)
        return SourceEdit(scalar.span, Span(scalar.source.file, scalar.line + len(lines) - 1, end_column), "")
    mapping = places.mapping(text.span)
    assert mapping is not None
    pair = entry_of(mapping, tag)
    assert pair is not None
    file = places.file(text.span.file)
    start, end = _in_brackets(mapping, pair, file) if mapping.flow else _on_lines(pair, file)
    return SourceEdit(file.span(start), file.span(end), "")


def _in_brackets(mapping: Mapping, pair: tuple[Scalar, Value], file: SourceFile) -> tuple[int, int]:
    at = mapping.pairs.index(pair)
    if at:
        return file.end_of(mapping.pairs[at - 1][1]), file.end_of(pair[1])
    return pair[0].start, mapping.pairs[1][0].start


def _on_lines(pair: tuple[Scalar, Value], file: SourceFile) -> tuple[int, int]:
    start = file.source.text.rfind("\n", 0, pair[0].start)
    return start, file.line_end(file.end_of(pair[1]))
