"""Symbols of missing values: in the column of numbers, explained once below, left out of totals, which say so."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import docx
import pptx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import builder
from builder.content.loader import load
from builder.content.model.publication import Publication
from builder.resolve.assemble import resolve
from builder.tree.exhibits import ChartNode, TableNode
from builder.tree.prose import Paragraph, Run, plain
from tests.resolve.make import WHEN

HEAD = "languages: [fr, en]\ntitle: {fr: Ventes, en: Sales}\n"
MISSING = 'missing: {"..": not-available, x: confidential}\n'
TABLE = """\
sections:
  - title: {fr: Un tableau, en: A table}
    message: {fr: Un message., en: A message.}
    blocks:
      - table:
          caption: {fr: Valeurs, en: Values}
          columns: [{fr: Région, en: Region}, {header: {fr: Ventes, en: Sales}, format: {currency: CAD}}]
          rows:
            - [{fr: Nord, en: North}, 1_000]
            - [{fr: Sud, en: South}, 2_000]
            - [{fr: Est, en: East}, ".."]
            - [{fr: Ouest, en: West}, x]
          total: true
"""


def publication(folder: Path, yaml: str, **files: str) -> Publication:
    path = folder / "publication.yaml"
    path.write_text(yaml, encoding="utf-8")
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return load(path)


def seen(text: str) -> str:
    return text.replace("\u00a0", "~").replace("\u202f", "¦")


def table(source: Publication, language: str) -> TableNode:
    # A language that the publication does not declare reads the texts of the first, and has words of its own.
    languages = source.languages if language in source.languages else (*source.languages, language)
    document = resolve(replace(source, languages=languages), language, timestamp=WHEN)
    block = document.sections[0].blocks[0]
    assert isinstance(block, TableNode)
    return block


def column(node: TableNode, index: int = 1) -> list[str]:
    return [seen(plain(row[index].inlines)) for row in node.rows]


def note(node: TableNode) -> list[str]:
    return [seen(plain(block.inlines)) for block in node.note if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("language", "cells", "total", "explained"),
    [
        ("fr-CA", ["1~000~$", "2~000~$", "..", "x", "3~000~$"], "Total partiel",
         "..~=~non disponible; x~=~confidentiel."),
        ("en-CA", ["$1,000", "$2,000", "..", "x", "$3,000"], "Partial total", "..~=~not available; x~=~confidential."),
    ],
)  # fmt: skip
def test_a_symbol_stands_among_the_numbers(
    tmp_path: Path, language: str, cells: list[str], total: str, explained: str
) -> None:
    sample = publication(tmp_path, f"languages: [fr-CA, en-CA]\ntitle: {{fr: Ventes, en: Sales}}\n{MISSING}{TABLE}")
    node = table(sample, language)
    assert column(node) == cells
    assert node.columns[1].align == "right" and node.columns[1].numeric
    assert [row[1].value for row in node.rows][2:4] == [None, None]
    assert seen(plain(node.rows[-1][0].inlines)) == total
    assert note(node) == [explained]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "..~=~non disponible¦; x~=~confidentiel."),
        ("fr-CH", "..~=~non disponible¦; x~=~confidentiel."),
        ("en-GB", "..~=~not available; x~=~confidential."),
        ("de-CH", "..~=~nicht verfügbar; x~=~vertraulich."),
        ("it", "..~=~non disponibile; x~=~riservato."),
        ("nl", "..~=~niet beschikbaar; x~=~vertrouwelijk."),
        ("es", "..~=~no disponible; x~=~confidencial."),
        ("pt", "..~=~não disponível; x~=~confidencial."),
    ],
)
def test_symbols_are_explained_in_the_language_of_the_document(tmp_path: Path, language: str, words: str) -> None:
    rows = "sections:\n  - title: T\n    blocks:\n      - table: {columns: [{header: A}], rows: [[1], [..], [x]]}\n"
    sample = publication(tmp_path, f"languages: [{language}]\ntitle: T\n{MISSING}{rows}")
    assert note(table(sample, language)) == [words]


def test_word_and_powerpoint_show_the_symbols_and_their_meaning(tmp_path: Path) -> None:
    sample = publication(tmp_path, HEAD + MISSING + TABLE)
    builder.write_brief(sample, "en", tmp_path / "o.docx")
    brief = docx.Document(str(tmp_path / "o.docx"))
    rows = [[cell.text for cell in row.cells] for row in brief.tables[-1].rows]
    assert rows[0] == ["Region", "Sales (CA$)"]
    assert rows[-3:] == [["East", ".."], ["West", "x"], ["Partial total", "3,000"]]
    explained = "Note: ..~=~not available; x~=~confidential."
    assert [seen(paragraph.text) for paragraph in brief.paragraphs].count(explained) == 1
    builder.write_deck(sample, "en", tmp_path / "o.pptx")
    slides = pptx.Presentation(str(tmp_path / "o.pptx")).slides
    shapes = [shape for slide in slides for shape in slide.shapes]
    tables = [shape.table for shape in shapes if shape.has_table]
    shown = [[cell.text for cell in row.cells] for row in tables[0].rows]
    assert shown[0] == ["Region", "Sales (CA$)"]
    assert shown[-3:] == rows[-3:]
    lines = [seen(shape.text_frame.text) for shape in shapes if shape.has_text_frame]
    assert sum(explained in line for line in lines) == 1


def test_a_data_file_has_symbols_too_and_decimals_are_still_aligned(tmp_path: Path) -> None:
    yaml = HEAD + MISSING + (
        "sections:\n  - title: T\n    blocks:\n      - table:\n          data: d.csv\n          total: true\n"
        "          columns: [{header: A, key: a}, {header: B, key: b}, {header: C, key: c, format: {percent: true}}]\n"
    )  # fmt: skip
    sample = publication(tmp_path, yaml, d__csv="a;b;c\nx;12,50;..\ny;..;1,5\nz;x;2\n")
    node = table(sample, "fr")
    assert column(node, 0)[:3] == ["x", "y", "z"]  # a column of words has no symbols
    assert column(node) == ["12,50", "..", "x", "12,50"]
    assert column(node, 2) == ["..", "1,5~%", "2,0~%", "–"]
    assert [each.align for each in node.columns] == ["left", "right", "right"]
    assert note(node) == ["..~=~non disponible¦; x~=~confidentiel."]


def test_the_meaning_may_be_the_authors(tmp_path: Path) -> None:
    own = 'missing: {"n.d.": {fr: "non diffusé", en: "not released"}, "..": not-available}\n'
    rows = "          missing: {x: {fr: secret statistique, en: statistical secrecy}}\n"
    sample = publication(tmp_path, HEAD + own + TABLE.replace("[{fr: Nord, en: North}, 1_000]", "[N, n.d.]") + rows)
    assert note(table(sample, "fr")) == [
        "n.d.~=~non diffusé¦; ..~=~non disponible¦; x~=~secret statistique."
    ]  # fmt: skip
    assert note(table(sample, "en")) == ["n.d.~=~not released; ..~=~not available; x~=~statistical secrecy."]


def test_the_note_follows_that_of_the_author(tmp_path: Path) -> None:
    sample = publication(tmp_path, HEAD + MISSING + TABLE + "          note: {fr: Chiffres révisés., en: Revised.}\n")
    node = table(sample, "en")
    assert note(node) == ["Revised.", "..~=~not available; x~=~confidential."]
    # Rows without a symbol need the author's note alone.
    assert node.note_of(range(2)) == node.note_of(range(4, 5)) == node.note[:1]
    assert node.note_of(range(3, 5)) == node.note_of(range(3)) == node.note


def test_a_row_of_partial_and_of_rounded_totals_needs_their_notes(tmp_path: Path) -> None:
    yaml = (
        "sections:\n  - title: T\n    blocks:\n      - table:\n          total: true\n          rounding: true\n"
        "          columns: [A, {header: B, format: {decimals: 0}}, C]\n"
        "          rows: [[a, 1, 2], [b, x, 3], [c, 1, 1]]\n"
    )
    node = table(publication(tmp_path, HEAD + MISSING + yaml), "en")
    needs = [len(node.note_of(range(row, row + 1))) for row in range(4)]
    assert len(node.note) == 2 and needs == [0, 1, 0, 2]


@pytest.mark.parametrize(
    ("missing", "cells", "label", "explained"),
    [
        ("", ["1", "–", "1"], "Total", []),
        ('missing: {"": none}\n', ["1", "–", "1"], "Total", []),
        ('missing: {"": not-available}\n', ["1", "–", "1"], "Partial total", ["–~=~not available."]),
        ('missing: {"": confidential, "..": none}\n', ["1", "–", "1"], "Partial total", ["–~=~confidential."]),
    ],
)
def test_an_empty_cell_may_have_a_meaning(
    tmp_path: Path, missing: str, cells: list[str], label: str, explained: list[str]
) -> None:
    yaml = (
        "sections:\n  - title: T\n    blocks:\n      - table:\n          total: true\n"
        "          columns: [A, {header: B, format: {decimals: 0}}]\n          rows: [[a, 1], [b, null]]\n"
    )
    node = table(publication(tmp_path, HEAD + missing + yaml), "en")
    assert column(node) == cells
    assert (plain(node.rows[-1][0].inlines), note(node)) == (label, explained)


def test_nothing_to_report_does_not_make_a_total_partial(tmp_path: Path) -> None:
    missing = 'missing: {"..": none, x: none}\n'
    node = table(publication(tmp_path, HEAD + missing + TABLE), "fr")
    assert column(node)[2:4] == ["..", "x"]
    assert (plain(node.rows[-1][0].inlines), note(node)) == ("Total", [])


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", ["x~=~confidentiel¦; total partiel pour B."]), ("en", ["x~=~confidential; partial total for B."])],
)
def test_a_total_beside_complete_ones_is_named(tmp_path: Path, language: str, words: list[str]) -> None:
    yaml = (
        "sections:\n  - title: T\n    blocks:\n      - table:\n          total: true\n"
        "          columns: [A, {header: B, format: {decimals: 0}}, C]\n          rows: [[a, 1, 2], [b, x, 3]]\n"
    )
    node = table(publication(tmp_path, HEAD + MISSING + yaml), language)
    assert [plain(cell.inlines) for cell in node.rows[-1]] == ["Total", "1", "5"]
    assert note(node) == words


FLAGGED = 'missing: {p: provisional, e: {fr: estimation, en: estimate}, "..": not-available}\n'


@pytest.mark.parametrize("data", ["n;v\na;1\u202f234,5 p\nb;12\nc;..\nd;-3,25e\n", None])
def test_a_symbol_after_a_number_leaves_it_a_number(tmp_path: Path, data: str | None) -> None:
    source = "data: d.csv" if data else "rows: [[a, 1234.5 p], [b, 12], [c, ..], [d, -3.25e]]"
    keys = ("key: n, ", "key: v, ") if data else ("", "")
    yaml = (
        f"sections:\n  - title: T\n    blocks:\n      - table:\n          total: true\n          {source}\n"
        f"          columns: [{{{keys[0]}header: A}}, {{{keys[1]}header: B}}]\n"
    )
    sample = publication(tmp_path, HEAD + FLAGGED + yaml, **({"d__csv": data} if data else {}))
    node = table(sample, "fr")
    assert column(node) == ["1¦234,50p", "12,00", "..", "−3,25e", "1¦243,25"]
    assert [run.superscript for run in node.rows[0][1].inlines if isinstance(run, Run)] == [False, True]
    assert node.rows[0][1].value == Decimal("1234.5") and node.columns[1].align == "right"
    assert (
        plain(node.rows[-1][0].inlines) == "Total partiel"
    )  # for the value that is missing, not for those with a symbol
    assert note(node) == ["p~=~provisoire¦; e~=~estimation¦; ..~=~non disponible."]


def test_a_series_has_the_numbers_before_symbols(tmp_path: Path) -> None:
    chart_ = "{kind: column, data: d.csv, series: [{name: A, key: v}]}"
    yaml = f"{HEAD}{FLAGGED}sections:\n  - title: T\n    blocks:\n      - chart: {chart_}\n"
    document = resolve(publication(tmp_path, yaml, d__csv="n;v\na;1,5 p\nb;p\n"), "fr", timestamp=WHEN)
    (chart,) = document.sections[0].blocks
    assert isinstance(chart, ChartNode) and chart.series[0].values == (Decimal("1.5"), None)


def test_words_that_end_like_a_symbol_are_words(tmp_path: Path) -> None:
    yaml = "sections:\n  - title: T\n    blocks:\n      - table: {data: d.csv, columns: [{header: A, key: n}]}\n"
    node = table(publication(tmp_path, HEAD + FLAGGED + yaml, d__csv="n;v\nRue 12e;1\n12e;2\nÉtape;3\n"), "fr")
    assert column(node, 0) == ["Rue 12e", "12e", "Étape"]
    assert note(node) == []


def test_without_meaning_the_numbers_still_stand_right(tmp_path: Path) -> None:
    node = table(publication(tmp_path, HEAD + TABLE), "fr")
    assert node.columns[1].align == "right" and node.columns[1].numeric


@pytest.mark.parametrize("symbol", ["-", "*", "+", "#", ">"])
def test_a_mark_of_markdown_may_be_a_symbol(tmp_path: Path, symbol: str) -> None:
    yaml = TABLE.replace('".."', f'"{symbol}"')
    node = table(publication(tmp_path, f'{HEAD}missing: {{"{symbol}": none, x: none}}\n{yaml}'), "fr")
    assert column(node)[2] == symbol
    with pytest.raises(builder.BuildError) as caught:
        publication(tmp_path, HEAD + yaml)
    (problem,) = caught.value.diagnostics
    assert problem.message == f"`{symbol}` alone is a mark of Markdown, not a text"
    assert f'missing: {{"{symbol}": ' in problem.hint


def test_a_missing_value_is_a_gap_in_a_chart(tmp_path: Path) -> None:
    yaml = HEAD + MISSING + (
        "sections:\n  - title: T\n    blocks:\n"
        "      - chart: {kind: column, categories: [u, v], series: [{name: A, values: [1, ..]}]}\n"
        "      - chart: {kind: column, data: d.csv, series: [{name: A, key: a}]}\n"
    )  # fmt: skip
    document = resolve(publication(tmp_path, yaml, d__csv="n;a\nu;1,5\nv;x\n"), "fr", timestamp=WHEN)
    charts = [block for block in document.sections[0].blocks if isinstance(block, ChartNode)]
    assert [chart.series[0].values for chart in charts] == [(Decimal(1), None), (Decimal("1.5"), None)]


@given(
    cells=st.lists(st.integers(-(10**6), 10**6) | st.sampled_from(["..", "x", None]), min_size=1, max_size=8),
    language=st.sampled_from(["fr", "en"]),
)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_total_is_that_of_the_numbers_present(tmp_path: Path, cells: list[int | str | None], language: str) -> None:
    rows = "".join(f"            - [a, {'null' if cell is None else cell}]\n" for cell in cells)
    yaml = (
        "sections:\n  - title: T\n    blocks:\n      - table:\n          total: true\n"
        f"          columns: [A, {{header: B, format: {{unit: kilometer}}}}]\n          rows:\n{rows}"
    )
    node = table(publication(tmp_path, HEAD + MISSING + yaml), language)
    numbers = [cell for cell in cells if isinstance(cell, int)]
    symbols = {cell for cell in cells if isinstance(cell, str)}
    assert node.rows[-1][1].value == (sum(numbers) if numbers else None)
    partial = bool(symbols and numbers)
    assert plain(node.rows[-1][0].inlines) in (("Total partiel", "Partial total") if partial else ("Total",))
    explained = " ".join(note(node))
    assert all((f"{symbol}~=" in explained) == (symbol in symbols) for symbol in ("..", "x"))


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("missing: [x]\n", "`missing`: expected a mapping, found a list"),
        ("missing: {x: hidden}\n", "the meaning of `x` cannot be `hidden`"),
        ("missing: {x: confidentail}\n", "did you mean `confidential`?"),
        ("missing: {0: none}\n", "`0` is a number, not a symbol"),
        ("missing: {x: {fr: secret}}\n", "has no text in `en`"),
    ],
)
def test_meanings_are_checked(tmp_path: Path, missing: str, said: str) -> None:
    for yaml in (HEAD + missing + TABLE, HEAD + TABLE + f"          {missing}"):
        with pytest.raises(builder.BuildError) as caught:
            publication(tmp_path, yaml)
        assert len(caught.value.diagnostics) == 1 and said in str(caught.value.diagnostics[0])
