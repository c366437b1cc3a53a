"""Terms and their texts in two columns over the whole width: points that all have a term, if they fit in large type;
the entries of a short list of sources.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.templates.deck.facts import Frame
from builder.tree.prose import Inlines, Run, plain
from builder.typeset.content_units import ContentUnit
from builder.typeset.measure import EMU, WIDTH_SPARE, emu, words
from builder.typeset.plan import TERM_INSETS, SlideParagraph, TermsPart
from builder.typeset.planner import Planner
from builder.typeset.titles import without_stop

__all__ = ["TermRows", "plan_rows", "plan_terms", "term_rows"]

_FEWEST, _MOST, _MOST_STACKED = 2, 7, 4
_TERM_SHARE = 2_800_350 / 10_972_800
"""Width of the terms: three columns and a gutter of a grid of twelve."""
_SIZES = ((28.0, 28.0), (26.0, 24.0), (24.0, 24.0), (22.0, 22.0), (20.0, 20.0))
"""Points of terms and texts, the largest first."""
_LARGEST = {2: 0, 3: 1, 4: 2, 5: 2, 6: 4, 7: 4}
"""The first size by number of rows."""
_HIGHEST, _LOWEST = 1_463_040, 548_640
"""EMU of a row."""
_SPARE = 0.94
_SENTENCE_END = re.compile(r"[.!?…]\s")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?![\w.@/])")
"""A word of letters alone; an elided one ("l’") counts as a word."""


class TermRows(Struct, frozen=True):
    """Terms and their texts: for each row those of every language, and the keys of both."""

    terms: list[list[Inlines]]
    texts: list[list[Inlines]]
    keys: list[list[tuple[str, str]]]


def term_rows(units: Sequence[ContentUnit], count: int) -> TermRows | None:
    """Return the rows of points that are single and all have a term, in `count` languages; None for others."""
    rows = [[paragraph for own in unit.paragraphs for paragraph in own] for unit in units]
    if not rows or any(len(row) != count for row in rows):
        return None
    if not all(point.lead and not point.level and point.mark == "bullet" for row in rows for point in row):
        return None
    return TermRows(
        [[_term(point) for point in row] for row in rows],
        [[_text(point) for point in row] for row in rows],
        [[(f"{point.key}.term", point.key) for point in row] for row in rows],
    )


def plan_terms(
    planner: Planner, units: Sequence[ContentUnit], frame: Frame, key: str, *, stacked: bool = False
) -> tuple[TermsPart, ...] | None:
    """Return the table of points that are single and all have a term, over a frame; None for others, and for those that
    would not fit whole at 20 points. Rows are equal if the highest leaves room for it. `stacked` puts each text below
    its term, two to four of them.
    """
    if not _FEWEST <= len(units) <= (_MOST_STACKED if stacked else _MOST):
        return None
    rows = term_rows(units, len(planner.documents))
    sizes = _SIZES[2 if stacked else _LARGEST[len(units)] :]
    return plan_rows(planner, rows, frame, sizes, f"{key}.terms", stacked=stacked) if rows is not None else None


def plan_rows(
    planner: Planner,
    rows: TermRows,
    frame: Frame,
    sizes: Sequence[tuple[float, float]],
    key: str,
    *,
    stacked: bool = False,
) -> tuple[TermsPart, ...] | None:
    """Return the table of some rows over a frame, at the first of the sizes of terms and texts at which they fit."""
    terms, texts = rows.terms, rows.texts
    term_width = frame.width if stacked else round(frame.width * _TERM_SHARE)
    text_width = frame.width if stacked else frame.width - term_width
    for term_size, text_size in sizes:
        heights = []
        for own_terms, own_texts in zip(terms, texts, strict=True):
            pairs = [
                (
                    _height(planner, term, term_width, term_size, bold=True),
                    _height(planner, text, text_width, text_size),
                )
                for term, text in zip(own_terms, own_texts, strict=True)
            ]
            high = [
                None if None in pair else sum(filter(None, pair)) if stacked else max(filter(None, pair))
                for pair in pairs
            ]
            heights.append(None if None in high else max(filter(None, high)))
        laid = _row_heights(heights, frame.height)
        if laid is not None:
            break
    else:
        return None
    place = Frame(frame.x, frame.y, frame.width, sum(laid))
    return tuple(
        TermsPart(
            frame=place,
            terms=tuple(row[n] for row in terms),
            texts=tuple(row[n] for row in texts),
            keys=tuple(own for row in rows.keys for own in row[n]),
            term_width=term_width,
            row_heights=laid,
            term_size=term_size,
            text_size=text_size,
            alt=", ".join(plain(row[n]) for row in terms),
            key=key,
            stacked=stacked,
        )
        for n in planner.languages
    )


def _row_heights(needed: Sequence[int | None], room: int) -> tuple[int, ...] | None:
    """Return the heights of rows that fill the room, equal if the highest fits; None if they do not fit."""
    heights = [height for height in needed if height is not None]
    least = [max(height, _LOWEST) for height in heights]
    if len(heights) < len(needed) or sum(heights) > room * _SPARE or sum(least) > room:
        return None
    equal = min(room // len(least), _HIGHEST)
    if max(least) <= equal:
        return (equal,) * len(least)
    more = (room - sum(least)) // len(least)
    return tuple(height + more for height in least)


def _height(planner: Planner, inlines: Inlines, width: int, size: float, *, bold: bool = False) -> int | None:
    """Return the height that a cell needs; None if one of its words is wider than the cell."""
    left, top, right, bottom = TERM_INSETS
    room = (width - left - right) / EMU / (size * WIDTH_SPARE)
    measured = words(inlines, planner.fonts, planner.template.theme.minor_font, bold=bold)
    if measured.longest > room:
        return None
    return emu(measured.lines(room) * measured.line * size) + top + bottom


def _term(point: SlideParagraph) -> Inlines:
    """Return the term without the separator after it."""
    return point.inlines[: point.lead - 1]


def _text(point: SlideParagraph) -> Inlines:
    """Return the text of a point alone in a cell: with a capital, and without the stop of a sentence."""
    inlines = point.inlines[point.lead :]
    first = inlines[0]
    if isinstance(first, Run) and not first.code and not first.protected and first.text:
        word = _FIRST_WORD.match(first.text)
        if word is not None and word[0] == word[0].lower():
            inlines = (replace(first, text=first.text[0].upper() + first.text[1:]), *inlines[1:])
    return inlines if _SENTENCE_END.search(plain(inlines)) else without_stop(inlines)
