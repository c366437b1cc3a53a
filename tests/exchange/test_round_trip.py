"""A publication goes out and comes back: unchanged, and translated from nothing, in every format."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

import builder
from builder import pipeline
from builder.actions.import_translations import ImportReport, import_translations
from builder.content.loader import load
from builder.content.model.publication import Publication
from builder.exchange.collect import Outgoing, collect
from builder.exchange.formats import FORMATS, FormatName, write_units
from builder.exchange.unit import Unit
from builder.exchange.words import InlineCode, words_of
from builder.source_edits.passages import passages
from builder.tree.document import Document
from builder.tree.walk import visit
from tests.exchange.pseudo import pseudo_markup
from tests.exchange.untranslated import untranslated_copy
from tests.source_edits.samples import FILES, loaded

RETURNED: list[FormatName] = [name for name in FORMATS if FORMATS[name].read]
TARGETS = {name: loaded(name).languages[1] for name in FILES}
BY_DEFAULT = {("every-key", "xliff"), ("survey", "docx"), ("briefing", "po"), ("statistics", "xliff2")}
EVERY = [
    pytest.param(name, kind, id=f"{name}-{kind}", marks=() if (name, kind) in BY_DEFAULT else pytest.mark.full)
    for name in FILES
    for kind in RETURNED
]


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@cache
def outgoing(name: str) -> Outgoing:
    return collect(FILES[name], TARGETS[name])


def brought_back(path: Path, sent: Outgoing, kind: FormatName) -> ImportReport:
    """Import a file of units into a publication."""
    file = path.parent.parent / f"back{FORMATS[kind].suffix}"
    file.write_bytes(write_units(sent, kind))
    return import_translations([file], publication=path)


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_what_nobody_changed_changes_nothing(name: str, kind: FormatName, tmp_path: Path) -> None:
    folder = tmp_path / name
    shutil.copytree(FILES[name].parent, folder)
    before = contents(folder)
    report = brought_back(folder / "publication.yaml", outgoing(name), kind)
    assert report.problems == ()
    assert report.changes == ()
    assert sum(file.unchanged for file in report.files) > 20
    assert contents(folder) == before


def translated(unit: Unit) -> Unit:
    return replace(unit, target=pseudo_markup(unit.source, unit.literal), state="translated")


@cache
def words_in(document: Document) -> str:
    """Every word of a resolved document, in order."""
    strings = [
        getattr(node, name) for node in visit(document) for name in node.__struct_fields__ if name not in ("key", "id")
    ]
    return " ".join(tokens(" ".join(value for value in flat(strings) if isinstance(value, str))))


def flat(values: object) -> Iterator[object]:
    for value in values if isinstance(values, list | tuple) else ():
        yield from flat(value) if isinstance(value, list | tuple) else (value,)


def tokens(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.replace("\u00ad", ""))


def pieces(markup: str, literal: bool) -> Iterator[str]:
    """The words of a unit between its codes, those of notes too; beside a code, without the word that it may change."""
    words = words_of(markup, literal)
    for index, piece in enumerate(words):
        if isinstance(piece, InlineCode):
            if piece.kind == "note":
                yield from pieces(piece.markup[2:-1], literal)
            continue
        found = tokens(piece)
        beside = [isinstance(words[at], InlineCode) for at in (index - 1, index + 1) if 0 <= at < len(words)]
        if any(beside):
            found = found[1:-1]
        if found:
            yield " ".join(found)


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_a_whole_translation_is_written_and_printed(name: str, kind: FormatName, tmp_path: Path) -> None:
    """Every unit is taken and printed where its source is; the words of the source language stay as they are."""
    source, target = loaded(name).languages[:2]
    path = untranslated_copy(FILES[name].parent, tmp_path / name, target)
    sent = collect(path, target)
    in_workbook = {unit.key for unit in sent.units if unit.file.endswith(".xlsx")}
    assert all(unit.state == "missing" for unit in sent.units if unit.key not in in_workbook)
    before = words_by_key(load(path, ()), source)
    units = tuple(translated(unit) for unit in sent.units)
    back = sent.with_units(units)
    report = brought_back(path, back, kind)
    reported = [problem.message.partition(":")[0] for problem in report.problems if problem.severity == "error"]
    assert set(reported) <= in_workbook
    assert report.files[0].refused == len(in_workbook)
    assert report.files[0].written == len(units) - len(in_workbook)
    publication = load(path)
    assert words_by_key(publication, source) == before
    printed = {tag: words_in(pipeline.document(publication, tag)) for tag in (source, target)}
    asked = 0
    for unit in units:
        if unit.key in in_workbook or not all(piece in printed[source] for piece in pieces(unit.source, unit.literal)):
            continue
        asked += 1
        for piece in pieces(unit.target or "", unit.literal):
            assert piece in printed[target], unit.key
    assert asked > 0.7 * len(units)
    again = brought_back(path, back, kind)
    assert again.changes == ()
    assert again.files[0].unchanged == report.files[0].written


def words_by_key(publication: Publication, tag: str) -> dict[str, str]:
    """The words of each passage in a language, as written."""
    written = ((passage.key, passage.written(tag)) for passage in passages(publication, (tag,)))
    return {key: entry.words for key, entry in written if entry is not None}


def test_the_files_are_built_from_what_came_back(tmp_path: Path) -> None:
    """The brief of the source language has the same bytes; that of the other language can be built."""
    path = untranslated_copy(FILES["survey"].parent, tmp_path / "survey", "de-CH")
    before = brief(path, "fr-CH")
    sent = collect(path, "de-CH")
    back = sent.with_units(tuple(translated(unit) for unit in sent.units))
    assert not brought_back(path, back, "po").failed
    assert brief(path, "fr-CH") == before
    assert len(brief(path, "de-CH")) > 10_000


def brief(path: Path, language: str) -> bytes:
    stream = io.BytesIO()
    builder.write_brief(load(path, [language]), language, stream)
    return stream.getvalue()
