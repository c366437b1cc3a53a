"""Marks of texts as they come out in the files: raised, lowered and struck characters, soft hyphens.

Read back from built briefs and decks, in both languages; the words are the same in both media.
"""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import builder
from builder.content import markup as m
from builder.content.text import parse_text
from builder.tree.prose import Paragraph, plain
from builder.tree.walk import visit
from tests.content.test_text import scalar
from tests.files.opc import Opc, open_opc
from tests.files.slidexml import notes_of, slides
from tests.files.validator import schema_errors
from tests.marking import examples
from tests.resolve.make import publication, resolved, section, texts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LANGUAGES = ("fr", "en")
SHY = "\u00ad"

MARKS = """\
languages: [fr, en]
title: {fr: Émissions de CO~2~, en: CO~2~ emissions}
date: 2025-01-15
figures: {share: {percent: 12}}
sections:
  - id: gas
    title: {fr: Le CO~2~ en t/m^2^, en: CO~2~ in t/m^2^}
    message: {fr: "Un message sur 10^6^ m^3^.", en: "A message on 10^6^ m^3^."}
    notes: {fr: "À dire : CO~2~, ~~barré~~.", en: "Say: CO~2~, ~~struck~~."}
    blocks:
      - text:
          fr: "Le CO~2~ pèse 12 t/m^2^, ~~barré *et {share} (@sec-gas)*~~, x^{share}^, K^+^.^[En 10^-3^ mol.]"
          en: "CO~2~ weighs 12 t/m^2^, ~~struck *and {share} (@sec-gas)*~~, x^{share}^, K^+^.^[In 10^-3^ mol.]"
      - points:
          - {fr: "Le **CO~2~** de M^lle^ Roy", en: "The **CO~2~** of the 3^rd^ plan"}
      - table:
          id: gases
          caption: {fr: Gaz en m^3^, en: Gases in m^3^}
          columns: [{fr: Gaz, en: Gas}, m^3^]
          rows: [[N~2~O, 3]]
      - chart:
          kind: column
          caption: {fr: CO~2~ par an, en: CO~2~ a year}
          alt: {fr: Le CO~2~ croît de 10^6^ t., en: CO~2~ grows by 10^6^ t.}
          categories: [CO~2~, CH~4~]
          series: [{name: m^3^, values: [1, 2]}]
"""


def build(folder: Path, source: str, language: str) -> tuple[Path, Path]:
    """Write the publication; its brief and its deck."""
    (folder / "publication.yaml").write_text(source, "utf-8")
    publication = builder.load(folder / "publication.yaml")
    builder.write_brief(publication, language, folder / "brief.docx")
    builder.write_deck(publication, language, folder / "deck.pptx")
    return folder / "brief.docx", folder / "deck.pptx"


def brief_marks(opc: Opc, story: str = "word/document.xml") -> list[tuple[str, str]]:
    """The words of each raised, lowered or struck run, with what it is."""
    marks = []
    for run in opc.xml(story).iter(f"{W}r"):
        words = "".join(element.text or "" for element in run.iter(f"{W}t"))
        align = run.find(f"{W}rPr/{W}vertAlign")
        if align is not None and words:
            marks.append((words, align.get(f"{W}val")))
        if run.find(f"{W}rPr/{W}strike") is not None and words:
            marks.append((words, "strike"))
    return marks


def deck_marks(opc: Opc, part: str) -> list[tuple[str, str]]:
    marks = []
    for run in opc.xml(part).iter(f"{A}r"):
        words = "".join(element.text or "" for element in run.iter(f"{A}t"))
        properties = run.find(f"{A}rPr")
        baseline = int(properties.get("baseline", 0))
        if baseline:
            marks.append((words, "superscript" if baseline > 0 else "subscript"))
        if properties.get("strike") == "sngStrike":
            marks.append((words, "strike"))
    return marks


@pytest.mark.parametrize("language", LANGUAGES)
def test_scripts_and_strikes_are_native_in_a_brief(tmp_path: Path, language: str) -> None:
    brief, _ = build(tmp_path, MARKS, language)
    opc = open_opc(brief)
    marks = brief_marks(opc)
    struck = {"fr": ("barré ", "et ", "12\u00a0%", "2", "1"), "en": ("struck ", "and ", "12%", "2", "1")}[language]
    assert {("2", "subscript"), ("2", "superscript"), ("3", "superscript"), ("6", "superscript")} <= set(marks)
    assert ("12\u00a0%" if language == "fr" else "12%", "superscript") in marks
    assert ("+", "superscript") in marks
    strikes = [words for words, mark in marks if mark == "strike"]
    assert strikes[:3] == list(struck[:3])
    assert "".join(strikes).replace("\u00a0", " ").endswith("ection 1)")
    assert ("lle" if language == "fr" else "rd", "superscript") in marks
    assert ("\u22123", "superscript") in brief_marks(opc, "word/footnotes.xml")
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(brief)).paragraphs)
    assert not re.search(r"[~^]", words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_scripts_and_strikes_are_native_in_a_deck(tmp_path: Path, language: str) -> None:
    _, deck = build(tmp_path, MARKS, language)
    opc = open_opc(deck)
    marks = {mark for part in slides(opc) for mark in deck_marks(opc, part)}
    assert {("2", "subscript"), ("3", "superscript"), ("6", "superscript")} <= marks
    notes = [mark for part in opc.names("ppt/notesSlides") for mark in deck_marks(opc, part)]
    assert ("2", "subscript") in notes
    assert ("barré" if language == "fr" else "struck", "strike") in notes
    for part in slides(opc):
        words = "".join(element.text or "" for element in opc.xml(part).iter(f"{A}t")) + notes_of(opc, part)
        assert not re.search(r"[~^]", words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_can_be_raised_digits_are_those_of_unicode(tmp_path: Path, language: str) -> None:
    brief, deck = build(tmp_path, MARKS, language)
    title = {"fr": "Émissions de CO₂", "en": "CO₂ emissions"}[language]
    assert docx.Document(str(brief)).core_properties.title == title
    presentation = pptx.Presentation(str(deck))
    assert presentation.core_properties.title == title
    chart = next(shape for slide in presentation.slides for shape in slide.shapes if shape.has_chart)
    assert "10⁶" in chart._element.nvGraphicFramePr.cNvPr.get("descr")
    assert list(chart.chart.plots[0].categories) == ["CO₂", "CH₄"]
    assert chart.chart.series[0].name == "m³"


SHY_SOURCE = f"""\
languages: [fr, en]
title: {{fr: Anti{SHY}constitution, en: Donau{SHY}dampf}}
date: 2025-01-15
sections:
  - id: words
    title: {{fr: Anti{SHY}constitution{SHY}nellement, en: Donau{SHY}dampf{SHY}schiff}}
    message: {{fr: Un message anti{SHY}constitution{SHY}nel., en: A Konfi{SHY}guration message.}}
    blocks:
      - text: {{fr: "Un mot cons{SHY}titution.^[Cé{SHY}sure.]", en: "A Konfi{SHY}guration.^[Soft{SHY}ly.]"}}
      - table:
          id: cells
          caption: {{fr: Des cé{SHY}sures, en: Some hy{SHY}phens}}
          columns: [{{fr: M{SHY}ot, en: W{SHY}ord}}]
          rows: [[Konfi{SHY}guration{SHY}stabelle]]
      - chart:
          kind: column
          caption: {{fr: Cé{SHY}sures, en: Hy{SHY}phens}}
          alt: {{fr: Des cé{SHY}sures., en: Hy{SHY}phens.}}
          categories: [A{SHY}B, CD]
          series: [{{name: E{SHY}F, values: [1, 2]}}]
"""


@pytest.mark.full
@pytest.mark.validator
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("source", [MARKS, SHY_SOURCE], ids=["marks", "hyphens"])
def test_the_validator_accepts_both_media(tmp_path: Path, source: str, language: str) -> None:
    for file in build(tmp_path, source, language):
        assert schema_errors(file) == []


def characters(opc: Opc, suffixes: tuple[str, ...] = (".xml", ".rels")) -> str:
    return "".join(blob.decode() for name, blob in opc.parts.items() if name.endswith(suffixes))


@pytest.mark.parametrize("language", LANGUAGES)
def test_soft_hyphens_are_words_own_and_nowhere_else(tmp_path: Path, language: str) -> None:
    brief, deck = build(tmp_path, SHY_SOURCE, language)
    opc = open_opc(brief)
    assert SHY not in characters(opc)
    hyphens = {
        story: len(list(opc.xml(story).iter(f"{W}softHyphen"))) for story in ("word/document.xml", "word/footnotes.xml")
    }
    # Cover, contents (the title of the section), heading, message, text, cell, header cell and two captions.
    assert hyphens["word/footnotes.xml"] == 1
    assert hyphens["word/document.xml"] >= (
        1 + 2 + 2 + 2 + 1 + 2 + 1 + 2 if language == "fr" else 1 + 2 + 2 + 1 + 1 + 5
    )
    assert SHY not in docx.Document(str(brief)).core_properties.title
    assert SHY not in characters(open_opc(deck))


def test_soft_hyphens_change_no_measure(tmp_path: Path) -> None:
    """The deck is planned as if the hyphens were not there: same slides, same sizes."""
    with_hyphens, without = tmp_path / "with", tmp_path / "without"
    with_hyphens.mkdir()
    without.mkdir()
    _, soft = build(with_hyphens, SHY_SOURCE, "fr")
    _, bare = build(without, SHY_SOURCE.replace(SHY, ""), "fr")
    mine, theirs = open_opc(soft), open_opc(bare)
    for part in slides(mine):
        assert mine.parts[part] == theirs.parts[part]


# --- Properties ------------------------------------------------------------------------------------------------------

WORD = st.text("abcdefgéà0123456789", min_size=1, max_size=6)
UNDERSTOOD = [
    ("{}~{}~", 2, "~"),
    ("{}^{}^", 2, "^"),
    ("~~{} {}~~", 2, "~"),
    ("**{}~{}~**", 2, "~*"),
    ("*{}^{}^*", 2, "^*"),
    ("~~{}^{}^~~", 2, "~^"),
    ("{}^*{}*^", 2, "^*"),
    ("**~~{}~~ {}**", 2, "~*"),
]


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, str, str]:
    """A text with one understood mark, its words, and the characters of the mark."""
    pattern, count, signs = draw(st.sampled_from(UNDERSTOOD))
    words = draw(st.lists(WORD, min_size=count, max_size=count))
    after = draw(st.sampled_from(["", " mot", ", mot", ".", ") mot", " »"]))
    written = "Mot " + pattern.format(*words) + after
    shown = "Mot " + re.sub(r"[~^*]", "", pattern).format(*words) + after
    return written, shown, signs


@given(marked())
@settings(max_examples=examples(200), deadline=None)
def test_no_character_of_an_understood_mark_is_printed(case: tuple[str, str, str]) -> None:
    written, shown, signs = case
    words = printed(written)
    assert not set(signs) & set(words)
    assert letters(words) == letters(shown)


PLAIN = st.lists(
    st.sampled_from(
        ["mot", "~5", "~12 %", "$5", "$6", "2^10", "3^5", "x^2", "[sic]", "(p. 4)", "un_nom_de_fichier", "a_b",
         "5 * 3", "a*b", "^", "~", "≈3", "C#", "1:2", "::", "=", "a = b", "A|B", "10 €", "[1]", "=>", "--", "#1"]
    ),
    min_size=1, max_size=6,
)  # fmt: skip


@given(PLAIN)
@settings(max_examples=examples(200), deadline=None)
def test_words_without_marks_are_printed_as_typed(parts: list[str]) -> None:
    text = "Mot " + " ".join(parts)
    assert letters(printed(text)) == letters(text)


def printed(text: str) -> str:
    """The words of a text once resolved in French."""
    problems: list[builder.Diagnostic] = []
    markup = parse_text(scalar(text), "rich", problems)
    assert not problems
    (block,) = markup.blocks
    assert isinstance(block, m.Para)
    document = resolved(publication(section(texts(block.children))), "fr")
    return "".join(plain(node.inlines) for node in visit(document) if isinstance(node, Paragraph))


def letters(words: str) -> str:
    """Words without what typography may set: spaces, apostrophes, quotation marks, dashes."""
    return re.sub(r"[\s\u00a0\u202f'’«»\"–—\-\u2212\u2011*×\u2060]", "", words)
