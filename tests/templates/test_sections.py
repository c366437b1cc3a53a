"""Headers, footers and page numbers of Word templates: every kind of page has what template or builder gives it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from builder.templates.open import open_template
from builder.templates.word.reader import read_brief_template
from builder.tree.exhibits import ColumnNode
from builder.writers.word.brief import write_brief
from tests.documents import cells, document, para, section, table, text, words

WIDE = table(
    columns=tuple(ColumnNode(header=words(f"Établissements-conventionnés{number}")) for number in range(8)),
    rows=(cells(*(f"v{number}" for number in range(8))),),
)


def written(change: Callable[[Any], None], tmp_path: Path) -> Any:
    """A brief with a landscape page in the middle, in python-docx's own template after a change."""
    template = docx.Document()
    change(template)
    template.save(str(tmp_path / "template.docx"))
    read = read_brief_template(open_template(tmp_path / "template.docx", "docx"))
    stream = io.BytesIO()
    sections = (section(1, "A", text(para("un"))), section(2, "B", WIDE), section(3, "C", text(para("trois"))))
    write_brief(document(*sections), read).save(stream)
    return docx.Document(stream)


def switch(parent: Any, name: str, value: str | None = None) -> None:
    element = OxmlElement(name)
    if value is not None:
        element.set(qn("w:val"), value)
    parent.append(element)


@pytest.mark.parametrize("value", [None, "1", "true", "on"])
def test_pages_that_the_template_says_apart_all_have_the_builders_footer(value: str | None, tmp_path: Path) -> None:
    def change(template: Any) -> None:
        switch(template.settings.element, "w:evenAndOddHeaders", value)
        switch(template.sections[0]._sectPr, "w:titlePg", value)

    first = written(change, tmp_path).sections[0]
    footers = (first.footer, first.even_page_footer, first.first_page_footer)
    assert all("PAGE" in footer._element.xml and not footer.is_linked_to_previous for footer in footers)


@pytest.mark.parametrize("value", ["0", "false", "off"])
def test_pages_that_are_not_reported_apart_share_one_footer(value: str, tmp_path: Path) -> None:
    def change(template: Any) -> None:
        switch(template.settings.element, "w:evenAndOddHeaders", value)
        switch(template.sections[0]._sectPr, "w:titlePg", value)

    first = written(change, tmp_path).sections[0]
    assert "PAGE" in first.footer._element.xml
    assert first.even_page_footer.is_linked_to_previous
    assert first.first_page_footer.is_linked_to_previous


def test_page_numbers_begin_in_the_first_section_only(tmp_path: Path) -> None:
    def change(template: Any) -> None:
        numbers = OxmlElement("w:pgNumType")
        numbers.set(qn("w:start"), "5")
        numbers.set(qn("w:fmt"), "lowerRoman")
        template.sections[0]._sectPr.append(numbers)

    numbers = [end.find(qn("w:pgNumType")) for end in written(change, tmp_path).element.body.iter(qn("w:sectPr"))]
    assert [element.get(qn("w:start")) for element in numbers] == ["5", None, None]
    assert {element.get(qn("w:fmt")) for element in numbers} == {"lowerRoman"}
