"""Small tables inside texts: native in the brief, native on a slide that shows the text, lines in speaker notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import builder
from builder.content import markup as m
from builder.content.text import parse_text
from builder.diagnostics import BuildError
from tests.content.test_text import scalar
from tests.files.opc import open_opc
from tests.files.validator import schema_errors
from tests.files.wordxml import W
from tests.marking import examples

NB = "\u00a0"

SOURCE = """\
languages: [fr, en]
title: {fr: Gaz, en: Gases}
date: 2025-01-15
figures: {share: {percent: 12}}
sections:
  - id: gas
    title: {fr: Gaz, en: Gases}
    message: {fr: Deux gaz pèsent., en: Two gases weigh.}
    blocks:
      - text:
          fr: |
            Voici le détail :

            | Poste | Tonnes | Part | Prix |
            |:--|---|:-:|--:|
            | **Gaz** N~2~O | 2 | {share} | a \\| b^[Une note.] |
            | Fioul | 1 234 | | voir la @sec-gas |

            La suite.
          en: |
            In detail:

            | Item | Tonnes | Share | Price |
            |:--|---|:-:|--:|
            | **Gas** N~2~O | 2 | {share} | a \\| b^[A note.] |
            | Oil | 1,234 | | see @sec-gas |

            The rest.
"""
POINTS = """\
      - points: [{fr: Un point, en: A point}]
"""
CELLS = {
    "fr": [
        ["Poste", "Tonnes", "Part", "Prix"],
        ["Gaz N2O", "2", f"12{NB}%", "a | b"],
        ["Fioul", f"1{NB}234", "–", f"voir la section{NB}1"],
    ],
    "en": [
        ["Item", "Tonnes", "Share", "Price"],
        ["Gas N2O", "2", "12%", "a | b"],
        ["Oil", "1,234", "–", f"see Section{NB}1"],
    ],
}


def load(folder: Path, text: str) -> builder.Publication:
    (folder / "publication.yaml").write_text(text, "utf-8")
    return builder.load(folder / "publication.yaml")


def squeezed(rows: list[list[str]]) -> list[list[str]]:
    return [[cell.replace("\u202f", NB) for cell in row] for row in rows]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_brief_has_a_native_table_between_its_paragraphs(tmp_path: Path, language: str) -> None:
    brief = tmp_path / "brief.docx"
    builder.write_brief(load(tmp_path, SOURCE), language, brief)
    document = docx.Document(str(brief))
    (table,) = document.tables
    assert squeezed([[cell.text for cell in row.cells] for row in table.rows]) == CELLS[language]
    assert table.style is not None
    assert table.style.name == "Brief Table"
    rows = list(table._tbl.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    order = [child.tag.removeprefix(W) for child in document.element.body]
    words = {"fr": ["Voici le détail\u202f:", "La suite."], "en": ["In detail:", "The rest."]}[language]
    texts = [paragraph.text.replace(NB, "\u202f") for paragraph in document.paragraphs]
    assert [text for text in texts if text in words] == words
    assert order.index("tbl") > 0
    aligned = [
        [
            (cell.find(f"{W}p/{W}pPr/{W}jc").get(f"{W}val") if cell.find(f"{W}p/{W}pPr/{W}jc") is not None else "")
            or ("right" if "Number" in cell.find(f"{W}p/{W}pPr/{W}pStyle").get(f"{W}val") else "left")
            for cell in row.iter(f"{W}tc")
        ]
        for row in rows[1:]
    ]
    assert aligned == [["left", "right", "center", "right"]] * 2
    captions = [paragraph for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == "Caption"]
    assert captions == []
    assert "Une note." in str(open_opc(brief).parts["word/footnotes.xml"], "utf-8") or language == "en"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_slide_that_shows_the_text_has_a_native_table(tmp_path: Path, language: str) -> None:
    deck = tmp_path / "deck.pptx"
    builder.write_deck(load(tmp_path, SOURCE), language, deck)
    slides = list(pptx.Presentation(str(deck)).slides)
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    (table,) = tables
    assert squeezed([[cell.text for cell in row.cells] for row in table.rows]) == CELLS[language]
    assert table.first_row
    words = "\n".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)
    for sentence in {"fr": ("Voici le détail", "La suite."), "en": ("In detail:", "The rest.")}[language]:
        assert sentence in words


@pytest.mark.parametrize("language", ["fr", "en"])
def test_speaker_notes_have_a_line_for_each_row(tmp_path: Path, language: str) -> None:
    deck = tmp_path / "deck.pptx"
    builder.write_deck(load(tmp_path, SOURCE + POINTS), language, deck)
    presentation = pptx.Presentation(str(deck))
    assert not any(shape.has_table for slide in presentation.slides for shape in slide.shapes)
    notes = "\n".join(
        paragraph.text for slide in presentation.slides for paragraph in slide.notes_slide.notes_text_frame.paragraphs
    )
    for row in CELLS[language]:
        assert "\t".join(row) in notes.replace("\u202f", NB)


@pytest.mark.full
@pytest.mark.validator
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("source", [SOURCE, SOURCE + POINTS], ids=["slide", "notes"])
def test_the_validator_accepts_both_media(tmp_path: Path, source: str, language: str) -> None:
    publication = load(tmp_path, source)
    builder.write_brief(publication, language, tmp_path / "brief.docx")
    builder.write_deck(publication, language, tmp_path / "deck.pptx")
    assert schema_errors(tmp_path / "brief.docx") == []
    assert schema_errors(tmp_path / "deck.pptx") == []


def test_twins_that_differ_lose_no_word(tmp_path: Path) -> None:
    """A table that one language has larger cannot be drawn in step: it is set as lines in both."""
    text = SOURCE.replace("            | Oil | 1,234 | | see @sec-gas |\n", "")
    publication = load(tmp_path, text)
    for language, cells in (("fr", CELLS["fr"]), ("en", CELLS["en"][:2])):
        deck = tmp_path / f"{language}.pptx"
        builder.write_deck(publication, language, deck)
        words = "\n".join(
            shape.text_frame.text
            for slide in pptx.Presentation(str(deck)).slides
            for shape in slide.shapes
            if shape.has_text_frame
        )
        for row in cells:
            assert all(cell in words.replace("\u202f", NB) for cell in row)


REFUSED = {
    "a short row": ("- text: {fr: \"| A | B |\\n|---|---|\\n| 1 |\"}", "1 cell here, 2 in the header"),
    "a long row": ("- text: {fr: \"| A | B |\\n|---|---|\\n| 1 | 2 | 3 |\"}", "3 cells here, 2 in the header"),
    "no rows": ("- text: {fr: \"| A | B |\\n|---|---|\"}", "this table has no rows"),
    "a list": ("- text: {fr: \"- a\\n\\n  | A | B |\\n  |---|---|\\n  | 1 | 2 |\"}", "a list item cannot hold a table"),
    "a callout": ("- callout: {text: {fr: \"| A | B |\\n|---|---|\\n| 1 | 2 |\"}}", "this text cannot hold a table"),
    "a quotation": ("- quote: {text: {fr: \"| A | B |\\n|---|---|\\n| 1 | 2 |\"}}", "this text cannot hold a table"),
    "a point": ("- points: [{fr: \"| A | B |\\n|---|---|\\n| 1 | 2 |\"}]", "this text cannot hold a table"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_a_table_is_refused_at_its_place(tmp_path: Path, name: str) -> None:
    block, message = REFUSED[name]
    source = f"languages: [fr]\ntitle: T\nsections:\n  - title: A\n    blocks:\n      {block}\n"
    with pytest.raises(BuildError) as caught:
        load(tmp_path, source)
    (problem,) = caught.value.diagnostics
    assert problem.message == message
    assert problem.span.line == 6
    assert problem.span.column > 15


CELL = st.lists(
    st.sampled_from(["a", "mot", "é", " ", "\\|", "12", "«", "*b*", "`c`", "CO~2~", "{share}", "^[n]"]), max_size=5
).map("".join)


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[list[str]]]:
    columns = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(CELL, min_size=columns, max_size=columns), min_size=2, max_size=4))
    rows[0] = [cell if cell.strip() else "x" for cell in rows[0]]
    outer = draw(st.booleans()) or columns == 1 or any(not row[0].strip() or not row[-1].strip() for row in rows)
    space = draw(st.sampled_from(["", " ", "  "]))

    def line(cells: list[str]) -> str:
        inner = "|".join(f"{space}{cell}{space}" for cell in cells)
        return f"|{inner}|" if outer else inner

    marks = [draw(st.sampled_from(["---", ":--", "--:", ":-:"])) for _ in range(columns)]
    return "\n".join([line(rows[0]), line(marks), *map(line, rows[1:])]), rows


def characters(node: Any) -> str:
    """The words of a cell as typed, without marks."""
    if isinstance(node, m.Str | m.CodeSpan):
        return node.text
    if isinstance(node, m.FigureRef):
        return "{share}"
    return "".join(map(characters, getattr(node, "children", ())))


@given(tables())
@settings(max_examples=examples(200), deadline=None)
def test_every_cell_is_read_at_its_place(case: tuple[str, list[list[str]]]) -> None:
    text, rows = case
    markup = parse_text(scalar(text), "prose", [])
    for block in markup.blocks:
        if not isinstance(block, m.PipeTable):
            continue  # what comes before the first bar may begin a list or lines of code
        assert len(block.rows) == len(rows) - 1
        for number, (cells, typed_cells) in enumerate(zip((block.header, *block.rows), rows, strict=True)):
            for cell, typed in zip(cells, map(str.strip, typed_cells), strict=True):
                assert bool(cell.children) == bool(typed)
                assert cell.span.line == 1 + number + (number > 0)
                if typed:
                    first = markup.source[markup.offset(cell.span)]
                    assert first == ("|" if typed.startswith("\\|") else typed[0])
                assert "\\|" not in "".join(map(characters, cell.children))
