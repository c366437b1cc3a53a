"""PO files as gettext and translation tools leave them: fuzzy matches, plural forms, other languages in the head."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from builder.actions.import_translations import ImportReport, import_translations
from builder.exchange.collect import collect
from builder.exchange.formats import FormatName, write_units
from builder.exchange.po import read_po
from tests.exchange.clients import client
from tests.files.tools import program

YAML = """\
languages: [fr, en, de]
title: {fr: "Titre : un", en: "Title: one"}
sections:
  - title: {fr: Saisons, en: Seasons}
    blocks:
      - text: {fr: "L'été à la mer est une très bonne idée pour tous ceux qui aiment nager.", en: a}
      - text: {fr: "L'hiver à la mer est une très bonne idée pour tous ceux qui aiment nager.", en: b}
"""
SUMMER, WINTER = "sections.0.blocks.0.text.0", "sections.0.blocks.1.text.0"
GERMAN = "Winter am Meer ist für Schwimmer eine gute Idee."


class Desk:
    def __init__(self, folder: Path):
        self.path = folder / "p" / "publication.yaml"
        self.path.parent.mkdir()
        self.path.write_text(YAML, encoding="utf-8")
        self.folder = folder

    def sent(self, kind: FormatName = "po") -> bytes:
        return write_units(collect(self.path, "de"), kind)

    def bring(self, data: bytes) -> ImportReport:
        file = self.folder / "back"
        file.write_bytes(data)
        return import_translations([file], publication=self.path)

    @property
    def source(self) -> str:
        return self.path.read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def entry(data: bytes, key: str, words: str, head: str = "") -> bytes:
    """A file with a translation of an entry, and lines above it."""
    text = data.decode()
    at = text.index(f'msgctxt "{key}"')
    end = text.index('msgstr ""', at)
    rest = text[end:].removeprefix('msgstr ""')
    return f'{text[:at]}{head}{text[at:end]}msgstr "{words}"{rest}'.encode()


def messages(report: ImportReport) -> list[str]:
    return [problem.message for problem in report.problems]


GUESS = f"{SUMMER}: a tool took these words from a similar text, and nobody has confirmed them"
FORMER = '#, fuzzy\n#| msgid "L\'hiver à la mer"\n'
LONG = '#, fuzzy\n#| msgid ""\n#| "L\'hiver "\n#| "à la mer"\n'


@pytest.mark.parametrize("head", [FORMER, LONG])
@pytest.mark.parametrize("unusual", [False, True])
def test_a_fuzzy_match_of_another_source_is_reported(desk: Desk, head: str, unusual: bool) -> None:
    data = entry(desk.sent(), SUMMER, GERMAN, head)
    report = desk.bring(data + (b'\n#~ msgid "Alt"\n#~ msgstr "Alt"\n' if unusual else b""))
    assert messages(report) == [GUESS]
    assert desk.source == YAML


def test_a_draft_of_the_same_source_is_written_and_counted(desk: Desk) -> None:
    data = entry(desk.sent(), WINTER, GERMAN, "#, fuzzy\n")
    report = desk.bring(data)
    assert [(file.written, file.drafts) for file in report.files] == [(1, 1)]
    assert GERMAN in desk.source
    (warning,) = report.problems
    line = data.decode().partition(GERMAN)[0].count("\n") + 1
    assert (warning.severity, warning.span.line) == ("warning", line)
    assert warning.message == "1 draft is written, which a tool may have guessed"
    assert warning.hint == f"read it: line {line}"


@pytest.mark.parametrize("there", ["in the file", "in the publication"])
@pytest.mark.parametrize("kind", ["po", "xliff"])
def test_a_draft_with_the_translation_of_another_text_is_a_guess(desk: Desk, kind: FormatName, there: str) -> None:
    """Tools that fill in similar texts do not all say so: `msgmerge` without `--previous` marks them as fuzzy alone."""
    if there == "in the publication":
        text = desk.source.replace("en: a}", f"en: a, de: {GERMAN}}}")
        desk.path.write_text(text, encoding="utf-8")
    before = desk.source
    work = client(kind, desk.sent(kind))
    if there == "in the file":
        work.say(SUMMER, GERMAN)
    work.say(WINTER, GERMAN)
    data = work.save()
    if kind == "po":
        data = data.replace(f'msgctxt "{WINTER}"'.encode(), f'#, fuzzy\nmsgctxt "{WINTER}"'.encode())
    else:
        begin, winter, rest = data.decode().partition(f'resname="{WINTER}"')
        data = (begin + winter + re.sub(r'state="\w+"', 'state="needs-review-translation"', rest, count=1)).encode()
    report = desk.bring(data)
    assert messages(report) == [GUESS.replace(SUMMER, WINTER)]
    assert "de: " not in desk.source.partition("en: b")[2]
    assert (desk.source == before) == (there == "in the publication")
    report = desk.bring(data.replace(b"#, fuzzy\n", b"").replace(b"needs-review-translation", b"translated"))
    assert messages(report) == []
    assert GERMAN in desk.source.partition("en: b")[2]


@pytest.mark.clients
@pytest.mark.parametrize("changed", [False, True])
def test_what_plain_msgmerge_takes_from_an_older_file(desk: Desk, changed: bool) -> None:
    """Without `--previous` a guess is a fuzzy text like those of translators: it is written, and named."""
    old, new, merged = (desk.folder / f"{name}.po" for name in ("old", "new", "merged"))
    old.write_bytes(entry(desk.sent(), WINTER, GERMAN))
    if changed:
        desk.path.write_text(YAML.replace('nager.", en: b', 'nager longtemps.", en: b'), encoding="utf-8")
    new.write_bytes(desk.sent())
    subprocess.run([program("msgmerge"), "--quiet", str(old), str(new), "-o", str(merged)], check=True, timeout=60)
    report = desk.bring(merged.read_bytes())
    assert GERMAN in desk.source
    drafts = ["1 draft is written, which a tool may have guessed"] if changed else []
    assert messages(report) == drafts
    assert [(file.written, file.drafts) for file in report.files] == [(1, int(changed))]


@pytest.mark.clients
def test_what_plain_msgmerge_takes_from_a_similar_text(desk: Desk) -> None:
    old, new, merged = (desk.folder / f"{name}.po" for name in ("old", "new", "merged"))
    winter = "      - text: " + YAML.rpartition("      - text: ")[2]
    desk.path.write_text(YAML.replace(winter, ""), encoding="utf-8")
    old.write_bytes(entry(desk.sent(), SUMMER, GERMAN))
    desk.path.write_text(YAML, encoding="utf-8")
    new.write_bytes(desk.sent())
    subprocess.run([program("msgmerge"), "--quiet", str(old), str(new), "-o", str(merged)], check=True, timeout=60)
    assert merged.read_text("utf-8").count(GERMAN[:20]) == 2
    report = desk.bring(merged.read_bytes())
    assert messages(report) == [GUESS.replace(SUMMER, WINTER)]
    assert desk.source == YAML.replace("en: a}", f'en: a, de: "{GERMAN}"}}')


@pytest.mark.clients
@pytest.mark.parametrize("changed", [False, True])
def test_what_msgmerge_takes_from_an_older_file(desk: Desk, changed: bool) -> None:
    """The same text is written; the translation of a text that has changed since is a guess."""
    old, new, merged = (desk.folder / f"{name}.po" for name in ("old", "new", "merged"))
    old.write_bytes(entry(desk.sent(), WINTER, GERMAN))
    text = YAML.replace('nager.", en: b', 'nager longtemps.", en: b') if changed else YAML
    desk.path.write_text(text, encoding="utf-8")
    new.write_bytes(desk.sent())
    command = [program("msgmerge"), "--quiet", "--previous", str(old), str(new), "-o", str(merged)]
    subprocess.run(command, check=True, timeout=60)
    report = desk.bring(merged.read_bytes())
    assert messages(report) == ([GUESS.replace(SUMMER, WINTER)] if changed else [])
    assert desk.source == (text if changed else text.replace("en: b}", f'en: b, de: "{GERMAN}"}}'))


def test_an_entry_with_plural_forms_is_reported(desk: Desk) -> None:
    text = desk.sent().decode()
    at = text.index('msgid "Saisons"\n') + len('msgid "Saisons"\n')
    plural = 'msgid_plural "Saisons"\nmsgstr[0] "Saison"\nmsgstr[1] "Saisons"'
    report = desk.bring((text[:at] + plural + text[at:].removeprefix('msgstr ""')).encode())
    assert messages(report) == ["sections.0.title: an entry with plural forms: it was not sent out so"]
    assert report.problems[0].span.line == text[:at].count("\n") + 2


@pytest.mark.parametrize("kind", ["po", "xliff", "xliff2", "docx"])
def test_a_translation_of_spaces_alone_is_none(desk: Desk, kind: FormatName) -> None:
    work = client(kind, desk.sent(kind))
    work.say(WINTER, " \u00a0 ")
    report = desk.bring(work.save())
    assert (messages(report), desk.source) == ([], YAML)


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("po", '"Language: de\\n"', '"Language: de_DE\\n"'),
        ("po", '"X-Source-Language: fr\\n"', '"X-Source-Language: fr_FR\\n"'),
        ("xliff", 'target-language="de"', 'target-language="de-DE"'),
        ("xliff2", 'srcLang="fr" trgLang="de"', 'srcLang="fr-FR" trgLang="de-AT"'),
    ],
)
def test_a_region_that_a_tool_adds_is_no_other_language(desk: Desk, kind: FormatName, before: str, after: str) -> None:
    work = client(kind, desk.sent(kind))
    work.say(WINTER, GERMAN)
    text = work.save().decode()
    assert before in text
    report = desk.bring(text.replace(before, after).encode())
    assert messages(report) == []
    assert GERMAN in desk.source


def test_another_region_that_is_declared_is_another_language(desk: Desk) -> None:
    desk.path.write_text(YAML.replace("en, de]", "en, pt-BR]"), encoding="utf-8")
    data = write_units(collect(desk.path, "pt-BR"), "po")
    report = desk.bring(data.replace(b"Language: pt_BR", b"Language: pt_PT"))
    assert messages(report) == ["`pt-PT` is no language of the publication; it has fr, en, pt-BR"]


def test_a_former_source_is_read_as_polib_reads_it(desk: Desk) -> None:
    data = entry(desk.sent(), WINTER, GERMAN, LONG)
    usual = read_po(data, "a.po")
    with_polib = read_po(data + b'\n#~ msgid "Alt"\n#~ msgstr "Alt"\n', "a.po")
    assert usual.units == with_polib.units
    assert [unit.key for unit in usual.units if unit.guessed] == [WINTER]
