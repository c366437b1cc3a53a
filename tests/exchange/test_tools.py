"""The tools that translators use, on exports of real publications: gettext, Translate Toolkit, OmegaT."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import docx
import pytest
from lxml import etree
from pptx import Presentation

import builder
from builder.actions.build import build
from builder.actions.import_translations import import_translations
from builder.check.runner import check
from builder.content.loader import load
from builder.exchange.collect import Outgoing, collect
from builder.exchange.formats import FORMATS, FormatName, read_file, write_units
from builder.exchange.words import REQUIRED, named_codes, words_of
from tests.exchange.omegat import GERMAN, german_copy, omegat, project, translated_by_omegat
from tests.exchange.test_formats import PUBLICATIONS, ROOT, outgoing
from tests.exchange.untranslated import untranslated_copy
from tests.exchange.validation import run
from tests.files.tools import program
from tests.files.validator import schema_errors

pytestmark = pytest.mark.clients

FIRST = ROOT / "content" / "mistral-ai" / "publication.yaml"


def toolkit(name: str) -> list[str | Path]:
    """A program of the Translate Toolkit of this environment."""
    return [sys.executable, "-W", "ignore", Path(sys.executable).parent / name]


def written(folder: Path, sent: Outgoing, name: FormatName) -> Path:
    file = folder / f"sent{FORMATS[name].suffix}"
    file.write_bytes(write_units(sent, name))
    return file


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_msgcat_changes_nothing_that_comes_back(name: str, tmp_path: Path) -> None:
    file, again = written(tmp_path, outgoing(name), "po"), tmp_path / "again.po"
    done = run(program("msgcat"), file, "-o", again)
    assert (done.returncode, done.stderr) == (0, "")
    assert [(unit.key, unit.source, unit.target, unit.was) for unit in read_file(again).units] == [
        (unit.key, unit.source, unit.target, unit.was) for unit in read_file(file).units
    ]


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_filters_of_the_translate_toolkit_find_no_lost_brackets_nor_numbers(name: str, tmp_path: Path) -> None:
    file, found = written(tmp_path, outgoing(name), "po"), tmp_path / "found.po"
    done = run(*toolkit("pofilter"), "--test", "brackets", "--test", "numbers", file, found)
    assert done.returncode == 0, done.stderr
    complaints = (
        re.findall(r'\(pofilter\) (.*?)\n(?:#.*\n)*msgctxt "([^"]*)"', found.read_text()) if found.exists() else []
    )
    # What a translator changes on purpose is no loss: a word in another language needs its brackets in one text only.
    assert [key for _, key in complaints if not _has_own_brackets(name, key)] == []


def _has_own_brackets(name: str, key: str) -> bool:
    unit = next(unit for unit in outgoing(name).units if unit.key == key)
    source, target = words_of(unit.source), words_of(unit.target or "")
    return named_codes(source, REQUIRED) == named_codes(target, REQUIRED)


def test_converters_of_the_translate_toolkit_read_the_memory_and_the_terms(tmp_path: Path) -> None:
    sent = outgoing("mistral-ai")
    memory = tmp_path / "memory.tmx"
    done = run(*toolkit("po2tmx"), "-l", "en", "--source-language", "fr", written(tmp_path, sent, "po"), memory)
    assert done.returncode == 0, done.stderr
    pairs = etree.parse(str(memory)).findall(".//tu")
    ours = etree.fromstring(write_units(sent, "tmx")).findall(".//tu")
    assert len(ours) == len(sent.units)
    words = [["".join(side.itertext()).strip() for side in pair.findall("tuv")] for pair in pairs]
    assert [tuple(pair) for pair in words] == [(unit.source, unit.target) for unit in sent.units]
    terms = tmp_path / "terms.po"
    done = run(*toolkit("tbx2po"), written(tmp_path, sent, "tbx"), terms)
    assert done.returncode == 0, done.stderr
    found = dict(re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"', terms.read_text(encoding="utf-8"), re.MULTILINE))
    assert found["intelligence artificielle"] == "artificial intelligence"
    assert len(found) == len(sent.publication.terms)


# --- OmegaT ----------------------------------------------------------------------------------------------------------


@pytest.mark.full
def test_omegat_translates_po_from_our_memory(tmp_path: Path) -> None:
    whole = outgoing("mistral-ai")
    file = untranslated_copy(FIRST.parent, tmp_path / "mistral-ai", "en")
    files = {
        "source/texts.po": write_units(collect(file, "en"), "po"),
        "tm/auto/memory.tmx": write_units(whole, "tmx"),
        "glossary/terms.tbx": write_units(whole, "tbx"),
    }
    omegat(project(tmp_path / "project", "en", files), "--mode=console-translate")
    returned = tmp_path / "project" / "target" / "texts.po"
    assert [unit.target for unit in read_file(returned).units] == [unit.target for unit in whole.units]
    report = import_translations([returned], publication=file)
    assert not report.failed
    assert sum(done.written for done in report.files) == len(whole.units)
    assert builder.load(file).complete_languages == ("fr", "en")


@pytest.mark.full
@pytest.mark.validator
def test_omegat_translates_the_first_publication_into_german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """XLIFF of the missing texts, translated by a memory, imported, built and validated."""
    monkeypatch.chdir(tmp_path)
    file = german_copy(tmp_path)
    sent = collect(file, "de", only=["missing"])
    returned = translated_by_omegat(write_units(sent, "xliff"), GERMAN.read_bytes(), tmp_path / "project")
    units = {unit.key: unit for unit in read_file(returned).units}
    assert set(units) == {unit.key for unit in sent.units}
    for unit in sent.units:
        assert units[unit.key].target != unit.source, unit.key
        assert named_codes(words_of(units[unit.key].target or "")) == named_codes(words_of(unit.source))
    report = import_translations([returned], publication=file)
    assert report.problems == ()
    assert [(done.written, done.absent) for done in report.files] == [(len(sent.units), ())]
    assert load(file).complete_languages == ("fr", "en", "de")
    assert import_translations([returned], publication=file).changes == ()
    assert not check(file, languages=["de"]).failed
    brief, deck = build(file, ["de"], output=tmp_path / "output")
    assert (brief.name, deck.name) == ("mistral-ai.de.docx", "mistral-ai.de.pptx")
    assert schema_errors(brief) == schema_errors(deck) == []
    printed = " ".join(paragraph.text for paragraph in docx.Document(str(brief)).paragraphs)
    for words in (
        "mehr als 100\u00a0Millionen Euro eingeworben",
        "denn der Artikel schreibt „mehr als“",
        "Das erste, Mistral 7B, hat 7\u00a0Milliarden Parameter.",
        "„Durch Europa, für Europa“",
        "15.\u00a0September 2024",
        "2023 von ehemaligen Forschern",
    ):
        assert words in printed
    shown = " ".join(
        shape.text for slide in Presentation(str(deck)).slides for shape in slide.shapes if shape.has_text_frame
    )
    assert "Von den vier verglichenen Akteuren" in shown
    assert "400\u00a0Millionen Euro" in shown


# --- Poedit ----------------------------------------------------------------------------------------------------------

_SHORT = """\
languages: [fr, en]
title: Budget
figures:
  fund: {amount: 2_500_000, currency: EUR}
sections:
  - title: Argent
    message:
      fr: Le fonds de {fund} dure **trois ans**.^[Une note.]
      en: It has {fund} for **three years**.^[A note.]
    blocks:
      - text: {fr: Un texte., en: A text.}
      - text: {fr: Un autre., en: Another.}
"""


def edited_in_poedit(file: Path, words: str, home: Path) -> None:
    """Change the translation of the first text of a file, with a home of its own."""
    for name in ("poedit", "xdotool"):
        program(name)
    home.mkdir()
    words_of_command = [program("xvfb-run"), "-a", "-s", "-screen 0 1280x800x24", sys.executable, "-m"]
    done = run(*words_of_command, "tests.exchange.poedit", file, words, cwd=ROOT, env={**os.environ, "HOME": str(home)})
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.full
@pytest.mark.parametrize(
    ("name", "typed", "target"),
    [
        ("po", "Now {fund} for **three years**.^[A note.]", "Now {fund} for **three years**.^[A note.]"),
        ("xliff", "All words are new.", None),
        ("xliff2", "All words are new.", None),
    ],
)
def test_poedit_changes_one_text_and_nothing_else(
    name: FormatName, typed: str, target: str | None, tmp_path: Path
) -> None:
    source = tmp_path / "budget" / "publication.yaml"
    source.parent.mkdir()
    source.write_text(_SHORT, encoding="utf-8")
    file = written(tmp_path, collect(source, "en"), name)
    before = {unit.key: unit for unit in read_file(file).units}
    lines = file.read_text(encoding="utf-8").splitlines()
    edited_in_poedit(file, typed, tmp_path / "home")
    returned = read_file(file)
    after = {unit.key: unit for unit in returned.units}
    key = "sections.0.message"
    others = set(before) - {key}
    assert {own: after[own].target for own in others} == {own: before[own].target for own in others}
    if name != "po":
        changed = [line for line in file.read_text(encoding="utf-8").splitlines() if line not in lines]
        assert all("<target" in line or "<segment" in line for line in changed), changed
        assert len(changed) <= 2
    report = import_translations([file], publication=source)
    if target is not None:
        assert after[key].target == target
        assert [done.written for done in report.files] == [1], report.problems
        assert target in source.read_text(encoding="utf-8")
    else:
        assert report.failed
        assert any("{fund} is missing" in problem.message for problem in report.problems)
        assert source.read_text(encoding="utf-8") == _SHORT
