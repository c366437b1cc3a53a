"""`--exact-pages`: the contents' page numbers as LibreOffice lays the brief out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome, write
from tests.files.fonts import font_environment
from tests.files.geometry import pages_of, squeeze
from tests.files.opc import Opc
from tests.files.rendering import office_program, render
from tests.files.tools import module
from tests.files.wordxml import children_text, fields, paragraphs, style_of

Builder = Callable[..., Outcome]
BODY = "word/document.xml"


def long_publication(sections: int) -> str:
    lines = ["languages: [fr, en]", 'title: {fr: "Long essai", en: "Long trial"}', "date: 2024-03-01", "sections:"]
    for number in range(1, sections + 1):
        lines += [
            f"  - id: s{number}",
            f"    title: {{fr: Partie {number} ici, en: Part {number} here}}",
            "    blocks:",
        ]
        french, english = "Une phrase de plus. " * (30 + 7 * number), "One more sentence. " * (30 + 7 * number)
        lines += [f'      - text: {{fr: "{french.strip()}", en: "{english.strip()}"}}']
    return "\n".join(lines) + "\n"


def test_a_machine_without_libreoffice_is_reported_so(
    place: Path, builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.office.libreoffice.shutil.which", lambda name: None)
    result = builder("brief", "small", "--lang", "fr", "--exact-pages")
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1 and "LibreOffice" in result.err
    assert not (place / "output").exists()


def test_decks_alone_have_no_pages_to_lay_out(place: Path, builder: Builder) -> None:
    result = builder("build", "small", "--format", "pptx", "--exact-pages")
    assert (result.code, result.out) == (2, "")
    assert "`--exact-pages` and `--format pptx` cannot be combined" in result.err


@pytest.mark.full
@pytest.mark.render
def test_the_contents_name_the_pages_on_which_the_headings_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, builder: Builder
) -> None:
    office_program()
    module("pypdfium2")
    write(tmp_path, "long", long_publication(9))
    monkeypatch.chdir(tmp_path)
    for name, value in font_environment(tmp_path / "fonts").items():
        monkeypatch.setenv(name, value)
    result = builder("build", "long", "--exact-pages", "--format", "docx")
    assert result.code == 0
    assert "left out" not in result.err
    files = sorted((tmp_path / "output").glob("*.docx"))
    render(files, tmp_path / "pdf")
    for file in files:
        opc = Opc(file)
        assert len([code for code in fields(opc, BODY) if code.startswith("PAGEREF")]) == 9
        assert not opc.find(BODY, "//w:fldChar[@w:dirty]")
        drawn = [
            "".join(glyph.text for glyph in page.glyphs) for page in pages_of(tmp_path / "pdf" / f"{file.name}.pdf")
        ]
        entries = [children_text(p) for p in paragraphs(opc) if style_of(p) == "TOC1"]
        assert len(entries) == 9
        for entry in entries:
            match = re.fullmatch(r"\d+ (.+) (\d+)", entry)
            assert match is not None, entry
            shown = [number for number, words in enumerate(drawn, 1) if squeeze(match[1]) in squeeze(words)]
            assert int(match[2]) == max(shown)
        assert int(entries[-1].split()[-1]) > 3
