"""Layout slots: the frames of placeholders, the space left for exhibits, and boxes for content without placeholder.

All lengths are EMU.
"""

from __future__ import annotations

from msgspec import Struct

from builder.templates.deck.facts import Alignment, DeckFacts, Frame, Level, Placeholder, SlideLayout
from builder.typeset.measure import EMU
from builder.typeset.plan import NO_INSETS

__all__ = [
    "GAP",
    "INCH",
    "LayoutSlots",
    "TextSlot",
    "box_slot",
    "carve",
    "columns",
    "intersection",
    "layout_slots",
    "overlap",
    "placeholder_slot",
]

INCH = 914_400
GAP = 137_160
"""Between stacked things: 0.15 inch."""
_BOX_SIZES = {"kicker": 14.0, "caption": 18.0, "unit": 14.0, "source": 12.0, "attribution": 20.0, "subtitle": 20.0}
_LINE = 1.35
"""Height of a line of a box in ems, for fonts of every kind."""


class TextSlot(Struct, frozen=True, kw_only=True):
    """A slot for text: a placeholder, or (`size` not 0) a plain box if the layout has none for the role."""

    role: str
    frame: Frame
    insets: tuple[int, int, int, int]
    levels: tuple[Level, ...]
    size: float = 0.0
    alignment: Alignment = "left"
    """Of the lines of a box."""
    moved: bool = False
    """True if the frame is not the placeholder's own."""


class LayoutSlots(Struct, frozen=True, kw_only=True):
    """A layout with the slots that a slide needs: `area` is left for its content."""

    role: str
    layout: SlideLayout
    area: Frame
    slots: dict[str, TextSlot]


def levels_of(placeholder: Placeholder, template: DeckFacts) -> tuple[Level, ...]:
    """Return the levels of a placeholder; a plain one in the theme's minor font if the template has none."""
    return placeholder.levels or (Level(font=template.theme.minor_font, size=18.0),)


def placeholder_slot(layout: SlideLayout, role: str, template: DeckFacts) -> TextSlot | None:
    """Return the layout's placeholder for a role, if it has one."""
    placeholder = layout.placeholders.get(role)
    if placeholder is None:
        return None
    return TextSlot(
        role=role, frame=placeholder.frame, insets=placeholder.insets, levels=levels_of(placeholder, template)
    )


def box_slot(
    role: str,
    frame: Frame,
    template: DeckFacts,
    size: float = 0.0,
    *,
    bold: bool = False,
    alignment: Alignment = "left",
    font: str = "",
) -> TextSlot:
    """Return a plain box for a role that the layout has no placeholder for; `font` is "" for the deck's own."""
    points = size or _BOX_SIZES.get(role, 18.0)
    level = Level(font=font or template.theme.minor_font, size=points, bold=bold)
    return TextSlot(role=role, frame=frame, insets=NO_INSETS, levels=(level,), size=points, alignment=alignment)


def layout_slots(template: DeckFacts, role: str, furniture: tuple[str, ...]) -> LayoutSlots:
    """Return the layout of a role with space for `furniture` (kicker, caption, source): its placeholders, or boxes.

    Boxes take a strip of the content's own area: the source line at its foot, the others at its top.
    """
    layout = template.layouts[role]
    slots: dict[str, TextSlot] = {}
    area = layout.content
    for name in furniture:
        slot = placeholder_slot(layout, name, template)
        if slot is not None:
            slots[name] = slot
            area = carve(area, slot.frame)
    for name in furniture:
        if name not in slots:
            frame, area = _strip(area, name)
            slots[name] = box_slot(name, frame, template, bold=name in ("kicker", "caption"))
    return LayoutSlots(role=role, layout=layout, area=area, slots=slots)


def _strip(area: Frame, name: str) -> tuple[Frame, Frame]:
    height = round(_BOX_SIZES[name] * _LINE * EMU)
    rest = area.height - height - GAP // 2
    if name == "source":
        return (
            Frame(area.x, area.y + area.height - height, area.width, height),
            Frame(area.x, area.y, area.width, rest),
        )
    return (
        Frame(area.x, area.y, area.width, height),
        Frame(area.x, area.y + height + GAP // 2, area.width, rest),
    )


def carve(area: Frame, taken: Frame) -> Frame:
    """Return the rest of an area beside an occupied frame: the larger of the strips above and below it."""
    if not overlap(area, taken):
        return area
    bottom = area.y + area.height
    above = max(0, taken.y - GAP // 2 - area.y)
    below_from = taken.y + taken.height + GAP // 2
    below = max(0, bottom - below_from)
    if above >= below:
        return Frame(area.x, area.y, area.width, above)
    return Frame(area.x, below_from, area.width, below)


def overlap(first: Frame, second: Frame) -> bool:
    """Return True if two frames share more than an edge."""
    return (
        first.x < second.x + second.width
        and second.x < first.x + first.width
        and first.y < second.y + second.height
        and second.y < first.y + first.height
    )


def intersection(first: Frame, second: Frame) -> Frame:
    """Return the intersection of two frames (without width or height if it is empty)."""
    x, y = max(first.x, second.x), max(first.y, second.y)
    right = min(first.x + first.width, second.x + second.width)
    bottom = min(first.y + first.height, second.y + second.height)
    return Frame(x, y, max(0, right - x), max(0, bottom - y))


def columns(area: Frame, count: int, gap: int) -> list[Frame]:
    """Return an area in columns of equal width."""
    width = (area.width - gap * (count - 1)) // count
    return [Frame(area.x + n * (width + gap), area.y, width, area.height) for n in range(count)]
