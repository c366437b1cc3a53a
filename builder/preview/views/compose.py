"""From a state to a view in the language of the page."""

from __future__ import annotations

from collections.abc import Callable

from builder.diagnostics import BuildError
from builder.preview.audience import ViewName
from builder.preview.drawings import SlideDrawings
from builder.preview.html import element
from builder.preview.pages import PreviewPages
from builder.preview.state import State
from builder.preview.views.model import BlockWriter, View, ViewBlock
from builder.preview.views.pages import page_blocks
from builder.preview.views.regions import elsewhere, heads, problems, status
from builder.preview.views.slides import SlideBlocks, SlideView
from builder.preview.views.text import TextBlocks, TextView
from builder.preview.words import Words
from builder.tree.prose import unformatted

__all__ = ["compose"]

Picture = Callable[[bytes, str], str]


def compose(
    state: State,
    pages: PreviewPages,
    view: ViewName,
    name: str,
    words: Words,
    picture: Picture,
    texts: TextBlocks,
    slides: SlideBlocks,
    drawings: SlideDrawings,
) -> View:
    """Return a view of a state.

    `name` is that of the publication, `picture` gives the address of a picture, `texts`, `slides` and
    `drawings` keep the blocks of the views and the drawings of slides from one state to the next.
    """
    reading = state.reading
    regions = [
        status(state.findings, state.problems, state.checked, words),
        problems(state.problems, reading is not None, words),
    ]
    if reading is None:
        return View(regions=tuple(regions), title=name, says=_says(state, words))
    regions += [elsewhere(state.findings, words), heads(reading.documents, words)]
    title = unformatted(reading.documents[0].title)
    match view:
        case "pages":
            blocks = page_blocks(pages, words)
        case "slides":
            blocks = _slides(state, words, slides, drawings)
        case "text":
            blocks = _passages(state, words, picture, texts)
    return View(
        blocks=blocks,
        regions=tuple(regions),
        columns=len(reading.documents),
        title=title,
        says=_says(state, words),
    )


def _passages(state: State, words: Words, picture: Picture, texts: TextBlocks) -> tuple[ViewBlock, ...]:
    reading = state.reading
    assert reading is not None
    view = TextView(documents=reading.documents, index=reading.index, words=words, picture=picture)
    return texts.of(view, reading.rows, state.findings)


def _slides(state: State, words: Words, slides: SlideBlocks, drawings: SlideDrawings) -> tuple[ViewBlock, ...]:
    reading = state.reading
    assert reading is not None
    try:
        drawn = drawings.of(reading)
    except BuildError as error:
        messages = (element("p", str(diagnostic), lang="en") for diagnostic in error.diagnostics)
        return (BlockWriter().block("slides.state", element("div", *messages, class_="notice")),)
    languages = [document.language for document in reading.documents]
    view = SlideView(languages=languages, index=reading.index, words=words)
    return slides.of(view, drawn, state.findings)


def _says(state: State, words: Words) -> str:
    """Return what a screen reader says about a new state; "" while the findings are not known yet."""
    if state.problems:
        first = state.problems[0]
        count = words.plural("{n} mistake to correct", "{n} mistakes to correct", len(state.problems))
        return f"{count}. {first.span}" if first.span.file else count
    if not state.checked:
        return ""
    if not state.findings.count:
        return words._("Updated. No findings.")
    return words.plural("Updated. {n} finding.", "Updated. {n} findings.", state.findings.count)
