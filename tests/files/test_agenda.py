"""The agenda of built decks: a table whose titles lead to the slides that it names."""

from __future__ import annotations

from pathlib import Path

import pptx
import pytest

import builder
from tests.files.opc import open_opc
from tests.files.validator import schema_errors

SECTIONS = "".join(
    f"  - {{title: {{fr: Partie {n}, en: Part {n}}}, message: {{fr: Message {n}., en: Message {n}.}}, "
    f"blocks: [{{points: [{{fr: Mot, en: Word}}]}}]}}\n"
    for n in range(1, 10)
)
SOURCE = f"languages: [fr, en]\ntitle: {{fr: Essai, en: Trial}}\ndate: 2025-01-15\nsections:\n{SECTIONS}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "publication.yaml").write_text(SOURCE, "utf-8")
    builder.write_deck(builder.load(tmp_path), "en", tmp_path / "deck.pptx")
    return tmp_path / "deck.pptx"


@pytest.mark.full
@pytest.mark.validator
def test_the_validator_accepts_it(file: Path) -> None:
    assert schema_errors(file) == []


def test_titles_of_the_agenda_lead_to_the_slides_that_it_names(file: Path) -> None:
    slides = pptx.Presentation(str(file)).slides
    opc = open_opc(file)
    tables = [shape.table for shape in slides[1].shapes if shape.has_table]
    rows = [[cell.text.replace("\u00a0", " ") for cell in row.cells] for table in tables for row in table.rows]
    assert [(number, title) for number, title, _ in rows] == [(str(n), f"Part {n}") for n in range(1, 10)]
    relations = {relation.rId: relation for relation in slides[1].part.rels.values()}
    links = opc.find("ppt/slides/slide2.xml", "//a:hlinkClick")
    assert len(links) == len(rows)
    for link, (_, title, number) in zip(links, rows, strict=True):
        assert link.get("action") == "ppaction://hlinksldjump"
        target = relations[next(value for name, value in link.attrib.items() if name.endswith("}id"))].target_part
        assert target is slides[int(number) - 1].part
        assert title[5:] in slides[int(number) - 1].shapes.title.text
