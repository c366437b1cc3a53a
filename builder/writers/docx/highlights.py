"""Key figures: a strip of big numbers over their labels, or a list where a strip would be crowded.

The strip is a table that reads as one: its header row holds the figures, the row below what each counts. Two to four
figures stand side by side on the columns of the page's grid; more of them, or longer ones, go one below the other, the
figure in the margin and its label in the text. Lengths are twips.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.tree.nodes import HighlightNode, HighlightsNode, Inlines, Run
from builder.typeset.measure import words as measured
from builder.writers.docx.captions import put_lines
from builder.writers.docx.flow import AFTER_EXHIBIT
from builder.writers.docx.prose import Boxed
from builder.writers.docx.tables import table_look
from builder.writers.docx.writing import Writing
from builder.writers.docx.xml import paragraph, spacing
from builder.writers.package import attribute

__all__ = ["key_figures", "write_highlights"]

_GUTTER = 227
"""At the right of each figure, as in the table style."""
_MOST = 4
_SIZES = (1.0, 0.9, 0.8, 0.7)
"""Shares of the style's type size at which a strip is tried."""
_SPARE = 1.05
_LABEL_LINES = 2.5
"""Lines that a label may take, more or less: its column is made no narrower than that asks."""
_PREFIX_SIZE = 10.0
_NUMBER_SIZE = 15.0


class _Strip(Struct, frozen=True):
    """A strip that fits: where it begins, its columns, the type size (0: the style's), whether bounds stand above."""

    left: int
    widths: tuple[int, ...]
    size: float
    stacked: bool


def write_highlights(state: Writing, node: HighlightsNode) -> None:
    """The highlights of a section, with their sources below."""
    shorts = {one.id: one.short for one in state.document.sources}
    known = [shorts[one] for one in node.sources if one in shorts]
    left = key_figures(state, node.items)
    if known:
        runs = state.inlines.words(state.labels.source)
        runs += state.inlines.words("; ").join(state.inlines.runs(one) for one in known)
        state.flow.gap = 0
        put_lines(state, [Boxed(state.styles["source_line"], runs)], left)


def key_figures(state: Writing, items: Sequence[HighlightNode]) -> int:
    """Big numbers with their labels; returns the indent at which they begin."""
    if not items:
        return 0
    strip = _strip(state, items) if 2 <= len(items) <= _MOST else None
    if strip is None:
        _rows(state, items)
        return 0
    state.flow.part_tables()
    state.flow.lift(AFTER_EXHIBIT)
    state.flow.add(_table(state, items, strip))
    state.flow.gap = AFTER_EXHIBIT
    return strip.left


def _strip(state: Writing, items: Sequence[HighlightNode]) -> _Strip | None:
    """The strip that fits best: on the axis of the text, in large type, in equal columns, as far as that can be."""
    axis, width = state.template.body_left, state.flow.width
    offers = [(0, share, True) for share in _SIZES]
    if len(items) < _MOST:
        if axis:
            offers = [(axis, 1.0, True), (axis, 0.9, True), (axis, 1.0, False), (axis, 0.9, False), *offers]
        offers.append((0, _SIZES[-1], False))
    for left, share, even in offers:
        found = _try(state, items, left, width - left, share, even)
        if found is not None:
            return found
    return None


def _try(
    state: Writing, items: Sequence[HighlightNode], left: int, room: int, share: float, even: bool
) -> _Strip | None:
    """The strip at one place and size, or None if it does not fit."""
    style, label = state.template.type["key_figure_value"], state.template.type["key_figure_label"]
    value_face, plain_face = state.fonts.face(style.font, style.bold), state.fonts.face(style.font)
    size = round(style.size * share * 2) / 2
    values, bounds, needs = [], [], []
    for one in items:
        value = value_face.width(one.value + one.suffix) * size * 20 * _SPARE + _GUTTER
        bound = plain_face.width(f"{one.prefix} ") * _PREFIX_SIZE * 20 * _SPARE if one.prefix else 0.0
        words = measured(one.label, state.fonts, label.font)
        text = max(words.longest, words.natural() / _LABEL_LINES) * label.size * 20 * _SPARE + _GUTTER
        values.append(value)
        bounds.append(bound)
        needs.append(max(value, bound + _GUTTER, text))
    widths = _widths(needs, room, even)
    if widths is None:
        return None
    sides = zip(bounds, values, widths, strict=True)
    stacked = any(bound and bound + value > width for bound, value, width in sides)
    return _Strip(left, widths, 0.0 if share == 1.0 else size, stacked)


def _widths(needs: Sequence[float], room: int, even: bool) -> tuple[int, ...] | None:
    """Equal columns, or what each needs and a like part of the rest; None if there is no room."""
    count = len(needs)
    column = room // count
    if even:
        return (column,) * (count - 1) + (room - column * (count - 1),) if max(needs) <= column else None
    if sum(needs) > room:
        return None
    widths = [int(need + (room - sum(needs)) / count) for need in needs]
    widths[-1] += room - sum(widths)
    return tuple(widths)


def _table(state: Writing, items: Sequence[HighlightNode], strip: _Strip) -> str:
    styles = state.styles
    title = attribute(state.labels.key_figures)
    head = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{styles["key_figures"]}"/><w:tblW w:w="{sum(strip.widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{strip.left}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{table_look(True, False, False)}'
        f'<w:tblCaption w:val="{title}"/></w:tblPr><w:tblGrid>'
        + "".join([f'<w:gridCol w:w="{width}"/>' for width in strip.widths])
        + "</w:tblGrid>"
    )
    values = [paragraph(styles["key_figure_value"], _value(state, one, strip), keep=True) for one in items]
    labels = [paragraph(styles["key_figure_label"], _label(state, one)) for one in items]
    rows = []
    for cells, properties in ((values, "<w:cantSplit/><w:tblHeader/>"), (labels, "<w:cantSplit/>")):
        made = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for width, cell in zip(strip.widths, cells, strict=True)
        )
        rows.append(f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>")
    return f"{head}{''.join(rows)}</w:tbl>"


def _value(state: Writing, item: HighlightNode, strip: _Strip) -> str:
    half = round(strip.size * 2)
    sized = f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if strip.size else ""
    value = state.inlines.words(item.value + item.suffix, state.inlines.properties(extra=sized))
    if not item.prefix:
        return value
    look = state.inlines.properties(state.styles["key_figure_prefix"])
    prefix = state.inlines.words(item.prefix if strip.stacked else f"{item.prefix} ", look)
    return f"{prefix}<w:r>{state.inlines.plain}<w:br/></w:r>{value}" if strip.stacked else prefix + value


def _label(state: Writing, item: HighlightNode) -> str:
    words: Inlines = item.label or (Run("–", protected=True),)
    return state.passage(item.key, words)


def _rows(state: Writing, items: Sequence[HighlightNode]) -> None:
    """One figure a paragraph: the number hangs in the margin, its label stands in the text."""
    style = state.template.type["key_figure_row"]
    face = state.fonts.face(style.font, True)
    prefix_face = state.fonts.face(style.font)
    column = state.template.type["timeline_date"].left
    number = state.inlines.properties(state.styles["key_figure_number"])
    bound = state.inlines.properties(state.styles["key_figure_prefix"])
    gap = state.flow.take_gap()
    for index, item in enumerate(items):
        figure = item.value + item.suffix
        wide = face.width(figure) * _NUMBER_SIZE
        if item.prefix:
            wide += prefix_face.width(f"{item.prefix} ") * _PREFIX_SIZE
        fits = wide * 20 * _SPARE < column
        prefix = state.inlines.words(f"{item.prefix} ", bound) if item.prefix else ""
        between = f"<w:r>{state.inlines.plain}{'<w:tab/>' if fits else '<w:br/>'}</w:r>"
        runs = prefix + state.inlines.words(figure, number) + (between + _label(state, item) if item.label else "")
        last = index == len(items) - 1
        # The first two and the last two stay together; a long list may go on over the page.
        keep = True if index in (0, len(items) - 2) and not last else None
        before = gap if index == 0 and gap else None
        space = spacing(before, AFTER_EXHIBIT if last else None)
        state.flow.add(paragraph(state.styles["key_figure_row"], runs, keep=keep, space=space), keep=bool(keep))
