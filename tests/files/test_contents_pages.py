"""The page numbers of the contents as LibreOffice draws them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builder.templates.open import open_template
from builder.templates.word.reader import read_brief_template
from builder.writers.word.brief import write_brief
from tests.documents import document, para, section, text
from tests.files.geometry import Glyph, pages_of
from tests.marking import sampled
from tests.templates.contents_styles import CONTENTS_STYLES

NUMBERS = {"_Toc000000001": 41, "_Toc000000002": 52, "_Toc000000003": 163}
TITLES = ("Une première partie", "Une sous-partie", "Une dernière partie")
LONG = "Une première partie dont le titre est si long qu’il lui faut deux lignes dans le sommaire de la première page"
GROWING = [
    "Une première partie au titre si long qu’il lui faut toute la ligne" + "e" * n + " ici" for n in range(16, 38)
]
"""Titles of which some end near the page number, each a little longer than the one before."""
GROWING_NUMBERS = {f"_Toc{n:09}": 400 + n for n in range(1, len(GROWING) + 1)}


def make_briefs(folder: Path) -> Iterator[Path]:
    """A brief with a title of one line and one of two in each template."""
    for name, make in CONTENTS_STYLES.items():
        template = folder / f"{name}.template.docx"
        template.write_bytes(make())
        read = read_brief_template(open_template(template, "docx"))
        for suffix, title in (("", TITLES[0]), ("-long", LONG)):
            inner = section(2, TITLES[1], text(para("x")), place=(1, 1))
            brief = document(section(1, title, sections=(inner,)), section(3, TITLES[2], text(para("y")), place=(2,)))
            file = folder / f"{name}{suffix}.docx"
            file.write_bytes(write_brief(brief, read, NUMBERS).to_bytes())
            yield file
        unnumbered = (section(n, title, text(para("x")), label="") for n, title in enumerate(("A", "B et C", "But"), 1))
        file = folder / f"{name}-short.docx"
        file.write_bytes(write_brief(document(*unnumbered), read, NUMBERS).to_bytes())
        yield file
        growing = document(*(section(n, title, text(para("x"))) for n, title in enumerate(GROWING, 1)))
        file = folder / f"{name}-growing.docx"
        file.write_bytes(write_brief(growing, read, GROWING_NUMBERS).to_bytes())
        yield file


pytestmark = pytest.mark.render(files=make_briefs)


@pytest.fixture
def drawn(rendering: Path) -> Callable[[str], list[list[Glyph]]]:
    """`drawn("house")`: the lines of the first page of a brief in that template, as glyphs from left to right."""

    def lines(name: str) -> list[list[Glyph]]:
        rows: dict[float, list[Glyph]] = {}
        for glyph in pages_of(rendering / f"{name}.docx.pdf")[0].glyphs:
            near = next((line for line in rows if abs(line - glyph.ink.bottom) < 3), glyph.ink.bottom)
            rows.setdefault(near, []).append(glyph)
        return [sorted(rows[line], key=lambda glyph: glyph.ink.left) for line in sorted(rows)]

    return lines


def _line_of(lines: list[list[Glyph]], number: str) -> list[Glyph]:
    return next(line for line in lines if "".join(g.text for g in line).strip().endswith(number))


@pytest.mark.parametrize("name", CONTENTS_STYLES)
@pytest.mark.parametrize("long", sampled(["", "-long"], "-long"))
def test_every_entry_shows_its_page_at_the_right(
    drawn: Callable[[str], list[list[Glyph]]], name: str, long: str
) -> None:
    lines = drawn(name + long)
    ends = {round(_line_of(lines, str(number))[-1].ink.right) for number in NUMBERS.values()}
    assert len(ends) <= 2 and max(ends) - min(ends) <= 1
    assert min(ends) > 450


@pytest.mark.parametrize("name", CONTENTS_STYLES)
def test_no_title_comes_near_its_page_number(drawn: Callable[[str], list[list[Glyph]]], name: str) -> None:
    lines = drawn(f"{name}-growing")
    for number in GROWING_NUMBERS.values():
        line = [glyph for glyph in _line_of(lines, str(number)) if glyph.text not in "._ \u00a0"]
        assert line[-3].ink.left - line[-4].ink.right > 10, number


@pytest.mark.parametrize("name", CONTENTS_STYLES)
def test_the_page_of_a_short_title_without_number_is_at_the_right(
    drawn: Callable[[str], list[list[Glyph]]], name: str
) -> None:
    lines = drawn(f"{name}-short")
    assert min(_line_of(lines, str(number))[-1].ink.right for number in NUMBERS.values()) > 450


@pytest.mark.parametrize("name", CONTENTS_STYLES)
def test_titles_stand_at_the_left_after_their_numbers(drawn: Callable[[str], list[list[Glyph]]], name: str) -> None:
    lines = drawn(name)
    for title, page in zip(TITLES, NUMBERS.values(), strict=True):
        line = [g for g in _line_of(lines, str(page)) if not g.text.isspace()]
        first = next(g for g in line if g.text == "U")
        assert first.ink.left < 300, title
