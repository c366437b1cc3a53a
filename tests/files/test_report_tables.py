"""Tables that reports need, in the built files: groups, totals, merged cells and headers are native in both media."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pptx
import pytest

import builder
from tests.files.opc import Element, open_opc
from tests.files.slidexml import A, slides
from tests.files.validator import schema_errors
from tests.files.wordxml import W
from tests.templates.test_contrast import DARK, solid, with_table_style

NB, NNB = "\u00a0", "\u202f"

SOURCE = """\
languages: [fr, en]
title: {fr: Comptes des régions, en: Regional accounts}
sections:
  - title: {fr: Dépenses, en: Spending}
    message: {fr: Les dépenses augmentent., en: Spending grows.}
    blocks:
      - table:
          id: spending
          caption: {fr: Dépenses par région, en: Spending by region}
          units: header
          rounding: true
          highlight: y2024
          columns:
            - {fr: Région, en: Region}
            - header: {fr: Fonctionnement, en: Operations}
              columns:
                - {header: "2023", format: {currency: EUR}, scale: 1_000_000}
                - {header: "2024", key: y2024, format: {currency: EUR}, scale: 1_000_000}
            - header: {fr: Investissement, en: Investment}
              columns:
                - {header: {fr: Prévu, en: Planned}, format: {currency: EUR}, scale: 1_000_000}
                - {header: {fr: Payé, en: Paid}, format: {currency: EUR}, scale: 1_000_000}
            - {header: {fr: Évolution, en: Change}, compute: {growth: ["2023", y2024]}}
          rows:
            - group: {fr: Métropole, en: Mainland}
            - [Nord, 12.5, 13.1, 4.2, {rows: 2, number: 9.2}]
            - [Sud, 8.1, 8.4, 3.9]
            - subtotal: sum
            - group: {fr: Outre-mer, en: Overseas}
            - [Antilles, 2.5, 2.6, {span: 2, fr: Non ventilé, en: Not broken down}]
            - [{fr: Océan Indien, en: Indian Ocean}, 1.9, 2.2, 1.1, 1.3]
            - {subtotal: {fr: Total outre-mer, en: Overseas total}, cells: [4.4, 4.8, 1.1, 1.3]}
            - {total: {fr: Ensemble, en: All regions}, cells: [25.0, 26.4, 9.2, 10.5]}
"""
GRID = {
    "fr": [
        ["Région", "Fonctionnement (en millions d’euros)", "Investissement (en millions d’euros)", "Évolution (en %)"],
        ["2023", "2024", "Prévu", "Payé"],
        ["Métropole"],
        ["Nord", "12,5", "13,1", "4,2", "9,2", "4,8"],
        ["Sud", "8,1", "8,4", "3,9", "3,7"],
        ["Sous-total", "20,6", "21,5", "8,1", "9,2", "4,4"],
        ["Outre-mer"],
        ["Antilles", "2,5", "2,6", "Non ventilé", "4,0"],
        ["Océan Indien", "1,9", "2,2", "1,1", "1,3", "15,8"],
        ["Total outre-mer", "4,4", "4,8", "1,1", "1,3", "9,1"],
        ["Ensemble", "25,0", "26,4", "9,2", "10,5", "5,6"],
    ],
    "en": [
        ["Region", "Operations (in € millions)", "Investment (in € millions)", "Change (in %)"],
        ["2023", "2024", "Planned", "Paid"],
        ["Mainland"],
        ["Nord", "12.5", "13.1", "4.2", "9.2", "4.8"],
        ["Sud", "8.1", "8.4", "3.9", "3.7"],
        ["Subtotal", "20.6", "21.5", "8.1", "9.2", "4.4"],
        ["Overseas"],
        ["Antilles", "2.5", "2.6", "Not broken down", "4.0"],
        ["Indian Ocean", "1.9", "2.2", "1.1", "1.3", "15.8"],
        ["Overseas total", "4.4", "4.8", "1.1", "1.3", "9.1"],
        ["All regions", "25.0", "26.4", "9.2", "10.5", "5.6"],
    ],
}
ROUNDING = {
    "fr": "Les totaux peuvent ne pas correspondre à la somme des parties, en raison des arrondis.",
    "en": "Totals may not add up because of rounding.",
}


def load(folder: Path, source: str = SOURCE) -> builder.Publication:
    (folder / "publication.yaml").write_text(source, "utf-8")
    return builder.load(folder / "publication.yaml")


def words(element: Element, tag: str) -> str:
    return "".join(node.text or "" for node in element.iter(tag)).replace(NNB, NB).replace(NB, " ")


def brief_rows(path: Path) -> list[Element]:
    (table,) = open_opc(path).find("word/document.xml", "//w:tbl")
    return list(table.findall(f"{W}tr"))


def slide_tables(path: Path) -> list[Element]:
    package = open_opc(path)
    return [table for name in slides(package) for table in package.find(name, "//a:tbl")]


def is_covered(cell: Element) -> bool:
    return bool(cell.get("hMerge") or cell.get("vMerge"))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_both_media_show_the_same_cells(tmp_path: Path, language: str) -> None:
    publication = load(tmp_path)
    builder.write_brief(publication, language, tmp_path / "b.docx")
    builder.write_deck(publication, language, tmp_path / "d.pptx")
    brief = [
        [
            words(cell, f"{W}t")
            for cell in row.findall(f"{W}tc")
            if cell.find(f"{W}tcPr/{W}vMerge[@{W}val='continue']") is None
        ]
        for row in brief_rows(tmp_path / "b.docx")
    ]
    assert brief == GRID[language]
    (table,) = slide_tables(tmp_path / "d.pptx")
    deck = [
        [words(cell, f"{A}t") for cell in row.findall(f"{A}tc") if not is_covered(cell)]
        for row in table.findall(f"{A}tr")
    ]
    assert deck == GRID[language]
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "b.docx")).paragraphs)
    assert ROUNDING[language] in text


def test_headers_are_repeated_and_every_row_fills_the_grid_of_the_brief(tmp_path: Path) -> None:
    builder.write_brief(load(tmp_path), "fr", tmp_path / "b.docx")
    rows = brief_rows(tmp_path / "b.docx")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, True] + [False] * 9
    for row in rows:
        spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc")]
        assert sum(int(span.get(f"{W}val") or 0) if span is not None else 1 for span in spans) == 6
    merges = [cell.find(f"{W}tcPr/{W}vMerge") for row in rows for cell in row.findall(f"{W}tc")]
    assert [merge.get(f"{W}val") for merge in merges if merge is not None] == [
        "restart", "restart", "continue", "continue", "restart", "continue",
    ]  # fmt: skip


def test_names_of_groups_and_rows_before_totals_stay_with_the_next_row(tmp_path: Path) -> None:
    extra = "".join(f"            - [R{n}, 1, 1, 1, 1]\n" for n in range(40))
    source = SOURCE.replace("            - subtotal: sum\n", extra + "            - subtotal: sum\n")
    source = source.replace("rounding: true", "rounding: false")  # a table with a note would have parts
    builder.write_brief(load(tmp_path, source), "fr", tmp_path / "b.docx")
    kept = {}
    for row in brief_rows(tmp_path / "b.docx"):
        first = row.find(f"{W}tc")
        assert first is not None
        kept[words(first, f"{W}t")] = first.find(f"{W}p/{W}pPr/{W}keepNext") is not None
    assert kept["Métropole"] and kept["Outre-mer"] and kept["R39"] and kept["Océan Indien"] and kept["Nord"]
    assert not kept["R20"]


def test_what_is_set_off_is_filled_in_its_column_only(tmp_path: Path) -> None:
    publication = load(tmp_path)
    builder.write_brief(publication, "fr", tmp_path / "b.docx")
    for row in brief_rows(tmp_path / "b.docx")[3:6]:
        fills = [cell.find(f"{W}tcPr/{W}shd") is not None for cell in row.findall(f"{W}tc")]
        assert fills == [False, False, True, False, False, False]
    builder.write_deck(publication, "fr", tmp_path / "d.pptx")
    (table,) = slide_tables(tmp_path / "d.pptx")
    for row in table.findall(f"{A}tr")[3:6]:
        fills = [cell.find(f"{A}tcPr/{A}solidFill") is not None for cell in row.findall(f"{A}tc")]
        assert fills == [False, False, True, False, False, False]


def long_source(rows: int) -> str:
    lines = []
    for group in range(3):
        lines.append(f"            - group: {{fr: Groupe {group}, en: Group {group}}}\n")
        lines += [f"            - [L{group}-{n}, 1, 2, 3, 4]\n" for n in range(rows)]
        lines.append("            - subtotal: sum\n")
    start, end = SOURCE.index("            - group"), SOURCE.index("            - {total")
    return SOURCE[:start] + "".join(lines) + "            - total: {fr: Ensemble, en: All regions}\n" if end else ""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_table_split_over_slides_keeps_its_headers_and_the_names_of_its_groups(tmp_path: Path, language: str) -> None:
    builder.write_deck(load(tmp_path, long_source(14)), language, tmp_path / "d.pptx")
    tables = slide_tables(tmp_path / "d.pptx")
    assert len(tables) > 2
    group = {"fr": "Groupe", "en": "Group"}[language]
    suffix = {"fr": " (suite)", "en": " (cont.)"}[language]
    printed: list[str] = []
    current = ""
    for number, table in enumerate(tables):
        rows = [[words(cell, f"{A}t") for cell in row.findall(f"{A}tc")] for row in table.findall(f"{A}tr")]
        assert rows[0][1].startswith({"fr": "Fonctionnement", "en": "Operations"}[language])
        assert rows[1][1:5] == ["2023", "2024", *{"fr": ["Prévu", "Payé"], "en": ["Planned", "Paid"]}[language]]
        names = [row[0] for row in rows[2:]]
        if number and not names[0].startswith((f"{group} ", "Ensemble", "All regions")):
            pytest.fail(f"slide {number} begins with {names[0]}")
        for position, name in enumerate(names):
            if name.startswith(f"{group} "):
                assert (suffix in name) == (position == 0 and name.removesuffix(suffix) == current)
                current = name.removesuffix(suffix)
            elif name.startswith("L"):
                assert current == f"{group} {name[1]}"
            if suffix not in name:
                printed.append(name)
        assert not names[-1].startswith(f"{group} ")
    assert len(printed) == 3 * (14 + 2) + 1
    assert [name for name in printed if name.startswith("L")] == [f"L{g}-{n}" for g in range(3) for n in range(14)]


def test_a_wide_table_split_by_columns_keeps_headers_over_columns(tmp_path: Path) -> None:
    columns = "".join(
        f"            - header: {{fr: Année {n}, en: Year {n}}}\n              columns:\n"
        f"                - Population municipale{n}\n                - Recensement-complémentaire{n}\n"
        for n in range(6)
    )
    rows = "            - group: Nord\n            - [Lille, " + ", ".join(["1"] * 12) + "]\n"
    rows += "            - [Lens, {span: 12, text: Non disponible}]\n"
    head = SOURCE[: SOURCE.index("          units")]
    source = f"{head}          columns:\n            - Ville\n{columns}          rows:\n{rows}"
    builder.write_deck(load(tmp_path, source), "fr", tmp_path / "d.pptx")
    tables = slide_tables(tmp_path / "d.pptx")
    assert len(tables) > 1
    for table in tables:
        width = len(table.findall(f"{A}tblGrid/{A}gridCol"))
        for row in table.findall(f"{A}tr"):
            cells = row.findall(f"{A}tc")
            assert len(cells) == width
            shown = [int(cell.get("gridSpan", "1")) for cell in cells if not is_covered(cell)]
            below = [cell for cell in cells if cell.get("vMerge") and not cell.get("hMerge")]
            assert sum(shown) + len(below) == width
        last = [words(cell, f"{A}t") for cell in table.findall(f"{A}tr")[-1].findall(f"{A}tc") if not is_covered(cell)]
        assert last == ["Lens", "Non disponible"]


def test_the_author_may_ask_for_a_page_that_lies_down(tmp_path: Path) -> None:
    narrow = SOURCE[: SOURCE.index("          units")] + (
        "          orientation: landscape\n          columns: [A, B]\n          rows: [[a, 1]]\n"
    )
    builder.write_brief(load(tmp_path, narrow), "fr", tmp_path / "b.docx")
    sizes = [
        (int(size.get(f"{W}w") or 0), int(size.get(f"{W}h") or 0))
        for size in open_opc(tmp_path / "b.docx").find("word/document.xml", "//w:pgSz")
    ]
    assert any(width > height for width, height in sizes) and any(width < height for width, height in sizes)


def test_python_pptx_reads_the_merged_cells(tmp_path: Path) -> None:
    builder.write_deck(load(tmp_path), "fr", tmp_path / "d.pptx")
    presentation: Any = pptx.Presentation(str(tmp_path / "d.pptx"))
    (table,) = [shape.table for slide in presentation.slides for shape in slide.shapes if shape.has_table]
    origins = {
        (row, column): (table.cell(row, column).span_height, table.cell(row, column).span_width)
        for row in range(11)
        for column in range(6)
        if table.cell(row, column).is_merge_origin
    }
    assert origins == {
        (0, 0): (2, 1), (0, 1): (1, 2), (0, 3): (1, 2), (0, 5): (2, 1), (2, 0): (1, 6), (3, 4): (2, 1),
        (6, 0): (1, 6), (7, 3): (1, 2),
    }  # fmt: skip


@pytest.mark.full
@pytest.mark.validator
@pytest.mark.parametrize(
    ("language", "long"),
    [
        ("fr", True),
        *(
            pytest.param(language, long, marks=pytest.mark.full)
            for language, long in (("fr", False), ("en", False), ("en", True))
        ),
    ],
)
def test_microsofts_validator_accepts_the_files(tmp_path: Path, language: str, long: bool) -> None:
    publication = load(tmp_path, long_source(14) if long else SOURCE)
    builder.write_brief(publication, language, tmp_path / "b.docx")
    builder.write_deck(publication, language, tmp_path / "d.pptx")
    assert schema_errors(tmp_path / "b.docx") == []
    assert schema_errors(tmp_path / "d.pptx") == []


def test_the_second_row_of_headers_looks_like_the_first_in_a_template_with_filled_headers(tmp_path: Path) -> None:
    with_table_style(tmp_path / "t.pptx", '<a:schemeClr val="lt1"/>', solid(DARK))
    publication = load(tmp_path, f"deck: {{template: t.pptx}}\n{SOURCE}")
    builder.write_deck(publication, "fr", tmp_path / "d.pptx", template=tmp_path / "t.pptx")
    (table,) = slide_tables(tmp_path / "d.pptx")
    lower = table.findall(f"{A}tr")[1].findall(f"{A}tc")[1:5]
    fills = {cell.find(f"{A}tcPr/{A}solidFill/{A}srgbClr").get("val") for cell in lower}
    inks = {
        node.get("val")
        for cell in lower
        for node in cell.iter(f"{A}schemeClr")
        if node.getparent().getparent().tag == f"{A}rPr"
    }
    assert fills == {DARK} and inks == {"bg1"}
    rows = table.findall(f"{A}tr")[2:]
    assert not any(cell.find(f"{A}tcPr/{A}solidFill") is not None for row in rows for cell in row.findall(f"{A}tc"))
