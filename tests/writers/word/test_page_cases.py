"""Where pages end: what the builder measures, compared with LibreOffice's layout of small documents.

Each case stands below an empty line that is higher each time, so that it comes to the end of a page in small steps.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.templates.word.reader import BriefTemplate
from tests.files.fonts import font_environment
from tests.files.once import once
from tests.files.rendering import office_program
from tests.files.tools import module
from tests.writers.word.page_cases import (
    FIRST_COLUMN,
    FIRST_ROW,
    LAST_ROW,
    NOTE,
    Content,
    case_document,
    measured_offsets,
    open_house,
    paragraph,
    table,
)

pytestmark = [pytest.mark.full, pytest.mark.render]

LONG = "A bridge has crossed the river for a thousand years and asks for nothing but a little care. " * 4
COARSE, FINE = 5.0, 0.2
LAST = 706.0
"""Points: steps between the heights of the empty line, and the highest."""


def last_line(mark: str) -> list[str]:
    """The space below the last line of a page hangs below the page's end: spacing is 117% here."""
    return [paragraph("BodyText", mark=mark)]


def two_paragraphs(mark: str) -> list[str]:
    return [paragraph("BodyText"), paragraph("BodyText", mark=mark)]


def parted_paragraph(mark: str) -> list[str]:
    """The lines that fit on the page stay there, the others begin the next; the mark is after them."""
    return [paragraph("BodyText", LONG), paragraph("BodyText", mark=mark)]


def kept_heading(mark: str) -> list[str]:
    return [paragraph("Heading1", mark=mark), paragraph("Lead", LONG), paragraph("BodyText", LONG)]


def kept_paragraphs(mark: str) -> list[str]:
    """A long paragraph that stays with the next may part: its last lines stay with it."""
    return [
        paragraph("BodyText", LONG, "<w:keepNext/>", mark=mark),
        paragraph("BodyText", LONG, "<w:keepNext/>"),
        paragraph("BodyText"),
    ]


def after_kept_paragraphs(mark: str) -> list[str]:
    """One that fits as a whole moves as a whole if what follows does not fit."""
    return [paragraph("BodyText", LONG, "<w:keepNext/>"), paragraph("BodyText", LONG, "<w:keepLines/>", mark=mark)]


def sizes(mark: str) -> list[str]:
    """Heights of lines in sizes that are no whole twips: each is rounded by itself."""
    runs = (f'<w:sz w:val="{size}"/>' for size in range(13, 30))
    return [*(paragraph("Normal", run=run) for run in runs), paragraph("Normal", mark=mark)]


def tight(mark: str) -> list[str]:
    """Spacing of less than a line."""
    spacing = '<w:spacing w:line="216" w:lineRule="auto"/>'
    return [*(paragraph("BodyText", properties=spacing) for _ in range(5)), paragraph("BodyText", mark=mark)]


def contextual(mark: str) -> list[str]:
    """No space between neighbours of one style, but the space below their last lines."""
    properties = '<w:contextualSpacing/><w:spacing w:before="100" w:after="100"/>'
    return [paragraph("BodyText", properties=properties, mark=mark * (n == 4)) for n in range(5)]


def small_tab(mark: str) -> list[str]:
    """A tab is as high as its own run, not as the style."""
    small = '<w:rPr><w:sz w:val="12"/></w:rPr>'
    line = f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r>{small}<w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>'
    return [*[line] * 8, paragraph("BodyText", mark=mark)]


def boxed(mark: str) -> list[str]:
    """Borders above and below a paragraph, as far from its text as they say."""
    edges = "".join(f'<w:{side} w:val="single" w:sz="24" w:space="6" w:color="000000"/>' for side in ("top", "bottom"))
    return [paragraph("BodyText", properties=f"<w:pBdr>{edges}</w:pBdr>", mark=mark)]


def boxes(mark: str) -> list[str]:
    return [*boxed(""), *boxed(""), *boxed(""), paragraph("BodyText", mark=mark)]


def other_boxes(mark: str) -> list[str]:
    """Neighbours of which one has another colour share no border."""
    other = boxed("")[0].replace("000000", "FF0000")
    return [*boxed(""), other, *boxed(""), paragraph("BodyText", mark=mark)]


def long_headings(mark: str) -> list[str]:
    """Lines of less than the font's height: the first is cut, the others are what is left of them."""
    return [
        paragraph("Heading2", LONG, '<w:spacing w:line="219" w:lineRule="auto"/>'),
        paragraph("Lead"),
        paragraph("BodyText", mark=mark),
    ]


def plain_table(mark: str) -> list[str]:
    """A rule below the header, rules between the rows, and one below the table."""
    return [table("BriefTable", 4, look=FIRST_ROW), paragraph("BodyText", mark=mark)]


def table_with_total(mark: str) -> list[str]:
    return [table("BriefTable", 4, look=FIRST_ROW | LAST_ROW), paragraph("BodyText", mark=mark)]


def ruled_cells(mark: str) -> list[str]:
    """Cells may have rules of their own, or none: the widest of a row counts."""
    thick = '<w:tcBorders><w:bottom w:val="single" w:sz="48" w:space="0" w:color="000000"/></w:tcBorders>'
    none = '<w:tcBorders><w:top w:val="nil"/><w:bottom w:val="nil"/></w:tcBorders>'
    return [
        table("BriefTable", 3, cell=thick),
        paragraph("BodyText"),
        table("BriefTable", 3, cell=none),
        paragraph("BodyText", mark=mark),
    ]


def key_figures(mark: str) -> list[str]:
    """The rule above the first row belongs to it."""
    return [table("KeyFigures", 1), paragraph("BodyText", mark=mark)]


def parted_table(mark: str) -> list[str]:
    """The header is set again on the next page, with its own rule below it."""
    return [table("BriefTable", 14, look=FIRST_ROW, header=True), paragraph("BodyText", mark=mark)]


def last_row(mark: str) -> list[str]:
    """The rule below a row is on its page."""
    return [table("BriefTable", 2, look=FIRST_ROW, header=True, mark=mark)]


def bold_column(mark: str) -> list[str]:
    """What the style of a table makes bold is wider."""
    words = "Pont des Bergeronnettes d’Amont et d’Aval et du Pré"
    return [table("BriefTable", 6, words, look=FIRST_COLUMN), paragraph("BodyText", mark=mark)]


def high_rows(mark: str) -> list[str]:
    """A least height includes the rule."""
    height = '<w:trHeight w:val="600" w:hRule="atLeast"/>'
    return [table("BriefTable", 4, row=height), paragraph("BodyText", mark=mark)]


def one_note(mark: str) -> list[str]:
    return [paragraph("BodyText", mark=mark).replace("</w:p>", f"{NOTE}</w:p>")]


def notes(mark: str) -> list[str]:
    """The space below the last footnote of a page is dropped."""
    called = paragraph("BodyText").replace("</w:p>", f"{NOTE}</w:p>")
    return [called, called, called, paragraph("BodyText", mark=mark)]


def kept_below(count: int) -> Content:
    """A heading that fits on the page without what it is kept with, below so many paragraphs."""

    def content(mark: str) -> list[str]:
        small = f'<w:spacing w:before="0" w:after="0" w:line="{12000 // count}" w:lineRule="exact"/>'
        return [
            *[paragraph("Normal", properties=small)] * count,
            paragraph("Heading2", mark=mark),
            paragraph("Lead", LONG),
            paragraph("BodyText", LONG),
        ]

    return content


CASES: list[Content] = [
    last_line,
    two_paragraphs,
    parted_paragraph,
    kept_heading,
    kept_paragraphs,
    after_kept_paragraphs,
    sizes,
    tight,
    contextual,
    small_tab,
    boxed,
    boxes,
    other_boxes,
    long_headings,
    plain_table,
    table_with_total,
    ruled_cells,
    key_figures,
    parted_table,
    last_row,
    bold_column,
    high_rows,
    one_note,
    notes,
]


@pytest.fixture(scope="session")
def open_template(tmp_path_factory: pytest.TempPathFactory) -> BriefTemplate:
    """The builder's template in fonts that LibreOffice has."""
    return open_house(tmp_path_factory.mktemp("open"))


@pytest.fixture(scope="session")
def laid_out(shared_folder: Path, open_template: BriefTemplate) -> Callable[[Content], dict[str, int]]:
    """`laid_out(case)`: the page of each mark in LibreOffice, which lays out all cases in one start."""
    office_program()
    module("pypdfium2")
    from builder.office.libreoffice import lay_out
    from builder.office.pdf import destinations

    def lay_out_all(folder: Path) -> None:
        files = [case_document(open_template, case, heights(open_template, case))[0] for case in CASES]
        with pytest.MonkeyPatch.context() as patch:
            for name, value in font_environment(folder / "fonts").items():
                patch.setenv(name, value)
            for case, pdf in zip(CASES, lay_out(files, ".docx"), strict=True):
                (folder / f"{case.__name__}.pdf").write_bytes(pdf)

    folder = once(shared_folder / "page-cases", lay_out_all)
    return lambda case: destinations((folder / f"{case.__name__}.pdf").read_bytes())


def heights(template: BriefTemplate, case: Content) -> list[float]:
    """Heights of the empty line: close together where the measure sees the mark go to the next page."""
    coarse = [0.1 + COARSE * n for n in range(int(LAST / COARSE))]
    offsets = measured_offsets(case_document(template, case, coarse)[1], coarse)
    turn = next(height for height in coarse if offsets[height] != offsets[coarse[0]])
    return [turn + FINE * n for n in range(-round((COARSE + 1) / FINE), round(1 / FINE))]


SPREAD = {count: kept_below(count) for count in range(14, 26)}
"""A kept heading at the foot of a page, below paragraphs of the same height together but in other numbers."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_a_page_ends_where_libreoffice_ends_it(
    open_template: BriefTemplate, laid_out: Callable[[Content], dict[str, int]], case: Content
) -> None:
    tried = heights(open_template, case)
    _, pages = case_document(open_template, case, tried)
    measured, shown = measured_offsets(pages, tried), measured_offsets(laid_out(case), tried)
    assert len(set(shown.values())) > 1
    wrong = {height: (measured[height], shown[height]) for height in tried if measured[height] != shown[height]}
    assert not wrong, f"measured, laid out: {wrong}"


def test_libreoffice_leaves_a_kept_heading_where_its_first_spread_of_paragraphs_has_it(
    open_template: BriefTemplate, shared_folder: Path
) -> None:
    """In files of more than 100 paragraphs LibreOffice 7.4 first puts so many on each page, whatever their height. A
    heading that is the last of them stays at the foot of the page. The measure keeps it with the text, as Word does.
    """
    office_program()
    module("pypdfium2")
    from builder.office.libreoffice import lay_out
    from builder.office.pdf import destinations

    tried = [60.0 + n / 10 for n in range(12)]
    documents = {count: case_document(open_template, content, tried) for count, content in SPREAD.items()}
    laid_out = lay_out([file for file, _ in documents.values()], ".docx")
    offsets_by_count = {
        count: measured_offsets(destinations(pdf), tried) for count, pdf in zip(documents, laid_out, strict=True)
    }
    moved = [count for count, offsets in offsets_by_count.items() if set(offsets.values()) == {1}]
    assert len(moved) > len(SPREAD) / 2
    assert any(0 in offsets.values() for offsets in offsets_by_count.values())
    assert all(set(measured_offsets(pages, tried).values()) == {1} for _, pages in documents.values())
