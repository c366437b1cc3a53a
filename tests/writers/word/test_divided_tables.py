"""Tables with a note that go over a page end: parts of which each is on one page, with its headers and the note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Any

import pdfplumber
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from builder.templates.word.reader import BriefTemplate
from builder.tree.document import BriefSettings, Document
from builder.tree.exhibits import CellNode, ColumnNode
from builder.tree.prose import CrossRef
from builder.writers.word.brief import write_brief
from builder.writers.word.pagination.parting import LEAST_ROWS, PartRooms, part_starts
from tests.documents import ENGLISH, HERE, cells, document, items, note, para, section, table, text, words
from tests.files.validator import schema_errors
from tests.files.wordxml import W, children_text, style_of, toggled
from tests.writers.word.page_cases import open_house

NOTE = "Les montants sont hors taxes."
SOURCE = "Registre des ouvrages"
PARAGRAPH = "Le pont franchit la rivière depuis mille ans et ne demande qu’un peu de soin. "
SUITE = "Tableau\u00a01\u00a0(suite)"


def noted(rows: Any, **more: Any) -> Any:
    return table(rows, **({"note": (para(NOTE, "n"),), "source": words(SOURCE)} | more))


def brief_of(*blocks: Any, before: int = 0, after: int = 3, **more: Any) -> Document:
    """A brief with so many lines before its blocks, without contents."""
    lines = [para("Une ligne.", f"l{number}") for number in range(before)]
    settings = BriefSettings(toc=False)
    end = [para(PARAGRAPH, f"e{number}") for number in range(after)]
    content = [text(*lines)] if lines else []
    return document(section(1, "Une", *content, *blocks, text(*end)), brief=settings, **more)


class Part:
    """A table of a brief as it is written: its rows and what is around it."""

    def __init__(self, element: Any):
        self.element = element
        self.rows = [row for row in element.iterfind(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is None]
        self.headers = [row for row in element.iterfind(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]
        siblings = [e for e in element.itersiblings(preceding=True) if e.tag in (qn("w:p"), qn("w:tbl"))]
        self.caption = siblings[0]
        self.below = []
        for sibling in element.itersiblings():
            if sibling.tag == qn("w:p"):
                if style_of(sibling) != "SourceLine":
                    break
                self.below.append(sibling)

    @property
    def names(self) -> list[str]:
        return [children_text(row[1]) for row in self.rows]

    @property
    def lines(self) -> list[str]:
        return list(map(children_text, self.below))

    @property
    def named(self) -> str:
        return self.element.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")


def parts(brief: Document, template: BriefTemplate) -> list[Part]:
    body = write_brief(brief, template).main_document_part.element.body
    return [Part(element) for element in body.iterfind(f"{W}tbl")]


def kept(paragraph: Any) -> bool:
    return toggled(paragraph.find(f"{W}pPr"), "keepNext")


def test_each_part_has_a_caption_the_headers_and_the_lines_below_it(house: BriefTemplate) -> None:
    found = parts(brief_of(noted(70), before=10), house)
    assert len(found) == 3
    assert [name for part in found for name in part.names] == [f"Pont {row}" for row in range(70)]
    assert [children_text(part.caption) for part in found] == ["Tableau\u00a01\u00a0– Des ouvrages", SUITE, SUITE]
    assert all(part.lines == [f"Note\u00a0: {NOTE}", f"Source\u00a0: {SOURCE}"] for part in found)
    assert {tuple(children_text(row) for row in part.headers) for part in found} == {("OuvrageColonne 1Colonne 2",)}
    assert [part.named for part in found] == ["Tableau\u00a01", SUITE, SUITE]
    assert {part.element.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val") for part in found} == {
        "Tableau des ouvrages."
    }


def test_each_part_is_kept_on_a_page(house: BriefTemplate) -> None:
    for part in parts(brief_of(noted(70)), house):
        assert kept(part.caption) and all(map(kept, part.element.iter(f"{W}p")))
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (*part.headers, *part.rows))
        assert [kept(line) for line in part.below] == [True, False]


def test_the_number_of_a_further_part_refers_to_the_first(house: BriefTemplate) -> None:
    for target in ({}, {"id": None}):
        first, *others = parts(brief_of(noted(70, **target)), house)
        (bookmark,) = (
            mark.get(f"{W}name")
            for mark in first.caption.iter(f"{W}bookmarkStart")
            if mark.get(f"{W}name").startswith("_Ref")
        )
        assert [code.text.strip() for code in first.caption.iter(f"{W}instrText")] == ["SEQ Tableau \\* ARABIC"]
        for other in others:
            assert [code.text.strip() for code in other.caption.iter(f"{W}instrText")] == [f"REF {bookmark}"]
            assert style_of(other.caption) == style_of(first.caption)


def test_a_list_of_tables_names_a_table_once(house: BriefTemplate) -> None:
    brief = replace(brief_of(noted(70)), brief=BriefSettings(toc=False, lists=("tables",)))
    body = write_brief(brief, house).main_document_part.element.body
    listed = [children_text(p) for p in body.iter(f"{W}p") if style_of(p) == "TableofFigures"]
    assert len(listed) == 1 and listed[0].startswith("Tableau\u00a01\u00a0– Des ouvrages")


def test_an_english_part_is_continued(house: BriefTemplate) -> None:
    found = parts(brief_of(noted(45), labels=ENGLISH, language="en", office_language="en-US"), house)
    assert [children_text(part.caption) for part in found[1:]] == ["Table\u00a01\u00a0(continued)"]


@pytest.mark.parametrize("more", [{"note": ()}, {"note": (), "source": ()}])
def test_a_table_without_a_note_is_one(house: BriefTemplate, more: dict[str, Any]) -> None:
    (whole,) = parts(brief_of(noted(70, **more)), house)
    assert len(whole.rows) == 70


@pytest.mark.parametrize("rows", [3, 15, 20])
def test_a_table_that_fits_on_its_page_is_one_and_kept_there(house: BriefTemplate, rows: int) -> None:
    (whole,) = parts(brief_of(noted(rows)), house)
    assert len(whole.rows) == rows and all(map(kept, whole.element.iter(f"{W}p")))


def test_a_table_of_fifteen_rows_begins_the_next_page_rather_than_be_parted(house: BriefTemplate) -> None:
    for before in (20, 25, 28, 30):
        assert len(parts(brief_of(noted(15), before=before, after=0), house)) == 1


def test_text_comes_first_where_a_table_fits_on_the_next_page(house: BriefTemplate) -> None:
    after = [para(PARAGRAPH * 4, f"a{number}") for number in range(6)]
    (whole,) = parts(brief_of(noted(25), text(*after), before=22), house)
    assert len(whole.rows) == 25


def test_a_part_without_rows_that_a_paragraph_of_the_note_is_about_does_not_repeat_it(house: BriefTemplate) -> None:
    remark = (para(NOTE, "n"), para("c = confidentiel.", "m"))
    found = parts(brief_of(noted(70, note=remark, note_rows=(("m", (2, 3)),))), house)
    assert [len(part.lines) for part in found] == [3, *[2] * (len(found) - 2), 3]
    alone = {"note": remark[1:], "source": (), "note_rows": (("m", (2, 3)),)}
    found = parts(brief_of(noted(70, **alone)), house)
    assert [part.lines for part in found] == [
        ["Note\u00a0: c = confidentiel."],
        *[[]] * (len(found) - 2),
        found[0].lines,
    ]
    assert not kept(list(found[1].element.iter(f"{W}p"))[-1])


def test_a_total_is_set_off_in_the_last_part_alone(house: BriefTemplate) -> None:
    found = parts(brief_of(noted(70, total=True)), house)
    looks = [part.element.find(f"{W}tblPr/{W}tblLook").get(f"{W}lastRow") for part in found]
    assert looks == ["0"] * (len(found) - 1) + ["1"]


def test_groups_and_merged_rows_are_not_parted(house: BriefTemplate) -> None:
    size = 6
    rows, kinds = [], []
    for group in range(14):
        first = CellNode(words(f"Groupe {group}"), across=3)
        rows.append((first, *(CellNode((), covered="left") for _ in range(2))))
        kinds.append("group")
        rows += [cells(f"Pont {group}.{row}", "1", "2") for row in range(size)]
        rows.append(cells("Sous-total", "6", "12"))
        kinds += [*["row"] * size, "subtotal"]
    found = parts(brief_of(noted(tuple(rows), kinds=tuple(kinds), shaped=True), before=7), house)
    assert len(found) > 2
    for part in found:
        assert not part.names[-1].startswith("Groupe") and part.names[0] != "Sous-total"
    merged = []
    for group in range(12):
        merged.append((CellNode(words(f"Rive {group}"), down=6), *cells("a", "b")))
        merged += [(CellNode((), covered="above"), *cells("a", "b")) for _ in range(5)]
    found = parts(brief_of(noted(tuple(merged), shaped=True), before=7), house)
    assert len(found) > 1 and all(part.names[0].startswith("Rive") for part in found)


def test_rows_that_cannot_be_parted_on_a_page_leave_the_table_as_one(house: BriefTemplate) -> None:
    long = [(CellNode(words("Rive"), down=80), *cells("a", "b"))]
    long += [(CellNode((), covered="above"), *cells("a", "b")) for _ in range(79)]
    assert len(parts(brief_of(noted(tuple(long), shaped=True)), house)) == 1
    endless = tuple(cells(f"Pont {row}", PARAGRAPH * 90, "1") for row in range(10))
    assert len(parts(brief_of(noted(endless)), house)) == 1


def test_high_rows_are_parted_by_fewer(house: BriefTemplate) -> None:
    rows = tuple(cells(f"Pont {row}", PARAGRAPH * 9, "1") for row in range(12))
    found = parts(brief_of(noted(rows)), house)
    assert len(found) > 1 and min(len(part.rows) for part in found[:-1]) >= 2


def test_what_is_repeated_has_no_marks_of_notes(house: BriefTemplate) -> None:
    columns = (
        ColumnNode(header=(*words("Ouvrage"), note("Une note."))),
        ColumnNode(header=words("Année")),
        ColumnNode(header=words("Coût")),
    )
    remark = (para(NOTE, "n"), items("un", "deux", ordered=True))
    found = parts(
        brief_of(noted(45, columns=columns, note=remark, source=(*words("Registre"), note("Autre note.")))), house
    )
    counts = [
        sum(1 for element in (*part.headers, *part.below) for _ in element.iter(f"{W}footnoteReference"))
        for part in found
    ]
    assert len(found) == 2 and counts == [1, 1]  # the header's in the first part, the source's in the last
    lists = [{n.get(f"{W}val") for line in part.below for n in line.iter(f"{W}numId")} for part in found]
    assert lists[0].isdisjoint(lists[1]) and all(len(own) == 1 for own in lists)


def test_a_table_without_caption_or_number_is_continued_too(house: BriefTemplate) -> None:
    first, second = parts(brief_of(noted(45, caption=(), number="", id=None)), house)
    assert children_text(second.caption) == "Tableau\u00a0(suite)"
    assert not list(first.caption.iter(f"{W}instrText"))


def tables_in_a_row() -> Document:
    """Two tables, and one on a page that lies down."""
    others = {"key": "sections.a.blocks.other", "id": "other", "number": "2"}
    lying = {"key": "sections.a.blocks.wide", "id": "wide", "number": "3", "landscape": True}
    return brief_of(noted(45), noted(45, **others), noted(40, **lying))


def test_tables_in_a_row_and_on_a_page_that_lies_down(house: BriefTemplate) -> None:
    found = parts(tables_in_a_row(), house)
    numbers = [part.named.split("\u00a0")[1] for part in found]
    assert numbers == sorted(numbers) and set(numbers) == {"1", "2", "3"} and min(map(numbers.count, numbers)) > 1
    body = found[0].element.getparent()
    sections = [child for child in body if child.find(f"{W}pPr/{W}sectPr") is not None]
    assert len(sections) == 2 and found[-1].below[-1] is sections[-1]


@pytest.mark.full
@pytest.mark.validator
def test_parts_of_tables_are_valid(house: BriefTemplate, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    write_brief(tables_in_a_row(), house).save(str(path))
    assert not schema_errors(path)


def test_a_reference_names_the_table_whatever_its_parts(house: BriefTemplate) -> None:
    reference = CrossRef("tbl-a", "table", "tableau", "1", "", HERE)
    sentence = replace(para("", "s"), inlines=(*words("Voir "), reference))
    body = write_brief(brief_of(text(sentence), noted(70)), house).main_document_part.element.body
    (referring,) = (p for p in body.iter(f"{W}p") if children_text(p) == "Voir tableau\u00a01")
    (code,) = (code.text.split()[1] for code in referring.iter(f"{W}instrText"))
    assert [code] == [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart") if mark.get(f"{W}name") == code]


def test_thousands_of_rows_take_a_time_in_proportion(house: BriefTemplate) -> None:
    def seconds(rows: int) -> float:
        brief = brief_of(noted(rows))
        start = process_time()
        write_brief(brief, house)
        return process_time() - start

    seconds(500)
    assert seconds(8_000) < 8 * max(seconds(2_000), 0.05)


@given(
    heights=st.lists(st.sampled_from((12.0, 14.7, 29.4, 60.0)), min_size=10, max_size=300),
    here=st.floats(0, 700),
    page=st.floats(400, 700),
    stay=st.sets(st.integers(0, 300), max_size=40),
)
def test_parts_fit_on_their_pages_and_have_enough_rows(
    heights: list[float], here: float, page: float, stay: set[int]
) -> None:
    starts = part_starts(heights, stay, PartRooms(min(here, page), page, page))
    if starts is None:
        return
    ends = [*starts[1:], len(heights)]
    assert starts[0] == 0 and all(start < end for start, end in zip(starts, ends, strict=True))
    assert all(sum(heights[start:end]) <= page for start, end in zip(starts, ends, strict=True))
    assert not {start - 1 for start in starts[1:]} & stay
    if not stay and page > 20 * max(heights):
        assert min(end - start for start, end in zip(starts, ends, strict=True)) >= LEAST_ROWS


# --- As LibreOffice lays them out -------------------------------------------------------------------------------------

CASES = [
    (rows, before, ("fr", "en")[(index + place) % 2])
    for index, rows in enumerate((16, 21, 27, 34, 45, 60, 83, 120))
    for place, before in enumerate((0, 8, 15, 22, 29, 35))
]
"""Every number of rows at every place, in either language: words do not decide where a table is divided."""
BY_DEFAULT = ((16, 29, "fr"), (34, 22, "en"), (45, 35, "fr"), (60, 8, "en"), (83, 15, "fr"), (120, 0, "en"))


def rendered_brief(rows: int, before: int, language: str) -> Document:
    more: dict[str, Any] = {}
    if language == "en":
        more = {"labels": ENGLISH, "language": "en", "office_language": "en-GB"}
    return brief_of(noted(rows), before=before, **more)


def write_cases(folder: Path, cases: Sequence[tuple[int, int, str]]) -> Iterator[Path]:
    template = open_house(folder)
    for rows, before, language in cases:
        path = folder / f"{rows}-{before}-{language}.docx"
        write_brief(rendered_brief(rows, before, language), template).save(str(path))
        yield path


def write_by_default(folder: Path) -> list[Path]:
    return list(write_cases(folder, BY_DEFAULT))


def write_all(folder: Path) -> list[Path]:
    return list(write_cases(folder, CASES))


def assert_parts(pdf: Path, rows: int) -> None:
    """Each page with rows has one caption above them, five rows or more, and the note and the source below."""
    shown: list[str] = []
    with pdfplumber.open(pdf) as pages:
        for page in pages.pages:
            lines = page.extract_text().splitlines()
            own = [line for line in lines if re.match(r"Pont \d+ ", line)]
            shown += own
            if not own:
                continue
            first, last = lines.index(own[0]), lines.index(own[-1])
            assert last - first == len(own) - 1 and len(own) >= LEAST_ROWS, (pdf, lines)
            assert re.match(r"Tab(le|leau) 1", lines[first - 2]) and lines[first - 1].startswith("Ouvrage"), (
                pdf,
                lines,
            )
            assert NOTE in lines[last + 1] and SOURCE in lines[last + 2], (pdf, lines)
    assert [int(line.split()[1]) for line in shown] == list(range(rows))


@pytest.mark.render(files=write_by_default)
def test_every_part_is_on_a_page_with_its_note(rendering: Path) -> None:
    for rows, before, language in BY_DEFAULT:
        assert_parts(rendering / f"{rows}-{before}-{language}.docx.pdf", rows)


@pytest.mark.full
@pytest.mark.render(files=write_all)
def test_every_part_is_on_a_page_whatever_its_rows_and_its_place(rendering: Path) -> None:
    for rows, before, language in CASES:
        assert_parts(rendering / f"{rows}-{before}-{language}.docx.pdf", rows)
