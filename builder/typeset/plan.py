"""The planned deck: every slide with its text, sizes and frames, before any element of PowerPoint is written.

Lengths are EMU (914,400 per inch, 12,700 per point) from the slide's top left corner; type sizes are points.
`typeset/deck.py` plans decks from documents; `writers/powerpoint` writes them and decides nothing.

Assumptions of measuring, which the writer must follow:

- Inlines in a plan hold no `NoteRef`: notes and citations have been moved to the source line and the notes page.
- A `CrossRef` is written as in `tree.prose.plain`: `prefix` + U+00A0 + `number`, or `title` if there is no number.
- Code is set in `CODE_FONT` at the size of the words around it; everything else in the font of its level.
- Text in a placeholder keeps the level's spacing and the placeholder's insets; its indents are `indents(level, mark)`.
- Text outside a placeholder (highlights, timeline, callouts, and a `TextPart` with a `size`) is in boxes with these
  insets, in the theme's minor font unless stated otherwise, single line spacing, `BOX_GAP` points before each
  paragraph but the first, indents `indents(None, mark, level)`, anchored to the top, wrapped, without autofit.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from builder.source import NOWHERE, Span
from builder.templates.deck.facts import Alignment, Frame, Level
from builder.tree.blocks import EventNode, HighlightNode
from builder.tree.exhibits import CellNode, ChartNode, ColumnNode, HeaderGroupNode, ImageNode, RowKind
from builder.tree.prose import Inlines, TextElements

CODE_FONT = "Courier New"
"""The font of code: every Office has it, and free fonts with the same metrics replace it elsewhere."""
NO_INSETS = (0, 0, 0, 0)
CELL_INSETS = (91_440, 45_720, 91_440, 45_720)
"""Left, top, right, bottom of a table cell (`a:tcPr`), PowerPoint's own values."""
DENSE_CELL_INSETS = (54_864, 36_576, 54_864, 36_576)
"""The same for a table that is wide for its slide."""
TERM_INSETS = (0, 45_720, 109_728, 45_720)
"""Of a cell of a table of terms."""
CALLOUT_INSETS = (228_600, 137_160, 182_880, 137_160)
"""Of a callout's box."""
TILE_BAR = 57_150
"""Height of the bar at the top edge of a tile: 4.5 points."""
CARD_INSETS = (182_880, 201_168, 109_728, 182_880)
"""Of the card of an event."""
DATED_CARD_INSETS = (182_880, 109_728, 109_728, 109_728)
"""Of the card of an event that holds its date."""
COLUMN_RULE, COLUMN_GAP = 38_100, 91_440
"""Thickness of the rule over a column of text, and the space below it."""
BOX_GAP = 4.0
"""Points before each paragraph but the first of a box outside placeholders (callout, event, text box)."""
BOX_STEP = 228_600
"""EMU by which each level of a list in such a box is set in."""
_NUMBER_EMS = 1.6
"""The least hanging indent of a number, in ems of its level: room for "10." and a space."""

Mark = Literal["bullet", "number", "none"]


def indents(level: Level | None, mark: Mark, depth: int = 0, size: float = 0.0) -> tuple[int, int]:
    """Return `marL` and `indent` (EMU) of a paragraph, to be written whenever they differ from the level's own.

    A paragraph without mark starts at the left edge of its level's text block: at 0 on the first level, at the margin
    of deeper ones. A marked one keeps the level's own hanging indent, and gets one if the level has none. `level` None
    means a box outside placeholders, with type of `size` points.
    """
    if level is None:
        margin, hanging = BOX_STEP * (depth + 1), BOX_STEP
    else:
        margin, hanging = level.margin_left, -level.indent
    if mark == "none":
        return (margin - hanging if hanging > 0 else margin), 0
    if hanging <= 0 or margin < hanging:
        margin, hanging = max(margin, 0) + BOX_STEP, BOX_STEP
    if mark == "number":
        wider = max(0, round((level.size if level is not None else size) * _NUMBER_EMS * 12_700) - hanging)
        margin, hanging = margin + wider, hanging + wider
    return margin, -hanging


class Fit(Struct, frozen=True):
    """Fitting of a text: the font scale and line-space reduction to write (`a:normAutofit`, in thousandths of a
    percent: 90000 is 90%), and the resulting number of lines. `scale == 100000` writes no autofit numbers.
    """

    scale: int = 100_000
    reduction: int = 0
    lines: int = 0
    insets: tuple[int, int] | None = None
    """The left and right inset (EMU) to write instead of the placeholder's own: they break a title into lines of about
    equal length on the axis of its alignment without changing a word, and disappear as soon as somebody edits the
    title's frame.
    """
    size: float = 0.0
    """Points to write instead of the placeholder's own size; `scale` is of them. 0 keeps the placeholder's."""


class SlideParagraph(Struct, frozen=True):
    """One paragraph of slide text. `level` 0 is the first; `mark` is a bullet, a number or neither.

    The first `lead` inlines are a term with its separator. The last inline is a unit, `unit` times as large as what is
    before it, if that is not 1.
    """

    inlines: Inlines
    level: int = 0
    mark: Mark = "bullet"
    number: int = 0
    span: Span = NOWHERE
    key: str = ""
    lead: int = 0
    unit: float = 1.0


class TextPart(Struct, frozen=True, kw_only=True):
    """Text in the layout placeholder `placeholder` (its role: "body", "body2", "attribution", "date", "caption", …).

    `frame` None means the placeholder's own frame; otherwise the placeholder is moved to it. If the layout has no such
    placeholder, `size` is set (points): the text is then a plain text box at `frame`, with `NO_INSETS`.
    """

    placeholder: str
    paragraphs: tuple[SlideParagraph, ...]
    fit: Fit = Fit()
    frame: Frame | None = None
    size: float = 0.0
    bold: bool = False
    """True if such a text box is bold as a whole (the kicker is)."""
    alignment: Alignment = "left"
    """Of such a text box."""
    spread: float = 0.0
    """Points to add before each paragraph of the first level but the first, if a few of them have much space."""
    growth: float = 1.0
    """Factor by which the type of a placeholder is larger than its levels', written to the runs."""


class TablePart(Struct, frozen=True, kw_only=True):
    """A table, or the run of its rows that this slide shows. Heights and widths are measured; `size` is the type size.

    Cells are in the theme's minor font with single line spacing; the header row, the row of totals and, when
    `row_header` is set, the first column were measured as bold (they may be drawn lighter, never heavier).
    """

    frame: Frame
    columns: tuple[ColumnNode, ...]
    rows: tuple[tuple[CellNode, ...], ...]
    widths: tuple[int, ...]
    header_height: int
    row_heights: tuple[int, ...]
    size: float
    total: bool = False
    row_header: bool = True
    alt: str = ""
    name: str = ""
    key: str = ""
    insets: tuple[int, int, int, int] = CELL_INSETS
    """Left, top, right, bottom of every cell."""
    kinds: tuple[RowKind, ...] = ()
    """Those of the rows, or empty if all are ordinary but the totals; names of groups, subtotals and cells that are set
    off were measured as bold.
    """
    header_groups: tuple[HeaderGroupNode, ...] = ()
    upper_height: int = 0
    """The height of the upper row of the header, if it has two; `header_height` is that of both."""
    repeated: int = 0
    """How many of the first rows were shown before: the name of the group that goes on."""


class TermsPart(Struct, frozen=True, kw_only=True):
    """Terms and their texts as a table of two columns without header: terms bold in the accent, hairlines under rows,
    a strong rule on top. Cells are in the theme's minor font with single line spacing and `TERM_INSETS`.
    """

    frame: Frame
    terms: tuple[Inlines, ...]
    texts: tuple[Inlines, ...]
    keys: tuple[str, ...]
    term_width: int
    row_heights: tuple[int, ...]
    term_size: float
    text_size: float
    alt: str
    key: str = ""
    stacked: bool = False
    """True if the table has one column, each text below its term."""


class AgendaPart(Struct, frozen=True, kw_only=True):
    """Sections as a table without header: number, title that leads to its slide, number of that slide. Cells are in the
    theme's minor font at `size` with single line spacing and `TERM_INSETS`. `sections` are their indices in the
    document, `slides` the numbers of their first slides from 1, 0 for none.
    """

    frame: Frame
    numbers: tuple[str, ...]
    titles: tuple[Inlines, ...]
    sections: tuple[int, ...]
    widths: tuple[int, int, int]
    row_height: int
    size: float
    slides: tuple[int, ...] = ()


class ColumnsPart(Struct, frozen=True, kw_only=True):
    """Terms and their texts side by side, each under a rule of `COLUMN_RULE` in an accent.

    The text of a column is a box with `NO_INSETS`, `COLUMN_GAP` below its rule: the term at `term_size`, bold, then the
    text at `text_size`.
    """

    frames: tuple[Frame, ...]
    terms: tuple[Inlines, ...]
    texts: tuple[Inlines, ...]
    keys: tuple[tuple[str, str], ...]
    """Of the term and the text of each column."""
    term_size: float
    text_size: float


class ChartPart(Struct, frozen=True, kw_only=True):
    """A chart in a frame, with the type size of its labels; `panel` is True if the layout has a panel of the second
    background behind it.
    """

    frame: Frame
    chart: ChartNode
    size: float
    panel: bool = False


class HighlightsPart(Struct, frozen=True, kw_only=True):
    """Big numbers, each on a tile: `frames` are the tiles, with `insets` (left, top, right, bottom in EMU) of each.

    A tile holds up to three paragraphs: the prefix at `label_size` if there is one; the number of `values` at
    `value_size` and its unit at `unit_size`, bold; and, after `label_gap` points, that of `labels` at `label_size`.
    Tiles of items without prefix have a larger inset at the top if a neighbour has one, so that the values of a row are
    on one line. `hairlines` are lines between values and labels.
    """

    items: tuple[HighlightNode, ...]
    frames: tuple[Frame, ...]
    values: tuple[tuple[str, str], ...]
    """The number of each item, and its unit with the no-break space before it ("" without unit)."""
    labels: tuple[Inlines, ...]
    """The counted noun of each item, bold, on a line above its label."""
    insets: tuple[tuple[int, int, int, int], ...]
    value_size: float
    unit_size: float
    label_size: float
    label_gap: float = 0.0
    hairlines: tuple[Frame, ...] = ()


Join = tuple[tuple[int, int], ...]
"""A line through points (x and y in EMU) that turns at right angles, from the highest to the lowest."""


class TimelinePart(Struct, frozen=True, kw_only=True):
    """Events on an axis, drawn as native shapes. `axis` is the line (a frame without height, or without width when
    `vertical`); each event has a text frame and the centre of its marker.

    A frame is a box with `NO_INSETS`: the date at `date_size`, bold; the title at
    `title_size`, bold; then `texts` (one tuple of paragraphs an event: its text, ready to draw) at `text_size`.
    `marker` is the diameter of a marker. If `date_frames` are given, dates are in these, above the axis, and the frames
    hold titles and texts: as `cards`, with `CARD_INSETS` and a tint, or plain. Cards without date frames hold dates as
    well, with `DATED_CARD_INSETS`. `joins` are thin lines between the markers and the dates or cards of their events.
    """

    frame: Frame
    events: tuple[EventNode, ...]
    frames: tuple[Frame, ...]
    markers: tuple[tuple[int, int], ...]
    axis: Frame
    date_size: float
    title_size: float
    text_size: float
    vertical: bool = False
    texts: tuple[tuple[SlideParagraph, ...], ...] = ()
    dates: tuple[Inlines, ...] = ()
    """Each event's date, ready to draw; empty: their plain words."""
    marker: int = 182_880
    date_frames: tuple[Frame, ...] = ()
    cards: bool = False
    joins: tuple[Join, ...] = ()
    alt: str = ""
    """Alternative text of the group that the shapes form."""


class ImagePart(Struct, frozen=True, kw_only=True):
    """A picture in a frame of its own proportions, or cropped to those of the frame.

    `crop` is what is cut off at the left, top, right and bottom (`a:srcRect`, in thousandths of a per cent of the
    picture's width and height). A picture `behind` the title is drawn before it.
    """

    frame: Frame
    image: ImageNode
    crop: tuple[int, int, int, int] = (0, 0, 0, 0)
    behind: bool = False


class CalloutPart(Struct, frozen=True, kw_only=True):
    """A callout's box with `CALLOUT_INSETS`: the title, bold, as its first paragraph, then the text, all at `size`
    points.

    A continued callout has the words of its kind as its title: "Attention (suite)".
    """

    frame: Frame
    kind: Literal["note", "warning", "key"]
    title: Inlines
    paragraphs: tuple[SlideParagraph, ...]
    size: float


Part = (
    TextPart
    | TablePart
    | TermsPart
    | AgendaPart
    | ColumnsPart
    | ChartPart
    | HighlightsPart
    | TimelinePart
    | ImagePart
    | CalloutPart
)


class Slide(Struct, frozen=True, kw_only=True):
    """One slide. `layout` is a layout role (see `templates.deck.facts.LAYOUT_ROLES`). The words of `title` are unique
    in the deck, and so is `key`, which is stable while the content stays in its section.

    `kicker`, `subtitle`, `caption` (the exhibit's caption line) and `source` (the line at the foot, its label included)
    are set only if the layout has a placeholder for them; otherwise their words are in `parts`, as text boxes. `notes`
    go to the notes page, which every slide has.
    """

    layout: str
    title: Inlines
    key: str
    span: Span = NOWHERE
    title_fit: Fit = Fit()
    kicker: str = ""
    subtitle: Inlines = ()
    parts: tuple[Part, ...] = ()
    caption: str = ""
    source: Inlines = ()
    notes: TextElements = ()
    section: tuple[int, ...] = ()
    foot: bool = True
    """True if the layout's footer and slide number are filled."""
    progress: tuple[int, int] | None = None
    """Which top-level section out of how many, on divider slides."""


class Deck(Struct, frozen=True, kw_only=True):
    """All slides of one language, with the file's own data. `sections` are PowerPoint's slide sections: a name and the
    index of the first slide.
    """

    slides: tuple[Slide, ...]
    sections: tuple[tuple[str, int], ...] = ()
