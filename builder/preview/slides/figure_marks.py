"""The figures of the ledger on a slide: their words are marked in its elements, so that the drawing can link them.

PowerPoint's elements do not say which words are figures. The plan of a slide does, text by text: a paragraph of the
slide with the same words has the same figures; of several with the same words, the first has those of the first.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from builder.office.colour import DRAWING

__all__ = ["FIGURE", "NO_FIGURES", "FigureMarks", "MarkedLabel", "MarkedText", "mark_figures"]

FIGURE = "figure"
"""The attribute of a run (`a:r`) that is a figure or a part of one: its name. No file has it."""


class MarkedText(Struct, frozen=True):
    """The words of a paragraph; `figures` are where each begins and ends in them (characters), and its name."""

    words: str
    figures: tuple[tuple[int, int, str], ...] = ()


class MarkedLabel(Struct, frozen=True):
    """A value of a chart that is a figure: the key of the chart, the numbers of its series and of its point from 0, the
    words of its label, and its name.
    """

    chart: str
    series: int
    point: int
    words: str
    figure: str


class FigureMarks(Struct, frozen=True):
    """The figures of a slide: in the order of its plan, the texts whose words have some, and the labels of charts."""

    texts: tuple[MarkedText, ...] = ()
    labels: tuple[MarkedLabel, ...] = ()


NO_FIGURES = FigureMarks()


def mark_figures(slide: Any, texts: Sequence[MarkedText]) -> None:
    """Name the figure of each run in the elements of a slide."""
    waiting: dict[str, deque[MarkedText]] = {}
    for text in texts:
        waiting.setdefault(text.words, deque()).append(text)
    for paragraph in slide.iter(f"{DRAWING}p") if waiting else ():
        runs = [(run, run.findtext(f"{DRAWING}t") or "") for run in paragraph.iterfind(f"{DRAWING}r")]
        alike = waiting.get("".join(words for _, words in runs))
        if alike is None:
            continue
        text = alike.popleft() if len(alike) > 1 else alike[0]
        at = 0
        for run, words in runs:
            name = next((name for start, end, name in text.figures if start <= at and at + len(words) <= end), "")
            if name:
                run.set(FIGURE, name)
            at += len(words)
