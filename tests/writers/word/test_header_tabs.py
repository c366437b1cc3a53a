"""What stands at the right edge of headers and footers, on upright and on landscape pages."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_TAB_ALIGNMENT

from builder.templates.open import open_template
from builder.templates.word.reader import BriefTemplate, read_brief_template
from builder.tree.document import Document
from builder.writers.word.brief import write_brief
from tests.documents import document, para, section, table, text
from tests.files.validator import schema_errors
from tests.templates.foreign_briefs import german


def with_a_landscape_page() -> Document:
    turned = table(3, landscape=True)
    return document(section(1, "A", text(para("avant"))), section(2, "B", turned), section(3, "C", text(para("après"))))


def written(template: BriefTemplate, tmp_path: Path) -> Any:
    write_brief(with_a_landscape_page(), template).save(str(tmp_path / "brief.docx"))
    return docx.Document(str(tmp_path / "brief.docx"))


def read(blob: bytes, folder: Path) -> BriefTemplate:
    path = folder / "template.docx"
    path.write_bytes(blob)
    return read_brief_template(open_template(path, "docx"))


def foreign(words: str, folder: Path) -> BriefTemplate:
    """A template whose header has these words, in Word's own style of headers: stops at 8.25 and 16.5 cm."""
    opened = docx.Document(io.BytesIO(german()))
    for name, holder in (("Header", opened.sections[0].header), ("Footer", opened.sections[0].footer)):
        holder.paragraphs[0].text = words
        holder.paragraphs[0].style = opened.styles[name]
    stream = io.BytesIO()
    opened.save(stream)
    return read(stream.getvalue(), folder)


def stops(paragraph: Any) -> dict[int, Any]:
    """The tab stops in force, in points: those of the style and of the paragraph."""
    result: dict[int, Any] = {}
    for stop in (*paragraph.style.paragraph_format.tab_stops, *paragraph.paragraph_format.tab_stops):
        result[round(stop.position.pt)] = stop.alignment
    return {place: kind for place, kind in result.items() if kind != WD_TAB_ALIGNMENT.CLEAR}


def width(page: Any) -> int:
    return round((page.page_width - page.left_margin - page.right_margin) / 12_700)


def last(holder: Any) -> Any:
    return holder.paragraphs[-1]


@pytest.mark.parametrize("own", [True, False], ids=["the builder's template", "a template without headers"])
def test_words_at_the_right_edge_are_there_on_every_page(own: bool, house: BriefTemplate, tmp_path: Path) -> None:
    template = house if own else read(german(), tmp_path)
    pages = written(template, tmp_path).sections
    assert len(pages) == 3 and width(pages[1]) > width(pages[0])
    for page in pages:
        for holder in (page.header, page.footer):
            assert stops(last(holder)) == {width(page): WD_TAB_ALIGNMENT.RIGHT}


def test_ordinary_tabs_keep_their_share_of_the_width(tmp_path: Path) -> None:
    pages = written(foreign("Institut\tRapport\tBerne", tmp_path), tmp_path).sections
    upright, turned, after = (stops(last(page.header)) for page in pages)
    factor = width(pages[1]) / width(pages[0])
    assert list(upright) == [234, 468] and after == upright
    assert list(turned) == pytest.approx([234 * factor, 468 * factor], abs=2)
    assert list(turned.values()) == [WD_TAB_ALIGNMENT.CENTER, WD_TAB_ALIGNMENT.RIGHT]
    assert [last(page.header).text for page in pages] == ["Institut\tRapport\tBerne"] * 3


def test_headers_without_tabs_are_the_same_on_all_pages(tmp_path: Path) -> None:
    pages = written(foreign("Institut", tmp_path), tmp_path).sections
    assert [page.header.is_linked_to_previous for page in pages] == [False, True, True]


@pytest.mark.full
@pytest.mark.validator
def test_the_validator_accepts_the_headers_of_landscape_pages(tmp_path: Path) -> None:
    written(foreign("Institut\tRapport\tBerne", tmp_path), tmp_path)
    assert schema_errors(tmp_path / "brief.docx") == []
