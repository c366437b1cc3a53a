"""Key figures: a strip of tiles, each with a big number over its label, or a list if there are many.

The strip is a table of one row, read tile by tile. Two to four figures are side by side in equal columns; a single one,
or more than four, are listed, the figure in the margin and its label in the text. The number of figures decides, not
the length of their words, so the briefs of all languages look alike: longer figures are set smaller, then in two lines.
Lengths are twips.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.office.xml import attribute
from builder.tree.blocks import HighlightNode, HighlightsNode
from builder.tree.prose import Run
from builder.typeset.measure import words as measured
from builder.writers.word.captions import labelled, put_lines
from builder.writers.word.context import BriefContext
from builder.writers.word.flow import AFTER_EXHIBIT
from builder.writers.word.pagination.reading import TableXml
from builder.writers.word.paragraphs import WordParagraph
from builder.writers.word.tables import table_look

__all__ = ["key_figures", "key_figures_height", "number_and_unit", "write_highlights"]

_GUTTER = 425
"""At the sides of each figure, as in the table style."""
_TILE_EDGES = 14.75
"""Points above and below the words of a tile, as in the table style."""
_FIRST_MARGIN = '<w:tcMar><w:left w:w="165" w:type="dxa"/></w:tcMar>'
"""The rule at the left of the other tiles takes part of their margin, the first tile has none."""
_SPACES = " \u00a0\u202f"
_MOST = 4
_SIZES = (1.0, 0.9, 0.8, 0.7, 0.6)
"""Shares of the style's type size at which a strip is tried; at the last, figures may take two lines."""
_SPARE = 1.05
_UNIT_SHARE = 17 / 30
"""Size of a unit as a share of its number's, as in the styles."""
_PREFIX_SIZE = 10.0
_NUMBER_SIZE = 15.0
_ROW_HEIGHT = 27.0
"""Approximate height in points of a figure in a list."""


class _Strip(Struct, frozen=True):
    """A strip: its indent, its columns, and the type size of its figures (0: the style's)."""

    left: int
    widths: tuple[int, ...]
    size: float


def write_highlights(state: BriefContext, node: HighlightsNode) -> None:
    """Write the highlights of a section, with their sources below."""
    shorts = {source.id: source.short for source in state.document.sources}
    known = [shorts[source_id] for source_id in node.sources if source_id in shorts]
    left = key_figures(state, node.items)
    if known:
        runs = labelled(state, state.labels.source_several if len(known) > 1 else state.labels.source)
        runs += state.inlines.words(state.labels.list_separator).join(state.inlines.runs(short) for short in known)
        state.flow.gap = 0
        put_lines(state, [WordParagraph(state.styles["source_line"], runs)], left)


def key_figures(state: BriefContext, items: Sequence[HighlightNode]) -> int:
    """Write big numbers with their labels. Return their indent."""
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


def key_figures_height(state: BriefContext, items: Sequence[HighlightNode]) -> float:
    """Return the height of the figures with the space above them, in points."""
    if not items:
        return 0.0
    strip = _strip(state, items) if 2 <= len(items) <= _MOST else None
    if strip is None:
        return _ROW_HEIGHT * len(items) + 2 * AFTER_EXHIBIT / 20
    value, label = state.template.type["key_figure_value"], state.template.type["key_figure_label"]
    highest = 0.0
    for item, width in zip(items, strip.widths, strict=True):
        points = (width - _GUTTER) / 20
        figure = measured((Run(item.value),), state.fonts, value.font, bold=value.bold)
        size = strip.size or value.size
        top = figure.lines(points / size) * size * 1.15
        text = measured(item.label, state.fonts, label.font)
        lines = text.lines(points / (label.size * 1.02)) + bool(item.suffix.strip())
        highest = max(highest, top + lines * label.size * text.line)
    led = _bound_height(state) if any(item.prefix for item in items) else 0.0
    return highest + led + value.before + value.after + label.before + _TILE_EDGES + AFTER_EXHIBIT / 20


def _strip(state: BriefContext, items: Sequence[HighlightNode]) -> _Strip | None:
    """Return equal columns, four on the page or fewer on the axis of the text, in the largest type in which every
    figure fits one line; None if a word is wider than its column.
    """
    left = state.template.body_left if len(items) < _MOST else 0
    room = state.flow.width - left
    column = room // len(items)
    widths = (column,) * (len(items) - 1) + (room - column * (len(items) - 1),)
    style, label = state.template.type["key_figure_value"], state.template.type["key_figure_label"]
    points = (column - _GUTTER) / (20 * _SPARE)
    asides = [(Run(item.suffix.strip()),) for item in items if item.suffix.strip()]
    longest = max(measured(words, state.fonts, label.font).longest for words in (*asides, *(o.label for o in items)))
    words_of = [measured((Run(item.value),), state.fonts, style.font, bold=style.bold) for item in items]
    unbroken = max(min(text.longest, _figure_width(state, o.value)) for text, o in zip(words_of, items, strict=True))
    if longest * label.size > points or unbroken * style.size * _SIZES[-1] > points:
        return None
    widest = max(_figure_width(state, item.value) for item in items)
    share = next((factor for factor in _SIZES if widest * style.size * factor <= points), _SIZES[-1])
    return _Strip(left, widths, 0.0 if share == 1.0 else round(style.size * share * 2) / 2)


def _figure_width(state: BriefContext, value: str) -> float:
    """Return the width of a figure with its smaller unit, in ems of its number."""
    style = state.template.type["key_figure_value"]
    face = state.fonts.face(style.font, style.bold)
    number, unit = number_and_unit(value)
    return face.width(number) + face.width(unit) * _UNIT_SHARE


def _table(state: BriefContext, items: Sequence[HighlightNode], strip: _Strip) -> TableXml:
    """Return the tiles as a table of one row. It is one for the layout alone: no cell is a header of others."""
    styles = state.styles
    title = attribute(state.labels.key_figures)
    led = any(item.prefix for item in items)
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{"" if index else _FIRST_MARGIN}</w:tcPr>'
        f"{_tile(state, item, strip, led=led)}</w:tc>"
        for index, (item, width) in enumerate(zip(items, strip.widths, strict=True))
    )
    head = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{styles["key_figures"]}"/>'
        f'{state.table_direction}<w:tblW w:w="{sum(strip.widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{strip.left}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{table_look(False, False, False)}'
        f'<w:tblCaption w:val="{title}"/></w:tblPr><w:tblGrid>'
        + "".join([f'<w:gridCol w:w="{width}"/>' for width in strip.widths])
        + "</w:tblGrid>"
    )
    return TableXml(head, (f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>",))


def _tile(state: BriefContext, item: HighlightNode, strip: _Strip, *, led: bool) -> str:
    """Return the paragraphs of a figure: the words of its bound, its value, what it counts, its label. The space of the
    bound is kept if any figure of the strip has one (`led`), so that all values are on one line.
    """
    value, label = state.styles["key_figure_value"], state.styles["key_figure_label"]
    paragraphs = []
    if item.prefix:
        look = state.inlines.properties(state.styles["key_figure_prefix"])
        paragraphs.append(WordParagraph(label, state.inlines.words(item.prefix, look), keep=True))
    before = round(_bound_height(state) * 20) if led and not item.prefix else None
    mark = state.inlines.mark(strip.size)
    counted = item.suffix.strip()
    below = bool(counted or item.label)
    paragraphs.append(WordParagraph(value, _value(state, item, strip), keep=below or None, before=before, mark=mark))
    if counted:
        runs = state.inlines.runs((Run(counted, protected=True),), strong=True)
        paragraphs.append(WordParagraph(label, runs, keep=bool(item.label) or None))
    if item.label:
        paragraphs.append(WordParagraph(label, state.passage(item.key, item.label)))
    return "".join(paragraph.xml() for paragraph in paragraphs)


def _bound_height(state: BriefContext) -> float:
    """Return the height of the line of a bound over a value, in points."""
    style = state.template.type["key_figure_label"]
    line = style.exact or style.line * state.fonts.face(style.font).natural_line * style.size
    return style.before + line + style.after


def _value(state: BriefContext, item: HighlightNode, strip: _Strip) -> str:
    """Return the figure, its unit smaller."""
    number, unit = number_and_unit(item.value)
    if not strip.size:
        look = state.inlines.properties(state.styles["key_figure_unit"])
        return state.inlines.words(number) + state.inlines.words(unit, look)
    return state.inlines.words(number, _sized(state, strip.size)) + (
        state.inlines.words(unit, _sized(state, strip.size * _UNIT_SHARE)) if unit else ""
    )


def _sized(state: BriefContext, points: float) -> str:
    """Return run properties of a size."""
    half = round(points * 2)
    return state.inlines.properties(extra=f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>')


def number_and_unit(value: str) -> tuple[str, str]:
    """Divide a figure before the words after its last digit, with the space before them: ("100", "\u00a0M€"),
    ("68,5", "\u00a0M\u00a0CHF"). A figure that ends with digits, or has none, has no unit apart.
    """
    end = max((place + 1 for place, character in enumerate(value) if character.isdigit()), default=0)
    if not end or value[end : end + 1] not in tuple(_SPACES):
        return value, ""
    return value[:end], value[end:]


def _rows(state: BriefContext, items: Sequence[HighlightNode]) -> None:
    """Write one figure per paragraph: the number hangs in the margin, its label is in the text."""
    style = state.template.type["key_figure_row"]
    face = state.fonts.face(style.font, True)
    prefix_face = state.fonts.face(style.font)
    column = state.template.type["timeline_date"].left
    number = state.inlines.properties(state.styles["key_figure_number"])
    bound = state.inlines.properties(state.styles["key_figure_prefix"])
    gap = state.flow.take_gap()
    for index, item in enumerate(items):
        wide = face.width(item.value) * _NUMBER_SIZE
        if item.suffix:
            wide += prefix_face.width(item.suffix) * _PREFIX_SIZE
        if item.prefix:
            wide += prefix_face.width(f"{item.prefix} ") * _PREFIX_SIZE
        fits = wide * 20 * _SPARE < column
        prefix = state.inlines.words(f"{item.prefix} ", bound) if item.prefix else ""
        between = f"<w:r>{state.inlines.plain}{'<w:tab/>' if fits else '<w:br/>'}</w:r>"
        figure = state.inlines.words(item.value, number) + state.inlines.words(item.suffix, bound)
        runs = prefix + figure + (between + state.passage(item.key, item.label) if item.label else "")
        last = index == len(items) - 1
        # The first two and the last two stay together; a long list may go on over the page.
        keep = True if index in (0, len(items) - 2) and not last else None
        before = gap if index == 0 and gap else None
        after = AFTER_EXHIBIT if last else None
        state.flow.add(WordParagraph(state.styles["key_figure_row"], runs, keep=keep, before=before, after=after))
