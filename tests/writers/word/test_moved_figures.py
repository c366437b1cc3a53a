"""Exhibits move after text that follows them, and charts are lower, where they would leave a hole on the page."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from builder.templates.word.reader import BriefTemplate
from builder.tree.blocks import TextNode
from builder.tree.document import BriefSettings, Document
from builder.tree.exhibits import SeriesNode
from builder.tree.prose import CrossRef
from builder.writers.word.brief import write_brief
from tests.documents import (
    HERE,
    callout,
    chart,
    document,
    highlight,
    highlights,
    image,
    items,
    note,
    para,
    points,
    prose,
    quote,
    section,
    table,
    text,
    words,
)
from tests.files.validator import schema_errors
from tests.files.wordxml import W, children_text

LINE = "Une ligne."
PARAGRAPH = "Le pont franchit la rivière depuis mille ans et ne demande qu’un peu de soin. " * 6
UPRIGHT = {"width": 300, "height": 600}
PICTURE = "(image)"
NO_CONTENTS = BriefSettings(toc=False)
COUNTS = range(5, 34)
"""Lines before an exhibit from where it fits on their page to where it begins the next."""


def story(brief: Document, template: BriefTemplate) -> list[str]:
    """The paragraphs of the body after the contents, in order: their words, or PICTURE."""
    body = write_brief(brief, template).main_document_part.element.body
    places = []
    for paragraph in body.iterfind(f"{W}p"):
        drawn = paragraph.find(f".//{qn('wp:inline')}") is not None
        places.append(PICTURE if drawn else children_text(paragraph).strip())
    return places


def lines(count: int) -> Any:
    return text(*(para(LINE) for _ in range(count)))


def place_of_picture(house: BriefTemplate, *after: Any, before: int = 30, **more: Any) -> list[str]:
    """What follows the lines before a picture that no longer fits on the page."""
    figure = image(**UPRIGHT, caption=words("Un pont"), number="1", **more)
    brief = document(section(1, "Une", lines(before), figure, *after), brief=BriefSettings(toc=False))
    places = story(brief, house)
    return places[places.index("Une") + 1 + before :]


@pytest.fixture(scope="module")
def full(house: BriefTemplate) -> int:
    """How many lines come before a picture that just no longer fits on their page: the hole is widest then."""
    for count in range(5, 45):
        if place_of_picture(house, lines(40), before=count)[0] == LINE:
            return count
    pytest.fail("no picture ever moves")


def test_a_figure_moves_after_the_paragraphs_that_fill_its_hole(house: BriefTemplate, full: int) -> None:
    page = place_of_picture(house, text(para(PARAGRAPH), para(PARAGRAPH), para(PARAGRAPH), para("Fin.")), before=full)
    place = page.index(PICTURE)
    assert place > 1 and page[place - 1].startswith("Figure")
    assert all(words == PARAGRAPH.strip() for words in page[: place - 1])


def test_a_figure_that_fits_stays(house: BriefTemplate) -> None:
    assert place_of_picture(house, text(para(PARAGRAPH)), before=3)[1] == PICTURE


def test_a_small_hole_is_left(house: BriefTemplate) -> None:
    """Near the foot of the page less than 35 mm stay empty: nothing moves."""
    counts = [
        n for n in range(30, 46) if place_of_picture(house, text(para(PARAGRAPH), para("Fin.")), before=n)[1] == PICTURE
    ]
    assert counts


LIST = ("Un point", "Un autre", "Un dernier")


@pytest.mark.parametrize(
    ("after", "passed"),
    [
        pytest.param((points(*LIST),), LIST, id="a list"),
        pytest.param((text(para("Voici\u00a0:"), items(*LIST)),), ("Voici\u00a0:", *LIST), id="with what announces it"),
        pytest.param((quote("Un mot.", "Quelqu’un"),), ("Un mot.", "Quelqu’un"), id="a quotation"),
        pytest.param((callout("Attention", "Un avis."),), ("Attention", "Un avis."), id="a callout"),
    ],
)
def test_a_figure_passes_text_as_a_whole(
    house: BriefTemplate, full: int, after: tuple[Any, ...], passed: tuple[str, ...]
) -> None:
    page = place_of_picture(house, *after, before=full)
    assert tuple(word.strip() for word in page[: len(passed)]) == passed
    assert page[len(passed) + 1] == PICTURE


@pytest.mark.parametrize(
    "after",
    [
        pytest.param((table(id=None, key="t", number="2"),), id="a table that the text does not name"),
        pytest.param((text(para("Voici ce qui suit\u00a0:")), table(id=None, key="t")), id="an announcement"),
        pytest.param((chart(id=None, number="2", key="c"), text(para(PARAGRAPH))), id="another figure"),
        pytest.param((highlights(highlight("3"), highlight("4")),), id="key figures"),
    ],
)
def test_a_figure_passes_nothing_but_text(house: BriefTemplate, full: int, after: tuple[Any, ...]) -> None:
    page = place_of_picture(house, *after, before=full)
    assert page[1] == PICTURE


def named(target: str, kind: Any) -> TextNode:
    return prose(*words("Voir "), CrossRef(target, kind, kind, "1", "", HERE))


@pytest.mark.parametrize(
    ("mentions", "first"),
    [
        ((), "Tableau"),
        (("figure",), "Tableau"),
        (("table", "figure"), "Tableau"),
        (("figure", "table"), "Figure"),
        (("table",), "Tableau"),
    ],
)
def test_a_table_comes_first_unless_the_text_mentions_it_later(
    house: BriefTemplate, full: int, mentions: tuple[str, ...], first: str
) -> None:
    """A figure and a table that follow one another keep the order in which the text mentions them."""
    figure = image(**UPRIGHT, caption=words("Un pont"), number="1", id="figure")
    small = table(rows=2, id="table", key="t", caption=words("Des ponts"), number="1")
    intro = [named(target, target) for target in mentions]
    brief = document(section(1, "Une", *intro, lines(full), figure, small), brief=BriefSettings(toc=False))
    captions = [words_ for words_ in story(brief, house) if words_.startswith(("Figure", "Tableau"))]
    assert captions[0].startswith(first)


def test_a_table_moves_after_text_too(house: BriefTemplate) -> None:
    """Whole tables leave no hole before them where text follows."""
    for count in COUNTS:
        rows = table(rows=12, id=None, key="t", caption=words("Des ponts"), number="1", source=words("Un relevé"))
        brief = document(section(1, "Une", lines(count), rows, lines(30)), brief=BriefSettings(toc=False))
        places = story(brief, house)
        if (place := places.index("Tableau\u00a01\u00a0– Des ponts")) > places.index("Une") + 1 + count:
            assert places[place + 1].startswith("Source")
            return
    pytest.fail("no table ever moves")


def heights(brief: Document, template: BriefTemplate) -> list[int]:
    """The heights of the drawings in the text, in EMU."""
    body = write_brief(brief, template).main_document_part.element.body
    return [int(inline.find(qn("wp:extent")).get("cy")) for inline in body.iter(qn("wp:inline"))]


def charted(before: int, *after: Any) -> Document:
    first = chart(id=None, key="c", number="1")
    return document(section(1, "Une", lines(before), first, *after), brief=BriefSettings(toc=False))


def test_a_chart_is_lower_where_it_then_fits(house: BriefTemplate) -> None:
    usual = heights(charted(2), house)[0]
    lowered = [heights(charted(count), house)[0] for count in COUNTS]
    assert any(height < usual for height in lowered)
    assert all(0.8 * usual <= height <= usual for height in lowered)
    # From where it does not fit on, it is on the next page as high as ever.
    assert lowered[0] == lowered[-1] == usual


def test_a_chart_is_lower_for_what_follows_on_its_page(house: BriefTemplate) -> None:
    usual = heights(charted(2), house)[0]
    rows = [table(rows=count, id=None, key="t", caption=words("Des ponts"), number="1") for count in range(3, 16)]
    assert any(heights(charted(2, given), house)[0] < usual for given in rows)


def test_a_chart_is_lower_for_the_text_after_it_where_that_saves_a_hole(house: BriefTemplate) -> None:
    """The end of a section goes on the page of its chart if the next section then fits on the page after it."""
    after = text(*(para(PARAGRAPH) for _ in range(2)))
    pictures = [image(300, 390, caption=words("Un pont"), number=number, key=f"p{number}") for number in ("2", "3")]
    for count in COUNTS:
        alone = charted(count, after)
        followed = document(*alone.sections, section(2, "Deux", *pictures), brief=alone.brief)
        if heights(followed, house)[0] < heights(alone, house)[0]:
            return
    pytest.fail("no chart is ever lower for the text after it")


def test_a_chart_leaves_room_for_its_heading_on_a_page(house: BriefTemplate) -> None:
    """As high as a page, it would begin the next one, and leave its heading behind."""
    values = tuple(Decimal(n) for n in range(30))
    series = SeriesNode(name="Ponts", values=values, labels=tuple(map(str, values)))
    names = tuple(f"Pont {n}" for n in values)

    def high(message: str) -> Document:
        figure = chart(kind="bar", categories=names, series=(series,))
        last = section(2, "Deux", figure, message=words(message))
        return document(section(1, "Une", lines(30)), last, brief=NO_CONTENTS)

    usual, lower = (heights(high(message), house)[0] for message in ("Un mot.", PARAGRAPH[:240]))
    assert 0.7 * usual <= lower < usual


@pytest.mark.validator
def test_a_lower_chart_is_valid(house: BriefTemplate, tmp_path: Path) -> None:
    usual = heights(charted(2), house)[0]
    brief = next(brief for brief in map(charted, COUNTS) if heights(brief, house)[0] < usual)
    write_brief(brief, house).save(str(tmp_path / "lower.docx"))
    assert schema_errors(tmp_path / "lower.docx") == []


def test_a_figure_never_passes_a_heading(house: BriefTemplate, full: int) -> None:
    figure = image(**UPRIGHT, caption=words("Un pont"), number="1")
    first = section(1, "Une", lines(full), figure)
    brief = document(first, section(2, "Deux", text(para(PARAGRAPH))), brief=BriefSettings(toc=False))
    places = story(brief, house)
    assert places.index(PICTURE) < places.index("Deux")


def test_a_figure_that_is_announced_stays(house: BriefTemplate, full: int) -> None:
    figure = image(**UPRIGHT, caption=words("Un pont"), number="1")
    announced = text(*(para(LINE) for _ in range(full)), para("Voici la vue\u00a0:"))
    brief = document(section(1, "Une", announced, figure, text(para(PARAGRAPH))), brief=BriefSettings(toc=False))
    places = story(brief, house)
    assert places[places.index("Voici la vue\u00a0:") + 2] == PICTURE


def test_notes_keep_their_order(house: BriefTemplate, full: int) -> None:
    noted = (*words("Un pont"), note("Une note de légende."))
    figure = image(**UPRIGHT, caption=noted, number="1")
    text_after = prose(*words(PARAGRAPH), note("Une note du texte."))
    brief = document(section(1, "Une", lines(full), figure, text_after), brief=BriefSettings(toc=False))
    body = write_brief(brief, house).main_document_part.element.body
    ids = [mark.get(qn("w:id")) for mark in body.iter(qn("w:footnoteReference"))]
    assert ids == ["1", "2"]


def test_contents_name_the_page_after_the_move(house: BriefTemplate, full: int) -> None:
    """The number of a heading after a moved figure is that of a brief measured with the figure in its new place."""
    figure = image(**UPRIGHT, caption=words("Un pont"), number="1")
    moved = document(section(1, "Une", lines(full), figure, text(para(PARAGRAPH))), section(2, "Deux", lines(2)))
    written = document(section(1, "Une", lines(full), text(para(PARAGRAPH)), figure), section(2, "Deux", lines(2)))
    assert story(moved, house) == story(written, house)


BLOCKS = st.one_of(
    st.integers(1, 12).map(lambda n: text(*(para(f"{LINE} {n}") for _ in range(n)))),
    st.integers(1, 3).map(lambda n: text(para(PARAGRAPH * n))),
    st.integers(1, 4).map(lambda n: points(*[LINE] * n)),
    st.integers(100, 900).map(lambda height: image(300, height, caption=words(f"Vue {height}"), number="1")),
    st.integers(1, 20).map(lambda n: table(rows=n, columns=3, id=None, key=f"t{n}")),
)


@given(st.lists(BLOCKS, min_size=1, max_size=12))
def test_nothing_is_lost_and_figures_keep_their_order(house: BriefTemplate, blocks: list[Any]) -> None:
    brief = document(section(1, "Une", *blocks), brief=BriefSettings(toc=False))
    places = story(brief, house)
    captions = [words for words in places if words.startswith("Figure")]
    expected = [f"Figure\u00a01\u00a0– {block.caption[0].text}" for block in blocks if getattr(block, "height", None)]
    assert captions == expected
    assert places.count(PICTURE) == len(expected)
    for place, words_ in enumerate(places):
        if words_.startswith("Figure"):
            assert places[place + 1] == PICTURE
