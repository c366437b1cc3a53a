"""One cell of a workbook changes: every sentence, table, chart, description and note that depends on it follows, in
both languages and both media, and nothing else does.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

import builder
from tests.files.opc import NS, Element, open_opc
from tests.files.slidexml import A, slides
from tests.files.wordxml import W
from tests.files.workbooks import workbook

SOURCE = """\
languages: [fr, en]
title: {fr: Recettes, en: Revenue}
date: 2025-01-15
abstract: {fr: Les comptes de deux régions., en: The accounts of two regions.}
figures:
  before: {amount: {from: budget.xlsx, cell: "Budget!B2"}, currency: EUR}
  now: {amount: {from: budget.xlsx, cell: "Budget!C2"}, currency: EUR}
  fixed: {amount: 5_000_000, currency: EUR}
  growth: {growth: [before, now], label: {fr: Croissance, en: Growth}}
  gap: {difference: [now, before]}
  part: {share: [fixed, before]}
sections:
  - title: {fr: Évolution, en: Change}
    message: {fr: "Les recettes augmentent de {growth}.", en: "Revenue grows by {growth}."}
    notes: {fr: "Soit {gap} de plus.", en: "That is {gap} more."}
    blocks:
      - text: {fr: "Rien ne change ici : {part}.", en: "Nothing changes here: {part}."}
      - text: {fr: "Les recettes sont de {now}.", en: "Revenue is {now}."}
      - highlights: [growth]
  - title: {fr: Tableau, en: Table}
    blocks:
      - table:
          caption: {fr: Par région, en: By region}
          data: budget.xlsx
          columns:
            - {header: {fr: Région, en: Region}, key: Région}
            - {header: "2023", key: "2023", format: {currency: EUR}}
            - {header: "2024", key: "2024", format: {currency: EUR}}
            - {header: {fr: Évolution, en: Change}, compute: {growth: ["2023", "2024"]}}
          total: true
  - title: {fr: Graphique, en: Chart}
    blocks:
      - chart:
          kind: bar
          caption: {fr: Croissance par région, en: Growth by region}
          data: budget.xlsx
          series: [{name: {fr: Croissance, en: Growth}, compute: {growth: ["2023", "2024"]}}]
  - title: {fr: Autre, en: Other}
    message: {fr: "Une dépense de {fixed}.", en: "Spending of {fixed}."}
    blocks:
      - chart:
          kind: column
          caption: {fr: Dépense, en: Spending}
          alt: {fr: "Dépense, à côté de {growth} de croissance.", en: "Spending, beside growth of {growth}."}
          categories: [a, b]
          series: [{name: {fr: Dépense, en: Spending}, values: [fixed, before]}]
"""
ROWS = [["Région", "2023", "2024"], ["Nord", 9_000_000, 10_000_000], ["Sud", 8_000_000, 8_400_000]]
CHANGED = [ROWS[0], ["Nord", 9_000_000, 10_800_000], ROWS[2]]
NEW = re.compile(r"^(?:.*(?:20[,.]0|20[\u00a0\u202f]?%|1[,.]8|10[,.]8|19[,.]2|12[,.]9).*)$", re.DOTALL)
"""What may be written anew: growth of 20 %, 1.8 and 10.8 million, a total of 19.2 million, its growth of 12.9 %."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folders of all files before the change and after it."""
    folders = []
    for name, rows in (("before", ROWS), ("after", CHANGED)):
        folder = tmp_path_factory.mktemp(name) / "publication"
        folder.mkdir()
        (folder / "publication.yaml").write_text(SOURCE, "utf-8")
        (folder / "budget.xlsx").write_bytes(workbook(rows))
        publication = builder.load(folder / "publication.yaml")
        for language in publication.languages:
            builder.write_brief(publication, language, folder / f"{language}.docx")
            builder.write_deck(publication, language, folder / f"{language}.pptx")
        folders.append(folder)
    return folders[0], folders[1]


def parts(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as package:
        return {name: package.read(name) for name in package.namelist()}


def texts(root: Element) -> list[str]:
    """The paragraphs and the alternative texts of a part, in order."""
    changed = []
    for node in root.iter():
        if node.tag in (f"{W}p", f"{A}p"):
            changed.append("".join(run.text or "" for run in node.iter(f"{W}t", f"{A}t")))
        elif node.get("descr"):
            changed.append(node.get("descr") or "")
    return changed


@pytest.mark.parametrize("name", ["fr.docx", "en.docx", "fr.pptx", "en.pptx"])
def test_only_parts_with_the_number_change(built: tuple[Path, Path], name: str) -> None:
    before, after = (parts(folder / name) for folder in built)
    assert before.keys() == after.keys()
    changed = {part for part, blob in before.items() if after[part] != blob}
    kinds = {re.sub(r"\d+", "#", part) for part in changed}
    if name.endswith("docx"):
        usual = {"word/document.xml", "word/charts/chart#.xml", "word/embeddings/Microsoft_Excel_Sheet#.xlsx"}
    else:
        usual = {
            "ppt/slides/slide#.xml", "ppt/notesSlides/notesSlide#.xml", "ppt/charts/chart#.xml",
            "ppt/embeddings/Microsoft_Excel_Sheet#.xlsx",
        }  # fmt: skip
    others = {kind for kind in kinds - usual if not kind.startswith("customXml/")}
    assert not others and usual <= kinds
    charts = [part for part in before if re.search(r"/charts/chart\d+\.xml$", part)]
    assert len(charts) == 2 and len([part for part in charts if part in changed]) == 1


@pytest.mark.parametrize("name", ["fr.docx", "en.docx", "fr.pptx", "en.pptx"])
def test_only_words_with_the_number_change(built: tuple[Path, Path], name: str) -> None:
    packages = [open_opc(folder / name) for folder in built]
    if name.endswith("docx"):
        names = ["word/document.xml"]
    else:
        names = [*slides(packages[0]), *packages[0].names("ppt/notesSlides")]
    changes: list[tuple[str, str]] = []
    for part in names:
        old, new = (texts(package.xml(part)) for package in packages)
        changes += [(old_part, other) for old_part, other in zip(old, new, strict=True) if old_part != other]
    assert changes
    for old_part, other in changes:
        assert NEW.match(other), (old_part, other)
    written = "\n".join(other for _, other in changes)
    mark = "," if name.startswith("fr") else "."
    # The message, the big number or the notes; the table with its total; the description of the chart.
    for number in ("20", f"10{mark}8", f"20{mark}0", f"19{mark}2", f"12{mark}9"):
        assert number in written, number
    if name.endswith("pptx"):
        assert f"1{mark}8" in written
    assert [other for _, other in changes if f"20{mark}0" in other and "Nord" in other]
    assert [other for _, other in changes if other.startswith(("Dépense, à", "Spending, beside"))]


@pytest.mark.parametrize("name", ["fr.docx", "en.docx", "fr.pptx", "en.pptx"])
def test_the_chart_has_the_new_value(built: tuple[Path, Path], name: str) -> None:
    values = []
    for folder in built:
        package = open_opc(folder / name)
        charts = list(package.names(f"{'word' if name.endswith('docx') else 'ppt'}/charts"))
        cached = [[node.text for node in package.xml(part).xpath("//c:val//c:v", namespaces=NS)] for part in charts]
        values.append([numbers for numbers in cached if len(numbers) == 2])
    (old, fixed), (new, same) = (sorted(value, key=lambda row: float(row[1] or 0)) for value in values)
    assert old == ["11.1111111111111", "5"] and new == ["20", "5"]
    assert fixed == same == ["5000000", "9000000"]
