"""Try edits on a copy of a publication: what its texts and tables would print then."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from builder.content.loader import load
from builder.content.model.publication import Publication
from builder.output import write_whole
from builder.round_trip.findings import ComputedCell
from builder.round_trip.places import PassagePlaces
from builder.round_trip.printed import printed, stretches_of
from builder.round_trip.story import NOTE
from builder.round_trip.tokens import PARAGRAPH, tokens_of
from builder.round_trip.typed_numbers import NumberChange
from builder.source_edits.edits import SourceEdit, edited
from builder.tree.document import Document
from builder.tree.exhibits import ChartNode, ImageNode, TableNode
from builder.tree.prose import Break, CrossRef, Inlines, NoteRef, Run, plain
from builder.tree.walk import all_blocks, visit
from builder.typeset.column_units import with_units_in_headers

__all__ = ["TextWords", "holds", "printed_words", "prints_cell", "publication_with"]


@contextmanager
def publication_with(path: Path, edits: Sequence[SourceEdit], languages: Sequence[str]) -> Iterator[Publication]:
    """Yield the publication as it would be after edits, loaded from a copy.

    Raises BuildError if it does not load, ValueError for edits that do not go together.
    """
    with TemporaryDirectory() as folder:
        yield load(_copy_with(path, edits, Path(folder)), languages)


def _copy_with(path: Path, edits: Sequence[SourceEdit], folder: Path) -> Path:
    """Copy a publication's folder with edits applied. Return the copy's `publication.yaml`.

    Raises ValueError for edits that do not go together.
    """
    source = path.resolve().parent
    target = folder / source.name
    shutil.copytree(source, target, copy_function=_link_or_copy, symlinks=True, ignore_dangling_symlinks=True)
    by_file: defaultdict[Path, list[SourceEdit]] = defaultdict(list)
    for edit in edits:
        by_file[Path(edit.start.file).resolve()].append(edit)
    for file, own in by_file.items():
        copy = target / file.relative_to(source)
        data = edited(file.read_bytes(), own)
        copy.unlink()
        write_whole(copy, data)
    return target / path.name


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


class TextWords(Struct):
    """The keys that a text prints: those of its paragraphs in order, and those of its notes."""

    paragraphs: list[str]
    notes: list[str]


def printed_words(document: Document, places: PassagePlaces) -> dict[str, list[TextWords]]:
    """Return what each text prints, at each place where the document has it."""
    texts_by_key: dict[str, list[TextWords]] = {}
    for inlines in _all_inlines(document):
        _collect(inlines, places, texts_by_key)
    _collect_plain(document, places, texts_by_key)
    return texts_by_key


def _collect_plain(document: Document, places: PassagePlaces, texts_by_key: dict[str, list[TextWords]]) -> None:
    """Collect the words of alternative texts and charts, which have no mark-up: all those of an exhibit together."""
    exhibits = {node.key: node for node in visit(document) if isinstance(node, ChartNode | ImageNode) and node.key}
    for passage in places.all():
        for key in _ancestors(passage.text.key):
            if key in exhibits and passage.text.key not in texts_by_key:
                keys = [PARAGRAPH]
                for words in _plain_words(exhibits[key]):
                    keys += [*(token.key for token in tokens_of(words)), PARAGRAPH]
                texts_by_key[passage.text.key] = [TextWords(keys, [])]


def _ancestors(key: str) -> Iterator[str]:
    """Yield the keys of what holds a text, from the inside out."""
    while "." in key:
        key = key.rpartition(".")[0]
        yield key


def _plain_words(node: ChartNode | ImageNode) -> Iterator[str]:
    yield node.alt
    if isinstance(node, ChartNode):
        yield from node.categories
        yield from (series.name for series in (*node.series, *filter(None, (node.x,))))
        yield from (axis.name for axis in (node.axis, node.x_axis) if axis is not None)


def _collect(inlines: Inlines, places: PassagePlaces, texts_by_key: dict[str, list[TextWords]]) -> None:
    paragraph = printed(stretches_of(inlines, places))
    for key in paragraph.passages:
        passage = places.passage(key)
        keys = [
            token.key
            for token, owner in zip(paragraph.tokens, paragraph.owners, strict=True)
            if owner == key and token.text != NOTE
        ]
        entries = texts_by_key.setdefault(passage.text.key, [])
        if not entries or passage.key == passage.text.key:
            entries.append(TextWords([], []))
        entries[-1].paragraphs += [PARAGRAPH, *keys]
        for opaque in paragraph.opaques:
            if opaque.note is not None and paragraph.owners[opaque.first] == key:
                for block in opaque.note.blocks:
                    if hasattr(block, "inlines"):
                        note = printed(stretches_of(block.inlines, places, key))
                        entries[-1].notes += [PARAGRAPH, *note.keys]


def _all_inlines(node: Struct) -> Iterator[Inlines]:
    """Yield the inlines of every paragraph below a node; those of notes come with their paragraph."""
    for name in node.__struct_fields__:
        yield from _inlines_in(getattr(node, name))


def _inlines_in(value: object) -> Iterator[Inlines]:
    if isinstance(value, Struct):
        yield from _all_inlines(value)
    elif type(value) is tuple and value:
        if isinstance(value[0], Run | Break | NoteRef | CrossRef):
            yield value
        else:
            for element in value:
                yield from _inlines_in(element)


def prints_cell(place: NumberChange | ComputedCell, document: Document) -> bool:
    """Return True if a cell prints what is expected of it."""
    table = next((block for block in all_blocks(document) if block.key == place.key), None)
    if not isinstance(table, TableNode):
        return False
    shown = [form.rows[place.row][place.column] for form in (table, with_units_in_headers(table))]
    return any(tuple(token.key for token in tokens_of(plain(cell.inlines))) == place.expected for cell in shown)


def holds(pool: Sequence[str], expected: Sequence[str]) -> bool:
    """Return True if the keys contain others in a row. Capital letters do not count: the builder sets those at the head
    of a sentence.
    """
    if not expected:
        return True
    pool, expected = [key.casefold() for key in pool], [key.casefold() for key in expected]
    first, count = expected[0], len(expected)
    return any(pool[at] == first and pool[at : at + count] == expected for at in range(len(pool) - count + 1))
