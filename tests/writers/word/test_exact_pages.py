"""Page numbers from a layout program: written when they settle, left out with a warning when they do not."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from builder.templates.word.reader import BriefTemplate
from builder.tree.document import BriefSettings, Document
from builder.writers.word.exact_pages import BriefPages, Layout
from tests.documents import document, para, section, text
from tests.files.opc import Opc
from tests.files.wordxml import children_text, fields, paragraphs, style_of

BODY = "word/document.xml"
FONTS = frozenset({"carlito", "dejavusansmono"})


def brief(name: str = "demo", *, toc: bool = True) -> Document:
    sections = (section(1, "Tronc", text(para("x"))), section(2, "Branche", text(para("y"))))
    return document(*sections, name=name, brief=BriefSettings(toc=toc))


class Program:
    """A layout program that gives these pages, call after call; it keeps the number of files of each call."""

    def __init__(self, *answers: Sequence[dict[str, int]], fonts: frozenset[str] = FONTS):
        self._answers = list(answers)
        self._fonts = fonts
        self.calls: list[int] = []

    def __call__(self, files: Sequence[bytes]) -> list[Layout]:
        self.calls.append(len(files))
        return [(pages, self._fonts) for pages in self._answers[len(self.calls) - 1]]


def settled(documents: Sequence[Document], template: BriefTemplate, program: Program) -> tuple[list[bytes], list[Any]]:
    """The briefs after as many layouts as they need, and their warnings."""
    briefs = [BriefPages(brief, template) for brief in documents]
    while pending := [brief for brief in briefs if not brief.settled and brief.warning is None]:
        for brief, layout in zip(pending, program([brief.draft for brief in pending]), strict=True):
            brief.take(layout)
    return [brief.file for brief in briefs], [brief.warning for brief in briefs if brief.warning is not None]


def numbers(blob: bytes, tmp_path: Path) -> list[str]:
    path = tmp_path / "brief.docx"
    path.write_bytes(blob)
    opc = Opc(path)
    assert len([code for code in fields(opc, BODY) if code.startswith("PAGEREF")]) in (0, 2)
    return [children_text(p).split()[-1] for p in paragraphs(opc) if style_of(p) == "TOC1"]


def pages(first: int, second: int) -> dict[str, int]:
    return {"_Toc000000001": first, "_Toc000000002": second}


def test_numbers_are_written_once_a_second_layout_gives_the_same(house: BriefTemplate, tmp_path: Path) -> None:
    program = Program([pages(2, 3)], [pages(2, 3)])
    files, warnings = settled([brief()], house, program)
    assert numbers(files[0], tmp_path) == ["2", "3"] and warnings == []


def test_a_third_layout_may_be_needed(house: BriefTemplate, tmp_path: Path) -> None:
    program = Program([pages(2, 3)], [pages(2, 4)], [pages(2, 4)])
    files, warnings = settled([brief()], house, program)
    assert numbers(files[0], tmp_path) == ["2", "4"] and warnings == []


def test_numbers_that_do_not_settle_are_left_out_and_reported(house: BriefTemplate, tmp_path: Path) -> None:
    program = Program([pages(2, 3)], [pages(2, 4)], [pages(2, 3)])
    files, warnings = settled([brief()], house, program)
    assert numbers(files[0], tmp_path) == ["Tronc", "Branche"]
    (warning,) = warnings
    assert "demo.fr" in warning.message and warning.severity == "warning"


def test_all_files_are_laid_out_in_one_start_and_only_as_often_as_needed(house: BriefTemplate) -> None:
    program = Program(
        [pages(2, 3), pages(2, 2)], [pages(2, 4), pages(2, 2)], [pages(2, 4)]
    )  # fmt: skip
    settled([brief("a"), brief("b"), brief("c", toc=False)], house, program)
    assert program.calls == [2, 2, 1]


def test_without_contents_nothing_is_laid_out(house: BriefTemplate) -> None:
    program = Program()
    files, warnings = settled([brief(toc=False)], house, program)
    assert program.calls == [] and warnings == [] and Opc(io.BytesIO(files[0])) is not None


@pytest.mark.parametrize(
    ("font", "present", "known"),
    [
        ("Calibri", "carlito", True),
        ("Calibri", "calibri", True),
        ("Arial", "arialmt", True),
        ("Times New Roman", "liberationserif", True),
        ("Garamond", "liberationserif", False),
        ("Garamond", "garamond", True),
        ("Calibri", "dejavusans", False),
    ],
)
def test_a_replaced_font_leaves_the_measured_numbers(
    house: BriefTemplate, tmp_path: Path, font: str, present: str, known: bool
) -> None:
    template = replace(house, type={role: replace(style, font=font) for role, style in house.type.items()})
    program = Program([pages(2, 3)], [pages(2, 3)], fonts=frozenset({present}))
    files, warnings = settled([brief()], template, program)
    assert numbers(files[0], tmp_path) == (["2", "3"] if known else ["1", "1"])
    assert [font in warning.message for warning in warnings] == ([] if known else [True])


def test_a_heading_left_alone_begins_a_page_in_what_is_laid_out(house: BriefTemplate, tmp_path: Path) -> None:
    pages_of_brief = BriefPages(brief(), house)
    alone = frozenset({"_Toc000000002"})
    pages_of_brief.take((pages(2, 2), FONTS), alone)
    assert pages_of_brief.page_starts == alone
    assert not pages_of_brief.settled and not pages_of_brief.laid_out
    pages_of_brief.take((pages(2, 3), FONTS))
    pages_of_brief.take((pages(2, 3), FONTS))
    assert pages_of_brief.settled and pages_of_brief.page_starts == alone
    assert numbers(pages_of_brief.file, tmp_path) == ["2", "3"]


def test_a_heading_that_stays_alone_on_a_page_of_its_own_goes_back(house: BriefTemplate) -> None:
    """What follows may be as high as a page."""
    pages_of_brief = BriefPages(brief(toc=False), house)
    alone = frozenset({"_Toc000000002"})
    for expected in (alone, frozenset(), frozenset()):
        pages_of_brief.take((pages(2, 2), FONTS), alone)
        assert pages_of_brief.page_starts == expected
    assert pages_of_brief.settled and pages_of_brief.laid_out


def test_headings_that_never_stand_well_end_nothing(house: BriefTemplate) -> None:
    pages_of_brief = BriefPages(brief(toc=False), house)
    for number in range(9):
        pages_of_brief.take((pages(2, 2), FONTS), frozenset({f"_Toc{number}"}))
        if pages_of_brief.laid_out:
            break
    assert number < 4
