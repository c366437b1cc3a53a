"""`builder export` and `builder.export`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import builder as package
from tests.cli.conftest import Outcome

Builder = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("kind", "suffix", "begins"),
    [
        ("po", ".po", b"#\nmsgid"), ("xliff", ".xlf", b"<?xml"), ("xliff2", ".xlf", b"<?xml"), ("docx", ".docx", b"PK"),
        ("tmx", ".tmx", b"<?xml"), ("tbx", ".tbx", b"<?xml"),
    ],
)  # fmt: skip
def test_each_format_is_written_under_its_name(
    place: Path, builder: Builder, kind: str, suffix: str, begins: bytes
) -> None:
    done = builder("export", "--to", "en", "--format", kind)
    assert (done.code, done.out) == (0, f"output/small.fr.en{suffix}\n")
    assert done.err == (
        "builder: 0 terms\n" if kind == "tbx" else "builder: 5 units in 5 texts, 9 words: 5 translated\n"
    )
    assert (place / done.out.strip()).read_bytes().startswith(begins)


def test_a_file_has_the_name_that_is_asked_for(place: Path, builder: Builder) -> None:
    assert builder("export", "small", "--to", "fr", "--from", "en", "-o", "x.xliff", "-f", "xliff").out == "x.xliff\n"
    assert 'source-language="en"' in (place / "x.xliff").read_text()
    assert builder("export", "-q", "--to", "en", "-o", "y.po").err == ""


def test_a_dash_is_standard_output(place: Path) -> None:
    command = [sys.executable, "-m", "builder", "export", "--to", "en", "-o", "-"]
    done = subprocess.run(command, capture_output=True, check=True, cwd=place)
    assert done.stdout.startswith(b"#\nmsgid")
    assert done.stderr == f"builder: 5 units in 5 texts, 9 words: 5 translated{os.linesep}".encode()
    assert not (place / "output").exists()


def test_only_some_states(place: Path, builder: Builder) -> None:
    file = place / "content" / "small" / "publication.yaml"
    file.write_text(file.read_text("utf-8").replace(", en: First", ""), "utf-8")
    assert builder("export", "--to", "en").err == "builder: 5 units in 5 texts, 9 words: 1 missing, 4 translated\n"
    done = builder("export", "--to", "en", "--only", "missing", "--only", "stale")
    assert done.err == "builder: 1 unit in 1 text, 1 word: 1 missing\n"
    assert "Premier" in (place / "output/small.fr.en.po").read_text("utf-8")
    assert builder("export", "--to", "en", "--only", "accepted").err == "builder: 0 units\n"


@pytest.mark.parametrize(
    ("words", "reported"),
    [
        (["--to", "de"], "--to: small has no language 'de'; it has fr, en (add it to `languages`)"),
        (["--to", "fr"], "'fr' is the language to translate from (choose another with --from; languages: en)"),
        (["--to", "en", "-o", "x.docx"], "-o: the format po has the suffix .po, 'x.docx' has not (write -o NAME.po)"),
        (["--to", "en", "-o", "none/x.po"], "-o: 'none' does not exist (create the folder first)"),
        (["--to", "en", "-o", "content"], "-o: 'content' is a folder (name a .po file in it)"),
        (["nothing", "--to", "en"], "no publication 'nothing'"),
    ],
)
def test_wrong_use_is_reported_in_one_line(place: Path, builder: Builder, words: list[str], reported: str) -> None:
    done = builder("export", *words)
    assert (done.code, done.out) == (2, "")
    assert reported in done.err
    assert not (place / "output").exists()


def test_problems_of_the_content_are_reported_and_missing_texts_are_none(place: Path, builder: Builder) -> None:
    file = place / "content" / "small" / "publication.yaml"
    file.write_text(file.read_text("utf-8").replace("{fund}", "{pot}"), "utf-8")
    done = builder("export", "--to", "en")
    assert done.code == 1
    assert "unknown figure `pot`" in done.err
    assert not (place / "output").exists()


def test_from_python(place: Path) -> None:
    path = package.export("small", "en", format="xliff2", only=["translated"])
    assert path == Path("output/small.fr.en.xlf")
    assert 'version="2.0"' in path.read_text()
    assert package.export("small", "fr", source="en", output="z.po") == Path("z.po")
    with pytest.raises(package.UsageError):
        package.export("small", "de")


def test_nothing_heavy_is_loaded_for_a_text_format(place: Path) -> None:
    program = (
        "import sys, builder\n"
        "builder.export('small', 'en')\n"
        "assert not {'docx', 'pptx', 'lxml.objectify', 'xlsxwriter'} & set(sys.modules), sorted(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=place)


NOTED = """\
languages: [fr, en]
title: {fr: Un titre, en: A title}
figures: {n: {number: 3, counted: {fr: {one: pont, other: ponts}, en: {one: bridge, other: bridges}}}}
abstract:
  fr: |
    Un paragraphe avec {n} et une note^[Deux mots.] – ici.

    Un **second**.
"""


@pytest.mark.parametrize(("kind", "units"), [("po", 5), ("xliff", 6), ("xliff2", 6), ("docx", 6)])
def test_units_are_those_of_the_file_and_texts_those_of_check(
    place: Path, builder: Builder, kind: str, units: int
) -> None:
    """A paragraph is a unit, and a note where the format has it apart; the forms of a noun are one text."""
    (place / "content" / "small" / "publication.yaml").write_text(NOTED, "utf-8")
    done = builder("export", "--to", "en", "--format", kind)
    missing = units - 3
    assert done.err == f"builder: {units} units in 3 texts, 15 words: {missing} missing, 3 translated\n"
    done = builder("export", "--to", "en", "--format", kind, "--only", "missing")
    assert done.err == f"builder: {missing} units in 1 text, 11 words: {missing} missing\n"
    assert "`abstract` has no text in `en`" in builder("check").err
