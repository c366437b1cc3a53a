"""`builder import`: what it prints, what it writes, how it ends."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import builder as api
from tests.cli.conftest import Outcome, write
from tests.small import SMALL

Builder = Callable[..., Outcome]


@pytest.fixture
def file(place: Path, builder: Builder) -> Path:
    """The texts as they come back from a translator: three changed, one of them without its figure."""
    assert builder("export", "--to", "en", "-o", "small.po").code == 0
    file = place / "small.po"
    text = file.read_text(encoding="utf-8")
    text = text.replace('msgstr "Money"', 'msgstr "Cash"').replace('msgstr "First"', 'msgstr "The first"')
    file.write_text(text.replace("The fund reaches {fund}.", "The fund grows."), encoding="utf-8")
    return file


def source(place: Path) -> str:
    return (place / "content/small/publication.yaml").read_text(encoding="utf-8")


def line_of(file: Path, text: str) -> int:
    return next(n for n, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1) if text in line)


def test_good_units_are_written_and_the_others_reported_with_their_line(
    place: Path, builder: Builder, file: Path
) -> None:
    done = builder("import", "small.po")
    assert done.code == 1
    assert done.out == "content/small/publication.yaml\n"
    line = line_of(file, 'msgstr "The fund grows."')
    reported, summary = done.err.splitlines()
    assert reported == f"small.po:{line}: sections.money.message: {{fund}} is missing"
    assert summary == "builder: small.po: 2 written, 2 there already, 1 not taken"
    expected = SMALL.replace("en: Money}", "en: Cash}").replace("en: First}", "en: The first}")
    assert source(place) == expected
    again = builder("import", "small.po")
    assert (again.code, again.out) == (1, "")
    assert "4 there already, 1 not taken" in again.err


def test_a_dry_run_prints_a_diff_that_can_be_applied(place: Path, builder: Builder, file: Path) -> None:
    done = builder("import", "small.po", "--dry-run")
    assert (done.code, source(place)) == (1, SMALL)
    assert done.err.endswith("builder: small.po: 2 to write, 2 there already, 1 not taken\n")
    assert "-    title: {fr: Argent, en: Money}\n+    title: {fr: Argent, en: Cash}\n" in done.out
    (place / "change.diff").write_text(done.out, encoding="utf-8")
    subprocess.run(["git", "apply", "change.diff"], cwd=place, check=True)
    patched = source(place)
    (place / "content/small/publication.yaml").write_text(SMALL, encoding="utf-8")
    builder("import", "small.po")
    assert source(place) == patched


def test_what_nobody_changed_ends_well(place: Path, builder: Builder) -> None:
    builder("export", "--to", "en", "-o", "small.xlf", "--format", "xliff")
    done = builder("import", "small.xlf")
    assert (done.code, done.out) == (0, "")
    assert done.err == "builder: small.xlf: 5 there already\n"
    assert builder("import", "small.xlf", "-q").err == ""
    assert source(place) == SMALL


def test_accept_records_and_check_stays_silent(place: Path, builder: Builder, file: Path) -> None:
    done = builder("import", "small.po", "--accept")
    assert done.out == "content/small/publication.yaml\ncontent/small/reviewed.txt\n"
    assert "4 accepted" in done.err
    reported = builder("check", "--select", "STL").err
    assert "sections.money.message" in reported
    assert reported.count("STL003") == 1
    assert builder("import", "small.po", "--accept").out == ""


def test_several_files_are_taken_one_after_the_other(place: Path, builder: Builder, file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    (place / "second.po").write_text(text.replace("The fund grows.", "It grows by {fund}."), encoding="utf-8")
    done = builder("import", "small.po", "second.po")
    assert done.code == 1
    assert "second.po: 1 written, 4 there already" in done.err
    assert "It grows by {fund}." in source(place)


def test_the_publication_is_the_one_that_the_file_names(place: Path, builder: Builder, file: Path) -> None:
    write(place, "other", SMALL)
    assert builder("import", "small.po").out == "content/small/publication.yaml\n"
    (place / "content/small").rename(place / "content/renamed")
    lost = builder("import", "small.po")
    assert (lost.code, lost.out) == (2, "")
    assert "small.po names 'small'; several publications in content/" in lost.err
    assert "--publication" in lost.err
    assert builder("import", "small.po", "--publication", "other").out == "content/other/publication.yaml\n"


def test_a_publication_anywhere_is_named_by_its_path(place: Path, builder: Builder, file: Path) -> None:
    folder = place / "elsewhere" / "small"
    folder.parent.mkdir()
    (place / "content/small").rename(folder)
    done = builder("import", "small.po", "-p", "elsewhere/small")
    assert done.out == "elsewhere/small/publication.yaml\n"


def test_files_that_cannot_be_read_are_reported_and_the_others_taken(place: Path, builder: Builder, file: Path) -> None:
    (place / "image.png").write_bytes(b"\x89PNG")
    done = builder("import", "nowhere.po", "image.png", "small.po")
    assert done.code == 1
    lines = done.err.splitlines()
    assert lines[0] == "nowhere.po:1: no file `nowhere.po`"
    assert lines[1].startswith("image.png:1: this is no file of `builder export`")
    assert "en: Cash}" in source(place)


def test_a_publication_that_does_not_load_stops_all(place: Path, builder: Builder, file: Path) -> None:
    write(place, "broken", SMALL + "nonsense: 1\n")
    done = builder("import", "small.po", "-p", "broken")
    assert done.code == 1
    assert "unknown key `nonsense`" in done.err


def test_nothing_is_imported_from_nothing(place: Path, builder: Builder) -> None:
    done = builder("import")
    assert done.code == 2


def test_from_python(place: Path, file: Path) -> None:
    report = api.import_translations(["small.po"], dry_run=True)
    assert report.failed
    (change,) = report.changes
    assert change.path.name == "publication.yaml"
    assert b"en: Cash}" in change.after
    assert source(place) == SMALL
    assert api.import_translations([file]).files[0].written == 2
    assert "en: Cash}" in source(place)


def test_texts_that_the_file_lacks_are_counted_and_named_with_verbose(place: Path, builder: Builder) -> None:
    builder("export", "--to", "en", "-o", "small.po")
    file = place / "small.po"
    entries = file.read_text(encoding="utf-8").split("\n\n")
    file.write_text("\n\n".join(entry for entry in entries if 'msgctxt "title"' not in entry), encoding="utf-8")
    done = builder("import", "small.po")
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == [
        "small.po:1: info: 1 unit of the publication is not in the file (-v names it)",
        "builder: small.po: 4 there already",
    ]
    line = source(place)[: source(place).index("\ntitle:")].count("\n") + 2
    named = builder("import", "small.po", "-v").err.splitlines()[0]
    assert named.startswith(f"content/small/publication.yaml:{line}:")
    assert named.endswith(": info: title is not in small.po")
    assert builder("import", "small.po", "-q").err == ""
