"""Every format of every test publication: valid, the same bytes each time, read back as it was written."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import pytest
from msgspec.structs import replace

import builder
from builder.exchange.collect import Outgoing, collect
from builder.exchange.formats import FORMATS, FormatName, read_file, write_units
from builder.exchange.unit import Returned
from builder.exchange.words import canonical
from tests.exchange.validation import validate
from tests.files.validator import schema_errors
from tests.half_translated import without_language
from tests.marking import sampled

ROOT = Path(__file__).parents[2]
PUBLICATIONS = {
    "mistral-ai": ("content/mistral-ai", "en"),
    "budget": ("tests/publications/budget", "en-CA"),
    "stress": ("tests/publications/stress", "en"),
    "survey": ("tests/publications/survey", "de-CH"),
    "every-key": ("docs/examples/every-key", "en"),
}
NAMES: tuple[FormatName, ...] = get_args(FormatName)
RETURNED = [name for name in NAMES if FORMATS[name].read]


@cache
def outgoing(name: str) -> Outgoing:
    folder, target = PUBLICATIONS[name]
    return collect(ROOT / folder / "publication.yaml", target)


@cache
def missing(name: str) -> Outgoing:
    """The same publication before its translation."""
    place, target = PUBLICATIONS[name]
    with TemporaryDirectory() as folder:
        return collect(without_language(ROOT / place, Path(folder) / name, target[:2]), target)


def back(data: bytes, name: FormatName, folder: Path) -> dict[str, Returned]:
    file = folder / f"back{FORMATS[name].suffix}"
    file.write_bytes(data)
    returned = read_file(file)
    assert returned.problems == ()
    return {unit.key: unit for unit in returned.units}


@pytest.mark.clients
@pytest.mark.parametrize("format_", [name for name in NAMES if name != "docx"])
@pytest.mark.parametrize("name", sampled(PUBLICATIONS, "stress", "every-key"))
def test_every_export_is_valid(name: str, format_: FormatName, tmp_path: Path) -> None:
    validate(write_units(outgoing(name), format_), format_, tmp_path)
    if name in ("stress", "survey"):
        validate(write_units(missing(name), format_), format_, tmp_path)


@pytest.mark.clients
@pytest.mark.parametrize("format_", ["po", "xliff", "xliff2"])
def test_an_export_of_some_states_is_valid_and_says_so(format_: FormatName, tmp_path: Path) -> None:
    sent = replace(outgoing("survey"), only=("missing", "stale"))
    data = write_units(sent, format_)
    validate(data, format_, tmp_path)
    file = tmp_path / f"back{FORMATS[format_].suffix}"
    file.write_bytes(data)
    assert read_file(file).only == ("missing", "stale")


@pytest.mark.full
@pytest.mark.validator
@pytest.mark.parametrize("name", PUBLICATIONS)
def test_every_word_table_is_valid(name: str, tmp_path: Path) -> None:
    file = tmp_path / "table.docx"
    file.write_bytes(write_units(outgoing(name), "docx"))
    assert schema_errors(file) == []


@pytest.mark.parametrize("format_", NAMES)
def test_the_same_publication_gives_the_same_bytes(format_: FormatName) -> None:
    folder, target = PUBLICATIONS["every-key"]
    again = collect(ROOT / folder / "publication.yaml", target)
    assert write_units(outgoing("every-key"), format_) == write_units(again, format_)


@pytest.mark.parametrize("format_", RETURNED)
@pytest.mark.parametrize("name", PUBLICATIONS)
def test_what_is_sent_out_comes_back_unchanged(name: str, format_: FormatName, tmp_path: Path) -> None:
    sent = outgoing(name)
    found = back(write_units(sent, format_), format_, tmp_path)
    assert list(found) == [unit.key for unit in sent.units]
    for unit in sent.units:
        returned = found[unit.key]
        assert canonical(returned.source, unit.literal) == canonical(unit.source, unit.literal)
        assert returned.target is not None
        assert unit.target is not None
        assert canonical(returned.target, unit.literal) == canonical(unit.target, unit.literal)
        assert (returned.was, returned.state) == (unit.was, "translated")


@pytest.mark.parametrize("format_", RETURNED)
@pytest.mark.parametrize("name", sampled(["stress", "survey"], "survey"))
def test_a_missing_translation_comes_back_as_new(name: str, format_: FormatName, tmp_path: Path) -> None:
    sent = missing(name)
    assert {unit.state for unit in sent.units} == {"missing"}
    found = back(write_units(sent, format_), format_, tmp_path)
    assert list(found) == [unit.key for unit in sent.units]
    for unit in found.values():
        assert unit.state == "new"
        assert unit.target in (None, unit.source)
        assert unit.was == "-"


def test_the_file_says_what_it_translates(tmp_path: Path) -> None:
    for format_ in RETURNED:
        file = tmp_path / f"x{FORMATS[format_].suffix}"
        file.write_bytes(write_units(outgoing("survey"), format_))
        returned = read_file(file)
        assert (returned.publication, returned.source_language, returned.target_language) == (
            "survey",
            "fr-CH",
            "de-CH",
        )


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    for content in (b"", b"languages: [fr, en]\n", b"<html/>", b"\x00\x01"):
        file = tmp_path / "x.txt"
        file.write_bytes(content)
        with pytest.raises(builder.BuildError, match="expected PO, XLIFF or the Word table"):
            read_file(file)
