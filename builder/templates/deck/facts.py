"""Facts of a deck template: its layouts and their placeholders by role, with frames, type and colours.

Lengths are EMU; type sizes points.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from builder.office.theme import Theme

Alignment = Literal["left", "centre", "right"]
"""The vertical axis that lines of text keep: their beginnings, their middles or their ends."""


class Frame(Struct, frozen=True):
    """A rectangle, in EMU from the slide's top left corner."""

    x: int
    y: int
    width: int
    height: int


class Level(Struct, frozen=True, kw_only=True):
    """Type of one level of a placeholder: size in points, indents in EMU, `line_spacing` in multiples of the line."""

    font: str
    size: float
    bold: bool = False
    italic: bool = False
    caps: bool = False
    colour: str = "000000"
    line_spacing: float = 1.0
    """Multiple of the font's own line height (`a:spcPct`); 0 when `exact_spacing` is set."""
    exact_spacing: float = 0.0
    """Points (`a:spcPts`)."""
    space_before: float = 0.0
    space_after: float = 0.0
    """Points."""
    margin_left: int = 0
    indent: int = 0
    """EMU (`marL`, `indent`)."""
    bullet: bool = False
    alignment: Alignment = "left"


PlaceholderRole = Literal[
    "title", "subtitle", "kicker", "body", "body2", "table", "chart", "picture", "caption", "source", "attribution",
    "mark", "figure", "figure-prefix", "figure-label", "sources", "sources2", "unit",
    "date", "footer", "number",
]  # fmt: skip


class Placeholder(Struct, frozen=True, kw_only=True):
    """A placeholder of a layout with everything inherited resolved (master, layout)."""

    role: str
    type: str
    """`p:ph type`: title, ctrTitle, subTitle, body, obj, tbl, chart, pic, dt, ftr, sldNum."""
    idx: int
    name: str
    frame: Frame
    insets: tuple[int, int, int, int] = (91_440, 45_720, 91_440, 45_720)
    """Left, top, right, bottom."""
    anchor: str = "t"
    levels: tuple[Level, ...] = ()
    alignment: Alignment = "left"
    """Of its first level; `centre` also for left-aligned text that is centred as a block (`anchorCtr`)."""
    background: str = ""
    """RRGGBB behind its text, where it is hardest to read; "" if it is not known."""
    ink: str = ""
    """Colour name in which builds set its text, because its own cannot be read on what is behind it; "" for its own."""


COVER_ROLES = ("title", "title-picture")
"""The roles of the layouts of the first slide."""
LAYOUT_ROLES = (
    *COVER_ROLES,
    "agenda",
    "key-figures",
    "section",
    "text",
    "two-content",
    "points-chart",
    "table",
    "chart",
    "picture",
    "title-only",
    "highlights",
    "timeline",
    "quote",
    "quote-points",
    "statement",
    "closing",
    "closing-columns",
    "closing-sources",
    "sources",
)


class SlideLayout(Struct, frozen=True, kw_only=True):
    """A slide layout: its part name in the package, its displayed name and its placeholders by role."""

    role: str
    part_name: str
    name: str
    placeholders: dict[str, Placeholder]
    content: Frame
    """The area free for exhibits: below the title, above the source line and the footer, within the margins."""
    colours: dict[str, str] = {}
    """RRGGBB by the names that slides of this layout use: bg1, tx1, bg2, tx2, accent1…6, hlink, and the theme's own."""
    background: str = "FFFFFF"
    """RRGGBB behind the content; of a gradient or a picture, the colour on which text is hardest to read."""
    ink: str = "tx1"
    """Colour name for text outside placeholders: tx1, or bg1 if only that has enough contrast with the background."""
    accent: str = "accent1"
    """Colour name for emphasised text: `accent1`, another accent near it in hue, or one of Office's shades of
    it (25% darker `accent1-25`, 40% lighter `accent1+40`): the first with a contrast of 4.5:1, else `ink`."""
    mark: str = "accent1"
    """Colour name for bars beside text, which need not be read: `accent1`, or `accent` if that cannot be seen."""
    panel: bool = True
    """True if the layout's text can be read on the second background colour (bg2): panels are then filled with it."""
    colour_map: str = ""
    """The layout's own colour map as XML attributes (`bg1="dk1" …`), or empty if it keeps the master's."""
    progress: Frame | None = None
    """On section dividers: frame of the progress strip; None if there is no room."""
    text_font: str = ""
    """Font of text outside placeholders, if it is not the deck's: the layout has a master of its own."""
    substitute: bool = False
    """True if the template has no layout for this role and this one is used instead."""


TABLE_PARTS = ("wholeTbl", "firstCol", "lastRow", "firstRow")
"""The parts of a table style that builds turn on, the later ones over the earlier: they never band rows."""


class TableText(Struct, frozen=True):
    """Text of a part of a table style: RRGGBB of the text, RRGGBB behind it, and the colour name in which builds set it
    because its own cannot be read ("" for its own).
    """

    part: str
    colour: str
    background: str
    ink: str = ""


class DeckFacts(Struct, frozen=True, kw_only=True):
    """A deck template as the planner needs it: size, theme, and one layout for each role of `LAYOUT_ROLES`."""

    width: int
    height: int
    theme: Theme
    layouts: dict[str, SlideLayout]
    digest: str = ""
    table_style: str = ""
    """The id of the table style that tables take: the template's own default, or the builder's."""
    table_texts: tuple[TableText, ...] = ()
    """The text of each part of that style, if it is the template's own."""

    @property
    def header_fill(self) -> str:
        """RRGGBB behind the header of tables, if the style of the template fills it; else ""."""
        grounds = {text.part: text.background for text in self.table_texts}
        header = grounds.get("firstRow", "")
        return header if header != grounds.get("wholeTbl", header) else ""

    @property
    def table_inks(self) -> dict[str, str]:
        """Colour names in which builds set the text of tables that cannot be read otherwise, by part of the style."""
        inks = {text.part: text.ink for text in self.table_texts}
        return {part: ink for part in TABLE_PARTS if (ink := inks.get(part, inks.get("wholeTbl", "")))}
