"""Short callouts as notes in the margin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from builder.templates.open import open_template
from builder.templates.word.reader import BriefTemplate, read_brief_template
from builder.tree.blocks import CalloutNode
from builder.tree.document import BriefSettings, Document
from builder.tree.prose import Paragraph, Run
from builder.writers.word.brief import write_brief
from tests.documents import (
    HERE,
    chart,
    document,
    highlight,
    highlights,
    image,
    items,
    key,
    note,
    para,
    points,
    section,
    table,
    text,
    words,
)
from tests.files.validator import schema_errors
from tests.files.wordxml import W, children_text
from tests.templates.foreign_briefs import BRIEF_MAKERS

PARAGRAPH = "Le pont franchit la rivière depuis mille ans et ne demande qu’un peu de soin. " * 3
SHORT = "Douze pompiers de plus à la caserne 3."
LONG = "Un avis de trop de mots pour une colonne étroite. " * 3
TEXT = text(para(PARAGRAPH), para(PARAGRAPH), para(PARAGRAPH))
NO_CONTENTS = BriefSettings(toc=False)
RIGHT_EDGE = 11906 - 1134


def warning(title: str, *texts: str) -> CalloutNode:
    """A callout whose title follows the words of its kind, as they are resolved."""
    kind = Run("Attention", protected=True)
    blocks = tuple(para(words_, key()) for words_ in texts)
    return CalloutNode(
        span=HERE, key=key(), kind="warning", kind_words="Attention", title=(kind, *words(title)), blocks=blocks
    )


def brief_of(*blocks: Any, **more: Any) -> Document:
    return document(section(1, "Une", *blocks), brief=NO_CONTENTS, **more)


def body(brief: Document, template: BriefTemplate) -> Any:
    return write_brief(brief, template).main_document_part.element.body


def frame_of(paragraph: Any) -> dict[str, str] | None:
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    return None if frame is None else {key.removeprefix(W): value for key, value in frame.attrib.items()}


def framed(brief: Document, template: BriefTemplate) -> list[str]:
    """The words of the paragraphs in the margin."""
    return [
        children_text(paragraph).strip()
        for paragraph in body(brief, template).iterfind(f"{W}p")
        if frame_of(paragraph) is not None
    ]


def paragraphs(brief: Document, template: BriefTemplate) -> list[tuple[str, bool]]:
    """The words of each paragraph of the body, and True for those in the margin."""
    return [
        (children_text(paragraph).strip(), frame_of(paragraph) is not None)
        for paragraph in body(brief, template).iterfind(f"{W}p")
    ]


def test_a_short_callout_is_in_the_margin_with_the_word_of_its_kind(house: BriefTemplate) -> None:
    brief = brief_of(TEXT, warning("L’effectif", SHORT))
    assert framed(brief, house) == ["Attention", "L’effectif", SHORT]
    everything = [shown for shown, _ in paragraphs(brief, house)]
    assert everything.count(SHORT) == 1, "it is not in the text as well"


def test_the_paragraphs_of_a_note_have_one_frame_and_one_border(house: BriefTemplate) -> None:
    """Programs take them for one frame then; its right edge is that of the exhibits."""
    brief = brief_of(TEXT, warning("L’effectif", SHORT, "Et deux chefs."))
    root = body(brief, house)
    inside = [paragraph for paragraph in root.iterfind(f"{W}p") if frame_of(paragraph) is not None]
    frames = [frame_of(paragraph) or {} for paragraph in inside]
    assert len(frames) == 4 and all(frame == frames[0] for frame in frames)
    assert int(frames[0]["x"]) + int(frames[0]["w"]) == RIGHT_EDGE
    styles = {paragraph.find(f"{W}pPr/{W}pStyle").get(qn("w:val")) for paragraph in inside}
    assert styles == {"MarginWarning", "MarginWarningTitle"}, "the second has the border of the first"
    assert all(paragraph.find(f"{W}pPr/{W}pBdr") is None for paragraph in inside)
    following = inside[-1].getnext()
    assert following.find(f"{W}pPr/{W}pStyle").get(qn("w:val")) == house.styles["body_text"]


def test_on_wider_paper_the_column_is_wider(house: BriefTemplate) -> None:
    brief = document(
        section(1, "Une", TEXT, warning("L’effectif", SHORT)), brief=BriefSettings(toc=False, paper="letter")
    )
    frame = next(frame for paragraph in body(brief, house).iterfind(f"{W}p") if (frame := frame_of(paragraph)))
    assert int(frame["w"]) > 2268 and int(frame["x"]) + int(frame["w"]) == 12240 - 1134


def test_from_right_to_left_the_column_is_at_the_left(house: BriefTemplate) -> None:
    brief = brief_of(TEXT, warning("L’effectif", SHORT), language="ar", office_language="ar-EG")
    frame = next(frame for paragraph in body(brief, house).iterfind(f"{W}p") if (frame := frame_of(paragraph)))
    assert int(frame["x"]) == 1134


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param((TEXT, warning("Avis", LONG)), id="too many words"),
        pytest.param((text(para("Une ligne.")), warning("Avis", SHORT)), id="too little text"),
        pytest.param((chart(id=None, key="c", number="1"), warning("Avis", SHORT)), id="no text"),
        pytest.param((TEXT, table(id=None, key="t", number="1"), warning("Avis", SHORT)), id="a table between"),
    ],
)
def test_a_callout_that_has_no_room_beside_the_text_stays_in_it(house: BriefTemplate, blocks: tuple[Any, ...]) -> None:
    brief = brief_of(*blocks)
    assert framed(brief, house) == []
    assert any("Avis" in shown for shown, _ in paragraphs(brief, house))


def test_a_callout_with_a_list_or_a_note_stays_in_the_text(house: BriefTemplate) -> None:
    listed = replace(warning("Avis", "Voici."), blocks=(items("Un", "Deux"),))
    noted = replace(listed, blocks=(Paragraph((*words("Mot"), note("Une note.")), HERE, "k"),))
    for kept in (listed, noted):
        assert framed(brief_of(TEXT, kept), house) == []


def test_it_is_beside_the_text_of_its_section_before_key_figures(house: BriefTemplate) -> None:
    brief = brief_of(TEXT, highlights(highlight("3"), highlight("4")), warning("Avis", SHORT))
    assert framed(brief, house)[-1] == SHORT


def test_it_is_beside_the_text_after_it_if_there_is_none_before(house: BriefTemplate) -> None:
    assert framed(brief_of(warning("Avis", SHORT), TEXT), house)[-1] == SHORT


def test_notes_are_never_beside_one_another(house: BriefTemplate) -> None:
    """Of four notes beside a short text the margin holds those for which it is high enough."""
    four = [warning(f"Avis {n}", SHORT) for n in range(4)]
    shown = framed(brief_of(text(para(PARAGRAPH), para(PARAGRAPH)), *four), house)
    assert 0 < shown.count(SHORT) < 4
    order = paragraphs(brief_of(text(para(PARAGRAPH), para(PARAGRAPH)), *four), house)
    for place, (_, aside) in enumerate(order[:-1]):
        if aside and not order[place + 1][1]:
            assert order[place + 1][0].startswith("Le pont")


@pytest.mark.parametrize("name", sorted(BRIEF_MAKERS))
def test_another_template_keeps_callouts_in_the_text(name: str, tmp_path: Path) -> None:
    path = tmp_path / "template.docx"
    path.write_bytes(BRIEF_MAKERS[name]())
    template = read_brief_template(open_template(path, "docx"))
    assert framed(brief_of(TEXT, warning("L’effectif", SHORT)), template) == []


def test_pages_are_measured_beside_notes(house: BriefTemplate) -> None:
    """A note in the margin takes no room from the text: pages are those of the text without it."""
    story = [text(*(para(PARAGRAPH) for _ in range(12)))]
    last = section(2, "Deux", text(para(PARAGRAPH)))
    with_note = document(section(1, "Une", *story, warning("Avis", SHORT)), last)
    without = document(section(1, "Une", *story), last)
    assert framed(with_note, house)
    assert numbers(with_note, house) == numbers(without, house)


def numbers(brief: Document, template: BriefTemplate) -> list[str]:
    """The page numbers of the contents."""
    return [
        children_text(paragraph).split()[-1]
        for paragraph in body(brief, template).iter(f"{W}p")
        if (style := paragraph.find(f"{W}pPr/{W}pStyle")) is not None and style.get(qn("w:val")).startswith("TOC1")
    ]


BLOCKS = st.one_of(
    st.integers(1, 6).map(lambda n: text(*(para(PARAGRAPH) for _ in range(n)))),
    st.integers(1, 4).map(lambda n: text(*(para("Une ligne.") for _ in range(n)))),
    st.integers(1, 4).map(lambda n: points(*["Un point."] * n)),
    st.builds(warning, st.just("Avis"), st.just(SHORT)),
    st.integers(100, 900).map(lambda height: image(300, height, caption=words("Vue"), number="1")),
    st.integers(1, 20).map(lambda n: table(rows=n, columns=3, id=None, key=f"t{n}")),
)


@given(st.lists(BLOCKS, min_size=1, max_size=14))
def test_every_note_is_there_once_and_before_text(house: BriefTemplate, blocks: list[Any]) -> None:
    order = paragraphs(brief_of(*blocks), house)
    expected = sum(getattr(block, "kind", "") == "warning" for block in blocks)
    assert sum(shown == SHORT for shown, _ in order) == expected
    for place, (_, aside) in enumerate(order):
        if aside and not order[place + 1][1]:
            assert order[place + 1][0].startswith(("Le pont", "Une ligne"))


@pytest.mark.validator
def test_a_brief_with_notes_is_valid(house: BriefTemplate, tmp_path: Path) -> None:
    write_brief(brief_of(TEXT, warning("L’effectif", SHORT)), house).save(str(tmp_path / "notes.docx"))
    assert schema_errors(tmp_path / "notes.docx") == []
