"""The view of the slides: the same slide of every language side by side, drawn from the deck."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import zip_longest

from lxml import etree

from builder.preview.findings import Finding, Findings
from builder.preview.html import element
from builder.preview.views.model import Block, BlockWriter
from builder.preview.views.text import finding_items
from builder.preview.words import Words
from builder.source import Span

__all__ = ["slide_blocks"]

_AGAIN = re.compile(r"~\d+\Z")
"""Ends the key of what is continued on another slide."""
_ABOUT_SLIDES = "FIT"
"""The rules about the space on slides."""


def slide_blocks(
    drawings: Sequence[Sequence[etree._Element | None]],
    languages: Sequence[str],
    findings: Findings,
    place: Callable[[str, str], Span],
    words: Words,
) -> tuple[Block, ...]:
    """Return a block for each slide.

    `drawings` holds for each language an `svg` for each slide, or None where a language has none; a part of a drawing
    with the attribute `data-key` leads to what `place` returns for its key and language. The drawings are put into the
    blocks: draw them anew for another view.
    """
    return tuple(
        _row(number, twins, languages, findings, place, words) for number, twins in enumerate(zip_longest(*drawings), 1)
    )


def _row(
    number: int,
    twins: Sequence[etree._Element | None],
    languages: Sequence[str],
    findings: Findings,
    place: Callable[[str, str], Span],
    words: Words,
) -> Block:
    block = BlockWriter()
    name = words._("Slide {n}").replace("{n}", str(number))
    keys = tuple(dict.fromkeys(key for drawing in twins if drawing is not None for key in _keys(drawing)))
    cells = []
    for drawing, language in zip(twins, languages, strict=True):
        figure = element("figure", lang=words.language)
        if drawing is not None:
            for part in _parts(drawing):
                block.mark(part, place(_plain(part), language))
            figure.append(drawing)
            caption = element("a", name, class_="slide-place")
            own = next(iter(_keys(drawing)), "")
            figure.append(element("figcaption", block.mark(caption, place(own, language)) if own else name))
        cells.append(figure)
    row = element("div", *cells, class_="row sheet slide", data_keys=" ".join(keys))
    return block.block(f"slides.{number}", row, *_remarks(block, keys, findings, words))


def _remarks(block: BlockWriter, keys: Sequence[str], findings: Findings, words: Words) -> list[etree._Element]:
    """Return what the planner shrank, continued or cut on a slide."""
    own: list[Finding] = [
        finding
        for key in keys
        for finding in findings.by_row.get(key, ())
        if finding.diagnostic.code.startswith(_ABOUT_SLIDES)
    ]
    return [element("div", finding_items(block, own, words), class_="remarks")] if own else []


def _parts(drawing: etree._Element) -> list[etree._Element]:
    return [part for part in drawing.iter(etree.Element) if part.get("data-key")]


def _keys(drawing: etree._Element) -> list[str]:
    return list(dict.fromkeys(map(_plain, _parts(drawing))))


def _plain(part: etree._Element) -> str:
    return _AGAIN.sub("", part.get("data-key", ""))
