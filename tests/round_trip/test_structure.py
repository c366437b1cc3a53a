"""Paragraphs of each kind in a brief and in a deck are joined, divided, exchanged and deleted.

Two paragraphs of one text can become one, and one can become two. Everything else (a label, the value of a big number,
a caption, a title with the text below it) is what it is, however it looks on the page: what somebody does to it is
reported, and nothing is written, least of all a figure or a word of the builder.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from docx.oxml.ns import qn
from pptx.oxml.ns import qn as pptx_qn

import builder
from builder.actions.pull import Pulled
from tests.marking import sampled
from tests.round_trip.conftest import Workplaces
from tests.round_trip.slide_edits import Slides
from tests.round_trip.slide_edits import text_of as slide_text
from tests.round_trip.test_decks import DROPPED, PROGRAMS, saved
from tests.round_trip.word_edits import text_of

FILES = sampled([("mistral-ai", "fr"), ("budget", "en-CA"), ("survey", "de-CH")], ("budget", "en-CA"))
AUTHORS = pytest.mark.parametrize("author", [pytest.param("", marks=pytest.mark.full), "Relectrice"])
OF_A_KIND = 2
"""Pairs of paragraphs of the same two kinds that are joined: the others are like them."""
Edit = Callable[[Any], bool]
"""An edit of a paragraph; returns False where it cannot be made."""


def tags(paragraph: Any) -> Callable[[str], str]:
    """The names of elements in the language of a paragraph, Word's or DrawingML."""
    return lambda name: f"{paragraph.tag[:-1]}{name}"


def divide(paragraph: Any) -> bool:
    """Press Enter in the middle of words."""
    tag = tags(paragraph)
    texts = [run.find(tag("t")) for run in paragraph.findall(tag("r"))]
    text = next((own for own in texts if own is not None and len((own.text or "").split(" ")) > 3), None)
    if text is None:
        return False
    run = text.getparent()
    words = text.text.split(" ")
    second = copy.deepcopy(run)
    text.text, second.find(tag("t")).text = " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])
    following = copy.deepcopy(paragraph)
    for child in list(following):
        if child.tag != tag("pPr"):
            following.remove(child)
    following.extend([second, *run.itersiblings()])
    paragraph.addnext(following)
    return True


def exchange(paragraph: Any) -> bool:
    """Move a paragraph below the next one."""
    following = paragraph.getnext()
    if following is None or following.tag != paragraph.tag or not words_of(following).strip():
        return False
    following.addnext(paragraph)
    return True


def clear(paragraph: Any) -> bool:
    """Delete all words of a paragraph."""
    for run in list(paragraph.iter(*map(tags(paragraph), ("r", "fld")))):
        run.getparent().remove(run)
    return True


def delete(paragraph: Any) -> bool:
    """Delete a paragraph with its words; a cell and a shape keep an empty one."""
    if len(paragraph.getparent().findall(paragraph.tag)) == 1:
        return clear(paragraph)
    paragraph.getparent().remove(paragraph)
    return True


EDITS = pytest.mark.parametrize(
    "edit", sampled([divide, exchange, clear, delete], divide), ids=lambda edit: edit.__name__
)


def words_of(paragraph: Any) -> str:
    return text_of(paragraph) if paragraph.tag == qn("w:p") else slide_text(paragraph)


def check(pulled: Pulled, edit: Edit, what: str) -> None:
    """Nothing is lost: what is not written is reported."""
    if pulled.edits:
        assert edit is divide, what
        assert not pulled.manual, what
        # A cell is one paragraph: its words are divided by a line break.
        assert all(line.endswith("divided in two") or "“\\”" in line for line in pulled.edits), what
    else:
        assert pulled.manual, what
    if edit in (clear, delete):
        gone = ("the file deletes", "is not in the file", "the file has it no more", "the file says nothing")
        assert all(any(words in finding.message for words in gone) for finding in pulled.manual), what


def check_join(pulled: Pulled, pair: str, author: str = "") -> None:
    if pulled.edits:
        (edit,) = pulled.edits
        assert edit.partition(" (")[0].endswith("joined with the next paragraph"), pair
        assert not pulled.manual, pair
    else:
        (finding,) = pulled.manual
        assert "the file joins" in finding.message, pair
        assert (finding.revision.author if finding.revision is not None else "") == author, pair


def chosen(paragraphs: Iterable[Any], kind_of: Callable[[Any], str], most: int, *, pairs: bool) -> Iterator[int]:
    """The numbers of paragraphs with words, so many of each kind ("" is none); in pairs, of each two kinds that follow
    one another.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for number, paragraph in enumerate(paragraphs):
        following = paragraph.getnext()
        own = [paragraph, *([following] if pairs else [])]
        if any(one is None or one.tag != paragraph.tag or not words_of(one).strip() for one in own):
            continue
        kinds = tuple(map(kind_of, own))
        if kinds[0] and seen[kinds] < most:
            seen[kinds] += 1
            yield number


def kind_in_brief(paragraph: Any) -> str:
    """The style of a paragraph, and whether it is in a cell; "" in the contents."""
    style = paragraph.style or "Normal"
    return "" if style.startswith("TOC") else f"{style} in {paragraph.getparent().tag}"


def paragraphs_of(slides: Slides) -> list[Any]:
    return [paragraph for _, paragraph in slides.paragraphs()]


def kind_in_deck(paragraph: Any) -> str:
    """The place of a paragraph, its attributes and those of its first words; "" without words of its own."""
    run = paragraph.find(pptx_qn("a:r"))
    if run is None:
        return ""
    forms = [paragraph.pPr, run.find(pptx_qn("a:rPr"))]
    place = f"{paragraph.getroottree().getroot().tag} {paragraph.getparent().getparent().tag}"
    return " ".join([place, *(str(sorted(form.attrib.items())) for form in forms if form is not None)])


@AUTHORS
@pytest.mark.parametrize(("name", "language"), FILES)
def test_paragraphs_of_a_brief_are_joined(workplace: Workplaces, name: str, language: str, author: str) -> None:
    place = workplace(name)
    for number in chosen(place.brief(language).paragraphs(), kind_in_brief, OF_A_KIND, pairs=True):
        brief = place.brief(language, author)
        paragraph = list(brief.paragraphs())[number]
        pair = f"{text_of(paragraph)} + {text_of(paragraph.getnext())}"
        brief.join_with_next(paragraph)
        check_join(builder.pull(place.saved(brief, language), place.publication, apply=False), pair, author)


@EDITS
@pytest.mark.parametrize(("name", "language"), FILES)
def test_paragraphs_of_a_brief_are_edited_as_a_whole(
    workplace: Workplaces, name: str, language: str, edit: Edit
) -> None:
    place = workplace(name)
    for number in chosen(place.brief(language).paragraphs(), kind_in_brief, 1, pairs=edit is exchange):
        brief = place.brief(language)
        paragraph = list(brief.paragraphs())[number]
        what = f"{paragraph.style}: {text_of(paragraph)}"
        if edit(paragraph):
            check(builder.pull(place.saved(brief, language), place.publication, apply=False), edit, what)


@PROGRAMS
@pytest.mark.parametrize(("name", "language"), FILES)
def test_paragraphs_of_slides_are_joined(workplace: Workplaces, name: str, language: str, program: str) -> None:
    place = workplace(name)
    for number in chosen(paragraphs_of(place.slides(language)), kind_in_deck, OF_A_KIND, pairs=True):
        slides = place.slides(language)
        slide, paragraph = list(slides.paragraphs())[number]
        pair = f"slide {slide + 1}: {slide_text(paragraph)} + {slide_text(paragraph.getnext())}"
        slides.join(paragraph)
        check_join(builder.pull(saved(place, slides, language, program), place.publication, apply=False), pair)


@EDITS
@pytest.mark.parametrize(("name", "language"), FILES)
def test_paragraphs_of_slides_are_edited_as_a_whole(
    workplace: Workplaces, name: str, language: str, edit: Edit
) -> None:
    place = workplace(name)
    for number in chosen(paragraphs_of(place.slides(language)), kind_in_deck, 1, pairs=edit is exchange):
        slides = place.slides(language)
        slide, paragraph = list(slides.paragraphs())[number]
        what = f"slide {slide + 1}: {slide_text(paragraph)}"
        if edit(paragraph):
            check(builder.pull(saved(place, slides, language, DROPPED), place.publication, apply=False), edit, what)


@pytest.mark.parametrize(("name", "language"), FILES)
def test_a_paragraph_of_a_slide_that_is_moved_below_others_is_one_report(
    workplace: Workplaces, name: str, language: str
) -> None:
    place = workplace(name)
    slides = place.slides(language)
    texts = [paragraph.getparent() for _, paragraph in slides.paragraphs()]
    lists = [text for text in dict.fromkeys(texts) if len(text.findall(pptx_qn("a:p"))) > 2]
    assert lists
    for text in lists[:4]:
        first, *others = text.findall(pptx_qn("a:p"))
        others[-1].addnext(first)
        what = slide_text(first)
        found = builder.pull(place.saved(slides, language), place.publication, apply=False)
        others[0].addprevious(first)
        assert not found.edits, what
        assert ["the file moves" in finding.message for finding in found.manual] == [True], what
