"""Figures move after paragraphs that follow them where they would leave a hole on the page."""

from __future__ import annotations

from typing import Any

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from builder.templates.word.reader import BriefTemplate
from builder.tree.document import BriefSettings, Document
from builder.writers.word.brief import write_brief
from tests.documents import chart, document, image, note, para, points, prose, section, table, text, words
from tests.files.wordxml import W, children_text

LINE = "Une ligne."
PARAGRAPH = "Le pont franchit la rivière depuis mille ans et ne demande qu’un peu de soin. " * 6
UPRIGHT = {"width": 300, "height": 600}
PICTURE = "(image)"


def story(brief: Document, template: BriefTemplate) -> list[str]:
    """The paragraphs of the body after the contents, in order: their words, or PICTURE."""
    body = write_brief(brief, template).main_document_part.element.body
    found = []
    for paragraph in body.iterfind(f"{W}p"):
        drawn = paragraph.find(f".//{qn('wp:inline')}") is not None
        found.append(PICTURE if drawn else children_text(paragraph).strip())
    return found


def lines(count: int) -> Any:
    return text(*(para(LINE) for _ in range(count)))


def place_of_picture(house: BriefTemplate, *after: Any, before: int = 30, **more: Any) -> list[str]:
    """What follows the lines before a picture that no longer fits on the page."""
    figure = image(**UPRIGHT, caption=words("Un pont"), number="1", **more)
    brief = document(section(1, "Une", lines(before), figure, *after), brief=BriefSettings(toc=False))
    found = story(brief, house)
    return found[found.index("Une") + 1 + before :]


@pytest.fixture(scope="module")
def full(house: BriefTemplate) -> int:
    """How many lines come before a picture that just no longer fits on their page: the hole is widest then."""
    for count in range(5, 45):
        if place_of_picture(house, lines(40), before=count)[0] == LINE:
            return count
    pytest.fail("no picture ever moves")


def test_a_figure_moves_after_the_paragraphs_that_fill_its_hole(house: BriefTemplate, full: int) -> None:
    found = place_of_picture(house, text(para(PARAGRAPH), para(PARAGRAPH), para(PARAGRAPH), para("Fin.")), before=full)
    place = found.index(PICTURE)
    assert place > 1 and found[place - 1].startswith("Figure")
    assert all(words == PARAGRAPH.strip() for words in found[: place - 1])


def test_a_figure_that_fits_stays(house: BriefTemplate) -> None:
    assert place_of_picture(house, text(para(PARAGRAPH)), before=3)[1] == PICTURE


def test_a_small_hole_is_left(house: BriefTemplate) -> None:
    """Near the foot of the page less than 35 mm stay empty: nothing moves."""
    counts = [
        n for n in range(30, 46) if place_of_picture(house, text(para(PARAGRAPH), para("Fin.")), before=n)[1] == PICTURE
    ]
    assert counts


@pytest.mark.parametrize(
    "after",
    [
        pytest.param((table(id=None, key="t", number="2"),), id="a table"),
        pytest.param((points("Un point", "Un autre"),), id="a list"),
        pytest.param((text(para("Voici ce qui suit\u00a0:")), points("Un point")), id="an announcement"),
        pytest.param((chart(id=None, number="2", key="c"), text(para(PARAGRAPH))), id="another figure"),
    ],
)
def test_a_figure_passes_nothing_but_running_text(house: BriefTemplate, full: int, after: tuple[Any, ...]) -> None:
    found = place_of_picture(house, *after, before=full)
    assert found[1] == PICTURE


def test_a_figure_never_passes_a_heading(house: BriefTemplate, full: int) -> None:
    figure = image(**UPRIGHT, caption=words("Un pont"), number="1")
    first = section(1, "Une", lines(full), figure)
    brief = document(first, section(2, "Deux", text(para(PARAGRAPH))), brief=BriefSettings(toc=False))
    found = story(brief, house)
    assert found.index(PICTURE) < found.index("Deux")


def test_a_figure_that_is_announced_stays(house: BriefTemplate, full: int) -> None:
    figure = image(**UPRIGHT, caption=words("Un pont"), number="1")
    announced = text(*(para(LINE) for _ in range(full)), para("Voici la vue\u00a0:"))
    brief = document(section(1, "Une", announced, figure, text(para(PARAGRAPH))), brief=BriefSettings(toc=False))
    found = story(brief, house)
    assert found[found.index("Voici la vue\u00a0:") + 2] == PICTURE


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
    found = story(brief, house)
    captions = [words for words in found if words.startswith("Figure")]
    expected = [f"Figure\u00a01\u00a0– {block.caption[0].text}" for block in blocks if getattr(block, "height", None)]
    assert captions == expected
    assert found.count(PICTURE) == len(expected)
    for place, words_ in enumerate(found):
        if words_.startswith("Figure"):
            assert found[place + 1] == PICTURE
